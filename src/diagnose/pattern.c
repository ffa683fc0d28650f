/* SPDX-License-Identifier: MIT */
#include "diagnose/pattern.h"

#include <string.h>

#include "xenboot/base.h"

/* Behind [:alpha:], [=a=] or [.a.] at AT; behind its first byte where it is none of them. */
static const char *skip_bracket_item(const char *at)
{
	char end[] = {at[1], ']', '\0'};
	const char *found;

	if (at[0] != '[' || !at[1] || !strchr(":=.", at[1]))
		return at + 1;
	found = strstr(at + 2, end);
	return found ? found + 2 : at + 1;
}

/* Behind the bracket expression at AT. A ] that comes first in it is one of its characters. */
static const char *skip_bracket(const char *at)
{
	at += at[1] == '^' ? 2 : 1;
	if (*at == ']')
		at++;
	while (*at && *at != ']')
		at = skip_bracket_item(at);
	return at + (*at == ']');
}

static const char *skip_character(const char *at)
{
	size_t length = xb_utf8_length(at, strnlen(at, 4));

	if (at[0] == '\\' && at[1])
		return skip_character(at + 1);
	return at + (length ? length : 1);
}

const char *xb_pattern_skip_atom(const char *at)
{
	unsigned depth = 0;

	do {
		depth += *at == '(';
		depth -= *at == ')' && depth;
		at = *at == '[' ? skip_bracket(at) : skip_character(at);
	} while (depth && *at);
	return at;
}

const char *xb_pattern_skip_repeats(const char *at, bool *optional)
{
	for (*optional = false; *at && strchr("*+?{", *at); at++) {
		const char *close = *at == '{' ? strchr(at, '}') : NULL;

		*optional |= *at != '+';
		at = close ? close : at;
	}
	return at;
}

const char *xb_pattern_alternative_end(const char *at, const char *end)
{
	while (at < end && *at != '|')
		at = xb_pattern_skip_atom(at);
	return at;
}

/* Does the atom at AT stand for itself? An escaped letter, digit or quote may mean anything. */
bool xb_pattern_is_plain(const char *at)
{
	static const char special[] = "^$.[]()|{}*+?\\";

	return at[0] == '\\' ? at[1] && strchr(special, at[1]) : !strchr(special, at[0]);
}

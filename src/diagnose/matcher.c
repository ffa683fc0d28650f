/* SPDX-License-Identifier: MIT */
#include "diagnose/matcher.h"

#include <stdlib.h>
#include <string.h>

/*
 * A reader of extended regular expressions (POSIX, XBD 9.4) that knows as much of them as is needed
 * to find plain text in one. It is given what regcomp takes; whatever is not sure to be plain is none.
 */

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

/* Behind the character, escape, bracket expression or group at AT. */
static const char *skip_atom(const char *at)
{
	unsigned depth = 0;

	do {
		depth += *at == '(';
		depth -= *at == ')' && depth;
		at = *at == '[' ? skip_bracket(at) : skip_character(at);
	} while (depth && *at);
	return at;
}

/* Behind all that says how often the atom before AT comes; *optional: perhaps not at all. */
static const char *skip_repeats(const char *at, bool *optional)
{
	for (*optional = false; *at && strchr("*+?{", *at); at++) {
		const char *close = *at == '{' ? strchr(at, '}') : NULL;

		*optional |= *at != '+';
		at = close ? close : at;
	}
	return at;
}

/* The end of the alternative that begins at AT: the | behind it, or the pattern's end. */
static const char *alternative_end(const char *at)
{
	while (*at && *at != '|')
		at = skip_atom(at);
	return at;
}

/* Does the atom at AT stand for itself? An escaped letter, digit or quote may mean anything. */
static bool is_plain(const char *at)
{
	static const char special[] = "^$.[]()|{}*+?\\";

	return at[0] == '\\' ? at[1] && strchr(special, at[1]) : !strchr(special, at[0]);
}

/* RUN becomes the longest one, if it is. */
static void end_run(struct xb_buf *run, struct xb_buf *best)
{
	if (run->length > best->length) {
		best->length = 0;
		xb_buf_add(best, run->data, run->length);
	}
	run->length = 0;
}

/* The longest run of plain characters between AT and END that a match must hold, outside of groups. */
static char *literal_of(const char *at, const char *end)
{
	struct xb_buf run = {0}, best = {0};

	while (at < end) {
		const char *behind = skip_atom(at), *next;
		bool optional;

		next = skip_repeats(behind, &optional);
		if (is_plain(at) && !optional) {
			at += *at == '\\';
			xb_buf_add(&run, at, (size_t)(behind - at));
		} else {
			end_run(&run, &best);
		}
		if (next != behind)
			end_run(&run, &best);
		at = next;
	}
	end_run(&run, &best);
	xb_buf_clear(&run);
	return xb_buf_take(&best);
}

/* ---- Pairs of bytes ------------------------------------------------------------------------ */

static unsigned pair_at(const char *at)
{
	return ((unsigned)(unsigned char)at[0] * 61 + (unsigned char)at[1]) % XB_PAIR_BITS;
}

void xb_pairs_of(const char *text, struct xb_pairs *pairs)
{
	*pairs = (struct xb_pairs){0};
	for (; text[0] && text[1]; text++)
		pairs->bits[pair_at(text) / 64] |= (uint64_t)1 << pair_at(text) % 64;
}

static struct xb_literal literal_new(char *text)
{
	size_t length = strlen(text);
	struct xb_literal literal = {.text = text, .long_enough = length >= 2};

	if (literal.long_enough) {
		literal.pairs[0] = pair_at(text);
		literal.pairs[1] = pair_at(text + (length - 1) / 2);
		literal.pairs[2] = pair_at(text + length - 2);
	}
	return literal;
}

static bool has_pairs(const struct xb_literal *literal, const struct xb_pairs *pairs)
{
	for (size_t i = 0; literal->long_enough && i < 3; i++)
		if (!(pairs->bits[literal->pairs[i] / 64] >> literal->pairs[i] % 64 & 1))
			return false;
	return true;
}

/* ---- Matchers ------------------------------------------------------------------------------ */

static void find_literals(struct xb_matcher *matcher)
{
	const char *at = matcher->symptom->pattern.text, *end;
	size_t capacity = 0;

	do {
		end = alternative_end(at);
		matcher->literals = xb_grow(matcher->literals, &capacity, matcher->literal_count,
					    sizeof(*matcher->literals));
		matcher->literals[matcher->literal_count++] = literal_new(literal_of(at, end));
		at = end + 1;
	} while (*end);
}

static enum xb_speaker speaker_of(const struct xb_symptom *symptom)
{
	const char *says = symptom->says.text ? symptom->says.text : "";

	if (strcmp(says, "Xen") == 0)
		return XB_SPEAKER_XEN;
	return strcmp(says, "Linux") == 0 ? XB_SPEAKER_LINUX : XB_SPEAKER_ANY;
}

struct xb_matcher *xb_matchers_new(const struct xb_symptom_list *list)
{
	struct xb_matcher *matchers = xb_alloc((list->count + 1) * sizeof(*matchers));

	for (size_t i = 0; i < list->count; i++) {
		matchers[i].symptom = &list->items[i];
		matchers[i].speaker = speaker_of(&list->items[i]);
		find_literals(&matchers[i]);
	}
	return matchers;
}

void xb_matchers_free(struct xb_matcher *matchers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < matchers[i].literal_count; k++)
			free(matchers[i].literals[k].text);
		free(matchers[i].literals);
		if (matchers[i].compiled)
			regfree(&matchers[i].pattern);
	}
	free(matchers);
}

static bool may_match(const struct xb_matcher *matcher, const char *line,
		      const struct xb_pairs *pairs)
{
	for (size_t i = 0; i < matcher->literal_count; i++)
		if (has_pairs(&matcher->literals[i], pairs) &&
		    strstr(line, matcher->literals[i].text))
			return true;
	return false;
}

bool xb_matcher_finds(struct xb_matcher *matcher, const char *line, const struct xb_pairs *pairs,
		      regmatch_t caught[XB_CAUGHT_MAX])
{
	if (!may_match(matcher, line, pairs))
		return false;
	if (!matcher->compiled)
		regcomp(&matcher->pattern, matcher->symptom->pattern.text, REG_EXTENDED);
	matcher->compiled = true;
	return regexec(&matcher->pattern, line, XB_CAUGHT_MAX, caught, 0) == 0;
}

void xb_put_caught(struct xb_buf *out, const char *text, const char *line,
		   const regmatch_t caught[XB_CAUGHT_MAX])
{
	for (; *text; text++) {
		size_t group = text[0] == '\\' && text[1] >= '1' && text[1] < '0' + XB_CAUGHT_MAX
				       ? (size_t)(text[1] - '0')
				       : 0;

		if (!group) {
			xb_buf_putc(out, *text);
			continue;
		}
		text++;
		if (caught[group].rm_so >= 0)
			xb_buf_add(out, line + caught[group].rm_so,
				   (size_t)(caught[group].rm_eo - caught[group].rm_so));
	}
}

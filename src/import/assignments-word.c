/* SPDX-License-Identifier: MIT */
/* Words of a shell: quotes, and what a $ stands for. */
#include "import/assignments-read.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 1 << 16, MOST_DEPTH = 20 };
/* Who has more of one fault does not read them all. */
enum { MOST_REPORTS = 200 };

/* ---- A value as it grows ---- */

void xb_value_put(struct xb_shell_value *word, char byte, size_t place)
{
	if (word->length == word->capacity) {
		word->capacity = word->capacity ? 2 * word->capacity : 64;
		word->bytes = xb_realloc(word->bytes, word->capacity + 1, 1);
		word->places = xb_realloc(word->places, word->capacity, sizeof(*word->places));
	}
	word->places[word->length] = (uint32_t)place;
	word->bytes[word->length++] = byte;
}

void xb_value_puts(struct xb_shell_value *word, const char *text, size_t place)
{
	for (; *text && word->length < WORD_MAX; text++)
		xb_value_put(word, *text, place);
}

const char *xb_value_text(struct xb_shell_value *word)
{
	if (!word->bytes)
		return "";
	word->bytes[word->length] = '\0';
	return word->bytes;
}

void xb_value_clear(struct xb_shell_value *word)
{
	free(word->bytes);
	free(word->places);
	*word = (struct xb_shell_value){0};
}

/* ---- The text ---- */

bool xb_is_name_start(int c)
{
	return c == '_' || (c > 0 && c < 128 && isalpha(c));
}

bool xb_is_name(int c)
{
	return xb_is_name_start(c) || (c >= '0' && c <= '9');
}

int xb_reading_peek(const struct xb_reading *reading)
{
	return reading->offset < reading->length ? (unsigned char)reading->bytes[reading->offset]
						 : -1;
}

int xb_reading_take(struct xb_reading *reading)
{
	const int c = xb_reading_peek(reading);

	reading->offset += c >= 0;
	return c;
}

void xb_reading_skip_line(struct xb_reading *reading)
{
	int c;

	while ((c = xb_reading_take(reading)) >= 0 && c != '\n')
		;
}

struct xb_pos xb_reading_at(const struct xb_reading *reading, size_t offset)
{
	return xb_script_at(&reading->assignments->script, offset);
}

char *xb_reading_name(struct xb_reading *reading)
{
	const size_t start = reading->offset;

	if (xb_is_name_start(xb_reading_peek(reading)))
		while (xb_is_name(xb_reading_peek(reading)))
			reading->offset++;
	return xb_strndup(reading->bytes + start, reading->offset - start);
}

char *xb_reading_until(struct xb_reading *reading, char open, char close)
{
	const size_t start = reading->offset;
	unsigned depth = 1;
	int c;

	while ((c = xb_reading_take(reading)) >= 0) {
		depth += c == open;
		depth -= c == close;
		if (!depth)
			break;
	}
	return xb_strndup(reading->bytes + start, reading->offset - start - (c >= 0));
}

char *xb_reading_index(struct xb_reading *reading)
{
	char *text = xb_reading_until(reading, '[', ']');
	int64_t number;
	char *index;

	if (!xb_arithmetic(reading->assignments, text, &number)) {
		char *end = text;

		for (const char *c = text; *c; c++)
			if (!strchr(" \t\"'", *c))
				*end++ = *c;
		*end = '\0';
		return text;
	}
	index = xb_format("%" PRId64, number);
	free(text);
	return index;
}

/* ---- ${...} ---- */

/* All elements of NAME, with blanks between. */
static void put_all(struct xb_reading *reading, const char *name, size_t place,
		    struct xb_shell_value *word)
{
	const struct xb_assignments *assignments = reading->assignments;
	bool any = false;

	for (size_t i = 0; i < assignments->count; i++) {
		if (strcmp(assignments->items[i]->name, name) != 0)
			continue;
		xb_value_puts(word, any ? " " : "", place);
		xb_value_puts(word, assignments->items[i]->value, place);
		assignments->items[i]->used = any = true;
	}
}

/* The environment of whoever runs the tool may have it; here nobody knows. */
static void report_unset(const struct xb_reading *reading, const char *name, size_t place)
{
	if (reading->diags->count > MOST_REPORTS)
		return;
	xb_warning(reading->diags, XB_CODE_BAD_VALUE, xb_reading_at(reading, place),
		   "$%s is not set in this file: it is empty here", name);
	xb_hint(reading->diags, "ImageBuilder takes it from its environment, where it is there");
}

static void put_value(struct xb_reading *reading, struct xb_assignment *found, const char *name,
		      size_t place, struct xb_shell_value *word)
{
	if (!found) {
		report_unset(reading, name, place);
		return;
	}
	found->used = true;
	xb_value_puts(word, found->value, place);
}

/* The word behind the operator, up to the brace. */
static void read_alternative(struct xb_reading *reading, bool quoted, struct xb_shell_value *word)
{
	int c;

	while ((c = xb_reading_peek(reading)) >= 0 && c != '}') {
		struct xb_shell_value part = {0};

		if (quoted || isspace(c)) {
			const size_t place = reading->offset++;

			if (c == '$')
				xb_reading_dollar(reading, quoted, word);
			else
				xb_value_put(word, (char)c, place);
			continue;
		}
		xb_reading_word(reading, "}", &part);
		for (size_t i = 0; i < part.length && word->length < WORD_MAX; i++)
			xb_value_put(word, part.bytes[i], part.places[i]);
		xb_value_clear(&part);
		if (reading->offset < reading->length && strchr(";&|()<>", reading->bytes[reading->offset]))
			xb_value_put(word, (char)xb_reading_take(reading), reading->offset);
	}
}

static void append(struct xb_shell_value *word, const struct xb_shell_value *more)
{
	for (size_t i = 0; i < more->length && word->length < WORD_MAX; i++)
		xb_value_put(word, more->bytes[i], more->places[i]);
}

/* ${NAME-WORD}, ${NAME:-WORD}, and the same with = + ?; the name was read. */
static void read_operator(struct xb_reading *reading, bool quoted, const char *name,
			  const char *index, size_t place, struct xb_shell_value *word)
{
	struct xb_assignment *found = xb_assignment_find(reading->assignments, name, index);
	struct xb_shell_value other = {0};
	const bool colon = xb_reading_peek(reading) == ':';
	int operator;

	reading->offset += colon;
	operator = xb_reading_take(reading);
	if (operator < 0 || !strchr("-=+?", operator)) {
		reading->refused = "an expansion like ${NAME%WORD}, which is not known here";
		free(xb_reading_until(reading, '{', '}'));
		return;
	}
	read_alternative(reading, quoted, &other);
	xb_reading_take(reading);
	found = xb_assignment_find(reading->assignments, name, index);
	if (found)
		found->used = true;
	if (found && (!colon || found->value[0])) {
		if (operator == '+')
			append(word, &other);
		else
			xb_value_puts(word, found->value, place);
	} else if (operator != '+') {
		append(word, &other);
		if (operator == '=')
			xb_reading_set(reading, name, index, false, &other, place);
	}
	xb_value_clear(&other);
}

/* ${NAME}, ${NAME[INDEX]}, ${#NAME[@]} and those with operators; the { was taken. */
static void read_braces(struct xb_reading *reading, bool quoted, size_t place, struct xb_shell_value *word)
{
	const bool counts = xb_reading_peek(reading) == '#';
	char *name, *index = NULL;

	reading->offset += counts;
	name = xb_reading_name(reading);
	if (name[0] && xb_reading_peek(reading) == '[') {
		reading->offset++;
		index = xb_reading_index(reading);
	}
	if (!name[0]) {
		reading->refused = "an expansion that is not known here";
		free(xb_reading_until(reading, '{', '}'));
	} else if (xb_reading_peek(reading) != '}') {
		read_operator(reading, quoted, name, index, place, word);
	} else {
		struct xb_assignment *found = xb_assignment_find(reading->assignments, name, index);
		const bool all = index && (!strcmp(index, "@") || !strcmp(index, "*"));
		char *number = xb_format(
			"%zu", all ? xb_assignments_of(reading->assignments, name)
				   : strlen(found ? found->value : ""));

		reading->offset++;
		if (counts)
			xb_value_puts(word, number, place);
		else if (all)
			put_all(reading, name, place, word);
		else
			put_value(reading, found, name, place, word);
		free(number);
	}
	free(name);
	free(index);
}

/* $((...)), or a command, which is not run; the first ( was taken. */
static void read_parentheses(struct xb_reading *reading, size_t place, struct xb_shell_value *word)
{
	char *text = xb_reading_until(reading, '(', ')');
	const size_t length = strlen(text);
	int64_t number;

	if (text[0] == '(' && length > 1 && text[length - 1] == ')') {
		text[length - 1] = '\0';
		if (xb_arithmetic(reading->assignments, text + 1, &number)) {
			char *digits = xb_format("%" PRId64, number);

			xb_value_puts(word, digits, place);
			free(digits);
		} else {
			reading->refused = "arithmetic that is not understood, or has names that are not set";
		}
	} else {
		reading->refused = "a command, and none is run here";
	}
	free(text);
}

void xb_reading_dollar(struct xb_reading *reading, bool quoted, struct xb_shell_value *word)
{
	const size_t place = reading->offset - 1;
	const int c = xb_reading_peek(reading);

	if (reading->depth > MOST_DEPTH || word->length >= WORD_MAX) {
		reading->full = true;
		return;
	}
	reading->depth++;
	if (c == '{') {
		reading->offset++;
		read_braces(reading, quoted, place, word);
	} else if (c == '(') {
		reading->offset++;
		read_parentheses(reading, place, word);
	} else if (xb_is_name_start(c)) {
		char *name = xb_reading_name(reading);

		put_value(reading, xb_assignment_find(reading->assignments, name, NULL), name, place,
			  word);
		free(name);
	} else if (c >= 0 && strchr("0123456789@*#?$!-", c)) {
		reading->offset++;
		reading->refused = "what only the shell that runs it knows";
	} else {
		xb_value_put(word, '$', place);
	}
	reading->depth--;
}

/* ---- Quotes ---- */

static void report_open(const struct xb_reading *reading, size_t place, char quote)
{
	xb_error(reading->diags, XB_CODE_SYNTAX, xb_reading_at(reading, place),
		 "the quote %c is not closed", quote);
}

static void read_single(struct xb_reading *reading, struct xb_shell_value *word)
{
	const size_t start = reading->offset - 1;
	int c;

	while ((c = xb_reading_take(reading)) >= 0 && c != '\'')
		xb_value_put(word, (char)c, reading->offset - 1);
	if (c < 0)
		report_open(reading, start, '\'');
}

static void read_double(struct xb_reading *reading, struct xb_shell_value *word)
{
	const size_t start = reading->offset - 1;
	int c;

	while ((c = xb_reading_take(reading)) >= 0 && c != '"') {
		if (c == '$') {
			xb_reading_dollar(reading, true, word);
			continue;
		}
		if (c == '`')
			reading->refused = "a command, and none is run here";
		if (c == '\\' && xb_reading_peek(reading) >= 0 &&
		    strchr("\"\\$`\n", xb_reading_peek(reading))) {
			c = xb_reading_take(reading);
			if (c == '\n')
				continue;
		}
		xb_value_put(word, (char)c, reading->offset - 1);
	}
	if (c < 0)
		report_open(reading, start, '"');
}

/* A backslash keeps what follows, and takes a line's break away. */
static void read_escaped(struct xb_reading *reading, struct xb_shell_value *word)
{
	const int c = xb_reading_take(reading);

	if (c >= 0 && c != '\n')
		xb_value_put(word, (char)c, reading->offset - 1);
}

void xb_reading_word(struct xb_reading *reading, const char *ends, struct xb_shell_value *word)
{
	int c;

	while ((c = xb_reading_peek(reading)) >= 0 && c && !strchr(" \t\r\n;&|)", c) &&
	       !strchr(ends, c) && word->length < WORD_MAX) {
		const size_t place = reading->offset++;

		if (c == '\'') {
			read_single(reading, word);
		} else if (c == '"') {
			read_double(reading, word);
		} else if (c == '\\') {
			read_escaped(reading, word);
		} else if (c == '$' && xb_reading_peek(reading) != '"') {
			xb_reading_dollar(reading, false, word);
		} else if (c != '$') {
			if (c == '`')
				reading->refused = "a command, and none is run here";
			xb_value_put(word, (char)c, place);
		}
	}
	reading->full = reading->full || word->length >= WORD_MAX;
}

/* SPDX-License-Identifier: MIT */
#include "import/assignments.h"

#include "import/hush.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A value that doubles itself in each line would have no end. */
enum { VALUE_MAX = 1 << 16 };

struct reading {
	struct xb_script script;
	size_t offset;
	struct xb_assignments *assignments;
	struct xb_diags *diags;
	bool commands; /* the value would run some */
};

static bool is_name_start(int c)
{
	return isalpha(c) || c == '_';
}

static bool is_name(int c)
{
	return isalnum(c) || c == '_';
}

static int peek(const struct reading *reading)
{
	return reading->offset < reading->script.length
		       ? (unsigned char)reading->script.bytes[reading->offset]
		       : -1;
}

static int take(struct reading *reading)
{
	const int c = peek(reading);

	reading->offset += c >= 0;
	return c;
}

/* ---- Those that were read ---- */

/* VALUE becomes the list's. */
static void set(struct xb_assignments *assignments, const char *name, const char *index,
		char *value, struct xb_pos at)
{
	struct xb_assignment *found = xb_assignment_find(assignments, name, index);

	if (!found) {
		assignments->items = xb_grow(assignments->items, &assignments->capacity,
					     assignments->count, sizeof(*assignments->items));
		found = &assignments->items[assignments->count++];
		*found = (struct xb_assignment){.name = xb_strdup(name),
						.index = index ? xb_strdup(index) : NULL};
	}
	free(found->value);
	found->value = value;
	found->at = at;
}

/* ---- Expansions ---- */

static void put_variable(struct reading *reading, char *text, struct xb_buf *out)
{
	char *bracket = strchr(text, '[');
	const struct xb_assignment *found;

	if (bracket) {
		*bracket = '\0';
		bracket[strcspn(bracket + 1, "]") + 1] = '\0';
	}
	found = xb_assignment_find(reading->assignments, text, bracket ? bracket + 1 : NULL);
	if (found && out->length < VALUE_MAX)
		xb_buf_puts(out, found->value);
}

/* The text up to END, nested parentheses included; new. */
static char *take_until(struct reading *reading, char open, char close)
{
	const size_t start = reading->offset;
	unsigned depth = 1;
	int c;

	while ((c = take(reading)) >= 0) {
		depth += c == open;
		depth -= c == close;
		if (!depth)
			break;
	}
	return xb_strndup(reading->script.bytes + start, reading->offset - start - (c >= 0));
}

static void put_dollar(struct reading *reading, struct xb_buf *out)
{
	int64_t number;
	char *text;
	size_t length;

	if (peek(reading) == '{') {
		take(reading);
		text = take_until(reading, '{', '}');
		put_variable(reading, text, out);
		free(text);
	} else if (peek(reading) == '(') {
		take(reading);
		text = take_until(reading, '(', ')');
		length = strlen(text);
		if (text[0] == '(' && length > 1 && text[length - 1] == ')') {
			text[length - 1] = '\0';
			if (xb_arithmetic(reading->assignments, text + 1, &number))
				xb_buf_printf(out, "%" PRId64, number);
		} else {
			reading->commands = true;
		}
		free(text);
	} else if (is_name_start(peek(reading))) {
		const size_t start = reading->offset;

		while (is_name(peek(reading)))
			take(reading);
		text = xb_strndup(reading->script.bytes + start, reading->offset - start);
		put_variable(reading, text, out);
		free(text);
	} else {
		xb_buf_putc(out, '$');
	}
}

static void read_quoted(struct reading *reading, struct xb_buf *out)
{
	int c;

	while ((c = take(reading)) >= 0 && c != '"') {
		if (c == '$') {
			put_dollar(reading, out);
			continue;
		}
		if (c == '`')
			reading->commands = true;
		if (c == '\\' && peek(reading) >= 0 && strchr("\"\\$`\n", peek(reading))) {
			c = take(reading);
			if (c == '\n')
				continue;
		}
		xb_buf_putc(out, (char)c);
	}
}

/* One word, up to a blank or the line's end; new. */
static char *read_word(struct reading *reading)
{
	struct xb_buf out = {0};
	int c;

	while ((c = peek(reading)) >= 0 && !strchr(" \t\r\n;&|)", c)) {
		take(reading);
		if (c == '\'') {
			while ((c = take(reading)) >= 0 && c != '\'')
				xb_buf_putc(&out, (char)c);
		} else if (c == '"') {
			read_quoted(reading, &out);
		} else if (c == '$') {
			put_dollar(reading, &out);
		} else if (c == '\\') {
			c = take(reading);
			if (c >= 0 && c != '\n')
				xb_buf_putc(&out, (char)c);
		} else {
			reading->commands = reading->commands || c == '`';
			xb_buf_putc(&out, (char)c);
		}
	}
	return xb_buf_take(&out);
}

/* ---- Lines ---- */

static void skip_line(struct reading *reading)
{
	int c;

	while ((c = take(reading)) >= 0 && c != '\n')
		;
}

static void skip_blanks(struct reading *reading, const char *blanks)
{
	while (peek(reading) >= 0 && strchr(blanks, peek(reading)))
		take(reading);
}

/* (a b c): NAME[0], NAME[1] and so on. */
static void read_array(struct reading *reading, const char *name, struct xb_pos at)
{
	char index[24];
	size_t count = 0;

	for (;;) {
		skip_blanks(reading, " \t\n");
		if (peek(reading) == '#') {
			skip_line(reading);
			continue;
		}
		if (peek(reading) < 0 || peek(reading) == ')' || count == 4096)
			break;
		if (strchr(";&|", peek(reading))) {
			take(reading);
			continue;
		}
		snprintf(index, sizeof(index), "%zu", count++);
		set(reading->assignments, name, index, read_word(reading), at);
	}
	take(reading);
}

static void assign(struct reading *reading, const char *name, const char *index, bool append,
		   struct xb_pos at)
{
	const struct xb_assignment *before = xb_assignment_find(reading->assignments, name, index);
	char *value, *whole;

	reading->commands = false;
	value = read_word(reading);
	if (reading->commands) {
		xb_warning(reading->diags, XB_CODE_UNSUPPORTED_COMMAND, at,
			   "%s: its value comes from a command, and none is run here", name);
		free(value);
		return;
	}
	if (append && before && strlen(before->value) + strlen(value) < VALUE_MAX) {
		whole = xb_format("%s%s", before->value, value);
		free(value);
		value = whole;
	}
	set(reading->assignments, name, index, value, at);
}

/* An index is arithmetic: [i+1]; "0,1" is two. */
static char *read_index(struct reading *reading)
{
	char *text = take_until(reading, '[', ']');
	int64_t number;
	char *index;

	if (strchr(text, ',') || !xb_arithmetic(reading->assignments, text, &number))
		return text;
	index = xb_format("%" PRId64, number);
	free(text);
	return index;
}

/* NAME[INDEX]=, NAME+= or NAME=: the offset is behind the sign then. False: it is none. */
static bool read_target(struct reading *reading, char **name, char **index, bool *append)
{
	const size_t start = reading->offset;

	*name = *index = NULL;
	if (!is_name_start(peek(reading)))
		return false;
	while (is_name(peek(reading)))
		take(reading);
	*name = xb_strndup(reading->script.bytes + start, reading->offset - start);
	if (peek(reading) == '[') {
		take(reading);
		*index = read_index(reading);
	}
	*append = peek(reading) == '+';
	reading->offset += *append;
	return take(reading) == '=';
}

static void read_statement(struct reading *reading)
{
	const size_t start = reading->offset;
	const struct xb_pos at = xb_script_at(&reading->script, start);
	char *name, *index;
	bool append = false;

	if (!strncmp(reading->script.bytes + start, "export ", 7)) {
		reading->offset += 7;
		return;
	}
	if (!read_target(reading, &name, &index, &append)) {
		reading->offset = start;
		skip_line(reading);
		xb_warning(reading->diags, XB_CODE_UNSUPPORTED_COMMAND, at,
			   "left out, for it is no NAME=VALUE and no command is run here: %.*s",
			   (int)(reading->offset - start > 60 ? 60 : reading->offset - start - 1),
			   reading->script.bytes + start);
	} else if (!index && peek(reading) == '(') {
		take(reading);
		read_array(reading, name, at);
	} else {
		assign(reading, name, index, append, at);
	}
	free(name);
	free(index);
}

void xb_assignments_read(const char *file, const char *text, size_t length,
			 struct xb_assignments *assignments, struct xb_diags *diags)
{
	char *copy = xb_strndup(text, length);
	struct reading reading = {.assignments = assignments, .diags = diags};

	*assignments = (struct xb_assignments){0};
	xb_script_of_file(&reading.script, copy, strlen(copy), file);
	for (;;) {
		skip_blanks(&reading, " \t\n;\r");
		if (peek(&reading) < 0)
			break;
		if (peek(&reading) == '#')
			skip_line(&reading);
		else
			read_statement(&reading);
	}
	xb_script_clear(&reading.script);
	free(copy);
}

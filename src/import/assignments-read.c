/* SPDX-License-Identifier: MIT */
/* The statements of a configuration, in their order. */
#include "import/assignments-read.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* More than a configuration has. */
enum { MOST_ASSIGNMENTS = 4096, MOST_ELEMENTS = 4096 };

/* Blanks, and lines that a backslash joins. */
static void skip_blanks(struct xb_reading *reading, const char *blanks)
{
	int c;

	while ((c = xb_reading_peek(reading)) >= 0) {
		if (c == '\\' && reading->offset + 1 < reading->length &&
		    reading->bytes[reading->offset + 1] == '\n')
			reading->offset += 2;
		else if (c && strchr(blanks, c))
			reading->offset++;
		else
			return;
	}
}

/* ---- Values ---- */

/* Up to the end of the word; false with a diagnostic: it has no value here. */
static bool read_value(struct xb_reading *reading, const char *name, size_t place,
		       struct xb_shell_value *word)
{
	const char *at = reading->bytes + reading->offset;

	reading->refused = NULL;
	xb_reading_word(reading, "", word);
	reading->returns = reading->returns || xb_reading_peek(reading) == '\r';
	if (!reading->refused)
		return true;
	xb_warning(reading->diags, XB_CODE_UNSUPPORTED_COMMAND, xb_reading_at(reading, place),
		   "%s is not evaluated: its value comes from %s: %.*s", name, reading->refused,
		   (int)strcspn(at, "\r\n"), at);
	xb_value_clear(word);
	return false;
}

/* [INDEX]= before an element of an array: the index, new; NULL: there is none. */
static char *read_element_index(struct xb_reading *reading)
{
	const size_t start = reading->offset;
	char *index;

	if (xb_reading_peek(reading) != '[')
		return NULL;
	reading->offset++;
	index = xb_reading_index(reading);
	if (xb_reading_take(reading) == '=')
		return index;
	free(index);
	reading->offset = start;
	return NULL;
}

/* The first number that an array which is appended to has free. */
static uint64_t first_free(const struct xb_reading *reading, const char *name)
{
	const struct xb_assignments *assignments = reading->assignments;
	uint64_t next = 0;

	for (size_t i = 0; i < assignments->count; i++) {
		const uint64_t index = strtoull(assignments->items[i]->index, NULL, 10);

		if (!strcmp(assignments->items[i]->name, name) && index >= next)
			next = index + 1;
	}
	return next;
}

static void read_element(struct xb_reading *reading, const char *name, uint64_t *next)
{
	const size_t start = reading->offset;
	char *index = read_element_index(reading);
	struct xb_shell_value word = {0};

	if (!index)
		index = xb_format("%" PRIu64, *next);
	if (read_value(reading, name, start, &word))
		xb_reading_set(reading, name, index, false, &word, start);
	*next = strtoull(index, NULL, 10) + 1;
	free(index);
}

/* (a [3]=b c): NAME[0], NAME[3], NAME[4]. The ( was taken. */
static void read_array(struct xb_reading *reading, const char *name, bool appends)
{
	uint64_t next = appends ? first_free(reading, name) : 0;

	if (!appends)
		xb_reading_unset(reading, name);
	for (size_t count = 0; count < MOST_ELEMENTS; count++) {
		const size_t before = reading->offset;
		int c;

		skip_blanks(reading, " \t\r\n");
		c = xb_reading_peek(reading);
		if (c < 0 || c == ')')
			break;
		if (c == '#')
			xb_reading_skip_line(reading);
		else
			read_element(reading, name, &next);
		if (reading->offset == before)
			reading->offset++;
	}
	if (xb_reading_take(reading) != ')')
		xb_error(reading->diags, XB_CODE_SYNTAX, xb_reading_at(reading, reading->offset),
			 "the array %s is not closed with )", name);
}

/* ---- Assignments ---- */

struct target {
	char *name, *index;
	bool appends;
	size_t place;
};

static void clear_target(struct target *target)
{
	free(target->name);
	free(target->index);
}

/* NAME[INDEX]=, NAME+= or NAME=: the offset is behind the sign then. False: it is none. */
static bool read_target(struct xb_reading *reading, struct target *target)
{
	*target = (struct target){.place = reading->offset};
	target->name = xb_reading_name(reading);
	if (!target->name[0])
		return false;
	if (xb_reading_peek(reading) == '[') {
		reading->offset++;
		target->index = xb_reading_index(reading);
	}
	target->appends = xb_reading_peek(reading) == '+';
	reading->offset += target->appends;
	return xb_reading_take(reading) == '=';
}

static void assign(struct xb_reading *reading, const struct target *target)
{
	struct xb_shell_value word = {0};

	if (!target->index && xb_reading_peek(reading) == '(') {
		reading->offset++;
		read_array(reading, target->name, target->appends);
	} else if (read_value(reading, target->name, target->place, &word)) {
		xb_reading_set(reading, target->name, target->index, target->appends, &word,
			       target->place);
	}
}

/* ---- Commands that assign ---- */

static void skip_words_blanks(struct xb_reading *reading)
{
	skip_blanks(reading, " \t\r");
}

/* declare -A NAME NAME=VALUE: what is no assignment changes nothing. */
static void read_declaration(struct xb_reading *reading)
{
	int c;

	for (;;) {
		const size_t start = reading->offset;
		struct target target;
		struct xb_shell_value word = {0};

		skip_words_blanks(reading);
		c = xb_reading_peek(reading);
		if (c < 0 || strchr("\n;&|#", c))
			return;
		if (read_target(reading, &target)) {
			assign(reading, &target);
		} else {
			reading->offset = target.place;
			xb_reading_word(reading, "", &word);
		}
		clear_target(&target);
		xb_value_clear(&word);
		if (reading->offset == start)
			reading->offset++;
	}
}

/* : ${NAME:=VALUE} */
static void read_defaults(struct xb_reading *reading)
{
	int c;

	for (;;) {
		const size_t start = reading->offset;
		struct xb_shell_value word = {0};

		skip_words_blanks(reading);
		c = xb_reading_peek(reading);
		if (c < 0 || strchr("\n;&|", c))
			return;
		read_value(reading, ":", start, &word);
		xb_value_clear(&word);
		if (reading->offset == start)
			reading->offset++;
	}
}

static void read_unset(struct xb_reading *reading)
{
	int c;

	for (;;) {
		struct xb_shell_value word = {0};
		const size_t start = reading->offset;

		skip_words_blanks(reading);
		c = xb_reading_peek(reading);
		if (c < 0 || strchr("\n;&|", c))
			return;
		xb_reading_word(reading, "", &word);
		xb_reading_unset(reading, xb_value_text(&word));
		xb_value_clear(&word);
		if (reading->offset == start)
			reading->offset++;
	}
}

static const struct command {
	const char *name;
	void (*read)(struct xb_reading *reading);
} commands[] = {
	{"export", read_declaration},  {"declare", read_declaration}, {"typeset", read_declaration},
	{"readonly", read_declaration}, {"local", read_declaration},  {":", read_defaults},
	{"unset", read_unset},
};

/* The command of that name that stands here; NULL: none of these. */
static const struct command *command_at(const struct xb_reading *reading)
{
	const char *at = reading->bytes + reading->offset;

	for (size_t i = 0; i < XB_COUNT(commands); i++) {
		const size_t length = strlen(commands[i].name);

		if (!strncmp(at, commands[i].name, length) && at[length] &&
		    strchr(" \t", at[length]))
			return &commands[i];
	}
	return NULL;
}

/* ---- The whole ---- */

static void read_statement(struct xb_reading *reading)
{
	const struct command *command = command_at(reading);
	struct target target;

	if (command) {
		reading->offset += strlen(command->name);
		command->read(reading);
		return;
	}
	if (read_target(reading, &target))
		assign(reading, &target);
	else
		xb_reading_skip_command(reading, target.place);
	clear_target(&target);
}

static void report_end(const struct xb_reading *reading, const char *file)
{
	if (reading->full)
		xb_error(reading->diags, XB_CODE_SYNTAX, xb_reading_at(reading, reading->offset),
			 "the rest is not read: the values are larger than any configuration needs");
	if (!reading->returns)
		return;
	xb_warning(reading->diags, XB_CODE_BAD_VALUE, (struct xb_pos){.file = file},
		   "the lines end with a carriage return, which bash takes for part of each value");
	xb_hint(reading->diags, "convert it: dos2unix, or sed -i 's/\\r$//'");
}

void xb_assignments_read(const char *file, const char *text, size_t length,
			 struct xb_assignments *assignments, struct xb_diags *diags)
{
	struct xb_reading reading = {.assignments = assignments, .diags = diags};

	*assignments = (struct xb_assignments){.text = xb_strndup(text, length)};
	reading.bytes = assignments->text;
	reading.length = strlen(assignments->text);
	xb_script_of_file(&assignments->script, assignments->text, reading.length, file);
	if (!strncmp(reading.bytes, "\xEF\xBB\xBF", 3))
		reading.offset = 3;
	for (;;) {
		const size_t before = reading.offset;

		skip_blanks(&reading, " \t\n;\r");
		reading.full = reading.full || assignments->count > MOST_ASSIGNMENTS;
		if (xb_reading_peek(&reading) < 0 || reading.full)
			break;
		if (xb_reading_peek(&reading) == '#')
			xb_reading_skip_line(&reading);
		else
			read_statement(&reading);
		if (reading.offset == before)
			reading.offset++;
	}
	report_end(&reading, file);
}

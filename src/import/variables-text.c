/* SPDX-License-Identifier: MIT */
/*
 * An environment as text (U-Boot lib/hashtable.c, hexport_r and himport_r): NAME=VALUE in lines, a
 * line end or a backslash in a value behind a backslash. Around it stands what a terminal has: the
 * command and the size.
 */
#include "import/hush.h"
#include "xenboot/import.h"

#include <stdlib.h>
#include <string.h>

/* U-Boot's own table holds 512 (CONFIG_ENV_MAX_ENTRIES). */
enum { MOST_VARIABLES = 4096 };

struct reader {
	struct xb_script text;
	size_t next; /* what is not read yet */
	struct xb_environment *environment;
	struct xb_diags *diags;
};

static bool refuse(struct reader *reader, size_t offset, const char *problem, const char *hint)
{
	xb_error(reader->diags, XB_CODE_SYNTAX, xb_script_at(&reader->text, offset),
		 "the environment %s", problem);
	xb_hint(reader->diags, "%s", hint);
	return false;
}

#define WANTED "give what printenv shows, or env export -t writes: NAME=VALUE, a line for each"

/* The end of the line that begins at BEGIN, without its line end. */
static size_t line_end(const struct reader *reader, size_t begin)
{
	const char *bytes = reader->text.bytes;
	const char *end = memchr(bytes + begin, '\n', reader->text.length - begin);
	size_t length = end ? (size_t)(end - bytes) : reader->text.length;

	return length > begin && bytes[length - 1] == '\r' ? length - 1 : length;
}

static void skip_line(struct reader *reader)
{
	const size_t end = line_end(reader, reader->next);
	const char *line = memchr(reader->text.bytes + end, '\n', reader->text.length - end);

	reader->next = line ? (size_t)(line - reader->text.bytes) + 1 : reader->text.length;
}

static bool line_ends_with(const struct reader *reader, const char *words)
{
	const size_t end = line_end(reader, reader->next), length = strlen(words);

	return end - reader->next >= length &&
	       !memcmp(reader->text.bytes + end - length, words, length);
}

/* "=> printenv", as a terminal shows who typed it. */
static bool is_typed(const struct reader *reader)
{
	static const char *const commands[] = {"printenv", "env print", "env print -a"};

	for (size_t i = 0; !reader->environment->count && i < XB_COUNT(commands); i++)
		if (line_ends_with(reader, commands[i]))
			return true;
	return false;
}

/* Nothing stands there, or a comment. */
static bool is_blank(const struct reader *reader)
{
	const char *line = reader->text.bytes + reader->next;
	const size_t end = line_end(reader, reader->next);

	return end == reader->next || *line == '#';
}

static bool is_last(const struct reader *reader)
{
	static const char words[] = "Environment size: ";
	const size_t length = sizeof(words) - 1;

	return reader->text.length - reader->next >= length &&
	       !memcmp(reader->text.bytes + reader->next, words, length);
}

/* The name that ends before END. */
static bool check_name(struct reader *reader, size_t end)
{
	const char *bytes = reader->text.bytes;

	if (end == reader->next)
		return refuse(reader, end, "has a variable without a name", WANTED);
	for (size_t i = reader->next; i < end; i++)
		if ((unsigned char)bytes[i] <= ' ')
			return refuse(reader, i,
				      "has a line that is no variable: its name has a blank",
				      WANTED);
	return true;
}

/* A character of a value that is read from *AT on; false: it cannot stand there. */
static bool take_character(struct reader *reader, size_t *at, struct xb_buf *value)
{
	const char *bytes = reader->text.bytes;
	const size_t end = reader->text.length;

	if (bytes[*at] == '\\' && *at + 1 < end) {
		(*at)++;
		if (bytes[*at] == '\r' && *at + 1 < end && bytes[*at + 1] == '\n')
			(*at)++;
	}
	if ((unsigned char)bytes[*at] < ' ' && !strchr("\t\n", bytes[*at]))
		return refuse(reader, *at, "has a control character in a value",
			      "take it away: a terminal's colours do not belong there");
	xb_buf_putc(value, bytes[(*at)++]);
	return true;
}

static bool at_line_end(const struct reader *reader, size_t at)
{
	const char *bytes = reader->text.bytes;

	return at == reader->text.length || bytes[at] == '\n' ||
	       (bytes[at] == '\r' && (at + 1 == reader->text.length || bytes[at + 1] == '\n'));
}

/* The value from AT on, with the lines that go on with it; *at: behind it. */
static bool read_value(struct reader *reader, size_t *at, struct xb_buf *value)
{
	xb_buf_puts(value, "");
	while (!at_line_end(reader, *at))
		if (!take_character(reader, at, value))
			return false;
	return true;
}

static bool read_variable(struct reader *reader)
{
	const char *bytes = reader->text.bytes;
	const size_t end = line_end(reader, reader->next);
	const char *equals = memchr(bytes + reader->next, '=', end - reader->next);
	const size_t name_end = equals ? (size_t)(equals - bytes) : end;
	struct xb_buf value = {0};
	size_t at = name_end + 1;
	bool good;
	char *name;

	if (!equals)
		return refuse(reader, reader->next, "has a line that is no variable", WANTED);
	if (!check_name(reader, name_end))
		return false;
	if (reader->environment->count == MOST_VARIABLES)
		return refuse(reader, reader->next, "has more than 4096 variables",
			      "U-Boot holds 512: is this one environment?");
	good = read_value(reader, &at, &value);
	name = xb_strndup(bytes + reader->next, name_end - reader->next);
	if (good)
		xb_environment_set(reader->environment, name, value.data ? value.data : "",
				   xb_script_at(&reader->text, name_end + 1));
	xb_buf_clear(&value);
	free(name);
	reader->next = at;
	skip_line(reader);
	return good;
}

/* A dump of memory ends with NULs, and has none before. */
static bool drop_end(struct reader *reader)
{
	const char *bytes = reader->text.bytes;
	const char *nul = memchr(bytes, '\0', reader->text.length);
	const size_t length = nul ? (size_t)(nul - bytes) : reader->text.length;

	for (size_t i = length; i < reader->text.length; i++)
		if (bytes[i])
			return refuse(reader, length, "is not text: a NUL stands in it", WANTED);
	reader->text.length = length;
	return true;
}

/* The size is told behind all of them. */
static bool read_all(struct reader *reader)
{
	while (reader->next < reader->text.length && !is_last(reader)) {
		if (is_blank(reader) || is_typed(reader))
			skip_line(reader);
		else if (!read_variable(reader))
			return false;
	}
	reader->environment->partial = reader->next == reader->text.length;
	return true;
}

/* "U-Boot 2023.01 (Jan 01 2023 - 00:00:00 +0000)" */
static unsigned release_of(const struct xb_environment *environment)
{
	static const char words[] = "U-Boot ";
	const struct xb_environment_variable *version = xb_environment_find(environment, "ver");

	if (!version || strncmp(version->value, words, sizeof(words) - 1) != 0)
		return 0;
	return xb_uboot_release(version->value + sizeof(words) - 1);
}

bool xb_import_variables(const char *name, const char *bytes, size_t length,
			 struct xb_environment *environment, struct xb_diags *diags)
{
	struct reader reader = {.environment = environment, .diags = diags};
	bool good;

	xb_script_of_file(&reader.text, bytes, length, name);
	good = drop_end(&reader) && read_all(&reader);
	environment->release = release_of(environment);
	xb_script_clear(&reader.text);
	return good;
}

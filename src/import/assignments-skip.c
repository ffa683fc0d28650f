/* SPDX-License-Identifier: MIT */
/* What is no assignment: commands, conditions, loops and functions. They are stepped over whole, so
 * that nothing in them is taken for what always holds. */
#include "import/assignments-read.h"

#include <stdlib.h>
#include <string.h>

/* Words that open what another closes, where a command can stand. */
static const struct pair {
	const char *opens, *closes;
} pairs[] = {
	{"if", "fi"}, {"for", "done"}, {"while", "done"}, {"until", "done"}, {"select", "done"},
	{"case", "esac"}, {"{", "}"},
};
/* Behind these a command can stand too. */
static const char *const leads[] = {"then", "do", "else", "elif", "!", "{", "if", "while", "until",
				    NULL};

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(word, *words))
			return true;
	return false;
}

static int depth_of(const char *word)
{
	for (size_t i = 0; i < XB_COUNT(pairs); i++) {
		if (!strcmp(word, pairs[i].opens))
			return 1;
		if (!strcmp(word, pairs[i].closes))
			return -1;
	}
	return 0;
}

/* A word as it stands, quotes and all; its length. Nothing of it is expanded. */
static size_t raw_word(const struct xb_reading *reading)
{
	const char *bytes = reading->bytes + reading->offset;
	const size_t length = reading->length - reading->offset;
	char quote = '\0';
	size_t i = 0;

	for (; i < length; i++) {
		if (bytes[i] == '\\' && quote != '\'')
			i++;
		else if (quote)
			quote = bytes[i] == quote ? '\0' : quote;
		else if (bytes[i] == '"' || bytes[i] == '\'')
			quote = bytes[i];
		else if (strchr(" \t\r\n;&|()", bytes[i]))
			break;
	}
	return i < length ? i : length;
}

/* The lines of a here document, up to the one that is its WORD. */
static void skip_document(struct xb_reading *reading, const char *word)
{
	while (reading->offset < reading->length) {
		const char *line = reading->bytes + reading->offset;
		const char *text = line + strspn(line, "\t");
		const size_t length = strcspn(text, "\r\n");

		xb_reading_skip_line(reading);
		if (length == strlen(word) && !strncmp(text, word, length))
			break;
	}
}

struct skipping {
	int depth;
	bool command;   /* one can stand here */
	char *document; /* the word of a here document that begins with the next line; NULL: none */
};

/* "<<WORD", "<<-WORD", with quotes or without. */
static void note_document(struct skipping *skipping, const char *word)
{
	const char *arrows = strstr(word, "<<");
	char *end;

	if (!arrows || arrows[2] == '<' || skipping->document)
		return;
	arrows += 2 + (arrows[2] == '-');
	arrows += *arrows && strchr("'\"\\", *arrows) ? 1 : 0;
	if (!*arrows)
		return;
	skipping->document = xb_strdup(arrows);
	end = skipping->document + strcspn(skipping->document, "'\"");
	*end = '\0';
}

static void skip_word(struct xb_reading *reading, struct skipping *skipping)
{
	const size_t length = raw_word(reading);
	char *word = xb_strndup(reading->bytes + reading->offset, length);

	reading->offset += length;
	note_document(skipping, word);
	if (skipping->command)
		skipping->depth += depth_of(word);
	skipping->command = skipping->command && is_one_of(word, leads);
	free(word);
}

/* One separator. */
static void skip_separator(struct xb_reading *reading, struct skipping *skipping)
{
	const int c = xb_reading_take(reading);

	skipping->depth += (c == '(') - (c == ')' && skipping->depth > 0);
	if (c != ' ' && c != '\t' && c != '\r')
		skipping->command = true;
	if (c == '\n' && skipping->document) {
		skip_document(reading, skipping->document);
		free(skipping->document);
		skipping->document = NULL;
	}
}

/* The whole of what begins here: up to a line's end outside of what it opened. A case's ) closes nothing. */
static void skip(struct xb_reading *reading)
{
	struct skipping skipping = {.command = true};

	while (reading->offset < reading->length) {
		const int c = xb_reading_peek(reading);

		if (c == '\n' && skipping.depth <= 0 && !skipping.document)
			break;
		if (c == '#' && skipping.command) {
			xb_reading_skip_line(reading);
			reading->offset--;
		} else if (c && strchr(" \t\r\n;&|()", c)) {
			skip_separator(reading, &skipping);
		} else {
			skip_word(reading, &skipping);
		}
		if (c == '\n' && skipping.depth <= 0)
			break;
	}
	free(skipping.document);
}

/* NAME = VALUE, which runs a command NAME. */
static bool has_blanks_around(const char *text, size_t length)
{
	const size_t name = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789[]");

	return name && name + 1 < length && strchr(" \t", text[name]) &&
	       text[name + strspn(text + name, " \t")] == '=';
}

void xb_reading_skip_command(struct xb_reading *reading, size_t start)
{
	const char *text = reading->bytes + start;
	size_t shown, length;

	reading->offset = start;
	shown = raw_word(reading);
	skip(reading);
	if (reading->offset == start)
		reading->offset++;
	length = strcspn(text, "\r\n");
	xb_warning(reading->diags, XB_CODE_UNSUPPORTED_COMMAND, xb_reading_at(reading, start),
		   "`%.*s` is not evaluated, for no command is run here; what it sets is not known: %.*s",
		   (int)(shown > 40 ? 40 : shown), text, (int)(length > 60 ? 60 : length), text);
	if (has_blanks_around(text, length))
		xb_hint(reading->diags, "a shell takes no blanks around the =");
}

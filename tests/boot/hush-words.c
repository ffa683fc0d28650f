/* SPDX-License-Identifier: MIT */
/*
 * From characters to words. The old shell keeps \ in a word until its end and only then takes them
 * away, so that one in '...' works on what follows there, and one at the end of '...' even behind it.
 */
#include "hush-tree.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A word that is being read. */
struct raw {
	struct text text;
	bool begun, in_double;
	struct hush_word word;
};

static char next_char(struct hush_lexer *lexer)
{
	char c = *lexer->at;

	if (c) {
		lexer->at++;
		if (c == '\n')
			lexer->line++;
	}
	return c;
}

static void put(struct raw *raw, char c)
{
	raw->begun = true;
	text_add_char(&raw->text, c);
}

static bool refuse(struct hush_lexer *lexer, const char *error)
{
	lexer->error = error;
	return false;
}

static void put_variable(struct raw *raw, const char *name, size_t length)
{
	char mark = raw->in_double ? HUSH_QUOTED : HUSH_BARE;

	put(raw, mark);
	text_add(&raw->text, name, length);
	put(raw, mark);
}

static size_t name_length(const char *at)
{
	size_t length = 0;

	while (isalnum((unsigned char)at[length]) || at[length] == '_')
		length++;
	return length;
}

/* ${, for both; the old one takes all up to the } for the name. */
static bool read_old_braces(struct hush_lexer *lexer, struct raw *raw)
{
	const char *name = ++lexer->at;
	size_t length = strcspn(name, "}");

	if (!name[length])
		return refuse(lexer, "");
	for (size_t i = 0; i <= length; i++)
		next_char(lexer);
	put_variable(raw, name, length);
	return true;
}

/* The modern one knows no ${x:-y}: of it, all behind the first character after the name is printed. */
static bool read_modern_braces(struct hush_lexer *lexer, struct raw *raw)
{
	const char *name = ++lexer->at;
	size_t length = name_length(name);

	if (!length && *name && strchr("?#@*", *name))
		length = 1;
	if (!length || !name[length] || !strchr("}:-=+?%#/", name[length]))
		return refuse(lexer, "unterminated ${name}");
	lexer->at += length + 1;
	if (name[length] == '}')
		put_variable(raw, name, length);
	return true;
}

/* Behind the $. */
static bool read_dollar(struct hush_lexer *lexer, struct raw *raw)
{
	bool modern = lexer->host->modern;
	char c = *lexer->at;
	size_t length = 0;

	if (c == '{')
		return modern ? read_modern_braces(lexer, raw) : read_old_braces(lexer, raw);
	if (isalpha((unsigned char)c) || (modern && c == '_'))
		length = name_length(lexer->at);
	else if (c && (c == '?' || (modern && (isdigit((unsigned char)c) || strchr("#@*-", c)))))
		length = 1;
	if (length)
		put_variable(raw, lexer->at, length);
	else
		put(raw, '$');
	lexer->at += length;
	return true;
}

static bool read_single_quotes(struct hush_lexer *lexer, struct raw *raw)
{
	char c;

	/* The modern one drops a word that is '' alone. */
	if (lexer->host->modern)
		raw->word.plain = false;
	else
		raw->begun = raw->word.solid = true;
	while ((c = next_char(lexer)) != '\'') {
		if (!c)
			return refuse(lexer, "unterminated '");
		put(raw, c);
	}
	return true;
}

static bool read_old_backslash(struct hush_lexer *lexer, struct raw *raw)
{
	char c = next_char(lexer);

	if (!c)
		return refuse(lexer, "");
	if (raw->in_double) {
		put(raw, '\\');
		put(raw, '\\');
	}
	put(raw, '\\');
	put(raw, c);
	return true;
}

static bool read_modern_backslash(struct hush_lexer *lexer, struct raw *raw)
{
	char c = next_char(lexer);

	if (c == '\n')
		return true;
	if (!raw->in_double)
		raw->word.plain = false;
	if (raw->in_double && !strchr("$\"\\", c))
		put(raw, '\\');
	if (c)
		put(raw, c);
	return true;
}

static bool ends_word(const struct hush_lexer *lexer, const struct raw *raw, char c)
{
	if (!c)
		return true;
	if (raw->in_double)
		return false;
	return strchr(" \t\n", c) || (!lexer->second && strchr(";&|", c)) ||
	       (c == '#' && !raw->text.length && !(lexer->host->modern && raw->begun));
}

static bool read_piece(struct hush_lexer *lexer, struct raw *raw)
{
	bool modern = lexer->host->modern;
	char c = next_char(lexer);

	if (c == '\'' && !(modern && raw->in_double))
		return read_single_quotes(lexer, raw);
	if (c == '$' && !lexer->second)
		return read_dollar(lexer, raw);
	if (c == '\\')
		return modern ? read_modern_backslash(lexer, raw) : read_old_backslash(lexer, raw);
	if (c == '"') {
		raw->in_double = !raw->in_double;
		raw->begun = raw->word.solid = true;
		raw->word.plain &= !modern;
	} else {
		put(raw, c);
	}
	return true;
}

static void drop_backslashes(struct text *text)
{
	struct text plain = {0};

	for (const char *c = text->bytes; c && *c; c++) {
		if (*c == '\\' && !*++c)
			break;
		text_add_char(&plain, *c);
	}
	text_clear(text);
	*text = plain;
}

/* True with a word, or with none where *BEGUN stays false. */
static bool read_word(struct hush_lexer *lexer, struct hush_word *word, bool *begun)
{
	struct raw raw = {.word.plain = true};

	while (!ends_word(lexer, &raw, *lexer->at)) {
		if (!read_piece(lexer, &raw)) {
			text_clear(&raw.text);
			return false;
		}
	}
	if (raw.in_double && lexer->host->modern) {
		text_clear(&raw.text);
		return refuse(lexer, "unterminated \"");
	}
	if (!lexer->host->modern)
		drop_backslashes(&raw.text);
	text_add(&raw.text, "", 0);
	*begun = raw.begun;
	*word = raw.word;
	word->text = raw.text.bytes;
	if (!raw.begun)
		text_clear(&raw.text);
	return true;
}

static void skip_blanks(struct hush_lexer *lexer)
{
	for (;;) {
		bool joined = lexer->host->modern && lexer->at[0] == '\\' && lexer->at[1] == '\n';

		if (joined)
			next_char(lexer);
		if (joined || *lexer->at == ' ' || *lexer->at == '\t')
			next_char(lexer);
		else if (*lexer->at == '#')
			lexer->at += strcspn(lexer->at, "\n");
		else
			return;
	}
}

static enum hush_token read_sign(struct hush_lexer *lexer, char c)
{
	static const struct {
		char sign;
		enum hush_token one, two;
	} table[] = {
		{';', HUSH_SEMICOLON, HUSH_SEMICOLON},
		{'&', HUSH_ONE_AND, HUSH_AND_AND},
		{'|', HUSH_ONE_BAR, HUSH_OR_OR},
		{'\n', HUSH_LINE, HUSH_LINE},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (table[i].sign != c)
			continue;
		next_char(lexer);
		if (table[i].one == table[i].two || *lexer->at != c)
			return table[i].one;
		next_char(lexer);
		return table[i].two;
	}
	return HUSH_END;
}

enum hush_token hush_next(struct hush_lexer *lexer, struct hush_word *word)
{
	bool begun = false;

	for (;;) {
		char c;

		skip_blanks(lexer);
		c = *lexer->at;
		if (!c || c == '\n' || (!lexer->second && strchr(";&|", c)))
			return read_sign(lexer, c);
		if (!read_word(lexer, word, &begun))
			return HUSH_ERROR;
		if (begun)
			return HUSH_WORD;
	}
}

void hush_words_add(struct hush_words *words, struct hush_word word)
{
	words->items = need_memory(words->items, (words->count + 1) * sizeof *words->items);
	words->items[words->count++] = word;
}

void hush_words_free(struct hush_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->items[i].text);
	free(words->items);
	*words = (struct hush_words){0};
}

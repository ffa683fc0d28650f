/* SPDX-License-Identifier: MIT */
/* The script is run while it is read: what a false condition skips is parsed with `run` off. */
#include "hush.h"
#include "util.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 255 /* U-Boot's CONFIG_SYS_MAXARGS is lower; more is surely a mistake */

struct reader {
	struct hush_host *host;
	const char *name;
	const char *at;
	int line;
};

struct words {
	char *items[WORDS_MAX];
	size_t count;
	bool plain_first; /* the first word has no quote in it: it can be a keyword */
};

/* One word while it is put together, as hush does it: escaped, until the end takes the \ away. */
struct word {
	struct text raw;
	bool begun;
	bool quoted;
};

static bool run_list(struct reader *reader, bool run);

__attribute__((noreturn)) static void fail(const struct reader *reader, const char *what)
{
	die("%s:%d: %s", reader->name, reader->line, what);
}

static char next_char(struct reader *reader)
{
	char c = *reader->at;

	if (c) {
		reader->at++;
		if (c == '\n')
			reader->line++;
	}
	return c;
}

/* A \ before a newline joins the lines. */
static void skip_blanks(struct reader *reader)
{
	for (;;) {
		if (*reader->at == ' ' || *reader->at == '\t') {
			reader->at++;
		} else if (reader->at[0] == '\\' && reader->at[1] == '\n') {
			next_char(reader);
			next_char(reader);
		} else if (*reader->at == '#') {
			reader->at += strcspn(reader->at, "\n");
		} else {
			return;
		}
	}
}

static void add_word(struct reader *reader, struct words *words, struct word *word)
{
	struct text plain = {0};

	if (!word->begun)
		return;
	if (words->count == WORDS_MAX)
		fail(reader, "too many words in one command");
	for (const char *c = word->raw.bytes; c && *c; c++) {
		if (*c == '\\' && c[1])
			c++;
		text_add_char(&plain, *c);
	}
	text_add(&plain, "", 0);
	if (words->count == 0)
		words->plain_first = !word->quoted;
	words->items[words->count++] = plain.bytes;
	text_clear(&word->raw);
	*word = (struct word){0};
}

/* A value goes into the command unlooked at while it has nothing that hush would read again. */
static void check_value(const struct reader *reader, const char *value, bool quoted)
{
	const char *harmless = quoted ? "_./:,@=+%- <>#?" : "_./:,@=+%- <>";

	for (; *value; value++)
		if (!isalnum((unsigned char)*value) && !strchr(harmless, *value))
			fail(reader, "a variable's value holds a character that hush reads again");
}

static void expand(struct reader *reader, struct words *words, struct word *word, bool quoted)
{
	bool braces = *reader->at == '{';
	struct text name = {0};
	const char *value;

	if (braces)
		reader->at++;
	while (isalnum((unsigned char)*reader->at) || *reader->at == '_')
		text_add_char(&name, next_char(reader));
	if (!name.length || (braces && next_char(reader) != '}'))
		fail(reader, "a $ without a variable's name");
	value = reader->host->variable(reader->host->context, name.bytes);
	text_clear(&name);
	if (!value)
		value = "";
	check_value(reader, value, quoted);
	for (; *value; value++) {
		if (!quoted && *value == ' ') {
			add_word(reader, words, word);
			continue;
		}
		word->begun = true;
		text_add_char(&word->raw, *value);
	}
	if (quoted)
		word->begun = true;
}

static void read_single_quotes(struct reader *reader, struct word *word)
{
	char c;

	word->begun = word->quoted = true;
	while ((c = next_char(reader)) != '\'') {
		if (!c)
			fail(reader, "a ' that is never closed");
		if (c == '\\' && reader->host->modern)
			text_add_char(&word->raw, '\\');
		text_add_char(&word->raw, c);
	}
	/* The modern parser drops a word that is '' alone. */
	if (reader->host->modern && !word->raw.length)
		word->begun = false;
}

static void read_double_quotes(struct reader *reader, struct words *words, struct word *word)
{
	char c;

	word->begun = word->quoted = true;
	while ((c = next_char(reader)) != '"') {
		if (!c)
			fail(reader, "a \" that is never closed");
		if (c == '\\') {
			if (!reader->host->modern || !strchr("$\"\\", *reader->at))
				text_add(&word->raw, "\\\\", 2);
			text_add_char(&word->raw, '\\');
			text_add_char(&word->raw, next_char(reader));
		} else if (c == '\'' && !reader->host->modern) {
			read_single_quotes(reader, word);
		} else if (c == '$') {
			expand(reader, words, word, true);
		} else {
			text_add_char(&word->raw, c);
		}
	}
}

/* Returns false where the word ends. */
static bool read_piece(struct reader *reader, struct words *words, struct word *word)
{
	char c = *reader->at;

	if (!c || strchr(" \t\n;&|", c) || (c == '\\' && reader->at[1] == '\n'))
		return false;
	if (c == '\r')
		fail(reader, "a carriage return, which would be part of a word");
	next_char(reader);
	switch (c) {
	case '\'':
		read_single_quotes(reader, word);
		break;
	case '"':
		read_double_quotes(reader, words, word);
		break;
	case '$':
		expand(reader, words, word, false);
		break;
	case '\\':
		word->begun = word->quoted = true;
		text_add_char(&word->raw, c);
		text_add_char(&word->raw, next_char(reader));
		break;
	default:
		word->begun = true;
		text_add_char(&word->raw, c);
	}
	return true;
}

static void read_words(struct reader *reader, struct words *words)
{
	struct word word = {0};

	words->count = 0;
	words->plain_first = false;
	for (;;) {
		skip_blanks(reader);
		if (!*reader->at || strchr("\n;&|", *reader->at))
			return;
		while (read_piece(reader, words, &word))
			;
		add_word(reader, words, &word);
	}
}

static void free_words(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->items[i]);
	words->count = 0;
}

/* The bare word that stands next, without taking it: for the keywords. */
static bool sees(struct reader *reader, const char *keyword)
{
	size_t length = strlen(keyword);

	skip_blanks(reader);
	return !strncmp(reader->at, keyword, length) &&
	       (!reader->at[length] || strchr(" \t\n;", reader->at[length]));
}

static bool takes(struct reader *reader, const char *keyword)
{
	if (!sees(reader, keyword))
		return false;
	reader->at += strlen(keyword);
	return true;
}

static bool at_list_end(struct reader *reader)
{
	return !*reader->at || sees(reader, "then") || sees(reader, "else") ||
	       sees(reader, "elif") || sees(reader, "fi");
}

static void skip_separators(struct reader *reader)
{
	for (;;) {
		skip_blanks(reader);
		if (*reader->at != '\n' && *reader->at != ';')
			return;
		next_char(reader);
	}
}

/* Behind the word `if`. True when nothing ran, as in every shell. */
static bool run_if(struct reader *reader, bool run)
{
	bool truth = true;
	bool open = run; /* no branch has been taken yet */

	do {
		bool taken = run_list(reader, open) && open;

		if (!takes(reader, "then"))
			fail(reader, "an if without its then");
		if (taken) {
			truth = run_list(reader, true);
			open = false;
		} else {
			run_list(reader, false);
		}
	} while (takes(reader, "elif"));
	if (takes(reader, "else")) {
		if (open)
			truth = run_list(reader, true);
		else
			run_list(reader, false);
	}
	if (!takes(reader, "fi"))
		fail(reader, "an if without its fi");
	return truth;
}

static bool is_unsupported(const char *word)
{
	static const char *const words[] = {"for",  "while", "until", "do",
					    "done", "{",     "!",     "exit"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(word, words[i]))
			return true;
	return false;
}

static bool run_command(struct reader *reader, bool run)
{
	struct words words;
	bool truth = true;
	int line;

	if (takes(reader, "if"))
		return run_if(reader, run);
	line = reader->line;
	read_words(reader, &words);
	if (!words.count)
		fail(reader, "a command is missing");
	if (words.plain_first && is_unsupported(words.items[0]))
		fail(reader, "a word that a script of ours must not use");
	if (run && !reader->host->stop)
		truth = reader->host->command(reader->host->context, line, words.count,
					      words.items);
	free_words(&words);
	return truth;
}

static bool run_and_or(struct reader *reader, bool run)
{
	bool truth = run_command(reader, run);

	for (;;) {
		bool both;

		skip_blanks(reader);
		if (*reader->at != '&' && *reader->at != '|')
			return truth;
		if (reader->at[1] != *reader->at)
			fail(reader, "a single & or |, which U-Boot refuses");
		both = *reader->at == '&';
		reader->at += 2;
		skip_blanks(reader);
		if (*reader->at == '\n')
			fail(reader, "&& or || at the end of a line, which U-Boot does not chain");
		if (truth == both)
			truth = run_command(reader, run);
		else
			run_command(reader, false);
	}
}

static bool run_list(struct reader *reader, bool run)
{
	bool truth = true;

	for (skip_separators(reader); !at_list_end(reader); skip_separators(reader)) {
		truth = run_and_or(reader, run);
		skip_blanks(reader);
		if (*reader->at && *reader->at != '\n' && *reader->at != ';')
			fail(reader, "something stands behind a command");
	}
	return truth;
}

bool hush_run(struct hush_host *host, const char *name, const char *script)
{
	struct reader reader = {.host = host, .name = name, .at = script, .line = 1};
	bool truth = run_list(&reader, true);

	if (*reader.at)
		fail(&reader, "then, else or fi without an if");
	return truth;
}

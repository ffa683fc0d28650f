/* SPDX-License-Identifier: MIT */
/* What runs, and in which order. */
#include "hush.h"
#include "hush-tree.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 255 /* U-Boot's CONFIG_SYS_MAXARGS is lower; more is surely a mistake */
#define ROUNDS_MAX 100000

static int run_list(struct hush_host *host, const struct hush_list *list);

static void lose(struct hush_host *host, const char *why)
{
	host->lost = why;
	host->stop = true;
}

static void report(struct hush_host *host, const struct hush_lexer *lexer)
{
	const char *what = lexer->error ? lexer->error : "";

	if (host->strict)
		die("%s:%d: syntax error %s", host->name, lexer->line, what);
	if (host->modern && *what)
		fprintf(host->out, "syntax error: %s\n", what);
	else
		fprintf(host->out, "syntax error\n");
	if (host->modern && lexer->stray)
		lose(host, "a stray keyword: HUSH died!, and U-Boot resets");
}

/* Up to 2023.01 the old shell knows no other status than 0 and 1. */
static int status_of(const struct hush_host *host, int code)
{
	return host->modern || host->release >= 202304 ? code : code != 0;
}

/* ---- Simple commands ---------------------------------------------------------------------- */

/* `exit`, which is the shell's own here because each release takes it differently. */
static int leave(struct hush_host *host, int line, int status)
{
	if (host->strict)
		die("%s:%d: exit, which no release takes as the others do", host->name, line);
	if (!host->modern && host->release >= 202107 && host->release < 202304)
		return status;
	host->leaving = true;
	host->status = !host->modern && host->release < 202107 ? 0 : status;
	return status;
}

static int run_words(struct hush_host *host, int line, const struct hush_word *words, size_t count)
{
	char *argv[WORDS_MAX + 1];
	int code;

	if (count > WORDS_MAX)
		die("%s:%d: too many words in one command", host->name, line);
	for (size_t i = 0; i < count; i++)
		argv[i] = words[i].text;
	argv[count] = NULL;
	if (!host->modern && strchr(argv[0], ';')) {
		fprintf(host->out, "Unknown command '%s' - try 'help' or use 'run' command\n", argv[0]);
		return -1;
	}
	if (!strcmp(argv[0], "exit"))
		return leave(host, line, count > 1 ? atoi(argv[1]) : 0);
	code = host->command(host->context, line, count, argv);
	return code < -1 ? leave(host, line, -code - 2) : code;
}

/* The length of NAME in NAME=VALUE, or 0. */
static size_t assigned_name(const struct hush_word *word, bool modern)
{
	const char *c = word->text;

	if (!isalpha((unsigned char)*c) && !(modern && *c == '_'))
		return 0;
	while (isalnum((unsigned char)*c) || *c == '_')
		c++;
	return *c == '=' ? (size_t)(c - word->text) : 0;
}

static void assign(struct hush_host *host, const struct hush_word *word)
{
	size_t length = assigned_name(word, host->modern);
	char *value = hush_fill(host, word->text + length + 1);

	hush_assign(host, word->text, length, value);
	free(value);
}

static int run_old(struct hush_host *host, int line, const struct hush_words *words);

/* All words of a command that has a $ are put together and read again, as one line. */
static int run_again(struct hush_host *host, int line, const struct hush_word *words, size_t count)
{
	char *text = hush_second_text(host, words, count);
	struct hush_lexer lexer = {.host = host, .at = text, .line = line, .second = true};
	struct hush_words again = {0};
	struct hush_word word;
	enum hush_token token;

	while ((token = hush_next(&lexer, &word)) == HUSH_WORD)
		hush_words_add(&again, word);
	if (token == HUSH_ERROR)
		report(host, &lexer);
	else if (again.count)
		host->status = status_of(host, run_old(host, line, &again));
	host->leaving = false;
	hush_words_free(&again);
	free(text);
	return host->status;
}

static int run_old(struct hush_host *host, int line, const struct hush_words *words)
{
	bool variable = false;
	size_t first = 0;

	while (first < words->count && assigned_name(&words->items[first], false))
		assign(host, &words->items[first++]);
	if (first == words->count)
		return 0;
	for (size_t i = first; i < words->count; i++)
		variable |= hush_has_variable(words->items[i].text);
	if (variable)
		return run_again(host, line, words->items + first, words->count - first);
	if (host->release < 202107)
		first = 0;
	return run_words(host, line, words->items + first, words->count - first);
}

static int run_modern(struct hush_host *host, int line, const struct hush_words *words)
{
	struct hush_words fields = {0};
	size_t first = 0;
	int code = 0;

	while (first < words->count && assigned_name(&words->items[first], true))
		first++;
	for (size_t i = first; i < words->count; i++)
		hush_fields(host, &words->items[i], &fields);
	/* What stands before a command has no effect. */
	for (size_t i = 0; first == words->count && i < first; i++)
		assign(host, &words->items[i]);
	if (fields.count)
		code = run_words(host, line, fields.items, fields.count);
	hush_words_free(&fields);
	return code;
}

static int run_simple(struct hush_host *host, const struct hush_command *command)
{
	return (host->modern ? run_modern : run_old)(host, command->line, &command->words);
}

/* ---- Compound commands -------------------------------------------------------------------- */

static bool goes_on(const struct hush_host *host)
{
	return !host->stop && !host->leaving;
}

static int run_if(struct hush_host *host, const struct hush_command *command)
{
	int code = 0;

	for (size_t i = 0; i < command->branch_count; i++) {
		const struct hush_branch *branch = &command->branches[i];

		if (branch->condition.count)
			code = run_list(host, &branch->condition);
		if (!goes_on(host))
			return code;
		if (!branch->condition.count || !code)
			return run_list(host, &branch->body);
	}
	/* No branch was taken: the old shell's status is that of the condition. */
	return host->modern ? 0 : code;
}

static int run_while(struct hush_host *host, const struct hush_command *command)
{
	const struct hush_branch *branch = command->branches;
	bool until = command->kind == HUSH_UNTIL;
	int code = 0;

	for (size_t rounds = 0; rounds < ROUNDS_MAX; rounds++) {
		int condition = run_list(host, &branch->condition);

		if (!goes_on(host) || (condition == 0) == until)
			return host->modern ? code : condition;
		code = run_list(host, &branch->body);
		if (!goes_on(host))
			return code;
	}
	lose(host, "a loop without an end");
	return code;
}

static void add_rounds(struct hush_host *host, const struct hush_word *word, struct hush_words *rounds)
{
	char *filled, *value;

	if (host->modern) {
		hush_fields(host, word, rounds);
		return;
	}
	/* The old one splits what was quoted, too, and at blanks only. */
	filled = hush_fill(host, word->text);
	for (value = strtok(filled, " "); value; value = strtok(NULL, " "))
		hush_words_add(rounds, (struct hush_word){.text = need_copy(value, strlen(value))});
	free(filled);
}

static int run_for(struct hush_host *host, const struct hush_command *command)
{
	const struct hush_word *words = command->words.items;
	struct hush_words rounds = {0};
	int code = 0;

	for (size_t i = 1; i < command->words.count; i++)
		add_rounds(host, &words[i], &rounds);
	for (size_t i = 0; i < rounds.count && goes_on(host); i++) {
		hush_assign(host, words->text, strlen(words->text), rounds.items[i].text);
		code = run_list(host, &command->branches->body);
	}
	hush_words_free(&rounds);
	return code;
}

static int run_group(struct hush_host *host, const struct hush_command *command)
{
	return run_list(host, &command->branches->body);
}

static int run_command(struct hush_host *host, const struct hush_command *command)
{
	static int (*const table[])(struct hush_host *host, const struct hush_command *command) = {
		[HUSH_SIMPLE] = run_simple, [HUSH_IF] = run_if,	     [HUSH_FOR] = run_for,
		[HUSH_WHILE] = run_while,   [HUSH_UNTIL] = run_while, [HUSH_GROUP] = run_group,
	};
	int code = table[command->kind](host, command);

	/* In the modern shell `exit` ends no more than the compound that it stands in. */
	if (host->modern && command->kind != HUSH_SIMPLE && host->leaving) {
		host->leaving = false;
		code = host->status;
	}
	return code;
}

/* Does CODE, joined to the next command like this, leave that one out? */
static bool leaves_out(enum hush_joint joint, int code)
{
	return (joint == HUSH_AND && code) || (joint == HUSH_OR && !code);
}

static int run_list(struct hush_host *host, const struct hush_list *list)
{
	bool skip = false;
	int code = 0;

	for (size_t i = 0; i < list->count && goes_on(host); i++) {
		const struct hush_item *item = &list->items[i];

		if (!skip) {
			code = run_command(host, item->command);
			if (!goes_on(host))
				return code;
			host->status = status_of(host, code);
			if (item->joint == HUSH_PIPE)
				lose(host, "a pipe: damaged heap, and U-Boot resets");
		}
		/* The old shell's first short cut leaves out all that is joined to it. */
		if (skip && !host->modern)
			skip = item->joint != HUSH_SEQ;
		else
			skip = leaves_out(item->joint, code);
	}
	return code;
}

/* ---- Whole texts -------------------------------------------------------------------------- */

/* Parse and run one line, or all that is left; false after a syntax error. */
static bool run_part(struct hush_lexer *lexer, struct hush_host *host, bool whole, int *code)
{
	struct hush_list list = {0};
	bool parsed = hush_parse(lexer, whole, &list);

	if (parsed)
		*code = run_list(host, &list);
	else
		report(host, lexer);
	hush_list_free(&list);
	return parsed;
}

static int end_text(struct hush_host *host, const char *outer, int code)
{
	host->name = outer;
	if (!host->leaving)
		return code;
	host->leaving = false;
	return host->status;
}

static int source_modern(struct hush_host *host, const char *script)
{
	struct hush_lexer lexer = {.host = host, .at = script, .line = 1};
	int code = 1;

	run_part(&lexer, host, true, &code);
	if (host->leaving)
		lose(host, "`exit` leaves the script, and U-Boot waits for typed input");
	return code;
}

/* A text of more than one line gets a line's end more: an empty line as a rule, whose status is 0. */
static char *end_last_line(const char *script)
{
	const char *end = strchr(script, '\n');
	struct text text = {0};

	text_add(&text, script, strlen(script));
	if (!end || end[1])
		text_add_char(&text, '\n');
	return text.bytes;
}

static int source_old(struct hush_host *host, const char *script)
{
	char *text = end_last_line(script);
	struct hush_lexer lexer = {.host = host, .at = text, .line = 1};
	bool parsed = true;
	int code = 1;

	while (parsed && *lexer.at && goes_on(host))
		parsed = run_part(&lexer, host, false, &code);
	free(text);
	return code != 0;
}

int hush_source(struct hush_host *host, const char *name, const char *script)
{
	const char *outer = host->name;
	int code = 0;

	host->name = name;
	if (*script)
		code = (host->modern ? source_modern : source_old)(host, script);
	return end_text(host, outer, code);
}

int hush_run(struct hush_host *host, const char *name, const char *commands)
{
	struct hush_lexer lexer = {.host = host, .at = commands, .line = 1};
	const char *outer = host->name;
	int code = *commands ? 1 : 0;

	host->name = name;
	run_part(&lexer, host, true, &code);
	return end_text(host, outer, code);
}

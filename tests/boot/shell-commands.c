/* SPDX-License-Identifier: MIT */
/* The commands that scripts decide and count with: test, itest, setexpr, and those of variables. */
#include "board.h"
#include "util.h"

#include <regex.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int do_nothing(struct board *board, size_t count, char **words)
{
	(void)board;
	(void)count;
	(void)words;
	return 0;
}

static int do_false(struct board *board, size_t count, char **words)
{
	return !do_nothing(board, count, words);
}

/* -n came with 2021.04. */
static int do_echo(struct board *board, size_t count, char **words)
{
	bool line = !(count > 1 && !strcmp(words[1], "-n") && board->host.release >= 202104);

	for (size_t i = line ? 1 : 2; board->verbose && i < count; i++)
		fprintf(board->host.out, "%s%s", words[i], i + 1 < count ? " " : "");
	if (board->verbose && line)
		fputc('\n', board->host.out);
	return 0;
}

/* ---- Variables ---------------------------------------------------------------------------- */

static int do_setenv(struct board *board, size_t count, char **words)
{
	struct text value = {0};

	if (count < 2)
		return board_usage(board, words[0]);
	if (*words[1] == '-')
		board_unknown(board, "an option of setenv");
	if (strchr(words[1], '=')) {
		fprintf(board->host.out, "## Error: illegal character '='in variable name \"%s\"\n",
			words[1]);
		return 1;
	}
	for (size_t i = 2; i < count; i++) {
		if (i > 2)
			text_add_char(&value, ' ');
		text_add(&value, words[i], strlen(words[i]));
	}
	board_set(board, words[1], count > 2 ? value.bytes : NULL);
	text_clear(&value);
	return 0;
}

static int not_defined(struct board *board, const char *name)
{
	if (board->host.strict)
		die("%s:%d: %s is not set", board->script, board->line, name);
	fprintf(board->host.out, "## Error: \"%s\" not defined\n", name);
	return 1;
}

static int do_printenv(struct board *board, size_t count, char **words)
{
	int status = 0;

	if (count < 2)
		board_unknown(board, "printenv of all");
	for (size_t i = 1; i < count; i++) {
		const char *value = board_get(board, words[i]);

		if (value)
			fprintf(board->host.out, "%s=%s\n", words[i], value);
		else
			status = not_defined(board, words[i]);
	}
	return status;
}

static int do_run(struct board *board, size_t count, char **words)
{
	int status = 0;

	if (count < 2)
		return board_usage(board, words[0]);
	for (size_t i = 1; i < count && !status && !board->host.stop; i++) {
		const char *value = board_get(board, words[i]);
		/* The commands may set the variable anew. */
		char *commands = value ? need_copy(value, strlen(value)) : NULL;

		status = commands ? hush_run(&board->host, words[i], commands)
				  : not_defined(board, words[i]);
		free(commands);
	}
	return status;
}

/* ---- Comparisons -------------------------------------------------------------------------- */

enum { LESS = 1, EQUAL = 2, MORE = 4 };

static int order(long long left, long long right)
{
	return left < right ? LESS : (left == right ? EQUAL : MORE);
}

/* With a sign, unlike all other numbers of U-Boot. */
static long long signed_number(struct board *board, const char *word)
{
	bool minus = *word == '-';
	long long value = (long long)board_number(board, word + minus, NULL, 0);

	return minus ? -value : value;
}

static bool text_holds(struct board *board, char **words, int truth)
{
	(void)board;
	return truth & order(strcmp(words[0], words[2]), 0);
}

static bool number_holds(struct board *board, char **words, int truth)
{
	return truth & order(signed_number(board, words[0]), signed_number(board, words[2]));
}

static bool emptiness_holds(struct board *board, char **words, int truth)
{
	(void)board;
	return truth & order((long long)strlen(words[1]), 0);
}

static bool pattern_holds(struct board *board, char **words, int truth)
{
	regex_t pattern;
	bool found;

	(void)truth;
	if (regcomp(&pattern, words[2], REG_EXTENDED | REG_NOSUB))
		board_unknown(board, "the pattern");
	found = !regexec(&pattern, words[0], 0, NULL, 0);
	regfree(&pattern);
	return found;
}

static bool no_file(struct board *board, char **words, int truth)
{
	(void)words;
	(void)truth;
	board_unknown(board, "test -e");
}

/* An expression of `test`: its word, where that stands, how many words it takes, when it is true. */
static const struct expression {
	const char *word;
	size_t at, words;
	bool (*holds)(struct board *board, char **words, int truth);
	int truth;
	unsigned since;
} expressions[] = {
	{"=", 1, 3, text_holds, EQUAL, 0},
	{"!=", 1, 3, text_holds, LESS | MORE, 0},
	{"<", 1, 3, text_holds, LESS, 0},
	{">", 1, 3, text_holds, MORE, 0},
	{"-eq", 1, 3, number_holds, EQUAL, 0},
	{"-ne", 1, 3, number_holds, LESS | MORE, 0},
	{"-lt", 1, 3, number_holds, LESS, 0},
	{"-le", 1, 3, number_holds, LESS | EQUAL, 0},
	{"-gt", 1, 3, number_holds, MORE, 0},
	{"-ge", 1, 3, number_holds, MORE | EQUAL, 0},
	{"!", 0, 1, NULL, 0, 0},
	{"-o", 0, 1, NULL, 0, 0},
	{"-a", 0, 1, NULL, 0, 0},
	{"-z", 0, 2, emptiness_holds, EQUAL, 0},
	{"-n", 0, 2, emptiness_holds, MORE, 0},
	{"-e", 0, 4, no_file, 0, 0},
	{"=~", 1, 3, pattern_holds, 0, 202510},
};

static const struct expression *find_expression(struct board *board, size_t left, char **words)
{
	for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
		const struct expression *expression = &expressions[i];

		if (board->host.release >= expression->since && left > expression->at &&
		    !strcmp(words[expression->at], expression->word))
			return left >= expression->words ? expression : NULL;
	}
	return NULL;
}

/* Strictly from the left; what is no expression is true, whatever stood before. */
static bool all_holds(struct board *board, size_t left, char **words)
{
	bool value = false, before = false, invert = false;
	char joint = '\0';

	while (left) {
		const struct expression *expression = find_expression(board, left, words);

		if (!expression)
			return true;
		if (expression->holds) {
			value = expression->holds(board, words, expression->truth) != invert;
			value = joint == 'o' ? before || value : (joint == 'a' ? before && value : value);
			invert = false;
			joint = '\0';
		} else if (*expression->word == '!') {
			invert = !invert;
		} else {
			before = value;
			joint = expression->word[1];
		}
		words += expression->words;
		left -= expression->words;
	}
	return value;
}

static int do_test(struct board *board, size_t count, char **words)
{
	if (!strcmp(words[0], "[") && strcmp(words[--count], "]")) {
		fprintf(board->host.out, "[: missing terminating ]\n");
		return 1;
	}
	/* One word is true from 2026.07 on, but for -n, which has lost an empty variable. */
	if (count < 2 || (count == 2 && board->host.release < 202607))
		return 1;
	if (count == 2)
		return !*words[1] || !strcmp(words[1], "-n");
	return !all_holds(board, count - 1, words + 1);
}

/* The bytes that a .b, .w, .l or .q behind a command's name asks for; 0 for .s, text. */
static unsigned width(const char *command)
{
	static const struct {
		const char *end;
		unsigned bytes;
	} table[] = {{".b", 1}, {".w", 2}, {".l", 4}, {".q", 8}, {".s", 0}};
	const char *point = strchr(command, '.');

	for (size_t i = 0; point && i < sizeof table / sizeof *table; i++)
		if (!strcmp(table[i].end, point))
			return table[i].bytes;
	return 4;
}

static uint64_t masked(struct board *board, const char *word, unsigned bytes)
{
	uint64_t value;

	if (*word == '*' && bytes > 4)
		board_unknown(board, "a value in memory of more than 32 bits");
	value = *word == '*' ? board_read(board, board_hexadecimal(board, word + 1))
			     : board_hexadecimal(board, word);
	return value & (~(uint64_t)0 >> (64 - 8 * bytes));
}

static int do_itest(struct board *board, size_t count, char **words)
{
	static const struct {
		const char *word;
		int truth;
	} table[] = {
		{"-lt", LESS}, {"<", LESS}, {"-gt", MORE}, {">", MORE}, {"-eq", EQUAL}, {"==", EQUAL},
		{"-ne", LESS | MORE}, {"!=", LESS | MORE}, {"<>", LESS | MORE},
		{"-ge", MORE | EQUAL}, {">=", MORE | EQUAL}, {"-le", LESS | EQUAL}, {"<=", LESS | EQUAL},
	};
	unsigned bytes = width(words[0]);

	if (count != 4)
		return board_usage(board, words[0]);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (strcmp(table[i].word, words[2]))
			continue;
		if (!bytes)
			return !(table[i].truth & order(strcmp(words[1], words[3]), 0));
		return !(table[i].truth & order((long long)masked(board, words[1], bytes),
						(long long)masked(board, words[3], bytes)));
	}
	fprintf(board->host.out, "Unknown operator '%s'\n", words[2]);
	return 1;
}

/* ---- setexpr ------------------------------------------------------------------------------ */

/* arm64 divides by 0: the quotient is 0, so that the remainder is all. */
static bool calculate(char operator, uint64_t left, uint64_t right, uint64_t *result)
{
	switch (operator) {
	case '|': *result = left | right; return true;
	case '&': *result = left & right; return true;
	case '+': *result = left + right; return true;
	case '^': *result = left ^ right; return true;
	case '-': *result = left - right; return true;
	case '*': *result = left * right; return true;
	case '/': *result = right ? left / right : 0; return true;
	case '%': *result = right ? left % right : left; return true;
	default: return false;
	}
}

static bool is_about_text(char **words)
{
	return !strcmp(words[2], "sub") || !strcmp(words[2], "gsub") || !strcmp(words[2], "fmt") ||
	       !width(words[0]);
}

static int do_setexpr(struct board *board, size_t count, char **words)
{
	uint64_t left, result;

	if (count > 2 && is_about_text(words))
		board_unknown(board, "setexpr with texts");
	if (count != 3 && (count != 5 || strlen(words[3]) != 1))
		return board_usage(board, words[0]);
	if (*words[2] == '*' || (count == 5 && *words[4] == '*'))
		board_unknown(board, "a value in memory");
	left = result = board_hexadecimal(board, words[2]);
	if (count == 5 && !calculate(*words[3], left, board_hexadecimal(board, words[4]), &result)) {
		fprintf(board->host.out, "invalid op\n");
		return 1;
	}
	board_set_hexadecimal(board, words[1], result);
	return 0;
}

const struct command board_shell_commands[] = {
	{"echo", do_echo},	   {"setenv", do_setenv}, {"printenv", do_printenv},
	{"run", do_run},	   {"test", do_test},	  {"[", do_test},
	{"itest", do_itest},	   {"setexpr", do_setexpr}, {"true", do_nothing},
	{"false", do_false},	   {"sleep", do_nothing}, {"mw", do_nothing},
	{"usb", do_nothing},	   {"scsi", do_nothing},  {"nvme", do_nothing},
	{"virtio", do_nothing},	   {"dhcp", do_nothing},  {NULL, NULL},
};

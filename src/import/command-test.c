/* SPDX-License-Identifier: MIT */
/*
 * test and itest (U-Boot cmd/test.c, cmd/itest.c): from left to right, without precedence, and true
 * for what they do not know.
 */
#include "import/pattern.h"
#include "import/releases.h"
#include "import/uboot.h"

#include <stdlib.h>
#include <string.h>

enum truth { NO, YES, UNKNOWN };

static enum truth truth_of(bool value)
{
	return value ? YES : NO;
}

static bool has_symbol(const char *text)
{
	size_t symbol, begin, end;

	return xb_symbol_find(text, &symbol, &begin, &end);
}

/* As strict_strtol reads it: a sign, base 0, the rest ignored. */
static long long number_of(const char *text)
{
	const bool minus = *text == '-';
	const struct xb_amount amount = xb_amount_read(text + (minus || *text == '+'), 0, NULL);

	return minus ? -(long long)amount.value : (long long)amount.value;
}

static enum truth same(const char *a, const char *b)
{
	if (!strcmp(a, b))
		return YES;
	return has_symbol(a) || has_symbol(b) ? UNKNOWN : NO;
}

static int order(const char *a, const char *b)
{
	return strcmp(a, b);
}

/* ---- Comparisons --------------------------------------------------------------------------------
 */

static bool lt(long long a, long long b)
{
	return a < b;
}
static bool le(long long a, long long b)
{
	return a <= b;
}
static bool gt(long long a, long long b)
{
	return a > b;
}
static bool ge(long long a, long long b)
{
	return a >= b;
}
static bool eq(long long a, long long b)
{
	return a == b;
}
static bool ne(long long a, long long b)
{
	return a != b;
}

static const struct operator
{
	const char *name;
	bool (*holds)(long long a, long long b);
	bool texts; /* it compares texts, not numbers */
}
operators[] = {
	{"=", eq, true},    {"!=", ne, true},	{"<", lt, true},    {">", gt, true},
	{"-eq", eq, false}, {"-ne", ne, false}, {"-lt", lt, false}, {"-le", le, false},
	{"-gt", gt, false}, {"-ge", ge, false},
};

static const struct operator* operator_find(const char *name)
{
	for (size_t i = 0; i < XB_COUNT(operators); i++)
		if (!strcmp(operators[i].name, name))
			return &operators[i];
	return NULL;
}

static enum truth compare(const struct operator* operator, const char * a, const char *b)
{
	if (operator->texts &&(operator->holds == eq || operator->holds == ne)) {
		const enum truth equal = same(a, b);

		if (equal == UNKNOWN)
			return UNKNOWN;
		return truth_of((operator->holds == eq) == (equal == YES));
	}
	if (has_symbol(a) || has_symbol(b))
		return UNKNOWN;
	if (operator->texts)
		return truth_of(operator->holds(order(a, b), 0));
	return truth_of(operator->holds(number_of(a), number_of(b)));
}

/* ---- test
 * ------------------------------------------------------------------------------------------ */

/* Where the evaluation is: everything is taken from left to right, as it comes. */
struct test {
	struct xb_uboot *uboot;
	const struct xb_word *words;
	size_t count, at;
	bool value, negated;
	char joined; /* 'a': and, 'o': or; 0: nothing is */
	bool before; /* what stands before that */
};

static bool decide(const struct test *test, enum truth truth, size_t words)
{
	if (truth != UNKNOWN)
		return truth == YES;
	return xb_uboot_decide(test->uboot, XB_ASK_TRUTH, test->words + test->at, words);
}

static void take_expression(struct test *test, enum truth truth, size_t words)
{
	bool value = decide(test, truth, words) != test->negated;

	if (test->joined == 'a')
		value = test->before && value;
	else if (test->joined == 'o')
		value = test->before || value;
	test->value = value;
	test->negated = false;
	test->joined = '\0';
	test->at += words;
}

static void take_joint(struct test *test, const char *word)
{
	if (*word == '!') {
		test->negated = !test->negated;
	} else {
		test->before = test->value;
		test->joined = word[1];
	}
	test->at++;
}

/* TEXT =~ PATTERN */
static enum truth matches(const struct xb_uboot *uboot, const char *text, const char *pattern_text)
{
	struct xb_match groups[XB_PATTERN_GROUPS];
	const char *error;
	struct xb_pattern *pattern = xb_pattern_new(pattern_text, uboot->shell.release, &error);
	bool found;

	if (has_symbol(text) || has_symbol(pattern_text)) {
		xb_pattern_free(pattern);
		return UNKNOWN;
	}
	found = pattern && xb_pattern_match(pattern, text, strlen(text), groups) == XB_MATCH_FOUND;
	xb_pattern_free(pattern);
	return truth_of(found);
}

static bool take_match(struct test *test, const struct xb_word *words, size_t left)
{
	xb_uboot_differs(test->uboot, XB_TRAIT_TEST_PATTERN, words[1].at);
	if (left < 3 || !xb_release_has(test->uboot->shell.release, XB_TRAIT_TEST_PATTERN))
		return false;
	take_expression(test, matches(test->uboot, words[0].text, words[2].text), 3);
	return true;
}

/* What stands next. False: it is not known, and everything is true. */
static bool take_next(struct test *test)
{
	const struct xb_word *words = test->words + test->at;
	const size_t left = test->count - test->at;
	const struct operator* operator= left> 1 ? operator_find(words[1].text) : NULL;
	const char *word = words[0].text;

	if (left > 1 && !strcmp(words[1].text, "=~"))
		return take_match(test, words, left);
	if (operator) {
		if (left < 3)
			return false;
		take_expression(test, compare(operator, word, words[2].text), 3);
	} else if (!strcmp(word, "!") || !strcmp(word, "-o") || !strcmp(word, "-a")) {
		take_joint(test, word);
	} else if ((!strcmp(word, "-z") || !strcmp(word, "-n")) && left > 1) {
		take_expression(test, truth_of((word[1] == 'z') == !*words[1].text), 2);
	} else if (!strcmp(word, "-e") && left > 3) {
		take_expression(test, UNKNOWN, 4);
	} else {
		return false;
	}
	return true;
}

static bool evaluate(struct test *test)
{
	while (test->at < test->count)
		if (!take_next(test))
			return true;
	return test->value;
}

/* One word: false; from 2026.07 it is true where it is not empty, as in other shells. */
static bool one_word(struct xb_uboot *uboot, const char *word, struct xb_pos at)
{
	if (!*word || !strcmp(word, "-n"))
		return false;
	xb_uboot_differs(uboot, XB_TRAIT_TEST_ONE_WORD, at);
	return xb_release_has(uboot->shell.release, XB_TRAIT_TEST_ONE_WORD);
}

int xb_command_test(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct test test = {
		.uboot = uboot, .words = command->words + 1, .count = command->count - 1};

	if (!strcmp(command->words[0].text, "[")) {
		if (!test.count || strcmp(test.words[test.count - 1].text, "]") != 0)
			return 1;
		test.count--;
	}
	if (!test.count)
		return 1;
	if (test.count == 1)
		return !one_word(uboot, test.words[0].text, test.words[0].at);
	return !evaluate(&test);
}

/* ---- itest
 * ------------------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	bool (*holds)(long long a, long long b);
} integer_operators[] = {
	{"-lt", lt}, {"<", lt},	 {"-gt", gt}, {">", gt},  {"-eq", eq}, {"==", eq}, {"-ne", ne},
	{"!=", ne},  {"<>", ne}, {"-ge", ge}, {">=", ge}, {"-le", le}, {"<=", le},
};

/* The bytes that a suffix, ".b", stands for: 4 without one; 0: texts. */
static unsigned width_of(const char *name)
{
	const char *dot = strchr(name, '.');

	if (!dot)
		return 4;
	return dot[1] == 'b' ? 1 : dot[1] == 'w' ? 2 : dot[1] == 'q' ? 8 : dot[1] == 's' ? 0 : 4;
}

static bool integer_value(const char *word, unsigned width, long long *value)
{
	const struct xb_amount amount = xb_amount_read(word, 16, NULL);

	if (*word == '*' || amount.symbol != XB_NO_SYMBOL)
		return false;
	*value = (long long)(width == 8 ? amount.value : amount.value & ((1ULL << 8 * width) - 1));
	return true;
}

int xb_command_itest(struct xb_uboot *uboot, const struct xb_command *command)
{
	const unsigned width = width_of(command->words[0].text);
	long long a = 0, b = 0;

	if (command->count != 4)
		return xb_uboot_usage(uboot, command);
	for (size_t i = 0; i < XB_COUNT(integer_operators); i++) {
		if (strcmp(integer_operators[i].name, command->words[2].text) != 0)
			continue;
		if (!width)
			return !integer_operators[i].holds(
				order(command->words[1].text, command->words[3].text), 0);
		if (integer_value(command->words[1].text, width, &a) &&
		    integer_value(command->words[3].text, width, &b))
			return !integer_operators[i].holds(a, b);
		return !xb_uboot_decide(uboot, XB_ASK_TRUTH, command->words, command->count);
	}
	return 1;
}

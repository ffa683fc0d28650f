/* SPDX-License-Identifier: MIT */
/* $((...)) of a shell: integers, names, and the operators that people use. */
#include "import/assignments.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Deeper than anyone nests, and no danger to the stack; and no sum of sums has no end. */
enum { MOST_DEPTH = 40, MOST_OPERANDS = 10000 };

struct reading {
	const struct xb_assignments *assignments;
	const char *at;
	unsigned depth;
	unsigned *operands; /* how many were read, those of the names' values included */
	bool failed;
};

static int64_t read_sum(struct reading *reading, unsigned level);

static void skip_blanks(struct reading *reading)
{
	reading->at += strspn(reading->at, " \t\n");
}

static int64_t evaluate(struct reading *reading)
{
	const int64_t value = read_sum(reading, 0);

	skip_blanks(reading);
	reading->failed = reading->failed || *reading->at;
	return value;
}

/* A name stands for the arithmetic that is its value. */
static int64_t read_value(struct reading *reading, const char *text)
{
	struct reading inner = {.assignments = reading->assignments, .at = text,
				.depth = reading->depth + 1, .operands = reading->operands};
	const int64_t value = evaluate(&inner);

	reading->failed = reading->failed || inner.failed;
	return value;
}

/* [INDEX] behind a name; new. NULL: there is none. */
static char *read_index(struct reading *reading)
{
	const size_t length = *reading->at == '[' ? strcspn(reading->at, "]") : 0;
	char *index;

	if (!length)
		return NULL;
	index = xb_strndup(reading->at + 1, length - 1);
	reading->at += length;
	reading->at += *reading->at == ']';
	return index;
}

static int64_t read_name(struct reading *reading)
{
	const size_t length =
		strspn(reading->at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				    "0123456789_");
	char *name = xb_strndup(reading->at, length);
	struct xb_assignment *found;
	char *index;

	reading->at += length;
	index = read_index(reading);
	found = xb_assignment_find(reading->assignments, name, index);
	free(name);
	free(index);
	reading->failed = reading->failed || !found;
	if (!found || !found->value[0])
		return 0;
	found->used = true;
	return read_value(reading, found->value);
}

static int64_t read_operand(struct reading *reading)
{
	char *end;
	int64_t value;

	skip_blanks(reading);
	reading->at += *reading->at == '$';
	if (*reading->at == '{')
		reading->at++;
	if (reading->depth > MOST_DEPTH || ++*reading->operands > MOST_OPERANDS) {
		reading->failed = true;
		return 0;
	}
	if (*reading->at == '(') {
		reading->at++;
		reading->depth++;
		value = read_sum(reading, 0);
		reading->depth--;
		skip_blanks(reading);
		reading->failed = reading->failed || *reading->at++ != ')';
		return reading->failed ? 0 : value;
	}
	if (*reading->at && strchr("-+~", *reading->at)) {
		const char sign = *reading->at++;

		reading->depth++;
		value = read_operand(reading);
		reading->depth--;
		if (sign == '~')
			return ~value;
		return sign == '-' ? (int64_t)(0 - (uint64_t)value) : value;
	}
	if (isalpha((unsigned char)*reading->at) || *reading->at == '_') {
		value = read_name(reading);
		reading->at += *reading->at == '}';
		return value;
	}
	value = (int64_t)strtoull(reading->at, &end, 0);
	reading->failed = reading->failed || end == reading->at;
	reading->at = end;
	return value;
}

/* By how tight they bind, the loosest first. */
static const struct operator
{
	const char *text;
	unsigned level;
}
operators[] = {
	{"|", 0}, {"^", 1}, {"&", 2}, {"<<", 3}, {">>", 3},
	{"+", 4}, {"-", 4}, {"*", 5}, {"/", 5},	 {"%", 5},
};
enum { LEVELS = 6 };

static const struct operator* operator_at(const char *text, unsigned level)
{
	for (size_t i = 0; i < XB_COUNT(operators); i++)
		if (operators[i].level == level &&
		    !strncmp(operators[i].text, text, strlen(operators[i].text)))
			return &operators[i];
	return NULL;
}

static int64_t apply(struct reading *reading, const char *operator, int64_t left, int64_t right)
{
	const uint64_t a = (uint64_t)left, b = (uint64_t)right;

	switch (*operator) {
	case '|':
		return (int64_t)(a | b);
	case '^':
		return (int64_t)(a ^ b);
	case '&':
		return (int64_t)(a & b);
	case '<':
		return b < 64 ? (int64_t)(a << b) : 0;
	case '>':
		return b < 64 ? (int64_t)(a >> b) : 0;
	case '+':
		return (int64_t)(a + b);
	case '-':
		return (int64_t)(a - b);
	case '*':
		return (int64_t)(a * b);
	default:
		if (!right || (left == INT64_MIN && right == -1)) {
			reading->failed = true;
			return 0;
		}
		return *operator== '/' ? left / right : left % right;
	}
}

static int64_t read_sum(struct reading *reading, unsigned level)
{
	const struct operator* operator;
	int64_t value;

	if (level == LEVELS)
		return read_operand(reading);
	value = read_sum(reading, level + 1);
	for (;;) {
		skip_blanks(reading);
		operator= reading->failed ? NULL : operator_at(reading->at, level);
		if (!operator)
			return value;
		reading->at += strlen(operator->text);
		value = apply(reading, operator->text, value, read_sum(reading, level + 1));
	}
}

bool xb_arithmetic(const struct xb_assignments *assignments, const char *text, int64_t *value)
{
	unsigned operands = 0;
	struct reading reading = {.assignments = assignments, .at = text, .operands = &operands};

	*value = evaluate(&reading);
	return !reading.failed;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "model/grammar-program.h"
#include "model/xen-number.h"

/* A step and a place in the value that it is to be tried at. */
struct place {
	size_t step;
	size_t at;
};

struct match {
	const struct xb_grammar *grammar;
	const char *value;
	size_t length;
	unsigned char *seen; /* one bit for each place: what failed once fails again */
	struct place *open;  /* still to be tried, the last one first */
	size_t count, capacity;
	size_t reached;
	size_t steps;
};

#define NO_MATCH SIZE_MAX

static bool is_blank(char byte)
{
	return (unsigned char)byte <= ' ' || byte == 0x7f;
}

static size_t take_literal(const struct xb_step *step, const char *at)
{
	return strncmp(at, step->literal, step->length) == 0 ? step->length : NO_MATCH;
}

static size_t take_int(const struct xb_step *step, const char *at)
{
	bool negative = *at == '-';
	uint64_t value = 0;
	size_t length = xb_xen_number_scan(at + negative, &value);
	int64_t number;

	if (length == 0 || value > INT64_MAX)
		return NO_MATCH;
	number = negative ? -(int64_t)value : (int64_t)value;
	if (number < step->int_min || number > step->int_max)
		return NO_MATCH;
	return length + negative;
}

static size_t take_size(const struct xb_step *step, const char *at)
{
	uint64_t bytes = 0;
	size_t length = xb_xen_size_scan(at, &bytes);

	if (length == 0 || bytes < step->size_min || bytes > step->size_max)
		return NO_MATCH;
	return length;
}

/* None of these begins another one, so that the first that fits is the only one. */
static size_t take_bool(const struct xb_step *step, const char *at)
{
	(void)step;
	for (const struct xb_xen_bool *row = xb_xen_bools; row->text; row++)
		if (strncmp(at, row->text, strlen(row->text)) == 0)
			return strlen(row->text);
	return NO_MATCH;
}

static size_t take_printable(const struct xb_step *step, const char *at)
{
	(void)step;
	return *at > ' ' && *at < 0x7f ? 1 : NO_MATCH;
}

static size_t take_word_byte(const struct xb_step *step, const char *at)
{
	(void)step;
	return is_blank(*at) || *at == ',' || *at == ':' ? NO_MATCH : 1;
}

static size_t take_string_byte(const struct xb_step *step, const char *at)
{
	(void)step;
	return is_blank(*at) ? NO_MATCH : 1;
}

static size_t take_text_byte(const struct xb_step *step, const char *at)
{
	(void)step;
	return *at ? 1 : NO_MATCH;
}

/* By kind; NULL for the steps that take nothing. */
static size_t (*const take[])(const struct xb_step *, const char *) = {
    [XB_STEP_LITERAL] = take_literal,
    [XB_STEP_INT] = take_int,
    [XB_STEP_SIZE] = take_size,
    [XB_STEP_BOOL] = take_bool,
    [XB_STEP_PRINTABLE] = take_printable,
    [XB_STEP_WORD_BYTE] = take_word_byte,
    [XB_STEP_STRING_BYTE] = take_string_byte,
    [XB_STEP_TEXT_BYTE] = take_text_byte,
    [XB_STEP_END] = NULL,
};

static void open_place(struct match *match, size_t step, size_t at)
{
	size_t bit = step * (match->length + 1) + at;
	unsigned char mask = (unsigned char)(1u << (bit & 7));

	if (match->seen[bit >> 3] & mask)
		return;
	match->seen[bit >> 3] |= mask;
	match->open = xb_grow(match->open, &match->capacity, match->count, sizeof(*match->open));
	match->open[match->count++] = (struct place){.step = step, .at = at};
}

static void take_step(struct match *match, const struct xb_step *step, struct place place)
{
	size_t taken = take[step->kind](step, match->value + place.at);

	if (taken == NO_MATCH)
		return;
	if (place.at + taken > match->reached)
		match->reached = place.at + taken;
	open_place(match, place.step + 1, place.at + taken);
}

static bool run(struct match *match)
{
	open_place(match, 0, 0);
	while (match->count > 0 && match->steps < XB_GRAMMAR_STEPS_MAX) {
		struct place place = match->open[--match->count];
		const struct xb_step *step = &match->grammar->steps[place.step];

		match->steps++;
		if (take[step->kind]) {
			take_step(match, step, place);
		} else if (step->kind == XB_STEP_END) {
			if (place.at == match->length)
				return true;
		} else {
			/* The first of a fork is tried first, so it is opened last. */
			if (step->kind == XB_STEP_FORK)
				open_place(match, step->second, place.at);
			open_place(match, step->first, place.at);
		}
	}
	return false;
}

bool xb_grammar_match_counted(const struct xb_grammar *grammar, const char *value, size_t *reached,
			      size_t *steps)
{
	struct match match = {.grammar = grammar, .value = value};
	bool fits = false;

	match.length = strnlen(value, XB_GRAMMAR_VALUE_MAX + 1);
	if (match.length <= XB_GRAMMAR_VALUE_MAX) {
		match.seen = xb_alloc(grammar->count * (match.length + 1) / 8 + 1);
		fits = run(&match);
		free(match.seen);
		free(match.open);
	}
	if (reached)
		*reached = match.reached;
	if (steps)
		*steps = match.steps;
	return fits;
}

bool xb_grammar_match(const struct xb_grammar *grammar, const char *value, size_t *reached)
{
	return xb_grammar_match_counted(grammar, value, reached, NULL);
}

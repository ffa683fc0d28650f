/* SPDX-License-Identifier: MIT */
/*
 * What a grammar is compiled to: a row of steps. A consuming step takes bytes of the value and goes
 * on with the next step; FORK goes on at two places, JUMP at one; END fits at the value's end.
 */
#ifndef MODEL_GRAMMAR_PROGRAM_H
#define MODEL_GRAMMAR_PROGRAM_H

#include <stdint.h>

#include "model/grammar.h"
#include "xenboot/base.h"

enum xb_step_kind {
	XB_STEP_LITERAL,
	XB_STEP_INT,
	XB_STEP_SIZE,
	XB_STEP_BOOL,
	XB_STEP_PRINTABLE, /* one byte each, from here */
	XB_STEP_WORD_BYTE,
	XB_STEP_STRING_BYTE,
	XB_STEP_TEXT_BYTE,
	XB_STEP_FORK,
	XB_STEP_JUMP,
	XB_STEP_END,
};

struct xb_step {
	enum xb_step_kind kind;
	const char *literal;
	size_t length;
	int64_t int_min, int_max;
	uint64_t size_min, size_max;
	size_t first, second; /* JUMP goes to first; FORK to both */
};

struct xb_grammar {
	char *text;  /* as it was written, and behind it the literals */
	size_t used; /* bytes of text */
	struct xb_step *steps;
	size_t count, capacity;
	const char **words;
};

/* What a grammar's text is read into before. */
enum xb_grammar_kind {
	XB_GRAMMAR_ATOM,
	XB_GRAMMAR_SEQUENCE,
	XB_GRAMMAR_CHOICE,
	XB_GRAMMAR_OPTIONAL,
	XB_GRAMMAR_LIST
};

struct xb_grammar_node {
	enum xb_grammar_kind kind;
	struct xb_step step;	       /* ATOM */
	bool repeats;		       /* ATOM of one byte: one or more of it */
	struct xb_grammar_node *child; /* the first of the others */
	struct xb_grammar_node *next;
};

/* Append the steps of the tree at ROOT, and the END. */
void xb_grammar_emit(struct xb_grammar *grammar, const struct xb_grammar_node *root);

#endif

/* SPDX-License-Identifier: MIT */
/* From a grammar's tree of nodes to the steps that are run. */
#include "model/grammar-program.h"

static size_t add_step(struct xb_grammar *grammar, struct xb_step step)
{
	grammar->steps =
	    xb_grow(grammar->steps, &grammar->capacity, grammar->count, sizeof(*grammar->steps));
	grammar->steps[grammar->count] = step;
	return grammar->count++;
}

/* A fork to the next step and to a place that is filled in later. */
static size_t add_fork(struct xb_grammar *grammar)
{
	size_t at = grammar->count;

	return add_step(grammar, (struct xb_step){.kind = XB_STEP_FORK, .first = at + 1});
}

static void emit(struct xb_grammar *grammar, const struct xb_grammar_node *node);

static void emit_atom(struct xb_grammar *grammar, const struct xb_grammar_node *node)
{
	size_t at = add_step(grammar, node->step);

	if (node->repeats)
		add_step(grammar,
			 (struct xb_step){.kind = XB_STEP_FORK, .first = at, .second = at + 2});
}

static void emit_sequence(struct xb_grammar *grammar, const struct xb_grammar_node *node)
{
	for (const struct xb_grammar_node *child = node->child; child; child = child->next)
		emit(grammar, child);
}

/* FORK here or to the next alternative; each but the last jumps to the jump before it, and so out.
 */
static void emit_choice(struct xb_grammar *grammar, const struct xb_grammar_node *node)
{
	size_t out = SIZE_MAX;

	for (const struct xb_grammar_node *child = node->child; child; child = child->next) {
		size_t fork = child->next ? add_fork(grammar) : SIZE_MAX;

		emit(grammar, child);
		if (!child->next)
			break;
		out = add_step(grammar, (struct xb_step){.kind = XB_STEP_JUMP, .first = out});
		grammar->steps[fork].second = grammar->count;
	}
	while (out != SIZE_MAX) {
		size_t before = grammar->steps[out].first;

		grammar->steps[out].first = grammar->count;
		out = before;
	}
}

static void emit_optional(struct xb_grammar *grammar, const struct xb_grammar_node *node)
{
	size_t fork = add_fork(grammar);

	emit(grammar, node->child);
	grammar->steps[fork].second = grammar->count;
}

static void emit_list(struct xb_grammar *grammar, const struct xb_grammar_node *node)
{
	size_t start = grammar->count;
	size_t fork;

	emit(grammar, node->child);
	fork = add_fork(grammar);
	add_step(grammar, (struct xb_step){.kind = XB_STEP_LITERAL, .literal = ",", .length = 1});
	add_step(grammar, (struct xb_step){.kind = XB_STEP_JUMP, .first = start});
	grammar->steps[fork].second = grammar->count;
}

static void emit(struct xb_grammar *grammar, const struct xb_grammar_node *node)
{
	static void (*const by_kind[])(struct xb_grammar *, const struct xb_grammar_node *) = {
	    [XB_GRAMMAR_ATOM] = emit_atom,	    [XB_GRAMMAR_SEQUENCE] = emit_sequence,
	    [XB_GRAMMAR_CHOICE] = emit_choice, [XB_GRAMMAR_OPTIONAL] = emit_optional,
	    [XB_GRAMMAR_LIST] = emit_list,
	};

	by_kind[node->kind](grammar, node);
}

void xb_grammar_emit(struct xb_grammar *grammar, const struct xb_grammar_node *root)
{
	emit(grammar, root);
	add_step(grammar, (struct xb_step){.kind = XB_STEP_END});
}

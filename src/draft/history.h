/* SPDX-License-Identifier: MIT */
/* A draft's texts, one for each step, and which of them is the present one. */
#ifndef DRAFT_HISTORY_H
#define DRAFT_HISTORY_H

#include "xenboot/base.h"

/* As long as a profile may be; a longer one is not read. */
#define XB_TEXT_BYTES (1024u * 1024u)
/* What all texts together may take; the oldest go. The present one always stays. */
#define XB_HISTORY_BYTES ((size_t)64 << 20)
/* The bytes that a step's name may have; longer ones are cut. */
#define XB_STEP_BYTES 200

/* Whole texts: profiles are small, and a whole one is right by itself. */
struct xb_state {
	char *step; /* the name of what led here; NULL: the beginning */
	char *text;
	size_t length;
};
struct xb_history {
	struct xb_state *items;
	size_t count, capacity;
	size_t now;   /* the present one; those behind it are for redo */
	size_t bytes; /* of all of them */
};

/* Forget all, and begin with TEXT. */
void xb_history_begin(struct xb_history *history, const char *text, size_t length);
/* TEXT becomes the present one by STEP, whose name is made visible; what was undone is forgotten. */
void xb_history_push(struct xb_history *history, const char *step, const char *text,
		     size_t length);
bool xb_history_undo(struct xb_history *history);
bool xb_history_redo(struct xb_history *history);
const struct xb_state *xb_history_now(const struct xb_history *history);
bool xb_state_is(const struct xb_state *state, const char *text, size_t length);
void xb_history_clear(struct xb_history *history);

#endif

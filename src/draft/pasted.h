/* SPDX-License-Identifier: MIT */
/* A command line as people copy it: the words, without what stands around them. */
#ifndef DRAFT_PASTED_H
#define DRAFT_PASTED_H

#include "xenboot/draft.h"

/* One line among what was copied. */
struct xb_pasted_part {
	const char *text;   /* its words */
	enum xb_scope line; /* whose it is, as stands before it; XB_SCOPE_COUNT: it does not say */
};
struct xb_pasted_parts {
	struct xb_pasted_part *items;
	size_t count, capacity;
};
/* The lines in TEXT; their texts are ARENA's. The caller frees the items. */
void xb_pasted_find_parts(const char *text, struct xb_arena *arena, struct xb_pasted_parts *parts);

/* VALUE as xb_text_set takes it, so that it stays the same text; as an item of a list or by itself. */
char *xb_pasted_value(struct xb_arena *arena, const char *value, bool item);

#endif

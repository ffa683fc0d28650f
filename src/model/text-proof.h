/* SPDX-License-Identifier: MIT */
/* Whether an edit of a file's text changed what it was to change, and nothing else. */
#ifndef MODEL_TEXT_PROOF_H
#define MODEL_TEXT_PROOF_H

#include "model/schema.h"

/* What an edit was to do. */
struct xb_text_change {
	const char *key; /* what is set or unset; NULL: nothing but the items of a list */
	bool wanted;     /* it is there then; else it is not */
	enum {
		XB_ITEMS_STAY,
		XB_ITEMS_INSERT, /* a new item at `to` of `list` */
		XB_ITEMS_REMOVE, /* that at `from` goes */
		XB_ITEMS_MOVE,   /* that at `from` comes to be at `to` */
		XB_ITEMS_RENAME, /* what is at the key `list` is called `name` */
	} items;
	const char *list, *name;
	size_t from, to;
};

/*
 * AFTER is still YAML, and says for every key but the change's, what is below it and the sections that it
 * is in what BEFORE says, written short or long, with the items of a list moved as the change says.
 */
bool xb_text_proof(const struct xb_schema *schema, const struct xb_document *before,
		   const struct xb_buf *after, const struct xb_text_change *change);

#endif

/* SPDX-License-Identifier: MIT */
/* What the files that make up the profile's side of the room share. */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include "model/schema.h"
#include "model/yaml.h"
#include "xenboot/model.h"

/* `extends` goes at most this many files deep. */
#define XB_EXTENDS_MAX 8

struct xb_profile_store {
	struct xb_document *documents[XB_EXTENDS_MAX + 1]; /* itself first, then its bases */
	size_t document_count;
	struct xb_document *board_document; /* NULL: none, or in place */
	struct xb_node *root; /* all of them merged; nodes point into the documents */
	struct xb_board board;
	const char *files; /* the folder that the key of this name leads to; NULL: no such key */
	struct xb_arena arena;
};

extern const struct xb_schema xb_profile_schema;

/* Fill in defaults and report what does not make sense together, after decoding. */
void xb_profile_settle(struct xb_profile *profile, struct xb_diags *diags);

/* The words of load.sizes; the first is what is meant where the key is not there. */
enum { XB_SIZES_PINNED, XB_SIZES_MEASURED };
extern const char *const xb_sizes_words[];
/* The same for how files are loaded. */
void xb_loads_settle(struct xb_profile *profile, struct xb_diags *diags);

/*
 * BASE with OVER laid on it, both read by SCHEMA: mappings merge key by key in the base's order, new
 * keys follow, a plain ~ takes a key away, everything else is replaced. Nodes of ARENA.
 */
struct xb_node *xb_node_merge(struct xb_arena *arena, const struct xb_schema *schema,
			      struct xb_node *base, struct xb_node *over);

/* Every leaf below ROOT, read by SCHEMA, with its dotted path, in order; what is written short has the
 * key of what it is short for. With ITEMS each text of a list is one, too. */
void xb_node_flatten(const struct xb_schema *schema, const struct xb_node *root, bool items,
		     struct xb_flat *out);

#endif

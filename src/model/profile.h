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
	struct xb_document *documents[XB_EXTENDS_MAX + 2]; /* itself first, then its bases, board */
	size_t document_count;
	struct xb_node *root; /* all of them merged; nodes point into the documents */
	struct xb_board board;
	struct xb_arena arena;
};

extern const struct xb_schema xb_profile_schema;
extern const char *const xb_load_method_names[]; /* by enum xb_load_method, NULL-terminated */
extern const char *const xb_emit_names[];

/* Fill in defaults and report what does not make sense together, after decoding. */
void xb_profile_settle(struct xb_profile *profile, struct xb_diags *diags);
/* output.emit's words as bits. */
void xb_profile_settle_emit(struct xb_profile *profile);
/* The place of WORD in WORDS; that of the closing NULL when it is not there. */
size_t xb_word_index(const char *const *words, const char *word);

/*
 * BASE with OVER laid on it: mappings merge key by key in the base's order, new keys follow, a
 * plain ~ takes a key away, everything else is replaced. Nodes of ARENA.
 */
struct xb_node *xb_node_merge(struct xb_arena *arena, struct xb_node *base, struct xb_node *over);

/* Every leaf below ROOT with its dotted path, in order. */
void xb_node_flatten(const struct xb_node *root, struct xb_flat *out);

#endif

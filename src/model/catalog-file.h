/* SPDX-License-Identifier: MIT */
/* One file of options/: its keys, and how it is read. */
#ifndef MODEL_CATALOG_FILE_H
#define MODEL_CATALOG_FILE_H

#include "model/schema.h"

struct xb_catalog_file {
	struct xb_text scope; /* the name of one: whose options they are */
	struct xb_option *options;
	size_t count;
	struct xb_texts known, passed; /* names alone: see xb_catalog_word_use */
	struct xb_foreign *foreign;
	size_t foreign_count;
};
extern const struct xb_schema xb_catalog_file_schema;

/* The same scope, where it can be compared. */
enum xb_scope xb_catalog_file_scope(const struct xb_catalog_file *file);
/* Decode NODE, the file's root, and compile every grammar, so that a wrong one is told with its
 * place. The grammars are let go of: each is made again when it is needed. */
bool xb_catalog_file_decode(struct xb_decoder *decoder, const struct xb_node *node,
			    struct xb_catalog_file *file);

#endif

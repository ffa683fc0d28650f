/* SPDX-License-Identifier: MIT */
/* Dotted paths into a tree of nodes. */
#ifndef MODEL_KEY_H
#define MODEL_KEY_H

#include "model/short-form.h"
#include "xenboot/model.h"

/*
 * The next part of the path at *KEY: [part, part + length). After `options.` it is all the rest.
 * Moves *KEY behind it; false at the end. *OPTIONS is the walker's memory, false at first.
 */
bool xb_key_next(const char **key, bool *options, const char **part, size_t *length);

/* A part that says which item of a list. */
enum xb_item_kind {
	XB_ITEM_NONE,   /* it is no such part */
	XB_ITEM_WRONG,  /* 02, 99999999: digits, and no item's number */
	XB_ITEM_AT,     /* 2: the third */
	XB_ITEM_BEFORE, /* +2: a new one before the third */
	XB_ITEM_END,    /* +: a new one behind all */
};
struct xb_item_part {
	enum xb_item_kind kind;
	size_t index; /* AT, BEFORE */
};
struct xb_item_part xb_key_item(const char *part, size_t length);

/* How far a path leads. */
struct xb_key_walk {
	struct xb_node *node;    /* the deepest that exists */
	struct xb_node *parent;  /* that holds it; NULL: node is the root */
	struct xb_child *child;  /* of parent, whose value node is */
	struct xb_meaning meaning; /* of node */
	const char *part;        /* where the part that led to node begins; NULL: node is the root */
	const char *rest;        /* what of the path is missing; "" when all is there */
	bool rest_options;       /* the rest is one option's name */
};
/*
 * ROOT is read by SCHEMA. Behind `options.` the rest is an option's name, dots included; but where there
 * is no such option and the name without its last part is one, that part is an item of its values:
 * xen.options.console.1.
 */
struct xb_key_walk xb_key_walk(const struct xb_schema *schema, struct xb_node *root, const char *key);

/* The value at KEY; also where the text that it is stands for its section or its list, as in
 * `kernel: Image` for dom0.kernel.file and `before: usb start` for load.before.0. NULL: it is not there. */
const struct xb_node *xb_key_find(const struct xb_schema *schema, const struct xb_node *root,
				  const char *key);

/* xb_profile_keys for a file by SCHEMA; ROOT may be NULL. */
void xb_schema_keys(const struct xb_schema *schema, const struct xb_node *root,
		    const struct xb_words *outputs, struct xb_key_list *list);

/* Is KEY one of a file by SCHEMA, whatever stands in it? Else says so. */
bool xb_key_is_known(const struct xb_schema *schema, const char *key, struct xb_diags *diags);

#endif

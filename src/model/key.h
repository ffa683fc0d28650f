/* SPDX-License-Identifier: MIT */
/* Dotted paths into a tree of nodes. */
#ifndef MODEL_KEY_H
#define MODEL_KEY_H

#include "model/short-form.h"

/*
 * The next part of the path at *KEY: [part, part + length). After `options.` it is all the rest.
 * Moves *KEY behind it; false at the end. *OPTIONS is the walker's memory, false at first.
 */
bool xb_key_next(const char **key, bool *options, const char **part, size_t *length);

/* How far a path leads. */
struct xb_key_walk {
	struct xb_node *node;    /* the deepest that exists */
	struct xb_node *parent;  /* that holds it; NULL: node is the root */
	struct xb_child *child;  /* of parent, whose value node is */
	struct xb_meaning meaning; /* of node, where the root is a profile */
	const char *rest;        /* what of the path is missing; "" when all is there */
	bool rest_options;       /* the rest is one option's name */
};
struct xb_key_walk xb_key_walk(struct xb_node *root, const char *key);

/* The value at KEY of a profile; also where the text that it is stands for its section, as in
 * `kernel: Image` for dom0.kernel.file. NULL: it is not there. */
const struct xb_node *xb_key_find(const struct xb_node *root, const char *key);

#endif

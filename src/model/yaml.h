/* SPDX-License-Identifier: MIT */
/*
 * YAML text as a tree that knows the bytes it came from.
 *
 * libyaml's marks count characters and skip a byte order mark; begin and end here are bytes of the
 * text as it was read, so that an edit can replace a value and leave all else alone. Anchors,
 * aliases, tags, duplicate keys, several documents and deep nesting are refused: what a profile
 * needs is plain, and hostile input ends early.
 */
#ifndef MODEL_YAML_H
#define MODEL_YAML_H

#include "xenboot/base.h"

/* Nobody writes a profile of this size; larger files are refused before they are parsed. */
#define XB_YAML_MAX_BYTES (1024u * 1024u)
#define XB_YAML_MAX_DEPTH 24
/* Keys, values and collections. What reads the tree may compare each with each. */
#define XB_YAML_MAX_NODES 20000u

enum xb_node_kind { XB_NODE_SCALAR, XB_NODE_MAP, XB_NODE_LIST };

struct xb_child {
	struct xb_node *key; /* a scalar; NULL in a list */
	struct xb_node *value;
};

struct xb_node {
	enum xb_node_kind kind;
	bool plain; /* scalar without quotes, not a block: `true` and `~` mean something */
	bool block; /* scalar after | or > */
	bool flow;  /* collection in [] or {} */
	struct xb_pos at;
	size_t begin, end; /* bytes of the value, [begin, end) */
	const char *text;  /* scalar: NUL-terminated; never contains a NUL */
	struct xb_child *children;
	size_t count;
};

struct xb_document {
	const char *path;   /* as diagnostics name it */
	const char *folder; /* that the file is in; NULL: none, or the current one */
	bool named;         /* found by name, so that boot files are looked for elsewhere */
	const char *text;   /* all bytes, NUL-terminated */
	size_t length;
	struct xb_node *root;
	struct xb_document *base; /* what ROOT was laid on: freed with it; NULL: nothing */
	struct xb_arena arena;	  /* owns the rest of the above */
};

/* Parse a copy of TEXT. NULL with a diagnostic. A file with nothing in it is an empty mapping. */
struct xb_document *xb_yaml_parse(const char *path, const char *text, size_t length,
				  struct xb_diags *diags);
void xb_yaml_free(struct xb_document *document);

/* The value of KEY in MAP, or NULL; MAP may be NULL or no mapping. */
struct xb_node *xb_node_get(const struct xb_node *map, const char *key);
struct xb_child *xb_node_child(const struct xb_node *map, const char *key);
/* Is NODE the plain scalar WORD? */
bool xb_node_is_plain(const struct xb_node *node, const char *word);
/* "a mapping", "a list", "text": for messages. */
const char *xb_node_kind_name(const struct xb_node *node);

#endif

/* SPDX-License-Identifier: MIT */
/* How many bytes a tree takes that libfdt writes from its beginning to its end, node by node. */
#ifndef XEN_TREE_COUNT_H
#define XEN_TREE_COUNT_H

#include "xenboot/tree.h"

struct xb_tree_count {
	uint64_t bytes;
	const char *strings; /* the names of properties in a tree that is copied from */
	size_t strings_size;
	bool *met; /* which of them were met, by their place */
	struct xb_counted_name {
		const char *text;
		size_t length;
	} *names; /* that were met, some of them twice */
	size_t name_count, name_capacity;
};

/* Most names will be those of INDEX's blob. */
void xb_tree_count_init(struct xb_tree_count *count, const struct xb_tree_index *index);
/* From its beginning again. */
void xb_tree_count_restart(struct xb_tree_count *count);
void xb_tree_count_clear(struct xb_tree_count *count);

void xb_count_node(struct xb_tree_count *count, const char *name);
void xb_count_end(struct xb_tree_count *count);
/* A property of LENGTH bytes: what stands in it does not count. */
void xb_count_property(struct xb_tree_count *count, const char *name, size_t length);
void xb_count_string(struct xb_tree_count *count, const char *name, const char *text);
void xb_count_cells(struct xb_tree_count *count, const char *name, size_t cells);
/* The name of a property alone: it is stored once, and not at all if one that is there ends so. */
void xb_count_name(struct xb_tree_count *count, const char *name);

#endif

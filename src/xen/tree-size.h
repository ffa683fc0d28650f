/* SPDX-License-Identifier: MIT */
/* The bytes of a device tree that Xen writes with libfdt, counted in the order in which it writes them. */
#ifndef XEN_TREE_SIZE_H
#define XEN_TREE_SIZE_H

#include "xenboot/tree.h"

struct xb_tree_size {
	uint64_t bytes;
	const char *strings; /* the names of properties in a tree that most of them are copied from; or NULL */
	size_t strings_size;
	bool *met; /* which of them were met, by their place */
	struct xb_met_name {
		const char *text;
		size_t length;
	} *names; /* that were met, some of them twice; theirs whose they are */
	size_t name_count, name_capacity;
};
/* Most names will be those of INDEX's blob; without this they are whosever they are. */
void xb_tree_size_init(struct xb_tree_size *size, const struct xb_tree_index *index);
/* An empty tree; what was counted before is forgotten. */
void xb_tree_size_start(struct xb_tree_size *size);
void xb_tree_size_clear(struct xb_tree_size *size);

void xb_tree_size_begin(struct xb_tree_size *size, const char *node);
void xb_tree_size_end(struct xb_tree_size *size);
/* A property of LENGTH bytes: what stands in it does not count. NAME must outlive SIZE. */
void xb_tree_size_put(struct xb_tree_size *size, const char *name, size_t length);
void xb_tree_size_put_string(struct xb_tree_size *size, const char *name, const char *text);
void xb_tree_size_put_cells(struct xb_tree_size *size, const char *name, size_t count);
/* Its name alone, for properties that are counted otherwise. */
void xb_tree_size_put_name(struct xb_tree_size *size, const char *name);
/* What FROM has of that name. */
void xb_tree_size_copy(struct xb_tree_size *size, const struct xb_tree_node *from, const char *name);

/* Nodes that are alike in every domain's (xen/arch/arm/domain_build.c). CPU is the host's first. */
void xb_tree_size_put_interrupts(struct xb_tree_size *size, size_t count);
void xb_tree_size_put_psci(struct xb_tree_size *size);
void xb_tree_size_put_timer(struct xb_tree_size *size, const struct xb_tree_node *timer);
void xb_tree_size_put_cpu(struct xb_tree_size *size, const struct xb_tree_node *cpu);

#endif

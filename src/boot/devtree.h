/* SPDX-License-Identifier: MIT */
/*
 * Blobs, before and beside struct xb_devtree: is this one sound, where is a node, and a walk over
 * all nodes. Shared by devtree*.c, overlay.c and edit.c.
 */
#ifndef XENBOOT_BOOT_DEVTREE_H
#define XENBOOT_BOOT_DEVTREE_H

#include "xenboot/boot.h"

/* Linux reads no node that is nested deeper (FDT_MAX_DEPTH, drivers/of/fdt.c); root is 0. */
#define XB_TREE_DEPTH 64

/*
 * Can every libfdt function be let loose on BLOB, and U-Boot's fdt command too: complete, version
 * 17, blocks in order and aligned, every tag, name and value inside its block, no alias that leads
 * to an alias? False with an error that names the tree NAME.
 */
bool xb_blob_check(const char *name, const void *blob, size_t size, struct xb_pos at,
		   struct xb_diags *diags);

/* Does an alias of BLOB lead to another alias? Older libfdt follows such a loop for ever. */
bool xb_blob_alias_chain(const void *blob);

/* The node that PATH (or ALIAS, or ALIAS/REST) means to U-Boot's fdt command: a unit address may be
 * left out. An offset, or a negative libfdt error. */
int xb_blob_node(const void *blob, const char *path);

/* The first string of property NAME of NODE; NULL when there is none or its NUL is missing. */
const char *xb_blob_string(const void *blob, int node, const char *name);

/* Is the node in use: no status, or status ok or okay? */
bool xb_blob_available(const void *blob, int node);

/* All nodes but the root, parents first. Start with {.blob = blob}, end with xb_buf_clear(&path). */
struct xb_node_walk {
	const void *blob;
	int node;
	int depth;
	struct xb_buf path; /* full path of node */
	size_t lengths[XB_TREE_DEPTH + 1]; /* of the path at each depth */
};
bool xb_node_walk_next(struct xb_node_walk *walk);

/* One more named range; NAME is copied. */
void xb_named_ranges_add(struct xb_named_ranges *ranges, struct xb_range range, const char *name);
void xb_named_ranges_clear(struct xb_named_ranges *ranges);

#endif

/* SPDX-License-Identifier: MIT */
/* A device tree as Linux shows it: a folder for each node, a file for each property. */
#ifndef XENBOOT_IMPORT_LIVE_TREE_H
#define XENBOOT_IMPORT_LIVE_TREE_H

#include "xenboot/tree.h"

/* Is FOLDER the root of one? */
bool xb_is_live_tree(const char *folder);
/* The tree that FOLDER, called NAME in messages, is. NULL with a diagnostic. */
struct xb_devtree *xb_live_tree_read(const char *folder, struct xb_pos at, struct xb_diags *diags);

#endif

/* SPDX-License-Identifier: MIT */
/* Look-ups in a blob that is being changed, which no index can follow. */
#ifndef TREE_BLOB_H
#define TREE_BLOB_H

#include "xenboot/tree.h"

/* xb_tree_find there: an offset, or a negative libfdt error. */
int xb_blob_node(const void *blob, const char *path);

/* The first string of property NAME of NODE; NULL when there is none or its NUL is missing. */
const char *xb_blob_string(const void *blob, int node, const char *name);

#endif

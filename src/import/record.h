/* SPDX-License-Identifier: MIT */
/* What commands do to a tree, as steps of the description. */
#ifndef XENBOOT_IMPORT_RECORD_H
#define XENBOOT_IMPORT_RECORD_H

#include "import/uboot.h"

/* TREE is taken. */
void xb_record_tree(struct xb_uboot *uboot, const struct xb_board_tree *tree, struct xb_pos at);
/* BYTES of room are made in the working tree. */
void xb_record_room(struct xb_uboot *uboot, uint64_t bytes, struct xb_pos at);
/* What is done at AT needs room in the working tree. */
void xb_record_need_of_room(struct xb_uboot *uboot, struct xb_pos at);
/* The size that is SYMBOL is written into a cell of PROPERTY without 0x. */
void xb_record_bare_size(struct xb_uboot *uboot, size_t symbol, const char *property,
			 struct xb_pos at);
/*
 * An edit of the node at offset NODE of the working tree, which is there; NAME is as the edit's
 * kind has it, VALUE the LENGTH bytes of a SET. Where it was written: that of COMMAND's path. The
 * step's index.
 */
size_t xb_record_edit(struct xb_uboot *uboot, enum xb_edit_kind kind, int node, const char *name,
		      const char *value, size_t length, const struct xb_command *command);

#endif

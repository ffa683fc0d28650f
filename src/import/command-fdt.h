/* SPDX-License-Identifier: MIT */
/* What the forms of `fdt` share. */
#ifndef XENBOOT_IMPORT_COMMAND_FDT_H
#define XENBOOT_IMPORT_COMMAND_FDT_H

#include "import/uboot.h"

/* The working tree; it must be there. */
struct xb_board_tree *xb_fdt_working(struct xb_uboot *uboot);
void *xb_fdt_blob(struct xb_board_tree *tree);
/* The node at PATH; in a tree that is not known it is made where it is not there. Below 0: an error
 * that was said. */
int xb_fdt_node(struct xb_uboot *uboot, struct xb_board_tree *tree, const char *path);
/* Say what libfdt said of FUNCTION, and give the status. */
int xb_fdt_fail(struct xb_uboot *uboot, const char *function, int error);
/* A tree has as much room here as it takes. */
void xb_fdt_make_room(struct xb_board_tree *tree, size_t bytes);
/* Its totalsize becomes SIZE. */
bool xb_fdt_set_size(struct xb_board_tree *tree, size_t size);
/* Forget the symbols of PATH's PROPERTY, of all properties with NULL. */
void xb_fdt_forget_cells(struct xb_board_tree *tree, const char *path, const char *property);

xb_board_command xb_fdt_get, xb_fdt_set, xb_fdt_apply, xb_fdt_chosen;

#endif

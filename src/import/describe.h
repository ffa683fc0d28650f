/* SPDX-License-Identifier: MIT */
/* What a run has left becomes a whole description: who is started with what. */
#ifndef XENBOOT_IMPORT_DESCRIBE_H
#define XENBOOT_IMPORT_DESCRIBE_H

#include "import/uboot.h"
#include "xenboot/import.h"

/* UBOOT's run has reached its entry. */
void xb_describe(struct xb_uboot *uboot, const struct xb_import_config *config);
/* What follows from the description's tree, which is there with all edits made. */
void xb_describe_tree(struct xb_uboot *uboot, const struct xb_import_config *config);

/* The load at ADDRESS, used as USE and called TITLE from now on; where none is there, one that no step
 * brings. Its index. */
size_t xb_describe_load(struct xb_uboot *uboot, struct xb_amount address, enum xb_load_use use,
			const char *title);
/* LOAD has SIZE bytes, where nothing better is known. */
void xb_describe_size(struct xb_load *load, uint64_t size);
/* The modules and domains that /chosen of that tree speaks of. */
void xb_describe_chosen(struct xb_uboot *uboot);
/* What else it says of domains and of what they share, which are there already. */
void xb_describe_domains(struct xb_boot *boot, const struct xb_catalog *catalog,
			 struct xb_pos at, struct xb_diags *diags);

/* Where PROPERTY of the node at PATH was set last; OTHERWISE where no step did. */
struct xb_pos xb_describe_place(const struct xb_boot *boot, const char *path, const char *property,
				struct xb_pos otherwise);

/* Can the boot command start what runs on BOARD, which may be NULL? */
void xb_describe_command(struct xb_uboot *uboot, const struct xb_board *board);
/* TREE, which may be NULL, is what the boot command is given. */
void xb_describe_entry_tree(struct xb_uboot *uboot, const struct xb_board_tree *tree);
/* The ramdisk that it is given, once dom0 is known. */
void xb_describe_entry_ramdisk(struct xb_uboot *uboot);
/* Does the boot command leave the tree where it is? */
bool xb_describe_tree_stays(struct xb_uboot *uboot);

#endif

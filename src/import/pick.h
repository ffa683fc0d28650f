/* SPDX-License-Identifier: MIT */
/* Which file of a folder is Xen, dom0's kernel, its ramdisk, the device tree: by content. */
#ifndef XENBOOT_IMPORT_PICK_H
#define XENBOOT_IMPORT_PICK_H

#include <sys/types.h>

#include "xenboot/boot.h"

/* What a folder is searched for, in this order. */
enum {
	XB_BOOT_FILE_XEN,
	XB_BOOT_FILE_KERNEL,
	XB_BOOT_FILE_RAMDISK,
	XB_BOOT_FILE_TREE,
	XB_BOOT_FILE_COUNT
};

struct xb_boot_file {
	char *name; /* in the folder */
	struct xb_image image;
	dev_t device; /* two names of one file are one file */
	ino_t inode;
	bool unfit; /* a device tree of another board than is meant */
};

struct xb_boot_files {
	struct xb_boot_file *items;
	size_t count, capacity;
	const struct xb_boot_file *picked[XB_BOOT_FILE_COUNT]; /* NULL: none */
};

/* Look at all files of DIR, which the user calls SHOWN. */
bool xb_boot_files_read(const char *dir, const char *shown, struct xb_boot_files *files,
			struct xb_diags *diags);
/* Pick one for each place; TREE_GIVEN: none is wanted for the device tree. DIR is as the user calls
 * the folder. What is missing, or which files could be meant, is an error; where the usual name
 * decides, the others are in a note. */
bool xb_boot_files_pick(struct xb_boot_files *files, const char *dir, bool tree_given,
			struct xb_diags *diags);
void xb_boot_files_clear(struct xb_boot_files *files);

#endif

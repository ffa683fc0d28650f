/* SPDX-License-Identifier: MIT */
/* Which file of a folder is Xen, dom0's kernel, its ramdisk, the device tree: by content. */
#ifndef CLI_PROFILE_PICK_H
#define CLI_PROFILE_PICK_H

#include <sys/types.h>

#include "cli/cli.h"

enum cli_place { CLI_XEN, CLI_KERNEL, CLI_RAMDISK, CLI_TREE, CLI_PLACE_COUNT };

struct cli_boot_file {
	char *name; /* in the folder */
	struct xb_image image;
	dev_t device; /* two names of one file are one file */
	ino_t inode;
};

struct cli_boot_files {
	struct cli_boot_file *items;
	size_t count, capacity;
	const struct cli_boot_file *picked[CLI_PLACE_COUNT]; /* NULL: none */
};

/* Look at all files of DIR. False: it cannot be read, errno says why. */
bool cli_boot_files_read(const char *dir, struct cli_boot_files *files);
/* Pick one for each place; TREE_GIVEN: none is wanted for the device tree. False after saying what
 * is missing, or which files could be meant. */
bool cli_boot_files_pick(struct cli_boot_files *files, const char *dir, bool tree_given);
void cli_boot_files_clear(struct cli_boot_files *files);

#endif

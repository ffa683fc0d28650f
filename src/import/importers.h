/* SPDX-License-Identifier: MIT */
/* What the table of importers is made of: a test of the content, and what reads it. */
#ifndef XENBOOT_IMPORT_IMPORTERS_H
#define XENBOOT_IMPORT_IMPORTERS_H

#include "xenboot/import.h"

typedef bool xb_import_test(const struct xb_import_source *source);
typedef bool xb_import_describer(const struct xb_import_config *config,
				 const struct xb_import_source *source, struct xb_ways *ways,
				 struct xb_diags *diags);

/* A device tree with what Xen is told in /chosen; a FIT is none. */
xb_import_test xb_is_dtb;
xb_import_describer xb_describe_dtb;
/* All that follows from BOOT's tree, which is there and is the file at PATH; NULL: it is none. */
void xb_describe_finished(struct xb_boot *boot, const struct xb_import_config *config,
			  const char *path, struct xb_pos at, struct xb_diags *diags);
/* Of the boards that are known, the one that TREE is of. Where there are several, that is said, and it is the one
 * with RAM bytes, some of which firmware may keep; 0: how many it has is not known. NULL: no one is it. */
const struct xb_board *xb_import_board(const struct xb_import_config *config,
				       const struct xb_devtree *tree, uint64_t ram,
				       struct xb_diags *diags);

/* What a system that runs says of itself: what `xl dmesg` and `xl info` print, and a folder that is
 * /proc/device-tree, with those beside it. */
xb_import_test xb_is_xl_dmesg, xb_is_xl_info, xb_is_running;
xb_import_describer xb_describe_running;

/* A folder with boot files in it, as Yocto leaves them in tmp/deploy/images/MACHINE. */
xb_import_test xb_is_boot_folder;
bool xb_write_boot_folder(const struct xb_import_config *config,
			  const struct xb_import_source *source,
			  const struct xb_import_names *names, struct xb_buf *out,
			  struct xb_diags *diags);

#endif

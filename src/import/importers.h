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
/* BOOT has the tree, AT says which file that is: all that follows from it. */
void xb_describe_finished(struct xb_boot *boot, const struct xb_import_config *config,
			  struct xb_pos at, struct xb_diags *diags);

/* What a system that runs says of itself: what `xl dmesg` and `xl info` print, and a folder that is
 * /proc/device-tree, with those beside it. */
xb_import_test xb_is_xl_dmesg, xb_is_xl_info, xb_is_running;
xb_import_describer xb_describe_running;

#endif

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
/* The modules and domains that /chosen of that tree speaks of. */
void xb_describe_chosen(struct xb_uboot *uboot);
/* What else it says of domains and of what they share, which are there already. */
void xb_describe_domains(struct xb_boot *boot, const struct xb_catalog *catalog,
			 struct xb_pos at, struct xb_diags *diags);

/* Where PROPERTY of the node at PATH was set last; OTHERWISE where no step did. */
struct xb_pos xb_describe_place(const struct xb_boot *boot, const char *path, const char *property,
				struct xb_pos otherwise);

#endif

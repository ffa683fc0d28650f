/* SPDX-License-Identifier: MIT */
/* The steps by which a profile becomes a planned description; xb_boot_plan calls them in order. */
#ifndef BOOT_PLAN_H
#define BOOT_PLAN_H

#include "xenboot/boot.h"

/* RAM, what is kept in it, CPUs: from the board, else from the tree. Needs boot->tree. */
void xb_plan_machine(struct xb_boot *boot, const struct xb_profile *profile,
		     struct xb_diags *diags);

/* The files, looked at; and the base tree. */
void xb_plan_loads(struct xb_boot *boot, const struct xb_profile *profile,
		   const struct xb_boot_config *config, struct xb_diags *diags);

/* Xen's release and .config: CONFIG_PATH is the file that the profile names, or NULL. */
void xb_plan_xen(struct xb_boot *boot, const struct xb_text *config, const char *config_path,
		 struct xb_diags *diags);

/* Both command lines. */
void xb_plan_lines(struct xb_boot *boot, const struct xb_profile *profile);

/* The edits of the tree; the addresses of boot->loads go into the reg properties. */
void xb_plan_edits(struct xb_boot *boot, const struct xb_profile *profile,
		   struct xb_diags *diags);

/* Growth, padding, and the room that the tree takes in memory. Needs the edits. */
void xb_plan_tree_room(struct xb_boot *boot, struct xb_diags *diags);

/* boot->map from all the above. */
void xb_plan_map(struct xb_boot *boot);

#endif

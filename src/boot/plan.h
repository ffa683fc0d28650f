/* SPDX-License-Identifier: MIT */
/* The parts of planning; xb_boot_plan calls them in order. */
#ifndef BOOT_PLAN_H
#define BOOT_PLAN_H

#include "xenboot/boot.h"

/* What all parts work on. */
struct xb_plan {
	struct xb_boot *boot;
	const struct xb_profile *profile;
	const struct xb_boot_config *config;
	struct xb_diags *diags;
	bool makes_tree; /* the edited tree is made here, not by commands on the board */
};

/* The files, looked at, with the modules that they are; and the base tree. */
void xb_plan_loads(const struct xb_plan *plan);

/* Xen's release and .config. CONFIG_PATH is the file that the profile names, or NULL. */
void xb_plan_xen(const struct xb_plan *plan, struct xb_load *xen, const char *config_path);

/* RAM, what is kept in it, CPUs: from the board, else from the tree. Needs boot->tree. */
void xb_plan_machine(const struct xb_plan *plan);

/* Where U-Boot itself is. Needs the machine, and the script's place. */
void xb_plan_uboot(struct xb_boot *boot);

/* What overlays and edits say of the machine: the CPUs that they leave, what they keep besides. What the base
 * tree keeps stays, for U-Boot reads that one. Needs boot->edited. */
void xb_plan_edited(const struct xb_plan *plan);

/* Xen's command line and those of the domains. */
void xb_plan_lines(const struct xb_plan *plan);

/* The steps. Needs the lines. */
void xb_plan_steps(const struct xb_plan *plan);

/* Growth, padding, and the room that the tree takes in memory. Needs the steps. */
void xb_plan_tree_room(const struct xb_plan *plan);

#endif

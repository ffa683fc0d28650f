/* SPDX-License-Identifier: MIT */
/* The steps by which a profile becomes a planned description; xb_boot_plan calls them in order. */
#ifndef BOOT_PLAN_H
#define BOOT_PLAN_H

#include "xenboot/boot.h"

/* Modules stand on 2 MiB borders: Xen's own alignment, and booti moves it up otherwise. */
#define XB_SLOT 0x200000u
/* U-Boot runs at the top of its bank: code, heap, stack and what it has set aside. */
#define XB_UBOOT_TOP 0x2000000u
/* Of Xen's image the release is read, too; it has at most 8 MiB (xen/arch/arm mmu/layout.h). */
#define XB_XEN_MAX 0x800000u
/* What is planned with for a tree that is not here and has no size. */
#define XB_TREE_ASSUMED 0x20000u

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

/* What automatic addresses must stay inside: the script's bank from the script on, the window, 4 GiB
 * with one cell. Size 0: there is no such place. */
struct xb_range xb_plan_limits(const struct xb_boot *boot);
/* An address for each load that wants one; those that find no room stay unplaced. */
void xb_plan_place(struct xb_boot *boot);
/* Where LOAD would go if it were automatic. False: nowhere. */
bool xb_plan_first_fit(const struct xb_boot *boot, const struct xb_load *load,
		       uint64_t *address);

/* boot->map from all the above. */
void xb_plan_map(struct xb_boot *boot);

/* Bytes from its address on that LOAD occupies until Xen has copied it. */
struct xb_range xb_load_range(const struct xb_load *load);

#endif

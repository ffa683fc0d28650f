/* SPDX-License-Identifier: MIT */
/* The room that the tree takes in memory: its file, what the edits add, what U-Boot adds. */
#include <stdlib.h>

#include "xenboot/boot.h"
#include "boot/plan.h"

/* NAME.dtb is what is loaded where no script edits the tree at boot. */
static bool loads_edited_tree(const struct xb_boot *boot)
{
	return boot->via_dtb || !(boot->emit & XB_EMIT_SCRIPT);
}

static void room_of_edited_tree(struct xb_boot *boot, struct xb_load *tree, bool sound,
				struct xb_diags *diags)
{
	size_t size;
	void *blob = boot->tree && sound ? xb_boot_edited_tree(boot, &size, diags) : NULL;

	if (blob)
		tree->size = size;
	else
		tree->size += boot->growth;
	free(blob);
	tree->occupied = tree->size + XB_UBOOT_FDT_PAD;
}

static void room_of_base_tree(struct xb_boot *boot, struct xb_load *tree)
{
	uint64_t used = boot->tree ? xb_devtree_used(boot->tree) : tree->size;
	uint64_t resized = xb_fdt_resized(tree->placed ? tree->address : 0, used, boot->padding);

	tree->occupied = (resized > tree->size ? resized : tree->size) + XB_UBOOT_FDT_PAD;
}

void xb_plan_tree_room(struct xb_boot *boot, struct xb_diags *diags)
{
	struct xb_load *tree = xb_boot_load(boot, XB_ROLE_TREE);

	bool sound = xb_edits_measure(boot, &boot->growth, diags);

	if (!sound)
		boot->growth = 0; /* said already */
	if (boot->padding_auto)
		boot->padding = boot->growth;
	if (loads_edited_tree(boot))
		room_of_edited_tree(boot, tree, sound, diags);
	else
		room_of_base_tree(boot, tree);
	tree->footprint = tree->occupied;
}

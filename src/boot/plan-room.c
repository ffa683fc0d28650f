/* SPDX-License-Identifier: MIT */
/* The room that the tree takes in memory: its file, what the edits add, what U-Boot adds. */
#include "boot/plan.h"

static void room_of_edited_tree(const struct xb_plan *plan, struct xb_load *tree, bool sound)
{
	const struct xb_boot *boot = plan->boot;

	if (boot->edited)
		tree->size = boot->edited->size;
	else
		tree->size += boot->growth;
	if (boot->tree && sound && !boot->edited)
		xb_boot_explain_no_tree(boot, plan->diags);
	tree->occupied = tree->size + xb_boot_tree_room(boot);
}

static void room_of_base_tree(const struct xb_boot *boot, struct xb_load *tree, uint64_t padding)
{
	uint64_t used = boot->tree ? xb_devtree_used(boot->tree) : tree->size;
	uint64_t resized = xb_fdt_resized(tree->placed ? tree->address : 0, used, padding);

	tree->occupied = (resized > tree->size ? resized : tree->size) + xb_boot_tree_room(boot);
}

void xb_plan_tree_room(const struct xb_plan *plan)
{
	struct xb_boot *boot = plan->boot;
	struct xb_load *tree = &boot->loads[boot->entrance.tree];
	bool sound = xb_boot_edit_tree(boot, plan->diags);
	uint64_t padding = 0;

	for (size_t i = 0; i < boot->step_count; i++) {
		struct xb_step *step = &boot->steps[i];

		if (step->kind != XB_STEP_ROOM)
			continue;
		if (step->automatic)
			step->bytes = boot->growth;
		padding = step->bytes;
	}
	if (plan->makes_tree)
		room_of_edited_tree(plan, tree, sound);
	else
		room_of_base_tree(boot, tree, padding);
	tree->footprint = tree->occupied > tree->room ? tree->occupied : tree->room;
}

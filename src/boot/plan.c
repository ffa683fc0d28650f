/* SPDX-License-Identifier: MIT */
/* A profile becomes a boot description. */
#include "boot/plan.h"

#include <stdlib.h>
#include <string.h>

/* What hints call the places that they speak of, and where those are in a profile. */
static const struct {
	const char *said, *key;
} places[XB_PLACE_COUNT] = {
	[XB_PLACE_CELLS] = {"output.cells", "output.cells"},
	[XB_PLACE_PADDING] = {"padding", "device-tree.padding"},
	[XB_PLACE_EDITS] = {"edits", "device-tree.edits"},
	[XB_PLACE_OUTPUT] = {"emit", "output.emit"},
	[XB_PLACE_SCRIPT_ADDRESS] = {"script-address", "load.script-address"},
	[XB_PLACE_BEFORE] = {"load.before", "load.before"},
	[XB_PLACE_XEN_OPTIONS] = {"xen.options", "xen.options"},
};

static void copy_header(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;
	struct xb_boot *boot = plan->boot;

	boot->name = xb_arena_strdup(&boot->arena, profile->name.text);
	boot->arch = profile->board && profile->board->arch.text ? profile->board->arch.text
								 : "arm64";
	boot->xen_version = profile->xen_version.text;
	boot->cells = (unsigned)profile->output.cells.value;
	boot->cells_at = profile->output.cells.at;
	boot->sizes_pinned = profile->resolved.value;
	boot->tree_needed = plan->config->tree_needed;
	boot->measured = profile->load.measured;
	boot->tree_varies = profile->tree.from.text || boot->measured;
	for (size_t i = 0; i < XB_PLACE_COUNT; i++) {
		boot->places[i] = places[i].said;
		boot->place_keys[i] = places[i].key;
	}
}

/* The first way in that is for this architecture. */
static void choose_door(const struct xb_plan *plan)
{
	struct xb_boot *boot = plan->boot;
	const struct xb_door *door = xb_doors;

	while (door->name && strcmp(door->arch, boot->arch) != 0)
		door++;
	boot->entrance.door = door->name ? door : NULL;
	boot->entrance.tree_stays = plan->config->script != NULL;
	if (!door->name)
		xb_error(plan->diags, XB_CODE_BAD_VALUE, plan->profile->board->arch.at,
			 "the board's arch is %s; the script starts Xen with %s, which is %s's",
			 boot->arch, xb_doors[0].name, xb_doors[0].arch);
}

/* A tree that is made here has what is known here. */
static void check_made_tree(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;

	if (!plan->makes_tree)
		return;
	if (profile->tree.from.text) {
		xb_error(plan->diags, XB_CODE_BAD_VALUE, profile->tree.from.at,
			 "device-tree.from: the tree is the board's own, so that no DTB can be made here");
		xb_hint(plan->diags, "output.emit: script edits it there");
	}
	if (profile->load.measured) {
		xb_error(plan->diags, XB_CODE_BAD_VALUE, profile->load.sizes.at,
			 "load.sizes: measured: in a DTB the sizes are those that were seen here");
		xb_hint(plan->diags, "output.emit: script measures them on the board; a DTB needs sizes: pinned");
	}
}

struct xb_boot *xb_boot_plan(const struct xb_profile *profile, const struct xb_boot_config *config,
			     struct xb_diags *diags)
{
	struct xb_plan plan = {.profile = profile, .config = config, .diags = diags};

	if (!profile->xen.image.file.text ||
	    !(profile->tree.image.file.text || profile->tree.from.text) ||
	    !(profile->dom0.kernel.file.text || profile->guest_count))
		return NULL; /* a required key is missing, and that was said */
	plan.boot = xb_alloc(sizeof(*plan.boot));
	/* Where a tree is written and no script, whoever loads it has no commands for it either. */
	plan.makes_tree = config->made_tree || (config->tree_needed && !config->script);
	copy_header(&plan);
	plan.medium = xb_plan_medium(&plan, &profile->load.way);
	choose_door(&plan);
	check_made_tree(&plan);
	xb_plan_loads(&plan);
	xb_plan_machine(&plan);
	xb_plan_lines(&plan);
	xb_plan_steps(&plan);
	xb_plan_tree_room(&plan);
	xb_plan_edited(&plan);
	xb_plan_place(plan.boot);
	xb_boot_update_places(plan.boot);
	xb_plan_map(plan.boot);
	return plan.boot;
}

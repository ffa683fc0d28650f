/* SPDX-License-Identifier: MIT */
/* The files of a profile: where they are here, what they are, how U-Boot asks for them. */
#include <string.h>

#include "boot/plan.h"

/* ---- Each of them ------------------------------------------------------------------------------ */

static void add_script(const struct xb_plan *plan)
{
	struct xb_load *script = xb_boot_add_load(plan->boot, XB_LOAD_SCRIPT, "script");

	script->address_key = xb_arena_strdup(&plan->boot->arena, "load.script-address");
	script->file = xb_plan_remote_name(plan, plan->medium, plan->config->script);
	script->from = plan->medium;
	script->there = !script->from;
	script->footprint = XB_SLOT;
	script->at = (struct xb_pos){.file = plan->profile->path};
}

/* Xen's release is in its image; its .config is looked for where that is. */
static void add_xen(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;
	const struct xb_plan_wanted wanted = {
		.entry = &profile->xen.image, .key = "xen", .read = XB_XEN_MAX, .is_xen = true};
	const char *config = profile->xen.config.text;
	struct xb_load *load = xb_boot_add_load(plan->boot, XB_LOAD_MODULE, "Xen");

	xb_plan_file(plan, &wanted, load);
	xb_boot_add_module(plan->boot, XB_MODULE_XEN, XB_NONE, plan->boot->load_count - 1);
	plan->boot->entrance.xen = plan->boot->load_count - 1;
	xb_plan_xen(plan, load, config ? xb_plan_local_path(plan, &profile->xen.image, config) : NULL);
}

static void add_policy(const struct xb_plan *plan)
{
	const struct xb_plan_wanted wanted = {.entry = &plan->profile->xen.xsm_policy,
					      .key = "xen.xsm-policy"};
	struct xb_boot *boot = plan->boot;

	if (!wanted.entry->file.text)
		return;
	xb_plan_file(plan, &wanted, xb_boot_add_load(boot, XB_LOAD_MODULE, "XSM policy"));
	xb_boot_add_module(boot, XB_MODULE_POLICY, XB_NONE, boot->load_count - 1)->node =
		xb_arena_strdup(&boot->arena, "/chosen/xsm-policy");
}

/* With a tree that is made here, overlays are in it already. */
static void add_overlays(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;

	for (size_t i = 0; i < profile->tree.overlay_count; i++) {
		struct xb_plan_wanted wanted = {.entry = &profile->tree.overlays[i], .read = XB_DTB_MAX};
		struct xb_load *load;

		if (!wanted.entry->file.text)
			continue;
		wanted.key = xb_arena_format(&plan->boot->arena, "device-tree.overlays.%zu", i);
		load = xb_boot_add_load(plan->boot, XB_LOAD_OVERLAY, "overlay");
		xb_plan_file(plan, &wanted, load);
		load->here_only = plan->makes_tree;
	}
}

static void add_tree(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;
	const struct xb_plan_wanted wanted = {.entry = &profile->tree.image,
				      .key = "device-tree",
				      .path = plan->config->tree_path,
				      .from = profile->tree.from.text,
				      .read = XB_DTB_MAX};
	struct xb_boot *boot = plan->boot;
	struct xb_load *tree = xb_boot_add_load(boot, XB_LOAD_TREE, "device tree");

	boot->entrance.tree = boot->load_count - 1;
	xb_plan_file(plan, &wanted, tree);
	boot->tree_name = tree->path;
	/* What is no tree at all is told by the file checks, by its kind. */
	if (tree->content.data && tree->image.kind == XB_IMAGE_DTB && !tree->image.truncated)
		boot->tree = xb_devtree_parse(tree->path, tree->content.data, tree->content.length,
					      tree->at, plan->diags);
	xb_buf_clear(&tree->content); /* the tree has a copy */
	if (!tree->size_known)
		tree->size = XB_TREE_ASSUMED;
	/* What tree it is shows on the board alone; there is no larger one for Xen. */
	if (wanted.from && !tree->room)
		tree->room = XB_DTB_MAX;
	if (!plan->config->made_tree)
		return;
	tree->file = xb_plan_remote_name(plan, tree->from, plan->config->made_tree);
	tree->name_at = profile->output.name.at;
}

/* What nothing loads has its place already. */
static void check_there(const struct xb_plan *plan)
{
	for (size_t i = 0; i < plan->boot->load_count; i++) {
		const struct xb_load *load = &plan->boot->loads[i];

		if (!load->there || !load->automatic || load->here_only)
			continue;
		xb_error(plan->diags, XB_CODE_MISSING_KEY, load->at,
			 "%s is in memory already, and nothing says where", load->title);
		xb_hint(plan->diags, "%s: the address that it has", load->address_key);
	}
}

void xb_plan_loads(const struct xb_plan *plan)
{
	if (plan->config->script)
		add_script(plan);
	add_xen(plan);
	xb_plan_domains(plan);
	add_policy(plan);
	add_overlays(plan);
	add_tree(plan);
	xb_plan_memory(plan);
	xb_plan_names(plan);
	check_there(plan);
}

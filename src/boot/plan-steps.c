/* SPDX-License-Identifier: MIT */
/*
 * What happens on the board, in order: commands, loads, then the edits of the device tree: overlays, the
 * profile's own, and /chosen as Xen reads it (xen/docs/misc/arm/device-tree/booting.txt). Script and tree
 * are both made from this one list.
 */
#include <string.h>

#include "boot/plan.h"

void xb_plan_lines(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;
	struct xb_boot *boot = plan->boot;

	xb_line_build(&boot->xen_line, &boot->arena, XB_SCOPE_XEN, &profile->xen.options,
		      &profile->xen.extra);
	xb_line_build(&boot->domains[0].line, &boot->arena, boot->domains[0].scope, &profile->dom0.options,
		      &profile->dom0.extra);
}

/* ---- Steps ------------------------------------------------------------------------------------- */

/* The last step of tree work: made here, where no command on the board does it. */
static struct xb_step *add_tree_step(const struct xb_plan *plan, enum xb_step_kind kind,
				     struct xb_pos at)
{
	struct xb_step *step = xb_boot_add_step(plan->boot, kind, at);

	step->beforehand = plan->makes_tree;
	return step;
}

static struct xb_edit *add_edit(const struct xb_plan *plan, enum xb_edit_kind kind, const char *path,
				const char *name, struct xb_pos at)
{
	struct xb_edit *edit = &add_tree_step(plan, XB_STEP_EDIT, at)->edit;
	struct xb_arena *arena = &plan->boot->arena;

	edit->kind = kind;
	edit->path = xb_arena_strdup(arena, path);
	edit->name = name ? xb_arena_strdup(arena, name) : NULL;
	return edit;
}

static void set_value(const struct xb_plan *plan, const char *path, const char *name,
		      enum xb_form form, const struct xb_buf *value, struct xb_pos at)
{
	struct xb_edit *edit = add_edit(plan, XB_EDIT_SET, path, name, at);

	edit->form = form;
	edit->length = value->length;
	edit->value = xb_arena_alloc(&plan->boot->arena, value->length + 1);
	if (value->length)
		memcpy(edit->value, value->data, value->length);
}

static struct xb_step *last_step(const struct xb_plan *plan)
{
	return &plan->boot->steps[plan->boot->step_count - 1];
}

static void set_strings(const struct xb_plan *plan, const char *path, const char *name,
			const char *first, const char *second, struct xb_pos at)
{
	struct xb_buf value = {0};

	xb_buf_add(&value, first, strlen(first) + 1);
	if (second)
		xb_buf_add(&value, second, strlen(second) + 1);
	set_value(plan, path, name, XB_FORM_STRINGS, &value, at);
	xb_buf_clear(&value);
}

static void set_line(const struct xb_plan *plan, const char *name, const struct xb_line *line)
{
	set_strings(plan, "/chosen", name, line->text, NULL, line->at);
	last_step(plan)->line = line;
}

static void set_cell(const struct xb_plan *plan, const char *name)
{
	struct xb_buf value = {0};

	xb_value_add_cell(&value, plan->boot->cells);
	set_value(plan, "/chosen", name, XB_FORM_CELLS, &value, plan->boot->cells_at);
	xb_buf_clear(&value);
}

/* ---- /chosen ----------------------------------------------------------------------------------- */

/* Does an edit of the profile take /chosen away? */
static bool removes_chosen(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_EDIT &&
		    boot->steps[i].edit.kind == XB_EDIT_REMOVE_NODE &&
		    strcmp(boot->steps[i].edit.path, "/chosen") == 0)
			return true;
	return false;
}

/* `fdt mknode` fails on a node that the base tree has already. */
static void make_node(const struct xb_plan *plan, const struct xb_module *module, struct xb_pos at)
{
	const struct xb_devtree *tree = plan->boot->tree;

	if (tree && xb_tree_find(tree->index, module->node) && !removes_chosen(plan->boot))
		add_edit(plan, XB_EDIT_REMOVE_NODE, module->node, NULL, at);
	add_edit(plan, XB_EDIT_MAKE_NODE, "/chosen", strrchr(module->node, '/') + 1, at);
}

static void edit_module(const struct xb_plan *plan, const struct xb_module *module)
{
	struct xb_pos at = plan->boot->loads[module->load].at;

	make_node(plan, module, at);
	set_strings(plan, module->node, "compatible", xb_module_kind_info(module->kind)->compatible,
		    "xen,multiboot-module", at);
	add_edit(plan, XB_EDIT_SET, module->node, "reg", at);
	last_step(plan)->load = module->load;
}

/* dom0's line stands in /chosen itself, behind its kernel. */
static void edit_modules(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;

	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];

		if (!module->node)
			continue;
		edit_module(plan, module);
		if (module->kind == XB_MODULE_KERNEL && boot->domains[module->domain].hardware)
			set_line(plan, "xen,dom0-bootargs", &boot->domains[module->domain].line);
	}
}

static void edit_chosen(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;

	if ((boot->tree && !boot->tree->has_chosen) || removes_chosen(boot))
		add_edit(plan, XB_EDIT_MAKE_NODE, "/", "chosen",
			 xb_dom0_load(boot, XB_MODULE_KERNEL)->at);
	set_cell(plan, "#address-cells");
	set_cell(plan, "#size-cells");
	set_line(plan, "xen,xen-bootargs", &boot->xen_line);
	edit_modules(plan);
}

/* ---- The profile's own edits -------------------------------------------------------------------- */

static void apply_overlays(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;

	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].use == XB_LOAD_OVERLAY)
			add_tree_step(plan, XB_STEP_OVERLAY, boot->loads[i].at)->load = i;
}

static void edit_property(const struct xb_plan *plan, const char *path,
			  const struct xb_property *property)
{
	enum xb_form form;
	struct xb_buf value = {0};

	if (xb_value_encode(property, &form, &value, plan->diags))
		set_value(plan, path, property->name.text, form, &value, property->name.at);
	xb_buf_clear(&value);
}

static void edit_as_profile_says(const struct xb_plan *plan, const struct xb_tree_edit *edit)
{
	const char *path = edit->path.text;

	if (!path || path[0] != '/')
		return; /* said already */
	if (edit->remove_node)
		add_edit(plan, XB_EDIT_REMOVE_NODE, path, NULL, edit->path.at);
	else if (edit->remove.text)
		add_edit(plan, XB_EDIT_REMOVE_PROPERTY, path, edit->remove.text, edit->path.at);
	for (size_t i = 0; i < edit->set_count; i++)
		edit_property(plan, path, &edit->set[i]);
}

static void edit_tree(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;

	apply_overlays(plan);
	for (size_t i = 0; i < profile->tree.edit_count; i++)
		edit_as_profile_says(plan, &profile->tree.edits[i]);
	edit_chosen(plan);
}

/* ---- Before the tree ---------------------------------------------------------------------------- */

/* What the profile says; else what the method wants. */
static void run_commands(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;
	const struct xb_texts *before = &profile->load.before;

	for (size_t i = 0; i < before->count; i++)
		xb_boot_add_step(plan->boot, XB_STEP_COMMAND, before->items[i].at)->text =
			before->items[i].text;
	if (!profile->load.before_given && profile->load.method->before)
		xb_boot_add_step(plan->boot, XB_STEP_COMMAND, (struct xb_pos){0})->text =
			profile->load.method->before;
}

static void load_files(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;

	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].use != XB_LOAD_SCRIPT && !boot->loads[i].here_only)
			xb_boot_add_step(plan->boot, XB_STEP_LOAD, boot->loads[i].at)->load = i;
}

static void open_tree(const struct xb_plan *plan)
{
	const struct xb_number *padding = &plan->profile->tree.padding;
	struct xb_step *room;

	add_tree_step(plan, XB_STEP_TREE, (struct xb_pos){0})->load = plan->boot->entrance.tree;
	room = add_tree_step(plan, XB_STEP_ROOM, padding->at);
	room->automatic = !padding->given;
	room->bytes = padding->value;
}

void xb_plan_steps(const struct xb_plan *plan)
{
	run_commands(plan);
	load_files(plan);
	open_tree(plan);
	edit_tree(plan);
}

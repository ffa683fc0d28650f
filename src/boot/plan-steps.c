/* SPDX-License-Identifier: MIT */
/*
 * What happens on the board, in order: commands, loads, then the edits of the device tree: overlays, the
 * profile's own, and /chosen as Xen reads it (xen/docs/misc/arm/device-tree/booting.txt). Script and tree
 * are both made from this one list.
 */
#include <string.h>

#include "boot/plan.h"

/* ---- /chosen ----------------------------------------------------------------------------------- */

static void set_line(const struct xb_plan *plan, const char *name, const struct xb_line *line)
{
	xb_plan_set_strings(plan, "/chosen", name, line->text, NULL, line->at);
	plan->boot->steps[plan->boot->step_count - 1].line = line;
}

/* Their nodes stand in /chosen itself, and so does dom0's line, behind its kernel. */
static void edit_dom0(const struct xb_plan *plan, size_t domain)
{
	const struct xb_boot *boot = plan->boot;

	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];

		if (!module->node || module->domain != domain)
			continue;
		xb_plan_edit_module(plan, module);
		if (module->kind == XB_MODULE_KERNEL)
			set_line(plan, "xen,dom0-bootargs", &boot->domains[domain].line);
	}
}

static void edit_policy(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;

	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].kind == XB_MODULE_POLICY)
			xb_plan_edit_module(plan, &boot->modules[i]);
}

/* In the cells of the root (xen/common/device-tree/bootinfo-fdt.c process_chosen_node). */
static void edit_heap(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;
	struct xb_step *step = NULL;

	for (size_t i = 0; i < boot->load_count; i++) {
		if (!boot->loads[i].heap)
			continue;
		if (step) {
			step->more++;
			continue;
		}
		step = xb_plan_edit(plan, XB_EDIT_SET, "/chosen", "xen,static-heap",
				    boot->loads[i].at);
		step->load = i;
		step->address_cells = boot->tree ? boot->tree->address_cells : boot->cells;
		step->size_cells = boot->tree ? boot->tree->size_cells : boot->cells;
	}
}

/* The first file that Xen is told of stands for the whole. */
static struct xb_pos place_of_modules(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].domain != XB_NONE)
			return boot->loads[boot->modules[i].load].at;
	return (struct xb_pos){0};
}

/* What is made last stands first: guests before dom0 in the steps are behind it in the tree. */
static void edit_chosen(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;

	if ((boot->tree && !boot->tree->has_chosen) || xb_plan_removes_chosen(boot))
		xb_plan_edit(plan, XB_EDIT_MAKE_NODE, "/", "chosen", place_of_modules(boot));
	xb_plan_set_cells(plan, "/chosen");
	set_line(plan, "xen,xen-bootargs", &boot->xen_line);
	edit_heap(plan);
	edit_policy(plan);
	xb_plan_pools(plan);
	xb_plan_guests(plan);
	xb_plan_shares(plan);
	if (xb_boot_dom0(boot))
		edit_dom0(plan, (size_t)(xb_boot_dom0(boot) - boot->domains));
}

/* ---- The profile's own edits -------------------------------------------------------------------- */

static void apply_overlays(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;

	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].use == XB_LOAD_OVERLAY)
			xb_plan_tree_step(plan, XB_STEP_OVERLAY, boot->loads[i].at)->load = i;
}

static void edit_property(const struct xb_plan *plan, const char *path,
			  const struct xb_property *property)
{
	enum xb_form form;
	struct xb_buf value = {0};

	if (xb_value_encode(property, &form, &value, plan->diags))
		xb_plan_set(plan, path, property->name.text, form, &value, property->name.at);
	xb_buf_clear(&value);
}

static void edit_as_profile_says(const struct xb_plan *plan, const struct xb_tree_edit *edit)
{
	const char *path = edit->path.text;

	if (!path || path[0] != '/')
		return; /* said already */
	if (edit->remove_node)
		xb_plan_edit(plan, XB_EDIT_REMOVE_NODE, path, NULL, edit->path.at);
	else if (edit->remove.text)
		xb_plan_edit(plan, XB_EDIT_REMOVE_PROPERTY, path, edit->remove.text, edit->path.at);
	for (size_t i = 0; i < edit->set_count; i++)
		edit_property(plan, path, &edit->set[i]);
}

static void edit_tree(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;

	apply_overlays(plan);
	for (size_t i = 0; i < profile->tree.edit_count; i++)
		edit_as_profile_says(plan, &profile->tree.edits[i]);
	xb_plan_passthrough(plan);
	edit_chosen(plan);
}

/* ---- Before the tree ---------------------------------------------------------------------------- */

/* COMMAND is for LOAD, or for all. */
static void run(const struct xb_plan *plan, const char *command, struct xb_pos at, size_t load)
{
	struct xb_step *step = xb_boot_add_step(plan->boot, XB_STEP_COMMAND, at);

	step->text = command;
	step->load = load;
}

/* What the profile says; else what the method wants. */
static void run_commands(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;
	const struct xb_texts *before = &profile->load.before;

	for (size_t i = 0; i < before->count; i++)
		run(plan, before->items[i].text, before->items[i].at, XB_NONE);
	if (!profile->load.before_given && profile->load.way.method->before)
		run(plan, profile->load.way.method->before, (struct xb_pos){0}, XB_NONE);
}

/* Does the board run a command with WORDS in it by now? */
static bool has_run(const struct xb_boot *boot, const char *words)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_COMMAND && strstr(boot->steps[i].text, words))
			return true;
	return false;
}

/* What the method of one file wants before its first load, where the others come in another way. Who loaded the
 * script over the network has an address; autoload would have dhcp fetch a file as well. */
static void make_ready(const struct xb_plan *plan, size_t load)
{
	const struct xb_load_method *others = plan->profile->load.way.method;
	const struct xb_load_method *method = plan->boot->loads[load].from->method;

	if (method == others)
		return;
	if (method->before && !has_run(plan->boot, method->before))
		run(plan, method->before, (struct xb_pos){0}, load);
	if (!method->network || others->network || has_run(plan->boot, "dhcp"))
		return;
	run(plan, "setenv autoload no", (struct xb_pos){0}, load);
	run(plan, "dhcp", (struct xb_pos){0}, load);
}

/* Those that someone else makes, or puts there, are not among them. */
static void load_files(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (load->use == XB_LOAD_SCRIPT || load->here_only || !load->from)
			continue;
		make_ready(plan, i);
		xb_boot_add_step(plan->boot, XB_STEP_LOAD, load->at)->load = i;
	}
}

static void open_tree(const struct xb_plan *plan)
{
	const struct xb_number *padding = &plan->profile->tree.padding;
	struct xb_step *tree, *room;

	tree = xb_plan_tree_step(plan, XB_STEP_TREE, plan->profile->tree.from.at);
	tree->load = plan->boot->entrance.tree;
	tree->text = plan->profile->tree.from.text;
	room = xb_plan_tree_step(plan, XB_STEP_ROOM, padding->at);
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

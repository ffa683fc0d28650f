/* SPDX-License-Identifier: MIT */
/* Steps that edit the tree: what those who plan them share. */
#include <string.h>

#include "boot/plan.h"

struct xb_step *xb_plan_tree_step(const struct xb_plan *plan, enum xb_step_kind kind,
				  struct xb_pos at)
{
	struct xb_step *step = xb_boot_add_step(plan->boot, kind, at);

	step->beforehand = plan->makes_tree;
	return step;
}

struct xb_step *xb_plan_edit(const struct xb_plan *plan, enum xb_edit_kind kind, const char *path,
			     const char *name, struct xb_pos at)
{
	struct xb_step *step = xb_plan_tree_step(plan, XB_STEP_EDIT, at);
	struct xb_arena *arena = &plan->boot->arena;

	step->edit.kind = kind;
	step->edit.path = xb_arena_strdup(arena, path);
	step->edit.name = name ? xb_arena_strdup(arena, name) : NULL;
	return step;
}

/* ---- Properties -------------------------------------------------------------------------------- */

void xb_plan_set(const struct xb_plan *plan, const char *path, const char *name, enum xb_form form,
		 const struct xb_buf *value, struct xb_pos at)
{
	struct xb_edit *edit = &xb_plan_edit(plan, XB_EDIT_SET, path, name, at)->edit;

	edit->form = form;
	edit->length = value->length;
	edit->value = xb_arena_alloc(&plan->boot->arena, value->length + 1);
	if (value->length)
		memcpy(edit->value, value->data, value->length);
}

void xb_plan_set_strings(const struct xb_plan *plan, const char *path, const char *name,
			 const char *first, const char *second, struct xb_pos at)
{
	struct xb_buf value = {0};

	xb_buf_add(&value, first, strlen(first) + 1);
	if (second)
		xb_buf_add(&value, second, strlen(second) + 1);
	xb_plan_set(plan, path, name, XB_FORM_STRINGS, &value, at);
	xb_buf_clear(&value);
}

void xb_plan_set_cell(const struct xb_plan *plan, const char *path, const char *name, uint32_t cell,
		      struct xb_pos at)
{
	struct xb_buf value = {0};

	xb_value_add_cell(&value, cell);
	xb_plan_set(plan, path, name, XB_FORM_CELLS, &value, at);
	xb_buf_clear(&value);
}

void xb_plan_set_cells(const struct xb_plan *plan, const char *path)
{
	const struct xb_boot *boot = plan->boot;

	xb_plan_set_cell(plan, path, "#address-cells", boot->cells, boot->cells_at);
	xb_plan_set_cell(plan, path, "#size-cells", boot->cells, boot->cells_at);
}

/* ---- Nodes ------------------------------------------------------------------------------------- */

bool xb_plan_removes_chosen(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_EDIT &&
		    boot->steps[i].edit.kind == XB_EDIT_REMOVE_NODE &&
		    strcmp(boot->steps[i].edit.path, "/chosen") == 0)
			return true;
	return false;
}

/* `fdt mknode` fails on a node that the base tree has already. */
void xb_plan_make_node(const struct xb_plan *plan, const char *parent, const char *name,
		       struct xb_pos at)
{
	const struct xb_devtree *tree = plan->boot->tree;
	char *path = xb_arena_format(&plan->boot->arena, "%s/%s", parent, name);

	if (tree && xb_tree_find(tree->index, path) && !xb_plan_removes_chosen(plan->boot))
		xb_plan_edit(plan, XB_EDIT_REMOVE_NODE, path, NULL, at);
	xb_plan_edit(plan, XB_EDIT_MAKE_NODE, parent, name, at);
}

void xb_plan_edit_module(const struct xb_plan *plan, const struct xb_module *module)
{
	const struct xb_module_kind_info *info = xb_module_kind_info(module->kind);
	const struct xb_boot *boot = plan->boot;
	const char *name = strrchr(module->node, '/') + 1;
	char *parent = xb_arena_strndup(&plan->boot->arena, module->node,
					(size_t)(name - module->node) - 1);
	bool guest = module->domain != XB_NONE && boot->domains[module->domain].node;
	struct xb_pos at = boot->loads[module->load].at;

	/* A guest's own node is new, and so is what is in it. */
	if (guest)
		xb_plan_edit(plan, XB_EDIT_MAKE_NODE, parent, name, at);
	else
		xb_plan_make_node(plan, parent, name, at);
	xb_plan_set_strings(plan, module->node, "compatible", guest ? info->compatible : info->legacy,
			    guest ? "multiboot,module" : "xen,multiboot-module", at);
	xb_plan_edit(plan, XB_EDIT_SET, module->node, "reg", at)->load = module->load;
}

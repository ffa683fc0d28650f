/* SPDX-License-Identifier: MIT */
/*
 * /chosen as device-tree source, read back from the edited tree, so that it shows what Xen gets and
 * in the tree's own order: libfdt, like U-Boot's fdt command, puts what is new in front.
 */
#include "emit/trace.h"

#include <string.h>

#include "emit/dts-value.h"

struct chosen {
	const struct xb_boot *boot;
	const struct xb_tree_index *index; /* of the finished tree */
	struct xb_dts_steps steps;
	struct xb_buf *out;
	struct xb_trace trace;
};

/* ---- Nodes and properties --------------------------------------------------------------------- */

static void put_unsayable(struct chosen *chosen, int depth, const char *what, const char *name)
{
	xb_buf_printf(chosen->out, "%*s// %s '", depth * XB_DTS_INDENT, "", what);
	xb_buf_put_visible(chosen->out, name, strlen(name));
	xb_buf_puts(chosen->out, "' is left out: source cannot hold such a name\n");
}

static void put_property(struct chosen *chosen, const struct xb_tree_node *node, int depth,
			 const struct xb_tree_property *property)
{
	const char *name = property->name;
	const struct xb_step *step = xb_dts_step(&chosen->steps, XB_EDIT_SET, node, name);
	const struct xb_dts_value value = xb_dts_value_of(chosen->boot, step, property);

	if (step)
		xb_trace_step(&chosen->trace, chosen->boot, step);
	if (!xb_dts_is_name(name)) {
		put_unsayable(chosen, depth, "property", name);
	} else {
		xb_buf_printf(chosen->out, "%*s%s", depth * XB_DTS_INDENT, "", name);
		xb_dts_put_value(&value, chosen->out);
		xb_buf_puts(chosen->out, ";\n");
	}
	xb_trace_end(&chosen->trace);
}

static void put_node(struct chosen *chosen, const struct xb_tree_node *node, int depth)
{
	const char *name = node->name;
	const struct xb_step *maker = xb_dts_step(&chosen->steps, XB_EDIT_MAKE_NODE, node->parent, name);

	if (!xb_dts_is_name(name)) {
		put_unsayable(chosen, depth, "node", name);
		return;
	}
	if (maker)
		xb_trace_step(&chosen->trace, chosen->boot, maker);
	xb_buf_printf(chosen->out, "%*s%s {\n", depth * XB_DTS_INDENT, "", name);
	xb_trace_end(&chosen->trace);
	for (size_t i = 0; i < node->property_count; i++)
		put_property(chosen, node, depth + 1, &node->properties[i]);
	for (const struct xb_tree_node *child = node->child; child; child = child->next) {
		xb_buf_putc(chosen->out, '\n');
		put_node(chosen, child, depth + 1);
	}
	xb_buf_printf(chosen->out, "%*s};\n", depth * XB_DTS_INDENT, "");
}

/* ---- What it is made from --------------------------------------------------------------------- */

static bool is_here(const struct xb_boot *boot, const struct xb_load *load)
{
	if (load->use == XB_LOAD_TREE)
		return boot->tree;
	return load->use != XB_LOAD_OVERLAY || load->content.data;
}

static void put_what_is_missing(struct chosen *chosen)
{
	const struct xb_boot *boot = chosen->boot;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];
		const char *name = xb_load_path(load);

		if (is_here(boot, load))
			continue;
		xb_trace_from(&chosen->trace, load->at);
		xb_buf_puts(chosen->out, "// Without ");
		xb_buf_put_visible(chosen->out, name, strlen(name));
		xb_buf_puts(chosen->out, ", which could not be read: what it brings is not shown\n");
		xb_trace_end(&chosen->trace);
	}
}

static void put_chosen(struct chosen *chosen)
{
	const struct xb_tree_node *node = xb_tree_find(chosen->index, "/chosen");

	xb_dts_steps_init(&chosen->steps, chosen->boot, chosen->index);
	put_what_is_missing(chosen);
	if (!node)
		xb_buf_puts(chosen->out, "// The device tree has no /chosen\n");
	else
		put_node(chosen, node, 0);
	xb_dts_steps_clear(&chosen->steps);
	xb_trace_clear(&chosen->trace);
}

bool xb_emit_chosen(const struct xb_boot *boot, struct xb_origins *origins, struct xb_buf *out,
		    struct xb_diags *diags)
{
	struct chosen chosen = {.boot = boot, .out = out};
	struct xb_devtree *tree = xb_boot_sketch_tree(boot, diags);

	if (!tree)
		return false;
	chosen.index = tree->index;
	chosen.trace = (struct xb_trace){.origins = origins, .out = out, .line = 1};
	put_chosen(&chosen);
	xb_devtree_free(tree);
	return true;
}

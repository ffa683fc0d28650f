/* SPDX-License-Identifier: MIT */
/*
 * What is put into the device tree, as source to append to that of the base tree: dtc makes the edited tree of both.
 *
 * It is what the edited tree has otherwise than the base tree, so that overlays and edits that undo each other are
 * in it as well. No one asks for the order of properties: what an edit set first comes first, `compatible` most often.
 */
#include "xenboot/emit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "emit/dts-label.h"
#include "emit/dts-value.h"

struct dts {
	const struct xb_boot *boot;
	const struct xb_tree_node *chosen; /* of the edited tree; NULL: it has none */
	struct xb_dts_steps steps;
	struct xb_dts_labels labels;
	struct xb_buf *out;
	struct xb_diags *diags;
	bool good;
};

/* A node that both trees have. */
struct pair {
	const struct xb_tree_node *base, *edited;
};

/* ---- Names ------------------------------------------------------------------------------------- */

static void check_name(struct dts *dts, const char *name, const struct xb_tree_node *node)
{
	char *path;

	if (xb_dts_is_name(name))
		return;
	path = xb_tree_path(node);
	xb_error(dts->diags, XB_CODE_QUOTING, (struct xb_pos){0},
		 "%s: source cannot hold the name '%s'", path, name);
	dts->good = false;
	free(path);
}

static void indent(struct dts *dts, int depth)
{
	xb_buf_printf(dts->out, "%*s", depth * XB_DTS_INDENT, "");
}

/* ---- Comments ---------------------------------------------------------------------------------- */

static void put_module(struct dts *dts, const struct xb_module *module, int depth)
{
	const struct xb_load *load = &dts->boot->loads[module->load];
	const char *name = xb_load_name(load);

	indent(dts, depth);
	xb_buf_printf(dts->out, "// %s: ", load->title);
	xb_buf_put_visible(dts->out, name, strlen(name));
	xb_buf_printf(dts->out, ", %" PRIu64 " bytes\n", load->size);
}

static void put_size(uint64_t bytes, struct xb_buf *out)
{
	enum { KIB = 1 << 10, MIB = 1 << 20 };

	if (bytes % MIB == 0)
		xb_buf_printf(out, "%" PRIu64 " MiB", bytes / MIB);
	else
		xb_buf_printf(out, "%" PRIu64 " KiB", bytes / KIB);
}

static void put_domain(struct dts *dts, const struct xb_domain *domain, int depth)
{
	indent(dts, depth);
	xb_buf_printf(dts->out, "// guest %s: ", domain->name);
	put_size(domain->memory.value, dts->out);
	xb_buf_printf(dts->out, ", %" PRIu64 " vCPU%s\n", domain->cpus.value,
		      domain->cpus.value == 1 ? "" : "s");
}

/* What the node at PATH is. */
static void put_what(struct dts *dts, const char *path, int depth)
{
	const struct xb_boot *boot = dts->boot;

	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].node && strcmp(boot->modules[i].node, path) == 0)
			put_module(dts, &boot->modules[i], depth);
	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].node && strcmp(boot->domains[i].node, path) == 0)
			put_domain(dts, &boot->domains[i], depth);
}

/* ---- What is new ------------------------------------------------------------------------------- */

static bool is_in_chosen(const struct dts *dts, const struct xb_tree_node *node)
{
	while (node && node != dts->chosen)
		node = node->parent;
	return node != NULL;
}

static void put_property(struct dts *dts, const struct xb_tree_node *node, int depth,
			 const struct xb_tree_property *property)
{
	const struct xb_step *step = xb_dts_step(&dts->steps, XB_EDIT_SET, node, property->name);
	const struct xb_dts_value value = xb_dts_value_of(dts->boot, step, property);

	check_name(dts, property->name, node);
	indent(dts, depth);
	xb_buf_puts(dts->out, property->name);
	if (!is_in_chosen(dts, node) ||
	    !xb_dts_put_references(&dts->labels, dts->boot->edited->index, property, dts->out))
		xb_dts_put_value(&value, dts->out);
	xb_buf_puts(dts->out, ";\n");
}

static void put_node(struct dts *dts, const struct xb_tree_node *node, int depth)
{
	const char *label = xb_dts_label(&dts->labels, node);
	char *path = xb_tree_path(node);

	check_name(dts, node->name, node);
	xb_buf_putc(dts->out, '\n');
	put_what(dts, path, depth);
	indent(dts, depth);
	xb_buf_printf(dts->out, "%s%s%s {\n", label ? label : "", label ? ": " : "", node->name);
	for (size_t i = node->property_count; i-- > 0;)
		put_property(dts, node, depth + 1, &node->properties[i]);
	for (const struct xb_tree_node *child = node->child; child; child = child->next)
		put_node(dts, child, depth + 1);
	indent(dts, depth);
	xb_buf_puts(dts->out, "};\n");
	free(path);
}

/* ---- What differs ------------------------------------------------------------------------------ */

static const struct xb_tree_node *child_of(const struct xb_tree_node *node, const char *name)
{
	const struct xb_tree_node *child = node->child;

	while (child && strcmp(child->name, name) != 0)
		child = child->next;
	return child;
}

static bool is_same(const struct xb_tree_property *a, const struct xb_tree_property *b)
{
	return a && a->length == b->length && memcmp(a->value, b->value, a->length) == 0;
}

static void put_properties(struct dts *dts, const struct pair *pair, int depth)
{
	for (size_t i = 0; i < pair->base->property_count; i++) {
		const char *name = pair->base->properties[i].name;

		if (xb_tree_property(pair->edited, name))
			continue;
		check_name(dts, name, pair->base);
		indent(dts, depth);
		xb_buf_printf(dts->out, "/delete-property/ %s;\n", name);
	}
	for (size_t i = pair->edited->property_count; i-- > 0;) {
		const struct xb_tree_property *property = &pair->edited->properties[i];

		if (!is_same(xb_tree_property(pair->base, property->name), property))
			put_property(dts, pair->edited, depth, property);
	}
}

static void put_children(struct dts *dts, const struct pair *pair, int depth)
{
	for (const struct xb_tree_node *child = pair->base->child; child; child = child->next) {
		if (child_of(pair->edited, child->name))
			continue;
		check_name(dts, child->name, child);
		indent(dts, depth);
		xb_buf_printf(dts->out, "/delete-node/ %s;\n", child->name);
	}
	for (const struct xb_tree_node *child = pair->edited->child; child; child = child->next)
		if (!child_of(pair->base, child->name))
			put_node(dts, child, depth);
}

/* /chosen stands in the root's braces, as people write it; others by their paths. */
static void begin(struct dts *dts, const struct pair *pair)
{
	bool is_root = !pair->edited->parent;
	char *path = xb_tree_path(pair->edited);

	for (const struct xb_tree_node *node = pair->edited; node->parent; node = node->parent)
		check_name(dts, node->name, node);
	if (pair->edited == dts->chosen)
		xb_buf_puts(dts->out, "\n/ {\n    chosen {\n");
	else
		xb_buf_printf(dts->out, "\n%s%s%s {\n", is_root ? "" : "&{", path, is_root ? "" : "}");
	free(path);
}

/* What PAIR itself has otherwise, and children that one of the two has alone; nothing, if that is nothing. */
static void put_pair(struct dts *dts, const struct pair *pair)
{
	bool is_chosen = pair->edited == dts->chosen;
	struct xb_buf *out = dts->out, text = {0};

	dts->out = &text;
	put_properties(dts, pair, is_chosen ? 2 : 1);
	put_children(dts, pair, is_chosen ? 2 : 1);
	dts->out = out;
	if (text.length) {
		begin(dts, pair);
		xb_buf_add(out, text.data, text.length);
		xb_buf_puts(out, is_chosen ? "    };\n};\n" : "};\n");
	}
	xb_buf_clear(&text);
}

/* /chosen, which all this is for, comes last. */
static void compare(struct dts *dts, const struct pair *pair)
{
	put_pair(dts, pair);
	for (const struct xb_tree_node *child = pair->edited->child; child; child = child->next) {
		const struct pair below = {child_of(pair->base, child->name), child};

		if (below.base && child != dts->chosen)
			compare(dts, &below);
	}
	if (!pair->edited->parent && dts->chosen) {
		const struct pair chosen = {child_of(pair->base, dts->chosen->name), dts->chosen};

		if (chosen.base)
			compare(dts, &chosen);
	}
}

/* ---- The order of guests ----------------------------------------------------------------------- */

static size_t place_in(const struct xb_tree_node *parent, const char *name)
{
	const struct xb_tree_node *child = parent->child;
	size_t place = 0;

	for (; child && strcmp(child->name, name) != 0; child = child->next)
		place++;
	return child ? place : SIZE_MAX;
}

/*
 * Xen builds guests, and numbers pools, in the order of their nodes. libfdt puts a node that is made in front of
 * all; dtc puts it behind all, but one that was there before keeps its place, even where it was deleted.
 */
static void check_order(struct dts *dts, const struct pair *chosen)
{
	size_t last = 0;

	for (const struct xb_tree_node *child = chosen->edited->child; child; child = child->next) {
		size_t place = place_in(chosen->base, child->name);

		if (!xb_tree_is_compatible(child, "xen,domain") &&
		    !xb_tree_is_compatible(child, "xen,cpupool"))
			continue;
		if (place < last) {
			xb_error(dts->diags, XB_CODE_STALE_NODE, xb_boot_tree_at(dts->boot),
				 "the base tree has a node /chosen/%s already, and dtc would keep that before "
				 "nodes that it must stand behind", child->name);
			xb_hint(dts->diags, "take it out of the base tree");
			dts->good = false;
		}
		last = place;
	}
}

/* ---- All together ------------------------------------------------------------------------------ */

static void put_head(struct dts *dts)
{
	const struct xb_boot *boot = dts->boot;
	const char *name = xb_boot_name(boot);

	xb_buf_puts(dts->out, "// ");
	xb_buf_put_visible(dts->out, name, strlen(name));
	xb_buf_puts(dts->out, ": what is put into the device tree. Made by xenboot: change the profile, not this "
			      "file.\n"
			      "// Append it to the source of the base tree, for dtc to compile both; sed, for dtc misreads\n"
			      "// the \\0 that it writes between strings where a digit follows:\n"
			      "//   (dtc -I dtb -O dts BASE.dtb | sed 's/\\\\0/\", \"/g'; cat THIS.dts) | "
			      "dtc -O dtb -o ALL.dtb\n");
}

bool xb_emit_dts(const struct xb_boot *boot, struct xb_buf *out, struct xb_diags *diags)
{
	struct dts dts = {.boot = boot, .out = out, .diags = diags, .good = true};
	struct pair root;

	if (!boot->edited)
		return xb_boot_explain_no_tree(boot, diags);
	root = (struct pair){boot->tree->index->nodes, boot->edited->index->nodes};
	dts.chosen = child_of(root.edited, "chosen");
	xb_dts_steps_init(&dts.steps, boot, boot->edited->index);
	xb_dts_labels_make(dts.chosen, &dts.labels);
	put_head(&dts);
	compare(&dts, &root);
	if (dts.chosen && child_of(root.base, dts.chosen->name))
		check_order(&dts, &(struct pair){child_of(root.base, dts.chosen->name), dts.chosen});
	xb_dts_steps_clear(&dts.steps);
	xb_dts_labels_clear(&dts.labels);
	return dts.good;
}

/* SPDX-License-Identifier: MIT */
/*
 * Partial device trees that are given: the frame that Xen reads, and what Linux then finds of it. Of those that
 * are made here the planner speaks. Sources: domain_handle_dtb_bootmodule and scan_pfdt_node in
 * xen/arch/arm/domain_build.c, from 4.20 on dom0less-build.c.
 */
#include <string.h>

#include "check/partial.h"

#define TREE XB_CODE_PASSTHROUGH_TREE

/* ---- The frame ---------------------------------------------------------------------------------- */

static bool is_read(const struct xb_tree_node *node)
{
	static const char *const names[] = {"passthrough", "aliases", "gic"};

	for (size_t i = 0; i < XB_COUNT(names); i++)
		if (strcmp(node->name, names[i]) == 0)
			return true;
	return false;
}

/* Symbols and fixups are what dtc leaves behind. */
static bool is_of_dtc(const struct xb_tree_node *node)
{
	return strncmp(node->name, "__", 2) == 0;
}

static void judge_frame(const struct xb_partial_given *given)
{
	const struct xb_tree_node *root = given->tree->index->nodes, *other = NULL;
	size_t count = 0;

	for (const struct xb_tree_node *node = root->child; node; node = node->next) {
		if (is_read(node) || is_of_dtc(node))
			continue;
		other = other ? other : node;
		count++;
	}
	if (!xb_tree_find_whole(given->tree->index, "/passthrough"))
		xb_partial_report(given, root, XB_ERROR, TREE, "devices belong into it",
				  "has no /passthrough, and the guest gets nothing: Xen reads /passthrough, "
				  "/aliases and /gic alone");
	else if (count == 1)
		xb_partial_report(given, other, XB_WARNING, TREE, "devices belong into /passthrough",
				  "is passed over: Xen reads /passthrough, /aliases and /gic alone");
	else if (count)
		xb_partial_report(given, other, XB_WARNING, TREE, "devices belong into /passthrough",
				  "and %zu more beside it are passed over: Xen reads /passthrough, /aliases and "
				  "/gic alone", count - 1);
}

/* Linux makes devices of what is on a bus that it knows, and maps them through ranges. */
static void judge_bus(const struct xb_partial_given *given, const struct xb_tree_node *bus)
{
	if (!xb_tree_is_compatible(bus, "simple-bus"))
		xb_partial_report(given, bus, XB_WARNING, TREE, "compatible = \"simple-bus\"",
				  "is no simple-bus: Linux makes no device of what is in it");
	if (!xb_tree_property(bus, "ranges"))
		xb_partial_report(given, bus, XB_WARNING, TREE, "an empty ranges; is enough",
				  "has no ranges: Linux finds no address in it");
}

/* ---- Interrupts --------------------------------------------------------------------------------- */

/* GUEST_PHANDLE_GIC, xen/include/public/device_tree_defs.h: the GIC's, where /gic says no other. */
#define XENS_PHANDLE 65000u

static uint32_t gic_phandle(const struct xb_devtree *tree)
{
	const struct xb_tree_node *gic = xb_tree_find_whole(tree->index, "/gic");

	return gic && gic->phandle ? gic->phandle : XENS_PHANDLE;
}

/* The phandle of NODE's interrupt parent, by itself or what it is in; 0: nothing says. */
static uint32_t parent_of(const struct xb_tree_node *node)
{
	uint32_t phandle = 0;

	for (; node && !phandle; node = node->parent)
		phandle = xb_tree_cell(node, "interrupt-parent", 0);
	return phandle;
}

static bool is_passed(const struct xb_devtree *tree, uint32_t phandle)
{
	const struct xb_tree_node *node = xb_tree_by_phandle(tree->index, phandle);

	while (node && node->depth > 1)
		node = node->parent;
	return node && strcmp(node->name, "passthrough") == 0;
}

static void judge_parent(const struct xb_partial_given *given, const struct xb_tree_node *node)
{
	uint32_t parent = parent_of(node), gic = gic_phandle(given->tree);

	static const char hint[] = "a node /gic at the root with a phandle, and interrupt-parent = <&gic>";

	if (!xb_tree_property(node, "interrupts") || parent == gic || is_passed(given->tree, parent))
		return;
	if (parent)
		xb_partial_report(given, node, XB_WARNING, XB_CODE_PASSTHROUGH_INTERRUPT, hint,
				  "has an interrupt-parent %u, and the guest's interrupt controller is %u: its "
				  "driver gets no interrupt", parent, gic);
	else
		xb_partial_report(given, node, XB_WARNING, XB_CODE_PASSTHROUGH_INTERRUPT, hint,
				  "has interrupts and no interrupt-parent: its driver gets none");
}

/* From 4.22 on Xen numbers its own nodes behind the largest one. */
#define COUNTS_ON XB_RELEASE(4, 22)

static void judge_phandle(const struct xb_partial_given *given, const struct xb_tree_node *node)
{
	if (node->phandle < XENS_PHANDLE)
		return;
	xb_partial_report(given, node, given->release && given->release < COUNTS_ON ? XB_WARNING : XB_ERROR,
			  TREE, "number them from 1 on: Xen's own begin at 65000",
			  "has the phandle %u", node->phandle);
}

/* ---- Room ---------------------------------------------------------------------------------------- */

/* Where even a guest with one vCPU has no room for it. Of the others the rule about vCPUs speaks. */
static void judge_room(const struct xb_context *context, const struct xb_domain *domain,
		       const struct xb_load *partial, struct xb_diags *diags)
{
	struct xb_guest_tree tree;

	if (!xb_guest_tree_measure(context->boot, context->catalog, domain, &tree) ||
	    tree.bytes - domain->cpus.value * tree.vcpu + tree.vcpu <= tree.room)
		return;
	xb_error(diags, TREE, partial->at,
		 "%s: with its partial tree its device tree takes %llu bytes, and Xen %s has %llu for it",
		 domain->name, (unsigned long long)tree.bytes, context->boot->xen_version,
		 (unsigned long long)tree.room);
	xb_hint(diags, "Xen drops what does not fit, or panics, \"Device tree generation failed (-3).\"; from "
		       "4.18 on the partial tree's size comes on top");
}

/* ---- All of it ----------------------------------------------------------------------------------- */

static void judge_node(const struct xb_partial_given *given, const struct xb_tree_node *node)
{
	const struct xb_tree_node *top = node;

	while (top->depth > 1)
		top = top->parent;
	judge_phandle(given, node);
	if (strcmp(top->name, "passthrough") != 0)
		return;
	if (node == top)
		judge_bus(given, node);
	judge_parent(given, node);
	xb_partial_judge_device(given, node);
}

/* Where everything is wrong, a person is not told all of it. */
enum { MOST_SAID = 32 };

static void judge_tree(const struct xb_partial_given *given)
{
	const struct xb_tree_index *index = given->tree->index;
	size_t before = given->diags->count, i = 1;

	judge_frame(given);
	for (; i < index->count && given->diags->count < before + MOST_SAID; i++)
		judge_node(given, &index->nodes[i]);
	if (i < index->count)
		xb_note(given->diags, TREE, given->load->at,
			"%s: %zu nodes more of %s are looked at when these are mended",
			given->domain->name, index->count - i, given->load->path);
}

/* The file itself: devices may be added to it. NULL: there is none. */
static const struct xb_load *given_to(const struct xb_load *partial)
{
	if (!partial->output)
		return partial;
	return partial[-1].use == XB_LOAD_GIVEN ? &partial[-1] : NULL;
}

static void judge_given(const struct xb_context *context, const struct xb_domain *domain,
			const struct xb_load *load, struct xb_diags *diags)
{
	struct xb_partial_given given = {.context = context, .domain = domain, .load = load,
					 .release = xb_release_number(context->boot->xen_version),
					 .diags = diags};
	struct xb_partial_others others;
	struct xb_devtree *tree;

	if (!load->content.data || load->image.kind != XB_IMAGE_DTB || load->image.truncated)
		return;
	tree = xb_devtree_parse(load->path, load->content.data, load->content.length, load->at, diags);
	if (!tree)
		return;
	xb_partial_others_make(context->boot, domain, &others);
	given.tree = tree;
	given.others = &others;
	judge_tree(&given);
	xb_partial_others_clear(&others);
	xb_devtree_free(tree);
}

/* Of the whole: what was given, and what was made. */
static void judge_whole(const struct xb_context *context, const struct xb_domain *domain,
			const struct xb_load *partial, struct xb_diags *diags)
{
	struct xb_diags ignored = {0};
	struct xb_devtree *tree = NULL;

	judge_room(context, domain, partial, diags);
	if (partial->content.data)
		tree = xb_devtree_parse(partial->title, partial->content.data, partial->content.length,
					partial->at, &ignored);
	if (tree)
		xb_partial_judge_regions(context, domain, partial, tree, diags);
	xb_devtree_free(tree);
	xb_diags_clear(&ignored);
}

void xb_check_partial_tree(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++) {
		const struct xb_domain *domain = &boot->domains[i];
		const struct xb_load *partial = xb_domain_load(boot, domain, XB_MODULE_TREE);

		if (!domain->node || !partial)
			continue;
		judge_whole(context, domain, partial, diags);
		if (given_to(partial))
			judge_given(context, domain, given_to(partial), diags);
	}
}

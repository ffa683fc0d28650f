/* SPDX-License-Identifier: MIT */
/*
 * The device-tree reader, and what libfdt is trusted with afterwards: edits of a tree that was
 * taken, and the same blob as an overlay.
 */
#include <assert.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/boot.h"
#include "xenboot/tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char bootargs[] = "console=hvc0 earlycon=xen";
static struct xb_edit edits[] = {
	{.kind = XB_EDIT_SET, .path = "/", .name = "model", .value = bootargs, .length = 7},
	{.kind = XB_EDIT_MAKE_NODE, .path = "/", .name = "xenboot-fuzz"},
	{.kind = XB_EDIT_SET, .path = "/xenboot-fuzz", .name = "bootargs", .value = bootargs,
	 .length = sizeof(bootargs)},
	{.kind = XB_EDIT_SET, .path = "/xenboot-fuzz", .name = "reg"},
	{.kind = XB_EDIT_REMOVE_PROPERTY, .path = "/xenboot-fuzz", .name = "bootargs"},
};

/* Room for GROWTH more bytes is enough for the edits. */
static void replay(const struct xb_devtree *tree, uint64_t growth)
{
	size_t used = (size_t)xb_devtree_used(tree);
	char *blob = xb_alloc(used + growth);

	memcpy(blob, tree->blob, used);
	fdt_set_totalsize(blob, (uint32_t)(used + growth));
	for (size_t i = 0; i < XB_COUNT(edits); i++)
		assert(xb_edit_apply(blob, &edits[i]) == 0);
	free(blob);
}

static void edit(struct xb_devtree *tree)
{
	struct xb_step steps[XB_COUNT(edits)] = {{0}};
	struct xb_boot boot = {
		.tree = tree, .steps = steps, .step_count = XB_COUNT(steps)};
	struct xb_diags diags = {0};

	for (size_t i = 0; i < boot.step_count; i++)
		steps[i] = (struct xb_step){.kind = XB_STEP_EDIT, .load = XB_NONE, .edit = edits[i]};
	if (xb_boot_edit_tree(&boot, &diags)) {
		replay(tree, boot.growth);
		assert(boot.edited && fdt_check_full(boot.edited->blob, boot.edited->size) == 0);
	} else {
		assert(diags.errors > 0);
	}
	xb_devtree_free(boot.edited);
	xb_diags_clear(&diags);
}

/* The index has the nodes that libfdt has. */
static void walk(const struct xb_devtree *tree)
{
	size_t count = 0;
	int depth = 0;

	for (int node = 0; node >= 0 && depth >= 0; node = fdt_next_node(tree->blob, node, &depth)) {
		assert(count < tree->index->count && tree->index->nodes[count].offset == node);
		count++;
	}
	assert(count == tree->index->count);
}

/* Up the tree from every node. */
static void climb(const struct xb_tree_index *index)
{
	for (size_t i = 0; i < index->count; i++) {
		const struct xb_tree_node *node = &index->nodes[i], *fault;
		struct xb_tree_interrupt interrupt;
		struct xb_range range;

		xb_tree_address_count(node, 0);
		xb_tree_interrupt_count(index, node);
		for (size_t number = 0; number < 3; number++) {
			xb_tree_translate(node, number, 0, &range, &fault);
			assert(fault);
			xb_tree_window(node, number, 0, &range, &fault);
			assert(fault);
			xb_tree_mapped_interrupt(index, node, number, &interrupt);
			xb_tree_interrupt(index, node, number, &interrupt, &fault);
			assert(fault);
		}
	}
}

static void look_up(const struct xb_devtree *tree)
{
	static const char *const words[] = {"serial0", "/soc/serial@7e201000", "/aliases", "a/b",
					    "", "/", "/chosen:x"};
	const struct xb_tree_node *node;

	for (size_t i = 0; i < XB_COUNT(words); i++) {
		xb_tree_find(tree->index, words[i]);
		xb_tree_resolve(tree->index, words[i]);
		free(xb_tree_nearest(tree->index, words[i]));
	}
	node = xb_tree_resolve(tree->index, tree->stdout_path);
	assert(!node || (node >= tree->index->nodes && node < tree->index->nodes + tree->index->count));
}

static void *small_base(void)
{
	enum { ROOM = 1 << 14 };
	void *blob = xb_alloc(ROOM);

	fdt_create(blob, ROOM);
	fdt_finish_reservemap(blob);
	fdt_begin_node(blob, "");
	fdt_begin_node(blob, "soc");
	fdt_property_u32(blob, "phandle", 1);
	fdt_end_node(blob);
	fdt_begin_node(blob, "__symbols__");
	fdt_property_string(blob, "soc", "/soc");
	fdt_end_node(blob);
	fdt_end_node(blob);
	fdt_finish(blob);
	fdt_open_into(blob, blob, ROOM);
	return blob;
}

static void apply_as_overlay(const uint8_t *data, size_t size, struct xb_diags *diags)
{
	void *base = small_base(), *overlay = xb_alloc(size);
	int error;

	memcpy(overlay, data, size);
	if (xb_overlay_check("fuzz", overlay, size, (struct xb_pos){0}, diags)) {
		xb_overlay_graft(base, overlay, 1);
		error = fdt_overlay_apply(base, overlay);
		if (error) {
			free(base);
			base = small_base();
			memcpy(overlay, data, size);
			xb_overlay_explain("fuzz", overlay, "base", base, error,
					   (struct xb_pos){0}, diags);
		}
	}
	free(overlay);
	free(base);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct xb_diags diags = {0};
	struct xb_devtree *tree =
		xb_devtree_parse("fuzz", data, size, (struct xb_pos){0}, &diags);

	assert((tree == NULL) == (diags.errors > 0));
	if (tree) {
		assert(fdt_check_full(tree->blob, size) == 0);
		walk(tree);
		climb(tree->index);
		look_up(tree);
		edit(tree);
	}
	xb_devtree_free(tree);
	apply_as_overlay(data, size, &diags);
	xb_diags_clear(&diags);
	return 0;
}

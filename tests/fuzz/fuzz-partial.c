/* SPDX-License-Identifier: MIT */
/*
 * Partial trees of a hostile host's tree: all of its devices at once, alone, and added to the tree itself
 * as one that is given. What is made must be sound, and its references lead somewhere.
 */
#include <assert.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/tree/passthrough.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_DEVICES = 64, GIC = 65000 };

/* Each xen,path is a node of the host's, each triple of xen,reg whole pages. */
static void check_node(const struct xb_tree_index *host, const struct xb_tree_node *node)
{
	const struct xb_tree_property *reg = xb_tree_property(node, "xen,reg");
	const char *path = xb_tree_string(node, "xen,path");

	assert(!path || (reg && xb_tree_find_whole(host, path)));
	assert(!reg || reg->length % (6 * 4) == 0);
	for (size_t i = 0; reg && i < reg->length / 4; i += 2)
		assert(!(xb_tree_cell_at(reg, i + 1) & (XB_PAGE - 1)));
}

static void check_blob(const struct xb_tree_index *host, const struct xb_partial *partial, bool given)
{
	struct xb_diags diags = {0};
	struct xb_devtree *tree = xb_devtree_parse("partial", partial->blob, partial->size,
						   (struct xb_pos){0}, &diags);

	assert(fdt_check_full(partial->blob, partial->size) == 0);
	assert(tree || given); /* who gives a chain of aliases gets one */
	for (size_t i = 0; tree && !given && i < tree->index->count; i++) {
		const struct xb_tree_node *node = &tree->index->nodes[i];
		uint32_t parent = xb_tree_cell(node, "interrupt-parent", GIC);

		check_node(host, node);
		assert(node->phandle < GIC);
		assert(parent == GIC || xb_tree_by_phandle(tree->index, parent));
	}
	xb_devtree_free(tree);
	xb_diags_clear(&diags);
}

static void check(const struct xb_tree_index *host, struct xb_partial *partial, bool given)
{
	size_t errors = 0;

	for (size_t i = 0; i < partial->findings.count; i++) {
		const struct xb_pass_finding *finding = &partial->findings.items[i];

		assert(finding->message && *finding->message && xb_pass_kind_name(finding->kind));
		errors += finding->severity == XB_ERROR;
	}
	assert(errors == partial->findings.errors && !partial->blob == (errors > 0));
	if (partial->blob)
		check_blob(host, partial, given);
	xb_partial_free(partial);
}

/* The devices of LIST that nothing speaks against; their paths are the caller's. */
static size_t good_devices(const struct xb_pass_list *list, char *paths[MOST_DEVICES])
{
	size_t count = 0;

	for (size_t i = 0; i < list->count && count < MOST_DEVICES; i++)
		if (!list->items[i]->findings.errors && list->items[i]->device_count)
			paths[count++] = xb_tree_path(list->items[i]->devices[0].node);
	return count;
}

/* What the user may name, and a device is not. */
static void make_odd(const struct xb_devtree *tree, const struct xb_pass_host *host)
{
	static const char *const odd[] = {"/", "/chosen", "/reserved-memory", "", "no", "/soc:x"};

	for (size_t i = 0; i < XB_COUNT(odd); i++) {
		const struct xb_partial_request request = {.devices = &odd[i], .count = 1};

		check(tree->index, xb_partial_make(host, &request), false);
	}
}

static void make_all(const struct xb_devtree *tree, const struct xb_pass_host *host)
{
	struct xb_pass_list list;
	char *paths[MOST_DEVICES];
	struct xb_partial_request request = {.devices = (const char *const *)paths};

	xb_pass_list_make(host, &list);
	request.count = good_devices(&list, paths);
	check(tree->index, xb_partial_make(host, &request), false);
	request.given = tree;
	check(tree->index, xb_partial_make(host, &request), true);
	for (; request.count; free(paths[0]), memmove(paths, paths + 1, --request.count * sizeof(*paths))) {
		struct xb_partial_request one = {.devices = request.devices, .count = 1,
						     .direct_map = true,
						     .toolstack = request.count % 2 == 0};

		check(tree->index, xb_partial_make(host, &one), false);
	}
	xb_pass_list_clear(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const unsigned releases[] = {0, XB_RELEASE(4, 14), XB_RELEASE(4, 17)};
	struct xb_diags diags = {0};
	struct xb_devtree *tree =
		xb_devtree_parse("fuzz", data, size, (struct xb_pos){0}, &diags);

	for (size_t i = 0; tree && i < XB_COUNT(releases); i++) {
		struct xb_pass_xen xen = {.release = releases[i],
					  .uart = xb_tree_resolve(tree->index, tree->stdout_path)};
		struct xb_pass_host *host = xb_pass_host_new(tree, &xen);

		make_all(tree, host);
		make_odd(tree, host);
		xb_pass_host_free(host);
	}
	xb_devtree_free(tree);
	xb_diags_clear(&diags);
	return 0;
}

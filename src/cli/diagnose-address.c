/* SPDX-License-Identifier: MIT */
/* What lies at an address of the machine. */
#include <stdlib.h>

#include "cli/cli.h"
#include "xenboot/boot.h"
#include "xenboot/tree.h"

/* Does an entry of NODE's reg hold PLACE? *size becomes that entry's. */
static bool holds(const struct xb_tree_node *node, struct xb_range place, uint64_t *size)
{
	const struct xb_tree_node *fault;
	struct xb_range range;

	for (size_t i = 0; xb_tree_translate(node, i, 0, &range, &fault) == XB_TREE_OK; i++)
		if (xb_range_valid(range) && xb_range_contains(range, place)) {
			*size = range.size;
			return true;
		}
	return false;
}

/* The node whose range is the smallest of those that hold PLACE, for a bus holds its devices; or NULL. */
static const struct xb_tree_node *node_at(const struct xb_tree_index *index, struct xb_range place)
{
	const struct xb_tree_node *best = NULL;
	uint64_t size, smallest = 0;

	for (size_t i = 0; i < index->count; i++)
		if (holds(&index->nodes[i], place, &size) && (!best || size < smallest)) {
			best = &index->nodes[i];
			smallest = size;
		}
	return best;
}

static const char *reserved_for(const struct xb_boot *boot, struct xb_range place)
{
	for (size_t i = 0; i < boot->reserved.count; i++)
		if (xb_range_contains(boot->reserved.items[i].range, place))
			return boot->reserved.items[i].name;
	return NULL;
}

void cli_put_address(const struct xb_boot *boot, uint64_t address, struct xb_buf *out)
{
	const struct xb_devtree *tree = boot->edited ? boot->edited : boot->tree;
	const struct xb_range place = {address, 1};
	const struct xb_tree_node *node = tree ? node_at(tree->index, place) : NULL;
	const char *owner = reserved_for(boot, place);
	char *path = node ? xb_tree_path(node) : NULL;

	xb_buf_printf(out, "  0x%llX is ", (unsigned long long)address);
	if (path) {
		xb_buf_puts(out, "part of ");
		cli_visible(out, path);
		xb_buf_puts(out, owner ? ", and reserved: " : " in this profile's tree\n");
	} else if (owner) {
		xb_buf_puts(out, "reserved: ");
	} else {
		xb_buf_puts(out, tree ? "in no reg of this profile's tree\n"
				      : "not reserved by this profile, whose tree is not here\n");
	}
	if (owner) {
		cli_visible(out, owner);
		xb_buf_putc(out, '\n');
	}
	free(path);
}

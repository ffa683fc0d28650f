/* SPDX-License-Identifier: MIT */
/* The tree that `fdt` edits: what its forms share. */
#include "import/command-fdt.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

struct xb_board_tree *xb_fdt_working(struct xb_uboot *uboot)
{
	return &uboot->trees[uboot->working];
}

void *xb_fdt_blob(struct xb_board_tree *tree)
{
	return tree->blob.data;
}

int xb_fdt_fail(struct xb_uboot *uboot, const char *function, int error)
{
	xb_uboot_say(uboot, "libfdt %s: %s\n", function, fdt_strerror(error));
	return 1;
}

/* ---- Size ---- */

bool xb_fdt_set_size(struct xb_board_tree *tree, size_t size)
{
	if (size > XB_DTB_MAX || size < tree->blob.length)
		return size <= XB_DTB_MAX;
	xb_buf_reserve(&tree->blob, size - tree->blob.length);
	memset(tree->blob.data + tree->blob.length, 0, size - tree->blob.length);
	tree->blob.length = size;
	return !fdt_open_into(tree->blob.data, tree->blob.data, (int)size);
}

void xb_fdt_make_room(struct xb_board_tree *tree, size_t bytes)
{
	const void *fdt = tree->blob.data;
	const size_t used = fdt_off_dt_strings(fdt) + (size_t)fdt_size_dt_strings(fdt);

	/* More than is needed now, so that a thousand edits make room a few times; in a tree that is known,
	 * too: that there is none in it is a rule's to say, with all that is needed. */
	if ((tree->assumed || !tree->exact) && used + bytes > tree->blob.length)
		xb_fdt_set_size(tree, tree->blob.length + tree->blob.length / 2 + bytes);
}

/* ---- Nodes ---- */

/* Make what PATH lacks, from the root on. */
static int make_path(struct xb_board_tree *tree, const char *path)
{
	void *fdt = tree->blob.data;
	int node = 0;

	while (node >= 0 && *(path += strspn(path, "/"))) {
		const int length = (int)strcspn(path, "/");
		const int child = fdt_subnode_offset_namelen(fdt, node, path, length);

		node = child == -FDT_ERR_NOTFOUND ? fdt_add_subnode_namelen(fdt, node, path, length)
						  : child;
		path += length;
	}
	return node;
}

int xb_fdt_node(struct xb_uboot *uboot, struct xb_board_tree *tree, const char *path)
{
	int node = fdt_path_offset(tree->blob.data, path);

	if (node == -FDT_ERR_NOTFOUND && tree->assumed && *path == '/') {
		xb_fdt_make_room(tree, strlen(path) + 64 * 16);
		node = make_path(tree, path);
	}
	if (node < 0)
		xb_uboot_say(uboot, "libfdt fdt_path_offset() returned %s\n", fdt_strerror(node));
	return node;
}

void xb_fdt_forget_cells(struct xb_board_tree *tree, const char *path, const char *property)
{
	size_t kept = 0;

	for (size_t i = 0; i < tree->cell_count; i++) {
		struct xb_symbol_cell *cell = &tree->cells[i];
		const bool here = !strcmp(cell->path, path) &&
				  (!property || !strcmp(cell->property, property));

		if (!here) {
			tree->cells[kept++] = *cell;
			continue;
		}
		free(cell->path);
		free(cell->property);
	}
	tree->cell_count = kept;
}

/* SPDX-License-Identifier: MIT */
/* One edit of a device tree, and what to say when it cannot be made. */
#include "tree/blob.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

/* ---- One edit ---------------------------------------------------------------------------------- */

static int set_property(void *blob, int node, const struct xb_edit *edit)
{
	if (edit->length > XB_TREE_LARGEST)
		return -FDT_ERR_NOSPACE;
	return fdt_setprop(blob, node, edit->name, edit->value, (int)edit->length);
}

static int make_node(void *blob, int node, const struct xb_edit *edit)
{
	int made = fdt_add_subnode(blob, node, edit->name);

	return made < 0 ? made : 0;
}

static int remove_node(void *blob, int node, const struct xb_edit *edit)
{
	(void)edit;
	/* Without a root it is no tree any more. */
	return node == 0 ? -FDT_ERR_BADOFFSET : fdt_del_node(blob, node);
}

static int remove_property(void *blob, int node, const struct xb_edit *edit)
{
	return fdt_delprop(blob, node, edit->name);
}

static int (*const appliers[])(void *blob, int node, const struct xb_edit *edit) = {
	[XB_EDIT_MAKE_NODE] = make_node,
	[XB_EDIT_REMOVE_NODE] = remove_node,
	[XB_EDIT_REMOVE_PROPERTY] = remove_property,
	[XB_EDIT_SET] = set_property,
};

int xb_edit_apply(void *blob, const struct xb_edit *edit)
{
	int node = xb_blob_node(blob, edit->path);

	return node < 0 ? node : appliers[edit->kind](blob, node, edit);
}

/* Make the nodes on PATH that are not there. The node or a libfdt error. */
static int make_path(void *blob, const char *path)
{
	int node = xb_blob_node(blob, path);

	if (node >= 0)
		return node;
	for (node = 0, path += strspn(path, "/"); *path; path += strspn(path, "/")) {
		int length = (int)strcspn(path, "/");
		int child = fdt_subnode_offset_namelen(blob, node, path, length);

		if (child == -FDT_ERR_NOTFOUND)
			child = fdt_add_subnode_namelen(blob, node, path, length);
		if (child < 0)
			return child;
		node = child;
		path += length;
	}
	return node;
}

int xb_edit_apply_guessing(void *blob, const struct xb_edit *edit)
{
	bool removes = edit->kind == XB_EDIT_REMOVE_NODE || edit->kind == XB_EDIT_REMOVE_PROPERTY;
	int node = removes ? xb_blob_node(blob, edit->path) : make_path(blob, edit->path);
	int error = node < 0 ? node : appliers[edit->kind](blob, node, edit);

	if (removes && (node < 0 || error == -FDT_ERR_NOTFOUND))
		return 0;
	return error == -FDT_ERR_EXISTS ? 0 : error;
}

/* ---- What goes wrong --------------------------------------------------------------------------- */

static bool explain_path(const struct xb_edit_target *target, const struct xb_edit *edit)
{
	struct xb_tree_index *index = xb_tree_index_new(target->blob);
	char *near = xb_tree_nearest(index, edit->path);

	xb_error(target->diags, XB_CODE_MISSING_NODE, edit->at, "%s has no node %s", target->tree,
		 edit->path);
	if (near)
		xb_hint(target->diags, "did you mean %s?", near);
	free(near);
	xb_tree_index_free(index);
	return false;
}

static bool explain_property(const struct xb_edit_target *target, const struct xb_edit *edit)
{
	const char **names = NULL, *near;
	size_t count = 0, capacity = 0;
	int property;

	fdt_for_each_property_offset(property, target->blob, xb_blob_node(target->blob, edit->path))
	{
		names = xb_grow(names, &capacity, count + 1, sizeof(*names));
		fdt_getprop_by_offset(target->blob, property, &names[count++], NULL);
		names[count] = NULL;
	}
	near = count ? xb_nearest(edit->name, names) : NULL;
	xb_error(target->diags, XB_CODE_MISSING_NODE, edit->at,
		 "the node %s of %s has no property %s to remove", edit->path, target->tree,
		 edit->name);
	if (near)
		xb_hint(target->diags, "did you mean %s?", near);
	free(names);
	return false;
}

static bool explain_existing(const struct xb_edit_target *target, const struct xb_edit *edit)
{
	xb_error(target->diags, XB_CODE_BAD_VALUE, edit->at,
		 "%s has a node %s below %s already: U-Boot's fdt mknode fails there", target->tree,
		 edit->name, edit->path);
	xb_hint(target->diags, "remove it in an edit before this one");
	return false;
}

bool xb_edit_explain_size(const struct xb_edit_target *target, const struct xb_edit *edit,
			  const char *what)
{
	return xb_error(target->diags, XB_CODE_DTB_TOO_BIG, edit->at,
			"with %s, %s grows over %d MiB; Xen takes 2 MiB", what, target->tree,
			XB_TREE_LARGEST >> 20);
}

bool xb_edit_explain(const struct xb_edit_target *target, const struct xb_edit *edit, int error)
{
	if (xb_blob_node(target->blob, edit->path) < 0)
		return explain_path(target, edit);
	if (error == -FDT_ERR_NOSPACE)
		return xb_edit_explain_size(target, edit, edit->name);
	if (error == -FDT_ERR_EXISTS)
		return explain_existing(target, edit);
	if (error == -FDT_ERR_NOTFOUND)
		return explain_property(target, edit);
	if (edit->kind == XB_EDIT_REMOVE_NODE && error == -FDT_ERR_BADOFFSET)
		return xb_error(target->diags, XB_CODE_BAD_VALUE, edit->at,
				"the root node of %s cannot be removed", target->tree);
	return xb_error(target->diags, XB_CODE_DTB_INVALID, edit->at,
			"%s of node %s in %s cannot be changed: libfdt says %s",
			edit->name ? edit->name : "all", edit->path, target->tree,
			fdt_strerror(error));
}

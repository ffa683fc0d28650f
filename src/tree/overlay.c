/* SPDX-License-Identifier: MIT */
#include "tree/blob.h"

#include <inttypes.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

/* Longer than any path in the trees that Linux 6.1 has for arm64 (109). */
enum { UNKNOWN_PATH = 128 };

/* ---- Sound or not ------------------------------------------------------------------------------ */

/* libfdt writes a phandle at OFFSET of the property without asking whether it is that long. */
static bool holds_cell(const void *blob, int node, const char *name, int name_length,
		       uint64_t offset)
{
	int length;
	const void *value = fdt_getprop_namelen(blob, node, name, name_length, &length);

	return value && length >= 4 && offset <= (uint64_t)length - 4;
}

/*
 * /__local_fixups__ mirrors the tree: each property lists the offsets of phandles in its twin. One
 * called phandle would have its offsets changed by libfdt, which takes it for a phandle itself.
 */
static bool local_fixups_sound(const void *blob, int node, int fixups)
{
	int property, child;

	fdt_for_each_property_offset(property, blob, fixups)
	{
		const char *name;
		int length;
		const fdt32_t *offsets = fdt_getprop_by_offset(blob, property, &name, &length);

		if (!offsets || length % 4 || strcmp(name, "phandle") == 0 ||
		    strcmp(name, "linux,phandle") == 0)
			return false;
		for (int i = 0; i < length / 4; i++)
			if (!holds_cell(blob, node, name, (int)strlen(name),
					fdt32_ld(&offsets[i])))
				return false;
	}
	fdt_for_each_subnode(child, blob, fixups)
	{
		int twin = fdt_subnode_offset(blob, node, fdt_get_name(blob, child, NULL));

		if (twin < 0 || !local_fixups_sound(blob, twin, child))
			return false;
	}
	return true;
}

/* One entry of /__fixups__: "/path:property:offset". */
static bool fixup_sound(const void *blob, const char *fixup)
{
	const char *property = strchr(fixup, ':');
	const char *offset = property ? strchr(property + 1, ':') : NULL;
	uint64_t value;
	int node;

	if (!offset || *fixup != '/' || !xb_number_parse(offset + 1, &value, NULL))
		return false;
	node = fdt_path_offset_namelen(blob, fixup, (int)(property - fixup));
	return node >= 0 &&
	       holds_cell(blob, node, property + 1, (int)(offset - property - 1), value);
}

static bool fixups_sound(const void *blob)
{
	int property, node = fdt_path_offset(blob, "/__fixups__");

	fdt_for_each_property_offset(property, blob, node)
	{
		int length;
		const char *value = fdt_getprop_by_offset(blob, property, NULL, &length);
		const char *end = value ? value + length : NULL;

		if (!value || length == 0 || end[-1])
			return false;
		for (; value < end; value += strlen(value) + 1)
			if (!fixup_sound(blob, value))
				return false;
	}
	return true;
}

/* How many fragments there are; -1 when one's target is an alias, which libfdt may go round in. */
static int count_fragments(const void *blob)
{
	int node, count = 0;

	fdt_for_each_subnode(node, blob, 0)
	{
		const char *target = fdt_getprop(blob, node, "target-path", NULL);

		if (fdt_subnode_offset(blob, node, "__overlay__") < 0)
			continue;
		if (target && *target != '/')
			return -1;
		count++;
	}
	return count;
}

static const char *find_problem(const void *blob, int fragments)
{
	int local = fdt_path_offset(blob, "/__local_fixups__");

	if (fragments < 0)
		return "a fragment's target-path is no path that begins with '/'";
	if (local >= 0 && !local_fixups_sound(blob, 0, local))
		return "its /__local_fixups__ name a place that is not there";
	return fixups_sound(blob) ? NULL : "its /__fixups__ name a place that is not there";
}

bool xb_overlay_check(const char *name, const void *blob, size_t size, struct xb_pos at,
		      struct xb_diags *diags)
{
	const char *problem;
	int fragments;

	if (!xb_blob_check(name, blob, size, at, diags))
		return false;
	fragments = count_fragments(blob);
	if (fragments == 0) {
		xb_error(diags, XB_CODE_FILE_TYPE, at,
			 "%s is a device tree, but not an overlay: no node of it has an __overlay__",
			 name);
		xb_hint(diags, "an overlay's source begins with /dts-v1/; /plugin/;");
		return false;
	}
	problem = find_problem(blob, fragments);
	return !problem || xb_error(diags, XB_CODE_DTB_INVALID, at,
				    "the overlay %s cannot be applied: %s", name, problem);
}

/* ---- Applied ----------------------------------------------------------------------------------- */

static size_t used(const void *blob)
{
	return (size_t)fdt_off_dt_strings(blob) + fdt_size_dt_strings(blob);
}

/* A byte that no end of a tree has: a string's NUL, or what this BLOB ends with. */
static unsigned char no_end_of(const unsigned char *blob)
{
	return blob[used(blob) - 1] == 0xff ? 0xfe : 0xff;
}

/* Where the last byte of BLOB before ROOM that is not MARK ends. Most are MARK: by the block first. */
static size_t end_of_written(const unsigned char *blob, size_t room, unsigned char mark)
{
	unsigned char block[256];
	size_t end = room;

	memset(block, mark, sizeof(block));
	while (end - used(blob) >= sizeof(block) &&
	       memcmp(blob + end - sizeof(block), block, sizeof(block)) == 0)
		end -= sizeof(block);
	while (end > used(blob) && blob[end - 1] == mark)
		end--;
	return end;
}

/*
 * Fragments are merged one by one, and a later one can replace a value by a shorter one: the most
 * that was used may be more than what is used in the end. So the room is marked before, and what was
 * written to shows the rest. Both blobs are copied: libfdt leaves ruins of both when it fails, and
 * changes the overlay in any case.
 */
void *xb_overlay_apply(const void *blob, const void *overlay, size_t size, size_t room,
		       size_t *peak, int *error)
{
	unsigned char mark = no_end_of(blob);
	unsigned char *copy = xb_alloc(room);
	void *scratch = xb_alloc(size);

	memcpy(scratch, overlay, size);
	memcpy(copy, blob, used(blob));
	memset(copy + used(blob), mark, room - used(blob));
	fdt_set_totalsize(copy, (uint32_t)room);
	*error = fdt_overlay_apply(copy, scratch);
	free(scratch);
	if (*error) {
		free(copy);
		return NULL;
	}
	*peak = end_of_written(copy, room, mark);
	memset(copy + used(copy), 0, room - used(copy));
	return copy;
}

/* ---- What it needs that is not there ----------------------------------------------------------- */

/* A label of OVERLAY's that BASE does not export, or NULL. */
static const char *missing_label(const void *overlay, const void *base)
{
	int symbols = fdt_path_offset(base, "/__symbols__");
	int property, node = fdt_path_offset(overlay, "/__fixups__");

	fdt_for_each_property_offset(property, overlay, node)
	{
		const char *label, *path;

		if (!fdt_getprop_by_offset(overlay, property, &label, NULL))
			continue;
		path = symbols < 0 ? NULL : xb_blob_string(base, symbols, label);
		if (!path || xb_blob_node(base, path) < 0)
			return label;
	}
	return NULL;
}

/* The path of a target of OVERLAY's that is not in BASE, or NULL. */
static const char *missing_target(const void *overlay, const void *base)
{
	int node;

	fdt_for_each_subnode(node, overlay, 0)
	{
		const char *path = xb_blob_string(overlay, node, "target-path");

		if (path && xb_blob_node(base, path) < 0)
			return path;
	}
	return NULL;
}

static void explain_label(const char *name, const char *tree, const void *base, const char *label,
			  struct xb_pos at, struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_MISSING_NODE, at,
		 "the overlay %s refers to the label %s, which %s does not have", name, label,
		 tree);
	if (fdt_path_offset(base, "/__symbols__") < 0)
		xb_hint(diags, "%s has no labels at all: it was compiled without `dtc -@`", tree);
}

bool xb_overlay_explain(const char *name, const void *overlay, const char *tree, const void *base,
			int error, struct xb_pos at, struct xb_diags *diags)
{
	const char *label = missing_label(overlay, base);
	const char *target = missing_target(overlay, base);
	struct xb_tree_index *index;
	char *near;

	if (label) {
		explain_label(name, tree, base, label, at, diags);
		return false;
	}
	if (!target)
		return xb_error(diags, XB_CODE_DTB_INVALID, at,
				"the overlay %s cannot be applied to %s: libfdt says %s", name,
				tree, fdt_strerror(error));
	xb_error(diags, XB_CODE_MISSING_NODE, at,
		 "the overlay %s changes the node %s, which %s does not have", name, target, tree);
	index = xb_tree_index_new(base);
	near = xb_tree_nearest(index, target);
	if (near)
		xb_hint(diags, "%s has a node %s", tree, near);
	free(near);
	xb_tree_index_free(index);
	return false;
}

/* ---- A base that is not known ------------------------------------------------------------------ */

static int child_of(void *blob, int parent, const char *name)
{
	int node = fdt_subnode_offset(blob, parent, name);

	return node == -FDT_ERR_NOTFOUND ? fdt_add_subnode(blob, parent, name) : node;
}

/* Copy properties and children of FROM, in OVERLAY, into the node INTO. */
static int copy_node(void *blob, int into, const void *overlay, int from)
{
	int property, child, error;

	fdt_for_each_property_offset(property, overlay, from)
	{
		const char *name;
		int length;
		const void *value = fdt_getprop_by_offset(overlay, property, &name, &length);

		error = fdt_setprop(blob, into, name, value, length);
		if (error)
			return error;
	}
	fdt_for_each_subnode(child, overlay, from)
	{
		int node = child_of(blob, into, fdt_get_name(overlay, child, NULL));

		error = node < 0 ? node : copy_node(blob, node, overlay, child);
		if (error)
			return error;
	}
	return 0;
}

/* A symbol's path gets the target's in place of /fragment@0/__overlay__. */
static int copy_symbols(void *blob, const void *overlay, size_t serial)
{
	int property, from = fdt_path_offset(overlay, "/__symbols__");
	int into = from < 0 ? 0 : child_of(blob, 0, "__symbols__");
	char *name;
	int error = 0;

	if (into < 0)
		return into;
	fdt_for_each_property_offset(property, overlay, from)
	{
		const char *label;
		void *value;
		int length;

		if (error || !fdt_getprop_by_offset(overlay, property, &label, &length))
			break;
		/* Two overlays may have the same label; counting both is on the safe side. */
		name = xb_format("%s-%zu", label, serial);
		error = fdt_setprop_placeholder(blob, into, name, length + UNKNOWN_PATH, &value);
		free(name);
	}
	return error;
}

int xb_overlay_graft(void *blob, const void *overlay, size_t serial)
{
	char *name = xb_format("overlay-%zu", serial);
	int top = child_of(blob, 0, name);
	int fragment, error = top < 0 ? top : 0;

	free(name);
	fdt_for_each_subnode(fragment, overlay, 0)
	{
		int from = fdt_subnode_offset(overlay, fragment, "__overlay__");
		int into;

		if (error || from < 0)
			continue;
		into = child_of(blob, top, fdt_get_name(overlay, fragment, NULL));
		error = into < 0 ? into : copy_node(blob, into, overlay, from);
	}
	return error ? error : copy_symbols(blob, overlay, serial);
}

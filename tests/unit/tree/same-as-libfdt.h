/* SPDX-License-Identifier: MIT */
/* An index says of a blob what libfdt says of it: every node, every property, every look-up. */
#ifndef XENBOOT_TESTS_TREE_SAME_AS_LIBFDT_H
#define XENBOOT_TESTS_TREE_SAME_AS_LIBFDT_H

#include "unit/support.h"
#include "xenboot/tree.h"

#include <libfdt.h>
#include <stdlib.h>
#include <strings.h>

/* The offset of NODE, as libfdt's functions return it. */
static inline int offset_of(const struct xb_tree_node *node)
{
	return node ? node->offset : -FDT_ERR_NOTFOUND;
}

/* All errors are one. */
static inline int found(int offset)
{
	return offset < 0 ? -FDT_ERR_NOTFOUND : offset;
}

static inline void same_properties(const char *label, const void *blob,
				   const struct xb_tree_node *node)
{
	size_t count = 0;
	int offset;

	fdt_for_each_property_offset(offset, blob, node->offset)
	{
		const struct xb_tree_property *property = &node->properties[count];
		const char *name;
		int length;
		const void *value = fdt_getprop_by_offset(blob, offset, &name, &length);

		assert_true(count++ < node->property_count);
		check_text(label, property->name, name);
		check_u64(label, property->length, (uint64_t)length);
		assert_ptr_equal(property->value, value);
		value = fdt_getprop(blob, node->offset, name, &length);
		assert_ptr_equal(xb_tree_property(node, name)->value, value);
		check_text(label, xb_tree_string(node, name),
			   memchr(value, 0, (size_t)length) ? value : NULL);
	}
	check_u64(label, node->property_count, count);
}

/* Is NODE what libfdt has at its offset, and where it has it? */
static inline void same_node(const char *label, const void *blob, const struct xb_tree_node *node)
{
	const struct xb_tree_node *child = node->child;
	int offset;

	check_text(label, node->name, fdt_get_name(blob, node->offset, NULL));
	check_u64(label, node->phandle, fdt_get_phandle(blob, node->offset));
	fdt_for_each_subnode(offset, blob, node->offset)
	{
		check_int(label, offset_of(child), offset);
		assert_ptr_equal(child->parent, node);
		check_u64(label, child->depth, node->depth + 1);
		child = child->next;
	}
	assert_null(child);
	same_properties(label, blob, node);
}

static inline void same_compatible(const char *label, const struct xb_tree_index *index,
				   const struct xb_tree_node *node)
{
	const char *compatible = xb_tree_string(node, "compatible");

	if (!compatible)
		return;
	check_bool(label, xb_tree_is_compatible(node, compatible),
		   fdt_node_check_compatible(index->blob, node->offset, compatible) == 0);
	check_int(label, offset_of(xb_tree_next_compatible(index, NULL, compatible)),
		  found(fdt_node_offset_by_compatible(index->blob, -1, compatible)));
	check_int(label, offset_of(xb_tree_next_compatible(index, node, compatible)),
		  found(fdt_node_offset_by_compatible(index->blob, node->offset, compatible)));
}

/* Look-ups of what leads to NODE, and of what may lead past it. */
static inline void same_look_ups(const char *label, const struct xb_tree_index *index,
				 const struct xb_tree_node *node)
{
	char *path = xb_tree_path(node);
	const struct xb_tree_node *whole = xb_tree_find_whole(index, path);
	char *at = strrchr(path, '@');
	char *again = xb_tree_path(whole);

	assert_int_equal(strcasecmp(path, again), 0);
	free(again);
	check_int(label, offset_of(xb_tree_find(index, path)),
		  found(fdt_path_offset(index->blob, path)));
	if (at) {
		*at = '\0';
		check_int(label, offset_of(xb_tree_find(index, path)),
			  found(fdt_path_offset(index->blob, path)));
	}
	free(path);
	if (node->phandle && node->phandle != UINT32_MAX)
		check_int(label, offset_of(xb_tree_by_phandle(index, node->phandle)),
			  found(fdt_node_offset_by_phandle(index->blob, node->phandle)));
	same_compatible(label, index, node);
}

/* One that is no path may lead libfdt round in circles; a tree that has one is refused. */
static inline void same_aliases(const char *label, const struct xb_tree_index *index)
{
	const struct xb_tree_node *aliases = index->aliases;

	for (size_t i = 0; aliases && i < aliases->property_count; i++) {
		const char *alias = aliases->properties[i].name;
		const char *target = fdt_get_alias(index->blob, alias);

		if (!target || *target != '/')
			continue;
		check_text(label, xb_tree_alias(index, alias), target);
		check_int(label, offset_of(xb_tree_find(index, alias)),
			  found(fdt_path_offset(index->blob, alias)));
	}
}

/* BLOB is sound. libfdt reads it from its start for each look-up, so a large one has a sample. */
static inline void same_as_libfdt(const char *label, const void *blob)
{
	enum { SAMPLE = 64 };
	struct xb_tree_index *index = xb_tree_index_new(blob);
	size_t count = 0;
	int depth = 0;

	for (int node = 0; node >= 0 && depth >= 0; node = fdt_next_node(blob, node, &depth)) {
		assert_true(count < index->count);
		check_int(label, index->nodes[count].offset, node);
		check_u64(label, index->nodes[count].depth, (uint64_t)depth);
		same_node(label, blob, &index->nodes[count++]);
	}
	check_u64(label, index->count, count);
	for (size_t i = 0; i < count; i += 1 + count / SAMPLE)
		same_look_ups(label, index, &index->nodes[i]);
	same_aliases(label, index);
	xb_tree_index_free(index);
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What a device tree says about the machine, read the way Xen reads it at boot
 * (xen/common/device-tree/bootinfo-fdt.c): memory nodes one level below the root, with device_type
 * and in use; cells of the parent; empty banks skipped.
 */
#include "xenboot/tree.h"

#include <inttypes.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	const char *name;
	struct xb_devtree *tree;
	struct xb_pos at;
	struct xb_diags *diags;
};

static bool check_cells(const struct reading *reading, const char *node, struct xb_tree_cells cells)
{
	if (cells.address >= 1 && cells.address <= 2 && cells.size >= 1 && cells.size <= 2)
		return true;
	xb_error(reading->diags, XB_CODE_DTB_INVALID, reading->at,
		 "%s: %s has #address-cells %" PRIu32 " and #size-cells %" PRIu32
		 "; Xen reads addresses and sizes of 1 or 2 cells",
		 reading->name, node, cells.address, cells.size);
	xb_hint(reading->diags, "a tree for a 32- or 64-bit board has 1 or 2 of both");
	return false;
}

static uint64_t read_number(const fdt32_t *cells, uint32_t count)
{
	uint64_t value = 0;

	for (uint32_t i = 0; i < count; i++)
		value = value << 32 | fdt32_ld(cells + i);
	return value;
}

static bool check_range(const struct reading *reading, const char *node, struct xb_range range)
{
	if (xb_range_valid(range))
		return true;
	return xb_error(reading->diags, XB_CODE_DTB_INVALID, reading->at,
			"%s: %s starts at 0x%" PRIX64 " and has 0x%" PRIX64
			" bytes, which is more than 64-bit addresses reach",
			reading->name, node, range.start, range.size);
}

/* ---- Memory ------------------------------------------------------------------------------------ */

typedef void add_range(struct xb_devtree *tree, struct xb_range range, const char *node);

static void add_memory(struct xb_devtree *tree, struct xb_range range, const char *node)
{
	(void)node;
	xb_ranges_add(&tree->memory, range);
}

static void add_reserved(struct xb_devtree *tree, struct xb_range range, const char *node)
{
	xb_named_ranges_add(&tree->reserved, range, node);
}

/* Every (address, size) of NODE's reg; a rest that is no whole pair is left out, as Xen does. */
static bool read_reg(const struct reading *reading, const struct xb_tree_node *node,
		     struct xb_tree_cells cells, add_range *add)
{
	const struct xb_tree_property *property = xb_tree_property(node, "reg");
	uint32_t pair = cells.address + cells.size;
	const fdt32_t *reg = property ? (const void *)property->value : NULL;
	size_t left = property ? property->length / sizeof(*reg) : 0;

	for (; left >= pair; left -= pair, reg += pair) {
		struct xb_range range = {
			read_number(reg, cells.address),
			read_number(reg + cells.address, cells.size),
		};

		if (!check_range(reading, node->name, range))
			return false;
		if (range.size)
			add(reading->tree, range, node->name);
	}
	return true;
}

static bool is_memory_node(const struct xb_tree_node *node)
{
	const char *type = xb_tree_string(node, "device_type");

	return strncmp(node->name, "memory", 6) == 0 &&
	       (node->name[6] == '\0' || node->name[6] == '@') && type &&
	       strcmp(type, "memory") == 0 && xb_tree_available(node);
}

static bool read_memory(const struct reading *reading)
{
	struct xb_tree_cells cells = {reading->tree->address_cells, reading->tree->size_cells};
	const struct xb_tree_node *node = reading->tree->index->nodes->child;

	for (; node; node = node->next)
		if (is_memory_node(node) && !read_reg(reading, node, cells, add_memory))
			return false;
	xb_ranges_merge(&reading->tree->memory);
	return true;
}

/* ---- What others keep -------------------------------------------------------------------------- */

void xb_named_ranges_add(struct xb_named_ranges *ranges, struct xb_range range, const char *name)
{
	ranges->items =
		xb_grow(ranges->items, &ranges->capacity, ranges->count, sizeof(*ranges->items));
	ranges->items[ranges->count++] = (struct xb_named_range){range, xb_strdup(name)};
}

void xb_named_ranges_clear(struct xb_named_ranges *ranges)
{
	for (size_t i = 0; i < ranges->count; i++)
		free(ranges->items[i].name);
	free(ranges->items);
	*ranges = (struct xb_named_ranges){0};
}

static bool read_reservations(const struct reading *reading)
{
	const void *blob = reading->tree->blob;
	int count = fdt_num_mem_rsv(blob);

	for (int i = 0; i < count; i++) {
		struct xb_range range;

		if (fdt_get_mem_rsv(blob, i, &range.start, &range.size))
			continue;
		if (!check_range(reading, "/memreserve/", range))
			return false;
		xb_named_ranges_add(&reading->tree->reserved, range, "/memreserve/");
	}
	return true;
}

/* The nodes below /reserved-memory, at any depth; CELLS are PARENT's for its children. */
static bool read_reserved_below(const struct reading *reading, const struct xb_tree_node *parent,
				struct xb_tree_cells cells)
{
	for (const struct xb_tree_node *node = parent->child; node; node = node->next) {
		bool in_use = xb_tree_available(node);

		if (in_use && xb_tree_property(node, "reg") &&
		    !check_cells(reading, "/reserved-memory", cells))
			return false;
		if (in_use && !read_reg(reading, node, cells, add_reserved))
			return false;
		if (!read_reserved_below(reading, node, xb_tree_cells(node, cells)))
			return false;
	}
	return true;
}

static bool read_reserved_memory(const struct reading *reading)
{
	const struct xb_tree_node *node = xb_tree_find(reading->tree->index, "/reserved-memory");

	return !node || read_reserved_below(reading, node, xb_tree_cells(node, xb_tree_default_cells));
}

/* ---- The rest ---------------------------------------------------------------------------------- */

static unsigned count_cpus(const struct xb_tree_index *index)
{
	unsigned count = 0;

	for (const struct xb_tree_node *cpu = NULL; (cpu = xb_tree_next_cpu(index, cpu));)
		count += xb_tree_available(cpu);
	return count;
}

/* /chosen/stdout-path without the line settings; NULL when there is none or it is empty. */
static char *read_stdout_path(const struct xb_tree_node *chosen)
{
	const char *text = chosen ? xb_tree_string(chosen, "stdout-path") : NULL;
	size_t length = text ? strcspn(text, ":") : 0;

	return length ? xb_strndup(text, length) : NULL;
}

static bool read_tree(const struct reading *reading)
{
	struct xb_devtree *tree = reading->tree;
	const struct xb_tree_node *root = tree->index->nodes;
	const struct xb_tree_node *chosen = xb_tree_find(tree->index, "/chosen");
	struct xb_tree_cells cells = xb_tree_cells(root, xb_tree_default_cells);
	const char *model = xb_tree_string(root, "model");

	if (!check_cells(reading, "the root node", cells))
		return false;
	tree->address_cells = cells.address;
	tree->size_cells = cells.size;
	tree->model = model ? xb_strdup(model) : NULL;
	tree->has_chosen = chosen != NULL;
	tree->stdout_path = read_stdout_path(chosen);
	tree->cpus = count_cpus(tree->index);
	return read_memory(reading) && read_reservations(reading) && read_reserved_memory(reading);
}

struct xb_devtree *xb_devtree_parse(const char *name, const void *blob, size_t size,
				    struct xb_pos at, struct xb_diags *diags)
{
	/* libfdt wants a blob at an address that is a multiple of 8: look at the copy. */
	struct xb_devtree *tree = xb_alloc(sizeof(*tree));
	struct reading reading = {name, tree, at, diags};

	tree->blob = xb_alloc(size);
	tree->size = size;
	if (size)
		memcpy(tree->blob, blob, size);
	if (xb_blob_check(name, tree->blob, size, at, diags)) {
		tree->index = xb_tree_index_new(tree->blob);
		if (read_tree(&reading))
			return tree;
	}
	xb_devtree_free(tree);
	return NULL;
}

struct xb_devtree *xb_devtree_take(void *blob, size_t size)
{
	struct xb_devtree *tree = xb_alloc(sizeof(*tree));
	struct xb_diags unwanted = {0};
	struct reading reading = {"", tree, (struct xb_pos){0}, &unwanted};

	tree->blob = blob;
	tree->size = size;
	tree->index = xb_tree_index_new(blob);
	read_tree(&reading);
	xb_diags_clear(&unwanted);
	return tree;
}

uint64_t xb_devtree_used(const struct xb_devtree *tree)
{
	return (uint64_t)fdt_off_dt_strings(tree->blob) + fdt_size_dt_strings(tree->blob);
}

void xb_devtree_free(struct xb_devtree *tree)
{
	if (!tree)
		return;
	xb_ranges_clear(&tree->memory);
	xb_named_ranges_clear(&tree->reserved);
	free(tree->model);
	free(tree->stdout_path);
	xb_tree_index_free(tree->index);
	free(tree->blob);
	free(tree);
}

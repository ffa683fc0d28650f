/* SPDX-License-Identifier: MIT */
/*
 * Which interrupt of which controller a device raises, by the rules of Xen: the specifier goes from
 * parent to parent, through the maps that stand on the way (xen/common/device-tree/device-tree.c:
 * dt_device_get_raw_irq, dt_irq_find_parent, dt_irq_map_raw).
 */
#include "xenboot/tree.h"

#include <libfdt.h>

/* An interrupt on its way. */
struct walk {
	const struct xb_tree_index *index;
	const struct xb_tree_node *parent;
	const char *specifier, *address; /* big-endian cells; address: of the device below */
	uint32_t specifier_cells, address_cells;
	size_t address_room; /* cells that are there at ADDRESS; Xen does not look */
	size_t steps;        /* Xen does not count them, and goes round for ever */
};

static uint32_t cell(const char *value, size_t number)
{
	return fdt32_ld((const fdt32_t *)(const void *)value + number);
}

/* dt_irq_find_parent: the next node above, or where interrupt-parent leads, that has cells. */
static const struct xb_tree_node *find_parent(struct walk *walk, const struct xb_tree_node *node)
{
	do {
		const struct xb_tree_property *leads = xb_tree_property(node, "interrupt-parent");

		node = leads ? xb_tree_by_phandle(walk->index,
						  xb_tree_cell(node, "interrupt-parent", 0)) :
			       node->parent;
	} while (node && !xb_tree_property(node, "#interrupt-cells") &&
		 walk->steps++ < walk->index->count);
	return walk->steps <= walk->index->count ? node : NULL;
}

/* ---- Where it starts --------------------------------------------------------------------------- */

/* interrupts-extended: parent, specifier, parent, specifier, ...; a parent of 0 stands for none. */
static enum xb_tree_status start_extended(struct walk *walk, const struct xb_tree_property *list,
					  size_t number)
{
	size_t left = list->length / 4;
	const char *at = list->value;

	for (; left > 0; number--) {
		uint32_t phandle = cell(at, 0);
		const struct xb_tree_node *parent =
			phandle ? xb_tree_by_phandle(walk->index, phandle) : NULL;
		uint32_t cells = parent ? xb_tree_cell(parent, "#interrupt-cells", UINT32_MAX) : 0;

		if (phandle && !parent)
			return XB_TREE_NO_PARENT;
		at += 4;
		left--;
		if (cells > left)
			return XB_TREE_BAD_CELLS;
		walk->parent = parent;
		walk->specifier = at;
		walk->specifier_cells = cells;
		if (number == 0)
			return parent ? XB_TREE_OK : XB_TREE_NO_INTERRUPT;
		at += (size_t)cells * 4;
		left -= cells;
	}
	return XB_TREE_NO_INTERRUPT;
}

static enum xb_tree_status start_plain(struct walk *walk, const struct xb_tree_node *node,
				       size_t number)
{
	const struct xb_tree_property *list = xb_tree_property(node, "interrupts");

	if (!list)
		return XB_TREE_NO_INTERRUPT;
	walk->parent = find_parent(walk, node);
	if (!walk->parent)
		return XB_TREE_NO_PARENT;
	walk->specifier_cells = xb_tree_cell(walk->parent, "#interrupt-cells", 0);
	if (walk->specifier_cells == 0)
		return XB_TREE_BAD_CELLS;
	if (number >= list->length / 4 / walk->specifier_cells)
		return XB_TREE_NO_INTERRUPT;
	walk->specifier = list->value + number * walk->specifier_cells * 4;
	return XB_TREE_OK;
}

/* Where interrupts-extended cannot be used, Xen takes interrupts. */
static enum xb_tree_status start(struct walk *walk, const struct xb_tree_node *node, size_t number)
{
	const struct xb_tree_property *reg = xb_tree_property(node, "reg");
	const struct xb_tree_property *list = xb_tree_property(node, "interrupts-extended");
	enum xb_tree_status status = list ? start_extended(walk, list, number) :
					    start_plain(walk, node, number);

	if (list && status != XB_TREE_OK && xb_tree_property(node, "interrupts"))
		status = start_plain(walk, node, number);
	walk->address = reg ? reg->value : NULL;
	walk->address_room = reg ? reg->length / 4 : 0;
	return status;
}

/* Of a parent that says nothing its own parents are asked: old trees rely on it. */
static uint32_t first_address_cells(const struct xb_tree_node *node)
{
	for (; node; node = node->parent)
		if (xb_tree_property(node, "#address-cells"))
			return xb_tree_cell(node, "#address-cells", 0);
	return 2;
}

/* ---- Maps -------------------------------------------------------------------------------------- */

static bool cells_match(const char *a, const char *b, const char *mask, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if ((cell(a, i) ^ cell(b, i)) & (mask ? cell(mask, i) : UINT32_MAX))
			return false;
	return true;
}

/* Does the row AT, whose first cells are an address and a specifier, mean the interrupt? */
static bool row_matches(const struct walk *walk, const char *at,
			const struct xb_tree_property *mask)
{
	size_t address = walk->address_cells;
	const char *masks = mask ? mask->value : NULL;

	return cells_match(walk->address, at, masks, address) &&
	       cells_match(walk->specifier, at + address * 4, masks ? masks + address * 4 : NULL,
			   walk->specifier_cells);
}

/* Go on to the parent that the row of MAP for the interrupt names. */
static enum xb_tree_status go_through(struct walk *walk, const struct xb_tree_property *map)
{
	const struct xb_tree_property *mask = xb_tree_property(walk->parent, "interrupt-map-mask");
	size_t child = (size_t)walk->address_cells + walk->specifier_cells;
	size_t left = map->length / 4;
	const char *at = map->value;

	if (walk->address_cells > walk->address_room)
		return XB_TREE_NO_REG;
	if (mask && mask->length / 4 < child)
		return XB_TREE_BAD_CELLS;
	while (left > child + 1) {
		const struct xb_tree_node *parent = xb_tree_by_phandle(walk->index, cell(at, child));
		const char *row = at;
		uint32_t address, specifier;

		if (!parent)
			return XB_TREE_NO_PARENT;
		if (!xb_tree_property(parent, "#interrupt-cells"))
			return XB_TREE_BAD_CELLS;
		address = xb_tree_cell(parent, "#address-cells", 0);
		specifier = xb_tree_cell(parent, "#interrupt-cells", 0);
		at += (child + 1) * 4;
		left -= child + 1;
		if (left < (uint64_t)address + specifier)
			return XB_TREE_BAD_CELLS;
		if (row_matches(walk, row, mask)) {
			walk->parent = parent;
			walk->address = at;
			walk->address_room = walk->address_cells = address;
			walk->specifier = at + (size_t)address * 4;
			walk->specifier_cells = specifier;
			return XB_TREE_OK;
		}
		at += ((size_t)address + specifier) * 4;
		left -= (size_t)address + specifier;
	}
	return XB_TREE_NOT_MAPPED;
}

/* ---- All the way ------------------------------------------------------------------------------- */

static enum xb_tree_status arrive(const struct walk *walk, struct xb_tree_interrupt *interrupt)
{
	if (walk->specifier_cells > XB_TREE_INTERRUPT_CELLS)
		return XB_TREE_BAD_CELLS;
	interrupt->controller = walk->parent;
	interrupt->count = walk->specifier_cells;
	for (uint32_t i = 0; i < walk->specifier_cells; i++)
		interrupt->cells[i] = cell(walk->specifier, i);
	return XB_TREE_OK;
}

enum xb_tree_status xb_tree_interrupt(const struct xb_tree_index *index,
				      const struct xb_tree_node *node, size_t number,
				      struct xb_tree_interrupt *interrupt,
				      const struct xb_tree_node **fault)
{
	struct walk walk = {.index = index};
	enum xb_tree_status status = start(&walk, node, number);

	*fault = node;
	if (status == XB_TREE_OK)
		walk.address_cells = first_address_cells(walk.parent);
	while (status == XB_TREE_OK) {
		const struct xb_tree_property *map = xb_tree_property(walk.parent, "interrupt-map");

		*fault = walk.parent;
		if (xb_tree_property(walk.parent, "interrupt-controller"))
			return arrive(&walk, interrupt);
		if (walk.steps++ > index->count)
			return XB_TREE_NO_PARENT;
		if (map) {
			status = go_through(&walk, map);
			continue;
		}
		walk.parent = find_parent(&walk, walk.parent);
		status = walk.parent ? XB_TREE_OK : XB_TREE_NO_PARENT;
	}
	return status;
}

/* ---- How many ---------------------------------------------------------------------------------- */

/* Of interrupts-extended, empty places included; false: it cannot be used. */
static bool count_extended(const struct xb_tree_index *index, const struct xb_tree_property *list,
			   size_t *count)
{
	size_t left = list->length / 4;
	const char *at = list->value;

	for (*count = 0; left > 0; ++*count) {
		uint32_t phandle = cell(at, 0);
		const struct xb_tree_node *parent =
			phandle ? xb_tree_by_phandle(index, phandle) : NULL;
		uint32_t cells = parent ? xb_tree_cell(parent, "#interrupt-cells", UINT32_MAX) : 0;

		if ((phandle && !parent) || cells > left - 1)
			return false;
		at += ((size_t)cells + 1) * 4;
		left -= (size_t)cells + 1;
	}
	return true;
}

size_t xb_tree_interrupt_count(const struct xb_tree_index *index, const struct xb_tree_node *node)
{
	const struct xb_tree_property *extended = xb_tree_property(node, "interrupts-extended");
	const struct xb_tree_property *list = xb_tree_property(node, "interrupts");
	struct walk walk = {.index = index};
	const struct xb_tree_node *parent;
	uint32_t cells;
	size_t count;

	if (extended && count_extended(index, extended, &count))
		return count;
	parent = list ? find_parent(&walk, node) : NULL;
	cells = parent ? xb_tree_cell(parent, "#interrupt-cells", 0) : 0;
	return cells ? list->length / 4 / cells : 0;
}

/* ---- All rows of a map ------------------------------------------------------------------------- */

enum xb_tree_status xb_tree_mapped_interrupt(const struct xb_tree_index *index,
					     const struct xb_tree_node *node, size_t number,
					     struct xb_tree_interrupt *interrupt)
{
	const struct xb_tree_property *map = xb_tree_property(node, "interrupt-map");
	const struct xb_tree_node *parent = node;
	struct walk walk = {.index = index};
	size_t left, child;
	const char *at;

	if (!xb_tree_property(node, "#interrupt-cells"))
		parent = find_parent(&walk, node);
	if (!parent)
		return XB_TREE_NO_PARENT;
	child = xb_tree_cell(parent, "#interrupt-cells", 0);
	if (child > XB_TREE_INTERRUPT_CELLS)
		return XB_TREE_BAD_CELLS;
	child += first_address_cells(parent);
	left = map ? map->length / 4 : 0;
	at = map ? map->value : NULL;
	for (; left > child + 1; number--) {
		uint32_t address;

		parent = xb_tree_by_phandle(index, cell(at, child));
		if (!parent)
			return XB_TREE_NO_PARENT;
		address = xb_tree_cell(parent, "#address-cells", 0);
		walk.parent = parent;
		walk.specifier_cells = xb_tree_cell(parent, "#interrupt-cells", UINT32_MAX);
		at += (child + 1) * 4;
		left -= child + 1;
		if (walk.specifier_cells > XB_TREE_INTERRUPT_CELLS ||
		    left < (uint64_t)address + walk.specifier_cells)
			return XB_TREE_BAD_CELLS;
		walk.specifier = at + (size_t)address * 4;
		if (number == 0)
			return arrive(&walk, interrupt);
		at += ((size_t)address + walk.specifier_cells) * 4;
		left -= (size_t)address + walk.specifier_cells;
	}
	return XB_TREE_NO_INTERRUPT;
}

/* xen/arch/arm/gic.c gic_irq_xlate. */
bool xb_tree_gic_number(const struct xb_tree_interrupt *interrupt, uint32_t *number)
{
	enum { SGIS = 16, PPIS = 16 };

	if (interrupt->count < 3)
		return false;
	*number = interrupt->cells[1] + SGIS + (interrupt->cells[0] == 0 ? PPIS : 0);
	return true;
}

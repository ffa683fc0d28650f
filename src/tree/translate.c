/* SPDX-License-Identifier: MIT */
/*
 * Where a device is for the CPU, by the rules of Xen: its reg is an address on its parent's bus, and
 * the ranges of each bus say where that is on the bus above (xen/common/device-tree/device-tree.c:
 * dt_device_get_address, dt_get_address, __dt_translate_address, dt_translate_one).
 */
#include "xenboot/tree.h"

#include <libfdt.h>
#include <string.h>

enum { MAX_ADDRESS_CELLS = 4 }; /* DT_MAX_ADDR_CELLS */

/* What a node's children are on: how their addresses are written, and in which property. */
struct bus {
	const struct xb_tree_node *node;
	bool pci;
	uint32_t address, size; /* cells */
};

struct address {
	uint32_t cells[MAX_ADDRESS_CELLS];
};

static uint32_t cell(const char *value, uint64_t number)
{
	return fdt32_ld((const fdt32_t *)(const void *)value + number);
}

/* The last two of COUNT cells, as dt_read_number has it. */
static uint64_t read_number(const char *value, uint64_t first, uint32_t count)
{
	uint64_t number = 0;

	for (uint32_t i = 0; i < count; i++)
		number = number << 32 | cell(value, first + i);
	return number;
}

static uint64_t address_number(const struct address *address, uint32_t first, uint32_t count)
{
	uint64_t number = 0;

	for (uint32_t i = first; i < count; i++)
		number = number << 32 | address->cells[i];
	return number;
}

static void read_address(struct address *address, const char *value, uint64_t first, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		address->cells[i] = cell(value, first + i);
}

/* ---- Buses ------------------------------------------------------------------------------------- */

#define PCI_BY_NAME XB_RELEASE(4, 15)

/* dt_bus_pci_match: by device_type, or by the name without its unit address. */
static bool is_pci(const struct xb_tree_node *node, unsigned release)
{
	static const char *const types[] = {"pci", "pciex", "vci", "ht"};
	const char *type = xb_tree_string(node, "device_type");
	size_t length = strcspn(node->name, "@");

	for (size_t i = 0; type && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(type, types[i]) == 0)
			return true;
	if (release && release < PCI_BY_NAME)
		return false;
	return (length == 3 && strncmp(node->name, "pci", 3) == 0) ||
	       (length == 4 && strncmp(node->name, "pcie", 4) == 0);
}

/* __dt_n_addr_cells: what a node does not say, the nodes above it may. */
static uint32_t inherited_cells(const struct xb_tree_node *node, const char *name,
				uint32_t otherwise)
{
	for (; node; node = node->parent)
		if (xb_tree_property(node, name))
			return xb_tree_cell(node, name, 0);
	return otherwise;
}

static enum xb_tree_status find_bus(const struct xb_tree_node *node, unsigned release,
				    struct bus *bus)
{
	*bus = (struct bus){.node = node, .pci = is_pci(node, release), .address = 3, .size = 2};
	if (bus->pci)
		return XB_TREE_OK;
	if (node->parent && !xb_tree_property(node, "ranges"))
		return XB_TREE_NO_RANGES;
	bus->address = inherited_cells(node, "#address-cells", 2);
	bus->size = inherited_cells(node, "#size-cells", 1);
	return bus->address > 0 && bus->address <= MAX_ADDRESS_CELLS && bus->size > 0
		       ? XB_TREE_OK
		       : XB_TREE_BAD_CELLS;
}

/* ---- One bus up -------------------------------------------------------------------------------- */

/* dt_bus_pci_get_flags: memory or I/O. */
static unsigned pci_space(uint32_t first_cell)
{
	static const unsigned spaces[] = {0, 1, 2, 2};

	return spaces[first_cell >> 24 & 3];
}

/* How far ADDRESS lies behind the start of the range at FIRST, or false: not in it. */
static bool offset_in_range(const struct bus *bus, const struct bus *above,
			    const struct address *address, const char *ranges, uint64_t first,
			    uint64_t *offset)
{
	uint32_t high = bus->pci ? 1 : 0; /* the cell that says which space is not compared */
	uint64_t start = read_number(ranges, first + high, bus->address - high);
	uint64_t size = read_number(ranges, first + bus->address + above->address, bus->size);
	uint64_t number = address_number(address, high, bus->address);
	struct address begin;

	read_address(&begin, ranges, first, bus->address);
	if (bus->pci && pci_space(address->cells[0]) != pci_space(begin.cells[0]))
		return false;
	/* dt_bus_default_map: more than two cells are a name, not a number. */
	if (!bus->pci && bus->address > 2 &&
	    memcmp(begin.cells, address->cells, bus->address * sizeof(begin.cells[0])) != 0)
		return false;
	*offset = number - start;
	return number >= start && number < start + size;
}

/* dt_bus_default_translate, dt_bus_pci_translate. */
static void add_offset(const struct bus *bus, struct address *address, uint64_t offset)
{
	uint32_t high = bus->pci ? 1 : 0;
	uint64_t number = address_number(address, high, bus->address) + offset;

	memset(address->cells + high, 0, (bus->address - high) * sizeof(address->cells[0]));
	if (bus->address - high > 1)
		address->cells[bus->address - 2] = (uint32_t)(number >> 32);
	address->cells[bus->address - 1] = (uint32_t)number;
}

static enum xb_tree_status go_up(const struct bus *bus, const struct bus *above,
				 struct address *address)
{
	const struct xb_tree_property *ranges = xb_tree_property(bus->node, "ranges");
	uint64_t one = (uint64_t)bus->address + above->address + bus->size;
	uint64_t offset;

	if (!ranges)
		return XB_TREE_NO_RANGES;
	if (ranges->length == 0) {
		offset = address_number(address, 0, bus->address);
		memset(address, 0, sizeof(*address));
		add_offset(above, address, offset);
		return XB_TREE_OK;
	}
	for (uint64_t first = 0; first + one <= ranges->length / 4; first += one) {
		if (!offset_in_range(bus, above, address, ranges->value, first, &offset))
			continue;
		read_address(address, ranges->value, first + bus->address, above->address);
		add_offset(above, address, offset);
		return XB_TREE_OK;
	}
	return XB_TREE_NOT_MAPPED;
}

/* ---- All the way ------------------------------------------------------------------------------- */

/* The property that has the addresses of a device on BUS. */
static const struct xb_tree_property *addresses(const struct xb_tree_node *node, const struct bus *bus)
{
	return xb_tree_property(node, bus->pci ? "assigned-addresses" : "reg");
}

static enum xb_tree_status start(const struct xb_tree_node *node, size_t number,
				 const struct bus *bus, struct address *address, uint64_t *size)
{
	const struct xb_tree_property *reg = addresses(node, bus);
	uint64_t one = (uint64_t)bus->address + bus->size;

	if (!reg || number >= reg->length / 4 / one)
		return XB_TREE_NO_REG;
	read_address(address, reg->value, number * one, bus->address);
	*size = read_number(reg->value, number * one + bus->address, bus->size);
	return XB_TREE_OK;
}

/* From bus to bus to the root, which is the CPU's. */
static enum xb_tree_status climb(struct bus *bus, unsigned release, struct address *address,
				 const struct xb_tree_node **fault)
{
	while (bus->node->parent) {
		struct bus above;
		enum xb_tree_status status;

		*fault = bus->node->parent;
		status = find_bus(bus->node->parent, release, &above);
		if (status != XB_TREE_OK)
			return status;
		*fault = bus->node;
		status = go_up(bus, &above, address);
		if (status != XB_TREE_OK)
			return status;
		*bus = above;
	}
	return XB_TREE_OK;
}

enum xb_tree_status xb_tree_translate(const struct xb_tree_node *node, size_t number,
				      unsigned release, struct xb_range *range,
				      const struct xb_tree_node **fault)
{
	struct address address = {{0}};
	enum xb_tree_status status;
	struct bus bus;

	*range = (struct xb_range){0, 0};
	*fault = node;
	if (!node->parent)
		return XB_TREE_NO_REG;
	*fault = node->parent;
	status = find_bus(node->parent, release, &bus);
	if (status != XB_TREE_OK)
		return status;
	*fault = node;
	status = start(node, number, &bus, &address, &range->size);
	if (status == XB_TREE_OK)
		status = climb(&bus, release, &address, fault);
	range->start = address_number(&address, bus.pci ? 1 : 0, bus.address);
	return status;
}

size_t xb_tree_address_count(const struct xb_tree_node *node, unsigned release)
{
	const struct xb_tree_property *reg;
	struct bus bus;

	if (!node->parent || find_bus(node->parent, release, &bus) != XB_TREE_OK)
		return 0;
	reg = addresses(node, &bus);
	return reg ? reg->length / 4 / ((uint64_t)bus.address + bus.size) : 0;
}

/* ---- What a bus passes on ---------------------------------------------------------------------- */

enum xb_tree_status xb_tree_window(const struct xb_tree_node *node, size_t number,
				   unsigned release, struct xb_range *range,
				   const struct xb_tree_node **fault)
{
	const struct xb_tree_property *ranges = xb_tree_property(node, "ranges");
	struct address address = {{0}};
	enum xb_tree_status status;
	struct bus bus, above;
	uint64_t one, first;

	*range = (struct xb_range){0, 0};
	*fault = node;
	if (!node->parent || !ranges)
		return XB_TREE_NO_RANGES;
	status = find_bus(node, release, &bus);
	if (status != XB_TREE_OK)
		return status;
	*fault = node->parent;
	status = find_bus(node->parent, release, &above);
	if (status != XB_TREE_OK)
		return ranges->length ? status : XB_TREE_NO_REG;
	one = (uint64_t)bus.address + above.address + bus.size;
	*fault = node;
	if (number >= ranges->length / 4 / one)
		return XB_TREE_NO_REG;
	first = number * one + bus.address;
	read_address(&address, ranges->value, first, above.address);
	range->size = read_number(ranges->value, first + above.address, bus.size);
	status = climb(&above, release, &address, fault);
	range->start = address_number(&address, above.pci ? 1 : 0, above.address);
	return status;
}

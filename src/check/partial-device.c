/* SPDX-License-Identifier: MIT */
/*
 * The nodes of a partial device tree that is given: what Xen maps and routes for each, and whether it can
 * (handle_passthrough_prop in xen/arch/arm/domain_build.c, from 4.20 on dom0less-build.c).
 */
#include <stdlib.h>
#include <string.h>

#include "check/partial.h"

typedef unsigned long long number;

#define ADDRESS XB_CODE_PASSTHROUGH_ADDRESS
#define DEVICE XB_CODE_PASSTHROUGH_DEVICE
#define INTERRUPT XB_CODE_PASSTHROUGH_INTERRUPT

/* Of one device's ranges: far more than any has. */
enum { MOST_RANGES = 256 };

/* A node with all that is asked of it. */
struct device {
	const struct xb_partial_given *given;
	const struct xb_tree_node *node;
	const struct xb_tree_node *host; /* that xen,path names; NULL: none, or the tree is not here */
	bool forced;
};

static uint64_t cells_at(const struct xb_tree_property *property, size_t at, uint32_t cells)
{
	uint64_t value = 0;

	for (uint32_t i = 0; i < cells; i++)
		value = value << 32 | xb_tree_cell_at(property, at + i);
	return value;
}

/* ---- xen,reg ------------------------------------------------------------------------------------- */

static bool are_cells(struct xb_tree_cells cells)
{
	return cells.address >= 1 && cells.address <= 2 && cells.size >= 1 && cells.size <= 2;
}

bool xb_partial_mapping(const struct xb_tree_node *node, size_t entry, struct xb_partial_mapping *mapping)
{
	const struct xb_tree_property *reg = xb_tree_property(node, "xen,reg");
	struct xb_tree_cells cells;
	size_t one, at;
	uint64_t size;

	if (!reg || !node->parent || entry >= MOST_RANGES)
		return false;
	cells = xb_tree_cells(node->parent, xb_tree_default_cells);
	one = 2 * (size_t)cells.address + cells.size;
	at = entry * one;
	if (!are_cells(cells) || at + one > reg->length / 4)
		return false;
	size = cells_at(reg, at + cells.address, cells.size);
	*mapping = (struct xb_partial_mapping){
		{cells_at(reg, at, cells.address), size},
		{cells_at(reg, at + cells.address + cells.size, cells.address), size}};
	return true;
}

static bool has_direct_map(const struct device *device)
{
	return xb_read_says(device->given->context, device->given->domain, "direct-map", "true");
}

static void judge_place(const struct device *device, struct xb_range guest)
{
	for (size_t i = 0; i < XB_GUEST_PLACES; i++) {
		const struct xb_guest_place *place = &xb_guest_places[i];

		if (xb_range_overlaps(place->range, guest))
			xb_partial_report(device->given, device->node,
					  place->fatal ? XB_ERROR : XB_WARNING, ADDRESS,
					  "its third number may be another place in the guest",
					  "is mapped at 0x%llX-0x%llX, where a guest has %s",
					  (number)guest.start, (number)xb_range_last(guest),
					  place->what);
	}
}

static void judge_own_memory(const struct device *device, struct xb_range guest)
{
	uint64_t memory = device->given->domain->memory.value, before = xb_guest_ram_before(guest);

	if (memory > before)
		xb_partial_report(device->given, device->node, XB_ERROR, ADDRESS,
				  "Xen maps one over the other; give the guest less, or map it elsewhere",
				  "is mapped at 0x%llX-0x%llX, over the guest's memory: it has %llu MiB, and "
				  "may have %llu", (number)guest.start, (number)xb_range_last(guest),
				  (number)memory >> 20, (number)before >> 20);
}

static bool is_kept(const struct xb_boot *boot, struct xb_range range)
{
	for (size_t i = 0; i < boot->reserved.count; i++)
		if (xb_range_contains(boot->reserved.items[i].range, range))
			return true;
	return false;
}

static void judge_host_memory(const struct device *device, struct xb_range host)
{
	const struct xb_boot *boot = device->given->context->boot;

	for (size_t i = 0; i < boot->ram.count; i++)
		if (xb_range_overlaps(boot->ram.items[i], host) && !is_kept(boot, host))
			xb_partial_report(device->given, device->node, XB_ERROR, ADDRESS,
					  "Xen looks at neither: reserve it in the host's tree, or map a device",
					  "maps 0x%llX-0x%llX of the host, which is RAM 0x%llX-0x%llX of "
					  "others", (number)host.start, (number)xb_range_last(host),
					  (number)boot->ram.items[i].start,
					  (number)xb_range_last(boot->ram.items[i]));
}

static bool is_whole(const struct xb_partial_mapping *mapping)
{
	return ((mapping->host.start | mapping->host.size | mapping->guest.start) & (XB_PAGE - 1)) == 0;
}

static void judge_mapping(const struct device *device, const struct xb_partial_mapping *mapping)
{
	if (!is_whole(mapping))
		xb_partial_refuse(device->given, device->node, ADDRESS,
				  "DomU passthrough config has not page aligned addresses/sizes",
				  "maps 0x%llX with 0x%llX bytes to 0x%llX: not whole pages of 4 KiB",
				  (number)mapping->host.start, (number)mapping->host.size,
				  (number)mapping->guest.start);
	if (!mapping->host.size || !xb_range_valid(mapping->host) || !xb_range_valid(mapping->guest))
		return;
	judge_host_memory(device, mapping->host);
	if (has_direct_map(device))
		return;
	judge_place(device, mapping->guest);
	judge_own_memory(device, mapping->guest);
}

/* Of its parent: how many cells its numbers have. What says nothing has 2 and 1 for Xen, too. */
static bool read_cells(const struct device *device, struct xb_tree_cells *cells)
{
	*cells = xb_tree_cells(device->node->parent, xb_tree_default_cells);
	if (are_cells(*cells))
		return true;
	xb_partial_refuse(device->given, device->node, XB_CODE_PASSTHROUGH_TREE,
			  "Invalid address_cells or size_cells",
			  "has xen,reg, and what it is in has #address-cells %u and #size-cells %u: 1 or 2 "
			  "each", cells->address, cells->size);
	return false;
}

static bool covers(const struct xb_tree_node *node, uint64_t address)
{
	struct xb_partial_mapping mapping;

	for (size_t i = 0; xb_partial_mapping(node, i, &mapping); i++)
		if (address >= mapping.guest.start && address - mapping.guest.start < mapping.guest.size)
			return true;
	return false;
}

/* Linux looks at reg, and Xen at xen,reg. */
static void judge_reg(const struct device *device, struct xb_tree_cells cells)
{
	const struct xb_tree_property *reg = xb_tree_property(device->node, "reg");
	size_t one = cells.address + cells.size;

	for (size_t at = 0; reg && at + one <= reg->length / 4 && at < MOST_RANGES * one; at += one) {
		uint64_t address = cells_at(reg, at, cells.address);

		if (!covers(device->node, address))
			xb_partial_report(device->given, device->node, XB_WARNING, ADDRESS,
					  "reg is the guest's address, the third number of xen,reg",
					  "has 0x%llX in reg, and no xen,reg maps that for the guest",
					  (number)address);
	}
}

static void judge_pages(const struct device *device, const struct xb_tree_property *reg)
{
	struct xb_partial_mapping mapping;
	struct xb_tree_cells cells;
	size_t one;

	if (!read_cells(device, &cells))
		return;
	one = 2 * (size_t)cells.address + cells.size;
	if (reg->length % (4 * one) != 0)
		xb_partial_report(device->given, device->node, XB_ERROR, XB_CODE_PASSTHROUGH_TREE,
				  "#address-cells = <2> and #size-cells = <2> in /passthrough",
				  "has %zu cells in xen,reg; by the %u and %u cells of what it is in they come "
				  "by %zu, and Xen misreads it", reg->length / 4, cells.address, cells.size,
				  one);
	for (size_t i = 0; xb_partial_mapping(device->node, i, &mapping); i++)
		judge_mapping(device, &mapping);
	judge_reg(device, cells);
}

/* ---- xen,path ------------------------------------------------------------------------------------- */

static bool is_dom0s(const struct device *device)
{
	return xb_boot_dom0(device->given->context->boot) && xb_tree_available(device->host) &&
	       !xb_tree_property(device->host, "xen,passthrough");
}

static void judge_number(const struct device *device, uint32_t interrupt)
{
	enum { FIRST_SPI = 32, SPIS_STEP = 32 };
	const struct xb_setting *word =
		xb_read_word(device->given->context, device->given->domain, "nr_spis");
	number spis = word && word->value ? strtoull(word->value, NULL, 0) : 0;

	if (interrupt < FIRST_SPI) {
		xb_partial_refuse(device->given, device->node, INTERRUPT,
				  "IRQ can only be routed to an SPI",
				  "is to have interrupt %u of the host's node, one of the CPU's own",
				  interrupt);
	} else if (word && word->value && xb_align_up(spis, SPIS_STEP) <= interrupt - FIRST_SPI) {
		xb_partial_refuse(device->given, device->node, INTERRUPT,
				  "the vIRQ number is too high for domain",
				  "is to have interrupt %u; with nr_spis %llu the guest has them up to %llu",
				  interrupt, spis,
				  (number)xb_align_up(spis, SPIS_STEP) + FIRST_SPI - 1);
	}
}

/* How many of the host's node go to the GIC, each of which Xen routes. */
static size_t judge_interrupts(const struct device *device)
{
	const struct xb_tree_index *index = device->given->context->boot->edited->index;
	const struct xb_tree_node *gic = xb_tree_gic(index), *fault;
	size_t count = xb_tree_interrupt_count(index, device->host), routed = 0;

	for (size_t i = 0; gic && i < count; i++) {
		struct xb_tree_interrupt interrupt;
		uint32_t own;

		if (xb_tree_interrupt(index, device->host, i, &interrupt, &fault) != XB_TREE_OK ||
		    interrupt.controller != gic || !xb_tree_gic_number(&interrupt, &own))
			continue;
		routed++;
		judge_number(device, own);
	}
	return routed;
}

/* The mark by which it is kept from dom0. */
static void fix_mark(const struct device *device, const char *path)
{
	struct xb_property mark = {.name = {.text = "xen,passthrough"}, .empty = true};
	const struct xb_tree_edit edit = {.path = {.text = (char *)path}, .set = &mark, .set_count = 1};

	xb_fix_edit(device->given->context->boot, &edit, device->given->diags);
}

static void judge_owner(const struct device *device, size_t interrupts)
{
	const struct xb_context *context = device->given->context;
	char *path = xb_tree_path(device->host);

	if (device->host == xb_any_xen_uart(context->boot)) {
		xb_partial_refuse(device->given, device->node, DEVICE, "IRQ is already used by Xen",
				  "is %s, the UART of Xen's console", path);
	} else if (is_dom0s(device) && interrupts) {
		xb_partial_refuse(device->given, device->node, DEVICE, "IRQ is already used by domain 0",
				  "is %s, which dom0 has: that lacks xen,passthrough in the host's tree",
				  path);
		fix_mark(device, path);
	} else if (is_dom0s(device)) {
		xb_partial_report(device->given, device->node, XB_WARNING, DEVICE,
				  "set xen,passthrough there by an edit of the host's tree",
				  "is %s, which dom0 has, too: that lacks xen,passthrough in the host's tree",
				  path);
		fix_mark(device, path);
	}
	free(path);
}

static void judge_protection(const struct device *device)
{
	const struct xb_boot *boot = device->given->context->boot;

	if (device->forced || xb_tree_iommu_of(boot->edited->index, device->host))
		return;
	xb_partial_refuse(device->given, device->node, XB_CODE_PASSTHROUGH_DMA, "Failed to assign device",
			  "lacks xen,force-assign-without-iommu, and no IOMMU stands before it");
}

/* ---- Another guest's ------------------------------------------------------------------------------- */

static void judge_other(const struct device *device, const char *path, size_t interrupts)
{
	const struct xb_domain *other = xb_partial_other(device->given->others, path);

	if (other && interrupts)
		xb_partial_refuse(device->given, device->node, DEVICE, "IRQ is already used by domain",
				  "is %s, which %s is given, too", path, other->name);
	else if (other)
		xb_partial_report(device->given, device->node, XB_ERROR, DEVICE, "a device has one owner",
				  "is %s, which %s is given, too", path, other->name);
}

static void judge_path(struct device *device, const char *path)
{
	const struct xb_boot *boot = device->given->context->boot;
	size_t interrupts;

	if (!boot->edited)
		return;
	device->host = xb_tree_find_whole(boot->edited->index, path);
	if (!device->host) {
		xb_partial_refuse(device->given, device->node, DEVICE, "Couldn't find node in host_dt!",
				  "has xen,path %s, which is no node of the host's tree: the whole path, and no "
				  "alias", path);
		return;
	}
	judge_protection(device);
	interrupts = judge_interrupts(device);
	judge_owner(device, interrupts);
	judge_other(device, path, interrupts);
}

void xb_partial_judge_device(const struct xb_partial_given *given, const struct xb_tree_node *node)
{
	struct device device = {.given = given, .node = node};
	const struct xb_tree_property *reg = xb_tree_property(node, "xen,reg");
	const char *path = xb_tree_string(node, "xen,path");

	device.forced = xb_tree_property(node, "xen,force-assign-without-iommu") != NULL;
	if (!reg != !path && !(reg && device.forced))
		xb_partial_refuse(given, node, XB_CODE_PASSTHROUGH_TREE, "xen,reg or xen,path missing",
				  "has %s alone: Xen wants both%s", reg ? "xen,reg" : "xen,path",
				  reg ? ", or xen,force-assign-without-iommu" : "");
	if (reg)
		judge_pages(&device, reg);
	if (reg && path)
		judge_path(&device, path);
}

/* SPDX-License-Identifier: MIT */
/* A guest's partial tree against the host's: what Xen maps of it, and what Linux finds by it. */
#include "binding.h"

#include <string.h>

#define PAGE 0x1000u
#define OWN_PHANDLES 65000u /* Xen's, from here on */

/* ---- Addresses of the host ----------------------------------------------------------------------- */

/* *ADDRESS, on the bus NODE, as its parent sees it. */
static bool pass_up(const void *fdt, int node, uint64_t *address)
{
	int parent = fdt_parent_offset(fdt, node), count;
	struct widths below = widths_of(fdt, node), above = widths_of(fdt, parent);
	const fdt32_t *ranges = cells_of(fdt, node, "ranges", &count);
	int one = below.address + above.address + below.size;

	if (!ranges)
		return false;
	for (int i = 0; i + one <= count; i += one) {
		uint64_t child = number_at(ranges + i, below.address);
		uint64_t size = number_at(ranges + i + below.address + above.address, below.size);

		if (*address >= child && *address - child < size) {
			*address = *address - child + number_at(ranges + i + below.address, above.address);
			return true;
		}
	}
	return count == 0;
}

/* The INDEXth reg of NODE, as the CPU sees it. */
static bool host_reg(const void *fdt, int node, int index, struct span *span)
{
	int parent = fdt_parent_offset(fdt, node), count;
	struct widths widths = widths_of(fdt, parent);
	const fdt32_t *reg = cells_of(fdt, node, "reg", &count);
	int at = index * (widths.address + widths.size);

	if (!reg || at + widths.address + widths.size > count)
		return false;
	span->start = number_at(reg + at, widths.address);
	span->size = number_at(reg + at + widths.address, widths.size);
	for (; parent > 0; parent = fdt_parent_offset(fdt, parent))
		if (!pass_up(fdt, parent, &span->start))
			return false;
	return true;
}

static struct span pages_of(struct span span)
{
	uint64_t start = span.start / PAGE * PAGE;

	return (struct span){start, (span.start + span.size + PAGE - 1) / PAGE * PAGE - start};
}

/* ---- A device ------------------------------------------------------------------------------------ */

struct giving {
	const void *host, *blob;
	uint32_t gic; /* its phandle in the blob */
};

enum { MAPPING = 6 }; /* cells of an item of xen,reg: host, size, guest */

/* Is PAGE of the machine, which the guest sees at the same address, in NODE's xen,reg? */
static bool is_mapped(const void *blob, int node, uint64_t page)
{
	int count;
	const fdt32_t *map = cells_of(blob, node, "xen,reg", &count);

	for (int i = 0; map && i + MAPPING <= count; i += MAPPING)
		if (page >= number_at(map + i, 2) && page - number_at(map + i, 2) < number_at(map + i + 2, 2))
			return true;
	return false;
}

static void check_registers(const struct giving *giving, int node, int host)
{
	struct span span, pages;
	int count;
	const fdt32_t *reg = cells_of(giving->blob, node, "reg", &count);

	for (int i = 0; host_reg(giving->host, host, i, &span); i++) {
		if (!reg || 4 * i + 4 > count || number_at(reg + 4 * i, 2) != span.start ||
		    number_at(reg + 4 * i + 2, 2) != span.size)
			fault(giving->blob, node, "reg %d is not 0x%llx, the host's", i,
			      (unsigned long long)span.start);
		pages = pages_of(span);
		for (uint64_t page = pages.start; page - pages.start < pages.size; page += PAGE)
			if (!is_mapped(giving->blob, node, page))
				fault(giving->blob, node, "page 0x%llx is not mapped",
				      (unsigned long long)page);
	}
}

static bool is_of_device(const struct giving *giving, int host, uint64_t page)
{
	struct span span;

	for (int i = 0; host_reg(giving->host, host, i, &span); i++)
		if (overlap(pages_of(span), (struct span){page, PAGE}))
			return true;
	return false;
}

static void check_mappings(const struct giving *giving, int node, int host)
{
	int count;
	const fdt32_t *map = cells_of(giving->blob, node, "xen,reg", &count);

	if (!map)
		return;
	if (count == 0 || count % MAPPING)
		fault(giving->blob, node, "xen,reg is not address, size and address");
	for (int i = 0; i + MAPPING <= count; i += MAPPING) {
		uint64_t start = number_at(map + i, 2), size = number_at(map + i + 2, 2);

		if ((start | size) % PAGE || number_at(map + i + 4, 2) != start)
			fault(giving->blob, node, "xen,reg is no whole pages at the machine's addresses");
		for (uint64_t page = start; page - start < size; page += PAGE)
			if (!is_of_device(giving, host, page))
				fault(giving->blob, node, "page 0x%llx is another's",
				      (unsigned long long)page);
	}
}

/* The interrupt controller of NODE. */
static int controller_of(const void *fdt, int node)
{
	int count;

	for (; node >= 0; node = fdt_parent_offset(fdt, node)) {
		const fdt32_t *cell = cells_of(fdt, node, "interrupt-parent", &count);

		if (cell && count == 1)
			return node_at(fdt, cell);
	}
	return -1;
}

static bool is_gic(const void *fdt, int node)
{
	return node >= 0 && (fdt_node_check_compatible(fdt, node, "arm,gic-v3") == 0 ||
			     fdt_node_check_compatible(fdt, node, "arm,cortex-a15-gic") == 0 ||
			     fdt_node_check_compatible(fdt, node, "arm,gic-400") == 0);
}

static void check_interrupts(const struct giving *giving, int node, int host)
{
	int length;
	const void *value = fdt_getprop(giving->host, host, "interrupts", &length);
	int parent;

	if (!value || has(giving->host, host, "interrupts-extended") ||
	    !is_gic(giving->host, controller_of(giving->host, host)))
		return;
	if (!has_bytes(giving->blob, node, "interrupts", value, (size_t)length))
		fault(giving->blob, node, "interrupts are not the host's");
	parent = controller_of(giving->blob, node);
	if (parent < 0 || fdt_get_phandle(giving->blob, parent) != giving->gic)
		fault(giving->blob, node, "its interrupts do not go to /gic");
}

static void check_device(const struct giving *giving, int node)
{
	const char *path = one_string(giving->blob, node, "xen,path");
	int host = path ? fdt_path_offset(giving->host, path) : -1, length;
	const void *value;

	if (host < 0) {
		fault(giving->blob, node, "xen,path leads to no node of the host");
		return;
	}
	value = fdt_getprop(giving->host, host, "compatible", &length);
	if (value && !has_bytes(giving->blob, node, "compatible", value, (size_t)length))
		fault(giving->blob, node, "compatible is not the host's");
	check_registers(giving, node, host);
	check_mappings(giving, node, host);
	check_interrupts(giving, node, host);
	if (!has(giving->host, host, "iommus") &&
	    !has_bytes(giving->blob, node, "xen,force-assign-without-iommu", "", 0))
		fault(giving->blob, node, "Xen refuses it for want of an IOMMU");
	if (fdt_path_offset(giving->host, "/chosen/dom0") >= 0 && !has(giving->host, host, "xen,passthrough"))
		fault(giving->blob, node, "dom0 has it, too");
}

/* ---- The tree ------------------------------------------------------------------------------------ */

static void check_phandle(const void *blob, int node)
{
	uint32_t phandle = fdt_get_phandle(blob, node);

	if (phandle == 0)
		return;
	if (phandle >= OWN_PHANDLES)
		fault(blob, node, "phandle %u is one of Xen's own", phandle);
	if (fdt_node_offset_by_phandle(blob, phandle) != node)
		fault(blob, node, "phandle %u stands twice", phandle);
}

static void check_clocks(const void *blob, int node)
{
	int count, cells;
	const fdt32_t *clocks = cells_of(blob, node, "clocks", &count);

	for (int i = 0; clocks && i < count; i += 1 + cells) {
		int clock = node_at(blob, clocks + i), one;
		const fdt32_t *value = clock < 0 ? NULL : cells_of(blob, clock, "#clock-cells", &one);

		if (!value || one != 1) {
			fault(blob, node, "a clock leads nowhere");
			return;
		}
		cells = (int)fdt32_to_cpu(*value);
	}
}

static void check_below(const struct giving *giving, int parent)
{
	static const char *const hosts_own[] = {"iommus", "power-domains", "resets", "pinctrl-0",
						"assigned-clocks", "xen,passthrough"};
	const void *blob = giving->blob;
	int node;

	fdt_for_each_subnode(node, blob, parent) {
		check_phandle(blob, node);
		check_clocks(blob, node);
		for (size_t i = 0; i < sizeof(hosts_own) / sizeof(hosts_own[0]); i++)
			if (has(blob, node, hosts_own[i]))
				fault(blob, node, "%s is the host's", hosts_own[i]);
		if (has(blob, node, "xen,path"))
			check_device(giving, node);
		else if (has(blob, node, "xen,reg"))
			fault(blob, node, "xen,reg without xen,path");
		check_below(giving, node);
	}
}

void check_partial(const void *fdt, const void *blob)
{
	struct giving giving = {fdt, blob, 0};
	int top = fdt_path_offset(blob, "/passthrough"), gic = fdt_path_offset(blob, "/gic"), node;

	if (top < 0) {
		fault(blob, 0, "there is no /passthrough");
		return;
	}
	giving.gic = gic >= 0 ? fdt_get_phandle(blob, gic) : 0;
	if (!HAS_STRINGS(blob, top, "compatible", "simple-bus") || !has_bytes(blob, top, "ranges", "", 0) ||
	    fdt_address_cells(blob, top) != 2 || fdt_size_cells(blob, top) != 2)
		fault(blob, top, "it is no simple bus with 2 and 2 cells");
	fdt_for_each_subnode(node, blob, 0) {
		const char *name = fdt_get_name(blob, node, NULL);

		check_phandle(blob, node);
		if (strcmp(name, "gic") && strcmp(name, "passthrough") && strcmp(name, "aliases"))
			fault(blob, node, "Xen reads no such node");
	}
	check_below(&giving, top);
}

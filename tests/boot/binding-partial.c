/* SPDX-License-Identifier: MIT */
/* A guest's partial tree against the host's: what Xen maps of it, and what Linux finds by it. */
#include "binding.h"

#include <string.h>

#define PAGE 0x1000u
#define OWN_PHANDLES 65000u /* Xen's, from here on */

/* ---- Addresses ----------------------------------------------------------------------------------- */

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
static bool cpu_reg(const void *fdt, int node, int index, struct span *span)
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

/* An item of xen,reg: host, size, guest, in the cells of the node above; INDEX from 0. */
struct mapping {
	struct span host;
	uint64_t guest;
};
static bool read_mapping(const void *blob, int node, int index, struct mapping *mapping)
{
	struct widths widths = widths_of(blob, fdt_parent_offset(blob, node));
	int count, one = 2 * widths.address + widths.size;
	const fdt32_t *map = cells_of(blob, node, "xen,reg", &count);

	if (!map || one <= 0 || (index + 1) * one > count)
		return false;
	map += index * one;
	mapping->host.start = number_at(map, widths.address);
	mapping->host.size = number_at(map + widths.address, widths.size);
	mapping->guest = number_at(map + widths.address + widths.size, widths.address);
	return true;
}

/* *AT behind SPAN, if it is in it. */
static bool step_over(struct span span, uint64_t *at)
{
	if (*at < span.start || *at - span.start >= span.size)
		return false;
	*at = span.start + span.size;
	return true;
}

/* *AT of the machine behind the part of NODE's xen,reg that it is in. */
static bool step_over_mapped(const void *blob, int node, uint64_t *at)
{
	struct mapping mapping;

	for (int i = 0; read_mapping(blob, node, i, &mapping); i++)
		if (step_over(mapping.host, at))
			return true;
	return false;
}

static void check_registers(const struct giving *giving, int node, int host)
{
	struct span span, guest;

	for (int i = 0; cpu_reg(giving->host, host, i, &span); i++) {
		if (!cpu_reg(giving->blob, node, i, &guest) || guest.start != span.start ||
		    guest.size != span.size)
			fault(giving->blob, node, "reg %d is not 0x%llx, the host's", i,
			      (unsigned long long)span.start);
		for (uint64_t at = span.start / PAGE * PAGE; at < span.start + span.size;)
			if (!step_over_mapped(giving->blob, node, &at)) {
				fault(giving->blob, node, "page 0x%llx is not mapped",
				      (unsigned long long)at);
				break;
			}
	}
}

/* *AT behind the pages of the device that it is in. */
static bool step_over_device(const struct giving *giving, int host, uint64_t *at)
{
	struct span span;

	for (int i = 0; cpu_reg(giving->host, host, i, &span); i++)
		if (step_over(pages_of(span), at))
			return true;
	return false;
}

static void check_mappings(const struct giving *giving, int node, int host)
{
	struct widths widths = widths_of(giving->blob, fdt_parent_offset(giving->blob, node));
	struct mapping mapping;
	int count;

	if (!cells_of(giving->blob, node, "xen,reg", &count) ||
	    (count && count % (2 * widths.address + widths.size)))
		fault(giving->blob, node, "xen,reg is not address, size and address");
	for (int i = 0; read_mapping(giving->blob, node, i, &mapping); i++) {
		uint64_t start = mapping.host.start, size = mapping.host.size;

		if ((start | size) % PAGE || mapping.guest != start)
			fault(giving->blob, node, "xen,reg is no whole pages at the machine's addresses");
		for (uint64_t at = start; at < start + size;)
			if (!step_over_device(giving, host, &at)) {
				fault(giving->blob, node, "page 0x%llx is another's",
				      (unsigned long long)at);
				break;
			}
	}
}

/* What stands for the GIC in a partial tree needs a phandle, and no more. */
static bool is_stand_in(const void *fdt, int node)
{
	return node == fdt_path_offset(fdt, "/gic");
}

/* The interrupt controller of NODE: the first above it, or that its interrupt-parent leads to, with cells for one. */
static int controller_of(const void *fdt, int node)
{
	int count, steps = 0;

	do {
		const fdt32_t *cell = cells_of(fdt, node, "interrupt-parent", &count);

		node = cell && count == 1 ? node_at(fdt, cell) : fdt_parent_offset(fdt, node);
	} while (node >= 0 && !has(fdt, node, "#interrupt-cells") && !is_stand_in(fdt, node) &&
		 steps++ < 32);
	return node;
}

static bool is_gic(const void *fdt, int node)
{
	return node >= 0 && (fdt_node_check_compatible(fdt, node, "arm,gic-v3") == 0 ||
			     fdt_node_check_compatible(fdt, node, "arm,cortex-a15-gic") == 0 ||
			     fdt_node_check_compatible(fdt, node, "arm,gic-400") == 0);
}

/* Three cells of the host's four, where it has so many, are the guest's. */
static bool same_interrupts(const fdt32_t *host, int host_count, int cells, const fdt32_t *guest,
			    int guest_count)
{
	if (!guest || cells < 3 || host_count % cells || guest_count != host_count / cells * 3)
		return false;
	for (int i = 0; i < host_count / cells; i++)
		if (memcmp(host + i * cells, guest + i * 3, 3 * sizeof(*host)) != 0)
			return false;
	return true;
}

static void check_interrupts(const struct giving *giving, int node, int host)
{
	int gic = controller_of(giving->host, host), parent = controller_of(giving->blob, node);
	int count, guest_count;
	const fdt32_t *value = cells_of(giving->host, host, "interrupts", &count);
	const fdt32_t *guest = cells_of(giving->blob, node, "interrupts", &guest_count);
	uint64_t cells;

	if (!value || has(giving->host, host, "interrupts-extended") || !is_gic(giving->host, gic) ||
	    !one_number(giving->host, gic, "#interrupt-cells", 1, &cells))
		return;
	if (!same_interrupts(value, count, (int)cells, guest, guest_count))
		fault(giving->blob, node, "interrupts are not the host's");
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

/* Memory of the host's that is reserved for a device, and mapped for that. */
static void check_memory_node(const struct giving *giving, int node)
{
	int reserved = fdt_path_offset(giving->host, "/reserved-memory"), child, found = -1;
	const char *name = fdt_get_name(giving->blob, node, NULL);

	if (reserved >= 0)
		fdt_for_each_subnode(child, giving->host, reserved)
			if (strcmp(fdt_get_name(giving->host, child, NULL), name) == 0)
				found = child;
	if (found < 0) {
		fault(giving->blob, node, "xen,reg without xen,path");
		return;
	}
	check_registers(giving, node, found);
	check_mappings(giving, node, found);
	if (!has_bytes(giving->blob, node, "xen,force-assign-without-iommu", "", 0))
		fault(giving->blob, node, "Xen refuses xen,reg without xen,path");
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

		cells = 0;
		if (!clocks[i])
			continue; /* an empty place */
		if (!value || one != 1) {
			fault(blob, node, "a clock leads nowhere");
			return;
		}
		cells = (int)fdt32_to_cpu(*value);
	}
}

/* References may stay where what they refer to is given away, too. */
static void check_references(const void *blob, int node)
{
	static const char *const hosts_own[] = {"iommus", "iommu-map", "xen,passthrough"};
	static const char *const references[] = {"power-domains", "resets", "pinctrl-0", "assigned-clocks",
						 "dmas", "phys", "phy-handle", "memory-region"};
	int count;

	for (size_t i = 0; i < sizeof(hosts_own) / sizeof(hosts_own[0]); i++)
		if (has(blob, node, hosts_own[i]))
			fault(blob, node, "%s is the host's", hosts_own[i]);
	for (size_t i = 0; i < sizeof(references) / sizeof(references[0]); i++) {
		const fdt32_t *cell = cells_of(blob, node, references[i], &count);

		if (cell && count && node_at(blob, cell) < 0)
			fault(blob, node, "%s leads nowhere", references[i]);
	}
}

static void check_below(const struct giving *giving, int parent)
{
	const void *blob = giving->blob;
	int node;

	fdt_for_each_subnode(node, blob, parent) {
		check_phandle(blob, node);
		check_clocks(blob, node);
		check_references(blob, node);
		if (has(blob, node, "xen,path"))
			check_device(giving, node);
		else if (has(blob, node, "xen,reg"))
			check_memory_node(giving, node);
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

/* SPDX-License-Identifier: MIT */
/*
 * dom0's device tree, as Xen writes it, and the room that it has for it.
 *
 * prepare_dtb_hwdom (xen/arch/arm/domain_build.c) writes it with libfdt into a buffer of the host
 * tree's totalsize and DOM0_FDT_EXTRA_SIZE, and what does not fit is "Device tree generation failed
 * (-3)". U-Boot, which starts Xen, cuts the tree back to what it uses and rounds it up to a page
 * (image_setup_libfdt, fdt_shrink_to_minimum: booti, bootm and bootz alike), so padding is not room;
 * what Xen leaves out of dom0's tree is.
 *
 * So what libfdt writes is counted here, in the same order. Where a length is not known it is counted
 * twice, with the least and with the most. In QEMU it comes out to the byte.
 */
#include <stdlib.h>
#include <string.h>

#include "xen/dom0-tree.h"
#include "xen/tree-size.h"

/* What U-Boot puts into any tree by itself: its version, and a seed (fdt_chosen). */
#define FIXUPS_CHOSEN 96u
/* A memory node that is not there, and each bank of it (fdt_fixup_memory_banks). */
#define FIXUPS_MEMORY 64u
#define FIXUPS_BANK 16u
/* The address of a network card that an alias names (fdt_fixup_ethernet). */
#define FIXUPS_ETHERNET 38u
/* What the code of a board may do (ft_board_setup); QEMU's virt has none. */
#define FIXUPS_BOARD 512u
/* Of all that, what dom0 is given in any case: u-boot,version. */
#define FIXUPS_KEPT 64u
/* 128 bytes and an entry of the reserve map; from 4.22 on a reg of 256 banks more, and what shared
 * memory may take, where Xen is built with it. */
#define EXTRA 144u
#define EXTRA_BANKS (256u * 16u)
#define EXTRA_SHARED (32u * (160u + 16u))
#define SINCE_EXTRA_BANKS XB_RELEASE(4, 22)
#define SINCE_NO_RAMDISK XB_RELEASE(4, 18)
/* Xen tells dom0 where it may map foreign pages. */
#define SINCE_REGIONS XB_RELEASE(4, 16)
#define REGION_LEAST ((uint64_t)64 << 20)
#define REGION_BORDER ((uint64_t)2 << 20)
/* Holes between devices, where an IOMMU is on: not counted here. */
#define HOLES_MOST 16u
#define GRANT_FRAMES_BYTES (64u * XB_PAGE)

struct writing {
	const struct xb_dom0_host *host;
	const struct xb_dom0_memory *memory; /* NULL: not known */
	struct xb_tree_size size;
	unsigned char *kinds; /* of each node what is done with it, and 1; 0: not asked yet */
	bool has_iommu;
	bool most;      /* of what is not known, the most */
	unsigned cells; /* of an address and a size, at the root */
};

/* ---- /chosen ------------------------------------------------------------------------------------ */

static bool is_among(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool is_dropped_from_chosen(const struct xb_dom0_host *host, const char *name)
{
	static const char *const names[] = {
		"bootargs", "xen,dom0-bootargs", "xen,xen-bootargs", "linux,initrd-start",
		"linux,initrd-end", "stdout-path", "linux,uefi-system-table",
		"linux,uefi-mmap-start", "linux,uefi-mmap-size", "linux,uefi-mmap-desc-size",
		"linux,uefi-mmap-desc-ver"};

	return is_among(name, names, XB_COUNT(names)) ||
	       (strcmp(name, "xen,static-heap") == 0 && host->release >= XB_RELEASE(4, 18));
}

/* Up to 4.17 a place for one is there in any case, for it is the kernel that is looked at (make_chosen_node). */
static bool has_ramdisk(const struct writing *writing)
{
	unsigned release = writing->host->release;

	return xb_dom0_load(writing->host->boot, XB_MODULE_RAMDISK) ||
	       (release ? release < SINCE_NO_RAMDISK : writing->most);
}

static void put_chosen(struct writing *writing)
{
	const struct xb_boot *boot = writing->host->boot;
	struct xb_command_lines lines;

	xb_command_lines(boot, &lines);
	for (size_t i = 0; i < lines.count; i++)
		if (lines.items[i].reader && strcmp(lines.items[i].reader, "dom0") == 0)
			xb_tree_size_put_string(&writing->size, "bootargs", lines.items[i].text);
	xb_command_lines_clear(&lines);
	if (has_ramdisk(writing)) {
		xb_tree_size_put_cells(&writing->size, "linux,initrd-start", 2);
		xb_tree_size_put_cells(&writing->size, "linux,initrd-end", 2);
	}
}

/* ---- Nodes that are copied ---------------------------------------------------------------------- */

static bool is_of_iommu(const struct xb_dom0_host *host, const struct xb_tree_node *node)
{
	const struct xb_tree_property *property = xb_tree_property(node, "iommus");
	const struct xb_tree_node *iommu;
	size_t cell = 0;

	if (!property) {
		property = xb_tree_property(node, "iommu-map");
		cell = 1;
	}
	if (!property || property->length < 4 * (cell + 1))
		return false;
	iommu = xb_tree_by_phandle(host->index, xb_tree_cell_at(property, cell));
	return iommu && xb_tree_iommu(iommu);
}

static bool is_dropped(const struct writing *writing, const struct xb_tree_node *node,
		       const char *name)
{
	static const char *const of_iommu[] = {"iommus", "iommu-map", "iommu-map-mask"};

	if (strcmp(name, "xen,passthrough") == 0)
		return true;
	if (node == writing->host->chosen && is_dropped_from_chosen(writing->host, name))
		return true;
	return !writing->most && is_among(name, of_iommu, XB_COUNT(of_iommu)) &&
	       is_of_iommu(writing->host, node);
}

static void put_properties(struct writing *writing, const struct xb_tree_node *node)
{
	bool passed = xb_tree_property(node, "xen,passthrough") != NULL;

	for (size_t i = 0; i < node->property_count; i++) {
		const struct xb_tree_property *property = &node->properties[i];

		if (strcmp(property->name, "status") != 0 &&
		    !is_dropped(writing, node, property->name))
			xb_tree_size_put(&writing->size, property->name, property->length);
	}
	if (passed)
		xb_tree_size_put_string(&writing->size, "status", "disabled");
	else
		xb_tree_size_copy(&writing->size, node, "status");
	if (node == writing->host->chosen)
		put_chosen(writing);
}

/* ---- Nodes that Xen makes ----------------------------------------------------------------------- */

static void put_children_of_gic(struct writing *writing)
{
	const struct xb_tree_node *gic = writing->host->gic;
	const struct xb_kconfig *kconfig = writing->host->boot->kconfig;
	bool its = kconfig && strcmp(xb_kconfig_value(kconfig, "HAS_ITS"), "y") == 0;

	if (!writing->most)
		return;
	xb_tree_size_copy(&writing->size, gic, "ranges");
	for (const struct xb_tree_node *node = gic->child; node; node = node->next) {
		if (!its && xb_tree_is_compatible(node, "arm,gic-v3-its"))
			continue;
		xb_tree_size_begin(&writing->size, node->name);
		put_properties(writing, node);
		xb_tree_size_end(&writing->size);
	}
}

/* The distributor and one region more is the least. */
static void put_gic(struct writing *writing)
{
	const struct xb_tree_node *gic = writing->host->gic;
	const struct xb_tree_property *reg = xb_tree_property(gic, "reg");
	struct xb_tree_cells cells = xb_tree_cells(gic->parent, xb_tree_default_cells);
	size_t region = 4 * ((size_t)cells.address + cells.size), count = 2;

	xb_tree_size_begin(&writing->size, writing->host->release >= XB_RELEASE(4, 21)
					       ? gic->name
					       : "interrupt-controller");
	if (gic->phandle)
		xb_tree_size_put_cells(&writing->size, "phandle", 1);
	xb_tree_size_copy(&writing->size, gic, "#address-cells");
	xb_tree_size_copy(&writing->size, gic, "#size-cells");
	xb_tree_size_put_cells(&writing->size, "#interrupt-cells", 1);
	xb_tree_size_put(&writing->size, "interrupt-controller", 0);
	xb_tree_size_copy(&writing->size, gic, "compatible");
	if (xb_tree_is_compatible(gic, "arm,gic-v3")) {
		xb_tree_size_put_cells(&writing->size, "#redistributor-regions", 1);
		if (writing->most)
			count = 1 + (size_t)xb_tree_cell(gic, "#redistributor-regions", 1);
	}
	if (reg)
		xb_tree_size_put(&writing->size, "reg",
				  reg->length < count * region ? reg->length : count * region);
	put_children_of_gic(writing);
	xb_tree_size_end(&writing->size);
}

/* Without vCPUs, but with the names of their properties. */
static void put_cpus(struct writing *writing)
{
	const struct xb_tree_node *cpu = xb_tree_next_cpu(writing->host->index, NULL);

	xb_tree_size_begin(&writing->size, "cpus");
	xb_tree_size_put_cells(&writing->size, "#address-cells", 1);
	xb_tree_size_put_cells(&writing->size, "#size-cells", 1);
	xb_tree_size_put_name(&writing->size, "enable-method");
	if (xb_tree_property(cpu, "clock-frequency"))
		xb_tree_size_put_name(&writing->size, "clock-frequency");
	xb_tree_size_end(&writing->size);
}

/* ---- Memory ------------------------------------------------------------------------------------- */

static void put_memory(struct writing *writing, uint64_t start, size_t banks)
{
	char *name = xb_format("memory@%llx", (unsigned long long)start);

	xb_tree_size_begin(&writing->size, name);
	xb_tree_size_put_string(&writing->size, "device_type", "memory");
	xb_tree_size_put_cells(&writing->size, "reg", banks * writing->cells);
	xb_tree_size_end(&writing->size);
	free(name);
}

/* Whether its banks are known for certain. */
static bool has_banks(const struct writing *writing)
{
	return writing->memory && writing->memory->banks.count && !writing->memory->banks_vary;
}

static void put_own_memory(struct writing *writing)
{
	if (has_banks(writing))
		put_memory(writing, writing->memory->banks.items[0].start,
			   writing->memory->banks.count);
	else
		put_memory(writing, writing->most ? UINT32_MAX : 0, writing->most ? 4 : 1);
}

/* The second one: what /reserved-memory keeps from everyone. */
static void put_reserved(struct writing *writing)
{
	const struct xb_named_ranges *reserved = &writing->host->boot->edited->reserved;
	uint64_t start = 0;
	size_t count = 0;

	for (size_t i = 0; i < reserved->count; i++) {
		if (strcmp(reserved->items[i].name, "/memreserve/") == 0)
			continue;
		if (writing->most && reserved->items[i].range.start > start)
			start = reserved->items[i].range.start;
		count++;
	}
	if (count)
		put_memory(writing, start, count);
}

/* ---- Where foreign pages may be mapped ---------------------------------------------------------- */

static bool is_region(struct xb_range gap)
{
	uint64_t start = xb_align_up(gap.start, REGION_BORDER), end = gap.start + gap.size;

	return end > start && (end - start) / REGION_BORDER * REGION_BORDER >= REGION_LEAST;
}

/* RAM that is neither dom0's nor reserved, nor where its grant table is: over Xen's code
 * (find_unallocated_memory). */
static size_t count_regions(const struct xb_boot *boot, const struct xb_dom0_memory *memory)
{
	const struct xb_load *xen = xb_boot_xen(boot);
	const struct xb_named_ranges *reserved = &boot->edited->reserved;
	struct xb_ranges taken = {0}, gaps = {0};
	size_t count = 0;

	for (size_t i = 0; i < memory->banks.count; i++)
		xb_ranges_add(&taken, memory->banks.items[i]);
	for (size_t i = 0; i < reserved->count; i++)
		if (reserved->items[i].range.size && xb_range_valid(reserved->items[i].range))
			xb_ranges_add(&taken, reserved->items[i].range);
	if (xen && xen->placed)
		xb_ranges_add(&taken, (struct xb_range){xen->address, GRANT_FRAMES_BYTES});
	xb_ranges_merge(&taken);
	for (size_t i = 0; i < boot->ram.count; i++)
		xb_ranges_gaps(&taken, boot->ram.items[i], &gaps);
	for (size_t i = 0; i < gaps.count; i++)
		count += is_region(gaps.items[i]);
	xb_ranges_clear(&gaps);
	xb_ranges_clear(&taken);
	return count;
}

static bool has_iommu(const struct xb_dom0_host *host)
{
	for (size_t i = 0; i < host->index->count; i++)
		if (xb_tree_iommu(&host->index->nodes[i]))
			return !xb_xen_says(host->boot, "iommu", "false");
	return false;
}

static size_t regions_of(const struct writing *writing)
{
	const struct xb_dom0_host *host = writing->host;
	bool may = host->release == 0 || host->release >= SINCE_REGIONS;
	bool sure = host->release >= SINCE_REGIONS && has_banks(writing) && !writing->has_iommu;

	if (!may || xb_xen_says(host->boot, "ext_regions", "false") || (!sure && !writing->most))
		return 0;
	if (has_banks(writing) && !writing->has_iommu)
		return count_regions(host->boot, writing->memory);
	return HOLES_MOST;
}

static void put_hypervisor(struct writing *writing)
{
	xb_tree_size_begin(&writing->size, "hypervisor");
	xb_tree_size_put(&writing->size, "compatible", sizeof("xen,xen-4.17\0xen,xen"));
	xb_tree_size_put_cells(&writing->size, "reg", (1 + regions_of(writing)) * writing->cells);
	xb_tree_size_put_interrupts(&writing->size, 1);
	xb_tree_size_end(&writing->size);
}

/* ---- All of it ---------------------------------------------------------------------------------- */

static void put_node(struct writing *writing, const struct xb_tree_node *node);

static void put_children(struct writing *writing, const struct xb_tree_node *node)
{
	for (const struct xb_tree_node *child = node->child; child; child = child->next)
		put_node(writing, child);
}

/* Each node is asked for twice, and its interrupts take the time. */
static enum xb_dom0_node kind_of(struct writing *writing, const struct xb_tree_node *node)
{
	unsigned char *kind = &writing->kinds[node - writing->host->index->nodes];

	if (!*kind)
		*kind = (unsigned char)(xb_dom0_node_kind(writing->host, node) + 1);
	return (enum xb_dom0_node)(*kind - 1);
}

static void put_node(struct writing *writing, const struct xb_tree_node *node)
{
	enum xb_dom0_node kind = kind_of(writing, node);

	if (kind == XB_DOM0_GIC)
		put_gic(writing);
	else if (kind == XB_DOM0_TIMER)
		xb_tree_size_put_timer(&writing->size, node);
	if (kind != XB_DOM0_KEPT && (kind != XB_DOM0_PERHAPS || !writing->most))
		return;
	xb_tree_size_begin(&writing->size, node->name);
	put_properties(writing, node);
	put_children(writing, node);
	xb_tree_size_end(&writing->size);
}

static void put_root(struct writing *writing)
{
	const struct xb_tree_node *root = writing->host->index->nodes;

	xb_tree_size_begin(&writing->size, "");
	put_properties(writing, root);
	put_children(writing, root);
	put_hypervisor(writing);
	xb_tree_size_put_psci(&writing->size);
	put_cpus(writing);
	put_own_memory(writing);
	put_reserved(writing);
	xb_tree_size_end(&writing->size);
}

/* The bytes of dom0's tree without vCPUs. */
static uint64_t bytes_without_cpus(struct writing *writing)
{
	xb_tree_size_start(&writing->size);
	put_root(writing);
	return writing->size.bytes;
}

/* Its names are there already. */
static uint64_t bytes_of_cpu(struct writing *writing, const struct xb_tree_node *cpu)
{
	uint64_t before = writing->size.bytes;

	xb_tree_size_put_cpu(&writing->size, cpu);
	return writing->size.bytes - before;
}

static uint64_t fixups_most(const struct xb_boot *boot)
{
	const struct xb_devtree *tree = boot->edited;
	const struct xb_tree_node *aliases = tree->index->aliases;
	size_t banks = boot->ram.count > tree->memory.count ? boot->ram.count - tree->memory.count : 0;
	uint64_t bytes = FIXUPS_CHOSEN + FIXUPS_BANK * banks;

	if (tree->memory.count == 0)
		bytes += FIXUPS_MEMORY;
	for (size_t i = 0; aliases && i < aliases->property_count; i++)
		if (strncmp(aliases->properties[i].name, "ethernet", 8) == 0)
			bytes += FIXUPS_ETHERNET;
	if (!xb_tree_is_compatible(tree->index->nodes, "linux,dummy-virt"))
		bytes += FIXUPS_BOARD;
	return bytes;
}

static void find_room(const struct xb_boot *boot, unsigned release, struct xb_dom0_tree *tree)
{
	const struct xb_load *load = xb_boot_tree(boot);
	uint64_t address = boot->entrance.tree_stays && load->placed ? load->address : 0;
	uint64_t used = xb_devtree_used(boot->edited);
	uint64_t banks = EXTRA + EXTRA_BANKS;

	tree->room_least = xb_fdt_resized(address, used, 0) +
			   (release >= SINCE_EXTRA_BANKS ? banks : EXTRA);
	tree->room_most = xb_fdt_resized(address, used + fixups_most(boot), 0) +
			  (release == 0 || release >= SINCE_EXTRA_BANKS ? banks : EXTRA);
	if ((release == 0 || release >= SINCE_EXTRA_BANKS) &&
	    (!boot->kconfig || strcmp(xb_kconfig_value(boot->kconfig, "STATIC_SHM"), "n") != 0))
		tree->room_most += EXTRA_SHARED;
}

bool xb_dom0_tree_measure(const struct xb_dom0_host *host, const struct xb_dom0_memory *memory,
			  struct xb_dom0_tree *tree)
{
	const struct xb_boot *boot = host->boot;
	struct writing writing = {.host = host, .memory = memory};
	const struct xb_tree_node *cpu;
	struct xb_tree_cells cells;

	*tree = (struct xb_dom0_tree){0};
	if (!xb_boot_tree(boot) || !boot->entrance.door)
		return false;
	cpu = xb_tree_next_cpu(host->index, NULL);
	cells = xb_tree_cells(host->index->nodes, xb_tree_default_cells);
	if (!cpu || !host->gic || cells.address > 2 || cells.size > 2)
		return false;
	writing.cells = cells.address + cells.size;
	writing.has_iommu = has_iommu(host);
	writing.kinds = xb_alloc(host->index->count);
	xb_tree_size_init(&writing.size, host->index);
	tree->rest_least = bytes_without_cpus(&writing);
	writing.most = true;
	tree->rest_most = bytes_without_cpus(&writing) + FIXUPS_KEPT;
	tree->vcpu = bytes_of_cpu(&writing, cpu);
	xb_tree_size_clear(&writing.size);
	free(writing.kinds);
	find_room(boot, host->release, tree);
	return true;
}

uint64_t xb_dom0_tree_vcpus(const struct xb_dom0_tree *tree)
{
	if (!tree->vcpu || tree->room_least <= tree->rest_most)
		return 0;
	return (tree->room_least - tree->rest_most) / tree->vcpu;
}

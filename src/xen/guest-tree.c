/* SPDX-License-Identifier: MIT */
/*
 * The device tree that Xen writes for a guest, and the buffer that it has for it: prepare_dtb_domU
 * (xen/arch/arm/domain_build.c up to 4.18, dom0less-build.c up to 4.20, xen/common/device-tree after that).
 * What does not fit is "Device tree generation failed (-3)". Where a length is not known the least is counted,
 * so what is too large here is too large on the board.
 */
#include <stdlib.h>
#include <string.h>

#include "xen/guest-costs.h"
#include "xen/tree-size.h"
#include "xenboot/xen.h"

/* DOMU_DTB_SIZE, and from when on the module of a partial tree is added to it, up to a most. */
#define ROOM 4096u
#define ROOM_LARGER (2048u + 128u * 128u)
#define SINCE_LARGER XB_RELEASE(4, 22)
#define SINCE_PARTIAL XB_RELEASE(4, 18)
#define ROOM_MOST (2u << 20)
/* Up to 4.17 a place for a ramdisk stands in every tree, for it is the kernel that is looked at (make_chosen_node). */
#define SINCE_NO_RAMDISK XB_RELEASE(4, 18)

#define SINCE_REDISTRIBUTORS XB_RELEASE(4, 20)
#define SINCE_SHARED_BANKS XB_RELEASE(4, 20)
/* A hole of less is none that Xen tells of (find_domU_holes). */
#define HOLE_LEAST ((uint64_t)64 << 20)
/* Cells of an address and a size in a guest's tree. */
enum { RANGE_CELLS = 4 };

struct guest_writing {
	const struct xb_boot *boot;
	const struct xb_catalog *catalog;
	const struct xb_domain *domain;
	const struct xb_tree_node *cpu;
	unsigned release;
	uint64_t room;
	struct xb_tree_size size;
};

static bool says(const struct guest_writing *writing, const char *name)
{
	return xb_domain_says(writing->boot, writing->catalog, writing->domain, name, "true");
}

/* ---- Its nodes ---------------------------------------------------------------------------------- */

static void put_chosen(struct guest_writing *writing)
{
	struct xb_tree_size *size = &writing->size;
	const struct xb_line *line = &writing->domain->line;

	xb_tree_size_begin(size, "chosen");
	if (!xb_line_is_empty(line))
		xb_tree_size_put_string(size, "bootargs", line->text);
	if (writing->release < SINCE_NO_RAMDISK ||
	    xb_domain_load(writing->boot, writing->domain, XB_MODULE_RAMDISK)) {
		xb_tree_size_put_cells(size, "linux,initrd-start", 2);
		xb_tree_size_put_cells(size, "linux,initrd-end", 2);
	}
	xb_tree_size_end(size);
}

static void put_cpus(struct guest_writing *writing)
{
	struct xb_tree_size *size = &writing->size;

	xb_tree_size_begin(size, "cpus");
	xb_tree_size_put_cells(size, "#address-cells", 1);
	xb_tree_size_put_cells(size, "#size-cells", 1);
	for (uint64_t i = 0; i < writing->domain->cpus.value; i++)
		xb_tree_size_put_cpu(size, writing->cpu);
	xb_tree_size_end(size);
}

/* Is STEP one that says what piece of shared memory the domain has? */
static bool is_share(const struct guest_writing *writing, const struct xb_step *step)
{
	const char *node = writing->domain->node;

	return step->seen && strncmp(step->edit.path, node, strlen(node)) == 0 &&
	       step->edit.path[strlen(node)] == '/';
}

static size_t count_shares(const struct guest_writing *writing)
{
	size_t count = 0;

	for (size_t i = 0; i < writing->boot->step_count; i++)
		count += is_share(writing, &writing->boot->steps[i]);
	return count;
}

static void put_memory(struct guest_writing *writing)
{
	const struct xb_domain *domain = writing->domain;
	size_t banks = domain->memory.value > xb_guest_banks[0].size ? 2 : 1;

	if (says(writing, "direct-map") && domain->static_count)
		banks = domain->static_count;
	if (writing->release >= SINCE_SHARED_BANKS)
		banks += count_shares(writing);
	xb_tree_size_begin(&writing->size, "memory@40000000");
	xb_tree_size_put_string(&writing->size, "device_type", "memory");
	xb_tree_size_put_cells(&writing->size, "reg", RANGE_CELLS * banks);
	xb_tree_size_end(&writing->size);
}

static void put_shares(struct guest_writing *writing)
{
	struct xb_tree_size *size = &writing->size;
	size_t count = count_shares(writing);

	if (!count)
		return;
	xb_tree_size_begin(size, "reserved-memory");
	xb_tree_size_put(size, "ranges", 0);
	xb_tree_size_put_cells(size, "#address-cells", 1);
	xb_tree_size_put_cells(size, "#size-cells", 1);
	for (size_t i = 0; i < count; i++) {
		xb_tree_size_begin(size, "xen-shmem@0");
		xb_tree_size_put_string(size, "compatible", "xen,shared-memory-v1");
		xb_tree_size_put_cells(size, "reg", RANGE_CELLS);
		xb_tree_size_put_string(size, "xen,id", "");
		xb_tree_size_put_cells(size, "xen,offset", 2);
		xb_tree_size_end(size);
	}
	xb_tree_size_end(size);
}

/* Two ranges in either version: the distributor, and the CPU interfaces or one region of redistributors. */
static void put_gic(struct guest_writing *writing)
{
	struct xb_tree_size *size = &writing->size;
	bool v2 = writing->boot->gic && strcmp(writing->boot->gic, "v2") == 0;

	xb_tree_size_begin(size, "interrupt-controller@3001000");
	xb_tree_size_put_cells(size, "#address-cells", 1);
	xb_tree_size_put_cells(size, "#interrupt-cells", 1);
	xb_tree_size_put(size, "interrupt-controller", 0);
	xb_tree_size_put_string(size, "compatible", v2 ? "arm,gic-400" : "arm,gic-v3");
	if (!v2 && writing->release >= SINCE_REDISTRIBUTORS)
		xb_tree_size_put_cells(size, "#redistributor-regions", 1);
	xb_tree_size_put_cells(size, "reg", 2 * RANGE_CELLS);
	xb_tree_size_put_cells(size, "linux,phandle", 1);
	xb_tree_size_put_cells(size, "phandle", 1);
	xb_tree_size_end(size);
}

/* Whether it fits is not asked, and where it does not the tree is made without (make_vpl011_uart_node). The tag at
 * the end of the tree, which is counted from the first, is not there yet. */
static void put_speed(struct guest_writing *writing)
{
	enum { SPEED_BYTES = 12 + 4 + sizeof("current-speed"), END_TAG = 4 };

	if (writing->size.bytes - END_TAG + SPEED_BYTES <= writing->room)
		xb_tree_size_put_cells(&writing->size, "current-speed", 1);
}

static void put_uart(struct guest_writing *writing)
{
	struct xb_tree_size *size = &writing->size;

	if (!says(writing, "vuart"))
		return;
	xb_tree_size_begin(size, "sbsa-uart@22000000");
	xb_tree_size_put_string(size, "compatible", "arm,sbsa-uart");
	xb_tree_size_put_cells(size, "reg", RANGE_CELLS);
	xb_tree_size_put_interrupts(size, 1);
	put_speed(writing);
	xb_tree_size_end(size);
}

/* What is behind its RAM in both banks is told to Linux as free for foreign pages. */
static size_t count_holes(const struct guest_writing *writing)
{
	uint64_t memory = writing->domain->memory.value;

	if (xb_xen_says(writing->boot, "ext_regions", "false") || says(writing, "direct-map"))
		return 0;
	return memory + HOLE_LEAST <= xb_guest_banks[0].size ? 2 : 1;
}

static void put_hypervisor(struct guest_writing *writing)
{
	struct xb_tree_size *size = &writing->size;
	const struct xb_setting *word =
		xb_domain_word(writing->boot, writing->catalog, writing->domain, "enhanced");

	if (!word || (word->value && strcmp(word->value, "disabled") == 0))
		return;
	xb_tree_size_begin(size, "hypervisor");
	xb_tree_size_put(size, "compatible", sizeof("xen,xen-4.17\0xen,xen"));
	xb_tree_size_put_cells(size, "reg", RANGE_CELLS * (1 + count_holes(writing)));
	xb_tree_size_put_interrupts(size, 1);
	xb_tree_size_end(size);
}

/* ---- Its partial tree --------------------------------------------------------------------------- */

static bool is_for_xen(const char *property)
{
	return strcmp(property, "xen,reg") == 0 || strcmp(property, "xen,path") == 0 ||
	       strcmp(property, "xen,force-assign-without-iommu") == 0;
}

static void put_node(struct guest_writing *writing, const struct xb_tree_node *node)
{
	xb_tree_size_begin(&writing->size, node->name);
	for (size_t i = 0; i < node->property_count; i++)
		if (!is_for_xen(node->properties[i].name))
			xb_tree_size_put(&writing->size, node->properties[i].name,
					 node->properties[i].length);
	for (const struct xb_tree_node *child = node->child; child; child = child->next)
		put_node(writing, child);
	xb_tree_size_end(&writing->size);
}

/* NULL: there is none, or it cannot be read, which is said elsewhere. */
static struct xb_devtree *read_partial(const struct xb_boot *boot, const struct xb_domain *domain)
{
	const struct xb_load *load = xb_domain_load(boot, domain, XB_MODULE_TREE);
	struct xb_diags ignored = {0};
	struct xb_devtree *tree = NULL;

	if (load && load->content.data)
		tree = xb_devtree_parse(load->title, load->content.data, load->content.length,
					load->at, &ignored);
	xb_diags_clear(&ignored);
	return tree;
}

static void put_partial(struct guest_writing *writing, const struct xb_devtree *partial)
{
	const struct xb_tree_node *node = partial ? partial->index->nodes->child : NULL;

	for (; node; node = node->next)
		if (strcmp(node->name, "passthrough") == 0 || strcmp(node->name, "aliases") == 0)
			put_node(writing, node);
}

/* ---- All of it ---------------------------------------------------------------------------------- */

static void put_root(struct guest_writing *writing, const struct xb_devtree *partial)
{
	const struct xb_tree_node *timer = xb_tree_timer(writing->boot->edited->index);

	xb_tree_size_start(&writing->size);
	xb_tree_size_begin(&writing->size, "");
	xb_tree_size_put_cells(&writing->size, "#address-cells", 1);
	xb_tree_size_put_cells(&writing->size, "#size-cells", 1);
	put_chosen(writing);
	xb_tree_size_put_psci(&writing->size);
	put_cpus(writing);
	put_memory(writing);
	put_shares(writing);
	put_partial(writing, partial);
	put_gic(writing);
	if (timer)
		xb_tree_size_put_timer(&writing->size, timer);
	put_uart(writing);
	put_hypervisor(writing);
	xb_tree_size_end(&writing->size);
}

uint64_t xb_guest_tree_room(const struct xb_boot *boot, const struct xb_domain *domain, unsigned release)
{
	const struct xb_load *partial = xb_domain_load(boot, domain, XB_MODULE_TREE);
	uint64_t room = release >= SINCE_LARGER ? ROOM_LARGER : ROOM;

	if (release >= SINCE_PARTIAL && partial)
		room += partial->size;
	return room < ROOM_MOST ? room : ROOM_MOST;
}

bool xb_guest_tree_measure(const struct xb_boot *boot, const struct xb_catalog *catalog,
			   const struct xb_domain *domain, struct xb_guest_tree *tree)
{
	struct guest_writing writing = {.boot = boot, .catalog = catalog, .domain = domain,
					.release = xb_release_number(boot->xen_version)};
	struct xb_devtree *partial;

	*tree = (struct xb_guest_tree){0};
	if (!boot->edited || !domain->node || !writing.release ||
	    domain->cpus.value > xb_domain_vcpus_most(boot))
		return false;
	writing.cpu = xb_tree_next_cpu(boot->edited->index, NULL);
	if (!writing.cpu)
		return false;
	writing.room = xb_guest_tree_room(boot, domain, writing.release);
	partial = read_partial(boot, domain); /* its names are used until all is counted */
	put_root(&writing, partial);
	tree->bytes = writing.size.bytes;
	writing.size.bytes = 0;
	xb_tree_size_put_cpu(&writing.size, writing.cpu);
	tree->vcpu = writing.size.bytes;
	tree->room = writing.room;
	xb_tree_size_clear(&writing.size);
	xb_devtree_free(partial);
	return true;
}

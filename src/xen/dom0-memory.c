/* SPDX-License-Identifier: MIT */
/* Whether dom0 gets its memory: all of what Xen does, in all the cases that are possible. */
#include <string.h>

#include "xen/dom0-memory.h"

/* Where dom0_mem is absent or 0, and CONFIG_DOM0_MEM too (construct_dom0). */
#define WANTED_DEFAULT (512 * MIB)
/* More is no size of memory. */
#define BYTES_MOST ((uint64_t)1 << 52)
/* What Xen still takes once dom0 has its memory: vCPUs, dom0's tree, tables for its devices. */
#define REST_BYTES MIB
#define REST_BYTES_VCPU (64u << 10)
#define REST_TIMES_TREE 2u

static uint64_t rest_needed(const struct xb_boot *boot)
{
	uint64_t vcpus = xb_dom0_vcpus(boot);

	if (vcpus == 0)
		vcpus = boot->cpus;
	if (vcpus > 128)
		vcpus = 128;
	return REST_BYTES + REST_BYTES_VCPU * vcpus +
	       REST_TIMES_TREE * xb_boot_tree(boot)->size;
}

/* min(32, the platform's dma_bitsize): the board's word, else the tree's kind
 * (xen/arch/arm/platforms/brcm-raspberry-pi.c). */
static unsigned low_bits(const struct xb_boot *boot)
{
	const struct xb_devtree *tree = boot->edited ? boot->edited : boot->tree;
	uint64_t bits = 32;

	if (boot->board && boot->board->dma_bits.given)
		bits = boot->board->dma_bits.value;
	if (tree && xb_tree_is_compatible(tree->index->nodes, "brcm,bcm2711"))
		bits = bits < 30 ? bits : 30;
	return bits < 32 ? (unsigned)bits : 32;
}

/* Where a bank of LEAST bytes may be: RAM that is free, or will be when the kernel is unpacked. */
static uint64_t lowest_stretch(const struct xb_boot *boot, uint64_t least)
{
	struct xb_ranges free = {0};
	uint64_t from = UINT64_MAX;

	(void)xb_free_ram(boot, &free);
	xb_ranges_add(&free, xb_load_range(xb_dom0_load(boot, XB_MODULE_KERNEL)));
	xb_ranges_merge(&free);
	for (size_t i = free.count; i-- > 0;)
		if (free.items[i].size >= least)
			from = free.items[i].start;
	xb_ranges_clear(&free);
	return from;
}

bool xb_dom0_site_make(const struct xb_boot *boot, struct xb_dom0_site *site)
{
	*site = (struct xb_dom0_site){.boot = boot};
	xb_heap_init(&site->work, false);
	if (!xb_xen_heaps_make(boot, &site->heaps))
		return false;
	site->needs.bank = xb_dom0_least_bank(boot);
	site->needs.from = lowest_stretch(boot, site->needs.bank);
	site->needs.rest = rest_needed(boot);
	site->low_bits = low_bits(boot);
	return true;
}

void xb_dom0_site_clear(struct xb_dom0_site *site)
{
	xb_heap_clear(&site->work);
	xb_xen_heaps_clear(&site->heaps);
}

static enum xb_dom0_result result_of(const struct xb_dom0_site *site,
				     const struct xb_dom0_builder *builder)
{
	enum xb_dom0_result result;

	if (builder->left || builder->memory->banks.count == 0)
		return XB_DOM0_UNALLOCATED;
	result = xb_dom0_place(site->boot, builder->memory);
	if (result == XB_DOM0_FITS && builder->heap->free << XB_PAGE_SHIFT < site->needs.rest)
		return XB_DOM0_NO_REST;
	return result;
}

void xb_dom0_simulate_case(struct xb_dom0_site *site, size_t number, struct xb_dom0_memory *memory,
			   uint64_t *lesser)
{
	struct xb_dom0_builder builder = {.heap = &site->work,
					  .memory = memory,
					  .needs = site->needs,
					  .most_banks = site->heaps.most_banks,
					  .left = memory->wanted};

	memory->low_bits = site->low_bits;
	xb_xen_heaps_case(&site->heaps, number, &site->work);
	memory->heap = site->work.free << XB_PAGE_SHIFT;
	xb_dom0_take_memory(&builder);
	memory->result = result_of(site, &builder);
	*lesser = builder.lesser;
	/* The first block is another one then, and all else may be. */
	if (memory->wanted <= FIRST_LEAST)
		*lesser = memory->wanted > STEP ? memory->wanted - STEP : 0;
	else if (*lesser < FIRST_LEAST)
		*lesser = FIRST_LEAST - STEP;
}

static bool same_banks(const struct xb_ranges *a, const struct xb_ranges *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->items[i].start != b->items[i].start || a->items[i].size != b->items[i].size)
			return false;
	return true;
}

/* Keep the first case, and the first that fails instead of one that fits. OTHER is taken over. */
static void remember(struct xb_dom0_memory *memory, struct xb_dom0_memory *other, bool first)
{
	bool fits = memory->result == XB_DOM0_FITS, other_fits = other->result == XB_DOM0_FITS;
	bool chance = memory->by_chance, vary = memory->banks_vary;

	if (!first) {
		chance = chance || fits != other_fits;
		vary = vary || !same_banks(&memory->banks, &other->banks);
	}
	if (first || (fits && !other_fits)) {
		xb_dom0_memory_clear(memory);
		*memory = *other;
	} else {
		xb_dom0_memory_clear(other);
	}
	memory->by_chance = chance;
	memory->banks_vary = vary;
}

/* The zone that Xen's own pages come from. */
static unsigned highest_zone(const struct xb_boot *boot)
{
	unsigned highest = 0, zone;

	for (size_t i = 0; i < boot->ram.count; i++) {
		zone = xb_heap_zone(xb_range_last(boot->ram.items[i]) >> XB_PAGE_SHIFT);
		if (zone > highest)
			highest = zone;
	}
	return highest;
}

/* How many pages Xen takes for itself is an estimate, and decides which small blocks are left beside
 * them. */
static bool has_small(const struct xb_boot *boot, const struct xb_ranges *blocks)
{
	unsigned zone = highest_zone(boot);

	for (size_t i = 0; i < blocks->count; i++)
		if (blocks->items[i].size < XB_PAGE << XB_HEAP_LARGE &&
		    xb_heap_zone(blocks->items[i].start >> XB_PAGE_SHIFT) == zone)
			return true;
	return false;
}

bool xb_dom0_simulate(struct xb_dom0_site *site, uint64_t bytes, struct xb_dom0_memory *memory)
{
	const struct xb_dom0_memory empty = {
		.result = site->heaps.result, .wanted = bytes, .low_bits = site->low_bits};
	size_t cases = site->heaps.result == XB_DOM0_FITS ? site->heaps.case_count : 0;
	bool scrubbed = cases > 0;
	uint64_t lesser;

	if (bytes >= BYTES_MOST)
		return false;
	*memory = empty;
	for (size_t i = 0; i < cases; i++) {
		struct xb_dom0_memory other = empty;

		xb_dom0_simulate_case(site, i, &other, &lesser);
		scrubbed = scrubbed && (site->work.dirty || other.result == XB_DOM0_FITS);
		remember(memory, &other, i == 0);
	}
	memory->fits_scrubbed = scrubbed;
	memory->has_small = has_small(site->boot, &memory->blocks);
	return true;
}

bool xb_dom0_memory_simulate(const struct xb_boot *boot, uint64_t bytes,
			     struct xb_dom0_memory *memory)
{
	struct xb_dom0_site site;
	bool known;

	*memory = (struct xb_dom0_memory){0};
	known = xb_dom0_site_make(boot, &site) && xb_dom0_simulate(&site, bytes, memory);
	xb_dom0_site_clear(&site);
	return known;
}

void xb_dom0_memory_clear(struct xb_dom0_memory *memory)
{
	xb_ranges_clear(&memory->blocks);
	xb_ranges_clear(&memory->banks);
}

const char *xb_dom0_result_panic(enum xb_dom0_result result)
{
	/* 4.18 and later say "d0 guest OS (rc = -12)". */
	static const char *const panics[] = {
		[XB_DOM0_FITS] = "",
		[XB_DOM0_NO_HEAP] = "Xen BUG at common/page_alloc.c",
		[XB_DOM0_NO_UNPACKED] = "Could not set up DOM0 guest OS",
		[XB_DOM0_UNALLOCATED] = "Failed to allocate requested dom0 memory",
		[XB_DOM0_BANK_SMALL] =
			"Not enough memory in the first bank for the kernel+dtb+initrd",
		[XB_DOM0_NO_PLACE] = "Unable to find suitable location for dtb+initrd",
		[XB_DOM0_NO_REST] = "Could not set up DOM0 guest OS",
	};

	return panics[result];
}

bool xb_dom0_memory_wanted(const struct xb_boot *boot, uint64_t *bytes, bool *set)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dom0_mem");
	const char *built = boot->kconfig ? xb_kconfig_value(boot->kconfig, "DOM0_MEM") : "";

	*set = word != NULL;
	*bytes = 0;
	if (word && (!word->value || !xb_xen_size_parse(word->value, bytes)))
		return false;
	/* CONFIG_DOM0_MEM stands in where the line has no dom0_mem, 512 MiB where none is left. */
	if (!word && !xb_xen_size_parse(built, bytes))
		*bytes = 0;
	if (*bytes == 0)
		*bytes = WANTED_DEFAULT;
	return true;
}

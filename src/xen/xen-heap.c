/* SPDX-License-Identifier: MIT */
/*
 * What Xen's heap holds when dom0's turn comes. Sources: setup_mm and populate_boot_allocator
 * (xen/arch/arm/setup.c, later common/device-tree/bootinfo.c), alloc_boot_pages and
 * end_boot_allocator (common/page_alloc.c), setup_frametable_mappings (arch/arm/mm.c;
 * init_frametable in arch/arm/mmu/mm.c from 4.22 on), kernel_decompress (arch/arm/kernel.c, later
 * common/device-tree/kernel.c).
 *
 * Held against the page table of real boots (4.17.7 under QEMU; 1, 2 and 4 GiB): where the table
 * lies, and every block that is free behind it, come out to the page. What Xen takes for itself was
 * 388 KiB there, with 2 CPUs and a tree of 8 KiB.
 */
#include "xen/xen-heap.h"

#include <stdlib.h>
#include <string.h>

#include "xenboot/xen.h"

/* sizeof(struct page_info) on arm64, 4.14 to 4.22. */
#define PAGE_INFO 56u
/* Pages that are taken before the page table: the tables that map RAM. */
#define EARLY_PAGES 1u
#define EARLY_PAGES_BANK 2u
/* Xen's own allocations, about twice of what was measured, in pieces of 64 KiB: page tables,
 * console ring, stacks and areas of each CPU, the unpacked tree, dom0's own structures. */
#define OWN_BYTES (512u << 10)
#define OWN_BYTES_CPU (64u << 10)
#define OWN_TIMES_TREE 16u
#define OWN_ORDER 4u

#define MIB ((uint64_t)1 << 20)
#define GIB_PAGES ((uint64_t)1 << 18)

unsigned xb_order_for(uint64_t bytes)
{
	uint64_t pages = (bytes >> XB_PAGE_SHIFT) + (bytes % XB_PAGE != 0);
	unsigned order = 0;

	while (order < 63 && (uint64_t)1 << order < pages)
		order++;
	return order;
}

uint64_t xb_kernel_length(const struct xb_boot *boot)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);

	return kernel->image.kind == XB_IMAGE_GZIP ? kernel->image.unpacked_size : kernel->size;
}

/* ---- Free RAM -----------------------------------------------------------------------------------
 */

/* Xen is told of these; the script and the overlays are free memory to it. */
static bool is_module(const struct xb_load *load)
{
	return load->use == XB_LOAD_MODULE || load->use == XB_LOAD_TREE;
}

static bool gather_taken(const struct xb_boot *boot, struct xb_ranges *taken)
{
	for (size_t i = 0; i < boot->reserved.count; i++)
		if (boot->reserved.items[i].range.size &&
		    xb_range_valid(boot->reserved.items[i].range))
			xb_ranges_add(taken, boot->reserved.items[i].range);
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];
		struct xb_range range = xb_load_range(load);

		if (!is_module(load))
			continue;
		if (!load->placed || range.size == 0 || !xb_range_valid(range))
			return false;
		xb_ranges_add(taken, range);
	}
	xb_ranges_merge(taken);
	return true;
}

/* Whole pages alone; an end at 2^64 loses its last page, which no machine has. */
static void add_pages(struct xb_ranges *out, uint64_t start, uint64_t end)
{
	start = xb_align_up(start, XB_PAGE);
	end -= end % XB_PAGE;
	if (end > start)
		xb_ranges_add(out, (struct xb_range){start, end - start});
}

static uint64_t end_of(struct xb_range range)
{
	return xb_range_last(range) == UINT64_MAX ? UINT64_MAX : xb_range_last(range) + 1;
}

static bool free_ram(const struct xb_boot *boot, struct xb_ranges *out)
{
	struct xb_ranges taken = {0};
	bool known = boot->ram.count && gather_taken(boot, &taken);

	for (size_t i = 0; known && i < boot->ram.count; i++) {
		uint64_t at = boot->ram.items[i].start, end = end_of(boot->ram.items[i]);

		for (size_t k = 0; k < taken.count; k++) {
			if (!xb_range_overlaps(taken.items[k], boot->ram.items[i]))
				continue;
			if (taken.items[k].start > at)
				add_pages(out, at, taken.items[k].start);
			at = end_of(taken.items[k]);
		}
		if (at < end)
			add_pages(out, at, end);
	}
	xb_ranges_clear(&taken);
	return known;
}

/* ---- What is taken before there is a heap -------------------------------------------------------
 */

/* alloc_boot_pages: the highest place in the highest stretch that has one. */
static bool take_early(struct xb_ranges *ram, uint64_t bytes, uint64_t alignment)
{
	for (size_t i = ram->count; i-- > 0;) {
		struct xb_range *range = &ram->items[i];
		uint64_t end = range->start + range->size, place;

		if (range->size < bytes)
			continue;
		place = end - bytes;
		place -= place % alignment;
		if (place < range->start)
			continue;
		range->size = place - range->start;
		if (end > place + bytes) {
			struct xb_range rest = {place + bytes, end - place - bytes};

			/* Keep the order: behind what it was cut from. */
			xb_ranges_add(ram, rest);
			for (size_t k = ram->count - 1; k > i + 1; k--)
				ram->items[k] = ram->items[k - 1];
			ram->items[i + 1] = rest;
		}
		return true;
	}
	return false;
}

/* Sets every bit below the highest. */
static uint64_t fill(uint64_t mask)
{
	while (mask & (mask + 1))
		mask |= mask + 1;
	return mask;
}

/* Address bits from *bottom on, *count of them, that no page of RAM uses: Xen leaves them out of
 * its numbering (pfn_pdx_hole_setup). */
static void find_hole(const struct xb_boot *boot, unsigned *bottom, unsigned *count)
{
	uint64_t used = GIB_PAGES * XB_PAGE - 1;
	unsigned bit = XB_HEAP_ORDERS - 1;

	for (size_t i = 0; i < boot->ram.count; i++) {
		struct xb_range bank = boot->ram.items[i];

		used |= bank.start | fill(bank.start ^ xb_range_last(bank));
	}
	used >>= XB_PAGE_SHIFT;
	*bottom = *count = 0;
	for (;;) {
		unsigned from;

		while (bit < 64 && used >> bit & 1)
			bit++;
		from = bit;
		while (bit < 64 && !(used >> bit & 1))
			bit++;
		if (bit >= 64)
			return;
		if (bit - from > *count) {
			*count = bit - from;
			*bottom = from;
		}
	}
}

/* Up to 4.21: one table over all of RAM, holes included. */
static bool take_one_table(const struct xb_boot *boot, struct xb_ranges *ram)
{
	uint64_t first = boot->ram.items[0].start >> XB_PAGE_SHIFT;
	uint64_t last = xb_range_last(boot->ram.items[boot->ram.count - 1]) >> XB_PAGE_SHIFT;
	unsigned bottom, count;
	uint64_t low, size, unit;

	find_hole(boot, &bottom, &count);
	low = ((uint64_t)1 << bottom) - 1;
	if (count) {
		first = (first & low) | (first >> count & ~low);
		last = (last & low) | (last >> count & ~low);
	}
	size = (last - first + 1) * PAGE_INFO;
	unit = size < 32 * MIB ? 2 * MIB : 32 * MIB;
	return take_early(ram, xb_align_up(size, unit), 32 * MIB);
}

/* From 4.22 on: a table for each run of GiBs that have RAM. */
static bool take_tables(const struct xb_boot *boot, struct xb_ranges *ram)
{
	uint64_t start = 0, end = 0; /* pages of the run so far */
	bool good = true;

	for (size_t i = 0; good && i <= boot->ram.count; i++) {
		bool is_last = i == boot->ram.count;
		uint64_t from = is_last ? 0 : boot->ram.items[i].start >> XB_PAGE_SHIFT;
		uint64_t whole = xb_align_up(end, GIB_PAGES);

		from -= from % GIB_PAGES;
		if (is_last || (end && from > whole)) {
			uint64_t pages = (is_last ? end : whole) - start;
			uint64_t size = xb_align_up(pages * PAGE_INFO, XB_PAGE);

			good = take_early(ram, size, size >= 32 * MIB ? 32 * MIB : 2 * MIB);
		}
		if (is_last)
			break;
		if (!end || from > whole)
			start = from;
		end = (xb_range_last(boot->ram.items[i]) >> XB_PAGE_SHIFT) + 1;
	}
	return good;
}

static bool take_all_early(const struct xb_boot *boot, struct xb_ranges *ram, bool chunked)
{
	uint64_t pages = EARLY_PAGES + EARLY_PAGES_BANK * boot->ram.count;

	for (uint64_t i = 0; i < pages; i++)
		if (!take_early(ram, XB_PAGE, XB_PAGE))
			return false;
	return chunked ? take_tables(boot, ram) : take_one_table(boot, ram);
}

/* ---- The heap -----------------------------------------------------------------------------------
 */

/* The lowest stretch first, then down from the highest (end_boot_allocator). */
static void fill_heap(struct xb_heap *heap, const struct xb_ranges *ram)
{
	size_t first = 0;

	while (first < ram->count && ram->items[first].size == 0)
		first++;
	if (first < ram->count)
		xb_heap_add(heap, ram->items[first]);
	for (size_t i = ram->count; i-- > first + 1;)
		xb_heap_add(heap, ram->items[i]);
}

static bool take_own(const struct xb_boot *boot, struct xb_heap *heap)
{
	const struct xb_load *tree = xb_boot_tree(boot);
	uint64_t size = tree->occupied < XB_DTB_MAX ? tree->occupied : XB_DTB_MAX;
	uint64_t cpus = boot->cpus < 4096 ? boot->cpus : 4096;
	uint64_t bytes = OWN_BYTES + OWN_BYTES_CPU * cpus + OWN_TIMES_TREE * size;
	uint64_t page;

	for (uint64_t done = 0; done < bytes; done += XB_PAGE << OWN_ORDER)
		if (!xb_heap_take(heap, OWN_ORDER, XB_HEAP_ANYWHERE, true, &page))
			return false;
	return true;
}

/* A gzip kernel is unpacked into one block; what the block has too much goes back, and so does the
 * packed kernel. */
static bool unpack_kernel(const struct xb_boot *boot, struct xb_heap *heap)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	uint64_t length = xb_kernel_length(boot), page, used;
	unsigned order = xb_order_for(length);

	if (kernel->image.kind != XB_IMAGE_GZIP)
		return true;
	if (!xb_heap_take(heap, order, XB_HEAP_ANYWHERE, false, &page))
		return false;
	used = xb_align_up(length, XB_PAGE) >> XB_PAGE_SHIFT;
	for (uint64_t i = used; i < (uint64_t)1 << order; i++)
		xb_heap_give(heap, page + i, 0);
	xb_heap_add(heap, xb_load_range(kernel));
	return true;
}

static enum xb_dom0_result make_heap(const struct xb_boot *boot, const struct xb_ranges *free,
				     bool chunked, struct xb_heap *heap)
{
	struct xb_ranges ram = {0};
	enum xb_dom0_result result = XB_DOM0_FITS;

	for (size_t i = 0; i < free->count; i++)
		xb_ranges_add(&ram, free->items[i]);
	if (!take_all_early(boot, &ram, chunked)) {
		result = XB_DOM0_NO_HEAP;
	} else {
		fill_heap(heap, &ram);
		if (!take_own(boot, heap))
			result = XB_DOM0_NO_HEAP;
		else if (!unpack_kernel(boot, heap))
			result = XB_DOM0_NO_UNPACKED;
	}
	xb_ranges_clear(&ram);
	return result;
}

/* ---- Which cases there are ----------------------------------------------------------------------
 */

/* Pages wait for idle CPUs to scrub them, unless the line says otherwise (parse_bootscrub_param).
 */
static bool scrubs_when_idle(const struct xb_boot *boot)
{
	static const char *const settled[] = {"0",  "1",     "no",   "yes",	"off",
					      "on", "false", "true", "disable", "enable"};
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "bootscrub");

	if (xb_line_last(&boot->xen_line, "no-bootscrub") || (word && !word->value))
		return false;
	for (size_t i = 0; word && i < XB_COUNT(settled); i++)
		if (strcmp(word->value, settled[i]) == 0)
			return false;
	return true;
}

static void add_heap(const struct xb_boot *boot, const struct xb_ranges *free, bool chunked,
		     bool dirty, struct xb_xen_heaps *heaps)
{
	struct xb_heap *heap = &heaps->heaps[heaps->count++];
	enum xb_dom0_result result;

	xb_heap_init(heap, dirty);
	result = make_heap(boot, free, chunked, heap);
	if (heaps->result == XB_DOM0_FITS)
		heaps->result = result;
}

/* Xen on arm64 has tables for 2 TiB of RAM (FRAMETABLE_SIZE, mmu/layout.h); more is no board of
 * today, and not worth simulating page by page. */
#define RAM_MOST ((uint64_t)2 << 40)

static bool ram_is_sane(const struct xb_boot *boot)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < boot->ram.count; i++) {
		if (boot->ram.items[i].size > RAM_MOST - sum)
			return false;
		sum += boot->ram.items[i].size;
	}
	return true;
}

static bool has_sizes(const struct xb_boot *boot)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);

	for (size_t i = 0; i < boot->load_count; i++)
		if (is_module(&boot->loads[i]) && boot->loads[i].use != XB_LOAD_TREE &&
		    !boot->loads[i].size_known)
			return false;
	return kernel && xb_boot_tree(boot) && xb_kernel_length(boot) &&
	       xb_kernel_length(boot) < (uint64_t)1 << 40;
}

bool xb_xen_heaps_make(const struct xb_boot *boot, struct xb_xen_heaps *heaps)
{
	unsigned release = xb_release_number(boot->xen_version);
	bool idle = scrubs_when_idle(boot);
	struct xb_ranges free = {0};
	bool known;

	*heaps = (struct xb_xen_heaps){.most_banks = release >= XB_RELEASE(4, 17) ? 256 : 128};
	known = has_sizes(boot) && ram_is_sane(boot) && free_ram(boot, &free);
	for (int dirty = 0; known && dirty <= idle; dirty++) {
		if (release < XB_RELEASE(4, 22))
			add_heap(boot, &free, false, dirty, heaps);
		if (release == 0 || release >= XB_RELEASE(4, 22))
			add_heap(boot, &free, true, dirty, heaps);
	}
	xb_ranges_clear(&free);
	return known;
}

void xb_xen_heaps_clear(struct xb_xen_heaps *heaps)
{
	for (size_t i = 0; i < heaps->count; i++)
		xb_heap_clear(&heaps->heaps[i]);
	heaps->count = 0;
}

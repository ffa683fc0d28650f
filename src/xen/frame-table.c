/* SPDX-License-Identifier: MIT */
/*
 * What is taken before there is a heap: the tables that map RAM, and the table of struct page_info.
 * Sources: alloc_boot_pages (xen/common/page_alloc.c), setup_frametable_mappings (arch/arm/mm.c;
 * init_frametable in arch/arm/mmu/mm.c from 4.22 on).
 */
#include "xen/xen-heap.h"

/* sizeof(struct page_info) on arm64, 4.14 to 4.22. */
#define PAGE_INFO 56u
/* Pages that are taken before the page table: the tables that map RAM. */
#define EARLY_PAGES 1u
#define EARLY_PAGES_BANK 2u
#define MIB ((uint64_t)1 << 20)
#define GIB_PAGES ((uint64_t)1 << 18)

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

bool xb_frame_table_take(const struct xb_boot *boot, struct xb_ranges *ram, bool chunked)
{
	uint64_t pages = EARLY_PAGES + EARLY_PAGES_BANK * boot->ram.count;

	for (uint64_t i = 0; i < pages; i++)
		if (!take_early(ram, XB_PAGE, XB_PAGE))
			return false;
	return chunked ? take_tables(boot, ram) : take_one_table(boot, ram);
}

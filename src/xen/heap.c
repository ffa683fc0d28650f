/* SPDX-License-Identifier: MIT */
#include "xen/heap-lists.h"

/* ---- Free and take ------------------------------------------------------------------------------
 */

/* free_heap_pages: a block joins its other half as long as that is free. */
static void give(struct xb_heap *heap, uint64_t page, unsigned order, bool dirty)
{
	heap->free += (uint64_t)1 << order;
	while (order < XB_HEAP_ORDERS - 1) {
		uint64_t half = (uint64_t)1 << order;
		int32_t other = xb_heap_block_at(heap, page ^ half, order);

		if (other < 0)
			break;
		dirty = dirty || heap->blocks[other].dirty;
		xb_heap_block_drop(heap, other);
		page &= ~half;
		order++;
	}
	xb_heap_block_add(heap, page, order, dirty);
}

void xb_heap_give(struct xb_heap *heap, const struct xb_heap_piece *piece)
{
	give(heap, piece->page, piece->order, false);
}

/* As blocks that are as large as their alignment allows. Page by page the same blocks would come of
 * it, in the same order. */
static void give_pages(struct xb_heap *heap, uint64_t page, uint64_t end, bool dirty)
{
	while (page < end) {
		unsigned order = 0;

		while (order < XB_HEAP_ORDERS - 1 && (page >> order) % 2 == 0 &&
		       end - page >= (uint64_t)2 << order)
			order++;
		give(heap, page, order, dirty);
		page += (uint64_t)1 << order;
	}
}

void xb_heap_give_pages(struct xb_heap *heap, uint64_t page, uint64_t end)
{
	give_pages(heap, page, end, false);
}

void xb_heap_add(struct xb_heap *heap, struct xb_range range)
{
	uint64_t page, end;

	if (range.size == 0)
		return;
	page = (range.start >> XB_PAGE_SHIFT) + (range.start % XB_PAGE != 0);
	end = xb_range_last(range) == UINT64_MAX ? UINT64_MAX >> XB_PAGE_SHIFT
						 : (xb_range_last(range) + 1) >> XB_PAGE_SHIFT;
	if (page == 0)
		page = 1; /* zone 0 is Xen's own: page 0 never joins */
	give_pages(heap, page, end, heap->dirty);
}

static unsigned lowest_bit(uint32_t value)
{
	return (unsigned)__builtin_ctz(value);
}

/* bits_to_zone: the highest zone whose pages end below 2^BITS bytes. */
static unsigned highest_zone(unsigned bits)
{
	unsigned zone = bits <= XB_PAGE_SHIFT ? 1 : bits - XB_PAGE_SHIFT;

	return zone < XB_HEAP_ZONES ? zone : XB_HEAP_ZONES - 1;
}

/* The first of the smallest order in the highest zone. A search for clean blocks moves the dirty
 * ones that it meets to the end of their lists (get_free_buddy). -1: none. */
static int32_t find(struct xb_heap *heap, unsigned order, unsigned bits, bool clean)
{
	uint64_t zones = heap->zones & (((uint64_t)2 << highest_zone(bits)) - 1);

	while (zones) {
		unsigned zone = xb_heap_highest_bit(zones);
		uint32_t orders = heap->orders[zone] >> order << order;

		zones ^= (uint64_t)1 << zone;
		for (; orders; orders &= orders - 1) {
			int32_t *first = &heap->first[zone][lowest_bit(orders)];

			if (!clean || order == 0 || !heap->blocks[*first].dirty)
				return *first;
			*first = heap->blocks[*first].next;
		}
	}
	return -1;
}

bool xb_heap_take(struct xb_heap *heap, unsigned order, unsigned bits, bool own,
		  struct xb_heap_piece *piece)
{
	int32_t index = -1;
	unsigned found;

	if (order >= XB_HEAP_ORDERS)
		return false;
	if (heap->dirty && !own)
		index = find(heap, order, bits, true);
	if (index < 0)
		index = find(heap, order, bits, false);
	if (index < 0)
		return false;
	found = heap->blocks[index].order;
	*piece = (struct xb_heap_piece){heap->blocks[index].page, order, heap->blocks[index].dirty};
	xb_heap_block_drop(heap, index);
	/* The lower halves stay; what is taken is the upper end. */
	while (found > order) {
		found--;
		xb_heap_block_add(heap, piece->page, found, piece->dirty);
		piece->page += (uint64_t)1 << found;
	}
	heap->free -= (uint64_t)1 << order;
	return true;
}

/* ---- Idle scrubbing -----------------------------------------------------------------------------
 */

/* Of one list: these many blocks one by one, the rest at once. */
#define STEPS_LIST 3u

static size_t blocks_in(const struct xb_heap *heap, int32_t first, size_t most)
{
	int32_t index = first;
	size_t count = 0;

	if (first < 0)
		return 0;
	do {
		count++;
		index = heap->blocks[index].next;
	} while (index != first && count < most);
	return count;
}

static unsigned steps_of(const struct xb_heap *heap, unsigned zone, unsigned order)
{
	return order < XB_HEAP_LARGE ? 0
				     : (unsigned)blocks_in(heap, heap->first[zone][order], STEPS_LIST);
}

/* The last COUNT blocks of a list, each of which then goes in front. */
static void clean_blocks(struct xb_heap *heap, int32_t *first, size_t count)
{
	for (; count; count--) {
		int32_t index = heap->blocks[*first].previous;

		heap->clean +=
			heap->blocks[index].dirty && heap->blocks[index].order >= XB_HEAP_LARGE;
		heap->blocks[index].dirty = false;
		*first = index;
	}
}

unsigned xb_heap_scrub_steps(const struct xb_heap *heap)
{
	unsigned steps = 0;

	for (unsigned zone = 0; zone < XB_HEAP_ZONES; zone++)
		for (unsigned order = XB_HEAP_LARGE; order < XB_HEAP_ORDERS; order++)
			steps += steps_of(heap, zone, order);
	return steps;
}

bool xb_heap_scrub(struct xb_heap *heap, unsigned progress)
{
	for (unsigned zone = 0; zone < XB_HEAP_ZONES; zone++) {
		for (unsigned order = XB_HEAP_ORDERS; order-- > 0;) {
			unsigned steps = steps_of(heap, zone, order);
			bool whole = steps <= progress;

			if (progress == 0)
				return true;
			clean_blocks(heap, &heap->first[zone][order],
				     whole ? blocks_in(heap, heap->first[zone][order], SIZE_MAX)
					   : progress);
			if (!whole)
				return true;
			progress -= steps;
		}
	}
	return progress == 0;
}

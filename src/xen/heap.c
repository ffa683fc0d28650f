/* SPDX-License-Identifier: MIT */
#include "xen/heap.h"

#include <stdlib.h>
#include <string.h>

/* page_to_zone: the number of bits of the page number; page 0 counts as 1. */
static unsigned zone_of(uint64_t page)
{
	unsigned bits = 1;

	while (bits < XB_HEAP_ZONES - 1 && page >> bits)
		bits++;
	return bits;
}

/* bits_to_zone: the highest zone whose pages end below 2^BITS bytes. */
static unsigned highest_zone(unsigned bits)
{
	unsigned zone = bits <= XB_PAGE_SHIFT ? 1 : bits - XB_PAGE_SHIFT;

	return zone < XB_HEAP_ZONES ? zone : XB_HEAP_ZONES - 1;
}

void xb_heap_init(struct xb_heap *heap, bool dirty)
{
	*heap = (struct xb_heap){.spare = -1, .dirty = dirty};
	for (size_t zone = 0; zone < XB_HEAP_ZONES; zone++)
		for (size_t order = 0; order < XB_HEAP_ORDERS; order++)
			heap->lists[zone][order] = (struct xb_heap_list){-1, -1};
}

void xb_heap_clear(struct xb_heap *heap)
{
	free(heap->blocks);
	xb_heap_init(heap, false);
}

void xb_heap_copy(struct xb_heap *copy, const struct xb_heap *heap)
{
	struct xb_heap_block *blocks = copy->blocks;
	size_t capacity = copy->capacity;

	if (capacity < heap->count) {
		capacity = heap->capacity;
		blocks = xb_realloc(blocks, capacity, sizeof(*blocks));
	}
	if (heap->count)
		memcpy(blocks, heap->blocks, heap->count * sizeof(*blocks));
	*copy = *heap;
	copy->blocks = blocks;
	copy->capacity = capacity;
}

/* ---- Lists --------------------------------------------------------------------------------------
 */

static int32_t new_block(struct xb_heap *heap, uint64_t page)
{
	int32_t index = heap->spare;

	if (index >= 0) {
		heap->spare = heap->blocks[index].next;
	} else {
		heap->blocks =
			xb_grow(heap->blocks, &heap->capacity, heap->count, sizeof(*heap->blocks));
		index = (int32_t)heap->count++;
	}
	heap->blocks[index].page = page;
	return index;
}

static void link_first(struct xb_heap *heap, struct xb_heap_list *list, int32_t index)
{
	struct xb_heap_block *block = &heap->blocks[index];

	block->previous = -1;
	block->next = list->first;
	if (list->first >= 0)
		heap->blocks[list->first].previous = index;
	else
		list->last = index;
	list->first = index;
}

static void link_last(struct xb_heap *heap, struct xb_heap_list *list, int32_t index)
{
	struct xb_heap_block *block = &heap->blocks[index];

	block->next = -1;
	block->previous = list->last;
	if (list->last >= 0)
		heap->blocks[list->last].next = index;
	else
		list->first = index;
	list->last = index;
}

static void unlink_block(struct xb_heap *heap, struct xb_heap_list *list, int32_t index)
{
	struct xb_heap_block *block = &heap->blocks[index];

	if (block->previous >= 0)
		heap->blocks[block->previous].next = block->next;
	else
		list->first = block->next;
	if (block->next >= 0)
		heap->blocks[block->next].previous = block->previous;
	else
		list->last = block->previous;
}

static void drop_block(struct xb_heap *heap, struct xb_heap_list *list, int32_t index)
{
	unlink_block(heap, list, index);
	heap->blocks[index].next = heap->spare;
	heap->spare = index;
}

/* page_list_add_scrub */
static void add_block(struct xb_heap *heap, uint64_t page, unsigned order, bool dirty)
{
	struct xb_heap_list *list = &heap->lists[zone_of(page)][order];
	int32_t index = new_block(heap, page);

	heap->blocks[index].dirty = dirty;
	if (dirty)
		link_last(heap, list, index);
	else
		link_first(heap, list, index);
}

/* False: no such block is free. *dirty becomes true where this one is. */
static bool remove_block(struct xb_heap *heap, uint64_t page, unsigned order, bool *dirty)
{
	struct xb_heap_list *list = &heap->lists[zone_of(page)][order];

	for (int32_t index = list->first; index >= 0; index = heap->blocks[index].next) {
		if (heap->blocks[index].page != page)
			continue;
		*dirty = *dirty || heap->blocks[index].dirty;
		drop_block(heap, list, index);
		return true;
	}
	return false;
}

/* ---- Free and take ------------------------------------------------------------------------------
 */

/* free_heap_pages: a block joins its other half as long as that is free. */
static void give(struct xb_heap *heap, uint64_t page, unsigned order, bool dirty)
{
	heap->free += (uint64_t)1 << order;
	while (order < XB_HEAP_ORDERS - 1) {
		uint64_t half = (uint64_t)1 << order;

		if (!remove_block(heap, page ^ half, order, &dirty))
			break;
		page &= ~half;
		order++;
	}
	add_block(heap, page, order, dirty);
}

void xb_heap_give(struct xb_heap *heap, uint64_t page, unsigned order)
{
	give(heap, page, order, false);
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
	while (page < end) {
		unsigned order = 0;

		while (order < XB_HEAP_ORDERS - 1 && (page >> order) % 2 == 0 &&
		       end - page >= (uint64_t)2 << order)
			order++;
		give(heap, page, order, heap->dirty);
		page += (uint64_t)1 << order;
	}
}

/* The first of the smallest order in the highest zone. A search for clean blocks moves the dirty
 * ones that it meets to the end of their lists (get_free_buddy). -1: none. */
static int32_t find(struct xb_heap *heap, unsigned order, unsigned bits, bool clean, unsigned *zone,
		    unsigned *found)
{
	for (*zone = highest_zone(bits); *zone >= 1; --*zone) {
		for (*found = order; *found < XB_HEAP_ORDERS; ++*found) {
			struct xb_heap_list *list = &heap->lists[*zone][*found];
			int32_t index = list->first;

			if (index < 0)
				continue;
			if (!clean || order == 0 || !heap->blocks[index].dirty)
				return index;
			unlink_block(heap, list, index);
			link_last(heap, list, index);
		}
	}
	return -1;
}

bool xb_heap_take(struct xb_heap *heap, unsigned order, unsigned bits, bool own, uint64_t *page)
{
	unsigned zone, found;
	int32_t index = -1;
	bool dirty;

	if (order >= XB_HEAP_ORDERS)
		return false;
	if (heap->dirty && !own)
		index = find(heap, order, bits, true, &zone, &found);
	if (index < 0)
		index = find(heap, order, bits, false, &zone, &found);
	if (index < 0)
		return false;
	*page = heap->blocks[index].page;
	dirty = heap->blocks[index].dirty;
	drop_block(heap, &heap->lists[zone][found], index);
	/* The lower halves stay; what is taken is the upper end. */
	while (found > order) {
		found--;
		add_block(heap, *page, found, dirty);
		*page += (uint64_t)1 << found;
	}
	heap->free -= (uint64_t)1 << order;
	return true;
}

static void clean_list(struct xb_heap *heap, const struct xb_heap_list *list)
{
	for (int32_t index = list->first; index >= 0; index = heap->blocks[index].next)
		heap->blocks[index].dirty = false;
}

bool xb_heap_scrub(struct xb_heap *heap, unsigned progress)
{
	unsigned met = 0;

	for (unsigned zone = 0; zone < XB_HEAP_ZONES; zone++) {
		for (unsigned order = XB_HEAP_ORDERS; order-- > 0;) {
			const struct xb_heap_list *list = &heap->lists[zone][order];

			if (met == progress)
				return true;
			clean_list(heap, list);
			met += order >= 10 && list->first >= 0;
		}
	}
	return met == progress;
}

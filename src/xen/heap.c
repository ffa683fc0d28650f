/* SPDX-License-Identifier: MIT */
#include "xen/heap.h"

#include <stdlib.h>
#include <string.h>

/* The number of the highest bit that is set; VALUE is not 0. */
static unsigned highest_bit(uint64_t value)
{
	return 63u - (unsigned)__builtin_clzll(value);
}

static unsigned lowest_bit(uint32_t value)
{
	return (unsigned)__builtin_ctz(value);
}

unsigned xb_heap_zone(uint64_t page)
{
	unsigned bits = page ? highest_bit(page) + 1 : 1;

	return bits < XB_HEAP_ZONES ? bits : XB_HEAP_ZONES - 1;
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
			heap->first[zone][order] = -1;
}

void xb_heap_clear(struct xb_heap *heap)
{
	free(heap->blocks);
	free(heap->chains);
	xb_heap_init(heap, false);
}

void xb_heap_copy(struct xb_heap *copy, const struct xb_heap *heap)
{
	struct xb_heap old = *copy;

	*copy = *heap;
	copy->capacity = old.capacity;
	copy->blocks = old.blocks;
	if (copy->capacity < heap->count) {
		copy->capacity = heap->capacity;
		copy->blocks = xb_realloc(old.blocks, copy->capacity, sizeof(*copy->blocks));
	}
	if (heap->count)
		memcpy(copy->blocks, heap->blocks, heap->count * sizeof(*copy->blocks));
	copy->chains = old.chains;
	if (heap->chain_count && heap->chain_count != old.chain_count)
		copy->chains = xb_realloc(old.chains, heap->chain_count, sizeof(*copy->chains));
	if (heap->chain_count)
		memcpy(copy->chains, heap->chains, heap->chain_count * sizeof(*copy->chains));
}

/* ---- Blocks by page ----------------------------------------------------------------------------
 */

static int32_t *chain_of(const struct xb_heap *heap, uint64_t page)
{
	uint64_t mixed = page * 0x9E3779B97F4A7C15u;

	return &heap->chains[mixed >> 32 & (heap->chain_count - 1)];
}

static void put_into_chain(struct xb_heap *heap, int32_t index)
{
	int32_t *chain = chain_of(heap, heap->blocks[index].page);

	heap->blocks[index].chained = *chain;
	*chain = index;
}

static void double_chains(struct xb_heap *heap)
{
	int32_t *old = heap->chains;
	size_t count = heap->chain_count;

	heap->chain_count = count ? 2 * count : 64;
	heap->chains = xb_realloc(NULL, heap->chain_count, sizeof(*heap->chains));
	for (size_t i = 0; i < heap->chain_count; i++)
		heap->chains[i] = -1;
	for (size_t i = 0; i < count; i++) {
		for (int32_t index = old[i], next; index >= 0; index = next) {
			next = heap->blocks[index].chained;
			put_into_chain(heap, index);
		}
	}
	free(old);
}

static void chain_block(struct xb_heap *heap, int32_t index)
{
	if (heap->chained == heap->chain_count)
		double_chains(heap);
	put_into_chain(heap, index);
	heap->chained++;
}

static void unchain_block(struct xb_heap *heap, int32_t index)
{
	int32_t *link = chain_of(heap, heap->blocks[index].page);

	while (*link != index)
		link = &heap->blocks[*link].chained;
	*link = heap->blocks[index].chained;
	heap->chained--;
}

/* The free block of 2^ORDER pages at PAGE; -1: there is none. */
static int32_t block_at(const struct xb_heap *heap, uint64_t page, unsigned order)
{
	int32_t index = heap->chain_count ? *chain_of(heap, page) : -1;

	while (index >= 0 && heap->blocks[index].page != page)
		index = heap->blocks[index].chained;
	return index >= 0 && heap->blocks[index].order == order ? index : -1;
}

/* ---- Lists -------------------------------------------------------------------------------------
 */

static int32_t new_block(struct xb_heap *heap, uint64_t page, unsigned order, bool dirty)
{
	int32_t index = heap->spare;

	if (index >= 0) {
		heap->spare = heap->blocks[index].next;
	} else {
		heap->blocks =
			xb_grow(heap->blocks, &heap->capacity, heap->count, sizeof(*heap->blocks));
		index = (int32_t)heap->count++;
	}
	heap->blocks[index] = (struct xb_heap_block){
		.page = page, .chained = -1, .order = (uint8_t)order, .dirty = dirty};
	return index;
}

static int32_t *list_of(struct xb_heap *heap, const struct xb_heap_block *block)
{
	return &heap->first[xb_heap_zone(block->page)][block->order];
}

/* Last in its list: between the last one and the first. */
static void link_last(struct xb_heap *heap, int32_t *first, int32_t index)
{
	struct xb_heap_block *block = &heap->blocks[index];
	unsigned zone = xb_heap_zone(block->page);

	if (*first < 0) {
		block->previous = block->next = *first = index;
		heap->orders[zone] |= (uint32_t)1 << block->order;
		heap->zones |= (uint64_t)1 << zone;
		return;
	}
	block->next = *first;
	block->previous = heap->blocks[*first].previous;
	heap->blocks[block->previous].next = index;
	heap->blocks[*first].previous = index;
}

static void unlink_block(struct xb_heap *heap, int32_t *first, int32_t index)
{
	struct xb_heap_block *block = &heap->blocks[index];
	unsigned zone = xb_heap_zone(block->page);

	heap->blocks[block->previous].next = block->next;
	heap->blocks[block->next].previous = block->previous;
	if (*first == index)
		*first = block->next;
	if (*first != index)
		return;
	*first = -1;
	heap->orders[zone] &= ~((uint32_t)1 << block->order);
	if (!heap->orders[zone])
		heap->zones &= ~((uint64_t)1 << zone);
}

static bool is_clean_and_large(const struct xb_heap_block *block)
{
	return !block->dirty && block->order >= XB_HEAP_LARGE;
}

/* page_list_add_scrub */
static void add_block(struct xb_heap *heap, uint64_t page, unsigned order, bool dirty)
{
	int32_t index = new_block(heap, page, order, dirty);
	int32_t *first = list_of(heap, &heap->blocks[index]);

	link_last(heap, first, index);
	if (!dirty)
		*first = index; /* the last of a ring is the one before the first */
	if (order < XB_HEAP_ORDERS - 1)
		chain_block(heap, index);
	heap->clean += is_clean_and_large(&heap->blocks[index]);
}

static void drop_block(struct xb_heap *heap, int32_t index)
{
	struct xb_heap_block *block = &heap->blocks[index];

	heap->clean -= is_clean_and_large(block);
	if (block->order < XB_HEAP_ORDERS - 1)
		unchain_block(heap, index);
	unlink_block(heap, list_of(heap, block), index);
	block->next = heap->spare;
	heap->spare = index;
}

/* ---- Free and take ------------------------------------------------------------------------------
 */

/* free_heap_pages: a block joins its other half as long as that is free. */
static void give(struct xb_heap *heap, uint64_t page, unsigned order, bool dirty)
{
	heap->free += (uint64_t)1 << order;
	while (order < XB_HEAP_ORDERS - 1) {
		uint64_t half = (uint64_t)1 << order;
		int32_t other = block_at(heap, page ^ half, order);

		if (other < 0)
			break;
		dirty = dirty || heap->blocks[other].dirty;
		drop_block(heap, other);
		page &= ~half;
		order++;
	}
	add_block(heap, page, order, dirty);
}

void xb_heap_give(struct xb_heap *heap, const struct xb_heap_piece *piece)
{
	give(heap, piece->page, piece->order, false);
}

/* Page by page or in the largest blocks that are aligned: what joins is the same, and so is the
 * order in which it is free. */
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

/* The first of the smallest order in the highest zone. A search for clean blocks moves the dirty
 * ones that it meets to the end of their lists (get_free_buddy). -1: none. */
static int32_t find(struct xb_heap *heap, unsigned order, unsigned bits, bool clean)
{
	uint64_t zones = heap->zones & (((uint64_t)2 << highest_zone(bits)) - 1);

	while (zones) {
		unsigned zone = highest_bit(zones);
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
	drop_block(heap, index);
	/* The lower halves stay; what is taken is the upper end. */
	while (found > order) {
		found--;
		add_block(heap, piece->page, found, piece->dirty);
		piece->page += (uint64_t)1 << found;
	}
	heap->free -= (uint64_t)1 << order;
	return true;
}

/* ---- Idle scrubbing -----------------------------------------------------------------------------
 */

static void clean_list(struct xb_heap *heap, int32_t first)
{
	int32_t index = first;

	if (first < 0)
		return;
	do {
		heap->clean +=
			heap->blocks[index].dirty && heap->blocks[index].order >= XB_HEAP_LARGE;
		heap->blocks[index].dirty = false;
		index = heap->blocks[index].next;
	} while (index != first);
}

unsigned xb_heap_scrub_steps(const struct xb_heap *heap)
{
	unsigned steps = 0;

	for (unsigned zone = 0; zone < XB_HEAP_ZONES; zone++)
		for (uint32_t left = heap->orders[zone] >> XB_HEAP_LARGE; left; left &= left - 1)
			steps++;
	return steps;
}

bool xb_heap_scrub(struct xb_heap *heap, unsigned progress)
{
	unsigned met = 0;

	for (unsigned zone = 0; zone < XB_HEAP_ZONES; zone++) {
		for (unsigned order = XB_HEAP_ORDERS; order-- > 0;) {
			if (met == progress)
				return true;
			clean_list(heap, heap->first[zone][order]);
			met += order >= XB_HEAP_LARGE && heap->first[zone][order] >= 0;
		}
	}
	return met == progress;
}

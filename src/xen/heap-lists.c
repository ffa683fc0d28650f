/* SPDX-License-Identifier: MIT */
/*
 * The free blocks of a heap, each in two ways: in its list, by zone and order, which is a ring; and
 * in a chain of a hash table by its page, where its other half may ask for it. A block of the
 * largest order joins no other and is in no chain.
 */
#include "xen/heap-lists.h"

#include <stdlib.h>
#include <string.h>

unsigned xb_heap_zone(uint64_t page)
{
	unsigned bits = page ? xb_heap_highest_bit(page) + 1 : 1;

	return bits < XB_HEAP_ZONES ? bits : XB_HEAP_ZONES - 1;
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

int32_t xb_heap_block_at(const struct xb_heap *heap, uint64_t page, unsigned order)
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
void xb_heap_block_add(struct xb_heap *heap, uint64_t page, unsigned order, bool dirty)
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

void xb_heap_block_drop(struct xb_heap *heap, int32_t index)
{
	struct xb_heap_block *block = &heap->blocks[index];

	heap->clean -= is_clean_and_large(block);
	if (block->order < XB_HEAP_ORDERS - 1)
		unchain_block(heap, index);
	unlink_block(heap, list_of(heap, block), index);
	block->next = heap->spare;
	heap->spare = index;
}

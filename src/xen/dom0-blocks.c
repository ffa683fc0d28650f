/* SPDX-License-Identifier: MIT */
/*
 * dom0's memory, as Xen takes it from the heap.
 *
 * allocate_memory_11 (xen/arch/arm/domain_build.c), the same from 4.14 to 4.22: the first block is
 * the largest power of two not above dom0_mem, as low as possible below the DMA limit, halved until
 * one fits, but not below 128 MiB (or dom0_mem, rounded up, where that is less). Then the largest
 * blocks that fit, below the limit until none of at least that size is left, then anywhere down to
 * 4 MiB. A block of less than 128 MiB that lies below the first bank and does not touch it is
 * refused, and the second such block ends it all. What then is missing is a panic.
 */
#include "xen/dom0-memory.h"

#define LEAST_ORDER 10 /* 4 MiB */

/* The largest order whose block is not above BYTES; -1: not even a page. */
static int order_within(uint64_t bytes)
{
	return (int)xb_order_for(bytes + 1) - 1;
}

static uint64_t order_bytes(int order)
{
	return XB_PAGE << order;
}

static void insert_bank(struct xb_ranges *banks, size_t at, struct xb_range range)
{
	xb_ranges_add(banks, range);
	for (size_t i = banks->count - 1; i > at; i--)
		banks->items[i] = banks->items[i - 1];
	banks->items[at] = range;
}

/* insert_11_bank: banks by address; a block joins a bank that it touches, but two banks never join.
 */
static bool keep_block(struct xb_ranges *banks, struct xb_range block, size_t most)
{
	for (size_t i = 0; i < banks->count; i++) {
		struct xb_range *bank = &banks->items[i];

		if (block.start + block.size == bank->start) {
			bank->start = block.start;
			bank->size += block.size;
			return true;
		}
		if (bank->start + bank->size == block.start) {
			bank->size += block.size;
			return true;
		}
		if (block.start + block.size < bank->start && banks->count < most) {
			insert_bank(banks, i, block);
			return true;
		}
	}
	if (banks->count == most)
		return false;
	xb_ranges_add(banks, block);
	return true;
}

static bool is_refused(const struct xb_ranges *banks, struct xb_range block)
{
	return banks->count && block.size < FIRST_LEAST &&
	       block.start + block.size < banks->items[0].start;
}

/* Give dom0 the block at PAGE. False: it is refused, and free again. */
static bool accept(struct builder *builder, uint64_t page, int order)
{
	struct xb_ranges *banks = &builder->memory->banks;
	struct xb_range block = {page << XB_PAGE_SHIFT, order_bytes(order)};
	uint64_t table;

	if (is_refused(banks, block) || !keep_block(banks, block, builder->most_banks)) {
		xb_heap_give(builder->heap, page, (unsigned)order);
		return false;
	}
	xb_ranges_add(&builder->memory->blocks, block);
	builder->left -= block.size;
	/* dom0's own page tables grow: a page for each block is more than they need. */
	(void)xb_heap_take(builder->heap, 0, XB_HEAP_ANYWHERE, true, &table);
	return true;
}

/* The first bank. False: no block below the limit will do. */
static bool take_first(struct builder *builder, int least)
{
	unsigned most = builder->memory->low_bits;
	uint64_t page;

	for (int order = order_within(builder->left); order >= least && order >= 0; order--)
		for (unsigned bits = (unsigned)order; bits <= most; bits++)
			if (xb_heap_take(builder->heap, (unsigned)order, bits, false, &page))
				return accept(builder, page, order);
	return false;
}

static void take_others(struct builder *builder, bool low, int least)
{
	int order = order_within(builder->left);

	while (builder->left && order >= 0) {
		unsigned bits = low ? builder->memory->low_bits : XB_HEAP_ANYWHERE;
		uint64_t page;
		bool taken = xb_heap_take(builder->heap, (unsigned)order, bits, false, &page);

		if (taken && accept(builder, page, order)) {
			order = order_within(builder->left);
			continue;
		}
		if (!taken)
			order--;
		if (low && (taken || order < least)) {
			low = false;
			order = order_within(builder->left);
		} else if (taken || order < LEAST_ORDER) {
			return;
		}
	}
}

void xb_dom0_take_memory(struct builder *builder)
{
	uint64_t wanted = builder->memory->wanted;
	int least = (int)xb_order_for(wanted < FIRST_LEAST ? wanted : FIRST_LEAST);

	builder->memory->low = take_first(builder, least);
	take_others(builder, builder->memory->low, least);
	builder->memory->unallocated = builder->left;
}

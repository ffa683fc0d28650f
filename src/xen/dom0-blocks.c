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
#include <string.h>

#include "xen/dom0-builder.h"
#include "xen/xen-heap.h"

/* The largest order that is allocated at once and not above BYTES; -1: not even a page. */
static int order_within(uint64_t bytes)
{
	uint64_t pages = bytes >> XB_PAGE_SHIFT;
	int order = -1;

	while (order < XB_HEAP_ORDERS - 1 && pages >> (order + 1))
		order++;
	return order;
}

static uint64_t order_bytes(int order)
{
	return XB_PAGE << order;
}

/* ---- Banks --------------------------------------------------------------------------------------
 */

/* The first bank that starts behind BLOCK. */
static size_t bank_behind(const struct xb_ranges *banks, struct xb_range block)
{
	size_t low = 0, high = banks->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (banks->items[middle].start < block.start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* insert_11_bank: banks by address; a block joins a bank that it touches, the lower of two, but two
 * banks never join. */
static bool keep_block(struct xb_ranges *banks, struct xb_range block, size_t most)
{
	size_t at = bank_behind(banks, block);
	struct xb_range *below = at > 0 ? &banks->items[at - 1] : NULL;
	struct xb_range *above = at < banks->count ? &banks->items[at] : NULL;

	if (below && xb_dom0_end_of(*below) == block.start) {
		below->size += block.size;
		return true;
	}
	if (above && xb_dom0_end_of(block) == above->start) {
		above->start = block.start;
		above->size += block.size;
		return true;
	}
	if (banks->count == most)
		return false;
	xb_ranges_add(banks, block);
	above = &banks->items[at];
	memmove(above + 1, above, (banks->count - 1 - at) * sizeof(*above));
	*above = block;
	return true;
}

static bool is_refused(const struct xb_ranges *banks, struct xb_range block)
{
	return banks->count && block.size < FIRST_LEAST &&
	       xb_dom0_end_of(block) < banks->items[0].start;
}

/* ---- Blocks -------------------------------------------------------------------------------------
 */

/* Give dom0 the block PIECE. False: it is refused, and free again. */
static bool accept(struct xb_dom0_builder *builder, const struct xb_heap_piece *piece)
{
	struct xb_ranges *banks = &builder->memory->banks;
	struct xb_range block = {piece->page << XB_PAGE_SHIFT, order_bytes((int)piece->order)};
	struct xb_heap_piece table;

	xb_dom0_note_block(builder, piece);
	if (is_refused(banks, block) || !keep_block(banks, block, builder->most_banks)) {
		xb_heap_give(builder->heap, piece);
		return false;
	}
	xb_ranges_add(&builder->memory->blocks, block);
	builder->left -= block.size;
	/* dom0's own page tables grow: a page for each block is more than they need. */
	(void)xb_heap_take(builder->heap, 0, XB_HEAP_ANYWHERE, true, &table);
	return true;
}

/* The first bank. False: no block below the limit will do. */
static bool take_first(struct xb_dom0_builder *builder, int least)
{
	unsigned most = builder->memory->low_bits;
	struct xb_heap_piece piece;

	for (int order = order_within(builder->left); order >= least && order >= 0; order--)
		for (unsigned bits = (unsigned)order; bits <= most; bits++)
			if (xb_heap_take(builder->heap, (unsigned)order, bits, false, &piece))
				return accept(builder, &piece);
	return false;
}

static void take_others(struct xb_dom0_builder *builder, bool low, int least)
{
	int order = order_within(builder->left);

	while (builder->left && order >= 0) {
		unsigned bits = low ? builder->memory->low_bits : XB_HEAP_ANYWHERE;
		struct xb_heap_piece piece;
		bool taken = xb_heap_take(builder->heap, (unsigned)order, bits, false, &piece);

		if (taken && accept(builder, &piece)) {
			order = order_within(builder->left);
			continue;
		}
		if (!taken)
			order--;
		if (low && (taken || order < least)) {
			order = order_within(builder->left);
			if (!taken)
				xb_dom0_note_end_of_low(builder,
							order_bytes(order < least ? order : least));
			low = false;
		} else if (taken || order < (int)LEAST_ORDER) {
			return;
		}
	}
}

void xb_dom0_take_memory(struct xb_dom0_builder *builder)
{
	uint64_t wanted = builder->memory->wanted;
	int least = (int)xb_order_for(wanted < FIRST_LEAST ? wanted : FIRST_LEAST);

	builder->memory->low = take_first(builder, least);
	take_others(builder, builder->memory->low, least);
	xb_dom0_note_end(builder);
	builder->memory->unallocated = builder->left;
}

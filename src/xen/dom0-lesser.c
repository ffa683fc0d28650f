/* SPDX-License-Identifier: MIT */
/*
 * What the blocks of one dom0_mem say of a lesser one, taken from the same heap. It makes the same
 * choices as long as what it still wants is not less than the block that is chosen; from there on
 * it goes its own way. So from each choice follows the largest size that parts from it and may
 * work, and the largest of these is the next to look at.
 */
#include "xen/dom0-builder.h"

/*
 * A block of SIZE is looked for while FREE bytes are in the heap. A lesser dom0_mem parts here if
 * it wants less than SIZE more. The most that it can want is that, and what leaves Xen its rest;
 * and its first bank is at most the present one and all of that, or if it cannot come near that
 * bank (APART), the present one.
 */
static void note_parting(struct xb_dom0_builder *builder, uint64_t size, uint64_t free, bool apart)
{
	const struct xb_dom0_needs *needs = &builder->needs;
	const struct xb_ranges *banks = &builder->memory->banks;
	uint64_t bank = banks->count ? banks->items[0].size : 0;
	uint64_t done = builder->memory->wanted - builder->left, most;

	if (size < STEP || free < needs->rest)
		return;
	if (banks->count && banks->items[0].start < needs->from)
		return; /* another first bank could only be lower */
	most = size - STEP;
	if (most > free - needs->rest)
		most = (free - needs->rest) / STEP * STEP;
	if (bank + (apart ? 0 : most) >= needs->bank && done + most > builder->lesser)
		builder->lesser = done + most;
}

/*
 * PIECE lies in a zone above the first bank and what touches it, and so does whatever is taken
 * instead of it: PIECE itself can always be split for that, and no block of a lower zone is
 * preferred, but for a clean one where PIECE is dirty.
 */
static bool is_apart(const struct xb_dom0_builder *builder, const struct xb_heap_piece *piece)
{
	const struct xb_ranges *banks = &builder->memory->banks;

	if (banks->count == 0 || (piece->dirty && builder->heap->clean))
		return false;
	return xb_heap_zone(piece->page) >
	       xb_heap_zone(xb_dom0_end_of(banks->items[0]) >> XB_PAGE_SHIFT);
}

void xb_dom0_note_block(struct xb_dom0_builder *builder, const struct xb_heap_piece *piece)
{
	uint64_t size = XB_PAGE << piece->order;

	note_parting(builder, size, (builder->heap->free << XB_PAGE_SHIFT) + size,
		     is_apart(builder, piece));
}

void xb_dom0_note_end_of_low(struct xb_dom0_builder *builder, uint64_t size)
{
	note_parting(builder, size, builder->heap->free << XB_PAGE_SHIFT, false);
}

/* Less by all that found no block, it may take the blocks that this one took, and no more. */
void xb_dom0_note_end(struct xb_dom0_builder *builder)
{
	uint64_t done = builder->memory->wanted - builder->left;

	if (builder->left && done > builder->lesser)
		builder->lesser = done;
}

/* SPDX-License-Identifier: MIT */
/* dom0's blocks, taken from one heap step by step, and what they say of less memory. */
#ifndef XEN_DOM0_BUILDER_H
#define XEN_DOM0_BUILDER_H

#include "xen/heap.h"
#include "xenboot/xen.h"

#define MIB ((uint64_t)1 << 20)
/* Xen's least first block, unless dom0_mem is less; and where dom0's modules stand in its bank. */
#define FIRST_LEAST (128 * MIB)
/* Xen's least block, and the step of the search. */
#define LEAST_ORDER XB_HEAP_LARGE
#define STEP (XB_PAGE << LEAST_ORDER)

/* What a dom0_mem must leave or reach, apart from its blocks, in bytes. */
struct xb_dom0_needs {
	uint64_t bank; /* of the first bank */
	uint64_t from; /* the address of the lowest free RAM that is so long */
	uint64_t rest; /* of the heap, for Xen to finish dom0 */
};

struct xb_dom0_builder {
	struct xb_heap *heap;
	struct xb_dom0_memory *memory;
	struct xb_dom0_needs needs;
	size_t most_banks;
	uint64_t left; /* bytes that dom0 still wants */
	/* What the same heap says of less, where both are multiples of STEP and not below
	 * FIRST_LEAST: no dom0_mem between this and the wanted one works. 0 at the start. */
	uint64_t lesser;
};
/* Take blocks for memory->wanted; builder->left is then what found none. */
void xb_dom0_take_memory(struct xb_dom0_builder *builder);

/* Steps of it that `lesser` follows from: a block was taken from the heap and is yet to be
 * accepted; none of at least SIZE is left below the limit; all is done. */
void xb_dom0_note_block(struct xb_dom0_builder *builder, const struct xb_heap_piece *piece);
void xb_dom0_note_end_of_low(struct xb_dom0_builder *builder, uint64_t size);
void xb_dom0_note_end(struct xb_dom0_builder *builder);

static inline uint64_t xb_dom0_end_of(struct xb_range range)
{
	return range.start + range.size;
}

#endif

/* SPDX-License-Identifier: MIT */
/* dom0's memory, step by step: blocks from a heap, modules in the first bank, all cases. */
#ifndef XEN_DOM0_MEMORY_H
#define XEN_DOM0_MEMORY_H

#include "xen/xen-heap.h"

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

/* What dom0 is built on, made once for all the sizes that are asked for. */
struct xb_dom0_site {
	const struct xb_boot *boot;
	struct xb_xen_heaps heaps;
	struct xb_dom0_needs needs;
	unsigned low_bits;
	struct xb_heap work; /* a copy that is used up */
};
/* False: something is not known. Clear it in any case. */
bool xb_dom0_site_make(const struct xb_boot *boot, struct xb_dom0_site *site);
void xb_dom0_site_clear(struct xb_dom0_site *site);

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

/* Put kernel, tree and ramdisk into the first bank, which there is. */
enum xb_dom0_result xb_dom0_place(const struct xb_boot *boot, struct xb_dom0_memory *memory);
/* The least bank that holds them, on a border of 2 MiB. */
uint64_t xb_dom0_least_bank(const struct xb_boot *boot);

/* One case (xb_xen_heaps_case) with memory->wanted. MEMORY has no blocks and banks yet; it may have
 * room for them. *lesser as the builder's, any multiple of STEP. */
void xb_dom0_simulate_case(struct xb_dom0_site *site, size_t number, struct xb_dom0_memory *memory,
			   uint64_t *lesser);
/* All cases, the worst of them in MEMORY. False: BYTES is no size of memory. */
bool xb_dom0_simulate(struct xb_dom0_site *site, uint64_t bytes, struct xb_dom0_memory *memory);
uint64_t xb_dom0_largest(struct xb_dom0_site *site);
/* The move that allows more than NOW. */
bool xb_dom0_move_find(const struct xb_boot *boot, uint64_t now, struct xb_dom0_move *move);

#endif

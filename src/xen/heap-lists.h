/* SPDX-License-Identifier: MIT */
/* The free blocks of a heap: of the allocator alone. */
#ifndef XEN_HEAP_LISTS_H
#define XEN_HEAP_LISTS_H

#include "xen/heap.h"

/* The number of the highest bit that is set; VALUE is not 0. */
static inline unsigned xb_heap_highest_bit(uint64_t value)
{
	return 63u - (unsigned)__builtin_clzll(value);
}

/* Put a block of 2^ORDER pages into its list: behind the others if it is DIRTY, else in front. */
void xb_heap_block_add(struct xb_heap *heap, uint64_t page, unsigned order, bool dirty);
/* The free block of 2^ORDER pages at PAGE, of less than the largest order; -1: there is none. */
int32_t xb_heap_block_at(const struct xb_heap *heap, uint64_t page, unsigned order);
/* Take it out; INDEX is one of heap->blocks. */
void xb_heap_block_drop(struct xb_heap *heap, int32_t index);

#endif

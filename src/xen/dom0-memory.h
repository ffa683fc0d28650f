/* SPDX-License-Identifier: MIT */
/* dom0's memory, step by step: blocks from a heap, modules in the first bank, all cases. */
#ifndef XEN_DOM0_MEMORY_H
#define XEN_DOM0_MEMORY_H

#include "xen/xen-heap.h"

#define MIB ((uint64_t)1 << 20)
/* Xen's least first block, unless dom0_mem is less; and where dom0's modules stand in its bank. */
#define FIRST_LEAST (128 * MIB)

struct builder {
	struct xb_heap *heap;
	struct xb_dom0_memory *memory;
	uint64_t left; /* bytes that dom0 still wants */
	size_t most_banks;
};
/* Take blocks for memory->wanted; builder->left is then what found none. */
void xb_dom0_take_memory(struct builder *builder);

/* Put kernel, tree and ramdisk into the first bank, which there is. */
enum xb_dom0_result xb_dom0_place(const struct xb_boot *boot, struct xb_dom0_memory *memory);

/* All cases, or where only a yes or no counts (QUICK), up to the first that fails. WORK is used up. */
void xb_dom0_simulate(const struct xb_boot *boot, const struct xb_xen_heaps *heaps, uint64_t bytes,
		      bool quick, struct xb_heap *work, struct xb_dom0_memory *memory);

#endif

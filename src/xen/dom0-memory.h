/* SPDX-License-Identifier: MIT */
/* dom0's memory: blocks from each heap there may be, modules in the first bank, the largest size. */
#ifndef XEN_DOM0_MEMORY_H
#define XEN_DOM0_MEMORY_H

#include "xen/dom0-builder.h"
#include "xen/xen-heap.h"

/* What dom0 is built on, made once for all the sizes that are asked for. */
struct xb_dom0_site {
	const struct xb_boot *boot;
	struct xb_xen_heaps heaps;
	struct xb_dom0_needs needs;
	uint64_t guests; /* bytes that the largest dom0_mem leaves to guests; 0 at first */
	unsigned low_bits;
	struct xb_heap work; /* a copy that is used up */
};
/* False: something is not known. Clear it in any case. */
bool xb_dom0_site_make(const struct xb_boot *boot, struct xb_dom0_site *site);
void xb_dom0_site_clear(struct xb_dom0_site *site);

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
/* On a site that is made for it. */
uint64_t xb_dom0_largest_beside(const struct xb_boot *boot, uint64_t guests);
/* The move that allows more than NOW. */
bool xb_dom0_move_find(const struct xb_boot *boot, uint64_t guests, uint64_t now, struct xb_dom0_move *move);

#endif

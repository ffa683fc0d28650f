/* SPDX-License-Identifier: MIT */
/* Xen's heap as it is when dom0's memory is taken from it. */
#ifndef XEN_XEN_HEAP_H
#define XEN_XEN_HEAP_H

#include "xen/heap.h"
#include "xenboot/xen.h"

/*
 * One heap for each case that is possible: the release is not known, and 4.22 lays out its page
 * table another way; or the order of blocks depends on how far idle scrubbing has come.
 */
struct xb_xen_heaps {
	struct xb_heap heaps[4];
	size_t count;
	size_t case_count;	    /* heaps, and for one that is scrubbed each progress */
	enum xb_dom0_result result; /* XB_DOM0_FITS, or why dom0's turn never comes */
	size_t most_banks;	    /* NR_MEM_BANKS: 128 up to 4.16, then 256 */
};

/* False: RAM, a place or a size is not known. Clear it in any case. */
bool xb_xen_heaps_make(const struct xb_boot *boot, struct xb_xen_heaps *heaps);
void xb_xen_heaps_clear(struct xb_xen_heaps *heaps);
/* Make WORK, as xb_heap_copy does, what the heap is in case NUMBER, below case_count. */
void xb_xen_heaps_case(const struct xb_xen_heaps *heaps, size_t number, struct xb_heap *work);

/* Is Xen told of LOAD? The script and the overlays are free memory to it. */
bool xb_xen_knows(const struct xb_load *load);
/* RAM that is neither reserved nor a module's, in whole pages, by address. False: not known. */
bool xb_free_ram(const struct xb_boot *boot, struct xb_ranges *out);
/* Take from RAM what Xen takes before there is a heap; CHUNKED: as from 4.22 on. False: no room. */
bool xb_frame_table_take(const struct xb_boot *boot, struct xb_ranges *ram, bool chunked);
/* Fill HEAP, which is initialised, from FREE, up to where dom0's turn comes. */
enum xb_dom0_result xb_xen_heap_make(const struct xb_boot *boot, const struct xb_ranges *free,
				     bool chunked, struct xb_heap *heap);

/* The smallest order of pages that holds BYTES. */
unsigned xb_order_for(uint64_t bytes);

#endif

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
	enum xb_dom0_result result; /* XB_DOM0_FITS, or why dom0's turn never comes */
	size_t most_banks;	    /* NR_MEM_BANKS: 128 up to 4.16, then 256 */
};

/* False: RAM, a place or a size is not known. Clear it in any case. */
bool xb_xen_heaps_make(const struct xb_boot *boot, struct xb_xen_heaps *heaps);
void xb_xen_heaps_clear(struct xb_xen_heaps *heaps);

/* The smallest order of pages that holds BYTES. */
unsigned xb_order_for(uint64_t bytes);

#endif

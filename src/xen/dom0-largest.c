/* SPDX-License-Identifier: MIT */
/* The largest dom0_mem that works. */
#include "xen/dom0-memory.h"

/* From the top down: more may fit where less does not, for the blocks are others. */
uint64_t xb_dom0_memory_largest(const struct xb_boot *boot)
{
	struct xb_xen_heaps heaps;
	struct xb_heap work;
	uint64_t step = 4 * MIB, largest = 0, bytes = 0;

	xb_heap_init(&work, false);
	if (xb_xen_heaps_make(boot, &heaps) && heaps.result == XB_DOM0_FITS)
		bytes = heaps.heaps[0].free << XB_PAGE_SHIFT;
	while (bytes / step > 4096)
		step *= 2;
	for (bytes -= bytes % step; bytes && !largest; bytes -= step) {
		struct xb_dom0_memory memory;

		xb_dom0_simulate(boot, &heaps, bytes, true, &work, &memory);
		if (memory.result == XB_DOM0_FITS)
			largest = bytes;
		xb_dom0_memory_clear(&memory);
	}
	xb_heap_clear(&work);
	xb_xen_heaps_clear(&heaps);
	return largest;
}

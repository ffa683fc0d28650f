/* SPDX-License-Identifier: MIT */
/*
 * The largest dom0_mem that works, in every case. More may work where less does not, for the blocks
 * are others; so the search comes from above. But all sizes that take the same blocks fail alike,
 * and a simulation that fails knows from its own choices the next lesser size that could work.
 */
#include "xen/dom0-memory.h"

static void empty(struct xb_dom0_memory *memory, uint64_t wanted)
{
	memory->wanted = wanted;
	memory->blocks.count = memory->banks.count = 0;
}

static uint64_t free_at_most(const struct xb_xen_heaps *heaps)
{
	uint64_t pages = heaps->heaps[0].free;

	for (size_t i = 1; i < heaps->count; i++)
		if (heaps->heaps[i].free < pages)
			pages = heaps->heaps[i].free;
	return pages << XB_PAGE_SHIFT;
}

static uint64_t search(struct xb_dom0_site *site)
{
	const struct xb_xen_heaps *heaps = &site->heaps;
	struct xb_dom0_memory memory = {0};
	size_t agreed = 0; /* cases in a row that work with BYTES */
	uint64_t bytes, lesser;

	if (heaps->result != XB_DOM0_FITS || heaps->count == 0)
		return 0;
	bytes = free_at_most(heaps) / STEP * STEP;
	for (size_t i = 0; bytes && agreed < heaps->case_count;) {
		empty(&memory, bytes);
		xb_dom0_simulate_case(site, i, &memory, &lesser);
		if (memory.result == XB_DOM0_FITS) {
			agreed++;
			i = (i + 1) % heaps->case_count;
		} else {
			agreed = 0;
			bytes = lesser;
		}
	}
	xb_dom0_memory_clear(&memory);
	return bytes;
}

/* Guests that leave nothing to dom0 do not fit themselves. */
uint64_t xb_dom0_largest(struct xb_dom0_site *site)
{
	uint64_t own = site->needs.rest, largest = 0;

	if (site->guests) {
		site->needs.rest = own + site->guests;
		largest = search(site);
		site->needs.rest = own;
	}
	return largest ? largest : search(site);
}

uint64_t xb_dom0_largest_beside(const struct xb_boot *boot, uint64_t guests)
{
	struct xb_dom0_site site;
	uint64_t largest = 0;

	if (xb_dom0_site_make(boot, &site)) {
		site.guests = guests;
		largest = xb_dom0_largest(&site);
	}
	xb_dom0_site_clear(&site);
	return largest;
}

uint64_t xb_dom0_memory_largest(const struct xb_boot *boot)
{
	return xb_dom0_largest_beside(boot, 0);
}

#define NEXT_STEP (16 * MIB)
#define NEXT_STEPS 64u

uint64_t xb_dom0_memory_next(const struct xb_boot *boot, uint64_t bytes, xb_dom0_memory_judge *judge)
{
	uint64_t found = 0, at = bytes / NEXT_STEP * NEXT_STEP;
	struct xb_dom0_memory memory = {0};
	struct xb_dom0_site site;
	bool known = xb_dom0_site_make(boot, &site);

	for (unsigned i = 0; known && !found && i < NEXT_STEPS; i++) {
		at += NEXT_STEP;
		if (xb_dom0_simulate(&site, at, &memory) && memory.result == XB_DOM0_FITS &&
		    judge(boot, &memory))
			found = at;
		xb_dom0_memory_clear(&memory);
	}
	xb_dom0_site_clear(&site);
	return found;
}

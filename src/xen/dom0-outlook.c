/* SPDX-License-Identifier: MIT */
/* dom0's memory, the largest and the move that helps, together. */
#include "xen/dom0-memory.h"

void xb_dom0_outlook_make(const struct xb_boot *boot, uint64_t guests, struct xb_dom0_outlook *outlook)
{
	struct xb_dom0_site site;
	bool sized;

	*outlook = (struct xb_dom0_outlook){0};
	sized = xb_dom0_memory_wanted(boot, &outlook->wanted, &outlook->set);
	if (!sized)
		outlook->wanted = 0;
	if (xb_dom0_site_make(boot, &site)) {
		site.guests = guests;
		outlook->largest = xb_dom0_largest(&site);
		outlook->simulated =
			sized && xb_dom0_simulate(&site, outlook->wanted, &outlook->memory);
	}
	xb_dom0_site_clear(&site);
	if (outlook->simulated && outlook->memory.result != XB_DOM0_FITS &&
	    !xb_dom0_move_find(boot, guests, outlook->largest, &outlook->move))
		outlook->move = (struct xb_dom0_move){0};
}

void xb_dom0_outlook_clear(struct xb_dom0_outlook *outlook)
{
	xb_dom0_memory_clear(&outlook->memory);
}

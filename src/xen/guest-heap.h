/* SPDX-License-Identifier: MIT */
/* Xen's heap as a count of pages, of each cache colour where memory is given out by colours. */
#ifndef XEN_GUEST_HEAP_H
#define XEN_GUEST_HEAP_H

#include "xen/guest-costs.h"

/* NR_LLC_COLORS: CONFIG_LLC_COLORS_ORDER is 7. */
#define XB_COLOURS_MOST 128u

struct xb_colour_set {
	bool has[XB_COLOURS_MOST];
};
struct xb_purse {
	int64_t own;	/* of what has no colour: all, where colours are off */
	size_t colours; /* 0: they are off, or how many there are is not known */
	int64_t pages[XB_COLOURS_MOST];
	/* Of all those that lie in no whole block for the stack of a vCPU. RAM is taken in the largest blocks first,
	 * so that these are left at the end. */
	int64_t scattered;
};

/* What it holds before the first domain. False: RAM or a place is not known, or it holds nothing. */
bool xb_purse_fill(const struct xb_boot *boot, const struct xb_costs *costs, struct xb_purse *purse);
int64_t xb_purse_sum(const struct xb_purse *purse);

/* LIST as "0-3,7"; all that PURSE has where it is NULL or names none of them. */
struct xb_colour_set xb_colour_set_of(const struct xb_purse *purse, const char *list);
bool xb_colour_sets_meet(const struct xb_colour_set *a, const struct xb_colour_set *b);
/* Pages for a domain's RAM: of these colours, or, where there are none, of all. */
int64_t xb_purse_left(const struct xb_purse *purse, const struct xb_colour_set *set);
/* May be more than there is: then it is below 0. */
void xb_purse_take(struct xb_purse *purse, const struct xb_colour_set *set, uint64_t pages);

#endif

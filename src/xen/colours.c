/* SPDX-License-Identifier: MIT */
/* Colours of the last level cache, as Xen's line and lists of them say (xen/common/llc-coloring.c). */
#include <stdlib.h>

#include "xenboot/xen.h"

/* Size and ways together switch colouring on, unless it is switched off by its own name. */
bool xb_colours_are_on(const struct xb_boot *boot)
{
	if (xb_line_last(&boot->xen_line, "llc-coloring"))
		return xb_xen_says(boot, "llc-coloring", "true");
	return xb_line_last(&boot->xen_line, "llc-size") &&
	       xb_line_last(&boot->xen_line, "llc-nr-ways");
}

uint64_t xb_colour_way(const struct xb_boot *boot)
{
	const struct xb_setting *size = xb_line_last(&boot->xen_line, "llc-size");
	const struct xb_setting *ways = xb_line_last(&boot->xen_line, "llc-nr-ways");
	uint64_t bytes = 0, count;

	if (!size || !size->value || !ways || !ways->value ||
	    !xb_xen_size_parse(size->value, &bytes))
		return 0;
	count = strtoull(ways->value, NULL, 0);
	return count ? bytes / count : 0;
}

uint64_t xb_colour_count(const struct xb_boot *boot)
{
	return xb_colour_way(boot) / XB_PAGE;
}


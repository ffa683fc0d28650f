/* SPDX-License-Identifier: MIT */
/* The list of ways. */
#include "xenboot/import.h"

#include <stdlib.h>

void xb_ways_add(struct xb_ways *ways, struct xb_boot *boot)
{
	ways->items = xb_grow(ways->items, &ways->capacity, ways->count, sizeof(*ways->items));
	ways->items[ways->count++] = (struct xb_way){.boot = boot};
}

void xb_ways_clear(struct xb_ways *ways)
{
	for (size_t i = 0; i < ways->count; i++) {
		xb_boot_free(ways->items[i].boot);
		free(ways->items[i].when);
		xb_diags_clear(&ways->items[i].diags);
	}
	free(ways->items);
	*ways = (struct xb_ways){0};
}

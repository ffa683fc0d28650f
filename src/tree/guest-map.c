/* SPDX-License-Identifier: MIT */
/* A guest's own map (xen/include/public/arch-arm.h), the same from 4.14 to 4.22. */
#include "xenboot/tree.h"

const struct xb_guest_place xb_guest_places[XB_GUEST_PLACES] = {
	{{0x3001000, 0x101f000}, "its GIC", true},
	[XB_GUEST_UART] = {{0x22000000, 0x1000}, "vpl011", false},
	{{0x38000000, 0x1000000}, "the grant table", false},
	{{0x39000000, 0x1000000}, "xenstore's pages", false},
};

const struct xb_range xb_guest_banks[XB_GUEST_BANKS] = {
	{0x40000000, 0xc0000000},
	{0x200000000, 0xfe00000000},
};

uint64_t xb_guest_ram_before(struct xb_range range)
{
	uint64_t before = 0;

	for (size_t i = 0; i < XB_GUEST_BANKS; i++) {
		struct xb_range common = xb_range_common(xb_guest_banks[i], range);

		if (common.size)
			return before + common.start - xb_guest_banks[i].start;
		before += xb_guest_banks[i].size;
	}
	return UINT64_MAX;
}

/* SPDX-License-Identifier: MIT */
/* The RAM that Xen finds free: what neither the board nor a module of Xen's has taken
 * (populate_boot_allocator, xen/arch/arm/setup.c, later common/device-tree/bootinfo.c). */
#include "xen/xen-heap.h"

bool xb_xen_knows(const struct xb_load *load)
{
	return load->use == XB_LOAD_MODULE || load->use == XB_LOAD_TREE ||
	       load->use == XB_LOAD_MEMORY;
}

static bool gather_taken(const struct xb_boot *boot, struct xb_ranges *taken)
{
	for (size_t i = 0; i < boot->reserved.count; i++)
		if (boot->reserved.items[i].range.size &&
		    xb_range_valid(boot->reserved.items[i].range))
			xb_ranges_add(taken, boot->reserved.items[i].range);
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];
		struct xb_range range = xb_load_range(load);

		if (!xb_xen_knows(load))
			continue;
		if (!load->placed || range.size == 0 || !xb_range_valid(range))
			return false;
		xb_ranges_add(taken, range);
	}
	xb_ranges_merge(taken);
	return true;
}

/* Whole pages alone; an end at 2^64 loses its last page, which no machine has. */
static void add_pages(struct xb_ranges *out, uint64_t start, uint64_t end)
{
	start = xb_align_up(start, XB_PAGE);
	end -= end % XB_PAGE;
	if (end > start)
		xb_ranges_add(out, (struct xb_range){start, end - start});
}

static uint64_t end_of(struct xb_range range)
{
	return xb_range_last(range) == UINT64_MAX ? UINT64_MAX : xb_range_last(range) + 1;
}

bool xb_free_ram(const struct xb_boot *boot, struct xb_ranges *out)
{
	struct xb_ranges taken = {0};
	bool known = boot->ram.count && gather_taken(boot, &taken);

	for (size_t i = 0; known && i < boot->ram.count; i++) {
		uint64_t at = boot->ram.items[i].start, end = end_of(boot->ram.items[i]);

		for (size_t k = 0; k < taken.count; k++) {
			if (!xb_range_overlaps(taken.items[k], boot->ram.items[i]))
				continue;
			if (taken.items[k].start > at)
				add_pages(out, at, taken.items[k].start);
			at = end_of(taken.items[k]);
		}
		if (at < end)
			add_pages(out, at, end);
	}
	xb_ranges_clear(&taken);
	return known;
}

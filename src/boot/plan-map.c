/* SPDX-License-Identifier: MIT */
/* The memory map: what stands where, and what is free between. Everything else reads this. */
#include <stdlib.h>
#include <string.h>

#include "boot/plan.h"

static void add(struct xb_boot *boot, const struct xb_region *region)
{
	if (region->range.size == 0)
		return;
	boot->map = xb_grow(boot->map, &boot->map_capacity, boot->map_count, sizeof(*boot->map));
	boot->map[boot->map_count++] = *region;
}

static void add_gap(struct xb_boot *boot, struct xb_range range)
{
	add(boot, &(struct xb_region){.kind = XB_REGION_GAP, .range = range, .owner = ""});
}

static int compare_regions(const void *left, const void *right)
{
	const struct xb_region *a = left, *b = right;

	if (a->range.start != b->range.start)
		return a->range.start < b->range.start ? -1 : 1;
	if (a->range.size != b->range.size)
		return a->range.size > b->range.size ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return strcmp(a->owner, b->owner);
}

/* ---- Kept twice -------------------------------------------------------------------------------- */

static bool same_kept(const struct xb_region *a, const struct xb_region *b)
{
	return a->kind == XB_REGION_RESERVED && b->kind == XB_REGION_RESERVED &&
	       a->range.start == b->range.start && a->range.size == b->range.size;
}

/* What COUNT regions are called together: each name once. They are sorted by it. */
static const char *join_owners(struct xb_boot *boot, const struct xb_region *regions, size_t count)
{
	struct xb_buf names = {0};
	const char *joined;

	xb_buf_puts(&names, regions[0].owner);
	for (size_t i = 1; i < count; i++)
		if (strcmp(regions[i].owner, regions[i - 1].owner) != 0)
			xb_buf_printf(&names, ", %s", regions[i].owner);
	joined = xb_arena_strdup(&boot->arena, names.data);
	xb_buf_clear(&names);
	return joined;
}

/* A range may be kept by the board and by the tree: it is one region then, and has both names. */
static void join_kept(struct xb_boot *boot)
{
	size_t count = 0, next;

	for (size_t i = 0; i < boot->map_count; i = next) {
		struct xb_region region = boot->map[i];

		for (next = i + 1; next < boot->map_count; next++)
			if (!same_kept(&region, &boot->map[next]))
				break;
		if (next - i > 1)
			region.owner = join_owners(boot, &boot->map[i], next - i);
		for (size_t k = i; k < next; k++)
			region.passes = region.passes && boot->map[k].passes;
		boot->map[count++] = region;
	}
	boot->map_count = count;
}

/* ---- The map ------------------------------------------------------------------------------------- */

/* The free stretches of BANK between the first COUNT regions, which are sorted. */
static void add_gaps(struct xb_boot *boot, struct xb_range bank, size_t count)
{
	uint64_t at = bank.start, bank_last = xb_range_last(bank);

	for (size_t i = 0; i < count; i++) {
		struct xb_range range = boot->map[i].range;

		if (!xb_range_overlaps(range, bank))
			continue;
		if (range.start > at)
			add_gap(boot, (struct xb_range){at, range.start - at});
		if (xb_range_last(range) >= bank_last)
			return;
		if (xb_range_last(range) >= at)
			at = xb_range_last(range) + 1;
	}
	add_gap(boot, (struct xb_range){at, bank_last - at + 1});
}

bool xb_regions_exclude(const struct xb_region *a, const struct xb_region *b)
{
	const struct xb_region *pair[] = {a, b};

	if (a == b || a->kind == XB_REGION_GAP || b->kind == XB_REGION_GAP ||
	    (a->kind == XB_REGION_RESERVED && b->kind == XB_REGION_RESERVED))
		return false;
	for (size_t i = 0; i < XB_COUNT(pair); i++)
		if (pair[i]->load && pair[i]->load->use == XB_LOAD_MEMORY && pair[!i]->passes)
			return false;
	return true;
}

static void add_kept(struct xb_boot *boot)
{
	add(boot, &(struct xb_region){.kind = XB_REGION_RESERVED, .range = boot->uboot,
				      .owner = "U-Boot", .passes = true});
	for (size_t i = 0; i < boot->reserved.count; i++)
		add(boot, &(struct xb_region){.kind = XB_REGION_RESERVED,
					      .range = boot->reserved.items[i].range,
					      .owner = boot->reserved.items[i].name});
}

static void add_loads(struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (xb_load_is_placed(load))
			add(boot, &(struct xb_region){.kind = XB_REGION_MODULE,
						      .range = {load->address, load->footprint},
						      .owner = load->title,
						      .load = load,
						      .passes = load->use == XB_LOAD_SCRIPT});
	}
}

void xb_plan_map(struct xb_boot *boot)
{
	size_t count;

	boot->map_count = 0;
	add_kept(boot);
	add_loads(boot);
	if (boot->map_count)
		qsort(boot->map, boot->map_count, sizeof(*boot->map), compare_regions);
	join_kept(boot);
	count = boot->map_count;
	for (size_t i = 0; i < boot->ram.count; i++)
		add_gaps(boot, boot->ram.items[i], count);
	if (boot->map_count)
		qsort(boot->map, boot->map_count, sizeof(*boot->map), compare_regions);
}

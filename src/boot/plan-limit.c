/* SPDX-License-Identifier: MIT */
/* How large the files of the board may be, where only the board knows how large they are. */
#include "boot/plan.h"

/* The first byte behind the bank that ADDRESS is in; that itself where it is in none. */
static uint64_t end_of_bank(const struct xb_boot *boot, uint64_t address)
{
	for (size_t i = 0; i < boot->ram.count; i++)
		if (xb_range_contains(boot->ram.items[i], (struct xb_range){address, 1}))
			return boot->ram.items[i].start + boot->ram.items[i].size;
	return address;
}

/* What is free from LOAD's address on, itself left out. */
static uint64_t free_from(const struct xb_boot *boot, const struct xb_load *load)
{
	uint64_t end = end_of_bank(boot, load->address);

	for (size_t i = 0; i < boot->map_count; i++) {
		const struct xb_region *region = &boot->map[i];

		if (region->kind != XB_REGION_GAP && region->load != load &&
		    region->range.start >= load->address && region->range.start < end)
			end = region->range.start;
	}
	return end - load->address;
}

uint64_t xb_plan_room(const struct xb_boot *boot, const struct xb_load *load)
{
	uint64_t room = load->room ? load->room : free_from(boot, load);

	return load->use == XB_LOAD_TREE && room > XB_DTB_MAX ? XB_DTB_MAX : room;
}

/* What `fdt resize` makes of the tree, and what the door adds behind that, is in ROOM. */
static uint64_t limit_of_tree(const struct xb_boot *boot, const struct xb_load *tree, uint64_t room)
{
	const struct xb_step *step = xb_boot_step(boot, XB_STEP_ROOM);
	uint64_t added = xb_boot_tree_room(boot);

	room = room > added ? room - added : 0;
	return step && !step->beforehand ? xb_fdt_most(tree->address, room, step->bytes) : room;
}

uint64_t xb_plan_limit(const struct xb_boot *boot, const struct xb_load *load)
{
	uint64_t room = xb_plan_room(boot, load);

	return load->use == XB_LOAD_TREE ? limit_of_tree(boot, load, room) : room;
}

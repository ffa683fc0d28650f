/* SPDX-License-Identifier: MIT */
/* Which module stands in the way of dom0's blocks, and where it would not. */
#include <stdlib.h>
#include <string.h>

#include "xen/dom0-memory.h"

/* A description that differs in where its loads are. The rest is shared. */
static struct xb_boot copy_of(const struct xb_boot *boot)
{
	struct xb_boot copy = *boot;

	copy.loads = xb_realloc(NULL, boot->load_count, sizeof(*copy.loads));
	memcpy(copy.loads, boot->loads, boot->load_count * sizeof(*copy.loads));
	return copy;
}

/* A script is where its reader has put it. */
static bool is_movable(const struct xb_load *load)
{
	return load->use != XB_LOAD_SCRIPT && load->use != XB_LOAD_MEMORY && !load->here_only;
}

static bool can_move(const struct xb_load *load)
{
	return is_movable(load) && load->placed && !load->automatic;
}

static void remember(struct xb_dom0_move *best, const struct xb_load *load, uint64_t address,
		     uint64_t largest)
{
	if (largest > best->largest)
		*best = (struct xb_dom0_move){load, address, largest};
}

static void try_one(const struct xb_boot *boot, uint64_t guests, size_t index, struct xb_dom0_move *best)
{
	struct xb_boot copy = copy_of(boot);
	struct xb_load *load = &copy.loads[index];

	if (xb_plan_first_fit(&copy, load, &load->address) &&
	    load->address != boot->loads[index].address)
		remember(best, &boot->loads[index], load->address,
			 xb_dom0_largest_beside(&copy, guests));
	free(copy.loads);
}

static void try_all(const struct xb_boot *boot, uint64_t guests, struct xb_dom0_move *best)
{
	struct xb_boot copy = copy_of(boot);
	const struct xb_load *first = NULL;
	bool placed = true;

	for (size_t i = 0; i < copy.load_count; i++)
		if (is_movable(&copy.loads[i]))
			copy.loads[i].placed = false;
	xb_plan_place(&copy);
	for (size_t i = 0; i < copy.load_count; i++) {
		if (!is_movable(&copy.loads[i]))
			continue;
		placed = placed && copy.loads[i].placed;
		first = first ? first : &copy.loads[i];
	}
	if (placed && first)
		remember(best, NULL, first->address, xb_dom0_largest_beside(&copy, guests));
	free(copy.loads);
}

bool xb_dom0_move_find(const struct xb_boot *boot, uint64_t guests, uint64_t now, struct xb_dom0_move *move)
{
	size_t movable = 0;

	*move = (struct xb_dom0_move){.largest = now};
	for (size_t i = 0; i < boot->load_count; i++) {
		if (!can_move(&boot->loads[i]))
			continue;
		movable++;
		if (xb_xen_knows(&boot->loads[i])) /* others are free memory wherever they are */
			try_one(boot, guests, i, move);
	}
	/* One move is better than many for the same gain. */
	if (movable > 1)
		try_all(boot, guests, move);
	return move->largest > now;
}

bool xb_dom0_memory_move(const struct xb_boot *boot, struct xb_dom0_move *move)
{
	return xb_dom0_move_find(boot, 0, xb_dom0_memory_largest(boot), move);
}

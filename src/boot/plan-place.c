/* SPDX-License-Identifier: MIT */
/*
 * Automatic placement: upward from the anchor, whose slot is a script's, in 2 MiB steps. Fixed
 * addresses are kept and worked around, with all that is reserved.
 */
#include "boot/plan.h"

struct xb_range xb_plan_limits(const struct xb_boot *boot)
{
	struct xb_range bank = {0, 0};
	uint64_t last;

	for (size_t i = 0; i < boot->ram.count; i++)
		if (xb_range_contains(boot->ram.items[i], (struct xb_range){boot->anchor, 1}))
			bank = boot->ram.items[i];
	if (bank.size == 0 && boot->ram.count)
		bank = boot->ram.items[0];
	if (bank.size == 0)
		return bank;
	last = xb_range_last(bank);
	if (boot->window.size) {
		if (boot->window.start > bank.start)
			bank.start = boot->window.start;
		if (xb_range_last(boot->window) < last)
			last = xb_range_last(boot->window);
	}
	if (boot->cells == 1 && last > UINT32_MAX)
		last = UINT32_MAX;
	if (boot->anchor > bank.start)
		bank.start = boot->anchor;
	bank.size = last >= bank.start ? last - bank.start + 1 : 0;
	return bank;
}

/* The first byte behind RANGE; the last byte of all where there is none. */
static uint64_t behind(struct xb_range range)
{
	uint64_t last = range.size ? xb_range_last(range) : range.start;

	return range.size && last < UINT64_MAX ? last + 1 : last;
}

/* Behind RANGE if it is in the way of WANTED; else the start of WANTED. */
static uint64_t step_behind(struct xb_range wanted, struct xb_range range)
{
	return xb_range_overlaps(wanted, range) ? behind(range) : wanted.start;
}

/* The lowest address from wanted.start on where nothing is in the way at this step; the caller
 * repeats until it stands still. */
static uint64_t step_over(const struct xb_boot *boot, const struct xb_load *load,
			  struct xb_range wanted)
{
	wanted.start = step_behind(wanted, boot->uboot);
	if (boot->anchored)
		wanted.start = step_behind(wanted, (struct xb_range){boot->anchor, XB_SLOT});
	for (size_t i = 0; i < boot->reserved.count; i++)
		wanted.start = step_behind(wanted, boot->reserved.items[i].range);
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *other = &boot->loads[i];

		if (other == load || !xb_load_is_placed(other))
			continue;
		wanted.start = step_behind(
			wanted, (struct xb_range){other->address, other->footprint});
	}
	return wanted.start;
}

static bool fit_inside(const struct xb_boot *boot, const struct xb_load *load,
		       struct xb_range inside, uint64_t *address)
{
	struct xb_range wanted = {inside.start, load->footprint ? load->footprint : 1};

	if (inside.size == 0)
		return false;
	for (;;) {
		uint64_t next, border = xb_align_up(wanted.start, XB_SLOT);

		if (border < wanted.start)
			return false; /* the last border below 2^64 is behind us */
		wanted.start = border;
		if (!xb_range_valid(wanted) || !xb_range_contains(inside, wanted))
			return false;
		next = step_over(boot, load, wanted);
		if (next == wanted.start)
			break;
		wanted.start = next;
	}
	*address = wanted.start;
	return true;
}

/* BANK, as far as the cells of /chosen reach. */
static struct xb_range reachable(const struct xb_boot *boot, struct xb_range bank)
{
	const struct xb_range low = {0, (uint64_t)1 << 32};

	return boot->cells == 1 ? xb_range_common(bank, low) : bank;
}

/* What nobody loads may be in any bank. */
static bool fit_anywhere(const struct xb_boot *boot, const struct xb_load *load, uint64_t *address)
{
	for (size_t i = 0; i < boot->ram.count; i++)
		if (fit_inside(boot, load, reachable(boot, boot->ram.items[i]), address))
			return true;
	return false;
}

static bool fit_from(const struct xb_boot *boot, const struct xb_load *load, uint64_t from,
		     uint64_t *address)
{
	struct xb_range inside = xb_plan_limits(boot);

	if (from > inside.start) {
		uint64_t end = inside.start + inside.size;

		inside.size = end > from ? end - from : 0;
		inside.start = from;
	}
	return fit_inside(boot, load, inside, address) ||
	       (load->use == XB_LOAD_MEMORY && fit_anywhere(boot, load, address));
}

bool xb_plan_first_fit(const struct xb_boot *boot, const struct xb_load *load, uint64_t *address)
{
	return fit_from(boot, load, boot->anchor, address);
}

void xb_plan_place(struct xb_boot *boot)
{
	uint64_t from = boot->anchor;

	for (size_t i = 0; i < boot->load_count; i++) {
		struct xb_load *load = &boot->loads[i];

		if (load->placed || load->here_only || !boot->anchored)
			continue;
		load->placed = fit_from(boot, load, from, &load->address);
		if (load->placed)
			from = behind((struct xb_range){load->address, load->footprint});
	}
}

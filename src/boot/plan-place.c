/* SPDX-License-Identifier: MIT */
/*
 * Automatic placement: upward from the anchor, whose slot is a script's, in 2 MiB steps. Fixed
 * addresses are kept and worked around, with all that is reserved. Memory that Xen sets aside is placed
 * last, in the first gaps that take it, so that what dom0 gets in large blocks stays whole; where none does,
 * it may be anywhere in RAM, and in U-Boot's place, too: nobody loads it.
 */
#include "boot/plan.h"

static bool is_memory(const struct xb_load *load)
{
	return load->use == XB_LOAD_MEMORY;
}

/* ---- Where files may be ------------------------------------------------------------------------ */

/* The anchor's bank from the anchor on, the window, 4 GiB with one cell. Size 0: there is no such place. */
static struct xb_range limits_of(const struct xb_boot *boot)
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

/* ---- What is in the way ------------------------------------------------------------------------ */

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
			  struct xb_range wanted, bool uboot)
{
	if (uboot)
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

/* UBOOT: its range is in the way. */
static bool fit_inside(const struct xb_boot *boot, const struct xb_load *load,
		       struct xb_range inside, bool uboot, uint64_t *address)
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
		next = step_over(boot, load, wanted, uboot);
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

static bool fit_anywhere(const struct xb_boot *boot, const struct xb_load *load, bool uboot,
			 uint64_t *address)
{
	for (size_t i = 0; i < boot->ram.count; i++)
		if (fit_inside(boot, load, reachable(boot, boot->ram.items[i]), uboot, address))
			return true;
	return false;
}

static bool fit_from(const struct xb_boot *boot, const struct xb_load *load, uint64_t from,
		     uint64_t *address)
{
	struct xb_range inside = limits_of(boot);

	if (inside.size && from > inside.start) {
		uint64_t last = xb_range_last(inside);

		inside.size = last >= from ? last - from + 1 : 0;
		inside.start = from;
	}
	return fit_inside(boot, load, inside, true, address) ||
	       (is_memory(load) && (fit_anywhere(boot, load, true, address) ||
				    fit_anywhere(boot, load, false, address)));
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
		load->placed = (!is_memory(load) && fit_from(boot, load, from, &load->address)) ||
			       xb_plan_first_fit(boot, load, &load->address);
		if (load->placed)
			from = behind((struct xb_range){load->address, load->footprint});
	}
}

/* ---- What is left ------------------------------------------------------------------------------ */

/* One that wraps ends where memory does. */
static void take(struct xb_ranges *taken, struct xb_range range)
{
	if (range.size)
		xb_ranges_add(taken, (struct xb_range){range.start, xb_range_last(range) - range.start + 1});
}

/* All that is in LOAD's way, in order. */
static void take_all(const struct xb_boot *boot, const struct xb_load *load, struct xb_ranges *taken)
{
	if (!is_memory(load))
		take(taken, boot->uboot);
	if (boot->anchored)
		take(taken, (struct xb_range){boot->anchor, XB_SLOT});
	for (size_t i = 0; i < boot->reserved.count; i++)
		take(taken, boot->reserved.items[i].range);
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *other = &boot->loads[i];

		if (other != load && xb_load_is_placed(other))
			take(taken, (struct xb_range){other->address, other->footprint});
	}
	xb_ranges_merge(taken);
}

/* What of GAP is behind its first border. */
static struct xb_range from_border(struct xb_range gap)
{
	uint64_t border = xb_align_up(gap.start, XB_SLOT);

	if (border < gap.start || border - gap.start >= gap.size)
		return (struct xb_range){0};
	return (struct xb_range){border, gap.size - (border - gap.start)};
}

struct xb_places xb_plan_places_left(const struct xb_boot *boot, const struct xb_load *load)
{
	struct xb_ranges taken = {0}, gaps = {0};
	struct xb_places left = {0};

	take_all(boot, load, &taken);
	if (!is_memory(load))
		xb_ranges_gaps(&taken, limits_of(boot), &gaps);
	for (size_t i = 0; is_memory(load) && i < boot->ram.count; i++)
		xb_ranges_gaps(&taken, reachable(boot, boot->ram.items[i]), &gaps);
	for (size_t i = 0; i < gaps.count; i++) {
		struct xb_range place = from_border(gaps.items[i]);

		left.bytes += place.size;
		if (place.size > left.largest.size)
			left.largest = place;
	}
	xb_ranges_clear(&taken);
	xb_ranges_clear(&gaps);
	return left;
}

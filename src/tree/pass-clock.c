/* SPDX-License-Identifier: MIT */
/*
 * Clocks. Their providers stay with the host, whose firmware and dom0 keep them running; a guest gets a
 * fixed-clock of the same rate in the place of each, so that its drivers find one.
 */
#include <stdlib.h>
#include <string.h>

#include "tree/passthrough.h"

/* Where the tree does not tell: drivers divide by it, so it must not be 0. */
#define GUESSED_RATE 100000000

enum { MOST_FACTORS = 8, MOST_CLOCKS = 1024 };

/* ---- Rates ------------------------------------------------------------------------------------------ */

static bool is_fixed(const struct xb_tree_node *provider)
{
	return xb_tree_is_compatible(provider, "fixed-clock") ||
	       xb_tree_is_compatible(provider, "fixed-factor-clock");
}

/* Of a clock whose rate never changes. */
static bool fixed_rate(const struct xb_pass_host *host, const struct xb_tree_node *provider,
		       uint32_t *rate)
{
	uint64_t times = 1, by = 1;

	for (int i = 0; provider && i < MOST_FACTORS; i++) {
		if (xb_tree_is_compatible(provider, "fixed-clock")) {
			uint64_t value = xb_tree_cell(provider, "clock-frequency", 0) * times / by;

			*rate = (uint32_t)value;
			return value && value <= UINT32_MAX;
		}
		if (!xb_tree_is_compatible(provider, "fixed-factor-clock"))
			return false;
		times *= xb_tree_cell(provider, "clock-mult", 1);
		by *= xb_tree_cell(provider, "clock-div", 1);
		if (!by || by > UINT16_MAX || times > UINT16_MAX)
			return false;
		provider = xb_tree_by_phandle(host->index, xb_tree_cell(provider, "clocks", 0));
	}
	return false;
}

/* assigned-clock-rates of NODE for the clock in COUNT cells at AT. */
static bool assigned_rate(const struct xb_pass_host *host, const struct xb_tree_node *node,
			  const char *at, size_t count, uint32_t *rate)
{
	const struct xb_tree_property *clocks = xb_tree_property(node, "assigned-clocks");
	const struct xb_tree_property *rates = xb_tree_property(node, "assigned-clock-rates");

	for (size_t first = 0, i = 0; clocks && rates && first < clocks->length / 4; i++) {
		const struct xb_tree_node *provider =
			xb_tree_by_phandle(host->index, xb_tree_cell_at(clocks, first));
		size_t one = 1 + (size_t)(provider ? xb_tree_cell(provider, "#clock-cells", 0) : 0);

		if (one > clocks->length / 4 - first || i >= rates->length / 4)
			return false;
		if (one == count && memcmp(clocks->value + first * 4, at, count * 4) == 0) {
			*rate = xb_tree_cell_at(rates, i);
			return *rate != 0;
		}
		first += one;
	}
	return false;
}

/* ---- Stubs ------------------------------------------------------------------------------------------ */

/* The stub of a clock; PROVIDER NULL: any of that rate. */
static uint32_t find_stub(struct pass *pass, struct pass_clock clock)
{
	for (size_t i = 0; i < pass->clock_count; i++) {
		const struct pass_clock *known = &pass->clocks[i];

		if (known->provider == clock.provider && known->specifier == clock.specifier &&
		    known->rate == clock.rate)
			return known->phandle;
	}
	clock.phandle = xb_pass_phandle(pass);
	pass->clocks = xb_grow(pass->clocks, &pass->clock_capacity, pass->clock_count,
			       sizeof(*pass->clocks));
	pass->clocks[pass->clock_count++] = clock;
	return clock.phandle;
}

void xb_pass_write_clocks(struct pass *pass)
{
	struct xb_arena *arena = &pass->out->arena;

	for (size_t i = 0; i < pass->clock_count; i++) {
		const struct pass_clock *clock = &pass->clocks[i];
		struct part_node *part = xb_part_add_free(
			arena, pass->bus,
			clock->provider ?
				xb_arena_format(arena, "%.*s-%u",
						(int)strcspn(clock->provider->name, "@"),
						clock->provider->name, clock->specifier) :
				xb_arena_format(arena, "clock-%u", clock->rate));

		xb_part_set_text(arena, part, "compatible", "fixed-clock");
		xb_part_set_cell(arena, part, "#clock-cells", 0);
		xb_part_set_cell(arena, part, "clock-frequency", clock->rate);
		xb_part_set_cell(arena, part, "phandle", clock->phandle);
	}
}

/* ---- The list --------------------------------------------------------------------------------------- */

/* One entry: COUNT cells from AT on, the provider's phandle first. */
struct entry {
	const struct xb_tree_node *provider;
	const char *at;
	size_t number, count;
};

/* What is to be said of a list: the first providers that dom0 may stop, and whose rates are not known. */
struct faults {
	const struct xb_tree_node *stoppable, *rateless;
	size_t guesses;
};

static void stand_in(struct pass *pass, const struct pass_member *member, const struct entry *entry,
		     const struct xb_tree_property *property, struct pass_cells *cells,
		     struct faults *faults)
{
	size_t first = (size_t)(entry->at - property->value) / 4;
	struct pass_clock clock = {.rate = GUESSED_RATE};

	if (!fixed_rate(pass->host, entry->provider, &clock.rate) &&
	    !assigned_rate(pass->host, member->node, entry->at, entry->count, &clock.rate)) {
		clock.provider = entry->provider;
		clock.specifier = entry->count > 1 ? xb_tree_cell_at(property, first + 1) : 0;
		clock.rate = GUESSED_RATE;
		if (!faults->guesses++)
			faults->rateless = entry->provider;
	}
	if (!faults->stoppable && !is_fixed(entry->provider))
		faults->stoppable = entry->provider;
	xb_pass_cell(cells, find_stub(pass, clock));
}

/* The entry at cell FIRST; false: the list is no such. An empty one has no provider. */
static bool read_entry(const struct pass *pass, const struct xb_tree_property *property, size_t first,
		       struct entry *entry)
{
	uint32_t phandle = xb_tree_cell_at(property, first);

	entry->at = property->value + first * 4;
	entry->count = 1;
	entry->provider = xb_tree_by_phandle(pass->host->index, phandle);
	if (!entry->provider)
		return phandle == 0;
	entry->count += xb_tree_cell(entry->provider, "#clock-cells", 0);
	return entry->count <= property->length / 4 - first;
}

static bool write_list(struct pass *pass, const struct pass_member *member,
		       const struct xb_tree_property *property, struct pass_cells *cells,
		       struct faults *faults)
{
	struct entry entry = {.number = 0};

	for (size_t first = 0; first < property->length / 4; first += entry.count, entry.number++) {
		const struct pass_member *own;

		if (!read_entry(pass, property, first, &entry) || pass->clock_count >= MOST_CLOCKS)
			return false;
		own = entry.provider ? xb_pass_member(pass, entry.provider) : NULL;
		if (!entry.provider) {
			xb_pass_cell(cells, 0);
		} else if (own && own->phandle) {
			xb_pass_cell(cells, own->phandle);
			for (size_t i = 1; i < entry.count; i++)
				xb_pass_cell(cells, xb_tree_cell_at(property, first + i));
		} else {
			stand_in(pass, member, &entry, property, cells, faults);
		}
	}
	return true;
}

static void tell(struct pass *pass, const struct pass_member *member, const struct faults *faults)
{
	const char *path = xb_pass_path(pass, member->node);

	if (faults->guesses)
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_CLOCK_RATE, .node = member->node,
							    .other = faults->rateless,
							    .number = faults->guesses},
			     "the rate of %zu clock%s of %s, the first of them of %s, is not in the tree: "
			     "%u Hz are written", faults->guesses, faults->guesses > 1 ? "s" : "", path,
			     xb_pass_path(pass, faults->rateless), GUESSED_RATE);
	if (faults->stoppable)
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_CLOCK_OFF, .node = member->node,
							    .other = faults->stoppable},
			     "%s has clocks of %s, which stays with the host", path,
			     xb_pass_path(pass, faults->stoppable));
}

void xb_pass_clocks(struct pass *pass, struct pass_member *member,
		    const struct xb_tree_property *property)
{
	struct faults faults = {0};
	struct pass_cells cells = {0};

	if (property->length / 4 <= PASS_MOST_ENTRIES &&
	    write_list(pass, member, property, &cells, &faults)) {
		xb_part_set_cells(&pass->out->arena, member->part, property->name, &cells);
		tell(pass, member, &faults);
		return;
	}
	free(cells.items);
	xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_REFERENCE, .node = member->node,
						    .property = property->name},
		     "the clocks of %s cannot be read, and are left away",
		     xb_pass_path(pass, member->node));
}

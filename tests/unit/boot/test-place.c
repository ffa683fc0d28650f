/* SPDX-License-Identifier: MIT */
/*
 * Automatic placement against machines that nobody would build: whatever RAM there is, whatever is kept and
 * fixed in it, what gets an address is on a border, in RAM and alone there, and what gets none has no place.
 */
#include "unit/support.h"

#include "xenboot/boot.h"

#define MIB ((uint64_t)0x100000)
#define GIB ((uint64_t)0x40000000)

enum { LOADS = 8, RESERVED = 6, MACHINES = 4000 };

/* ---- Random machines ---------------------------------------------------------------------------- */

/* The same on every machine (xorshift64*). */
static uint64_t next_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545F4914F6CDD1Du;
}

static uint64_t below(uint64_t *state, uint64_t limit)
{
	return next_random(state) % limit;
}

/* Small or large, on a border or a byte beside it. */
static uint64_t some_size(uint64_t *state)
{
	static const uint64_t units[] = {1, 0x1000, MIB, 2 * MIB, 64 * MIB, GIB};
	uint64_t unit = units[below(state, XB_COUNT(units))];

	return unit * (1 + below(state, 20)) + below(state, 3) * (below(state, 4) == 0);
}

/* Near 0, in the first GiB or so, around 4 GiB, at the end of all addresses. */
static uint64_t some_address(uint64_t *state)
{
	static const uint64_t bases[] = {0, 0x40000000, 0xF0000000, 0x100000000, UINT64_MAX - 8 * GIB};
	static const uint64_t units[] = {1, 0x1000, MIB, 64 * MIB};

	return bases[below(state, XB_COUNT(bases))] + units[below(state, XB_COUNT(units))] * below(state, 64);
}

static void add_ram(struct xb_boot *boot, uint64_t *state)
{
	size_t banks = 1 + below(state, 4);

	for (size_t i = 0; i < banks; i++) {
		struct xb_range range = {some_address(state), some_size(state) * 16};

		if (xb_range_valid(range))
			xb_ranges_add(&boot->ram, range);
	}
	xb_ranges_merge(&boot->ram);
}

/* What is kept may be anywhere, may overlap, be empty, or not end. */
static void add_reserved(struct xb_boot *boot, uint64_t *state)
{
	struct xb_named_ranges *list = &boot->reserved;
	size_t count = below(state, RESERVED);

	for (size_t i = 0; i < count; i++) {
		struct xb_named_range kept = {{some_address(state), below(state, 8) ? some_size(state) : 0},
					      xb_arena_strdup(&boot->arena, "kept")};

		list->items = xb_grow(list->items, &list->capacity, list->count, sizeof(*list->items));
		list->items[list->count++] = kept;
	}
}

static void add_loads(struct xb_boot *boot, uint64_t *state)
{
	size_t count = 1 + below(state, LOADS);

	for (size_t i = 0; i < count; i++) {
		bool memory = i >= count / 2;
		struct xb_load *load =
			xb_boot_add_load(boot, memory ? XB_LOAD_MEMORY : XB_LOAD_MODULE, "load");

		load->size = load->occupied = load->footprint = some_size(state);
		load->automatic = below(state, 3) != 0;
		load->placed = !load->automatic;
		load->address = load->placed ? some_address(state) : 0;
	}
}

static struct xb_boot *make_machine(uint64_t seed)
{
	struct xb_boot *boot = xb_alloc(sizeof(*boot));
	uint64_t state = seed * 2 + 1;

	boot->cells = 1 + (unsigned)below(&state, 2);
	add_ram(boot, &state);
	add_reserved(boot, &state);
	add_loads(boot, &state);
	boot->anchored = true;
	boot->anchor = boot->ram.count && below(&state, 4)
			       ? boot->ram.items[below(&state, boot->ram.count)].start + below(&state, 4) * MIB
			       : some_address(&state);
	if (boot->ram.count && below(&state, 2) && boot->ram.items[0].size > 64 * MIB)
		boot->uboot = (struct xb_range){xb_range_last(boot->ram.items[0]) - 64 * MIB + 1, 64 * MIB};
	if (below(&state, 4) == 0)
		boot->window = (struct xb_range){some_address(&state), some_size(&state)};
	return boot;
}

/* ---- What holds ----------------------------------------------------------------------------------- */

static bool in_ram(const struct xb_boot *boot, struct xb_range range)
{
	bool inside = false;

	for (size_t i = 0; i < boot->ram.count; i++)
		inside |= xb_range_contains(boot->ram.items[i], range);
	return inside;
}

/* Does nothing that is there, or will be, stand in RANGE? */
static bool is_clear(const struct xb_boot *boot, const struct xb_load *load, struct xb_range range)
{
	bool clear = !xb_range_overlaps(range, (struct xb_range){boot->anchor, XB_SLOT});

	if (load->use != XB_LOAD_MEMORY)
		clear = clear && !xb_range_overlaps(range, boot->uboot);
	for (size_t i = 0; i < boot->reserved.count; i++)
		clear = clear && !xb_range_overlaps(range, boot->reserved.items[i].range);
	for (size_t i = 0; i < boot->load_count; i++)
		if (&boot->loads[i] != load && boot->loads[i].placed)
			clear = clear && !xb_range_overlaps(range, xb_load_range(&boot->loads[i]));
	return clear;
}

static void check_place(const char *label, const struct xb_boot *boot, const struct xb_load *load)
{
	struct xb_range range = xb_load_range(load);

	check_u64(label, load->address % XB_SLOT, 0);
	check_bool(label, xb_range_valid(range), true);
	check_bool(label, in_ram(boot, range), true);
	check_bool(label, is_clear(boot, load, range), true);
	if (boot->cells == 1)
		check_bool(label, xb_range_last(range) <= UINT32_MAX, true);
	if (load->use != XB_LOAD_MEMORY && boot->window.size)
		check_bool(label, xb_range_contains(boot->window, range), true);
}

/* A place begins where RAM or something in it ends, on the next border: all of these are tried. */
static bool fits_at_end_of(const struct xb_boot *boot, const struct xb_load *load, struct xb_range what)
{
	uint64_t end = what.start + what.size, border = xb_align_up(end, XB_SLOT);
	struct xb_range range = {border, load->footprint};

	return end >= what.start && border >= end && xb_range_valid(range) && in_ram(boot, range) &&
	       is_clear(boot, load, range) && (boot->cells == 2 || xb_range_last(range) <= UINT32_MAX);
}

static bool fits_somewhere(const struct xb_boot *boot, const struct xb_load *load)
{
	bool fits = fits_at_end_of(boot, load, boot->uboot) ||
		    fits_at_end_of(boot, load, (struct xb_range){boot->anchor, XB_SLOT});

	for (size_t i = 0; i < boot->ram.count; i++)
		fits |= fits_at_end_of(boot, load, (struct xb_range){boot->ram.items[i].start, 0});
	for (size_t i = 0; i < boot->reserved.count; i++)
		fits |= fits_at_end_of(boot, load, boot->reserved.items[i].range);
	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].placed)
			fits |= fits_at_end_of(boot, load, xb_load_range(&boot->loads[i]));
	return fits;
}

static void whatever_the_machine_places_are_right(void **state)
{
	size_t placed = 0, unplaced = 0;

	(void)state;
	for (uint64_t seed = 0; seed < MACHINES; seed++) {
		struct xb_boot *boot = make_machine(seed);
		char label[32];

		snprintf(label, sizeof(label), "machine %d", (int)seed);
		xb_plan_place(boot);
		for (size_t i = 0; i < boot->load_count; i++) {
			const struct xb_load *load = &boot->loads[i];

			if (!load->automatic)
				continue;
			if (load->placed)
				check_place(label, boot, load);
			else if (load->use == XB_LOAD_MEMORY) /* others have to be where files may be */
				check_bool(label, fits_somewhere(boot, load), false);
			placed += load->placed;
			unplaced += !load->placed;
		}
		xb_boot_free(boot);
	}
	assert_true(placed > MACHINES / 2 && unplaced > MACHINES / 2); /* both are common */
}

/* What is said of a load without a place is a place that would do, had the load its size. */
static void the_largest_place_is_one(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < MACHINES; seed++) {
		struct xb_boot *boot = make_machine(seed);
		char label[32];

		snprintf(label, sizeof(label), "machine %d", (int)seed);
		xb_plan_place(boot);
		for (size_t i = 0; i < boot->load_count; i++) {
			struct xb_load *load = &boot->loads[i];
			struct xb_range place = xb_plan_places_left(boot, load).largest;
			uint64_t address;

			if (load->placed)
				continue;
			check_bool(label, place.size < load->footprint, true);
			load->footprint = load->occupied = place.size;
			if (!place.size)
				continue;
			check_bool(label, xb_plan_first_fit(boot, load, &address), true);
			load->footprint++;
			check_bool(label, xb_plan_first_fit(boot, load, &address), false);
		}
		xb_boot_free(boot);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_the_machine_places_are_right),
		cmocka_unit_test(the_largest_place_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

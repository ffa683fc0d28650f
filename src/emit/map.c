/* SPDX-License-Identifier: MIT */
/* The memory map to scale, and the words that its forms share. */
#include "emit/map.h"

#include <stdlib.h>
#include <string.h>

/* The largest module has at most this many rows; gaps, which may be gigabytes, fewer. */
enum { ROWS_MAX = 12, GAP_ROWS_MAX = 4 };

#define UNIT_MIN 0x1000u

/* ---- What a region is ------------------------------------------------------------------------ */

enum look { KEPT, LOADED, FREE, STATIC, SHARED, HEAP, LOOKS };

static const struct xb_map_look looks[LOOKS] = {
	[KEPT] = {"reserved", NULL, '%', "#b8b8b8"},
	[LOADED] = {"module", NULL, '#', "#6fa8dc"},
	[FREE] = {"gap", NULL, ' ', "#f4f4f4"},
	[STATIC] = {"static-memory", "a guest's static memory", 'G', "#93c47d"},
	[SHARED] = {"shared-memory", "memory that domains share", '=', "#ffd966"},
	[HEAP] = {"static-heap", "Xen's heap", 'H', "#b4a7d6"},
};

static enum look look_of(const struct xb_region *region)
{
	static const enum look kinds[] = {
		[XB_REGION_RESERVED] = KEPT,
		[XB_REGION_MODULE] = LOADED,
		[XB_REGION_GAP] = FREE,
	};
	const struct xb_load *load = region->load;

	if (!load || load->use != XB_LOAD_MEMORY)
		return kinds[region->kind];
	return load->heap ? HEAP : load->shared ? SHARED : STATIC;
}

const struct xb_map_look *xb_map_look(const struct xb_region *region)
{
	return &looks[look_of(region)];
}

void xb_map_put_legend(const struct xb_boot *boot, struct xb_buf *out)
{
	bool seen[LOOKS] = {false};

	for (size_t i = 0; i < boot->map_count; i++)
		seen[look_of(&boot->map[i])] = true;
	for (int i = 0; i < LOOKS; i++)
		if (seen[i] && looks[i].legend)
			xb_buf_printf(out, "; %c is %s", looks[i].fill, looks[i].legend);
}

int xb_map_digits(const struct xb_boot *boot)
{
	uint64_t highest = 0;
	int digits = 8; /* of a 32-bit address, at least */

	for (size_t i = 0; i < boot->ram.count; i++)
		highest |= xb_range_last(boot->ram.items[i]);
	for (size_t i = 0; i < boot->map_count; i++)
		highest |= boot->map[i].range.start;
	while (digits < 16 && highest >> (4 * digits))
		digits++;
	return digits;
}

/* "ring: guest1 -> guest2"; of what is Xen's own: "ring: guest1, guest2". */
static void put_sharers(const struct xb_shared_memory *shared, struct xb_buf *out)
{
	const char *owner = shared->owner.domain.text, *before = ": ";

	xb_buf_put_visible(out, shared->name.text, strlen(shared->name.text));
	if (owner) {
		xb_buf_puts(out, before);
		xb_buf_put_visible(out, owner, strlen(owner));
		before = " -> ";
	}
	for (size_t i = 0; i < shared->borrower_count; i++) {
		const char *borrower = shared->borrowers[i].domain.text;

		xb_buf_puts(out, before);
		xb_buf_put_visible(out, borrower, strlen(borrower));
		before = ", ";
	}
}

void xb_map_put_label(const struct xb_region *region, struct xb_buf *out)
{
	const char *owner = region->kind == XB_REGION_GAP ? "free" : region->owner;

	if (region->load && region->load->shared) {
		put_sharers(region->load->shared, out);
		return;
	}
	xb_buf_put_visible(out, owner, strlen(owner));
	if (!region->load || !region->load->file)
		return;
	xb_buf_puts(out, " (");
	xb_buf_put_visible(out, region->load->file, strlen(region->load->file));
	xb_buf_putc(out, ')');
}

/* ---- Scale ----------------------------------------------------------------------------------- */

static uint64_t choose_unit(const struct xb_boot *boot)
{
	uint64_t largest = 0, unit = UNIT_MIN;

	for (size_t i = 0; i < boot->map_count; i++) {
		if (boot->map[i].kind == XB_REGION_MODULE && boot->map[i].range.size > largest)
			largest = boot->map[i].range.size;
	}
	while (largest / unit >= ROWS_MAX)
		unit *= 2;
	return unit;
}

static void scale(struct xb_map_item *item, uint64_t unit)
{
	unsigned most = item->region->kind == XB_REGION_GAP ? GAP_ROWS_MAX : ROWS_MAX;
	uint64_t size = item->region->range.size;
	uint64_t rows = size / unit + (size % unit >= unit / 2);

	item->cut = rows > most;
	item->rows = item->cut ? most : (unsigned)rows;
	if (item->rows == 0)
		item->rows = 1;
}

/* ---- Neighbours ------------------------------------------------------------------------------ */

/* ITEM is followed by region NEXT (NULL: by nothing). */
static void look_behind(struct xb_map_item *item, const struct xb_region *next)
{
	struct xb_range range = item->region->range;

	if (!next)
		return;
	item->overlaps = xb_regions_exclude(item->region, next) && xb_range_overlaps(range, next->range);
	if (item->region->kind == XB_REGION_MODULE && next->kind == XB_REGION_GAP &&
	    next->range.start - range.start == range.size)
		item->room = next->range.size;
}

static void add_item(struct xb_map_bank *bank, const struct xb_region *region,
		     const struct xb_region *next, uint64_t unit)
{
	struct xb_map_item item = {.region = region};

	scale(&item, unit);
	look_behind(&item, next);
	if (region->kind == XB_REGION_GAP)
		bank->free += region->range.size;
	bank->items = xb_grow(bank->items, &bank->capacity, bank->count, sizeof(*bank->items));
	bank->items[bank->count++] = item;
}

/* ---- Banks ----------------------------------------------------------------------------------- */

static bool stands_in(const struct xb_range *bank, const struct xb_region *region)
{
	return region->range.start >= bank->start && region->range.start - bank->start < bank->size;
}

/* The index of the bank that REGION begins in; boot->ram.count when it is in none. */
static size_t bank_of(const struct xb_boot *boot, const struct xb_region *region)
{
	size_t index = 0;

	while (index < boot->ram.count && !stands_in(&boot->ram.items[index], region))
		index++;
	return index;
}

static struct xb_map_bank *add_bank(struct xb_map *map)
{
	map->banks = xb_grow(map->banks, &map->capacity, map->count, sizeof(*map->banks));
	map->banks[map->count] = (struct xb_map_bank){0};
	return &map->banks[map->count++];
}

static void fill_bank(const struct xb_boot *boot, size_t index, struct xb_map *map)
{
	struct xb_map_bank *bank = add_bank(map);

	bank->is_ram = index < boot->ram.count;
	if (bank->is_ram)
		bank->range = boot->ram.items[index];
	for (size_t i = 0; i < boot->map_count; i++) {
		const struct xb_region *next = i + 1 < boot->map_count ? &boot->map[i + 1] : NULL;

		if (bank_of(boot, &boot->map[i]) == index)
			add_item(bank, &boot->map[i], next, map->unit);
	}
}

void xb_map_layout(const struct xb_boot *boot, struct xb_map *map)
{
	*map = (struct xb_map){.unit = choose_unit(boot)};
	for (size_t i = 0; i < boot->ram.count; i++)
		fill_bank(boot, i, map);
	for (size_t i = 0; i < boot->map_count; i++) {
		if (bank_of(boot, &boot->map[i]) == boot->ram.count) {
			fill_bank(boot, boot->ram.count, map);
			break;
		}
	}
}

void xb_map_clear(struct xb_map *map)
{
	for (size_t i = 0; i < map->count; i++)
		free(map->banks[i].items);
	free(map->banks);
	*map = (struct xb_map){0};
}

/* SPDX-License-Identifier: MIT */
/* The memory map to scale, and the words that its forms share. */
#include "emit/map.h"

#include <stdlib.h>
#include <string.h>

/* The largest module has at most this many rows; gaps, which may be gigabytes, fewer. */
enum { ROWS_MAX = 12, GAP_ROWS_MAX = 4 };

#define UNIT_MIN 0x1000u

const char *xb_map_kind_name(const struct xb_region *region)
{
	static const char *const names[] = {
		[XB_REGION_RESERVED] = "reserved",
		[XB_REGION_MODULE] = "module",
		[XB_REGION_GAP] = "gap",
	};

	return region->load && region->load->use == XB_LOAD_MEMORY ? "memory" : names[region->kind];
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

void xb_map_put_label(const struct xb_region *region, struct xb_buf *out)
{
	const char *owner = region->kind == XB_REGION_GAP ? "free" : region->owner;

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

static bool is_uboot(const struct xb_boot *boot, const struct xb_region *region)
{
	return region->kind == XB_REGION_RESERVED && region->range.start == boot->uboot.start &&
	       region->range.size == boot->uboot.size;
}

/* What domains and Xen's heap are made of is theirs only after U-Boot is gone. */
static bool is_for_later(const struct xb_region *region)
{
	return region->load && region->load->use == XB_LOAD_MEMORY;
}

/* What keeps memory may well be named twice: a fault it is for a module alone. */
static bool is_fault(const struct xb_boot *boot, const struct xb_region *a, const struct xb_region *b)
{
	return xb_range_overlaps(a->range, b->range) &&
	       (a->kind == XB_REGION_MODULE || b->kind == XB_REGION_MODULE) &&
	       !(is_uboot(boot, a) && is_for_later(b)) && !(is_for_later(a) && is_uboot(boot, b));
}

/* ITEM is followed by region NEXT (NULL: by nothing). */
static void look_behind(const struct xb_boot *boot, struct xb_map_item *item,
			const struct xb_region *next)
{
	struct xb_range range = item->region->range;

	if (!next)
		return;
	item->overlaps = is_fault(boot, item->region, next);
	if (item->region->kind == XB_REGION_MODULE && next->kind == XB_REGION_GAP &&
	    next->range.start - range.start == range.size)
		item->room = next->range.size;
}

static void add_item(const struct xb_boot *boot, struct xb_map_bank *bank,
		     const struct xb_region *region, const struct xb_region *next, uint64_t unit)
{
	struct xb_map_item item = {.region = region};

	scale(&item, unit);
	look_behind(boot, &item, next);
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
			add_item(boot, bank, &boot->map[i], next, map->unit);
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

/* SPDX-License-Identifier: MIT */
/* All of RAM in one row: each bank as wide as its part of it. */
#include <inttypes.h>
#include <stdlib.h>

#include "ui/map.h"

struct strip {
	struct ui_map_pen pen;
	int col, last;  /* where the next column goes; last is the edge's */
	uint64_t unit;  /* bytes of a column */
	/* What the columns up to here show that were not put yet. */
	enum ui_map_kind kind;
	int from;
};

static void put_run(struct strip *strip, enum ui_map_kind next)
{
	if (strip->col > strip->from)
		ui_map_pen_fill(&strip->pen, strip->from, strip->col - strip->from, strip->kind);
	strip->kind = next;
	strip->from = strip->col;
}

static void put_edge(struct strip *strip)
{
	put_run(strip, UI_MAP_FREE);
	ui_map_pen_fill(&strip->pen, strip->col++, 1, UI_MAP_EDGE);
	strip->from = strip->col;
}

/* What is free but for dom0, who gets it, is dom0's. */
static enum ui_map_kind kind_of(const struct ui_map_picture *picture, struct xb_range range)
{
	enum ui_map_kind kind = ui_map_most_of(picture->boot, range);

	if (kind == UI_MAP_FREE && ui_map_most_of_gifts(&picture->gifts, range) != UI_MAP_FREE)
		return UI_MAP_DOM0;
	return kind;
}

static void put_bank(struct strip *strip, struct xb_range bank)
{
	for (uint64_t at = 0; at < bank.size && strip->col < strip->last; at += strip->unit) {
		uint64_t size = bank.size - at < strip->unit ? bank.size - at : strip->unit;
		enum ui_map_kind kind = kind_of(strip->pen.picture,
						(struct xb_range){bank.start + at, size});

		if (kind != strip->kind)
			put_run(strip, kind);
		strip->col++;
		if (size < strip->unit)
			break;
	}
	put_edge(strip);
}

/* Bytes of a column, so that all banks fit into COLUMNS with their edges. */
static uint64_t unit_of(const struct xb_ranges *ram, int columns)
{
	uint64_t unit = 0, room;

	room = columns > 2 * (int)ram->count ? (uint64_t)columns - 2 * ram->count : 1;
	for (size_t i = 0; i < ram->count; i++)
		unit += ram->items[i].size / room + 1;
	return unit;
}

void ui_map_add_strip(const struct ui_map_picture *picture)
{
	const struct xb_ranges *ram = &picture->boot->ram;
	const struct ui_map_columns *at = &picture->columns;
	struct strip strip = {.last = at->width - 1, .kind = UI_MAP_FREE};
	char *name;

	if (!ram->count)
		return;
	name = xb_format("all of RAM, 0x%" PRIX64 "-0x%" PRIX64, ram->items[0].start,
			 xb_range_last(ram->items[ram->count - 1]));
	ui_rows_add(&picture->page->rows, name)->plain = true;
	free(name);
	ui_map_pen_init(&strip.pen, picture, 2 * (size_t)at->width + 2);
	strip.unit = unit_of(ram, strip.last);
	put_edge(&strip);
	for (size_t i = 0; i < ram->count && strip.col < strip.last; i++)
		put_bank(&strip, ram->items[i]);
	ui_map_pen_done(&strip.pen);
}

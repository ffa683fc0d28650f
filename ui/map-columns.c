/* SPDX-License-Identifier: MIT */
/* Where on a row of the map what stands, and how it gets there. */
#include "ui/map.h"

#include <string.h>

/* Columns of a size: "1023.9 MiB"; of the room behind it, in whose place an overlap is said; and what a
 * label gets at least and at most. */
enum { SIZE = 10, ROOM = 11, LABEL_LEAST = 8, LABEL_MOST = 60 };

/* What there is room for from WIDTH columns on. */
static const struct {
	int width, bar, dom0_bar, dom0_label;
	bool room, end;
} tiers[] = {
	{150, 24, 12, 30, true, true},
	{114, 12, 6, 12, true, false},
	{94, 6, 2, 12, true, false},
	{68, 6, 2, 12, false, false},
	{54, 6, 0, 0, false, false},
	{0, 1, 0, 0, false, false},
};

/* Of the longest address; a 32-bit one at least. */
static int digits_of(const struct xb_boot *boot)
{
	uint64_t highest = 0;
	int digits = 8;

	for (size_t i = 0; i < boot->map_count; i++)
		highest |= xb_range_last(boot->map[i].range);
	while (digits < 16 && highest >> (4 * digits))
		digits++;
	return digits;
}

/* What is left for the label, with all others at their place. */
static int place(struct ui_map_columns *at)
{
	int dom0 = at->dom0_bar ? 2 + at->dom0_bar + 2 + 1 + at->dom0_label : 0;
	int fixed;

	at->bar_at = 2 + at->digits + (at->end ? 1 + at->end : 0) + 1;
	at->label_at = at->bar_at + at->bar + 3;
	fixed = at->label_at + 1 + at->size + (at->room ? 2 + at->room : 0) + dom0;
	at->label = at->width - fixed < LABEL_MOST ? at->width - fixed : LABEL_MOST;
	at->size_at = at->label_at + at->label + 1;
	at->room_at = at->size_at + at->size + 2;
	at->dom0_at = at->room ? at->room_at + at->room + 2 : at->room_at;
	return at->label;
}

struct ui_map_columns ui_map_columns_of(const struct xb_boot *boot, int width, bool dom0)
{
	struct ui_map_columns at = {.digits = digits_of(boot), .size = SIZE, .width = width};

	for (size_t i = 0; i < XB_COUNT(tiers); i++) {
		if (width < tiers[i].width)
			continue;
		at.end = tiers[i].end ? 2 + at.digits : 0;
		at.bar = tiers[i].bar;
		at.room = tiers[i].room ? ROOM : 0;
		at.dom0_bar = dom0 ? tiers[i].dom0_bar : 0;
		at.dom0_label = at.dom0_bar ? tiers[i].dom0_label : 0;
		if (place(&at) >= LABEL_LEAST)
			break;
	}
	return at;
}

/* ---- Strokes ----------------------------------------------------------------------------------- */

void ui_map_pen_init(struct ui_map_pen *pen, const struct ui_map_picture *picture, size_t capacity)
{
	struct xb_arena *arena = &picture->page->rows.arena;

	*pen = (struct ui_map_pen){.picture = picture, .capacity = capacity};
	pen->strokes = xb_arena_alloc(arena, capacity * sizeof(*pen->strokes));
}

void ui_map_pen_put(struct ui_map_pen *pen, int col, int width, enum ui_style style, const char *text)
{
	if (pen->count < pen->capacity && width > 0)
		pen->strokes[pen->count++] = (struct ui_stroke){col, width, style, text};
}

void ui_map_pen_fill(struct ui_map_pen *pen, int col, int width, enum ui_map_kind kind)
{
	const char *paint = ui_map_paint(kind, pen->picture->app->utf8);
	size_t length = strlen(paint), count = width > 0 ? (size_t)width : 0;
	char *text = xb_arena_alloc(&pen->picture->page->rows.arena, count * length + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * length, paint, length);
	ui_map_pen_put(pen, col, width, ui_map_looks[kind].style, text);
}

void ui_map_pen_done(struct ui_map_pen *pen)
{
	struct ui_rows *rows = &pen->picture->page->rows;
	struct ui_row *row = &rows->items[rows->count - 1];

	row->strokes = pen->strokes;
	row->stroke_count = pen->count;
}

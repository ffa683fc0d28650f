/* SPDX-License-Identifier: MIT */
/*
 * The rows of a bank. Each thing is one row that can be selected, and as many more as its size asks for:
 * a bank has one scale, and what is too long for it is cut, with waves where. A thing is drawn in pieces
 * where something of dom0's begins or ends beside it.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/map.h"

/* The largest thing that is loaded or kept has about so many rows; a stretch of anything has no more. */
enum { THING_ROWS = 6, GAP_ROWS = 4, MOST_ROWS = 8 };

#define UNIT_MIN 0x1000u

/* ---- Scale --------------------------------------------------------------------------------------- */

/* Bytes of a row of BANK: a power of two. */
static uint64_t unit_of(const struct xb_map_bank *bank)
{
	uint64_t things = 0, all = 0, unit = UNIT_MIN;

	for (size_t i = 0; i < bank->count; i++) {
		const struct xb_region *region = bank->items[i].region;

		if (region->range.size > all)
			all = region->range.size;
		if (region->kind != XB_REGION_GAP && region->range.size > things)
			things = region->range.size;
	}
	things = things ? things : all;
	while (things / unit > THING_ROWS)
		unit *= 2;
	return unit;
}

/* A stretch of one region, beside which nothing of dom0's begins or ends. */
struct piece {
	const struct ui_map_picture *picture;
	const struct xb_map_item *item;
	struct xb_range range;
	uint64_t rows;
	bool cut;
};

static size_t count_names(const struct ui_map_gifts *gifts, uint64_t start)
{
	size_t count = 0;

	for (size_t i = 0; i < gifts->count; i++)
		count += gifts->items[i].range.start == start;
	return count;
}

static void scale(struct piece *piece, uint64_t unit)
{
	uint64_t size = piece->range.size, most = MOST_ROWS, least = 1;

	if (piece->item->region->kind == XB_REGION_GAP)
		most = GAP_ROWS;
	if (piece->picture->columns.dom0_bar)
		least = count_names(&piece->picture->gifts, piece->range.start);
	piece->rows = size / unit + (size % unit >= unit / 2);
	piece->cut = piece->rows > most;
	if (piece->cut)
		piece->rows = most;
	if (piece->rows < least)
		piece->rows = least;
	if (piece->rows == 0)
		piece->rows = 1;
}

/* ---- A row ----------------------------------------------------------------------------------------- */

/* The stretch that row INDEX of PIECE stands for. */
static struct xb_range range_of_row(const struct piece *piece, uint64_t index)
{
	struct xb_range range = piece->range;
	uint64_t step = range.size / piece->rows;

	if (!step)
		return range;
	range.start += step * index;
	range.size = index + 1 == piece->rows ? range.size - step * index : step;
	return range;
}

/* In the window where automatic placement puts things; without one all of RAM is. */
static const char *edge_of(const struct ui_map_picture *picture, struct xb_range range)
{
	const struct xb_boot *boot = picture->boot;

	return boot->window.size && xb_range_overlaps(boot->window, range) ? ":"
								      : ui_map_paint(UI_MAP_EDGE, picture->app->utf8);
}

static void put_bar(struct ui_map_pen *pen, const struct piece *piece, uint64_t index)
{
	const struct ui_map_picture *picture = piece->picture;
	const struct ui_map_columns *at = &picture->columns;
	const struct xb_region *region = piece->item->region;
	struct xb_range range = range_of_row(piece, index);
	enum ui_map_kind kind = ui_map_kind_of(picture->boot, region);
	const char *edge = edge_of(picture, range);

	if (ui_map_clashes(picture->boot, region, range))
		kind = UI_MAP_CLASH;
	ui_map_pen_put(pen, at->bar_at, 1, UI_FRAME, edge);
	if (piece->cut && index == piece->rows / 2)
		kind = UI_MAP_CUT;
	ui_map_pen_fill(pen, at->bar_at + 1, at->bar, kind);
	ui_map_pen_put(pen, at->bar_at + 1 + at->bar, 1, UI_FRAME, edge);
}

/* Of what begins with PIECE the INDEXth. */
static const struct ui_map_gift *gift_at(const struct piece *piece, uint64_t index)
{
	const struct ui_map_gifts *gifts = &piece->picture->gifts;

	for (size_t i = 0; i < gifts->count; i++)
		if (gifts->items[i].range.start == piece->range.start && index-- == 0)
			return &gifts->items[i];
	return NULL;
}

static void put_dom0(struct ui_map_pen *pen, const struct piece *piece, uint64_t index)
{
	const struct ui_map_picture *picture = piece->picture;
	const struct ui_map_columns *at = &picture->columns;
	struct xb_range range = range_of_row(piece, index);
	const struct ui_map_gift *gift = gift_at(piece, index);
	char text[XB_SIZE_TEXT];

	if (!at->dom0_bar)
		return;
	ui_map_pen_fill(pen, at->dom0_at, 1, UI_MAP_EDGE);
	ui_map_pen_fill(pen, at->dom0_at + 1, at->dom0_bar,
			gift ? gift->kind : ui_map_most_of_gifts(&picture->gifts, range));
	ui_map_pen_fill(pen, at->dom0_at + 1 + at->dom0_bar, 1, UI_MAP_EDGE);
	if (!gift)
		return;
	xb_size_format(gift->range.size, text);
	ui_map_pen_put(pen, at->dom0_at + at->dom0_bar + 3, at->dom0_label,
		       ui_map_looks[gift->kind].style,
		       at->dom0_label < 20 ? gift->name
					   : xb_arena_format(&picture->page->rows.arena, "%s, %s",
							     gift->name, text));
}

static void put_address(struct ui_map_pen *pen, const struct ui_map_picture *picture, uint64_t start,
			uint64_t last)
{
	const struct ui_map_columns *at = &picture->columns;
	struct xb_arena *arena = &picture->page->rows.arena;

	ui_map_pen_put(pen, 0, 2 + at->digits, UI_NORMAL,
		       xb_arena_format(arena, "0x%0*" PRIX64, at->digits, start));
	if (at->end)
		ui_map_pen_put(pen, 2 + at->digits, 1 + at->end, UI_NORMAL,
			       xb_arena_format(arena, "-0x%0*" PRIX64, at->digits, last));
}

/* What stands there, how large it is, and how much it may grow. */
static void put_words(struct ui_map_pen *pen, const struct piece *piece, const char *label, bool wrong)
{
	const struct ui_map_picture *picture = piece->picture;
	const struct ui_map_columns *at = &picture->columns;
	const struct xb_region *region = piece->item->region;
	struct xb_arena *arena = &picture->page->rows.arena;
	char text[XB_SIZE_TEXT];

	put_address(pen, picture, region->range.start, xb_range_last(region->range));
	ui_map_pen_put(pen, at->label_at, at->label, wrong ? UI_ERROR : UI_NORMAL, label);
	if (wrong && !at->room && !at->dom0_bar) {
		ui_map_pen_put(pen, at->size_at, at->size, UI_ERROR, "  OVERLAPS");
		return;
	}
	ui_map_pen_put(pen, at->size_at, at->size, UI_NORMAL,
		       xb_arena_format(arena, "%*s", at->size,
				       xb_size_format(region->range.size, text)));
	if (wrong)
		ui_map_pen_put(pen, at->room ? at->room_at : at->dom0_at, 11, UI_ERROR,
			       "!! OVERLAPS");
	else if (at->room && region->load)
		ui_map_pen_put(pen, at->room_at, at->room, UI_NORMAL,
			       xb_arena_format(arena, "%*s", at->room,
					       xb_size_format(piece->item->room, text)));
}

/* ---- Things ------------------------------------------------------------------------------------- */

static char *label_of(const struct xb_region *region)
{
	struct xb_buf label = {0};

	xb_map_put_label(region, &label);
	return xb_buf_take(&label);
}

/* Of a guest's own RAM, what it is a part of. */
static void add_whole(const struct ui_menu *menu, const struct xb_load *load, struct ui_row *row)
{
	const char *part = load->owner ? strstr(load->key, ".static-memory.") : NULL;
	static const char *const names[] = {"static-memory", "memory"};

	for (size_t i = 0; part && i < XB_COUNT(names); i++) {
		char *key = xb_format("%.*s.%s", (int)(part - load->key), load->key, names[i]);
		const struct ui_node *node = ui_menu_find(menu, key);

		if (node)
			row->makers[row->maker_count++] = node;
		free(key);
	}
}

/* What stands beside the address of LOAD in the profile says what it is and how large. */
static void add_makers(const struct ui_map_picture *picture, struct ui_row *row, const struct xb_load *load)
{
	const struct ui_menu *menu = &picture->app->menu;
	const char *key = load ? load->address_key : NULL;
	size_t length = key ? (size_t)(strrchr(key, '.') - key) + 1 : 0;

	if (!key || !(row->node = ui_menu_find(menu, key)))
		return;
	row->makers = xb_arena_alloc(&picture->page->rows.arena, menu->count * sizeof(*row->makers));
	row->makers[row->maker_count++] = row->node;
	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_node *node = &menu->nodes[i];

		if (node->subject.kind == UI_SUBJECT_KEY && node != row->node &&
		    strncmp(node->subject.id, key, length) == 0 && !strchr(node->subject.id + length, '.'))
			row->makers[row->maker_count++] = node;
	}
	add_whole(menu, load, row);
}

static void add_first(const struct piece *piece)
{
	const struct ui_map_picture *picture = piece->picture;
	const struct xb_region *region = piece->item->region;
	const struct ui_subject subject = ui_map_subject_of(region);
	char *label = label_of(region);
	char *name = xb_format("0x%0*" PRIX64 " %s", picture->columns.digits, region->range.start, label);
	struct ui_row *row = ui_rows_add_about(&picture->page->rows, name, &subject);
	bool wrong = ui_map_clashes(picture->boot, region, region->range); /* both are marked */
	struct ui_map_pen pen;

	add_makers(picture, row, region->load);
	row->severity = wrong ? XB_ERROR : -1;
	ui_map_pen_init(&pen, picture, 12);
	put_bar(&pen, piece, 0);
	put_dom0(&pen, piece, 0);
	put_words(&pen, piece, xb_arena_strdup(&picture->page->rows.arena, label), wrong);
	ui_map_pen_done(&pen);
	free(name);
	free(label);
}

static void add_more(const struct piece *piece, uint64_t index)
{
	const struct ui_map_picture *picture = piece->picture;
	struct ui_map_pen pen;

	ui_rows_add(&picture->page->rows, "")->plain = true;
	ui_map_pen_init(&pen, picture, 10);
	if (index == 0)
		put_address(&pen, picture, piece->range.start, xb_range_last(piece->range));
	put_bar(&pen, piece, index);
	put_dom0(&pen, piece, index);
	ui_map_pen_done(&pen);
}

/* The first address behind AT, inside RANGE, where something of dom0's begins or has ended. */
static uint64_t next_border(const struct ui_map_picture *picture, struct xb_range range, uint64_t at)
{
	uint64_t next = xb_range_last(range);

	for (size_t i = 0; picture->columns.dom0_bar && i < picture->gifts.count; i++) {
		struct xb_range gift = picture->gifts.items[i].range;

		if (gift.start > at && gift.start - 1 < next)
			next = gift.start - 1;
		if (xb_range_last(gift) >= at && xb_range_last(gift) < next)
			next = xb_range_last(gift);
	}
	return next;
}

static void add_item(const struct ui_map_picture *picture, const struct xb_map_item *item, uint64_t unit)
{
	struct xb_range range = item->region->range;
	uint64_t at = range.start, last;

	do {
		struct piece piece = {.picture = picture, .item = item};

		last = next_border(picture, range, at);
		piece.range = (struct xb_range){at, last - at + 1};
		scale(&piece, unit);
		for (uint64_t i = 0; i < piece.rows; i++) {
			if (i == 0 && at == range.start)
				add_first(&piece);
			else
				add_more(&piece, i);
		}
		at = last + 1;
	} while (last < xb_range_last(range));
}

/* ---- The bank ----------------------------------------------------------------------------------- */

static char *title_of(const struct xb_map_bank *bank, uint64_t unit)
{
	const uint64_t sizes[] = {bank->range.size, bank->free};
	char texts[XB_COUNT(sizes)][XB_SIZE_TEXT], row[XB_SIZE_TEXT];

	if (!bank->is_ram)
		return xb_strdup("Outside RAM");
	xb_sizes_format(sizes, XB_COUNT(sizes), texts);
	return xb_format("RAM 0x%" PRIX64 "-0x%" PRIX64 ", %s, of it free %s; row %s",
			 bank->range.start, xb_range_last(bank->range), texts[0], texts[1],
			 xb_size_format(unit, row));
}

/* The title, and above their columns what these are. */
static void add_title(const struct ui_map_picture *picture, const char *title)
{
	const struct ui_map_columns *at = &picture->columns;
	struct ui_rows *rows = &picture->page->rows;
	struct ui_map_pen pen;

	ui_rows_heading(rows, title);
	if (!at->room)
		return;
	ui_map_pen_init(&pen, picture, 4);
	ui_map_pen_put(&pen, 0, at->size_at - 1, UI_HEADING, xb_arena_strdup(&rows->arena, title));
	ui_map_pen_put(&pen, at->size_at + at->size - 4, 4, UI_HEADING, "size");
	ui_map_pen_put(&pen, at->room_at, at->room, UI_HEADING, "room behind");
	if (at->dom0_bar)
		ui_map_pen_put(&pen, at->dom0_at, at->dom0_bar + 3 + at->dom0_label, UI_HEADING,
			       "dom0 gets");
	ui_map_pen_done(&pen);
}

void ui_map_add_bank(const struct ui_map_picture *picture, const struct xb_map_bank *bank)
{
	uint64_t unit = unit_of(bank);
	char *title = title_of(bank, unit);

	add_title(picture, title);
	free(title);
	for (size_t i = 0; i < bank->count; i++)
		add_item(picture, &bank->items[i], unit);
}

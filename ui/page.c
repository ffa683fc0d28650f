/* SPDX-License-Identifier: MIT */
/* Pages: their rows, and what there is to say of the selected one, made when they are others and kept. */
#include "ui/page.h"

#include <stdlib.h>

#include "ui/app.h"
#include "ui/find.h"
#include "ui/help.h"

/* Columns: what a row has before its text, and what text gets however narrow the page is. */
enum { TEXT_MARGIN = 6, TEXT_MIN = 10 };

struct ui_page *ui_page_new(const struct ui_page_type *type, const struct ui_subject *subject)
{
	struct ui_page *page = xb_alloc(sizeof(*page));

	page->type = type;
	ui_page_set_subject(page, subject);
	if (type->prompt)
		ui_field_init(&page->field, "");
	return page;
}

void ui_page_free(struct ui_page *page)
{
	if (!page)
		return;
	if (page->type->prompt)
		ui_field_clear(&page->field);
	ui_rows_clear(&page->rows);
	xb_buf_clear(&page->detail.text);
	xb_arena_clear(&page->arena);
	free(page->sought);
	free(page);
}

void ui_page_set_subject(struct ui_page *page, const struct ui_subject *subject)
{
	struct xb_arena arena = {0};
	struct ui_subject copy = {0};

	if (subject) /* it may be the page's own */
		copy = ui_subject_copy(&arena, subject);
	xb_arena_clear(&page->arena);
	page->arena = arena;
	page->subject = copy;
}

/* ---- Rows -------------------------------------------------------------------------------------- */

const struct ui_row *ui_page_row(const struct ui_page *page)
{
	const struct ui_row *row;

	if (page->list.selected >= page->rows.count)
		return NULL;
	row = &page->rows.items[page->list.selected];
	return row->plain ? NULL : row;
}

/* The width for which rows are broken into lines. */
static int width_of(const struct ui_app *app, const struct ui_page *page)
{
	bool is_side = page == app->side.page;
	struct ui_layout layout;

	if (!page->type->wraps)
		return 0;
	ui_layout_of(app, is_side ? app->pages[app->page_count - 1] : page, app->rows, app->cols, &layout);
	return is_side ? layout.side.cols + UI_FLAGS_COLS : layout.list.cols; /* that has none */
}

static bool is_built(const struct ui_app *app, const struct ui_page *page)
{
	return page->built && page->built_for == app->generation &&
	       page->built_width == width_of(app, page) && page->built_shown == app->shown &&
	       page->built_utf8 == app->utf8;
}

static void mark(const struct ui_app *app, struct ui_page *page)
{
	page->marked_for = app->selection;
	if (page->type->marks)
		ui_rows_mark(&page->rows, &app->selected);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	page->before = page->rows;
	page->rows = (struct ui_rows){0};
	page->found = NULL;
	page->detail.made = false;
	page->built = true;
	page->built_for = app->generation;
	page->built_width = width_of(app, page);
	page->built_utf8 = app->utf8;
	page->type->build(app, page);
	page->built_shown = app->shown;
	if (page->type->keeps_order)
		ui_rows_keep_order(&page->rows, &page->before);
	page->list.count = page->rows.count;
	page->widths = ui_widths_of(&page->rows, app->utf8);
	page->widest = ui_widths_join(page->widest, page->widths);
	ui_rows_clear(&page->before);
	mark(app, page);
}

void ui_page_mark(struct ui_page *page, const struct ui_words *words)
{
	struct xb_arena *arena = &page->rows.arena;
	const char **found = xb_arena_alloc(arena, (words->count + 1) * sizeof(*found));

	for (size_t i = 0; i < words->count; i++)
		found[i] = xb_arena_strdup(arena, words->items[i]);
	page->found = found;
}

void ui_page_renew(struct ui_app *app, struct ui_page *page)
{
	const struct ui_row *row = ui_page_row(page);
	struct xb_arena arena = {0};
	struct ui_subject kept = {0};
	size_t index;

	if (row)
		kept = ui_subject_copy(&arena, &row->subject);
	build(app, page);
	index = ui_rows_find(&page->rows, &kept);
	ui_list_select(&page->list, index < page->rows.count ? index : page->list.selected,
		       ui_rows_selectable, &page->rows);
	xb_arena_clear(&arena);
}

bool ui_page_update(struct ui_app *app, struct ui_page *page)
{
	bool is_old = !is_built(app, page);

	if (is_old)
		ui_page_renew(app, page);
	else if (page->marked_for != app->selection)
		mark(app, page);
	return is_old;
}

void ui_page_select(struct ui_app *app, struct ui_page *page, const struct ui_subject *subject)
{
	size_t index;

	ui_page_update(app, page);
	index = ui_rows_find(&page->rows, subject);
	if (index < page->rows.count)
		ui_list_select(&page->list, index, ui_rows_selectable, &page->rows);
}

void ui_page_add_text(const struct ui_app *app, struct ui_page *page, const char *text)
{
	int width = page->built_width - TEXT_MARGIN;
	struct xb_buf lines = {0};

	ui_hang(app->utf8, text, width > TEXT_MIN ? width : TEXT_MIN, &lines);
	ui_rows_lines(&page->rows, lines.data, UI_NORMAL);
	xb_buf_clear(&lines);
}

/* ---- The detail -------------------------------------------------------------------------------- */

/* Where no row can be selected it is about the page. */
static void put_detail(struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	const struct ui_row *row = ui_page_row(page);
	const struct ui_node *node = row ? row->node : ui_menu_node(&app->menu, &page->subject);

	if (row && row->detail)
		xb_buf_puts(out, row->detail);
	else if (row && page->type->detail)
		page->type->detail(app, row, out);
	else if (node)
		ui_help_text(app, node, out);
}

static struct ui_area detail_area(const struct ui_app *app, const struct ui_page *page)
{
	struct ui_layout layout;

	ui_layout_of(app, page, app->rows, app->cols, &layout);
	return layout.detail;
}

/* How far lines can be rolled away so that the area stays full. */
static size_t last_top(const struct ui_detail *detail, struct ui_area area)
{
	return detail->lines > (size_t)area.rows ? detail->lines - (size_t)area.rows : 0;
}

void ui_page_update_detail(struct ui_app *app, struct ui_page *page)
{
	struct ui_area area = detail_area(app, page);
	struct ui_detail *detail = &page->detail;
	struct xb_buf words = {0};
	int width = area.cols - 1; /* beside the arrows */

	if (!page->type->has_detail || area.rows < 1)
		return;
	if (!detail->made || detail->row != page->list.selected || detail->width != width ||
	    detail->height != area.rows) {
		put_detail(app, page, &words);
		xb_buf_clear(&detail->text);
		ui_hang(app->utf8, words.data, width, &detail->text);
		detail->lines = ui_count_lines(app->utf8, detail->text.data, width);
		detail->row = page->list.selected;
		detail->width = width;
		detail->height = area.rows;
		detail->made = true;
		xb_buf_clear(&words);
	}
	/* A larger area shows all of it for a while: rolled stays. */
	detail->top = last_top(detail, area);
	if (detail->top > detail->rolled)
		detail->top = detail->rolled;
}

void ui_page_roll_detail(struct ui_app *app, struct ui_page *page, long by)
{
	struct ui_detail *detail = &page->detail;
	size_t last;

	ui_page_update_detail(app, page);
	last = last_top(detail, detail_area(app, page));
	if (by < 0)
		detail->top = detail->top > (size_t)-by ? detail->top - (size_t)-by : 0;
	else
		detail->top = detail->top + (size_t)by < last ? detail->top + (size_t)by : last;
	detail->rolled = detail->top;
}

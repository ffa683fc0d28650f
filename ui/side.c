/* SPDX-License-Identifier: MIT */
#include "ui/side.h"

#include "ui/action.h"

/* What is shown above what is marked. */
enum { LINES_BEFORE = 3 };

/* ---- What is in view ---------------------------------------------------------------------------- */

static size_t rows_of(const struct ui_app *app)
{
	struct ui_layout layout;

	ui_app_layout(app, app->rows, app->cols, &layout);
	return layout.three ? (size_t)layout.side.rows : 0;
}

static void clamp_top(struct ui_page *page, size_t rows)
{
	size_t last = page->rows.count > rows ? page->rows.count - rows : 0;

	if (page->list.top > last)
		page->list.top = last;
}

/* All that is marked comes into view, or where that is too much its begin; what is in view stays where it is: on a
 * slow line each other line costs. */
static void show_marked(struct ui_page *page, size_t rows)
{
	size_t first = page->rows.count, last = 0, top = page->list.top;

	for (size_t i = 0; i < page->rows.count; i++) {
		if (!page->rows.items[i].marked)
			continue;
		first = i < first ? i : first;
		last = i;
	}
	if (first == page->rows.count)
		return;
	if (first < top || first >= top + rows || (last >= top + rows && last - first < rows))
		page->list.top = first > LINES_BEFORE ? first - LINES_BEFORE : 0;
	if (last >= page->list.top + rows && last - first < rows)
		page->list.top = last - rows + 1;
}

/* ---- The page ------------------------------------------------------------------------------------ */

static struct ui_page *make_page(const struct ui_side *side)
{
	struct ui_page *page;

	page = ui_page_new(side->view == UI_SIDE_MAP ? &ui_page_map : &ui_page_preview_beside, NULL);
	page->tab = side->view;
	return page;
}

void ui_side_update(struct ui_app *app)
{
	struct ui_side *side = &app->side;
	size_t rows = rows_of(app);
	bool anew;

	if (!rows)
		return;
	if (!side->page)
		side->page = make_page(side);
	anew = ui_page_update(app, side->page);
	side->page->list.selected = side->page->rows.count; /* none: its cursor is the list's */
	side->page->widths.flags = 0;
	if (anew || side->selection != app->selection) {
		ui_rows_mark(&side->page->rows, &app->selected);
		show_marked(side->page, rows);
	}
	side->selection = app->selection;
	clamp_top(side->page, rows);
}

void ui_side_title(const struct ui_app *app, struct xb_buf *out)
{
	const struct ui_page *page = app->side.page;

	xb_buf_puts(out, page->type->title);
	if (app->side.view < UI_PREVIEW_TABS)
		xb_buf_printf(out, " %s", ui_preview_title(page));
}

/* ---- What keys and the mouse do -------------------------------------------------------------------- */

bool ui_side_can_turn(const struct ui_app *app)
{
	return app->draft && app->cols >= UI_COLS_SIDE && ui_app_page(app)->type->follows;
}

void ui_side_turn(struct ui_app *app)
{
	if (!ui_side_can_turn(app))
		return;
	app->side.view = (app->side.view + 1) % UI_SIDE_VIEWS;
	ui_page_free(app->side.page);
	app->side.page = NULL;
}

void ui_side_roll(struct ui_app *app, long by)
{
	struct ui_page *page;
	size_t rows = rows_of(app);

	ui_side_update(app);
	page = app->side.page;
	if (by < 0 && page->list.top < (size_t)-by)
		page->list.top = 0;
	else
		page->list.top += (size_t)by;
	clamp_top(page, rows);
}

void ui_side_click(struct ui_app *app, int line)
{
	const struct ui_rows *rows;
	size_t index;

	ui_side_update(app); /* it may show what was before keys that came in at once */
	rows = &app->side.page->rows;
	index = app->side.page->list.top + (size_t)line;
	if (index >= rows->count || rows->items[index].plain)
		return;
	if (rows->items[index].node)
		ui_app_jump(app, rows->items[index].node);
	else
		ui_app_say(app, UI_NOTE, "no setting of the profile makes this");
}

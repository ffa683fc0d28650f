/* SPDX-License-Identifier: MIT */
/* Drawing: reads what was prepared, and changes nothing but the screen. */
#include "ui/draw.h"

#include <stdlib.h>

void ui_draw_list(const struct ui_app *app, struct ui_screen *screen)
{
	struct ui_layout layout;

	ui_app_layout(app, screen->rows, screen->cols, &layout);
	if (layout.too_small || app->dialog)
		return;
	ui_draw_rows(ui_app_page(app), screen, layout.list);
	ui_draw_cursor(ui_app_page(app), screen, layout.list, app->in_series);
}

/* ---- Beside the list ---------------------------------------------------------------------------- */

/* "! ...", "? ...", "i ...": the lines that begin a problem have its style. */
static enum ui_style line_style(const char *line, size_t length)
{
	for (int i = XB_WARNING; length > 1 && line[1] == ' ' && i <= XB_ERROR; i++)
		if (line[0] == ui_severities[i].mark[0])
			return ui_severities[i].style;
	return UI_NORMAL;
}

static void draw_detail(const struct ui_page *page, struct ui_screen *screen, struct ui_area area)
{
	const struct ui_detail *detail = &page->detail;
	const char *rest = detail->text.data, *line;
	size_t end = detail->top + (size_t)area.rows, length;

	ui_draw_blank(screen, area, UI_NORMAL);
	for (size_t i = 0; i < end && rest &&
			   ui_wrap(screen->utf8, &rest, detail->width, &line, &length); i++)
		if (i >= detail->top)
			ui_put(screen, area, (int)(i - detail->top), 0, detail->width,
			       line_style(line, length), line, length);
	ui_put_more(screen, area, detail->top > 0, end < detail->lines);
}

/* What the detail is about; NULL: it says that itself. */
static const char *detail_title(const struct ui_page *page)
{
	const struct ui_row *row = ui_page_row(page);
	const char *title = row && row->leads ? row->name : NULL;

	if (page->type->detail_title)
		return page->type->detail_title;
	return row && row->node && !title ? row->node->subject.name : title;
}

/* ---- Side by side -------------------------------------------------------------------------------- */

/* The line left of a pane, in STYLE, and the pane's heading. */
static void draw_frame(struct ui_screen *screen, struct ui_area divider, struct ui_area heading,
		       enum ui_glyph corner, enum ui_style style, const char *title)
{
	ui_draw_blank(screen, divider, UI_NORMAL);
	for (int line = 0; line < divider.rows; line++)
		ui_put_glyph(screen, divider, line, 0, line ? UI_GLYPH_VERTICAL : corner, style);
	ui_put_glyph(screen, divider, 0, 1, UI_GLYPH_HORIZONTAL, UI_FRAME);
	ui_rule(screen, heading, 0, title);
}

/* The list is what keys go to, unless there is a dialog. */
static void draw_beside(const struct ui_app *app, struct ui_screen *screen, const struct ui_layout *layout)
{
	const struct ui_page *page = ui_app_page(app);
	struct xb_buf title = {0};

	draw_frame(screen, layout->divider, layout->heading, UI_GLYPH_TOP_LEFT,
		   app->dialog ? UI_FRAME : UI_FOCUS, detail_title(page));
	if (!layout->three)
		return;
	ui_side_title(app, &title);
	draw_frame(screen, layout->side_divider, layout->side_heading, UI_GLYPH_TEE_DOWN, UI_FRAME, title.data);
	ui_draw_rows(app->side.page, screen, layout->side);
	xb_buf_clear(&title);
}

static void draw_panes(const struct ui_app *app, struct ui_screen *screen, const struct ui_layout *layout)
{
	const struct ui_page *page = ui_app_page(app);

	if (layout->beside)
		draw_beside(app, screen, layout);
	else
		ui_rule(screen, layout->divider, 0, detail_title(page));
	draw_detail(page, screen, layout->detail);
}

static void draw_field(const struct ui_page *page, struct ui_screen *screen, struct ui_area area)
{
	ui_fill(screen, area, 0, 0, area.cols, UI_NORMAL);
	ui_put(screen, area, 0, 1, 2, UI_KEY, page->type->prompt, SIZE_MAX);
	ui_field_draw(&page->field, screen, area, 0, UI_PROMPT_COLS - 1,
		      area.cols - UI_PROMPT_COLS);
}

static void draw_too_small(struct ui_screen *screen)
{
	struct ui_area all = {0, 0, screen->rows, screen->cols};
	char *text = xb_format("xenboot needs %dx%d; this is %dx%d", UI_COLS_MIN, UI_ROWS_MIN,
			       screen->cols, screen->rows);
	const char *line;
	size_t length;
	int row;

	ui_draw_blank(screen, all, UI_NORMAL);
	row = (screen->rows - (int)ui_count_lines(screen->utf8, text, screen->cols)) / 2;
	row = row > 0 ? row : 0;
	for (const char *rest = text; ui_wrap(screen->utf8, &rest, screen->cols, &line, &length); row++)
		ui_put(screen, all, row, 0, screen->cols, UI_NORMAL, line, length);
	screen->cursor_row = screen->rows / 2;
	screen->cursor_col = 0;
	free(text);
}

void ui_draw_rest(const struct ui_app *app, struct ui_screen *screen)
{
	const struct ui_page *page = ui_app_page(app);
	struct ui_layout layout;

	ui_app_layout(app, screen->rows, screen->cols, &layout);
	if (layout.too_small) {
		draw_too_small(screen);
		return;
	}
	if (app->dialog) { /* what it left of an earlier one */
		ui_draw_rows(page, screen, layout.list);
		ui_draw_cursor(page, screen, layout.list, false);
	}
	ui_draw_title(app, screen, layout.title);
	ui_draw_path(app, screen, layout.path);
	if (layout.detail.rows)
		draw_panes(app, screen, &layout);
	ui_draw_keys(app, screen, layout.keys);
	ui_draw_status(app, screen, layout.status);
	if (page->type->prompt)
		draw_field(page, screen, layout.field);
	if (app->dialog)
		ui_dialog_draw(app->dialog, screen);
}

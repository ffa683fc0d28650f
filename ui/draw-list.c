/* SPDX-License-Identifier: MIT */
/* Drawing a list: its rows in columns, the selected one among them. */
#include "ui/columns.h"
#include "ui/draw.h"

enum { MOST_IN_SHORT = 20 };

static void put_flags(struct ui_screen *screen, struct ui_area area, int line, int col,
		      const struct ui_row *row)
{
	if (row->changed)
		ui_put(screen, area, line, col, 1, UI_CHANGED, "*", 1);
	if (row->severity > XB_NOTE)
		ui_put(screen, area, line, col + 1, 1, ui_severities[row->severity].style,
		       ui_severities[row->severity].mark, 1);
}

static void put_strokes(struct ui_screen *screen, struct ui_area area, int line, int col,
			const struct ui_row *row)
{
	for (size_t i = 0; i < row->stroke_count; i++) {
		const struct ui_stroke *stroke = &row->strokes[i];
		bool plain = stroke->style == UI_NORMAL;

		/* A picture keeps its colours. */
		ui_put(screen, area, line, col + stroke->col, stroke->width,
		       plain && row->marked ? UI_MARKED : stroke->style, stroke->text, SIZE_MAX);
	}
}

/* WIDTH columns of AREA from COL on. */
static struct ui_area part_of(struct ui_area area, int col, int width)
{
	return (struct ui_area){area.row, area.col + col, area.rows, width};
}

static void put_marked(struct ui_screen *screen, struct ui_area area, int line, const struct ui_row *row)
{
	if (!row->marked)
		return;
	ui_put(screen, area, line, 1, 1, UI_MARKED, "|", 1);
	if (!row->strokes)
		ui_lay(screen, area, line, 0, area.cols, UI_GROUND_MARKED);
}

static void put_row(const struct ui_page *page, struct ui_screen *screen, struct ui_area area, int line,
		    const struct ui_columns *at, const struct ui_row *row)
{
	int end = row->value ? at->value - 2 : area.cols, width = at->value_width;
	bool long_value = row->value && ui_text_width(screen->utf8, row->value, SIZE_MAX) > width;

	put_flags(screen, area, line, at->flags, row);
	if (row->strokes) {
		put_strokes(screen, area, line, at->name, row);
		put_marked(screen, area, line, row);
		return;
	}
	if (row->mark)
		ui_put(screen, area, line, at->mark, 3, row->style, row->mark, SIZE_MAX);
	ui_draw_name(page, row, screen, part_of(area, at->name, end - at->name), line);
	ui_draw_cut(page, row, screen, area, line, at->name - 1);
	if (row->value)
		ui_put(screen, area, line, at->value, long_value ? area.cols - at->value : width,
		       row->value_style, row->value, SIZE_MAX);
	if (row->note && at->note && !long_value)
		ui_put(screen, area, line, at->note, area.cols - at->note, UI_DEFAULT, row->note,
		       SIZE_MAX);
	if (row->leads)
		ui_put(screen, area, line,
		       at->name + ui_text_width(screen->utf8, row->name, SIZE_MAX) + 2, 4,
		       row->style, UI_ROW_ARROW, SIZE_MAX);
	put_marked(screen, area, line, row);
}

void ui_draw_blank(struct ui_screen *screen, struct ui_area area, enum ui_style style)
{
	for (int row = 0; row < area.rows; row++)
		ui_fill(screen, area, row, 0, area.cols, style);
}

/* What was looked for in ROW, marked over whatever it lies on. */
static void put_found(const struct ui_page *page, struct ui_screen *screen, struct ui_area area, int line,
		      const struct ui_row *row)
{
	for (size_t i = 0; page->found && page->found[i] && !row->plain; i++)
		ui_draw_found(page->found[i], screen, area, line);
	if (page->sought)
		ui_draw_found(page->sought, screen, area, line);
}

void ui_draw_rows(const struct ui_page *page, struct ui_screen *screen, struct ui_area area)
{
	struct ui_area text = {area.row, area.col, area.rows, area.cols - 1}; /* beside the arrows */
	struct ui_columns at = ui_columns_of(&page->widths, text.cols);

	ui_draw_blank(screen, area, UI_NORMAL);
	for (int line = 0; line < area.rows; line++) {
		size_t index = page->list.top + (size_t)line;

		if (index >= page->rows.count)
			break;
		put_row(page, screen, text, line, &at, &page->rows.items[index]);
		put_found(page, screen, text, line, &page->rows.items[index]);
	}
	ui_put_more(screen, area, page->list.top > 0,
		    page->list.top + (size_t)area.rows < page->rows.count);
}

/* The columns that show which row is selected. In short they are few, for each is sent twice. */
static int bar_width(const struct ui_page *page, struct ui_area area, bool utf8)
{
	const struct ui_row *row = &page->rows.items[page->list.selected];
	int width = ui_columns_of(&page->widths, area.cols - 1).name;

	if (!row->strokes)
		width += ui_columns_name_width(row, utf8);
	return width < MOST_IN_SHORT ? width : MOST_IN_SHORT;
}

void ui_draw_cursor(const struct ui_page *page, struct ui_screen *screen, struct ui_area area, bool in_short)
{
	int line = (int)(page->list.selected - page->list.top);

	screen->cursor_row = area.row; /* where nothing can be selected */
	screen->cursor_col = area.col;
	if (!ui_page_row(page))
		return;
	ui_put(screen, area, line, 0, 1, UI_SELECTED, ">", 1);
	ui_lay(screen, area, line, 0, in_short ? bar_width(page, area, screen->utf8) : area.cols,
	       UI_GROUND_SELECTED);
	put_found(page, screen, area, line, &page->rows.items[page->list.selected]);
	screen->cursor_row += line;
}

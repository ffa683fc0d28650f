/* SPDX-License-Identifier: MIT */
/* Drawing a list: its rows in columns, the selected one among them. */
#include "ui/draw.h"

static int larger(int a, int b)
{
	return a > b ? a : b;
}

enum { MOST_IN_SHORT = 20 };

static const char arrow[] = "--->";

/* What NAME takes, with what shows that it leads on. */
static int name_width(const struct ui_row *row, bool utf8)
{
	return ui_text_width(utf8, row->name, SIZE_MAX) + (row->leads ? (int)sizeof(arrow) + 1 : 0);
}

/* The widest name and value of rows that have both. */
static void find_widths(const struct ui_page *page, bool utf8, int *names, int *values)
{
	*names = *values = 0;
	for (size_t i = 0; i < page->rows.count; i++) {
		const struct ui_row *row = &page->rows.items[i];

		if (row->plain || !row->value)
			continue;
		*names = larger(*names, name_width(row, utf8));
		*values = larger(*values, ui_text_width(utf8, row->value, SIZE_MAX));
	}
}

struct columns {
	int flags, mark, name, value, note; /* where each begins; note 0: there is no room */
	int value_width;
};

static bool has_notes(const struct ui_page *page)
{
	for (size_t i = 0; i < page->rows.count; i++)
		if (page->rows.items[i].note)
			return true;
	return false;
}

/* Names get three fifths, and what the values leave; values two fifths of the rest, where notes stand
 * behind them. A longer value takes the place of its note. */
static struct columns measure(const struct ui_page *page, const struct ui_screen *screen, int width)
{
	struct columns at = {.flags = 2};
	int mark = 0, names, values, most;

	for (size_t i = 0; i < page->rows.count && !mark; i++)
		mark = page->rows.items[i].mark ? 4 : 0;
	find_widths(page, screen->utf8, &names, &values);
	at.mark = at.flags + 3;
	at.name = at.mark + mark;
	most = larger((width - at.name) * 3 / 5, width - at.name - 2 - values);
	names = names < most ? names : most;
	at.value = at.name + names + 2;
	most = width - at.value;
	if (has_notes(page))
		most = larger(12, most * 2 / 5);
	at.value_width = values < most ? values : most;
	if (width - at.value - at.value_width > 20)
		at.note = at.value + at.value_width + 2;
	return at;
}

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

		ui_put(screen, area, line, col + stroke->col, stroke->width, stroke->style,
		       stroke->text, SIZE_MAX);
	}
}

/* WIDTH columns of AREA from COL on. */
static struct ui_area part_of(struct ui_area area, int col, int width)
{
	return (struct ui_area){area.row, area.col + col, area.rows, width};
}

static void put_row(const struct ui_page *page, struct ui_screen *screen, struct ui_area area, int line,
		    const struct columns *at, const struct ui_row *row)
{
	int end = row->value ? at->value - 2 : area.cols, width = at->value_width;
	bool long_value = row->value && ui_text_width(screen->utf8, row->value, SIZE_MAX) > width;

	put_flags(screen, area, line, at->flags, row);
	if (row->strokes) {
		put_strokes(screen, area, line, at->name, row);
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
		       row->style, arrow, SIZE_MAX);
	if (row->marked)
		ui_put(screen, area, line, 1, 1, UI_MARKED, "|", 1);
	if (row->marked)
		ui_lay(screen, area, line, 0, area.cols, UI_GROUND_MARKED);
}

void ui_draw_blank(struct ui_screen *screen, struct ui_area area, enum ui_style style)
{
	for (int row = 0; row < area.rows; row++)
		ui_fill(screen, area, row, 0, area.cols, style);
}

/* The columns that show which row is selected. In short they are few, for each is sent twice. */
static int bar_width(const struct ui_row *row, const struct columns *at, struct ui_area area, bool utf8,
		     bool in_short)
{
	int width = at->name + (row->strokes ? 0 : name_width(row, utf8));

	if (!in_short)
		return area.cols;
	return width < MOST_IN_SHORT ? width : MOST_IN_SHORT;
}

void ui_draw_rows(const struct ui_page *page, struct ui_screen *screen, struct ui_area area, bool in_short)
{
	struct ui_area text = {area.row, area.col, area.rows, area.cols - 1}; /* beside the arrows */
	struct columns at = measure(page, screen, text.cols);

	ui_draw_blank(screen, area, UI_NORMAL);
	screen->cursor_row = area.row; /* where nothing can be selected */
	screen->cursor_col = area.col;
	for (int line = 0; line < area.rows; line++) {
		size_t index = page->list.top + (size_t)line;
		const struct ui_row *row;

		if (index >= page->rows.count)
			break;
		row = &page->rows.items[index];
		put_row(page, screen, text, line, &at, row);
		if (index == page->list.selected && !row->plain) {
			ui_put(screen, area, line, 0, 1, UI_SELECTED, ">", 1);
			ui_lay(screen, area, line, 0,
			       bar_width(row, &at, area, screen->utf8, in_short),
			       UI_GROUND_SELECTED);
			screen->cursor_row = area.row + line;
			screen->cursor_col = area.col;
		}
		if (page->sought)
			ui_draw_found(page->sought, screen, text, line);
	}
	ui_put_more(screen, area, page->list.top > 0,
		    page->list.top + page->list.rows < page->list.count);
}

/* SPDX-License-Identifier: MIT */
/* Where everything goes on a screen of some size. */
#include "ui/app.h"
#include "ui/columns.h"

/* From this width on the detail stands beside the list. */
enum { TWO_PANES = 100 };
/* Between two panes: the line, and a blank. */
enum { DIVIDER = 2 };
/* Columns of a pane: that it gets, and to which it makes room for a list that is whole then. */
enum { LIST_LEAST = 40, DETAIL = 40, DETAIL_LEAST_COLS = 36, DETAIL_MOST = 80, SIDE = 44, SIDE_LEAST = 36 };
/* What rows of the whole width are made for: beside more of them a detail costs nothing. */
enum { WIDE_LIST = 156 };
/* What the detail gets at least below the list; the main menu has few words to say of its rows, and many rows. */
enum { DETAIL_LEAST = 3, DETAIL_OF_MAIN = 1 };
/* And at most below rows of the whole width, where a line holds much. */
enum { DETAIL_OF_WIDE = 5 };

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static bool is_main_menu(const struct ui_page *page)
{
	return page->type->where == UI_ON_MENU && !page->subject.id[0];
}

/* ---- One below the other -------------------------------------------------------------------------- */

static void split_below(const struct ui_page *page, struct ui_layout *layout, struct ui_area body)
{
	int detail = body.rows / 3;

	detail = detail < DETAIL_LEAST ? DETAIL_LEAST : detail;
	if (is_main_menu(page))
		detail = DETAIL_OF_MAIN;
	if (page->type->few && (int)page->rows.count < body.rows - 1 - detail)
		detail = body.rows - 1 - (int)page->rows.count;
	if (page->type->wide && detail > DETAIL_OF_WIDE)
		detail = DETAIL_OF_WIDE;
	layout->list = layout->divider = layout->detail = body;
	layout->list.rows = body.rows - detail - 1;
	layout->divider.row = body.row + layout->list.rows;
	layout->divider.rows = 1;
	layout->detail.row = layout->divider.row + 1;
	layout->detail.rows = detail;
}

/* ---- Side by side --------------------------------------------------------------------------------- */

/* Of ROOM for all panes what the list gets: what its rows need, where the others still have LEAST then; or all but
 * what these are to have, OTHERS, but for notes that LEAST would save. */
static int list_cols(const struct ui_page *page, int room, int others, int least)
{
	int wanted = larger(ui_columns_wanted(&page->widest) + 1, LIST_LEAST); /* the arrows */
	int fewest = ui_columns_fewest(&page->widest) + 1;

	/* Rows that are broken to the width, or are others with each letter, do not say it. */
	if (page->type->wraps || page->type->prompt)
		return page->type->wide ? room - others : room - larger(others, room * 2 / 5);
	if (page->type->halves && wanted > room / 2)
		return room / 2;
	if (wanted <= room - least)
		return wanted;
	return fewest > room - others && fewest <= room - least ? fewest : room - others;
}

/* A pane of COLS columns that begins at *COL with the line before it and its heading; *COL moves behind it. */
static void put_pane(struct ui_area body, int *col, int cols, struct ui_area *divider, struct ui_area *heading,
		     struct ui_area *pane)
{
	*divider = (struct ui_area){body.row, *col, body.rows, DIVIDER};
	*heading = (struct ui_area){body.row, *col + DIVIDER, 1, cols};
	*pane = (struct ui_area){body.row + 1, *col + DIVIDER, body.rows - 1, cols};
	*col += DIVIDER + cols;
}

static void split_beside(const struct ui_page *page, struct ui_layout *layout, struct ui_area body)
{
	int room = body.cols - DIVIDER;
	int col = list_cols(page, room, DETAIL, DETAIL_LEAST_COLS);

	layout->beside = true;
	layout->list = body;
	layout->list.cols = col;
	put_pane(body, &col, room - col, &layout->divider, &layout->heading, &layout->detail);
}

static void split_in_three(const struct ui_page *page, struct ui_layout *layout, struct ui_area body)
{
	int room = body.cols - 2 * DIVIDER;
	int col = list_cols(page, room, DETAIL + SIDE, DETAIL_LEAST_COLS + SIDE_LEAST);
	int rest = room - col, detail = larger(rest * 9 / 20, DETAIL_LEAST_COLS);

	detail = detail > DETAIL_MOST ? DETAIL_MOST : detail;
	layout->beside = layout->three = true;
	layout->list = body;
	layout->list.cols = col;
	put_pane(body, &col, detail, &layout->divider, &layout->heading, &layout->detail);
	put_pane(body, &col, rest - detail, &layout->side_divider, &layout->side_heading, &layout->side);
}

/* ---- The whole ------------------------------------------------------------------------------------- */

static bool fits_beside(const struct ui_page *page, int cols)
{
	return cols >= (page->type->wide ? WIDE_LIST + DIVIDER + DETAIL : TWO_PANES);
}

/* Is there a third pane beside PAGE? */
static bool has_side(const struct ui_app *app, const struct ui_page *page, int cols)
{
	return page->type->follows && cols >= UI_COLS_SIDE && app->draft &&
	       app->side.view != UI_SIDE_NONE;
}

void ui_layout_of(const struct ui_app *app, const struct ui_page *page, int rows, int cols,
		  struct ui_layout *layout)
{
	int keys = rows < UI_ROWS_TALL ? 1 : 2;
	struct ui_area body = {2, 0, rows - 3 - keys, cols};

	*layout = (struct ui_layout){.too_small = rows < UI_ROWS_MIN || cols < UI_COLS_MIN};
	if (layout->too_small)
		return;
	layout->title = (struct ui_area){0, 0, 1, cols};
	layout->path = (struct ui_area){1, 0, 1, cols};
	layout->status = (struct ui_area){rows - keys - 1, 0, 1, cols};
	layout->keys = (struct ui_area){rows - keys, 0, keys, cols};
	if (page->type->prompt) {
		layout->field = (struct ui_area){body.row, 0, 1, cols};
		body.row++;
		body.rows--;
	}
	if (has_side(app, page, cols))
		split_in_three(page, layout, body);
	else if (page->type->has_detail && fits_beside(page, cols))
		split_beside(page, layout, body);
	else if (page->type->has_detail && !page->type->only_beside)
		split_below(page, layout, body);
	else
		layout->list = body;
}

/* SPDX-License-Identifier: MIT */
/* Where everything goes on a screen of some size. */
#include "ui/app.h"

/* From this width on the detail stands beside the list. */
#define WIDE 100
/* What the detail gets at least; the main menu has few words to say of its rows, and many rows. */
#define DETAIL_LEAST 3
#define DETAIL_OF_MAIN 2
/* And at most below rows of the whole width, where a line holds much. */
#define DETAIL_OF_WIDE 5

static bool is_main_menu(const struct ui_page *page)
{
	return page->type->where == UI_ON_MENU && !page->subject.id[0];
}

static void split_below(const struct ui_page *page, struct ui_layout *layout, struct ui_area body)
{
	int detail = body.rows / 3;

	detail = detail < DETAIL_LEAST ? DETAIL_LEAST : detail;
	if (is_main_menu(page))
		detail = DETAIL_OF_MAIN;
	if (page->type->wide && detail > DETAIL_OF_WIDE)
		detail = DETAIL_OF_WIDE;
	layout->list = layout->divider = layout->detail = body;
	layout->list.rows = body.rows - detail - 1;
	layout->divider.row = body.row + layout->list.rows;
	layout->divider.rows = 1;
	layout->detail.row = layout->divider.row + 1;
	layout->detail.rows = detail;
}

static void split_beside(struct ui_layout *layout, struct ui_area body)
{
	int list = body.cols * 55 / 100;

	layout->beside = true;
	layout->list = layout->divider = layout->detail = body;
	layout->list.cols = list;
	layout->divider.col = body.col + list;
	layout->divider.cols = 2; /* the line, and a blank */
	layout->detail.col = body.col + list + 2;
	layout->detail.cols = body.cols - list - 2;
}

void ui_layout_of(const struct ui_page *page, int rows, int cols, struct ui_layout *layout)
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
	if (!page->type->has_detail)
		layout->list = body;
	else if (cols >= WIDE && !page->type->wide)
		split_beside(layout, body);
	else
		split_below(page, layout, body);
}

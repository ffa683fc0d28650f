/* SPDX-License-Identifier: MIT */
/* Pages that are scrolled sideways. */
#include "ui/app.h"

void ui_page_fit(const struct ui_app *app, struct ui_page *page)
{
	ui_page_scroll(app, page, 0);
}

int ui_page_view(const struct ui_app *app, const struct ui_page *page)
{
	struct ui_layout layout;
	int arrows = 1;

	ui_layout_of(app, page, app->rows, app->cols, &layout);
	return layout.list.cols - UI_PAGE_MARGIN - arrows;
}

static int last_left(const struct ui_app *app, const struct ui_page *page)
{
	/* Rows with a value stand in columns, which do not scroll. */
	int last = page->widths.lines - ui_page_view(app, page);

	return page->type->scrolls && last > 0 ? last : 0;
}

bool ui_page_can_scroll(const struct ui_app *app, const struct ui_page *page, int by)
{
	return by < 0 ? page->left > 0 : page->left < last_left(app, page);
}

void ui_page_scroll(const struct ui_app *app, struct ui_page *page, int by)
{
	int last = last_left(app, page), left = page->left + by;

	page->left = left < 0 ? 0 : left > last ? last : left;
}

void ui_page_show_columns(const struct ui_app *app, struct ui_page *page, int first, int last)
{
	int view = ui_page_view(app, page);

	/* What it stands in is shown, too. */
	if (first < page->left || last >= page->left + view)
		ui_page_scroll(app, page, first - view / 3 - page->left);
}

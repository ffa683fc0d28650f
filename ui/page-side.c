/* SPDX-License-Identifier: MIT */
/* Pages that are scrolled sideways. */
#include "ui/app.h"

/* Rows with a value stand in columns, which do not scroll. */
static int widest_of(const struct ui_app *app, const struct ui_page *page)
{
	int widest = 0;

	for (size_t i = 0; i < page->rows.count; i++) {
		const struct ui_row *row = &page->rows.items[i];
		int width = row->value ? 0 : ui_text_width(app->utf8, row->name, SIZE_MAX);

		widest = width > widest ? width : widest;
	}
	return widest;
}

void ui_page_fit(const struct ui_app *app, struct ui_page *page)
{
	if (page->type->scrolls && page->widest < 0)
		page->widest = widest_of(app, page);
	ui_page_scroll(app, page, 0);
}

int ui_page_view(const struct ui_app *app, const struct ui_page *page)
{
	struct ui_layout layout;
	int arrows = 1;

	ui_layout_of(page, app->rows, app->cols, &layout);
	return layout.list.cols - UI_PAGE_MARGIN - arrows;
}

static int last_left(const struct ui_app *app, const struct ui_page *page)
{
	int last = page->widest - ui_page_view(app, page);

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

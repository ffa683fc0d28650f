/* SPDX-License-Identifier: MIT */
/* Text that is looked for in the rows of the page that is shown: f, then n and N. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/find.h"

/* Where SOUGHT stands in what the row shows; NULL: nowhere. */
static const char *find_in(const struct ui_row *row, const char *sought)
{
	const char *texts[] = {row->name, row->value, row->note};
	const char *at = NULL;

	for (size_t i = 0; i < row->stroke_count && !at; i++)
		at = ui_find_text(row->strokes[i].text, sought);
	for (size_t i = 0; !row->strokes && i < XB_COUNT(texts) && !at; i++)
		at = texts[i] ? ui_find_text(texts[i], sought) : NULL;
	return at;
}

static bool has(const struct ui_page *page, size_t index, const char *sought)
{
	return !page->rows.items[index].plain && find_in(&page->rows.items[index], sought);
}

/* How many rows have it, up to and with the one at LAST. */
static size_t count_rows(const struct ui_page *page, const char *sought, size_t last)
{
	size_t count = 0;

	for (size_t i = 0; i < page->rows.count && i <= last; i++)
		count += has(page, i, sought);
	return count;
}

/* The row at INDEX becomes the selected one, with what was sought in view. */
static void show(struct ui_app *app, struct ui_page *page, size_t index)
{
	const struct ui_row *row = &page->rows.items[index];
	const char *at = ui_find_text(row->name, page->sought);

	ui_list_select(&page->list, index, ui_rows_selectable, &page->rows);
	page->detail.rolled = 0;
	if (at && !row->value) {
		int first = ui_text_width(app->utf8, row->name, (size_t)(at - row->name));

		ui_page_show_columns(app, page, first,
				     first + ui_text_width(app->utf8, at, strlen(page->sought)));
	}
	ui_app_say(app, UI_NORMAL, "%s: %zu of %zu", page->sought,
		   count_rows(page, page->sought, index), count_rows(page, page->sought, SIZE_MAX));
}

/* The first row that has it, from START on in steps of BY, around the end. */
static void seek(struct ui_app *app, size_t start, size_t by)
{
	struct ui_page *page = ui_app_page(app);
	size_t count = page->rows.count;

	if (!page->sought) {
		ui_app_say(app, UI_NOTE, "nothing was looked for on this page yet: f finds");
		return;
	}
	for (size_t i = 0, at = start; i < count; i++, at += by) {
		if (has(page, at % count, page->sought)) {
			show(app, page, at % count);
			return;
		}
	}
	ui_app_say(app, UI_NOTE, "'%s' stands nowhere on this page", page->sought);
}

void ui_seek_next(struct ui_app *app)
{
	seek(app, ui_app_page(app)->list.selected + 1, 1);
}

/* A step back is as many ahead as there are others. */
void ui_seek_back(struct ui_app *app)
{
	const struct ui_page *page = ui_app_page(app);
	size_t others = page->rows.count ? page->rows.count - 1 : 0;

	seek(app, page->list.selected + others, others);
}

bool ui_seek_can(const struct ui_app *app)
{
	return ui_app_page(app)->sought != NULL;
}

/* ---- The dialog -------------------------------------------------------------------------------- */

static void typed(struct ui_app *app, struct ui_dialog *dialog)
{
	const char *text = dialog->field.text;
	size_t count = text[0] ? count_rows(ui_app_page(app), text, SIZE_MAX) : 0;

	if (!text[0])
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: nothing is marked");
	else if (!count)
		ui_dialog_verdict(dialog, UI_WARNING, "no line has it");
	else
		ui_dialog_verdict(dialog, UI_GOOD, "%zu line%s", count, count == 1 ? "" : "s");
}

static bool done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct ui_page *page = ui_app_page(app);
	const char *text = dialog->field.text;

	(void)answer;
	free(page->sought);
	page->sought = text[0] ? xb_strdup(text) : NULL;
	ui_history_add(&app->sought, text);
	if (page->sought)
		seek(app, page->list.selected, 1);
	return true;
}

void ui_seek_open(struct ui_app *app)
{
	const struct ui_history *history = &app->sought;
	struct ui_dialog *dialog = ui_dialog_open(app, "Find in this page");

	ui_dialog_add_field(app, dialog, history->count ? history->items[history->count - 1] : "");
	dialog->field.history = &app->sought;
	dialog->field.history_at = history->count;
	dialog->typed = typed;
	dialog->done = done;
	typed(app, dialog);
}

/* SPDX-License-Identifier: MIT */
/* Drawing the lines above and below a page: title, path, status, keys. */
#include <stdlib.h>
#include <string.h>

#include "ui/draw.h"
#include "ui/import.h"
#include "ui/keybar.h"

/* ---- Above ------------------------------------------------------------------------------------- */

/* What saving would have to ask about. */
static const char *ownership(const struct ui_app *app)
{
	const struct xb_profile *profile = xb_session_profile(app->session);

	if (xb_draft_path(app->draft))
		return xb_draft_is_read_only(app->draft) ? " (read only)" : "";
	return profile && profile->shipped ? " (shipped)" : " (new)";
}

static bool is_of_import(const struct ui_app *app)
{
	return ui_app_page(app)->type->of_import && app->import;
}

static void put_import_title(const struct ui_import *import, struct xb_buf *left, struct xb_buf *right)
{
	xb_buf_printf(left, "  %s", ui_import_title(import));
	if (import->answers[UI_IMPORT_BOARD])
		xb_buf_puts(right, import->answers[UI_IMPORT_BOARD]);
}

static void put_profile_title(const struct ui_app *app, struct xb_buf *left, struct xb_buf *right)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	if (app->draft)
		xb_buf_printf(left, "  %s%s%s", xb_draft_name(app->draft),
			      xb_draft_is_changed(app->draft) ? " *" : "",
			      ownership(app));
	if (boot && boot->board_name)
		xb_buf_puts(right, boot->board_name);
	if (boot && boot->xen_version)
		xb_buf_printf(right, "%sXen %s", right->length ? "  " : "", boot->xen_version);
}

void ui_draw_title(const struct ui_app *app, struct ui_screen *screen, struct ui_area area)
{
	struct xb_buf left = {0}, right = {0};
	int width, right_width;

	xb_buf_puts(&left, " xenboot");
	if (is_of_import(app))
		put_import_title(app->import, &left, &right);
	else
		put_profile_title(app, &left, &right);
	ui_fill(screen, area, 0, 0, area.cols, UI_TITLE);
	width = ui_put(screen, area, 0, 0, area.cols, UI_TITLE, left.data, SIZE_MAX);
	right_width = right.length ? ui_text_width(screen->utf8, right.data, SIZE_MAX) : 0;
	if (right_width && width + right_width + 3 <= area.cols)
		ui_put(screen, area, 0, area.cols - right_width - 1, right_width, UI_TITLE, right.data,
		       SIZE_MAX);
	xb_buf_clear(&left);
	xb_buf_clear(&right);
}

/* What signs mean, at the right end: as many whole ones as fit behind COL. */
static void put_legend(const struct ui_app *app, struct ui_screen *screen, struct ui_area area, int col)
{
	const struct ui_page *page = ui_app_page(app);
	struct ui_legend items[UI_LEGEND_MAX];
	int room = area.cols - 1 - col, width = 0, widths[UI_LEGEND_MAX];
	size_t count = page->type->legend ? page->type->legend(app, page, room, items) : 0, fit = 0;

	for (; fit < count; width += widths[fit++] + 2) {
		int word = (int)strlen(items[fit].word);

		widths[fit] = ui_text_width(screen->utf8, items[fit].sign, SIZE_MAX) + (word ? 1 + word : 0);
		if (width + widths[fit] > room)
			break;
	}
	col = area.cols - 1 - (width - 2);
	for (size_t i = 0; i < fit; col += widths[i++] + 2) {
		int sign = ui_put(screen, area, 0, col, widths[i], items[i].style, items[i].sign, SIZE_MAX);

		ui_put(screen, area, 0, col + sign + 1, widths[i] - sign - 1, UI_DEFAULT, items[i].word,
		       SIZE_MAX);
	}
}

/* What menus show, where it is not the usual. */
static const char *shown_text(const struct ui_app *app, const struct ui_page *page)
{
	static const char *const texts[] = {
		[UI_SHOWN_FIT] = "", [UI_SHOWN_SET] = " (only set)", [UI_SHOWN_ALL] = " (all)"};

	return page->type->where == UI_ON_MENU ? texts[app->shown] : "";
}

void ui_draw_path(const struct ui_app *app, struct ui_screen *screen, struct ui_area area)
{
	const struct ui_page *page = ui_app_page(app);
	struct xb_buf text = {0};
	const char *shown = shown_text(app, page);
	int width, room = area.cols - 1 - (int)strlen(shown);

	if (page->type->where == UI_ON_MENU)
		ui_menu_path(&app->menu, ui_menu_node(&app->menu, &page->subject), &text);
	else
		xb_buf_puts(&text, page->type->title);
	if (page->type->title_more)
		page->type->title_more(app, page, &text);
	ui_fill(screen, area, 0, 0, area.cols, UI_PATH);
	width = ui_put(screen, area, 0, 1, room, UI_PATH,
		       text.length ? text.data : "Main menu", SIZE_MAX);
	width += ui_put(screen, area, 0, 1 + width, area.cols - 1 - width, UI_NOTE, shown, SIZE_MAX);
	xb_buf_clear(&text);
	put_legend(app, screen, area, width + 3);
}

/* ---- The status line --------------------------------------------------------------------------- */

/* "! 2 errors  "; short "!2 ". Returns the columns. */
static int put_count(struct ui_screen *screen, struct ui_area area, int col, int severity, size_t count,
		     bool in_short)
{
	static const char *const words[] = {
		[XB_NOTE] = "note", [XB_WARNING] = "warning", [XB_ERROR] = "error"};
	const struct ui_severity *look = &ui_severities[severity];
	char *text;
	int width;

	if (!count)
		return 0;
	text = in_short ? xb_format("%s%zu ", look->mark, count)
			: xb_format("%s %zu %s%s  ", look->mark, count, words[severity],
				    count == 1 ? "" : "s");
	width = ui_put(screen, area, 0, col, area.cols - col, look->style, text, SIZE_MAX);
	free(text);
	return width;
}

/* Notes are no problems; they are told of where nothing worse is. */
static int put_no_problems(struct ui_screen *screen, struct ui_area area, int col, size_t notes)
{
	char *text = notes ? xb_format("no problems, %zu note%s  ", notes, notes == 1 ? "" : "s")
			   : xb_strdup("no problems  ");
	int width = ui_put(screen, area, 0, col, area.cols - col, UI_GOOD, text, SIZE_MAX);

	free(text);
	return width;
}

/* "3/12" of the rows that can be selected. */
static char *place_of(const struct ui_page *page)
{
	size_t at = 0, count = 0;

	for (size_t i = 0; i < page->rows.count; i++) {
		count += !page->rows.items[i].plain;
		at = i == page->list.selected ? count : at;
	}
	return count ? xb_format("%zu/%zu", at, count) : xb_strdup("");
}

/* The column behind them. */
static int put_counts(const struct ui_app *app, struct ui_screen *screen, struct ui_area area,
		      bool in_short)
{
	const struct xb_diags *diags = is_of_import(app) ? &app->import->read.diags : xb_session_diags(app->session);
	size_t notes = diags->count - diags->errors - diags->warnings;
	int col = 1;

	ui_fill(screen, area, 0, 0, area.cols, UI_PATH);
	if (is_of_import(app) ? !app->import->read.kind && !diags->count : !app->draft)
		return col;
	col += put_count(screen, area, col, XB_ERROR, diags->errors, in_short);
	col += put_count(screen, area, col, XB_WARNING, diags->warnings, in_short);
	if (in_short || diags->errors || diags->warnings)
		col += put_count(screen, area, col, XB_NOTE, notes, in_short);
	else
		col += put_no_problems(screen, area, col, notes);
	return col;
}

/* The message from COL to END of the line. What does not fit there goes on in the line of the keys. */
static void put_message(const struct ui_app *app, struct ui_screen *screen, struct ui_area area, int col,
			int end)
{
	const char *rest = app->message, *line;
	size_t length;

	if (!ui_wrap(screen->utf8, &rest, end - col, &line, &length))
		return;
	ui_put(screen, area, 0, col, end - col, app->message_style, line, length);
	if (!*rest)
		return;
	area.row++;
	ui_fill(screen, area, 0, 0, area.cols, UI_PATH);
	ui_put(screen, area, 0, 1, area.cols - 2, app->message_style, rest, SIZE_MAX);
}

void ui_draw_status(const struct ui_app *app, struct ui_screen *screen, struct ui_area area)
{
	char *place = place_of(ui_app_page(app));
	int end = area.cols - (int)strlen(place) - 2, col = put_counts(app, screen, area, false);

	/* The counts are always there, beside a long message in short. */
	if (app->message && ui_text_width(screen->utf8, app->message, SIZE_MAX) > end - col)
		col = put_counts(app, screen, area, true);
	if (app->message)
		put_message(app, screen, area, col, end);
	ui_put(screen, area, 0, end + 1, area.cols - end - 1, UI_PATH, place, SIZE_MAX);
	free(place);
}

/* ---- The keys ---------------------------------------------------------------------------------- */

void ui_draw_keys(const struct ui_app *app, struct ui_screen *screen, struct ui_area area)
{
	struct ui_key_hint hints[UI_KEYBAR_MAX];
	size_t count = ui_keybar_layout(app, area, hints);

	for (int row = 0; row < area.rows; row++)
		ui_fill(screen, area, row, 0, area.cols, UI_HINT);
	for (size_t i = 0; i < count; i++) {
		int col = hints[i].col;

		col += ui_put(screen, area, hints[i].row, col, area.cols - col, UI_KEY, hints[i].key,
			      SIZE_MAX) + 1;
		ui_put(screen, area, hints[i].row, col, area.cols - col, UI_HINT, hints[i].text,
		       SIZE_MAX);
	}
}

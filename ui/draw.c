/* SPDX-License-Identifier: MIT */
/* Drawing: reads what was prepared, and changes nothing but the screen. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

/* ---- The list ---------------------------------------------------------------------------------- */

static int max_width(const struct ui_page *page, bool utf8, size_t offset)
{
	int width = 0;

	for (size_t i = 0; i < page->rows.count; i++) {
		const struct ui_row *row = &page->rows.items[i];
		const char *text;
		int columns;

		memcpy(&text, (const char *)row + offset, sizeof(text));
		if (!text || row->plain || !row->value)
			continue;
		columns = ui_text_width(utf8, text, SIZE_MAX);
		width = columns > width ? columns : width;
	}
	return width;
}

struct columns {
	int flags, mark, name, value, note; /* where each begins; note 0: there is no room */
	int value_width;
};

static int larger(int a, int b)
{
	return a > b ? a : b;
}

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
	names = max_width(page, screen->utf8, offsetof(struct ui_row, name));
	values = max_width(page, screen->utf8, offsetof(struct ui_row, value));
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

static void put_row(struct ui_screen *screen, struct ui_area area, int line,
		    const struct columns *at, const struct ui_row *row)
{
	int end = row->value ? at->value - 2 : area.cols, width = at->value_width;
	bool long_value = row->value && ui_text_width(screen->utf8, row->value, SIZE_MAX) > width;

	put_flags(screen, area, line, at->flags, row);
	if (row->mark)
		ui_put(screen, area, line, at->mark, 3, row->style, row->mark, SIZE_MAX);
	ui_put(screen, area, line, at->name, end - at->name, row->style, row->name, SIZE_MAX);
	if (row->value)
		ui_put(screen, area, line, at->value, long_value ? area.cols - at->value : width,
		       row->value_style, row->value, SIZE_MAX);
	if (row->note && at->note && !long_value)
		ui_put(screen, area, line, at->note, area.cols - at->note, UI_DEFAULT, row->note,
		       SIZE_MAX);
	if (row->leads)
		ui_put(screen, area, line,
		       at->name + ui_text_width(screen->utf8, row->name, SIZE_MAX) + 2, 4,
		       row->style, "--->", 4);
	if (row->marked)
		ui_restyle(screen, area, line, 0, area.cols, UI_MARKED);
	if (row->marked)
		ui_put(screen, area, line, 1, 1, UI_MARKED, "|", 1);
}

static void blank(struct ui_screen *screen, struct ui_area area, enum ui_style style)
{
	for (int row = 0; row < area.rows; row++)
		ui_fill(screen, area, row, 0, area.cols, style);
}

static void draw_rows(const struct ui_page *page, struct ui_screen *screen, struct ui_area area)
{
	struct ui_area text = {area.row, area.col, area.rows, area.cols - 1}; /* beside the arrows */
	struct columns at = measure(page, screen, text.cols);

	blank(screen, area, UI_NORMAL);
	screen->cursor_row = area.row; /* where nothing can be selected */
	screen->cursor_col = area.col;
	for (int line = 0; line < area.rows; line++) {
		size_t index = page->list.top + (size_t)line;
		const struct ui_row *row;

		if (index >= page->rows.count)
			break;
		row = &page->rows.items[index];
		put_row(screen, text, line, &at, row);
		if (index != page->list.selected || row->plain)
			continue;
		ui_put(screen, area, line, 0, 1, UI_SELECTED, ">", 1);
		ui_restyle(screen, area, line, 0, area.cols, UI_SELECTED);
		screen->cursor_row = area.row + line;
		screen->cursor_col = area.col;
	}
	ui_put_more(screen, area, page->list.top > 0,
		    page->list.top + page->list.rows < page->list.count);
}

void ui_draw_list(const struct ui_app *app, struct ui_screen *screen)
{
	struct ui_layout layout;

	ui_app_layout(app, screen->rows, screen->cols, &layout);
	if (layout.too_small || app->dialog)
		return;
	draw_rows(ui_app_page(app), screen, layout.list);
}

/* ---- The rest ---------------------------------------------------------------------------------- */

/* What saving would have to ask about. */
static const char *ownership(const struct ui_app *app)
{
	const struct xb_profile *profile = xb_session_profile(app->session);

	if (xb_draft_path(app->draft))
		return "";
	return profile && profile->shipped ? " (shipped)" : " (new)";
}

static void draw_title(const struct ui_app *app, struct ui_screen *screen, struct ui_area area)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	struct xb_buf left = {0}, right = {0};
	int width, right_width;

	xb_buf_puts(&left, " xenboot");
	if (app->draft)
		xb_buf_printf(&left, "  %s%s%s", xb_draft_name(app->draft),
			      xb_draft_is_changed(app->draft) ? " *" : "",
			      ownership(app));
	if (boot && boot->board_name)
		xb_buf_puts(&right, boot->board_name);
	if (boot && boot->xen_version)
		xb_buf_printf(&right, "%sXen %s", right.length ? "  " : "", boot->xen_version);
	ui_fill(screen, area, 0, 0, area.cols, UI_TITLE);
	width = ui_put(screen, area, 0, 0, area.cols, UI_TITLE, left.data, SIZE_MAX);
	right_width = right.length ? ui_text_width(screen->utf8, right.data, SIZE_MAX) : 0;
	if (right_width && width + right_width + 3 <= area.cols)
		ui_put(screen, area, 0, area.cols - right_width - 1, right_width, UI_TITLE, right.data,
		       SIZE_MAX);
	xb_buf_clear(&left);
	xb_buf_clear(&right);
}

static void draw_path(const struct ui_app *app, struct ui_screen *screen, struct ui_area area)
{
	const struct ui_page *page = ui_app_page(app);
	struct xb_buf text = {0};

	if (page->type->where == UI_ON_MENU)
		ui_menu_path(&app->menu, page->subject.id, &text);
	else
		xb_buf_puts(&text, page->type->title);
	if (page->type->title_more)
		page->type->title_more(app, page, &text);
	ui_fill(screen, area, 0, 0, area.cols, UI_PATH);
	ui_put(screen, area, 0, 1, area.cols - 1, UI_PATH, text.length ? text.data : "Main menu",
	       SIZE_MAX);
	xb_buf_clear(&text);
}

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

	blank(screen, area, UI_NORMAL);
	for (size_t i = 0; i < end && rest &&
			   ui_wrap(screen->utf8, &rest, detail->width, &line, &length); i++)
		if (i >= detail->top)
			ui_put(screen, area, (int)(i - detail->top), 0, detail->width,
			       line_style(line, length), line, length);
	ui_put_more(screen, area, detail->top > 0, end < detail->lines);
}

static void draw_divider(const struct ui_app *app, struct ui_screen *screen, const struct ui_layout *layout)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));
	const char *title = row && row->leads ? row->name : NULL;

	if (row && row->node && !title)
		title = row->node->subject.name;
	if (!layout->beside) {
		ui_rule(screen, layout->divider, 0, title);
		return;
	}
	blank(screen, layout->divider, UI_NORMAL);
	for (int line = 0; line < layout->divider.rows; line++)
		ui_put_glyph(screen, layout->divider, line, 0, UI_GLYPH_VERTICAL, UI_FRAME);
}

static int put_count(struct ui_screen *screen, struct ui_area area, int col, enum ui_style style,
		     const char *mark, size_t count, const char *what)
{
	char *text;
	int width;

	if (!count)
		return 0;
	text = xb_format("%s%zu %s%s  ", mark, count, what, count == 1 ? "" : "s");
	width = ui_put(screen, area, 0, col, area.cols - col, style, text, SIZE_MAX);
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
static int put_counts(const struct ui_app *app, struct ui_screen *screen, struct ui_area area)
{
	const struct xb_diags *diags = xb_session_diags(app->session);
	int col = 1;

	col += put_count(screen, area, col, UI_ERROR, "! ", diags->errors, "error");
	col += put_count(screen, area, col, UI_WARNING, "? ", diags->warnings, "warning");
	if (!diags->errors && !diags->warnings && app->draft)
		col += put_no_problems(screen, area, col, diags->count);
	return col;
}

/* A message that does not fit beside the counts takes their place, until the next key. What does not fit
 * there goes on in the line of the keys. */
static void put_message(const struct ui_app *app, struct ui_screen *screen, struct ui_area area, int col,
			int end)
{
	const char *rest = app->message, *line;
	size_t length;

	if (!rest)
		return;
	if (ui_text_width(screen->utf8, rest, SIZE_MAX) > end - col) {
		col = 1;
		ui_fill(screen, area, 0, 0, area.cols, UI_PATH);
	}
	if (!ui_wrap(screen->utf8, &rest, end - col, &line, &length))
		return;
	ui_put(screen, area, 0, col, end - col, app->message_style, line, length);
	if (!*rest)
		return;
	area.row++;
	ui_fill(screen, area, 0, 0, area.cols, UI_PATH);
	ui_put(screen, area, 0, 1, area.cols - 2, app->message_style, rest, SIZE_MAX);
}

static void draw_status(const struct ui_app *app, struct ui_screen *screen, struct ui_area area)
{
	char *place = place_of(ui_app_page(app));
	int end = area.cols - (int)strlen(place) - 2, col;

	ui_fill(screen, area, 0, 0, area.cols, UI_PATH);
	col = put_counts(app, screen, area);
	put_message(app, screen, area, col, end);
	ui_put(screen, area, 0, end + 1, area.cols - end - 1, UI_PATH, place, SIZE_MAX);
	free(place);
}

/* Does the key that is shown for it do something else on this page? */
static bool is_overruled(const struct ui_action *action, unsigned where)
{
	for (size_t i = 0; i < ui_action_count; i++) {
		char own[UI_KEY_TEXT], other[UI_KEY_TEXT];

		if (ui_actions[i].where == where && &ui_actions[i] != action &&
		    strcmp(ui_action_key(&ui_actions[i], where, other),
			   ui_action_key(action, where, own)) == 0)
			return true;
	}
	return false;
}

/* Does another one that is shown say the same? */
static bool is_said(const struct ui_action *action, unsigned where)
{
	for (const struct ui_action *before = ui_actions; before < action; before++)
		if (before->hint && (before->where & where) && strcmp(before->hint, action->hint) == 0)
			return true;
	return false;
}

/* The hints of this page's actions, as many as fit whole. */
static void draw_keys(const struct ui_app *app, struct ui_screen *screen, struct ui_area area)
{
	unsigned where = ui_app_page(app)->type->where;
	int col = 1;

	ui_fill(screen, area, 0, 0, area.cols, UI_HINT);
	for (size_t i = 0; i < ui_action_count; i++) {
		const struct ui_action *action = &ui_actions[i];
		char key[UI_KEY_TEXT];
		int width;

		if (!action->hint || !(action->where & where) || is_overruled(action, where) ||
		    is_said(action, where))
			continue;
		ui_action_key(action, where, key);
		width = (int)strlen(key) + 1 + (int)strlen(action->hint) + 2;
		if (col + width > area.cols + 2)
			break;
		col += ui_put(screen, area, 0, col, area.cols - col, UI_KEY, key, SIZE_MAX) + 1;
		col += ui_put(screen, area, 0, col, area.cols - col, UI_HINT, action->hint,
			      SIZE_MAX) + 2;
	}
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

	blank(screen, all, UI_NORMAL);
	ui_put(screen, all, screen->rows / 2, 0, screen->cols, UI_NORMAL, text, SIZE_MAX);
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
	if (app->dialog)
		draw_rows(page, screen, layout.list); /* what the dialog left of an earlier one */
	draw_title(app, screen, layout.title);
	draw_path(app, screen, layout.path);
	if (page->type->has_detail) {
		draw_divider(app, screen, &layout);
		draw_detail(page, screen, layout.detail);
	}
	draw_keys(app, screen, layout.keys);
	draw_status(app, screen, layout.status);
	if (page->type->prompt)
		draw_field(page, screen, layout.field);
	if (app->dialog)
		ui_dialog_draw(app->dialog, screen);
}

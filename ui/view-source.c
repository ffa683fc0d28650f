/* SPDX-License-Identifier: MIT */
/* Two texts in whole, line by line: what others wrote, and the profile that it becomes. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/excerpt.h"
#include "ui/import.h"

/* ---- Lines ------------------------------------------------------------------------------------- */

/* How lines are shown. */
struct look {
	enum ui_syntax syntax;
	int digits; /* of their numbers */
};

static void add_line(struct ui_page *page, const struct look *look, unsigned number, const char *line, size_t length)
{
	const struct ui_subject subject = {.kind = UI_SUBJECT_LINE, .number = number};
	struct xb_buf text = {0}, untabbed = {0};
	struct ui_row *row;

	xb_buf_printf(&text, "%*u  ", look->digits, number);
	ui_put_untabbed(line, length, &untabbed);
	xb_buf_add(&text, untabbed.data, untabbed.length);
	row = ui_rows_add_about(&page->rows, text.data, &subject);
	row->syntax = look->syntax;
	row->lead = text.length - untabbed.length;
	xb_buf_clear(&untabbed);
	xb_buf_clear(&text);
}

static unsigned count_lines(const struct xb_buf *text)
{
	unsigned count = 1;

	for (size_t i = 0; i < text->length; i++)
		count += text->data[i] == '\n';
	return count;
}

static void add_lines(struct ui_page *page, const struct xb_buf *text, enum ui_syntax syntax)
{
	const struct look look = {syntax, ui_digits(count_lines(text))};
	unsigned number = 1;

	for (size_t at = 0; at < text->length; number++) {
		const char *line = text->data + at, *end = memchr(line, '\n', text->length - at);
		size_t length = end ? (size_t)(end - line) : text->length - at;

		add_line(page, &look, number, line, length);
		at += length + 1;
	}
}

void ui_source_open(struct ui_app *app, const struct ui_page_type *type, unsigned line)
{
	const struct ui_subject subject = {.kind = UI_SUBJECT_LINE, .number = line};
	struct ui_page *page = ui_app_push(app, type, NULL);

	ui_page_select(app, page, &subject);
	page->list.top = page->list.selected > UI_SOURCE_ABOVE ? page->list.selected - UI_SOURCE_ABOVE : 0;
}

/* ---- What others wrote -------------------------------------------------------------------------- */

static void mark_lines(const struct ui_import *import, struct ui_page *page)
{
	const struct xb_diags *diags = &import->read.diags;
	int *worst = xb_alloc((page->rows.count + 1) * sizeof(*worst));

	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];
		struct ui_row *row = diag->line && diag->line <= page->rows.count ? &page->rows.items[diag->line - 1]
										  : NULL;

		if (row && ui_import_is_of_line(import, diag, diag->line) && worst[diag->line - 1] < (int)diag->severity + 1) {
			worst[diag->line - 1] = (int)diag->severity + 1;
			row->mark = ui_severities[diag->severity].mark;
		}
	}
	free(worst);
}

static void build_source(struct ui_app *app, struct ui_page *page)
{
	add_lines(page, &app->import->read.source, UI_SYNTAX_SCRIPT);
	mark_lines(app->import, page);
	if (app->import->read.is_cut)
		ui_rows_add(&page->rows, "It goes on: what stands behind its first MiB is not shown.");
}

static void detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	const struct xb_diags *diags = &app->import->read.diags;

	for (size_t i = 0; i < diags->count; i++)
		if (ui_import_is_of_line(app->import, &diags->items[i], (unsigned)row->subject.number))
			ui_import_put_finding(&diags->items[i], out);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	(void)row;
	ui_action_run(app, ui_action_find("show finding"));
}

static void put_name(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	(void)page;
	xb_buf_printf(out, " %s", ui_import_title(app->import));
}

const struct ui_page_type ui_page_source = {
	.where = UI_ON_SOURCE,
	.title = "Text of",
	.has_detail = true,
	.scrolls = true,
	.of_import = true,
	.wide = true,
	.build = build_source,
	.detail = detail,
	.enter = enter,
	.title_more = put_name,
};

/* ---- From line to line --------------------------------------------------------------------------- */

static bool has_finding(const struct ui_page *page, size_t index)
{
	return page->type == &ui_page_source && page->rows.items[index].mark;
}

bool ui_source_has_finding(const struct ui_app *app)
{
	const struct ui_page *page = ui_app_page(app);

	return page->list.selected < page->rows.count && has_finding(page, page->list.selected);
}

/* The next line of which something is said, around the end. */
void ui_source_next(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);
	size_t count = page->rows.count;

	for (size_t i = 1; i <= count; i++) {
		size_t at = (page->list.selected + i) % count;

		if (!has_finding(page, at))
			continue;
		ui_list_select(&page->list, at, ui_rows_selectable, &page->rows);
		page->detail.rolled = 0;
		return;
	}
	ui_app_say(app, UI_NOTE, "nothing is said of any line");
}

/* ---- What becomes of it -------------------------------------------------------------------------- */

static void build_profile(struct ui_app *app, struct ui_page *page)
{
	add_lines(page, &app->import->read.profile, UI_SYNTAX_NONE);
}

static void put_profile_name(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	(void)page;
	xb_buf_printf(out, " %s, as it is made", app->import->answers[UI_IMPORT_NAME]);
}

const struct ui_page_type ui_page_new_profile_text = {
	.where = UI_ON_SOURCE,
	.title = "The profile",
	.scrolls = true,
	.of_import = true,
	.build = build_profile,
	.title_more = put_profile_name,
};

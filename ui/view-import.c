/* SPDX-License-Identifier: MIT */
/* What is wrong with a file that others wrote, each finding with its line. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/excerpt.h"
#include "ui/help.h"
#include "ui/import.h"

/* ---- Rows -------------------------------------------------------------------------------------- */

static unsigned last_line(const struct xb_diags *diags)
{
	unsigned last = 0;

	for (size_t i = 0; i < diags->count; i++)
		last = diags->items[i].line > last ? diags->items[i].line : last;
	return last;
}

static void add(struct ui_page *page, const struct xb_diag *diag, size_t index, int digits)
{
	const struct ui_subject subject = {.kind = UI_SUBJECT_PROBLEM, .id = diag->message, .number = index};
	char *text = diag->line ? xb_format("%*u  %s", digits, diag->line, diag->message)
				: xb_format("%*s  %s", digits, "", diag->message);
	struct ui_row *row = ui_rows_add_about(&page->rows, text, &subject);

	row->mark = ui_severities[diag->severity].mark;
	row->style = ui_severities[diag->severity].style;
	free(text);
}

/* Without them rules are skipped. */
static void add_lacks(const struct xb_imported *read, struct ui_page *page)
{
	if (page->rows.count && (read->lacks_ram || read->lacks_files))
		ui_rows_heading(&page->rows, "");
	if (read->lacks_ram)
		ui_rows_heading(&page->rows, "No RAM is known: b names the board, T a device tree.");
	if (read->lacks_files)
		ui_rows_heading(&page->rows, "Files are not here: d names their folder, for their sizes.");
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const struct xb_diags *diags = &app->import->read.diags;
	int digits = ui_digits(last_line(diags));

	for (int severity = XB_ERROR; severity >= XB_NOTE; severity--)
		for (size_t i = 0; i < diags->count; i++)
			if ((int)diags->items[i].severity == severity)
				add(page, &diags->items[i], i, digits);
	if (!page->rows.count)
		ui_rows_heading(&page->rows, "Nothing is found to be wrong with it.");
	add_lacks(&app->import->read, page);
}

/* ---- The selected finding ------------------------------------------------------------------------ */

static const struct xb_diag *diag_of(const struct ui_import *import, const struct ui_row *row)
{
	const struct xb_diags *diags = &import->read.diags;
	bool is_finding = row && row->subject.kind == UI_SUBJECT_PROBLEM && row->subject.number < diags->count;

	return is_finding ? &diags->items[row->subject.number] : NULL;
}

/* Of the file that is shown, not of another that it names. */
static bool has_line(const struct ui_import *import, const struct xb_diag *diag)
{
	return diag && import->read.source.length && ui_import_is_of_line(import, diag, diag->line);
}

static void put_excerpt(const struct ui_app *app, const struct xb_diag *diag, struct ui_area area, struct xb_buf *out)
{
	enum { LOW = 5, MIDDLE = 14 };
	const struct ui_excerpt excerpt = {
		.text = app->import->read.source.data,
		.length = app->import->read.source.length,
		.line = diag->line,
		.column = diag->column,
		.mark = ui_severities[diag->severity].mark,
		.around = area.rows < LOW ? 0 : area.rows < MIDDLE ? 1 : (unsigned)area.rows / 4,
		.caret = area.rows >= MIDDLE,
		.width = area.cols - 1, /* beside the arrows */
		.utf8 = app->utf8,
	};

	ui_excerpt_put(&excerpt, out);
}

static void detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	const struct xb_diag *diag = diag_of(app->import, row);
	struct ui_layout layout;

	if (!diag)
		return;
	ui_app_layout(app, app->rows, app->cols, &layout);
	if (has_line(app->import, diag))
		put_excerpt(app, diag, layout.detail, out);
	if (out->length && layout.beside)
		xb_buf_putc(out, '\n');
	ui_import_put_finding(diag, out);
	if (diag->file && !has_line(app->import, diag)) {
		ui_help_put_place(&(struct xb_pos){diag->file, diag->line, diag->column}, out);
		xb_buf_putc(out, '\n');
	}
	xb_buf_putc(out, '\n');
	ui_help_paragraphs(xb_code_info(diag->code)->explain, out);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	(void)row;
	ui_action_run(app, ui_action_find("show line"));
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	const struct ui_import *import = app->import;

	(void)page;
	xb_buf_printf(out, " %s", ui_import_title(import));
	if (import->read.kind)
		xb_buf_printf(out, ", %s", import->read.kind);
}

const struct ui_page_type ui_page_import = {
	.where = UI_ON_IMPORT,
	.title = "Problems of",
	.has_detail = true,
	.of_import = true,
	.halves = true,
	.build = build,
	.detail = detail,
	.enter = enter,
	.title_more = title_more,
};

/* ---- What it is about ---------------------------------------------------------------------------- */

const struct xb_diag *ui_import_selected(const struct ui_app *app)
{
	const struct ui_page *page = ui_app_page(app);

	return app->import && page->type == &ui_page_import ? diag_of(app->import, ui_page_row(page)) : NULL;
}

bool ui_import_has_line(const struct ui_app *app)
{
	return app->import && has_line(app->import, ui_import_selected(app));
}

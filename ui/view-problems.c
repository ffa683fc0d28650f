/* SPDX-License-Identifier: MIT */
/* All diagnostics of the profile as it stands, the worst first. */
#include "ui/action.h"
#include "ui/help.h"

static void add(struct ui_app *app, struct ui_page *page, const struct xb_diag *diag, size_t index)
{
	const struct ui_subject subject = {
		.kind = UI_SUBJECT_PROBLEM, .id = diag->message, .number = index};
	struct ui_row *row = ui_rows_add_about(&page->rows, diag->message, &subject);

	row->mark = ui_severities[diag->severity].mark;
	row->style = ui_severities[diag->severity].style;
	row->node = index < app->menu.problem_count ? app->menu.problems[index] : NULL;
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const struct xb_diags *diags = xb_session_diags(app->session);

	for (int severity = XB_ERROR; severity >= XB_NOTE; severity--)
		for (size_t i = 0; i < diags->count; i++)
			if ((int)diags->items[i].severity == severity)
				add(app, page, &diags->items[i], i);
	if (!page->rows.count)
		ui_rows_heading(&page->rows, "Nothing is wrong with this profile.");
}

static void detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	const struct xb_diags *diags = xb_session_diags(app->session);
	const struct xb_diag *diag =
		row->subject.number < diags->count ? &diags->items[row->subject.number] : NULL;

	if (!diag)
		return;
	xb_buf_printf(out, "%s: %s [%s]\n", xb_severity_name(diag->severity), diag->message,
		      xb_code_info(diag->code)->name);
	if (diag->hint)
		xb_buf_printf(out, "hint: %s\n", diag->hint);
	if (diag->file) {
		ui_help_put_place(&(struct xb_pos){diag->file, diag->line, diag->column}, out);
		xb_buf_putc(out, '\n');
	}
	xb_buf_putc(out, '\n');
	ui_help_paragraphs(xb_code_info(diag->code)->explain, out);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (!ui_broken_is_shown(app))
		ui_app_jump(app, row->node);
	else
		ui_app_pop(app); /* to the page that shows what cannot be read */
}

const struct ui_page_type ui_page_problems = {
	.where = UI_ON_PROBLEMS,
	.title = "Problems",
	.has_detail = true,
	.build = build,
	.detail = detail,
	.enter = enter,
};

/* SPDX-License-Identifier: MIT */
/* Making a dialog, filling it in, closing it. */
#include "ui/dialog.h"

#include <stdlib.h>

#include "ui/app.h"
#include "ui/text.h"

struct ui_dialog *ui_dialog_open(struct ui_app *app, const char *title)
{
	struct ui_dialog *dialog = xb_alloc(sizeof(*dialog));

	dialog->title = xb_strdup(title);
	dialog->verdict_style = UI_DIALOG;
	dialog->below = app->dialog;
	app->dialog = dialog;
	return dialog;
}

void ui_dialog_say(struct ui_dialog *dialog, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	xb_buf_vprintf(&dialog->text, format, args);
	va_end(args);
}

void ui_dialog_add_field(struct ui_app *app, struct ui_dialog *dialog, const char *text)
{
	dialog->has_field = true;
	ui_field_init(&dialog->field, text);
	dialog->field.history = &app->values;
	dialog->field.history_at = app->values.count;
	dialog->field.fresh = true;
}

void ui_dialog_verdict(struct ui_dialog *dialog, enum ui_style style, const char *format, ...)
{
	va_list args;

	xb_buf_clear(&dialog->verdict);
	va_start(args, format);
	xb_buf_vprintf(&dialog->verdict, format, args);
	va_end(args);
	dialog->verdict_style = style;
}

void ui_dialog_verdict_problem(struct ui_dialog *dialog, const struct xb_diags *diags)
{
	char *text = ui_text_problem(diags);

	ui_dialog_verdict(dialog, UI_ERROR, "%s", text);
	free(text);
}

void ui_dialog_insist(struct ui_dialog *dialog, const char *wrong)
{
	ui_dialog_verdict(dialog, UI_ERROR, "%s\nEnter again sets it all the same", wrong);
	dialog->insisted = true;
}

void ui_dialog_typed(struct ui_app *app, struct ui_dialog *dialog)
{
	dialog->insisted = false; /* a bad value is asked about once more */
	if (dialog->typed)
		dialog->typed(app, dialog);
	else
		xb_buf_clear(&dialog->verdict); /* it was about the text before */
}

void ui_dialog_propose(struct ui_dialog *dialog, const char *value)
{
	free(dialog->proposed);
	dialog->proposed = value ? xb_strdup(value) : NULL;
}

void ui_dialog_about(struct ui_dialog *dialog, const struct ui_subject *subject)
{
	dialog->subject = ui_subject_copy(&dialog->arena, subject);
}

void ui_dialog_free(struct ui_dialog *dialog)
{
	free(dialog->title);
	xb_buf_clear(&dialog->text);
	xb_buf_clear(&dialog->lines);
	xb_buf_clear(&dialog->verdict);
	free(dialog->proposed);
	ui_rows_clear(&dialog->rows);
	ui_rows_clear(&dialog->all);
	xb_buf_clear(&dialog->filter);
	if (dialog->has_field)
		ui_field_clear(&dialog->field);
	xb_arena_clear(&dialog->arena);
	free(dialog);
}

/* What a dialog leaves on each side of its lines. */
enum { SIDES = 8, NARROWEST = 30, WIDEST = 76 };

int ui_dialog_lines_width(int cols)
{
	int width = cols - SIDES > WIDEST ? WIDEST : cols - SIDES;

	return width > NARROWEST ? width : NARROWEST;
}

void ui_dialog_break_lines(struct ui_dialog *dialog, int cols, bool utf8)
{
	int width = ui_dialog_lines_width(cols);
	struct xb_buf broken = {0};

	if (!dialog->lines.length || dialog->lines_width == width)
		return;
	dialog->lines_width = width;
	ui_hang(utf8, dialog->lines.data, width, &broken);
	ui_rows_clear(&dialog->rows);
	ui_rows_lines(&dialog->rows, broken.data, UI_DIALOG);
	dialog->list.count = dialog->rows.count;
	ui_list_select(&dialog->list, dialog->list.selected, ui_rows_selectable, &dialog->rows);
	xb_buf_clear(&broken);
}

void ui_dialog_close(struct ui_app *app)
{
	struct ui_dialog *dialog = app->dialog;

	app->dialog = dialog->below;
	ui_dialog_free(dialog);
}

struct ui_dialog *ui_dialog_ask(struct ui_app *app, const char *title,
				const struct ui_answer *answers,
				bool (*done)(struct ui_app *, struct ui_dialog *, int))
{
	struct ui_dialog *dialog = ui_dialog_open(app, title);

	dialog->answers = answers;
	dialog->done = done;
	return dialog;
}

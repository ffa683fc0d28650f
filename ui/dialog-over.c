/* SPDX-License-Identifier: MIT */
/* What F1 and F9 show over a dialog: the help of what it is about, and all problems. */
#include "ui/dialog.h"

#include "ui/app.h"
#include "ui/help.h"

/* The lines of TEXT, to be looked through. */
static void show_text(struct ui_app *app, const char *title, const char *text)
{
	struct ui_dialog *dialog = ui_dialog_open(app, title);

	xb_buf_puts(&dialog->lines, text);
	ui_dialog_break_lines(dialog, app->cols, app->utf8);
}

static void show_help(struct ui_app *app, const struct ui_dialog *below)
{
	const struct ui_node *node = ui_menu_node(&app->menu, &below->subject);
	struct xb_buf text = {0};

	if (!node)
		return;
	ui_help_text(app, node, &text);
	show_text(app, node->title, text.data);
	xb_buf_clear(&text);
}

static void show_problems(struct ui_app *app)
{
	struct xb_buf text = {0};

	ui_help_problems(app, &text);
	show_text(app, "Problems", text.length ? text.data : "There are none.");
	xb_buf_clear(&text);
}

bool ui_dialog_over(struct ui_app *app, int key)
{
	if (key != UI_KEY_F1 && key != UI_KEY_F9)
		return false;
	if (!app->dialog->done) /* one of these: the other one takes its place */
		ui_dialog_close(app);
	if (!app->dialog)
		return true;
	if (key == UI_KEY_F1)
		show_help(app, app->dialog);
	else
		show_problems(app);
	return true;
}

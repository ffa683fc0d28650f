/* SPDX-License-Identifier: MIT */
#include "ui/escape.h"

#include "ui/app.h"

void ui_escape_close_dialog(struct ui_app *app)
{
	struct ui_dialog *dialog = app->dialog;

	app->dialog = dialog->below;
	app->escaped = (struct ui_escaped){.what = UI_ESCAPED_DIALOG, .dialog = dialog};
}

void ui_escape_pop_page(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);

	app->page_count--;
	ui_page_update(app, ui_app_page(app));
	app->escaped = (struct ui_escaped){.what = UI_ESCAPED_PAGE, .page = page};
}

void ui_escape_leave_place(struct ui_app *app)
{
	if (ui_places_back(app))
		app->escaped = (struct ui_escaped){.what = UI_ESCAPED_PLACE};
}

void ui_escape_asked(struct ui_app *app)
{
	app->escaped = (struct ui_escaped){.what = UI_ESCAPED_ASKED, .dialog = app->dialog};
}

void ui_escape_forget(struct ui_app *app)
{
	if (app->escaped.what == UI_ESCAPED_DIALOG)
		ui_dialog_free(app->escaped.dialog);
	if (app->escaped.what == UI_ESCAPED_PAGE)
		ui_page_free(app->escaped.page);
	app->escaped = (struct ui_escaped){.what = UI_ESCAPED_NOTHING};
}

void ui_escape_undo(struct ui_app *app)
{
	struct ui_escaped escaped = app->escaped;

	app->escaped = (struct ui_escaped){.what = UI_ESCAPED_NOTHING};
	switch (escaped.what) {
	case UI_ESCAPED_DIALOG:
		escaped.dialog->below = app->dialog;
		app->dialog = escaped.dialog;
		break;
	case UI_ESCAPED_PAGE:
		app->pages[app->page_count++] = escaped.page;
		ui_page_update(app, escaped.page);
		break;
	case UI_ESCAPED_PLACE:
		ui_places_forward(app);
		break;
	case UI_ESCAPED_ASKED:
		if (app->dialog && app->dialog == escaped.dialog)
			ui_dialog_close(app);
		break;
	case UI_ESCAPED_NOTHING:
		break;
	}
}

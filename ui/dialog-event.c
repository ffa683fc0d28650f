/* SPDX-License-Identifier: MIT */
/* What keys and the mouse do in a dialog. */
#include "ui/dialog.h"

#include "ui/app.h"

/* Take it off the screen and hand it to `done`, which may open another one. */
static void finish(struct ui_app *app, int answer)
{
	struct ui_dialog *dialog = app->dialog;

	app->dialog = dialog->below;
	if (!dialog->done || dialog->done(app, dialog, answer)) {
		ui_dialog_free(dialog);
		return;
	}
	dialog->below = app->dialog;
	app->dialog = dialog;
}

static bool answer(struct ui_app *app, int key)
{
	const struct ui_answer *answers = app->dialog->answers;

	if (key >= 'A' && key <= 'Z')
		key += 'a' - 'A';
	for (size_t i = 0; answers && answers[i].key; i++) {
		if (answers[i].key == key) {
			finish(app, key);
			return true;
		}
	}
	return false;
}

/* How far a key moves in a list of choices; 0: it does not. */
static long step_of(int key, size_t rows)
{
	switch (key) {
	case UI_KEY_UP:
	case UI_CTRL('P'):
		return -1;
	case UI_KEY_DOWN:
	case UI_CTRL('N'):
		return 1;
	case UI_KEY_PAGE_UP:
		return -(long)rows;
	case UI_KEY_PAGE_DOWN:
		return (long)rows;
	case UI_KEY_HOME:
		return -100000;
	case UI_KEY_END:
		return 100000;
	default:
		return 0;
	}
}

static void choose(struct ui_app *app, const struct ui_event *event)
{
	struct ui_dialog *dialog = app->dialog;
	long by = step_of(event->key, dialog->list.rows ? dialog->list.rows : 1);

	if (by)
		ui_list_move(&dialog->list, by, ui_rows_selectable, &dialog->rows);
	else if (event->key == UI_KEY_TAB && dialog->tab)
		dialog->tab(app, dialog);
	else if (event->key == ' ' && !dialog->filter.length)
		finish(app, 0);
	else if (dialog->done) /* not in a text that is looked through */
		ui_dialog_filter_key(dialog, event->key);
}

/* A click selects a choice, the next one on it takes it; one on an answer gives that. */
static void click(struct ui_app *app, int row, int col, bool twice)
{
	struct ui_dialog *dialog = app->dialog;
	struct ui_dialog_hit hit = ui_dialog_at(dialog, app, row, col);

	if (hit.choice < dialog->rows.count) {
		twice |= dialog->list.selected == hit.choice;
		dialog->list.selected = hit.choice;
		if (twice && dialog->completing)
			ui_dialog_take_candidate(app, dialog);
		else if (twice)
			finish(app, 0);
	} else if (hit.answer) {
		finish(app, hit.answer);
	}
}

static void mouse(struct ui_app *app, const struct ui_event *event)
{
	struct ui_dialog *dialog = app->dialog;

	if (event->mouse == UI_MOUSE_WHEEL_UP)
		ui_list_move(&dialog->list, -1, ui_rows_selectable, &dialog->rows);
	else if (event->mouse == UI_MOUSE_WHEEL_DOWN)
		ui_list_move(&dialog->list, 1, ui_rows_selectable, &dialog->rows);
	else
		click(app, event->row, event->col, event->mouse == UI_MOUSE_DOUBLE);
}

static void type(struct ui_app *app, const struct ui_event *event)
{
	struct ui_dialog *dialog = app->dialog;

	if (event->key == UI_KEY_TAB) {
		ui_dialog_complete(app, dialog);
	} else if (event->key == UI_CTRL('T') && dialog->proposed) {
		ui_field_set(&dialog->field, dialog->proposed);
		ui_dialog_typed(app, dialog);
	} else if (ui_field_key(&dialog->field, event) == UI_FIELD_CHANGED) {
		ui_dialog_typed(app, dialog);
	}
}

/* Esc goes back to what is behind a filter or candidates, before it leaves. */
static void escape(struct ui_app *app)
{
	if (app->dialog->completing)
		ui_dialog_stop_completing(app->dialog);
	else if (app->dialog->filter.length)
		ui_dialog_unfilter(app->dialog);
	else
		ui_escape_close_dialog(app);
}

static void take(struct ui_app *app)
{
	struct ui_dialog *dialog = app->dialog;

	if (dialog->filter.length && !dialog->rows.count)
		return;
	if (dialog->has_field)
		ui_history_add(&app->values, dialog->field.text);
	finish(app, 0);
}

void ui_dialog_event(struct ui_app *app, const struct ui_event *event)
{
	struct ui_dialog *dialog = app->dialog;

	if (ui_dialog_over(app, event->key))
		return;
	if (event->key == UI_KEY_ESC) {
		escape(app);
	} else if (event->key == UI_CTRL('C')) {
		ui_dialog_close(app);
	} else if (event->key == UI_CTRL('L')) {
		app->redraw = true;
	} else if (event->key == UI_KEY_MOUSE) {
		mouse(app, event);
	} else if (dialog->completing) {
		ui_dialog_complete_key(app, dialog, event);
	} else if (dialog->answers) {
		answer(app, event->key);
	} else if (event->key == UI_KEY_ENTER || event->key == '\n') {
		take(app);
	} else if (dialog->has_field) {
		type(app, event);
	} else if (dialog->rows.count || dialog->filter.length) {
		choose(app, event);
	}
}

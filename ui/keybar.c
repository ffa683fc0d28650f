/* SPDX-License-Identifier: MIT */
#include "ui/keybar.h"

#include <string.h>

#include "ui/action.h"

struct bar {
	struct ui_area area;
	struct ui_key_hint *hints;
	size_t count;
	int row, col; /* where the next one goes */
	bool full;
};

enum { MARGIN = 1, GAP = 2 };

/* KEY does TEXT: in the line that has room for it. */
static void add(struct bar *bar, const char *key, int code, const char *text)
{
	int width = (int)strlen(key) + 1 + (int)strlen(text);
	struct ui_key_hint *hint;

	if (bar->col > MARGIN && bar->col + width > bar->area.cols) {
		bar->row++;
		bar->col = MARGIN;
	}
	bar->full = bar->full || bar->row >= bar->area.rows || bar->count == UI_KEYBAR_MAX;
	if (bar->full)
		return;
	hint = &bar->hints[bar->count++];
	*hint = (struct ui_key_hint){
		.code = code, .text = text, .row = bar->row, .col = bar->col, .width = width};
	memcpy(hint->key, key, strlen(key) + 1);
	bar->col += width + GAP;
}

/* ---- Of a page ---------------------------------------------------------------------------------- */

/* Does the key that is shown for it do something else on this page? */
static bool is_overruled(const struct ui_app *app, const struct ui_action *action, unsigned where)
{
	for (size_t i = 0; i < ui_action_count; i++) {
		char own[UI_KEY_TEXT], other[UI_KEY_TEXT];

		if (ui_actions[i].where == where && &ui_actions[i] != action &&
		    ui_action_works(app, &ui_actions[i]) &&
		    strcmp(ui_action_key(&ui_actions[i], where, other),
			   ui_action_key(action, where, own)) == 0)
			return true;
	}
	return false;
}

/* Is the same said already? */
static bool is_said(const struct bar *bar, const char *text)
{
	for (size_t i = 0; i < bar->count; i++)
		if (strcmp(bar->hints[i].text, text) == 0)
			return true;
	return false;
}

static void add_action(const struct ui_app *app, struct bar *bar, const struct ui_action *action,
		       unsigned where)
{
	char key[UI_KEY_TEXT];

	if (!action->hint || !(action->where & where) || !ui_action_works(app, action) ||
	    is_overruled(app, action, where) || is_said(bar, action->hint))
		return;
	ui_action_key(action, where, key);
	add(bar, key, ui_key_parse(key), action->hint);
}

static void add_page(const struct ui_app *app, struct bar *bar)
{
	unsigned where = ui_app_page(app)->type->where;

	for (size_t i = 0; i < ui_action_count; i++)
		add_action(app, bar, &ui_actions[i], where);
}

/* ---- Of a dialog -------------------------------------------------------------------------------- */

static void add_field(const struct ui_dialog *dialog, struct bar *bar)
{
	const struct ui_field *field = &dialog->field;

	if (dialog->proposed)
		add(bar, "Ctrl-T", UI_CTRL('T'), "fix");
	if (field->complete)
		add(bar, "Tab", UI_KEY_TAB, "complete");
	if (field->history && field->history->count)
		add(bar, "Up", UI_KEY_UP, "earlier values");
}

/* What could stand in the field lies over the dialog. */
static void add_candidates(struct bar *bar)
{
	add(bar, "Enter", UI_KEY_ENTER, "take it");
	add(bar, "Esc", UI_KEY_ESC, "back to the text");
	add(bar, "Tab", UI_KEY_TAB, "next");
	add(bar, "Up", UI_KEY_UP, "previous");
}

static bool is_chosen_from(const struct ui_dialog *dialog)
{
	return dialog->done && !dialog->has_field && !dialog->answers &&
	       (dialog->rows.count || dialog->filter.length);
}

static void add_dialog(const struct ui_app *app, const struct ui_dialog *dialog, struct bar *bar)
{
	if (dialog->answers) {
		for (size_t i = 0; dialog->answers[i].key; i++)
			add(bar, (const char[]){(char)dialog->answers[i].key, '\0'},
			    dialog->answers[i].key, dialog->answers[i].label);
	} else if (dialog->done) {
		add(bar, "Enter", UI_KEY_ENTER,
		    dialog->done_label  ? dialog->done_label
		    : dialog->has_field ? "take it"
					: "choose");
	}
	if (dialog->tab)
		add(bar, "Tab", UI_KEY_TAB, dialog->tab_label);
	if (!is_said(bar, "cancel"))
		add(bar, "Esc", UI_KEY_ESC,
		    dialog->filter.length ? "show all" : dialog->done ? "cancel" : "close");
	if (is_chosen_from(dialog))
		add(bar, "a-z", UI_KEY_NONE, "filter");
	if (dialog->has_field)
		add_field(dialog, bar);
	if (ui_menu_node(&app->menu, &dialog->subject))
		add(bar, "F1", UI_KEY_F1, "help");
	if (app->draft)
		add(bar, "F9", UI_KEY_F9, "problems");
}

/* ---- The whole ----------------------------------------------------------------------------------- */

size_t ui_keybar_layout(const struct ui_app *app, struct ui_area area,
			struct ui_key_hint hints[UI_KEYBAR_MAX])
{
	struct bar bar = {.area = area, .hints = hints, .col = MARGIN};

	if (app->dialog && app->dialog->completing)
		add_candidates(&bar);
	else if (app->dialog)
		add_dialog(app, app->dialog, &bar);
	else
		add_page(app, &bar);
	return bar.count;
}

int ui_keybar_at(const struct ui_app *app, int row, int col)
{
	struct ui_key_hint hints[UI_KEYBAR_MAX];
	struct ui_layout layout;
	size_t count;

	ui_app_layout(app, app->rows, app->cols, &layout);
	count = ui_keybar_layout(app, layout.keys, hints);
	row -= layout.keys.row;
	col -= layout.keys.col;
	for (size_t i = 0; i < count; i++)
		if (hints[i].row == row && col >= hints[i].col && col < hints[i].col + hints[i].width)
			return hints[i].code;
	return UI_KEY_NONE;
}

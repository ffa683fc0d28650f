/* SPDX-License-Identifier: MIT */
/* What could stand in the field of a dialog: shown below it, walked through, taken. */
#include "ui/dialog.h"

#include <string.h>

#include "ui/app.h"
#include "ui/text.h"

void ui_dialog_stop_completing(struct ui_dialog *dialog)
{
	dialog->completing = false;
	ui_rows_clear(&dialog->rows);
	dialog->list = (struct ui_list){0};
}

static void show_candidates(struct ui_dialog *dialog, const struct ui_candidates *candidates)
{
	ui_dialog_stop_completing(dialog);
	for (size_t i = 0; i < candidates->count; i++) {
		const struct ui_candidate *item = &candidates->items[i];
		struct ui_row *row = ui_rows_add(&dialog->rows, item->text);

		row->value = item->about ? xb_arena_strdup(&dialog->rows.arena, item->about) : NULL;
		row->style = UI_NAME;
	}
	dialog->completing = candidates->count > 0;
	dialog->list.count = dialog->rows.count;
}

void ui_dialog_complete(struct ui_app *app, struct ui_dialog *dialog)
{
	struct ui_candidates candidates = {0};
	bool several;

	ui_field_candidates(&dialog->field, &candidates, &dialog->complete_start);
	several = candidates.count > 1;
	if (ui_field_complete(&dialog->field, &candidates, dialog->complete_start) == UI_FIELD_CHANGED)
		ui_dialog_typed(app, dialog);
	if (several)
		show_candidates(dialog, &candidates);
	ui_candidates_clear(&candidates);
}

/* Is the only one what stands there already? */
static bool is_there(const struct ui_field *field, const struct ui_candidates *candidates, size_t start)
{
	size_t length = field->cursor - start;

	return candidates->count == 1 && strlen(candidates->items[0].text) == length &&
	       memcmp(candidates->items[0].text, field->text + start, length) == 0;
}

/* Those for the text as it is now, where there is more to choose. */
static void renew(struct ui_dialog *dialog)
{
	struct ui_candidates candidates = {0};

	ui_field_candidates(&dialog->field, &candidates, &dialog->complete_start);
	if (is_there(&dialog->field, &candidates, dialog->complete_start))
		ui_dialog_stop_completing(dialog);
	else
		show_candidates(dialog, &candidates);
	ui_candidates_clear(&candidates);
}

/* More of the word, or less. */
static bool is_of_word(int key)
{
	return key == UI_KEY_BACKSPACE || key == 127 || key == UI_CTRL('H') || !ui_text_is_control(key);
}

void ui_dialog_take_candidate(struct ui_app *app, struct ui_dialog *dialog)
{
	ui_field_put(&dialog->field, dialog->complete_start,
		     dialog->rows.items[dialog->list.selected].name);
	ui_dialog_stop_completing(dialog);
	ui_dialog_typed(app, dialog);
}

/* Tab goes round; the others stop at the ends. */
static bool walk(struct ui_dialog *dialog, int key)
{
	struct ui_list *list = &dialog->list;
	long rows = list->rows ? (long)list->rows : 1;
	const struct {
		int key;
		long by;
	} steps[] = {{UI_KEY_TAB, list->selected + 1 < list->count ? 1 : -(long)list->count},
		     {UI_KEY_DOWN, 1},
		     {UI_CTRL('N'), 1},
		     {UI_KEY_UP, -1},
		     {UI_CTRL('P'), -1},
		     {UI_KEY_PAGE_DOWN, rows},
		     {UI_KEY_PAGE_UP, -rows}};

	for (size_t i = 0; i < XB_COUNT(steps); i++) {
		if (steps[i].key != key)
			continue;
		ui_list_move(list, steps[i].by, ui_rows_selectable, &dialog->rows);
		return true;
	}
	return false;
}

void ui_dialog_complete_key(struct ui_app *app, struct ui_dialog *dialog,
			    const struct ui_event *event)
{
	if (event->key == UI_KEY_ENTER || event->key == '\n') {
		ui_dialog_take_candidate(app, dialog);
	} else if (walk(dialog, event->key)) {
		return;
	} else if (ui_field_key(&dialog->field, event) == UI_FIELD_CHANGED) {
		ui_dialog_typed(app, dialog);
		if (is_of_word(event->key))
			renew(dialog);
		else
			ui_dialog_stop_completing(dialog);
	} else {
		ui_dialog_stop_completing(dialog);
	}
}

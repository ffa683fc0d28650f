/* SPDX-License-Identifier: MIT */
/* Letters that are typed at choices: those that have all the words stay. */
#include "ui/dialog.h"

#include <limits.h>
#include <string.h>

#include "ui/find.h"
#include "ui/text.h"

/* How well ROW fits what was TYPED, found at PLACE of its texts: the name itself, one that begins so, one
 * that has it, the help. */
static int distance(const struct ui_row *row, const char *typed, int place)
{
	if (strcmp(row->name, typed) == 0)
		return 0;
	return strncmp(row->name, typed, strlen(typed)) == 0 ? 1 : 2 + place;
}

/* The rows of ALL that have the words of the filter; their texts stay ALL's. The nearest is selected. */
static void keep_matching(struct ui_dialog *dialog)
{
	struct ui_words words;
	int least = INT_MAX;

	dialog->list = (struct ui_list){0};
	ui_words_split(&words, dialog->filter.data);
	for (size_t i = 0; i < dialog->all.count; i++) {
		const struct ui_row *row = &dialog->all.items[i];
		const char *texts[] = {row->name, row->value ? row->value : "", NULL};
		int place = ui_words_match(&words, texts), far;

		if (place < 0)
			continue;
		far = distance(row, dialog->filter.data, place);
		if (far < least)
			dialog->list.selected = dialog->rows.count;
		least = far < least ? far : least;
		*ui_rows_add(&dialog->rows, "") = *row;
	}
	dialog->list.count = dialog->rows.count;
	ui_words_clear(&words);
}

static void filter(struct ui_dialog *dialog)
{
	if (!dialog->all.count)
		dialog->all = dialog->rows;
	else
		ui_rows_clear(&dialog->rows);
	dialog->rows = (struct ui_rows){0};
	keep_matching(dialog);
}

/* The place among ALL of the row that is selected; it is the same text there. */
static size_t place_in_all(const struct ui_dialog *dialog)
{
	size_t selected = dialog->list.selected;

	for (size_t i = 0; selected < dialog->rows.count && i < dialog->all.count; i++)
		if (dialog->all.items[i].name == dialog->rows.items[selected].name)
			return i;
	return 0;
}

void ui_dialog_unfilter(struct ui_dialog *dialog)
{
	size_t selected = place_in_all(dialog);

	xb_buf_clear(&dialog->filter);
	if (!dialog->all.count)
		return;
	ui_rows_clear(&dialog->rows);
	dialog->rows = dialog->all;
	dialog->all = (struct ui_rows){0};
	dialog->list = (struct ui_list){.count = dialog->rows.count, .selected = selected};
}

static void take_last_back(struct ui_dialog *dialog)
{
	dialog->filter.length = ui_text_previous(dialog->filter.data, dialog->filter.length);
	dialog->filter.data[dialog->filter.length] = '\0';
	if (dialog->filter.length)
		filter(dialog);
	else
		ui_dialog_unfilter(dialog);
}

bool ui_dialog_filter_key(struct ui_dialog *dialog, int key)
{
	bool back = key == UI_KEY_BACKSPACE || key == UI_CTRL('H') || key == 127;
	char text[UI_UTF8_BYTES];
	size_t length = back || ui_text_is_control(key) ? 0 : ui_text_encode(key, text);

	if (back && dialog->filter.length)
		take_last_back(dialog);
	else if (key == UI_CTRL('U') && dialog->filter.length)
		ui_dialog_unfilter(dialog);
	else if (!length)
		return false;
	if (!length)
		return true;
	xb_buf_add(&dialog->filter, text, length);
	filter(dialog);
	return true;
}

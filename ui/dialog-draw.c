/* SPDX-License-Identifier: MIT */
/* Where the parts of a dialog go, and drawing them. */
#include "ui/dialog.h"

#include <string.h>

#include "ui/app.h"
#include "ui/find.h"

static int put_lines(struct ui_screen *screen, struct ui_area area, int row, enum ui_style style,
		     const char *text)
{
	const char *line;
	size_t length;

	while (text && row < area.rows && ui_wrap(screen->utf8, &text, area.cols, &line, &length))
		ui_put(screen, area, row++, 0, area.cols, style, line, length);
	return row;
}

/* Those that a filter leaves take no less room than all. */
static const struct ui_rows *all_rows(const struct ui_dialog *dialog)
{
	return dialog->all.count ? &dialog->all : &dialog->rows;
}

/* How wide the choices are: the value, two blanks, and the longest line of help. */
static int choices_width(const struct ui_dialog *dialog, bool utf8, int *names)
{
	const struct ui_rows *rows = all_rows(dialog);
	int width = 0;

	*names = 0;
	for (size_t i = 0; i < rows->count; i++) {
		int name = ui_text_width(utf8, rows->items[i].name, SIZE_MAX);

		*names = name > *names ? name : *names;
	}
	for (size_t i = 0; i < rows->count; i++) {
		const char *help = rows->items[i].value;
		int all = *names + (help ? 2 + ui_text_width(utf8, help, SIZE_MAX) : 0);

		width = all > width ? all : width;
	}
	return width + 2; /* the cursor's mark */
}

/* From where on HELP is shown in WIDTH columns: from its begin, or else from what a word of the filter, which the
 * name has not, was found in. */
static const char *help_from(const struct ui_dialog *dialog, bool utf8, const struct ui_row *row, int width)
{
	const char *help = row->value, *from = help;
	struct ui_words words;

	if (!dialog->filter.length || ui_text_width(utf8, help, SIZE_MAX) <= width)
		return help;
	ui_words_split(&words, dialog->filter.data);
	for (size_t i = 0; i < words.count; i++) {
		const char *found = ui_find_text(row->name, words.items[i])
					    ? NULL
					    : ui_find_text(help, words.items[i]);
		size_t end = found ? (size_t)(found - help) + strlen(words.items[i]) : 0;

		if (ui_text_width(utf8, help, end) < width)
			continue;
		while (found > help && found[-1] != ' ')
			found--;
		from = found;
	}
	ui_words_clear(&words);
	return from;
}

static void draw_help(const struct ui_dialog *dialog, struct ui_screen *screen, struct ui_area area,
		      int row, int col, const struct ui_row *item)
{
	const char *from = help_from(dialog, screen->utf8, item, area.cols - col);

	if (from != item->value)
		col += ui_put(screen, area, row, col, area.cols - col, UI_DIALOG,
			      screen->utf8 ? "\u2026" : "...", SIZE_MAX);
	ui_put(screen, area, row, col, area.cols - col, UI_DIALOG, from, SIZE_MAX);
}

static void draw_choices(const struct ui_dialog *dialog, struct ui_screen *screen, struct ui_area area,
			 int row, int rows)
{
	int names, most = area.cols - 2;

	choices_width(dialog, screen->utf8, &names);
	for (size_t i = 0; i < all_rows(dialog)->count; i++)
		if (all_rows(dialog)->items[i].value)
			most = area.cols / 2;
	if (names > most)
		names = most;
	for (int i = 0; i < rows && dialog->list.top + (size_t)i < dialog->rows.count; i++) {
		size_t index = dialog->list.top + (size_t)i;
		const struct ui_row *item = &dialog->rows.items[index];
		bool selected = index == dialog->list.selected;

		ui_put(screen, area, row + i, 0, 1, UI_DIALOG, selected ? ">" : " ", 1);
		ui_put(screen, area, row + i, 2, names, item->style, item->name, SIZE_MAX);
		if (item->value)
			draw_help(dialog, screen, area, row + i, names + 4, item);
		if (selected) {
			ui_lay(screen, area, row + i, 0, area.cols, UI_GROUND_SELECTED);
			screen->cursor_row = area.row + row + i;
			screen->cursor_col = area.col + 2;
		}
	}
	ui_put_more(screen, (struct ui_area){area.row + row, area.col, rows, area.cols + 1},
		    dialog->list.top > 0,
		    rows > 0 && dialog->list.top + (size_t)rows < dialog->rows.count);
}

/* What was typed at the choices, and that none has it. */
static void draw_filter(const struct ui_dialog *dialog, struct ui_screen *screen, struct ui_area area,
			int row)
{
	int col = ui_put(screen, area, row, 0, area.cols, UI_DIALOG, "filter: ", SIZE_MAX);

	ui_fill(screen, area, row, col, area.cols - col, UI_FIELD);
	col += ui_put(screen, area, row, col, area.cols - col, UI_FIELD, dialog->filter.data, SIZE_MAX);
	screen->cursor_row = area.row + row;
	screen->cursor_col = area.col + (col < area.cols ? col : area.cols - 1);
	if (!dialog->rows.count)
		ui_put(screen, area, row + 1, 2, area.cols - 2, UI_WARNING, "nothing has all these words",
		       SIZE_MAX);
}

/* Where an answer stands: a line below the first one, and its columns. */
struct spot {
	int line, col, width;
};
enum { ANSWERS_MAX = 8 };

/* The answers side by side, in as many lines as it takes; returns those. */
static int place_answers(const struct ui_dialog *dialog, int width, struct spot spots[ANSWERS_MAX])
{
	int col = 0, line = 0;

	if (!dialog->answers)
		return 0;
	for (size_t i = 0; i < ANSWERS_MAX && dialog->answers[i].key; i++) {
		int columns = 2 + ui_text_width(true, dialog->answers[i].label, SIZE_MAX);

		if (col && col + columns > width) {
			line++;
			col = 0;
		}
		spots[i] = (struct spot){line, col, columns};
		col += columns + 3;
	}
	return line + 1;
}

static void draw_answers(const struct ui_dialog *dialog, struct ui_screen *screen,
			 struct ui_area area, int row)
{
	struct spot spots[ANSWERS_MAX];

	if (!place_answers(dialog, area.cols, spots))
		return;
	for (size_t i = 0; i < ANSWERS_MAX && dialog->answers[i].key; i++) {
		const char key = (char)dialog->answers[i].key;
		int line = row + spots[i].line, col = spots[i].col;

		ui_put(screen, area, line, col, 1, UI_KEY, &key, 1);
		ui_put(screen, area, line, col + 2, area.cols - col - 2, UI_DIALOG,
		       dialog->answers[i].label, SIZE_MAX);
	}
	screen->cursor_row = area.row + row;
	screen->cursor_col = area.col;
}

/* LEAST wins where there is less room than that. */
static int clamp(int value, int least, int most)
{
	if (value > most)
		value = most;
	return value < least ? least : value;
}

/* The room that the parts of the dialog get. */
struct extent {
	int width, text, choices, rows;
};

enum { VERDICT_ROWS = 3, FEWEST_CHOICES = 4, MOST_CANDIDATES = 12 };
enum { TORN = 3 };

/* A long verdict takes from the text above the field, not the other way round. */
static int verdict_rows(const struct ui_dialog *dialog, bool utf8, int width)
{
	int rows = (int)ui_count_lines(utf8, dialog->verdict.data, width);

	return rows > VERDICT_ROWS ? rows : VERDICT_ROWS;
}

static int width_of(const struct ui_dialog *dialog, const struct ui_screen *screen)
{
	int names, wanted = dialog->has_field ? 64 : 40;

	if (all_rows(dialog)->count) {
		int width = choices_width(dialog, screen->utf8, &names);

		wanted = width > wanted ? width : wanted;
	}
	if (dialog->text.length && wanted < 60)
		wanted = 60;
	return clamp(wanted, 30, screen->cols - 6);
}

/* What the frame takes, the keys below it, and what stays free above and below on screens that are not low. */
static int around(int rows)
{
	return rows < 16 ? 3 : rows < UI_ROWS_TALL ? 4 : 6;
}

/* How many choices there should be room for: candidates are in the place of the verdict. */
static int wanted_choices(const struct ui_dialog *dialog)
{
	int count = (int)all_rows(dialog)->count;

	return dialog->completing ? clamp(count, VERDICT_ROWS, MOST_CANDIDATES) : count;
}

/* The lines of what is typed into, and what is said of it. */
static int field_rows(const struct ui_dialog *dialog, bool utf8, int width)
{
	if (!dialog->has_field)
		return dialog->filter.length > 0;
	return dialog->completing ? 1 : 1 + verdict_rows(dialog, utf8, width);
}

/* What one acts on is shown, whatever the screen; then as much of the text as there is room for. */
static struct extent measure(const struct ui_dialog *dialog, const struct ui_screen *screen)
{
	struct extent extent = {.width = width_of(dialog, screen)};
	struct spot spots[ANSWERS_MAX];
	int room = screen->rows - around(screen->rows), count = wanted_choices(dialog);
	int others = field_rows(dialog, screen->utf8, extent.width) +
		     place_answers(dialog, extent.width, spots);
	int text = (int)ui_count_lines(screen->utf8, dialog->text.data, extent.width);

	extent.text = clamp(text, 0, room - others - clamp(count, 0, FEWEST_CHOICES) - 1);
	others += extent.text ? extent.text + 1 : 0;
	extent.choices = clamp(count, 0, room - others);
	extent.rows = clamp(others + extent.choices, 1, room);
	return extent;
}

/* Where everything goes on a screen of this size. */
struct arrangement {
	struct extent extent;
	struct ui_area box, inside;
	int field, choices, answers; /* the first row of each, from the inside's top */
};

static struct arrangement arrange(const struct ui_dialog *dialog, const struct ui_screen *screen)
{
	struct arrangement at = {.extent = measure(dialog, screen)};
	int width = at.extent.width, rows = at.extent.rows;

	at.box = (struct ui_area){(screen->rows - rows - 2) / 2, (screen->cols - width - 4) / 2,
				  rows + 2, width + 4};
	at.inside = (struct ui_area){at.box.row + 1, at.box.col + 2, rows, width};
	at.field = at.extent.text ? at.extent.text + 1 : 0;
	at.choices = at.field + (dialog->has_field || dialog->filter.length);
	at.answers = at.choices + at.extent.choices;
	return at;
}

void ui_dialog_fit(struct ui_dialog *dialog, int rows, int cols, bool utf8)
{
	const struct ui_screen size = {.rows = rows, .cols = cols, .utf8 = utf8};
	struct arrangement at;

	ui_dialog_break_lines(dialog, cols, utf8);
	at = arrange(dialog, &size);
	ui_list_fit(&dialog->list, (size_t)(at.extent.choices > 0 ? at.extent.choices : 0));
	if (dialog->has_field)
		ui_field_fit(&dialog->field, utf8, at.inside.cols);
}

/* Beside a wide box a few columns of the page would be left, torn from their words. */
static void clear_beside(struct ui_screen *screen, struct ui_area box)
{
	int right = box.col + box.cols;

	for (int row = 0; row < box.rows; row++) {
		struct ui_area line = {box.row + row, 0, 1, screen->cols};

		if (box.col <= TORN)
			ui_fill(screen, line, 0, 0, box.col, UI_NORMAL);
		if (screen->cols - right <= TORN)
			ui_fill(screen, line, 0, right, screen->cols - right, UI_NORMAL);
	}
}

void ui_dialog_draw(const struct ui_dialog *dialog, struct ui_screen *screen)
{
	struct arrangement at = arrange(dialog, screen);
	struct ui_area text = at.inside;

	clear_beside(screen, at.box);
	ui_box(screen, at.box, dialog->title, UI_DIALOG);
	text.rows = at.extent.text;
	put_lines(screen, text, 0, UI_DIALOG, dialog->text.data);
	if (dialog->has_field)
		ui_field_draw(&dialog->field, screen, at.inside, at.field, 0, at.inside.cols);
	if (dialog->has_field && !dialog->completing)
		put_lines(screen, at.inside, at.field + 1, dialog->verdict_style,
			  dialog->verdict.data);
	if (dialog->filter.length)
		draw_filter(dialog, screen, at.inside, at.field);
	if (dialog->rows.count)
		draw_choices(dialog, screen, at.inside, at.choices, at.extent.choices);
	draw_answers(dialog, screen, at.inside, at.answers);
}

struct ui_dialog_hit ui_dialog_at(const struct ui_dialog *dialog, const struct ui_app *app, int row, int col)
{
	const struct ui_screen size = {.rows = app->rows, .cols = app->cols, .utf8 = app->utf8};
	struct arrangement at = arrange(dialog, &size);
	struct spot spots[ANSWERS_MAX];
	struct ui_dialog_hit hit = {.choice = dialog->rows.count};
	size_t index;

	row -= at.inside.row;
	col -= at.inside.col;
	index = dialog->list.top + (size_t)(row - at.choices);
	if (row >= at.choices && row < at.choices + at.extent.choices && col >= 0 &&
	    col < at.inside.cols && index < dialog->rows.count)
		hit.choice = index;
	if (!place_answers(dialog, at.inside.cols, spots))
		return hit;
	for (size_t i = 0; i < ANSWERS_MAX && dialog->answers[i].key; i++)
		if (row == at.answers + spots[i].line && col >= spots[i].col &&
		    col < spots[i].col + spots[i].width)
			hit.answer = dialog->answers[i].key;
	return hit;
}

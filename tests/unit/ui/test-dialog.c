/* SPDX-License-Identifier: MIT */
/* The one dialog: its field, its choices and its answers, and how each of them is left. */
#include "unit/ui/front.h"

/* What `done` and `typed` were called with. */
static struct {
	int done, typed, answer;
	bool refuse, opens_another;
	char text[64];
} seen;

static bool note_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	seen.done++;
	seen.answer = answer;
	/* It is off the screen by now. */
	assert_true(app->dialog != dialog);
	if (dialog->has_field)
		snprintf(seen.text, sizeof(seen.text), "%s", dialog->field.text);
	else if (dialog->rows.count)
		snprintf(seen.text, sizeof(seen.text), "%s",
			 dialog->rows.items[dialog->list.selected].name);
	if (seen.refuse)
		ui_dialog_verdict(dialog, UI_ERROR, "it cannot be");
	if (seen.opens_another)
		ui_dialog_open(app, "Another");
	return !seen.refuse;
}

static void note_typed(struct ui_app *app, struct ui_dialog *dialog)
{
	(void)app;
	seen.typed++;
	ui_dialog_verdict(dialog, UI_GOOD, "typed %s", dialog->field.text);
}

static const struct ui_answer yes_no[] = {{'y', "yes"}, {'n', "no"}, {0, NULL}};

static struct ui_dialog *open_field(struct front *front, const char *text)
{
	struct ui_dialog *dialog = ui_dialog_open(front->app, "Title");

	memset(&seen, 0, sizeof(seen));
	ui_dialog_add_field(front->app, dialog, text);
	dialog->done = note_done;
	dialog->typed = note_typed;
	return dialog;
}

static struct ui_dialog *open_choices(struct front *front, size_t count)
{
	struct ui_dialog *dialog = ui_dialog_open(front->app, "Title");

	memset(&seen, 0, sizeof(seen));
	for (size_t i = 0; i < count; i++) {
		char name[16];

		snprintf(name, sizeof(name), "choice %zu", i);
		ui_rows_add(&dialog->rows, name)->value = "its help";
	}
	dialog->list.count = count;
	dialog->done = note_done;
	return dialog;
}

static void a_field_is_typed_into_and_taken(void **state)
{
	struct front front;

	(void)state;
	front_start(&front);
	open_field(&front, "old");
	check_screen(&front, "old");
	front_type(&front, "new");
	check_int("typed", seen.typed, 3);
	check_screen(&front, "typed new");
	front_keys(&front, "Left");
	check_int("a movement types nothing", seen.typed, 3);
	front_keys(&front, "Enter");
	check_int("done", seen.done, 1);
	check_int("no answer", seen.answer, 0);
	check_text("text", seen.text, "new");
	check_text("closed", front_title(&front), "");
	check_text("remembered", front.app->values.items[0], "new");
	front_close(&front);
}

static void what_is_refused_comes_back(void **state)
{
	struct front front;

	(void)state;
	front_start(&front);
	open_field(&front, "");
	seen.refuse = true;
	front_keys(&front, "a Enter");
	check_text("open", front_title(&front), "Title");
	check_screen(&front, "it cannot be");
	seen.refuse = false;
	front_keys(&front, "b Enter");
	check_text("text", seen.text, "ab");
	check_int("done", seen.done, 2);
	check_text("closed", front_title(&front), "");
	front_close(&front);
}

static void another_dialog_may_follow(void **state)
{
	struct front front;

	(void)state;
	front_start(&front);
	open_field(&front, "");
	seen.opens_another = true;
	front_keys(&front, "Enter");
	check_text("the next one", front_title(&front), "Another");
	front_keys(&front, "Esc");
	check_text("nothing below", front_title(&front), "");
	open_field(&front, "");
	seen.opens_another = seen.refuse = true;
	front_keys(&front, "Enter");
	check_text("the one that was refused", front_title(&front), "Title");
	front_keys(&front, "Esc");
	check_text("the other below it", front_title(&front), "Another");
	front_close(&front);
}

static void esc_and_ctrl_c_leave_without_an_answer(void **state)
{
	static const char *const keys[] = {"Esc", "Ctrl-C"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(keys); i++) {
		struct front front;

		front_start(&front);
		open_field(&front, "x");
		front_keys(&front, keys[i]);
		check_text(keys[i], front_title(&front), "");
		open_choices(&front, 3);
		front_keys(&front, keys[i]);
		check_text(keys[i], front_title(&front), "");
		ui_dialog_ask(front.app, "Ask", yes_no, note_done);
		front_keys(&front, keys[i]);
		check_text(keys[i], front_title(&front), "");
		check_int(keys[i], seen.done, 0);
		check_bool("the program goes on", front.app->done, false);
		front_close(&front);
	}
}

static void answers_take_their_letter_and_no_other_key(void **state)
{
	static const struct {
		const char *keys;
		int answer;
	} rows[] = {{"y", 'y'}, {"Y", 'y'}, {"n", 'n'}, {"x q Enter Space Down 1 n", 'n'}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		front_start(&front);
		memset(&seen, 0, sizeof(seen));
		ui_dialog_say(ui_dialog_ask(front.app, "Ask", yes_no, note_done), "Sure?");
		check_screen(&front, "Sure?");
		check_screen(&front, "y yes   n no");
		front_keys(&front, rows[i].keys);
		check_int(rows[i].keys, seen.answer, rows[i].answer);
		check_int(rows[i].keys, seen.done, 1);
		check_text(rows[i].keys, front_title(&front), "");
		front_close(&front);
	}
}

static void choices_are_moved_through(void **state)
{
	static const struct {
		const char *keys, *want;
	} rows[] = {
		{"Enter", "choice 0"},		 {"Down Enter", "choice 1"},
		{"Down Ctrl-N Ctrl-P Space", "choice 1"},	 {"End Enter", "choice 39"},
		{"End Home Enter", "choice 0"},	 {"Up Enter", "choice 0"},
		{"End Down Enter", "choice 39"}, {"PgDn PgUp Enter", "choice 0"},
		{"Tab Enter", "choice 0"},
		/* Letters leave those that have them. */
		{"1 7 Enter", "choice 17"},	 {"3 Down Down Enter", "choice 23"},
		{"Down Down 1 Enter", "choice 1"}, {"1 7 Backspace Down Enter", "choice 10"},
		{"1 7 Esc Down Enter", "choice 18"}, {"C Space 2 5 Enter", "choice 25"},
		{"z Enter Backspace Enter", "choice 0"}, {"z Ctrl-U Down Enter", "choice 1"},
		{"H E L P End Enter", "choice 39"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		front_start(&front);
		open_choices(&front, 40);
		show(front.app, &front.screen);
		front_keys(&front, rows[i].keys);
		check_text(rows[i].keys, seen.text, rows[i].want);
		check_text(rows[i].keys, front_title(&front), "");
		front_close(&front);
	}
}

static void a_filter_is_shown_and_left_first(void **state)
{
	static const int sizes[][2] = {{24, 80}, {12, 40}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(sizes); i++) {
		struct front front;

		front_start(&front);
		front_resize(&front, sizes[i][0], sizes[i][1]);
		open_choices(&front, 40);
		front_type(&front, "39");
		check_screen(&front, "filter: 39");
		check_screen(&front, "choice 39");
		check_hidden(&front, "choice 3  ");
		front_type(&front, "9");
		check_screen(&front, "nothing has all these words");
		front_keys(&front, "Up Down Home End PgDn Enter");
		check_text("there is nothing to take", front_title(&front), "Title");
		front_keys(&front, "Esc");
		check_hidden(&front, "filter:");
		check_screen(&front, "choice 1");
		front_keys(&front, "Esc");
		check_text("left", front_title(&front), "");
		check_int("done", seen.done, 0);
		front_close(&front);
	}
}

/* What a word was found in is in view, however long its help is. */
static void what_was_found_is_in_view(void **state)
{
	static const int sizes[][2] = {{24, 80}, {12, 40}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(sizes); i++) {
		struct front front;
		struct ui_dialog *dialog;

		front_start(&front);
		front_resize(&front, sizes[i][0], sizes[i][1]);
		dialog = open_choices(&front, 40);
		dialog->rows.items[7].value = "a line of help with more words than there is room for on the "
					      "screen, and the needle at its very end";
		check_hidden(&front, "needle");
		front_type(&front, "Need");
		check_screen(&front, "> choice 7");
		check_screen(&front, "\u2026needle");
		front_keys(&front, "Esc");
		check_hidden(&front, "needle");
		front_close(&front);
	}
}

/* Words of a sentence, by what stands behind the last blank. */
static size_t complete_words(void *context, const char *text, size_t length,
			     struct ui_candidates *candidates)
{
	static const char *const words[] = {"alpha", "alto", "beta", "gamma"};
	size_t start = length;

	(void)context;
	while (start && text[start - 1] != ' ')
		start--;
	for (size_t i = 0; i < XB_COUNT(words); i++)
		if (strncmp(words[i], text + start, length - start) == 0)
			ui_candidates_add(candidates, words[i], "its help");
	return start;
}

static void candidates_are_walked_through(void **state)
{
	static const struct {
		const char *keys, *text, *title; /* what is taken in the end, or stands in the field */
	} rows[] = {
		{"b Tab Enter", "beta", ""},
		{"a Tab Enter Enter", "alpha", ""},
		{"a Tab Tab Enter Enter", "alto", ""},
		{"a Tab Tab Tab Enter Enter", "alpha", ""},
		{"Tab Down Down Up Enter Enter", "alto", ""},
		{"Tab End Enter", "", ""}, /* the editor's: they are gone */
		{"Tab PgDn Enter Enter", "gamma", ""},
		{"Tab a l t Enter Enter", "alto", ""},
		{"Tab a Backspace Tab Enter Enter", "alto", ""},
		{"a Tab Esc Enter", "al", ""},
		{"Tab x Enter", "x", ""},
		{"x Space g Tab Enter", "x gamma", ""},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		front_start(&front);
		open_field(&front, "")->field.complete = complete_words;
		front_keys(&front, rows[i].keys);
		check_text(rows[i].keys, seen.text, rows[i].text);
		check_text(rows[i].keys, front_title(&front), rows[i].title);
		front_close(&front);
	}
}

static void candidates_stand_in_place_of_the_verdict(void **state)
{
	static const int sizes[][2] = {{24, 80}, {12, 40}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(sizes); i++) {
		struct front front;

		front_start(&front);
		front_resize(&front, sizes[i][0], sizes[i][1]);
		open_field(&front, "")->field.complete = complete_words;
		front_keys(&front, "a Tab");
		check_screen(&front, "alpha  its help");
		check_hidden(&front, "typed al");
		check_hidden(&front, "beta");
		front_keys(&front, "Esc");
		check_screen(&front, "typed al");
		check_hidden(&front, "alpha");
		check_text("still open", front_title(&front), "Title");
		front_keys(&front, "Tab");
		front_mouse(&front, UI_MOUSE_WHEEL_DOWN, 5, 5);
		front_keys(&front, "Enter");
		check_screen(&front, "typed alto");
		front_keys(&front, "Ctrl-U a Tab");
		front_mouse(&front, UI_MOUSE_DOUBLE, front.screen.cursor_row + 1,
			    front.screen.cursor_col);
		check_screen(&front, "typed alto");
		front_close(&front);
	}
}

static void the_wheel_moves_and_the_page_below_stays(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	open_choices(&front, 5);
	front_mouse(&front, UI_MOUSE_WHEEL_DOWN, 10, 10);
	front_mouse(&front, UI_MOUSE_WHEEL_DOWN, 10, 10);
	front_mouse(&front, UI_MOUSE_WHEEL_UP, 10, 10);
	front_mouse(&front, UI_MOUSE_CLICK, 5, 5);
	front_keys(&front, "Enter");
	check_text("wheel", seen.text, "choice 1");
	check_text("page", front_selected(&front), "Most needed");
	front_close(&front);
}

static void all_answers_are_in_view_where_it_is_narrow(void **state)
{
	static const struct ui_answer long_ones[] = {
		{'o', "overwrite it"}, {'r', "take what is there now"}, {'c', "cancel"}, {0, NULL}};
	struct front front;

	(void)state;
	front_start(&front);
	front_resize(&front, 12, 40);
	ui_dialog_say(ui_dialog_ask(front.app, "Ask", long_ones, note_done), "A question of %s.",
		      "more words than one line has room for, and then some more of them");
	check_screen(&front, "o overwrite it");
	check_screen(&front, "r take what is there now");
	check_screen(&front, "c cancel");
	front_resize(&front, 24, 80);
	check_screen(&front, "o overwrite it   r take what is there now   c cancel");
	front_close(&front);
}

/* A list of one item and a text alone. */
static void small_dialogs_can_be_left(void **state)
{
	struct front front;

	(void)state;
	front_start(&front);
	ui_dialog_say(ui_dialog_open(front.app, "Text"), "Only this.");
	check_screen(&front, "Only this.");
	front_keys(&front, "x Down Enter");
	check_text("closed", front_title(&front), "");
	front_close(&front);
}

/* On any screen the selected choice, the field with its verdict and the answers are in the box. */
static void what_is_asked_is_in_view_on_any_screen(void **state)
{
	static const int sizes[][2] = {{12, 40}, {12, 200}, {24, 80}, {60, 40}, {13, 41}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(sizes); i++) {
		for (int what = 0; what < 3; what++) {
			struct front front;
			struct ui_dialog *dialog;

			front_start(&front);
			front_resize(&front, sizes[i][0], sizes[i][1]);
			dialog = what == 0   ? open_field(&front, "typed-here")
				 : what == 1 ? open_choices(&front, 40)
					     : ui_dialog_ask(front.app, "Ask", yes_no, note_done);
			for (int line = 0; line < 30; line++)
				ui_dialog_say(dialog, "A paragraph with number %d of many words.\n", line);
			if (what == 0)
				ui_dialog_verdict(dialog, UI_ERROR, "the verdict");
			check_screen(&front, what == 0 ? "typed-here" : what == 1 ? "choice 0" : "y yes");
			if (what == 0)
				check_screen(&front, "the verdict");
			check_bool("cursor", front.screen.cursor_row < sizes[i][0] - 1 &&
				   front.screen.cursor_col < sizes[i][1] - 1, true);
			if (what == 1)
				front_keys(&front, "End");
			check_screen(&front, what == 0 ? "typed-here" : what == 1 ? "choice 39" : "y yes");
			front_close(&front);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_field_is_typed_into_and_taken),
		in_folder(what_is_refused_comes_back),
		in_folder(another_dialog_may_follow),
		in_folder(esc_and_ctrl_c_leave_without_an_answer),
		in_folder(answers_take_their_letter_and_no_other_key),
		in_folder(choices_are_moved_through),
		in_folder(a_filter_is_shown_and_left_first),
		in_folder(what_was_found_is_in_view),
		in_folder(candidates_are_walked_through),
		in_folder(candidates_stand_in_place_of_the_verdict),
		in_folder(the_wheel_moves_and_the_page_below_stays),
		in_folder(all_answers_are_in_view_where_it_is_narrow),
		in_folder(small_dialogs_can_be_left),
		in_folder(what_is_asked_is_in_view_on_any_screen),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The bar of keys: what it names, in pages and in dialogs; clicks; and what Esc, F1 and F9 do anywhere. */
#include "ui/keybar.h"
#include "unit/ui/front.h"

/* Where the bar has TEXT, whole; NULL: nowhere. */
static const struct ui_key_hint *find_hint(const struct front *front, const char *text)
{
	static struct ui_key_hint hints[UI_KEYBAR_MAX];
	struct ui_layout layout;
	size_t count;

	ui_app_layout(front->app, front->app->rows, front->app->cols, &layout);
	count = ui_keybar_layout(front->app, layout.keys, hints);
	for (size_t i = 0; i < count; i++) {
		assert_true(hints[i].row < layout.keys.rows);
		assert_true(hints[i].col + hints[i].width <= layout.keys.cols);
		if (strcmp(hints[i].text, text) == 0)
			return &hints[i];
	}
	return NULL;
}

#define check_hint(front, text, want) check_bool(text, find_hint(front, text) != NULL, want)

static void click_hint(struct front *front, const char *text)
{
	const struct ui_key_hint *hint = find_hint(front, text);
	struct ui_layout layout;

	if (!hint)
		fail_msg("the bar has no %s", text);
	ui_app_layout(front->app, front->app->rows, front->app->cols, &layout);
	front_mouse(front, UI_MOUSE_CLICK, layout.keys.row + hint->row,
		    layout.keys.col + hint->col + hint->width - 1);
}

/* ---- What works now ----------------------------------------------------------------------------- */

static void only_what_works_now_is_named(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	check_hint(&front, "open", true);
	check_hint(&front, "back", false);
	check_hint(&front, "undo", false);
	check_hint(&front, "redo", false);
	check_hint(&front, "save", false);
	check_hint(&front, "change", false);
	check_hint(&front, "quit", true);
	front_jump(&front, "xen.options.vwfi");
	check_hint(&front, "back", true);
	check_hint(&front, "change", true);
	check_hint(&front, "unset", true);
	check_hint(&front, "revert", false);
	front_keys(&front, "x");
	check_hint(&front, "undo", true);
	check_hint(&front, "save", true);
	check_hint(&front, "revert", true);
	check_hint(&front, "unset", false);
	front_keys(&front, "u");
	check_hint(&front, "undo", false);
	check_hint(&front, "redo", true);
	check_hint(&front, "save", false);
	front_close(&front);
}

static void a_page_does_not_name_its_own_key(void **state)
{
	static const struct {
		const char *key, *hint;
	} rows[] = {{"b", "build"}, {"!", "problems"}, {"m", "map"},
		    {"p", "preview"}, {"D", "diff"},   {"?", "help"}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		front_open_small(&front);
		front_resize(&front, 24, 200);
		check_hint(&front, rows[i].hint, true);
		front_keys(&front, rows[i].key);
		check_hint(&front, rows[i].hint, false);
		front_close(&front);
	}
}

static void words_of_pages_depend_on_the_row(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "b");
	check_hint(&front, "write", true);
	ui_app_set(front.app, "xen.options.dom0_mem", "5G");
	front_keys(&front, "Esc b");
	check_hint(&front, "write", false);
	check_hint(&front, "open", false);
	front_keys(&front, "Esc m");
	front_find_row(&front, "free");
	check_hint(&front, "address", false);
	front_find_row(&front, "dom0 kernel");
	check_hint(&front, "address", true);
	front_keys(&front, "o");
	front_find_row(&front, "rpi4-yocto");
	check_hint(&front, "copy", true);
	check_hint(&front, "rename", false);
	check_hint(&front, "delete", false);
	front_close(&front);
}

static void a_list_of_profiles_alone_needs_one_to_do_more(void **state)
{
	struct front front;

	(void)state;
	front_start(&front);
	ui_app_push(front.app, &ui_page_profiles, NULL);
	check_hint(&front, "new", true);
	check_hint(&front, "map", false);
	check_hint(&front, "save", false);
	check_hint(&front, "back", false);
	front_keys(&front, "h Left");
	assert_ptr_equal(front_page(&front), &ui_page_profiles);
	front_close(&front);
}

/* ---- Dialogs ------------------------------------------------------------------------------------ */

static void a_dialog_names_its_own_keys(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.dom0_mem");
	front_keys(&front, "Enter");
	check_hint(&front, "take it", true);
	check_hint(&front, "cancel", true);
	check_hint(&front, "help", true);
	check_hint(&front, "problems", true);
	check_hint(&front, "earlier values", false);
	check_hint(&front, "map", false);
	front_keys(&front, "2 5 6 M Enter Enter");
	check_hint(&front, "earlier values", true);
	check_hint(&front, "complete", false);
	front_keys(&front, "Esc");
	front_jump(&front, "xen.file");
	front_keys(&front, "Enter");
	check_hint(&front, "complete", true);
	front_keys(&front, "Esc");
	front_jump(&front, "xen.options.vwfi");
	front_keys(&front, "Enter");
	check_hint(&front, "choose", true);
	check_hint(&front, "take it", false);
	front_keys(&front, "Esc q");
	check_hint(&front, "yes", true);
	check_hint(&front, "no", true);
	check_hint(&front, "choose", false);
	front_close(&front);
}

static void a_click_is_the_key(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	click_hint(&front, "map");
	assert_ptr_equal(front_page(&front), &ui_page_map);
	click_hint(&front, "back");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	front_jump(&front, "xen.options.vwfi");
	click_hint(&front, "change");
	check_bool("changed", xb_draft_is_changed(front.app->draft), true);
	click_hint(&front, "undo");
	check_bool("undone", xb_draft_is_changed(front.app->draft), false);
	click_hint(&front, "open");
	check_text("open", front_title(&front), "vwfi");
	click_hint(&front, "cancel");
	check_text("closed", front_title(&front), "");
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	click_hint(&front, "quit");
	check_text("asked", front_title(&front), "Unsaved changes");
	click_hint(&front, "cancel");
	check_bool("done", front.app->done, false);
	click_hint(&front, "quit");
	click_hint(&front, "no");
	check_bool("done", front.app->done, true);
	front_close(&front);
}

static void a_low_screen_has_one_line_of_keys(void **state)
{
	struct front front;
	struct ui_layout layout;

	(void)state;
	front_open_small(&front);
	front_resize(&front, 19, 80);
	ui_app_layout(front.app, 19, 80, &layout);
	check_int("keys", layout.keys.rows, 1);
	check_hint(&front, "open", true);
	check_hint(&front, "quit", false);
	ui_app_layout(front.app, 20, 80, &layout);
	check_int("keys", layout.keys.rows, 2);
	front_close(&front);
}

/* ---- Over dialogs ------------------------------------------------------------------------------- */

static void help_and_problems_are_shown_over_a_dialog(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.dom0_mem", "5G");
	front_jump(&front, "xen.options.vwfi");
	front_keys(&front, "E x");
	front_keys(&front, "F9");
	check_text("problems", front_title(&front), "Problems");
	check_screen(&front, "dom0_mem=5G");
	check_hint(&front, "close", true);
	/* One takes the place of the other. */
	front_keys(&front, "F1 F9 F1");
	check_screen(&front, "Who handles a guest's wait");
	front_keys(&front, "Down Up PgDn Esc");
	check_text("back", front_title(&front), "vwfi");
	check_text("as it was", front.app->dialog->field.text, "x");
	front_keys(&front, "F9 Enter");
	check_text("as it was", front.app->dialog->field.text, "x");
	check_bool("one dialog", front.app->dialog->below == NULL, true);
	front_close(&front);
}

static void a_question_has_problems_but_no_help(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "Esc");
	check_text("asked", front_title(&front), "Quit");
	check_hint(&front, "help", false);
	front_keys(&front, "F1");
	check_text("still", front_title(&front), "Quit");
	front_keys(&front, "F9");
	check_text("problems", front_title(&front), "Problems");
	front_keys(&front, "Esc");
	check_text("back", front_title(&front), "Quit");
	front_close(&front);
}

/* ---- Esc on the first page ---------------------------------------------------------------------- */

static void esc_on_the_first_page_asks(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "Esc");
	check_screen(&front, "Leave xenboot?");
	front_keys(&front, "Esc");
	check_text("closed", front_title(&front), "");
	front_keys(&front, "Esc n");
	check_bool("done", front.app->done, false);
	front_keys(&front, "Esc y");
	check_bool("done", front.app->done, true);
	front_close(&front);
	front_start(&front);
	ui_app_push(front.app, &ui_page_profiles, NULL);
	front_keys(&front, "Esc");
	check_screen(&front, "Leave xenboot?");
	front_keys(&front, "n");
	assert_ptr_equal(front_page(&front), &ui_page_profiles);
	check_bool("done", front.app->done, false);
	front_keys(&front, "Esc y");
	check_bool("done", front.app->done, true);
	front_close(&front);
}

static void what_is_unsaved_is_asked_about_once(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_keys(&front, "Esc");
	check_text("asked", front_title(&front), "Unsaved changes");
	front_keys(&front, "n");
	check_bool("done", front.app->done, true);
	front_close(&front);
}

/* ---- The status line ---------------------------------------------------------------------------- */

static void counts_stay_beside_a_long_message(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.dom0_mem", "5G");
	ui_app_say(front.app, UI_NORMAL, "short");
	check_screen(&front, " ! 1 error  i ");
	check_screen(&front, "short");
	ui_app_say(front.app, UI_NORMAL, "%s",
		   "a message of so many words that the counts beside it are told in short, and more");
	check_screen(&front, " !1 i");
	check_screen(&front, "a message of so many words");
	front_keys(&front, "Down");
	check_screen(&front, " ! 1 error  i ");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(only_what_works_now_is_named),
		in_folder(a_page_does_not_name_its_own_key),
		in_folder(words_of_pages_depend_on_the_row),
		in_folder(a_list_of_profiles_alone_needs_one_to_do_more),
		in_folder(a_dialog_names_its_own_keys),
		in_folder(a_click_is_the_key),
		in_folder(a_low_screen_has_one_line_of_keys),
		in_folder(help_and_problems_are_shown_over_a_dialog),
		in_folder(a_question_has_problems_but_no_help),
		in_folder(esc_on_the_first_page_asks),
		in_folder(what_is_unsaved_is_asked_about_once),
		in_folder(counts_stay_beside_a_long_message),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

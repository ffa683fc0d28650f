/* SPDX-License-Identifier: MIT */
/* What goes wrong costs nothing: profiles that cannot be opened, work that was put off, files that are there
 * already, menus that are there no more. */
#include <sys/stat.h>

#include "unit/ui/front.h"

/* ---- Opening ------------------------------------------------------------------------------------ */

/* A profile is called BAD and is a folder. */
static void open_bad(struct front *front)
{
	front_keys(front, "o");
	front_select(front, UI_SUBJECT_PROFILE, "bad");
	check_text("row", front_selected(front), "bad");
	front_keys(front, "Enter");
}

static void what_cannot_be_opened_changes_nothing(void **state)
{
	struct front front;

	(void)state;
	assert_int_equal(mkdir("home", 0700) | mkdir("home/profiles", 0700) |
			 mkdir("home/profiles/bad.yaml", 0700), 0);
	front_open_small(&front);
	open_bad(&front);
	check_contains("said", front_message(&front), "bad.yaml");
	check_u64("no error of this profile", xb_session_diags(front.session)->errors, 0);
	check_text("value", front_value(&front, "xen.options.vwfi"), "native");
	front_edit(&front, "xen.options.vwfi", "trap");
	open_bad(&front);
	check_text("asked", front_title(&front), "Unsaved changes");
	front_keys(&front, "n");
	check_text("still there", front_value(&front, "xen.options.vwfi"), "trap");
	/* So is its journal. */
	front_hang_up(&front);
	front_open(&front, "p.yaml");
	check_text("offered", front_title(&front), "Unsaved work was found");
	front_keys(&front, "y");
	check_text("recovered", front_value(&front, "xen.options.vwfi"), "trap");
	front_close(&front);
}

static void another_profile_in_place_of_unsaved_changes(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_edit(&front, "xen.options.vwfi", "trap");
	front_keys(&front, "o");
	front_select(&front, UI_SUBJECT_PROFILE, "rpi4-yocto");
	front_keys(&front, "Enter n");
	check_text("open", xb_draft_name(front.app->draft), "rpi4-yocto");
	front_hang_up(&front);
	front_open(&front, "p.yaml");
	check_text("given up on purpose", front_title(&front), "");
	front_close(&front);
}

static void work_put_off_is_offered_again(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_edit(&front, "xen.options.dom0_mem", "600M");
	front_hang_up(&front);
	front_open(&front, "p.yaml");
	front_keys(&front, "Esc");
	front_edit(&front, "xen.options.vwfi", "trap");
	front_keys(&front, "q n");
	assert_true(front.app->done);
	front_hang_up(&front);
	front_open(&front, "p.yaml");
	check_text("offered", front_title(&front), "Unsaved work was found");
	front_keys(&front, "y");
	check_text("the older", front_value(&front, "xen.options.dom0_mem"), "600M");
	check_text("not the other", front_value(&front, "xen.options.vwfi"), "native");
	front_close(&front);
}

/* ---- Building ----------------------------------------------------------------------------------- */

static void an_export_asks_before_it_replaces(void **state)
{
	struct front front;

	(void)state;
	folder_write("there.yaml", "mine\n");
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "b x Ctrl-U");
	front_type(&front, "there.yaml");
	front_keys(&front, "Enter");
	check_contains("asked", front_verdict(&front), "there already");
	folder_expect("there.yaml", "mine\n");
	front_keys(&front, "Backspace l Enter");
	check_contains("typing takes it back", front_verdict(&front), "there already");
	folder_expect("there.yaml", "mine\n");
	front_keys(&front, "Enter");
	check_contains("written", front_message(&front), "xenboot build ./there.yaml");
	front_close(&front);
}

/* ---- The list of choices begins where the value is ---------------------------------------------- */

static void choices_begin_at_what_is_set(void **state)
{
	static const struct {
		const char *key, *value, *row;
	} rows[] = {
		{"xen.options.sync_console", "true", "on"},
		{"xen.options.sync_console", "yes", "on"},
		{"xen.options.sync_console", "no", "off"},
		{"xen.options.sync_console", "0", "off"},
		{"xen.options.sync_console", NULL, "not set"},
		{"xen.options.vwfi", "trap", "trap"},
		{"xen.options.vwfi", "nativ", "another value..."},
		{"xen.options.vwfi", NULL, "not set"},
		{"load.method", "fat", "another value..."},
		{"output.cells", "1", "1"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;
		const struct ui_dialog *dialog;

		front_open_small(&front);
		ui_app_set(front.app, rows[i].key, rows[i].value);
		front_jump(&front, rows[i].key);
		front_keys(&front, "Enter");
		dialog = front.app->dialog;
		check_bool(rows[i].key, dialog && dialog->rows.count, true);
		check_text(rows[i].key, dialog->rows.items[dialog->list.selected].name,
			   rows[i].row);
		front_close(&front);
	}
}

/* Space goes from any word for on to off, and from any for off to nothing. */
static void space_knows_all_words_for_off(void **state)
{
	static const struct {
		const char *value, *next;
	} rows[] = {{"yes", "no"}, {"1", "no"}, {"off", NULL}, {"0", NULL}, {"disable", NULL}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		front_open_small(&front);
		ui_app_set(front.app, "xen.options.sync_console", rows[i].value);
		front_jump(&front, "xen.options.sync_console");
		front_keys(&front, "Space");
		check_text(rows[i].value, front_value(&front, "xen.options.sync_console"),
			   rows[i].next);
		front_close(&front);
	}
}

/* ---- Places ------------------------------------------------------------------------------------- */

static void a_menu_that_is_gone_is_left(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.zork", "1");
	front_jump(&front, "xen.options.zork");
	check_screen(&front, "Xen options > Other");
	front_keys(&front, "x");
	check_hidden(&front, "Other");
	check_screen(&front, " Xen options");
	front_keys(&front, "u");
	front_jump(&front, "xen.options.zork");
	front_keys(&front, "p u");
	assert_true(front_page(&front) == &ui_page_preview);
	front_keys(&front, "Esc");
	check_screen(&front, " Xen options");
	front_close(&front);
}

/* What is looked at on another page is what is marked when one comes back. */
static void the_preview_marks_what_was_looked_at_last(void **state)
{
	struct front front;
	const struct ui_page *page;
	bool marked = false;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_jump(&front, "xen.options.vwfi");
	front_keys(&front, "p m");
	front_select(&front, UI_SUBJECT_REGION, "dom0.kernel.address");
	front_keys(&front, "Down Up Left");
	check_screen(&front, "dom0.kernel.address makes");
	page = ui_app_page(front.app);
	for (size_t i = 0; i < page->rows.count; i++)
		if (page->rows.items[i].marked)
			marked = strstr(page->rows.items[i].name, "vwfi") != NULL || marked;
	assert_false(marked);
	front_close(&front);
}

static void a_click_on_the_path_goes_back_and_never_quits(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "Enter");
	front_mouse(&front, UI_MOUSE_CLICK, 1, 5);
	check_screen(&front, "Main menu");
	front_mouse(&front, UI_MOUSE_CLICK, 1, 5);
	assert_false(front.app->done);
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(what_cannot_be_opened_changes_nothing),
		in_folder(another_profile_in_place_of_unsaved_changes),
		in_folder(work_put_off_is_offered_again),
		in_folder(an_export_asks_before_it_replaces),
		in_folder(choices_begin_at_what_is_set),
		in_folder(space_knows_all_words_for_off),
		in_folder(a_menu_that_is_gone_is_left),
		in_folder(the_preview_marks_what_was_looked_at_last),
		in_folder(a_click_on_the_path_goes_back_and_never_quits),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

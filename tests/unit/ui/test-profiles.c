/* SPDX-License-Identifier: MIT */
/* The list of profiles, and what is done from it. */
#include "unit/ui/front.h"

static void profiles_are_copied_renamed_and_deleted(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "o");
	front_find_row(&front, "rpi4-yocto");
	check_screen(&front, "Against what is open now");
	front_keys(&front, "c");
	check_text("asked", front_title(&front), "Copy");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "not a name");
	front_keys(&front, "Enter");
	check_bool("refused", front_verdict(&front)[0] != '\0', true);
	front_keys(&front, "Ctrl-U m i n e Enter");
	check_text("it is selected", front_selected(&front), "mine");
	check_screen(&front, "yours");
	front_keys(&front, "r Ctrl-U o u r s Enter");
	check_text("renamed", front_selected(&front), "ours");
	check_hidden(&front, "mine  ");
	front_keys(&front, "d n");
	check_text("kept", front_selected(&front), "ours");
	front_keys(&front, "Delete y");
	check_contains("said", front_message(&front), "ours was deleted");
	check_hidden(&front, "yours");
	front_close(&front);
}

/* In words: signs of a choice would look as if Space chose it. */
static void the_open_one_is_named(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "o");
	check_text("begins there", front_selected(&front), "rpi4-yocto");
	check_text("open", ui_page_row(ui_app_page(front.app))->value, "shipped, open");
	front_keys(&front, "Up");
	check_text("another", ui_page_row(ui_app_page(front.app))->value, "shipped");
	check_hidden(&front, "( )");
	front_close(&front);
}

static void what_is_shipped_stays(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "o");
	front_find_row(&front, "rpi4-yocto");
	front_keys(&front, "r");
	check_contains("rename", front_message(&front), "comes with the program");
	front_keys(&front, "d");
	check_contains("delete", front_message(&front), "comes with the program");
	front_close(&front);
}

static void what_is_open_keeps_its_file(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "S Ctrl-U m i n e Enter o");
	front_find_row(&front, "mine");
	front_keys(&front, "d");
	check_contains("delete", front_message(&front), "is open");
	front_keys(&front, "r");
	check_contains("rename", front_message(&front), "is open");
	front_close(&front);
}

static void a_profile_is_opened_from_the_list(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_keys(&front, "o");
	front_find_row(&front, "rpi4-boot2");
	front_keys(&front, "Enter");
	check_screen(&front, "Save the changes of p.yaml?");
	front_keys(&front, "c Enter n");
	check_text("open", xb_draft_name(front.app->draft), "rpi4-boot2");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	check_text("from the start", front_selected(&front), "Most needed");
	front_close(&front);
}

/* What was open stays open when another one cannot be read. */
static void what_cannot_be_read_is_said(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_file_open(front.app, "./nowhere.yaml");
	check_contains("said", front_message(&front), "nowhere.yaml");
	check_text("open", xb_draft_name(front.app->draft), "p.yaml");
	check_text("as it was", front_value(&front, "xen.options.vwfi"), "native");
	check_int("errors", (intmax_t)xb_session_diags(front.session)->errors, 0);
	front_keys(&front, "m");
	check_screen(&front, "RAM 0x0");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(profiles_are_copied_renamed_and_deleted),
		in_folder(the_open_one_is_named),
		in_folder(what_is_shipped_stays),
		in_folder(what_is_open_keeps_its_file),
		in_folder(a_profile_is_opened_from_the_list),
		in_folder(what_cannot_be_read_is_said),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

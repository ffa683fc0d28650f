/* SPDX-License-Identifier: MIT */
/* A value that is a list, part by part. */
#include "unit/ui/front.h"

static void parts_are_edited_one_by_one(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", FRONT_SMALL);
	front_open(&front, "p.yaml");
	front_jump(&front, "xen.options.console");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_parts);
	check_text("the first is asked for", front_title(&front), "Add a part");
	front_type(&front, "dtuart");
	check_contains("judged", front_verdict(&front), "ok: console=dtuart");
	front_keys(&front, "Enter");
	check_text("one", front_value(&front, "xen.options.console"), "dtuart");
	front_keys(&front, "+ v g a Enter");
	check_contains("asked", front_verdict(&front), "Enter again");
	front_keys(&front, "Enter");
	check_text("two", front_value(&front, "xen.options.console"), "dtuart,vga");
	front_keys(&front, "Insert");
	front_type(&front, "x");
	check_contains("judged", front_verdict(&front), "x");
	front_keys(&front, "Ctrl-U");
	check_contains("empty", front_verdict(&front), "nothing is added");
	front_keys(&front, "Enter");
	check_text("nothing added", front_value(&front, "xen.options.console"), "dtuart,vga");
	front_keys(&front, "Home Enter Ctrl-U");
	check_contains("empty", front_verdict(&front), "taken out");
	front_keys(&front, "n o n e Enter Enter");
	check_text("changed", front_value(&front, "xen.options.console"), "none,vga");
	front_keys(&front, "End -");
	check_text("removed", front_value(&front, "xen.options.console"), "none");
	front_keys(&front, "Delete");
	assert_null(front_value(&front, "xen.options.console"));
	check_screen(&front, "No part yet");
	front_keys(&front, "- Delete u u");
	check_text("undone", front_value(&front, "xen.options.console"), "none,vga");
	front_keys(&front, "Esc");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	front_close(&front);
}

/* Several of the same option are no parts of one. */
static void an_option_that_is_given_twice_is_edited_as_text(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", "format: 1\nxen: {file: xen, options: {console: [dtuart, vga]}}\n");
	front_open(&front, "p.yaml");
	front_jump(&front, "xen.options.console");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	check_text("as it stands", front.app->dialog->field.text, "[dtuart, vga]");
	front_keys(&front, "Esc");
	ui_app_push(front.app, &ui_page_parts, &front_node(&front, "xen.options.console")->subject);
	front_keys(&front, "- Delete + Esc Enter");
	check_text("nothing is taken out", front_value(&front, "xen.options.console"), "[dtuart, vga]");
	front_close(&front);
}

/* Undo may take the board away under the page: the option is another one, or none, then. */
static void parts_outlive_the_option(void **state)
{
	struct front front;
	char *before;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.frob", "a,b");
	ui_app_push(front.app, &ui_page_parts, &front_node(&front, "xen.options.frob")->subject);
	front_keys(&front, "Enter + Insert - Delete");
	check_text("no dialog", front_title(&front), "");
	check_text("no catalog tells its parts", front_value(&front, "xen.options.frob"), "a,b");
	ui_app_set(front.app, "xen.options.frob", NULL);
	assert_null(ui_menu_find(&front.app->menu, "xen.options.frob"));
	before = xb_strdup(xb_draft_text(front.app->draft, NULL));
	front_keys(&front, "Enter + Insert - Delete");
	check_text("no dialog", front_title(&front), "");
	check_screen(&front, "No part yet");
	check_text("nothing is changed", xb_draft_text(front.app->draft, NULL), before);
	front_keys(&front, "?");
	check_bool("help of all keys", front_page(&front) == &ui_page_help, true);
	free(before);
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(parts_are_edited_one_by_one),
		in_folder(an_option_that_is_given_twice_is_edited_as_text),
		in_folder(parts_outlive_the_option),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* A value that is a list, part by part. */
#include "unit/ui/front.h"

static void words_are_a_checklist(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", FRONT_SMALL);
	front_open(&front, "p.yaml");
	front_jump(&front, "xen.options.iommu");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_parts);
	check_text("a row for each word", front_selected(&front), "no");
	check_screen(&front, "[ ] force");
	check_screen(&front, "no boot without a working IOMMU");
	front_find_row(&front, "force");
	front_keys(&front, "Space");
	check_text("on", front_value(&front, "xen.options.iommu"), "force");
	check_text("the row stays where it is", front_selected(&front), "force");
	check_screen(&front, "[*] force");
	front_find_row(&front, "debug");
	front_keys(&front, "Enter");
	check_text("two", front_value(&front, "xen.options.iommu"), "force,debug");
	front_find_row(&front, "force");
	front_keys(&front, "Space");
	check_text("off", front_value(&front, "xen.options.iommu"), "debug");
	front_keys(&front, "-");
	check_text("what is off cannot be removed", front_value(&front, "xen.options.iommu"), "debug");
	front_find_row(&front, "debug");
	front_keys(&front, "-");
	assert_null(front_value(&front, "xen.options.iommu"));
	front_keys(&front, "u u");
	check_text("undone", front_value(&front, "xen.options.iommu"), "force,debug");
	front_keys(&front, "Esc");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	front_close(&front);
}

static void other_parts_are_typed(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", FRONT_SMALL);
	front_open(&front, "p.yaml");
	front_jump(&front, "xen.options.console");
	front_keys(&front, "Enter Insert");
	check_text("asked for", front_title(&front), "Add a part");
	front_type(&front, "dtuart");
	check_contains("judged", front_verdict(&front), "ok: console=dtuart");
	front_keys(&front, "Enter + v g a Enter");
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
	front_find_row(&front, "vga");
	front_keys(&front, "Enter Ctrl-U");
	check_contains("empty", front_verdict(&front), "taken out");
	front_keys(&front, "x Enter Enter");
	check_text("changed", front_value(&front, "xen.options.console"), "dtuart,x");
	front_find_row(&front, "x");
	front_keys(&front, "Delete");
	check_text("removed", front_value(&front, "xen.options.console"), "dtuart");
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
		in_folder(words_are_a_checklist),
		in_folder(other_parts_are_typed),
		in_folder(parts_outlive_the_option),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

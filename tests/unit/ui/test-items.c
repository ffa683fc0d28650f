/* SPDX-License-Identifier: MIT */
/* Lists and mappings by name: their rows are added, changed, moved and removed, and undo takes each step back. */
#include "unit/ui/front.h"

#define LISTS                                                                                      \
	"format: 1\n"                                                                             \
	"board: {memory: [{start: 0, size: 1G}], cpus: 4}\n"                                      \
	"load: {before: [usb start, echo hi]}\n"                                                  \
	"xen: {file: xen, size: 1M}\n"                                                            \
	"device-tree:\n"                                                                          \
	"  file: t.dtb\n"                                                                         \
	"  size: 1K\n"                                                                            \
	"  edits:\n"                                                                              \
	"    - {path: /a, set: {status: disabled}}\n"                                             \
	"dom0: {kernel: {file: Image, size: 1M}, options: {console: hvc0}}\n"                     \
	"output: {emit: [script]}\n"

/* On the page of KEY. */
static void open_lists(struct front *front, const char *key)
{
	folder_write("p.yaml", LISTS);
	front_open(front, "p.yaml");
	front_jump(front, key);
	front_keys(front, "Enter");
}

static const char *text_of(const struct front *front)
{
	return xb_draft_text(front->app->draft, NULL);
}

static void texts_are_rows(void **state)
{
	struct front front;

	(void)state;
	open_lists(&front, "load.before");
	assert_ptr_equal(front_page(&front), &ui_page_list);
	check_screen(&front, "Loading > before");
	check_text("its text is the row", front_selected(&front), "usb start");
	front_keys(&front, ">");
	check_contains("moved", text_of(&front), "before: [echo hi, usb start]");
	check_text("it stays selected", front_selected(&front), "usb start");
	front_keys(&front, ">");
	check_contains("it is the last", text_of(&front), "before: [echo hi, usb start]");
	front_keys(&front, "<");
	check_contains("moved back", text_of(&front), "before: [usb start, echo hi]");
	front_keys(&front, "+");
	check_text("asked for", front_title(&front), "Add a text");
	check_contains("nothing yet", front_verdict(&front), "nothing is added");
	front_type(&front, "run x");
	front_keys(&front, "Enter");
	check_contains("added", text_of(&front), "before: [usb start, echo hi, run x]");
	check_text("the new one is selected", front_selected(&front), "run x");
	front_keys(&front, "Enter");
	front_type(&front, "run y");
	front_keys(&front, "Enter");
	check_contains("changed", text_of(&front), "before: [usb start, echo hi, run y]");
	front_keys(&front, "Home -");
	check_contains("removed", text_of(&front), "before: [echo hi, run y]");
	front_keys(&front, "- -");
	check_screen(&front, "Nothing is in it yet");
	check_screen(&front, "Commands before the first load."); /* the help of the list */
	front_keys(&front, "- < > Enter");
	front_keys(&front, "u u u u u u u");
	check_text("undone step by step", text_of(&front), LISTS);
	front_close(&front);
}

static void items_have_pages_of_their_keys(void **state)
{
	struct front front;

	(void)state;
	open_lists(&front, "device-tree.edits");
	check_text("in words", front_selected(&front), "/a, set status disabled");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	check_screen(&front, "Board and files > edits > 0");
	front_find_row(&front, "set");
	front_keys(&front, "Enter");
	check_text("a property", front_selected(&front), "status");
	front_keys(&front, "+");
	front_type(&front, "status");
	check_contains("taken", front_verdict(&front), "is there already");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "a.b");
	check_contains("a dot parts keys", front_verdict(&front), "dot");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "reg");
	check_contains("a name", front_verdict(&front), "its value comes next");
	front_keys(&front, "Enter");
	front_type(&front, "[1, 2]");
	front_keys(&front, "Enter");
	check_contains("added", text_of(&front), "set: {status: disabled, reg: [1, 2]}");
	check_text("and selected", front_selected(&front), "reg");
	front_keys(&front, "-");
	check_contains("removed", text_of(&front), "set: {status: disabled}");
	front_keys(&front, "Left Left +");
	check_contains("what it is told apart by", front.app->dialog->text.data, "path");
	front_type(&front, "/b");
	front_keys(&front, "Enter");
	check_contains("added", text_of(&front), "path: /b");
	check_screen(&front, "Board and files > edits > 1");
	front_find_row(&front, "remove");
	front_keys(&front, "Enter");
	front_type(&front, "true");
	front_keys(&front, "Enter Left");
	check_text("a row of its own", front_selected(&front), "/b, remove true");
	front_keys(&front, "End Enter u u");
	check_text("the page of what is gone is left", front_selected(&front), "/a, set status disabled");
	front_close(&front);
}

/* What an item lacks is asked for at once. */
static void a_board_in_place_is_rows(void **state)
{
	struct front front;

	(void)state;
	open_lists(&front, "board");
	check_text("the choice begins with it", front_title(&front), "board");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	front_find_row(&front, "line-length");
	check_text("a default", ui_page_row(ui_app_page(front.app))->value, "(1024 bytes)");
	front_find_row(&front, "scratchpad");
	check_text("a default", ui_page_row(ui_app_page(front.app))->value, "(1024 bytes)");
	front_find_row(&front, "uboot-top");
	check_text("a default", ui_page_row(ui_app_page(front.app))->value, "(64M, less of small RAM)");
	front_find_row(&front, "memory");
	front_keys(&front, "Enter");
	check_text("a bank", front_selected(&front), "start 0, size 1G");
	front_keys(&front, "+");
	front_type(&front, "4x");
	check_contains("judged", front_verdict(&front), "4x");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "4G");
	front_keys(&front, "Enter");
	check_text("the size is missing", front_title(&front), "board.memory.1.size");
	front_type(&front, "2G");
	front_keys(&front, "Enter");
	check_contains("added", text_of(&front), "memory: [{start: 0, size: 1G}, {start: 4G, size: 2G}]");
	front_keys(&front, "u u");
	check_text("undone", text_of(&front), LISTS);
	front_close(&front);
}

static void a_named_board_is_copied_into_its_place(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", "format: 1\nboard: rpi4-4g\nxen: {file: xen, size: 1M}\n"
			       "device-tree: {file: t.dtb, size: 1K}\n"
			       "dom0: {kernel: {file: Image, size: 1M}}\n");
	front_open(&front, "p.yaml");
	front_jump(&front, "board");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_board);
	front_keys(&front, "Enter");
	while (front.app->dialog->rows.items[front.app->dialog->list.selected].subject.kind !=
	       UI_SUBJECT_IN_PLACE)
		front_keys(&front, "Down");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	check_contains("its memory", text_of(&front), "memory: [{start: ");
	check_u64("sound", xb_session_diags(front.session)->errors, 0);
	check_screen(&front, "cortex-a72");
	front_keys(&front, "u");
	check_contains("undone", text_of(&front), "board: rpi4-4g");
	front_close(&front);
}

/* The second value does not take the place of the first. */
static void a_repeatable_option_gets_one_more(void **state)
{
	struct front front;

	(void)state;
	open_lists(&front, "dom0.options.console");
	front_keys(&front, "Esc");
	front_keys(&front, "+");
	front_type(&front, "console=tty0");
	front_keys(&front, "Enter");
	check_contains("both", text_of(&front), "console: [hvc0, tty0]");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_list);
	check_text("a row each", front_selected(&front), "hvc0");
	front_keys(&front, ">");
	check_contains("moved", text_of(&front), "console: [tty0, hvc0]");
	front_keys(&front, "Home Enter");
	front_type(&front, "ttyS0");
	front_keys(&front, "Enter");
	check_contains("changed", text_of(&front), "console: [ttyS0, hvc0]");
	front_keys(&front, "+");
	front_type(&front, "tty1");
	front_keys(&front, "Enter");
	check_contains("added", text_of(&front), "console: [ttyS0, hvc0, tty1]");
	front_keys(&front, "u u u u");
	check_text("undone", text_of(&front), LISTS);
	check_text("its one value is a row", front_selected(&front), "hvc0");
	front_keys(&front, "> < +");
	front_type(&front, "tty0");
	front_keys(&front, "Enter");
	check_contains("the second", text_of(&front), "console: [hvc0, tty0]");
	front_keys(&front, "- -");
	check_screen(&front, "Nothing is in it yet");
	front_keys(&front, "+");
	front_type(&front, "hvc0");
	front_keys(&front, "Enter");
	check_contains("the first", text_of(&front), "console: hvc0");
	front_close(&front);
}

static void words_are_chosen(void **state)
{
	struct front front;

	(void)state;
	open_lists(&front, "output.emit");
	front_keys(&front, "+");
	check_text("what is there is not offered", front.app->dialog->rows.items[0].name, "dtb");
	front_keys(&front, "Enter");
	check_contains("added", text_of(&front), "emit: [script, dtb]");
	front_close(&front);
}

static void checks_are_named_by_their_code(void **state)
{
	struct front front;

	(void)state;
	open_lists(&front, "checks");
	check_screen(&front, "Nothing is in it yet");
	front_keys(&front, "+");
	front_type(&front, "securty");
	check_contains("told while typing", front_verdict(&front), "securty");
	front_keys(&front, "Enter");
	check_bool("not taken", front.app->dialog != NULL, true);
	front_keys(&front, "Ctrl-U");
	front_type(&front, "securi");
	front_keys(&front, "Tab Enter");
	check_contains("its severity", front.app->dialog->text.data, "severity of security");
	front_keys(&front, "Enter");
	check_contains("added", text_of(&front), "security: off");
	check_text("a row by its name", front_selected(&front), "security");
	front_keys(&front, "> <");
	front_keys(&front, "Enter Down Enter");
	check_contains("changed", text_of(&front), "security: note");
	front_keys(&front, "-");
	check_screen(&front, "Nothing is in it yet");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(texts_are_rows),
		in_folder(items_have_pages_of_their_keys),
		in_folder(a_board_in_place_is_rows),
		in_folder(a_named_board_is_copied_into_its_place),
		in_folder(a_repeatable_option_gets_one_more),
		in_folder(words_are_chosen),
		in_folder(checks_are_named_by_their_code),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

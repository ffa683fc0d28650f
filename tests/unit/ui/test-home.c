/* SPDX-License-Identifier: MIT */
/* The main menu: what each row says is in it, and the menu of what is needed most. */
#include "unit/ui/front.h"

static const char *content_of(struct front *front, const char *title)
{
	for (size_t i = 0; i < front->app->menu.count; i++) {
		const struct ui_node *node = &front->app->menu.nodes[i];

		if (node->title && strcmp(node->title, title) == 0 && !node->menu[0])
			return node->content ? node->content : "";
	}
	fail_msg("no row is called %s", title);
	return NULL;
}

/* ---- What is in it ------------------------------------------------------------------------------ */

static void each_row_says_what_is_in_it(void **state)
{
	static const struct {
		const char *title, *content;
	} rows[] = {
		{"Most needed", "dom0_mem=512M, vwfi=native, root=/dev/vda, console=hvc0"},
		{"Loading", "tftp"},
		{"Xen options", "2 options set"},
		{"dom0's Linux", "2 options set"},
		{"Outputs", "p.source, p.scr"},
		{"Changes", "none"},
		{"Build", "p.source, p.scr"},
		{"Save", "nothing to save"},
		{"Profiles", "p.yaml"},
		{"Keys", ""},
		{"Quit", ""},
	};
	struct front front;

	(void)state;
	front_open_small(&front);
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_text(rows[i].title, content_of(&front, rows[i].title), rows[i].content);
	check_contains("files", content_of(&front, "Board and files"), "xen, t.dtb, Image");
	check_contains("problems", content_of(&front, "Problems"), "none, ");
	check_contains("memory", content_of(&front, "Memory map"), " free of 1 GiB");
	check_screen(&front, "Xen options  --->      2 options set");
	front_close(&front);
}

/* The words follow what is done, and what is wrong. */
static void what_a_row_says_follows_the_profile(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.dom0_mem", "5G");
	ui_app_set(front.app, "xen.options.vwfi", NULL);
	ui_app_set(front.app, "load.method", "mmc");
	ui_app_set(front.app, "load.device", "0:1");
	ui_app_set(front.app, "load.prefix", "boot/");
	ui_app_set(front.app, "output.name", "mine");
	check_text("one", content_of(&front, "Xen options"), "1 option set");
	check_contains("an error", content_of(&front, "Problems"), "1 error, ");
	check_text("load", content_of(&front, "Loading"), "mmc 0:1, from boot/");
	check_text("outputs", content_of(&front, "Outputs"), "mine.source, mine.scr");
	check_text("build", content_of(&front, "Build"), "nothing while there are errors");
	check_text("changes", content_of(&front, "Changes"), "6 settings");
	check_text("save", content_of(&front, "Save"), "to p.yaml");
	front_close(&front);
}

static void what_has_no_file_yet_is_saved_under_a_name(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	check_text("save", content_of(&front, "Save"), "under a name of your own");
	front_close(&front);
	folder_write("p.yaml", "format: 1\nxen: {file: xen, size: 1M}\n"
			       "device-tree: {file: t.dtb, size: 1K}\n"
			       "dom0: {kernel: {file: Image, size: 1M}}\n");
	front_open(&front, "p.yaml");
	check_text("map", content_of(&front, "Memory map"), "no RAM is known");
	front_close(&front);
	front_start(&front);
	check_text("without a profile", content_of(&front, "Save"), "");
	front_close(&front);
}

/* ---- Most needed -------------------------------------------------------------------------------- */

static void the_most_needed_come_first(void **state)
{
	static const char *const names[] = {
		"dom0_mem", "dom0_max_vcpus", "sched",	 "vwfi",     "bootscrub",	 "console",
		"dtuart",   "root",	      "console", "board",    "xen.file",	 "device-tree.file",
		"dom0.kernel.file", "dom0.ramdisk.file",
	};
	struct front front;
	const struct ui_page *page;
	size_t count = 0;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "Enter");
	page = ui_app_page(front.app);
	for (size_t i = 0; i < page->rows.count; i++) {
		const struct ui_row *row = &page->rows.items[i];

		if (row->plain)
			continue;
		assert_true(count < XB_COUNT(names));
		check_text("row", row->name, names[count++]);
		/* It is the setting that stands in its own menu. */
		assert_ptr_equal(row->node, front_node(&front, row->node->subject.id));
		check_bool(row->name, strcmp(row->node->menu, UI_MENU_NEEDED) == 0, false);
	}
	check_u64("all", count, XB_COUNT(names));
	front_close(&front);
}

static void what_is_set_there_is_set_at_its_place(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "Enter Enter 2 5 6 M Enter");
	check_text("set", front_value(&front, "xen.options.dom0_mem"), "256M");
	front_jump(&front, "xen.options.dom0_mem");
	check_screen(&front, "Xen options > Dom0");
	check_screen(&front, "256M");
	front_close(&front);
}

static void a_problem_leads_to_the_place_of_its_own(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.dom0_mem", "5G");
	front_keys(&front, "Enter");
	check_screen(&front, "Most needed");
	check_screen(&front, "> *!  =  dom0_mem");
	front_keys(&front, "! Enter");
	check_text("menu", ui_app_page(front.app)->subject.id, "xen/Dom0");
	check_text("row", front_selected(&front), "dom0_mem");
	front_close(&front);
}

/* ---- Rows stay ---------------------------------------------------------------------------------- */

/* What is set comes first when a page is opened, and stays where it is as long as that is open. */
static void a_row_keeps_its_place_while_the_page_is_open(void **state)
{
	static const char *const pages[] = {"xen.options.vwfi", "xen.options.sched"};
	struct front front;

	(void)state;
	front_open_small(&front);
	for (size_t i = 0; i < XB_COUNT(pages); i++) {
		size_t at;

		front_jump(&front, pages[i]);
		at = ui_app_page(front.app)->list.selected;
		for (int turn = 0; turn < 4; turn++) {
			front_keys(&front, "Space");
			check_u64(pages[i], ui_app_page(front.app)->list.selected, at);
			check_contains(pages[i], pages[i], front_selected(&front));
		}
		front_keys(&front, "x");
		check_u64("unset", ui_app_page(front.app)->list.selected, at);
		front_keys(&front, "a a");
		check_u64("with all shown for a while", ui_app_page(front.app)->list.selected, at);
		front_keys(&front, "Esc Esc");
	}
	front_close(&front);
}

/* ---- Marks -------------------------------------------------------------------------------------- */

static void a_legend_tells_the_marks_where_there_is_room(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	check_hidden(&front, "not set");
	front_jump(&front, "xen.options.vwfi");
	check_screen(&front, "[*] on  [-] not set  = set  * changed");
	front_resize(&front, 24, 120);
	check_screen(&front, "[*] on  [ ] off  [-] not set  = set  (default)  * changed");
	front_resize(&front, 24, 40);
	check_hidden(&front, "[*] on");
	check_screen(&front, "Xen options > Scheduling");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_row_says_what_is_in_it),
		in_folder(what_a_row_says_follows_the_profile),
		in_folder(what_has_no_file_yet_is_saved_under_a_name),
		in_folder(the_most_needed_come_first),
		in_folder(what_is_set_there_is_set_at_its_place),
		in_folder(a_problem_leads_to_the_place_of_its_own),
		in_folder(a_row_keeps_its_place_while_the_page_is_open),
		in_folder(a_legend_tells_the_marks_where_there_is_room),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

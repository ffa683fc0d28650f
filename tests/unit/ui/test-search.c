/* SPDX-License-Identifier: MIT */
/* Search, the palette, and help that leads on. */
#include "unit/ui/front.h"

/* ---- Search and palette ------------------------------------------------------------------------- */

static void search_finds_as_one_types(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "/");
	front_type(&front, "latency");
	check_screen(&front, "vwfi");
	front_type(&front, " nowhere at all");
	check_screen(&front, "Nothing has all these words.");
	front_keys(&front, "Ctrl-U");
	check_screen(&front, "description"); /* all that there is */
	front_type(&front, "shed");
	check_text("a slip", front_selected(&front), "sched");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "dom0_mem=2G");
	check_text("with a value", front_selected(&front), "dom0_mem");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "0x1000010");
	check_text("an address inside", front_selected(&front), "dom0.kernel.address");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "tftp");
	check_screen(&front, "load.method");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "VWFI");
	check_text("the first", front_selected(&front), "vwfi");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	check_text("jumped", front_selected(&front), "vwfi");
	check_screen(&front, "Xen options > Scheduling");
	front_keys(&front, "Esc");
	check_text("back to what was found", front_selected(&front), "vwfi");
	check_screen(&front, "VWFI");
	front_keys(&front, "Esc");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	front_close(&front);
}

static void what_was_found_is_marked(void **state)
{
	static const struct {
		const char *typed;
		size_t least;
	} rows[] = {{"dom0", 8}, {"dom0=trap", 8}, {"dom0 mem", 11}, {"qqqqq zzzzz", 0}};
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "/");
	check_u64("nothing typed", front_found(&front), 0);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		front_keys(&front, "Ctrl-U");
		front_type(&front, rows[i].typed);
		if (rows[i].least)
			check_bool(rows[i].typed, front_found(&front) >= rows[i].least, true);
		else
			check_u64(rows[i].typed, front_found(&front), 0);
	}
	front_close(&front);
}

static void arrows_move_through_what_was_found(void **state)
{
	struct front front;
	char *first;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "/ d o m 0");
	first = xb_strdup(front_selected(&front));
	front_keys(&front, "Down");
	check_bool("down", strcmp(front_selected(&front), first) != 0, true);
	front_keys(&front, "Up");
	check_text("up", front_selected(&front), first);
	front_keys(&front, "PgDn PgUp");
	check_text("pages", front_selected(&front), first);
	check_text("the words stay", ui_app_page(front.app)->field.text, "dom0");
	free(first);
	front_close(&front);
}

static void earlier_searches_come_back(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "/ v w f i Enter / s c h e d Enter /");
	front_keys(&front, "Ctrl-P");
	check_text("last", ui_app_page(front.app)->field.text, "sched");
	front_keys(&front, "Ctrl-P");
	check_text("the one before", ui_app_page(front.app)->field.text, "vwfi");
	check_text("it is searched for", front_selected(&front), "vwfi");
	front_keys(&front, "Ctrl-N Enter");
	check_text("jumped", front_selected(&front), "sched");
	front_close(&front);
}

static void n_goes_round_the_matches(void **state)
{
	struct front front;
	char *first, *second;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "n");
	check_contains("none yet", front_message(&front), "nothing was searched for");
	front_keys(&front, "/");
	front_type(&front, "dom0_");
	front_keys(&front, "Enter");
	first = xb_strdup(front_selected(&front));
	front_keys(&front, "n");
	second = xb_strdup(front_selected(&front));
	check_bool("another", strcmp(first, second) != 0, true);
	check_contains("counted", front_message(&front), "dom0_: 2 of ");
	front_keys(&front, "N");
	check_text("back", front_selected(&front), first);
	front_keys(&front, "N");
	check_contains("round", front_message(&front), " of ");
	front_keys(&front, "n");
	check_text("round and back", front_selected(&front), first);
	free(first);
	free(second);
	front_close(&front);
}

static void hidden_options_are_found_and_shown(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	check_int("hidden", (int)front.app->shown, UI_SHOWN_FIT);
	front_keys(&front, "/ e p t");
	front_select(&front, UI_SUBJECT_OPTION, "xen.options.ept");
	front_keys(&front, "Enter");
	check_text("jumped", front_selected(&front), "ept");
	check_int("shown", (int)front.app->shown, UI_SHOWN_ALL);
	front_keys(&front, "a");
	check_hidden(&front, "  ept");
	front_close(&front);
}

static void what_is_found_may_be_a_page_or_a_menu(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "/");
	front_type(&front, "memory map");
	front_find_row(&front, "Memory map");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_map);
	front_keys(&front, "Esc /");
	front_type(&front, "scheduling");
	front_find_row(&front, "Scheduling");
	front_keys(&front, "Enter Enter");
	check_screen(&front, "Xen options > Scheduling");
	front_close(&front);
}

static void the_palette_runs_actions_and_jumps(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, ":");
	front_type(&front, "memory map");
	check_text("found", front_selected(&front), "map");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_map);
	front_keys(&front, ":");
	front_type(&front, "dom0_mem");
	check_text("found", front_selected(&front), "dom0_mem");
	front_keys(&front, "Enter x :");
	front_type(&front, "undo");
	front_keys(&front, "Enter");
	check_text("undone", front_value(&front, "xen.options.dom0_mem"), "512M");
	front_keys(&front, ":");
	front_type(&front, "zzzzz");
	check_screen(&front, "Neither an action nor an option");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_palette);
	front_close(&front);
}

/* ---- Help --------------------------------------------------------------------------------------- */

static void help_follows_its_references(void **state)
{
	struct front front;
	const struct ui_node *node = NULL;

	(void)state;
	front_open(&front, "rpi4-yocto");
	for (size_t i = 0; i < front.app->menu.count && !node; i++)
		if (front.app->menu.nodes[i].option && !front.app->menu.nodes[i].unfit &&
		    front.app->menu.nodes[i].option->see_also.count)
			node = &front.app->menu.nodes[i];
	assert_non_null(node);
	front_jump(&front, node->subject.id);
	front_keys(&front, "? End");
	check_screen(&front, "Go on with:");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_help);
	check_u64("deeper", front.app->page_count, 5);
	front_keys(&front, "Home Enter");
	check_u64("Enter on a line goes back", front.app->page_count, 4);
	front_close(&front);
}

static void the_help_pane_can_be_rolled(void **state)
{
	struct front front;
	char *before;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_jump(&front, "xen.options.dom0_mem");
	before = xb_strdup(front_screen(&front));
	front_keys(&front, "]");
	check_bool("rolled", strcmp(front_screen(&front), before) != 0, true);
	front_keys(&front, "[");
	check_text("back", front_screen(&front), before);
	for (int i = 0; i < 200; i++)
		front_keys(&front, "]");
	for (int i = 0; i < 200; i++)
		front_keys(&front, "[");
	check_text("to the ends and back", front_screen(&front), before);
	free(before);
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(search_finds_as_one_types),
		in_folder(what_was_found_is_marked),
		in_folder(arrows_move_through_what_was_found),
		in_folder(earlier_searches_come_back),
		in_folder(n_goes_round_the_matches),
		in_folder(hidden_options_are_found_and_shown),
		in_folder(what_is_found_may_be_a_page_or_a_menu),
		in_folder(the_palette_runs_actions_and_jumps),
		in_folder(help_follows_its_references),
		in_folder(the_help_pane_can_be_rolled),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The preview: each line knows what made it. */
#include "unit/ui/front.h"

static size_t count_marked(const struct front *front)
{
	const struct ui_page *page = ui_app_page(front->app);
	size_t count = 0;

	for (size_t i = 0; i < page->rows.count; i++)
		count += page->rows.items[i].marked;
	return count;
}

static void the_lines_of_an_option_are_marked(void **state)
{
	static const struct {
		const char *tabs, *part;
		size_t least;
	} rows[] = {{"", "fdt set /chosen", 1}, {"Tab", "xen,xen-bootargs", 1}, {"Tab Tab", "dom0_mem=512M", 1}};
	struct front front;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		front_open_small(&front);
		front_jump(&front, "xen.options.dom0_mem");
		front_keys(&front, "Down Up p");
		front_keys(&front, rows[i].tabs);
		check_bool(rows[i].part, count_marked(&front) >= rows[i].least, true);
		check_bool(rows[i].part, ui_page_row(ui_app_page(front.app))->marked, true);
		check_screen(&front, "made by dom0_mem");
		check_contains("it is in view", front_screen(&front), "dom0_mem");
		front_close(&front);
	}
}

static void a_line_leads_to_its_option(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", NULL);
	front_jump(&front, "xen.options.dom0_mem");
	front_keys(&front, "Down Up p Enter");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	check_text("jumped", ui_app_node(front.app)->subject.id, "xen.options.dom0_mem");
	front_keys(&front, "p Home Enter");
	assert_ptr_equal(front_page(&front), &ui_page_preview);
	check_contains("comment", front_selected(&front), "# ");
	check_contains("comment", front_message(&front), "no setting");
	front_close(&front);
}

/* A command line is made by all its words: which is meant is asked, and the selected one is offered first. */
static void a_line_of_several_asks_for_which(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.dom0_mem");
	front_keys(&front, "Down Up p Enter");
	check_text("asked", front_title(&front), "Several settings make this line");
	check_u64("both", front.app->dialog->rows.count, 2);
	front_keys(&front, "Enter");
	check_text("the selected", ui_app_node(front.app)->subject.id, "xen.options.dom0_mem");
	front_keys(&front, "p Enter Down Enter");
	check_text("the other", ui_app_node(front.app)->subject.id, "xen.options.vwfi");
	front_keys(&front, "p Enter Esc");
	assert_ptr_equal(front_page(&front), &ui_page_preview);
	front_close(&front);
}

static void each_word_leads_to_its_option(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "p Tab Tab");
	check_screen(&front, "Xen reads xen,xen-bootargs, 25 bytes");
	check_text("first", front_selected(&front), "dom0_mem=512M");
	front_keys(&front, "Down Enter");
	check_text("vwfi", ui_app_node(front.app)->subject.id, "xen.options.vwfi");
	front_keys(&front, "p Tab Tab End Enter");
	check_text("dom0's", ui_app_node(front.app)->subject.id, "dom0.options.root");
	front_close(&front);
}

/* ---- Sideways ---------------------------------------------------------------------------------- */

static void long_lines_scroll(void **state)
{
	struct front front;
	int last;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "p Home <");
	check_int("not left of 0", ui_app_page(front.app)->left, 0);
	check_screen(&front, "> right");
	check_hidden(&front, "< left");
	front_keys(&front, ">");
	check_bool("scrolled", ui_app_page(front.app)->left > 0, true);
	check_screen(&front, "< left");
	front_keys(&front, "> > > > > > > > > > > >");
	last = ui_app_page(front.app)->left;
	check_int("the longest line ends there", last,
		  ui_app_page(front.app)->widths.lines - ui_page_view(front.app, ui_app_page(front.app)));
	check_hidden(&front, "> right");
	front_resize(&front, 24, 100);
	front_screen(&front);
	check_int("wider", ui_app_page(front.app)->left, last - 20);
	front_resize(&front, 24, 400);
	front_screen(&front);
	check_int("all of it", ui_app_page(front.app)->left, 0);
	check_hidden(&front, "> right");
	front_keys(&front, "Left");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	front_close(&front);
}

/* ---- What the planner chose -------------------------------------------------------------------- */

/* How many cells of the screen have STYLE. */
static size_t count_cells(struct front *front, enum ui_style style)
{
	size_t count = 0;

	front_screen(front);
	for (int i = 2 * front->screen.cols; i < front->screen.rows * front->screen.cols; i++)
		count += front->screen.cells[i].style == style;
	return count;
}

static void what_the_planner_chose_is_marked(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "p Home");
	check_screen(&front, "0x... chosen by the planner");
	check_bool("marked", count_cells(&front, UI_PLANNED) > 0, true);
	check_bool("syntax", count_cells(&front, UI_COMMENT) > 0, true);
	ui_app_set(front.app, "xen.address", "0x10000000");
	ui_app_set(front.app, "device-tree.address", "0x11000000");
	ui_app_set(front.app, "dom0.kernel.address", "0x12000000");
	check_u64("all fixed", count_cells(&front, UI_PLANNED), 0);
	front_close(&front);
}

/* ---- Finding ----------------------------------------------------------------------------------- */

static void find(struct front *front, const char *text)
{
	front_keys(front, "f Ctrl-U");
	front_type(front, text);
	front_keys(front, "Enter");
}

static void text_is_found_in_the_page(void **state)
{
	struct front front;
	size_t first;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "p Tab Home n");
	check_contains("nothing yet", front_message(&front), "f finds");
	find(&front, "COMPATIBLE");
	check_contains("case does not matter", front_selected(&front), "compatible");
	check_bool("marked", front_found(&front) >= strlen("compatible"), true);
	first = ui_app_page(front.app)->list.selected;
	find(&front, "reg");
	front_keys(&front, "n N");
	check_contains("there and back", front_selected(&front), "reg");
	find(&front, "no such text");
	check_contains("nowhere", front_message(&front), "'no such text' stands nowhere on this page");
	check_u64("not marked", front_found(&front), 0);
	find(&front, "compatible");
	check_bool("again", ui_app_page(front.app)->list.selected >= first, true);
	front_keys(&front, "f Ctrl-U Enter");
	check_u64("let go", front_found(&front), 0);
	front_close(&front);
}

/* n goes round, N the other way; what is far to the right comes into view. */
static void what_is_found_comes_into_view(void **state)
{
	struct front front;
	size_t first;

	(void)state;
	front_open_small(&front);
	front_resize(&front, 24, 60);
	front_keys(&front, "p Home");
	find(&front, "; then");
	check_bool("scrolled", ui_app_page(front.app)->left > 0, true);
	check_bool("marked", front_found(&front) >= strlen("; then"), true);
	first = ui_app_page(front.app)->list.selected;
	check_contains("the first", front_message(&front), "1 of ");
	front_keys(&front, "N");
	check_bool("round", ui_app_page(front.app)->list.selected > first, true);
	front_keys(&front, "n");
	check_u64("and back", ui_app_page(front.app)->list.selected, first);
	front_close(&front);
}

static void every_page_of_text_finds(void **state)
{
	static const struct {
		const char *keys, *text;
	} rows[] = {{"m", "free"}, {"!", "e"}, {"K", "Ctrl-L"}, {"D Tab Down Enter", "xen"}, {"p", "fdt"}};
	struct front front;

	(void)state;
	front_open_small(&front);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		front_keys(&front, rows[i].keys);
		find(&front, rows[i].text);
		check_contains(rows[i].keys, front_message(&front), "1 of");
		check_bool(rows[i].keys, front_found(&front) > 0, true);
		ui_app_pop_all(front.app);
	}
	front_close(&front);
}

static void the_preview_follows_what_changes(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "p Tab Tab");
	ui_app_set(front.app, "xen.options.dom0_mem", "64M");
	check_screen(&front, "dom0_mem=64M");
	front_keys(&front, "u");
	check_screen(&front, "dom0_mem=512M");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(the_lines_of_an_option_are_marked),
		in_folder(a_line_leads_to_its_option),
		in_folder(a_line_of_several_asks_for_which),
		in_folder(each_word_leads_to_its_option),
		in_folder(long_lines_scroll),
		in_folder(what_the_planner_chose_is_marked),
		in_folder(text_is_found_in_the_page),
		in_folder(what_is_found_comes_into_view),
		in_folder(every_page_of_text_finds),
		in_folder(the_preview_follows_what_changes),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

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
		in_folder(the_preview_follows_what_changes),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

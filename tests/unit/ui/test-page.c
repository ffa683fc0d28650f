/* SPDX-License-Identifier: MIT */
/* Rows and details are made when something they show is another one, and kept. */
#include "unit/ui/front.h"

/* A movement plans nothing and makes no rows anew. */
static void moving_costs_no_plan_and_no_rows(void **state)
{
	static const char *const pages[] = {"Down Down Enter Enter", "!", "m", "p", "D", "o", "b", "K", ":", "/ d o m 0"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(pages); i++) {
		struct front front;
		const struct xb_boot *boot;
		const struct ui_row *items;
		unsigned generation;
		struct ui_node *nodes;

		front_open(&front, "rpi4-yocto");
		front_keys(&front, pages[i]);
		generation = front.app->generation;
		boot = xb_session_boot(front.session);
		nodes = front.app->menu.nodes;
		items = ui_app_page(front.app)->rows.items;
		/* What is made anew would get other memory while this is taken. */
		front_keys(&front, "Down Down PgDn PgUp Up Down");
		check_u64(pages[i], front.app->generation, generation);
		assert_ptr_equal(xb_session_boot(front.session), boot);
		assert_ptr_equal(front.app->menu.nodes, nodes);
		assert_ptr_equal(ui_app_page(front.app)->rows.items, items);
		front_close(&front);
	}
}

static size_t builds;

static void count_build(struct ui_app *app, struct ui_page *page)
{
	(void)app;
	builds++;
	for (int i = 0; i < 50; i++)
		ui_rows_add(&page->rows, "a row");
}

static void rows_are_made_once_for_each_state(void **state)
{
	static const struct ui_page_type rows_counted = {
		.where = UI_ON_MENU, .title = "", .has_detail = true, .build = count_build};
	struct front front;

	(void)state;
	builds = 0;
	front_open_small(&front);
	ui_app_push(front.app, &rows_counted, &front_node(&front, "xen")->subject);
	check_u64("pushed", builds, 1);
	front_keys(&front, "Down Down Up End Home PgDn ] ] [ Ctrl-L");
	check_u64("moved", builds, 1);
	front_keys(&front, "K Esc M");
	check_u64("another page and back", builds, 1);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	check_u64("changed", builds, 2);
	front_keys(&front, "u");
	check_u64("undone", builds, 3);
	front_keys(&front, "a");
	check_u64("shows more", builds, 4);
	front_resize(&front, 40, 120);
	front_keys(&front, "Down");
	check_u64("another size", builds, 4);
	front_close(&front);
}

/* ---- Details ------------------------------------------------------------------------------------ */

static size_t details;

static void count_detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	(void)app;
	(void)row;
	details++;
	for (int i = 0; i < 50; i++)
		xb_buf_puts(out, "a line\n");
}

static const struct ui_page_type counted = {.where = UI_ON_MENU,
					    .title = "",
					    .has_detail = true,
					    .build = count_build,
					    .detail = count_detail};

static void a_detail_is_made_once_for_each_selection(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_push(front.app, &counted, &front_node(&front, "xen")->subject);
	details = 0;
	front_screen(&front);
	check_u64("shown", details, 1);
	front_keys(&front, "] ] [ Ctrl-L z");
	front_screen(&front);
	check_u64("rolled and drawn again", details, 1);
	front_keys(&front, "Down");
	check_u64("another row", details, 2);
	front_keys(&front, "K Esc");
	check_u64("another page and back", details, 2);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_screen(&front);
	check_u64("changed", details, 3);
	front_resize(&front, 40, 120);
	front_screen(&front);
	check_u64("broken to another width", details, 4);
	front_close(&front);
}

/* Keys that come faster than the screen is shown make no details on their way. */
static void what_is_overtaken_makes_no_detail(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_push(front.app, &counted, &front_node(&front, "xen")->subject);
	details = 0;
	for (int i = 0; i < 20; i++) {
		ui_app_event(front.app, &(struct ui_event){.key = UI_KEY_DOWN});
		ui_app_prepare_list(front.app);
		ui_draw_list(front.app, &front.screen);
	}
	check_u64("on the way", details, 0);
	front_screen(&front);
	check_u64("at its end", details, 1);
	front_close(&front);
}

/* What a page showed is shown again without its file: drawing loads nothing. */
static void a_profile_is_loaded_when_it_is_selected(void **state)
{
	struct front front;

	(void)state;
	assert_int_equal(mkdir("home", 0700) | mkdir("home/profiles", 0700), 0);
	folder_write("home/profiles/other.yaml",
		     "format: 1\ndescription: as it was\nxen: {file: xen}\n");
	front_open_small(&front);
	front_keys(&front, "o");
	front_select(&front, UI_SUBJECT_PROFILE, "other");
	check_screen(&front, "as it was");
	folder_write("home/profiles/other.yaml", "a: [\n");
	check_screen(&front, "as it was");
	front_keys(&front, "] [ Ctrl-L");
	check_screen(&front, "as it was");
	front_keys(&front, "Up Down");
	check_hidden(&front, "as it was");
	front_close(&front);
}

/* Nor does it make any output, or look at what stands in their place. */
static void outputs_are_made_when_the_page_is(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "b");
	check_screen(&front, ", new");
	front_keys(&front, "w");
	check_screen(&front, "the same bytes are there");
	folder_write("p.source", "something else\n");
	front_keys(&front, "Down Up ] [ Ctrl-L");
	check_screen(&front, "the same bytes are there");
	check_hidden(&front, "- something else");
	front_keys(&front, "Esc b");
	check_screen(&front, "replaces 15 other bytes");
	check_screen(&front, "- something else");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(moving_costs_no_plan_and_no_rows),
		in_folder(rows_are_made_once_for_each_state),
		in_folder(a_detail_is_made_once_for_each_selection),
		in_folder(what_is_overtaken_makes_no_detail),
		in_folder(a_profile_is_loaded_when_it_is_selected),
		in_folder(outputs_are_made_when_the_page_is),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Where everything goes, on screens of every size. */
#include "unit/ui/front.h"

static const struct ui_page_type *const types[] = {
	&ui_page_menu,    &ui_page_problems, &ui_page_map,      &ui_page_preview,
	&ui_page_changes, &ui_page_search,   &ui_page_palette,  &ui_page_profiles,
	&ui_page_build,   &ui_page_help,     &ui_page_parts,   &ui_page_list,
};

/* An app that shows a page of TYPE without rows: layout asks for no more. */
static void show_page(struct ui_app *app, struct ui_page *page, const struct ui_page_type *type)
{
	*page = (struct ui_page){.type = type, .subject = {.id = ""}};
	*app = (struct ui_app){.page_count = 1};
	app->pages[0] = page;
}

/* Count AREA's cells in the map of the screen. */
static void cover(const char *label, unsigned char *cells, int rows, int cols, struct ui_area area)
{
	if (area.rows == 0 && area.cols == 0)
		return;
	if (area.row < 0 || area.col < 0 || area.rows < 1 || area.cols < 1 ||
	    area.row + area.rows > rows || area.col + area.cols > cols)
		fail_msg("%s: %d,%d %dx%d on %dx%d", label, area.row, area.col, area.cols,
			 area.rows, cols, rows);
	for (int row = area.row; row < area.row + area.rows; row++)
		for (int col = area.col; col < area.col + area.cols; col++)
			cells[row * cols + col]++;
}

/* Each cell of the screen belongs to one pane. */
static void check_layout(const struct ui_app *app, int rows, int cols)
{
	unsigned char *cells = xb_alloc((size_t)rows * (size_t)cols);
	struct ui_layout layout;

	ui_app_layout(app, rows, cols, &layout);
	assert_false(layout.too_small);
	cover("title", cells, rows, cols, layout.title);
	cover("path", cells, rows, cols, layout.path);
	cover("field", cells, rows, cols, layout.field);
	cover("list", cells, rows, cols, layout.list);
	cover("divider", cells, rows, cols, layout.divider);
	cover("detail", cells, rows, cols, layout.detail);
	cover("status", cells, rows, cols, layout.status);
	cover("keys", cells, rows, cols, layout.keys);
	for (int i = 0; i < rows * cols; i++)
		if (cells[i] != 1)
			fail_msg("%s at %dx%d: row %d, column %d is in %d panes",
				 ui_app_page(app)->type->title, cols, rows, i / cols, i % cols,
				 cells[i]);
	assert_true(layout.list.rows >= 3 && layout.list.cols >= 40);
	if (ui_app_page(app)->type->has_detail)
		assert_true(layout.detail.rows >= 2 && layout.detail.cols >= 40);
	assert_int_equal(layout.field.rows, ui_app_page(app)->type->prompt ? 1 : 0);
	free(cells);
}

static void panes_cover_the_screen_and_do_not_overlap(void **state)
{
	struct ui_app app;
	struct ui_page page;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(types); i++) {
		show_page(&app, &page, types[i]);
		for (int rows = UI_ROWS_MIN; rows <= 60; rows++)
			for (int cols = UI_COLS_MIN; cols <= 200; cols++)
				check_layout(&app, rows, cols);
	}
	/* Another menu than the main one. */
	show_page(&app, &page, &ui_page_menu);
	page.subject.id = "xen";
	for (int rows = UI_ROWS_MIN; rows <= 60; rows++)
		check_layout(&app, rows, 80);
}

static void wide_screens_have_the_detail_beside(void **state)
{
	static const struct {
		int cols;
		bool beside;
	} rows[] = {{40, false}, {80, false}, {99, false}, {100, true}, {200, true}};
	struct ui_app app;
	struct ui_page page;
	struct ui_layout layout;

	(void)state;
	show_page(&app, &page, &ui_page_menu);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		ui_app_layout(&app, 24, rows[i].cols, &layout);
		check_bool("beside", layout.beside, rows[i].beside);
		if (layout.beside)
			assert_int_equal(layout.list.row, layout.detail.row);
		else
			assert_true(layout.detail.row > layout.list.row);
	}
}

static void too_small_is_said_in_any_size(void **state)
{
	static const int sizes[][2] = {{11, 80}, {24, 39}, {1, 1}, {1, 200}, {60, 1}, {11, 39}, {2, 5}};
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	for (size_t i = 0; i < XB_COUNT(sizes); i++) {
		struct ui_layout layout;

		front_resize(&front, sizes[i][0], sizes[i][1]);
		ui_app_layout(front.app, sizes[i][0], sizes[i][1], &layout);
		assert_true(layout.too_small);
		front_keys(&front, "Down x Enter q");
		if (sizes[i][1] >= 39)
			check_screen(&front, "xenboot needs 40x12");
	}
	front_resize(&front, 24, 80);
	check_text("all is as it was", front_selected(&front), "Most needed");
	check_bool("done", front.app->done, false);
	front_close(&front);
}

/* What one typed or chose before stands there when there is room again. */
static void a_dialog_outlives_what_is_too_small(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_jump(&front, "xen.options.dom0_mem");
	front_keys(&front, "Enter 7 7");
	front_resize(&front, 5, 10);
	front_keys(&front, "Esc 8 Enter");
	front_resize(&front, 24, 80);
	check_screen(&front, "77");
	check_text("open", front_title(&front), "dom0_mem");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(panes_cover_the_screen_and_do_not_overlap),
		cmocka_unit_test(wide_screens_have_the_detail_beside),
		in_folder(too_small_is_said_in_any_size),
		in_folder(a_dialog_outlives_what_is_too_small),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

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
	*app = (struct ui_app){.page_count = 1, .draft = (struct xb_draft *)app}; /* one is open */
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
	cover("heading", cells, rows, cols, layout.heading);
	cover("detail", cells, rows, cols, layout.detail);
	cover("side divider", cells, rows, cols, layout.side_divider);
	cover("side heading", cells, rows, cols, layout.side_heading);
	cover("side", cells, rows, cols, layout.side);
	cover("status", cells, rows, cols, layout.status);
	cover("keys", cells, rows, cols, layout.keys);
	for (int i = 0; i < rows * cols; i++)
		if (cells[i] != 1)
			fail_msg("%s at %dx%d: row %d, column %d is in %d panes",
				 ui_app_page(app)->type->title, cols, rows, i / cols, i % cols,
				 cells[i]);
	assert_true(layout.list.rows >= 3 && layout.list.cols >= 40);
	/* Of the main menu there is a line to say. */
	if (ui_app_page(app)->type->has_detail && !ui_app_page(app)->type->only_beside)
		assert_true(layout.detail.rows >= (app->page_count > 1 ? 2 : 1) && layout.detail.cols >= 36);
	assert_true(!layout.three || layout.side.cols >= 36);
	assert_int_equal(layout.field.rows, ui_app_page(app)->type->prompt ? 1 : 0);
	free(cells);
}

/* What the rows of a page may need: nothing, little, more than there is, names alone, long names. */
static const struct ui_widths needs[] = {
	{0},
	{.flags = 3, .mark = 4, .names = 14, .values = 16, .usual = 16, .notes = 52},
	{.flags = 3, .mark = 4, .names = 40, .values = 300, .usual = 24, .notes = 80, .lines = 500},
	{.flags = 3, .lines = 90},
	{.flags = 3, .mark = 4, .names = 35, .values = 12, .usual = 12, .notes = 70},
};

static void panes_cover_the_screen_and_do_not_overlap(void **state)
{
	struct ui_app app;
	struct ui_page page;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(types) * XB_COUNT(needs); i++) {
		show_page(&app, &page, types[i / XB_COUNT(needs)]);
		page.widest = needs[i % XB_COUNT(needs)];
		for (int rows = UI_ROWS_MIN; rows <= 70; rows += rows < 30 ? 1 : 10)
			for (int cols = UI_COLS_MIN; cols <= 250; cols++)
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
		bool three;
	} rows[] = {{40, false, false}, {80, false, false}, {99, false, false},
		    {100, true, false}, {159, true, false}, {160, true, true},
		    {250, true, true}};
	struct ui_app app;
	struct ui_page page;
	struct ui_layout layout;

	(void)state;
	show_page(&app, &page, &ui_page_menu);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		ui_app_layout(&app, 24, rows[i].cols, &layout);
		check_bool("beside", layout.beside, rows[i].beside);
		check_bool("three", layout.three, rows[i].three);
		if (layout.beside)
			assert_int_equal(layout.list.row, layout.heading.row);
		else
			assert_true(layout.detail.row > layout.list.row);
	}
	app.side.view = UI_SIDE_NONE;
	ui_app_layout(&app, 24, 200, &layout);
	check_bool("it is off", layout.three, false);
	app.side.view = UI_SIDE_MAP;
	app.draft = NULL;
	ui_app_layout(&app, 24, 200, &layout);
	check_bool("nothing is open", layout.three, false);
}

/* The columns go by what is in them. */
static void the_list_gets_what_its_rows_need(void **state)
{
	static const struct {
		const char *label;
		struct ui_widths widths;
		int cols, list;
	} rows[] = {
		{"little", {.flags = 3, .names = 20, .values = 10, .usual = 10}, 120, 40},
		{"all of it", {.flags = 3, .mark = 4, .names = 14, .values = 16, .usual = 16, .notes = 30}, 130, 74},
		{"all, as the help can do with less", {.flags = 3, .lines = 75}, 120, 81},
		{"what help leaves", {.flags = 3, .lines = 77}, 120, 78},
		{"few columns of notes", {.flags = 3, .mark = 4, .names = 14, .values = 50, .usual = 24, .notes = 60}, 100, 59},
		{"no room for notes", {.flags = 3, .mark = 4, .names = 31, .values = 8, .usual = 8, .notes = 60}, 100, 58},
		{"all, of three", {.flags = 3, .mark = 4, .names = 31, .values = 8, .usual = 8, .notes = 67}, 200, 120},
		{"what both leave", {.flags = 3, .mark = 4, .names = 31, .values = 8, .usual = 8, .notes = 67}, 160, 72},
	};
	struct ui_app app;
	struct ui_page page;
	struct ui_layout layout;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		show_page(&app, &page, &ui_page_menu);
		page.widest = rows[i].widths;
		ui_app_layout(&app, 40, rows[i].cols, &layout);
		check_int(rows[i].label, layout.list.cols, rows[i].list);
	}
}

/* What columns get of a width. */
static void notes_are_the_first_to_be_cut(void **state)
{
	static const struct ui_widths widths = {.flags = 3, .mark = 4, .names = 14, .values = 51, .usual = 24, .notes = 57};
	static const struct {
		int width, value_width, note;
	} rows[] = {
		{135, 51, 78}, /* all in whole */
		{114, 24, 51}, /* notes, and values that are usual */
		{107, 32, 59}, /* two fifths */
		{60, 14, 41},
		{58, 12, 39}, /* as few as say something */
		{57, 12, 0},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct ui_columns at = ui_columns_of(&widths, rows[i].width);

		check_int("value", at.value, 25);
		check_int("value's width", at.value_width, rows[i].value_width);
		check_int("note", at.note, rows[i].note);
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
		front_screen(&front);
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
		cmocka_unit_test(the_list_gets_what_its_rows_need),
		cmocka_unit_test(notes_are_the_first_to_be_cut),
		in_folder(too_small_is_said_in_any_size),
		in_folder(a_dialog_outlives_what_is_too_small),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

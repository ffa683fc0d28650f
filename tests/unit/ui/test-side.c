/* SPDX-License-Identifier: MIT */
/* The third pane: what it shows, when it is made, what rolls it, where a click leads. */
#include "unit/ui/front.h"

/* As a row of the pane that is marked; NULL: there is none in view. */
static const struct ui_row *marked_row(const struct front *front)
{
	const struct ui_page *page = front->app->side.page;
	struct ui_layout layout;

	ui_app_layout(front->app, front->screen.rows, front->screen.cols, &layout);
	for (size_t i = page->list.top; i < page->rows.count && i < page->list.top + (size_t)layout.side.rows; i++)
		if (page->rows.items[i].marked)
			return &page->rows.items[i];
	return NULL;
}

static void open_wide(struct front *front)
{
	front_open_small(front);
	front_resize(front, 24, 160);
	front_jump(front, "xen.options.dom0_mem");
	front_keys(front, "Down Up");
}

static void it_follows_what_is_selected(void **state)
{
	struct front front;
	const struct ui_row *items;

	(void)state;
	open_wide(&front);
	check_screen(&front, "Preview: script");
	assert_non_null(marked_row(&front));
	items = front.app->side.page->rows.items;
	front_jump(&front, "dom0.options.root");
	front_keys(&front, "Down Up");
	check_text("node", marked_row(&front)->node->subject.name, "root");
	assert_ptr_equal(front.app->side.page->rows.items, items); /* it is not made anew for that */
	front_edit(&front, "xen.options.dom0_mem", "300M");
	check_screen(&front, "dom0_mem=300M");
	front_close(&front);
}

static void a_key_turns_it(void **state)
{
	static const char *const titles[] = {"Preview: /chosen", "Preview: command lines", "Memory map", NULL,
					     "Preview: script"};
	struct front front;

	(void)state;
	open_wide(&front);
	for (size_t i = 0; i < XB_COUNT(titles); i++) {
		front_keys(&front, "v");
		if (titles[i])
			check_screen(&front, titles[i]);
		else
			check_hidden(&front, "\u252c");
	}
	front_resize(&front, 24, 159);
	front_keys(&front, "v");
	check_int("too narrow to turn it", (int)front.app->side.view, 0);
	front_close(&front);
}

/* The map marks what the setting is about: the address, but the file and its size, too. */
static void the_map_marks_what_is_loaded(void **state)
{
	struct front front;

	(void)state;
	open_wide(&front);
	front_keys(&front, "v v v");
	front_jump(&front, "dom0.kernel.file");
	front_keys(&front, "Down Up");
	check_contains("name", marked_row(&front)->name, "dom0 kernel");
	front_close(&front);
}

static void the_wheel_rolls_it_and_a_click_jumps(void **state)
{
	struct front front;
	struct ui_layout layout;
	size_t top;

	(void)state;
	open_wide(&front);
	ui_app_layout(front.app, 24, 160, &layout);
	front.app->side.page->list.top = 0;
	for (int i = 0; i < 100; i++)
		front_mouse(&front, UI_MOUSE_WHEEL_DOWN, layout.side.row, layout.side.col);
	top = front.app->side.page->list.top;
	check_int("its end", (int)(top + (size_t)layout.side.rows), (int)front.app->side.page->rows.count);
	front_mouse(&front, UI_MOUSE_WHEEL_UP, layout.side.row, layout.side.col);
	check_int("three lines up", (int)front.app->side.page->list.top, (int)top - 3);
	check_text("selected", front_selected(&front), "dom0_mem");
	front_keys(&front, "v v"); /* the command lines: Xen's words, and then Linux' */
	top = front.app->side.page->rows.count - 1;
	front_mouse(&front, UI_MOUSE_CLICK, layout.side.row + (int)top, layout.side.col + 5);
	check_text("jumped", front_selected(&front), "root");
	front_mouse(&front, UI_MOUSE_CLICK, layout.side_heading.row, layout.side_heading.col);
	check_screen(&front, "Memory map");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(it_follows_what_is_selected),
		in_folder(a_key_turns_it),
		in_folder(the_map_marks_what_is_loaded),
		in_folder(the_wheel_rolls_it_and_a_click_jumps),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The list: what is selected and what is in view, at every border. */
#include "ui/list.h"
#include "unit/support.h"

/* MAY has a letter for each item: '.' may be selected, anything else may not. */
static bool may(const void *context, size_t index)
{
	return ((const char *)context)[index] == '.';
}

static struct ui_list list_of(const char *items, size_t selected)
{
	return (struct ui_list){.count = strlen(items), .selected = selected};
}

static void moving_passes_what_cannot_be_selected(void **state)
{
	static const struct {
		const char *label, *items;
		size_t from;
		long by;
		size_t want;
	} rows[] = {
		{"nothing there", "", 0, 1, 0},
		{"nowhere", "...", 1, 0, 1},
		{"one down", "...", 0, 1, 1},
		{"one up", "...", 2, -1, 1},
		{"the end stays", "...", 2, 1, 2},
		{"the start stays", "...", 0, -1, 0},
		{"far down", "...", 0, 1000000, 2},
		{"far up", "...", 2, -1000000, 0},
		{"past a heading", ".-.", 0, 1, 2},
		{"back past a heading", ".-.", 2, -1, 0},
		{"past several", ".---.", 0, 1, 4},
		{"the last is a heading", "..-", 1, 1, 1},
		{"far, the last is a heading", "..-", 0, 100, 1},
		{"the first is a heading", "-..", 1, -1, 1},
		{"far up, the first is a heading", "-..", 2, -100, 1},
		{"a page lands on a heading", "....-.", 0, 4, 5},
		{"a page up lands on a heading", ".-....", 5, -4, 0},
		{"nothing can be selected", "---", 0, 1, 0},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct ui_list list = list_of(rows[i].items, rows[i].from);

		ui_list_move(&list, rows[i].by, may, rows[i].items);
		check_u64(rows[i].label, list.selected, rows[i].want);
	}
}

static void without_a_function_all_can_be_selected(void **state)
{
	struct ui_list list = {.count = 3};

	(void)state;
	ui_list_move(&list, 1, NULL, NULL);
	check_u64("move", list.selected, 1);
	ui_list_select(&list, 2, NULL, NULL);
	check_u64("select", list.selected, 2);
}

static void selecting_takes_the_nearest(void **state)
{
	static const struct {
		const char *label, *items;
		size_t index, want;
	} rows[] = {
		{"itself", "...", 1, 1},       {"the first", "...", 0, 0},
		{"behind the end", "...", 9, 2}, {"the next below", ".-.", 1, 2},
		{"else above", "..-", 2, 1},   {"behind an end of headings", ".--", 7, 0},
		{"none", "--", 1, 0},	       {"empty", "", 3, 0},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct ui_list list = list_of(rows[i].items, 0);

		ui_list_select(&list, rows[i].index, may, rows[i].items);
		check_u64(rows[i].label, list.selected, rows[i].want);
	}
}

static void the_window_moves_no_more_than_it_must(void **state)
{
	static const struct {
		const char *label;
		size_t count, selected, top, rows, want;
	} rows[] = {
		{"all fit", 3, 2, 0, 5, 0},
		{"all fit, it was rolled", 3, 2, 1, 5, 0},
		{"in view", 10, 4, 3, 4, 3},
		{"above", 10, 1, 3, 4, 1},
		{"below", 10, 7, 3, 4, 4},
		{"just below", 10, 7, 3, 5, 3},
		{"the last", 10, 9, 0, 4, 6},
		{"nothing is left empty", 10, 9, 9, 4, 6},
		{"one row", 10, 5, 0, 1, 5},
		{"no room", 10, 5, 0, 0, 0},
		{"empty", 0, 0, 0, 4, 0},
		{"shorter than it was", 5, 4, 20, 4, 1},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct ui_list list = {.count = rows[i].count,
				       .selected = rows[i].selected,
				       .top = rows[i].top};

		ui_list_fit(&list, rows[i].rows);
		check_u64(rows[i].label, list.top, rows[i].want);
		check_u64(rows[i].label, list.rows, rows[i].rows);
	}
}

static void rolling_takes_the_selection_along(void **state)
{
	static const struct {
		const char *label, *items;
		size_t selected, top;
		long by;
		size_t want_top, want_selected;
	} rows[] = {
		{"down, it stays in view", "..........", 5, 2, 3, 5, 5},
		{"down, it is taken along", "..........", 2, 2, 3, 5, 5},
		{"up, it is taken along", "..........", 8, 6, -3, 3, 6},
		{"at the end", "..........", 9, 6, 3, 6, 9},
		{"at the start", "..........", 0, 0, -3, 0, 0},
		{"shorter than the window", "...", 1, 0, 3, 0, 1},
		{"onto a heading", "...-......", 0, 0, 3, 3, 4},
		{"empty", "", 0, 0, 3, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct ui_list list = list_of(rows[i].items, rows[i].selected);

		list.top = rows[i].top;
		list.rows = 4;
		ui_list_roll(&list, rows[i].by, may, rows[i].items);
		check_u64(rows[i].label, list.top, rows[i].want_top);
		check_u64(rows[i].label, list.selected, rows[i].want_selected);
	}
}

/* The heading above the first row is shown again when one comes back to it. */
static void what_stands_above_the_first_is_shown_with_it(void **state)
{
	static const char items[] = "--........";
	struct ui_list list = list_of(items, 9);

	(void)state;
	ui_list_fit(&list, 4);
	check_u64("at the end", list.top, 6);
	ui_list_move(&list, -100, may, items);
	ui_list_fit(&list, 4);
	check_u64("selected", list.selected, 2);
	check_u64("the heading", list.top, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moving_passes_what_cannot_be_selected),
		cmocka_unit_test(without_a_function_all_can_be_selected),
		cmocka_unit_test(selecting_takes_the_nearest),
		cmocka_unit_test(the_window_moves_no_more_than_it_must),
		cmocka_unit_test(rolling_takes_the_selection_along),
		cmocka_unit_test(what_stands_above_the_first_is_shown_with_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

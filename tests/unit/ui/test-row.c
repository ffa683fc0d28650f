/* SPDX-License-Identifier: MIT */
/* Rows of a list: their texts are their own, headings are no choice, ids find them. */
#include "ui/row.h"
#include "unit/support.h"

static void rows_own_their_names(void **state)
{
	struct ui_rows rows = {0};
	char name[] = "first";
	struct ui_row *row;

	(void)state;
	row = ui_rows_add(&rows, name);
	name[0] = 'X';
	check_text("copied", row->name, "first");
	check_int("severity", row->severity, -1);
	check_text("no name", ui_rows_add(&rows, NULL)->name, "");
	for (size_t i = 0; i < 1000; i++)
		ui_rows_add(&rows, "more");
	check_text("after growing", rows.items[0].name, "first");
	check_u64("count", rows.count, 1002);
	ui_rows_clear(&rows);
	check_u64("cleared", rows.count, 0);
	ui_rows_clear(&rows);
}

static void a_heading_is_no_choice(void **state)
{
	struct ui_rows rows = {0};

	(void)state;
	ui_rows_heading(&rows, "a");
	ui_rows_add(&rows, "a");
	check_bool("heading", ui_rows_selectable(&rows, 0), false);
	check_bool("row", ui_rows_selectable(&rows, 1), true);
	check_u64("found by name", ui_rows_find(&rows, "a"), 1);
	ui_rows_clear(&rows);
}

static void an_id_goes_before_the_name(void **state)
{
	struct ui_rows rows = {0};

	(void)state;
	ui_rows_add(&rows, "shown")->id = "id";
	ui_rows_add(&rows, "id");
	check_u64("id", ui_rows_find(&rows, "id"), 0);
	check_u64("its name is no id", ui_rows_find(&rows, "shown"), 2);
	check_u64("none", ui_rows_find(&rows, ""), 2);
	ui_rows_clear(&rows);
	check_u64("empty", ui_rows_find(&rows, "id"), 0);
}

static void text_becomes_a_row_for_each_line(void **state)
{
	static const struct {
		const char *label, *text, *want;
	} cases[] = {
		{"none", NULL, ""},	    {"empty", "", ""},
		{"one", "a", "a|"},	    {"ended", "a\n", "a|"},
		{"two", "a\nb", "a|b|"},    {"an empty one", "a\n\nb\n", "a||b|"},
		{"at the start", "\na", "|a|"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct ui_rows rows = {0};
		struct xb_buf got = {0};

		ui_rows_lines(&rows, cases[i].text, UI_NOTE);
		for (size_t k = 0; k < rows.count; k++) {
			xb_buf_printf(&got, "%s|", rows.items[k].name);
			check_int(cases[i].label, rows.items[k].style, UI_NOTE);
			check_bool(cases[i].label, rows.items[k].plain, false);
		}
		check_text(cases[i].label, got.data ? got.data : "", cases[i].want);
		xb_buf_clear(&got);
		ui_rows_clear(&rows);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_own_their_names),
		cmocka_unit_test(a_heading_is_no_choice),
		cmocka_unit_test(an_id_goes_before_the_name),
		cmocka_unit_test(text_becomes_a_row_for_each_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

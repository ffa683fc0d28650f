/* SPDX-License-Identifier: MIT */
/* Rows of a list: their texts are their own, headings are no choice, what they are about finds them. */
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
	ui_rows_clear(&rows);
}

static void a_row_is_found_by_what_it_is_about(void **state)
{
	static const struct ui_subject menu = {.kind = UI_SUBJECT_MENU, .id = "xen"};
	static const struct ui_subject key = {.kind = UI_SUBJECT_KEY, .id = "xen"};
	static const struct ui_subject none = {.kind = UI_SUBJECT_NONE};
	struct ui_rows rows = {0};
	char id[] = "xen";

	(void)state;
	ui_rows_add(&rows, "xen");
	ui_rows_add_about(&rows, "shown", &(struct ui_subject){.kind = UI_SUBJECT_KEY, .id = id});
	id[0] = 'X';
	check_u64("its own text", ui_rows_find(&rows, &key), 1);
	check_u64("another kind", ui_rows_find(&rows, &menu), 2);
	check_u64("nothing is about nothing", ui_rows_find(&rows, &none), 2);
	rows.items[1].plain = true;
	check_u64("a heading", ui_rows_find(&rows, &key), 2);
	ui_rows_clear(&rows);
	check_u64("empty", ui_rows_find(&rows, &key), 0);
}

/* What was planned anew may have another number of problems before it. */
static void things_are_the_same_by_what_they_are(void **state)
{
	static const struct {
		const char *label;
		struct ui_subject a, b;
		bool same;
	} cases[] = {
		{"problem", {.kind = UI_SUBJECT_PROBLEM, .id = "a", .number = 1},
		 {.kind = UI_SUBJECT_PROBLEM, .id = "a", .number = 2}, true},
		{"another problem", {.kind = UI_SUBJECT_PROBLEM, .id = "a", .number = 1},
		 {.kind = UI_SUBJECT_PROBLEM, .id = "b", .number = 1}, false},
		{"region", {.kind = UI_SUBJECT_REGION, .id = "free", .number = 1},
		 {.kind = UI_SUBJECT_REGION, .id = "free", .number = 2}, false},
		{"part", {.kind = UI_SUBJECT_PART, .id = "k", .number = 1},
		 {.kind = UI_SUBJECT_PART, .id = "k", .number = 2}, false},
		{"row of a line", {.kind = UI_SUBJECT_LINE, .number = 1, .part = 0},
		 {.kind = UI_SUBJECT_LINE, .number = 1, .part = 1}, false},
		{"a value and none", {.kind = UI_SUBJECT_VALUE, .id = "a"},
		 {.kind = UI_SUBJECT_VALUE}, false},
		{"no value", {.kind = UI_SUBJECT_VALUE}, {.kind = UI_SUBJECT_VALUE}, true},
		{"option and key", {.kind = UI_SUBJECT_OPTION, .id = "k"},
		 {.kind = UI_SUBJECT_KEY, .id = "k"}, false},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_bool(cases[i].label, ui_subject_same(&cases[i].a, &cases[i].b), cases[i].same);
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
			check_u64(cases[i].label, rows.items[k].subject.number, k);
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
		cmocka_unit_test(a_row_is_found_by_what_it_is_about),
		cmocka_unit_test(things_are_the_same_by_what_they_are),
		cmocka_unit_test(text_becomes_a_row_for_each_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

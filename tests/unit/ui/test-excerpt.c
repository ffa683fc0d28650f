/* SPDX-License-Identifier: MIT */
/* Lines around one of them, cut to a width. */
#include "unit/ui/front.h"

#include "ui/excerpt.h"

static void lines_around_one_of_them(void **state)
{
	static const struct {
		const char *label, *text;
		struct ui_excerpt how;
		const char *is;
	} rows[] = {
		{"alone", "a\nb\nc\n", {.line = 2, .mark = "!", .width = 40}, "!     2  b\n"},
		{"with neighbours", "a\nb\nc\nd\n", {.line = 2, .mark = "~", .around = 1, .width = 40},
		 "      1  a\n~     2  b\n      3  c\n"},
		{"the first", "a\nb\n", {.line = 1, .mark = "!", .around = 1, .width = 40}, "!     1  a\n      2  b\n"},
		{"the last, without an end", "a\nb", {.line = 2, .mark = "!", .around = 1, .width = 40},
		 "      1  a\n!     2  b\n"},
		{"none such", "a\n", {.line = 7, .mark = "!", .width = 40}, ""},
		{"an empty line", "\n\n", {.line = 2, .column = 1, .caret = true, .mark = "!", .width = 40},
		 "!     2  \n"},
		{"a caret", "ab cd\n", {.line = 1, .column = 4, .caret = true, .mark = "!", .width = 40},
		 "!     1  ab cd\n!           ^\n"},
		{"tabs before it", "\tab\n", {.line = 1, .column = 2, .caret = true, .mark = "!", .width = 40},
		 "!     1          ab\n!                ^\n"},
		{"cut at its end", "0123456789abcdef\n", {.line = 1, .column = 2, .mark = "!", .width = 19},
		 "!     1  0123456...\n"},
		{"cut on both sides", "0123456789abcdefghijklmnopq\n",
		 {.line = 1, .column = 15, .caret = true, .mark = "!", .width = 21},
		 "!     1  ...cdefgh...\n!             ^\n"},
		{"the column behind the end", "ab\n", {.line = 1, .column = 99, .mark = "!", .width = 40}, "!     1  ab\n"},
		{"no width at all", "abcdef\n", {.line = 1, .column = 4, .mark = "!", .width = 0}, NULL},
		{"characters, not bytes", "\xc3\xa4\xc3\xb6x\n",
		 {.line = 1, .column = 3, .caret = true, .mark = "!", .width = 40}, "!     1  \xc3\xa4\xc3\xb6x\n!          ^\n"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct ui_excerpt how = rows[i].how;
		struct xb_buf out = {0};

		how.text = rows[i].text;
		how.length = strlen(rows[i].text);
		how.utf8 = true;
		ui_excerpt_put(&how, &out);
		if (rows[i].is)
			check_text(rows[i].label, out.data ? out.data : "", rows[i].is);
		else
			check_bool(rows[i].label, out.length > 0, true);
		xb_buf_clear(&out);
	}
}

/* A line of a megabyte is cut around its column as a short one is, and no character in two. */
static void a_line_of_a_megabyte(void **state)
{
	enum { COLUMN = 900000 };
	struct xb_buf text = {0}, out = {0};
	struct ui_excerpt how = {.line = 1, .column = COLUMN, .mark = "!", .width = 40, .utf8 = true};

	(void)state;
	for (size_t i = 1; i < 1000000; i++)
		xb_buf_puts(&text, i == COLUMN ? "X" : "\xc3\xa4");
	how.text = text.data;
	how.length = text.length;
	ui_excerpt_put(&how, &out);
	check_int("width", ui_text_width(true, out.data, out.length - 1), 40);
	check_contains("the column is in it", out.data, "X");
	check_bool("whole characters", xb_utf8_valid(out.data), true);
	xb_buf_clear(&out);
	xb_buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_around_one_of_them),
		cmocka_unit_test(a_line_of_a_megabyte),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

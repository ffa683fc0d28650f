/* SPDX-License-Identifier: MIT */
#include "ui/screen.h"
#include "unit/support.h"

#include <locale.h>
#include <stdlib.h>

#define E_ACUTE "e\u0301" /* two code points in one column */
#define WIDE "\u6587"	  /* two columns */

static struct ui_screen *screen_new(bool utf8, int rows, int cols)
{
	struct ui_screen *screen = xb_alloc(sizeof(*screen));

	screen->utf8 = utf8;
	ui_screen_resize(screen, rows, cols);
	return screen;
}

/* Compare all rows, and let go of the screen. */
static void check_rows(const char *label, struct ui_screen *screen, const char *want)
{
	struct xb_buf text = {0};

	ui_screen_text(screen, &text);
	check_text(label, text.data, want);
	xb_buf_clear(&text);
	ui_screen_free(screen);
	free(screen);
}

static const struct ui_area everything = {0, 0, 100, 1000};

static void text_is_put(void **state)
{
	static const struct {
		const char *label;
		bool utf8;
		int col, width;
		const char *text, *row;
		int used;
	} cases[] = {
	    {"plain", true, 0, 10, "console", "console", 7},
	    {"behind", true, 3, 7, "console", "   console", 7},
	    {"exact", true, 0, 7, "console", "console", 7},
	    {"cut", true, 0, 6, "console", "conso\u2026", 6},
	    {"cut in ASCII", false, 0, 6, "console", "con...", 6},
	    {"cut to the dots", false, 0, 3, "console", "...", 3},
	    {"room for two dots", false, 0, 2, "console", "..", 2},
	    {"one column", true, 0, 1, "console", "\u2026", 1},
	    {"no width", true, 0, 0, "console", "", 0},
	    {"less than no width", true, 0, -5, "console", "", 0},
	    {"cut by the screen", true, 6, 100, "console", "      con\u2026", 4},
	    {"behind the screen", true, 10, 5, "console", "", 0},
	    {"over the left", true, -3, 10, "console", "sole", 7},
	    {"empty", true, 2, 5, "", "", 0},
	    {"wide", true, 0, 10, "a" WIDE "b", "a" WIDE "b", 4},
	    {"wide, exact", true, 0, 4, WIDE WIDE, WIDE WIDE, 4},
	    {"wide, cut", true, 0, 3, WIDE WIDE, WIDE "\u2026", 3},
	    {"wide, cut before its half", true, 0, 4, WIDE WIDE WIDE, WIDE "\u2026", 3},
	    {"wide over the left", true, -1, 10, WIDE "b", " b", 3},
	    {"combining", true, 0, 10, E_ACUTE "x", E_ACUTE "x", 2},
	    {"combining, exact", true, 0, 2, E_ACUTE E_ACUTE, E_ACUTE E_ACUTE, 2},
	    {"a mark alone", true, 0, 10, "\u0301x", " \u0301x", 2},
	    {"emoji", true, 0, 10, "\U0001f600!", "\U0001f600!", 3},
	    {"ASCII alone", false, 0, 10, "a" WIDE "\u00e4!", "a?" "?!", 4},
	    {"marks in ASCII", false, 0, 10, E_ACUTE, "e?", 2},
	    {"newline", true, 0, 10, "a\nb", "a\\nb", 4},
	    {"escape", true, 0, 10, "\x1b[31m", "\\x1b[31m", 8},
	    {"escape in ASCII", false, 0, 10, "\x1b[31m", "\\x1b[31m", 8},
	    {"no UTF-8", true, 0, 10, "a\xff" "b", "a\\xffb", 6},
	    {"no UTF-8 in ASCII", false, 0, 10, "a\xff" "b", "a\\xffb", 6},
	    {"cut UTF-8", true, 0, 10, "\xe2\x82", "\\xe2\\x82", 8},
	    {"turned round", true, 0, 10, "\u202e1", "\\u202e1", 7},
	    {"C1", true, 0, 10, "\xc2\x9b" "1", "\\u009b1", 7},
	    {"not assigned", true, 0, 10, "\u0378", "\\u0378", 6},
	    {"spelled, cut", true, 0, 5, "ab\x1b" "c", "ab\u2026", 3},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct ui_screen *screen = screen_new(cases[i].utf8, 1, 10);
		char *row = xb_format("%s\n", cases[i].row);

		check_int(cases[i].label,
			  ui_put(screen, everything, 0, cases[i].col, cases[i].width, UI_NORMAL,
				 cases[i].text, SIZE_MAX),
			  cases[i].used);
		check_rows(cases[i].label, screen, row);
		free(row);
	}
}

static void length_and_nul(void **state)
{
	struct ui_screen *screen = screen_new(true, 2, 10);

	(void)state;
	check_int("cut by length",
		  ui_put(screen, everything, 0, 0, 10, UI_NORMAL, "console", 3), 3);
	check_int("NUL", ui_put(screen, everything, 1, 0, 10, UI_NORMAL, "a\0b", 3), 6);
	check_rows("rows", screen, "con\na\\x00b\n");
}

static void areas_cut(void **state)
{
	static const struct ui_area area = {1, 2, 2, 5};
	static const struct {
		const char *label;
		int row, col;
		const char *rows;
	} cases[] = {
	    {"inside", 0, 0, "\n  abcd\u2026\n\n\n"},
	    {"second row", 1, 0, "\n\n  abcd\u2026\n\n"},
	    {"below", 2, 0, "\n\n\n\n"},
	    {"above", -1, 0, "\n\n\n\n"},
	    {"at the right", 0, 3, "\n     a\u2026\n\n\n"},
	    {"over the left", 0, -2, "\n  cdef\u2026\n\n\n"},
	    {"behind", 0, 5, "\n\n\n\n"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct ui_screen *screen = screen_new(true, 4, 10);

		ui_put(screen, area, cases[i].row, cases[i].col, 100, UI_NORMAL, "abcdefghij",
		       SIZE_MAX);
		check_rows(cases[i].label, screen, cases[i].rows);
	}
}

/* An area that lies in part outside the screen, after it has become smaller. */
static void nothing_lies_outside(void **state)
{
	static const struct ui_area areas[] = {
	    {-5, -5, 3, 3}, {-1, -1, 10, 10}, {2, 8, 10, 10}, {50, 50, 3, 3}, {0, 0, 0, 0},
	    {0, 0, -3, -3},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(areas); i++) {
		struct ui_screen *screen = screen_new(true, 3, 10);

		ui_box(screen, areas[i], "title", UI_DIALOG);
		ui_rule(screen, areas[i], 0, WIDE WIDE);
		for (int row = -2; row < 12; row++) {
			ui_put(screen, areas[i], row, -3, 100, UI_NORMAL, WIDE WIDE WIDE WIDE WIDE,
			       SIZE_MAX);
			ui_fill(screen, areas[i], row, -3, 100, UI_NORMAL);
			ui_restyle(screen, areas[i], row, -3, 100, UI_SELECTED);
			ui_lay(screen, areas[i], row, -3, 100, UI_GROUND_SELECTED);
			ui_put_glyph(screen, areas[i], row, -3, UI_GLYPH_MORE_UP, UI_NORMAL);
		}
		check_rows("blank", screen, "\n\n\n");
	}
}

static void halves_of_wide_characters(void **state)
{
	static const struct {
		const char *label;
		int col;
		const char *text, *row;
	} cases[] = {
	    {"first half", 2, "x", WIDE "x " WIDE "\n"},
	    {"second half", 3, "x", WIDE " x" WIDE "\n"},
	    {"one over one", 2, "\u5b57", WIDE "\u5b57" WIDE "\n"},
	    {"one over two halves", 1, "\u5b57", " \u5b57 " WIDE "\n"},
	    {"two over three", 1, "\u5b57\u5b57", " \u5b57\u5b57\n"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct ui_screen *screen = screen_new(true, 1, 6);

		ui_put(screen, everything, 0, 0, 6, UI_NORMAL, WIDE WIDE WIDE, SIZE_MAX);
		ui_put(screen, everything, 0, cases[i].col, 6, UI_NORMAL, cases[i].text, SIZE_MAX);
		check_rows(cases[i].label, screen, cases[i].row);
	}
}

static void fill_and_restyle(void **state)
{
	struct ui_screen *screen = screen_new(true, 1, 8);

	(void)state;
	ui_put(screen, everything, 0, 0, 8, UI_NAME, "abcdefgh", SIZE_MAX);
	ui_fill(screen, everything, 0, 2, 2, UI_FIELD);
	ui_restyle(screen, everything, 0, 3, 3, UI_SELECTED);
	check_int("before", screen->cells[1].style, UI_NAME);
	check_int("filled", screen->cells[2].style, UI_FIELD);
	check_int("restyled blank", screen->cells[3].style, UI_SELECTED);
	check_int("restyled letter", screen->cells[5].style, UI_SELECTED);
	check_int("behind", screen->cells[6].style, UI_NAME);
	check_rows("text", screen, "ab  efgh\n");
}

static void many_marks_stay_in_the_cell(void **state)
{
	struct ui_screen *screen = screen_new(true, 1, 8);
	struct xb_buf text = {0};

	(void)state;
	xb_buf_puts(&text, "z");
	for (int i = 0; i < 100; i++)
		xb_buf_puts(&text, "\u0301");
	xb_buf_puts(&text, "!");
	check_int("columns", ui_put(screen, everything, 0, 0, 8, UI_NORMAL, text.data, SIZE_MAX), 2);
	assert_true(strlen(screen->cells[0].text) < UI_CELL_BYTES);
	check_int("whole marks", (intmax_t)strlen(screen->cells[0].text) % 2, 1);
	check_text("behind them", screen->cells[1].text, "!");
	check_rows("row", screen, "z\u0301\u0301\u0301\u0301\u0301!\n");
	xb_buf_clear(&text);
}

static void lines_and_boxes(void **state)
{
	struct ui_screen *screen = screen_new(true, 6, 16);
	struct ui_area area = {1, 1, 4, 14}, inside;

	(void)state;
	ui_rule(screen, everything, 0, NULL);
	inside = ui_box(screen, area, "Save", UI_DIALOG);
	check_int("row", inside.row, 2);
	check_int("col", inside.col, 2);
	check_int("rows", inside.rows, 2);
	check_int("cols", inside.cols, 12);
	ui_put(screen, inside, 0, 0, 100, UI_DIALOG, "a line that is longer", SIZE_MAX);
	check_int("its style", screen->cells[3 * 16 + 5].style, UI_DIALOG);
	check_int("its frame", screen->cells[3 * 16 + 1].style, UI_FRAME);
	check_rows("box", screen,
		   "\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500"
		   "\u2500\u2500\u2500\n"
		   " \u250c\u2500 Save \u2500\u2500\u2500\u2500\u2500\u2510\n"
		   " \u2502a line that\u2026\u2502\n"
		   " \u2502            \u2502\n"
		   " \u2514\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2518\n"
		   "\n");
}

static void lines_in_ascii(void **state)
{
	struct ui_screen *screen = screen_new(false, 5, 12);
	struct ui_area area = {0, 0, 3, 12};

	(void)state;
	ui_box(screen, area, "A long title", UI_DIALOG);
	ui_rule(screen, everything, 3, "x");
	for (int i = 0; i < UI_GLYPH_COUNT; i++)
		ui_put_glyph(screen, everything, 4, i, (enum ui_glyph)i, UI_NORMAL);
	check_rows("lines", screen,
		   "+- A l... -+\n|          |\n+----------+\n-- x -------\n-|+++++^v\n");
}

static void a_box_without_room(void **state)
{
	struct ui_screen *screen = screen_new(false, 2, 4);
	struct ui_area area = {0, 0, 1, 1}, inside;

	(void)state;
	inside = ui_box(screen, area, "t", UI_DIALOG);
	check_int("rows", inside.rows, 0);
	check_int("cols", inside.cols, 0);
	ui_put(screen, inside, 0, 0, 10, UI_DIALOG, "x", SIZE_MAX);
	check_rows("box", screen, "+\n\n");
}

static void widths(void **state)
{
	static const struct {
		const char *text;
		int utf8, ascii;
	} cases[] = {
	    {"", 0, 0},		  {"abc", 3, 3},	 {WIDE, 2, 1},	   {E_ACUTE "x", 2, 3},
	    {"\x1b", 4, 4},	  {"\xff", 4, 4},	 {"\n\t", 4, 4},   {"\u202e", 6, 6},
	    {"\u2026", 1, 1},	  {"\U0001f600", 2, 1},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		check_int(cases[i].text, ui_text_width(true, cases[i].text, SIZE_MAX),
			  cases[i].utf8);
		check_int(cases[i].text, ui_text_width(false, cases[i].text, SIZE_MAX),
			  cases[i].ascii);
	}
	check_int("length", ui_text_width(true, "abcdef", 4), 4);
}

static void text_is_wrapped(void **state)
{
	static const struct {
		const char *label, *text;
		int width;
		const char *lines; /* one behind the other, each with "|" */
	} cases[] = {
	    {"nothing", "", 10, ""},
	    {"one line", "one line", 10, "one line|"},
	    {"exact", "ten bytes!", 10, "ten bytes!|"},
	    {"at blanks", "the quick brown fox", 10, "the quick|brown fox|"},
	    {"a blank in the last column", "the quick  brown", 10, "the quick|brown|"},
	    {"blank exactly behind", "ten bytes! more", 10, "ten bytes!|more|"},
	    {"blanks at the end", "one  ", 10, "one  |"},
	    {"a word too long", "incomprehensible", 10, "incomprehe|nsible|"},
	    {"a long word behind a short one", "an incomprehensible one", 10,
	     "an|incomprehe|nsible one|"},
	    {"line breaks", "one\ntwo\n\nthree\n", 10, "one|two||three|"},
	    {"a line break alone", "\n", 10, "|"},
	    {"a break where it breaks anyway", "ten bytes!\nmore", 10, "ten bytes!|more|"},
	    {"blanks before a break", "the quick \nfox", 10, "the quick |fox|"},
	    {"indent", "  two three four", 10, "  two|three four|"},
	    {"indent behind a break", "one\n    two three", 10, "one|    two|three|"},
	    {"indent before a long word", "  incomprehensible", 10, "  incompre|hensible|"},
	    {"indent without end", "            x", 10, "          |x|"},
	    {"one column", "ab c", 1, "a|b|c|"},
	    {"no column", "ab", 0, "a|b|"},
	    {"wide", WIDE WIDE WIDE, 5, WIDE WIDE "|" WIDE "|"},
	    {"wide in one column", WIDE WIDE, 1, WIDE "|" WIDE "|"},
	    {"combining", E_ACUTE E_ACUTE " " E_ACUTE, 2, E_ACUTE E_ACUTE "|" E_ACUTE "|"},
	    {"spelled", "\x1b\x1b", 5, "\x1b|\x1b|"},
	    {"a form breaks between its parts", "a=(force|verbose|no)", 13, "a=(force||verbose|no)|"},
	    {"a list too", "dtuart,none,vga", 12, "dtuart,none,|vga|"},
	    {"parts that come too early", "a|incomprehensible", 10, "a|incompre|hensible|"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const char *text = cases[i].text, *line;
		struct xb_buf lines = {0};
		size_t length, rounds = 0;
		char *got;

		while (ui_wrap(true, &text, cases[i].width, &line, &length)) {
			xb_buf_add(&lines, line, length);
			xb_buf_putc(&lines, '|');
			assert_true(rounds++ < 100);
		}
		got = xb_buf_take(&lines);
		check_text(cases[i].label, got, cases[i].lines);
		free(got);
	}
}

static void what_goes_on_hangs_below_its_beginning(void **state)
{
	static const struct {
		const char *label, *text;
		int width;
		const char *lines;
	} cases[] = {
	    {"prose", "the quick brown fox", 10, "the quick\nbrown fox\n"},
	    {"nothing", "", 10, ""},
	    {"breaks", "one\n\ntwo\n", 10, "one\n\ntwo\n"},
	    {"indented", "  the quick fox", 10, "  the\n  quick\n  fox\n"},
	    {"behind a word", "  no    do not trap it", 16, "  no    do not\n        trap it\n"},
	    {"too far in", "Left, h, Backspace   Back", 24, "Left, h, Backspace\n  Back\n"},
	    {"a mark", "! it is too large", 10, "! it is\n  too\n  large\n"},
	    {"each by itself", "! it is too\n  hint: less\nprose that goes on", 10,
	     "! it is\n  too\n  hint:\n  less\nprose that\ngoes on\n"},
	    {"blanks at the end", "one  ", 10, "one  \n"},
	    {"a long word", "  incomprehensible", 10, "  incompre\n  hensible\n"},
	    {"no column", "ab", 0, "a\nb\n"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_buf lines = {0};

		ui_hang(true, cases[i].text, cases[i].width, &lines);
		check_text(cases[i].label, lines.data ? lines.data : "", cases[i].lines);
		xb_buf_clear(&lines);
	}
}

static void resizing_clears(void **state)
{
	struct ui_screen *screen = screen_new(true, 3, 10);

	(void)state;
	ui_put(screen, everything, 0, 0, 10, UI_ERROR, "text", SIZE_MAX);
	screen->cursor_row = 2;
	ui_screen_resize(screen, 2, 4);
	check_int("cursor", screen->cursor_row, 0);
	check_int("style", screen->cells[0].style, UI_NORMAL);
	ui_screen_resize(screen, 0, -1);
	check_int("rows", screen->rows, 1);
	check_int("cols", screen->cols, 1);
	check_rows("empty", screen, "\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_put),
	    cmocka_unit_test(length_and_nul),
	    cmocka_unit_test(areas_cut),
	    cmocka_unit_test(nothing_lies_outside),
	    cmocka_unit_test(halves_of_wide_characters),
	    cmocka_unit_test(fill_and_restyle),
	    cmocka_unit_test(many_marks_stay_in_the_cell),
	    cmocka_unit_test(lines_and_boxes),
	    cmocka_unit_test(lines_in_ascii),
	    cmocka_unit_test(a_box_without_room),
	    cmocka_unit_test(widths),
	    cmocka_unit_test(text_is_wrapped),
	    cmocka_unit_test(what_goes_on_hangs_below_its_beginning),
	    cmocka_unit_test(resizing_clears),
	};

	/* Widths of characters are the locale's. */
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		return 77;
	return cmocka_run_group_tests_name("screen", tests, NULL, NULL);
}

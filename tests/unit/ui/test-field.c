/* SPDX-License-Identifier: MIT */
#include "ui/field.h"
#include "unit/base/folder.h"
#include "unit/support.h"
#include "xenboot/base.h"

#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define E_ACUTE "e\u0301"
#define WIDE "\u6587"

/* TEXT with '|' where the cursor is. */
static void field_begin(struct ui_field *field, const char *text)
{
	const char *bar = strchr(text, '|');
	char *plain = xb_format("%.*s%s", (int)(bar - text), text, bar + 1);

	ui_field_init(field, plain);
	field->cursor = (size_t)(bar - text);
	free(plain);
}

static void check_field(const char *label, const struct ui_field *field, const char *want)
{
	char *got = xb_format("%.*s|%s", (int)field->cursor, field->text,
			      field->text + field->cursor);

	check_text(label, got, want);
	check_u64(label, field->length, strlen(field->text));
	free(got);
}

static enum ui_field_result press(struct ui_field *field, int key)
{
	struct ui_event event = {.key = key};

	return ui_field_key(field, &event);
}

/* Press the keys whose names stand in KEYS, separated by blanks. */
static enum ui_field_result press_all(struct ui_field *field, const char *keys)
{
	enum ui_field_result result = UI_FIELD_IGNORED;
	char name[32];
	int used;

	for (; sscanf(keys, "%31s%n", name, &used) == 1; keys += used) {
		int key = ui_key_parse(name);

		if (key == UI_KEY_NONE)
			fail_msg("no key %s", name);
		result = press(field, key);
	}
	return result;
}

static void keys_edit(void **state)
{
	static const struct {
		const char *before, *keys, *after;
		enum ui_field_result result;
	} cases[] = {
	    {"|", "a", "a|", UI_FIELD_CHANGED},
	    {"ab|cd", "x", "abx|cd", UI_FIELD_CHANGED},
	    {"ab|cd", "Space", "ab |cd", UI_FIELD_CHANGED},
	    {"ab|cd", "\u00e4 " WIDE " \U0001f600", "ab\u00e4" WIDE "\U0001f600|cd", UI_FIELD_CHANGED},
	    {"e|x", "\u0301", E_ACUTE "|x", UI_FIELD_CHANGED},

	    {"ab|cd", "Left", "a|bcd", UI_FIELD_MOVED},
	    {"ab|cd", "Ctrl-B", "a|bcd", UI_FIELD_MOVED},
	    {"|ab", "Left", "|ab", UI_FIELD_MOVED},
	    {"a" WIDE "|", "Left", "a|" WIDE, UI_FIELD_MOVED},
	    {"a" E_ACUTE "|", "Left", "a|" E_ACUTE, UI_FIELD_MOVED},
	    {"a\xff|", "Left", "a|\xff", UI_FIELD_MOVED},
	    {"ab|cd", "Right", "abc|d", UI_FIELD_MOVED},
	    {"ab|cd", "Ctrl-F", "abc|d", UI_FIELD_MOVED},
	    {"ab|", "Right", "ab|", UI_FIELD_MOVED},
	    {"|" WIDE "a", "Right", WIDE "|a", UI_FIELD_MOVED},
	    {"|" E_ACUTE "\u0302a", "Right", E_ACUTE "\u0302|a", UI_FIELD_MOVED},
	    {"|\xe2\x82", "Right", "\xe2|\x82", UI_FIELD_MOVED},
	    {"ab|cd", "Home", "|abcd", UI_FIELD_MOVED},
	    {"ab|cd", "Ctrl-A", "|abcd", UI_FIELD_MOVED},
	    {"ab|cd", "End", "abcd|", UI_FIELD_MOVED},
	    {"ab|cd", "Ctrl-E", "abcd|", UI_FIELD_MOVED},
	    {"a=bc,de|f", "Ctrl-Left", "a=bc,|def", UI_FIELD_MOVED},
	    {"a=bc,|def", "Ctrl-Left", "a=|bc,def", UI_FIELD_MOVED},
	    {"  |a", "Ctrl-Left", "|  a", UI_FIELD_MOVED},
	    {"x \u00e4" E_ACUTE "|", "Ctrl-Left", "x |\u00e4" E_ACUTE, UI_FIELD_MOVED},
	    {"a|=bc,def", "Ctrl-Right", "a=bc|,def", UI_FIELD_MOVED},
	    {"a|b=c", "Ctrl-Right", "ab|=c", UI_FIELD_MOVED},
	    {"ab|, ", "Ctrl-Right", "ab, |", UI_FIELD_MOVED},

	    {"ab|cd", "Backspace", "a|cd", UI_FIELD_CHANGED},
	    {"ab|cd", "Ctrl-H", "a|cd", UI_FIELD_CHANGED},
	    {"ab|cd", "Ctrl-?", "a|cd", UI_FIELD_CHANGED},
	    {"|ab", "Backspace", "|ab", UI_FIELD_MOVED},
	    {"a" E_ACUTE "|b", "Backspace", "a|b", UI_FIELD_CHANGED},
	    {WIDE "|b", "Backspace", "|b", UI_FIELD_CHANGED},
	    {"ab|cd", "Delete", "ab|d", UI_FIELD_CHANGED},
	    {"ab|cd", "Ctrl-D", "ab|d", UI_FIELD_CHANGED},
	    {"ab|" E_ACUTE "d", "Delete", "ab|d", UI_FIELD_CHANGED},
	    {"ab|", "Delete", "ab|", UI_FIELD_MOVED},
	    {"|", "Ctrl-D", "|", UI_FIELD_MOVED},

	    {"ab|cd", "Ctrl-K", "ab|", UI_FIELD_CHANGED},
	    {"ab|", "Ctrl-K", "ab|", UI_FIELD_MOVED},
	    {"ab|cd", "Ctrl-U", "|cd", UI_FIELD_CHANGED},
	    {"|cd", "Ctrl-U", "|cd", UI_FIELD_MOVED},
	    {"a=b c=d |e", "Ctrl-W", "a=b |e", UI_FIELD_CHANGED},
	    {"a=b c=d|", "Ctrl-W", "a=b |", UI_FIELD_CHANGED},
	    {"  |", "Ctrl-W", "|", UI_FIELD_CHANGED},
	    {"|a", "Ctrl-W", "|a", UI_FIELD_MOVED},
	    {"ab|", "Ctrl-Y", "ab|", UI_FIELD_MOVED},
	    {"ab|cd", "Ctrl-K Home Ctrl-Y", "cd|ab", UI_FIELD_CHANGED},
	    {"ab|cd", "Ctrl-U End Ctrl-Y Ctrl-Y", "cdabab|", UI_FIELD_CHANGED},
	    {"ab cd|", "Ctrl-W Ctrl-K Ctrl-Y", "ab cd|", UI_FIELD_CHANGED},
	    {"ab|cd", "Ctrl-K Ctrl-U Ctrl-Y", "ab|", UI_FIELD_CHANGED},

	    /* Not keys of the editor. */
	    {"a|b", "Enter", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Esc", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "F1", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Tab", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Shift-Tab", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Up", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Down", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Ctrl-P", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Ctrl-N", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "PgUp", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Insert", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Ctrl-C", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Ctrl-L", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Ctrl-Space", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "U+009B", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "U+D800", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Mouse", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Resize", "a|b", UI_FIELD_IGNORED},
	    {"a|b", "Hang-up", "a|b", UI_FIELD_IGNORED},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		char *label = xb_format("%s %s", cases[i].before, cases[i].keys);
		struct ui_field field;

		field_begin(&field, cases[i].before);
		check_int(label, press_all(&field, cases[i].keys), cases[i].result);
		check_field(label, &field, cases[i].after);
		ui_field_clear(&field);
		free(label);
	}
}

static void pastes_become_one_line(void **state)
{
	static const struct {
		const char *label, *text;
		size_t length;
		const char *after;
	} cases[] = {
	    {"text", "xyz", 3, "axyz|b"},
	    {"nothing", "", 0, "a|b"},
	    {"part of what is there", "xyz", 2, "axy|b"},
	    {"line breaks", "x\ny\rz\r\nw", 8, "ax y z w|b"},
	    {"a line break at the end", "x\r\n", 3, "ax|b"},
	    {"line breaks alone", "\n\n", 2, "a|b"},
	    {"controls", "x\ty\x1b[A\x7f\0z", 9, "ax y [A  z|b"},
	    {"C1", "x\xc2\x9by", 4, "ax y|b"},
	    {"no UTF-8", "x\xffy\xe2\x82", 5, "ax?y??|b"},
	    {"UTF-8", "\u00e4" WIDE, 5, "a\u00e4" WIDE "|b"},
	    {"blanks", "  x ", 4, "a  x |b"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct ui_event event = {.key = UI_KEY_PASTE, .text = cases[i].text,
					 .length = cases[i].length};
		struct ui_field field;

		field_begin(&field, "a|b");
		check_int(cases[i].label, ui_field_key(&field, &event),
			  strcmp(cases[i].after, "a|b") ? UI_FIELD_CHANGED : UI_FIELD_MOVED);
		check_field(cases[i].label, &field, cases[i].after);
		ui_field_clear(&field);
	}
}

static void fresh_text_is_replaced(void **state)
{
	static const struct {
		const char *keys, *after;
	} cases[] = {
	    {"x", "x|"},	    {"x y", "xy|"},	   {"Left x", "olx|d"},
	    {"End x", "oldx|"},	    {"Backspace x", "olx|"}, {"F1 x", "x|"},
	};
	struct ui_event paste = {.key = UI_KEY_PASTE, .text = "new", .length = 3};
	struct ui_field field;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		ui_field_init(&field, "old");
		check_bool("at first", field.fresh, false);
		field.fresh = true;
		press_all(&field, cases[i].keys);
		check_field(cases[i].keys, &field, cases[i].after);
		check_bool(cases[i].keys, field.fresh, false);
		ui_field_clear(&field);
	}
	ui_field_init(&field, "old");
	field.fresh = true;
	ui_field_key(&field, &paste);
	check_field("paste", &field, "new|");
	ui_field_clear(&field);
}

/* ---- History ------------------------------------------------------------------------------- */

static void history_keeps_each_once(void **state)
{
	struct ui_history history = {0};

	(void)state;
	ui_history_add(&history, "one");
	ui_history_add(&history, "");
	ui_history_add(&history, "two");
	ui_history_add(&history, "three");
	ui_history_add(&history, "one");
	check_u64("count", history.count, 3);
	check_text("first", history.items[0], "two");
	check_text("last", history.items[2], "one");
	ui_history_clear(&history);
	check_u64("empty", history.count, 0);
}

static void history_is_looked_through(void **state)
{
	static const struct {
		const char *keys, *after;
		enum ui_field_result result;
	} cases[] = {
	    {"Down", "new|", UI_FIELD_MOVED},
	    {"Up", "three|", UI_FIELD_CHANGED},
	    {"Ctrl-P Ctrl-P", "two|", UI_FIELD_CHANGED},
	    {"Up Up Up", "one|", UI_FIELD_CHANGED},
	    {"Up Up Up Up", "one|", UI_FIELD_MOVED},
	    {"Up Up Down", "three|", UI_FIELD_CHANGED},
	    {"Up Down", "new|", UI_FIELD_CHANGED},
	    {"Up Ctrl-N Ctrl-N", "new|", UI_FIELD_MOVED},
	    {"Up Up Up Down Down Down", "new|", UI_FIELD_CHANGED},
	    {"Home x Up Down", "xnew|", UI_FIELD_CHANGED},
	    /* An entry that is edited is what is typed now. */
	    {"Up Up x Down", "twox|", UI_FIELD_MOVED},
	    {"Up Up x Up", "three|", UI_FIELD_CHANGED},
	    {"Up Up x Up Down", "twox|", UI_FIELD_CHANGED},
	    {"Up Up Left Up", "one|", UI_FIELD_CHANGED},
	    {"Up Up Backspace Down", "tw|", UI_FIELD_MOVED},
	};
	struct ui_history history = {0};

	(void)state;
	ui_history_add(&history, "one");
	ui_history_add(&history, "two");
	ui_history_add(&history, "three");
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct ui_field field;

		ui_field_init(&field, "new");
		field.history = &history;
		check_int(cases[i].keys, press_all(&field, cases[i].keys), cases[i].result);
		check_field(cases[i].keys, &field, cases[i].after);
		check_u64("history", history.count, 3);
		ui_field_clear(&field);
	}
	ui_history_clear(&history);
}

static void a_history_that_changes_meanwhile(void **state)
{
	struct ui_history history = {0};
	struct ui_field field;

	(void)state;
	ui_history_add(&history, "one");
	ui_history_add(&history, "two");
	ui_field_init(&field, "new");
	field.history = &history;
	press_all(&field, "Up Up");
	ui_history_clear(&history);
	check_int("empty", press_all(&field, "Up"), UI_FIELD_MOVED);
	check_int("empty", press_all(&field, "Down"), UI_FIELD_MOVED);
	ui_history_add(&history, "three");
	press_all(&field, "Up");
	check_field("filled", &field, "three|");
	ui_field_set(&field, "set");
	press_all(&field, "Down");
	check_field("set", &field, "set|");
	ui_field_clear(&field);
	ui_history_clear(&history);
}

/* ---- Completion ---------------------------------------------------------------------------- */

/* The words of the context that begin like what stands behind the last comma. */
static size_t complete_word(void *context, const char *text, size_t length,
			    struct ui_candidates *candidates)
{
	const char *const *words = context;
	size_t start = length;

	while (start > 0 && text[start - 1] != ',')
		start--;
	for (size_t i = 0; words[i]; i++)
		if (strncmp(words[i], text + start, length - start) == 0)
			ui_candidates_add(candidates, words[i], NULL);
	return start;
}

static enum ui_field_result complete(struct ui_field *field)
{
	struct ui_candidates candidates = {0};
	enum ui_field_result result;
	size_t start;

	ui_field_candidates(field, &candidates, &start);
	result = ui_field_complete(field, &candidates, start);
	ui_candidates_clear(&candidates);
	return result;
}

static void what_all_begin_with_is_completed(void **state)
{
	static const char *const words[] = {
	    "native", "nat", "trap", "w\u00e4hle", "w\u00fcste", "only", NULL,
	};
	static const struct {
		const char *before, *after;
		enum ui_field_result result;
	} cases[] = {
	    {"o|", "only|", UI_FIELD_CHANGED},
	    {"only|", "only|", UI_FIELD_MOVED},
	    {"x|", "x|", UI_FIELD_MOVED},
	    {"tr|=x", "trap|=x", UI_FIELD_CHANGED},
	    {"trap,o|", "trap,only|", UI_FIELD_CHANGED},
	    {"n|", "nat|", UI_FIELD_CHANGED},
	    {"nat|", "nat|", UI_FIELD_MOVED},
	    {"n|z", "nat|z", UI_FIELD_CHANGED},
	    /* Not in the middle of a character that two candidates begin. */
	    {"w|", "w|", UI_FIELD_MOVED},
	    {"|", "|", UI_FIELD_MOVED},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct ui_field field;

		field_begin(&field, cases[i].before);
		field.complete = complete_word;
		field.complete_context = (void *)(uintptr_t)words;
		check_int(cases[i].before, complete(&field), cases[i].result);
		check_field(cases[i].before, &field, cases[i].after);
		ui_field_clear(&field);
	}
}

static void completion_and_history(void **state)
{
	static const char *const words[] = {"one", "onto", NULL};
	struct ui_history history = {0};
	struct ui_field field;

	(void)state;
	ui_history_add(&history, "old,o");
	ui_field_init(&field, "new");
	field.history = &history;
	field.complete = complete_word;
	field.complete_context = (void *)(uintptr_t)words;
	press_all(&field, "Up");
	complete(&field);
	check_field("of an entry", &field, "old,on|");
	ui_field_put(&field, 4, "onto");
	check_field("one of them", &field, "old,onto|");
	press_all(&field, "Up");
	check_field("an entry", &field, "old,o|");
	press_all(&field, "Down");
	check_field("back", &field, "old,onto|");
	ui_field_clear(&field);
	ui_history_clear(&history);
}

static void candidates_are_sorted(void **state)
{
	struct ui_candidates candidates = {0};

	(void)state;
	ui_candidates_add(&candidates, "b", "its help");
	ui_candidates_add(&candidates, "c", NULL);
	ui_candidates_add(&candidates, "a", NULL);
	check_text("first", candidates.items[0].text, "a");
	check_text("second", candidates.items[1].text, "b");
	check_text("its help", candidates.items[1].about, "its help");
	check_text("third", candidates.items[2].text, "c");
	ui_candidates_clear(&candidates);
	check_u64("empty", candidates.count, 0);
}

static void files_are_completed(void **state)
{
	static const struct {
		const char *folder, *text, *candidates; /* "start: item item" */
	} cases[] = {
	    {NULL, "", "0: Image boot/ initrd.img initrd.old"},
	    {NULL, "i", "0: initrd.img initrd.old"},
	    {NULL, "initrd.i", "0: initrd.img"},
	    {NULL, "x", "0:"},
	    {NULL, ".", "0: .hidden"},
	    {NULL, "boot/", "5: a.dtb"},
	    {NULL, "boot/a", "5: a.dtb"},
	    {NULL, "boot//a", "6: a.dtb"},
	    {NULL, "none/a", "5:"},
	    {NULL, "./I", "2: Image"},
	    {"", "I", "0: Image"},
	    {".", "I", "0: Image"},
	    {"boot", "", "0: a.dtb"},
	    {"boot", "../I", "3: Image"},
	    {"none", "", "0:"},
	};

	(void)state;
	folder_write("initrd.img", "");
	folder_write("initrd.old", "");
	folder_write("Image", "");
	folder_write(".hidden", "");
	folder_write("line\nbreak", "");
	folder_write("caf\xe9", "");
	assert_int_equal(mkdir("boot", 0777), 0);
	folder_write("boot/a.dtb", "");
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct ui_candidates candidates = {0};
		struct xb_buf got = {0};

		xb_buf_printf(&got, "%zu:",
			      ui_complete_file((void *)(uintptr_t)cases[i].folder, cases[i].text,
					       strlen(cases[i].text), &candidates));
		for (size_t k = 0; k < candidates.count; k++)
			xb_buf_printf(&got, " %s", candidates.items[k].text);
		check_text(cases[i].text, got.data, cases[i].candidates);
		xb_buf_clear(&got);
		ui_candidates_clear(&candidates);
	}
}

static void absolute_paths_need_no_folder(void **state)
{
	char *path = xb_format("%s/Im", (const char *)*state);
	struct ui_candidates candidates = {0};

	folder_write("Image", "abc");
	check_u64("start", ui_complete_file((void *)(uintptr_t)"none", path, strlen(path), &candidates),
		  strlen(path) - 2);
	check_u64("count", candidates.count, 1);
	check_text("name", candidates.items[0].text, "Image");
	check_text("size", candidates.items[0].about, "3 bytes");
	ui_candidates_clear(&candidates);
	free(path);
}

/* ---- Drawing ------------------------------------------------------------------------------- */

static void the_field_scrolls(void **state)
{
	static const struct {
		const char *label;
		bool utf8;
		int width;
		const char *text, *row;
		int cursor;
	} cases[] = {
	    {"empty", true, 10, "|", "", 0},
	    {"short", true, 10, "abc|", "abc", 3},
	    {"cursor inside", true, 10, "a|bc", "abc", 1},
	    {"full but for the cursor", true, 10, "abcdefghi|", "abcdefghi", 9},
	    {"full", true, 10, "abcdefghij|", "\u2026cdefghij", 9},
	    {"full, cursor in front", true, 10, "|abcdefghij", "abcdefghij", 0},
	    {"long, at the end", true, 10, "abcdefghijklmn|", "\u2026ghijklmn", 9},
	    {"long, at the start", true, 10, "|abcdefghijklmn", "abcdefghi\u2026", 0},
	    {"long, in the middle", true, 10, "abcdefg|hijklmn", "\u2026cdefghij\u2026", 6},
	    {"ASCII", false, 10, "abcdefghijklmn|", "<ghijklmn", 9},
	    {"ASCII, at the start", false, 10, "|abcdefghijklmn", "abcdefghi>", 0},
	    {"wide", true, 6, WIDE WIDE WIDE "|", "\u2026" WIDE WIDE, 5},
	    {"wide, right edge", true, 5, "|" WIDE WIDE WIDE, WIDE WIDE "\u2026", 0},
	    {"combining", true, 6, E_ACUTE E_ACUTE E_ACUTE "|", E_ACUTE E_ACUTE E_ACUTE, 3},
	    {"one column", true, 1, "abc|", "", 0},
	    {"two columns", true, 2, "abc|", "c", 1},
	    {"controls", true, 10, "a\x1b|", "a\\x1b", 5},
	    {"no UTF-8", true, 10, "\xff|", "\\xff", 4},
	};
	static const struct ui_area area = {0, 2, 1, 40};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct ui_screen screen = {.utf8 = cases[i].utf8};
		struct ui_field field;
		struct xb_buf row = {0};
		char *want = xb_format("%s%s\n", *cases[i].row ? "   " : "", cases[i].row);

		ui_screen_resize(&screen, 1, 60);
		field_begin(&field, cases[i].text);
		ui_field_fit(&field, screen.utf8, cases[i].width);
		ui_field_draw(&field, &screen, area, 0, 1, cases[i].width);
		ui_screen_text(&screen, &row);
		check_text(cases[i].label, row.data, want);
		check_int(cases[i].label, screen.cursor_col, 3 + cases[i].cursor);
		check_int(cases[i].label, screen.cells[3].style, UI_FIELD);
		check_int(cases[i].label, screen.cells[2 + cases[i].width].style, UI_FIELD);
		check_int(cases[i].label, screen.cells[3 + cases[i].width].style, UI_NORMAL);
		free(want);
		xb_buf_clear(&row);
		ui_field_clear(&field);
		ui_screen_free(&screen);
	}
}

/* The cursor never stands at an edge behind which there is more; drawing twice changes nothing. */
static void some_columns_stay_in_view(void **state)
{
	static const struct ui_area area = {0, 0, 1, 20};
	struct ui_screen screen = {.utf8 = true};
	struct ui_field field;
	char text[101];

	(void)state;
	memset(text, 'x', 100);
	text[100] = '\0';
	ui_screen_resize(&screen, 1, 20);
	ui_field_init(&field, text);
	for (int i = 0; i < 200; i++) {
		int scroll, at = (int)field.cursor;

		ui_field_fit(&field, screen.utf8, 20);
		ui_field_draw(&field, &screen, area, 0, 0, 20);
		scroll = field.scroll;
		check_int("cursor", screen.cursor_col, at - scroll);
		assert_true(screen.cursor_col >= 3 || scroll == 0);
		assert_true(screen.cursor_col <= 16 || at > 96);
		ui_field_fit(&field, screen.utf8, 20);
		ui_field_draw(&field, &screen, area, 0, 0, 20);
		check_int("again", field.scroll, scroll);
		press(&field, i < 100 ? UI_KEY_LEFT : UI_KEY_RIGHT);
	}
	ui_field_clear(&field);
	ui_screen_free(&screen);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keys_edit),
	    cmocka_unit_test(pastes_become_one_line),
	    cmocka_unit_test(fresh_text_is_replaced),
	    cmocka_unit_test(history_keeps_each_once),
	    cmocka_unit_test(history_is_looked_through),
	    cmocka_unit_test(a_history_that_changes_meanwhile),
	    cmocka_unit_test(what_all_begin_with_is_completed),
	    cmocka_unit_test(completion_and_history),
	    cmocka_unit_test(candidates_are_sorted),
	    cmocka_unit_test_setup_teardown(files_are_completed, folder_enter, folder_leave),
	    cmocka_unit_test_setup_teardown(absolute_paths_need_no_folder, folder_enter,
					    folder_leave),
	    cmocka_unit_test(the_field_scrolls),
	    cmocka_unit_test(some_columns_stay_in_view),
	};

	/* Widths of characters are the locale's. */
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		return 77;
	return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}

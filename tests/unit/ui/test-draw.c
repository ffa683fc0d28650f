/* SPDX-License-Identifier: MIT */
/* Drawing: hostile text does nothing, a screen that was used before leaves no traces, state stays. */
#include "unit/ui/front.h"

/* From where the tests were started; "": the sources are not there. */
static char hostile_path[4096];

/* ---- What is in the cells ----------------------------------------------------------------------- */

static void check_cell(const char *label, const struct ui_cell *cell, bool utf8)
{
	size_t length = strlen(cell->text), step;

	for (size_t at = 0; at < length; at += step) {
		unsigned char byte = (unsigned char)cell->text[at];

		step = xb_utf8_length(cell->text + at, length - at);
		if (step == 0 || byte < 0x20 || byte == 0x7f || (!utf8 && byte >= 0x80) ||
		    (step == 2 && byte == 0xc2 && (unsigned char)cell->text[at + 1] < 0xa0))
			fail_msg("%s: byte 0x%02x in a cell", label, byte);
	}
	assert_true(cell->width <= 2 && (cell->width == 0) == (length == 0));
	assert_true(cell->style < UI_STYLE_COUNT);
}

static void check_cells(const char *label, const struct ui_screen *screen)
{
	for (int i = 0; i < screen->rows * screen->cols; i++)
		check_cell(label, &screen->cells[i], screen->utf8);
	assert_in_range(screen->cursor_row, 0, screen->rows - 1);
	assert_in_range(screen->cursor_col, 0, screen->cols - 1);
}

static bool is_same_cell(const struct ui_cell *a, const struct ui_cell *b)
{
	return a->width == b->width && a->style == b->style &&
	       a->ground == b->ground && strcmp(a->text, b->text) == 0;
}

static void check_same_cells(const char *label, const struct ui_screen *a, const struct ui_screen *b)
{
	struct xb_buf left = {0}, right = {0};

	for (int i = 0; i < a->rows * a->cols; i++) {
		if (is_same_cell(&a->cells[i], &b->cells[i]))
			continue;
		ui_screen_text(a, &left);
		ui_screen_text(b, &right);
		check_text(label, left.data, right.data);
		fail_msg("%s: row %d, column %d has styles %d and %d", label, i / a->cols,
			 i % a->cols, a->cells[i].style, b->cells[i].style);
	}
	check_int(label, a->cursor_row, b->cursor_row);
	check_int(label, a->cursor_col, b->cursor_col);
}

/* What is drawn again, and what is drawn on a screen where all was blank, is the same. */
static void check_screens(const char *label, struct front *front)
{
	struct ui_screen fresh = {.utf8 = front->screen.utf8};

	show(front->app, &front->screen);
	check_cells(label, &front->screen);
	ui_screen_resize(&fresh, front->screen.rows, front->screen.cols);
	show(front->app, &fresh);
	check_same_cells(label, &front->screen, &fresh);
	show(front->app, &fresh);
	check_same_cells(label, &front->screen, &fresh);
	ui_screen_free(&fresh);
}

/* ---- Walks -------------------------------------------------------------------------------------- */

/* Keys that lead past every page and most dialogs, from wherever one is. */
static const char *const walk[] = {
	"Down", "Enter", "Down", "Down", "End", "Home", "?", "End", "Esc", "Enter", "Esc", "Esc",
	"!", "Down", "End", "Enter", "Esc", "Esc", "m", "Down", "Down", "End", "e", "Esc", "Esc",
	"p", "Down", "Tab", "End", "Tab", "Home", "Esc", "D", "Tab", "Down", "Enter", "End", "Esc",
	"/", "m", "e", "m", "PgDn", "Esc", ":", "s", "a", "PgDn", "Esc", "o", "Down", "c", "Esc",
	"n", "Esc", "Esc", "b", "Down", "o", "Esc", "x", "Esc", "Esc", "S", "Esc", "K", "PgDn",
	"Esc", "+", "a", "Esc", "a", "Right", "Down", "]", "]", "[", "q", "Esc",
};

static void walk_pages(const char *label, struct front *front)
{
	check_screens(label, front);
	for (size_t i = 0; i < XB_COUNT(walk); i++) {
		char *at = xb_format("%s, key %zu: %s", label, i, walk[i]);
		struct ui_event event = {.key = ui_key_parse(walk[i])};

		ui_app_event(front->app, &event);
		check_screens(at, front);
		free(at);
	}
	front->app->done = false; /* Esc in the main menu, where nothing is unsaved */
	while (front->app->dialog)
		ui_dialog_close(front->app);
	while (front->app->page_count > 1)
		ui_app_pop(front->app);
}

static void a_used_screen_leaves_no_traces(void **state)
{
	static const int sizes[][2] = {{24, 80}, {12, 40}, {40, 120}, {12, 100}, {60, 200}, {13, 99}};
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	for (size_t i = 0; i < XB_COUNT(sizes); i++) {
		char *label = xb_format("%dx%d", sizes[i][1], sizes[i][0]);

		front_resize(&front, sizes[i][0], sizes[i][1]);
		walk_pages(label, &front);
		free(label);
	}
	front_close(&front);
}

static void without_a_profile_too(void **state)
{
	struct front front;

	(void)state;
	front_start(&front);
	walk_pages("none", &front);
	front_close(&front);
}

static void in_ascii_nothing_else_is_sent(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front.app->utf8 = front.screen.utf8 = false;
	walk_pages("ASCII", &front);
	front_close(&front);
}

/* ---- Hostile text ------------------------------------------------------------------------------- */

#define CLEAR "\033[2J\033]0;title\007\r\b"
#define BIDI "\xe2\x80\xae\xe2\x81\xa6\xf3\xa0\x80\x81"
#define INVALID "\xff\xfe\xc3\x28\xed\xa0\x80\xc0\xaf"
#define WIDE "\xe6\xbc\xa2\xe5\xad\x97"
#define MARKS "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88\xcc\x89\xcc\x8a\xcc\x8b"

/* YAML writes them as escapes; a profile may not hold them as they are. */
static const struct {
	const char *label, *yaml;
} values[] = {
	{"escape sequences", "\\e[2J\\e]0;title\\a\\r\\b\\x7f\\x9b31m"},
	{"bidi", "\\u202e\\u2066\\U000E0001"},
	{"line breaks", "a\\nb\\r\\nc\\td\\0e\\L\\P\\N"},
	{"wide", WIDE WIDE WIDE},
	{"marks", MARKS MARKS},
	{"format", "%s%n%d"},
};

static char *hostile_profile(const char *value, const char *long_text)
{
	return xb_format("format: 1\n"
			 "name: x\n"
			 "description: \"%s%s\"\n"
			 "board: {name: b, title: \"%s\", memory: [{start: 0, size: 1G}], cpus: 4}\n"
			 "files: \"%s\"\n"
			 "xen:\n  file: \"%s%s\"\n  size: 1M\n  options:\n    \"x%s\": \"%s\"\n"
			 "    console: \"%s,%s\"\n    dom0_mem: \"%s\"\n  extra: \"%s\"\n"
			 "device-tree: {file: \"%s.dtb\", size: 1K}\n"
			 "dom0:\n  kernel: {file: \"%s\", size: 1M}\n  options: {\"%s\": \"%s%s\"}\n",
			 value, long_text, value, value, value, long_text, value, value, value,
			 value, value, long_text, value, value, value, value, long_text);
}

/* Every STEPth of what is set: each dialog judges its value by the whole profile. */
static void walk_settings(const char *label, struct front *front, size_t step)
{
	size_t set = 0;

	for (size_t i = 0; i < front->app->menu.count; i++) {
		const struct ui_node *node = &front->app->menu.nodes[i];
		char *id;

		if (!node->value || set++ % step)
			continue;
		id = xb_strdup(node->subject.id);
		front_jump(front, id);
		check_screens(label, front);
		front_keys(front, "Enter");
		check_screens(label, front);
		front_keys(front, "Esc E");
		check_screens(label, front);
		front_keys(front, "Esc ?");
		check_screens(label, front);
		front_keys(front, "Esc");
		free(id);
	}
}

static void hostile_values_do_no_harm(void **state)
{
	char *long_text = xb_alloc(10001);

	(void)state;
	memset(long_text, 'w', 10000);
	for (size_t i = 0; i < XB_COUNT(values); i++) {
		char *text = hostile_profile(values[i].yaml, i % 2 ? long_text : "");
		struct front front;

		folder_write("p.yaml", text);
		front_open(&front, "./p.yaml");
		walk_pages(values[i].label, &front);
		walk_settings(values[i].label, &front, 1);
		front_resize(&front, 12, 40);
		walk_pages(values[i].label, &front);
		front_close(&front);
		free(text);
	}
	free(long_text);
}

/* Of files, folders, profiles and what is typed: no bytes are kept from these. */
static void hostile_names_do_no_harm(void **state)
{
	static const char *const names[] = {CLEAR, BIDI, INVALID, WIDE, MARKS, "a\nb", "%s%n"};

	(void)state;
	assert_int_equal(mkdir("home", 0700) | mkdir("home/profiles", 0700), 0);
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		char *path = xb_format("home/profiles/%s.yaml", names[i]);

		folder_write(path, FRONT_SMALL);
		free(path);
		folder_write(names[i], "x");
	}
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		char *path = xb_format("./%s.yaml", names[i]), *shown = xb_format("name %zu", i);
		struct front front;

		folder_write(path, FRONT_SMALL);
		front_open(&front, path);
		walk_pages(shown, &front);
		front_jump(&front, "xen.file");
		front_keys(&front, "Enter Ctrl-U");
		for (size_t k = 0; k < 12; k++) {
			front_keys(&front, "Tab");
			check_screens(shown, &front);
		}
		front_keys(&front, "Ctrl-U");
		front_paste(&front, names[i]);
		check_screens(shown, &front);
		front_keys(&front, "Enter Enter");
		check_screens(shown, &front);
		front_keys(&front, "Esc o");
		for (size_t k = 0; k < 12; k++) {
			front_keys(&front, "Down");
			check_screens(shown, &front);
		}
		front_close(&front);
		free(path);
		free(shown);
	}
}

/* A file that is no text at all. */
static void what_is_no_yaml_does_no_harm(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", "a: \"" CLEAR INVALID "\n" BIDI "[\n");
	front_open(&front, "p.yaml");
	walk_pages("no YAML", &front);
	front_keys(&front, "! Enter ? Esc");
	check_screens("no YAML", &front);
	front_close(&front);
}

/* Five hundred lines of it, in the folder of the terminal's tests. */
static void the_hostile_profile_does_no_harm(void **state)
{
	struct xb_buf text = {0};
	struct front front;

	if (!hostile_path[0])
		skip();
	(void)state;
	assert_int_equal(xb_file_read(hostile_path, 1 << 20, &text), 0);
	folder_write("p.yaml", text.data);
	front_open(&front, "p.yaml");
	assert_true(front_node(&front, "xen.options.dom0_mem")->value != NULL);
	assert_true(xb_session_diags(front.session)->count > 50);
	walk_pages("hostile", &front);
	walk_settings("hostile", &front, 37); /* no neighbours of a kind */
	front_resize(&front, 12, 40);
	walk_pages("hostile, small", &front);
	front_resize(&front, 40, 120);
	front.screen.utf8 = front.app->utf8 = false;
	walk_pages("hostile, ASCII", &front);
	front_close(&front);
	xb_buf_clear(&text);
}

/* ---- State -------------------------------------------------------------------------------------- */

/* What was prepared is drawn without a change; and what is there is not prepared again. */
static void check_state_stays(const char *label, struct front *front)
{
	const struct ui_app *app = front->app;
	struct ui_app app_before;
	struct ui_page page_before;
	struct ui_dialog dialog_before = {0};

	show(front->app, &front->screen);
	app_before = *app;
	page_before = *ui_app_page(app);
	if (app->dialog)
		dialog_before = *app->dialog;
	ui_draw_list(app, &front->screen);
	ui_draw_rest(app, &front->screen);
	show(front->app, &front->screen);
	check_bool(label, memcmp(&app_before, app, sizeof(*app)) == 0, true);
	check_bool(label, memcmp(&page_before, ui_app_page(app), sizeof(page_before)) == 0, true);
	if (app->dialog)
		check_bool(label, memcmp(&dialog_before, app->dialog, sizeof(dialog_before)) == 0,
			   true);
}

static void drawing_changes_no_state(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	for (size_t i = 0; i < XB_COUNT(walk); i++) {
		struct ui_event event = {.key = ui_key_parse(walk[i])};

		ui_app_event(front.app, &event);
		check_state_stays(walk[i], &front);
	}
	front_close(&front);
}

/* The cursor of the terminal stands on the selected line, for those who are read to. */
static void the_cursor_stands_on_the_selected_line(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	for (int i = 0; i < 11; i++) {
		const char *line;
		struct ui_cell *cell;

		front_screen(&front);
		line = front_selected(&front);
		cell = &front.screen.cells[front.screen.cursor_row * 80];
		check_text(line, cell->text, ">");
		check_int(line, cell->style, UI_SELECTED);
		check_int(line, cell->ground, UI_GROUND_SELECTED);
		check_int(line, front.screen.cursor_row, 2 + i);
		front_keys(&front, "Down");
	}
	front_close(&front);
}

/* Absolute, for each test goes to a folder of its own. */
static void find_hostile(void)
{
	const char *sources = getenv("srcdir");
	char *path = xb_format("%s/tests/tui/hostile.yaml", sources ? sources : "..");
	char *whole = realpath(path, NULL);

	if (whole)
		snprintf(hostile_path, sizeof(hostile_path), "%s", whole);
	free(whole);
	free(path);
}

/* To the column, whatever its letters are wide. */
static void the_board_stands_at_the_right(void **state)
{
	static const struct {
		const char *name, *end;
	} rows[] = {{"abc", " abc\n"}, {WIDE, " " WIDE "\n"}, {"\\e[1m", " \\x1b[1m\n"}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *text = xb_format("format: 1\nboard: {name: \"%s\", memory: [{start: 0, size: 1G}]}\n"
				       "xen: {file: xen, size: 1M}\n"
				       "device-tree: {file: t.dtb, size: 1K}\n"
				       "dom0: {kernel: {file: Image, size: 1M}}\n", rows[i].name);
		struct front front;
		const struct ui_cell *cells;

		folder_write("p.yaml", text);
		front_open(&front, "p.yaml");
		check_screen(&front, rows[i].end);
		cells = front.screen.cells;
		check_text(rows[i].name, cells[79].text, " ");
		check_bool(rows[i].name, strcmp(cells[78].text, " ") != 0, true);
		front_close(&front);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_used_screen_leaves_no_traces),
		in_folder(without_a_profile_too),
		in_folder(in_ascii_nothing_else_is_sent),
		in_folder(hostile_values_do_no_harm),
		in_folder(hostile_names_do_no_harm),
		in_folder(the_hostile_profile_does_no_harm),
		in_folder(what_is_no_yaml_does_no_harm),
		in_folder(drawing_changes_no_state),
		in_folder(the_board_stands_at_the_right),
		in_folder(the_cursor_stands_on_the_selected_line),
	};

	find_hostile();
	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

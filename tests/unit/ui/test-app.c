/* SPDX-License-Identifier: MIT */
/* Pages and ways between them; mouse and keys of the terminal. */
#include "unit/ui/front.h"

/* ---- Pages -------------------------------------------------------------------------------------- */

static void every_page_is_reached_by_key_and_left_by_esc(void **state)
{
	static const struct {
		const char *keys;
		const struct ui_page_type *type;
		const char *part;
	} rows[] = {
		{"Enter", &ui_page_menu, "Most needed"},
		{"!", &ui_page_problems, "Problems"},
		{"F9", &ui_page_problems, "is not here; planned with"},
		{"m", &ui_page_map, "RAM 0x0"},
		{"F4", &ui_page_map, "Memory map"},
		{"p", &ui_page_preview, "[script]  /chosen  command lines"},
		{"F5", &ui_page_preview, "Preview"},
		{"D", &ui_page_changes, "No difference."},
		{"F6", &ui_page_changes, "against the saved file"},
		{"/", &ui_page_search, "Type words"},
		{"F3", &ui_page_search, "Search"},
		{":", &ui_page_palette, "Open the menu, edit"},
		{"o", &ui_page_profiles, "rpi4-yocto"},
		{"F8", &ui_page_profiles, "shipped"},
		{"b", &ui_page_build, "Build into ."},
		{"F7", &ui_page_build, "new"},
		{"?", &ui_page_help, "Help"},
		{"F1", &ui_page_help, "Help"},
		{"K", &ui_page_help, "Half a page up"},
		{"F11", &ui_page_help, "all keys"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		front_open_small(&front);
		front_keys(&front, rows[i].keys);
		check_bool(rows[i].keys, front_page(&front) == rows[i].type, true);
		check_screen(&front, rows[i].part);
		check_u64(rows[i].keys, front.app->page_count, 2);
		front_keys(&front, "Esc");
		check_u64(rows[i].keys, front.app->page_count, 1);
		check_bool(rows[i].keys, front.app->done, false);
		front_close(&front);
	}
}

static void the_root_menu_leads_to_the_same_pages(void **state)
{
	static const struct ui_page_type *const types[] = {
		&ui_page_problems, &ui_page_map,   &ui_page_preview,
		&ui_page_changes,  &ui_page_build, &ui_page_log,
		&ui_page_profiles, &ui_page_help,
	};
	struct front front;

	(void)state;
	front_open_small(&front);
	front_find_row(&front, "Problems");
	for (size_t i = 0; i < XB_COUNT(types); i++) {
		if (strcmp(front_selected(&front), "Save") == 0)
			front_keys(&front, "Down");
		front_keys(&front, "Enter");
		check_bool("page", front_page(&front) == types[i], true);
		if (front.app->dialog) /* which log to read */
			front_keys(&front, "Esc");
		front_keys(&front, "Esc Down");
	}
	check_text("below them", front_selected(&front), "Quit");
	front_find_row(&front, "Problems");
	front_keys(&front, "Up");
	check_text("above them", front_selected(&front), "Outputs");
	front_close(&front);
}

/* However many are opened, the root menu stays below them. */
static void pages_lie_on_each_other_without_end(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	for (int i = 0; i < 40; i++)
		front_keys(&front, i % 3 == 0 ? "!" : i % 3 == 1 ? "m" : "K");
	assert_in_range(front.app->page_count, 2, UI_PAGES_MAX);
	front_keys(&front, "!");
	front_keys(&front, "!");
	check_bool("one of a kind", front.app->pages[front.app->page_count - 2]->type !=
		   &ui_page_problems, true);
	for (int i = 0; i < UI_PAGES_MAX - 1; i++)
		front_keys(&front, "h");
	check_u64("root", front.app->page_count, 1);
	check_text("root", front.app->pages[0]->subject.id, "");
	front_keys(&front, "h h Left Backspace");
	check_bool("no key but Esc and q quits", front.app->done, false);
	front_close(&front);
}

static void a_page_keeps_its_place(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "Down Down Down Enter Down Enter Down");
	check_screen(&front, "Xen options > Dom0");
	front_keys(&front, "Esc");
	check_text("the group", front_selected(&front), "Dom0");
	front_keys(&front, "Esc");
	check_text("the menu", front_selected(&front), "Xen options");
	front_close(&front);
}

static void lists_are_moved_through(void **state)
{
	static const struct {
		const char *keys, *want;
	} rows[] = {
		{"j", "Board and files"}, {"Down Up", "Most needed"},
		{"G", "Quit"},		  {"End k", "Keys"},
		{"G g", "Most needed"},	  {"PgDn PgDn", "Quit"},
		{"Ctrl-N Ctrl-P", "Most needed"},
		{"Ctrl-D Ctrl-U", "Most needed"},
		{"Ctrl-F Ctrl-B", "Most needed"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		front_open_small(&front);
		front_keys(&front, rows[i].keys);
		check_text(rows[i].keys, front_selected(&front), rows[i].want);
		front_close(&front);
	}
}

/* ---- Mouse -------------------------------------------------------------------------------------- */

static void the_mouse_selects_opens_and_rolls(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_mouse(&front, UI_MOUSE_CLICK, 5, 10);
	check_text("click", front_selected(&front), "Xen options");
	front_mouse(&front, UI_MOUSE_DOUBLE, 5, 10);
	check_screen(&front, "Xen options");
	check_u64("double", front.app->page_count, 2);
	front_mouse(&front, UI_MOUSE_WHEEL_DOWN, 5, 10);
	front_mouse(&front, UI_MOUSE_WHEEL_UP, 5, 10);
	front_mouse(&front, UI_MOUSE_CLICK, 1, 10);
	check_u64("the path leads back", front.app->page_count, 1);
	front_jump(&front, "xen.options.dom0_mem");
	check_screen(&front, "dom0_mem");
	front_mouse(&front, UI_MOUSE_WHEEL_DOWN, 20, 10);
	check_u64("help", ui_app_page(front.app)->detail.top, 3);
	front_mouse(&front, UI_MOUSE_CLICK, 2, 10);
	front_mouse(&front, UI_MOUSE_DOUBLE, 0, 0);
	front_mouse(&front, UI_MOUSE_CLICK, 23, 79);
	front_mouse(&front, UI_MOUSE_CLICK, -1, 500);
	check_text("elsewhere nothing", front_title(&front), "");
	front_close(&front);
}

static void what_has_no_row_cannot_be_clicked(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_resize(&front, 40, 80);
	front_mouse(&front, UI_MOUSE_DOUBLE, 25, 10);
	check_u64("below the last row", front.app->page_count, 1);
	front_keys(&front, "Enter");
	check_screen(&front, "\n         dom0\n");
	front_mouse(&front, UI_MOUSE_DOUBLE, 10, 10);
	check_text("still open", front_title(&front), "");
	front_close(&front);
}

/* ---- The terminal ------------------------------------------------------------------------------- */

static void the_terminal_is_asked_for_by_key(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "Ctrl-L");
	check_bool("redraw", front.app->redraw, true);
	front_keys(&front, "Ctrl-Z");
	check_bool("suspend", front.app->suspend, true);
	front_keys(&front, "M");
	check_bool("mouse", front.app->mouse, true);
	front_keys(&front, "M");
	check_bool("mouse", front.app->mouse, false);
	front.app->redraw = false;
	ui_dialog_open(front.app, "Title");
	front_keys(&front, "Ctrl-L");
	check_bool("in a dialog", front.app->redraw, true);
	front_resize(&front, 5, 5);
	front.app->redraw = false;
	front_keys(&front, "Ctrl-L");
	check_bool("too small", front.app->redraw, true);
	front_close(&front);
}

/* What is pasted on a menu is words to set, not keys: they are shown, and Esc leaves all as it was. */
static void what_is_pasted_is_no_keys(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_paste(&front, "x\nq\n\003");
	check_text("asked", front_title(&front), "Add options");
	check_contains("two words", front_verdict(&front), "2 options");
	front_keys(&front, "Esc");
	check_bool("changed", xb_draft_is_changed(front.app->draft), false);
	front_keys(&front, "/");
	front_paste(&front, "vwfi");
	check_text("a page's own field takes it", ui_app_page(front.app)->field.text, "vwfi");
	front_close(&front);
}

static void keys_without_a_meaning_do_nothing(void **state)
{
	struct front front;
	char *before;

	(void)state;
	front_open_small(&front);
	before = xb_strdup(front_screen(&front));
	front_keys(&front, "z Tab Shift-Tab Ctrl-A Ctrl-Space F12 \xc3\xa4 U+10FFFF Ctrl-Left");
	front_event(&front, &(struct ui_event){.key = UI_KEY_NONE});
	front_event(&front, &(struct ui_event){.key = UI_KEY_RESIZE});
	check_text("screen", front_screen(&front), before);
	check_bool("changed", xb_draft_is_changed(front.app->draft), false);
	free(before);
	front_close(&front);
}

/* The rest of an arrow that comes behind its Esc: what that did is undone, whatever it was. */
static void a_late_arrow_undoes_its_esc(void **state)
{
	static const char *const rows[] = {"Home", "Down Enter", "q", "S", "/ v w f i", "/ v w f i Enter e",
					   "! Enter", "! Enter Esc", "o", "o n"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const struct ui_event late = {.key = UI_KEY_INSERT, .late = true};
		struct front front;
		char *before;

		front_open_small(&front);
		ui_app_set(front.app, "xen.options.dom0_meme", "1");
		front_keys(&front, rows[i]);
		free(front.app->message);
		front.app->message = NULL;
		before = xb_strdup(front_screen(&front));
		front_keys(&front, "Esc");
		front_event(&front, &late);
		check_text(rows[i], front_screen(&front), before);
		free(before);
		front_close(&front);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(every_page_is_reached_by_key_and_left_by_esc),
		in_folder(the_root_menu_leads_to_the_same_pages),
		in_folder(pages_lie_on_each_other_without_end),
		in_folder(a_page_keeps_its_place),
		in_folder(lists_are_moved_through),
		in_folder(the_mouse_selects_opens_and_rolls),
		in_folder(what_has_no_row_cannot_be_clicked),
		in_folder(the_terminal_is_asked_for_by_key),
		in_folder(a_late_arrow_undoes_its_esc),
		in_folder(what_is_pasted_is_no_keys),
		in_folder(keys_without_a_meaning_do_nothing),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

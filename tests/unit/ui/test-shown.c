/* SPDX-License-Identifier: MIT */
/* What menus leave out: = shows only what is set, a also what does not fit. */
#include "unit/ui/front.h"

static bool is_shown(const struct front *front, const char *name)
{
	const struct ui_rows *rows = &ui_app_page(front->app)->rows;

	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(rows->items[i].name, name) == 0)
			return true;
	return false;
}

static size_t count_unset(const struct front *front)
{
	const struct ui_rows *rows = &ui_app_page(front->app)->rows;
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++)
		count += ui_node_is_setting(rows->items[i].node) && !rows->items[i].node->value;
	return count;
}

static void only_what_is_set_is_shown(void **state)
{
	static const char *const menus[] = {UI_MENU_NEEDED, "boot-files", "xen/Scheduling", "xen/Dom0"};
	struct front front;

	(void)state;
	front_open_small(&front);
	for (size_t i = 0; i < XB_COUNT(menus); i++) {
		front_jump(&front, menus[i]);
		front_keys(&front, "Enter");
		check_bool(menus[i], count_unset(&front) > 0, true);
		front_keys(&front, "=");
		check_u64(menus[i], count_unset(&front), 0);
		check_screen(&front, "(only set)");
		front_keys(&front, "=");
		check_bool(menus[i], count_unset(&front) > 0, true);
		check_hidden(&front, "(only set)");
	}
	front_close(&front);
}

/* Headings and menus with nothing below them go with it; what leads elsewhere stays. */
static void what_would_be_empty_is_not_shown(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "=");
	check_bool("Loading", is_shown(&front, "Loading"), false);
	check_bool("Xen options", is_shown(&front, "Xen options"), true);
	check_bool("Problems", is_shown(&front, "Problems"), true);
	front_jump(&front, "xen/Scheduling");
	check_bool("Scheduling", is_shown(&front, "Scheduling"), true);
	check_bool("Security", is_shown(&front, "Security"), false);
	front_jump(&front, "boot-files");
	front_keys(&front, "Enter");
	check_bool("a heading", is_shown(&front, "dom0's kernel"), true);
	check_bool("an empty one", is_shown(&front, "dom0's ramdisk"), false);
	front_close(&front);
}

/* One is told so where nothing is left, and goes back as ever. */
static void a_menu_with_nothing_set_says_so(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen/Security");
	front_keys(&front, "Enter =");
	check_screen(&front, "Nothing is set: = shows the rest.");
	front_keys(&front, "= End");
	check_hidden(&front, "Nothing is set:");
	front_keys(&front, "= Esc");
	check_bool("back", is_shown(&front, "Scheduling"), true);
	front_keys(&front, "Esc Home");
	check_text("first", front_selected(&front), "Most needed");
	front_close(&front);
}

/* The next key would be for another row else. */
static void what_is_unset_stays_while_the_page_is_open(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.vwfi");
	front_keys(&front, "= x");
	check_text("unset", front_value(&front, "xen.options.vwfi"), NULL);
	check_text("selected", front_selected(&front), "vwfi");
	front_keys(&front, "Esc Enter");
	check_bool("opened again", is_shown(&front, "vwfi"), false);
	front_close(&front);
}

static void a_jump_shows_what_was_hidden(void **state)
{
	static const struct {
		const char *label, *id;
		enum ui_shown then;
	} rows[] = {
		{"set", "xen.options.vwfi", UI_SHOWN_SET},
		{"not set", "xen.options.sched", UI_SHOWN_FIT},
		{"does not fit", "xen.options.ept", UI_SHOWN_ALL},
		{"an empty menu", "xen/Security", UI_SHOWN_FIT},
	};
	struct front front;

	(void)state;
	front_open_small(&front);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		front.app->shown = UI_SHOWN_SET;
		front_jump(&front, rows[i].id);
		check_int(rows[i].label, (int)front.app->shown, (int)rows[i].then);
		check_text(rows[i].label, front_selected(&front), front_node(&front, rows[i].id)->title);
	}
	front_close(&front);
}

static void what_does_not_fit_is_said_to_be_shown(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.vwfi");
	front_keys(&front, "a");
	check_screen(&front, "Scheduling (all)");
	front_resize(&front, UI_ROWS_MIN, UI_COLS_MIN);
	check_screen(&front, "Scheduling (all)");
	front_keys(&front, "=");
	check_screen(&front, "Scheduling (only set)");
	front_keys(&front, "a a");
	check_hidden(&front, "(all");
	check_hidden(&front, "(only");
	front_close(&front);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		in_folder(only_what_is_set_is_shown),
		in_folder(what_would_be_empty_is_not_shown),
		in_folder(a_menu_with_nothing_set_says_so),
		in_folder(what_is_unset_stays_while_the_page_is_open),
		in_folder(a_jump_shows_what_was_hidden),
		in_folder(what_does_not_fit_is_said_to_be_shown),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

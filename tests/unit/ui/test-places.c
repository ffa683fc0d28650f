/* SPDX-License-Identifier: MIT */
/* Behind a jump one comes back to the list that it began in. */
#include "unit/ui/front.h"

static const struct ui_page_type *page_of(const struct front *front)
{
	return front_page(front);
}

/* Each page from which one jumps, and the keys that lead there. */
static void each_list_is_come_back_to(void **state)
{
	static const struct {
		const char *keys;
		const struct ui_page_type *type;
	} rows[] = {
		{"!", &ui_page_problems},
		{"D", &ui_page_changes},
		{"p", &ui_page_preview},
		{"/ v w f i", &ui_page_search},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;
		char *row;

		front_open_small(&front);
		ui_app_set(front.app, "xen.options.dom0_mem", "5G");
		front_keys(&front, "Down Down Enter");
		front_keys(&front, rows[i].keys);
		while (!ui_app_node(front.app))
			front_keys(&front, "Down");
		row = xb_strdup(front_selected(&front));
		for (int way = 0; way < 3; way++) {
			static const char *const ways[] = {"Left", "Esc", "Backspace"};

			front_keys(&front, "Enter");
			if (front.app->dialog) /* several settings make the line: the first of them */
				front_keys(&front, "Enter");
			check_bool(rows[i].keys, page_of(&front) == &ui_page_menu, true);
			front_keys(&front, ways[way]);
			check_bool(rows[i].keys, page_of(&front) == rows[i].type, true);
			check_text("the same row", front_selected(&front), row);
		}
		front_keys(&front, "Esc");
		check_bool("and from there", page_of(&front) == &ui_page_menu, true);
		check_u64("to the menu", front.app->page_count, 2);
		free(row);
		front_close(&front);
	}
}

static void places_go_back_and_forward(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.dom0_mem", "5G");
	front_keys(&front, "! Enter");
	check_text("first", front_selected(&front), "dom0_mem");
	front_keys(&front, "/ v w f i Enter");
	check_text("second", front_selected(&front), "vwfi");
	/* What was done meanwhile is seen in the rows that are come back to. */
	front_keys(&front, "Backspace");
	check_bool("search", page_of(&front) == &ui_page_search, true);
	front_keys(&front, "Esc");
	check_text("first", front_selected(&front), "dom0_mem");
	ui_app_set(front.app, "xen.options.dom0_mem", "512M");
	front_keys(&front, "Backspace");
	check_bool("problems", page_of(&front) == &ui_page_problems, true);
	check_hidden(&front, "5G");
	front_keys(&front, "F");
	check_text("forward", front_selected(&front), "dom0_mem");
	front_keys(&front, "F");
	check_text("and again", front_selected(&front), "vwfi");
	front_keys(&front, "F");
	check_contains("no more", front_message(&front), "no place to go forward");
	/* Deeper than the jump led, Left goes up as ever. */
	front_keys(&front, "n");
	front_jump(&front, "load.before");
	front_keys(&front, "Enter Left");
	check_text("up", front_selected(&front), "before");
	front_close(&front);
}

/* As many as one likes; the oldest are forgotten. Another profile has none of them. */
static void places_do_not_pile_up(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	for (int i = 0; i < 3 * UI_PLACES_MAX; i++)
		front_keys(&front, "! Enter");
	check_u64("kept", front.app->back.count, UI_PLACES_MAX);
	for (int i = 0; i < 4 * UI_PLACES_MAX; i++)
		front_keys(&front, "Esc Esc n");
	check_bool("out", page_of(&front) == &ui_page_menu && front.app->page_count == 1, true);
	front_keys(&front, "! Enter");
	folder_write("q.yaml", FRONT_SMALL);
	ui_file_open(front.app, "q.yaml");
	check_u64("none", front.app->back.count + front.app->forward.count, 0);
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_list_is_come_back_to),
		in_folder(places_go_back_and_forward),
		in_folder(places_do_not_pile_up),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Pages and ways between them; search, palette, mouse; files and what is asked before something is lost. */
#include "unit/ui/front.h"

static void open_small(struct front *front)
{
	folder_write("p.yaml", FRONT_SMALL);
	front_open(front, "p.yaml");
}

/* ---- Pages -------------------------------------------------------------------------------------- */

static void every_page_is_reached_by_key_and_left_by_esc(void **state)
{
	static const struct {
		const char *keys;
		const struct ui_page_type *type;
		const char *part;
	} rows[] = {
		{"Enter", &ui_page_menu, "Board and files"},
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

		open_small(&front);
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
		&ui_page_profiles, &ui_page_problems, &ui_page_map,
		&ui_page_preview,  &ui_page_changes,  &ui_page_build,
	};
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "End");
	for (size_t i = XB_COUNT(types); i-- > 0;) {
		front_keys(&front, "Enter");
		check_bool("page", front_page(&front) == types[i], true);
		front_keys(&front, "Esc Up");
	}
	check_text("above them", front_selected(&front), "Outputs");
	front_close(&front);
}

/* However many are opened, the root menu stays below them. */
static void pages_lie_on_each_other_without_end(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
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
	open_small(&front);
	front_keys(&front, "Down Down Enter Down Enter Down");
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
		{"j", "Loading"},	  {"Down Up", "Board and files"},
		{"G", "Build"},		  {"End k", "Changes"},
		{"G g", "Board and files"}, {"PgDn PgDn", "Build"},
		{"Ctrl-N Ctrl-P", "Board and files"},
		{"Ctrl-D Ctrl-U", "Board and files"},
		{"Ctrl-F Ctrl-B", "Board and files"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		open_small(&front);
		front_keys(&front, rows[i].keys);
		check_text(rows[i].keys, front_selected(&front), rows[i].want);
		front_close(&front);
	}
}

/* A movement plans nothing and makes no rows anew. */
static void moving_costs_no_plan_and_no_rows(void **state)
{
	static const char *const pages[] = {"Down Down Enter Enter", "!", "m", "p", "D", "o", "b", "K", ":", "/ d o m 0"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(pages); i++) {
		struct front front;
		const struct xb_boot *boot;
		const struct ui_row *items;
		unsigned generation;
		struct ui_node *nodes;

		front_open(&front, "rpi4-yocto");
		front_keys(&front, pages[i]);
		generation = front.app->generation;
		boot = xb_session_boot(front.session);
		nodes = front.app->menu.nodes;
		items = ui_app_page(front.app)->rows.items;
		/* What is made anew would get other memory while this is taken. */
		front_keys(&front, "Down Down PgDn PgUp Up Down");
		check_u64(pages[i], front.app->generation, generation);
		assert_ptr_equal(xb_session_boot(front.session), boot);
		assert_ptr_equal(front.app->menu.nodes, nodes);
		assert_ptr_equal(ui_app_page(front.app)->rows.items, items);
		front_close(&front);
	}
}

static size_t builds;

static void count_build(struct ui_app *app, struct ui_page *page)
{
	(void)app;
	builds++;
	for (int i = 0; i < 50; i++)
		ui_rows_add(&page->rows, "a row");
}

static void rows_are_made_once_for_each_state(void **state)
{
	static const struct ui_page_type counted = {
		.where = UI_ON_MENU, .title = "", .has_detail = true, .build = count_build};
	struct front front;

	(void)state;
	builds = 0;
	open_small(&front);
	ui_app_push(front.app, &counted, &front_node(&front, "xen")->subject);
	check_u64("pushed", builds, 1);
	front_keys(&front, "Down Down Up End Home PgDn ] ] [ Ctrl-L");
	check_u64("moved", builds, 1);
	front_keys(&front, "K Esc M");
	check_u64("another page and back", builds, 1);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	check_u64("changed", builds, 2);
	front_keys(&front, "u");
	check_u64("undone", builds, 3);
	front_keys(&front, "a");
	check_u64("shows more", builds, 4);
	front_resize(&front, 40, 120);
	front_keys(&front, "Down");
	check_u64("another size", builds, 4);
	front_close(&front);
}

/* ---- Search and palette ------------------------------------------------------------------------- */

static void search_finds_as_one_types(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "/");
	front_type(&front, "latency");
	check_screen(&front, "vwfi");
	front_type(&front, " nowhere at all");
	check_screen(&front, "Nothing has all these words.");
	front_keys(&front, "Ctrl-U");
	check_screen(&front, "Type words");
	front_type(&front, "VWFI");
	check_text("the first", front_selected(&front), "vwfi");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	check_text("jumped", front_selected(&front), "vwfi");
	check_screen(&front, "Xen options > Scheduling");
	front_keys(&front, "Esc Esc");
	check_text("the way up is there", front_selected(&front), "Xen options");
	front_close(&front);
}

static void arrows_move_through_what_was_found(void **state)
{
	struct front front;
	char *first;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "/ d o m 0");
	first = xb_strdup(front_selected(&front));
	front_keys(&front, "Down");
	check_bool("down", strcmp(front_selected(&front), first) != 0, true);
	front_keys(&front, "Up");
	check_text("up", front_selected(&front), first);
	front_keys(&front, "PgDn PgUp");
	check_text("pages", front_selected(&front), first);
	check_text("the words stay", ui_app_page(front.app)->field.text, "dom0");
	free(first);
	front_close(&front);
}

static void earlier_searches_come_back(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "/ v w f i Enter / s c h e d Enter /");
	front_keys(&front, "Ctrl-P");
	check_text("last", ui_app_page(front.app)->field.text, "sched");
	front_keys(&front, "Ctrl-P");
	check_text("the one before", ui_app_page(front.app)->field.text, "vwfi");
	check_text("it is searched for", front_selected(&front), "vwfi");
	front_keys(&front, "Ctrl-N Enter");
	check_text("jumped", front_selected(&front), "sched");
	front_close(&front);
}

static void n_goes_round_the_matches(void **state)
{
	struct front front;
	char *first, *second;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "n");
	check_contains("none yet", front_message(&front), "nothing was searched for");
	front_keys(&front, "/");
	front_type(&front, "dom0_");
	front_keys(&front, "Enter");
	first = xb_strdup(front_selected(&front));
	front_keys(&front, "n");
	second = xb_strdup(front_selected(&front));
	check_bool("another", strcmp(first, second) != 0, true);
	check_contains("counted", front_message(&front), "dom0_: 2 of ");
	front_keys(&front, "N");
	check_text("back", front_selected(&front), first);
	front_keys(&front, "N");
	check_contains("round", front_message(&front), " of ");
	front_keys(&front, "n");
	check_text("round and back", front_selected(&front), first);
	free(first);
	free(second);
	front_close(&front);
}

static void hidden_options_are_found_and_shown(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	check_bool("hidden", front.app->show_all, false);
	front_keys(&front, "/ e p t Enter");
	if (strcmp(front_selected(&front), "ept") != 0)
		front_jump(&front, "xen.options.ept");
	check_text("jumped", front_selected(&front), "ept");
	check_bool("shown", front.app->show_all, true);
	front_keys(&front, "a");
	check_hidden(&front, "  ept");
	front_close(&front);
}

static void what_is_found_may_be_a_page_or_a_menu(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "/");
	front_type(&front, "memory map");
	while (front_selected(&front)[0] && strcmp(front_selected(&front), "Memory map") != 0) {
		size_t at = ui_app_page(front.app)->list.selected;

		front_keys(&front, "Down");
		assert_true(ui_app_page(front.app)->list.selected != at);
	}
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_map);
	front_keys(&front, "Esc /");
	front_type(&front, "scheduling");
	while (strcmp(front_selected(&front), "Scheduling") != 0) {
		size_t at = ui_app_page(front.app)->list.selected;

		front_keys(&front, "Down");
		assert_true(ui_app_page(front.app)->list.selected != at);
	}
	front_keys(&front, "Enter Enter");
	check_screen(&front, "Xen options > Scheduling");
	front_close(&front);
}

static void the_palette_runs_actions_and_jumps(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, ":");
	front_type(&front, "memory map");
	check_text("found", front_selected(&front), "map");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_map);
	front_keys(&front, ":");
	front_type(&front, "dom0_mem");
	check_text("found", front_selected(&front), "dom0_mem");
	front_keys(&front, "Enter x :");
	front_type(&front, "undo");
	front_keys(&front, "Enter");
	check_text("undone", front_value(&front, "xen.options.dom0_mem"), "512M");
	front_keys(&front, ":");
	front_type(&front, "zzzzz");
	check_screen(&front, "Neither an action nor an option");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_palette);
	front_close(&front);
}

/* ---- Help --------------------------------------------------------------------------------------- */

static void help_follows_its_references(void **state)
{
	struct front front;
	const struct ui_node *node = NULL;

	(void)state;
	front_open(&front, "rpi4-yocto");
	for (size_t i = 0; i < front.app->menu.count && !node; i++)
		if (front.app->menu.nodes[i].option && !front.app->menu.nodes[i].unfit &&
		    front.app->menu.nodes[i].option->see_also.count)
			node = &front.app->menu.nodes[i];
	assert_non_null(node);
	front_jump(&front, node->subject.id);
	front_keys(&front, "? End");
	check_screen(&front, "Go on with:");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_help);
	check_u64("deeper", front.app->page_count, 5);
	front_keys(&front, "Home Enter");
	check_u64("Enter on a line goes back", front.app->page_count, 4);
	front_close(&front);
}

static void the_help_pane_can_be_rolled(void **state)
{
	struct front front;
	char *before;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_jump(&front, "xen.options.dom0_mem");
	before = xb_strdup(front_screen(&front));
	front_keys(&front, "]");
	check_bool("rolled", strcmp(front_screen(&front), before) != 0, true);
	front_keys(&front, "[");
	check_text("back", front_screen(&front), before);
	for (int i = 0; i < 200; i++)
		front_keys(&front, "]");
	for (int i = 0; i < 200; i++)
		front_keys(&front, "[");
	check_text("to the ends and back", front_screen(&front), before);
	free(before);
	front_close(&front);
}

/* ---- Mouse -------------------------------------------------------------------------------------- */

static void the_mouse_selects_opens_and_rolls(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_mouse(&front, UI_MOUSE_CLICK, 4, 10);
	check_text("click", front_selected(&front), "Xen options");
	front_mouse(&front, UI_MOUSE_DOUBLE, 4, 10);
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
	open_small(&front);
	front_mouse(&front, UI_MOUSE_DOUBLE, 14, 10);
	check_u64("below the last row", front.app->page_count, 1);
	front_keys(&front, "Enter");
	front_mouse(&front, UI_MOUSE_DOUBLE, 8, 10);
	check_text("still open", front_title(&front), "");
	front_close(&front);
}

/* ---- Files -------------------------------------------------------------------------------------- */

static void saving_writes_the_file(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "s");
	check_contains("nothing", front_message(&front), "nothing to save");
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	check_screen(&front, "p.yaml *");
	front_keys(&front, "F2");
	check_contains("said", front_message(&front), "saved to p.yaml");
	check_hidden(&front, "p.yaml *");
	check_bool("changed", xb_draft_is_changed(front.app->draft), false);
	folder_expect("p.yaml", xb_draft_text(front.app->draft, NULL));
	front_close(&front);
}

static void a_shipped_profile_is_saved_under_another_name(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_keys(&front, "s");
	check_text("asked", front_title(&front), "Save as");
	check_screen(&front, "my-rpi4-yocto");
	front_keys(&front, "Ctrl-U . . Enter");
	check_text("refused", front_title(&front), "Save as");
	front_keys(&front, "Ctrl-U m i n e Enter");
	check_text("closed", front_title(&front), "");
	check_contains("said", front_message(&front), "home/profiles/mine.yaml");
	check_text("its name", xb_draft_name(front.app->draft), "mine");
	folder_expect("home/profiles/mine.yaml", xb_draft_text(front.app->draft, NULL));
	front_close(&front);
}

static void a_file_that_is_there_is_asked_about(void **state)
{
	struct front front;

	(void)state;
	folder_write("other.yaml", "mine\n");
	open_small(&front);
	front_keys(&front, "S Ctrl-U");
	front_type(&front, "./other.yaml");
	front_keys(&front, "Enter");
	check_screen(&front, "Replace it?");
	front_keys(&front, "n");
	folder_expect("other.yaml", "mine\n");
	front_keys(&front, "S Ctrl-U");
	front_type(&front, "./other.yaml");
	front_keys(&front, "Enter y");
	check_contains("said", front_message(&front), "saved to ./other.yaml");
	folder_expect("other.yaml", FRONT_SMALL);
	front_keys(&front, "S Ctrl-U");
	front_type(&front, "./no/such/folder.yaml");
	front_keys(&front, "Enter");
	check_text("stays open", front_title(&front), "Save as");
	check_bool("says why", front_verdict(&front)[0] != '\0', true);
	front_close(&front);
}

static void a_file_that_changed_meanwhile_is_asked_about(void **state)
{
	static const struct {
		const char *answer, *value, *file;
	} rows[] = {{"o", "trap", "trap"}, {"r", NULL, "theirs"}, {"c", "trap", "theirs"}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;
		struct xb_buf file = {0};

		open_small(&front);
		ui_app_set(front.app, "xen.options.vwfi", "trap");
		folder_write("p.yaml", "format: 1\nname: theirs\nxen: {file: xen}\n");
		front_keys(&front, "s");
		check_screen(&front, "was changed by someone else");
		front_keys(&front, rows[i].answer);
		check_text(rows[i].answer, front_value(&front, "xen.options.vwfi"), rows[i].value);
		assert_int_equal(xb_file_read("p.yaml", 4096, &file), 0);
		check_contains(rows[i].answer, file.data, rows[i].file);
		front_keys(&front, "u");
		xb_buf_clear(&file);
		front_close(&front);
	}
}

static void reload_is_a_step(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	folder_write("p.yaml", "format: 1\nname: theirs\nxen: {file: xen}\n");
	front_keys(&front, "Ctrl-O");
	check_text("taken", front_value(&front, "name"), "theirs");
	front_keys(&front, "u");
	check_text("undone", front_value(&front, "xen.options.dom0_mem"), "512M");
	assert_int_equal(unlink("p.yaml"), 0);
	front_keys(&front, "Ctrl-O");
	check_bool("says why", front_message(&front)[0] != '\0', true);
	check_text("as it was", front_value(&front, "xen.options.dom0_mem"), "512M");
	front_close(&front);
}

/* What stands there may be anything. */
static void a_file_that_is_broken_can_be_looked_at_and_undone(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	folder_write("p.yaml", "a: [\n");
	front_keys(&front, "Ctrl-O");
	check_bool("an error", xb_session_diags(front.session)->errors > 0 ||
		   front_message(&front)[0], true);
	front_keys(&front, "! Enter Esc m Esc p Esc D R Esc b w Esc Enter Enter Esc Esc");
	front_keys(&front, "u");
	check_text("undone", front_value(&front, "xen.options.dom0_mem"), "512M");
	front_close(&front);
}

static void a_file_that_is_gone_is_written_again(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	assert_int_equal(unlink("p.yaml"), 0);
	front_keys(&front, "s o");
	check_contains("said", front_message(&front), "saved to p.yaml");
	folder_expect("p.yaml", FRONT_SMALL);
	front_close(&front);
}

static void leaving_asks_where_something_is_unsaved(void **state)
{
	static const struct {
		const char *keys;
		bool done, saved;
	} rows[] = {
		{"q y", true, true},   {"q n", true, false},	 {"q c", false, false},
		{"q Esc", false, false}, {"F10 y", true, true},	 {"Ctrl-C n", true, false},
		{"Esc y", true, true}, {"Esc Esc Esc n", true, false},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;
		struct xb_buf file = {0};

		open_small(&front);
		ui_app_set(front.app, "xen.options.vwfi", "trap");
		front_keys(&front, rows[i].keys);
		check_bool(rows[i].keys, front.app->done, rows[i].done);
		assert_int_equal(xb_file_read("p.yaml", 4096, &file), 0);
		check_bool(rows[i].keys, strstr(file.data, "trap") != NULL, rows[i].saved);
		xb_buf_clear(&file);
		front_close(&front);
	}
}

static void leaving_what_is_saved_asks_nothing(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_keys(&front, "u q");
	check_bool("done", front.app->done, true);
	front_close(&front);
}

/* ---- The journal -------------------------------------------------------------------------------- */

static void leave_unsaved(void)
{
	struct front front;

	open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	ui_app_set(front.app, "xen.options.sched", "null");
	front_hang_up(&front);
}

static void unsaved_work_is_offered_again(void **state)
{
	static const struct {
		const char *key, *value;
		size_t left;
	} rows[] = {{"y", "trap", 0}, {"n", "native", 0}, {"Esc", "native", 2}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		leave_unsaved();
		front_open(&front, "p.yaml");
		check_screen(&front, "before 2 steps of p.yaml");
		front_keys(&front, rows[i].key);
		check_text(rows[i].key, front_value(&front, "xen.options.vwfi"), rows[i].value);
		if (strcmp(rows[i].key, "y") == 0) {
			front_keys(&front, "u u");
			check_bool("undone", xb_draft_is_changed(front.app->draft), false);
		}
		front_hang_up(&front);
		front_open(&front, "p.yaml");
		check_u64(rows[i].key, xb_draft_recoverable(front.app->draft), rows[i].left);
		front_close(&front);
	}
}

static void leaving_without_saving_offers_nothing(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_keys(&front, "q n");
	front_hang_up(&front);
	front_open(&front, "p.yaml");
	check_text("asked", front_title(&front), "");
	front_close(&front);
}

/* ---- The terminal ------------------------------------------------------------------------------- */

static void the_terminal_is_asked_for_by_key(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
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

static void keys_without_a_meaning_do_nothing(void **state)
{
	struct front front;
	char *before;

	(void)state;
	open_small(&front);
	before = xb_strdup(front_screen(&front));
	front_keys(&front, "z Tab Shift-Tab Ctrl-A Ctrl-Space F12 \xc3\xa4 U+10FFFF Ctrl-Left");
	front_paste(&front, "x\nq\n\003");
	front_event(&front, &(struct ui_event){.key = UI_KEY_NONE});
	front_event(&front, &(struct ui_event){.key = UI_KEY_RESIZE});
	check_text("screen", front_screen(&front), before);
	check_bool("changed", xb_draft_is_changed(front.app->draft), false);
	free(before);
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(every_page_is_reached_by_key_and_left_by_esc),
		in_folder(the_root_menu_leads_to_the_same_pages),
		in_folder(pages_lie_on_each_other_without_end),
		in_folder(a_page_keeps_its_place),
		in_folder(lists_are_moved_through),
		in_folder(moving_costs_no_plan_and_no_rows),
		in_folder(rows_are_made_once_for_each_state),
		in_folder(search_finds_as_one_types),
		in_folder(arrows_move_through_what_was_found),
		in_folder(earlier_searches_come_back),
		in_folder(n_goes_round_the_matches),
		in_folder(hidden_options_are_found_and_shown),
		in_folder(what_is_found_may_be_a_page_or_a_menu),
		in_folder(the_palette_runs_actions_and_jumps),
		in_folder(help_follows_its_references),
		in_folder(the_help_pane_can_be_rolled),
		in_folder(the_mouse_selects_opens_and_rolls),
		in_folder(what_has_no_row_cannot_be_clicked),
		in_folder(saving_writes_the_file),
		in_folder(a_shipped_profile_is_saved_under_another_name),
		in_folder(a_file_that_is_there_is_asked_about),
		in_folder(a_file_that_changed_meanwhile_is_asked_about),
		in_folder(reload_is_a_step),
		in_folder(a_file_that_is_broken_can_be_looked_at_and_undone),
		in_folder(a_file_that_is_gone_is_written_again),
		in_folder(leaving_asks_where_something_is_unsaved),
		in_folder(leaving_what_is_saved_asks_nothing),
		in_folder(unsaved_work_is_offered_again),
		in_folder(leaving_without_saving_offers_nothing),
		in_folder(the_terminal_is_asked_for_by_key),
		in_folder(keys_without_a_meaning_do_nothing),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

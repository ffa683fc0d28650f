/* SPDX-License-Identifier: MIT */
/* Problems, memory map, preview, changes, build and profiles: their rows, and what is done from them. */
#include "unit/ui/front.h"

static void open_small(struct front *front)
{
	folder_write("p.yaml", FRONT_SMALL);
	front_open(front, "p.yaml");
}

/* Go down to the row whose name has PART. */
static void find_row(struct front *front, const char *part)
{
	front_keys(front, "Home");
	while (!strstr(front_selected(front), part)) {
		size_t at = ui_app_page(front->app)->list.selected;

		front_keys(front, "Down");
		if (ui_app_page(front->app)->list.selected == at)
			fail_msg("there is no row with %s", part);
	}
}

/* ---- Problems ----------------------------------------------------------------------------------- */

static void problems_lead_to_the_option_at_fault(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	check_screen(&front, "no problems");
	ui_app_set(front.app, "xen.options.dom0_meme", "1");
	ui_app_set(front.app, "xen.options.dom0_mem", "5G");
	front_keys(&front, "x");
	check_screen(&front, "! 1 error");
	check_screen(&front, "? 1 warning");
	front_keys(&front, "!");
	check_contains("the worst first", front_selected(&front), "dom0_mem");
	check_screen(&front, "p.yaml:3:");
	front_keys(&front, "Enter");
	check_text("jumped", ui_app_node(front.app)->subject.id, "xen.options.dom0_mem");
	front_keys(&front, "! Down Enter");
	check_text("jumped", ui_app_node(front.app)->subject.id, "xen.options.dom0_meme");
	front_keys(&front, "x u ! u u");
	check_hidden(&front, "5G");
	front_close(&front);
}

static void a_profile_without_problems_says_so(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	while (xb_session_diags(front.session)->count)
		xb_diags_clear((struct xb_diags *)xb_session_diags(front.session));
	front_keys(&front, "!");
	check_screen(&front, "Nothing is wrong");
	front_keys(&front, "Enter Down");
	front_close(&front);
}

/* ---- Memory map --------------------------------------------------------------------------------- */

static void what_is_loaded_is_moved_from_the_map(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "m");
	find_row(&front, "kernel");
	check_screen(&front, "The planner chose the address");
	front_keys(&front, "Enter");
	check_text("asked", front_title(&front), "dom0.kernel.address");
	front_type(&front, "0x10000000");
	front_keys(&front, "Enter");
	check_text("set", front_value(&front, "dom0.kernel.address"), "0x10000000");
	check_contains("it stays selected", front_selected(&front), "0x10000000 |");
	check_screen(&front, "The profile fixes the address");
	front_keys(&front, "e");
	front_type(&front, "auto");
	front_keys(&front, "Enter");
	check_text("set", front_value(&front, "dom0.kernel.address"), "auto");
	front_close(&front);
}

static void what_overlaps_is_told_in_text(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	ui_app_set(front.app, "dom0.kernel.address", "0x10000000");
	ui_app_set(front.app, "xen.address", "0x10000000");
	front_keys(&front, "m");
	find_row(&front, "kernel");
	check_screen(&front, "!! OVERLAPS");
	check_screen(&front, "! OVERLAPS");
	front_keys(&front, "u u");
	check_hidden(&front, "OVERLAPS");
	front_close(&front);
}

static void what_is_free_cannot_be_moved(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "m");
	for (int i = 0; i < 30; i++) {
		const struct ui_row *row;

		front_keys(&front, "Enter Esc Down");
		row = ui_page_row(ui_app_page(front.app));
		if (front_page(&front) != &ui_page_map) /* Esc left it, where no dialog was */
			front_keys(&front, "m");
		assert_true(row != NULL);
	}
	front_close(&front);
}

static void without_ram_there_is_no_map(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", "format: 1\nxen: {file: xen}\n");
	front_open(&front, "p.yaml");
	front_keys(&front, "m");
	check_screen(&front, "There is no map");
	front_keys(&front, "Enter e Down Esc p Tab Tab Enter Esc b w");
	front_close(&front);
}

/* ---- Preview ------------------------------------------------------------------------------------ */

static size_t count_marked(const struct front *front)
{
	const struct ui_page *page = ui_app_page(front->app);
	size_t count = 0;

	for (size_t i = 0; i < page->rows.count; i++)
		count += page->rows.items[i].marked;
	return count;
}

static void the_lines_of_an_option_are_marked(void **state)
{
	static const struct {
		const char *tabs, *part;
		size_t least;
	} rows[] = {{"", "fdt set /chosen", 1}, {"Tab", "xen,xen-bootargs", 1}, {"Tab Tab", "dom0_mem=512M", 1}};
	struct front front;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		open_small(&front);
		front_jump(&front, "xen.options.dom0_mem");
		front_keys(&front, "Down Up p");
		front_keys(&front, rows[i].tabs);
		check_bool(rows[i].part, count_marked(&front) >= rows[i].least, true);
		check_bool(rows[i].part, ui_page_row(ui_app_page(front.app))->marked, true);
		check_screen(&front, "made by dom0_mem");
		check_contains("it is in view", front_screen(&front), "dom0_mem");
		front_close(&front);
	}
}

static void a_line_leads_to_its_option(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_jump(&front, "xen.options.dom0_mem");
	front_keys(&front, "Down Up p Enter");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	check_text("jumped", ui_app_node(front.app)->subject.id, "xen.options.dom0_mem");
	front_keys(&front, "p Home Enter");
	if (front_page(&front) == &ui_page_preview)
		check_contains("comment", front_message(&front), "no setting");
	front_close(&front);
}

static void the_preview_follows_what_changes(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "p Tab Tab");
	ui_app_set(front.app, "xen.options.dom0_mem", "64M");
	check_screen(&front, "dom0_mem=64M");
	front_keys(&front, "u");
	check_screen(&front, "dom0_mem=512M");
	front_close(&front);
}

/* ---- Changes ------------------------------------------------------------------------------------ */

static void changes_are_taken_back_one_by_one_or_all(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	ui_app_set(front.app, "xen.options.dom0_mem", NULL);
	ui_app_set(front.app, "xen.options.sched", "null");
	ui_app_set(front.app, "name", "other");
	front_keys(&front, "D");
	check_screen(&front, "native -> trap");
	check_screen(&front, "512M -> (not set)");
	check_screen(&front, "(not set) -> null");
	find_row(&front, "vwfi");
	front_keys(&front, "r");
	check_text("one", front_value(&front, "xen.options.vwfi"), "native");
	check_hidden(&front, "native -> trap");
	find_row(&front, "sched");
	front_keys(&front, "Delete");
	assert_null(front_value(&front, "xen.options.sched"));
	front_keys(&front, "R");
	check_text("all", front_value(&front, "xen.options.dom0_mem"), "512M");
	assert_null(front_value(&front, "name"));
	check_screen(&front, "No difference.");
	front_keys(&front, "r R Enter u");
	check_text("as one step", front_value(&front, "name"), "other");
	check_screen(&front, "512M -> (not set)");
	front_keys(&front, "Home Enter");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	front_close(&front);
}

/* Whatever differs, not only what is one row of a menu. */
static void lists_and_sections_are_taken_back_too(void **state)
{
	static const struct {
		const char *key, *value;
	} rows[] = {
		{"device-tree.overlays", "[{file: b.dtbo}]"},
		{"device-tree.overlays", "[{file: a.dtbo}, {file: b.dtbo}]"},
		{"device-tree.overlays", NULL},
		{"output.emit", "[script, dtb]"},
		{"output.emit", "dtb"},
		{"dom0.ramdisk.file", "ramdisk"},
		{"xen-version", "\"4.17\""},
		{"load.method", "fat"},
		{"board", "rpi4-4g"},
		{"dom0.options.a.b", "1"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		folder_write("p.yaml",
			     "format: 1\nboard: {memory: [{start: 0, size: 1G}], cpus: 4}\n"
			     "xen: {file: xen, size: 1M}\n"
			     "device-tree: {file: t.dtb, size: 1K, overlays: [{file: a.dtbo}]}\n"
			     "dom0: {kernel: {file: Image, size: 1M}}\noutput: {emit: [script]}\n");
		front_open(&front, "p.yaml");
		assert_true(ui_app_set(front.app, rows[i].key, rows[i].value));
		front_keys(&front, "D R");
		check_text(rows[i].key, front_message(&front), "revert all changes");
		check_screen(&front, "No difference.");
		front_close(&front);
	}
}

static void the_defaults_and_other_profiles_can_be_compared_with(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "D Tab Down Enter");
	check_screen(&front, "against the defaults");
	find_row(&front, "vwfi");
	check_screen(&front, "(not set) -> native");
	front_keys(&front, "r");
	assert_null(front_value(&front, "xen.options.vwfi"));
	front_keys(&front, "u Tab Esc Tab End Enter");
	check_screen(&front, "No difference.");
	front_keys(&front, "Tab End Up Enter");
	check_screen(&front, "against rpi4-boot2");
	check_screen(&front, "boot2 -> ");
	find_row(&front, "output.name");
	front_keys(&front, "r");
	check_text("taken over", front_value(&front, "output.name"), "boot2");
	front_close(&front);
}

static void what_has_no_file_differs_from_nothing_saved(void **state)
{
	struct front front;

	(void)state;
	front_start(&front);
	ui_app_take_draft(front.app, xb_draft_open_text(front.session, "fresh", FRONT_SMALL,
							strlen(FRONT_SMALL)));
	front_keys(&front, "D Down r u Tab Enter");
	check_screen(&front, "xen.options.vwfi");
	front_keys(&front, "R u s");
	check_text("asked", front_title(&front), "Save as");
	front_close(&front);
}

/* ---- Build -------------------------------------------------------------------------------------- */

static void a_build_writes_and_compares(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "b");
	check_screen(&front, "new");
	check_screen(&front, "At U-Boot's prompt type:");
	front_keys(&front, "Enter");
	check_contains("said", front_message(&front), "written: ");
	check_screen(&front, "the same bytes are there");
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	check_screen(&front, "other bytes");
	front_keys(&front, "w");
	check_screen(&front, "the same bytes are there");
	front_keys(&front, "o");
	front_type(&front, "out");
	assert_int_equal(mkdir("out", 0700), 0);
	front_keys(&front, "Enter");
	check_screen(&front, "into out");
	check_screen(&front, "new");
	front_keys(&front, "w");
	assert_true(folder_count("out", "") > 0);
	front_close(&front);
}

/* What went wrong is said once; when it is mended the build goes on. */
static void a_build_that_failed_can_be_tried_again(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "b o");
	front_type(&front, "no/such/folder");
	front_keys(&front, "Enter w");
	check_contains("said", front_message(&front), "cannot write no/such/folder/");
	check_hidden(&front, "1 error");
	check_int("errors", (intmax_t)xb_session_diags(front.session)->errors, 0);
	front_keys(&front, "o Ctrl-U . Enter w");
	check_contains("said", front_message(&front), "written: ");
	front_close(&front);
}

static void nothing_is_built_from_errors(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	ui_app_set(front.app, "xen.options.dom0_mem", "5G");
	front_keys(&front, "b");
	check_screen(&front, "Nothing is written while there are errors");
	front_keys(&front, "w");
	check_contains("said", front_message(&front), "nothing was written");
	front_keys(&front, "x Enter");
	check_contains("export", front_verdict(&front), "errors");
	front_keys(&front, "Esc u");
	check_screen(&front, "new");
	front_close(&front);
}

/* An output that would replace the profile is refused, and that is no error of the profile. */
static void inputs_are_spared(void **state)
{
	struct front front;

	(void)state;
	folder_write("boot.cmd", FRONT_SMALL);
	front_open(&front, "./boot.cmd");
	ui_app_set(front.app, "output.name", "boot");
	front_keys(&front, "b w");
	check_bool("said", front_message(&front)[0] != '\0', true);
	folder_expect("boot.cmd", FRONT_SMALL);
	front_close(&front);
}

static void an_export_is_a_profile_again(void **state)
{
	struct front front, again;

	(void)state;
	open_small(&front);
	front_keys(&front, "b x");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "no/such/ci.yaml");
	front_keys(&front, "Enter");
	check_contains("refused", front_verdict(&front), "cannot be written");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "ci.yaml");
	front_keys(&front, "Enter");
	check_contains("said", front_message(&front), "ci.yaml");
	front_open(&again, "ci.yaml");
	check_text("pinned", front_value(&again, "xen.options.vwfi"), "native");
	assert_non_null(front_value(&again, "dom0.kernel.address"));
	front_close(&again);
	front_close(&front);
}

/* ---- Profiles ----------------------------------------------------------------------------------- */

static void profiles_are_copied_renamed_and_deleted(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "o");
	find_row(&front, "rpi4-yocto");
	check_screen(&front, "Against what is open now");
	front_keys(&front, "c");
	check_text("asked", front_title(&front), "Copy");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "not a name");
	front_keys(&front, "Enter");
	check_bool("refused", front_verdict(&front)[0] != '\0', true);
	front_keys(&front, "Ctrl-U m i n e Enter");
	check_text("it is selected", front_selected(&front), "mine");
	check_screen(&front, "yours");
	front_keys(&front, "r Ctrl-U o u r s Enter");
	check_text("renamed", front_selected(&front), "ours");
	check_hidden(&front, "mine  ");
	front_keys(&front, "d n");
	check_text("kept", front_selected(&front), "ours");
	front_keys(&front, "Delete y");
	check_contains("said", front_message(&front), "ours was deleted");
	check_hidden(&front, "yours");
	front_close(&front);
}

static void what_is_shipped_stays(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "o");
	find_row(&front, "rpi4-yocto");
	front_keys(&front, "r");
	check_contains("rename", front_message(&front), "comes with the program");
	front_keys(&front, "d");
	check_contains("delete", front_message(&front), "comes with the program");
	front_close(&front);
}

static void what_is_open_keeps_its_file(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_keys(&front, "S Ctrl-U m i n e Enter o");
	find_row(&front, "mine");
	front_keys(&front, "d");
	check_contains("delete", front_message(&front), "is open");
	front_keys(&front, "r");
	check_contains("rename", front_message(&front), "is open");
	front_close(&front);
}

static void a_profile_is_opened_from_the_list(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_keys(&front, "o");
	find_row(&front, "rpi4-boot2");
	front_keys(&front, "Enter");
	check_screen(&front, "Save the changes of p.yaml?");
	front_keys(&front, "c Enter n");
	check_text("open", xb_draft_name(front.app->draft), "rpi4-boot2");
	assert_ptr_equal(front_page(&front), &ui_page_menu);
	check_text("from the start", front_selected(&front), "Board and files");
	front_close(&front);
}

/* What was open stays open when another one cannot be read. */
static void what_cannot_be_read_is_said(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	ui_file_open(front.app, "./nowhere.yaml");
	check_contains("said", front_message(&front), "nowhere.yaml");
	check_text("open", xb_draft_name(front.app->draft), "p.yaml");
	check_text("as it was", front_value(&front, "xen.options.vwfi"), "native");
	check_int("errors", (intmax_t)xb_session_diags(front.session)->errors, 0);
	front_keys(&front, "m");
	check_screen(&front, "RAM 0x0");
	front_close(&front);
}

static void a_profile_is_made_from_a_folder(void **state)
{
	struct front front;

	(void)state;
	open_small(&front);
	front_keys(&front, "o n");
	check_contains("asked", front_title(&front), "its name");
	front_type(&front, "a b");
	front_keys(&front, "Enter");
	check_bool("refused", front_verdict(&front)[0] != '\0', true);
	front_keys(&front, "Ctrl-U n e w Enter");
	check_contains("asked", front_title(&front), "the folder");
	front_keys(&front, "Enter");
	check_contains("an empty folder has nothing to boot", front_title(&front), "the folder");
	check_bool("and that is said", front_verdict(&front)[0] != '\0', true);
	front_keys(&front, "Esc");
	check_text("open", xb_draft_name(front.app->draft), "p.yaml");
	check_text("as it was", front_value(&front, "xen.options.vwfi"), "native");
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_keys(&front, "n");
	check_contains("unsaved", front_message(&front), "save or undo");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(problems_lead_to_the_option_at_fault),
		in_folder(a_profile_without_problems_says_so),
		in_folder(what_is_loaded_is_moved_from_the_map),
		in_folder(what_overlaps_is_told_in_text),
		in_folder(what_is_free_cannot_be_moved),
		in_folder(without_ram_there_is_no_map),
		in_folder(the_lines_of_an_option_are_marked),
		in_folder(a_line_leads_to_its_option),
		in_folder(the_preview_follows_what_changes),
		in_folder(changes_are_taken_back_one_by_one_or_all),
		in_folder(lists_and_sections_are_taken_back_too),
		in_folder(the_defaults_and_other_profiles_can_be_compared_with),
		in_folder(what_has_no_file_differs_from_nothing_saved),
		in_folder(a_build_writes_and_compares),
		in_folder(a_build_that_failed_can_be_tried_again),
		in_folder(nothing_is_built_from_errors),
		in_folder(inputs_are_spared),
		in_folder(an_export_is_a_profile_again),
		in_folder(profiles_are_copied_renamed_and_deleted),
		in_folder(what_is_shipped_stays),
		in_folder(what_is_open_keeps_its_file),
		in_folder(a_profile_is_opened_from_the_list),
		in_folder(what_cannot_be_read_is_said),
		in_folder(a_profile_is_made_from_a_folder),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

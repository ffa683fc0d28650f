/* SPDX-License-Identifier: MIT */
/* Files: what is asked before something is lost, and what a crash leaves. */
#include "unit/ui/front.h"

/* ---- Files -------------------------------------------------------------------------------------- */

static void saving_writes_the_file(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
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
	front_open_small(&front);
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

		front_open_small(&front);
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
	front_open_small(&front);
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
	front_open_small(&front);
	folder_write("p.yaml", "a: [\n");
	front_keys(&front, "Ctrl-O");
	check_bool("an error", xb_session_diags(front.session)->errors > 0, true);
	assert_null(xb_session_profile(front.session));
	front_keys(&front, "! Enter m p D R b w / : Left h Enter Down Up");
	front_keys(&front, "u");
	check_text("undone", front_value(&front, "xen.options.dom0_mem"), "512M");
	front_close(&front);
}

static void a_file_that_is_gone_is_written_again(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
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

		front_open_small(&front);
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
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_keys(&front, "u q");
	check_bool("done", front.app->done, true);
	front_close(&front);
}

/* ---- The journal -------------------------------------------------------------------------------- */

static void leave_unsaved(void)
{
	struct front front;

	front_open_small(&front);
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
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_keys(&front, "q n");
	front_hang_up(&front);
	front_open(&front, "p.yaml");
	check_text("asked", front_title(&front), "");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
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
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

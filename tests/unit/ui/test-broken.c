/* SPDX-License-Identifier: MIT */
/* What cannot be read has a page of its own, from which it is put right. */
#include "unit/ui/front.h"

#include "ui/editor.h"

/* A terminal on which no program runs: what would have, and how it "ended". */
struct stage {
	struct xb_buf command, path;
	int status;
	const char *writes; /* what the "editor" leaves in p.yaml; NULL: nothing new */
};

static int run(void *context, char *const argv[])
{
	struct stage *stage = context;

	check_text("shell", argv[0], "sh");
	xb_buf_clear(&stage->command);
	xb_buf_clear(&stage->path);
	xb_buf_puts(&stage->command, argv[2]);
	xb_buf_puts(&stage->path, argv[4]);
	if (stage->writes)
		folder_write("p.yaml", stage->writes);
	return stage->status;
}

static void set_stage(struct front *front, struct stage *stage)
{
	front->app->run_program = run;
	front->app->program_context = stage;
}

static void the_editor_opens_at_the_line(void **state)
{
	struct stage stage = {.writes = FRONT_SMALL};
	struct front front;

	(void)state;
	folder_write("p.yaml", "format: 1\nxen: {file: xen\nboard: x\n");
	front_open(&front, "p.yaml");
	set_stage(&front, &stage);
	check_screen(&front, "p.yaml, line 3, column 6");
	check_screen(&front, "xen: {file: xen");
	front_keys(&front, "e");
	check_text("command", stage.command.data, "vi +3 \"$1\"");
	check_text("path", stage.path.data, "p.yaml");
	check_bool("read again", front_page(&front) == &ui_page_menu, true);
	check_bool("changed", xb_draft_is_changed(front.app->draft), false);
	xb_buf_clear(&stage.command);
	xb_buf_clear(&stage.path);
	front_close(&front);
}

static void an_editor_is_named_and_may_fail(void **state)
{
	static const struct {
		int status;
		const char *said;
	} rows[] = {
		{0, ""},
		{1, "the editor 'my ed' ended with status 1"},
		{127, "there is no editor 'my ed'"},
		{-1, "no program can be started"},
	};
	struct stage stage = {0};
	struct front front;

	(void)state;
	front_open_small(&front);
	front.config.editor = "my ed";
	check_bool("no terminal", ui_editor_run(front.app, "p.yaml", 1), false);
	set_stage(&front, &stage);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		stage.status = rows[i].status;
		check_bool(rows[i].said, ui_editor_run(front.app, "-p.yaml", 0), rows[i].status == 0);
		check_text("command", stage.command.data, "my ed \"$1\"");
		check_text("no option", stage.path.data, "./-p.yaml");
		if (rows[i].status)
			check_contains("said", front_message(&front), rows[i].said);
	}
	xb_buf_clear(&stage.command);
	xb_buf_clear(&stage.path);
	front_close(&front);
}

/* Bytes that are no text, a line without an end, a file that is gone: nothing is shown wrong. */
static void whatever_is_in_it(void **state)
{
	static const char *const texts[] = {"a: [\n", "\t", "a: 1\na: 2", "just text", "- a\n- b\n", "\x01\x02: [", "- \"",
					    "extends: nope\n", "\xff\xfe: {"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		struct front front;

		folder_write("p.yaml", texts[i]);
		front_open(&front, "p.yaml");
		check_bool(texts[i], front_page(&front) == &ui_page_broken, true);
		check_screen(&front, "This profile cannot be read");
		front_resize(&front, 12, 40);
		check_screen(&front, "cannot be read");
		front_keys(&front, "Left Esc");
		check_text(texts[i], front_title(&front), "Quit");
		front_keys(&front, "n q");
		check_bool(texts[i], front.app->done, true);
		front_close(&front);
	}
}

/* What can be filled in is no broken file, however little it says. */
static void what_can_be_filled_in_has_menus(void **state)
{
	static const char *const texts[] = {"", "# nothing yet\n", "xen:\n", "unknown: 1\n", "{}", "format: 7\n"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		struct front front;

		folder_write("p.yaml", texts[i]);
		front_open(&front, "p.yaml");
		check_bool(texts[i], front_page(&front) == &ui_page_menu, true);
		front_close(&front);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(the_editor_opens_at_the_line),
		in_folder(an_editor_is_named_and_may_fail),
		in_folder(whatever_is_in_it),
		in_folder(what_can_be_filled_in_has_menus),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Editing values of every type, good and bad ones; steps back and forth. */
#include "unit/ui/front.h"

/* ---- Typed values ------------------------------------------------------------------------------- */

/* Typed into the field: what is said below it, and what the profile holds after one Enter. */
static void values_are_judged_as_they_are_typed(void **state)
{
	static const struct {
		const char *key, *typed, *verdict, *value;
	} rows[] = {
		{"xen.options.dom0_mem", "640M", "ok: 640 MiB", "640M"},
		{"xen.options.dom0_mem", "640M", "of 1 GiB", "640M"},
		{"xen.options.dom0_mem", "5G", "error: ", "5G"},
		{"xen.options.dom0_mem", "many", "many ", "512M"},
		{"xen.options.dom0_mem", "", "taken away", NULL},
		{"xen.options.dom0_max_vcpus", "2", "ok", "2"},
		{"xen.options.dom0_max_vcpus", "two", "two ", NULL},
		{"xen.options.dom0_max_vcpus", "-1", "-1 ", NULL},
		{"xen.options.vwfi", "trap", "ok", "trap"},
		{"xen.options.vwfi", "nativ", "nativ", "native"},
		{"xen.options.dtuart", "/soc/uart@1000", "ok", "/soc/uart@1000"},
		{"xen.extra", "a=1 b", "unknown-option", "a=1 b"},
		{"xen.size", "2M", "ok: 0x200000, 2 MiB", "2M"},
		{"xen.size", "big", "big: ", "1M"},
		{"dom0.kernel.address", "auto", "ok", "auto"},
		{"dom0.kernel.address", "0x8000000", "ok: 0x8000000", "0x8000000"},
		{"dom0.kernel.address", "0x80000zz", "0x80000zz: ", NULL},
		{"dom0.kernel.address", "0x3ffff000", "error: ", "0x3ffff000"},
		{"output.name", "boot2", "ok", "boot2"},
		{"output.name", "a: b # c", NULL, "\"a: b # c\""},
		{"description", "\xc3\xa4rger", "ok", "\xc3\xa4rger"},
		{"description", "it's \"quoted\"", "ok", "it's \"quoted\""},
		{"files", "somewhere", NULL, "somewhere"},
		{"output.emit", "[script, dtb]", NULL, "[script, dtb]"},
		{"load.method", "fat", NULL, "fat"},
		{"dom0.options.root", "/dev/mmcblk0p2", "ok", "/dev/mmcblk0p2"},
		{"dom0.options.panic", "x", "x ", NULL},
		{"device-tree.overlays", "[{file: a.dtbo}]", NULL, "a.dtbo"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;
		const struct ui_node *node;

		front_open_small(&front);
		front_jump(&front, rows[i].key);
		front_keys(&front, "E Ctrl-E Ctrl-U");
		check_bool(rows[i].key, front.app->dialog != NULL, true);
		front_paste(&front, rows[i].typed);
		if (rows[i].verdict)
			check_contains(rows[i].key, front_verdict(&front), rows[i].verdict);
		front_keys(&front, "Enter");
		node = ui_menu_find(&front.app->menu, rows[i].key);
		check_text(rows[i].key, node ? node->value : NULL, rows[i].value);
		front_close(&front);
	}
}

/* What the catalog does not take can be entered all the same: asked once more. */
static void a_bad_value_is_set_by_those_who_insist(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.vwfi");
	front_keys(&front, "E Ctrl-U");
	front_type(&front, "nativ");
	front_keys(&front, "Enter");
	check_contains("asked", front_verdict(&front), "Enter again");
	front_type(&front, "x");
	front_keys(&front, "Enter");
	check_contains("another value is asked about anew", front_verdict(&front), "nativx");
	check_text("not yet", front_value(&front, "xen.options.vwfi"), "native");
	front_keys(&front, "Enter");
	check_text("closed", front_title(&front), "");
	check_text("set", front_value(&front, "xen.options.vwfi"), "nativx");
	check_bool("warned", front_node(&front, "xen.options.vwfi")->severity >= XB_WARNING, true);
	front_close(&front);
}

static void esc_changes_nothing(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.dom0_mem");
	front_keys(&front, "Enter");
	front_type(&front, "9G");
	front_keys(&front, "Esc");
	check_text("closed", front_title(&front), "");
	check_text("value", front_value(&front, "xen.options.dom0_mem"), "512M");
	check_bool("changed", xb_draft_is_changed(front.app->draft), false);
	front_close(&front);
}

/* The first character takes the place of the old value; a movement first keeps it. */
static void what_is_there_can_be_replaced_or_edited(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.dom0_mem");
	front_keys(&front, "Enter 6 4 M Enter");
	check_text("replaced", front_value(&front, "xen.options.dom0_mem"), "64M");
	front_keys(&front, "Enter Left 0 Enter");
	check_text("edited", front_value(&front, "xen.options.dom0_mem"), "640M");
	front_keys(&front, "Enter Up Enter");
	check_text("from the history", front_value(&front, "xen.options.dom0_mem"), "640M");
	front_keys(&front, "Enter Up Up Enter");
	check_text("older", front_value(&front, "xen.options.dom0_mem"), "64M");
	front_close(&front);
}

static void values_of_several_lines_are_for_the_editor(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", FRONT_SMALL "description: |\n  one\n  two\n");
	front_open(&front, "p.yaml");
	front_jump(&front, "description");
	front_keys(&front, "Enter");
	check_text("asked", front_title(&front), "description");
	check_screen(&front, "description has several lines");
	front_keys(&front, "e");
	check_contains("no terminal", front_message(&front), "no program");
	front_close(&front);
}

/* ---- Lists of choices --------------------------------------------------------------------------- */

static void choices_are_a_list(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.vwfi");
	front_keys(&front, "Enter");
	check_text("title", front_title(&front), "vwfi");
	check_screen(&front, "not set");
	check_screen(&front, "another value...");
	check_text("stands on the present one",
		   front.app->dialog->rows.items[front.app->dialog->list.selected].name, "native");
	front_keys(&front, "Home Enter");
	assert_null(front_value(&front, "xen.options.vwfi"));
	front_keys(&front, "Enter Home Down Space");
	check_text("chosen", front_value(&front, "xen.options.vwfi"), "trap");
	front_keys(&front, "Enter End Enter");
	check_bool("a field for another one", front.app->dialog->has_field, true);
	front_keys(&front, "Esc");
	check_text("as it was", front_value(&front, "xen.options.vwfi"), "trap");
	front_close(&front);
}

/* Go down to the choice NAME of the dialog and take it. */
static void choose(struct front *front, const char *name)
{
	const struct ui_dialog *dialog = front->app->dialog;

	front_keys(front, "Home");
	while (strcmp(dialog->rows.items[dialog->list.selected].name, name) != 0) {
		size_t at = dialog->list.selected;

		front_keys(front, "Down");
		if (dialog->list.selected == at)
			fail_msg("there is no choice %s", name);
	}
	front_keys(front, "Enter");
}

static void words_are_chosen_too(void **state)
{
	static const struct {
		const char *key, *value; /* one that comes with the program */
	} rows[] = {
		{"load.method", "mmc"},
		{"output.cells", "1"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		front_open_small(&front);
		front_jump(&front, rows[i].key);
		front_keys(&front, "Enter");
		check_bool(rows[i].key, front.app->dialog && front.app->dialog->rows.count > 1, true);
		choose(&front, rows[i].value);
		check_text(rows[i].key, front_title(&front), "");
		check_text(rows[i].key, front_value(&front, rows[i].key), rows[i].value);
		front_close(&front);
	}
}

/* What Tab offers, by what is set: each with what it is. */
static void tab_offers_what_can_stand_there(void **state)
{
	static const struct {
		const char *key, *typed, *name, *about;
	} rows[] = {
		{"extends", "rpi4-", "rpi4-yocto", "profile, shipped"},
		{"board", "rpi4", "rpi4-8g", "Raspberry Pi 4 Model B, 8 GiB"},
		{"xen.options.sched", "cred", "credit2", NULL},
		{"load.method", "", "tftp", NULL},
		{"dom0.kernel.file", "p", "p2.yaml", "3 bytes"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		folder_write("p2.yaml", "abc");
		front_open_small(&front);
		front_jump(&front, rows[i].key);
		front_keys(&front, "E Ctrl-U");
		ui_field_set(&front.app->dialog->field, "");
		front_type(&front, rows[i].typed);
		front_keys(&front, "Tab");
		check_bool(rows[i].key, front.app->dialog->completing, true);
		check_contains(rows[i].key, front_screen(&front), rows[i].name);
		if (rows[i].about)
			check_contains(rows[i].key, front_screen(&front), rows[i].about);
		front_close(&front);
	}
}

/* The list, then what would change, then the board is another one; a page tells of it from then on. */
static void a_board_is_shown_before_it_is_taken(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", "format: 1\nboard: {memory: [{start: 0x40000000, size: 1G}], cpus: 4}\n"
			       "xen: {file: xen, size: 1M}\ndevice-tree: {file: t.dtb, size: 1K}\n"
			       "dom0: {kernel: {file: Image, size: 1M}, options: {console: hvc0}}\n");
	front_open(&front, "p.yaml");
	front_jump(&front, "board");
	front_keys(&front, "Enter"); /* one in place: the list */
	choose(&front, "rpi4-4g");
	check_text("asked", front_title(&front), "With the board rpi4-4g");
	check_screen(&front, "3.9 GiB, 4 CPUs");
	check_screen(&front, "Xen: 0x4");
	front_keys(&front, "Esc");
	check_bool("not taken", xb_draft_is_changed(front.app->draft), false);
	front_keys(&front, "Enter");
	choose(&front, "rpi4-4g");
	front_keys(&front, "Enter");
	check_text("taken", front_value(&front, "board"), "rpi4-4g");
	front_keys(&front, "Enter");
	assert_ptr_equal(front_page(&front), &ui_page_board);
	check_screen(&front, "Raspberry Pi 4 Model B, 4 GiB");
	front_keys(&front, "Enter Enter");
	check_contains("the same", front_message(&front), "it is the board already");
	front_close(&front);
}

static void space_goes_round_the_values(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.sync_console");
	front_keys(&front, "Space");
	check_text("on", front_value(&front, "xen.options.sync_console"), "true");
	check_screen(&front, "[*] sync_console");
	front_keys(&front, "Space");
	check_text("off", front_value(&front, "xen.options.sync_console"), "no");
	check_screen(&front, "[ ] sync_console");
	front_keys(&front, "Space");
	assert_null(front_value(&front, "xen.options.sync_console"));
	check_screen(&front, "[-] sync_console");
	front_jump(&front, "xen.options.vwfi");
	for (int i = 0; i < 6 && front_value(&front, "xen.options.vwfi"); i++)
		front_keys(&front, "Space");
	assert_null(front_value(&front, "xen.options.vwfi"));
	front_keys(&front, "Space");
	check_text("the first", front_value(&front, "xen.options.vwfi"), "trap");
	front_jump(&front, "xen.options.dom0_mem");
	front_keys(&front, "Space");
	check_text("what has no round is edited", front_title(&front), "dom0_mem");
	front_close(&front);
}

/* ---- Options that no catalog knows -------------------------------------------------------------- */

/* What the hint would have is typed behind the name, and is of what stands in the field now. */
static void a_word_that_is_added_takes_what_the_hint_says(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.dom0_mem");
	front_keys(&front, "+");
	front_type(&front, "dom0_mem=5G");
	check_screen(&front, "Ctrl-T fix");
	front_keys(&front, "Ctrl-T");
	check_contains("typed", front.app->dialog->field.text, "dom0_mem=");
	check_contains("typed", front.app->dialog->field.text, "M");
	front_type(&front, " quiet");
	check_hidden(&front, "Ctrl-T fix");
	front_close(&front);
}

static void options_are_added_by_name(void **state)
{
	static const struct {
		const char *from, *typed, *key, *value;
	} rows[] = {
		{"xen", "frob=7", "xen.options.frob", "7"},
		{"xen.options.vwfi", "frob", "xen.options.frob", "true"},
		{"xen", "dom0_max_vcpus=2", "xen.options.dom0_max_vcpus", "2"},
		{"xen", "frob=a=b", "xen.options.frob", "a=b"},
		/* The line that it is for, wherever one is; that of a word of no one is asked. */
		{"xen", "root=/dev/vdb", "dom0.options.root", "/dev/vdb"},
		{"xen", "a..b=7", "dom0.options.a..b", "7"},
		{"dom0", "vwfi=trap", "xen.options.vwfi", "trap"},
		{"xen", "console=ttyS0", "dom0.options.console", "[hvc0, ttyS0]"},
		{"dom0", "frob=7", "dom0.options.frob", "7"},
		{"dom0.options.root", "mod.param=7", "dom0.options.mod.param", "7"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		front_open_small(&front);
		front_jump(&front, rows[i].from);
		front_keys(&front, "+");
		front_type(&front, rows[i].typed);
		front_keys(&front, "Enter");
		if (strstr(rows[i].typed, "frob"))
			front_keys(&front, "Enter"); /* the line of the menu is offered first */
		check_text(rows[i].typed, front_title(&front), "");
		check_bool(rows[i].typed, ui_menu_find(&front.app->menu, rows[i].key) != NULL, true);
		check_text(rows[i].typed, front_value(&front, rows[i].key), rows[i].value);
		check_text(rows[i].typed, ui_app_node(front.app)->subject.id, rows[i].key);
		front_close(&front);
	}
}

static void an_empty_value_is_no_value(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen");
	front_keys(&front, "+ f r o b = Enter");
	check_contains("refused", front_verdict(&front), "frob= has no value");
	front_keys(&front, "Backspace Enter Enter");
	check_text("the word alone", front_value(&front, "xen.options.frob"), "true");
	front_close(&front);
}

static void names_that_cannot_be_are_refused(void **state)
{
	static const char *const typed[] = {"=5", "\"a b\"=1"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(typed); i++) {
		struct front front;

		front_open_small(&front);
		front_jump(&front, "xen");
		front_keys(&front, "+");
		front_paste(&front, typed[i]);
		front_keys(&front, "Enter");
		check_text(typed[i], front_title(&front), "Add options");
		check_int(typed[i], front.app->dialog->verdict_style, UI_ERROR);
		check_bool(typed[i], xb_draft_is_changed(front.app->draft), false);
		front_close(&front);
	}
}

/* What YAML could read as something else is a name all the same. */
static void odd_names_are_taken_as_they_are(void **state)
{
	static const char *const names[] = {"\xc3\xa4", "a:", "{", "#x", "null"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		char *key = xb_format("xen.options.%s", names[i]);
		struct front front;

		front_open_small(&front);
		front_jump(&front, "xen");
		front_keys(&front, "+");
		front_paste(&front, names[i]);
		front_type(&front, "=7");
		front_keys(&front, "Enter Enter");
		check_text(names[i], front_title(&front), "");
		check_text(names[i], front_value(&front, key), "7");
		check_text("the rest", front_value(&front, "xen.options.vwfi"), "native");
		front_close(&front);
		free(key);
	}
}

/* Neither the catalog nor the table of keys says anything about it. */
static void an_unknown_option_is_edited_like_another(void **state)
{
	static const char *const keys[] = {"xen.options.frob", "dom0.options.frob"};
	static const char *const said[] = {"[unknown-option]", "ok"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(keys); i++) {
		struct front front;

		front_open_small(&front);
		assert_true(ui_app_set(front.app, keys[i], "7"));
		front_jump(&front, keys[i]);
		front_keys(&front, "Enter");
		check_contains(keys[i], front_verdict(&front), said[i]);
		front_type(&front, "88");
		check_contains(keys[i], front_verdict(&front), said[i]);
		front_keys(&front, "Enter");
		check_text(keys[i], front_value(&front, keys[i]), "88");
		front_keys(&front, "? Esc Space Esc");
		front_close(&front);
	}
}

/* ---- Taking back -------------------------------------------------------------------------------- */

static void a_setting_can_be_taken_away_and_reverted(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.vwfi");
	front_keys(&front, "x");
	assert_null(front_value(&front, "xen.options.vwfi"));
	front_keys(&front, "x");
	check_contains("twice", front_message(&front), "not set");
	front_jump(&front, "xen.options.vwfi");
	front_keys(&front, "r");
	check_text("reverted", front_value(&front, "xen.options.vwfi"), "native");
	check_bool("changed", front_node(&front, "xen.options.vwfi")->changed, false);
	front_jump(&front, "xen.options.sched");
	front_keys(&front, "Delete");
	check_contains("Delete", front_message(&front), "not set");
	ui_app_set(front.app, "xen.options.sched", "null");
	front_keys(&front, "r");
	assert_null(front_value(&front, "xen.options.sched"));
	front_close(&front);
}

/* What is a list or a mapping in the file is one again. */
static void lists_are_reverted_as_lists(void **state)
{
	static const struct {
		const char *yaml, *key, *other, *value;
	} rows[] = {
		{"device-tree:\n  file: t\n  overlays:\n    - file: a.dtbo\n    - {file: b, size: 1K}\n",
		 "device-tree.overlays", "[{file: c}]", "a.dtbo"},
		{"output:\n  emit:\n    - script\n    - dtb\n", "output.emit", "script", "[script, dtb]"},
		{"board:\n  memory:\n    - {start: 0, size: 1G}\n", "board", "rpi4-4g", "in place"},
		{"xen: {file: x, extra: '[a] b'}\n", "xen.extra", "c", "[a] b"},
		{"xen: {file: x, extra: \"[a]\"}\n", "xen.extra", "c", "[a]"},
		{"description: |\n  one\n  two\n", "description", "c", "one"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *text = xb_format("format: 1\n%s", rows[i].yaml);
		struct front front;
		char *before;

		folder_write("p.yaml", text);
		front_open(&front, "p.yaml");
		check_contains(rows[i].key, front_value(&front, rows[i].key), rows[i].value);
		before = xb_strdup(front_value(&front, rows[i].key));
		assert_true(ui_app_set(front.app, rows[i].key, rows[i].other));
		front_jump(&front, rows[i].key);
		front_keys(&front, "r");
		check_text(rows[i].key, front_value(&front, rows[i].key), before);
		check_bool(rows[i].key, front_node(&front, rows[i].key)->changed, false);
		free(before);
		free(text);
		front_close(&front);
	}
}

/* The mark of a menu says that something in it differs; it is no setting that could be reverted. */
static void menus_are_not_reverted(void **state)
{
	static const char *const menus[] = {"xen", "dom0", "output", "xen/Dom0"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(menus); i++) {
		struct front front;
		size_t length;
		char *before;

		front_open_small(&front);
		ui_app_set(front.app, "xen.options.dom0_mem", "64M");
		ui_app_set(front.app, "xen.options.sched", "null");
		ui_app_set(front.app, "dom0.extra", "quiet");
		ui_app_set(front.app, "output.cells", "1");
		before = xb_strdup(xb_draft_text(front.app->draft, &length));
		front_jump(&front, menus[i]);
		check_bool(menus[i], front_node(&front, menus[i])->changed, true);
		front_keys(&front, "r x E");
		check_text(menus[i], xb_draft_text(front.app->draft, &length), before);
		free(before);
		front_close(&front);
	}
}

static const struct {
	const char *key, *value;
} ten[] = {
	{"xen.options.dom0_mem", "256M"}, {"xen.options.dom0_max_vcpus", "2"},
	{"xen.options.vwfi", "trap"},     {"xen.options.sched", "credit2"},
	{"name", "other"},                {"dom0.kernel.address", "0x8000000"},
	{"dom0.options.root", NULL},      {"output.cells", "1"},
	{"xen.options.frob", "1"},        {"xen.extra", "last"},
};

static void ten_steps_go_back_and_forth(void **state)
{
	struct front front;
	char *texts[XB_COUNT(ten) + 1];
	char *names[XB_COUNT(ten)];

	(void)state;
	front_open_small(&front);
	texts[0] = xb_strdup(xb_draft_text(front.app->draft, NULL));
	for (size_t i = 0; i < XB_COUNT(ten); i++) {
		assert_true(ui_app_set(front.app, ten[i].key, ten[i].value));
		texts[i + 1] = xb_strdup(xb_draft_text(front.app->draft, NULL));
		names[i] = xb_strdup(front_message(&front));
	}
	for (size_t round = 0; round < 2; round++) {
		for (size_t i = XB_COUNT(ten); i-- > 0;) {
			front_keys(&front, "u");
			check_contains("named", front_message(&front), names[i]);
			check_text("undone", xb_draft_text(front.app->draft, NULL), texts[i]);
		}
		front_keys(&front, "u");
		check_contains("no more", front_message(&front), "nothing to undo");
		check_bool("changed", xb_draft_is_changed(front.app->draft), false);
		for (size_t i = 0; i < XB_COUNT(ten); i++) {
			front_keys(&front, "Ctrl-R");
			check_contains("named", front_message(&front), names[i]);
			check_text("done again", xb_draft_text(front.app->draft, NULL),
				   texts[i + 1]);
		}
		front_keys(&front, "Ctrl-R");
		check_contains("no more", front_message(&front), "nothing to do again");
	}
	for (size_t i = 0; i < XB_COUNT(texts); i++)
		free(texts[i]);
	for (size_t i = 0; i < XB_COUNT(names); i++)
		free(names[i]);
	front_close(&front);
}

static void a_value_set_again_is_no_step(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_edit(&front, "xen.options.vwfi", "native");
	check_text("closed", front_title(&front), "");
	assert_null(xb_draft_undo_name(front.app->draft));
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(values_are_judged_as_they_are_typed),
		in_folder(a_bad_value_is_set_by_those_who_insist),
		in_folder(esc_changes_nothing),
		in_folder(what_is_there_can_be_replaced_or_edited),
		in_folder(values_of_several_lines_are_for_the_editor),
		in_folder(choices_are_a_list),
		in_folder(words_are_chosen_too),
		in_folder(tab_offers_what_can_stand_there),
		in_folder(a_board_is_shown_before_it_is_taken),
		in_folder(space_goes_round_the_values),
		in_folder(a_word_that_is_added_takes_what_the_hint_says),
		in_folder(options_are_added_by_name),
		in_folder(an_empty_value_is_no_value),
		in_folder(names_that_cannot_be_are_refused),
		in_folder(odd_names_are_taken_as_they_are),
		in_folder(an_unknown_option_is_edited_like_another),
		in_folder(a_setting_can_be_taken_away_and_reverted),
		in_folder(lists_are_reverted_as_lists),
		in_folder(menus_are_not_reverted),
		in_folder(ten_steps_go_back_and_forth),
		in_folder(a_value_set_again_is_no_step),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What differs from the saved file, and taking it back. */
#include "unit/ui/front.h"

#define PROFILE(overlays, kernel)                                                                  \
	"format: 1\nboard: {memory: [{start: 0, size: 1G}], cpus: 4}\n"                            \
	"xen: {file: xen, size: 1M, options: {dom0_mem: 512M}}\n"                                  \
	"device-tree: {file: t.dtb, size: 1K" overlays "}\n"                                       \
	"dom0: {kernel: " kernel ", options: {root: /dev/vda}}\n"

static void open_text(struct front *front, const char *text)
{
	folder_write("p.yaml", text);
	front_open(front, "p.yaml");
}

/* "KEY: A -> B", sorted by key, a comma between. */
static char *differences(struct front *front)
{
	struct ui_page *page = ui_app_page(front->app);
	struct xb_buf out = {0};

	for (size_t i = 0; i < page->rows.count; i++) {
		const struct ui_row *row = &page->rows.items[i];

		if (!row->plain)
			xb_buf_printf(&out, "%s%s: %s", out.length ? ", " : "", row->name,
				      row->value);
	}
	return out.data ? xb_buf_take(&out) : xb_strdup("");
}

static void check_differences(const char *label, struct front *front, const char *want)
{
	char *found = differences(front);

	check_text(label, found, want);
	free(found);
}

/* One change of the saved TEXT, and what the page makes of it. */
static const struct row {
	const char *label, *text, *key, *value, *want;
} cases[] = {
	{"a key in what is written short", PROFILE("", "Image"), "dom0.kernel.address", "0x1000000",
	 "dom0.kernel.address: (not set) -> 0x1000000"},
	{"its text", PROFILE("", "Image"), "dom0.kernel.file", "Image2",
	 "dom0.kernel.file: Image -> Image2"},
	{"an item less", PROFILE(", overlays: [a, b]", "Image"), "device-tree.overlays", "[a]",
	 "device-tree.overlays: [a, b] -> [a]"},
	{"items more", PROFILE(", overlays: a", "Image"), "device-tree.overlays", "[a, b]",
	 "device-tree.overlays: a -> [a, b]"},
	{"a list that was not there", PROFILE("", "Image"), "device-tree.overlays", "[a, b]",
	 "device-tree.overlays: (not set) -> [a, b]"},
	{"a list that is gone", PROFILE(", overlays: [a, b]", "Image"), "device-tree.overlays", NULL,
	 "device-tree.overlays: [a, b] -> (not set)"},
	{"a key of an item", PROFILE(", overlays: [{file: a, size: 1}]", "Image"),
	 "device-tree.overlays.0.size", "2", "device-tree.overlays: [{file: a, size: 1}] -> [{file: a, size: 2}]"},
};

static void open_changed(struct front *front, const struct row *row)
{
	open_text(front, row->text);
	assert_true(ui_app_set(front->app, row->key, row->value));
	ui_app_push(front->app, &ui_page_changes, NULL);
	check_differences(row->label, front, row->want);
}

static void each_is_shown_and_taken_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct front front;

		open_changed(&front, &cases[i]);
		ui_changes_revert(front.app);
		check_differences(cases[i].label, &front, "");
		front_close(&front);
	}
}

static void all_are_taken_back_at_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct front front;

		open_changed(&front, &cases[i]);
		ui_app_set(front.app, "xen.options.vwfi", "native");
		ui_changes_revert_all(front.app);
		check_differences(cases[i].label, &front, "");
		front_close(&front);
	}
}

static void enter_leads_to_the_setting(void **state)
{
	struct front front;

	(void)state;
	open_changed(&front, &cases[2]);
	check_text("item", ui_page_row(ui_app_page(front.app))->subject.id, "device-tree.overlays");
	front_close(&front);
}

/* Written short or long it is the same, and no mark says otherwise. */
static void the_same_in_long_is_no_change(void **state)
{
	struct front front;
	static const char text[] = PROFILE(", overlays: [{file: a}]", "{file: Image}");

	(void)state;
	open_text(&front, PROFILE(", overlays: a", "Image"));
	check_int("replaced",
		  xb_draft_replace(front.app->draft, text, strlen(text), NULL, &(struct xb_diags){0}),
		  XB_CHANGE_DONE);
	ui_app_refresh(front.app);
	check_bool("kernel", ui_menu_find(&front.app->menu, "dom0.kernel.file")->changed, false);
	check_bool("overlays", ui_menu_find(&front.app->menu, "device-tree.overlays")->changed,
		   false);
	ui_app_push(front.app, &ui_page_changes, NULL);
	check_differences("changes", &front, "");
	front_close(&front);
}

/* ---- The page ---------------------------------------------------------------------------------- */

static void changes_are_taken_back_one_by_one_or_all(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	ui_app_set(front.app, "xen.options.dom0_mem", NULL);
	ui_app_set(front.app, "xen.options.sched", "null");
	ui_app_set(front.app, "name", "other");
	front_keys(&front, "D");
	check_screen(&front, "native -> trap");
	check_screen(&front, "512M -> (not set)");
	check_screen(&front, "(not set) -> null");
	front_find_row(&front, "vwfi");
	front_keys(&front, "r");
	check_text("one", front_value(&front, "xen.options.vwfi"), "native");
	check_hidden(&front, "native -> trap");
	front_find_row(&front, "sched");
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
	front_find_row(&front, "vwfi");
	check_screen(&front, "trap -> native");
	front_keys(&front, "r");
	assert_null(front_value(&front, "xen.options.vwfi"));
	front_keys(&front, "u Tab Esc Tab End Up Up Up Enter");
	check_screen(&front, "No difference.");
	front_keys(&front, "Tab End Up Up Up Up Enter");
	check_screen(&front, "against rpi4-boot2");
	check_screen(&front, "boot2 -> ");
	front_find_row(&front, "output.name");
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
	check_contains("under its name", front_message(&front), "saved to home/profiles/fresh.yaml");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_is_shown_and_taken_back),
		in_folder(all_are_taken_back_at_once),
		in_folder(enter_leads_to_the_setting),
		in_folder(the_same_in_long_is_no_change),
		in_folder(changes_are_taken_back_one_by_one_or_all),
		in_folder(lists_and_sections_are_taken_back_too),
		in_folder(the_defaults_and_other_profiles_can_be_compared_with),
		in_folder(what_has_no_file_differs_from_nothing_saved),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What differs from the saved file, and taking it back. */
#include "ui/action.h"
#include "unit/base/folder.h"
#include "unit/diags.h"

#include <stdlib.h>

#define PROFILE(overlays, kernel)                                                                  \
	"format: 1\nboard: {memory: [{start: 0, size: 1G}], cpus: 4}\n"                            \
	"xen: {file: xen, size: 1M, options: {dom0_mem: 512M}}\n"                                  \
	"device-tree: {file: t.dtb, size: 1K" overlays "}\n"                                       \
	"dom0: {kernel: " kernel ", options: {root: /dev/vda}}\n"

struct front {
	struct xb_session *session;
	struct ui_app *app;
};

static void open_front(struct front *front, const char *text)
{
	static const struct xb_session_config config;
	static const struct ui_config ui;

	folder_write("p.yaml", text);
	front->session = xb_session_new(&config);
	front->app = ui_app_new(front->session, &ui);
	if (!ui_app_open(front->app, "p.yaml"))
		fail_msg("%s", diags_message(xb_session_diags(front->session)));
}

static void close_front(struct front *front)
{
	ui_app_free(front->app);
	xb_session_free(front->session);
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
} rows[] = {
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
	open_front(front, row->text);
	assert_true(ui_app_set(front->app, row->key, row->value));
	ui_app_push(front->app, &ui_page_changes, NULL);
	check_differences(row->label, front, row->want);
}

static void each_is_shown_and_taken_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		open_changed(&front, &rows[i]);
		ui_changes_revert(front.app);
		check_differences(rows[i].label, &front, "");
		close_front(&front);
	}
}

static void all_are_taken_back_at_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		open_changed(&front, &rows[i]);
		ui_app_set(front.app, "xen.options.vwfi", "native");
		ui_changes_revert_all(front.app);
		check_differences(rows[i].label, &front, "");
		close_front(&front);
	}
}

static void enter_leads_to_the_setting(void **state)
{
	struct front front;

	(void)state;
	open_changed(&front, &rows[2]);
	check_text("item", ui_page_row(ui_app_page(front.app))->subject.id, "device-tree.overlays");
	close_front(&front);
}

/* Written short or long it is the same, and no mark says otherwise. */
static void the_same_in_long_is_no_change(void **state)
{
	struct front front;
	static const char text[] = PROFILE(", overlays: [{file: a}]", "{file: Image}");

	(void)state;
	open_front(&front, PROFILE(", overlays: a", "Image"));
	check_int("replaced", xb_draft_replace(front.app->draft, text, strlen(text), NULL),
		  XB_EDIT_DONE);
	ui_app_refresh(front.app);
	check_bool("kernel", ui_menu_find(&front.app->menu, "dom0.kernel.file")->changed, false);
	check_bool("overlays", ui_menu_find(&front.app->menu, "device-tree.overlays")->changed,
		   false);
	ui_app_push(front.app, &ui_page_changes, NULL);
	check_differences("changes", &front, "");
	close_front(&front);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_is_shown_and_taken_back),
		in_folder(all_are_taken_back_at_once),
		in_folder(enter_leads_to_the_setting),
		in_folder(the_same_in_long_is_no_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The tree of menus: everything that can be set stands in it once, with its value and its marks. */
#include "unit/ui/front.h"

/* ---- Whole and without doubles ------------------------------------------------------------------ */

static const char *option_key(const struct xb_option *option, char out[128])
{
	snprintf(out, 128, "%s.%s", xb_scopes[option->scope].key, option->name.text);
	return out;
}

static size_t count_nodes(const struct ui_menu *menu, const char *id)
{
	size_t count = 0;

	for (size_t i = 0; i < menu->count; i++)
		count += strcmp(menu->nodes[i].subject.id, id) == 0;
	return count;
}

static void check_whole(const char *label, const struct front *front)
{
	const struct ui_menu *menu = &front->app->menu;
	const struct xb_catalog *catalog = xb_session_catalog(front->session);
	struct xb_key_list keys = {0};
	char key[128];

	xb_profile_keys(NULL, NULL, &keys);
	check_bool(label, keys.count > 30 && catalog->count > 300, true);
	for (size_t i = 0; i < keys.count; i++)
		check_u64(keys.items[i].key, count_nodes(menu, keys.items[i].key),
			  keys.items[i].kind != XB_KEY_OPTIONS);
	/* Those of domains stand in each domain. */
	for (size_t i = 0; i < catalog->count; i++) {
		if (!xb_scopes[catalog->options[i].scope].key)
			continue;
		option_key(&catalog->options[i], key);
		check_u64(key, count_nodes(menu, key), 1);
	}
	for (size_t i = 0; i < menu->count; i++)
		check_u64(menu->nodes[i].subject.id, count_nodes(menu, menu->nodes[i].subject.id), 1);
	xb_key_list_clear(&keys);
}

/* Each node stands in the root, or in a menu, a list or an item that stands there. */
static void check_tree(const struct ui_menu *menu)
{
	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_node *node = &menu->nodes[i];
		size_t depth = 0;

		for (; node->menu[0]; depth++) {
			bool inside = node->inside;

			node = ui_menu_holder(menu, node);
			assert_non_null(node);
			check_bool(node->subject.id, node->subject.kind == UI_SUBJECT_MENU, !inside);
			assert_true(depth < 6);
		}
	}
}

static void all_that_can_be_set_stands_in_one_menu(void **state)
{
	static const char *const refs[] = {"rpi4-yocto", "rpi4-boot2", "qemu-arm64", "p.yaml",
					   "broken.yaml", "nothing.yaml", "guests.yaml"};

	(void)state;
	folder_write("p.yaml", FRONT_SMALL);
	folder_write("broken.yaml", "a: [\n");
	folder_write("nothing.yaml", "");
	folder_write("guests.yaml", FRONT_SMALL
		     "domains: {a: {kernel: K, memory: 64M, vuart: true, passthrough: [x, y]}, b: {kernel: K}}\n"
		     "cpupools: {rt: {cpus: [2, 3]}}\nevent-channels: [{a: 1, b: 1}]\n");
	for (size_t i = 0; i < XB_COUNT(refs); i++) {
		struct front front;

		front_open(&front, refs[i]);
		check_whole(refs[i], &front);
		check_tree(&front.app->menu);
		front_close(&front);
	}
}

static void without_a_profile_the_menus_are_there_too(void **state)
{
	struct front front;

	(void)state;
	front_start(&front);
	check_whole("none", &front);
	assert_null(front_value(&front, "xen.file"));
	assert_null(front_value(&front, "xen.options.vwfi"));
	check_int("severity", front_node(&front, "xen")->severity, -1);
	front_close(&front);
}

/* The keys of the menus are no keys of a profile: an edit of one may not hit the other. */
static void menus_and_views_are_no_keys(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	for (size_t i = 0; i < front.app->menu.count; i++) {
		const struct ui_node *node = &front.app->menu.nodes[i];
		bool is_key = node->subject.kind == UI_SUBJECT_KEY || node->subject.kind == UI_SUBJECT_OPTION;

		check_bool(node->subject.id, node->value && !is_key, false);
		check_bool(node->subject.id, node->info != NULL, node->subject.kind == UI_SUBJECT_KEY);
		check_bool(node->subject.id, node->about && node->about[0], node->subject.kind != UI_SUBJECT_MENU ||
				   !node->menu[0]);
		if (node->subject.kind == UI_SUBJECT_ACTION)
			assert_non_null(ui_action_find(node->subject.id));
	}
	front_close(&front);
}

static void keys_go_to_their_menus(void **state)
{
	static const struct {
		const char *key, *menu, *path;
	} rows[] = {
		{"name", "boot-files", "Board and files"},
		{"files", "boot-files", "Board and files"},
		{"board", "boot-files", "Board and files"},
		{"xen.file", "boot-files", "Board and files"},
		{"device-tree.file", "boot-files", "Board and files"},
		{"load.method", "load", "Loading"},
		{"xen.extra", "xen", "Xen options"},
		{"dom0.kernel.file", "boot-files", "Board and files"},
		{"dom0.ramdisk.size", "boot-files", "Board and files"},
		{"dom0.extra", "dom0", "dom0's Linux"},
		{"output.emit", "output", "Outputs"},
		{"xen.options.vwfi", "xen/Scheduling", "Xen options > Scheduling"},
		{"dom0.options.panic", NULL, "dom0's Linux > "},
	};
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const struct ui_node *node = front_node(&front, rows[i].key);
		struct xb_buf path = {0};

		if (rows[i].menu)
			check_text(rows[i].key, node->menu, rows[i].menu);
		ui_menu_path(&front.app->menu, ui_menu_holder(&front.app->menu, node), &path);
		check_contains(rows[i].key, path.data, rows[i].path);
		xb_buf_clear(&path);
	}
	assert_null(ui_menu_find(&front.app->menu, "no.such.key"));
	front_close(&front);
}

/* ---- Values ------------------------------------------------------------------------------------- */

static void values_are_those_of_the_profile(void **state)
{
	static const struct {
		const char *key, *value, *standing;
	} rows[] = {
		{"board", "rpi4-4g", NULL},
		{"name", NULL, NULL},
		{"files", "sub", NULL},
		{"xen.file", "xen", NULL},
		{"xen.size", "1M", NULL},
		{"xen.address", NULL, "auto: 0x"},
		{"dom0.ramdisk.address", NULL, NULL},
		{"dom0.kernel.address", "0x20000000", NULL},
		{"output.emit", "[script, dtb]", NULL},
		{"device-tree.overlays", "a.dtbo; b.dtbo", NULL},
		{"xen.options.vwfi", "native", "trap"},
		{"xen.options.console", "dtuart", NULL},
		{"xen.options.sync_console", "true", NULL},
		{"xen.options.watchdog", NULL, NULL},
	};
	struct front front;

	(void)state;
	folder_write("p.yaml",
		     "format: 1\nboard: rpi4-4g\nfiles: sub\n"
		     "xen: {file: xen, size: 1M, options: {vwfi: native, console: dtuart, sync_console: true}}\n"
		     "device-tree: {file: t.dtb, size: 1K, overlays: [{file: a.dtbo}, {file: b.dtbo}]}\n"
		     "dom0: {kernel: {file: Image, size: 1M, address: 0x20000000}}\n"
		     "output: {emit: [script, dtb]}\n");
	front_open(&front, "p.yaml");
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const struct ui_node *node = front_node(&front, rows[i].key);

		check_text(rows[i].key, node->value, rows[i].value);
		if (rows[i].standing)
			check_contains(rows[i].key, node->standing, rows[i].standing);
	}
	front_close(&front);
}

/* The marks of KEY and of the menus above it: as they are now. */
static void check_marks(const char *label, const struct front *front, const char *key, bool changed,
			int severity)
{
	const struct ui_node *node = front_node(front, key);

	for (;;) {
		check_bool(label, node->changed, changed);
		check_int(label, node->severity, severity);
		if (!node->menu[0])
			break;
		node = front_node(front, node->menu);
	}
}

static size_t count_changed(const struct front *front)
{
	size_t count = 0;

	for (size_t i = 0; i < front->app->menu.count; i++)
		count += front->app->menu.nodes[i].changed;
	return count;
}

static void what_differs_from_the_saved_is_marked_up_to_the_root(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", FRONT_SMALL);
	front_open(&front, "p.yaml");
	check_u64("nothing", count_changed(&front), 0);
	assert_true(ui_app_set(front.app, "xen.options.sched", "credit2"));
	check_marks("set", &front, "xen.options.sched", true, -1);
	check_u64("it, two menus, and what is needed most", count_changed(&front), 4);
	assert_true(ui_app_set(front.app, "xen.options.dom0_mem", NULL));
	check_bool("unset", front_node(&front, "xen.options.dom0_mem")->changed, true);
	assert_true(ui_app_set(front.app, "name", "other"));
	check_bool("key", front_node(&front, "name")->changed, true);
	check_bool("key", front_node(&front, "boot-files")->changed, true);
	front_keys(&front, "u u u");
	check_u64("undone", count_changed(&front), 0);
	front_keys(&front, "Ctrl-R s");
	check_u64("saved", count_changed(&front), 0);
	front_close(&front);
}

/* The merge uses it up; in its file it stands all the same. */
static void what_a_profile_extends_is_shown(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-boot2");
	check_text("extends", front_value(&front, "extends"), "rpi4-yocto");
	check_u64("nothing", count_changed(&front), 0);
	front_close(&front);
	folder_write("p.yaml", "format: 1\nextends: rpi4-yocto\n");
	front_open(&front, "p.yaml");
	assert_true(ui_app_set(front.app, "extends", "rpi4-boot2"));
	check_text("extends", front_value(&front, "extends"), "rpi4-boot2");
	check_bool("changed", front_node(&front, "extends")->changed, true);
	check_text("merged", front_value(&front, "output.name"), "boot2");
	front_close(&front);
}

static void a_new_profile_has_nothing_to_differ_from(void **state)
{
	struct front front;

	(void)state;
	front_start(&front);
	ui_app_take_draft(front.app, xb_draft_open_text(front.session, "fresh", FRONT_SMALL,
							strlen(FRONT_SMALL)));
	check_u64("changed", count_changed(&front), 0);
	check_text("value", front_value(&front, "xen.options.vwfi"), "native");
	front_close(&front);
}

/* ---- Problems ----------------------------------------------------------------------------------- */

static void problems_stand_at_their_key_and_in_the_menus_above(void **state)
{
	static const struct {
		const char *key, *value;
		int severity;
	} rows[] = {
		{"xen.options.dom0_mem", "5G", XB_ERROR},
		{"xen.options.dom0_mem", "512M", -1},
		{"xen.options.dom0_meme", "1", XB_WARNING},
		{"dom0.kernel.address", "0x3fffff000", XB_ERROR},
		{"output.cells", "3", XB_ERROR},
	};
	struct front front;

	(void)state;
	folder_write("p.yaml", FRONT_SMALL);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const struct ui_node *node;

		front_open(&front, "p.yaml");
		ui_app_set(front.app, rows[i].key, rows[i].value);
		for (node = front_node(&front, rows[i].key);;
		     node = front_node(&front, node->menu)) {
			check_int(rows[i].key, node->severity, rows[i].severity);
			if (!node->menu[0])
				break;
		}
		front_close(&front);
	}
}

/* Each problem that stands in the profile leads somewhere. */
static void problems_know_their_key(void **state)
{
	static const struct {
		const char *text, *key;
	} rows[] = {
		{"xen: {file: xen, size: 1M, options: {dom0_mem: 5G}}\n", "xen.options.dom0_mem"},
		{"xen: {file: xen, size: 1M, nonsense: 1}\n", "boot-files"},
		{"xen: {file: nowhere}\n", "xen.file"},
		{"files: nowhere/at/all\nxen: {file: xen}\n", "xen.file"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *text = xb_format("format: 1\nboard: {memory: [{start: 0, size: 1G}], cpus: 4}\n"
				       "%sdevice-tree: {file: t.dtb, size: 1K}\n"
				       "dom0: {kernel: {file: Image, size: 1M}}\n", rows[i].text);
		struct front front;
		const struct ui_menu *menu;
		bool found = false;

		folder_write("p.yaml", text);
		front_open(&front, "p.yaml");
		menu = &front.app->menu;
		check_u64(rows[i].text, menu->problem_count, xb_session_diags(front.session)->count);
		for (size_t k = 0; k < menu->problem_count; k++)
			found |= menu->problems[k] &&
				 strcmp(menu->problems[k]->subject.id, rows[i].key) == 0;
		check_bool(rows[i].text, found, true);
		front_close(&front);
		free(text);
	}
}

/* ---- Options ------------------------------------------------------------------------------------ */

/* The ids of the nodes of MENU, up to the first that is not set, and one more. */
static char *first_of(const struct front *front, const char *menu)
{
	struct xb_buf out = {0};

	for (size_t i = 0; i < front->app->menu.count; i++) {
		const struct ui_node *node = &front->app->menu.nodes[i];

		if (strcmp(node->menu, menu) != 0)
			continue;
		if (!node->value)
			break;
		xb_buf_printf(&out, "%s ", node->title);
	}
	xb_buf_puts(&out, "");
	return out.data ? xb_buf_take(&out) : xb_strdup("");
}

static void what_is_set_comes_first_in_the_profiles_order(void **state)
{
	static const char *const orders[] = {"sched vwfi sched_smt_power_savings ",
					     "vwfi sched_smt_power_savings sched "};
	struct front front;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(orders); i++) {
		char *text = xb_format("%s%s", "format: 1\n",
				       i ? "xen: {file: x, options: {vwfi: trap, "
					   "sched_smt_power_savings: true, sched: null}}\n"
					 : "xen: {file: x, options: {sched: null, vwfi: trap, "
					   "sched_smt_power_savings: true}}\n");
		char *got;

		folder_write("p.yaml", text);
		front_open(&front, "p.yaml");
		got = first_of(&front, "xen/Scheduling");
		check_text("order", got, orders[i]);
		free(got);
		free(text);
		front_close(&front);
	}
}

/* Then those that are needed most. */
static void the_others_go_by_rank(void **state)
{
	struct front front;
	size_t compared = 0;

	(void)state;
	front_open(&front, "rpi4-yocto");
	for (size_t i = 1; i < front.app->menu.count; i++) {
		const struct ui_node *a = &front.app->menu.nodes[i - 1];
		const struct ui_node *b = &front.app->menu.nodes[i];
		const char *arch = xb_session_boot(front.session)->arch;

		if (!a->option || !b->option || a->value || b->value ||
		    strcmp(a->menu, b->menu) != 0 || !xb_option_on_arch(a->option, arch) ||
		    !xb_option_on_arch(b->option, arch))
			continue;
		check_bool(b->subject.id, a->option->rank.value >= b->option->rank.value, true);
		compared++;
	}
	assert_in_range(compared, 100, front.app->menu.count);
	front_close(&front);
}

static void what_does_not_fit_says_why(void **state)
{
	struct front front;
	const struct ui_page *page;
	const struct ui_node *node;

	(void)state;
	front_open(&front, "rpi4-yocto");
	node = front_node(&front, "xen.options.vga");
	assert_non_null(node->unfit);
	assert_null(front_node(&front, "xen.options.vwfi")->unfit);
	assert_non_null(front_node(&front, "xen.options.ept")->unfit);
	assert_null(front_node(&front, "board")->unfit);
	/* A row of its menu only where all is shown. */
	check_text("menu", node->menu, front_node(&front, "xen.options.sync_console")->menu);
	front_jump(&front, "xen.options.sync_console");
	page = ui_app_page(front.app);
	check_u64("hidden", ui_rows_find(&page->rows, &node->subject), page->rows.count);
	front_keys(&front, "a");
	assert_true(ui_rows_find(&page->rows, &node->subject) < page->rows.count);
	front_close(&front);
}

static void options_of_no_catalog_stand_among_the_others(void **state)
{
	struct front front;
	const struct ui_node *node;

	(void)state;
	front_open(&front, "rpi4-yocto");
	assert_true(ui_app_set(front.app, "xen.options.frobnicate", "7"));
	assert_true(ui_app_set(front.app, "dom0.options.my.module_param", "8"));
	node = front_node(&front, "xen.options.frobnicate");
	assert_null(node->option);
	check_text("menu", node->menu, "xen/Other");
	check_text("value", node->value, "7");
	check_bool("changed", node->changed, true);
	check_int("severity", node->severity, XB_WARNING);
	assert_true(ui_app_set(front.app, "xen.options.frobnicate", NULL));
	assert_null(ui_menu_find(&front.app->menu, "xen.options.frobnicate"));
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(all_that_can_be_set_stands_in_one_menu),
		in_folder(without_a_profile_the_menus_are_there_too),
		in_folder(menus_and_views_are_no_keys),
		in_folder(keys_go_to_their_menus),
		in_folder(values_are_those_of_the_profile),
		in_folder(what_differs_from_the_saved_is_marked_up_to_the_root),
		in_folder(what_a_profile_extends_is_shown),
		in_folder(a_new_profile_has_nothing_to_differ_from),
		in_folder(problems_stand_at_their_key_and_in_the_menus_above),
		in_folder(problems_know_their_key),
		in_folder(what_is_set_comes_first_in_the_profiles_order),
		in_folder(the_others_go_by_rank),
		in_folder(what_does_not_fit_says_why),
		in_folder(options_of_no_catalog_stand_among_the_others),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

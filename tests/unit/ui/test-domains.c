/* SPDX-License-Identifier: MIT */
/* Guests in the menus: all that Xen reads of them, what they share, and how they are changed. */
#include "unit/ui/front.h"

#define GUESTS                                                                                     \
	FRONT_SMALL                                                                                \
	"domains:\n"                                                                               \
	"  a: {kernel: {file: K, size: 1M}, memory: 64M, vuart: true, options: {console: [x, y]}}\n" \
	"  b: {kernel: K, memory: 64M, strange: 1, vcpus: [{id: 0, hard-affinity: \"1\"}]}\n"      \
	"cpupools: {rt: {cpus: [2, 3]}}\n"                                                         \
	"shared-memory: {ring: {size: 64K, owner: a, borrowers: {b: auto}}}\n"                     \
	"event-channels: [{a: 1, b: 1}]\n"

static void open_guests(struct front *front)
{
	folder_write("p.yaml", GUESTS);
	front_open(front, "p.yaml");
}

static void a_guest_has_all_that_xen_reads_of_it(void **state)
{
	struct front front;
	const struct xb_catalog *catalog;

	(void)state;
	open_guests(&front);
	catalog = xb_session_catalog(front.session);
	for (size_t i = 0; i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];
		const char *format = option->scope == XB_SCOPE_DOMAIN  ? "domains.%s.%s"
				     : option->scope == XB_SCOPE_LINUX ? "domains.%s.options.%s"
									: NULL;

		for (int guest = 'a'; format && guest <= 'b'; guest++) {
			const char name[] = {(char)guest, '\0'};
			char *key = xb_format(format, name, option->name.text);
			const struct ui_node *node = front_node(&front, key);

			assert_ptr_equal(node->option, option);
			check_text(key, node->guest, guest == 'a' ? "domains.a" : "domains.b");
			free(key);
		}
	}
	check_text("set", front_value(&front, "domains.a.vuart"), "true");
	assert_null(front_value(&front, "domains.b.vuart"));
	/* What no catalog knows can be seen and taken away. */
	check_text("unknown", front_value(&front, "domains.b.strange"), "1");
	check_text("several values", front_value(&front, "domains.a.options.console"), "[x, y]");
	check_text("one of them", front_value(&front, "domains.a.options.console.1"), "y");
	check_text("inside a list", front_value(&front, "domains.b.vcpus.0.id"), "0");
	front_close(&front);
}

/* Their lists have no pages: a way to a guest leads through the menu alone. */
static void guests_stand_in_their_menu(void **state)
{
	static const struct {
		const char *key, *path;
	} rows[] = {
		{"domains.a.memory", "Domains > a"},
		{"domains.a.options.root", "Domains > a > Linux options > Root file system"},
		{"domains.b.vcpus.0.id", "Domains > b > vcpus > 0"},
		{"domains.a.passthrough", "Domains > a"},
		{"cpupools.rt.sched", "Domains > rt"},
		{"shared-memory.ring.borrowers.b.address", "Domains > ring > borrowers > b"},
		{"event-channels.0.a", "Domains > event-channels > 0"},
	};
	struct front front;

	(void)state;
	open_guests(&front);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		front_jump(&front, rows[i].key);
		check_screen(&front, rows[i].path);
		check_text(rows[i].key, ui_app_node(front.app)->subject.id, rows[i].key);
	}
	/* Back from there: each page once. */
	front_jump(&front, "domains.a.memory");
	front_keys(&front, "Left");
	check_text("the guest", front_selected(&front), "a");
	front_keys(&front, "Left");
	check_text("the menu", front_selected(&front), "Domains");
	front_close(&front);
}

/* A short form is the file's own name. */
static void problems_lead_to_the_row_of_a_guest(void **state)
{
	static const struct {
		const char *text, *key;
	} rows[] = {
		{"domains: {a: {kernel: K, memory: 100}}\n", "domains.a.memory"},
		{"domains: {a: {kernel: \"\", memory: 64M}}\n", "domains.a.kernel.file"},
		{"domains: {a: {kernel: K, memory: 64M, nr_spis: 1000}}\n", "domains.a.nr_spis"},
		{"domains: {a: {kernel: K, memory: 64M, start: never}}\n", "domains.a.start"},
		{"domains: {a: {kernel: K, memory: 64M}}\nshared-memory: {r: {size: 1, owner: a}}\n",
		 "shared-memory.r.size"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *text = xb_format(FRONT_SMALL "%s", rows[i].text);
		struct front front;
		bool found = false;

		folder_write("p.yaml", text);
		front_open(&front, "p.yaml");
		for (size_t k = 0; k < front.app->menu.problem_count; k++)
			found |= strcmp(front.app->menu.problems[k]->subject.id, rows[i].key) == 0 &&
				 xb_session_diags(front.session)->items[k].severity == XB_ERROR;
		check_bool(rows[i].text, found, true);
		front_close(&front);
		free(text);
	}
}

/* Does a search for WORD show the option KEY? */
static bool finds(struct front *front, const char *word, const char *key)
{
	const struct ui_subject subject = {.kind = UI_SUBJECT_OPTION, .id = key};
	bool found;

	front_keys(front, "/");
	front_type(front, word);
	found = ui_rows_find(&ui_app_page(front->app)->rows, &subject) < ui_app_page(front->app)->rows.count;
	front_keys(front, "Esc");
	return found;
}

/* Each guest has all of Linux's options: one would find every one of them as often as there are guests. */
static void a_search_finds_what_is_set_and_what_is_of_the_guest_at_hand(void **state)
{
	struct front front;

	(void)state;
	open_guests(&front);
	check_bool("set", finds(&front, "console", "domains.a.options.console"), true);
	check_bool("another's", finds(&front, "console", "domains.b.options.console"), false);
	check_bool("dom0's", finds(&front, "console", "dom0.options.console"), true);
	check_bool("a property", finds(&front, "vuart", "domains.b.vuart"), true);
	check_bool("as it is shown", finds(&front, "b.vuart", "domains.b.vuart"), true);
	check_bool("of the other", finds(&front, "b.vuart", "domains.a.vuart"), false);
	front_jump(&front, "domains.b.memory");
	check_bool("from the guest", finds(&front, "console", "domains.b.options.console"), true);
	check_bool("not the other", finds(&front, "rootwait", "domains.a.options.rootwait"), false);
	front_close(&front);
}

/* The main menu says as many changes as their page has rows. */
static void each_change_of_a_guest_is_one(void **state)
{
	static const struct {
		const char *label, *key, *value, *rows[4];
	} steps[] = {
		{"a setting", "domains.a.memory", "96M", {"domains.a.memory"}},
		{"and another", "domains.b.vuart", "true", {"domains.a.memory", "domains.b.vuart"}},
		{"an item of a list", "domains.b.vcpus.0.id", "1",
		 {"domains.a.memory", "domains.b.vcpus", "domains.b.vuart"}},
		{"a guest that goes", "domains.b", NULL, {"domains.a.memory", "domains.b"}},
		{"one that comes", "domains.c.memory", "64M", {"domains.a.memory", "domains.b", "domains.c"}},
	};
	struct front front;

	(void)state;
	open_guests(&front);
	for (size_t i = 0; i < XB_COUNT(steps); i++) {
		size_t count = 0;

		ui_app_set(front.app, steps[i].key, steps[i].value);
		front_keys(&front, "D");
		for (; count < XB_COUNT(steps[i].rows) && steps[i].rows[count]; count++)
			check_text(steps[i].label, ui_app_page(front.app)->rows.items[count].subject.id,
				   steps[i].rows[count]);
		check_u64(steps[i].label, ui_app_page(front.app)->rows.count, count);
		check_u64(steps[i].label, front.app->menu.change_count, count);
		front_keys(&front, "Esc");
	}
	/* What went comes back as it stood. */
	front_keys(&front, "D Home Down r");
	check_text("reverted", front_value(&front, "domains.b.memory"), "64M");
	front_close(&front);
}

static void steps_in_a_guest_are_called_by_it(void **state)
{
	struct front front;

	(void)state;
	open_guests(&front);
	front_jump(&front, "domains.b.vuart");
	front_keys(&front, "Space");
	check_text("on", front_message(&front), "set b.vuart to on");
	front_keys(&front, "x");
	check_text("not set", front_message(&front), "unset b.vuart");
	front_edit(&front, "domains.b.options.root", "/dev/vda");
	check_text("an option", front_message(&front), "set root of b to /dev/vda");
	front_close(&front);
}

/* A guest with the only pool, memory and channel of a kind takes them along, and comes back with them. */
static void what_is_removed_together_comes_back_together(void **state)
{
	struct front front;
	size_t length;

	(void)state;
	open_guests(&front);
	front_jump(&front, "domains.a.memory");
	front_keys(&front, "Left -");
	check_contains("asked", front_title(&front), "Remove a");
	front_keys(&front, "n");
	check_text("kept", front_value(&front, "domains.a.memory"), "64M");
	front_keys(&front, "- y");
	assert_null(ui_menu_find_item(&front.app->menu, "domains.a"));
	assert_null(ui_menu_find_item(&front.app->menu, "event-channels.0"));
	assert_null(front_value(&front, "shared-memory.ring.owner.domain"));
	front_keys(&front, "u");
	check_text("undone", xb_draft_text(front.app->draft, &length), GUESTS);
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_guest_has_all_that_xen_reads_of_it),
		in_folder(guests_stand_in_their_menu),
		in_folder(problems_lead_to_the_row_of_a_guest),
		in_folder(a_search_finds_what_is_set_and_what_is_of_the_guest_at_hand),
		in_folder(each_change_of_a_guest_is_one),
		in_folder(steps_in_a_guest_are_called_by_it),
		in_folder(what_is_removed_together_comes_back_together),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Changes of a draft: made or refused, all or none, and tried before they are made. */
#include "unit/boot/files.h"
#include "unit/draft/draft.h"

/* ---- Changes ----------------------------------------------------------------------------------- */

/* SMALL with the changes made; OLD NULL: it is as it was. */
static const struct {
	const char *label;
	struct xb_change changes[3];
	size_t count;
	enum xb_change_result result;
	const char *step, *why, *old, *new;
} change_rows[] = {
	{"a bare name",
	 {{"dom0_mem", "256M"}},
	 1,
	 XB_CHANGE_DONE,
	 "set dom0_mem to 256M",
	 NULL,
	 "dom0_mem: 512M",
	 "dom0_mem: 256M"},
	{"a full key",
	 {{"xen.options.vwfi", "native"}},
	 1,
	 XB_CHANGE_DONE,
	 "set vwfi to native",
	 NULL,
	 "dom0_mem: 512M",
	 "dom0_mem: 512M, vwfi: native"},
	{"another key",
	 {{"xen.size", "2M"}},
	 1,
	 XB_CHANGE_DONE,
	 "set xen.size to 2M",
	 NULL,
	 "size: 1M",
	 "size: 2M"},
	{"a new item",
	 {{"load.before.+", "usb start"}},
	 1,
	 XB_CHANGE_DONE,
	 "add usb start to load.before",
	 NULL,
	 "vda}}\n",
	 "vda}}\nload:\n  before: [usb start]\n"},
	{"a new section",
	 {{"output.name", "b"}},
	 1,
	 XB_CHANGE_DONE,
	 "set output.name to b",
	 NULL,
	 "vda}}\n",
	 "vda}}\noutput:\n  name: b\n"},
	{"unset",
	 {{"dom0_mem", NULL}},
	 1,
	 XB_CHANGE_DONE,
	 "unset dom0_mem",
	 NULL,
	 ", options: {dom0_mem: 512M}",
	 ""},
	{"two at once",
	 {{"dom0_mem", "1G"}, {"vwfi", "trap"}},
	 2,
	 XB_CHANGE_DONE,
	 "2 changes",
	 NULL,
	 "dom0_mem: 512M",
	 "dom0_mem: 1G, vwfi: trap"},
	{"a new error",
	 {{"dom0_mem", "2G"}},
	 1,
	 XB_CHANGE_DONE,
	 "set dom0_mem to 2G",
	 NULL,
	 "dom0_mem: 512M",
	 "dom0_mem: 2G"},
	{"hostile text",
	 {{"description", "\x1b[2J"}},
	 1,
	 XB_CHANGE_DONE,
	 "set description to \\x1b[2J",
	 NULL,
	 "vda}}\n",
	 "vda}}\ndescription: \"\\e[2J\"\n"},
	{"nothing", {{NULL, NULL}}, 0, XB_CHANGE_NO_CHANGE, NULL, NULL, NULL, NULL},
	{"the same", {{"dom0_mem", "512M"}}, 1, XB_CHANGE_NO_CHANGE, NULL, NULL, NULL, NULL},
	{"there and back",
	 {{"vwfi", "trap"}, {"vwfi", NULL}},
	 2,
	 XB_CHANGE_NO_CHANGE,
	 NULL,
	 NULL,
	 NULL,
	 NULL},
	{"not there",
	 {{"vwfi", NULL}},
	 1,
	 XB_CHANGE_REFUSED,
	 NULL,
	 "vwfi is not set in this file",
	 NULL,
	 NULL},
	{"no key",
	 {{"dom0.kernal", "x"}},
	 1,
	 XB_CHANGE_USAGE,
	 NULL,
	 "did you mean dom0.kernel?",
	 NULL,
	 NULL},
	{"an ambiguous one",
	 {{"console", "x"}},
	 1,
	 XB_CHANGE_USAGE,
	 NULL,
	 "xen.options.console",
	 NULL,
	 NULL},
	{"the second is none",
	 {{"vwfi", "trap"}, {"vwfy", "1"}},
	 2,
	 XB_CHANGE_USAGE,
	 NULL,
	 "vwfy",
	 NULL,
	 NULL},
	{"the second cannot be",
	 {{"vwfi", "trap"}, {"sched", NULL}},
	 2,
	 XB_CHANGE_REFUSED,
	 NULL,
	 "sched is not set",
	 NULL,
	 NULL},
};

static void changes_are_made_or_not(void **state)
{
	(void)state;
	folder_write("p.yaml", SMALL);
	for (size_t i = 0; i < XB_COUNT(change_rows); i++) {
		struct xb_session *session = xb_session_new(&with_user);
		struct xb_draft *draft = open_draft(session, "p.yaml");
		const struct xb_profile *before = xb_session_profile(session);
		const char *label = change_rows[i].label;
		char *want = replaced(SMALL, change_rows[i].old, change_rows[i].new);
		struct xb_diags diags = {0};
		bool done = change_rows[i].result == XB_CHANGE_DONE;

		check_int(label,
			  xb_draft_change(draft, change_rows[i].changes, change_rows[i].count, NULL,
					  &diags),
			  change_rows[i].result);
		check_draft_text(label, draft, want);
		check_text(label, xb_draft_undo_name(draft), change_rows[i].step);
		check_bool(label, xb_draft_is_changed(draft), done);
		if (!done)
			assert_ptr_equal(xb_session_profile(session), before);
		check_said(label, &diags, change_rows[i].why);
		check_bool(label, xb_draft_undo(draft), done);
		check_draft_text(label, draft, SMALL);
		free(want);
		xb_draft_free(draft);
		xb_session_free(session);
	}
	folder_expect("p.yaml", SMALL);
}

static void the_session_follows_the_draft(void **state)
{
	struct run run;

	(void)state;
	put_boot_files();
	run = start_with(SMALL);
	check_u64("errors", xb_session_diags(run.session)->errors, 0);
	must_set(run.draft, "dom0_mem", "5G");
	check_u64("errors", xb_session_diags(run.session)->errors, 1);
	xb_draft_undo(run.draft);
	check_u64("errors", xb_session_diags(run.session)->errors, 0);
	xb_draft_redo(run.draft);
	check_u64("errors", xb_session_diags(run.session)->errors, 1);
	must_set(run.draft, "extends", "none-such");
	assert_null(xb_session_profile(run.session));
	must_set(run.draft, "extends", NULL);
	assert_non_null(xb_session_profile(run.session));
	stop(&run);
}

static void a_section_of_options_is_made(void **state)
{
	static const char bare[] = "format: 1\nxen:\n  file: xen\n";
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft = xb_draft_open_text(session, "new", bare, strlen(bare));

	(void)state;
	must_set(draft, "vwfi", "trap");
	check_draft_text("made", draft,
			 "format: 1\nxen:\n  file: xen\n  options:\n    vwfi: trap\n");
	xb_draft_free(draft);
	xb_session_free(session);
}

/* What `extends` brought is taken away by ~, which stays for as long as a base has the key. */
static void unset_knows_what_extends_brings(void **state)
{
	static const struct {
		const char *label, *own, *key;
		enum xb_change_result result;
		const char *want, *value;
	} rows[] = {
		{"brought", "extends: ./base.yaml\n", "dom0_mem", XB_CHANGE_DONE,
		 "extends: ./base.yaml\nxen:\n  options:\n    dom0_mem: ~\n", NULL},
		{"overridden",
		 "extends: ./base.yaml\nxen:\n  options:\n    dom0_mem: 1G\n    a: 1\n", "dom0_mem",
		 XB_CHANGE_DONE, "extends: ./base.yaml\nxen:\n  options:\n    a: 1\n", "512M"},
		{"taken away",
		 "extends: ./base.yaml\nxen:\n  options:\n    dom0_mem: ~\n    a: 1\n", "dom0_mem",
		 XB_CHANGE_NO_CHANGE, NULL, NULL},
		{"taken away alone", "extends: ./base.yaml\nload: {before: ~}\n", "load.before",
		 XB_CHANGE_NO_CHANGE, NULL, NULL},
		{"taken away by a base too", "extends: ./less.yaml\nload: {before: ~, prefix: p}\n",
		 "load.before", XB_CHANGE_DONE,
		 "extends: ./less.yaml\nload: {prefix: p}\n", NULL},
		{"a ~ that takes nothing away",
		 "extends: ./base.yaml\nxen:\n  options:\n    vwfi: ~\n    a: 1\n", "vwfi",
		 XB_CHANGE_DONE, "extends: ./base.yaml\nxen:\n  options:\n    a: 1\n", NULL},
		{"another section", "extends: ./base.yaml\n", "dom0.kernel.size", XB_CHANGE_DONE,
		 "extends: ./base.yaml\ndom0:\n  kernel:\n    size: ~\n", NULL},
		{"in neither", "extends: ./base.yaml\n", "vwfi", XB_CHANGE_REFUSED, NULL, NULL},
		{"an item", "extends: ./base.yaml\n", "load.before.0", XB_CHANGE_DONE,
		 "extends: ./base.yaml\nload:\n  before: [b]\n", "b"},
		{"the list", "extends: ./base.yaml\n", "load.before", XB_CHANGE_DONE,
		 "extends: ./base.yaml\nload:\n  before: ~\n", NULL},
		{"no base", "extends: ./none.yaml\n", "vwfi", XB_CHANGE_REFUSED, NULL, NULL},
	};

	(void)state;
	folder_write("base.yaml", SMALL "load: {before: [a, b]}\n");
	folder_write("less.yaml", "extends: ./base.yaml\nload: {before: ~}\n");
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct run run;
		struct xb_buf value = {0};
		char *key;

		run = start_with(rows[i].own);
		key = xb_key_resolve(xb_session_catalog(run.session), rows[i].key,
				     &(struct xb_diags){0});
		check_int(rows[i].label, set_key(run.draft, rows[i].key, NULL), rows[i].result);
		check_draft_text(rows[i].label, run.draft, rows[i].want ? rows[i].want : rows[i].own);
		if (xb_session_profile(run.session)) {
			check_bool(rows[i].label,
				   xb_profile_get(xb_session_profile(run.session), key, &value),
				   rows[i].value != NULL);
			check_text(rows[i].label, value.data, rows[i].value);
		}
		xb_buf_clear(&value);
		free(key);
		stop(&run);
	}
}

/* In one step as in two. */
static void unset_twice_is_unset(void **state)
{
	static const struct xb_change twice[] = {{"load.before", NULL}, {"load.before", NULL}};
	struct xb_diags diags = {0};
	struct run run;

	(void)state;
	folder_write("base.yaml", SMALL "load: {before: [a, b]}\n");
	run = start_with("extends: ./base.yaml\n");
	check_int("twice", xb_draft_change(run.draft, twice, 2, NULL, &diags), XB_CHANGE_DONE);
	check_draft_text("twice", run.draft, "extends: ./base.yaml\nload:\n  before: ~\n");
	check_diags("twice", &diags, "");
	xb_diags_clear(&diags);
	stop(&run);
}

static void the_whole_text_at_once(void **state)
{
	struct run run;
	char *large = xb_alloc((1 << 20) + 2);

	(void)state;
	memset(large, '#', (1 << 20) + 1);
	run = start_with(SMALL);
	check_int("same", replace(run.draft, SMALL, strlen(SMALL), "x"), XB_CHANGE_NO_CHANGE);
	check_int("broken", replace(run.draft, "a: [", 4, "x"), XB_CHANGE_REFUSED);
	check_int("large", replace(run.draft, large, (1 << 20) + 1, "x"), XB_CHANGE_REFUSED);
	check_int("as large as can be", replace(run.draft, large, 1 << 20, "x"), XB_CHANGE_DONE);
	check_int("no more fits", set_key(run.draft, "vwfi", "trap"), XB_CHANGE_REFUSED);
	check_bool("undo", xb_draft_undo(run.draft), true);
	check_draft_text("undone", run.draft, SMALL);
	check_int("odd", replace(run.draft, "odd: 1\n", 7, NULL), XB_CHANGE_DONE);
	check_int("empty", replace(run.draft, "", 0, "empty it"), XB_CHANGE_DONE);
	check_draft_text("empty", run.draft, "");
	check_text("name", xb_draft_undo_name(run.draft), "empty it");
	free(large);
	stop(&run);
}

/* ---- Trying ------------------------------------------------------------------------------------ */

static void a_try_tells_and_leaves_all_as_it_is(void **state)
{
	struct run run;
	static const struct {
		const char *label;
		struct xb_change changes[2];
		size_t count;
		bool good;
		const char *said, *part;
	} rows[] = {
		{"sound", {{"dom0_mem", "256M"}}, 1, true, "", NULL},
		{"no change", {{"dom0_mem", "512M"}}, 1, true, "", NULL},
		{"an error", {{"dom0_mem", "5G"}}, 1, true, "error dom0-mem", NULL},
		{"a warning", {{"xen.options.zzz", "1"}}, 1, true, "warning unknown-option", NULL},
		{"another of a kind",
		 {{"xen.options.vwfi", "x"}},
		 1,
		 true,
		 "error option-value",
		 NULL},
		{"what was there", {{"xen-version", "y"}}, 1, true, "error bad-value", NULL},
		{"what is there", {{"xen-version", "x"}}, 1, true, "error bad-value", NULL},
		{"no such key", {{"vwfy", "1"}}, 1, false, "error unknown-key", "vwfy"},
		{"not set", {{"sched", NULL}}, 1, false, "error unknown-key", "sched is not set"},
		{"no base", {{"extends", "none-such"}}, 1, true, "error file-missing", NULL},
	};
	const struct xb_profile *profile;
	const struct xb_diag *items;
	const struct xb_boot *boot;

	(void)state;
	put_boot_files();
	run = start_with(SMALL "xen-version: x\n");
	profile = xb_session_profile(run.session);
	boot = xb_session_boot(run.session);
	items = xb_session_diags(run.session)->items;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_diags diags = {0};

		check_bool(rows[i].label,
			   xb_draft_try(run.draft, rows[i].changes, rows[i].count, &diags),
			   rows[i].good);
		check_diags(rows[i].label, &diags, rows[i].said);
		check_u64(rows[i].label, diags.count, diags.errors + diags.warnings);
		if (rows[i].part)
			check_contains(rows[i].label, diags_message(&diags), rows[i].part);
		check_draft_text(rows[i].label, run.draft, SMALL "xen-version: x\n");
		assert_ptr_equal(xb_session_profile(run.session), profile);
		assert_ptr_equal(xb_session_boot(run.session), boot);
		assert_ptr_equal(xb_session_diags(run.session)->items, items);
		check_text("no step", xb_draft_undo_name(run.draft), NULL);
		xb_diags_clear(&diags);
	}
	stop(&run);
}

/* The list that `extends` brought is this file's then, with one item more. */
static void an_item_is_added_to_what_extends_brings(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;

	(void)state;
	folder_write("base.yaml", SMALL "load: {before: [a, b]}\n");
	folder_write("p.yaml", "extends: ./base.yaml\n");
	draft = open_draft(session, "p.yaml");
	must_set(draft, "load.before.+", "c");
	check_draft_text("added", draft,
			 "extends: ./base.yaml\nload:\n  before: [a, b, c]\n");
	must_set(draft, "load.before.2.move", "0");
	check_draft_text("moved", draft,
			 "extends: ./base.yaml\nload:\n  before: [c, a, b]\n");
	must_set(draft, "root.+", "/dev/vdb");
	check_draft_text("a second value", draft,
			 "extends: ./base.yaml\nload:\n  before: [c, a, b]\n"
			 "dom0:\n  options:\n    root: [/dev/vda, /dev/vdb]\n");
	xb_draft_free(draft);
	xb_session_free(session);
}

static void an_outlook_tells_what_is_new_gone_and_elsewhere(void **state)
{
	struct run run = start_with(SMALL);
	struct xb_change more = {"xen.options.zzz", "1"}, none = {"xen.options.zzz", NULL},
			 far = {"dom0.kernel.address", "0x20000000"}, bad = {"vwfy", "1"};
	struct xb_outlook outlook = {0};
	size_t length;

	(void)state;
	check_bool("a warning", xb_draft_outlook(run.draft, &more, 1, &outlook), true);
	check_u64("fresh", outlook.fresh.count, 1);
	check_u64("gone", outlook.gone.count, 0);
	check_u64("moves", outlook.move_count, 0);
	xb_outlook_clear(&outlook);
	set_key(run.draft, more.key, more.value);
	check_bool("without it", xb_draft_outlook(run.draft, &none, 1, &outlook), true);
	check_u64("fresh", outlook.fresh.count, 0);
	check_u64("gone", outlook.gone.count, 1);
	xb_outlook_clear(&outlook);
	check_bool("elsewhere", xb_draft_outlook(run.draft, &far, 1, &outlook), true);
	assert_true(outlook.move_count >= 1);
	check_text("what", outlook.moves[0].title, "dom0 kernel");
	check_bool("before", outlook.moves[0].was && outlook.moves[0].is, true);
	check_u64("to", outlook.moves[0].to, 0x20000000);
	xb_outlook_clear(&outlook);
	check_bool("no such key", xb_draft_outlook(run.draft, &bad, 1, &outlook), false);
	check_u64("why", outlook.fresh.count, 1);
	xb_outlook_clear(&outlook);
	check_contains("all as it is", xb_draft_text(run.draft, &length), "zzz: 1");
	stop(&run);
}

/* A range of static memory that the planner has to cut is two, and each is held against itself. */
static void an_outlook_knows_halves_apart(void **state)
{
	struct run run = start_with("format: 1\nboard: {memory: [{start: 0, size: 12G}], cpus: 4}\n"
				    "xen: {file: xen, size: 1M}\ndevice-tree: {file: t.dtb, size: 1K}\n"
				    "dom0: {kernel: {file: Image, size: 1M}}\ndomains:\n"
				    "  a: {kernel: {file: Image, size: 1M}, memory: 4G, static-memory: auto}\n");
	struct xb_change other = {"xen.options.zzz", "1"};
	struct xb_outlook outlook = {0};

	(void)state;
	check_bool("nothing moves", xb_draft_outlook(run.draft, &other, 1, &outlook), true);
	check_u64("moves", outlook.move_count, 0);
	xb_outlook_clear(&outlook);
	stop(&run);
}

/* The guest that an option is of is a part of what it is called; other options stand for themselves. */
static void says_whose_option(void **state)
{
	static const struct {
		const char *key, *subject;
	} cases[] = {
		{"xen.options.vwfi", "vwfi"},
		{"dom0.options.console", "console"},
		{"domains.guest1.options.console", "console of guest1"},
		{"domains.guest1.options.console.0", "console.0 of guest1"},
		{"domains.a-b.options.printk.time", "printk.time of a-b"},
		{"domains.guest1.memory", "domains.guest1.memory"},
		{"xen.size", "xen.size"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		char *subject = xb_step_subject(cases[i].key);

		check_text(cases[i].key, subject, cases[i].subject);
		free(subject);
	}
}

/* A guest is added, and then told where to print. */
static void names_a_guests_step(void **state)
{
	static const struct {
		const char *key, *value, *step;
	} cases[] = {
		{"domains.g", "{kernel: {file: xen, size: 1M}, memory: 64M}", "set domains.g to {kernel: {file: "
										 "xen, size: 1M}, memory: 64M}"},
		{"domains.g.options.console", "ttyAMA0", "set console of g to ttyAMA0"},
		{"domains.g.options.console.+", "hvc0", "add hvc0 to console of g"},
		{"domains.g.options.console", NULL, "unset console of g"},
	};
	struct run run = start_with(SMALL);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const struct xb_change change = {cases[i].key, cases[i].value};
		struct xb_diags diags = {0};

		xb_draft_change(run.draft, &change, 1, NULL, &diags);
		check_text(cases[i].key, xb_draft_undo_name(run.draft), cases[i].step);
		xb_diags_clear(&diags);
	}
	stop(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(an_outlook_knows_halves_apart),
		in_folder(an_item_is_added_to_what_extends_brings),
		in_folder(changes_are_made_or_not),
		in_folder(the_session_follows_the_draft),
		in_folder(a_section_of_options_is_made),
		in_folder(unset_knows_what_extends_brings),
		in_folder(unset_twice_is_unset),
		in_folder(the_whole_text_at_once),
		in_folder(a_try_tells_and_leaves_all_as_it_is),
		in_folder(an_outlook_tells_what_is_new_gone_and_elsewhere),
		cmocka_unit_test(says_whose_option),
		in_folder(names_a_guests_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

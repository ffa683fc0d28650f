/* SPDX-License-Identifier: MIT */
/* Drafts: changes as steps with undo, tried changes, saving, and the file that changes meanwhile.
 */
#include "draft/history.h"
#include "unit/boot/files.h"
#include "unit/draft/draft.h"

#include <sys/stat.h>

/* ---- Opening -------------------------------------------------------------------------------- */

static char *all_diags(const struct xb_session *session)
{
	struct xb_buf text = {0};

	xb_diags_text(xb_session_diags(session), &text);
	return xb_buf_take(&text);
}

static const char *kernel_path(const struct xb_session *session)
{
	const struct xb_boot *boot = xb_session_boot(session);

	return boot ? xb_boot_load(boot, XB_ROLE_KERNEL)->path : NULL;
}

static void put_profiles(void)
{
	assert_int_equal(mkdir("user", 0700) | mkdir("user/profiles", 0700) | mkdir("sub", 0700) |
				 mkdir("more", 0700) | mkdir("more/profiles", 0700),
			 0);
	folder_write("user/profiles/mine.yaml", SMALL "xen-version: x\n");
	folder_write("more/profiles/theirs.yaml", SMALL "xen-version: x\n");
	folder_write("p.yaml", SMALL "xen-version: x\n");
	folder_write("sub/base.yaml", SMALL);
	folder_write("sub/p.yaml", "extends: ./base.yaml\nxen-version: x\n");
	folder_write("user/profiles/on-it.yaml", "extends: ./mine.yaml\nxen: {options: {zz: 1}}\n");
}

/* As `xenboot check REF` says it: the same names, places and files; after an edit too. */
static void a_draft_reads_like_its_file(void **state)
{
	static const struct {
		const char *ref, *path;
	} rows[] = {
		{"rpi4-yocto", NULL},
		{"theirs", NULL},
		{"mine", "user/profiles/mine.yaml"},
		{"on-it", "user/profiles/on-it.yaml"},
		{"user/profiles/mine.yaml", "user/profiles/mine.yaml"},
		{"p.yaml", "p.yaml"},
		{"./p.yaml", "./p.yaml"},
		{"sub/p.yaml", "sub/p.yaml"},
	};
	static const struct xb_session_config config = {.user_dir = "user", .data_dir = "more"};

	(void)state;
	put_profiles();
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct xb_session *plain = xb_session_new(&config);
		struct xb_session *session = xb_session_new(&config);
		struct xb_draft *draft = open_draft(session, rows[i].ref);
		char *want, *got;

		check_bool(rows[i].ref, xb_session_open(plain, rows[i].ref), true);
		want = all_diags(plain);
		check_bool(rows[i].ref, want[0] != '\0', true);
		got = all_diags(session);
		check_text(rows[i].ref, got, want);
		free(got);
		check_text(rows[i].ref, kernel_path(session), kernel_path(plain));
		check_bool(rows[i].ref, xb_session_profile(session)->shipped,
			   xb_session_profile(plain)->shipped);
		check_text("name", xb_draft_name(draft), rows[i].ref);
		check_text("path", xb_draft_path(draft), rows[i].path);
		check_bool("changed", xb_draft_is_changed(draft), false);
		check_bool("stale", xb_draft_is_stale(draft), false);
		check_text("saved", xb_draft_saved(draft)->name.text,
			   xb_session_profile(plain)->name.text);
		must_set(draft, "description", "other");
		got = all_diags(session);
		check_bool(rows[i].ref, strstr(got, xb_session_profile(plain)->path) != NULL, true);
		check_text(rows[i].ref, kernel_path(session), kernel_path(plain));
		must_set(draft, "description", NULL);
		free(got);
		free(want);
		xb_draft_free(draft);
		xb_session_free(session);
		xb_session_free(plain);
	}
}

static void what_cannot_be_read_is_no_draft(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);

	(void)state;
	assert_null(xb_draft_open(session, "none.yaml"));
	check_diags("no file", xb_session_diags(session), "error file-missing");
	assert_null(xb_draft_open(session, "rpi4-yokto"));
	check_contains("no name", diags_hint(xb_session_diags(session)), "rpi4-yocto");
	folder_write("big.yaml", "");
	assert_int_equal(truncate("big.yaml", (1 << 20) + 1), 0);
	assert_null(xb_draft_open(session, "big.yaml"));
	check_diags("too large", xb_session_diags(session), "error syntax");
	assert_null(xb_draft_open_text(session, "x", "", (1 << 20) + 1));
	check_diags("too large", xb_session_diags(session), "error syntax");
	xb_draft_free(NULL);
	xb_session_free(session);
}

/* Another that cannot be opened leaves the session without one; files may come meanwhile. */
static void a_draft_takes_the_session_back(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;
	size_t length;

	(void)state;
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	must_set(draft, "dom0_mem", "256M");
	assert_null(xb_draft_open(session, "none.yaml"));
	assert_null(xb_session_profile(session));
	xb_draft_refresh(draft);
	check_text("its own", xb_session_profile(session)->xen.options.items[0].value, "256M");
	check_u64("errors", xb_session_diags(session)->errors, 0);
	check_text("step", xb_draft_undo_name(draft), "set dom0_mem to 256M");
	check_text("saved", xb_draft_saved_text(draft, &length), SMALL);
	check_u64("saved", length, strlen(SMALL));
	xb_draft_free(draft);
	draft = xb_draft_open_text(session, "fresh", SMALL, strlen(SMALL));
	assert_null(xb_draft_saved_text(draft, &length));
	xb_draft_free(draft);
	xb_session_free(session);
}

/* Broken YAML can be looked at, left, and repaired from outside; not changed by key. */
static void broken_yaml_opens_without_a_profile(void **state)
{
	static const struct xb_change change = {"vwfi", "trap"};
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;
	struct xb_diags fresh = {0};
	char *why = NULL;

	(void)state;
	folder_write("p.yaml", "a: [\n");
	draft = open_draft(session, "p.yaml");
	assert_null(xb_session_profile(session));
	assert_null(xb_draft_saved(draft));
	check_diags("open", xb_session_diags(session), "error syntax");
	check_int("change", xb_draft_change(draft, &change, 1, NULL, &why), XB_EDIT_REFUSED);
	check_contains("change", why, "YAML");
	free(why);
	check_bool("try", xb_draft_try(draft, &change, 1, &fresh, NULL), false);
	check_draft_text("as it was", draft, "a: [\n");
	folder_write("p.yaml", SMALL);
	check_bool("reload", xb_draft_reload(draft, NULL), true);
	check_text("profile", xb_session_profile(session)->name.text, "p");
	check_int("change", set_key(draft, "vwfi", "trap"), XB_EDIT_DONE);
	check_bool("undo", xb_draft_undo(draft) && xb_draft_undo(draft), true);
	assert_null(xb_session_profile(session));
	check_int("replace", xb_draft_replace(draft, SMALL, strlen(SMALL), "mend it"),
		  XB_EDIT_DONE);
	check_text("step", xb_draft_undo_name(draft), "mend it");
	xb_draft_free(draft);
	xb_session_free(session);
}

/* ---- Changes -------------------------------------------------------------------------------- */

/* SMALL with the changes made; OLD NULL: it is as it was. */
static const struct {
	const char *label;
	struct xb_change changes[3];
	size_t count;
	enum xb_edit_result result;
	const char *step, *why, *old, *new;
} change_rows[] = {
	{"a bare name",
	 {{"dom0_mem", "256M"}},
	 1,
	 XB_EDIT_DONE,
	 "set dom0_mem to 256M",
	 NULL,
	 "dom0_mem: 512M",
	 "dom0_mem: 256M"},
	{"a full key",
	 {{"xen.options.vwfi", "native"}},
	 1,
	 XB_EDIT_DONE,
	 "set vwfi to native",
	 NULL,
	 "dom0_mem: 512M",
	 "dom0_mem: 512M, vwfi: native"},
	{"another key",
	 {{"xen.size", "2M"}},
	 1,
	 XB_EDIT_DONE,
	 "set xen.size to 2M",
	 NULL,
	 "size: 1M",
	 "size: 2M"},
	{"a new section",
	 {{"output.name", "b"}},
	 1,
	 XB_EDIT_DONE,
	 "set output.name to b",
	 NULL,
	 "vda}}\n",
	 "vda}}\noutput:\n  name: b\n"},
	{"unset",
	 {{"dom0_mem", NULL}},
	 1,
	 XB_EDIT_DONE,
	 "unset dom0_mem",
	 NULL,
	 ", options: {dom0_mem: 512M}",
	 ""},
	{"two at once",
	 {{"dom0_mem", "1G"}, {"vwfi", "trap"}},
	 2,
	 XB_EDIT_DONE,
	 "2 changes",
	 NULL,
	 "dom0_mem: 512M",
	 "dom0_mem: 1G, vwfi: trap"},
	{"a new error",
	 {{"dom0_mem", "2G"}},
	 1,
	 XB_EDIT_DONE,
	 "set dom0_mem to 2G",
	 NULL,
	 "dom0_mem: 512M",
	 "dom0_mem: 2G"},
	{"hostile text",
	 {{"description", "\x1b[2J"}},
	 1,
	 XB_EDIT_DONE,
	 "set description to \\x1b[2J",
	 NULL,
	 "vda}}\n",
	 "vda}}\ndescription: \"\\e[2J\"\n"},
	{"nothing", {{NULL, NULL}}, 0, XB_EDIT_NO_CHANGE, NULL, NULL, NULL, NULL},
	{"the same", {{"dom0_mem", "512M"}}, 1, XB_EDIT_NO_CHANGE, NULL, NULL, NULL, NULL},
	{"there and back",
	 {{"vwfi", "trap"}, {"vwfi", NULL}},
	 2,
	 XB_EDIT_NO_CHANGE,
	 NULL,
	 NULL,
	 NULL,
	 NULL},
	{"not there",
	 {{"vwfi", NULL}},
	 1,
	 XB_EDIT_REFUSED,
	 NULL,
	 "vwfi is not set in this file",
	 NULL,
	 NULL},
	{"no key",
	 {{"dom0.kernal", "x"}},
	 1,
	 XB_EDIT_USAGE,
	 NULL,
	 "did you mean dom0.kernel?",
	 NULL,
	 NULL},
	{"an ambiguous one",
	 {{"console", "x"}},
	 1,
	 XB_EDIT_USAGE,
	 NULL,
	 "xen.options.console",
	 NULL,
	 NULL},
	{"the second is none",
	 {{"vwfi", "trap"}, {"vwfy", "1"}},
	 2,
	 XB_EDIT_USAGE,
	 NULL,
	 "vwfy",
	 NULL,
	 NULL},
	{"the second cannot be",
	 {{"vwfi", "trap"}, {"sched", NULL}},
	 2,
	 XB_EDIT_REFUSED,
	 NULL,
	 "sched is not set",
	 NULL,
	 NULL},
};

static void changes_are_made_or_not(void **state)
{
	(void)state;
	folder_write("p.yaml", SMALL);
	for (size_t i = 0; i < ARRAY_SIZE(change_rows); i++) {
		struct xb_session *session = xb_session_new(&with_user);
		struct xb_draft *draft = open_draft(session, "p.yaml");
		const struct xb_profile *before = xb_session_profile(session);
		const char *label = change_rows[i].label;
		char *want = replaced(SMALL, change_rows[i].old, change_rows[i].new), *why = NULL;
		bool done = change_rows[i].result == XB_EDIT_DONE;

		check_int(label,
			  xb_draft_change(draft, change_rows[i].changes, change_rows[i].count, NULL,
					  &why),
			  change_rows[i].result);
		check_draft_text(label, draft, want);
		check_text(label, xb_draft_undo_name(draft), change_rows[i].step);
		check_bool(label, xb_draft_is_changed(draft), done);
		if (!done)
			assert_ptr_equal(xb_session_profile(session), before);
		if (change_rows[i].why)
			check_contains(label, why, change_rows[i].why);
		else
			check_text(label, why, NULL);
		check_bool(label, xb_draft_undo(draft), done);
		check_draft_text(label, draft, SMALL);
		free(why);
		free(want);
		xb_draft_free(draft);
		xb_session_free(session);
	}
	folder_expect("p.yaml", SMALL);
}

static void the_session_follows_the_draft(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;

	(void)state;
	put_boot_files();
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	check_u64("errors", xb_session_diags(session)->errors, 0);
	must_set(draft, "dom0_mem", "5G");
	check_u64("errors", xb_session_diags(session)->errors, 1);
	xb_draft_undo(draft);
	check_u64("errors", xb_session_diags(session)->errors, 0);
	xb_draft_redo(draft);
	check_u64("errors", xb_session_diags(session)->errors, 1);
	must_set(draft, "extends", "none-such");
	assert_null(xb_session_profile(session));
	must_set(draft, "extends", NULL);
	assert_non_null(xb_session_profile(session));
	xb_draft_free(draft);
	xb_session_free(session);
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

/* What `extends` brought is taken away by ~, and comes back when that line goes. */
static void unset_knows_what_extends_brings(void **state)
{
	static const struct {
		const char *label, *own, *key;
		enum xb_edit_result result;
		const char *want, *value;
	} rows[] = {
		{"brought", "extends: ./base.yaml\n", "dom0_mem", XB_EDIT_DONE,
		 "extends: ./base.yaml\nxen:\n  options:\n    dom0_mem: ~\n", NULL},
		{"overridden",
		 "extends: ./base.yaml\nxen:\n  options:\n    dom0_mem: 1G\n    a: 1\n", "dom0_mem",
		 XB_EDIT_DONE, "extends: ./base.yaml\nxen:\n  options:\n    a: 1\n", "512M"},
		{"taken away",
		 "extends: ./base.yaml\nxen:\n  options:\n    dom0_mem: ~\n    a: 1\n", "dom0_mem",
		 XB_EDIT_DONE, "extends: ./base.yaml\nxen:\n  options:\n    a: 1\n", "512M"},
		{"another section", "extends: ./base.yaml\n", "dom0.kernel.size", XB_EDIT_DONE,
		 "extends: ./base.yaml\ndom0:\n  kernel:\n    size: ~\n", NULL},
		{"in neither", "extends: ./base.yaml\n", "vwfi", XB_EDIT_REFUSED, NULL, NULL},
		{"an item", "extends: ./base.yaml\n", "load.before.0", XB_EDIT_DONE,
		 "extends: ./base.yaml\nload:\n  before: [b]\n", "b"},
		{"the list", "extends: ./base.yaml\n", "load.before", XB_EDIT_DONE,
		 "extends: ./base.yaml\nload:\n  before: ~\n", NULL},
		{"no base", "extends: ./none.yaml\n", "vwfi", XB_EDIT_REFUSED, NULL, NULL},
	};

	(void)state;
	folder_write("base.yaml", SMALL "load: {before: [a, b]}\n");
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct xb_session *session = xb_session_new(&with_user);
		struct xb_buf value = {0};
		struct xb_draft *draft;
		char *key;

		folder_write("p.yaml", rows[i].own);
		draft = open_draft(session, "p.yaml");
		key = xb_key_resolve(xb_session_catalog(session), rows[i].key,
				     &(struct xb_diags){0});
		check_int(rows[i].label, set_key(draft, rows[i].key, NULL), rows[i].result);
		check_draft_text(rows[i].label, draft, rows[i].want ? rows[i].want : rows[i].own);
		if (xb_session_profile(session)) {
			check_bool(rows[i].label,
				   xb_profile_get(xb_session_profile(session), key, &value),
				   rows[i].value != NULL);
			check_text(rows[i].label, value.data, rows[i].value);
		}
		xb_buf_clear(&value);
		free(key);
		xb_draft_free(draft);
		xb_session_free(session);
	}
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

static void the_whole_text_at_once(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	char *large = xb_alloc((1 << 20) + 2);
	struct xb_draft *draft;

	(void)state;
	memset(large, '#', (1 << 20) + 1);
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	check_int("same", xb_draft_replace(draft, SMALL, strlen(SMALL), "x"), XB_EDIT_NO_CHANGE);
	check_int("broken", xb_draft_replace(draft, "a: [", 4, "x"), XB_EDIT_REFUSED);
	check_int("large", xb_draft_replace(draft, large, (1 << 20) + 1, "x"), XB_EDIT_REFUSED);
	check_int("as large as can be", xb_draft_replace(draft, large, 1 << 20, "x"), XB_EDIT_DONE);
	check_int("no more fits", set_key(draft, "vwfi", "trap"), XB_EDIT_REFUSED);
	check_bool("undo", xb_draft_undo(draft), true);
	check_draft_text("undone", draft, SMALL);
	check_int("odd", xb_draft_replace(draft, "odd: 1\n", 7, NULL), XB_EDIT_DONE);
	check_int("empty", xb_draft_replace(draft, "", 0, "empty it"), XB_EDIT_DONE);
	check_draft_text("empty", draft, "");
	check_text("name", xb_draft_undo_name(draft), "empty it");
	free(large);
	xb_draft_free(draft);
	xb_session_free(session);
}

/* ---- Undo and redo -------------------------------------------------------------------------- */

static const struct xb_change ten[] = {
	{"dom0_mem", "256M"}, {"vwfi", "native"},	   {"bootscrub", "0"}, {"xen.size", "2M"},
	{"vwfi", NULL},	      {"output.name", "boot2"},	   {"sched", "null"},  {"dom0_mem", "300M"},
	{"board.cpus", "2"},  {"description", "a: \"b\""},
};

static void ten_steps_back_and_forth(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	char *texts[ARRAY_SIZE(ten) + 1], *names[ARRAY_SIZE(ten)];
	struct xb_draft *draft;
	size_t i;

	(void)state;
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	for (i = 0; i < ARRAY_SIZE(ten); i++) {
		texts[i] = xb_strdup(xb_draft_text(draft, NULL));
		must_set(draft, ten[i].key, ten[i].value);
		names[i] = xb_strdup(xb_draft_undo_name(draft));
		check_text("nothing to redo", xb_draft_redo_name(draft), NULL);
	}
	texts[i] = xb_strdup(xb_draft_text(draft, NULL));
	for (int round = 0; round < 2; round++) {
		while (i-- > 0) {
			check_text("undo", xb_draft_undo_name(draft), names[i]);
			check_bool("undo", xb_draft_undo(draft), true);
			check_draft_text(names[i], draft, texts[i]);
			check_text("redo", xb_draft_redo_name(draft), names[i]);
			check_bool("changed", xb_draft_is_changed(draft), i > 0);
		}
		check_bool("no more", xb_draft_undo(draft), false);
		check_draft_text("the beginning", draft, SMALL);
		for (i = 0; i < ARRAY_SIZE(ten); i++) {
			check_bool("redo", xb_draft_redo(draft), true);
			check_draft_text(names[i], draft, texts[i + 1]);
		}
		check_bool("no more", xb_draft_redo(draft), false);
	}
	folder_expect("p.yaml", SMALL);
	for (i = 0; i < ARRAY_SIZE(ten); i++) {
		free(texts[i]);
		free(names[i]);
	}
	free(texts[i]);
	xb_draft_free(draft);
	xb_session_free(session);
}

static void a_new_change_ends_redo(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;

	(void)state;
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	must_set(draft, "vwfi", "trap");
	must_set(draft, "vwfi", "native");
	xb_draft_undo(draft);
	check_int("no step", set_key(draft, "vwfi", "trap"), XB_EDIT_NO_CHANGE);
	check_text("kept by what changes nothing", xb_draft_redo_name(draft), "set vwfi to native");
	must_set(draft, "sched", "null");
	check_text("gone", xb_draft_redo_name(draft), NULL);
	check_bool("gone", xb_draft_redo(draft), false);
	check_text("undo", xb_draft_undo_name(draft), "set sched to null");
	xb_draft_undo(draft);
	check_text("undo", xb_draft_undo_name(draft), "set vwfi to trap");
	xb_draft_free(draft);
	xb_session_free(session);
}

/* Of texts of 1 MiB, as many stay as fit; the present one always. */
static void the_oldest_steps_go(void **state)
{
	size_t size = 1 << 20, undone = 0;
	char *text = xb_alloc(size + 1);
	struct xb_history history = {0};
	struct xb_buf name = {0};

	(void)state;
	memset(text, 'x', size);
	xb_history_begin(&history, "", 0);
	for (int i = 0; i < 100; i++) {
		text[0] = (char)('!' + i % 90);
		xb_history_push(&history, "step", text, size);
		check_bool("limit", history.bytes <= XB_HISTORY_BYTES, true);
	}
	while (xb_history_undo(&history))
		undone++;
	check_u64("kept", undone, 62);
	xb_history_push(&history, "after it all", "", 0);
	check_u64("and of the rest", history.count, 2);
	/* A name is cut between two characters. */
	for (int i = 0; i < 300; i++)
		xb_buf_puts(&name, "\xc3\xa4");
	xb_history_push(&history, name.data, "x", 1);
	check_u64("cut", strlen(xb_history_now(&history)->step), 199);
	check_contains("cut", xb_history_now(&history)->step, "\xc3\xa4...");
	xb_buf_clear(&name);
	xb_history_clear(&history);
	free(text);
}

/* ---- Trying --------------------------------------------------------------------------------- */

static void a_try_tells_and_leaves_all_as_it_is(void **state)
{
	static const struct {
		const char *label;
		struct xb_change changes[2];
		size_t count;
		bool good;
		const char *fresh, *why;
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
		{"no such key", {{"vwfy", "1"}}, 1, false, "", "vwfy"},
		{"not set", {{"sched", NULL}}, 1, false, "", "sched is not set"},
		{"no base", {{"extends", "none-such"}}, 1, true, "error file-missing", NULL},
	};
	struct xb_session *session = xb_session_new(&with_user);
	const struct xb_profile *profile;
	const struct xb_diag *diags;
	const struct xb_boot *boot;
	struct xb_draft *draft;

	(void)state;
	put_boot_files();
	folder_write("p.yaml", SMALL "xen-version: x\n");
	draft = open_draft(session, "p.yaml");
	profile = xb_session_profile(session);
	boot = xb_session_boot(session);
	diags = xb_session_diags(session)->items;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct xb_diags fresh = {0};
		char *why = NULL;

		check_bool(rows[i].label,
			   xb_draft_try(draft, rows[i].changes, rows[i].count, &fresh, &why),
			   rows[i].good);
		check_diags(rows[i].label, &fresh, rows[i].fresh);
		check_u64(rows[i].label, fresh.count, fresh.errors + fresh.warnings);
		if (rows[i].why)
			check_contains(rows[i].label, why, rows[i].why);
		else
			check_text(rows[i].label, why, NULL);
		check_draft_text(rows[i].label, draft, SMALL "xen-version: x\n");
		assert_ptr_equal(xb_session_profile(session), profile);
		assert_ptr_equal(xb_session_boot(session), boot);
		assert_ptr_equal(xb_session_diags(session)->items, diags);
		check_text("no step", xb_draft_undo_name(draft), NULL);
		xb_diags_clear(&fresh);
		free(why);
	}
	xb_draft_free(draft);
	xb_session_free(session);
}

/* ---- Saving --------------------------------------------------------------------------------- */

static void save_writes_the_file(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	char *want = replaced(SMALL, "512M", "256M");
	struct xb_draft *draft;
	struct stat status;

	(void)state;
	folder_write("real.yaml", SMALL);
	assert_int_equal(chmod("real.yaml", 0640) | symlink("real.yaml", "p.yaml"), 0);
	draft = open_draft(session, "p.yaml");
	check_int("nothing to save", xb_draft_save(draft, false, NULL), XB_SAVE_DONE);
	must_set(draft, "dom0_mem", "256M");
	check_text("saved", xb_draft_saved(draft)->xen.options.items[0].value, "512M");
	check_int("save", xb_draft_save(draft, false, NULL), XB_SAVE_DONE);
	folder_expect("real.yaml", want);
	check_bool("changed", xb_draft_is_changed(draft), false);
	check_bool("stale", xb_draft_is_stale(draft), false);
	check_text("saved", xb_draft_saved(draft)->xen.options.items[0].value, "256M");
	assert_int_equal(lstat("p.yaml", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_int_equal(stat("real.yaml", &status), 0);
	check_int("mode", status.st_mode & 07777, 0640);
	/* Undo goes back over it. */
	check_bool("undo", xb_draft_undo(draft), true);
	check_bool("changed", xb_draft_is_changed(draft), true);
	check_int("save", xb_draft_save(draft, false, NULL), XB_SAVE_DONE);
	folder_expect("real.yaml", SMALL);
	free(want);
	xb_draft_free(draft);
	xb_session_free(session);
}

static void a_file_that_changed_meanwhile(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	char *mine = replaced(SMALL, "512M", "256M"), *why = NULL;
	struct xb_draft *draft;

	(void)state;
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	must_set(draft, "dom0_mem", "256M");
	folder_write("p.yaml", "theirs: 1\n");
	check_bool("stale", xb_draft_is_stale(draft), true);
	check_int("save", xb_draft_save(draft, false, &why), XB_SAVE_CHANGED);
	check_text("why", why, "p.yaml was changed by someone else since it was read");
	free(why);
	folder_expect("p.yaml", "theirs: 1\n");
	check_bool("changed", xb_draft_is_changed(draft), true);
	check_int("by force", xb_draft_save(draft, true, &why), XB_SAVE_DONE);
	folder_expect("p.yaml", mine);
	check_bool("stale", xb_draft_is_stale(draft), false);
	/* The same bytes written again are no change, whenever that was. */
	assert_int_equal(unlink("p.yaml"), 0);
	folder_write("p.yaml", mine);
	check_bool("stale", xb_draft_is_stale(draft), false);
	/* Someone made the same change. */
	must_set(draft, "dom0_mem", "512M");
	folder_write("p.yaml", SMALL);
	check_int("the same", xb_draft_save(draft, false, NULL), XB_SAVE_DONE);
	check_bool("changed", xb_draft_is_changed(draft), false);
	must_set(draft, "dom0_mem", "256M");
	assert_int_equal(unlink("p.yaml"), 0);
	check_bool("removed", xb_draft_is_stale(draft), true);
	check_int("removed", xb_draft_save(draft, false, &why), XB_SAVE_CHANGED);
	check_text("removed", why, "p.yaml was removed since it was read");
	free(why);
	check_int("by force", xb_draft_save(draft, true, NULL), XB_SAVE_DONE);
	folder_expect("p.yaml", mine);
	free(mine);
	xb_draft_free(draft);
	xb_session_free(session);
}

static void a_file_that_cannot_be_written(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;
	char *why = NULL;

	(void)state;
	assert_int_equal(mkdir("sub", 0700), 0);
	folder_write("sub/p.yaml", SMALL);
	draft = open_draft(session, "sub/p.yaml");
	must_set(draft, "vwfi", "trap");
	assert_int_equal(unlink("sub/p.yaml") | rmdir("sub"), 0);
	check_int("no folder", xb_draft_save(draft, true, &why), XB_SAVE_FAILED);
	check_text("why", why, "cannot write sub/p.yaml: No such file or directory");
	free(why);
	check_bool("changed", xb_draft_is_changed(draft), true);
	folder_expect("sub/p.yaml", NULL);
	check_int("as", xb_draft_save_as(draft, "none/q.yaml", false, &why), XB_SAVE_FAILED);
	check_contains("as", why, "none/q.yaml");
	free(why);
	check_text("path", xb_draft_path(draft), "sub/p.yaml");
	xb_draft_free(draft);
	xb_session_free(session);
}

static void what_has_no_file_is_saved_under_a_name(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft = open_draft(session, "rpi4-yocto");
	struct stat status;
	char *why = NULL;

	(void)state;
	must_set(draft, "vwfi", "trap");
	check_int("save", xb_draft_save(draft, true, &why), XB_SAVE_NO_FILE);
	check_contains("shipped", why, "rpi4-yocto comes with the program");
	free(why);
	check_bool("reload", xb_draft_reload(draft, &why), false);
	check_contains("reload", why, "rpi4-yocto has no file");
	free(why);
	check_int("as", xb_draft_save_as(draft, "my-pi", false, NULL), XB_SAVE_DONE);
	assert_int_equal(stat("user/profiles", &status), 0);
	check_int("mode", status.st_mode & 07777, 0700);
	check_text("name", xb_draft_name(draft), "my-pi");
	check_text("path", xb_draft_path(draft), "user/profiles/my-pi.yaml");
	check_text("session", xb_session_profile(session)->path, "user/profiles/my-pi.yaml");
	check_text("name in it", xb_session_profile(session)->name.text, "my-pi");
	check_bool("shipped", xb_session_profile(session)->shipped, false);
	check_bool("changed", xb_draft_is_changed(draft), false);
	folder_expect("user/profiles/my-pi.yaml", xb_draft_text(draft, NULL));
	must_set(draft, "vwfi", "native");
	check_int("save", xb_draft_save(draft, false, NULL), XB_SAVE_DONE);
	folder_expect("user/profiles/my-pi.yaml", xb_draft_text(draft, NULL));
	xb_draft_free(draft);
	xb_session_free(session);
}

/* From a pipe or a file, the bytes that were read stand for its file, but for saving. */
static void standard_input_can_be_changed(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	int before = dup(0), fd;
	struct xb_draft *draft;
	char *why = NULL;

	(void)state;
	folder_write("p.yaml", SMALL);
	fd = open("p.yaml", O_RDONLY);
	assert_true(before >= 0 && fd >= 0 && dup2(fd, 0) == 0);
	draft = open_draft(session, "-");
	assert_true(dup2(before, 0) == 0 && close(before) == 0 && close(fd) == 0);
	check_text("name", xb_draft_name(draft), "<stdin>");
	check_text("path", xb_draft_path(draft), NULL);
	check_text("session", xb_session_profile(session)->path, "<stdin>");
	check_text("kernel", kernel_path(session), "Image");
	check_bool("changed", xb_draft_is_changed(draft), false);
	must_set(draft, "vwfi", "trap");
	check_bool("changed", xb_draft_is_changed(draft), true);
	check_int("save", xb_draft_save(draft, true, &why), XB_SAVE_NO_FILE);
	check_text("save", why, "<stdin> has no file yet: save it under a name");
	free(why);
	check_int("as", xb_draft_save_as(draft, "q.yaml", false, NULL), XB_SAVE_DONE);
	check_bool("changed", xb_draft_is_changed(draft), false);
	folder_expect("q.yaml", xb_draft_text(draft, NULL));
	xb_draft_free(draft);
	xb_session_free(session);
}

/* A text of no file: the whole of it is unsaved. */
static void a_text_without_a_file(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft = xb_draft_open_text(session, "new-one", SMALL, strlen(SMALL));
	char *why = NULL;

	(void)state;
	check_text("name", xb_draft_name(draft), "new-one");
	check_text("path", xb_draft_path(draft), NULL);
	check_text("profile", xb_session_profile(session)->name.text, "new-one");
	check_text("kernel", kernel_path(session), "Image");
	check_bool("changed", xb_draft_is_changed(draft), true);
	check_bool("stale", xb_draft_is_stale(draft), false);
	assert_null(xb_draft_saved(draft));
	check_int("save", xb_draft_save(draft, false, &why), XB_SAVE_NO_FILE);
	check_text("save", why, "new-one has no file yet: save it under a name");
	free(why);
	check_int("as", xb_draft_save_as(draft, "new-one", false, NULL), XB_SAVE_DONE);
	folder_expect("user/profiles/new-one.yaml", SMALL);
	assert_non_null(xb_draft_saved(draft));
	check_bool("changed", xb_draft_is_changed(draft), false);
	xb_draft_free(draft);
	xb_session_free(session);
}

static void save_as_takes_names_and_paths(void **state)
{
	static const struct {
		const char *ref;
		bool force;
		enum xb_save_result result;
		const char *path, *why, *text; /* NULL: that of the draft, with its name */
	} rows[] = {
		{"other", false, XB_SAVE_DONE, "user/profiles/other.yaml", NULL, NULL},
		{"taken", false, XB_SAVE_EXISTS, "user/profiles/taken.yaml",
		 "user/profiles/taken.yaml is there already", "old: 1\n"},
		{"taken", true, XB_SAVE_DONE, "user/profiles/taken.yaml", NULL, NULL},
		{"q.yaml", false, XB_SAVE_DONE, "q.yaml", NULL, "name: p\n" SMALL},
		{"./r.yml", false, XB_SAVE_DONE, "./r.yml", NULL, "name: p\n" SMALL},
		{"taken.yaml", false, XB_SAVE_EXISTS, "taken.yaml", "taken.yaml is there",
		 "old: 1\n"},
		{"dangling.yaml", false, XB_SAVE_EXISTS, "dangling.yaml", "is there", NULL},
		{"a b", false, XB_SAVE_FAILED, NULL, "'a b' cannot be a profile's name", NULL},
		{"", false, XB_SAVE_FAILED, NULL, "'' is no name", NULL},
		{"-", false, XB_SAVE_FAILED, NULL, "'-' is no name", NULL},
	};

	(void)state;
	assert_int_equal(mkdir("user", 0700) | mkdir("user/profiles", 0700), 0);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct xb_session *session = xb_session_new(&with_user);
		bool done = rows[i].result == XB_SAVE_DONE;
		char *why = NULL, *named = xb_format("name: %s\n" SMALL, rows[i].ref);
		struct xb_draft *draft;

		folder_write("p.yaml", "name: p\n" SMALL);
		folder_write("taken.yaml", "old: 1\n");
		folder_write("user/profiles/taken.yaml", "old: 1\n");
		(void)!symlink("nowhere", "dangling.yaml");
		draft = open_draft(session, "p.yaml");
		check_int(rows[i].ref, xb_draft_save_as(draft, rows[i].ref, rows[i].force, &why),
			  rows[i].result);
		if (rows[i].why)
			check_contains(rows[i].ref, why, rows[i].why);
		else
			check_text(rows[i].ref, why, NULL);
		check_text(rows[i].ref, xb_draft_name(draft), done ? rows[i].ref : "p.yaml");
		check_text(rows[i].ref, xb_draft_path(draft), done ? rows[i].path : "p.yaml");
		if (rows[i].path && (rows[i].text || done))
			folder_expect(rows[i].path, rows[i].text ? rows[i].text : named);
		check_text(rows[i].ref, xb_session_profile(session)->path, xb_draft_path(draft));
		check_text(rows[i].ref, xb_draft_undo_name(draft),
			   done && !rows[i].text ? xb_draft_undo_name(draft) : NULL);
		folder_expect("p.yaml", "name: p\n" SMALL);
		free(named);
		free(why);
		xb_draft_free(draft);
		xb_session_free(session);
	}
	folder_expect("nowhere", NULL);
}

/* The name in the text is a step: undo brings the old one back, and that is a change. */
static void a_new_name_can_be_undone(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;

	(void)state;
	folder_write("p.yaml", "name: p\n" SMALL);
	draft = open_draft(session, "p.yaml");
	check_int("as", xb_draft_save_as(draft, "other", false, NULL), XB_SAVE_DONE);
	check_text("step", xb_draft_undo_name(draft), "set name to other");
	check_bool("changed", xb_draft_is_changed(draft), false);
	check_bool("undo", xb_draft_undo(draft), true);
	check_draft_text("undone", draft, "name: p\n" SMALL);
	check_bool("changed", xb_draft_is_changed(draft), true);
	xb_draft_free(draft);
	xb_session_free(session);
}

static void save_as_on_its_own_file_is_save(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;

	(void)state;
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	must_set(draft, "vwfi", "trap");
	check_int("as", xb_draft_save_as(draft, "./p.yaml", false, NULL), XB_SAVE_DONE);
	check_text("path", xb_draft_path(draft), "p.yaml");
	folder_expect("p.yaml", xb_draft_text(draft, NULL));
	must_set(draft, "vwfi", "native");
	folder_write("p.yaml", "theirs: 1\n");
	check_int("changed", xb_draft_save_as(draft, "./p.yaml", false, NULL), XB_SAVE_CHANGED);
	xb_draft_free(draft);
	xb_session_free(session);
}

static void names_need_a_user_s_folder(void **state)
{
	static const struct xb_session_config config;
	struct xb_session *session = xb_session_new(&config);
	struct xb_draft *draft;
	char *why = NULL;

	(void)state;
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	must_set(draft, "vwfi", "trap");
	check_text("no journal, no problem", xb_draft_journal_problem(draft), NULL);
	check_u64("recoverable", xb_draft_recoverable(draft), 0);
	check_bool("recover", xb_draft_recover(draft), false);
	xb_draft_discard_journal(draft);
	xb_draft_sync(draft);
	check_int("as", xb_draft_save_as(draft, "other", false, &why), XB_SAVE_FAILED);
	check_contains("as", why, "./other.yaml");
	free(why);
	check_int("as", xb_draft_save_as(draft, "./other.yaml", false, NULL), XB_SAVE_DONE);
	xb_draft_free(draft);
	xb_session_free(session);
	check_u64("nothing else was made", folder_count(".", ""), 2);
}

/* ---- Reload --------------------------------------------------------------------------------- */

static void reload_is_a_step(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	char *mine = replaced(SMALL, "512M", "256M"), *why = NULL;
	struct xb_draft *draft;

	(void)state;
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	must_set(draft, "dom0_mem", "256M");
	folder_write("p.yaml", SMALL "description: theirs\n");
	check_bool("reload", xb_draft_reload(draft, &why), true);
	check_draft_text("theirs", draft, SMALL "description: theirs\n");
	check_text("session", xb_session_profile(session)->description.text, "theirs");
	check_text("saved", xb_draft_saved(draft)->description.text, "theirs");
	check_bool("changed", xb_draft_is_changed(draft), false);
	check_bool("stale", xb_draft_is_stale(draft), false);
	check_text("step", xb_draft_undo_name(draft), "reload from the file");
	check_bool("undo", xb_draft_undo(draft), true);
	check_draft_text("mine", draft, mine);
	check_bool("changed", xb_draft_is_changed(draft), true);
	check_bool("stale", xb_draft_is_stale(draft), false);
	xb_draft_redo(draft);
	check_bool("once more", xb_draft_reload(draft, &why), true);
	check_text("no step", xb_draft_redo_name(draft), NULL);
	check_text("no step", xb_draft_undo_name(draft), "reload from the file");
	assert_int_equal(unlink("p.yaml"), 0);
	check_bool("gone", xb_draft_reload(draft, &why), false);
	check_text("gone", why, "cannot read p.yaml: No such file or directory");
	check_draft_text("kept", draft, SMALL "description: theirs\n");
	free(why);
	free(mine);
	xb_draft_free(draft);
	xb_session_free(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_draft_reads_like_its_file),
		in_folder(what_cannot_be_read_is_no_draft),
		in_folder(broken_yaml_opens_without_a_profile),
		in_folder(a_draft_takes_the_session_back),
		in_folder(changes_are_made_or_not),
		in_folder(the_session_follows_the_draft),
		in_folder(a_section_of_options_is_made),
		in_folder(unset_knows_what_extends_brings),
		in_folder(an_item_is_added_to_what_extends_brings),
		in_folder(the_whole_text_at_once),
		in_folder(ten_steps_back_and_forth),
		in_folder(a_new_change_ends_redo),
		cmocka_unit_test(the_oldest_steps_go),
		in_folder(a_try_tells_and_leaves_all_as_it_is),
		in_folder(save_writes_the_file),
		in_folder(a_file_that_changed_meanwhile),
		in_folder(a_file_that_cannot_be_written),
		in_folder(what_has_no_file_is_saved_under_a_name),
		in_folder(standard_input_can_be_changed),
		in_folder(a_text_without_a_file),
		in_folder(save_as_takes_names_and_paths),
		in_folder(a_new_name_can_be_undone),
		in_folder(save_as_on_its_own_file_is_save),
		in_folder(names_need_a_user_s_folder),
		in_folder(reload_is_a_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

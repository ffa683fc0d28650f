/* SPDX-License-Identifier: MIT */
/* Drafts that a command opens: one change, judged by what it makes worse, and saved. */
#include "unit/draft/draft.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

static struct xb_draft *open_to_change(struct xb_session *session, const char *ref)
{
	struct xb_draft *draft = xb_draft_open(session, ref, XB_DRAFT_TO_CHANGE);

	if (!draft)
		fail_msg("%s: %s", ref, diags_message(xb_session_diags(session)));
	return draft;
}

/* SMALL with the changes made; OLD NULL: it is as it was. */
static const struct {
	const char *label;
	struct xb_change changes[3];
	size_t count;
	enum xb_change_result result;
	bool worse;
	const char *part, *old, *new; /* PART: of what is said of it, here or by the session */
} rows[] = {
	{"set", {{"dom0_mem", "256M"}}, 1, XB_CHANGE_DONE, false, NULL, "512M", "256M"},
	{"a new one", {{"bootscrub", "0"}}, 1, XB_CHANGE_DONE, false, NULL, "512M",
	 "512M, bootscrub: 0"},
	{"the same", {{"dom0_mem", "512M"}}, 1, XB_CHANGE_NO_CHANGE, false, NULL, NULL, NULL},
	{"nothing", {{NULL, NULL}}, 0, XB_CHANGE_NO_CHANGE, false, NULL, NULL, NULL},
	{"unset", {{"dom0_mem", NULL}}, 1, XB_CHANGE_DONE, false, "[dom0-mem]",
	 ", options: {dom0_mem: 512M}", ""},
	{"unset what is not there", {{"bootscrub", NULL}}, 1, XB_CHANGE_REFUSED, false,
	 "bootscrub is not set", NULL, NULL},
	{"a new error", {{"dom0_mem", "2G"}}, 1, XB_CHANGE_DONE, true, "error: dom0_mem", "512M",
	 "2G"},
	{"a new warning", {{"xen.options.zzz", "1"}}, 1, XB_CHANGE_DONE, false, "[unknown-option]",
	 "512M", "512M, zzz: 1"},
	{"a required key", {{"dom0.kernel.file", NULL}}, 1, XB_CHANGE_DONE, true, "[missing-key]",
	 "file: Image, ", ""},
	{"no such base", {{"extends", "none-such"}}, 1, XB_CHANGE_DONE, true, "none-such",
	 "/dev/vda}}\n", "/dev/vda}}\nextends: none-such\n"},
	{"no such key", {{"dom0.kernal", "x"}}, 1, XB_CHANGE_USAGE, false, "dom0.kernal", NULL, NULL},
	{"an ambiguous one", {{"console", "x"}}, 1, XB_CHANGE_USAGE, false, "console", NULL, NULL},
	{"the second is wrong", {{"dom0_mem", "1G"}, {"zzz", "1"}}, 2, XB_CHANGE_USAGE, false, "zzz",
	 NULL, NULL},
	{"no place for it", {{"name.x", "1"}}, 1, XB_CHANGE_USAGE, false, "name.x", NULL, NULL},
	{"below a file", {{"xen.file.x", "1"}}, 1, XB_CHANGE_USAGE, false, "xen.file.x", NULL, NULL},
};

/* With the line STANDING, an error in which is no reason against a change. */
static void check_row(size_t i, const char *standing)
{
	struct xb_session *session = xb_session_new(&with_user);
	char *text = xb_format("%s%s", standing, SMALL);
	char *want = replaced(text, rows[i].old, rows[i].new);
	struct xb_buf said = {0};
	struct xb_diags diags = {0};
	struct xb_draft *draft;

	folder_write("p.yaml", text);
	draft = open_to_change(session, "p.yaml");
	check_int(rows[i].label,
		  xb_draft_change(draft, rows[i].changes, rows[i].count, NULL, &diags),
		  rows[i].result);
	check_draft_text(rows[i].label, draft, want);
	check_bool(rows[i].label, xb_draft_has_new_errors(draft), rows[i].worse);
	folder_expect("p.yaml", text);
	xb_diags_text(rows[i].result == XB_CHANGE_DONE ? xb_session_diags(session) : &diags, &said);
	if (rows[i].part)
		check_contains(rows[i].label, said.data, rows[i].part);
	check_int(rows[i].label, save(draft, false), XB_SAVE_DONE);
	folder_expect("p.yaml", want);
	check_bool("changed", xb_draft_is_changed(draft), false);
	xb_draft_free(draft);
	xb_session_free(session);
	xb_diags_clear(&diags);
	xb_buf_clear(&said);
	free(want);
	free(text);
}

static void a_change_is_judged_by_what_it_makes_worse(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		check_row(i, "");
		check_row(i, "xen-version: x\n");
	}
	check_u64("no journal, nothing beside it", folder_count(".", ""), 1);
}

/* What was wrong goes, and what came of it is known again. */
static void a_base_that_is_not_there(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;

	(void)state;
	folder_write("p.yaml", SMALL "extends: none-such\n");
	draft = open_to_change(session, "p.yaml");
	must_set(draft, "vwfi", "trap");
	assert_null(xb_session_profile(session));
	check_bool("no worse", xb_draft_has_new_errors(draft), false);
	must_set(draft, "extends", NULL);
	assert_non_null(xb_session_profile(session));
	check_bool("better", xb_draft_has_new_errors(draft), false);
	xb_draft_free(draft);
	xb_session_free(session);
}

static void it_begins_with_nothing_planned(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;

	(void)state;
	folder_write("p.yaml", SMALL);
	draft = open_to_change(session, "p.yaml");
	assert_null(xb_session_profile(session));
	assert_null(xb_draft_saved(draft));
	must_set(draft, "vwfi", "trap");
	assert_non_null(xb_session_boot(session));
	check_text("no journal", xb_draft_journal_problem(draft), NULL);
	xb_draft_free(draft);
	check_u64("no journal", folder_count(".", ""), 1);
	xb_session_free(session);
}

static void what_is_no_file_of_one_s_own(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft = open_to_change(session, "rpi4-yocto");

	(void)state;
	check_text("shipped", xb_draft_path(draft), NULL);
	check_int("shipped", save(draft, true), XB_SAVE_NO_FILE);
	xb_draft_free(draft);
	assert_null(xb_draft_open(session, "none.yaml", XB_DRAFT_TO_CHANGE));
	check_diags("none", xb_session_diags(session), "error file-missing");
	folder_write("broken.yaml", "a: [\n");
	draft = open_to_change(session, "broken.yaml");
	check_int("broken", set_key(draft, "vwfi", "trap"), XB_CHANGE_REFUSED);
	xb_draft_free(draft);
	xb_session_free(session);
}

/* A profile found by name has its files in the current folder, after a change too. */
static void one_s_own_profile_by_name(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;

	(void)state;
	assert_int_equal(mkdir("user", 0700) | mkdir("user/profiles", 0700), 0);
	folder_write("user/profiles/mine.yaml", SMALL);
	draft = open_to_change(session, "mine");
	must_set(draft, "dom0.kernel.file", "Image2");
	check_text("kernel", xb_dom0_load(xb_session_boot(session), XB_MODULE_KERNEL)->path, "Image2");
	check_int("save", save(draft, false), XB_SAVE_DONE);
	xb_draft_free(draft);
	check_bool("open", xb_session_open(session, "mine"), true);
	check_text("kernel", xb_dom0_load(xb_session_boot(session), XB_MODULE_KERNEL)->path, "Image2");
	xb_session_free(session);
}

/* The last key goes, and an empty file is left. */
static void the_last_key_can_go(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;

	(void)state;
	folder_write("p.yaml", "format: 1\n");
	draft = open_to_change(session, "p.yaml");
	must_set(draft, "format", NULL);
	check_int("save", save(draft, false), XB_SAVE_DONE);
	folder_expect("p.yaml", "");
	xb_draft_free(draft);
	xb_session_free(session);
}

static _Noreturn void change_slowly(int told)
{
	static const struct timespec pause = {.tv_nsec = 100000000};
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft = xb_draft_open(session, "p.yaml", XB_DRAFT_TO_CHANGE);
	bool good = draft && write(told, "", 1) == 1;

	nanosleep(&pause, NULL);
	good = good && set_key(draft, "vwfi", "trap") == XB_CHANGE_DONE &&
	       save(draft, false) == XB_SAVE_DONE;
	xb_draft_free(draft);
	xb_session_free(session);
	_exit(good ? 0 : 1);
}

/* A save that comes between is not overwritten by the command, and does not overwrite its change. */
static void who_saves_meanwhile_waits(void **state)
{
	/* Static, for the child ends with them, and nobody shall take them for lost there. */
	static struct xb_session *session;
	static struct xb_draft *draft;
	static char *want;
	int ends[2], status;
	pid_t child;
	char byte;

	(void)state;
	session = xb_session_new(&with_user);
	want = replaced(SMALL, "512M", "512M, vwfi: trap");
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	must_set(draft, "dom0_mem", "256M");
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		xb_session_free(session);
		change_slowly(ends[1]);
	}
	assert_int_equal(read(ends[0], &byte, 1), 1);
	check_int("save", save(draft, false), XB_SAVE_CHANGED);
	assert_int_equal(waitpid(child, &status, 0), child);
	check_int("child", status, 0);
	folder_expect("p.yaml", want);
	close(ends[0]);
	close(ends[1]);
	free(want);
	xb_draft_free(draft);
	xb_session_free(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_change_is_judged_by_what_it_makes_worse),
		in_folder(a_base_that_is_not_there),
		in_folder(it_begins_with_nothing_planned),
		in_folder(what_is_no_file_of_one_s_own),
		in_folder(one_s_own_profile_by_name),
		in_folder(the_last_key_can_go),
		in_folder(who_saves_meanwhile_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

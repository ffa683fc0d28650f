/* SPDX-License-Identifier: MIT */
/* A draft and its file: saved, saved under another name, read again, changed by others meanwhile. */
#include "unit/draft/draft.h"

#include <sys/stat.h>

/* ---- Saving ------------------------------------------------------------------------------------ */

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
	check_int("nothing to save", save(draft, false), XB_SAVE_DONE);
	must_set(draft, "dom0_mem", "256M");
	check_text("saved", xb_draft_saved(draft)->xen.options.items[0].value, "512M");
	check_int("save", save(draft, false), XB_SAVE_DONE);
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
	check_int("save", save(draft, false), XB_SAVE_DONE);
	folder_expect("real.yaml", SMALL);
	free(want);
	xb_draft_free(draft);
	xb_session_free(session);
}

static void a_file_that_changed_meanwhile(void **state)
{
	struct run run = start_with(SMALL);
	char *mine = replaced(SMALL, "512M", "256M");
	struct xb_diags diags = {0};

	(void)state;
	must_set(run.draft, "dom0_mem", "256M");
	folder_write("p.yaml", "theirs: 1\n");
	check_bool("stale", xb_draft_is_stale(run.draft), true);
	check_int("save", xb_draft_save(run.draft, false, &diags), XB_SAVE_CHANGED);
	check_said("why", &diags, "p.yaml was changed by someone else since it was read");
	folder_expect("p.yaml", "theirs: 1\n");
	check_bool("changed", xb_draft_is_changed(run.draft), true);
	check_int("by force", xb_draft_save(run.draft, true, &diags), XB_SAVE_DONE);
	folder_expect("p.yaml", mine);
	check_bool("stale", xb_draft_is_stale(run.draft), false);
	/* The same bytes written again are no change, whenever that was. */
	assert_int_equal(unlink("p.yaml"), 0);
	folder_write("p.yaml", mine);
	check_bool("stale", xb_draft_is_stale(run.draft), false);
	/* Someone made the same change. */
	must_set(run.draft, "dom0_mem", "512M");
	folder_write("p.yaml", SMALL);
	check_int("the same", save(run.draft, false), XB_SAVE_DONE);
	check_bool("changed", xb_draft_is_changed(run.draft), false);
	must_set(run.draft, "dom0_mem", "256M");
	assert_int_equal(unlink("p.yaml"), 0);
	check_bool("removed", xb_draft_is_stale(run.draft), true);
	check_int("removed", xb_draft_save(run.draft, false, &diags), XB_SAVE_CHANGED);
	check_said("removed", &diags, "p.yaml was removed since it was read");
	check_int("by force", save(run.draft, true), XB_SAVE_DONE);
	folder_expect("p.yaml", mine);
	free(mine);
	stop(&run);
}

static void a_file_that_cannot_be_written(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;
	struct xb_diags diags = {0};

	(void)state;
	assert_int_equal(mkdir("sub", 0700), 0);
	folder_write("sub/p.yaml", SMALL);
	draft = open_draft(session, "sub/p.yaml");
	must_set(draft, "vwfi", "trap");
	assert_int_equal(unlink("sub/p.yaml") | rmdir("sub"), 0);
	check_int("no folder", xb_draft_save(draft, true, &diags), XB_SAVE_FAILED);
	check_said("why", &diags, "cannot write sub/p.yaml: No such file or directory");
	check_bool("changed", xb_draft_is_changed(draft), true);
	folder_expect("sub/p.yaml", NULL);
	check_int("as", xb_draft_save_as(draft, "none/q.yaml", false, &diags), XB_SAVE_FAILED);
	check_said("as", &diags, "none/q.yaml");
	check_text("path", xb_draft_path(draft), "sub/p.yaml");
	xb_draft_free(draft);
	xb_session_free(session);
}

static void what_has_no_file_is_saved_under_a_name(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft = open_draft(session, "rpi4-yocto");
	struct stat status;
	struct xb_diags diags = {0};

	(void)state;
	must_set(draft, "vwfi", "trap");
	check_int("save", xb_draft_save(draft, true, &diags), XB_SAVE_NO_FILE);
	check_said("shipped", &diags, "rpi4-yocto comes with the program");
	check_bool("reload", xb_draft_reload(draft, &diags), false);
	check_said("reload", &diags, "rpi4-yocto has no file");
	check_int("as", save_as(draft, "my-pi"), XB_SAVE_DONE);
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
	check_int("save", save(draft, false), XB_SAVE_DONE);
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
	struct xb_diags diags = {0};

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
	check_int("save", xb_draft_save(draft, true, &diags), XB_SAVE_NO_FILE);
	check_said("save", &diags, "<stdin> has no file yet: save it under a name");
	check_int("as", save_as(draft, "q.yaml"), XB_SAVE_DONE);
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
	struct xb_diags diags = {0};

	(void)state;
	check_text("name", xb_draft_name(draft), "new-one");
	check_text("path", xb_draft_path(draft), NULL);
	check_text("profile", xb_session_profile(session)->name.text, "new-one");
	check_text("kernel", kernel_path(session), "Image");
	check_bool("changed", xb_draft_is_changed(draft), true);
	check_bool("stale", xb_draft_is_stale(draft), false);
	assert_null(xb_draft_saved(draft));
	check_int("save", xb_draft_save(draft, false, &diags), XB_SAVE_NO_FILE);
	check_said("save", &diags, "new-one has no file yet: save it under a name");
	check_int("as", save_as(draft, "new-one"), XB_SAVE_DONE);
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
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_session *session = xb_session_new(&with_user);
		bool done = rows[i].result == XB_SAVE_DONE;
		struct xb_diags diags = {0};
		char *named = xb_format("name: %s\n" SMALL, rows[i].ref);
		struct xb_draft *draft;

		folder_write("p.yaml", "name: p\n" SMALL);
		folder_write("taken.yaml", "old: 1\n");
		folder_write("user/profiles/taken.yaml", "old: 1\n");
		(void)!symlink("nowhere", "dangling.yaml");
		draft = open_draft(session, "p.yaml");
		check_int(rows[i].ref, xb_draft_save_as(draft, rows[i].ref, rows[i].force, &diags),
			  rows[i].result);
		check_said(rows[i].ref, &diags, rows[i].why);
		check_text(rows[i].ref, xb_draft_name(draft), done ? rows[i].ref : "p.yaml");
		check_text(rows[i].ref, xb_draft_path(draft), done ? rows[i].path : "p.yaml");
		if (rows[i].path && (rows[i].text || done))
			folder_expect(rows[i].path, rows[i].text ? rows[i].text : named);
		check_text(rows[i].ref, xb_session_profile(session)->path, xb_draft_path(draft));
		check_text(rows[i].ref, xb_draft_undo_name(draft),
			   done && !rows[i].text ? xb_draft_undo_name(draft) : NULL);
		folder_expect("p.yaml", "name: p\n" SMALL);
		free(named);
		xb_draft_free(draft);
		xb_session_free(session);
	}
	folder_expect("nowhere", NULL);
}

/* The name in the text is a step: undo brings the old one back, and that is a change. */
static void a_new_name_can_be_undone(void **state)
{
	struct run run = start_with("name: p\n" SMALL);

	(void)state;
	check_int("as", save_as(run.draft, "other"), XB_SAVE_DONE);
	check_text("step", xb_draft_undo_name(run.draft), "set name to other");
	check_bool("changed", xb_draft_is_changed(run.draft), false);
	check_bool("undo", xb_draft_undo(run.draft), true);
	check_draft_text("undone", run.draft, "name: p\n" SMALL);
	check_bool("changed", xb_draft_is_changed(run.draft), true);
	stop(&run);
}

static void save_as_on_its_own_file_is_save(void **state)
{
	struct run run = start_with(SMALL);

	(void)state;
	must_set(run.draft, "vwfi", "trap");
	check_int("as", save_as(run.draft, "./p.yaml"), XB_SAVE_DONE);
	check_text("path", xb_draft_path(run.draft), "p.yaml");
	folder_expect("p.yaml", xb_draft_text(run.draft, NULL));
	must_set(run.draft, "vwfi", "native");
	folder_write("p.yaml", "theirs: 1\n");
	check_int("changed", save_as(run.draft, "./p.yaml"), XB_SAVE_CHANGED);
	stop(&run);
}

static void names_need_a_user_s_folder(void **state)
{
	static const struct xb_session_config config;
	struct xb_session *session = xb_session_new(&config);
	struct xb_draft *draft;
	struct xb_diags diags = {0};

	(void)state;
	folder_write("p.yaml", SMALL);
	draft = open_draft(session, "p.yaml");
	must_set(draft, "vwfi", "trap");
	check_text("no journal, no problem", xb_draft_journal_problem(draft), NULL);
	check_u64("recoverable", xb_draft_recoverable(draft), 0);
	check_bool("recover", xb_draft_recover(draft), false);
	xb_draft_discard_journal(draft);
	xb_draft_sync(draft);
	check_int("as", xb_draft_save_as(draft, "other", false, &diags), XB_SAVE_FAILED);
	check_said("as", &diags, "./other.yaml");
	check_int("as", save_as(draft, "./other.yaml"), XB_SAVE_DONE);
	xb_draft_free(draft);
	xb_session_free(session);
	check_u64("nothing else was made", folder_count(".", ""), 2);
}

/* ---- Reload ------------------------------------------------------------------------------------ */

static void reload_is_a_step(void **state)
{
	struct run run = start_with(SMALL);
	char *mine = replaced(SMALL, "512M", "256M");
	struct xb_diags diags = {0};

	(void)state;
	must_set(run.draft, "dom0_mem", "256M");
	folder_write("p.yaml", SMALL "description: theirs\n");
	check_bool("reload", xb_draft_reload(run.draft, &diags), true);
	check_draft_text("theirs", run.draft, SMALL "description: theirs\n");
	check_text("session", xb_session_profile(run.session)->description.text, "theirs");
	check_text("saved", xb_draft_saved(run.draft)->description.text, "theirs");
	check_bool("changed", xb_draft_is_changed(run.draft), false);
	check_bool("stale", xb_draft_is_stale(run.draft), false);
	check_text("step", xb_draft_undo_name(run.draft), "reload from the file");
	check_bool("undo", xb_draft_undo(run.draft), true);
	check_draft_text("mine", run.draft, mine);
	check_bool("changed", xb_draft_is_changed(run.draft), true);
	check_bool("stale", xb_draft_is_stale(run.draft), false);
	xb_draft_redo(run.draft);
	check_bool("once more", xb_draft_reload(run.draft, &diags), true);
	check_text("no step", xb_draft_redo_name(run.draft), NULL);
	check_text("no step", xb_draft_undo_name(run.draft), "reload from the file");
	assert_int_equal(unlink("p.yaml"), 0);
	check_bool("gone", xb_draft_reload(run.draft, &diags), false);
	check_said("gone", &diags, "cannot read p.yaml: No such file or directory");
	check_draft_text("kept", run.draft, SMALL "description: theirs\n");
	free(mine);
	stop(&run);
}

/* Also by root, who could; and what is only looked at. */
static void a_file_that_must_not_be_written_is_not_replaced(void **state)
{
	struct run run = start_with(SMALL);

	(void)state;
	stop(&run);
	assert_int_equal(chmod("p.yaml", 0444), 0);
	run = start("p.yaml");
	check_bool("marked", xb_draft_is_read_only(run.draft), true);
	must_set(run.draft, "vwfi", "trap");
	check_int("save", save(run.draft, false), XB_SAVE_READ_ONLY);
	check_int("by force", save(run.draft, true), XB_SAVE_READ_ONLY);
	check_int("as itself", save_as(run.draft, "./p.yaml"), XB_SAVE_READ_ONLY);
	folder_expect("p.yaml", SMALL);
	assert_int_equal(chmod("p.yaml", 0644), 0);
	xb_draft_set_view(run.draft, true);
	check_int("view", save(run.draft, true), XB_SAVE_READ_ONLY);
	folder_expect("p.yaml", SMALL);
	check_int("as another", save_as(run.draft, "./q.yaml"), XB_SAVE_DONE);
	check_bool("its own", xb_draft_is_read_only(run.draft), false);
	must_set(run.draft, "vwfi", "native");
	check_int("save", save(run.draft, false), XB_SAVE_DONE);
	stop(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
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
		in_folder(a_file_that_must_not_be_written_is_not_replaced),
		in_folder(reload_is_a_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What a draft is when it was opened. */
#include "unit/draft/draft.h"

#include <sys/wait.h>

#include <sys/stat.h>

static char *all_diags(const struct xb_session *session)
{
	struct xb_buf text = {0};

	xb_diags_text(xb_session_diags(session), &text);
	return xb_buf_take(&text);
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
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
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
	assert_null(xb_draft_open(session, "none.yaml", XB_DRAFT_TO_EDIT));
	check_diags("no file", xb_session_diags(session), "error file-missing");
	assert_null(xb_draft_open(session, "rpi4-yokto", XB_DRAFT_TO_EDIT));
	check_contains("no name", diags_hint(xb_session_diags(session)), "rpi4-yocto");
	folder_write("big.yaml", "");
	assert_int_equal(truncate("big.yaml", (1 << 20) + 1), 0);
	assert_null(xb_draft_open(session, "big.yaml", XB_DRAFT_TO_EDIT));
	check_diags("too large", xb_session_diags(session), "error file-type");
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
	assert_null(xb_draft_open(session, "none.yaml", XB_DRAFT_TO_EDIT));
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
	struct run run = start_with("a: [\n");
	struct xb_diags diags = {0};

	(void)state;
	assert_null(xb_session_profile(run.session));
	assert_null(xb_draft_saved(run.draft));
	check_diags("open", xb_session_diags(run.session), "error syntax");
	check_int("change", xb_draft_change(run.draft, &change, 1, NULL, &diags), XB_CHANGE_REFUSED);
	check_said("change", &diags, "YAML");
	check_bool("try", xb_draft_try(run.draft, &change, 1, &diags), false);
	check_said("try", &diags, "YAML");
	check_draft_text("as it was", run.draft, "a: [\n");
	folder_write("p.yaml", SMALL);
	check_bool("reload", xb_draft_reload(run.draft, &diags), true);
	check_text("profile", xb_session_profile(run.session)->name.text, "p");
	check_int("change", set_key(run.draft, "vwfi", "trap"), XB_CHANGE_DONE);
	check_bool("undo", xb_draft_undo(run.draft) && xb_draft_undo(run.draft), true);
	assert_null(xb_session_profile(run.session));
	check_int("replace", replace(run.draft, SMALL, strlen(SMALL), "mend it"),
		  XB_CHANGE_DONE);
	check_text("step", xb_draft_undo_name(run.draft), "mend it");
	stop(&run);
}

/* Another program that opens p.yaml and waits until its input ends, which *input is. Its process. */
static pid_t open_elsewhere(int *input)
{
	int ready[2], stop[2];
	char byte;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(stop), 0);
	child = fork();
	if (child == 0) {
		struct run run = start("p.yaml");

		close(stop[1]);
		_exit(write(ready[1], "", 1) == 1 && read(stop[0], &byte, 1) >= 0 && run.draft ? 0 : 1);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);
	close(stop[0]);
	*input = stop[1];
	return child;
}

static void another_program_is_seen(void **state)
{
	struct run run;
	int input;
	pid_t other;

	(void)state;
	folder_write("p.yaml", SMALL);
	folder_write("q.yaml", SMALL);
	other = open_elsewhere(&input);
#ifdef __linux__
	for (int i = 0; i < 40; i++) { /* however often one looks */
		run = start("p.yaml");
		check_u64("who", (uint64_t)xb_draft_other(run.draft), (uint64_t)other);
		stop(&run);
	}
#endif
	run = start("q.yaml");
	check_u64("another file", (uint64_t)xb_draft_other(run.draft), 0);
	close(input);
	assert_int_equal(waitpid(other, NULL, 0), other);
	stop(&run);
	run = start("p.yaml");
	check_u64("it ended", (uint64_t)xb_draft_other(run.draft), 0);
	stop(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_draft_reads_like_its_file),
		in_folder(what_cannot_be_read_is_no_draft),
		in_folder(a_draft_takes_the_session_back),
		in_folder(broken_yaml_opens_without_a_profile),
		in_folder(another_program_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

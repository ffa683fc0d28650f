/* SPDX-License-Identifier: MIT */
/* The journal of a draft: what a crash leaves can be taken up, whole steps or none of one. */
#include "draft/journal.h"
#include "unit/draft/draft.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define FOLDER "user/journal"

/* The journals in the folder. */
static size_t journals(void)
{
	return access(FOLDER, F_OK) == 0 ? folder_count(FOLDER, "") : 0;
}

/* The path of the only one there. */
static char *only_journal(void)
{
	DIR *folder = opendir(FOLDER);
	struct dirent *entry;
	char *path = NULL;

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		assert_null(path);
		path = xb_format(FOLDER "/%s", entry->d_name);
	}
	closedir(folder);
	assert_non_null(path);
	return path;
}

static void read_whole(const char *path, struct xb_buf *bytes)
{
	assert_int_equal(xb_file_read(path, 1 << 28, bytes), 0);
}

/* ---- While nothing goes wrong --------------------------------------------------------------- */

static void nothing_is_made_before_a_step(void **state)
{
	struct run run;
	struct stat status;
	char *path;

	(void)state;
	folder_write("p.yaml", SMALL);
	run = start("p.yaml");
	check_u64("recoverable", xb_draft_recoverable(run.draft), 0);
	check_bool("recover", xb_draft_recover(run.draft), false);
	xb_draft_sync(run.draft);
	check_int("no step", set_key(run.draft, "dom0_mem", "512M"), XB_CHANGE_NO_CHANGE);
	check_bool("none", access("user", F_OK) != 0, true);
	must_set(run.draft, "vwfi", "trap");
	path = only_journal();
	check_contains("name", path, "p.yaml-");
	assert_int_equal(stat(path, &status), 0);
	check_int("mode", status.st_mode & 07777, 0600);
	assert_int_equal(stat(FOLDER, &status), 0);
	check_int("mode", status.st_mode & 07777, 0700);
	xb_draft_sync(run.draft);
	check_text("problem", xb_draft_journal_problem(run.draft), NULL);
	free(path);
	stop(&run);
}

static void what_is_not_unsaved_leaves_no_journal(void **state)
{
	static const struct {
		const char *label;
		bool save, undo, reload, discard;
		size_t left;
	} rows[] = {
		{"unsaved", false, false, false, false, 1},
		{"saved", true, false, false, false, 0},
		{"saved and undone", true, true, false, false, 1},
		{"undone", false, true, false, false, 0},
		{"reloaded", false, false, true, false, 0},
		{"given up", false, false, false, true, 0},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct run run;

		folder_write("p.yaml", SMALL);
		run = start("p.yaml");
		must_set(run.draft, "vwfi", "trap");
		check_u64(rows[i].label, journals(), 1);
		if (rows[i].save)
			check_int("save", save(run.draft, false), XB_SAVE_DONE);
		if (rows[i].save || rows[i].reload)
			check_bool("reload", xb_draft_reload(run.draft, &(struct xb_diags){0}), true);
		if (rows[i].save)
			check_u64("emptied by save", journals(), 0);
		if (rows[i].undo)
			check_bool("undo", xb_draft_undo(run.draft), true);
		if (rows[i].discard)
			xb_draft_discard_journal(run.draft);
		stop(&run);
		check_u64(rows[i].label, journals(), rows[i].left);
		run = start("p.yaml");
		check_u64(rows[i].label, xb_draft_recoverable(run.draft), rows[i].left);
		xb_draft_discard_found(run.draft);
		check_u64("let go of", journals(), 0);
		check_u64("let go of", xb_draft_recoverable(run.draft), 0);
		stop(&run);
	}
}

/* ---- Recovery ------------------------------------------------------------------------------- */

static void text_and_steps_come_back(void **state)
{
	char *trap = replaced(SMALL, "512M", "512M, vwfi: trap");
	char *both = replaced(SMALL, "512M", "256M, vwfi: trap");
	struct run run;

	(void)state;
	folder_write("p.yaml", SMALL);
	run = start("p.yaml");
	must_set(run.draft, "vwfi", "trap");
	must_set(run.draft, "dom0_mem", "256M");
	must_set(run.draft, "sched", "null");
	xb_draft_undo(run.draft);
	xb_draft_undo(run.draft);
	xb_draft_redo(run.draft);
	stop(&run);

	run = start("./p.yaml");
	check_draft_text("before", run.draft, SMALL);
	check_u64("steps", xb_draft_recoverable(run.draft), 2);
	check_draft_text("still", run.draft, SMALL);
	check_bool("recover", xb_draft_recover(run.draft), true);
	check_draft_text("recovered", run.draft, both);
	check_text("session", xb_session_profile(run.session)->xen.options.items[1].name, "vwfi");
	check_bool("changed", xb_draft_is_changed(run.draft), true);
	check_bool("stale", xb_draft_is_stale(run.draft), false);
	check_text("undo", xb_draft_undo_name(run.draft), "set dom0_mem to 256M");
	check_text("redo", xb_draft_redo_name(run.draft), "set sched to null");
	check_bool("only once", xb_draft_recover(run.draft), false);
	check_u64("only once", xb_draft_recoverable(run.draft), 0);
	xb_draft_undo(run.draft);
	stop(&run);

	/* And what was done after it, as well. */
	run = start("p.yaml");
	check_u64("steps", xb_draft_recoverable(run.draft), 1);
	check_bool("recover", xb_draft_recover(run.draft), true);
	check_draft_text("again", run.draft, trap);
	xb_draft_undo(run.draft);
	check_draft_text("the beginning", run.draft, SMALL);
	check_bool("no more", xb_draft_undo(run.draft), false);
	xb_draft_redo(run.draft);
	check_int("save", save(run.draft, false), XB_SAVE_DONE);
	folder_expect("p.yaml", trap);
	check_u64("none left", journals(), 0);
	stop(&run);
	free(trap);
	free(both);
}

/* Steps from before a save come back too, but only those after it are unsaved. */
static void a_save_lies_between(void **state)
{
	struct run run;

	(void)state;
	folder_write("p.yaml", SMALL);
	run = start("p.yaml");
	must_set(run.draft, "vwfi", "trap");
	must_set(run.draft, "sched", "null");
	check_int("save", save(run.draft, false), XB_SAVE_DONE);
	must_set(run.draft, "dom0_mem", "256M");
	stop(&run);
	run = start("p.yaml");
	check_u64("steps", xb_draft_recoverable(run.draft), 1);
	check_bool("recover", xb_draft_recover(run.draft), true);
	for (int i = 0; i < 3; i++)
		check_bool("undo", xb_draft_undo(run.draft), true);
	check_draft_text("all of it", run.draft, SMALL);
	stop(&run);
	run = start("p.yaml");
	check_u64("steps back", xb_draft_recoverable(run.draft), 2);
	stop(&run);
}

static void the_file_may_have_changed(void **state)
{
	struct run run;

	(void)state;
	folder_write("p.yaml", SMALL);
	run = start("p.yaml");
	must_set(run.draft, "vwfi", "trap");
	must_set(run.draft, "sched", "null");
	stop(&run);
	folder_write("p.yaml", SMALL "description: theirs\n");
	run = start("p.yaml");
	check_bool("stale", xb_draft_is_stale(run.draft), false);
	check_u64("steps", xb_draft_recoverable(run.draft), 2);
	check_bool("recover", xb_draft_recover(run.draft), true);
	check_bool("stale", xb_draft_is_stale(run.draft), true);
	check_text("saved", xb_draft_saved(run.draft)->description.text, "theirs");
	check_int("save", save(run.draft, false), XB_SAVE_CHANGED);
	/* Another crash, and it is still known. */
	stop(&run);
	run = start("p.yaml");
	check_u64("steps", xb_draft_recoverable(run.draft), 2);
	check_bool("recover", xb_draft_recover(run.draft), true);
	check_bool("stale", xb_draft_is_stale(run.draft), true);
	check_int("by force", save(run.draft, true), XB_SAVE_DONE);
	check_bool("stale", xb_draft_is_stale(run.draft), false);
	stop(&run);
	check_u64("none left", journals(), 0);
}

/* Someone wrote into the file what is in the journal: nothing is unsaved. */
static void the_file_may_hold_it_all(void **state)
{
	struct run run;

	(void)state;
	folder_write("p.yaml", SMALL);
	run = start("p.yaml");
	must_set(run.draft, "vwfi", "trap");
	folder_write("p.yaml", xb_draft_text(run.draft, NULL));
	stop(&run);
	run = start("p.yaml");
	check_u64("steps", xb_draft_recoverable(run.draft), 0);
	/* Its place is used again. */
	must_set(run.draft, "vwfi", "native");
	check_u64("one", journals(), 1);
	stop(&run);
}

static void each_profile_has_its_own(void **state)
{
	static const char *const refs[] = {"p.yaml", "sub/p.yaml", "mine", "rpi4-yocto",
					   "qemu-arm64"};
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_draft *draft;
	struct run run;

	(void)state;
	assert_int_equal(mkdir("sub", 0700) | mkdir("user", 0700) | mkdir("user/profiles", 0700),
			 0);
	folder_write("p.yaml", SMALL);
	folder_write("sub/p.yaml", SMALL);
	folder_write("user/profiles/mine.yaml", SMALL);
	for (size_t i = 0; i < XB_COUNT(refs); i++) {
		run = start(refs[i]);
		check_u64(refs[i], xb_draft_recoverable(run.draft), 0);
		must_set(run.draft, "description", refs[i]);
		stop(&run);
		check_u64(refs[i], journals(), i + 1);
	}
	for (int i = 0; i < 2; i++) {
		draft = xb_draft_open_text(session, i ? "two" : "one", SMALL, strlen(SMALL));
		check_u64("new", xb_draft_recoverable(draft), 0);
		must_set(draft, "description", i ? "two" : "one");
		xb_draft_free(draft);
	}
	for (size_t i = 0; i < XB_COUNT(refs); i++) {
		run = start(refs[i]);
		check_u64(refs[i], xb_draft_recoverable(run.draft), 1);
		check_bool(refs[i], xb_draft_recover(run.draft), true);
		check_text(refs[i], xb_session_profile(run.session)->description.text, refs[i]);
		stop(&run);
	}
	draft = xb_draft_open_text(session, "two", SMALL, strlen(SMALL));
	check_u64("new", xb_draft_recoverable(draft), 1);
	check_bool("new", xb_draft_recover(draft), true);
	check_text("new", xb_session_profile(session)->description.text, "two");
	/* Saved under a name, it has the journal of that one. */
	check_int("as", save_as(draft, "three"), XB_SAVE_DONE);
	must_set(draft, "description", "three");
	xb_draft_free(draft);
	run = start("three");
	check_u64("three", xb_draft_recoverable(run.draft), 1);
	stop(&run);
	draft = xb_draft_open_text(session, "two", SMALL, strlen(SMALL));
	check_u64("two", xb_draft_recoverable(draft), 0);
	xb_draft_free(draft);
	xb_session_free(session);
}

/* ---- What is left of profiles that nobody may think of -------------------------------------- */

static void a_new_one_is_left_by_a_crash(void **state)
{
	struct xb_session *session = xb_session_new(&with_user);
	struct xb_left_list list;
	struct xb_draft *draft;
	size_t length;

	(void)state;
	xb_left_find(session, &list);
	check_u64("nothing", list.count, 0);
	draft = xb_draft_open_text(session, "fresh", SMALL, strlen(SMALL));
	xb_left_find(session, &list);
	check_u64("in use", list.count, 0);
	xb_draft_free(draft);
	xb_left_find(session, &list);
	check_u64("left", list.count, 1);
	check_text("name", list.items[0].name, "fresh");
	check_bool("no file", list.items[0].ref == NULL && !list.items[0].own, true);
	draft = xb_draft_open_left(session, "fresh");
	assert_non_null(draft);
	check_bool("text", strcmp(xb_draft_text(draft, &length), SMALL) == 0 && length == strlen(SMALL), true);
	check_bool("unsaved", xb_draft_is_changed(draft), true);
	xb_draft_free(draft);
	xb_left_discard(list.items[0].journal);
	xb_left_clear(&list);
	check_u64("thrown away", journals(), 0);
	assert_null(xb_draft_open_left(session, "fresh"));
	check_contains("said", diags_message(xb_session_diags(session)), "nothing of fresh is left");
	xb_session_free(session);
}

/* Of two of one name that is listed which would be taken up; and what is held is not thrown away. */
static void the_first_of_several_is_left(void **state)
{
	struct xb_session *sessions[] = {xb_session_new(&with_user), xb_session_new(&with_user)};
	struct xb_draft *drafts[XB_COUNT(sessions)], *held;
	struct xb_left_list list;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(sessions); i++)
		drafts[i] = xb_draft_open_text(sessions[i], "fresh", SMALL, strlen(SMALL));
	for (size_t i = 0; i < XB_COUNT(sessions); i++)
		xb_draft_free(drafts[i]);
	check_u64("both", journals(), 2);
	xb_left_find(sessions[0], &list);
	check_u64("one of them", list.count, 1);
	assert_null(strstr(list.items[0].journal, ".1.journal"));
	held = xb_draft_open_left(sessions[0], "fresh");
	assert_non_null(held);
	xb_left_discard(list.items[0].journal);
	check_u64("held", journals(), 2);
	xb_draft_free(held);
	xb_left_discard(list.items[0].journal);
	check_u64("let go of", journals(), 1);
	xb_left_clear(&list);
	for (size_t i = 0; i < XB_COUNT(sessions); i++)
		xb_session_free(sessions[i]);
}

/* A shipped profile by its name, a file by its path; not what was saved meanwhile. */
static void changes_are_left_by_a_crash(void **state)
{
	struct run run = start("rpi4-yocto");
	struct xb_left_list list;

	(void)state;
	must_set(run.draft, "description", "another");
	stop(&run);
	run = start_with(SMALL);
	must_set(run.draft, "vwfi", "trap");
	xb_left_find(run.session, &list);
	check_u64("the other is in use", list.count, 1);
	check_text("ref", list.items[0].ref, "rpi4-yocto");
	check_bool("own", list.items[0].own, false);
	xb_left_clear(&list);
	stop(&run);
	run = start("rpi4-yocto");
	xb_left_find(run.session, &list);
	check_u64("both", list.count, 2);
	for (size_t i = 0; i < list.count; i++)
		check_bool(list.items[i].ref, list.items[i].own,
			   strstr(list.items[i].ref, "p.yaml") != NULL);
	xb_left_clear(&list);
	stop(&run);
}

/* Two at work on one profile: neither sees the other's journal, both survive. */
static void two_programs_keep_apart(void **state)
{
	struct run one, two, later;

	(void)state;
	folder_write("p.yaml", SMALL);
	one = start("p.yaml");
	two = start("p.yaml");
	must_set(one.draft, "description", "one");
	check_u64("in use", xb_draft_recoverable(two.draft), 0);
	must_set(two.draft, "description", "two");
	must_set(one.draft, "vwfi", "trap");
	check_u64("two", journals(), 2);
	later = start("p.yaml");
	check_u64("in use", xb_draft_recoverable(later.draft), 0);
	stop(&one);
	check_u64("one is free", xb_draft_recoverable(later.draft), 2);
	stop(&two);
	/* What one has found is held for it. */
	two = start("p.yaml");
	check_u64("the other", xb_draft_recoverable(two.draft), 1);
	check_bool("later", xb_draft_recover(later.draft) && xb_draft_recover(two.draft), true);
	check_text("later", xb_session_profile(later.session)->description.text, "one");
	check_text("two", xb_session_profile(two.session)->description.text, "two");
	stop(&later);
	stop(&two);
	/* What is not taken up is not written over. */
	one = start("p.yaml");
	must_set(one.draft, "description", "three");
	check_u64("three", journals(), 3);
	xb_draft_discard_journal(one.draft);
	check_u64("its own goes", journals(), 2);
	stop(&one);
}

/* Who decides later about what was found, and gives up what was done since, gives up that alone. */
static void what_was_put_off_outlives_what_is_given_up(void **state)
{
	struct run run;

	(void)state;
	folder_write("p.yaml", SMALL);
	run = start("p.yaml");
	must_set(run.draft, "description", "one");
	stop(&run);
	run = start("p.yaml");
	check_u64("found", xb_draft_recoverable(run.draft), 1);
	must_set(run.draft, "description", "two");
	xb_draft_discard_journal(run.draft);
	stop(&run);
	run = start("p.yaml");
	check_u64("found again", xb_draft_recoverable(run.draft), 1);
	check_bool("recover", xb_draft_recover(run.draft), true);
	check_text("the first", xb_session_profile(run.session)->description.text, "one");
	xb_draft_discard_found(run.draft);
	check_u64("nothing found any more", journals(), 1);
	xb_draft_discard_journal(run.draft);
	check_u64("given up", journals(), 0);
	stop(&run);
}

/* ---- kill -9 -------------------------------------------------------------------------------- */

enum { ROUNDS = 30 };

/* Step after step, each told through FD when it is done. */
static _Noreturn void edit_for_ever(int fd)
{
	struct run run = start("p.yaml");

	for (unsigned i = 1;; i++) {
		char *value = xb_format("step %u", i);
		struct xb_change change = {"description", value};

		if (xb_draft_change(run.draft, &change, 1, NULL, NULL) != XB_CHANGE_DONE ||
		    write(fd, &i, sizeof(i)) != sizeof(i))
			_exit(1);
		if (i % 7 == 0 && (!xb_draft_undo(run.draft) || !xb_draft_redo(run.draft)))
			_exit(1);
		free(value);
	}
}

/* The last step that it told of. */
static unsigned kill_while_editing(int round)
{
	int ends[2], status;
	unsigned told = 0, next;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		edit_for_ever(ends[1]);
	}
	assert_true(child > 0);
	close(ends[1]);
	for (int i = 0; i <= round % 11; i++)
		assert_int_equal(read(ends[0], &told, sizeof(told)), sizeof(told));
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	while (read(ends[0], &next, sizeof(next)) == sizeof(next))
		told = next;
	close(ends[0]);
	return told;
}

static void killed_in_the_middle(void **state)
{
	(void)state;
	folder_write("p.yaml", SMALL);
	for (int round = 0; round < ROUNDS; round++) {
		unsigned told = kill_while_editing(round), found = 0;
		struct run run = start("p.yaml");
		size_t undone = 0, steps = xb_draft_recoverable(run.draft);

		check_bool("recover", xb_draft_recover(run.draft), true);
		assert_int_equal(sscanf(xb_session_profile(run.session)->description.text,
					"step %u", &found),
				 1);
		/* The next may have been in the file already, or be undone at this moment. */
		if (found + 1 < told || found > told + 1)
			fail_msg("step %u was made, %u is recovered", told, found);
		check_u64("steps", steps, found);
		while (xb_draft_undo(run.draft))
			undone++;
		check_u64("undone", undone, found);
		check_draft_text("the beginning", run.draft, SMALL);
		check_text("problem", xb_draft_journal_problem(run.draft), NULL);
		stop(&run);
		check_u64("nothing unsaved, none left", journals(), 0);
	}
}

/* ---- Damage --------------------------------------------------------------------------------- */

enum { STEPS = 6 };

/* A journal of six records behind its beginning, and what is the present text after each. */
static void put_sample(struct xb_buf *bytes, size_t ends[STEPS + 1], const char *texts[STEPS + 1])
{
	static const char *const steps[STEPS] = {"a: 1\n", "a: 2\n", NULL, "a: 3\n# x\n", NULL, ""};
	struct xb_history history = {0};
	uint32_t check;

	xb_history_begin(&history, "a: 0\n", 5);
	xb_journal_put_all(bytes, &check, "/some/where.yaml", "-", &history);
	xb_history_clear(&history);
	ends[0] = bytes->length;
	texts[0] = "a: 0\n";
	for (size_t i = 0; i < STEPS; i++) {
		xb_journal_put(bytes, &check, steps[i] ? XB_RECORD_STEP : XB_RECORD_UNDO,
			       steps[i] ? "a step" : NULL, steps[i],
			       steps[i] ? strlen(steps[i]) : 0);
		ends[i + 1] = bytes->length;
		texts[i + 1] = steps[i] ? steps[i] : "a: 1\n";
	}
}

/* What is parsed is just what the whole records up to a place say. Returns how many those are. */
static int check_parsed(const char *label, const char *bytes, size_t length, const size_t *ends,
			const char *const *texts)
{
	struct xb_journal_content content;
	int i = 0;

	if (!xb_journal_parse(bytes, length, &content)) {
		assert_null(content.key);
		check_u64(label, content.history.count, 0);
		return -1;
	}
	while (i < STEPS && ends[i] < content.length)
		i++;
	check_u64(label, content.length, ends[i]);
	check_text(label, xb_history_now(&content.history)->text, texts[i]);
	check_text(label, content.key, "/some/where.yaml");
	xb_journal_content_clear(&content);
	return i;
}

static void cut_at_each_byte(void **state)
{
	const char *texts[STEPS + 1];
	size_t ends[STEPS + 1];
	struct xb_buf bytes = {0};

	(void)state;
	put_sample(&bytes, ends, texts);
	for (size_t length = 0; length <= bytes.length; length++) {
		/* In a block of its own, so that a byte read too many shows. */
		char *copy = malloc(length ? length : 1);
		char *label = xb_format("%zu of %zu bytes", length, bytes.length);
		int whole = -1;

		memcpy(copy, bytes.data, length);
		for (int i = 0; i <= STEPS; i++)
			whole += ends[i] <= length;
		check_int(label, check_parsed(label, copy, length, ends, texts), whole);
		free(label);
		free(copy);
	}
	xb_buf_clear(&bytes);
}

static void flipped_bits(void **state)
{
	const char *texts[STEPS + 1];
	size_t ends[STEPS + 1];
	struct xb_buf bytes = {0};

	(void)state;
	put_sample(&bytes, ends, texts);
	for (size_t bit = 0; bit < bytes.length * 8; bit++) {
		char *label = xb_format("bit %zu", bit);
		int whole = -1;

		for (int i = 0; i <= STEPS; i++)
			whole += ends[i] <= bit / 8;
		bytes.data[bit / 8] ^= (char)(1 << bit % 8);
		check_int(label, check_parsed(label, bytes.data, bytes.length, ends, texts), whole);
		bytes.data[bit / 8] ^= (char)(1 << bit % 8);
		free(label);
	}
	xb_buf_clear(&bytes);
}

/* Several bytes at once, by a sequence that is the same each time. */
static void random_damage(void **state)
{
	const char *texts[STEPS + 1];
	size_t ends[STEPS + 1];
	struct xb_buf bytes = {0};
	uint32_t seed = 12345;

	(void)state;
	put_sample(&bytes, ends, texts);
	for (int round = 0; round < 20000; round++) {
		char *copy = malloc(bytes.length);
		char *label = xb_format("round %d", round);

		memcpy(copy, bytes.data, bytes.length);
		for (int i = 0; i <= round % 5; i++) {
			seed = seed * 1664525u + 1013904223u;
			copy[(seed >> 8) % bytes.length] = (char)(seed >> 24);
		}
		check_parsed(label, copy, bytes.length, ends, texts);
		free(label);
		free(copy);
	}
	xb_buf_clear(&bytes);
}

#define HEAD "xenboot-journal 1\n"

static void what_is_no_journal(void **state)
{
	static const char *const rows[] = {
		"",
		"\n",
		"xenboot-journal 1",
		HEAD,
		"xenboot-journal 2\nprofile 0 0 00000000\n\n",
		HEAD "profile",
		HEAD "profile ",
		HEAD "profile 1",
		HEAD "profile 1 1 ",
		HEAD "profile 1 1 00000000\n",
		HEAD "profile 1 1 00000000\nab\n",
		HEAD "profile 99999999999999999999 1 00000000\nab\n",
		HEAD "profile 1 18446744073709551615 00000000\nab\n",
		HEAD "profile -1 1 00000000\nab\n",
		HEAD "profile 8193 1 00000000\nab\n",
		HEAD "profile 1 9999999 00000000\nab\n",
		HEAD "profile  1 1 00000000\nab\n",
		HEAD "begin 0 0 00000000\n\n",
		HEAD "undo 0 0 00000000\n\n",
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		size_t length = strlen(rows[i]);
		struct xb_journal_content content;
		char *copy = malloc(length + 1);

		memcpy(copy, rows[i], length);
		check_bool(rows[i], xb_journal_parse(copy, length, &content), false);
		check_bool(rows[i], xb_journal_is_foreign(copy, length), i == 4);
		free(copy);
	}
}

/* Sound records that cannot follow on each other. */
static void records_out_of_place(void **state)
{
	static const enum xb_record rows[] = {XB_RECORD_UNDO, XB_RECORD_REDO, XB_RECORD_BEGIN,
					      XB_RECORD_PROFILE};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_history history = {0};
		struct xb_journal_content content;
		struct xb_buf bytes = {0};
		uint32_t check;
		size_t length;

		xb_history_begin(&history, "a", 1);
		xb_journal_put_all(&bytes, &check, "key", "-", &history);
		length = bytes.length;
		xb_journal_put(&bytes, &check, rows[i], NULL, "b", 1);
		xb_journal_put(&bytes, &check, XB_RECORD_STEP, "later", "c", 1);
		assert_true(xb_journal_parse(bytes.data, bytes.length, &content));
		check_u64("length", content.length, length);
		check_text("text", xb_history_now(&content.history)->text, "a");
		xb_journal_content_clear(&content);
		xb_history_clear(&history);
		xb_buf_clear(&bytes);
	}
	/* A step twice, or one left out, does not count either: each hangs on the one before. */
	{
		const char *texts[STEPS + 1];
		size_t ends[STEPS + 1];
		struct xb_buf bytes = {0}, other = {0};

		put_sample(&bytes, ends, texts);
		xb_buf_add(&other, bytes.data, ends[1]);
		xb_buf_add(&other, bytes.data + ends[0], bytes.length - ends[0]);
		check_int("twice", check_parsed("twice", other.data, other.length, ends, texts), 1);
		other.length = ends[1];
		xb_buf_add(&other, bytes.data + ends[2], bytes.length - ends[2]);
		check_int("left out",
			  check_parsed("left out", other.data, other.length, ends, texts), 1);
		xb_buf_clear(&bytes);
		xb_buf_clear(&other);
	}
}

/* A tail that was cut is dropped, and the next step is written where it stood. */
static void a_cut_tail_is_written_over(void **state)
{
	struct xb_buf bytes = {0};
	struct run run;
	char *path;

	(void)state;
	folder_write("p.yaml", SMALL);
	run = start("p.yaml");
	must_set(run.draft, "description", "one");
	must_set(run.draft, "description", "two");
	path = only_journal();
	read_whole(path, &bytes);
	stop(&run);
	assert_int_equal(truncate(path, (off_t)bytes.length - 1), 0);
	run = start("p.yaml");
	check_u64("steps", xb_draft_recoverable(run.draft), 1);
	check_bool("recover", xb_draft_recover(run.draft), true);
	must_set(run.draft, "description", "three");
	stop(&run);
	run = start("p.yaml");
	check_u64("steps", xb_draft_recoverable(run.draft), 2);
	check_bool("recover", xb_draft_recover(run.draft), true);
	check_text("text", xb_session_profile(run.session)->description.text, "three");
	stop(&run);
	xb_buf_clear(&bytes);
	free(path);
}

/* What stands at the journal's name is no journal that could be used. */
static void odd_files_at_its_name(void **state)
{
	static const struct {
		const char *label, *text; /* NULL: a folder; "@": a link */
		bool kept;
	} rows[] = {
		{"empty", "", false},
		{"rubbish", "rubbish\n", false},
		{"of a later version", "xenboot-journal 7\nprofile\n", true},
		{"a folder", NULL, true},
		{"a link", "@", true},
	};

	(void)state;
	folder_write("p.yaml", SMALL);
	folder_write("target", "not ours\n");
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct run run = start("p.yaml");
		char *path;

		must_set(run.draft, "vwfi", "trap");
		path = only_journal();
		xb_draft_discard_journal(run.draft);
		stop(&run);
		if (!rows[i].text)
			assert_int_equal(mkdir(path, 0700), 0);
		else if (rows[i].text[0] == '@')
			assert_int_equal(symlink("../../target", path), 0);
		else
			folder_write(path, rows[i].text);
		run = start("p.yaml");
		check_u64(rows[i].label, xb_draft_recoverable(run.draft), 0);
		must_set(run.draft, "vwfi", "native");
		check_text(rows[i].label, xb_draft_journal_problem(run.draft), NULL);
		check_u64(rows[i].label, journals(), rows[i].kept ? 2 : 1);
		stop(&run);
		run = start("p.yaml");
		check_u64(rows[i].label, xb_draft_recoverable(run.draft), 1);
		xb_draft_discard_found(run.draft);
		stop(&run);
		folder_expect("target", "not ours\n");
		remove(path);
		free(path);
	}
}

/* A journal that was made for another profile, under this one's name. */
static void another_s_journal(void **state)
{
	struct xb_buf bytes = {0};
	struct run run;
	char *path;

	(void)state;
	folder_write("p.yaml", SMALL);
	folder_write("q.yaml", SMALL);
	run = start("q.yaml");
	must_set(run.draft, "vwfi", "native");
	path = only_journal();
	read_whole(path, &bytes);
	xb_draft_discard_journal(run.draft);
	stop(&run);
	free(path);
	run = start("p.yaml");
	must_set(run.draft, "vwfi", "trap");
	path = only_journal();
	xb_draft_discard_journal(run.draft);
	stop(&run);
	folder_write(path, bytes.data);
	run = start("p.yaml");
	check_u64("not offered", xb_draft_recoverable(run.draft), 0);
	must_set(run.draft, "vwfi", "trap");
	stop(&run);
	folder_expect(path, bytes.data);
	check_u64("nor touched", journals(), 2);
	free(path);
	xb_buf_clear(&bytes);
}

/* ---- No room -------------------------------------------------------------------------------- */

static void a_folder_that_cannot_be_made(void **state)
{
	struct run run;

	(void)state;
	folder_write("p.yaml", SMALL);
	assert_int_equal(mkdir("user", 0700), 0);
	folder_write(FOLDER, "in the way\n");
	run = start("p.yaml");
	check_u64("recoverable", xb_draft_recoverable(run.draft), 0);
	check_text("no problem yet", xb_draft_journal_problem(run.draft), NULL);
	must_set(run.draft, "vwfi", "trap");
	check_contains("problem", xb_draft_journal_problem(run.draft),
		       "user/journal: Not a directory");
	must_set(run.draft, "vwfi", "native");
	xb_draft_undo(run.draft);
	xb_draft_sync(run.draft);
	check_contains("problem", xb_draft_journal_problem(run.draft), "user/journal");
	/* When it goes away, all is there. */
	assert_int_equal(unlink(FOLDER), 0);
	xb_draft_redo(run.draft);
	check_text("no more", xb_draft_journal_problem(run.draft), NULL);
	stop(&run);
	run = start("p.yaml");
	check_u64("steps", xb_draft_recoverable(run.draft), 2);
	stop(&run);
}

static void limit_files_to(rlim_t size)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size == RLIM_INFINITY ? limit.rlim_max : size;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* As on a full disk, a write stops in the middle of a record. */
static void a_disk_that_fills(void **state)
{
	struct xb_buf bytes = {0}, after = {0};
	struct run run;
	char *path;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	folder_write("p.yaml", SMALL);
	run = start("p.yaml");
	must_set(run.draft, "description", "one");
	path = only_journal();
	read_whole(path, &bytes);
	limit_files_to((rlim_t)bytes.length + 50);
	must_set(run.draft, "description", "two");
	must_set(run.draft, "description", "three");
	check_contains("problem", xb_draft_journal_problem(run.draft), "File too large");
	read_whole(path, &after);
	check_u64("no half record", after.length, bytes.length);
	assert_memory_equal(after.data, bytes.data, bytes.length);
	check_u64("nothing beside it", journals(), 1);
	limit_files_to(RLIM_INFINITY);
	xb_draft_undo(run.draft);
	check_text("no more", xb_draft_journal_problem(run.draft), NULL);
	check_u64("nothing beside it", journals(), 1);
	stop(&run);
	run = start("p.yaml");
	check_u64("steps", xb_draft_recoverable(run.draft), 2);
	check_bool("recover", xb_draft_recover(run.draft), true);
	check_text("text", xb_session_profile(run.session)->description.text, "two");
	check_text("redo", xb_draft_redo_name(run.draft), "set description to three");
	stop(&run);
	free(path);
	xb_buf_clear(&bytes);
	xb_buf_clear(&after);
}

/* Undone and replaced again and again, the journal stays near the size of what it holds. */
static void it_does_not_grow_for_ever(void **state)
{
	size_t size = 1 << 20;
	char *text = xb_alloc(size + 1);
	struct xb_journal *journal = xb_journal_new("user", "key", "name");
	struct xb_journal_content content;
	struct xb_history history = {0};
	struct stat status;
	char *path = NULL;

	(void)state;
	memset(text, 'x', size);
	xb_history_begin(&history, "", 0);
	for (int i = 0; i < 40; i++) {
		text[0] = (char)('0' + i);
		xb_history_push(&history, "step", text, size);
		xb_journal_record(journal, XB_RECORD_STEP, &history, "-");
		free(path);
		path = only_journal();
		assert_int_equal(stat(path, &status), 0);
		check_bool("size", (size_t)status.st_size < 8 * size, true);
		xb_history_undo(&history);
		xb_journal_record(journal, XB_RECORD_UNDO, &history, "-");
	}
	xb_history_redo(&history);
	xb_journal_record(journal, XB_RECORD_REDO, &history, "-");
	xb_journal_sync(journal);
	xb_journal_free(journal);
	free(path);
	journal = xb_journal_new("user", "key", "name");
	check_u64("steps", xb_journal_find(journal, "-"), 1);
	check_bool("take", xb_journal_take(journal, &content), true);
	check_bool("text", xb_state_is(xb_history_now(&content.history), text, size), true);
	xb_journal_content_clear(&content);
	xb_journal_remove(journal);
	check_u64("none left", journals(), 0);
	xb_journal_free(journal);
	xb_history_clear(&history);
	free(text);
}

/* More steps than undo keeps: the journal comes to the same ones. */
static void the_oldest_steps_go_there_too(void **state)
{
	size_t size = 1 << 20;
	char *text = xb_alloc(size + 1);
	struct xb_journal *journal = xb_journal_new("user", "key", "name");
	struct xb_journal_content content;
	struct xb_history history = {0};

	(void)state;
	memset(text, 'x', size);
	xb_history_begin(&history, "", 0);
	for (int i = 0; i < 90; i++) {
		text[0] = (char)('!' + i);
		xb_history_push(&history, "step", text, size);
		xb_journal_record(journal, XB_RECORD_STEP, &history, "-");
	}
	while (xb_history_undo(&history))
		xb_journal_record(journal, XB_RECORD_UNDO, &history, "-");
	xb_journal_free(journal);
	journal = xb_journal_new("user", "key", "name");
	check_bool("find", xb_journal_find(journal, "-") > 0, true);
	check_bool("take", xb_journal_take(journal, &content), true);
	check_u64("kept", content.history.count, history.count);
	check_u64("all undone", content.history.now, 0);
	check_bool(
		"the same",
		xb_state_is(xb_history_now(&content.history), xb_history_now(&history)->text, size),
		true);
	xb_journal_content_clear(&content);
	xb_journal_remove(journal);
	xb_journal_free(journal);
	xb_history_clear(&history);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(nothing_is_made_before_a_step),
		in_folder(what_is_not_unsaved_leaves_no_journal),
		in_folder(text_and_steps_come_back),
		in_folder(a_save_lies_between),
		in_folder(the_file_may_have_changed),
		in_folder(the_file_may_hold_it_all),
		in_folder(each_profile_has_its_own),
		in_folder(a_new_one_is_left_by_a_crash),
		in_folder(the_first_of_several_is_left),
		in_folder(changes_are_left_by_a_crash),
		in_folder(two_programs_keep_apart),
		in_folder(what_was_put_off_outlives_what_is_given_up),
		in_folder(killed_in_the_middle),
		cmocka_unit_test(cut_at_each_byte),
		cmocka_unit_test(flipped_bits),
		cmocka_unit_test(random_damage),
		cmocka_unit_test(what_is_no_journal),
		cmocka_unit_test(records_out_of_place),
		in_folder(a_cut_tail_is_written_over),
		in_folder(odd_files_at_its_name),
		in_folder(another_s_journal),
		in_folder(a_folder_that_cannot_be_made),
		in_folder(a_disk_that_fills),
		in_folder(it_does_not_grow_for_ever),
		in_folder(the_oldest_steps_go_there_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

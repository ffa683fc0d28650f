/* SPDX-License-Identifier: MIT */
/*
 * A program that is killed while it saves. Whenever it happens, each file is there, whole, and of
 * one version; and what the dead left behind does not disturb the next who saves.
 */
#include "unit/base/folder.h"

#include <signal.h>
#include <sys/wait.h>

enum { ROUNDS = 300, LINES = 100, STEP = 1000 };

static const char *const paths[] = {"profile.yaml", "boot.source"};

/* A version says its number in each line, so that a mixture or a part of one shows. */
static void put_version(struct xb_buf *buf, unsigned long number)
{
	for (int line = 0; line < LINES; line++)
		xb_buf_printf(buf, "line %d of version %lu\n", line, number);
}

static bool save_version(unsigned long number)
{
	struct xb_file_set *set = xb_file_set_new();
	struct xb_diags diags = {0};
	struct xb_buf buf = {0};
	bool good;

	put_version(&buf, number);
	for (size_t i = 0; i < XB_COUNT(paths); i++)
		xb_file_set_add(set, paths[i], buf.data, buf.length);
	good = xb_file_set_commit(set, &diags);
	xb_diags_clear(&diags);
	xb_file_set_free(set);
	xb_buf_clear(&buf);
	return good;
}

/* The number of the version that PATH holds, whole. */
static unsigned long expect_whole(const char *path)
{
	struct xb_buf got = {0}, want = {0};
	unsigned long number = 0;

	check_int(path, xb_file_read(path, 1 << 20, &got), 0);
	if (sscanf(got.data, "line 0 of version %lu\n", &number) != 1)
		fail_msg("%s begins with %.40s", path, got.data);
	put_version(&want, number);
	check_text(path, got.data, want.data);
	xb_buf_clear(&got);
	xb_buf_clear(&want);
	return number;
}

/* Save version after version until killed; each is told through FD first. */
static _Noreturn void save_for_ever(int fd, unsigned long number)
{
	for (;; number++)
		if (write(fd, "", 1) != 1 || !save_version(number))
			_exit(1);
}

/* Let the child get on by an amount that differs from round to round: up to about a save. */
static void linger(int fd, int round)
{
	volatile int spent = 0;
	char byte;

	for (int i = 0; i <= round % 3; i++)
		assert_int_equal(read(fd, &byte, 1), 1);
	while (spent < round * 7919 % ROUNDS * STEP)
		spent++;
}

static void kill_while_saving(int round, unsigned long number)
{
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		save_for_ever(ends[1], number);
	}
	assert_true(child > 0);
	close(ends[1]);
	linger(ends[0], round);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	close(ends[0]);
}

/* Each file is whole, and not older than it was in the round before. Returns the newest. */
static unsigned long expect_all_whole(unsigned long seen[XB_COUNT(paths)])
{
	unsigned long newest = 0;

	for (size_t i = 0; i < XB_COUNT(paths); i++) {
		unsigned long number = expect_whole(paths[i]);

		if (number < seen[i])
			fail_msg("%s fell back from %lu to %lu", paths[i], seen[i], number);
		seen[i] = number;
		newest = number > newest ? number : newest;
	}
	return newest;
}

static void whole_at_any_moment(void **state)
{
	unsigned long seen[XB_COUNT(paths)] = {1, 1};
	unsigned long last = 1;
	size_t left;

	(void)state;
	assert_true(save_version(last));
	for (int round = 0; round < ROUNDS; round++) {
		kill_while_saving(round, last + 1);
		last = expect_all_whole(seen);
	}

	/* Otherwise no round hit a save, and the test says nothing. */
	left = folder_count(".", ".xenboot-");
	print_message("%lu versions in %d rounds, %zu files left over\n", last, ROUNDS, left);
	assert_true(left > 0);
	assert_true(save_version(last + 1));
	for (size_t i = 0; i < XB_COUNT(paths); i++)
		check_u64(paths[i], expect_whole(paths[i]), last + 1);
	check_u64("left over", folder_count(".", ".xenboot-"), left);
}

/* In memory where there is such a folder: a kill is no power cut, and syncing takes the time. */
static int enter(void **state)
{
	if (!getenv("TMPDIR") && access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
	return folder_enter(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(whole_at_any_moment, enter, folder_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

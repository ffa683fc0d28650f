/* SPDX-License-Identifier: MIT */
/* A file that several programs change at once. */
#include "unit/base/folder.h"
#include "unit/diags.h"

#include <sys/wait.h>
#include <time.h>

enum { PROGRAMS = 4, ROUNDS = 50, LONG = 60000 };

static bool lock(const char *path, unsigned milliseconds, int *held)
{
	struct xb_diags diags = {0};
	bool good = xb_file_lock(path, milliseconds, held, &diags);

	check_diags(path, &diags, good ? "" : "error file-missing");
	xb_diags_clear(&diags);
	return good;
}

/* Read a number, replace the file by the next: what is lost when two do so at once. */
static void count_one(const char *path)
{
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	char *next;
	int held;

	if (!lock(path, LONG, &held) || xb_file_read(path, 20, &text) != 0)
		_exit(1);
	next = xb_format("%ld", strtol(text.data, NULL, 10) + 1);
	if (!xb_file_write(path, next, strlen(next), 0, &diags))
		_exit(2);
	xb_file_unlock(&held);
	free(next);
	xb_buf_clear(&text);
}

static void no_change_is_lost(void **state)
{
	char *want;

	(void)state;
	folder_write("real", "0");
	assert_int_equal(symlink("real", "link"), 0);
	for (int i = 0; i < PROGRAMS; i++)
		if (fork() == 0) {
			for (int round = 0; round < ROUNDS; round++)
				count_one(i % 2 ? "real" : "link");
			_exit(0);
		}
	for (int i = 0; i < PROGRAMS; i++) {
		int status;

		assert_true(wait(&status) > 0);
		check_int("program", status, 0);
	}
	want = xb_format("%d", PROGRAMS * ROUNDS);
	folder_expect("real", want);
	check_u64("and nothing beside it", folder_count(".", ""), 2);
	free(want);
}

static uint64_t seconds(void)
{
	struct timespec time;

	assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &time), 0);
	return (uint64_t)time.tv_sec;
}

static void waiting_ends(void **state)
{
	uint64_t begin = seconds();
	int first, second;

	(void)state;
	folder_write("file", "x");
	assert_true(lock("file", 0, &first));
	assert_false(lock("file", 50, &second));
	check_int("none", second, -1);
	assert_true(seconds() - begin < 30);
	xb_file_unlock(&first);
	check_int("none", first, -1);
	assert_true(lock("file", 0, &second));
	xb_file_unlock(&second);
	xb_file_unlock(&second);
}

/* The lock of a file that has no name any more keeps no one away from the one that has. */
static void a_file_that_was_replaced(void **state)
{
	int first, second;

	(void)state;
	folder_write("file", "x");
	folder_write("new", "y");
	assert_true(lock("file", 0, &first));
	check_bool("its own", xb_file_is_at(first, "file"), true);
	assert_int_equal(rename("new", "file"), 0);
	check_bool("another", xb_file_is_at(first, "file"), false);
	assert_true(lock("file", 0, &second));
	assert_true(second >= 0);
	xb_file_unlock(&first);
	xb_file_unlock(&second);
}

static void what_has_no_lock(void **state)
{
	static const char *const paths[] = {"none", "none/file", "pipe", "folder", "dangling"};

	(void)state;
	assert_int_equal(mkfifo("pipe", 0666) | mkdir("folder", 0777) | symlink("none", "dangling"),
			 0);
	for (size_t i = 0; i < XB_COUNT(paths); i++) {
		int held;

		check_bool(paths[i], lock(paths[i], LONG, &held), true);
		check_int(paths[i], held, -1);
	}
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(no_change_is_lost),
		in_folder(waiting_ends),
		in_folder(a_file_that_was_replaced),
		in_folder(what_has_no_lock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

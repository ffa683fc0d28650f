/* SPDX-License-Identifier: MIT */
/*
 * Who can read a file while it is saved. The calls by which a set makes one are watched: this program
 * has its own, which the library is linked with.
 */
#define _DEFAULT_SOURCE /* syscall */
#include "unit/base/folder.h"
#include "unit/diags.h"

#include <sys/syscall.h>
#include <sys/wait.h>

/* What was seen since the last forget(). */
static struct {
	mode_t made;    /* of a file that was just made: the bits that fchown found */
	mode_t written; /* all bits that a file had when something was written to it */
	uid_t owner;
	gid_t group;
	size_t writes;
} seen;

static void forget(void)
{
	memset(&seen, 0, sizeof(seen));
}

static struct stat status_of(int fd)
{
	struct stat status = {0};

	assert_int_equal(fstat(fd, &status), 0);
	return status;
}

int fchown(int fd, uid_t owner, gid_t group)
{
	seen.made |= status_of(fd).st_mode & 07777;
	return (int)syscall(SYS_fchown, fd, owner, group);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
	struct stat status = {0};

	if (fd > STDERR_FILENO && fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
		seen.written |= status.st_mode & 07777;
		seen.owner = status.st_uid;
		seen.group = status.st_gid;
		seen.writes++;
	}
	return syscall(SYS_write, fd, bytes, length);
}

static struct stat save(const char *path)
{
	struct xb_diags diags = {0};
	struct stat status = {0};

	forget();
	if (!xb_file_write(path, "secret", 6, 0, &diags))
		fail_msg("%s", diags_message(&diags));
	assert_int_equal(stat(path, &status), 0);
	return status;
}

static void no_one_else_reads_it_while_it_is_saved(void **state)
{
	static const mode_t modes[] = {0600, 0400, 0640, 0644, 0606};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(modes); i++) {
		char *label = xb_format("%o", (unsigned)modes[i]);

		folder_write("p", "old");
		assert_int_equal(chmod("p", modes[i]), 0);
		check_int(label, save("p").st_mode & 07777, modes[i]);
		check_u64("watched", seen.writes, 1);
		check_int(label, seen.made & (mode_t)~0600, 0);
		check_int(label, seen.written, modes[i]);
		free(label);
		assert_int_equal(unlink("p"), 0);
	}
}

static void a_new_file_obeys_the_umask(void **state)
{
	mode_t before = umask(077);

	(void)state;
	check_int("after", save("new").st_mode & 07777, 0600);
	check_u64("watched", seen.writes, 1);
	check_int("from its first byte", seen.written, 0600);
	umask(before);
}

/* It takes root to make a file of someone else. */
static void its_owner_keeps_it(void **state)
{
	struct stat status;

	(void)state;
	if (geteuid() != 0)
		skip();
	folder_write("p", "old");
	assert_int_equal(chown("p", 65534, 65533) | chmod("p", 0640), 0);
	status = save("p");
	check_int("owner", status.st_uid, 65534);
	check_int("group", status.st_gid, 65533);
	check_int("owner of the first byte", seen.owner, 65534);
	check_int("group of the first byte", seen.group, 65533);
	check_int("mode", seen.written, 0640);
}

/* What the group of a file could read is not for another one, as when a member has left it. */
static void a_group_that_cannot_be_kept(void **state)
{
	int result;
	pid_t child;

	if (geteuid() != 0)
		skip();
	folder_write("p", "old");
	assert_int_equal(chown("p", 65534, 0) | chmod("p", 0640) | chown(*state, 65534, 65534), 0);
	child = fork();
	if (child == 0) {
		if (setgid(65534) != 0 || setuid(65534) != 0)
			_exit(9);
		_exit((save("p").st_mode & 07777) == 0600 && seen.written == 0600 ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &result, 0), child);
	check_int("child", result, 0);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(no_one_else_reads_it_while_it_is_saved),
		in_folder(a_new_file_obeys_the_umask),
		in_folder(its_owner_keeps_it),
		in_folder(a_group_that_cannot_be_kept),
	};

	umask(022);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

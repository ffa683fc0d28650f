/* SPDX-License-Identifier: MIT */
#include "unit/base/folder.h"
#include "unit/diags.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>

enum { MOST = 4 };

struct entry {
	const char *path;
	const char *text;
};

/* Commit ENTRIES (up to a NULL path); WANT is the errno, 0 for success, FAILED the path named. */
static void commit(const struct entry entries[MOST], int want, const char *failed)
{
	struct xb_file_set *set = xb_file_set_new();
	char *message = xb_format("cannot write %s: %s", failed ? failed : "", strerror(want));
	struct xb_diags diags = {0};

	for (size_t i = 0; i < MOST && entries[i].path; i++)
		xb_file_set_add(set, entries[i].path, entries[i].text, strlen(entries[i].text));
	check_bool("commit", xb_file_set_commit(set, &diags), want == 0);
	check_text("message", diags_message(&diags), want ? message : "");
	xb_diags_clear(&diags);
	free(message);
	xb_file_set_free(set);
}

static mode_t mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(lstat(path, &status), 0);
	return status.st_mode;
}

static void reads_up_to_the_limit(void **state)
{
	struct xb_buf buf = {0};

	(void)state;
	folder_write("five", "12345");
	folder_write("empty", "");
	xb_buf_puts(&buf, "x");
	check_int("exact", xb_file_read("five", 5, &buf), 0);
	check_text("behind what was there", buf.data, "x12345");
	check_int("one less", xb_file_read("five", 4, &buf), XB_FILE_TOO_BIG);
	check_text("untouched", buf.data, "x12345");
	check_int("empty", xb_file_read("empty", 0, &buf), 0);
	check_int("missing", xb_file_read("missing", 9, &buf), ENOENT);
	check_int("folder", xb_file_read(".", 9, &buf), EISDIR);
	check_int("below a file", xb_file_read("five/x", 9, &buf), ENOTDIR);
	check_text("still untouched", buf.data, "x12345");
	xb_buf_clear(&buf);
	check_int("without a buffer", xb_file_read("five", 4, &buf), XB_FILE_TOO_BIG);
	assert_null(buf.data);
}

/* More than a pipe holds, so that it takes several reads. */
enum { PIPED = 200000 };

static bool read_pipe(size_t limit, struct xb_buf *buf, struct xb_diags *diags)
{
	static const char bytes[PIPED];
	int ends[2];
	pid_t child;
	char *path;
	bool good;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		for (size_t at = 0; at < PIPED;) {
			ssize_t put = write(ends[1], bytes + at, PIPED - at);

			if (put < 0)
				_exit(1);
			at += (size_t)put;
		}
		_exit(0);
	}
	close(ends[1]);
	path = xb_format("/dev/fd/%d", ends[0]);
	check_int("by its path", xb_file_read(path, limit, buf), XB_FILE_FIFO);
	/* As whoever shares it with us may have left it. */
	assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
	good = xb_file_load(path, limit, (struct xb_pos){"p.yaml", 7, 3}, buf, diags);
	free(path);
	close(ends[0]);
	assert_int_equal(waitpid(child, NULL, 0), child);
	return good;
}

static void reads_a_pipe_that_was_handed_over(void **state)
{
	struct xb_diags diags = {0};
	struct xb_buf buf = {0};

	(void)state;
	xb_buf_puts(&buf, "x");
	check_bool("one less", read_pipe(PIPED - 1, &buf, &diags), false);
	check_diags("one less", &diags, "error file-type");
	check_contains("one less", diags.items[0].message, ": larger than 195.3 KiB");
	check_text("where it is named", diags.items[0].file, "p.yaml");
	check_u64("half a pipe is none", buf.length, 1);
	check_text("untouched", buf.data, "x");
	check_bool("exact", read_pipe(PIPED, &buf, &diags), true);
	check_u64("whole", buf.length, PIPED + 1);
	xb_diags_clear(&diags);
	xb_buf_clear(&buf);
}

/* Run with standard input from the file "in", or a folder. */
static void reads_standard_input(void **state)
{
	int before = dup(STDIN_FILENO);
	struct xb_diags diags = {0};
	struct xb_buf buf = {0};

	(void)state;
	assert_true(before >= 0);
	folder_write("in", "abc");
	folder_write("-", "a file by that name");
	assert_non_null(freopen("in", "r", stdin));
	check_bool("-", xb_file_load("-", 3, (struct xb_pos){0}, &buf, &diags), true);
	check_text("-", buf.data, "abc");
	xb_buf_clear(&buf);
	check_int("as a path", xb_file_read("-", 100, &buf), 0);
	check_text("as a path", buf.data, "a file by that name");
	check_bool("decimal", xb_file_load("/dev/fd/0x0", 3, (struct xb_pos){0}, &buf, &diags), false);
	check_diags("decimal", &diags, "error file-missing");
	xb_diags_clear(&diags);
	assert_int_equal(dup2(open(".", O_RDONLY), STDIN_FILENO), STDIN_FILENO);
	check_bool("folder", xb_file_load("-", 3, (struct xb_pos){0}, &buf, &diags), false);
	check_text("folder", diags.items[0].message, "cannot read <stdin>: it is a folder");
	assert_int_equal(dup2(before, STDIN_FILENO), STDIN_FILENO);
	close(before);
	xb_diags_clear(&diags);
	xb_buf_clear(&buf);
}

static void only_regular_files_are_read(void **state)
{
	static const struct {
		const char *path;
		int error;
		const char *text;
	} rows[] = {
		{"fifo", XB_FILE_FIFO, "it is a FIFO"},
		{"link", XB_FILE_FIFO, "it is a FIFO"},
		{"/dev/null", XB_FILE_DEVICE, "it is a device"},
		{"/dev/zero", XB_FILE_DEVICE, "it is a device"},
		{".", EISDIR, "it is a folder"},
		{"socket", XB_FILE_SOCKET, "it is a socket"},
		{"none", ENOENT, "No such file or directory"},
	};
	struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	struct xb_buf buf = {0};
	uint64_t size;
	int fd;

	(void)state;
	assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(mkfifo("fifo", 0666), 0);
	assert_int_equal(symlink("fifo", "link"), 0);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		check_int(rows[i].path, xb_file_read(rows[i].path, 100, &buf), rows[i].error);
		check_int(rows[i].path, xb_file_open(rows[i].path, &fd, &size), rows[i].error);
		check_text(rows[i].path, xb_file_error(rows[i].error), rows[i].text);
	}
	assert_null(buf.data);
	close(listener);
}

/* The kernel's files stand for one that has grown or shrunk since it was looked at: it says that those
 * below /proc have no bytes, and those below /sys a page. */
static void reads_to_the_end_whatever_the_size_was(void **state)
{
	static const char *const paths[] = {"/proc/self/smaps",
					    "/sys/kernel/mm/transparent_hugepage/enabled"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(paths); i++) {
		struct xb_buf buf = {0};
		struct stat status;

		if (stat(paths[i], &status) != 0)
			continue;
		check_int(paths[i], xb_file_read(paths[i], 1 << 24, &buf), 0);
		assert_true(buf.length > 0 && buf.length != (uint64_t)status.st_size);
		check_u64(paths[i], strlen(buf.data), buf.length);
		check_int("more than the limit", xb_file_read(paths[i], 2, &buf), XB_FILE_TOO_BIG);
		check_u64("untouched", strlen(buf.data), buf.length);
		xb_buf_clear(&buf);
		check_int("without a buffer", xb_file_read(paths[i], 2, &buf), XB_FILE_TOO_BIG);
		assert_null(buf.data);
	}
}

static void writes_what_it_was_given(void **state)
{
	static const char bytes[] = "a\0\xff\n";
	struct xb_file_set *set = xb_file_set_new();
	struct xb_buf buf = {0};
	struct xb_diags diags = {0};
	char text[] = "first";

	(void)state;
	xb_file_set_add(set, "bytes", bytes, sizeof(bytes));
	xb_file_set_add(set, "empty", NULL, 0);
	xb_file_set_add(set, "copied", text, strlen(text));
	text[0] = 'X';
	assert_true(xb_file_set_commit(set, &diags));
	xb_file_set_free(set);
	xb_file_set_free(NULL);
	check_int("read", xb_file_read("bytes", 100, &buf), 0);
	check_u64("length", buf.length, sizeof(bytes));
	check_int("bytes", memcmp(buf.data, bytes, sizeof(bytes)), 0);
	xb_buf_clear(&buf);
	folder_expect("empty", "");
	folder_expect("copied", "first");
	check_u64("names", folder_count(".", ""), 3);
}

static void an_empty_set_makes_nothing(void **state)
{
	(void)state;
	folder_write("old", "before");
	commit((const struct entry[MOST]){{NULL, NULL}}, 0, NULL);
	folder_expect("old", "before");
	check_u64("names", folder_count(".", ""), 1);
}

static void modes(void **state)
{
	mode_t before = umask(027);

	(void)state;
	commit((const struct entry[MOST]){{"new", "1"}}, 0, NULL);
	check_int("a new file obeys the umask", mode_of("new") & 07777, 0640);
	assert_int_equal(chmod("new", 0604), 0);
	commit((const struct entry[MOST]){{"new", "2"}}, 0, NULL);
	check_int("an old one keeps its mode", mode_of("new") & 07777, 0604);
	folder_expect("new", "2");
	umask(before);
}

static void a_folder_in_the_way_restores_all(void **state)
{
	(void)state;
	folder_write("old", "before");
	assert_int_equal(chmod("old", 0751), 0);
	assert_int_equal(mkdir("folder", 0777), 0);
	commit(
	    (const struct entry[MOST]){
		{"old", "after"}, {"new", "after"}, {"folder", "after"}, {"late", "after"}},
	    EISDIR, "folder");
	folder_expect("old", "before");
	check_int("mode", mode_of("old") & 07777, 0751);
	folder_expect("new", NULL);
	folder_expect("late", NULL);
	check_u64("names", folder_count(".", ""), 2);

	/* The nearest set that is good: without the folder in the way. */
	assert_int_equal(rmdir("folder"), 0);
	commit(
	    (const struct entry[MOST]){
		{"old", "after"}, {"new", "after"}, {"folder", "after"}, {"late", "after"}},
	    0, NULL);
	folder_expect("old", "after");
	folder_expect("new", "after");
	check_u64("names", folder_count(".", ""), 4);
}

static void no_folder_is_made(void **state)
{
	(void)state;
	folder_write("old", "before");
	commit((const struct entry[MOST]){{"old", "after"}, {"missing/file", "after"}}, ENOENT,
	       "missing/file");
	folder_expect("old", "before");
	check_u64("names", folder_count(".", ""), 1);

	assert_int_equal(mkdir("missing", 0777), 0);
	commit((const struct entry[MOST]){{"old", "after"}, {"missing/file", "after"}}, 0, NULL);
	folder_expect("old", "after");
	folder_expect("missing/file", "after");
}

static bool commit_with_folders(const char *const *paths, size_t count, const char *message)
{
	struct xb_file_set *set = xb_file_set_new();
	struct xb_diags diags = {0};
	bool good;

	xb_file_set_make_folders(set, 0750);
	for (size_t i = 0; i < count; i++)
		xb_file_set_add(set, paths[i], "x", 1);
	good = xb_file_set_commit(set, &diags);
	check_text(paths[0], diags_message(&diags), message);
	xb_diags_clear(&diags);
	xb_file_set_free(set);
	return good;
}

/* All that are missing, of the mode that is asked for; and none of them where a file cannot be. */
static void folders_are_made_and_taken_back(void **state)
{
	static const char *const paths[] = {"a/b/c/1", "a/b/c/2", "a//d/./3", "a/../e/4"};
	static const char *const bad[] = {"n/m/1", "n/m/o/2", "old/new/3", "e/4/5"};
	static const char *const blocked[] = {"q/1", "e"};

	(void)state;
	assert_int_equal(mkdir("old", 0700), 0);
	check_bool("good", commit_with_folders(paths, XB_COUNT(paths), ""), true);
	folder_expect("a/b/c/2", "x");
	folder_expect("a/d/3", "x");
	folder_expect("e/4", "x");
	check_int("mode", mode_of("a/b/c") & 07777, 0750);
	check_int("one that was there", mode_of("old") & 07777, 0700);
	check_bool("bad",
		   commit_with_folders(bad, XB_COUNT(bad),
				       "cannot make the folder e/4: Not a directory"),
		   false);
	check_bool("blocked",
		   commit_with_folders(blocked, XB_COUNT(blocked), "cannot write e: Is a directory"),
		   false);
	check_u64("as it was", folder_count(".", ""), 3);
	check_u64("as it was", folder_count("old", ""), 0);
}

static void names_that_cannot_be(void **state)
{
	(void)state;
	folder_write("file", "before");
	commit((const struct entry[MOST]){{"file", "after"}, {"", "after"}}, ENOENT, "");
	commit((const struct entry[MOST]){{"file", "after"}, {"file/x", "after"}}, ENOTDIR,
	       "file/x");
	commit((const struct entry[MOST]){{"file", "after"}, {"none/", "after"}}, ENOENT, "none/");
	folder_expect("file", "before");
	check_u64("names", folder_count(".", ""), 1);
}

static void a_set_can_be_tried_again(void **state)
{
	struct xb_file_set *set = xb_file_set_new();
	struct xb_diags diags = {0};

	(void)state;
	xb_file_set_add(set, "later/b", "2", 1);
	xb_file_set_add(set, "a", "1", 1);
	assert_false(xb_file_set_commit(set, &diags));
	check_contains("failed", diags_message(&diags), "later/b");
	folder_expect("a", NULL);
	assert_int_equal(mkdir("later", 0777), 0);
	assert_true(xb_file_set_commit(set, &diags));
	/* What an earlier round installed is no concern of a later one that fails. */
	assert_int_equal(remove("later/b"), 0);
	assert_int_equal(rmdir("later"), 0);
	assert_false(xb_file_set_commit(set, &diags));
	folder_expect("a", "1");
	xb_diags_clear(&diags);
	xb_file_set_free(set);
	check_u64("names", folder_count(".", ""), 1);
}

static void the_same_place_twice(void **state)
{
	(void)state;
	assert_int_equal(mkdir("folder", 0777), 0);
	folder_write("old", "before");
	commit(
	    (const struct entry[MOST]){{"old", "1"}, {"./old", "2"}, {"new", "3"}, {"folder", "4"}},
	    EISDIR, "folder");
	folder_expect("old", "before");
	check_u64("names", folder_count(".", ""), 2);
	commit((const struct entry[MOST]){{"old", "1"}, {"./old", "2"}}, 0, NULL);
	folder_expect("old", "2");
	check_u64("names", folder_count(".", ""), 2);
}

static void links_are_followed_and_stay(void **state)
{
	static const struct {
		const char *path, *place;
	} cases[] = {
	    {"link", "real"},
	    {"chain", "real"},
	    {"sub/up", "real"},
	    {"absolute", "real"},
	    {"dangling", "sub/not-yet"},
	    {"deep", "sub/inner"},
	    {"via-folder/inner", "sub/inner"},
	    {"sub/absolute", "real"},
	};
	char *absolute = xb_format("%s/real", (const char *)*state);

	assert_int_equal(mkdir("sub", 0777), 0);
	folder_write("real", "before");
	folder_write("sub/inner", "before");
	assert_int_equal(symlink("real", "link"), 0);
	assert_int_equal(symlink("./link", "chain"), 0);
	assert_int_equal(symlink("../real", "sub/up"), 0);
	assert_int_equal(symlink(absolute, "absolute"), 0);
	assert_int_equal(symlink(absolute, "sub/absolute"), 0);
	assert_int_equal(symlink("sub/not-yet", "dangling"), 0);
	assert_int_equal(symlink("via-folder/inner", "deep"), 0);
	assert_int_equal(symlink("sub", "via-folder"), 0);
	free(absolute);
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		commit((const struct entry[MOST]){{cases[i].path, cases[i].path}}, 0, NULL);
		folder_expect(cases[i].place, cases[i].path);
		check_bool("a file", S_ISREG(mode_of(cases[i].place)), true);
	}
	check_bool("link", S_ISLNK(mode_of("link")), true);
	check_bool("chain", S_ISLNK(mode_of("chain")), true);
	check_bool("dangling", S_ISLNK(mode_of("dangling")), true);
	check_u64("names", folder_count(".", "."), 0);
	check_u64("names in sub", folder_count("sub", ""), 4);
}

static void links_are_restored(void **state)
{
	(void)state;
	assert_int_equal(mkdir("folder", 0777), 0);
	folder_write("real", "before");
	assert_int_equal(symlink("real", "link"), 0);
	assert_int_equal(symlink("gone", "dangling"), 0);
	commit((const struct entry[MOST]){{"link", "after"},
					  {"dangling", "after"},
					  {"folder", "after"}},
	       EISDIR, "folder");
	folder_expect("real", "before");
	check_bool("link", S_ISLNK(mode_of("link")), true);
	check_bool("dangling", S_ISLNK(mode_of("dangling")), true);
	folder_expect("gone", NULL);
	check_u64("names", folder_count(".", ""), 4);
}

static void a_circle_of_links_is_refused(void **state)
{
	(void)state;
	assert_int_equal(symlink("b", "a"), 0);
	assert_int_equal(symlink("a", "b"), 0);
	commit((const struct entry[MOST]){{"new", "1"}, {"a", "1"}}, ELOOP, "a");
	folder_expect("new", NULL);
}

static void a_name_as_long_as_allowed(void **state)
{
	char name[257];

	(void)state;
	memset(name, 'n', sizeof(name));
	name[255] = '\0';
	commit((const struct entry[MOST]){{name, "1"}}, 0, NULL);
	commit((const struct entry[MOST]){{name, "2"}}, 0, NULL);
	folder_expect(name, "2");
	name[255] = 'n';
	name[256] = '\0';
	commit((const struct entry[MOST]){{name, "1"}}, ENAMETOOLONG, name);
	check_u64("names", folder_count(".", ""), 1);
}

/* Tests may run as root: a device of the machine itself must not be at stake. */
static void a_pipe_is_written_to_and_stays(void **state)
{
	char got[8] = "";
	int fd;

	(void)state;
	assert_int_equal(mkfifo("pipe", 0666), 0);
	assert_int_equal(symlink("pipe", "link"), 0);
	fd = open("pipe", O_RDONLY | O_NONBLOCK);
	assert_true(fd >= 0);
	commit((const struct entry[MOST]){{"pipe", "abc"}, {"file", "1"}, {"link", "def"}}, 0,
	       NULL);
	assert_int_equal(read(fd, got, sizeof(got) - 1), 6);
	check_text("piped", got, "abcdef");
	close(fd);
	check_bool("pipe", S_ISFIFO(mode_of("pipe")), true);
	check_u64("names", folder_count(".", ""), 3);
}

static void a_pipe_that_nobody_reads_is_not_waited_for_long(void **state)
{
	struct xb_file_set *set = xb_file_set_new();
	struct xb_diags diags = {0};

	(void)state;
	assert_int_equal(mkfifo("pipe", 0666), 0);
	folder_write("old", "before");
	xb_file_set_add(set, "old", "after", 5);
	xb_file_set_add(set, "pipe", "abc", 3);
	alarm(20);
	check_bool("commit", xb_file_set_commit(set, &diags), false);
	alarm(0);
	check_text("message", diags_message(&diags),
		   "cannot write pipe: it is a FIFO, and in 3 seconds nothing opened it for reading");
	folder_expect("old", "before");
	check_bool("pipe", S_ISFIFO(mode_of("pipe")), true);
	check_u64("names", folder_count(".", ""), 2);
	xb_diags_clear(&diags);
	xb_file_set_free(set);
}

/* A reader that comes later than the writer gets all, more than a pipe holds. */
static void a_pipe_whose_reader_comes_late(void **state)
{
	enum { LENGTH = 1 << 20 };
	char *data = xb_alloc(LENGTH);
	struct xb_diags diags = {0};
	int status;
	pid_t child;

	(void)state;
	assert_int_equal(mkfifo("pipe", 0666), 0);
	child = fork();
	if (child == 0) {
		struct timespec late = {.tv_nsec = 200000000};
		size_t left = LENGTH;
		ssize_t got;
		int fd;

		nanosleep(&late, NULL);
		fd = open("pipe", O_RDONLY);
		while ((got = read(fd, data, LENGTH)) > 0)
			left -= (size_t)got;
		_exit(left ? 1 : 0);
	}
	check_bool("write", xb_file_write("pipe", data, LENGTH, 0, &diags), true);
	assert_int_equal(waitpid(child, &status, 0), child);
	check_int("child", status, 0);
	free(data);
}

static void what_cannot_be_written_to_restores_all(void **state)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)state;
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
	close(fd);
	folder_write("old", "before");
	commit((const struct entry[MOST]){{"old", "after"}, {"socket", "1"}, {"new", "after"}},
	       ENXIO, "socket");
	folder_expect("old", "before");
	folder_expect("new", NULL);
	check_bool("socket", S_ISSOCK(mode_of("socket")), true);
	check_u64("names", folder_count(".", ""), 2);
}

static void a_write_cut_short_changes_nothing(void **state)
{
	void (*old_handler)(int) = signal(SIGXFSZ, SIG_IGN);
	struct rlimit before, limit;

	(void)state;
	folder_write("old", "before");
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = (struct rlimit){.rlim_cur = 6, .rlim_max = before.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	commit((const struct entry[MOST]){{"old", "6 fit."}, {"new", "7 don't"}}, EFBIG, "new");
	folder_expect("old", "before");
	commit((const struct entry[MOST]){{"old", "6 fit."}, {"new", "6 fit."}}, 0, NULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, old_handler);
	folder_expect("old", "6 fit.");
	check_u64("names", folder_count(".", ""), 2);
}

static void what_a_crash_left_is_no_obstacle(void **state)
{
	const int left = 4;

	(void)state;
	folder_write("old", "before");
	for (int i = 0; i < left; i++) {
		char *name = xb_format(".xenboot-%ld-%d~", (long)getpid(), i);

		folder_write(name, "left");
		free(name);
	}
	commit((const struct entry[MOST]){{"old", "after"}, {"new", "after"}}, 0, NULL);
	folder_expect("old", "after");
	folder_expect("new", "after");
	check_u64("left alone", folder_count(".", ".xenboot-"), (size_t)left);
}

static void one_file_under_two_names(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
		{"file", "file", true},	 {"file", "./file", true},    {"file", "link", true},
		{"link", "hard", true},	 {"file", "copy", false},     {"file", "none", false},
		{"none", "none", false}, {"dangling", "file", false}, {"file", NULL, false},
		{NULL, NULL, false},
	};

	(void)state;
	folder_write("file", "x");
	folder_write("copy", "x");
	assert_int_equal(symlink("file", "link") | link("file", "hard") | symlink("none", "dangling"),
			 0);
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_bool(rows[i].b ? rows[i].b : "NULL", xb_file_is_same(rows[i].a, rows[i].b),
			   rows[i].same);
}

static void other_names_of_a_file_keep_the_old(void **state)
{
	(void)state;
	folder_write("file", "before");
	assert_int_equal(link("file", "second"), 0);
	commit((const struct entry[MOST]){{"file", "after"}}, 0, NULL);
	folder_expect("file", "after");
	folder_expect("second", "before");
}

/*
 * Where a hard link is not allowed, the backup is a copy. Linux refuses one (with
 * fs.protected_hardlinks) to those who may not write the file; it takes root to set that up, and
 * where it is allowed after all, the same must hold.
 */
static void a_file_of_another_owner(void **state)
{
	int status;
	pid_t child;

	if (geteuid() != 0)
		return;
	folder_write("roots", "before");
	assert_int_equal(mkdir("folder", 0777), 0);
	assert_int_equal(chown(*state, 65534, 65534), 0);
	child = fork();
	if (child == 0) {
		struct xb_file_set *set = xb_file_set_new();
		struct xb_diags diags = {0};
		bool good;

		if (setuid(65534) != 0)
			_exit(9);
		xb_file_set_add(set, "roots", "after", 5);
		xb_file_set_add(set, "folder", "after", 5);
		good = !xb_file_set_commit(set, &diags) &&
		       strstr(diags_message(&diags), strerror(EISDIR));
		xb_diags_clear(&diags);
		xb_file_set_free(set);
		_exit(good ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	check_int("child", status, 0);
	folder_expect("roots", "before");
	check_int("mode", mode_of("roots") & 0777, 0644);
	check_u64("names", folder_count(".", ""), 2);
}

/* Root can write everywhere. */
static void a_folder_that_is_read_only(void **state)
{
	int status;
	pid_t child;

	(void)state;
	if (geteuid() != 0)
		return;
	assert_int_equal(mkdir("closed", 0755), 0);
	folder_write("closed/file", "before");
	assert_int_equal(chown("closed/file", 65534, 65534) | chmod(*state, 0755), 0);
	child = fork();
	if (child == 0) {
		struct xb_diags diags = {0};
		bool good;

		if (setuid(65534) != 0)
			_exit(9);
		good = !xb_file_write("closed/file", "after", 5, 0, &diags) &&
		       strcmp(diags_message(&diags), "cannot write closed/file: Permission denied") == 0 &&
		       strstr(diags_hint(&diags), "nothing can be made in closed/");
		xb_diags_clear(&diags);
		_exit(good ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	check_int("child", status, 0);
	folder_expect("closed/file", "before");
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    in_folder(reads_up_to_the_limit),
	    in_folder(reads_a_pipe_that_was_handed_over),
	    in_folder(reads_standard_input),
	    in_folder(only_regular_files_are_read),
	    in_folder(reads_to_the_end_whatever_the_size_was),
	    in_folder(writes_what_it_was_given),
	    in_folder(an_empty_set_makes_nothing),
	    in_folder(modes),
	    in_folder(a_folder_in_the_way_restores_all),
	    in_folder(no_folder_is_made),
	    in_folder(folders_are_made_and_taken_back),
	    in_folder(names_that_cannot_be),
	    in_folder(a_set_can_be_tried_again),
	    in_folder(the_same_place_twice),
	    in_folder(links_are_followed_and_stay),
	    in_folder(links_are_restored),
	    in_folder(a_circle_of_links_is_refused),
	    in_folder(a_name_as_long_as_allowed),
	    in_folder(a_pipe_is_written_to_and_stays),
	    in_folder(a_pipe_that_nobody_reads_is_not_waited_for_long),
	    in_folder(a_pipe_whose_reader_comes_late),
	    in_folder(what_cannot_be_written_to_restores_all),
	    in_folder(a_write_cut_short_changes_nothing),
	    in_folder(what_a_crash_left_is_no_obstacle),
	    in_folder(one_file_under_two_names),
	    in_folder(other_names_of_a_file_keep_the_old),
	    in_folder(a_file_of_another_owner),
	    in_folder(a_folder_that_is_read_only),
	};

	umask(022);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

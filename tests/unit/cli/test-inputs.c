/* SPDX-License-Identifier: MIT */
/*
 * Every file that a command reads, when something else stands there: a FIFO that nobody writes to,
 * a device, a socket, a folder. The program ends, in time, with the right status, and says what it is.
 */
#include "unit/base/folder.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

enum { SECONDS = 20 };

/* ---- What may stand there ----------------------------------------------------------------------- */

static void make_fifo(const char *path)
{
	assert_int_equal(mkfifo(path, 0666), 0);
}

static void make_null(const char *path)
{
	assert_int_equal(symlink("/dev/null", path), 0);
}

static void make_zero(const char *path)
{
	assert_int_equal(symlink("/dev/zero", path), 0);
}

static void make_folder(const char *path)
{
	assert_int_equal(mkdir(path, 0777), 0);
}

static void make_socket(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_true(fd >= 0 && strlen(path) < sizeof(address.sun_path));
	strcpy(address.sun_path, path);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	close(fd);
}

static const struct kind {
	void (*make)(const char *path);
	const char *text;
} kinds[] = {
	{make_fifo, "it is a FIFO"},	 {make_null, "it is a device"},
	{make_zero, "it is a device"},	 {make_socket, "it is a socket"},
	{make_folder, "it is a folder"},
};

/* ---- Who reads it ------------------------------------------------------------------------------- */

static const struct reader {
	const char *path; /* where it stands */
	const char *command;
	int status;
	bool silent; /* a file that is only looked for: as if it were not there */
} readers[] = {
	/* profiles */
	{"in.yaml", "check in.yaml", 3, false},
	{"in.yaml", "check -f json in.yaml", 3, false},
	{"in.yaml", "build in.yaml", 3, false},
	{"in.yaml", "plan in.yaml", 3, false},
	{"in.yaml", "export in.yaml", 3, false},
	{"in.yaml", "set in.yaml name=x", 3, false},
	{"in.yaml", "get in.yaml name", 3, false},
	{"in.yaml", "unset in.yaml name", 3, false},
	{"in.yaml", "diff in.yaml base.yaml", 2, false},
	{"in.yaml", "diff base.yaml in.yaml", 2, false},
	{"in.yaml", "profile save mine in.yaml", 3, false},
	{"in.yaml", "diagnose log in.yaml", 3, false},
	{"in.yaml", "check extends.yaml", 3, false},
	{"home/.config/xenboot/profiles/in.yaml", "check in", 3, false},
	{"home/.config/xenboot/profiles/in.yaml", "profile show in", 3, false},
	{"home/.config/xenboot/profiles/in.yaml", "profile copy in out", 3, false},
	/* boot files */
	{"xen", "check base.yaml", 1, false},
	{"Image", "check base.yaml", 1, false},
	{"rootfs.cpio", "check base.yaml", 1, false},
	{"rootfs.cpio", "build base.yaml", 1, false},
	{"board.dtb", "check base.yaml", 1, false},
	{"o.dtbo", "check overlay.yaml", 1, false},
	{"config", "check config.yaml", 1, false},
	{"xen.config", "check base.yaml", 1, true},
	{"in.dtb", "check --dtb in.dtb base.yaml", 3, false},
	{"in.dtb", "boards --from-dtb in.dtb", 3, false},
	{"boot/Image", "profile new mine --files boot", 1, true},
	/* the data folders, a log */
	{"data/options/in.yaml", "--data data options", 3, false},
	{"data/boards/in.yaml", "--data data boards in", 2, false},
	{"data/boards/in.yaml", "--data data check board.yaml", 1, false},
	{"data/symptoms/in.yaml", "--data data diagnose log", 3, false},
	{"home/.config/xenboot/options/in.yaml", "options", 3, false},
	{"in.log", "diagnose in.log", 3, false},
};

static void make_scene(void)
{
	static const char *const folders[] = {
		"home", "home/.config", "home/.config/xenboot", "home/.config/xenboot/profiles",
		"home/.config/xenboot/options", "data", "data/options", "data/boards",
		"data/symptoms", "boot"};
	static const char base[] = "format: 1\nboard: {memory: [{start: 0, size: 1G}], cpus: 1}\n"
				   "xen: {file: xen%s}\ndevice-tree: {file: board.dtb%s}\n"
				   "dom0: {kernel: {file: Image}, ramdisk: {file: rootfs.cpio}}\n";
	char text[1024];

	for (size_t i = 0; i < XB_COUNT(folders); i++)
		assert_int_equal(mkdir(folders[i], 0777), 0);
	snprintf(text, sizeof(text), base, "", "");
	folder_write("base.yaml", text);
	snprintf(text, sizeof(text), base, ", config: config", "");
	folder_write("config.yaml", text);
	snprintf(text, sizeof(text), base, "", ", overlays: [{file: o.dtbo}]");
	folder_write("overlay.yaml", text);
	folder_write("extends.yaml", "format: 1\nextends: ./in.yaml\n");
	folder_write("board.yaml", "format: 1\nboard: in\nxen: {file: xen}\n"
				   "device-tree: {file: board.dtb}\ndom0: {kernel: {file: Image}}\n");
	folder_write("log", "U-Boot 2023.01\n");
}

/* Status of the command, whose output and messages are in the file `said`. -1: it did not end. */
static int run(const char *command)
{
	char *line = xb_format("exec \"$XENBOOT\" %s >said 2>&1 </dev/null", command);
	pid_t child = fork();
	int status;

	if (child == 0) {
		setenv("HOME", "home", 1);
		unsetenv("XDG_CONFIG_HOME");
		alarm(SECONDS);
		execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	free(line);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void check_reader(const struct reader *reader, const struct kind *kind)
{
	char *label = xb_format("%s: %s", reader->command, kind->text);
	struct xb_buf said = {0};

	check_int(label, run(reader->command), reader->status);
	assert_int_equal(xb_file_read("said", 1 << 20, &said), 0);
	xb_buf_puts(&said, "");
	if (reader->silent)
		check_text(label, strstr(said.data, kind->text), NULL);
	else
		check_contains(label, said.data, kind->text);
	xb_buf_clear(&said);
	free(label);
}

static void all_commands_refuse_what_is_no_file(void **state)
{
	(void)state;
	if (!getenv("XENBOOT"))
		skip();
	make_scene();
	for (size_t i = 0; i < XB_COUNT(readers); i++)
		for (size_t k = 0; k < XB_COUNT(kinds); k++) {
			kinds[k].make(readers[i].path);
			check_reader(&readers[i], &kinds[k]);
			assert_int_equal(remove(readers[i].path), 0);
		}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_commands_refuse_what_is_no_file, folder_enter,
						folder_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

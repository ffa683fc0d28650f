/* SPDX-License-Identifier: MIT */
/*
 * Whatever bytes stand in profiles, catalogs, boards, logs and file names: JSON is printable ASCII, so
 * that no terminal can act on it and no reader stumbles, and it can be read again.
 */
#include "unit/base/folder.h"

#include <jansson.h>
#include <sys/wait.h>

/* In YAML's own escapes: all of C0, DEL and C1, what turns the order of text, and beyond 16 bits. Without
 * LINES no line is broken in it. */
static void put_hostile(bool lines, struct xb_buf *out)
{
	static const unsigned more[] = {0x61c,	0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
					0x202e, 0x2066, 0x2069, 0xfeff, 0xe9,	0x20ac};

	for (unsigned point = 1; point < 0xa0; point++)
		if ((point < 0x20 || point >= 0x7f) && (lines || (point != '\n' && point != '\r')))
			xb_buf_printf(out, "\\x%02x", point);
	for (size_t i = 0; i < XB_COUNT(more); i++)
		xb_buf_printf(out, "\\u%04x", more[i]);
	xb_buf_puts(out, "\\U0001f600");
}

static void write_hostile(const char *path, const char *format)
{
	struct xb_buf lines = {0}, line = {0}, text = {0};

	put_hostile(true, &lines);
	put_hostile(false, &line);
	for (const char *at = format; *at; at++)
		if (*at == '@')
			xb_buf_puts(&text, lines.data);
		else if (*at == '%')
			xb_buf_puts(&text, line.data);
		else
			xb_buf_putc(&text, *at);
	folder_write(path, text.data);
	xb_buf_clear(&lines);
	xb_buf_clear(&line);
	xb_buf_clear(&text);
}

/* Every byte but NUL and '/' in one name, and every byte in a log. */
static void write_bytes(void)
{
	static const char head[] = "U-Boot 2023.01\nStarting kernel ...\n(XEN) Panic on CPU 0:\n";
	struct xb_buf name = {0}, log = {0};

	xb_buf_puts(&name, "name");
	xb_buf_puts(&log, head);
	for (int byte = 1; byte < 256; byte++) {
		if (byte != '/' && (byte < 'A' || byte >= 0x7f))
			xb_buf_putc(&name, (char)byte);
		xb_buf_printf(&log, "(XEN) Unknown option '%c'\n(XEN) Panic on CPU %c:\n", byte,
			      byte);
	}
	xb_buf_puts(&name, ".yaml");
	folder_write(name.data, "format: 1\nxen: {file: x}\n");
	assert_int_equal(setenv("NAME", name.data, 1), 0);
	folder_write("log", log.data);
	xb_buf_clear(&name);
	xb_buf_clear(&log);
}

static const char *const commands[] = {
	"check -f json p.yaml",
	"check -f sarif p.yaml",
	"check -f json good.yaml",
	"check -f json \"./$NAME\"",
	"check -f sarif \"./$NAME\"",
	"plan -f json p.yaml",
	"plan -f json good.yaml",
	"export -f json good.yaml",
	"build -f json p.yaml",
	"build -f json -o out good.yaml",
	"diff -f json p.yaml good.yaml",
	"diff -f json p.yaml \"./$NAME\"",
	"profile list -f json",
	"--data data options -f json",
	"--data data boards -f json",
	"--data data schema options",
	"--data data schema profile",
	"diagnose -f json log",
	"diagnose -f json log p.yaml",
};

static void make_scene(void)
{
	static const char *const folders[] = {"home",         "home/.config", "home/.config/xenboot",
					      "home/.config/xenboot/profiles", "data",
					      "data/options", "data/boards",  "out"};

	for (size_t i = 0; i < XB_COUNT(folders); i++)
		assert_int_equal(mkdir(folders[i], 0777), 0);
	write_hostile("p.yaml", "format: 1\nname: p\ndescription: \"@\"\n"
				"board: {memory: [{start: 0, size: 1G}], cpus: 1, title: \"@\",\n"
				"  reserved: [{name: \"@\", start: 0x2000000, size: 1M}]}\n"
				"xen: {file: \"@\", size: 1, options: {console: \"@\", \"@\": 1},"
				" extra: \"@\"}\n"
				"device-tree: {file: \"t@\", size: 1}\n"
				"dom0: {kernel: {file: \"k@\", size: 1}, options: {root: \"@\"}}\n");
	/* What passes all rules still has DEL and C1 in it. */
	write_hostile("good.yaml",
		      "format: 1\nname: good\ndescription: \"%\"\n"
		      "board: {memory: [{start: 0, size: 1G}], cpus: 1, title: \"%\",\n"
		      "  reserved: [{name: \"%\", start: 0x20000000, size: 1M}]}\n"
		      "xen: {file: \"x\\x7f\", size: 1, options: {dom0_mem: 512M, dtuart: serial0}}\n"
		      "device-tree: {file: \"t\\x7f\\u202e\", size: 1}\n"
		      "dom0: {kernel: {file: \"k\\x7f\\x85\", size: 1}, options: {console: hvc0,\n"
		      "  x: \"\\x7f\\u202e\"}}\noutput: {emit: [script, manifest]}\n");
	write_hostile("home/.config/xenboot/profiles/mine.yaml",
		      "format: 1\nname: mine\ndescription: \"@\"\n");
	write_hostile("data/options/o.yaml",
		      "format: 1\nscope: xen\noptions:\n  - name: hostile\n    type: enum\n"
		      "    summary: \"%\"\n    help: \"@\"\n    group: \"%\"\n"
		      "    choices: [{value: a, help: \"%\"}]\n");
	write_hostile("data/boards/b.yaml",
		      "format: 1\nname: hostile\ntitle: \"%\"\nnote: \"@\"\ncpus: 1\n"
		      "memory: [{start: 0, size: 1G}]\n");
	write_bytes();
}

static void run(const char *command)
{
	char *line = xb_format("exec \"$XENBOOT\" %s >result 2>messages </dev/null", command);
	int status;

	remove("result");
	status = system(line);
	free(line);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 3);
}

static void check_result(const char *label, const char *path)
{
	struct xb_buf text = {0};
	json_error_t error;
	json_t *root;

	assert_int_equal(xb_file_read(path, 1 << 24, &text), 0);
	check_bool(label, text.length > 2, true);
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] != '\n' && (text.data[i] < 0x20 || text.data[i] > 0x7e)) {
			print_error("%s: byte 0x%02x at %zu\n", label, (unsigned char)text.data[i], i);
			fail();
		}
	root = json_loadb(text.data, text.length, 0, &error);
	if (!root)
		print_error("%s: %d: %s\n", label, error.line, error.text);
	assert_non_null(root);
	json_decref(root);
	xb_buf_clear(&text);
}

static void json_is_printable_ascii(void **state)
{
	(void)state;
	if (!getenv("XENBOOT"))
		skip();
	assert_int_equal(setenv("HOME", "home", 1) | unsetenv("XDG_CONFIG_HOME"), 0);
	make_scene();
	for (size_t i = 0; i < XB_COUNT(commands); i++) {
		run(commands[i]);
		check_result(commands[i], "result");
	}
	check_result("manifest", "out/good.json");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(json_is_printable_ascii, folder_enter, folder_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

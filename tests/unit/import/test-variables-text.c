/* SPDX-License-Identifier: MIT */
/* Environments as printenv shows them and as env export -t writes them. */
#include "unit/diags.h"

#include "xenboot/import.h"

/* All variables as "a=1|b=2", line ends as blanks. */
static char *line_of(const struct xb_environment *environment)
{
	struct xb_buf out = {0};

	xb_buf_puts(&out, "");
	for (size_t i = 0; i < environment->count; i++)
		xb_buf_printf(&out, "%s%s=%s", i ? "|" : "", environment->variables[i].name,
			      environment->variables[i].value);
	for (size_t i = 0; i < out.length; i++)
		if (out.data[i] == '\n')
			out.data[i] = '~';
	return xb_buf_take(&out);
}

static const struct {
	const char *label, *text, *variables;
	unsigned release;
	bool partial;
} good[] = {
	{"printenv", "baudrate=115200\nbootcmd=run a; run b\n\nEnvironment size: 40/4092 bytes\n",
	 "baudrate=115200|bootcmd=run a; run b", 0, false},
	{"from a terminal",
	 "=> printenv\r\na=1\r\nb=x=y\r\n\r\nEnvironment size: 9/65532 bytes\r\n=> ", "a=1|b=x=y", 0,
	 false},
	{"env export -t", "a=1\nb=two words\n", "a=1|b=two words", 0, true},
	{"a line that goes on", "a=x\\\ny\\\\z\nb=1\n", "a=x~y\\z|b=1", 0, true},
	{"the same with CR", "a=x\\\r\ny\r\nb=1\r\n", "a=x~y|b=1", 0, true},
	{"no line end", "a=1", "a=1", 0, true},
	{"comments and empty lines", "# mine\n\na=1\n", "a=1", 0, true},
	{"an empty value", "a=\nb=1\n", "a=|b=1", 0, true},
	{"the last one counts", "a=1\na=2\n", "a=2", 0, true},
	{"nothing", "", "", 0, true},
	{"a release", "ver=U-Boot 2023.01 (Jan 09 2023)\n", "ver=U-Boot 2023.01 (Jan 09 2023)", 202301,
	 true},
	{"a vendor's", "ver=U-Boot 2020.01-00131-gxyz\n", "ver=U-Boot 2020.01-00131-gxyz", 202001, true},
	{"no release", "ver=Barebox 2023.01\n", "ver=Barebox 2023.01", 0, true},
};

static void texts_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(good); i++) {
		struct xb_environment environment = {0};
		struct xb_diags diags = {0};
		char *got;

		assert_true(xb_import_variables("env.txt", good[i].text, strlen(good[i].text),
						&environment, &diags));
		got = line_of(&environment);
		check_text(good[i].label, got, good[i].variables);
		check_int(good[i].label, environment.release, good[i].release);
		check_bool(good[i].label, environment.partial, good[i].partial);
		check_diags(good[i].label, &diags, "");
		xb_environment_clear(&environment);
		free(got);
	}
}

static const struct {
	const char *label, *text, *message;
	uint32_t line, column;
} bad[] = {
	{"no variable", "a=1\nhello\n", "no variable", 2, 1},
	{"a name with a blank", "a=1\nsetenv b=2\n", "its name has a blank", 2, 7},
	{"no name", "a=1\n=2\n", "without a name", 2, 1},
	{"a colour", "a=1\nb=x\033[1m\n", "control character", 2, 4},
	{"printenv in the middle", "a=1\n=> printenv\n", "without a name", 2, 1},
};

static void what_is_wrong_is_said_at_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(bad); i++) {
		struct xb_environment environment = {0};
		struct xb_diags diags = {0};

		check_bool(bad[i].label,
			   xb_import_variables("env.txt", bad[i].text, strlen(bad[i].text),
					       &environment, &diags),
			   false);
		check_diags(bad[i].label, &diags, "error syntax");
		check_contains(bad[i].label, diags_message(&diags), bad[i].message);
		check_text(bad[i].label, diags.items[0].file, "env.txt");
		check_int(bad[i].label, diags.items[0].line, bad[i].line);
		check_int(bad[i].label, diags.items[0].column, bad[i].column);
		xb_environment_clear(&environment);
		xb_diags_clear(&diags);
	}
}

/* One that was written to memory ends with NULs there. */
static void a_dump_ends_with_nuls(void **state)
{
	static const char bytes[] = "a=1\n\0\0\0";
	struct xb_environment environment = {0};
	struct xb_diags diags = {0};

	(void)state;
	assert_true(xb_import_variables("env.txt", bytes, sizeof(bytes), &environment, &diags));
	check_int("variables", (intmax_t)environment.count, 1);
	xb_environment_clear(&environment);
}

static void binary_is_refused(void **state)
{
	static const char bytes[] = "\x12\x34\x56\x78\0a=1\0b=2\0";
	struct xb_environment environment = {0};
	struct xb_diags diags = {0};

	(void)state;
	assert_false(xb_import_variables("uboot.env", bytes, sizeof(bytes), &environment, &diags));
	check_contains("a NUL", diags_message(&diags), "is not text");
	xb_environment_clear(&environment);
	xb_diags_clear(&diags);
}

/* More than any U-Boot holds: it ends early. */
static void many_are_refused(void **state)
{
	struct xb_environment environment = {0};
	struct xb_diags diags = {0};
	struct xb_buf text = {0};

	(void)state;
	for (int i = 0; i < 5000; i++)
		xb_buf_printf(&text, "v%d=1\n", i);
	assert_false(xb_import_variables("env.txt", text.data, text.length, &environment, &diags));
	check_contains("too many", diags_message(&diags), "4096");
	check_int("at", diags.items[0].line, 4097);
	xb_environment_clear(&environment);
	xb_diags_clear(&diags);
	xb_buf_clear(&text);
}

/* What a variable runs is found at its line. */
static void values_know_where_they_stand(void **state)
{
	static const char text[] = "a=1\nbootcmd=run x\n";
	struct xb_environment environment = {0};
	struct xb_diags diags = {0};
	const struct xb_environment_variable *variable;

	(void)state;
	assert_true(xb_import_variables("env.txt", text, strlen(text), &environment, &diags));
	variable = xb_environment_find(&environment, "bootcmd");
	assert_non_null(variable);
	check_text("file", variable->at.file, "env.txt");
	check_int("line", variable->at.line, 2);
	check_int("column", variable->at.column, 9);
	xb_environment_clear(&environment);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_read),
		cmocka_unit_test(what_is_wrong_is_said_at_its_line),
		cmocka_unit_test(a_dump_ends_with_nuls),
		cmocka_unit_test(binary_is_refused),
		cmocka_unit_test(many_are_refused),
		cmocka_unit_test(values_know_where_they_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* test, itest, setexpr and fdt, as U-Boot of several releases has them. */
#include "board.h"

#include <stdlib.h>

static const struct shell_kind old23 = {202301, XB_PARSER_OLD};

/* 0: true, as $? has it. */
static const struct {
	const char *condition;
	int status;
} conditions[] = {
	{"test 0x10 -eq 16", 0},
	{"test 010 -eq 8", 0},
	{"test 10 -eq 10x", 0},
	{"test ff -eq 255", 1},
	{"test -5 -lt 3", 0},
	{"test abc = abc -a x != y", 0},
	{"test a = b -o c = c", 0},
	{"test ! a = b", 0},
	{"test ! a = a -o b = b", 0},
	{"test a = b -a c = d -o e = e", 0},
	{"test 2 == 1", 0},	/* what is not known is true */
	{"test ! 2 == 1", 0},
	{"test x y", 0},
	{"test x", 1},
	{"test", 1},
	{"test -z \"\"", 0},
	{"test -n \"\"", 1},
	{"test \"\" = \"\"", 0},
	{"test ${nosuch} = yes", 0}, /* "test = yes" */
	{"test \"${nosuch}\" = yes", 1},
	{"itest 10 -gt f", 0},
	{"itest 100000000 == 0", 0}, /* 32 bits */
	{"itest.q 100000000 == 0", 1},
	{"itest.s abc < abd", 0},
	{"itest 1 == ", 1},
	{"itest 1 = 1", 1},
};

static void conditions_hold(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(conditions); i++) {
		struct board board;

		board_run(&board, old23, conditions[i].condition);
		check_int(conditions[i].condition, board.status, conditions[i].status);
		board_clear(&board);
	}
}

static const struct {
	const char *words, *value;
} expressions[] = {
	{"10", "10"},		 {"10 + 10", "20"},   {"0x10 * 10", "100"},
	{"1f000 - 1", "1efff"},	 {"100 / 3", "55"},   {"100 % 3", "1"},
	{"f0 '|' f", "ff"},	 {"ff \"&\" f0", "f0"}, {"ff ^ f", "f0"},
	{"1 - 2", "ffffffffffffffff"}, {"5 / 0", "0"},
};

static void expressions_count(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(expressions); i++) {
		char *script = xb_format("setexpr a %s\n", expressions[i].words);
		char *want = xb_format("a=%s", expressions[i].value);
		struct board board;
		char *got;

		board_run(&board, old23, script);
		got = board_variables(&board);
		check_text(script, got, want);
		free(got);
		free(want);
		free(script);
		board_clear(&board);
	}
}

/* "p" of /chosen after `fdt set /chosen p WORDS`. */
static const struct {
	const char *words, *value;
} values[] = {
	{"a b", "\"a\",\"b\""},
	{"\"a b\"", "\"a b\""},
	{"<0x10 16 010 0x0>", "<10 10 8 0>"},
	{"<0x123456789>", "<23456789>"},
	{"<08>", "<0 8>"},
	{"<1>2 3", "<1>"},
	{"< 1 2 >", "<1 2>"},
	{"<1,2>", "-"},
	{"<-1>", "-"},
	{"<1", "-"},
	{"[00 01 ab]", "[00 01 ab]"},
	{"[0001ab]", "[ab]"},
	{"[1,2]", "-"},
	{"x <1>", "\"x\",\"<1>\""},
	{"'<1 2>'", "<1 2>"},
};

static void values_are_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(values); i++) {
		char *script = xb_format("fdt set /chosen p %s\n", values[i].words);
		struct board board;
		char *got;

		board_run(&board, old23, script);
		got = board_chosen(&board, "p");
		check_text(script, got, values[i].value);
		free(got);
		free(script);
		board_clear(&board);
	}
}

/* A size without 0x is decimal; one with a letter is refused. */
static void sizes_need_0x(void **state)
{
	struct board board;
	char *got;

	(void)state;
	board_run(&board, old23,
		  "setenv v 9000\nfdt set /chosen p <${v}>\nsetenv v 9f\nfdt set /chosen q <${v}>\n"
		  "fdt set /chosen r <0x${v}>\n");
	got = board_chosen(&board, "p");
	check_text("9000", got, "<2328>");
	free(got);
	got = board_chosen(&board, "q");
	check_text("9f", got, "-");
	free(got);
	got = board_chosen(&board, "r");
	check_text("0x9f", got, "<9f>");
	free(got);
	board_clear(&board);
}

static const struct {
	const char *words;
	struct shell_kind kind;
	const char *variables;
} gets[] = {
	{"value a /chosen s", {202301, XB_PARSER_OLD}, "a=one"},
	{"value a /chosen s 1", {202301, XB_PARSER_OLD}, "a=two"},
	{"value a /chosen s 1", {202101, XB_PARSER_OLD}, "a=one"},
	{"value a /chosen c", {202301, XB_PARSER_OLD}, "a=0x48000000"},
	{"value a /chosen d", {202301, XB_PARSER_OLD}, "a=010000000200000003000000"},
	{"value a /chosen d", {202607, XB_PARSER_OLD}, "a=000000010000000200000003"},
	{"value a /chosen d 1", {202501, XB_PARSER_OLD}, "a=0x00000002"},
	{"value a /chosen nosuch", {202301, XB_PARSER_OLD}, ""},
	{"size a /chosen s", {202301, XB_PARSER_OLD}, "a=0x00000008"},
	{"size a /chosen s", {202501, XB_PARSER_OLD}, "a=8"},
};

static void gets_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(gets); i++) {
		char *script = xb_format("fdt set /chosen s one two\nfdt set /chosen c <0x48000000>\n"
					 "fdt set /chosen d <1 2 3>\nfdt get %s\n",
					 gets[i].words);
		struct board board;
		char *got;

		board_run(&board, gets[i].kind, script);
		got = board_variables(&board);
		check_text(gets[i].words, got, gets[i].variables);
		free(got);
		free(script);
		board_clear(&board);
	}
}

/* Short forms count while they fit one command. */
static void short_names(void **state)
{
	struct board board;
	char *got;

	(void)state;
	board_run(&board, old23, "seten a 1\nset b 1\nsetenv.b c 1\nnosuch\n");
	got = board_variables(&board);
	check_text("short", got, "a=1|c=1");
	free(got);
	check_contains("console", board.uboot.console.data, "Unknown command 'set'");
	check_contains("console", board.uboot.console.data, "Unknown command 'nosuch'");
	board_clear(&board);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_hold), cmocka_unit_test(expressions_count),
		cmocka_unit_test(values_are_bytes), cmocka_unit_test(sizes_need_0x),
		cmocka_unit_test(gets_values),	    cmocka_unit_test(short_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

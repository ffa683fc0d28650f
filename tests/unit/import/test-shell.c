/* SPDX-License-Identifier: MIT */
/*
 * U-Boot's two shells: what each makes of a script, by release. What is expected was seen on U-Boot itself in QEMU
 * (2021.01, 2023.01, 2025.01, and 2026.07 with either parser).
 */
#include "board.h"

#include <stdlib.h>

static const struct shell_kind old21 = {202101, XB_PARSER_OLD};
static const struct shell_kind old23 = {202301, XB_PARSER_OLD};
static const struct shell_kind old25 = {202501, XB_PARSER_OLD};
static const struct shell_kind modern = {202607, XB_PARSER_MODERN};

static void expect(const char *label, struct shell_kind kind, const char *script,
		   const char *variables)
{
	struct board board;
	char *got;

	board_run(&board, kind, script);
	got = board_variables(&board);
	check_text(label, got, variables);
	free(got);
	board_clear(&board);
}

/* OLD is what 2023.01 makes of it, MODERN the other parser. */
static const struct {
	const char *label, *script, *old, *new;
} scripts[] = {
	{"single quotes", "setenv a 'p q'\nsetenv b 'x\\\\y'\nsetenv c 'x\\y'\n", "a=p q|b=x\\y|c=xy",
	 "a=p q|b=x\\\\y|c=x\\y"},
	{"an apostrophe in double quotes", "setenv a \"it's\"\nsetenv b x\nsetenv c \"isn't\"\n",
	 "a=its\"\nsetenv b x\nsetenv c \"isnt", "a=it's|b=x|c=isn't"},
	{"double quotes", "setenv v W\nsetenv a \"$v ${v}\"\nsetenv b \"\\$v \\\"q\"\n",
	 "a=W W|b=\\$v \\\"q|v=W", "a=W W|b=$v \"q|v=W"},
	{"a backslash outside", "setenv a p\\ q\\;r\\#s\n", "a=p q;r#s", "a=p q;r#s"},
	{"lines are not joined", "setenv a one \\\ntwo\nsetenv b x\n", "a=one \ntwo|b=x",
	 "a=one two|b=x"},
	{"a list at a line's end", "false &&\nsetenv a 1\ntrue ||\nsetenv b 1\n", "a=1|b=1", ""},
	{"the first short cut drops the rest", "false && setenv a 1 || setenv b 1\n", "", "b=1"},
	{"a line end behind && and a backslash", "true && \\\nsetenv c 1\n", "", "c=1"},
	{"beside a variable", "setenv v W\nsetenv a 'p\\\\q'\nsetenv b 'p\\\\q' ${v}\n",
	 "a=p\\q|b=pq W|v=W", "a=p\\\\q|b=p\\\\q W|v=W"},
	{"an apostrophe beside a variable", "setenv v W\nsetenv a 'it'\\''s' ${v}\nsetenv b 1\n",
	 "b=1|v=W", "a=it's W|b=1|v=W"},
	{"a # in a value", "setenv v 'k #h'\nsetenv a ${v} z\nsetenv b \"${v} z\"\n",
	 "a=k|b=k #h z|v=k #h", "a=k #h z|b=k #h z|v=k #h"},
	{"words of a value", "setenv v ' p   q '\nsetenv a ${v}\nsetenv b \"${v}\"\n",
	 "a=p q|b= p   q |v= p   q ", "a=p q|b= p   q |v= p   q "},
	{"quotes in a value", "setenv v 'x \"y z\"'\nsetenv a ${v}\n", "a=x y z|v=x \"y z\"",
	 "a=x \"y z\"|v=x \"y z\""},
	{"a default", "setenv a ${x:-p q}\nsetenv b \"${x:-$v}\"\n", "a=p q|b=$v", "a=-p q}|b=-}"},
	{"an assignment of the shell", "l=5\nsetenv a $l\nl=\nsetenv b \"[$l]\"\n", "a=5|b=[5]",
	 "a=5|b=[]"},
	{"the environment hides it", "setenv l e\nl=5\nsetenv a $l\n", "a=e|l=e", "a=e|l=e"},
	{"for splits quoted words, too", "for i in \"3 4\" 5; do setenv a \"${a}[$i]\"; done\n",
	 "a=[3][4][5]", "a=[3 4][5]"},
	{"for and a variable of its name", "setenv i e\nfor i in 1 2; do setenv a \"${a}$i \"; done\n",
	 "a=e e |i=e", "a=e e |i=e"},
	{"while and until",
	 "setenv x 0\nwhile test $x -lt 3; do setexpr x $x + 1; setenv c \"${c}$x\"; done\n"
	 "until test $x -eq 0; do setexpr x $x - 1; done\n",
	 "c=123|x=0", "c=123|x=0"},
	{"if, elif, else",
	 "if false; then setenv a 1; elif false; then setenv a 2; elif true; then setenv a 3; else "
	 "setenv a 4; fi\n",
	 "a=3", "a=3"},
	{"if in if", "if true; then if false; then setenv e 1; else setenv e 2; fi; fi; setenv m 1\n",
	 "e=2|m=1", "e=2|m=1"},
	{"the last command of a condition decides", "if true; false; then setenv b 1; else setenv b 2; fi\n",
	 "b=2", "b=2"},
	{"a syntax error", "setenv a 1\nif true; then\nsetenv b 2\n", "a=1", ""},
	{"a list in a value", "setenv c 'setenv a 1; setenv b 2'\n${c}\n",
	 "a=1; setenv b 2|c=setenv a 1; setenv b 2", "a=1; setenv b 2|c=setenv a 1; setenv b 2"},
	{"run", "setenv r 'setenv a 1; false; setenv b 2'\nsetenv s 'setenv c 3'\nrun r s\n",
	 "a=1|b=2|c=3|r=setenv a 1; false; setenv b 2|s=setenv c 3",
	 "a=1|b=2|c=3|r=setenv a 1; false; setenv b 2|s=setenv c 3"},
	{"run stops at what fails", "setenv t 'false'\nsetenv s 'setenv c 3'\nrun t s\n",
	 "s=setenv c 3|t=false", "s=setenv c 3|t=false"},
	{"no dollar", "setenv a $ \"$\" '$' a$\n", "a=$ $ $ a$", "a=$ $ $ a$"},
	{"empty words", "setenv a x '' y\nsetenv b x \"\" y\n", "a=x  y|b=x  y", "a=x y|b=x  y"},
	{"an unset variable is no word", "setenv a x ${e} y\nsetenv b x \"${e}\" y\n", "a=x y|b=x  y",
	 "a=x y|b=x  y"},
	{"comments", "setenv a x # y\nsetenv b x#y '#z'\n#setenv c 1\n", "a=x|b=x#y #z", "a=x|b=x#y #z"},
};

static void runs_scripts(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(scripts); i++) {
		expect(scripts[i].label, old23, scripts[i].script, scripts[i].old);
		expect(scripts[i].label, modern, scripts[i].script, scripts[i].new);
	}
}

/* exit did nothing from 2021.07 to 2023.01. */
static void exit_differs(void **state)
{
	static const char script[] = "setenv a 1\nif true; then\nexit 0\nsetenv b 2\nfi\nsetenv c 3\n";

	(void)state;
	expect("2021.01", old21, script, "a=1");
	expect("2023.01", old23, script, "a=1|b=2|c=3");
	expect("2025.01", old25, script, "a=1");
	expect("modern", modern, script, "a=1|c=3");
}

static void status_differs(void **state)
{
	struct board board;

	(void)state;
	board_run(&board, old23, "setenv a 1\nexit 3\n");
	check_int("2023.01 goes on", board.status, 0);
	board_clear(&board);
	board_run(&board, old25, "setenv a 1\nexit 3\n");
	check_int("2025.01", board.status, 3);
	board_clear(&board);
	board_run(&board, old23, "true\nfalse\n");
	check_int("more lines than one", board.status, 0);
	board_clear(&board);
	board_run(&board, old23, "false");
	check_int("one line", board.status, 1);
	board_clear(&board);
	board_run(&board, modern, "true\nfalse\n");
	check_int("modern", board.status, 1);
	board_clear(&board);
}

/* An assignment that takes the value away: from 2023.07. */
static void assignment_differs(void **state)
{
	(void)state;
	expect("2023.01", old23, "l=5\nl=\nsetenv a \"[$l]\"\n", "a=[5]");
	expect("2025.01", old25, "l=5\nl=\nsetenv a \"[$l]\"\n", "a=[]");
}

static const struct {
	const char *script;
	enum xb_shell_event event;
	struct shell_kind kind;
} events[] = {
	{"echo x | echo y\n", XB_SHELL_SYNTAX, {202301, XB_PARSER_OLD}},
	{"fdt set /chosen #a <1>\n", XB_SHELL_COMMENT, {202301, XB_PARSER_OLD}},
	{"fdt set /chosen #a <1>\n", XB_SHELL_COMMENT, {202607, XB_PARSER_MODERN}},
	{"fdt set /chosen a ${x}\n", XB_SHELL_UNSET, {202301, XB_PARSER_OLD}},
	{"fdt set /chosen a r=${x}\n", XB_SHELL_UNSET_IN, {202301, XB_PARSER_OLD}},
	{"fdt set /chosen a r=${x}\n", XB_SHELL_UNSET_IN, {202607, XB_PARSER_MODERN}},
	{"setenv v 1\nfdt set /chosen \\#a <${v}>\n", XB_SHELL_SECOND_PASS, {202301, XB_PARSER_OLD}},
	{"setenv a x \\\n y\n", XB_SHELL_LINE_END, {202301, XB_PARSER_OLD}},
	{"true &&\nfalse\n", XB_SHELL_CUT_LIST, {202301, XB_PARSER_OLD}},
	{"while true; do true; done\n", XB_SHELL_BUDGET, {202301, XB_PARSER_OLD}},
	{"while true; do true; done\n", XB_SHELL_BUDGET, {202607, XB_PARSER_MODERN}},
	{"setenv r 'run r'\nrun r\n", XB_SHELL_BUDGET, {202301, XB_PARSER_OLD}},
	{"exit\n", XB_SHELL_WAITS, {202607, XB_PARSER_MODERN}},
};

static void tells_events(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(events); i++) {
		struct board board;

		board_run(&board, events[i].kind, events[i].script);
		check_int(events[i].script, board.events[events[i].event] > 0, 1);
		board_clear(&board);
	}
}

/* What the row above differs from by least says nothing of it. */
static void is_silent_otherwise(void **state)
{
	static const char *const quiet[] = {
		"echo x || echo y\n",
		"fdt set /chosen \\#a <1>\n",
		"setenv x 1\nfdt set /chosen a ${x}\n",
		"setenv v 1\nfdt set /chosen \"#a\" <${v}>\n",
		"true && true\n",
		"if test -n \"1\"; then true; fi # done\n",
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(quiet); i++) {
		struct board board;

		board_run(&board, old23, quiet[i]);
		for (size_t k = 0; k < XB_COUNT(board.events); k++)
			check_int(quiet[i], board.events[k], 0);
		board_clear(&board);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_scripts),	      cmocka_unit_test(exit_differs),
		cmocka_unit_test(status_differs),     cmocka_unit_test(assignment_differs),
		cmocka_unit_test(tells_events),	      cmocka_unit_test(is_silent_otherwise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

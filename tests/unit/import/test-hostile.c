/* SPDX-License-Identifier: MIT */
/* Scripts that would take for ever, or all memory: each is given up, by both parsers, and says so. */
#include "support.h"

#include <stdlib.h>

#include "xenboot/import.h"

/* "the script does not end": on which line; 0: it was not said. */
static int given_up(const struct xb_diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (strstr(diags->items[i].message, "does not end"))
			return (int)diags->items[i].line;
	return 0;
}

static void follow(const char *text, bool modern, struct xb_ways *ways)
{
	const struct xb_import_config config = {.release = modern ? 202607 : 202301, .modern = modern};
	struct xb_diags diags = {0};

	assert_true(xb_import_script(&config, "hostile.source", text, strlen(text), ways, &diags));
	assert_true(ways->count > 0);
	xb_diags_clear(&diags);
}

#define TREE "tftpboot 0x44000000 board.dtb\nfdt addr 0x44000000\nsetenv a 0\n"

/* What the ways may hold of loads, steps and trees is bounded with their steps. */
static void loops_end(void **state)
{
	static const struct {
		const char *label, *script;
		int line;
	} rows[] = {
		{"nothing", "while true; do true; done\n", 1},
		{"loads", "while true; do\ntftpboot 0x44000000 file\ndone\n", 2},
		{"texts that double", "setenv a xxxxxxxx\nwhile true; do\nsetenv a ${a}${a}\ndone\n", 3},
		{"nodes", TREE "while true; do\nfdt mknode / n$a; setexpr a $a + 1\ndone\n", 5},
		{"properties", TREE "while true; do\nfdt set /chosen p$a long; setexpr a $a + 1\ndone\n", 5},
		{"trees", TREE "while true; do\nfdt move 0x44000000 0x45000000 0x100000\ndone\n", 5},
		{"a variable that runs itself", "setenv x 'run x; run x'\nrun x\n", 1},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		for (int modern = 0; modern < 2; modern++) {
			struct xb_ways ways;
			bool near;

			follow(rows[i].script, modern, &ways);
			near = given_up(&ways.items[0].diags) >= rows[i].line - 1;
			check_bool(rows[i].label, given_up(&ways.items[0].diags) && near, true);
			xb_ways_clear(&ways);
		}
	}
}

enum { LARGE = 1 << 18 };

/* Repeats of PART, as many as fit, between BEGIN and END. */
static char *large(const char *begin, const char *part, const char *end)
{
	struct xb_buf text = {0};

	xb_buf_puts(&text, begin);
	while (text.length + strlen(part) + strlen(end) < LARGE)
		xb_buf_puts(&text, part);
	xb_buf_puts(&text, end);
	return xb_buf_take(&text);
}

/* The longest script is followed to its end, whatever it is made of. */
static void large_scripts_are_followed(void **state)
{
	static const struct {
		const char *label, *begin, *part;
	} rows[] = {
		{"words", "setenv a ", "x "},
		{"one word", "setenv a ", "xxxxxxxx"},
		{"variables", "setenv z 1\nsetenv a ", "${z}"},
		{"quotes", "setenv a ", "''"},
		{"commands", "", "true;"},
		{"lines", "", "\n"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		for (int modern = 0; modern < 2; modern++) {
			char *text = large(rows[i].begin, rows[i].part, "\nbooti 0x400000 - 0x44000000\n");
			struct xb_ways ways;

			follow(text, modern, &ways);
			check_int(rows[i].label, given_up(&ways.items[0].diags), 0);
			check_bool(rows[i].label, ways.items[0].boot != NULL, true);
			xb_ways_clear(&ways);
			free(text);
		}
	}
}

static void deep_scripts_end(void **state)
{
	(void)state;
	for (int modern = 0; modern < 2; modern++) {
		char *text = large("", "if true; then ", "true\n");
		struct xb_ways ways;

		follow(text, modern, &ways);
		xb_ways_clear(&ways);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(loops_end),
		cmocka_unit_test(large_scripts_are_followed),
		cmocka_unit_test(deep_scripts_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

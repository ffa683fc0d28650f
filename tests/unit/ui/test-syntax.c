/* SPDX-License-Identifier: MIT */
/* Colours by syntax: which bytes of a line are what. */
#include "ui/syntax.h"
#include "ui/style-table.h"
#include "unit/support.h"
#include "xenboot/base.h"

#include <stdlib.h>
#include <string.h>

/* "command:if command:test string:..." of what is visible in the end: a later span lies over an earlier one. */
static char *spans_text(enum ui_syntax syntax, const char *line, const struct ui_addresses *marked)
{
	struct ui_span spans[UI_SPANS_MAX];
	size_t count = ui_syntax_spans(syntax, line, marked, spans);
	struct xb_buf out = {0};

	for (size_t i = 0; i < count; i++) {
		assert_true(spans[i].length > 0);
		assert_true(spans[i].from + spans[i].length <= strlen(line));
		xb_buf_printf(&out, "%s%s:%.*s", i ? "|" : "", ui_style_rows[spans[i].style].name,
			      (int)spans[i].length, line + spans[i].from);
	}
	return xb_buf_take(&out);
}

static void lines_have_spans(void **state)
{
	static const uint64_t planned[] = {0x1000000, 0x880000000};
	static const struct ui_addresses marked = {planned, XB_COUNT(planned)};
	static const struct {
		enum ui_syntax syntax;
		const char *line, *spans;
	} rows[] = {
		{UI_SYNTAX_NONE, "# if 0x1", ""},
		{UI_SYNTAX_SCRIPT, "", ""},
		{UI_SYNTAX_SCRIPT, "   ", ""},
		{UI_SYNTAX_SCRIPT, "# all 0x10", "comment:# all 0x10"},
		{UI_SYNTAX_SCRIPT, "booti 0xE00000 - 0x10", "command:booti|number:0xE00000|number:0x10"},
		{UI_SYNTAX_SCRIPT, "if test \"${filesize}\" = 108aa00; then",
		 "command:if|command:test|string:\"${filesize}\"|variable:${filesize}|command:then"},
		{UI_SYNTAX_SCRIPT, "fi; fi", "command:fi|command:fi"},
		{UI_SYNTAX_SCRIPT, "echo a${b}c;run d", "command:echo|variable:${b}|command:run"},
		{UI_SYNTAX_SCRIPT, "fdt set /chosen \\#size-cells <2>", "command:fdt|number:2"},
		{UI_SYNTAX_SCRIPT, "setenv a 'b ${c}'", "command:setenv|string:'b ${c}'"},
		{UI_SYNTAX_SCRIPT, "echo 'open", "command:echo|string:'open"},
		{UI_SYNTAX_SCRIPT, "echo \"a\\\"b\" c", "command:echo|string:\"a\\\"b\""},
		{UI_SYNTAX_SCRIPT, "echo \"a\\", "command:echo|string:\"a\\"},
		{UI_SYNTAX_SCRIPT, "echo ${open", "command:echo"},
		{UI_SYNTAX_SCRIPT, "echo 0xyz 12ab 0x", "command:echo"},
		/* What the planner chose, wherever it stands; not what is a size. */
		{UI_SYNTAX_SCRIPT, "tftpboot 0x1000000 Image",
		 "command:tftpboot|number:0x1000000|planned:0x1000000"},
		{UI_SYNTAX_SCRIPT, "echo 'load to 0x1000000'",
		 "command:echo|string:'load to 0x1000000'|planned:0x1000000"},
		{UI_SYNTAX_SCRIPT, "#  0x1000000 kernel, 0x1000000 bytes",
		 "comment:#  0x1000000 kernel, 0x1000000 bytes|planned:0x1000000"},
		{UI_SYNTAX_SCRIPT, "fdt set a reg <0x0 0x1000000 0x0 0x1000000>",
		 "command:fdt|number:0x0|number:0x1000000|number:0x0|number:0x1000000|"
		 "planned:0x1000000"},
		{UI_SYNTAX_TREE, "reg = <0x0 0x2000000 0x0 0x1000000>;",
		 "property:reg|number:0x0|number:0x2000000|number:0x0|number:0x1000000"},
		{UI_SYNTAX_TREE, "reg = <0x8 0x80000000 0x0 0x10>;",
		 "property:reg|number:0x8|number:0x80000000|number:0x0|number:0x10|"
		 "planned:0x8|planned:0x80000000"},
		{UI_SYNTAX_TREE, "reg = <0x1000000 0x1000000>;",
		 "property:reg|number:0x1000000|number:0x1000000|planned:0x1000000"},
		{UI_SYNTAX_TREE, "#size-cells = <0x1000000>;", "property:#size-cells|number:0x1000000"},
		{UI_SYNTAX_TREE, "    dom0-ramdisk {", "command:dom0-ramdisk"},
		{UI_SYNTAX_TREE, "};", ""},
		{UI_SYNTAX_TREE, "compatible = \"a,b\", \"c\";",
		 "property:compatible|string:\"a,b\"|string:\"c\""},
		{UI_SYNTAX_TREE, "xen,coloring;", "property:xen,coloring"},
		{UI_SYNTAX_TREE, "/* a */ b = \"c\"; // d",
		 "comment:/* a */|property:b|string:\"c\"|comment:// d"},
		{UI_SYNTAX_TREE, "/* open", "comment:/* open"},
		{UI_SYNTAX_TREE, "a = \"/* b\";", "property:a|string:\"/* b\""},
		{UI_SYNTAX_WORD, "dom0_mem=1G", "property:dom0_mem|number:1G"},
		{UI_SYNTAX_WORD, "vwfi=native", "property:vwfi|string:native"},
		{UI_SYNTAX_WORD, "quiet", "property:quiet"},
		{UI_SYNTAX_WORD, "a=", "property:a"},
		{UI_SYNTAX_WORD, "=", ""},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *got = spans_text(rows[i].syntax, rows[i].line, &marked);

		check_text(rows[i].line, got ? got : "", rows[i].spans);
		free(got);
	}
}

/* Whatever the line is, spans stay inside it and are no more than there is room for. */
static void long_lines_are_cut_short(void **state)
{
	char line[4096];

	(void)state;
	for (int syntax = 0; syntax < UI_SYNTAX_COUNT; syntax++) {
		for (const char *c = "1;\"'<{$#/=a 0"; *c; c++) {
			struct ui_span spans[UI_SPANS_MAX];

			memset(line, *c, sizeof(line) - 1);
			line[sizeof(line) - 1] = '\0';
			assert_in_range(ui_syntax_spans((enum ui_syntax)syntax, line, NULL, spans), 0,
					UI_SPANS_MAX);
			for (size_t i = 1; i < sizeof(line) - 1; i += 2)
				line[i] = ' ';
			free(spans_text((enum ui_syntax)syntax, line, NULL));
		}
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_have_spans),
		cmocka_unit_test(long_lines_are_cut_short),
	};

	return cmocka_run_group_tests_name("syntax", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Command lines: settings to text, text to words, and which word decides. */
#include "unit/diags.h"

#include "xenboot/boot.h"

#define WORDS 6

/* The line of SETTINGS (up to one without a name) and EXTRA is TEXT. */
static const struct line_row {
	const char *label;
	enum xb_scope scope;
	struct xb_setting settings[WORDS];
	const char *extra, *text;
} lines[] = {
	{"nothing", XB_SCOPE_XEN, {{0}}, NULL, ""},
	{"empty extra", XB_SCOPE_XEN, {{0}}, "", ""},
	{"one", XB_SCOPE_XEN, {{.name = "a", .value = "1"}}, NULL, "a=1"},
	{"bare word", XB_SCOPE_XEN, {{.name = "a"}}, NULL, "a"},
	{"in order", XB_SCOPE_XEN, {{.name = "b", .value = "2"}, {.name = "a"}}, NULL, "b=2 a"},
	{"extra only", XB_SCOPE_XEN, {{0}}, "x y=1", "x y=1"},
	{"extra as it is", XB_SCOPE_XEN, {{.name = "a"}}, " x  y ", "a  x  y "},
	{"value with =", XB_SCOPE_XEN, {{.name = "a", .value = "b=c"}}, NULL, "a=b=c"},
	/* Xen knows no quotes; the quoting check refuses the blank. */
	{"Xen, blank", XB_SCOPE_XEN, {{.name = "a", .value = "b c"}}, NULL, "a=b c"},
	{"Linux, blank", XB_SCOPE_LINUX, {{.name = "a", .value = "b c"}}, NULL, "a=\"b c\""},
	{"Linux, tab", XB_SCOPE_LINUX, {{.name = "a", .value = "b\tc"}}, NULL, "a=\"b\tc\""},
	{"Linux, no blank", XB_SCOPE_LINUX, {{.name = "a", .value = "b;c"}}, NULL, "a=b;c"},
	{"Linux, own quotes", XB_SCOPE_LINUX, {{.name = "a", .value = "\"b c\""}}, NULL,
	 "a=\"b c\""},
	{"Linux, quotes within", XB_SCOPE_LINUX, {{.name = "a", .value = "b\"c d\""}}, NULL,
	 "a=b\"c d\""},
};

static void settings_become_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(lines); i++) {
		const struct line_row *row = &lines[i];
		struct xb_settings settings = {.items = (struct xb_setting *)row->settings};
		const struct xb_text extra = {.text = row->extra};
		struct xb_line line = {0};
		struct xb_arena arena = {0};

		while (row->settings[settings.count].name)
			settings.count++;
		xb_line_build(&line, &arena, row->scope, &settings, &extra);
		check_text(row->label, line.text, row->text);
		xb_line_clear(&line);
		xb_arena_clear(&arena);
	}
}

/* TEXT is split into WORDS, shown as name or name=value. */
static const struct split_row {
	enum xb_scope scope;
	const char *text, *words[WORDS];
} splits[] = {
	{XB_SCOPE_XEN, "", {NULL}},
	{XB_SCOPE_XEN, "   ", {NULL}},
	{XB_SCOPE_XEN, " a  b=1 ", {"a", "b=1"}},
	{XB_SCOPE_XEN, "a=b=c", {"a=b=c"}},
	{XB_SCOPE_XEN, "a= b", {"a=", "b"}},
	{XB_SCOPE_XEN, "=a", {"=a"}},
	{XB_SCOPE_XEN, "a\tb", {"a\tb"}},
	{XB_SCOPE_XEN, "a=\"b c\"", {"a=\"b", "c\""}},
	{XB_SCOPE_LINUX, "a\tb\nc", {"a", "b", "c"}},
	{XB_SCOPE_LINUX, "a=\"b c\" d", {"a=\"b c\"", "d"}},
	{XB_SCOPE_LINUX, "\"a=b c\" d", {"a=b c", "d"}},
	{XB_SCOPE_LINUX, "\"a b\" \"c", {"a b", "c"}},
	{XB_SCOPE_LINUX, "\" \"\"", {" \""}},
	{XB_SCOPE_LINUX, "a=\"b c", {"a=\"b c"}},
	{XB_SCOPE_LINUX, "a\"b c\"d e", {"a\"b c\"d", "e"}},
};

static void text_is_split_as_its_reader_does(void **state)
{
	const struct xb_pos at = {"p.yaml", 3, 4};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(splits); i++) {
		struct xb_line line = {0};
		struct xb_arena arena = {0};
		size_t count = 0;

		xb_line_split(&line, &arena, splits[i].scope, splits[i].text, at);
		while (count < WORDS && splits[i].words[count])
			count++;
		check_u64(splits[i].text, line.count, count);
		for (size_t k = 0; k < count; k++) {
			const struct xb_setting *word = &line.words[k];
			char *shown = xb_format("%s%s%s", word->name, word->value ? "=" : "",
						word->value ? word->value : "");

			check_text(splits[i].text, shown, splits[i].words[k]);
			check_u64(splits[i].text, word->at.line, 3);
			free(shown);
		}
		xb_line_clear(&line);
		xb_arena_clear(&arena);
	}
}

static void the_last_word_decides(void **state)
{
	static struct xb_setting items[] = {{.name = "a", .value = "1"}, {.name = "b",
		.value = "2"}};
	const struct xb_settings settings = {.items = items, .count = 2};
	const struct xb_text extra = {.text = "a=3 ab=4 a"};
	struct xb_line line = {0};
	struct xb_arena arena = {0};

	(void)state;
	xb_line_build(&line, &arena, XB_SCOPE_XEN, &settings, &extra);
	check_u64("words", line.count, 5);
	check_text("a", xb_line_last(&line, "a")->value, NULL);
	check_text("b", xb_line_last(&line, "b")->value, "2");
	check_text("ab", xb_line_last(&line, "ab")->value, "4");
	assert_null(xb_line_last(&line, "abc"));
	xb_line_clear(&line);
	xb_arena_clear(&arena);
}

/* What Xen does in the end: the last word counts, no-NAME among them. */
static void the_last_word_of_xens_line_counts(void **state)
{
	static const struct {
		const char *line;
		bool off, on;
	} rows[] = {
		{"", false, false},
		{"iommu", false, true},
		{"iommu=no", true, false},
		{"no-iommu", true, false},
		{"no-iommu iommu=1", false, true},
		{"iommu=1 no-iommu x", true, false},
		{"no-iommus no-iommu-x", false, false},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_arena arena = {0};
		struct xb_boot boot = {0};

		xb_line_split(&boot.xen_line, &arena, XB_SCOPE_XEN, rows[i].line, (struct xb_pos){0});
		check_bool(rows[i].line, xb_xen_says(&boot, "iommu", "false"), rows[i].off);
		check_bool(rows[i].line, xb_xen_says(&boot, "iommu", "true"), rows[i].on);
		xb_line_clear(&boot.xen_line);
		xb_arena_clear(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settings_become_text),
		cmocka_unit_test(the_last_word_of_xens_line_counts),
		cmocka_unit_test(text_is_split_as_its_reader_does),
		cmocka_unit_test(the_last_word_decides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

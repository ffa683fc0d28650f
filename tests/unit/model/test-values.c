/* SPDX-License-Identifier: MIT */
/*
 * Every option takes what it should and refuses what it should not. The values stand in
 * *-values.tsv beside this file, a line for each option:
 *
 *	NAME TAB ARCH TAB GOOD TAB BAD
 *
 * ARCH is - where the option has no arch; GOOD is - for the bare word; BAD is empty where any text
 * is good. What the catalog itself lists as choices is tried without being listed here.
 */
#include <stdlib.h>

#include "unit/diags.h"

#include "xenboot/model.h"

static const char *const tables[] = {"xen-values.tsv", "xen-x86-values.tsv", "linux-values.tsv",
				     "domain-values.tsv"};
static const enum xb_scope scopes[] = {XB_SCOPE_XEN, XB_SCOPE_XEN, XB_SCOPE_LINUX, XB_SCOPE_DOMAIN};

struct fixture {
	struct xb_data *data;
	struct xb_catalog *catalog;
	bool *tried; /* by option */
};

static int set_up(void **state)
{
	static struct fixture fixture;
	struct xb_diags diags = {0};

	fixture.data = xb_data_new(NULL, NULL);
	fixture.catalog = xb_catalog_load(fixture.data, &diags);
	xb_diags_clear(&diags);
	if (!fixture.catalog)
		return -1;
	fixture.tried = xb_alloc(fixture.catalog->count);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	free(fixture->tried);
	xb_catalog_free(fixture->catalog);
	xb_data_free(fixture->data);
	return 0;
}

static bool accepts(const struct xb_option *option, const char *value, char **problem)
{
	char *hint = NULL;
	bool good;

	*problem = NULL;
	good = xb_option_judge(option, value, problem, &hint);
	free(hint);
	return good;
}

static void expect(const struct xb_option *option, const char *value, bool good)
{
	char *problem;

	if (accepts(option, value, &problem) != good)
		fail_msg("%s%s%s (%s:%u) should be %s: %s", option->name.text, value ? "=" : "",
			 value ? value : "", option->name.at.file, option->name.at.line,
			 good ? "accepted" : "refused", problem ? problem : "it was not");
	if (!good && (!problem || !problem[0]))
		fail_msg("%s=%s is refused without a reason", option->name.text, value);
	free(problem);
}

/* ---- The tables ---------------------------------------------------------------------------------- */

static void try_line(struct fixture *fixture, const char *table, enum xb_scope scope, char *line)
{
	char *fields[4] = {NULL};
	size_t count = 0;
	const struct xb_option *option;
	const char *arch;

	for (char *rest = line; rest && count < 4; count++) {
		fields[count] = rest;
		rest = strchr(rest, '\t');
		if (rest)
			*rest++ = '\0';
	}
	if (count < 3)
		fail_msg("%s: '%s' has fewer than three fields", table, line);
	arch = strcmp(fields[1], "-") == 0 ? NULL : fields[1];
	option = xb_catalog_find(fixture->catalog, scope, fields[0], arch);
	if (!option || (arch && !xb_option_on_arch(option, arch)))
		fail_msg("%s: there is no option %s on %s", table, fields[0], fields[1]);
	expect(option, strcmp(fields[2], "-") == 0 ? NULL : fields[2], true);
	if (fields[3] && fields[3][0])
		expect(option, fields[3], false);
	fixture->tried[option - fixture->catalog->options] = true;
}

static void try_table(struct fixture *fixture, const char *table, enum xb_scope scope)
{
	const char *sources = getenv("srcdir");
	char *path = xb_format("%s/tests/unit/model/%s", sources ? sources : ".", table);
	struct xb_buf text = {0};

	if (xb_file_read(path, 1 << 20, &text) != 0)
		fail_msg("%s cannot be read: run this from the top of the sources", path);
	for (char *line = text.data, *end; line && *line; line = end) {
		end = strchr(line, '\n');
		if (end)
			*end++ = '\0';
		if (line[0] && line[0] != '#')
			try_line(fixture, table, scope, line);
	}
	xb_buf_clear(&text);
	free(path);
}

static void test_good_and_bad_values(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < XB_COUNT(tables); i++)
		try_table(fixture, tables[i], scopes[i]);
	for (size_t i = 0; i < fixture->catalog->count; i++)
		if (!fixture->tried[i])
			fail_msg("no line of *-values.tsv tries %s (%s:%u)",
				 fixture->catalog->options[i].name.text,
				 fixture->catalog->options[i].name.at.file,
				 fixture->catalog->options[i].name.at.line);
}

/* ---- The catalog's own words ---------------------------------------------------------------------- */

static void test_every_choice_is_accepted(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < fixture->catalog->count; i++) {
		const struct xb_option *option = &fixture->catalog->options[i];

		for (size_t k = 0; k < option->choice_count; k++) {
			const char *word = option->choices[k].value.text;

			if (strcmp(option->type.text, "enum") == 0)
				expect(option, word, true);
		}
	}
}

/* An enumeration takes its words, and no other. */
static void test_no_other_word_is_accepted(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < fixture->catalog->count; i++) {
		const struct xb_option *option = &fixture->catalog->options[i];

		if (strcmp(option->type.text, "enum") == 0)
			expect(option, "xyzzy-no-such-word", false);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_and_bad_values),
		cmocka_unit_test(test_every_choice_is_accepted),
		cmocka_unit_test(test_no_other_word_is_accepted),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

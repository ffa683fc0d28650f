/* SPDX-License-Identifier: MIT */
/*
 * Every rule: the smallest input that it refuses, and its nearest neighbour that it accepts. A rule
 * without both is a failure of this test. The inputs: rows-*.c.
 */
#include "unit/check/rows.h"

static const struct check_row *const tables[] = {
	rows_of_files, rows_of_memory, rows_of_dom0, rows_of_domains, rows_of_board, rows_of_consoles,
	rows_of_chosen, rows_of_tree, rows_of_options, rows_of_script,
};

/* ---- Running them --------------------------------------------------------------------------- */

/* What a rule says is no worse than its row says, and of the row's code. */
static void run_rule(const struct xb_rule *rule, const struct xb_context *context,
		     struct xb_diags *diags)
{
	size_t before = diags->count;

	rule->run(context, diags);
	for (size_t i = before; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];

		check_text(rule->about, xb_code_info(diag->code)->name,
			   xb_code_info(rule->code)->name);
		check_bool(diag->message, diag->severity <= rule->severity, true);
	}
}

/* The rules that speak under CODE. */
static void run_checks(enum xb_code code, const struct xb_boot *boot,
		       const struct xb_catalog *catalog, struct xb_diags *diags)
{
	size_t count = 0;

	struct xb_context context;

	xb_context_init(&context, boot, catalog);
	for (size_t i = 0; i < xb_rule_count; i++)
		if (xb_rules[i].code == code) {
			if (xb_rule_applies(&xb_rules[i], boot))
				run_rule(&xb_rules[i], &context, diags);
			count++;
		}
	xb_context_clear(&context);
	if (count == 0)
		fail_msg("no rule has the code %s", xb_code_info(code)->name);
}

static void check_row(const struct check_row *row, const struct xb_catalog *catalog)
{
	char *label = xb_format("%s: %s", xb_code_info(row->code)->name, row->label);
	struct xb_diags diags = {0};
	struct planned planned;

	remove_files();
	if (row->prepare)
		row->prepare();
	planned = plan_parts(&row->parts);
	check_bool(label, planned.boot != NULL, true);
	if (row->change)
		row->change(planned.boot);
	run_checks(row->code, planned.boot, catalog, &diags);
	check_diags(label, &diags, row->diags);
	if (row->message)
		check_contains(label, diags_message(&diags), row->message);
	xb_diags_clear(&diags);
	plan_free(&planned);
	free(label);
}

static struct xb_catalog *load_catalog(void)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_catalog *catalog = xb_catalog_load(data, &diags);

	check_diags("catalog", &diags, "");
	xb_data_free(data);
	return catalog;
}

static void each_rule_on_its_border(void **state)
{
	struct xb_catalog *catalog = load_catalog();

	(void)state;
	for (size_t i = 0; i < XB_COUNT(tables); i++)
		for (const struct check_row *row = tables[i]; row->label; row++)
			check_row(row, catalog);
	xb_catalog_free(catalog);
}

/* An option that is gone, one with two names, one that will go: by a catalog of the test's own. */
static const struct {
	enum xb_code code;
	const char *options, *version, *diags;
} own[] = {
	{XB_CODE_OPTION_VERSION, "old: 1", "4.16", ""},
	{XB_CODE_OPTION_VERSION, "old: 1", "4.17", "warning option-version"},
	{XB_CODE_OPTION_DUPLICATE, "old: 1, other: 2", "4.16", ""},
	{XB_CODE_OPTION_DUPLICATE, "old: 1, older: 2", "4.16", "warning option-duplicate"},
	{XB_CODE_UNKNOWN_OPTION, "older: 1", "4.16", ""},
	{XB_CODE_OPTION_DEPRECATED, "other: 2", "4.16", ""},
	{XB_CODE_OPTION_DEPRECATED, "other: 2", "4.17", "warning option-deprecated"},
	{XB_CODE_OPTION_VERSION, "word: new", "4.16", "warning option-version"},
	{XB_CODE_OPTION_VERSION, "word: new", "4.17", ""},
	{XB_CODE_OPTION_VERSION, "word: old", "4.17", ""},
};

static bool has_row(enum xb_code code, bool accepted)
{
	for (size_t i = 0; i < XB_COUNT(tables); i++)
		for (const struct check_row *row = tables[i]; row->label; row++)
			if (row->code == code && (row->diags[0] == '\0') == accepted)
				return true;
	for (size_t i = 0; i < XB_COUNT(own); i++)
		if (own[i].code == code && (own[i].diags[0] == '\0') == accepted)
			return true;
	return false;
}

static void every_rule_has_both_sides(void **state)
{
	(void)state;
	for (size_t i = 0; i < xb_rule_count; i++) {
		const char *name = xb_code_info(xb_rules[i].code)->name;

		check_bool(name, has_row(xb_rules[i].code, true), true);
		check_bool(name, has_row(xb_rules[i].code, false), true);
	}
}

static void options_of_one_s_own_catalog(void **state)
{
	struct xb_data *data = xb_data_new(".", NULL);
	struct xb_diags diags = {0};
	struct xb_catalog *catalog;

	(void)state;
	assert_int_equal(mkdir("options", 0700), 0);
	folder_write("options/mine.yaml",
		     "format: 1\nscope: xen\noptions:\n"
		     "  - {name: old, aliases: [older], type: int, until: \"4.16\", group: g, "
			"summary: s, help: h}\n"
		     "  - {name: other, type: int, deprecated: \"4.17\", replaced-by: old, "
			"group: g, summary: s, help: h}\n"
		     "  - {name: word, type: enum, choices: [old, {value: new, since: \"4.17\"}], "
			"group: g, summary: s, help: h}\n");
	catalog = xb_catalog_load(data, &diags);
	check_diags("catalog", &diags, "");
	for (size_t i = 0; i < XB_COUNT(own); i++) {
		char *more = xb_format("xen-version: \"%s\"", own[i].version);
		const struct check_row row = {
			own[i].code, own[i].options, own[i].diags,
			.parts = {.xen_options = own[i].options, .more = more}};

		check_row(&row, catalog);
		free(more);
	}
	xb_catalog_free(catalog);
	xb_data_free(data);
}

/* All rules together have nothing to say but that the files are not here, and what the first script
 * said of old: earlycon=xen does nothing, and bootscrub=0 wipes nothing. */
static void shipped_profiles_pass_all_rules(void **state)
{
	static const struct {
		const char *name, *diags;
	} shipped[] = {
		{"rpi4-yocto", "note file-missing, note file-missing, note file-missing, "
			       "note file-missing, note console, note security"},
		{"rpi4-boot2", "note file-missing, note file-missing, note file-missing, "
			       "note file-missing, note console, note security"},
		{"qemu-arm64", "error file-missing, error file-missing, error file-missing, "
			       "note file-missing, note security"},
	};
	struct xb_catalog *catalog = load_catalog();

	(void)state;
	for (size_t i = 0; i < XB_COUNT(shipped); i++) {
		char *text = xb_format("format: 1\nextends: %s\n", shipped[i].name);
		struct planned planned = plan_from(text);

		check_all(planned.boot, catalog, &planned.diags);
		check_diags(shipped[i].name, &planned.diags, shipped[i].diags);
		plan_free(&planned);
		free(text);
	}
	xb_catalog_free(catalog);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_rule_on_its_border),
		cmocka_unit_test(every_rule_has_both_sides),
		in_folder(options_of_one_s_own_catalog),
		in_folder(shipped_profiles_pass_all_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

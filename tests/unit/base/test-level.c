/* SPDX-License-Identifier: MIT */
/* Severities that are changed: every code, every change, every severity that it was raised at. */
#include "unit/diags.h"

#define NOWHERE ((struct xb_pos){NULL, 0, 0})

static const int changes[] = {XB_CHECK_OFF, XB_NOTE, XB_WARNING, XB_ERROR};
static const enum xb_severity raised[] = {XB_NOTE, XB_WARNING, XB_ERROR};

/* What stays an error is told here once more, so that no row changes unseen. */
static const struct {
	const char *code;
	bool never_less;
} kept[] = {
	{"syntax", true},	{"unknown-key", true},	   {"missing-key", true},
	{"bad-value", true},	{"option-conflict", false}, {"file-missing", false},
	{"file-type", true},	{"file-truncated", true},  {"overlap", false},
	{"outside-ram", true},	{"reserved", false},	   {"misaligned", false},
	{"xen-address", true},
	{"no-room", true},	{"dtb-too-big", true},	   {"dom0-mem", false},
	{"vcpus", false},	{"dom0-tree", false},	   {"load-address", false},   {"no-iommu", true},
	{"dtb-invalid", true},	{"fdt-space", true},	   {"cells", false},
	{"missing-node", false}, {"module-compatible", false}, {"module-reg", true},
	{"too-many-modules", true}, {"no-gic", true},	   {"quoting", true},
	{"value-too-long", false}, {"needed-node", false},
	{"device-address", true}, {"device-interrupt", true}, {"domain-memory", false},
	{"no-dom0", true},	{"passthrough-device", false}, {"passthrough-address", false},
	{"passthrough-interrupt", false}, {"passthrough-dma", false}, {"passthrough-tree", false},
	{"not-loaded", false},
};

static void these_errors_stay_errors(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_CODE_COUNT; i++) {
		const struct xb_code_info *info = xb_code_info((enum xb_code)i);
		size_t row = 0;

		while (row < XB_COUNT(kept) && strcmp(kept[row].code, info->name) != 0)
			row++;
		check_bool(info->name, info->keeps != NULL, row < XB_COUNT(kept));
		check_bool(info->name, info->never_less,
			   row < XB_COUNT(kept) && kept[row].never_less);
	}
}

/* One diagnostic of CODE, raised at SEVERITY, under a level for CODE and one for another. */
static void apply(enum xb_code code, int change, enum xb_severity severity, struct xb_diags *diags)
{
	struct xb_check_level items[] = {
		{.code = code == XB_CODE_CONSOLE ? XB_CODE_SECURITY : XB_CODE_CONSOLE,
		 .severity = XB_CHECK_OFF},
		{.code = code, .severity = change, .at = {"p.yaml", 3, 4}},
	};
	const struct xb_check_levels levels = {.items = items, .count = XB_COUNT(items)};
	struct xb_check_policy policy = {0};

	xb_report(diags, severity, code, (struct xb_pos){"p.yaml", 9, 1}, "m");
	xb_hint(diags, "h");
	xb_check_policy_add(&policy, &levels, diags);
	xb_diags_apply(diags, &policy);
}

static void check_counts(const char *label, const struct xb_diags *diags)
{
	size_t errors = 0, warnings = 0;

	for (size_t i = 0; i < diags->count; i++) {
		errors += diags->items[i].severity == XB_ERROR;
		warnings += diags->items[i].severity == XB_WARNING;
	}
	check_u64(label, diags->errors, errors);
	check_u64(label, diags->warnings, warnings);
}

static void check_change(enum xb_code code, int change, enum xb_severity severity)
{
	const struct xb_code_info *info = xb_code_info(code);
	bool lowers = info->keeps && change < XB_ERROR;
	bool refused = lowers && (info->never_less || severity == XB_ERROR);
	struct xb_diags diags = {0};
	struct xb_buf want = {0};

	if (refused)
		xb_buf_printf(&want, "%s %s", xb_severity_name(severity), info->name);
	else if (change != XB_CHECK_OFF)
		xb_buf_printf(&want, "%s %s", xb_severity_name((enum xb_severity)change),
			      info->name);
	if (refused)
		xb_buf_puts(&want, ", error bad-value");
	apply(code, change, severity, &diags);
	check_diags(info->name, &diags, want.data ? want.data : "");
	check_counts(info->name, &diags);
	if (refused) {
		check_u64(info->name, diags.items[1].line, 3);
		check_contains(info->name, diags.items[1].message, info->name);
		check_contains(info->name, diags.items[1].message, info->keeps);
		assert_non_null(diags.items[1].hint);
	}
	xb_buf_clear(&want);
	xb_diags_clear(&diags);
}

static void each_code_under_each_change(void **state)
{
	(void)state;
	for (size_t code = 0; code < XB_CODE_COUNT; code++)
		for (size_t i = 0; i < XB_COUNT(changes); i++)
			for (size_t k = 0; k < XB_COUNT(raised); k++)
				check_change((enum xb_code)code, changes[i], raised[k]);
}

/* The command line's come behind the profile's, and of its own the last one counts. */
static void the_last_level_wins(void **state)
{
	struct xb_check_level first[] = {{.code = XB_CODE_SECURITY, .severity = XB_ERROR},
					 {.code = XB_CODE_CONSOLE, .severity = XB_CHECK_OFF}};
	struct xb_check_level second[] = {{.code = XB_CODE_SECURITY, .severity = XB_CHECK_OFF},
					  {.code = XB_CODE_SECURITY, .severity = XB_WARNING}};
	const struct xb_check_levels profile = {.items = first, .count = 2};
	const struct xb_check_levels line = {.items = second, .count = 2};
	struct xb_check_policy policy = {0};
	struct xb_diags diags = {0};

	(void)state;
	xb_note(&diags, XB_CODE_SECURITY, NOWHERE, "one");
	xb_warning(&diags, XB_CODE_CONSOLE, NOWHERE, "two");
	xb_error(&diags, XB_CODE_OPTION_VALUE, NOWHERE, "three");
	xb_check_policy_add(&policy, &profile, &diags);
	xb_check_policy_add(&policy, &line, &diags);
	xb_diags_apply(&diags, &policy);
	check_diags("both", &diags, "warning security, error option-value");
	check_counts("both", &diags);
	xb_diags_clear(&diags);
}

static void without_levels_all_stays(void **state)
{
	const struct xb_check_policy policy = {0};
	struct xb_diags diags = {0};

	(void)state;
	xb_diags_apply(&diags, &policy);
	check_diags("none", &diags, "");
	xb_note(&diags, XB_CODE_SECURITY, NOWHERE, "one");
	xb_error(&diags, XB_CODE_CELLS, NOWHERE, "two");
	xb_diags_apply(&diags, &policy);
	check_diags("as they were", &diags, "note security, error cells");
	check_counts("as they were", &diags);
	xb_diags_clear(&diags);
}

static void a_misspelt_code_has_a_nearest(void **state)
{
	(void)state;
	check_text("near", xb_code_nearest("overlpa"), "overlap");
	check_text("near", xb_code_nearest("dom0_mem"), "dom0-mem");
	assert_null(xb_code_nearest("zzzzzzzz"));
	assert_null(xb_code_nearest(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(these_errors_stay_errors),
		cmocka_unit_test(each_code_under_each_change),
		cmocka_unit_test(the_last_level_wins),
		cmocka_unit_test(without_levels_all_stays),
		cmocka_unit_test(a_misspelt_code_has_a_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Xen's .config, and expressions over its symbols. */
#include "unit/diags.h"

#include "xenboot/model.h"

static const char sample[] = "#\n# Xen/arm 4.17.7 Configuration\n#\n"
			     "CONFIG_ARM_64=y\n"
			     "CONFIG_NR_CPUS=128\n"
			     "CONFIG_SCHED_DEFAULT=\"credit2\"\n"
			     "CONFIG_EMPTY=\"\"\n"
			     "# CONFIG_SCHED_NULL is not set\n"
			     "# CONFIG_ARM_64 is a comment\n"
			     " CONFIG_INDENTED=y\n"
			     "CONFIG_NO_VALUE\n"
			     "CONFIG_LAST=y";

static struct xb_kconfig *parse(const char *text, size_t length, struct xb_diags *diags)
{
	return xb_kconfig_parse("xen.config", text, length, (struct xb_pos){.file = "p.yaml"}, diags);
}

static void symbols_have_their_values(void **state)
{
	static const struct {
		const char *symbol, *value;
	} rows[] = {
		{"ARM_64", "y"},	  {"NR_CPUS", "128"},   {"SCHED_DEFAULT", "credit2"},
		{"EMPTY", ""},	  {"SCHED_NULL", "n"}, {"LAST", "y"},
		{"NOWHERE", "n"}, {"ARM", "n"},	      {"ARM_640", "n"},
		{"INDENTED", "n"}, {"NO_VALUE", "n"},  {"", "n"},
	};
	struct xb_diags diags = {0};
	struct xb_kconfig *kconfig = parse(sample, sizeof(sample) - 1, &diags);

	(void)state;
	assert_non_null(kconfig);
	check_diags("sample", &diags, "");
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_text(rows[i].symbol, xb_kconfig_value(kconfig, rows[i].symbol), rows[i].value);
	xb_kconfig_free(kconfig);
}

static void lines_may_end_in_cr_lf(void **state)
{
	static const char text[] = "CONFIG_A=y\r\nCONFIG_B=\"b\"\r\n# CONFIG_C is not set\r\n";
	struct xb_diags diags = {0};
	struct xb_kconfig *kconfig = parse(text, sizeof(text) - 1, &diags);

	(void)state;
	check_text("A", xb_kconfig_value(kconfig, "A"), "y");
	check_text("B", xb_kconfig_value(kconfig, "B"), "b");
	check_text("C", xb_kconfig_value(kconfig, "C"), "n");
	xb_kconfig_free(kconfig);
}

static void expressions_are_judged(void **state)
{
	static const struct {
		const char *expression;
		bool holds;
		const char *missing;
	} rows[] = {
		{"ARM_64", true, NULL},
		{"SCHED_NULL", false, "SCHED_NULL"},
		{"NR_CPUS", true, NULL},
		{"!SCHED_NULL", true, NULL},
		{"!ARM_64", false, "ARM_64"},
		{"ARM_64 && LAST", true, NULL},
		{"ARM_64 && SCHED_NULL", false, "SCHED_NULL"},
		{"A && B", false, "A"},
		{"SCHED_NULL || LAST", true, NULL},
		{"LAST || SCHED_NULL", true, NULL},
		{"A || B", false, "A"},
		{"A || B && LAST", false, "A"},
		{"LAST || A && B", true, NULL},
		{"(LAST || A) && B", false, "B"},
		{"!(A || B)", true, NULL},
		{"!(LAST && ARM_64)", false, "LAST"},
		{"  ARM_64  ", true, NULL},
		{"", false, ""},
		{"((((((((((((((((((((ARM_64))))))))))))))))))))", false, NULL},
	};
	struct xb_diags diags = {0};
	struct xb_kconfig *kconfig = parse(sample, sizeof(sample) - 1, &diags);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *missing = NULL;

		check_bool(rows[i].expression,
			xb_kconfig_judge(kconfig, rows[i].expression, &missing), rows[i].holds);
		check_text(rows[i].expression, missing, rows[i].missing);
		check_bool(rows[i].expression,
			xb_kconfig_judge(kconfig, rows[i].expression, NULL), rows[i].holds);
		free(missing);
	}
	xb_kconfig_free(kconfig);
}

static void what_is_no_config_is_refused(void **state)
{
	static const char *const texts[] = {"", "\n", "just a text\n", "CONFIG_\n", "CONFIG_=y\n",
					    "# CONFIG_A is notset\n", "CONFIG_A"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		struct xb_diags diags = {0};

		assert_null(parse(texts[i], strlen(texts[i]), &diags));
		check_diags(texts[i], &diags, "error file-type");
		check_contains(texts[i], diags_message(&diags), "xen.config is no .config");
		xb_diags_clear(&diags);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(symbols_have_their_values),
		cmocka_unit_test(lines_may_end_in_cr_lf),
		cmocka_unit_test(expressions_are_judged),
		cmocka_unit_test(what_is_no_config_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

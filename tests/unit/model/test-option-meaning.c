/* SPDX-License-Identifier: MIT */
/* How the values of the catalog's options, and of every type, will be understood. */
#include "unit/diags.h"

#include "model/option.h"

/* ---- Types ---------------------------------------------------------------------------------- */

static struct xb_choice choices[] = {
	{.value = {.text = "trap"}, .help = {.text = "Xen takes over"}},
	{.value = {.text = "idle"}, .help = {.text = "whenever a CPU is idle"}},
	{.value = {.text = "off"}, .help = {.text = "not at all"}},
	{.value = {.text = "bare"}},
};
static struct xb_choice flags[] = {
	{.value = {.text = "force"}, .help = {.text = "no boot without one"}},
	{.value = {.text = "no-xen"}, .help = {.text = "not inside Xen"}},
	{.value = {.text = "verbose"}, .help = {.text = "more lines"}},
};

static const struct {
	const char *type, *grammar, *unit;
	enum xb_scope scope;
	const char *value; /* NULL: the bare word */
	const char *meaning;
} rows[] = {
	{"bool", NULL, NULL, XB_SCOPE_XEN, NULL, "on"},
	{"bool", NULL, NULL, XB_SCOPE_XEN, "enable", "on"},
	{"bool", NULL, NULL, XB_SCOPE_XEN, "1", "on"},
	{"bool", NULL, NULL, XB_SCOPE_XEN, "disable", "not at all"},
	{"bool", NULL, NULL, XB_SCOPE_XEN, "0", "not at all"}, /* as the choice that means it says */
	{"bool", NULL, NULL, XB_SCOPE_LINUX, NULL, "on"},

	{"size", NULL, "KiB", XB_SCOPE_XEN, "1G", "1 GiB, 1073741824 bytes"},
	{"size", NULL, "KiB", XB_SCOPE_XEN, "512", "512 KiB, 524288 bytes (a number without a unit is KiB)"},
	{"size", NULL, "KiB", XB_SCOPE_XEN, "0", "0 bytes"},
	{"size", NULL, "KiB", XB_SCOPE_XEN, "17B", "17 bytes"},
	{"size", NULL, "KiB", XB_SCOPE_XEN, "0x1b",
	 "27 KiB, 27648 bytes (a number without a unit is KiB)"},
	{"size", NULL, "KiB", XB_SCOPE_XEN, "0100M",
	 "64 MiB, 67108864 bytes (a leading 0 makes it octal)"},
	{"size", NULL, NULL, XB_SCOPE_LINUX, "64M", "64 MiB, 67108864 bytes"},
	{"size", NULL, NULL, XB_SCOPE_LINUX, "4096", "4 KiB, 4096 bytes"},
	{"string", "<size>", NULL, XB_SCOPE_LINUX, "2M", "2 MiB, 2097152 bytes"},
	{"string", "<size>[@<int>]", NULL, XB_SCOPE_LINUX, "2M@0", ""},
	{"string", "[cpu:]<size>", "KiB", XB_SCOPE_XEN, "cpu:1M", "cpu: 1 MiB, 1048576 bytes"},

	{"int", NULL, "ms", XB_SCOPE_XEN, "30", "30 ms"},
	{"int", NULL, "ms", XB_SCOPE_XEN, "1", "1 ms"},
	{"int", NULL, "vCPUs", XB_SCOPE_XEN, "1", "1 vCPU"},
	{"int", NULL, "pages", XB_SCOPE_XEN, "1", "1 page"},
	{"int", NULL, "vCPUs", XB_SCOPE_XEN, "0x10", "16 vCPUs"},
	{"int", NULL, "vCPUs", XB_SCOPE_XEN, "010", "8 vCPUs (a leading 0 makes it octal)"},
	{"int", "<int>", "s", XB_SCOPE_LINUX, "-1", "-1 s"},
	{"int", "<int>", "seconds", XB_SCOPE_LINUX, "-1", "-1 seconds"},
	{"int", NULL, NULL, XB_SCOPE_XEN, "7", ""},
	{"int", NULL, NULL, XB_SCOPE_XEN, "010", "8 (a leading 0 makes it octal)"},
	{"string", "<int>|<int>-<int>", "vCPUs", XB_SCOPE_XEN, "2-4", ""},

	{"enum", NULL, NULL, XB_SCOPE_XEN, "trap", "Xen takes over"},
	{"enum", NULL, NULL, XB_SCOPE_XEN, "bare", ""},
	{"enum", "idle|<bool>", NULL, XB_SCOPE_XEN, "idle", "whenever a CPU is idle"},
	{"enum", "idle|<bool>", NULL, XB_SCOPE_XEN, "no", "not at all"},
	{"enum", "idle|<bool>", NULL, XB_SCOPE_XEN, "yes", "on"},
	{"enum", "idle|<bool>", NULL, XB_SCOPE_XEN, NULL, "on"},
	{"enum", "force|no|off", NULL, XB_SCOPE_XEN, "no", "not at all"},
	{"enum", "(trap|idle)[/(trap|idle)]", NULL, XB_SCOPE_XEN, "trap/idle",
	 "trap: Xen takes over; idle: whenever a CPU is idle"},
	{"enum", "off|y|n", NULL, XB_SCOPE_LINUX, "n", "not at all"},
	{"string", NULL, NULL, XB_SCOPE_XEN, "what", ""},
	{"string", NULL, NULL, XB_SCOPE_XEN, "off", "not at all"},
	{"string", NULL, NULL, XB_SCOPE_XEN, NULL, ""},

	{"list", "([no-](force|verbose)|verbose=<bool>|<bool>),...", NULL, XB_SCOPE_XEN, "force",
	 "no boot without one"},
	{"list", "([no-](force|verbose)|verbose=<bool>|<bool>),...", NULL, XB_SCOPE_XEN,
	 "no-verbose", "verbose: off"},
	{"list", "([no-](force|verbose)|verbose=<bool>|<bool>),...", NULL, XB_SCOPE_XEN,
	 "off,force,verbose=0", "off: off; force: no boot without one; verbose: off"},
	{"list", "([no-](force|verbose)|verbose=<bool>|<bool>),...", NULL, XB_SCOPE_XEN,
	 "verbose=yes", "verbose: more lines"},
	{"list", "([no-]xen|rs=<bool>),...", NULL, XB_SCOPE_XEN, "no-xen,rs=1",
	 "no-xen: not inside Xen; rs: on"},
	{"list", "([no-]<word>),...", NULL, XB_SCOPE_XEN, "rdrand,no-avx512f", "avx512f: off"},
	{"list", "(min:<size>|<size>),...", "KiB", XB_SCOPE_XEN, "min:512,1G",
	 "min: 512 KiB, 524288 bytes (a number without a unit is KiB); 1G: 1 GiB, 1073741824 bytes"},
	{"list", "<word>,...", NULL, XB_SCOPE_XEN, "force,a,b,c", "force: no boot without one"},
	{"list", "<word>,...", NULL, XB_SCOPE_XEN, "force,a,b,c,d", ""}, /* too long for a line */
};

static bool is_of_flags(const char *type)
{
	return strcmp(type, "list") == 0;
}

static void each_type_has_its_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		bool list = is_of_flags(rows[i].type);
		struct xb_option option = {
			.name = {.text = "x"},
			.type = {.text = rows[i].type},
			.grammar = {.text = rows[i].grammar},
			.unit = {.text = rows[i].unit},
			.scope = rows[i].scope,
			.choices = list ? flags : choices,
			.choice_count = list ? XB_COUNT(flags) : XB_COUNT(choices),
		};
		char *label = xb_format("row %zu, %s %s", i, rows[i].type,
					rows[i].value ? rows[i].value : "(bare)");
		struct xb_buf meaning = {0};

		xb_option_meaning(&option, rows[i].value, &meaning);
		check_text(label, meaning.data ? meaning.data : "", rows[i].meaning);
		xb_buf_clear(&meaning);
		free(label);
	}
}

static void text_from_outside_does_no_harm(void **state)
{
	struct xb_choice hostile = {.value = {.text = "a\033[2J"}, .help = {.text = "b\033[2J"}};
	struct xb_option option = {.name = {.text = "x"},
				   .type = {.text = "list"},
				   .choices = &hostile,
				   .choice_count = 1};
	struct xb_buf meaning = {0};

	(void)state;
	xb_option_meaning(&option, "c,a\033[2J", &meaning);
	check_text("list", meaning.data, "a\\x1b[2J: b\\x1b[2J");
	xb_buf_clear(&meaning);
}

/* ---- The catalog ---------------------------------------------------------------------------- */

static const struct {
	enum xb_scope scope;
	const char *name, *value, *meaning;
} known[] = {
	{XB_SCOPE_XEN, "dom0_mem", "1G", "1 GiB, 1073741824 bytes"},
	{XB_SCOPE_XEN, "dom0_mem", "512",
	 "512 KiB, 524288 bytes (a number without a unit is KiB)"},
	{XB_SCOPE_XEN, "dom0_max_vcpus", "2", "2 vCPUs"},
	{XB_SCOPE_XEN, "sync_console", NULL, "on"},
	{XB_SCOPE_XEN, "vwfi", "native",
	 "the guest itself waits on the CPU; least interrupt latency"},
	{XB_SCOPE_XEN, "bootscrub", "off", "do not wipe"},
	{XB_SCOPE_XEN, "bootscrub", NULL,
	 "wipe everything before dom0 starts; the bare word means this"},
	{XB_SCOPE_XEN, "loglvl", "error/all",
	 "error: errors; all: everything, the same as debug"},
	{XB_SCOPE_LINUX, "panic", "5", "5 seconds"},
	{XB_SCOPE_LINUX, "mem", "512M", "512 MiB, 536870912 bytes"},
	{XB_SCOPE_LINUX, "mitigations", "auto,nosmt", "the same, and no SMT"},
	{XB_SCOPE_LINUX, "clk_ignore_unused", NULL, "on"},
};

static void options_of_the_catalog(void **state)
{
	struct xb_diags diags = {0};
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_catalog *catalog = xb_catalog_load(data, &diags);

	(void)state;
	assert_non_null(catalog);
	for (size_t i = 0; i < XB_COUNT(known); i++) {
		const struct xb_option *option =
			xb_catalog_find(catalog, known[i].scope, known[i].name, "arm64");
		struct xb_buf meaning = {0};

		assert_non_null(option);
		xb_option_meaning(option, known[i].value, &meaning);
		check_text(known[i].name, meaning.data, known[i].meaning);
		xb_buf_clear(&meaning);
	}
	xb_catalog_free(catalog);
	xb_data_free(data);
	xb_diags_clear(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_type_has_its_words),
		cmocka_unit_test(text_from_outside_does_no_harm),
		cmocka_unit_test(options_of_the_catalog),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

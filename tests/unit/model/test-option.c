/* SPDX-License-Identifier: MIT */
#include "model/option.h"

#include <stdlib.h>

#include "support.h"

#define TEXT(string)                                                                               \
	{                                                                                          \
		.text = (string)                                                                   \
	}
#define NUMBER(number)                                                                             \
	{                                                                                          \
		.value = (number), .given = true                                                   \
	}

static struct xb_choice vwfi_words[] = {{.value = TEXT("trap")}, {.value = TEXT("native")}};
static struct xb_choice scrub_words[] = {
    {.value = TEXT("idle")}, {.value = TEXT("1")}, {.value = TEXT("0")}};

/* One option of each kind, as a catalog would describe it. */
static struct xb_option vwfi = {
    .name = TEXT("vwfi"), .type = TEXT("enum"), .choices = vwfi_words, .choice_count = 2};
static struct xb_option bootscrub = {.name = TEXT("bootscrub"),
				     .type = TEXT("enum"),
				     .grammar = TEXT("idle|<bool>"),
				     .choices = scrub_words,
				     .choice_count = 3,
				     .bare = {.value = true, .given = true}};
static struct xb_option noreboot = {.name = TEXT("noreboot"), .type = TEXT("bool")};
static struct xb_option quiet = {
    .name = TEXT("quiet"), .type = TEXT("bool"), .scope = XB_SCOPE_LINUX};
static struct xb_option ro = {.name = TEXT("ro"), .type = TEXT("bool"),
			      .alone = {.value = true}, .scope = XB_SCOPE_LINUX};
static struct xb_option vcpus = {.name = TEXT("dom0_max_vcpus"),
				 .type = TEXT("int"),
				 .min = NUMBER(1),
				 .max = NUMBER(8),
				 .unit = TEXT("vCPUs")};
static struct xb_option ratelimit = {.name = TEXT("sched_ratelimit_us"),
				     .type = TEXT("int"),
				     .grammar = TEXT("0|<int 100..500000>"),
				     .min = NUMBER(100),
				     .max = NUMBER(500000)};
static struct xb_option any_int = {.name = TEXT("tevt_mask"), .type = TEXT("int")};
static struct xb_option from_one = {.name = TEXT("n"), .type = TEXT("int"), .min = NUMBER(1)};
static struct xb_option dom0_mem = {
    .name = TEXT("dom0_mem"), .type = TEXT("size"), .min = NUMBER(4 << 20)};
static struct xb_option ring = {
    .name = TEXT("ring"), .type = TEXT("size"), .min = NUMBER(16 << 10), .max = NUMBER(1 << 20)};
static struct xb_option any_size = {.name = TEXT("any"), .type = TEXT("size")};
static struct xb_option console = {
    .name = TEXT("console"), .type = TEXT("list"), .grammar = TEXT("(dtuart|none),...")};
static struct xb_choice levels[] = {{.value = TEXT("info")}, {.value = TEXT("all")}};
static struct xb_option loglvl = {.name = TEXT("loglvl"),
				  .type = TEXT("enum"),
				  .grammar = TEXT("(info|all)[/(info|all)]"),
				  .choices = levels,
				  .choice_count = 2};
static struct xb_option iommu = {
    .name = TEXT("iommu"),
    .type = TEXT("list"),
    .grammar = TEXT("([no-](force|required)|(force|required)=<bool>|<bool>),...")};
static struct xb_option words = {
    .name = TEXT("words"), .type = TEXT("list"), .choices = vwfi_words, .choice_count = 2};
static struct xb_option parts = {.name = TEXT("parts"), .type = TEXT("list")};
static struct xb_option dtuart = {.name = TEXT("dtuart"), .type = TEXT("string")};
static struct xb_option root = {
    .name = TEXT("root"), .type = TEXT("string"), .scope = XB_SCOPE_LINUX};

static struct xb_option ip = {.name = TEXT("ip"),
			      .type = TEXT("string"),
			      .grammar = TEXT("dhcp|off"),
			      .scope = XB_SCOPE_LINUX};

static struct xb_option *const all[] = {&vwfi,	    &bootscrub, &noreboot, &quiet,    &ro, &vcpus,
					&ratelimit, &any_int,	&from_one, &dom0_mem, &ring,
					&any_size,  &console,	&iommu,	   &words,    &parts,
					&dtuart,    &root,	&ip,	   &loglvl};

static int compile_all(void **state)
{
	struct xb_diags diags = {0};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(all); i++)
		check_bool(all[i]->name.text, xb_option_compile(all[i], &diags), true);
	check_u64("diagnostics", diags.count, 0);
	return 0;
}

static int release_all(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(all); i++)
		xb_option_release(all[i]);
	return 0;
}

static const struct {
	const struct xb_option *option;
	const char *value; /* NULL: the bare word */
} good[] = {
    {&vwfi, "trap"},
    {&vwfi, "native"},
    {&bootscrub, NULL},
    {&bootscrub, "idle"},
    {&bootscrub, "0"},
    {&bootscrub, "no"},
    {&noreboot, NULL},
    {&noreboot, "1"},
    {&noreboot, "disable"},
    {&quiet, NULL},
    {&quiet, "1"}, /* the function of a flag is handed the value, and does not look at it */
    {&quiet, "0"},
    {&ro, NULL},
    {&vcpus, "1"},
    {&vcpus, "8"},
    {&vcpus, "0x8"},
    {&ratelimit, "0"},
    {&ratelimit, "100"},
    {&ratelimit, "500000"},
    {&any_int, "0"},
    {&any_int, "4294967295"},
    {&from_one, "1"},
    {&from_one, "4294967295"},
    {&dom0_mem, "4M"},
    {&dom0_mem, "4096"},
    {&dom0_mem, "1G"},
    {&dom0_mem, "0x100m"},
    {&ring, "16K"},
    {&ring, "1M"},
    {&any_size, "0"},
    {&console, "dtuart"},
    {&console, "none,dtuart"},
    {&iommu, "no"},
    {&iommu, "no-force"},
    {&iommu, "force=1,required"},
    {&words, "trap,native"},
    {&parts, "a,b"},
    {&dtuart, "/soc/serial@1,2:x"},
    {&root, "LABEL=root fs"},
};

static void what_fits_is_accepted(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(good); i++) {
		char *problem, *hint;
		bool fits = xb_option_judge(good[i].option, good[i].value, &problem, &hint);

		check_text(good[i].value ? good[i].value : "bare", problem, NULL);
		check_text(good[i].value ? good[i].value : "bare", hint, NULL);
		check_bool(good[i].value ? good[i].value : "bare", fits, true);
	}
}

static const struct {
	const struct xb_option *option;
	const char *value;
	const char *problem;
	const char *hint;
} bad[] = {
    {&vwfi, "nativ", "is not one of trap, native", "did you mean native?"},
    {&vwfi, "Trap", "is not one of trap, native", "did you mean trap?"},
    {&vwfi, "maybe", "is not one of trap, native", NULL},
    {&vwfi, NULL, "needs a value", "such as vwfi=trap"},
    {&vwfi, "", "has an empty value", "give vwfi a value, or leave it out"},
    {&bootscrub, "idel", "is not one of idle, 1, 0", "did you mean idle?"},
    {&noreboot, "tru", "is not one of yes, on, true, enable, 1, no, off, false, disable, 0",
     "did you mean true?"},
    {&noreboot, "2", "is not one of yes, on, true, enable, 1, no, off, false, disable, 0", NULL},
    {&ro, "1", "takes no value: the word alone switches it on", "write ro: true, or leave it out"},

    {&vcpus, "9", "is outside 1..8 vCPUs", "write 8"},
    {&vcpus, "0", "is outside 1..8 vCPUs", "write 1"},
    {&vcpus, "-1", "is outside 1..8 vCPUs", "write 1"},
    {&vcpus, "0x10", "is 16, outside 1..8 vCPUs", "write 8"},
    {&vcpus, "99999999999999999999", "is outside 1..8 vCPUs", "write 8"},
    {&vcpus, "abc", "is not a number", "write a number in 1..8 vCPUs"},
    {&vcpus, "1-4", "is not a number: `-4` follows 1", "write 1"},
    {&vcpus, "08", "begins with 0, which makes it octal, where there is no 8 or 9", "write 8"},
    {&vcpus, NULL, "needs a value", "the form is dom0_max_vcpus=<int 1..8>"},
    {&ratelimit, "99", "is outside 100..500000; the form is 0|<int 100..500000>", "write 100"},
    {&ratelimit, "500001", "is outside 100..500000; the form is 0|<int 100..500000>",
     "write 500000"},
    {&ratelimit, "1ms",
     "is not of the form "
     "sched_ratelimit_us=0|<int 100..500000>",
     NULL},
    {&any_int, "4294967296", "is outside 0..4294967295", "write 4294967295"},
    {&from_one, "0", "is outside 1..", "write 1"},

    {&dom0_mem, "1GB", "is not a size: `B` follows 1G", "write 1G"},
    {&dom0_mem, "1GiB", "is not a size: `iB` follows 1G", "write 1G"},
    {&dom0_mem, "0.5G", "is not a size: Xen reads no fractions", "write 512M"},
    {&dom0_mem, "1.5GB", "is not a size: Xen reads no fractions", "write 1536M"},
    {&dom0_mem, "0.3G", "is not a size: Xen reads no fractions",
     "write a whole number and K, M or G, such as 512M"},
    {&dom0_mem, "1 G", "holds a blank, where Xen ends the option and begins the next one",
     "write 1G"},
    {&console, "dtuart none", "holds a blank, where Xen ends the option and begins the next one",
     "write dtuart,none"},
    {&console, " dtuart , none ", "holds a blank, where Xen ends the option and begins the next one",
     "write dtuart,none"},
    {&dom0_mem, "1G,max:2G", "is not a size: `,max:2G` follows 1G", "write 1G"},
    {&dom0_mem, "50%", "is not a size: `%` follows 50",
     "write a whole number and K, M or G, such as 512M"},
    {&dom0_mem, "-512M", "is negative, which no size is",
     "write a whole number and K, M or G, such as 512M"},
    {&dom0_mem, "lots", "is not a size", "write a whole number and K, M or G, such as 512M"},
    {&dom0_mem, "17179869184T", "is larger than 64 bits hold",
     "write a whole number and K, M or G, such as 512M"},
    {&dom0_mem, "010", "is 8 KiB (a leading 0 makes it octal, and without a unit it is KiB), less than 4 MiB, "
     "the least that works", "write 10M for MiB"},
    {&dom0_mem, "02M", "is 2 MiB (a leading 0 makes it octal), less than 4 MiB, the least that works", NULL},
    {&dom0_mem, "512", "is 512 KiB (a number without a unit is KiB), less than 4 MiB, the least that works",
     "write 512M for MiB"},
    {&dom0_mem, "4095K", "is less than 4 MiB, the least that works", NULL},
    {&ring, "15K", "is outside 16 KiB..1 MiB", NULL},
    {&ring, "1025", "is 1025 KiB (a number without a unit is KiB), outside 16 KiB..1 MiB", NULL},

    {&console, "dtuart,vga",
     "is understood up to `console=dtuart,`, then `vga` is not expected; the form is "
     "console=(dtuart|none),...",
     NULL},
    {&console, "dtuart,", "ends where more is expected; the form is console=(dtuart|none),...",
     NULL},
    {&console, "dtuart;none",
     "is understood up to `console=dtuart`, then `;none` is not expected; the form is "
     "console=(dtuart|none),...",
     NULL},
    {&console, "dtuat,none",
     "begins with `dtuat`, which is not expected; the form is console=(dtuart|none),...",
     "did you mean dtuart,none?"},
    {&loglvl, "all/inf",
     "is understood up to `loglvl=all/`, then `inf` is not expected; the form is "
     "loglvl=(info|all)[/(info|all)]",
     "did you mean all/info?"},
    {&loglvl, "inf", "is not one of info, all", "did you mean info?"},
    {&iommu, "force,requird,no",
     "is understood up to `iommu=force,`, then `requird` is not expected; the form is "
     "iommu=([no-](force|required)|(force|required)=<bool>|<bool>),...",
     "did you mean force,required,no?"},
    {&words, "trap,nativ",
     "is understood up to `words=trap,`, then `nativ` is not expected; the form is "
     "words=('trap'|'native'),...",
     "did you mean trap,native?"},
    {&parts, "a,b:c",
     "is understood up to `parts=a,b`, then `:c` is not expected; the form is "
     "parts=(<word>),...",
     NULL},
    {&dtuart, "serial0 sync_console",
     "holds a blank, where Xen ends the option and begins the next one",
     "leave the blank out; each option has a line of its own"},
    {&root, NULL, "needs a value", "the form is root=<text>"},
    {&root, "", "has an empty value", "give root a value, or leave it out"},
};

static void what_does_not_fit_is_explained(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(bad); i++) {
		char *problem, *hint;
		char label[96];

		snprintf(label, sizeof(label), "%s=%s", bad[i].option->name.text,
			 bad[i].value ? bad[i].value : "(bare)");
		check_bool(label, xb_option_judge(bad[i].option, bad[i].value, &problem, &hint),
			   false);
		check_text(label, problem, bad[i].problem);
		check_text(label, hint, bad[i].hint);
		free(problem);
		free(hint);
	}
}

/* Xen keeps 127 bytes of NAME=VALUE. */
static void the_length_that_xen_keeps(void **state)
{
	char value[140];
	char *problem, *hint;

	(void)state;
	memset(value, 'a', sizeof(value));
	value[127 - strlen("dtuart=")] = '\0';
	check_bool("127", xb_option_judge(&dtuart, value, &problem, &hint), true);
	value[127 - strlen("dtuart=")] = 'a';
	value[128 - strlen("dtuart=")] = '\0';
	check_bool("128", xb_option_judge(&dtuart, value, &problem, &hint), false);
	check_contains("128", problem, "is 128 characters long with its name");
	free(problem);
	free(hint);
	value[139] = '\0';
	check_bool("Linux", xb_option_judge(&root, value, &problem, &hint), true);
}

/* Only the head of a long value is repeated, and no half character. */
static void long_values_are_cut(void **state)
{
	char value[4200];
	char *problem, *hint;

	(void)state;
	for (size_t i = 0; i < sizeof(value); i++)
		value[i] = "\xc3\xa9"[i & 1];
	value[sizeof(value) - 1] = '\0';
	xb_option_explain(&ip, value, &problem, &hint);
	check_text(
	    "problem", problem,
	    "is not of the form ip=dhcp|off");
	check_text("hint", hint, NULL);
	free(problem);
}

static const struct {
	struct xb_option option;
	const char *message;
} faulty[] = {
    {{.name = TEXT("a"), .type = TEXT("float")},
     "option a: float is none of bool, int, size, enum, string, list"},
    {{.name = TEXT("a")}, "option a: (no type) is none of"},
    {{.name = TEXT("a"), .type = TEXT("enum")}, "option a is an enum without choices"},
    {{.name = TEXT("a"), .type = TEXT("int"), .min = NUMBER(2), .max = NUMBER(1)},
     "option a: min 2 is larger than max 1"},
    {{.name = TEXT("a"), .type = TEXT("bool"), .min = NUMBER(2)},
     "option a: only an int or a size has min and max, not a bool"},
    {{.name = TEXT("a"), .type = TEXT("string"), .grammar = TEXT("(a")},
     "option a: the grammar `(a` is wrong in column 1: '(' is never closed"},
    {{.name = TEXT("a"), .type = TEXT("int"), .min = NUMBER(UINT64_MAX), .max = NUMBER(UINT64_MAX)},
     "is wrong in"},
};

static void faulty_rows_are_errors_at_their_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(faulty); i++) {
		struct xb_option option = faulty[i].option;
		struct xb_diags diags = {0};

		option.grammar.at = (struct xb_pos){.file = "x.yaml", .line = 7, .column = 3};
		option.type.at = option.min.at = option.max.at = option.grammar.at;
		check_bool(faulty[i].message, xb_option_compile(&option, &diags), false);
		check_u64(faulty[i].message, diags.errors, 1);
		check_contains(faulty[i].message, diags.items[0].message, faulty[i].message);
		check_int("code", diags.items[0].code, XB_CODE_BAD_VALUE);
		check_u64("line", diags.items[0].line, 7);
		assert_null(option.compiled);
		xb_option_release(&option);
		xb_diags_clear(&diags);
	}
}

static void choices_without_sense_are_errors(void **state)
{
	static const char *const values[] = {"it's", ""};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(values); i++) {
		struct xb_choice choice = {.value = {.text = values[i]}};
		struct xb_option option = {
		    .name = TEXT("a"), .type = TEXT("enum"), .choices = &choice, .choice_count = 1};
		struct xb_diags diags = {0};

		check_bool(values[i], xb_option_compile(&option, &diags), false);
		check_contains(values[i], diags.items[0].message, "a choice cannot be empty");
		xb_diags_clear(&diags);
	}
}

static void architectures(void **state)
{
	struct xb_text items[] = {TEXT("arm64"), TEXT("arm32")};
	struct xb_option arm = {.arch = {.items = items, .count = 2}};
	struct xb_option everywhere = {.arch = {.count = 0}};

	(void)state;
	check_bool("arm64", xb_option_on_arch(&arm, "arm64"), true);
	check_bool("arm32", xb_option_on_arch(&arm, "arm32"), true);
	check_bool("arm6", xb_option_on_arch(&arm, "arm6"), false);
	check_bool("x86", xb_option_on_arch(&arm, "x86"), false);
	check_bool("everywhere", xb_option_on_arch(&everywhere, "x86"), true);
}

static const struct {
	const char *text;
	uint64_t bytes;
} sizes[] = {
    {"0", 0},
    {"512", 512 << 10},
    {"512B", 512},
    {"1k", 1 << 10},
    {"1K", 1 << 10},
    {"1m", 1 << 20},
    {"1G", 1 << 30},
    {"1T", UINT64_C(1) << 40},
    {"010M", 8 << 20},
    {"0x10M", 16 << 20},
    {"0x1B", UINT64_C(0x1b) << 10}, /* the B is a digit */
    {"18446744073709551615B", UINT64_MAX},
    {"18014398509481983", UINT64_MAX - 1023},
    {"16777215T", UINT64_C(16777215) << 40},
};
static const char *const no_sizes[] = {
    "",
    "M",
    "-1M",
    "+1M",
    "1 M",
    " 1M",
    "1M ",
    "1MB",
    "1.5M",
    "08M",
    "1P",
    "0x",
    "0xM",
    "1e3M",
    "50%",
    "1_000",
    "18446744073709551616B",
    "18014398509481984",
    "16777216T",
};

static void sizes_as_xen_reads_them(void **state)
{
	uint64_t bytes;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(sizes); i++) {
		bytes = 1;
		check_bool(sizes[i].text, xb_xen_size_parse(sizes[i].text, &bytes), true);
		check_u64(sizes[i].text, bytes, sizes[i].bytes);
	}
	for (size_t i = 0; i < XB_COUNT(no_sizes); i++) {
		bytes = 77;
		check_bool(no_sizes[i], xb_xen_size_parse(no_sizes[i], &bytes), false);
		check_u64(no_sizes[i], bytes, 77);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_fits_is_accepted),
	    cmocka_unit_test(what_does_not_fit_is_explained),
	    cmocka_unit_test(the_length_that_xen_keeps),
	    cmocka_unit_test(long_values_are_cut),
	    cmocka_unit_test(faulty_rows_are_errors_at_their_place),
	    cmocka_unit_test(choices_without_sense_are_errors),
	    cmocka_unit_test(architectures),
	    cmocka_unit_test(sizes_as_xen_reads_them),
	};

	return cmocka_run_group_tests(tests, compile_all, release_all);
}

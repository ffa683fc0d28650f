/* SPDX-License-Identifier: MIT */
/* The command lines that a log shows, by the rules of check and against those of a profile. */
#include "unit/boot/plan.h"
#include "xenboot/diagnose.h"

#define BANNER(release) "(XEN) Xen version " release " (gcc 12) debug=n\n"
#define XEN(words) "(XEN) Command line: " words "\n(XEN) RAM: 0000000040000000\n"
#define LINUX(words) "[    0.000000] Kernel command line: " words "\n[    0.000000] Dentry\n"
#define UP "[    3.000000] Run /sbin/init as init process\nbox login: \n"
#define DIGITS_100 \
	"00000000000000000000000000000000000000000000000000" \
	"00000000000000000000000000000000000000000000000000"
#define DIGITS_1000 DIGITS_100 DIGITS_100 DIGITS_100 DIGITS_100 DIGITS_100 DIGITS_100 DIGITS_100 \
	DIGITS_100 DIGITS_100 DIGITS_100
#define TEN(p) p "0=1 " p "1=1 " p "2=1 " p "3=1 " p "4=1 " p "5=1 " p "6=1 " p "7=1 " p "8=1 " p "9=1 "

/* What a log says: severities and codes, the line of the first, and words of its message. */
static const struct row {
	const char *label, *log, *diags;
	unsigned line;
	const char *message;
} rows[] = {
	{"nothing", "", "", 0, NULL},
	{"all is well", BANNER("4.17.0") XEN("console=dtuart dom0_mem=1G") LINUX("console=hvc0"),
	 "", 0, NULL},
	{"a slip in Xen's", BANNER("4.17.0") XEN("dom0_men=1G"), "warning unknown-option", 2,
	 "'dom0_men'"},
	{"a slip in dom0's", BANNER("4.17.0") XEN("") LINUX("rooot=/dev/vda"),
	 "warning unknown-option", 4, "'rooot'"},
	{"it came up", BANNER("4.17.0") XEN("dom0_men=1G bootscrub=maybe") UP,
	 "note unknown-option, note option-value", 2, NULL},
	{"a wrong value", XEN("vwfi=nativ"), "error option-value", 1, NULL},
	{"Linux's words", XEN("root=/dev/vda"), "warning unknown-option", 1, "root is a word for Linux"},
	{"a younger option", BANNER("4.17.4") XEN("llc-coloring=on"), "warning option-version", 2,
	 "this Xen is 4.17"},
	{"its release", BANNER("4.20.0") XEN("llc-coloring=on"), "", 0, NULL},
	{"no release", XEN("llc-coloring=on"), "", 0, NULL},
	{"twice", XEN("dom0_mem=1G dom0_mem=2G"), "warning option-duplicate", 1, NULL},
	{"a conflict", XEN("llc-size=1M"), "warning option-conflict", 1, NULL},
	{"what may be in the tree", XEN("xsm=flask"), "", 0, NULL},
	{"no line", XEN("<NULL>"), "", 0, NULL},
	{"32 bits", BANNER("4.17.0 (Debian) (arm-linux-gnueabihf-gcc") XEN("xenheap_megabytes=64"),
	 "", 0, NULL},
	{"64 bits", XEN("xenheap_megabytes=64"), "warning option-arch", 1, NULL},
	{"an x86", "(XEN) Bootloader: GRUB 2.06\n" XEN("com1=115200,8n1"), "", 0, NULL},

	/* What loaders put before the words. */
	{"EFI's name of the file", XEN("xen-4.17-arm64.efi dom0_mem=1G"), "", 0, NULL},
	{"EFI without one", XEN("xen dom0_mem=1G"), "", 0, NULL},
	{"GRUB's", XEN("placeholder dom0_mem=1G") LINUX("placeholder console=hvc0"), "", 0, NULL},
	{"a slip without a value", XEN("norebot dom0_mem=1G"), "warning unknown-option", 1, "'norebot'"},

	/* Lines that are not whole. */
	{"the log ends", "(XEN) Command line: dom0_mem=1G dom0_m", "", 0, NULL},
	{"a narrow terminal", "(XEN) Command line: dom0_men=1G dom0_m\nax_vcpus=1\n",
	 "warning unknown-option", 1, "'dom0_men'"},
	{"a narrow terminal and time", "[    0.000000] Kernel command line: console=hvc0 roo\nt=/dev/vda\n",
	 "", 0, NULL},
	{"Xen breaks in", "[    0.000000] Kernel command line: console=hvc0 roo(XEN) d0v0\n(XEN) x\n",
	 "", 0, NULL},
	{"Linux goes on in lines", "[    0.000000] Kernel command line: console=hvc0 \\\n[    0.0] x\n",
	 "", 0, NULL},
	{"as long as Xen's buffer", XEN("dom0_mem=1G,max:" DIGITS_1000 " dom0_m"),
	 "error option-value", 1, "dom0_mem=1G,max:"},
	{"what is not there in a cut one", "(XEN) Command line: llc-size=1M dom0_m\n", "", 0, NULL},

	/* Xen's list of modules, and what it complains of. */
	{"a module's line", "(XEN) MODULE[1]: 000000004a000000 - 000000004b000000 Kernel\n"
	 "(XEN) CMDLINE[000000004a000000]:chosen rooot=/dev/vda\n(XEN) \n",
	 "warning unknown-option", 2, "'rooot'"},
	{"a ramdisk's", "(XEN) MODULE[1]: 000000004a000000 - 000000004b000000 Kernel\n"
	 "(XEN) CMDLINE[000000004c000000]:chosen rooot=/dev/vda\n(XEN) \n", "", 0, NULL},
	{"a guest's", "(XEN) CMDLINE[000000004c000000]:domU1 rooot=/dev/vda\n(XEN) \n", "", 0, NULL},
	{"dom0's own comes behind", "(XEN) CMDLINE[000000004a000000]:chosen rooot=/dev/vda\n(XEN) \n"
	 LINUX("root=/dev/vda"), "", 0, NULL},
	{"a guest speaks", "(XEN) DOM1: [    0.000000] Kernel command line: rooot=/dev/vda\n(XEN) x\n",
	 "", 0, NULL},
	{"unknown to Xen", "(XEN) parameter \"dom0_men\" unknown!\n", "warning unknown-option", 1,
	 "'dom0_men'"},
	{"of its line", XEN("dom0_men=1G") "(XEN) parameter \"dom0_men\" unknown!\n",
	 "warning unknown-option", 1, NULL},
	{"not taken by Xen", "(XEN) parameter \"vwfi\" has invalid value \"nativ\", rc=-22!\n",
	 "error option-value", 1, "vwfi=nativ"},
	{"of x86", "(XEN) parameter \"com1\" unknown!\n", "warning option-arch", 1, NULL},
	{"unknown to this Xen alone", "(XEN) parameter \"sync_console\" unknown!\n", "", 0, NULL},

	/* Of several boots the one that counts. */
	{"an older boot", "U-Boot 2023.01 (Jan 01 2023)\n" XEN("dom0_men=1G")
	 "U-Boot 2023.01 (Jan 01 2023)\n" BANNER("4.17.0") XEN("dom0_mem=1G"), "", 0, NULL},
};

static struct fixture {
	struct xb_data *data;
	struct xb_symptom_list *symptoms;
	struct xb_catalog *catalog;
} fixture;

static int open_data(void **state)
{
	struct xb_diags diags = {0};

	(void)state;
	fixture.data = xb_data_new(NULL, NULL);
	fixture.symptoms = xb_symptoms_load(fixture.data, &diags);
	fixture.catalog = xb_catalog_load(fixture.data, &diags);
	check_diags("data", &diags, "");
	return 0;
}

static int close_data(void **state)
{
	(void)state;
	xb_catalog_free(fixture.catalog);
	xb_symptoms_free(fixture.symptoms);
	xb_data_free(fixture.data);
	return 0;
}

static void judge(const char *log, const struct xb_boot *profile, struct xb_diags *diags)
{
	static struct xb_check_level off = {.code = XB_CODE_OPTION_DUPLICATE,
					    .severity = XB_CHECK_OFF};
	const struct xb_check_levels levels = {.items = &off, .count = 1};
	const struct xb_log_context context = {"b.log", fixture.catalog, profile,
					       profile ? &levels : NULL};
	struct xb_diagnosis *diagnosis = xb_diagnose(fixture.symptoms, log, strlen(log));

	xb_diagnosis_check(diagnosis, &context, diags);
	xb_diagnosis_free(diagnosis);
}

static void lines_are_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_diags diags = {0};

		judge(rows[i].log, NULL, &diags);
		if (rows[i].diags)
			check_diags(rows[i].label, &diags, rows[i].diags);
		for (size_t k = 0; k < diags.count; k++)
			check_text(rows[i].label, diags.items[k].file, "b.log");
		if (rows[i].line)
			check_u64(rows[i].label, diags.items[0].line, rows[i].line);
		if (rows[i].message)
			check_contains(rows[i].label, diags_message(&diags), rows[i].message);
		xb_diags_clear(&diags);
	}
}

static void too_many_words_are_counted(void **state)
{
	struct xb_diags diags = {0};
	size_t errors = 0;

	(void)state;
	judge(BANNER("4.17.0") XEN("") "[    0.000000] Linux version 6.1\n"
	      LINUX(TEN("a") TEN("b") TEN("c") "d=1 e=1 m.f=1")
	      "[    0.1] Kernel panic - not syncing: Too many boot env vars at `e=1'\n", NULL, &diags);
	for (size_t i = 0; i < diags.count; i++)
		errors += diags.items[i].code == XB_CODE_TOO_MANY_WORDS &&
			  diags.items[i].severity == XB_ERROR && diags.items[i].line == 5;
	check_u64("error", errors, 1);
	xb_diags_clear(&diags);
}

/* ---- Against a profile ----------------------------------------------------------------------------- */

/* The profile has dom0_mem=512M console=dtuart for Xen, console=hvc0 root=/dev/vda for dom0. */
static const struct {
	const char *label, *log, *diags, *message;
} different[] = {
	{"the same", BANNER("4.17.0") XEN("dom0_mem=512M console=dtuart")
	 LINUX("console=hvc0 root=/dev/vda"), "", NULL},
	{"in another order", XEN("console=dtuart dom0_mem=512M"), "", NULL},
	{"by EFI", XEN("xen.efi dom0_mem=512M console=dtuart"), "", NULL},
	{"another value", XEN("dom0_mem=1G console=dtuart"), "warning other-line",
	 "the profile's line for Xen: dom0_mem=1G instead of dom0_mem=512M"},
	{"more", XEN("dom0_mem=512M console=dtuart noreboot"), "warning other-line",
	 ": noreboot added"},
	{"fewer", XEN("console=dtuart"), "warning other-line", ": dom0_mem=512M missing"},
	{"all of it", XEN("<NULL>"), "warning other-line",
	 ": dom0_mem=512M missing, console=dtuart missing"},
	{"fewer, for it is cut", "(XEN) Command line: console=dtuart dom0_\nmem=512M\n", "", NULL},
	{"more in a cut one", "(XEN) Command line: noreboot dom0_\nmem=512M\n", "warning other-line",
	 ": noreboot added"},
	{"of dom0", BANNER("4.17.0") LINUX("console=hvc0 root=/dev/vdb"), "warning other-line",
	 "the profile's line for dom0: root=/dev/vdb instead of root=/dev/vda"},
	{"it came up", BANNER("4.17.0") LINUX("console=hvc0 root=/dev/vdb") UP, "note other-line", NULL},
	{"of a module, which dom0 may not get",
	 BANNER("4.17.0") "(XEN) CMDLINE[000000004a000000]:chosen root=/dev/vdb\n(XEN) \n", "", NULL},
	{"of a Linux without Xen", LINUX("console=ttyS0 root=/dev/vdb"), "", NULL},
	{"not shown", BANNER("4.17.0"), "", NULL},
	{"what the profile's checks: leave out",
	 XEN("dom0_mem=512M console=dtuart dom0_mem=512M"), "", NULL},
};

static void lines_are_compared(void **state)
{
	const struct plan_parts parts = {.xen_options = "dom0_mem: 512M, console: dtuart",
					 .dom0 = "options: {console: hvc0, root: /dev/vda}"};
	char *text = plan_text(&parts);
	struct planned planned = plan_from(text);

	(void)state;
	assert_non_null(planned.boot);
	for (size_t i = 0; i < XB_COUNT(different); i++) {
		struct xb_diags diags = {0};

		judge(different[i].log, planned.boot, &diags);
		check_diags(different[i].label, &diags, different[i].diags);
		if (different[i].message)
			check_contains(different[i].label, diags_message(&diags),
				       different[i].message);
		xb_diags_clear(&diags);
	}
	plan_free(&planned);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_checked),
		cmocka_unit_test(too_many_words_are_counted),
		cmocka_unit_test(lines_are_compared),
	};

	return cmocka_run_group_tests(tests, open_data, close_data);
}

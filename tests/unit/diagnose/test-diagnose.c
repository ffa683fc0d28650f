/* SPDX-License-Identifier: MIT */
/*
 * Logs and what they mean. lines.tsv beside this file has a line for each symptom; logs/ holds what
 * boards that failed in QEMU really printed.
 */
#include "unit/base/folder.h"
#include "unit/diags.h"
#include "xenboot/diagnose.h"

static struct xb_symptom_list *symptoms;

static int load_symptoms(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};

	(void)state;
	symptoms = xb_symptoms_load(data, &diags);
	check_diags("symptoms", &diags, "");
	xb_data_free(data);
	return symptoms ? 0 : -1;
}

static int free_symptoms(void **state)
{
	(void)state;
	xb_symptoms_free(symptoms);
	return 0;
}

static void read_beside(const char *name, struct xb_buf *out)
{
	const char *sources = getenv("srcdir");
	char *path = xb_format("%s/tests/unit/diagnose/%s", sources ? sources : ".", name);

	if (xb_file_read(path, 1 << 20, out) != 0)
		fail_msg("%s cannot be read: run this from the top of the sources", path);
	free(path);
}

static void put_name(struct xb_buf *names, const char *before, const struct xb_finding *finding)
{
	xb_buf_printf(names, "%s%s%s", names->length ? " " : "", before,
		      finding->symptom->name.text);
	if (finding->by_guest)
		xb_buf_printf(names, "@d%u", finding->guest);
}

/* The names of the faults and remarks; where no fault is among them, of the last stage. */
static char *names_of(const char *log, size_t length)
{
	struct xb_diagnosis *diagnosis = xb_diagnose(symptoms, log, length);
	struct xb_buf names = {0};

	for (size_t i = 0; i < diagnosis->fault_count; i++)
		put_name(&names, "", &diagnosis->faults[i]);
	if (!diagnosis->failed && diagnosis->last.symptom)
		put_name(&names, diagnosis->silent ? "silent after " : "", &diagnosis->last);
	xb_diagnosis_free(diagnosis);
	return xb_buf_take(&names);
}

static void check_log(const char *label, const char *log, size_t length, const char *want)
{
	char *names = names_of(log, length);

	check_text(label, names, want);
	free(names);
}

/* A line of lines.tsv. */
struct row {
	const char *line, *want;
	const char *context; /* "" or lines that must come before it */
	bool intruded;       /* Xen may break into it */
};

static void check_behind(const struct row *row, const char *label, const char *log, size_t length)
{
	struct xb_buf whole = {0};

	xb_buf_puts(&whole, row->context);
	xb_buf_add(&whole, log, length);
	check_log(label, whole.data ? whole.data : "", whole.length, row->want);
	xb_buf_clear(&whole);
}

static const struct xb_symptom *symptom_called(const char *name)
{
	for (size_t i = 0; i < symptoms->count; i++)
		if (strcmp(symptoms->items[i].name.text, name) == 0)
			return &symptoms->items[i];
	fail_msg("lines.tsv: there is no symptom %s", name);
	return NULL;
}

/* ---- Every row ------------------------------------------------------------------------------------ */

/* A UART that is set up again sends NULs, in front of a line and within. */
static void check_with_nuls(const struct row *row)
{
	const char *line = row->line;
	size_t length = strlen(line), half = length / 2;
	char *log = xb_alloc(length + 5);

	memcpy(log + 3, line, half);
	memcpy(log + 4 + half, line + half, length - half);
	check_behind(row, line, log, length + 4);
	free(log);
}

/* A message that a narrow terminal or a bad cable broke in two, at every place that is a multiple
 * of STEP. */
static void check_halves(const struct row *row, size_t step)
{
	const char *line = row->line;
	static const struct {
		const char *label, *between;
	} breaks[] = {
		{"broken in two", "\r\n"},
		{"broken in two, with the time of minicom", "\r\n[2026-11-23 01:02:03.456] "},
		{"broken in two, with the time of ts", "\nNov 23 01:02:03 "},
		{"Xen breaks in", "(XEN) d1v0: vGICD: unhandled word write\r\n"},
	};

	for (size_t i = 0; i < XB_COUNT(breaks) - !row->intruded; i++)
		for (size_t at = step; at < strlen(line); at += step) {
			char *log = xb_format("%.*s%s%s\n", (int)at, line, breaks[i].between,
					      line + at);
			char *label = xb_format("%s, %s", log, breaks[i].label);

			check_behind(row, label, log, strlen(log));
			free(label);
			free(log);
		}
}

/* U-Boot is gone before Xen speaks; what stays a fault of a system that is up is a lack of Xen. */
static bool has_xen_below(const struct xb_symptom *symptom)
{
	bool uboot = strcmp(symptom->says.text, "U-Boot") == 0 ||
		     strcmp(symptom->says.text, "xenboot") == 0;

	return !uboot && !symptom->stays.value;
}

/* What a line is taken for, behind nothing but its context. Of the forms that it may have each line is shown
 * in some, by its turn: all of them in all would take minutes under valgrind. */
enum { TURNS = 3 };
static void check_line(const char *name, const char *line, const char *context, size_t turn)
{
	const struct xb_symptom *symptom = symptom_called(name);
	bool stage = symptom->kind == XB_SYMPTOM_STAGE, silent = stage && symptom->cause.text;
	char *want = xb_format("%s%s", silent ? "silent after " : "", name);
	const struct row row = {line, want, context, has_xen_below(symptom)};
	const struct {
		const char *label;
		char *log;
	} forms[] = {
		{"as it is", xb_format("%s\n", line)},
		{"with CR LF", xb_format("%s\r\n", line)},
		{"without an end", xb_format("%s", line)},
		{"behind the time of minicom", xb_format("[2026-11-23 01:02:03.456] %s\n", line)},
		{"behind the time of tio", xb_format("[01:02:03.456] %s\r\n", line)},
		{"behind the time of ts", xb_format("Nov 23 01:02:03 %s\n", line)},
		{"without its first byte", xb_format("%s\n", line + (line[0] == '('))},
		{"in colour", xb_format("\x1b[0m\x1b[1;31m%s\x1b[0m\n", line)},
		{"behind noise", xb_format("\xff\xfe\x01 \x80 %s\n", line)},
		{"behind half a line", xb_format("Xen 4.17 supp%s\n", line)},
		{"among other lines", xb_format("one\ntwo\n\n%s\nthree\n", line)},
	};

	for (size_t i = 0; i < XB_COUNT(forms); i++) {
		char *label = xb_format("%s, %s", line, forms[i].label);

		if (i == 0 || i % TURNS == turn % TURNS)
			check_behind(&row, label, forms[i].log, strlen(forms[i].log));
		free(label);
		free(forms[i].log);
	}
	if (turn % TURNS == 0)
		check_with_nuls(&row);
	if (turn % TURNS == 1)
		check_halves(&row, strlen(line) / 3 + 1);
	free(want);
}

/* The lines of a third column, with \\n between them; to be freed. */
static char *context_of(const char *column)
{
	struct xb_buf lines = {0};

	for (const char *at = column ? column : ""; *at; at++) {
		bool newline = at[0] == '\\' && at[1] == 'n';

		xb_buf_putc(&lines, newline ? '\n' : *at);
		at += newline;
	}
	if (lines.length)
		xb_buf_putc(&lines, '\n');
	return xb_buf_take(&lines);
}

/* Does a line of Xen's, of U-Boot's or of dom0's show it by itself? */
static bool is_one_line(const struct xb_symptom *symptom)
{
	return symptom->kind != XB_SYMPTOM_EVIDENCE && symptom->kind != XB_SYMPTOM_MUTE &&
	       symptom->guest != XB_GUEST_OWN;
}

static void every_symptom_is_found(void **state)
{
	struct xb_buf text = {0};
	bool *seen = xb_alloc(symptoms->count);
	size_t turn = 0;

	(void)state;
	read_beside("lines.tsv", &text);
	for (char *line = text.data, *end; *line; line = end, turn++) {
		char *tab, *context;

		end = strchr(line, '\n');
		*end++ = '\0';
		if (line[0] == '#')
			continue;
		tab = strchr(line, '\t');
		assert_non_null(tab);
		*tab++ = '\0';
		context = strchr(tab, '\t');
		if (context)
			*context++ = '\0';
		context = context_of(context);
		check_line(line, tab, context, turn);
		free(context);
		seen[symptom_called(line) - symptoms->items] = true;
	}
	for (size_t i = 0; i < symptoms->count; i++)
		if (!seen[i] && is_one_line(&symptoms->items[i]))
			fail_msg("lines.tsv has no line for %s", symptoms->items[i].name.text);
	free(seen);
	xb_buf_clear(&text);
}

static void every_fault_names_a_cause_and_a_cure(void **state)
{
	(void)state;
	for (size_t i = 0; i < symptoms->count; i++) {
		const struct xb_symptom *symptom = &symptoms->items[i];

		for (size_t k = i + 1; k < symptoms->count; k++) {
			check_bool(symptom->name.text,
				strcmp(symptom->name.text, symptoms->items[k].name.text) == 0, false);
			if (symptom->kind == XB_SYMPTOM_STAGE && symptoms->items[k].kind == symptom->kind)
				check_bool(symptom->name.text,
					symptom->order.value == symptoms->items[k].order.value, false);
		}
		check_bool(symptom->name.text, (symptom->cause.text == NULL) ==
			(symptom->cure.text == NULL), true);
	}
}

static void a_message_may_be_broken_anywhere(void **state)
{
	static const struct row rows[] = {
		{"(XEN) Could not set up d0 guest OS (rc = -22)", "dom0-setup-format", "", true},
		{"xenboot: STOPPED: could not load Image to 0x600000", "stopped", "", false},
		{"[    1.500000] VFS: Cannot open root device \"sda\" or unknown", "no-root-device",
		 "", true},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_halves(&rows[i], 1);
}

/* ---- Whole logs ----------------------------------------------------------------------------------- */

static void logs_of_boards_that_failed(void **state)
{
	static const struct {
		const char *log, *want;
	} rows[] = {
		{"logs/dom0-mem-unallocated.log", "dom0-mem-unallocated"},
		{"logs/dom0-mem-first-bank.log", "dom0-mem-first-bank-is-all"},
		{"logs/gicv2-vcpus.log", "dom0-create-gicv2"},
		{"logs/module-in-bss.log", "xen-bug"},
		{"logs/healthy.log", "dom0-ended"}, /* U-Boot asks for a file in vain first */
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_buf log = {0};

		read_beside(rows[i].log, &log);
		check_log(rows[i].log, log.data, log.length, rows[i].want);
		xb_buf_clear(&log);
	}
}

#define UBOOT "U-Boot 2023.01\nBytes transferred = 1\n"
#define XEN                                                                                        \
	"Starting kernel ...\n(XEN) Xen version 4.17.7 (x) (gcc) debug=n\n"                        \
	"(XEN) *** LOADING DOMAIN 0 ***\n"
#define XEN_UP                                                                                     \
	XEN "(XEN) Freed 348kB init memory.\n[    0.0] Booting Linux on physical CPU 0x0\n"        \
	    "[    1.0] Run /init as init process\nDOM0-UP\n"
#define HEALTHY UBOOT XEN_UP
#define PANIC                                                                                      \
	"(XEN) Panic on CPU 0:\n(XEN) Failed to allocate requested dom0 memory. 8MB unallocated\n" \
	"(XEN) Reboot in five seconds...\n"

static void the_last_line_tells_what_is_left(void **state)
{
	static const struct {
		const char *label, *log, *want;
	} rows[] = {
		{"healthy", HEALTHY, "dom0-up"},
		{"healthy, then powered off", HEALTHY "reboot: Power down\n", "dom0-ended"},
		{"nothing", "", ""},
		{"no log", "just a text\n", ""},
		{"U-Boot alone", "U-Boot 2023.01\n=> \n", "silent after uboot-banner"},
		{"nothing behind the jump", "U-Boot 2023.01\nStarting kernel ...\n",
		 "silent after uboot-starts"},
		{"the first boot fell silent, the second came up",
		 "U-Boot 2023.01\nStarting kernel ...\n" HEALTHY, "dom0-up"},
		{"the first came up, the second fell silent",
		 HEALTHY "U-Boot 2023.01\nStarting kernel ...\n", "silent after uboot-starts"},
		{"of two boots without U-Boot's banner, the second fell silent",
		 XEN_UP "reboot: Restarting system\n(XEN) Hardware Dom0 shutdown: rebooting machine\n"
		 "(XEN) Xen version 4.17.7 (x) (gcc) debug=n\n", "silent after xen-banner"},
		{"a panic, then U-Boot once more until the log ends",
		 UBOOT XEN PANIC UBOOT, "dom0-mem-unallocated"},
		{"a panic, then U-Boot twice", UBOOT XEN PANIC UBOOT UBOOT, "dom0-mem-unallocated"},
		{"a panic, then a boot that came up", UBOOT XEN PANIC HEALTHY, "dom0-up"},
		{"a panic, then silence behind the jump", UBOOT XEN PANIC UBOOT "Starting kernel ...\n",
		 "silent after uboot-starts"},
		{"a panic, then another fault", UBOOT XEN PANIC UBOOT "syntax error\n", "hush-syntax"},
		{"SPL and U-Boot are one boot", "U-Boot SPL 2024.01\nMMC: no card present\nU-Boot 2024.01\n",
		 "no-device"},
		{"dom0 shows Xen's log", HEALTHY XEN, "dom0-up"},
		{"dom0 shows its own log", HEALTHY "[    0.0] Booting Linux on physical CPU 0x0\n", "dom0-up"},
		{"a guest boots behind dom0",
		 HEALTHY "(XEN) DOM1: [    0.0] Booting Linux on physical CPU 0x0\n", "dom0-up"},
		{"a guest alone comes up", UBOOT XEN "(XEN) DOM1: domu login: \n",
		 "silent after loading-dom0"},
		{"a guest has no root",
		 HEALTHY "(XEN) DOM2: VFS: Unable to mount root fs on unknown-block(0,0)\n"
		 "(d2) Kernel panic - not syncing: VFS\n", "no-root@d2"},
		{"a guest's fault does not explain dom0's",
		 UBOOT XEN "(XEN) DOM1: VFS: Unable to mount root fs on unknown-block(0,0)\n"
		 "Kernel panic - not syncing: Attempted to kill init!\n", "no-root@d1 kernel-panic"},
		{"tried in vain before the script came",
		 "U-Boot 2023.01\nTFTP error: 'File not found' (1)\n## Executing script at 40200000\n",
		 "silent after uboot-script"},
		{"a file that the script asks for",
		 "U-Boot 2023.01\n## Executing script at 40200000\nTFTP error: 'File not found' (1)\n",
		 "tftp-not-found"},
		{"without it dom0 came up nonetheless",
		 "U-Boot 2023.01\n## Executing script at 40200000\nTFTP error: 'File not found' (1)\n"
		 XEN_UP, "dom0-up"},
		{"a remark is no fault", UBOOT "(XEN) Could not find scheduler: null\n" XEN_UP,
		 "scheduler dom0-up"},
		{"a remark explains no panic",
		 UBOOT XEN "(XEN) Could not find scheduler: null\n(XEN) Panic on CPU 0:\n(XEN) new\n",
		 "scheduler xen-panic"},
		{"the cause comes first",
		 "TFTP error: 'File not found' (1)\n(XEN) Could not set up DOM0 guest OS\n",
		 "tftp-not-found"},
		{"two faults",
		 "libfdt fdt_setprop(): FDT_ERR_NOSPACE\n"
		 "VFS: Unable to mount root fs on unknown-block(0,0)\n"
		 "Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)\n",
		 "fdt-no-space no-root"},
		{"a panic that no row knows",
		 "(XEN) Panic on CPU 0:\n(XEN) something new\n", "xen-panic"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_log(rows[i].label, rows[i].log, strlen(rows[i].log), rows[i].want);
}

static void what_was_caught_is_told(void **state)
{
	static const char log[] = "(XEN) Failed to allocate requested dom0 memory. 200MB unallocated\n"
				  "(XEN) Failed to allocate requested dom0 memory. 300MB unallocated\n";
	struct xb_diagnosis *diagnosis = xb_diagnose(symptoms, log, sizeof(log) - 1);

	(void)state;
	assert_int_equal(diagnosis->fault_count, 1);
	check_contains("means", diagnosis->faults[0].means, "200 MiB of dom0_mem");
	assert_int_equal(diagnosis->faults[0].line, 1);
	assert_int_equal(diagnosis->faults[0].times, 2);
	assert_int_equal(diagnosis->lines, 2);
	xb_diagnosis_free(diagnosis);
}

static void a_panic_is_told_with_its_words(void **state)
{
	static const char log[] = "(XEN) ****************************************\r\n"
				  "(XEN) Panic on CPU 0:\r\n(XEN) \r\n(XEN) something new (-3)\r\n"
				  "(XEN) ****************************************\r\n";
	struct xb_diagnosis *diagnosis = xb_diagnose(symptoms, log, sizeof(log) - 1);

	(void)state;
	assert_int_equal(diagnosis->fault_count, 1);
	check_text("text", diagnosis->faults[0].text,
		   "(XEN) Panic on CPU 0: something new (-3)");
	xb_diagnosis_free(diagnosis);
}

static void the_boot_that_counts_is_named(void **state)
{
	static const char log[] = UBOOT XEN PANIC UBOOT XEN PANIC UBOOT;
	struct xb_diagnosis *diagnosis = xb_diagnose(symptoms, log, sizeof(log) - 1);

	(void)state;
	assert_int_equal(diagnosis->boots, 3);
	assert_int_equal(diagnosis->boot_line, 9);
	assert_int_equal(diagnosis->faults[0].line, 15);
	assert_int_equal(diagnosis->faults[0].times, 1);
	xb_diagnosis_free(diagnosis);
}

/* A line of a mebibyte, and a log of zeros. */
static void hostile_logs_end(void **state)
{
	size_t size = 1 << 20;
	char *log = xb_alloc(size);

	(void)state;
	check_log("zeros", log, size, "");
	memset(log, 'x', size);
	check_log("one line", log, size, "");
	memset(log, 0x1b, size);
	check_log("escapes", log, size, "");
	free(log);
}

/* ---- Files of symptoms ------------------------------------------------------------------------------ */

static void faulty_rows_are_refused(void **state)
{
	static const struct {
		const char *row, *want;
	} rows[] = {
		{"{name: a, says: Xen, pattern: x, means: m, cause: c, cure: c}", ""},
		{"{name: a, says: Xen, pattern: '(x', means: m, cause: c, cure: c}", "error bad-value"},
		{"{name: a, says: You, pattern: x, means: m, cause: c, cure: c}", "error bad-value"},
		{"{name: a, says: Xen, pattern: x, means: m, cause: c}", "error missing-key"},
		{"{name: a, says: Xen, pattern: x, means: m, cause: c, cure: c, code: z}",
		 "error bad-value"},
		{"{name: a, kind: stage, says: Xen, pattern: x}", "error missing-key"},
		{"{name: a, kind: stage, order: 1, says: Xen, pattern: x}", ""},
		{"{name: a, kind: stage, order: 1, boot: half, says: Xen, pattern: x}", "error bad-value"},
		{"{name: a, until: b, says: Xen, pattern: x, means: m, cause: c, cure: d}",
		 "error bad-value"},
		{"{name: a, after: [a], says: Xen, pattern: x, means: m, cause: c, cure: d}",
		 "error bad-value"},
		{"{name: a, after: [b], says: Xen, pattern: x, means: m, cause: c, cure: d}\n"
		 "  - {name: b, unless: [a], says: Xen, pattern: y, means: m, cause: c, cure: d}",
		 "error bad-value"},
		{"{name: a, after: [b], unless: [c], says: Xen, pattern: x, means: m, cause: c, cure: d}\n"
		 "  - {name: b, after: [c], kind: evidence, says: Xen, pattern: y}\n"
		 "  - {name: c, kind: evidence, says: Xen, pattern: z}", ""},
	};

	(void)state;
	assert_int_equal(mkdir("symptoms", 0700), 0);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_data *data = xb_data_new(".", NULL);
		struct xb_diags diags = {0};
		struct xb_symptom_list *list;
		char *text = xb_format("format: 1\nsymptoms:\n  - %s\n", rows[i].row);

		folder_write("symptoms/mine.yaml", text);
		list = xb_symptoms_load(data, &diags);
		check_diags(rows[i].row, &diags, rows[i].want);
		check_bool(rows[i].row, list != NULL, rows[i].want[0] == '\0');
		xb_symptoms_free(list);
		xb_diags_clear(&diags);
		xb_data_free(data);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_symptom_is_found),
		cmocka_unit_test(a_message_may_be_broken_anywhere),
		cmocka_unit_test(every_fault_names_a_cause_and_a_cure),
		cmocka_unit_test(logs_of_boards_that_failed),
		cmocka_unit_test(the_last_line_tells_what_is_left),
		cmocka_unit_test(what_was_caught_is_told),
		cmocka_unit_test(a_panic_is_told_with_its_words),
		cmocka_unit_test(the_boot_that_counts_is_named),
		cmocka_unit_test(hostile_logs_end),
		cmocka_unit_test_setup_teardown(faulty_rows_are_refused, folder_enter,
			folder_leave),
	};

	return cmocka_run_group_tests(tests, load_symptoms, free_symptoms);
}

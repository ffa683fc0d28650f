/* SPDX-License-Identifier: MIT */
/*
 * A fix does what its hint says: made in a draft of the profile, what it is about is said there no more.
 * The profiles are those of test-check.c, and one of its own.
 */
#include "unit/check/rows.h"
#include "xenboot/draft.h"

/* ---- Rows of this test alone: the code is not the one of the rule that says it ------------------- */

/* A clock that dom0 has, and a partial tree by which a guest is given it. */
static void clock_of_dom0(void)
{
	const struct tree_row host[] = {
		CELLS("#address-cells", 2), CELLS("#size-cells", 2), CELLS("interrupt-parent", 1),
		NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000), END,
		NODE("intc@1000"), TEXT("compatible", "arm,gic-400"), FLAG("interrupt-controller"),
			CELLS("#interrupt-cells", 3), CELLS("phandle", 1), END,
		NODE("clock@9000"), CELLS("reg", 0, 0x9000, 0, 0x1000), CELLS("interrupts", 0, 6, 4), END,
		{0}};
	const struct tree_row partial[] = {
		NODE("passthrough"), TEXT("compatible", "simple-bus"), FLAG("ranges"),
			CELLS("#address-cells", 2), CELLS("#size-cells", 2),
			NODE("clock@9000"), TEXT("compatible", "a,clock"), TEXT("xen,path", "/clock@9000"),
				CELLS("xen,reg", 0, 0x9000, 0, 0x1000, 0, 0x9000),
				FLAG("xen,force-assign-without-iommu"), END,
		END,
		{0}};
	size_t size;
	void *blob = tree_make(host, &size);

	put_boot_files();
	put_bytes("t.dtb", blob, size);
	free(blob);
	blob = tree_make(partial, &size);
	put_bytes("part.dtb", blob, size);
	free(blob);
}

static const struct check_row rows_of_devices[] = {
	{XB_CODE_PASSTHROUGH_DEVICE, "one that dom0 has", NULL, .prepare = clock_of_dom0,
	 .parts = {.tree = "", .more = "domains: {guest: {kernel: {file: Image, size: 8M}, memory: 64M, "
				       "device-tree: part.dtb}}\n"}},
	{0},
};

static const struct check_row *const tables[] = {
	rows_of_files, rows_of_memory, rows_of_dom0, rows_of_board, rows_of_consoles,
	rows_of_chosen, rows_of_tree, rows_of_options, rows_of_script, rows_of_domains,
	rows_of_devices,
};

/* ---- Fixes --------------------------------------------------------------------------------------- */

/* Codes with which a fix must come at least once. */
static const enum xb_code fixed[] = {
	XB_CODE_OVERLAP, XB_CODE_OUTSIDE_RAM, XB_CODE_RESERVED, XB_CODE_DTB_TOO_BIG,
	XB_CODE_CELLS, XB_CODE_FDT_SPACE, XB_CODE_SIZE_STALE, XB_CODE_DOM0_MEM, XB_CODE_VCPUS,
	XB_CODE_DOM0_TREE, XB_CODE_CPU_TYPES, XB_CODE_DOMAIN_MEMORY, XB_CODE_PASSTHROUGH_DEVICE,
	XB_CODE_CONSOLE, XB_CODE_CONSOLE_PATH, XB_CODE_ROOT_DEVICE, XB_CODE_STALE_NODE,
	XB_CODE_UNKNOWN_OPTION, XB_CODE_OPTION_VALUE,
	XB_CODE_OPTION_VERSION, XB_CODE_OPTION_CONFLICT, XB_CODE_NO_IOMMU,
	XB_CODE_DEVICE_ADDRESS, XB_CODE_DEVICE_INTERRUPT,
};

static char *key_of(const struct xb_session *session, const struct xb_diag *diag)
{
	struct xb_pos at = {diag->file, diag->line, diag->column};
	char *key = xb_profile_key_at(xb_session_profile(session), at);

	return key ? key : xb_strdup("");
}

/* What was idle counts once it is switched on, and is wrong in itself. */
static const char other_fault[] = "option-conflict: size and ways, switched off";

/* Is something as bad as DIAG or worse said at KEY under its code? */
static bool is_said(const struct xb_session *session, const struct xb_diag *diag, const char *key)
{
	const struct xb_diags *diags = xb_session_diags(session);
	bool said = false;

	for (size_t i = 0; i < diags->count && !said; i++) {
		char *other = key_of(session, &diags->items[i]);

		said = diags->items[i].code == diag->code &&
		       diags->items[i].severity >= diag->severity && strcmp(other, key) == 0;
		free(other);
	}
	return said;
}

static void report(const char *label, const struct xb_diag *diag, const char *what)
{
	const struct xb_change *first = &diag->fix.changes[0];

	print_error("%s: %s: %s=%s: %s\n", label, diag->message, first->key,
		    first->value ? first->value : "(unset)", what);
}

/* Make the fix of DIAG, look, and take it back. True: it mends what it is about. */
static bool fix_mends(const char *label, struct xb_session *session, struct xb_draft *draft,
		      const struct xb_diag *diag)
{
	struct xb_diags refused = {0};
	char *key = key_of(session, diag);
	enum xb_change_result result =
		xb_draft_change(draft, diag->fix.changes, diag->fix.count, NULL, &refused);
	bool done = result == XB_CHANGE_DONE;
	bool good = done && (!is_said(session, diag, key) || strcmp(label, other_fault) == 0);

	if (!good)
		report(label, diag, refused.count ? diags_message(&refused) : "mends nothing");
	if (done)
		assert_true(xb_draft_undo(draft));
	check_bool("as before", is_said(session, diag, key), true);
	xb_diags_clear(&refused);
	free(key);
	return good;
}

/* All fixes that come with the ROW's profile: how many mend nothing. SEEN: which codes had one. */
static size_t check_row(const struct check_row *row, bool *seen)
{
	static const struct xb_session_config nowhere = {0};
	char *label = xb_format("%s: %s", xb_code_info(row->code)->name, row->label);
	char *text = plan_text(&row->parts);
	struct xb_session *session = xb_session_new(&nowhere);
	struct xb_draft *draft;
	size_t faults = 0;

	remove_files();
	if (row->prepare)
		row->prepare();
	folder_write("p.yaml", text);
	draft = xb_draft_open(session, "p.yaml", XB_DRAFT_TO_EDIT);
	check_bool(label, draft != NULL, true);
	for (size_t i = 0; i < xb_session_diags(session)->count; i++) {
		struct xb_diags one = {0}; /* the session's own are gone once the draft changes */

		xb_diags_add(&one, &xb_session_diags(session)->items[i]);
		if (one.items[0].fix.count) {
			seen[one.items[0].code] = true;
			faults += !fix_mends(label, session, draft, &one.items[0]);
		}
		xb_diags_clear(&one);
	}
	xb_draft_free(draft);
	xb_session_free(session);
	free(text);
	free(label);
	return faults;
}

static void each_fix_mends_what_it_is_about(void **state)
{
	bool seen[XB_CODE_COUNT] = {false};
	size_t faults = 0;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(tables); i++)
		for (const struct check_row *row = tables[i]; row->label; row++)
			if (!row->change) /* of what no profile says */
				faults += check_row(row, seen);
	check_u64("fixes that mend nothing", faults, 0);
	for (size_t i = 0; i < XB_COUNT(fixed); i++)
		check_bool(xb_code_info(fixed[i])->name, seen[fixed[i]], true);
}

/* ---- Where a word stands ------------------------------------------------------------------------ */

static const struct word_row {
	const char *xen, *dom0, *guest; /* what stands in xen, in dom0 and in a guest */
	enum xb_code code;
	const char *fix; /* "key=value key-that-goes"; "": none */
} words[] = {
	{"  options: {dom0_mem: 512M, vwfi: nativ}\n", NULL, NULL, XB_CODE_OPTION_VALUE,
	 "xen.options.vwfi=native"},
	{"  options: {dom0_mem: 10}\n", NULL, NULL, XB_CODE_OPTION_VALUE, "xen.options.dom0_mem=10M"},
	{"  options: {dom0_mem: 512M, vwfy: native}\n", NULL, NULL, XB_CODE_UNKNOWN_OPTION,
	 "xen.options.vwfy xen.options.vwfi=native"},
	{"  options: {dom0_mem: 512M, sync_consol: true}\n", NULL, NULL, XB_CODE_UNKNOWN_OPTION,
	 "xen.options.sync_consol xen.options.sync_console=true"},
	/* What is there is not written over. */
	{"  options: {dom0_mem: 512M, vwfi: trap, vwfy: native}\n", NULL, NULL, XB_CODE_UNKNOWN_OPTION, ""},
	/* No key has a word of `extra` to itself. */
	{"  options: {dom0_mem: 512M}\n  extra: vwfi=nativ\n", NULL, NULL, XB_CODE_OPTION_VALUE, ""},
	/* It goes to the line of its reader. */
	{"  options: {dom0_mem: 512M, root: /dev/vda}\n", "options: {console: hvc0}", NULL,
	 XB_CODE_UNKNOWN_OPTION, "xen.options.root dom0.options.root=/dev/vda"},
	/* One of several values, and one more. */
	{NULL, "options: {console: hvc0, earlycon: [xenboot, xen]}", NULL, XB_CODE_CONSOLE,
	 "dom0.options.earlycon.1=xenboot"},
	{NULL, "options: {console: [tty0, ttyS0]}", NULL, XB_CODE_CONSOLE, "dom0.options.console.+=hvc0"},
	{NULL, "options: {quiet: true}", NULL, XB_CODE_CONSOLE, "dom0.options.console=hvc0"},
	/* What dom0 says is its own. */
	{NULL, "options: {quiet: true, loglevel: 4}", "options: {quiet: no}", XB_CODE_OPTION_VALUE,
	 "domains.g.options.quiet"},
	{NULL, NULL, "options: {loglevl: 8}", XB_CODE_UNKNOWN_OPTION,
	 "domains.g.options.loglevl domains.g.options.loglevel=8"},
	{NULL, NULL, "options: {dom0_mem: 1G}", XB_CODE_UNKNOWN_OPTION, ""},
	/* Of a word that says more, only a part is of no use. */
	{"  options: {dom0_mem: 512M, pci: 'serr,quirks'}\nxen-version: '4.18'\n", NULL, NULL,
	 XB_CODE_OPTION_VERSION, ""},
	{"  options: {dom0_mem: 512M, pci: quirks}\nxen-version: '4.18'\n", NULL, NULL,
	 XB_CODE_OPTION_VERSION, "xen.options.pci"},
	/* Digits alone are KiB; what says its base is not meant as MiB. */
	{"  options: {dom0_mem: 5000}\n", NULL, NULL, XB_CODE_DOM0_MEM, "xen.options.dom0_mem=5000M"},
	{"  options: {dom0_mem: '0x4000'}\n", NULL, NULL, XB_CODE_DOM0_MEM,
	 "xen.options.dom0_mem=128M"},
};

static char *text_of(const struct xb_fix *fix)
{
	struct xb_buf text = {0};

	for (size_t i = 0; i < fix->count; i++) {
		xb_buf_printf(&text, "%s%s", i ? " " : "", fix->changes[i].key);
		if (fix->changes[i].value)
			xb_buf_printf(&text, "=%s", fix->changes[i].value);
	}
	return xb_buf_take(&text);
}

static void check_word(const struct word_row *row)
{
	static const struct xb_session_config nowhere = {0};
	struct plan_parts parts = {.dom0 = row->dom0};
	char *xen = xb_format("  size: 0xF0008\n%s", row->xen ? row->xen : "");
	char *guest = xb_format("domains: {g: {kernel: {file: Image, size: 8M}, memory: 64M, %s}}\n",
				row->guest ? row->guest : "");
	struct xb_session *session = xb_session_new(&nowhere);
	const struct xb_diags *diags = xb_session_diags(session);
	size_t found = 0;
	char *text, *fix;

	parts.xen = xen;
	if (row->guest)
		parts.more = guest;
	if (row->xen)
		parts.xen_options = "";
	text = plan_text(&parts);
	xb_session_open_text(session, "p.yaml", text, strlen(text));
	while (found < diags->count && diags->items[found].code != row->code)
		found++;
	if (found == diags->count)
		fail_msg("%s: not said: %s", row->fix, text);
	fix = text_of(&diags->items[found].fix);
	check_text(diags->items[found].message, fix, row->fix);
	xb_session_free(session);
	free(fix);
	free(text);
	free(guest);
	free(xen);
}

static void a_word_is_changed_where_it_stands(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(words); i++)
		check_word(&words[i]);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_fix_mends_what_it_is_about),
		in_folder(a_word_is_changed_where_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* /chosen as device-tree source: what is in it, where it comes from, and that dtc reads it. */
#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/boot/plan.h"
#include "unit/emit/keys.h"

#define BOARD "board: {memory: [{start: 0, size: 1G}]}\n"

/* What DIAGS must hold after the plan. */
static struct planned plan(const char *text, const char *diags)
{
	struct planned planned = plan_from(text);

	check_diags("plan", &planned.diags, diags);
	assert_non_null(planned.boot);
	return planned;
}

static char *chosen_of(struct planned *planned, struct xb_origins *origins)
{
	struct xb_buf out = {0};

	xb_diags_clear(&planned->diags);
	if (!xb_emit_chosen(planned->boot, origins, &out, &planned->diags))
		fail_msg("refused: %s", diags_message(&planned->diags));
	return xb_buf_take(&out);
}

static void write_tree(const char *path, const struct tree_row *rows)
{
	size_t size;
	void *blob = tree_make(rows, &size);

	put_bytes(path, blob, size);
	free(blob);
}

/* ---- The whole of it ------------------------------------------------------------------------ */

static const char profile_text[] =
	"format: 1\n" BOARD
	"xen:\n"
	"  file: xen\n"
	"  options: {console: dtuart, vwfi: native}\n"
	"device-tree:\n"
	"  file: t.dtb\n"
	"  edits:\n"
	"    - path: /chosen\n"
	"      set: {\"a,flag\": true, text: [one, \"\"], raw: \"[01 ff]\", num: \"<0x61626300>\"}\n"
	"dom0:\n"
	"  kernel: {file: Image, address: 0x1000000}\n"
	"  options: {console: hvc0}\n";

/* With the keys that each line comes from. What is new stands first, as libfdt and U-Boot put it. */
static const struct {
	const char *line, *keys;
} lines[] = {
	{"chosen {", ""},
	{"    xen,dom0-bootargs = \"console=hvc0\";", "dom0.options.console"},
	{"    xen,xen-bootargs = \"console=dtuart vwfi=native\";",
	 "xen.options.console xen.options.vwfi"},
	{"    #size-cells = <0x2>;", ""},
	{"    #address-cells = <0x2>;", ""},
	{"    num = <0x61626300>;", "device-tree.edits.0.set.num"}, /* though it looks like text */
	{"    raw = [01 FF];", "device-tree.edits.0.set.raw"},
	{"    text = \"one\", \"\";", "device-tree.edits.0.set.text"},
	{"    a,flag;", "device-tree.edits.0.set.a,flag"},
	{"    stdout-path = \"serial0:115200n8\";", ""},
	{"", ""},
	{"    dom0 {", "dom0.kernel.file"},
	{"        reg = <0x0 0x1000000 0x0 0x2000>;", "dom0.kernel.file dom0.kernel.address"},
	{"        compatible = \"xen,linux-zimage\", \"xen,multiboot-module\";", "dom0.kernel.file"},
	{"    };", ""},
	{"};", ""},
};

static void chosen_is_this(void **state)
{
	struct xb_origins origins = {0};
	struct xb_buf want = {0};
	struct planned planned;
	char *text;

	(void)state;
	put_boot_files();
	planned = plan(profile_text, "");
	text = chosen_of(&planned, &origins);
	for (size_t i = 0; i < XB_COUNT(lines); i++)
		xb_buf_printf(&want, "%s\n", lines[i].line);
	check_text("source", text, want.data);
	for (size_t i = 0; i < XB_COUNT(lines); i++) {
		char *keys = keys_of(planned.profile, &origins, (uint32_t)i + 1);

		check_text(lines[i].line, keys, lines[i].keys);
		free(keys);
	}
	xb_origins_clear(&origins);
	xb_buf_clear(&want);
	free(text);
	plan_free(&planned);
}

static void origins_are_not_needed(void **state)
{
	struct planned planned;
	struct xb_origins origins = {0};
	char *with, *without;

	(void)state;
	put_boot_files();
	planned = plan(profile_text, "");
	with = chosen_of(&planned, &origins);
	without = chosen_of(&planned, NULL);
	check_text("source", without, with);
	free(with);
	free(without);
	xb_origins_clear(&origins);
	plan_free(&planned);
}

/* ---- What the base tree brings -------------------------------------------------------------- */

/* A line for each property of /chosen, guessed by its bytes. */
static const struct tree_row base_rows[] = {
	NODE("chosen"),
	TEXT("plain", "text"),
	BYTES("two", "a\0b\0"),
	BYTES("cells", "\0\0\0\1\x80\0\0\0"),
	BYTES("bytes", "\1\2\3"),
	BYTES("nul", "\0"),
	BYTES("gap", "a\0\0b\0"),
	FLAG("empty"),
	TEXT("quote", "say \"a\\b\""),
	BYTES("evil", "\033[2J\0abc"),
	BYTES("evil name \033[2J;", "x"),
	NODE("module@0"), TEXT("bootargs", "quiet"), END,
	NODE("bad{name"), TEXT("bootargs", "quiet"), END,
	END, {0},
};

static const char *const base_lines[] = {
	"\n    plain = \"text\";\n",
	"\n    two = \"a\", \"b\";\n",
	"\n    cells = <0x1 0x80000000>;\n",
	"\n    bytes = [01 02 03];\n",
	"\n    nul = [00];\n",
	"\n    gap = [61 00 00 62 00];\n",
	"\n    empty;\n",
	"\n    quote = \"say \\\"a\\\\b\\\"\";\n",
	"\n    evil = <0x1B5B324A 0x616263>;\n",
	"\n    // property 'evil name \\x1b[2J;' is left out: source cannot hold such a name\n",
	"\n    module@0 {\n        bootargs = \"quiet\";\n    };\n",
	"\n    // node 'bad{name' is left out: source cannot hold such a name\n",
};

#define TREE_TEXT                                                                                  \
	"format: 1\n" BOARD "xen: {file: xen}\ndevice-tree: {file: t.dtb}\ndom0: {kernel: Image}\n"

static void what_the_base_tree_has_is_there(void **state)
{
	struct planned planned;
	char *text;

	(void)state;
	put_boot_files();
	write_tree("t.dtb", base_rows);
	planned = plan_from(TREE_TEXT);
	text = chosen_of(&planned, NULL);
	for (size_t i = 0; i < XB_COUNT(base_lines); i++)
		check_contains("chosen", text, base_lines[i]);
	free(text);
	plan_free(&planned);
}

static void text_is_escaped(void **state)
{
	static const struct {
		const char *yaml, *source;
	} rows[] = {
		{"\"a\\tb\\n\"", "p = \"a\\tb\\n\";"},
		{"\"\\e[2J\"", "p = \"\\x1b[2J\";"},
		{"\"\\u202e\"", "p = \"\\xe2\\x80\\xae\";"},
		{"\"\\a\\b\\v\\f\\r\"", "p = \"\\a\\b\\v\\f\\r\";"},
		{"'\"};'", "p = \"\\\"};\";"},
		{"[\"<1>\", \"[2]\"]", "p = \"<1>\", \"[2]\";"},
	};

	(void)state;
	put_boot_files();
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *text = xb_format("format: 1\n" BOARD "xen: {file: xen}\ndevice-tree:\n"
				       "  file: t.dtb\n  edits: [{path: /chosen, set: {p: %s}}]\n"
				       "dom0: {kernel: Image}\n", rows[i].yaml);
		struct planned planned = plan(text, "");
		char *source = chosen_of(&planned, NULL);

		check_contains(rows[i].yaml, source, rows[i].source);
		free(source);
		plan_free(&planned);
		free(text);
	}
}

/* ---- What is not here ----------------------------------------------------------------------- */

static void without_a_base_tree_the_edits_alone_are_shown(void **state)
{
	struct xb_origins origins = {0};
	struct planned planned;
	char *text, *keys;

	(void)state;
	put_boot_files();
	assert_int_equal(unlink("t.dtb"), 0);
	planned = plan(profile_text, "");
	text = chosen_of(&planned, &origins);
	check_u64("said", planned.diags.count, 0);
	check_text("first line",
		   strstr(text, "// Without t.dtb, which could not be read: what it brings is not shown\nchosen {\n") == text
			   ? ""
			   : text,
		   "");
	check_contains("line", text, "\n    xen,xen-bootargs = \"console=dtuart vwfi=native\";\n");
	check_contains("module", text, "\n        reg = <0x0 0x1000000 0x0 0x2000>;\n");
	keys = keys_of(planned.profile, &origins, 1);
	check_text("first line", keys, "device-tree.file");
	free(keys);
	free(text);
	xb_origins_clear(&origins);
	plan_free(&planned);
}

static void an_overlay_that_is_not_here_is_left_out(void **state)
{
	static const char text[] =
		"format: 1\n" BOARD
		"xen: {file: xen}\n"
		"device-tree: {file: t.dtb, overlays: [\"i2c\\e.dtbo\"]}\n"
		"dom0: {kernel: Image}\n";
	struct planned planned;
	char *source;

	(void)state;
	put_boot_files();
	planned = plan(text, "");
	source = chosen_of(&planned, NULL);
	check_contains("comment", source, "// Without i2c\\x1b.dtbo, which could not be read: what it brings is not shown\n");
	check_contains("base tree", source, "\n    stdout-path = \"serial0:115200n8\";\n");
	check_contains("module", source, "\n    dom0 {\n");
	free(source);
	plan_free(&planned);
}

static void an_edit_that_cannot_be_made_is_said(void **state)
{
	static const char text[] =
		"format: 1\n" BOARD
		"xen: {file: xen}\n"
		"device-tree: {file: t.dtb, edits: [{path: /nowhere, remove: true}]}\n"
		"dom0: {kernel: Image}\n";
	struct xb_buf out = {0};
	struct planned planned;

	(void)state;
	put_boot_files();
	planned = plan(text, "error missing-node");
	xb_diags_clear(&planned.diags);
	check_bool("made", xb_emit_chosen(planned.boot, NULL, &out, &planned.diags), false);
	check_diags("said", &planned.diags, "error missing-node");
	xb_buf_clear(&out);
	plan_free(&planned);
}

/* ---- dtc ------------------------------------------------------------------------------------ */

/* dtc reads SOURCE, and what it makes of it has the same bytes in /chosen as the tree itself. */
static void check_with_dtc(const struct planned *planned, const char *source, bool same)
{
	char *whole = xb_format("/dts-v1/;\n/ {\n%s};\n", source);
	struct xb_diags diags = {0};
	struct xb_buf made = {0};
	struct xb_devtree *edited;

	folder_write("c.dts", whole);
	check_int("dtc", system("dtc -q -I dts -O dtb -o c.dtb c.dts"), 0);
	assert_int_equal(xb_file_read("c.dtb", 1 << 20, &made), 0);
	edited = xb_boot_sketch_tree(planned->boot, &diags);
	assert_non_null(edited);
	if (same) {
		int ours = fdt_path_offset(edited->blob, "/chosen"), property;

		fdt_for_each_property_offset(property, edited->blob, ours)
		{
			int length, theirs_length;
			const char *name;
			const void *value =
				fdt_getprop_by_offset(edited->blob, property, &name, &length);
			const void *theirs = fdt_getprop(
				made.data, fdt_path_offset(made.data, "/chosen"), name,
				&theirs_length);

			check_int(name, theirs_length, length);
			assert_memory_equal(theirs, value, (size_t)length);
		}
	}
	xb_devtree_free(edited);
	xb_buf_clear(&made);
	xb_diags_clear(&diags);
	free(whole);
}

static void dtc_reads_it(void **state)
{
	static const struct {
		const char *text;
		bool base; /* the tree with all kinds of values, names that source cannot hold among them */
		bool gone; /* no tree at all */
	} rows[] = {
		{profile_text, false, false},
		{profile_text, false, true},
		{TREE_TEXT, true, false},
	};

	(void)state;
	if (system("dtc --version >/dev/null 2>&1") != 0)
		skip();
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct planned planned;
		char *source;

		put_boot_files();
		if (rows[i].base)
			write_tree("t.dtb", base_rows);
		if (rows[i].gone)
			assert_int_equal(unlink("t.dtb"), 0);
		planned = plan_from(rows[i].text);
		source = chosen_of(&planned, NULL);
		check_with_dtc(&planned, source, !rows[i].base);
		free(source);
		plan_free(&planned);
	}
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(chosen_is_this),
		in_folder(origins_are_not_needed),
		in_folder(what_the_base_tree_has_is_there),
		in_folder(text_is_escaped),
		in_folder(without_a_base_tree_the_edits_alone_are_shown),
		in_folder(an_overlay_that_is_not_here_is_left_out),
		in_folder(an_edit_that_cannot_be_made_is_said),
		in_folder(dtc_reads_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

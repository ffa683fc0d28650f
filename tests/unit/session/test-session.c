/* SPDX-License-Identifier: MIT */
/* The pipeline as its clients use it: open, emit, write, export, edit; with real, small files. */
#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/diags.h"

#include <jansson.h>

#include "xenboot/session.h"

/* A profile for the files of put_files; PARTS are its output section and more. */
#define PROFILE(output, more)                                                                      \
	"format: 1\n# mine\nboard: {memory: [{start: 0, size: 1G}], cpus: 4}\n"                    \
	"xen:\n  file: xen\n  options:\n    console: dtuart\n    dom0_mem: 512M # half\n"          \
	"device-tree:\n  file: t.dtb\n  overlays: [o.dtbo]\n"                                      \
	"  edits: [{path: /soc/uart@1000, set: {status: okay}}]\n"                                 \
	"dom0:\n  kernel: Image\n  ramdisk: rd\n  options: {console: hvc0, video: b c}\n"          \
	"checks: {uboot-needs: off, security: off}\noutput: {name: out, " output "}\n" more

static void put_overlay(const char *path)
{
	static const struct tree_row overlay_rows[] = {
		NODE("fragment@0"), TEXT("target-path", "/soc"), NODE("__overlay__"),
		TEXT("label", "x"), END, END, {0},
	};
	size_t size;
	void *blob = tree_make(overlay_rows, &size);

	put_bytes(path, blob, size);
	free(blob);
}

static void put_files(void)
{
	put_boot_files();
	put_overlay("o.dtbo");
}

static struct xb_session *new_session(void)
{
	static const struct xb_session_config config;

	return xb_session_new(&config);
}

/* Open PATH, which has no faults. */
static struct xb_session *open_good(const char *path)
{
	struct xb_session *session = new_session();

	check_bool(path, xb_session_open(session, path), true);
	check_diags(path, xb_session_diags(session), "");
	return session;
}

/* ---- Opening -------------------------------------------------------------------------------- */

static void opening_plans_and_checks(void **state)
{
	struct xb_session *session;

	(void)state;
	put_files();
	folder_write("p.yaml", PROFILE("emit: script", ""));
	session = open_good("p.yaml");
	check_text("name", xb_session_profile(session)->name.text, "p");
	check_u64("loads", xb_session_boot(session)->load_count, 6);
	/* The same session again, with what is wrong. */
	folder_write("q.yaml", PROFILE("emit: script", "xen-version: x\n"));
	check_bool("q", xb_session_open(session, "q.yaml"), true);
	check_diags("q", xb_session_diags(session), "error bad-value");
	check_bool("none", xb_session_open(session, "none.yaml"), false);
	check_diags("none", xb_session_diags(session), "error file-missing");
	assert_null(xb_session_profile(session));
	assert_null(xb_session_boot(session));
	xb_session_free(session);
	xb_session_free(NULL);
}

static void diagnostics_are_in_the_order_of_the_file(void **state)
{
	static const char text[] =
		"format: 1\nboard: {memory: [{start: 0, size: 1G}], cpus: 4}\n"
		"xen:\n  file: xen\n  size: 1\n  options:\n    zzz: 1\n    vwfi: nativ\n    "
			"dom0_mem: 512M\n"
		"device-tree: {file: t.dtb, size: 1}\n"
		"dom0: {kernel: Image, options: {console: hvc0, root: /dev/vda}}\nxen-version: x\n";
	struct xb_session *session = new_session();
	const struct xb_diags *diags;

	(void)state;
	check_bool("open", xb_session_open_text(session, "p.yaml", text, strlen(text)), true);
	diags = xb_session_diags(session);
	check_diags("open", diags,
		    "note file-missing, warning unknown-option, error option-value, "
		    "note file-missing, error file-missing, error bad-value");
	for (size_t i = 1; i < diags->count; i++)
		check_bool("sorted", diags->items[i - 1].line <= diags->items[i].line, true);
	xb_session_free(session);
}

static void overrides_of_the_command_line(void **state)
{
	const struct xb_session_config config = {
		.board_name = "qemu-arm64", .emit_words = "dtb,manifest", .files_dir = "sub",
		.tree_path = "other.dtb"};
	struct xb_session *session = xb_session_new(&config);
	const struct xb_boot *boot;

	(void)state;
	folder_write("p.yaml", PROFILE("emit: script", ""));
	check_bool("open", xb_session_open(session, "p.yaml"), true);
	boot = xb_session_boot(session);
	check_text("board", boot->board_name, "qemu-arm64");
	check_bool("no script", xb_boot_load(boot, XB_LOAD_SCRIPT) == NULL, true);
	check_bool("a tree", boot->tree_needed, true);
	check_text("files", xb_dom0_load(boot, XB_MODULE_KERNEL)->path, "sub/Image");
	check_text("tree", xb_boot_tree(boot)->path, "other.dtb");
	check_text("loaded as ever", xb_boot_tree(boot)->file, "t.dtb");
	xb_session_free(session);
}

/* ---- Outputs -------------------------------------------------------------------------------- */

static bool emit(struct xb_session *session, const char *dir, struct xb_outputs *out)
{
	static const struct xb_emit_options options;

	return xb_session_emit(session, dir, &options, out, xb_session_own_diags(session));
}

static char *names_of(const struct xb_outputs *outputs)
{
	struct xb_buf names = {0};

	for (size_t i = 0; i < outputs->count; i++)
		xb_buf_printf(&names, "%s%s", i ? " " : "", outputs->items[i].path);
	return xb_buf_take(&names);
}

static void each_word_of_emit_has_its_files(void **state)
{
	static const struct {
		const char *profile, *dir, *names;
		bool overlay_placed; /* on the board, rather than in the tree already */
	} rows[] = {
		{PROFILE("emit: script", ""), ".", "out.source out.scr", true},
		{PROFILE("emit: dtb", ""), "d", "d/out.dtb", false},
		{PROFILE("emit: manifest", ""), "/d", "/d/out.json", true},
		{PROFILE("emit: [dtb, manifest]", ""), ".", "out.dtb out.json", false},
		{PROFILE("emit: both", ""), ".", "out.source out.scr out.dtb", false},
		{PROFILE("emit: [manifest, dtb, script]", ""), ".",
		 "out.source out.scr out.dtb out.json", true},
	};

	(void)state;
	put_files();
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_outputs outputs = {0};
		struct xb_session *session;
		char *names;

		folder_write("p.yaml", rows[i].profile);
		session = open_good("p.yaml");
		check_bool(rows[i].names, emit(session, rows[i].dir, &outputs), true);
		names = names_of(&outputs);
		check_text("outputs", names, rows[i].names);
		check_bool(rows[i].names,
			   xb_boot_load(xb_session_boot(session), XB_LOAD_OVERLAY)->placed,
			   rows[i].overlay_placed);
		check_diags(rows[i].names, xb_session_diags(session), "");
		free(names);
		xb_outputs_clear(&outputs);
		xb_session_free(session);
	}
	check_u64("nothing was written", folder_count(".", "out"), 0);
}

static void outputs_are_written(void **state)
{
	struct xb_outputs outputs = {0};
	struct xb_session *session;

	(void)state;
	put_files();
	folder_write("p.yaml", PROFILE("emit: [both, manifest]", ""));
	folder_write("out.source", "old");
	session = open_good("p.yaml");
	check_bool("emit", emit(session, ".", &outputs), true);
	folder_expect("out.source", "old");
	check_bool("write", xb_outputs_write(&outputs, xb_session_own_diags(session)), true);
	for (size_t i = 0; i < outputs.count; i++) {
		struct xb_buf bytes = {0};

		assert_int_equal(xb_file_read(outputs.items[i].path, 1 << 20, &bytes), 0);
		check_u64(outputs.items[i].path, bytes.length, outputs.items[i].data.length);
		assert_memory_equal(bytes.data, outputs.items[i].data.data, bytes.length);
		xb_buf_clear(&bytes);
	}
	check_u64("and nothing beside them", folder_count(".", ""), 5 + 1 + 4);
	xb_outputs_clear(&outputs);
	xb_session_free(session);
}

/* One of them cannot take its place: all stay as they were. */
static void all_outputs_or_none(void **state)
{
	struct xb_outputs outputs = {0};
	struct xb_session *session;

	(void)state;
	put_files();
	folder_write("p.yaml", PROFILE("emit: [both, manifest]", ""));
	folder_write("out.source", "old");
	assert_int_equal(mkdir("out.dtb", 0700), 0);
	session = open_good("p.yaml");
	check_bool("emit", emit(session, ".", &outputs), true);
	check_bool("write", xb_outputs_write(&outputs, xb_session_own_diags(session)), false);
	check_diags("write", xb_session_diags(session), "error file-missing");
	check_contains("write", diags_message(xb_session_diags(session)), "out.dtb");
	folder_expect("out.source", "old");
	folder_expect("out.scr", NULL);
	folder_expect("out.json", NULL);
	check_u64("and nothing beside them", folder_count(".", ""), 5 + 1 + 2);
	xb_outputs_clear(&outputs);
	xb_session_free(session);
}

/* Only writing makes the folder; what is in its way is named, and nothing new stays. */
static void the_folder_is_made(void **state)
{
	struct xb_outputs outputs = {0};
	struct xb_session *session;

	(void)state;
	put_files();
	folder_write("p.yaml", PROFILE("emit: script", ""));
	session = open_good("p.yaml");
	check_bool("emit", emit(session, "not/yet", &outputs), true);
	assert_int_equal(access("not", F_OK), -1);
	folder_write("not", "a file");
	check_bool("write", xb_outputs_write(&outputs, xb_session_own_diags(session)), false);
	check_text("write", diags_message(xb_session_diags(session)),
		   "cannot make the folder not: Not a directory");
	assert_int_equal(unlink("not"), 0);
	check_bool("write", xb_outputs_write(&outputs, xb_session_own_diags(session)), true);
	check_u64("both", folder_count("not/yet", "out."), 2);
	xb_outputs_clear(&outputs);
	xb_session_free(session);
}

static void errors_and_outputs_exclude_each_other(void **state)
{
	struct xb_outputs outputs = {0};
	struct xb_session *session = new_session();

	(void)state;
	put_files();
	check_bool("nothing open", emit(session, ".", &outputs), false);
	folder_write("p.yaml", PROFILE("emit: script", "xen-version: x\n"));
	check_bool("open", xb_session_open(session, "p.yaml"), true);
	check_bool("error", emit(session, ".", &outputs), false);
	check_u64("no outputs", outputs.count, 0);
	folder_write("p.yaml", "format: 1\n");
	check_bool("open", xb_session_open(session, "p.yaml"), true);
	check_bool("nothing to describe", emit(session, ".", &outputs), false);
	xb_outputs_clear(&outputs);
	xb_session_free(session);
}

/* A row's output has the name of an input, or leads to one. */
static void outputs_never_replace_inputs(void **state)
{
	static const struct {
		const char *label, *profile, *path, *link_from, *part;
	} rows[] = {
		{"the tree", "device-tree: {file: out.dtb}\noutput: {name: out, emit: dtb}\n",
		 "p.yaml",
		 "out.dtb", "out.dtb would replace the device tree"},
		{"the kernel", "device-tree: {file: t.dtb}\noutput: {name: out, emit: script}\n",
		 "p.yaml",
		 "out.scr", "out.scr would replace the dom0 kernel"},
		{"the profile", "device-tree: {file: t.dtb}\noutput: {name: p, emit: manifest}\n",
		 "./p.json", NULL, "p.json would replace the profile itself"},
	};

	(void)state;
	put_files();
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_outputs outputs = {0};
		struct xb_session *session;
		char *text = xb_format("format: 1\nboard: {memory: [{start: 0, size: 1G}]}\n"
				       "xen: {file: xen, options: {dom0_mem: 512M}}\ndom0: "
					"{kernel: Image, options: {console: hvc0, root: /dev/vda}}\n"
				       "%s", rows[i].profile);
		const char *input = i == 0 ? "t.dtb" : "Image";

		folder_write(rows[i].path, text);
		if (rows[i].link_from)
			assert_int_equal(i == 0 ? link(input, rows[i].link_from)
						: symlink(input, rows[i].link_from), 0);
		session = open_good(rows[i].path);
		check_bool(rows[i].label, emit(session, ".", &outputs), false);
		check_diags(rows[i].label, xb_session_diags(session), "error bad-value");
		check_contains(rows[i].label, diags_message(xb_session_diags(session)),
			rows[i].part);
		xb_outputs_clear(&outputs);
		xb_session_free(session);
		/* Elsewhere it may have that name. */
		assert_int_equal(mkdir("elsewhere", 0700), 0);
		session = open_good(rows[i].path);
		check_bool(rows[i].label, emit(session, "elsewhere", &outputs), true);
		xb_outputs_clear(&outputs);
		xb_session_free(session);
		assert_int_equal(rmdir("elsewhere"), 0);
		free(text);
	}
}

/* ---- The same again ------------------------------------------------------------------------- */

static const char *const all_kinds[] = {
	PROFILE("emit: [script, dtb, manifest]", ""),
	PROFILE("emit: [both, manifest]", ""),
	PROFILE("emit: [script, manifest], cells: 1", "load: {method: usb, device: \"0:1\"}\n"),
	PROFILE("emit: dtb", "files: .\n"),
	("format: 1\nextends: base.yaml\nxen: {options: {dom0_mem: 256M}, extra: noreboot}\n"
	"dom0: {kernel: {file: Image, address: 0x10000000}, options: {console: hvc0, root: /dev/vda}}\n"),
};

static void emit_all(const char *path, struct xb_outputs *outputs)
{
	struct xb_session *session = open_good(path);

	check_bool(path, emit(session, ".", outputs), true);
	check_diags(path, xb_session_diags(session), "");
	xb_session_free(session);
}

static void check_same_outputs(const char *label, const struct xb_outputs *a,
			       const struct xb_outputs *b)
{
	check_u64(label, a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		check_text(label, a->items[i].path, b->items[i].path);
		check_u64(a->items[i].path, a->items[i].data.length, b->items[i].data.length);
		if (memcmp(a->items[i].data.data, b->items[i].data.data, a->items[i].data.length))
			check_text(a->items[i].path, a->items[i].data.data, b->items[i].data.data);
	}
}

static void the_same_inputs_give_the_same_bytes(void **state)
{
	(void)state;
	put_files();
	folder_write("base.yaml", all_kinds[0]);
	for (size_t i = 0; i < XB_COUNT(all_kinds); i++) {
		struct xb_outputs once = {0}, twice = {0};

		folder_write("p.yaml", all_kinds[i]);
		emit_all("p.yaml", &once);
		emit_all("p.yaml", &twice);
		check_same_outputs(all_kinds[i], &once, &twice);
		xb_outputs_clear(&once);
		xb_outputs_clear(&twice);
	}
}

static void export_to(const char *from, bool resolved, const char *to)
{
	struct xb_session *session = open_good(from);
	struct xb_buf text = {0};

	check_bool(from, xb_session_export_yaml(session, resolved, &text), true);
	folder_write(to, text.data);
	xb_buf_clear(&text);
	xb_session_free(session);
}

/* What was pinned is what was planned: nothing moves. */
static void an_exported_profile_builds_the_same(void **state)
{
	(void)state;
	put_files();
	folder_write("base.yaml", all_kinds[0]);
	for (size_t i = 0; i < XB_COUNT(all_kinds); i++) {
		struct xb_outputs original = {0}, pinned = {0}, merged = {0};

		folder_write("p.yaml", all_kinds[i]);
		export_to("p.yaml", true, "resolved.yaml");
		/* A name that is not said comes from the file: the merged one has another. */
		assert_int_equal(mkdir("m", 0700), 0);
		export_to("p.yaml", false, "m/p.yaml");
		assert_int_equal(rename("m/p.yaml", "q.yaml") | rmdir("m"), 0);
		emit_all("p.yaml", &original);
		emit_all("resolved.yaml", &pinned);
		check_same_outputs("resolved", &pinned, &original);
		assert_int_equal(rename("q.yaml", "p.yaml"), 0);
		emit_all("p.yaml", &merged);
		check_same_outputs("merged", &merged, &original);
		xb_outputs_clear(&original);
		xb_outputs_clear(&pinned);
		xb_outputs_clear(&merged);
	}
}

static void what_is_resolved_is_pinned(void **state)
{
	static const char *const keys[] = {
		"resolved", "name", "load.method", "load.script-address", "xen.address", "xen.size",
		"dom0.kernel.address", "dom0.kernel.size", "dom0.ramdisk.address",
			"dom0.ramdisk.size",
		"device-tree.address", "device-tree.size", "device-tree.padding",
		"device-tree.overlays.0.address", "device-tree.overlays.0.size", "output.name",
		"output.cells", "output.emit",
	};
	struct xb_session *session;

	(void)state;
	put_files();
	folder_write("p.yaml", PROFILE("emit: script", ""));
	export_to("p.yaml", true, "resolved.yaml");
	session = open_good("resolved.yaml");
	for (size_t i = 0; i < XB_COUNT(keys); i++) {
		struct xb_buf value = {0};

		check_bool(keys[i], xb_profile_get(xb_session_profile(session), keys[i], &value),
			true);
		check_bool(keys[i], strcmp(value.data, "auto") == 0, false);
		xb_buf_clear(&value);
	}
	for (size_t i = 1; i < xb_session_boot(session)->load_count; i++)
		check_bool("automatic", xb_session_boot(session)->loads[i].automatic, false);
	/* A byte more in a file, and the pins are stale. */
	put_image("Image", 8193, 16384);
	check_bool("open", xb_session_open(session, "resolved.yaml"), true);
	check_diags("stale", xb_session_diags(session), "error size-stale");
	xb_session_free(session);
}

/* By its row in the table of formats. */
static bool export(struct xb_session *session, const char *name, bool resolved, struct xb_buf *text)
{
	const struct xb_export_request request = {.resolved = resolved};
	const struct xb_export_format *format = xb_export_formats;
	struct xb_diags diags = {0};
	bool good;

	while (format->name && strcmp(format->name, name) != 0)
		format++;
	assert_non_null(format->name);
	good = format->write(session, &request, text, &diags);
	xb_diags_clear(&diags);
	return good;
}

static void exports_need_a_sound_profile(void **state)
{
	struct xb_session *session = new_session();
	struct xb_buf text = {0};

	(void)state;
	check_bool("nothing open", xb_session_export_yaml(session, false, &text), false);
	for (const struct xb_export_format *format = xb_export_formats; format->name; format++)
		if (!format->of_domain)
			check_bool(format->name, export(session, format->name, false, &text), false);
	put_files();
	folder_write("p.yaml", PROFILE("emit: script", "xen-version: x\n"));
	check_bool("open", xb_session_open(session, "p.yaml"), true);
	check_bool("resolved", xb_session_export_yaml(session, true, &text), false);
	check_bool("resolved", export(session, "json", true, &text), false);
	check_u64("nothing came out", text.length, 0);
	check_bool("as it is", xb_session_export_yaml(session, false, &text), true);
	xb_buf_clear(&text);
	xb_session_free(session);
}

static void json_has_the_pins_too(void **state)
{
	struct xb_session *session;
	struct xb_buf text = {0};
	json_error_t error;
	json_t *root, *xen;

	(void)state;
	put_files();
	folder_write("p.yaml", PROFILE("emit: script", ""));
	session = open_good("p.yaml");
	check_bool("json", export(session, "json", true, &text), true);
	root = json_loads(text.data, 0, &error);
	assert_non_null(root);
	xen = json_object_get(root, "xen");
	check_text("address", json_string_value(json_object_get(xen, "address")), "0xe00000");
	check_bool("resolved", json_is_true(json_object_get(root, "resolved")), true);
	json_decref(root);
	xb_buf_clear(&text);
	xb_session_free(session);
}

/* ---- Severities ----------------------------------------------------------------------------- */

/* A profile with a warning, under its CHECKS and the LEVELS of the caller. */
static void check_severity(const char *checks, const struct xb_check_levels *levels,
			   const char *want)
{
	const struct xb_session_config config = {.levels = *levels};
	struct xb_session *session = xb_session_new(&config), *trial;
	char *text = xb_format("format: 1\nextends: ./base.yaml\n"
			       "xen: {options: {no_such: 1}}\nchecks: {%s}\n", checks);

	folder_write("p.yaml", text);
	check_bool(checks, xb_session_open(session, "./p.yaml"), true);
	check_diags(checks, xb_session_diags(session), want);
	/* What the front end tries is seen by the same eyes. */
	trial = xb_session_new_trial(session);
	check_bool(checks, xb_session_open_text(trial, "./p.yaml", text, strlen(text)), true);
	check_diags(checks, xb_session_diags(trial), want);
	xb_session_free(trial);
	xb_session_free(session);
	free(text);
}

static void severities_are_the_profiles_and_the_callers(void **state)
{
	struct xb_check_level note = {.code = XB_CODE_UNKNOWN_OPTION, .severity = XB_NOTE};
	struct xb_check_level off = {.code = XB_CODE_QUOTING, .severity = XB_CHECK_OFF};
	const struct xb_check_levels none = {0}, one = {&note, 1, 1}, refused = {&off, 1, 1};

	(void)state;
	put_files();
	folder_write("base.yaml", PROFILE("emit: script", ""));
	check_severity("", &none, "warning unknown-option");
	check_severity("unknown-option: off", &none, "");
	check_severity("unknown-option: error", &none, "error unknown-option");
	check_severity("unknown-option: error", &one, "note unknown-option");
	check_severity("unknown-option: off", &one, "note unknown-option");
	check_severity("cells: off", &one, "note unknown-option");
	check_severity("quoting: off", &one, "note unknown-option, error bad-value");
	check_severity("", &refused, "error bad-value, warning unknown-option");
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(opening_plans_and_checks),
		in_folder(diagnostics_are_in_the_order_of_the_file),
		in_folder(overrides_of_the_command_line),
		in_folder(severities_are_the_profiles_and_the_callers),
		in_folder(each_word_of_emit_has_its_files),
		in_folder(outputs_are_written),
		in_folder(all_outputs_or_none),
		in_folder(the_folder_is_made),
		in_folder(errors_and_outputs_exclude_each_other),
		in_folder(outputs_never_replace_inputs),
		in_folder(the_same_inputs_give_the_same_bytes),
		in_folder(an_exported_profile_builds_the_same),
		in_folder(what_is_resolved_is_pinned),
		in_folder(exports_need_a_sound_profile),
		in_folder(json_has_the_pins_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

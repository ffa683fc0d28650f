/* SPDX-License-Identifier: MIT */
/* What a profile's keys mean, what it takes from the one that it extends, and what is refused. */
#include "unit/base/folder.h"
#include "unit/diags.h"

#include <jansson.h>

#include "model/profile.h"

/* The least that a profile can say. */
#define REST "device-tree: {file: b.dtb}\ndom0: {kernel: Image}\n"
#define LEAST "format: 1\nxen: {file: xen}\n" REST

static struct xb_profile *parse(const char *text, struct xb_diags *diags)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_profile *profile =
		xb_profile_parse(data, "dir/p.yaml", text, strlen(text), diags);

	xb_data_free(data);
	return profile;
}

static struct xb_profile *parse_good(const char *text)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile = parse(text, &diags);

	check_diags(text, &diags, "");
	return profile;
}

/* ---- Defaults ------------------------------------------------------------------------------- */

static void what_is_not_said_has_a_default(void **state)
{
	struct xb_profile *profile = parse_good(LEAST);

	(void)state;
	check_text("name", profile->name.text, "p");
	check_text("output.name", profile->output.name.text, "p");
	assert_null(profile->output.emit_words.items);
	check_u64("cells", profile->output.cells.value, 2);
	check_text("method", profile->load.way.method->name, "tftp");
	check_bool("before", profile->load.before_given, false);
	check_bool("measured", profile->load.measured, false);
	check_text("kernel's method", profile->dom0.kernel.load.method->name, "tftp");
	check_text("tree's variable", profile->tree.from.text, NULL);
	check_bool("xen.address", profile->xen.image.address.given, false);
	check_bool("padding", profile->tree.padding.given, false);
	check_bool("shipped", profile->shipped, false);
	check_text("kernel", profile->dom0.kernel.file.text, "Image");
	check_text("ramdisk", profile->dom0.ramdisk.file.text, NULL);
	assert_null(profile->board);
	xb_profile_free(profile);
}

/* What one file does not say is as in the section, where the method is the same. */
static void a_file_may_come_from_elsewhere(void **state)
{
	static const struct {
		const char *label, *load, *method, *device, *prefix;
	} rows[] = {
		{"nothing", "", "mmc", "0:1", "a/"},
		{"another device", ", load: {device: \"1:2\"}", "mmc", "1:2", "a/"},
		{"another prefix", ", load: {prefix: b/}", "mmc", "0:1", "b/"},
		{"no prefix", ", load: {prefix: \"\"}", "mmc", "0:1", ""},
		{"the same method", ", load: mmc", "mmc", "0:1", "a/"},
		{"another method", ", load: tftp", "tftp", NULL, NULL},
		{"another block device", ", load: {method: usb, device: \"0:1\"}", "usb", "0:1", NULL},
		{"memory", ", load: memory", "memory", NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *text = xb_format("format: 1\nload: {method: mmc, device: \"0:1\", prefix: a/}\n"
				       "xen: {file: x%s}\n" REST, rows[i].load);
		struct xb_profile *profile = parse_good(text);
		const struct xb_load_way *way = &profile->xen.image.load;

		check_text(rows[i].label, way->method->name, rows[i].method);
		check_text(rows[i].label, way->device.text, rows[i].device);
		check_text(rows[i].label, way->prefix.text, rows[i].prefix);
		check_text("the others", profile->dom0.kernel.load.method->name, "mmc");
		xb_profile_free(profile);
		free(text);
	}
}

static void options_keep_their_text_and_order(void **state)
{
	static const struct {
		const char *name, *value;
	} want[] = {
		{"sched", "null"}, {"bootscrub", "0"}, {"console", NULL}, {"quoted", "true"},
		{"no", "false"}, {"many", "a"}, {"many", "b"}, {"dotted.name", "x y"}, {"tilde",
		 "~"},
	};
	struct xb_profile *profile = parse_good(
		"format: 1\n" REST "xen:\n  file: xen\n  options:\n    sched: null\n    "
			"bootscrub: 0\n"
		"    console: true\n    quoted: \"true\"\n    no: false\n    many: [a, b]\n"
		"    dotted.name: x y\n    gone: ~\n    tilde: \"~\"\n");

	(void)state;
	check_u64("options", profile->xen.options.count, XB_COUNT(want));
	for (size_t i = 0; i < XB_COUNT(want); i++) {
		check_text(want[i].name, profile->xen.options.items[i].name, want[i].name);
		check_text(want[i].name, profile->xen.options.items[i].value, want[i].value);
	}
	check_u64("line of the first", profile->xen.options.items[0].at.line, 7);
	check_u64("column of its name", profile->xen.options.items[0].name_at.column, 5);
	xb_profile_free(profile);
}

/* ---- Texts ---------------------------------------------------------------------------------- */

/* What stands in the place of %s in a row, and which rows take it: those with its letter. */
static const struct {
	const char *text, *problem;
	char letter;
} probes[] = {
	{"\"\"", "is empty", 'e'},
	{"\" \"", "has nothing but blanks in it", 'b'},
	{"\" x\"", "begins or ends with a blank", 'n'},
	{"\"x\\ty\"", "has a blank in it", 'i'},
	{"\"x\\ny\"", "has a line break in it", 'l'},
};

static const struct {
	const char *key, *text, *takes;
} text_rows[] = {
	{"name", LEAST "name: %s\n", ""},
	{"description", LEAST "description: %s\n", "ebnil"},
	{"xen-version", LEAST "xen-version: %s\n", ""},
	{"files", LEAST "files: %s\n", "nil"},
	{"device", LEAST "load: {device: %s}\n", ""},
	{"command", LEAST "load: {command: %s}\n", "i"},
	{"before", LEAST "load: {before: %s}\n", "i"},
	{"before", LEAST "load: {before: [usb start, %s]}\n", "i"},
	{"prefix", LEAST "load: {prefix: %s}\n", "ei"},
	{"file", "format: 1\nxen: {file: %s}\n" REST, "nil"},
	{"file", "format: 1\nxen: %s\n" REST, "nil"},
	{"load-as", "format: 1\nxen: {file: x, load-as: %s}\n" REST, "i"},
	{"config", "format: 1\nxen: {file: x, config: %s}\n" REST, "nil"},
	{"option foo", "format: 1\nxen: {file: x, options: {foo: %s}}\n" REST, "ebni"},
	{"extra", "format: 1\nxen: {file: x, extra: %s}\n" REST, "ebni"},
	{"file", "format: 1\nxen: x\ndom0: {kernel: x}\ndevice-tree: %s\n", "nil"},
	{"file", "format: 1\nxen: x\ndom0: {kernel: x}\ndevice-tree: {file: a, overlays: [%s]}\n",
	 "nil"},
	{"file", "format: 1\nxen: x\ndom0: {kernel: x}\n"
		 "device-tree: {file: a, overlays: [{file: %s}]}\n", "nil"},
	{"load-as", "format: 1\nxen: x\ndom0: {kernel: x}\n"
		    "device-tree: {file: a, overlays: [{file: a, load-as: %s}]}\n", "i"},
	{"path", "format: 1\nxen: x\ndom0: {kernel: x}\n"
		 "device-tree: {file: a, edits: [{path: %s, remove: true}]}\n", ""},
	{"a property's name", "format: 1\nxen: x\ndom0: {kernel: x}\n"
			      "device-tree: {file: a, edits: [{path: /a, set: {%s: y}}]}\n", ""},
	{"file", "format: 1\nxen: x\ndevice-tree: x\ndom0: {kernel: %s}\n", "nil"},
	{"file", "format: 1\nxen: x\ndevice-tree: x\ndom0: {kernel: x, ramdisk: %s}\n", "nil"},
	{"extra", "format: 1\nxen: x\ndevice-tree: x\ndom0: {kernel: x, extra: %s}\n", "ebni"},
	{"name", LEAST "output: {name: %s}\n", ""},
	{"name", LEAST "board: {name: %s}\n", "i"},
	{"title", LEAST "board: {title: %s}\n", "i"},
	{"console", LEAST "board: {console: %s}\n", ""},
	{"dtb", LEAST "board: {dtb: %s}\n", "i"},
	{"note", LEAST "board: {note: %s}\n", "nil"},
	{"name", LEAST "board: {reserved: [{name: %s, start: 0, size: 1}]}\n", "i"},
	{"kind", LEAST "board: {cpus: [{kind: %s, count: 1}]}\n", ""},
	{"compatible", LEAST "board: {uart: %s}\n", ""},
	{"since", LEAST "board: {uart: {compatible: a, since: %s}}\n", ""},
	{"kconfig", LEAST "board: {smmu: {compatible: a, kconfig: %s}}\n", "i"},
};

/* The message that says PROBLEM of KEY, or NULL. */
static const struct xb_diag *find_problem(const struct xb_diags *diags, const char *key,
					  const char *problem)
{
	char *message = xb_format("%s %s", key, problem);
	const struct xb_diag *found = NULL;

	for (size_t i = 0; i < diags->count && !found; i++)
		if (strcmp(diags->items[i].message, message) == 0)
			found = &diags->items[i];
	free(message);
	return found;
}

static void check_probe(const char *key, const char *text, const char *problem, bool taken)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile = parse(text, &diags);
	const struct xb_diag *said = find_problem(&diags, key, problem);

	check_bool(text, said != NULL, !taken);
	if (said) {
		check_text(text, xb_code_info(said->code)->name, "bad-value");
		check_bool(text, said->hint && said->line > 0, true);
	}
	xb_profile_free(profile);
	xb_diags_clear(&diags);
}

/* TEXT with PROBE in the place of %s. */
static char *with_probe(const char *text, const char *probe)
{
	const char *place = strstr(text, "%s");

	return xb_format("%.*s%s%s", (int)(place - text), text, probe, place + 2);
}

static void texts_are_what_they_must_be(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(text_rows); i++)
		for (size_t k = 0; k < XB_COUNT(probes); k++) {
			char *text = with_probe(text_rows[i].text, probes[k].text);

			check_probe(text_rows[i].key, text, probes[k].problem,
				    strchr(text_rows[i].takes, probes[k].letter));
			free(text);
		}
}

#define EDITED "format: 1\nxen: x\ndom0: {kernel: x}\ndevice-tree: {file: a, edits: "

/* What is refused is said once: nothing else is missing for it, and nothing of it is kept. */
static void one_fault_is_one_error(void **state)
{
	static const char *const rows[] = {
		EDITED "[{path: /a, set: {a b: x}}]}\n",
		EDITED "[{path: /a, set: {\"\": x}}]}\n",
		EDITED "[{path: /a, set: {a: {b: c}}}]}\n",
		EDITED "[{path: /a, set: {a: [], b: x}}]}\n",
		EDITED "[{path: /a, set: {a: [[b]]}}]}\n",
		EDITED "[{path: /a, set: [a]}]}\n",
		EDITED "[{path: /a, remove: \"\"}]}\n",
		EDITED "[{path: /a, remove: a b}]}\n",
		EDITED "[{path: /a, remove: {a: b}}]}\n",
		EDITED "[{path: /a}]}\n",
		EDITED "[{path: /a, set: {a: b}, remove: c}]}\n",
		LEAST "load: {method: mmc, device: \"\"}\n",
		LEAST "load: {method: mmc, device: ~}\n",
		LEAST "load: {method: mmc, device: []}\n",
		LEAST "load: {method: command, command: \"\"}\n",
		LEAST "load: {method: command, command: \"a\\nb\"}\n",
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_diags diags = {0};
		struct xb_profile *profile = parse(rows[i], &diags);

		check_u64(rows[i], diags.errors, 1);
		for (size_t k = 0; profile && k < profile->tree.edit_count; k++)
			for (size_t p = 0; p < profile->tree.edits[k].set_count; p++)
				check_bool(rows[i], profile->tree.edits[k].set[p].values.count > 0, true);
		xb_profile_free(profile);
		xb_diags_clear(&diags);
	}
}

static void format_is_one(void **state)
{
	static const char *const rows[] = {"2", "null", "\"\"", "[1]", "0x1", "{}"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *own = xb_format("format: %s\nxen: x\n" REST, rows[i]);
		char *board = xb_format(LEAST "board: {format: %s}\n", rows[i]);
		struct xb_diags diags = {0};

		xb_profile_free(parse(own, &diags));
		check_diags(own, &diags, "error bad-value");
		xb_diags_clear(&diags);
		xb_profile_free(parse(board, &diags));
		check_diags(board, &diags, "error bad-value");
		xb_diags_clear(&diags);
		free(own);
		free(board);
	}
}

/* ---- Severities ----------------------------------------------------------------------------- */

static void codes_have_severities(void **state)
{
	static const struct xb_check_level want[] = {
		{XB_CODE_SECURITY, XB_CHECK_OFF, {NULL, 6, 13}},
		{XB_CODE_DOM0_MEM, XB_NOTE, {NULL, 7, 13}},
		{XB_CODE_OVERLAP, XB_WARNING, {NULL, 8, 12}},
		{XB_CODE_VCPUS, XB_ERROR, {NULL, 9, 10}},
	};
	struct xb_profile *profile = parse_good(
		LEAST "checks:\n  security: off\n  dom0-mem: note\n  overlap: warning\n  vcpus: error\n"
		      "  size-stale: ~\n");

	(void)state;
	check_u64("levels", profile->checks.count, XB_COUNT(want));
	for (size_t i = 0; i < XB_COUNT(want); i++) {
		const struct xb_check_level *level = &profile->checks.items[i];
		const char *name = xb_code_info(want[i].code)->name;

		check_text("code", xb_code_info(level->code)->name, name);
		check_int(name, level->severity, want[i].severity);
		check_u64(name, level->at.line, want[i].at.line);
		check_u64(name, level->at.column, want[i].at.column);
	}
	xb_profile_free(profile);
}

static void no_other_severity_or_code(void **state)
{
	static const struct {
		const char *checks, *diags, *hint;
	} rows[] = {
		{"{securty: off}", "error unknown-key", "did you mean security?"},
		{"{zzz: off}", "error unknown-key",
		 "a code stands in brackets behind its message; `xenboot check --explain CODE` tells "
		 "of it"},
		{"{security: fatal}", "error bad-value", ""},
		{"{security: warnin}", "error bad-value", "did you mean warning?"},
		{"{security: [off]}", "error bad-value", ""},
		{"{security: \"\"}", "error bad-value", ""},
		{"security", "error bad-value", ""},
		{"[security]", "error bad-value", ""},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *text = xb_format(LEAST "checks: %s\n", rows[i].checks);
		struct xb_diags diags = {0};
		struct xb_profile *profile = parse(text, &diags);

		check_diags(text, &diags, rows[i].diags);
		check_text(text, diags_hint(&diags), rows[i].hint);
		check_u64(text, profile->checks.count, 0);
		xb_profile_free(profile);
		xb_diags_clear(&diags);
		free(text);
	}
}

static void numbers_are_bytes(void **state)
{
	static const struct {
		const char *text;
		uint64_t value;
	} rows[] = {
		{"0", 0}, {"4096", 4096}, {"0x1000", 4096}, {"0xABCdef", 0xabcdef}, {"4K", 4096},
		{"2m", 2 << 20}, {"1G", 1 << 30}, {"7B", 7}, {"\"4096\"", 4096},
		{"0xffffffffffffffff", UINT64_MAX},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *text = xb_format("format: 1\nxen: {file: x, size: %s}\n" REST, rows[i].text);
		struct xb_profile *profile = parse_good(text);

		check_u64(rows[i].text, profile->xen.image.size.value, rows[i].value);
		check_bool(rows[i].text, profile->xen.image.size.given, true);
		xb_profile_free(profile);
		free(text);
	}
}

/* ---- What is refused ------------------------------------------------------------------------ */

/* The text (LEAST for NULL) with MORE behind it gives just these diagnostics. */
static const struct wrong {
	const char *label, *text, *more, *diags, *message, *hint;
} wrongs[] = {
	{"nothing", "", "", "error missing-key, error missing-key, error missing-key, error "
	 "missing-key",
	 "'format'", ""},
	{"no file", "format: 1\nxen: {size: 1}\n" REST, "", "error missing-key", "'file'", ""},
	{"xen taken away", "format: 1\nxen: ~\n" REST, "", "error missing-key", "'xen'", ""},
	{"no kernel", "format: 1\nxen: {file: x}\ndevice-tree: {file: b}\ndom0: {}\n", "",
	 "error missing-key", "'kernel'", ""},
	{"another format", "format: 2\nxen: {file: xen}\n" REST, "", "error bad-value",
	 "format must be 1", ""},
	{"format is a list", "format: [1]\nxen: {file: xen}\n" REST, "", "error bad-value",
	 "format must be 1", ""},
	{"root is a list", "- format: 1\n", "", "error bad-value", "not a list", ""},
	{"root is text", "hello\n", "", "error bad-value", "not text", ""},

	{"unknown key, near", NULL, "ouput: {}\n", "error unknown-key", "no key 'ouput'",
	 "did you mean output?"},
	{"unknown key, far", NULL, "zzz: 1\n", "error unknown-key", "no key 'zzz'",
	 "its keys are format"},
	{"unknown key below", NULL, "load: {methd: mmc}\n", "error unknown-key", "'methd'",
	 "did you mean method?"},
	{"unknown key of a file", "format: 1\nxen: {file: x, addres: 0}\n" REST, "",
	 "error unknown-key", "'addres'", "did you mean address?"},
	{"unknown key of an edit", "format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
	 "device-tree: {file: b, edits: [{path: /a, sett: {}}]}\n", "",
	 "error unknown-key, error bad-value", "'sett'", "did you mean set?"},

	{"no device", NULL, "load: {method: mmc, device: mmc0}\n", "error bad-value", "'mmc0'",
	 "first mmc device"},
	{"no partition", NULL, "load: {method: mmc, device: \"0:\"}\n", "error bad-value",
	 "DEVICE:PARTITION", "0:1"},
	{"a device that is not used", NULL, "load: {device: mmc0}\n", "warning bad-value",
	 "not used by load method tftp", "0:1"},
	{"no method", NULL, "load: {method: sata}\n", "error bad-value", "'sata' is not one of tftp", ""},
	{"no such sizes", NULL, "load: {sizes: measure}\n", "error bad-value",
	 "'measure' is not one of pinned, measured", "did you mean measured?"},
	{"one file without a device", "format: 1\nxen: {file: x, load: mmc}\n" REST, "",
	 "error missing-key", "load method mmc needs the key 'device'", "0:1"},
	{"one file without a command", "format: 1\nxen: {file: x, load: {method: command}}\n" REST, "",
	 "error missing-key", "needs the key 'command'", ""},
	{"one file, no partition", "format: 1\nxen: {file: x, load: {method: mmc, device: x}}\n" REST, "",
	 "error bad-value", "'x' is not of the form", "first mmc device"},
	{"a guest's file without a device", NULL,
	 "domains: {g: {kernel: {file: k, load: usb}, memory: 1M}}\n", "error missing-key",
	 "load method usb needs", "0:1"},
	{"neither a tree nor where it is", "format: 1\nxen: x\ndevice-tree: {padding: 1}\ndom0: {kernel: I}\n",
	 "", "error missing-key", "a device-tree section needs the key 'file'", ""},
	{"a variable's value", "format: 1\nxen: x\ndevice-tree: {from: $fdt_addr}\ndom0: {kernel: I}\n", "",
	 "error bad-value", "'$fdt_addr' is no name of a variable", "no $ stands before it"},
	{"an address", "format: 1\nxen: x\ndevice-tree: {from: 0x100}\ndom0: {kernel: I}\n", "",
	 "error bad-value", "'0x100' is no name", ""},
	{"a tree from two places",
	 "format: 1\nxen: x\ndevice-tree: {from: a_1, load: tftp}\ndom0: {kernel: I}\n", "",
	 "error bad-value", "both from and load: the tree that ${a_1}", ""},
	{"more room than there are trees",
	 "format: 1\nxen: x\ndevice-tree: {file: b, room: 8G}\ndom0: {kernel: I}\n", "",
	 "error bad-value", "room is 0x200000000 bytes; Xen takes", ""},
	{"leading 0", NULL, "load: {script-address: 0755}\n", "error bad-value", "leading 0",
	 "0x1000"},
	{"underscore", NULL, "load: {script-address: 1_000}\n", "error bad-value", "'_'", "0x1000"},
	{"sign", NULL, "load: {script-address: -1}\n", "error bad-value", "a sign", "0x1000"},
	{"plus", NULL, "load: {script-address: +1}\n", "error bad-value", "a sign", "0x1000"},
	{"fraction", NULL, "load: {script-address: 1.5M}\n", "error bad-value", "fraction",
	 "0x1000"},
	{"suffix behind hexadecimal", NULL, "load: {script-address: 0x10M}\n", "error bad-value",
	 "no suffix", "0x1000"},
	{"two suffixes", NULL, "load: {script-address: 10KB}\n", "error bad-value", "B K M G T",
	 "0x1000"},
	{"too large", NULL, "load: {script-address: 18446744073709551616}\n", "error bad-value",
	 "2^64-1", "0x1000"},
	{"empty", NULL, "load: {script-address: }\n", "error bad-value", "empty", "0x1000"},
	{"auto where a number must be", NULL, "load: {script-address: auto}\n", "error bad-value",
	 "'auto'", "0x1000"},
	{"a list as a number", NULL, "load: {script-address: [1]}\n", "error bad-value",
	 "must be a number, not a list", ""},
	{"no address", "format: 1\nxen: {file: x, address: here}\n" REST, "", "error bad-value",
	 "'here' is no number", "or auto"},

	{"text that is empty", NULL, "description:\n", "error bad-value",
	 "description has no value", ""},
	{"text that is a list", NULL, "name: [a]\n", "error bad-value", "must be text, not a list",
	 ""},
	{"name", NULL, "name: a/b\n", "error bad-value", "'a/b' cannot be a profile's name", ""},
	{"name with a dot first", NULL, "name: .a\n", "error bad-value", "'.a'", ""},
	{"output name", NULL, "output: {name: ../x}\n", "error bad-value", "'../x'", ""},
	{"version", NULL, "xen-version: \"4\"\n", "error bad-value", "'4' is no release", ""},
	{"version with words", NULL, "xen-version: 4.17-rc1\n", "error bad-value", "is no release",
	 ""},
	{"flag", NULL, "resolved: 1\n", "error bad-value", "true or false", ""},
	{"cells: 0", NULL, "output: {cells: 0}\n", "error bad-value",
	 "cells: '0' is not one of 1, 2", ""},
	{"cells: 3", NULL, "output: {cells: 3}\n", "error bad-value",
	 "cells: '3' is not one of 1, 2", ""},
	{"cells: 0x3", NULL, "output: {cells: 0x3}\n", "error bad-value",
	 "cells: '0x3' is not one of 1, 2", ""},
	{"cells: x", NULL, "output: {cells: x}\n", "error bad-value", "'x' is no number", "write"},
	{"emit: nothing", NULL, "output: {emit: []}\n", "error bad-value", "names no output", ""},
	{"padding beyond sense", "format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
	 "device-tree: {file: b, padding: 0x100000000}\n", "", "error bad-value", "0x100000000",
	 ""},
	{"a tree's size beyond sense", "format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
	 "device-tree: {file: b, size: 0xffffffffffffffff}\n", "", "error bad-value",
	 "0xFFFFFFFFFFFFFFFF", ""},

	{"mmc without a device", NULL, "load: {method: mmc}\n", "error missing-key", "'device'",
	 "0:1"},
	{"usb without a device", NULL, "load: {method: usb}\n", "error missing-key", "'device'",
	 "0:1"},
	{"scsi without a device", NULL, "load: {method: scsi}\n", "error missing-key", "'device'",
	 "0:1"},
	{"nvme without a device", NULL, "load: {method: nvme}\n", "error missing-key", "'device'",
	 "0:1"},
	{"virtio without a device", NULL, "load: {method: virtio}\n", "error missing-key",
	 "'device'",
	 "0:1"},
	{"command without one", NULL, "load: {method: command}\n", "error missing-key", "'command'",
	 ""},
	{"method", NULL, "load: {method: tfpt}\n", "error bad-value", "'tfpt'",
	 "did you mean tftp?"},

	{"option without a value", "format: 1\nxen: {file: x, options: {a: \"\"}}\n" REST, "",
	 "error bad-value", "option a has an empty value", "`a: true`"},
	{"option with a mapping", "format: 1\nxen: {file: x, options: {a: {b: 1}}}\n" REST, "",
	 "error bad-value", "a must be one value, not a mapping", ""},
	{"option with = in its name", "format: 1\nxen: {file: x, options: {a=b: 1}}\n" REST, "",
	 "error bad-value", "'a=b' cannot be an option's name", ""},
	{"option with a blank in its name", "format: 1\nxen: {file: x, options: {a b: 1}}\n" REST,
	 "",
	 "error bad-value", "'a b'", ""},
	{"options as a list", "format: 1\nxen: {file: x, options: [a]}\n" REST, "",
	 "error bad-value",
	 "a mapping of options", ""},

	{"edit with set and remove", "format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
	 "device-tree: {file: b, edits: [{path: /a, set: {p: 1}, remove: true}]}\n", "",
	 "error bad-value", "either 'set' or 'remove'", ""},
	{"edit with neither", "format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
	 "device-tree: {file: b, edits: [{path: /a}]}\n", "", "error bad-value",
	 "either 'set' or 'remove'", ""},
	{"edit of no path", "format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
	 "device-tree: {file: b, edits: [{path: soc, remove: true}]}\n", "", "error bad-value",
	 "'soc' is no path", ""},
	{"property with a mapping", "format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
	 "device-tree: {file: b, edits: [{path: /a, set: {p: {q: 1}}}]}\n", "", "error bad-value",
	 "property p", ""},
	{"property with an empty list", "format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
	 "device-tree: {file: b, edits: [{path: /a, set: {p: []}}]}\n", "", "error bad-value",
	 "property p", ""},

	{"unknown board, near", NULL, "board: rpi4-4gb\n", "error bad-value", "'rpi4-4gb'",
	 "did you mean rpi4-4g?"},
	{"unknown board, far", NULL, "board: zzzzzzzz\n", "error bad-value", "'zzzzzzzz'",
	 "xenboot boards"},
	{"board's arch", NULL, "board: {arch: arm}\n", "error bad-value",
	 "'arm' is not one of arm64, arm32", ""},
	{"board's memory of size 0", NULL, "board: {memory: [{start: 0, size: 0}]}\n",
	 "error bad-value", "has size 0", ""},
	{"board's memory behind 2^64", NULL,
	 "board: {memory: [{start: 0xfffffffffffff000, size: 0x1001}]}\n", "error bad-value",
	 "ends behind 2^64", ""},
	{"board's memory without a size", NULL, "board: {memory: [{start: 0}]}\n",
	 "error missing-key",
	 "'size'", ""},
	{"board's reserved of size 0", NULL, "board: {reserved: [{start: 8, size: 0}]}\n",
	 "error bad-value", "reserved range at 0x8", ""},
	{"board's window of size 0", NULL, "board: {window: {start: 8, size: 0}}\n",
	 "error bad-value",
	 "window at 0x8", ""},
	{"~ as an overlay", "format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
	 "device-tree: {file: b, overlays: [~]}\n", "", "error bad-value", "not empty", ""},
	{"~ as an overlay's file", "format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
	 "device-tree: {file: b, overlays: [{file: ~}]}\n", "", "error bad-value",
	 "file has no value", ""},
	{"~ as a line of a list", NULL, "load: {before: [a, ~]}\n", "error bad-value",
	 "before has no value", ""},
	{"~ as one value of an option", "format: 1\nxen: {file: x, options: {a: [b, ~]}}\n" REST, "",
	 "error bad-value", "option a has an empty value", ""},
	{"board as a list", NULL, "board: [a]\n", "error bad-value", "not a list", ""},
};

static void what_is_wrong_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(wrongs); i++) {
		struct xb_diags diags = {0};
		char *text = xb_format("%s%s", wrongs[i].text ? wrongs[i].text : LEAST,
				       wrongs[i].more);
		struct xb_profile *profile = parse(text, &diags);

		check_diags(wrongs[i].label, &diags, wrongs[i].diags);
		check_contains(wrongs[i].label, diags_message(&diags), wrongs[i].message);
		check_contains(wrongs[i].label, diags_hint(&diags), wrongs[i].hint);
		check_text(wrongs[i].label, diags.items[0].file, "dir/p.yaml");
		/* It can still be shown. */
		assert_non_null(profile);
		xb_profile_free(profile);
		xb_diags_clear(&diags);
		free(text);
	}
}

/* The nearest neighbours of the above that are accepted. */
static void neighbours_are_accepted(void **state)
{
	static const char *const texts[] = {
		LEAST "name: a.b_c-1\n",
		LEAST "output: {name: x, cells: 1}\n",
		LEAST "output: {cells: 0x2}\n",
		LEAST "output: {cells: \"1\"}\n",
		LEAST "xen-version: 4.17\n",
		LEAST "xen-version: \"4.20\"\n",
		LEAST "resolved: false\n",
		LEAST "load: {method: command, command: load nvme 0:2}\n",
		LEAST "load: {method: mmc, device: \"0:1\", before: []}\n",
		LEAST "load: {before: usb start, prefix: \"\"}\n",
		LEAST "board: {memory: [{start: 0xfffffffffffff000, size: 0x1000}]}\n",
		LEAST "board: {cpus: 4, gic: v3, arch: arm64}\n",
		LEAST "board: {cpus: [{kind: a53, count: 4}, {count: 2}]}\n",
		LEAST "output: {name: ~}\n",
		"format: 1\nxen: {file: x, address: auto, options: }\n" REST,
		"format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
		"device-tree: {file: b, padding: 0xffffffff, overlays: [a.dtbo, {file: c}], "
			"edits: []}\n",
		"format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
		"device-tree: {file: b, edits: [{path: /a, set: {p: true, q: <1>, r: [a, b]}}]}\n",
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++)
		xb_profile_free(parse_good(texts[i]));
}

/* ---- extends -------------------------------------------------------------------------------- */

/* "a b=1 c=2": the options of Xen. */
static char *option_line(const struct xb_profile *profile)
{
	struct xb_buf line = {0};

	for (size_t i = 0; i < profile->xen.options.count; i++) {
		const struct xb_setting *setting = &profile->xen.options.items[i];

		xb_buf_printf(&line, "%s%s%s%s", i ? " " : "", setting->name,
			      setting->value ? "=" : "", setting->value ? setting->value : "");
	}
	return xb_buf_take(&line);
}

static struct xb_profile *load(const char *user_dir, const char *ref, struct xb_diags *diags)
{
	struct xb_data *data = xb_data_new(user_dir, NULL);
	struct xb_profile *profile = xb_profile_load(data, ref, diags);

	xb_data_free(data);
	return profile;
}

static struct xb_profile *load_good(const char *user_dir, const char *ref)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile = load(user_dir, ref, &diags);

	check_diags(ref, &diags, "");
	assert_non_null(profile);
	return profile;
}

static void what_stands_here_wins(void **state)
{
	struct xb_profile *profile;
	char *line;

	(void)state;
	folder_write("base.yaml",
		     "format: 1\nname: base\ndescription: d\nresolved: true\n" REST
		     "xen:\n  file: xen\n  size: 1M\n  extra: old words\n"
		     "  options: {a: 1, b: 2, c: 3, d: 4}\n"
		     "load: {before: [x, y]}\noutput: {emit: [script, dtb], cells: 1}\n");
	folder_write("over.yaml",
		     "format: 1\nextends: ./base.yaml\n"
		     "xen: {size: 2M, extra: new, options: {e: 5, c: 30, b: ~, a: true}}\n"
		     "load: {before: [z]}\noutput: {emit: manifest}\n");
	profile = load_good(NULL, "over.yaml");
	line = option_line(profile);
	/* Overridden ones keep their place, one is gone, new ones follow. */
	check_text("options", line, "a c=30 d=4 e=5");
	check_text("extra", profile->xen.extra.text, "new");
	check_text("file", profile->xen.image.file.text, "xen");
	check_u64("size", profile->xen.image.size.value, 2 << 20);
	check_u64("lists are replaced", profile->load.before.count, 1);
	check_text("emit", profile->output.emit_words.items[0].text, "manifest");
	check_u64("cells", profile->output.cells.value, 1);
	check_text("description", profile->description.text, "d");
	/* What is the base's own is not passed on. */
	check_text("name", profile->name.text, "over");
	check_bool("resolved", profile->resolved.given, false);
	check_text("position", profile->xen.options.items[1].at.file, "over.yaml");
	check_text("position", profile->xen.options.items[2].at.file, "./base.yaml");
	free(line);
	xb_profile_free(profile);
}

static void sections_and_short_forms_are_replaced(void **state)
{
	struct xb_profile *profile;

	(void)state;
	folder_write("base.yaml", "format: 1\nxen: {file: xen}\ndevice-tree: {file: b}\n"
		     "dom0: {kernel: {file: I, size: 7}, ramdisk: {file: r, size: 8}}\n"
		     "board: {memory: [{start: 0, size: 1G}], cpus: 4}\n");
	folder_write("over.yaml", "format: 1\nextends: base.yaml\n"
		     "dom0: {kernel: J, ramdisk: ~}\nboard: qemu-arm64\n");
	profile = load_good(NULL, "over.yaml");
	check_text("kernel", profile->dom0.kernel.file.text, "J");
	check_bool("its size was the other's", profile->dom0.kernel.size.given, false);
	check_text("ramdisk", profile->dom0.ramdisk.file.text, NULL);
	check_text("board", profile->board->name.text, "qemu-arm64");
	check_u64("cpus", xb_board_cpu_total(profile->board), 2);
	xb_profile_free(profile);
}

/* What a text stands for is the tables' to say: a board's name stands for no mapping. */
static void mappings_are_laid_on_short_forms(void **state)
{
	struct xb_profile *profile;

	(void)state;
	folder_write("named.yaml", LEAST "board: qemu-arm64\n");
	folder_write("over.yaml", "format: 1\nextends: named.yaml\n"
		     "board: {memory: [{start: 0, size: 1G}], uart: pl011}\n"
		     "dom0: {kernel: {size: 7}}\n");
	folder_write("top.yaml", "format: 1\nextends: over.yaml\n"
		     "board: {uart: {since: \"4.20\"}}\n");
	profile = load_good(NULL, "top.yaml");
	check_text("kernel", profile->dom0.kernel.file.text, "Image");
	check_u64("size", profile->dom0.kernel.size.value, 7);
	check_text("the named board is gone", profile->board->name.text, NULL);
	check_u64("memory", profile->board->memory_count, 1);
	check_text("uart", profile->board->uart.compatible.text, "pl011");
	check_text("since", profile->board->uart.since.text, "4.20");
	xb_profile_free(profile);
}

/* The text took the place of all that the base has; so does what is written for it. */
static void a_short_form_written_out_brings_nothing_back(void **state)
{
	static const char over[] = "format: 1\nextends: base.yaml\ndom0: {kernel: J}\n";
	struct xb_diags diags = {0};
	struct xb_profile *profile;
	struct xb_buf text = {0};

	(void)state;
	folder_write("base.yaml", "format: 1\nxen: {file: xen}\ndevice-tree: {file: b}\n"
		     "dom0: {kernel: {file: I, size: 7, load-as: i}}\n");
	assert_true(xb_text_set("over.yaml", over, strlen(over), "dom0.kernel.address",
				"0x4000000", &text, &diags));
	folder_write("over.yaml", text.data);
	profile = load_good(NULL, "over.yaml");
	check_text("kernel", profile->dom0.kernel.file.text, "J");
	check_u64("address", profile->dom0.kernel.address.value, 0x4000000);
	check_bool("size", profile->dom0.kernel.size.given, false);
	check_text("load-as", profile->dom0.kernel.load_as.text, NULL);
	xb_profile_free(profile);
	xb_buf_clear(&text);
}

/* A chain of COUNT profiles: 0.yaml extends 1.yaml, and so on. */
static void write_chain(size_t count, const char *last)
{
	for (size_t i = 0; i < count; i++) {
		char *path = xb_format("%zu.yaml", i);
		char *text = i + 1 < count ? xb_format("format: 1\nextends: %zu.yaml\n", i + 1)
					   : xb_strdup(last);

		folder_write(path, text);
		free(text);
		free(path);
	}
}

static void eight_levels_are_enough(void **state)
{
	struct xb_diags diags = {0};

	(void)state;
	write_chain(9, LEAST "board: qemu-arm64\n");
	xb_profile_free(load_good(NULL, "0.yaml"));
	write_chain(10, LEAST);
	assert_null(load(NULL, "0.yaml", &diags));
	check_diags("nine", &diags, "error bad-value");
	check_contains("nine", diags_message(&diags), "more than 8");
	check_text("nine", diags.items[0].file, "8.yaml");
	xb_diags_clear(&diags);
}

/* The board's file is one more that is kept, and --board brings yet another. */
static void a_bad_board_below_a_long_chain(void **state)
{
	struct xb_data *data = xb_data_new(".", NULL);
	struct xb_diags diags = {0};
	struct xb_profile *profile;

	(void)state;
	assert_int_equal(mkdir("boards", 0700), 0);
	folder_write("boards/bad.yaml", "format: 1\nmemory: [{start: 0, size: 0}]\n");
	write_chain(9, LEAST "board: bad\n");
	profile = xb_profile_load(data, "0.yaml", &diags);
	check_diags("bad board", &diags, "error bad-value");
	check_text("said in the board's file", diags.items[0].file, "./boards/bad.yaml");
	for (int i = 0; i < 3; i++) {
		check_bool("bad", xb_profile_override_board(profile, data, "bad", &diags), false);
		assert_null(profile->board);
		check_bool("good", xb_profile_override_board(profile, data, "rpi4-4g", &diags),
			true);
		check_text("board", profile->board->name.text, "rpi4-4g");
	}
	check_bool("none", xb_profile_override_board(profile, data, "nope", &diags), false);
	assert_null(profile->board);
	xb_profile_free(profile);
	xb_data_free(data);
	xb_diags_clear(&diags);
}

static void circles_and_missing_bases_are_errors(void **state)
{
	static const struct {
		const char *text, *diags, *message, *hint;
	} rows[] = {
		{"format: 1\nextends: a.yaml\n", "error bad-value", "a.yaml extends itself", ""},
		{"format: 1\nextends: b.yaml\n", "error bad-value", "a.yaml extends itself", ""},
		{"format: 1\nextends: none.yaml\n", "error file-missing", "none.yaml", ""},
		{"format: 1\nextends: rpi4-yoto\n", "error file-missing", "'rpi4-yoto'",
		 "did you mean rpi4-yocto?"},
		{"format: 1\nextends: [b.yaml]\n", "error bad-value", "not a list", ""},
		{"format: 1\nextends: \"-\"\n", "error bad-value", "standard input", ""},
		{"format: 1\nextends: broken.yaml\n", "error syntax", "not valid YAML", ""},
	};

	(void)state;
	folder_write("b.yaml", "format: 1\nextends: a.yaml\n");
	folder_write("broken.yaml", "a: [\n");
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_diags diags = {0};

		folder_write("a.yaml", rows[i].text);
		assert_null(load(NULL, "a.yaml", &diags));
		check_diags(rows[i].text, &diags, rows[i].diags);
		check_contains(rows[i].text, diags_message(&diags), rows[i].message);
		check_contains(rows[i].text, diags_hint(&diags), rows[i].hint);
		xb_diags_clear(&diags);
	}
}

/* ---- Where files are ------------------------------------------------------------------------ */

static void relative_files_belong_to_who_wrote_them(void **state)
{
	static const struct {
		const char *label, *over_more, *kernel_folder, *ramdisk_folder;
	} rows[] = {
		{"each its own", "", "base", "sub"},
		{"files wins", "files: out\n", "sub/out", "sub/out"},
		{"files, absolute", "files: /srv\n", "/srv", "/srv"},
	};

	(void)state;
	assert_int_equal(mkdir("base", 0700) | mkdir("sub", 0700), 0);
	folder_write("base/b.yaml", LEAST);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_profile *profile;
		char *text = xb_format("format: 1\nextends: ../base/b.yaml\n"
				       "dom0: {ramdisk: r}\n%s", rows[i].over_more);
		const char *folder;

		folder_write("sub/p.yaml", text);
		profile = load_good(NULL, "sub/p.yaml");
		folder = xb_profile_folder(profile, &profile->dom0.ramdisk);
		check_text(rows[i].label, folder, rows[i].ramdisk_folder);
		folder = xb_profile_folder(profile, &profile->dom0.kernel);
		if (i == 0)
			check_text(rows[i].label, folder, "sub/../base");
		else
			check_text(rows[i].label, folder, rows[i].kernel_folder);
		xb_profile_free(profile);
		free(text);
	}
}

static void folder_of_a_path_or_a_name(void **state)
{
	static const struct {
		const char *ref, *folder;
	} rows[] = {
		{"p.yaml", "."}, {"./p.yaml", "."}, {"sub/p.yaml", "sub"}, {"mine", NULL},
		{"rpi4-yocto", NULL},
	};
	struct xb_profile *profile;

	(void)state;
	assert_int_equal(mkdir("sub", 0700) | mkdir("user", 0700) | mkdir("user/profiles", 0700),
		0);
	folder_write("p.yaml", LEAST);
	folder_write("sub/p.yaml", LEAST);
	folder_write("user/profiles/mine.yaml", LEAST);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		profile = load_good("user", rows[i].ref);
		check_text(rows[i].ref, xb_profile_folder(profile, &profile->dom0.kernel),
			   rows[i].folder);
		check_bool(rows[i].ref, profile->shipped, strcmp(rows[i].ref, "rpi4-yocto") == 0);
		xb_profile_free(profile);
	}
}

/* The front end and `set` parse changed text in the place of the file: nothing may move by that. */
static void parsed_text_stands_for_its_file(void **state)
{
	static const char *const paths[] = {"p.yaml", "sub/p.yaml", "/p.yaml",
					    "user/profiles/mine.yaml",
					    "builtin:profiles/rpi4-yocto.yaml"};
	static const char *const folders[] = {".", "sub", "/", NULL, NULL};
	struct xb_data *data = xb_data_new("user", NULL);

	(void)state;
	assert_int_equal(mkdir("user", 0700) | mkdir("user/profiles", 0700), 0);
	folder_write("user/profiles/mine.yaml", LEAST);
	for (size_t i = 0; i < XB_COUNT(paths); i++) {
		struct xb_diags diags = {0};
		struct xb_profile *profile =
			xb_profile_parse(data, paths[i], LEAST, strlen(LEAST), &diags);

		check_diags(paths[i], &diags, "");
		check_text(paths[i], xb_profile_folder(profile, &profile->dom0.kernel), folders[i]);
		check_bool(paths[i], profile->shipped, strncmp(paths[i], "builtin:", 8) == 0);
		xb_profile_free(profile);
	}
	xb_data_free(data);
}

/* The bytes come as they are, YAML or not, with what is known of where they are from. */
static void sources_are_read_as_they_are(void **state)
{
	static const struct {
		const char *ref, *path, *begin;
		bool named, shipped;
	} rows[] = {
		{"mine", "user/profiles/mine.yaml", "a: [", true, false},
		{"user/profiles/mine.yaml", "user/profiles/mine.yaml", "a: [", false, false},
		{"rpi4-yocto", "builtin:profiles/rpi4-yocto.yaml", "#", true, true},
		{"none", NULL, NULL, false, false},
		{"none.yaml", NULL, NULL, false, false},
	};
	struct xb_data *data = xb_data_new("user", NULL);

	(void)state;
	assert_int_equal(mkdir("user", 0700) | mkdir("user/profiles", 0700), 0);
	folder_write("user/profiles/mine.yaml", "a: [");
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_profile_source source;
		struct xb_diags diags = {0};
		struct xb_buf text = {0};
		bool good = xb_profile_read(data, rows[i].ref, &source, &text, &diags);

		check_bool(rows[i].ref, good, rows[i].path != NULL);
		check_diags(rows[i].ref, &diags, good ? "" : "error file-missing");
		check_text(rows[i].ref, source.path, rows[i].path);
		if (good) {
			check_bool(rows[i].ref,
				   strncmp(text.data, rows[i].begin, strlen(rows[i].begin)) == 0,
				   true);
			check_bool(rows[i].ref, source.named, rows[i].named);
			check_bool(rows[i].ref, source.shipped, rows[i].shipped);
		}
		xb_profile_source_clear(&source);
		xb_buf_clear(&text);
		xb_diags_clear(&diags);
	}
	xb_data_free(data);
}

static void the_user_s_own_come_first(void **state)
{
	struct xb_profile *profile;

	(void)state;
	assert_int_equal(mkdir("profiles", 0700), 0);
	folder_write("profiles/qemu-arm64.yaml",
		     LEAST "extends: rpi4-yocto\ndescription: my own\n");
	profile = load_good(".", "qemu-arm64");
	check_text("description", profile->description.text, "my own");
	check_bool("shipped", profile->shipped, false);
	check_text("extends a shipped one", profile->board->name.text, "rpi4-4g");
	xb_profile_free(profile);
}

static void names_and_paths_are_told_apart(void **state)
{
	static const struct {
		const char *ref;
		bool path, name;
	} rows[] = {
		{"rpi4", false, true}, {"rpi4.yaml", true, true}, {"rpi4.yml", true, true},
		{"./rpi4", true, false}, {"a/b", true, false}, {"-", true, false}, {".a", false,
		 false},
		{"-a", false, false}, {"a b", false, false}, {"", false, false}, {"a_B-9.x", false,
		 true},
		{"yaml", false, true}, {"\xc3\xbc", false, false},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		check_bool(rows[i].ref, xb_profile_ref_is_path(rows[i].ref), rows[i].path);
		check_bool(rows[i].ref, xb_profile_name_valid(rows[i].ref), rows[i].name);
	}
}

/* ---- Boards and --emit ---------------------------------------------------------------------- */

static void a_board_in_place(void **state)
{
	struct xb_profile *profile = parse_good(
		LEAST "board:\n  memory: [{start: 0x40000000, size: 1G}, {start: 8G, size: 2G}]\n"
		"  reserved: [{name: tee, start: 0x50000000, size: 4K}]\n  cpus: 4\n  gic: v2\n"
		"  window: {start: 0x48000000, size: 64M}\n  script-address: 0x42000000\n");

	(void)state;
	assert_non_null(profile->board);
	check_text("by name", profile->board_name.text, NULL);
	check_u64("banks", profile->board->memory_count, 2);
	check_u64("start", profile->board->memory[1].start.value, 8ull << 30);
	check_text("reserved", profile->board->reserved[0].name.text, "tee");
	check_u64("cpus", xb_board_cpu_total(profile->board), 4);
	check_u64("window", profile->board->window.size.value, 64 << 20);
	xb_profile_free(profile);
}

/* Which words there are is judged above the model. */
static void emit_can_be_overridden(void **state)
{
	static const struct {
		const char *words;
		size_t count;
		const char *last;
	} rows[] = {
		{"dtb", 1, "dtb"},
		{"script,manifest", 2, "manifest"},
		{"", 0, NULL},
		{",", 0, NULL},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_profile *profile = parse_good(LEAST);
		const struct xb_texts *words = &profile->output.emit_words;
		struct xb_diags diags = {0};

		check_bool(rows[i].words,
			   xb_profile_override_emit(profile, rows[i].words, &diags), rows[i].count > 0);
		check_diags(rows[i].words, &diags, rows[i].count ? "" : "error bad-value");
		check_u64(rows[i].words, words->count, rows[i].count);
		if (rows[i].count)
			check_text(rows[i].words, words->items[words->count - 1].text,
				   rows[i].last);
		xb_diags_clear(&diags);
		xb_profile_free(profile);
	}
}

/* ---- Keys ----------------------------------------------------------------------------------- */

static void keys_are_resolved(void **state)
{
	/* WANT NULL: refused, with PART in the message and HINT in the hint. */
	static const struct {
		const char *key, *want, *part, *hint;
	} rows[] = {
		{"dom0.kernel.address", "dom0.kernel.address", "", ""},
		{"xen.options.dom0_mem", "xen.options.dom0_mem", "", ""},
		{"xen.options.not.known", "xen.options.not.known", "", ""},
		{"dom0_mem", "xen.options.dom0_mem", "", ""},
		{"clk_ignore_unused", "dom0.options.clk_ignore_unused", "", ""},
		{"board", "board", "", ""},
		{"board.memory.0.size", "board.memory.0.size", "", ""},
		{"device-tree.edits.0.path", "device-tree.edits.0.path", "", ""},
		{"device-tree.edits.0.set.status", "device-tree.edits.0.set.status", "", ""},
		{"device-tree.overlays.1", "device-tree.overlays.1", "", ""},
		{"output.emit", "output.emit", "", ""},
		{"output.emit.0", "output.emit.0", "", ""},
		{"console", NULL, "both Xen and Linux",
		 "xen.options.console or dom0.options.console"},
		{"dom0_men", NULL, "'dom0_men'", "did you mean dom0_mem?"},
		{"clk_ignore_unusd", NULL, "'clk_ignore_unusd'", "did you mean clk_ignore_unused?"},
		{"zzzzzz", NULL, "'zzzzzz'", "xen.options.zzzzzz"},
		{"dom0.kernal", NULL, "no 'kernal'", "did you mean dom0.kernel?"},
		{"dom0.kernel.adress", NULL, "no 'adress'", "did you mean dom0.kernel.address?"},
		{"output.emit.0.name", NULL, "output.emit.0.name", ""},
		{"name.x", NULL, "name is a value", ""},
		{"board.cpus.0.cuont", NULL, "no 'cuont'", "did you mean board.cpus.0.count?"},
		{"", NULL, "is no key", ""},
		{".", NULL, "is no key", ""},
		{".xen", NULL, "is no key", ""},
		{"xen.", NULL, "is no key", ""},
		{"xen..file", NULL, "xen..file", ""},
	};
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_catalog *catalog = xb_catalog_load(data, &diags);

	(void)state;
	check_diags("catalog", &diags, "");
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *key = xb_key_resolve(catalog, rows[i].key, &diags);

		check_text(rows[i].key, key, rows[i].want);
		check_diags(rows[i].key, &diags, rows[i].want ? "" : "error unknown-key");
		check_contains(rows[i].key, diags_message(&diags),
			rows[i].part ? rows[i].part : "");
		check_contains(rows[i].key, diags_hint(&diags), rows[i].hint);
		xb_diags_clear(&diags);
		free(key);
	}
	xb_catalog_free(catalog);
	xb_data_free(data);
}

static void values_are_shown_as_yaml(void **state)
{
	static const struct {
		const char *key, *want;
	} rows[] = {
		{"name", "x"},
		{"xen.options.console", "dtuart"},
		{"xen.options", "console: dtuart\ndom0_mem: 1G\n"},
		{"output.emit", "[script, dtb]"},
		{"device-tree.edits.0.path", "/a"},
		{"device-tree.edits", "- path: /a\n  remove: true\n- path: /b\n  set:\n    p: "
		 "\"0:1\"\n"},
		{"device-tree.edits.1", "path: /b\nset:\n  p: \"0:1\"\n"},
		{"load", "{}"},
		{"dom0.kernel", "Image"},
		{"xen.options.none", NULL},
		{"device-tree.edits.2", NULL},
	};
	struct xb_profile *profile = parse_good(
		"format: 1\nname: x\nload: {}\nxen: {file: xen, options: {console: dtuart, "
			"dom0_mem: 1G}}\n"
		"device-tree: {file: b, edits: [{path: /a, remove: true}, "
		"{path: /b, set: {p: \"0:1\"}}]}\n"
		"dom0: {kernel: Image}\noutput: {emit: [script, dtb]}\n");

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_buf out = {0};
		bool found = xb_profile_get(profile, rows[i].key, &out);

		check_text(rows[i].key, found ? out.data : NULL, rows[i].want);
		xb_buf_clear(&out);
	}
	xb_profile_free(profile);
}

/* As `set` takes it: what comes back is the same. */
static void values_are_shown_in_one_line(void **state)
{
	static const struct {
		const char *key, *want;
	} rows[] = {
		{"xen.options", "{console: dtuart, word: true, version: \"4.17\"}"},
		{"xen.extra", "\"[a] b\""},
		{"description", "\"one\\ntwo\\n\""},
		{"output.emit", "[script, dtb]"},
		{"device-tree.edits", "[{path: /a, remove: true}, {path: /b, set: {p: \"0:1\", q: [a, "
		 "\"b, c\"]}}]"},
		{"load", "{}"},
		{"dom0.options", "~"},
		{"xen.options.none", NULL},
	};
	struct xb_profile *profile = parse_good(
		"format: 1\nload: {}\ndescription: |\n  one\n  two\n"
		"xen: {file: xen, extra: '[a] b', options: {console: dtuart, word: true, version: '4.17'}}\n"
		"device-tree:\n  file: b\n  edits:\n    - path: /a\n      remove: true\n"
		"    - {path: /b, set: {p: \"0:1\", q: [a, 'b, c']}}\n"
		"dom0:\n  kernel: Image\n  options:\noutput: {emit: [script, dtb]}\n");

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_buf out = {0};
		bool found = xb_profile_get_line(profile, rows[i].key, &out);

		check_text(rows[i].key, found ? out.data : NULL, rows[i].want);
		xb_buf_clear(&out);
	}
	xb_profile_free(profile);
}

/* ---- Writing -------------------------------------------------------------------------------- */

static void check_flat_equal(const char *label, const struct xb_profile *a,
			     const struct xb_profile *b)
{
	struct xb_flat one = {0}, two = {0};

	xb_profile_flatten(a, &one);
	xb_profile_flatten(b, &two);
	check_u64(label, one.count, two.count);
	for (size_t i = 0; i < one.count; i++) {
		check_text(label, one.items[i].key, two.items[i].key);
		check_text(one.items[i].key, one.items[i].value, two.items[i].value);
	}
	xb_flat_clear(&one);
	xb_flat_clear(&two);
}

/* What is written short has the keys and values of what it is short for. */
static void short_forms_are_as_flat_as_long_ones(void **state)
{
	static const struct {
		const char *short_form, *long_form;
	} rows[] = {
		{"dom0: {kernel: Image}\n", "dom0: {kernel: {file: Image}}\n"},
		{"dom0: {kernel: Image, ramdisk: \"a: b\"}\n",
		 "dom0: {kernel: {file: Image}, ramdisk: {file: \"a: b\"}}\n"},
		{"device-tree: {overlays: a}\n", "device-tree: {overlays: [{file: a}]}\n"},
		{"device-tree: {overlays: [a, {file: b, size: 1}, c]}\n",
		 "device-tree: {overlays: [{file: a}, {file: b, size: 1}, {file: c}]}\n"},
		{"board: {cpus: 4, uart: pl011}\n",
		 "board: {cpus: [{count: 4}], uart: {compatible: pl011}}\n"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_diags ignored = {0};
		struct xb_profile *a = parse(rows[i].short_form, &ignored);
		struct xb_profile *b = parse(rows[i].long_form, &ignored);

		check_flat_equal(rows[i].short_form, a, b);
		xb_profile_free(a);
		xb_profile_free(b);
		xb_diags_clear(&ignored);
	}
}

static void flat_keys_are_those_of_the_tables(void **state)
{
	static const char *const want[][2] = {
		{"format", "1"},
		{"board", "qemu-arm64"}, /* a name, and no key in a board */
		{"xen.file", "xen"},
		{"xen.options.vwfi", "trap"},
		{"device-tree.file", "b"},
		{"device-tree.overlays.0.file", "x.dtbo"},
		{"device-tree.overlays.1.file", "y.dtbo"},
		{"dom0.kernel.file", "Image"},
		{"output.emit", "[script, dtb]"},
	};
	struct xb_profile *profile = parse_good(
		"format: 1\nboard: qemu-arm64\nxen: {file: xen, options: {vwfi: trap}}\n"
		"device-tree: {file: b, overlays: [x.dtbo, y.dtbo]}\ndom0: {kernel: Image}\n"
		"output: {emit: [script, dtb]}\n");
	struct xb_flat flat = {0};

	(void)state;
	xb_profile_flatten(profile, &flat);
	check_u64("keys", flat.count, XB_COUNT(want));
	for (size_t i = 0; i < flat.count; i++) {
		check_text("key", flat.items[i].key, want[i][0]);
		check_text(want[i][0], flat.items[i].value, want[i][1]);
	}
	xb_flat_clear(&flat);
	xb_profile_free(profile);
}

/* Written as YAML and read again it says the same, and written again it is the same bytes. */
static void check_round_trip(const char *label, const struct xb_profile *profile)
{
	struct xb_buf once = {0}, twice = {0};
	struct xb_profile *again;

	xb_profile_write_yaml(profile, NULL, 0, &once);
	again = parse_good(once.data);
	check_flat_equal(label, profile, again);
	xb_profile_write_yaml(again, NULL, 0, &twice);
	check_text(label, twice.data, once.data);
	xb_profile_free(again);
	xb_buf_clear(&once);
	xb_buf_clear(&twice);
}

static void shipped_profiles_survive_a_round_trip(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_data_file *files;
	size_t count = xb_data_list(data, XB_DATA_PROFILES, &files);

	(void)state;
	assert_true(count >= 3);
	for (size_t i = 0; i < count; i++) {
		struct xb_profile *profile = load_good(NULL, files[i].name);

		check_round_trip(files[i].name, profile);
		xb_profile_free(profile);
	}
	free(files);
	xb_data_free(data);
}

static void odd_values_survive_a_round_trip(void **state)
{
	static const char *const texts[] = {
		LEAST,
		LEAST "description: |\n  two\n  lines: # no comment\n",
		LEAST "description: \"\\u2028 \\x85 \\t \\\" \\\\ '\"\n",
		LEAST "load: {before: [\"a: b\", \"#c\", \"d  d\", \"~\", \"true\", \"[\", \"?x\"], "
			"prefix: \"\"}\n",
		LEAST "load: {before: []}\n",
		"format: 1\nxen: {file: x, options: {\"a.b\": \"true\", c: true, \"#d\": \"~\", "
			"e: [1, \"2 3\"]}}\n"
		REST,
		"format: 1\nxen: {file: x, options: }\n" REST,
		"format: 1\nxen: {file: x}\ndom0: {kernel: I}\n"
		"device-tree: {file: b, overlays: [a, {file: c, size: 1}], edits: [{path: /a, "
		"set: {p: true, q: \"true\", r: [x, \"y z\"], s: <0x1 2>, t: \"\"}}, {path: /b, "
			"remove: p}]}\n",
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		struct xb_profile *profile = parse_good(texts[i]);

		check_round_trip(texts[i], profile);
		xb_profile_free(profile);
	}
}

static void pins_are_laid_over_the_profile(void **state)
{
	const struct xb_pin pins[] = {
		{(char *)"name", (char *)"pinned"},
		{(char *)"xen.address", (char *)"0xE00000"},
		{(char *)"xen.options.a.b", (char *)"1"},
		{(char *)"dom0.kernel.size", (char *)"0x10"},
		{(char *)"device-tree.overlays.1.address", (char *)"0x20"},
		{(char *)"load.method", (char *)"tftp"},
	};
	static const char want[] =
		"format: 1\n"
		"xen:\n  file: xen\n  address: 0xE00000\n  options:\n    a.b: 1\n"
		"device-tree:\n  file: b\n  overlays:\n  - x.dtbo\n  - file: y.dtbo\n"
		"    address: 0x20\n"
		"dom0:\n  kernel:\n    file: Image\n    size: 0x10\n"
		"name: pinned\n"
		"load:\n  method: tftp\n";
	struct xb_profile *profile =
		parse_good("format: 1\nxen: {file: xen}\n"
			   "device-tree: {file: b, overlays: [x.dtbo, y.dtbo]}\ndom0: {kernel: "
				"Image}\n");
	struct xb_buf out = {0};

	(void)state;
	xb_profile_write_yaml(profile, pins, XB_COUNT(pins), &out);
	check_text("pinned", out.data, want);
	xb_buf_clear(&out);
	/* The profile itself is as it was. */
	xb_profile_write_yaml(profile, NULL, 0, &out);
	assert_null(strstr(out.data, "pinned"));
	xb_buf_clear(&out);
	xb_profile_free(profile);
}

static void one_overlay_in_its_short_form_is_pinned(void **state)
{
	const struct xb_pin pin = {(char *)"device-tree.overlays.0.address", (char *)"0x20"};
	struct xb_profile *profile = parse_good(
		"format: 1\nxen: {file: xen}\ndom0: {kernel: I}\ndevice-tree: {file: b, overlays: "
			"x.dtbo}\n");
	struct xb_buf out = {0};

	(void)state;
	xb_profile_write_yaml(profile, &pin, 1, &out);
	check_contains("pinned", out.data,
		       "  overlays:\n  - file: x.dtbo\n    address: 0x20\n");
	xb_buf_clear(&out);
	xb_profile_free(profile);
}

/* A profile with errors is shown and exported all the same. */
static void broken_profiles_can_be_written(void **state)
{
	static const char *const texts[] = {"", "- a\n- b: c\n", "hello\n",
		"xen: [1, {a: b}, [c]]\n",
					    "xen: {options: {a: {b: c}}}\n"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		struct xb_diags diags = {0};
		struct xb_profile *profile = parse(texts[i], &diags);
		struct xb_buf yaml = {0}, json = {0};
		struct xb_flat flat = {0};

		check_bool(texts[i], diags.errors > 0, true);
		xb_profile_write_yaml(profile, NULL, 0, &yaml);
		xb_profile_write_json(profile, NULL, 0, &json);
		xb_profile_flatten(profile, &flat);
		check_bool(texts[i], json.length > 0, true);
		xb_flat_clear(&flat);
		xb_buf_clear(&yaml);
		xb_buf_clear(&json);
		xb_profile_free(profile);
		xb_diags_clear(&diags);
	}
}

static void json_has_the_same_values(void **state)
{
	struct xb_profile *profile = parse_good(
		"format: 1\nxen: {file: xen, options: {a: true, b: \"true\", c: 0, d: 010, e: [1, "
			"x]}}\n"
		"device-tree: {file: b}\ndom0: {kernel: Image}\ndescription: \"\xc3\xbc \\\" "
			"\\x1b\"\n");
	struct xb_buf out = {0};
	json_t *root, *options;
	json_error_t error;

	(void)state;
	xb_profile_write_json(profile, NULL, 0, &out);
	root = json_loads(out.data, 0, &error);
	assert_non_null(root);
	options = json_object_get(json_object_get(root, "xen"), "options");
	check_bool("a", json_is_true(json_object_get(options, "a")), true);
	check_text("b", json_string_value(json_object_get(options, "b")), "true");
	check_int("c", json_integer_value(json_object_get(options, "c")), 0);
	/* No other reader may take it for another number. */
	check_text("d", json_string_value(json_object_get(options, "d")), "010");
	check_u64("e", json_array_size(json_object_get(options, "e")), 2);
	check_text("description", json_string_value(json_object_get(root, "description")),
		   "\xc3\xbc \" \x1b");
	json_decref(root);
	xb_buf_clear(&out);
	xb_profile_free(profile);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_said_has_a_default),
		cmocka_unit_test(a_file_may_come_from_elsewhere),
		cmocka_unit_test(options_keep_their_text_and_order),
		cmocka_unit_test(texts_are_what_they_must_be),
		cmocka_unit_test(one_fault_is_one_error),
		cmocka_unit_test(format_is_one),
		cmocka_unit_test(codes_have_severities),
		cmocka_unit_test(no_other_severity_or_code),
		cmocka_unit_test(numbers_are_bytes),
		cmocka_unit_test(what_is_wrong_is_named),
		cmocka_unit_test(neighbours_are_accepted),
		in_folder(what_stands_here_wins),
		in_folder(sections_and_short_forms_are_replaced),
		in_folder(mappings_are_laid_on_short_forms),
		in_folder(a_short_form_written_out_brings_nothing_back),
		in_folder(eight_levels_are_enough),
		in_folder(a_bad_board_below_a_long_chain),
		in_folder(circles_and_missing_bases_are_errors),
		in_folder(relative_files_belong_to_who_wrote_them),
		in_folder(folder_of_a_path_or_a_name),
		in_folder(parsed_text_stands_for_its_file),
		in_folder(sources_are_read_as_they_are),
		in_folder(the_user_s_own_come_first),
		cmocka_unit_test(names_and_paths_are_told_apart),
		cmocka_unit_test(a_board_in_place),
		cmocka_unit_test(emit_can_be_overridden),
		cmocka_unit_test(keys_are_resolved),
		cmocka_unit_test(values_are_shown_as_yaml),
		cmocka_unit_test(values_are_shown_in_one_line),
		cmocka_unit_test(shipped_profiles_survive_a_round_trip),
		cmocka_unit_test(odd_values_survive_a_round_trip),
		cmocka_unit_test(pins_are_laid_over_the_profile),
		cmocka_unit_test(short_forms_are_as_flat_as_long_ones),
		cmocka_unit_test(flat_keys_are_those_of_the_tables),
		cmocka_unit_test(one_overlay_in_its_short_form_is_pinned),
		cmocka_unit_test(broken_profiles_can_be_written),
		cmocka_unit_test(json_has_the_same_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "unit/support.h"
#include "xenboot/base.h"

#include <jansson.h>
#include <stdlib.h>

#define NOWHERE ((struct xb_pos){NULL, 0, 0})

static char *as_text(const struct xb_diags *diags)
{
	struct xb_buf out = {0};

	xb_diags_text(diags, &out);
	return xb_buf_take(&out);
}

static void codes_are_those_of_the_interface(void **state)
{
	static const char *const names[] = {
	    "syntax", "unknown-key", "missing-key", "bad-value", "unknown-option",
	    "too-many-words", "other-line",
	    "option-value", "option-arch", "option-version", "option-duplicate",
	    "option-deprecated", "option-conflict", "option-kconfig", "file-missing",
	    "file-type", "file-truncated", "size-stale", "overlap", "outside-ram", "reserved",
	    "misaligned", "xen-address", "no-room", "dtb-too-big", "dom0-mem", "vcpus", "dom0-tree",
	    "cpu-types",
	    "load-address", "no-iommu", "dtb-invalid", "fdt-space", "cells", "tree-moves", "console-path",
	    "missing-node",
	    "module-compatible", "module-reg", "too-many-modules", "edit-lost", "stale-node",
	    "unknown-property", "bootargs", "no-gic", "needed-node", "device-address",
	    "device-interrupt", "board-differs", "console",
	    "root-device", "security", "quoting", "value-too-long", "uboot-needs",
	    "domain-memory", "no-dom0", "passthrough-device", "passthrough-address",
	    "passthrough-interrupt", "passthrough-dma", "passthrough-needs", "passthrough-tree",
	    "not-loaded", "unused-load", "unsupported-command", "line-too-long", "not-noticed",
	    "unused-variable", "unset-variable", "release-differs",
	};

	(void)state;
	check_u64("count", XB_COUNT(names), XB_CODE_COUNT);
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		enum xb_code code = XB_CODE_COUNT;

		check_text("order", xb_code_info((enum xb_code)i)->name, names[i]);
		assert_ptr_equal(xb_code_find(names[i], &code), xb_code_info((enum xb_code)i));
		check_u64(names[i], code, i);
		assert_non_null(xb_code_find(names[i], NULL));
	}
	assert_null(xb_code_find("overlaps", NULL));
	assert_null(xb_code_find("Overlap", NULL));
	assert_null(xb_code_find("", NULL));
}

/* What --explain prints must fit a terminal, and what GitHub shows its 1024 characters. */
static void each_code_is_explained(void **state)
{
	(void)state;
	for (int code = 0; code < XB_CODE_COUNT; code++) {
		const struct xb_code_info *info = xb_code_info((enum xb_code)code);
		size_t lines = 0;

		assert_in_range(strlen(info->summary), 10, 72);
		assert_null(strchr(info->summary, '\n'));
		assert_in_range(strlen(info->explain), 200, 1024);
		for (const char *line = info->explain; *line; lines++) {
			size_t length = strcspn(line, "\n");

			if (length < 1 || length > 84 || line[length] != '\n')
				fail_msg("%s: line %zu has %zu characters", info->name, lines + 1,
					 length);
			line += length + 1;
		}
		if (lines < 4 || lines > 12)
			fail_msg("%s: %zu lines", info->name, lines);
	}
}

static void the_form_of_the_design(void **state)
{
	struct xb_diags diags = {0};
	struct xb_pos at = {"rpi4.yaml", 12, 7};
	char *text;

	(void)state;
	check_bool(
	    "xb_error",
	    xb_error(&diags, XB_CODE_OVERLAP, at, "dom0 %s overlaps %s", "ramdisk", "dom0 kernel"),
	    false);
	xb_hint(&diags, "the first free address is 0x%x", 0x2200000U);
	text = as_text(&diags);
	check_text("text", text,
		   "rpi4.yaml:12:7: error: dom0 ramdisk overlaps dom0 kernel [overlap]\n"
		   "  hint: the first free address is 0x2200000\n");
	free(text);
	xb_diags_clear(&diags);
	check_u64("count", diags.count, 0);
	check_u64("errors", diags.errors, 0);
	text = as_text(&diags);
	check_text("none", text, "");
	free(text);
}

static void positions_in_text(void **state)
{
	static const struct {
		struct xb_pos at;
		const char *text;
	} cases[] = {
	    {{NULL, 0, 0}, "warning: m [cells]\n"},
	    {{NULL, 3, 4}, "warning: m [cells]\n"},
	    {{"p.yaml", 0, 0}, "p.yaml: warning: m [cells]\n"},
	    {{"p.yaml", 0, 9}, "p.yaml: warning: m [cells]\n"},
	    {{"p.yaml", 3, 0}, "p.yaml:3: warning: m [cells]\n"},
	    {{"p.yaml", 3, 1}, "p.yaml:3:1: warning: m [cells]\n"},
	    {{"\x1b[2Jp\n.yaml", 1, 1}, "\\x1b[2Jp\\n.yaml:1:1: warning: m [cells]\n"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_diags diags = {0};
		char *text;

		xb_warning(&diags, XB_CODE_CELLS, cases[i].at, "m");
		text = as_text(&diags);
		check_text("position", text, cases[i].text);
		free(text);
		xb_diags_clear(&diags);
	}
}

static void severities_are_counted(void **state)
{
	struct xb_diags diags = {0};
	char *text;

	(void)state;
	xb_hint(&diags, "of nothing: no harm");
	xb_note(&diags, XB_CODE_VCPUS, NOWHERE, "n");
	check_u64("errors", diags.errors, 0);
	check_u64("warnings", diags.warnings, 0);
	xb_warning(&diags, XB_CODE_VCPUS, NOWHERE, "w");
	xb_error(&diags, XB_CODE_VCPUS, NOWHERE, "e");
	xb_error(&diags, XB_CODE_VCPUS, NOWHERE, "e");
	check_u64("errors", diags.errors, 2);
	check_u64("warnings", diags.warnings, 1);
	check_u64("count", diags.count, 4);
	text = as_text(&diags);
	check_text("text", text,
		   "note: n [vcpus]\nwarning: w [vcpus]\nerror: e [vcpus]\nerror: e [vcpus]\n");
	free(text);
	xb_diags_clear(&diags);
}

static void hostile_text_is_made_visible(void **state)
{
	struct xb_diags diags = {0};

	(void)state;
	xb_error(&diags, XB_CODE_SYNTAX, NOWHERE, "'%s'", "a\x1b]0;x\x07\n\xff\xe2\x80\xae");
	xb_hint(&diags, "first");
	xb_hint(&diags, "%s", "two\nlines");
	check_text("message", diags.items[0].message, "'a\\x1b]0;x\\x07\\n\\xff\\u202e'");
	check_text("hint", diags.items[0].hint, "two\\nlines");
	xb_diags_clear(&diags);
}

static void a_fix_goes_with_its_hint(void **state)
{
	struct xb_diags diags = {0}, copies = {0};
	const struct xb_fix *fix;
	char key[] = "dom0.kernel.address";

	(void)state;
	xb_fix_set(&diags, "x", "of nothing");
	xb_fix_unset(&diags, "x");
	xb_error(&diags, XB_CODE_OVERLAP, NOWHERE, "m");
	xb_hint(&diags, "an older one");
	xb_fix_set(&diags, "old", "1");
	xb_hint(&diags, "h");
	check_u64("gone with its hint", diags.items[0].fix.count, 0);
	xb_fix_set(&diags, NULL, "no one can change it");
	xb_fix_set(&diags, key, "0x%X", 0x3000000u);
	xb_fix_unset(&diags, key);
	key[0] = '?';
	xb_diags_add(&copies, &diags.items[0]);
	xb_diags_clear(&diags);
	fix = &copies.items[0].fix;
	check_u64("changes", fix->count, 2);
	check_text("key", fix->changes[0].key, "dom0.kernel.address");
	check_text("value", fix->changes[0].value, "0x3000000");
	check_text("unset", fix->changes[1].value, NULL);
	xb_diags_clear(&copies);
}

static void the_file_name_is_copied(void **state)
{
	struct xb_diags diags = {0};
	char name[] = "a.yaml";

	(void)state;
	xb_note(&diags, XB_CODE_SYNTAX, (struct xb_pos){name, 1, 1}, "m");
	name[0] = 'x';
	check_text("file", diags.items[0].file, "a.yaml");
	xb_diags_clear(&diags);
}

static void sorted_by_position_and_stable(void **state)
{
	static const struct {
		struct xb_pos at;
		const char *message;
	} given[] = {
	    {{"b", 1, 1}, "8"}, {{"a", 10, 1}, "6"}, {{"a", 9, 5}, "4"},
	    {{"a", 9, 5}, "5"}, {{"a", 9, 4}, "3"},  {{NULL, 0, 0}, "0"},
	    {{"a", 0, 0}, "2"}, {{NULL, 0, 0}, "1"}, {{"a", 10, 1}, "7"},
	};
	struct xb_diags diags = {0};

	(void)state;
	xb_diags_sort(&diags);
	for (size_t i = 0; i < XB_COUNT(given); i++)
		xb_note(&diags, XB_CODE_SYNTAX, given[i].at, "%s", given[i].message);
	xb_diags_sort(&diags);
	for (size_t i = 0; i < diags.count; i++)
		check_int("order", diags.items[i].message[0], (char)('0' + i));
	xb_diags_clear(&diags);
}

static json_t *parsed(void (*form)(const struct xb_diags *, struct xb_buf *),
		      const struct xb_diags *diags)
{
	struct xb_buf out = {0};
	json_error_t error;
	json_t *root;

	form(diags, &out);
	check_int("last byte", out.data[out.length - 1], '\n');
	root = json_loads(out.data, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		fail_msg("%s in %s", error.text, out.data);
	xb_buf_clear(&out);
	return root;
}

static void json_has_all_members(void **state)
{
	struct xb_diags diags = {0};
	struct xb_buf out = {0};

	(void)state;
	xb_diags_json(&diags, &out);
	check_text("none", out.data, "{\n  \"diagnostics\": []\n}\n");
	xb_buf_clear(&out);

	xb_error(&diags, XB_CODE_OVERLAP, (struct xb_pos){"r\xff.yaml", 12, 7}, "a \"b\"");
	xb_hint(&diags, "h");
	xb_fix_set(&diags, "k", "v");
	xb_fix_unset(&diags, "k");
	xb_note(&diags, XB_CODE_CELLS, NOWHERE, "m");
	xb_warning(&diags, XB_CODE_CELLS, (struct xb_pos){"f", 0, 0}, "m");
	xb_diags_json(&diags, &out);
	check_text("json", out.data,
		   "{\n  \"diagnostics\": [\n"
		   "    {\n      \"file\": \"r\\\\xff.yaml\",\n      \"line\": 12,\n"
		   "      \"column\": 7,\n      \"severity\": \"error\",\n"
		   "      \"code\": \"overlap\",\n      \"message\": \"a \\\"b\\\"\",\n"
		   "      \"hint\": \"h\",\n      \"fix\": [\n"
		   "        {\n          \"key\": \"k\",\n          \"value\": \"v\"\n        },\n"
		   "        {\n          \"key\": \"k\",\n          \"value\": null\n        }\n"
		   "      ]\n    },\n"
		   "    {\n      \"file\": null,\n      \"line\": null,\n"
		   "      \"column\": null,\n      \"severity\": \"note\",\n"
		   "      \"code\": \"cells\",\n      \"message\": \"m\",\n"
		   "      \"hint\": null,\n      \"fix\": []\n    },\n"
		   "    {\n      \"file\": \"f\",\n      \"line\": null,\n"
		   "      \"column\": null,\n      \"severity\": \"warning\",\n"
		   "      \"code\": \"cells\",\n      \"message\": \"m\",\n"
		   "      \"hint\": null,\n      \"fix\": []\n    }\n  ]\n}\n");
	xb_buf_clear(&out);
	xb_diags_clear(&diags);
}

static const char *member(json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static json_t *physical_location(json_t *result)
{
	json_t *location = json_array_get(json_object_get(result, "locations"), 0);

	return json_object_get(location, "physicalLocation");
}

static const char *result_uri(json_t *result)
{
	return member(json_object_get(physical_location(result), "artifactLocation"), "uri");
}

static void sarif_names_tool_and_rules(void **state)
{
	struct xb_diags diags = {0};
	json_t *root = parsed(xb_diags_sarif, &diags);
	json_t *run = json_array_get(json_object_get(root, "runs"), 0);
	json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");
	json_t *rules = json_object_get(driver, "rules");

	(void)state;
	check_text("version", member(root, "version"), "2.1.0");
	check_contains("$schema", member(root, "$schema"), "sarif-2.1.0.json");
	check_text("name", member(driver, "name"), "xenboot");
	check_u64("rules", json_array_size(rules), XB_CODE_COUNT);
	for (size_t i = 0; i < json_array_size(rules); i++) {
		json_t *rule = json_array_get(rules, i);
		const struct xb_code_info *info = xb_code_info((enum xb_code)i);

		check_text("id", member(rule, "id"), info->name);
		check_text("short", member(json_object_get(rule, "shortDescription"), "text"),
			   info->summary);
		check_text("full", member(json_object_get(rule, "fullDescription"), "text"),
			   info->explain);
		check_text("help", member(json_object_get(rule, "help"), "text"), info->explain);
	}
	check_bool("results", json_is_array(json_object_get(run, "results")), true);
	check_u64("results", json_array_size(json_object_get(run, "results")), 0);
	json_decref(root);
}

static void sarif_results(void **state)
{
	static const struct {
		struct xb_pos at;
		const char *uri;
		json_int_t line, column; /* 0: absent */
	} cases[] = {
	    {{"rpi4.yaml", 12, 7}, "rpi4.yaml", 12, 7},
	    {{"./sub/a.yaml", 3, 0}, "sub/a.yaml", 3, 0},
	    {{"../a.yaml", 3, 1}, "../a.yaml", 3, 1},
	    {{"my board.yaml", 0, 0}, "my%20board.yaml", 1, 0},
	    {{"a:b%#?.yaml", 1, 1}, "a%3Ab%25%23%3F.yaml", 1, 1},
	    {{"gr\xc3\xbc\xff.yaml", 1, 1}, "gr%C3%BC%FF.yaml", 1, 1},
	    {{"/srv/a.yaml", 1, 1}, "file:///srv/a.yaml", 1, 1},
	    {{NULL, 0, 0}, ".", 1, 0}, /* GitHub refuses a report with a placeless result */
	};
	struct xb_diags diags = {0};
	json_t *root, *results;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		xb_warning(&diags, XB_CODE_SIZE_STALE, cases[i].at, "m");
	root = parsed(xb_diags_sarif, &diags);
	results = json_object_get(json_array_get(json_object_get(root, "runs"), 0), "results");
	check_u64("results", json_array_size(results), XB_COUNT(cases));
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		json_t *result = json_array_get(results, i);
		json_t *region = json_object_get(physical_location(result), "region");
		json_t *column = json_object_get(region, "startColumn");

		check_text("uri", result_uri(result), cases[i].uri);
		check_int(cases[i].uri, json_integer_value(json_object_get(region, "startLine")),
			  cases[i].line);
		check_bool(cases[i].uri, column != NULL, cases[i].column != 0);
		check_int(cases[i].uri, json_integer_value(column), cases[i].column);
	}
	json_decref(root);
	xb_diags_clear(&diags);
}

static void sarif_levels_and_messages(void **state)
{
	struct xb_diags diags = {0};
	json_t *root, *results;

	(void)state;
	xb_error(&diags, XB_CODE_OVERLAP, NOWHERE, "a \"b\"");
	xb_hint(&diags, "move it");
	xb_warning(&diags, XB_CODE_CELLS, NOWHERE, "w");
	xb_note(&diags, XB_CODE_QUOTING, NOWHERE, "n");
	root = parsed(xb_diags_sarif, &diags);
	results = json_object_get(json_array_get(json_object_get(root, "runs"), 0), "results");
	for (size_t i = 0; i < diags.count; i++) {
		json_t *result = json_array_get(results, i);
		json_t *text = json_object_get(result, "message");

		check_text("ruleId", member(result, "ruleId"),
			   xb_code_info(diags.items[i].code)->name);
		check_int("ruleIndex", json_integer_value(json_object_get(result, "ruleIndex")),
			  diags.items[i].code);
		check_text("level", member(result, "level"),
			   xb_severity_name(diags.items[i].severity));
		check_text("message", member(text, "text"),
			   i == 0 ? "a \"b\"\nhint: move it" : diags.items[i].message);
	}
	json_decref(root);
	xb_diags_clear(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(codes_are_those_of_the_interface),
	    cmocka_unit_test(each_code_is_explained),
	    cmocka_unit_test(the_form_of_the_design),
	    cmocka_unit_test(positions_in_text),
	    cmocka_unit_test(severities_are_counted),
	    cmocka_unit_test(hostile_text_is_made_visible),
	    cmocka_unit_test(a_fix_goes_with_its_hint),
	    cmocka_unit_test(the_file_name_is_copied),
	    cmocka_unit_test(sorted_by_position_and_stable),
	    cmocka_unit_test(json_has_all_members),
	    cmocka_unit_test(sarif_names_tool_and_rules),
	    cmocka_unit_test(sarif_results),
	    cmocka_unit_test(sarif_levels_and_messages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

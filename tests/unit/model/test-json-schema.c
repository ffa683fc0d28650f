/* SPDX-License-Identifier: MIT */
/* The JSON Schemas hold of what is shipped, and refuse what the decoder refuses. */
#include <jansson.h>
#include <regex.h>
#include <stdlib.h>

#include "unit/diags.h"

#include "model/data.h"

/* ---- A validator: the words of draft 7 that the schemas use --------------------------------- */

/* Words of outputs, which are known above the model. */
static const char *const output_rows[] = {"script", "dtb", "manifest", "both", NULL};
static const struct xb_words outputs = XB_WORDS(output_rows);

static const json_t *whole; /* the schema that is used */

static bool fits(const json_t *schema, const json_t *value);

static bool is_type(const json_t *value, const char *type)
{
	return (strcmp(type, "object") == 0 && json_is_object(value)) ||
	       (strcmp(type, "array") == 0 && json_is_array(value)) ||
	       (strcmp(type, "string") == 0 && json_is_string(value)) ||
	       (strcmp(type, "integer") == 0 && json_is_integer(value)) ||
	       (strcmp(type, "number") == 0 && json_is_number(value)) ||
	       (strcmp(type, "boolean") == 0 && json_is_boolean(value)) ||
	       (strcmp(type, "null") == 0 && json_is_null(value));
}

static bool fits_type(const json_t *type, const json_t *value)
{
	size_t i;
	json_t *one;

	if (json_is_string(type))
		return is_type(value, json_string_value(type));
	json_array_foreach(type, i, one)
		if (is_type(value, json_string_value(one)))
			return true;
	return false;
}

static bool is_among(const json_t *list, const json_t *value)
{
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one)
		if (json_equal(one, value))
			return true;
	return false;
}

static bool fits_any(const json_t *list, const json_t *value)
{
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one)
		if (fits(one, value))
			return true;
	return false;
}

static bool fits_pattern(const json_t *pattern, const char *text)
{
	regex_t compiled;
	bool good;

	assert_int_equal(regcomp(&compiled, json_string_value(pattern), REG_EXTENDED | REG_NOSUB), 0);
	good = regexec(&compiled, text, 0, NULL, 0) == 0;
	regfree(&compiled);
	return good;
}

static bool fits_one(const json_t *choices, const json_t *value)
{
	size_t i, count = 0;
	json_t *choice;

	json_array_foreach(choices, i, choice)
		count += fits(choice, value);
	return count == 1;
}

static bool fits_text(const json_t *schema, const char *text)
{
	const json_t *pattern = json_object_get(schema, "pattern");
	const json_t *least = json_object_get(schema, "minLength");

	return (!pattern || fits_pattern(pattern, text)) &&
	       (!least || (json_int_t)strlen(text) >= json_integer_value(least));
}

/* Where "#/definitions/NAME" leads. */
static const json_t *definition(const char *path)
{
	const char *name = strrchr(path, '/') + 1;
	const json_t *found = json_object_get(json_object_get(whole, "definitions"), name);

	assert_non_null(found);
	return found;
}

static bool fits_object(const json_t *schema, const json_t *value)
{
	const json_t *properties = json_object_get(schema, "properties");
	const json_t *names = json_object_get(schema, "propertyNames");
	const json_t *others = json_object_get(schema, "additionalProperties");
	const char *key;
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(schema, "required"), i, item)
		if (!json_object_get(value, json_string_value(item)))
			return false;
	json_object_foreach((json_t *)value, key, item) {
		const json_t *sub = json_object_get(properties, key);

		if (!sub)
			sub = others;
		if (json_is_false(sub) || (sub && !fits(sub, item)) ||
		    (names && !fits_text(names, key)))
			return false;
	}
	return true;
}

static bool fits(const json_t *schema, const json_t *value)
{
	const json_t *type = json_object_get(schema, "type");
	const json_t *words = json_object_get(schema, "enum");
	const json_t *any = json_object_get(schema, "anyOf");
	const json_t *one = json_object_get(schema, "oneOf");
	const json_t *constant = json_object_get(schema, "const");
	const json_t *items = json_object_get(schema, "items");
	const json_t *reference = json_object_get(schema, "$ref");
	const json_t *condition = json_object_get(schema, "if");
	const json_t *limit = json_object_get(schema, "exclusiveMaximum");
	const json_t *least = json_object_get(schema, "minItems");
	size_t i;
	json_t *item;

	if (reference)
		return fits(definition(json_string_value(reference)), value);
	if (condition &&
	    !fits(json_object_get(schema, fits(condition, value) ? "then" : "else"), value))
		return false;
	if (json_is_string(value) && !fits_text(schema, json_string_value(value)))
		return false;
	if (limit && json_is_number(value) &&
	    json_number_value(value) >= json_number_value(limit))
		return false;
	if ((type && !fits_type(type, value)) || (words && !is_among(words, value)) ||
	    (any && !fits_any(any, value)) || (constant && !json_equal(constant, value)))
		return false;
	if ((one && !fits_one(one, value)) ||
	    (least && (json_int_t)json_array_size(value) < json_integer_value(least)))
		return false;
	if (items)
		json_array_foreach(value, i, item)
			if (!fits(items, item))
				return false;
	return !json_is_object(value) || fits_object(schema, value);
}

/* ---- From YAML, as an editor reads it ------------------------------------------------------- */

static json_t *scalar_of(const struct xb_node *node)
{
	char *end;
	long long number = strtoll(node->text, &end, 0);

	if (xb_node_is_plain(node, "true") || xb_node_is_plain(node, "false"))
		return json_boolean(strcmp(node->text, "true") == 0);
	if (xb_node_is_plain(node, "null") || xb_node_is_plain(node, "") ||
	    xb_node_is_plain(node, "~"))
		return json_null();
	if (node->text[0] && *end == '\0' && xb_node_is_plain(node, node->text))
		return json_integer(number);
	return json_string(node->text);
}

static json_t *json_of(const struct xb_node *node)
{
	json_t *value;

	if (node->kind == XB_NODE_SCALAR)
		return scalar_of(node);
	value = node->kind == XB_NODE_LIST ? json_array() : json_object();
	for (size_t i = 0; i < node->count; i++) {
		json_t *child = json_of(node->children[i].value);

		if (node->kind == XB_NODE_LIST)
			json_array_append_new(value, child);
		else
			json_object_set_new(value, node->children[i].key->text, child);
	}
	return value;
}

static bool text_fits(const json_t *schema, const char *text, size_t length)
{
	struct xb_diags diags = {0};
	struct xb_document *document = xb_yaml_parse("test", text, length, &diags);
	json_t *value;
	bool good;

	assert_non_null(document);
	value = json_of(document->root);
	whole = schema;
	good = fits(schema, value);
	json_decref(value);
	xb_yaml_free(document);
	xb_diags_clear(&diags);
	return good;
}

/* ---- The tests ------------------------------------------------------------------------------ */

struct fixture {
	struct xb_data *data;
	struct xb_catalog *catalog;
};

static int set_up(void **state)
{
	static struct fixture fixture;
	struct xb_diags diags = {0};

	fixture.data = xb_data_new(NULL, NULL);
	fixture.catalog = xb_catalog_load(fixture.data, &diags);
	xb_diags_clear(&diags);
	*state = &fixture;
	return fixture.catalog ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	xb_catalog_free(fixture->catalog);
	xb_data_free(fixture->data);
	return 0;
}

static json_t *schema_of(const struct fixture *fixture, const char *kind)
{
	struct xb_buf text = {0};
	json_t *schema;

	assert_true(xb_json_schema(fixture->catalog, &outputs, kind, &text));
	schema = json_loads(text.data, 0, NULL);
	assert_non_null(schema);
	xb_buf_clear(&text);
	return schema;
}

static void test_what_is_shipped_fits(void **state)
{
	static const struct {
		const char *kind;
		enum xb_data_kind data;
	} rows[] = {
		{"profile", XB_DATA_PROFILES}, {"board", XB_DATA_BOARDS}, {"options", XB_DATA_OPTIONS}};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		json_t *schema = schema_of(fixture, rows[i].kind);
		struct xb_data_file *files;
		size_t count = xb_data_list(fixture->data, rows[i].data, &files);

		assert_true(count > 0);
		for (size_t k = 0; k < count; k++) {
			struct xb_buf text = {0};
			struct xb_diags diags = {0};

			assert_true(xb_data_read(&files[k], &text, &diags));
			if (!text_fits(schema, text.data, text.length))
				fail_msg("%s does not fit the schema of a %s", files[k].path,
					 rows[i].kind);
			xb_buf_clear(&text);
			xb_diags_clear(&diags);
		}
		free(files);
		json_decref(schema);
	}
}

/* A profile that extends, one that stands alone. */
#define ABOVE "format: 1\nextends: base\n"
#define BODY "format: 1\nxen: {file: xen}\ndevice-tree: {file: a}\ndom0: {kernel: {file: b}}\n"

static void test_profiles_are_told_apart(void **state)
{
	static const struct {
		const char *label, *text;
		bool fits;
	} rows[] = {
		{"the least", BODY, true},
		{"a profile that extends needs format alone", ABOVE, true},
		{"one that does not needs more", "format: 1\n", false},
		{"another format", "format: 2\nextends: base\n", false},
		{"no format at all", "format: null\nextends: base\n", false},
		{"without format", "extends: base\n", false},
		{"an unknown key", BODY "nmae: x\n", false},
		{"a name", BODY "name: x\n", true},
		{"an empty name", BODY "name: \"\"\n", false},
		{"a name with a blank", BODY "name: a b\n", false},
		{"no name", BODY "name:\n", false},
		{"an empty section", BODY "load:\n", false},
		{"a section that is taken away", ABOVE "load: ~\n", true},
		{"text for xen", "format: 1\nxen: xen\ndevice-tree: a\ndom0: {kernel: b}\n", true},
		{"no text for xen", "format: 1\nxen: \"\"\ndevice-tree: a\ndom0: {kernel: b}\n", false},
		{"a method", BODY "load: {method: mmc}\n", true},
		{"no method", BODY "load: {method: floppy}\n", false},
		{"a device", BODY "load: {device: \"0:1\"}\n", true},
		{"an empty device", BODY "load: {device: \"\"}\n", false},
		{"a command", BODY "load: {command: load nvme 0:2}\n", true},
		{"a blank for a command", BODY "load: {command: \" \"}\n", false},
		{"no prefix", BODY "load: {prefix: \"\"}\n", true},
		{"an empty command before", BODY "load: {before: [\"\"]}\n", false},
		{"address auto", ABOVE "xen: {address: auto}\n", true},
		{"address hexadecimal", ABOVE "xen: {address: 0xE00000}\n", true},
		{"address with other letters", ABOVE "xen: {address: {a: b}}\n", false},
		{"the last number", ABOVE "xen: {size: \"0xFFFFFFFFFFFFFFFF\"}\n", true},
		{"a number over 64 bits", ABOVE "xen: {size: \"0x10000000000000000\"}\n", false},
		{"digits over 64 bits", ABOVE "xen: {size: \"99999999999999999999\"}\n", false},
		{"T over 64 bits", ABOVE "xen: {size: 16777216T}\n", false},
		{"an option of Xen", ABOVE "xen: {options: {vwfi: native, sched: null}}\n", true},
		{"an option's list", ABOVE "dom0: {options: {console: [hvc0, tty0]}}\n", true},
		{"an option's mapping", ABOVE "xen: {options: {vwfi: {a: b}}}\n", false},
		{"an option without a value", ABOVE "xen: {options: {vwfi: \"\"}}\n", false},
		{"an option that no one knows", ABOVE "xen: {options: {new-one: 1}}\n", true},
		{"its name with a blank", ABOVE "xen: {options: {new one: 1}}\n", false},
		{"emit a word", ABOVE "output: {emit: both}\n", true},
		{"emit words", ABOVE "output: {emit: [script, dtb]}\n", true},
		{"emit nothing", ABOVE "output: {emit: []}\n", false},
		{"emit others", ABOVE "output: {emit: [script, elf]}\n", false},
		{"cells", ABOVE "output: {cells: 2}\n", true},
		{"cells in quotes", ABOVE "output: {cells: \"1\"}\n", true},
		{"no number of cells", ABOVE "output: {cells: 3}\n", false},
		{"no number of cells in quotes", ABOVE "output: {cells: \"3\"}\n", false},
		{"a board by name", ABOVE "board: rpi4-4g\n", true},
		{"a board without a name", ABOVE "board: \"\"\n", false},
		{"a board in place", ABOVE "board: {cpus: 4, memory: [{start: 0, size: 1G}]}\n", true},
		{"a console with a blank", ABOVE "board: {console: serial 0}\n", false},
		{"a range without a size", ABOVE "board: {memory: [{start: 0}]}\n", false},
		{"an empty item", BODY "board: {memory: [~]}\n", false},
		{"a severity", ABOVE "checks: {security: \"off\", dom0-mem: warning}\n", true},
		{"no severity", ABOVE "checks: {security: fatal}\n", false},
		{"no code", ABOVE "checks: {safety: note}\n", false},
		{"an edit", ABOVE "device-tree: {edits: [{path: /a, remove: true}]}\n", true},
		{"an edit of nothing", ABOVE "device-tree: {edits: [{path: /a}]}\n", false},
		{"an edit of both", ABOVE "device-tree: {edits: [{path: /a, remove: true, set: {b: c}}]}\n",
		 false},
		{"an edit of a property", ABOVE "device-tree: {edits: [{path: /a, remove: b}]}\n", true},
		{"an edit of a property without a name",
		 ABOVE "device-tree: {edits: [{path: /a, remove: \"\"}]}\n", false},
		{"a property without a name", ABOVE "device-tree: {edits: [{path: /a, set: {\"\": b}}]}\n",
		 false},
		{"a property with a blank", ABOVE "device-tree: {edits: [{path: /a, set: {b c: d}}]}\n",
		 false},
		{"an edit without a path", ABOVE "device-tree: {edits: [{remove: true}]}\n", false},
		{"an overlay without a file", ABOVE "device-tree: {overlays: [{file: \"\"}]}\n", false},
		{"an overlay that is empty", ABOVE "device-tree: {overlays: [\"\"]}\n", false},
	};
	json_t *schema = schema_of(*state, "profile");

	for (size_t i = 0; i < XB_COUNT(rows); i++)
		if (text_fits(schema, rows[i].text, strlen(rows[i].text)) != rows[i].fits)
			fail_msg("%s: should%s fit", rows[i].label, rows[i].fits ? "" : " not");
	json_decref(schema);
}

/* The way in: each name is a key of a profile's mapping. */
static json_t *properties_of(json_t *schema, const char *way)
{
	return json_object_get(json_object_get(schema, way), "properties");
}

/* An editor shows what stands there. */
static void test_keys_and_options_are_described(void **state)
{
	json_t *schema = schema_of(*state, "profile"), *key, *vwfi;
	const char *name;

	json_object_foreach(properties_of(schema, "else"), name, key)
		if (!json_is_string(json_object_get(key, "description")))
			fail_msg("%s has no description", name);
	json_object_foreach(properties_of(schema, "then"), name, key)
		if (!json_is_string(json_object_get(key, "description")))
			fail_msg("%s has no description", name);
	vwfi = json_object_get(
		properties_of(json_object_get(schema, "definitions"), "xen-options"), "vwfi");
	assert_true(json_is_string(json_object_get(vwfi, "description")));
	assert_true(json_is_array(json_object_get(vwfi, "anyOf")));
	json_decref(schema);
}

static void test_no_other_kind(void **state)
{
	struct fixture *fixture = *state;
	struct xb_buf out = {0};

	assert_false(xb_json_schema(fixture->catalog, &outputs, "script", &out));
	assert_int_equal(out.length, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_shipped_fits),
		cmocka_unit_test(test_profiles_are_told_apart),
		cmocka_unit_test(test_keys_and_options_are_described),
		cmocka_unit_test(test_no_other_kind),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

/* SPDX-License-Identifier: MIT */
/* The JSON Schemas hold of what is shipped, and refuse what the decoder refuses. */
#include <jansson.h>
#include <stdlib.h>

#include "unit/diags.h"

#include "model/data.h"

/* ---- A validator: the words of draft 7 that the schemas use ------------------------------------- */

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

static bool fits_object(const json_t *schema, const json_t *value)
{
	const json_t *properties = json_object_get(schema, "properties");
	const char *key;
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(schema, "required"), i, item)
		if (!json_object_get(value, json_string_value(item)))
			return false;
	json_object_foreach((json_t *)value, key, item) {
		const json_t *sub = json_object_get(properties, key);

		if (sub ? !fits(sub, item)
			: json_is_false(json_object_get(schema, "additionalProperties")))
			return false;
	}
	return true;
}

static bool fits(const json_t *schema, const json_t *value)
{
	const json_t *type = json_object_get(schema, "type");
	const json_t *words = json_object_get(schema, "enum");
	const json_t *any = json_object_get(schema, "anyOf");
	const json_t *constant = json_object_get(schema, "const");
	const json_t *items = json_object_get(schema, "items");
	size_t i;
	json_t *item;

	if ((type && !fits_type(type, value)) || (words && !is_among(words, value)) ||
	    (any && !fits_any(any, value)) || (constant && !json_equal(constant, value)))
		return false;
	if (items)
		json_array_foreach(value, i, item)
			if (!fits(items, item))
				return false;
	return !json_is_object(value) || fits_object(schema, value);
}

/* ---- From YAML, as an editor reads it ------------------------------------------------------------ */

static json_t *scalar_of(const struct xb_node *node)
{
	char *end;
	long long number = strtoll(node->text, &end, 0);

	if (xb_node_is_plain(node, "true") || xb_node_is_plain(node, "false"))
		return json_boolean(strcmp(node->text, "true") == 0);
	if (xb_node_is_plain(node, "null") || xb_node_is_plain(node, ""))
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
	good = fits(schema, value);
	json_decref(value);
	xb_yaml_free(document);
	xb_diags_clear(&diags);
	return good;
}

/* ---- The tests ----------------------------------------------------------------------------------- */

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

	assert_true(xb_json_schema(fixture->catalog, kind, &text));
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

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
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

#define BODY "format: 1\nxen: {file: xen}\ndevice-tree: {file: a}\ndom0: {kernel: {file: b}}\n"

static void test_profiles_are_told_apart(void **state)
{
	static const struct {
		const char *label, *text;
		bool fits;
	} rows[] = {
		{"the least", BODY, true},
		{"a profile that extends needs format alone", "format: 1\nextends: base\n", true},
		{"another format", "format: 2\n", false},
		{"without format", "name: x\n", false},
		{"an unknown key", BODY "nmae: x\n", false},
		{"a method", BODY "load: {method: mmc}\n", true},
		{"no method", BODY "load: {method: floppy}\n", false},
		{"address auto", "format: 1\nxen: {address: auto}\n", true},
		{"address hexadecimal", "format: 1\nxen: {address: 0xE00000}\n", true},
		{"address with other letters", "format: 1\nxen: {address: {a: b}}\n", false},
		{"an option of Xen", "format: 1\nxen: {options: {vwfi: native, sched: null}}\n", true},
		{"an option's list", "format: 1\ndom0: {options: {console: [hvc0, tty0]}}\n", true},
		{"an option's mapping", "format: 1\nxen: {options: {vwfi: {a: b}}}\n", false},
		{"an option that no one knows", "format: 1\nxen: {options: {new-one: 1}}\n", true},
		{"emit a word", "format: 1\noutput: {emit: both}\n", true},
		{"emit words", "format: 1\noutput: {emit: [script, dtb]}\n", true},
		{"emit others", "format: 1\noutput: {emit: [script, elf]}\n", false},
		{"cells", "format: 1\noutput: {cells: 2}\n", true},
		{"cells in quotes", "format: 1\noutput: {cells: \"1\"}\n", true},
		{"no number of cells", "format: 1\noutput: {cells: 3}\n", false},
		{"no number of cells in quotes", "format: 1\noutput: {cells: \"3\"}\n", false},
		{"a board by name", "format: 1\nboard: rpi4-4g\n", true},
		{"a board in place", "format: 1\nboard: {cpus: 4, memory: [{start: 0, size: 1G}]}\n",
		 true},
		{"a range without a size", "format: 1\nboard: {memory: [{start: 0}]}\n", false},
		{"a severity", "format: 1\nchecks: {security: \"off\", dom0-mem: warning}\n", true},
		{"no severity", "format: 1\nchecks: {security: fatal}\n", false},
		{"no code", "format: 1\nchecks: {safety: note}\n", false},
		{"an edit", "format: 1\ndevice-tree: {edits: [{path: /a, remove: true}]}\n", true},
		{"an edit without a path", "format: 1\ndevice-tree: {edits: [{remove: true}]}\n", false},
	};
	json_t *schema = schema_of(*state, "profile");

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (text_fits(schema, rows[i].text, strlen(rows[i].text)) != rows[i].fits)
			fail_msg("%s: should%s fit", rows[i].label, rows[i].fits ? "" : " not");
	json_decref(schema);
}

/* An editor shows what stands there. */
static void test_keys_and_options_are_described(void **state)
{
	json_t *schema = schema_of(*state, "profile"), *key;
	const char *name;
	json_t *vwfi;

	json_object_foreach(json_object_get(schema, "properties"), name, key)
		if (!json_is_string(json_object_get(key, "description")))
			fail_msg("%s has no description", name);
	key = json_object_get(json_object_get(schema, "properties"), "xen");
	key = json_array_get(json_object_get(key, "anyOf"), 1); /* not the plain text */
	key = json_object_get(json_object_get(key, "properties"), "options");
	vwfi = json_object_get(json_object_get(key, "properties"), "vwfi");
	assert_true(json_is_string(json_object_get(vwfi, "description")));
	assert_true(json_is_array(json_object_get(vwfi, "anyOf")));
	json_decref(schema);
}

static void test_no_other_kind(void **state)
{
	struct fixture *fixture = *state;
	struct xb_buf out = {0};

	assert_false(xb_json_schema(fixture->catalog, "script", &out));
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

/* SPDX-License-Identifier: MIT */
/*
 * JSON Schema (draft 7) of the files that people write, from the tables that decode them, so that an
 * editor completes keys, words and option names. YAML is read by its text, so a value may be any
 * plain one; where there are words they are offered, and where no others are taken nothing else is.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "model/board.h"
#include "model/catalog-file.h"
#include "model/profile.h"

/* A number that is written as text: of as many digits as surely fit in 64 bits. */
#define NUMBER_PATTERN                                                                              \
	"^(0|[1-9][0-9]{0,18}[Bb]?|[1-9][0-9]{0,15}[Kk]|[1-9][0-9]{0,12}[Mm]|[1-9][0-9]{0,9}[Gg]|" \
	"[1-9][0-9]{0,6}[Tt]|0[xX][0-9A-Fa-f]{1,16})$"
#define TWO_TO_THE_64 18446744073709551616.0

/* What an option's name is, for Xen and Linux alike. */
#define OPTION_NAME_PATTERN "^[^ \t\r\n=]+$"

struct writer {
	const struct xb_catalog *catalog;
	const struct xb_words *outputs; /* or NULL */
	bool inherits; /* the file extends another: what is required can stand there, and a ~ takes away */
};

static json_t *any_of(json_t *first, json_t *second)
{
	json_t *choice = xb_json_object(), *list = xb_json_array();

	xb_json_append(list, first);
	xb_json_append(list, second);
	xb_json_set(choice, "anyOf", list);
	return choice;
}

static json_t *of_type(const char *type)
{
	json_t *schema = xb_json_object();

	xb_json_set(schema, "type", xb_json_text(type));
	return schema;
}

/* A plain value whose text is of FORM. */
static json_t *plain_value(enum xb_text_form form)
{
	static const char *const types[] = {"string", "number", "boolean"};
	json_t *schema = xb_json_object(), *list = xb_json_array();

	for (size_t i = 0; i < XB_COUNT(types); i++)
		xb_json_append(list, xb_json_text(types[i]));
	xb_json_set(schema, "type", list);
	if (xb_text_form_pattern(form))
		xb_json_set(schema, "pattern", xb_json_text(xb_text_form_pattern(form)));
	return schema;
}

static json_t *number(void)
{
	json_t *integer = of_type("integer"), *text = of_type("string");

	xb_json_set(integer, "minimum", xb_json_size(0));
	xb_json_set(integer, "exclusiveMaximum", json_real(TWO_TO_THE_64));
	xb_json_set(text, "pattern", xb_json_text(NUMBER_PATTERN));
	return any_of(integer, text);
}

static json_t *constant(json_t *only)
{
	json_t *schema = xb_json_object();

	xb_json_set(schema, "const", only);
	return schema;
}

/* MOST: 0 is any number. */
static json_t *list_of(json_t *item, size_t most)
{
	json_t *schema = of_type("array");

	xb_json_set(schema, "items", item);
	if (most)
		xb_json_set(schema, "maxItems", xb_json_size(most));
	return schema;
}

static json_t *words(const struct xb_words *table)
{
	json_t *schema = xb_json_object(), *list = xb_json_array();

	for (size_t i = 0; xb_words_name(table, i); i++)
		xb_json_append(list, xb_json_text(xb_words_name(table, i)));
	xb_json_set(schema, "enum", list);
	return schema;
}

/* Each as a number, and as the text that quotes make of it. */
static json_t *numbers(const struct xb_words *table)
{
	json_t *schema = xb_json_object(), *list = xb_json_array();
	const char *why;
	uint64_t value;

	for (size_t i = 0; xb_words_name(table, i); i++)
		if (xb_number_parse(xb_words_name(table, i), &value, &why))
			xb_json_append(list, xb_json_size(value));
	xb_json_set(schema, "enum", list);
	return any_of(schema, words(table));
}

static json_t *text(const struct writer *writer, const struct xb_field *field)
{
	if (field->outputs && writer->outputs)
		return words(writer->outputs);
	return field->words.rows ? words(&field->words) : plain_value(field->form);
}

/* One, or a list. Of outputs there is at least one. */
static json_t *texts(const struct writer *writer, const struct xb_field *field)
{
	json_t *list = list_of(text(writer, field), field->most);

	if (field->outputs)
		xb_json_set(list, "minItems", xb_json_size(1));
	return any_of(text(writer, field), list);
}

/* ---- Options -------------------------------------------------------------------------------- */

/* Any text but none; YAML's null too, for sched=null is a value of Xen, and ~ takes an option away. */
static json_t *any_option_value(void)
{
	json_t *text = plain_value(XB_TEXT_ANY);

	xb_json_set(text, "minLength", xb_json_size(1));
	return any_of(text, of_type("null"));
}

/* What is said once, under `definitions`. */
static json_t *defined(const char *name)
{
	json_t *schema = xb_json_object();
	char *path = xb_format("#/definitions/%s", name);

	xb_json_set(schema, "$ref", xb_json_text(path));
	free(path);
	return schema;
}

static json_t *option_value(const struct xb_option *option)
{
	json_t *schema, *list = xb_json_array(), *offered = xb_json_object();

	for (size_t i = 0; i < option->choice_count; i++)
		xb_json_append(list, xb_json_text(option->choices[i].value.text));
	xb_json_set(offered, "enum", list);
	schema = any_of(defined("option-value"), list_of(defined("option-value"), 0));
	if (option->choice_count)
		schema = any_of(offered, schema);
	else
		json_decref(offered);
	xb_json_set(schema, "description", xb_json_text(option->summary.text));
	return schema;
}

/* Of those that have a section. */
static const char *const scopes[] = {
	[XB_SCOPE_XEN] = "xen-options",
	[XB_SCOPE_LINUX] = "linux-options",
};

/* Every option of SCOPE into PROPERTIES. */
static void offer_options(const struct writer *writer, enum xb_scope scope, json_t *properties)
{
	for (size_t i = 0; writer->catalog && i < writer->catalog->count; i++) {
		const struct xb_option *option = &writer->catalog->options[i];

		if (option->scope == scope && !json_object_get(properties, option->name.text))
			xb_json_set(properties, option->name.text, option_value(option));
	}
}

/* Every option of the scope; other names are allowed, and the catalog says what it thinks of them. */
static json_t *settings(const struct writer *writer, enum xb_scope scope)
{
	json_t *schema = of_type("object"), *properties = xb_json_object();
	json_t *name = xb_json_object();

	xb_json_set(name, "pattern", xb_json_text(OPTION_NAME_PATTERN));
	offer_options(writer, scope, properties);
	xb_json_set(schema, "properties", properties);
	xb_json_set(schema, "propertyNames", name);
	xb_json_set(schema, "additionalProperties",
		    any_of(defined("option-value"), list_of(defined("option-value"), 0)));
	return schema;
}

/* Every code, each with the words for a severity. */
static json_t *levels(void)
{
	static const struct xb_words severities = XB_WORDS(xb_level_words);
	json_t *schema = of_type("object"), *properties = xb_json_object();

	for (size_t i = 0; i < XB_CODE_COUNT; i++) {
		const struct xb_code_info *info = xb_code_info((enum xb_code)i);
		json_t *severity = words(&severities);

		xb_json_set(severity, "description", xb_json_text(info->summary));
		xb_json_set(properties, info->name, severity);
	}
	xb_json_set(schema, "properties", properties);
	xb_json_set(schema, "additionalProperties", xb_json_bool(false));
	return schema;
}

/* ---- Keys ----------------------------------------------------------------------------------- */

static json_t *mapping(const struct writer *writer, const struct xb_schema *schema);

/* What the plain text may be that stands for a mapping by SCHEMA. */
static json_t *plain_form(const struct writer *writer, const struct xb_schema *schema)
{
	const char *key = schema->plain_field;
	const struct xb_field *field = xb_schema_field(schema, key, strlen(key));

	if (field->shape == XB_SHAPE_ADDRESS)
		return any_of(constant(xb_json_text("auto")), number());
	return field->shape == XB_SHAPE_NUMBER ? number() : text(writer, field);
}

/* A mapping, or the plain text that stands for one. */
static json_t *item(const struct writer *writer, const struct xb_schema *schema)
{
	json_t *keys = mapping(writer, schema);

	return schema->plain_field ? any_of(plain_form(writer, schema), keys) : keys;
}

/* Items by their names. Where a profile inherits they are not counted: a ~ takes one away. */
static json_t *named(const struct writer *writer, const struct xb_field *field)
{
	json_t *map = of_type("object"), *name = xb_json_object(), *one = item(writer, field->sub);

	if (writer->inherits)
		one = any_of(one, of_type("null"));
	else if (field->most)
		xb_json_set(map, "maxProperties", xb_json_size(field->most));
	xb_json_set(name, "pattern", xb_json_text(XB_NAME_PATTERN));
	xb_json_set(name, "not", constant(xb_json_text(XB_NAME_TAKEN)));
	xb_json_set(map, "propertyNames", name);
	xb_json_set(map, "additionalProperties", one);
	return map;
}

static json_t *own(const struct writer *writer, const struct xb_field *field)
{
	if (field->json)
		return field->json();
	return field->sub ? any_of(plain_value(XB_TEXT_LINE), mapping(writer, field->sub))
			  : xb_json_object();
}

static json_t *value(const struct writer *writer, const struct xb_field *field)
{
	struct writer inside = {writer->catalog, writer->outputs, false};

	switch (field->shape) {
	case XB_SHAPE_TEXT:
		return text(writer, field);
	case XB_SHAPE_NUMBER:
		return field->words.rows ? numbers(&field->words) : number();
	case XB_SHAPE_ADDRESS:
		return any_of(constant(xb_json_text("auto")), number());
	case XB_SHAPE_FLAG:
		return of_type("boolean");
	case XB_SHAPE_TEXTS:
		return texts(writer, field);
	case XB_SHAPE_MAP:
		return item(writer, field->sub);
	case XB_SHAPE_MAPS:
		return field->sub->plain_field
			       ? any_of(plain_form(&inside, field->sub),
					list_of(item(&inside, field->sub), field->most))
			       : list_of(item(&inside, field->sub), field->most);
	case XB_SHAPE_NAMED:
		return named(writer, field);
	case XB_SHAPE_SETTINGS:
		return defined(scopes[field->scope]);
	case XB_SHAPE_LEVELS:
		return levels();
	case XB_SHAPE_FORMAT:
		return constant(xb_json_size(1));
	case XB_SHAPE_OWN:
	case XB_SHAPE_IGNORED:
		break;
	}
	return own(writer, field);
}

/* `format` alone is never inherited. */
static bool is_required(const struct writer *writer, const struct xb_field *field)
{
	return field->required && (!writer->inherits || field->shape == XB_SHAPE_FORMAT);
}

/* For each of KEYS: that it is there. */
static json_t *each_required(const char *const *keys)
{
	json_t *list = xb_json_array();

	for (size_t i = 0; keys[i]; i++) {
		json_t *choice = xb_json_object(), *names = xb_json_array();

		xb_json_append(names, xb_json_text(keys[i]));
		xb_json_set(choice, "required", names);
		xb_json_append(list, choice);
	}
	return list;
}

static json_t *mapping(const struct writer *writer, const struct xb_schema *schema)
{
	json_t *object = of_type("object"), *properties = xb_json_object();
	json_t *required = xb_json_array();

	for (size_t i = 0; i < xb_schema_count(schema); i++) {
		const struct xb_field *field = xb_schema_row(schema, i, NULL);
		json_t *key = value(writer, field);

		if (writer->inherits && field->shape != XB_SHAPE_FORMAT)
			key = any_of(key, of_type("null"));
		if (field->about)
			xb_json_set(key, "description", xb_json_text(field->about));
		xb_json_set(properties, field->name, key);
		if (is_required(writer, field))
			xb_json_append(required, xb_json_text(field->name));
	}
	if (schema->rest && !schema->rest->json)
		offer_options(writer, schema->rest->scope, properties);
	xb_json_set(object, "properties", properties);
	xb_json_set(object, "additionalProperties",
		    schema->rest && schema->rest->json ? schema->rest->json()
						       : xb_json_bool(false));
	if (schema->one_of)
		xb_json_set(object, "oneOf", each_required(schema->one_of));
	if (schema->some_of && !writer->inherits)
		xb_json_set(object, "anyOf", each_required(schema->some_of));
	if (json_array_size(required))
		xb_json_set(object, "required", required);
	else
		json_decref(required);
	return object;
}

/* ---- The three ------------------------------------------------------------------------------ */

/* One of two: for a file that extends another, and for one that stands alone. */
static void add_both(const struct writer *writer, const struct xb_schema *schema, json_t *root)
{
	struct writer above = {writer->catalog, writer->outputs, true};
	json_t *condition = xb_json_object(), *key = xb_json_array();

	xb_json_append(key, xb_json_text("extends"));
	xb_json_set(condition, "required", key);
	xb_json_set(root, "if", condition);
	xb_json_set(root, "then", mapping(&above, schema));
	xb_json_set(root, "else", mapping(writer, schema));
}

static json_t *profile(const struct writer *writer)
{
	json_t *root = xb_json_object(), *definitions = xb_json_object();

	xb_json_set(definitions, "option-value", any_option_value());
	for (size_t i = 0; i < XB_COUNT(scopes); i++)
		xb_json_set(definitions, scopes[i], settings(writer, (enum xb_scope)i));
	xb_json_set(root, "definitions", definitions);
	add_both(writer, &xb_profile_schema, root);
	return root;
}

struct json_t *xb_json_schema_mapping(const struct xb_schema *schema, bool inherits)
{
	struct writer writer = {NULL, NULL, inherits};

	return mapping(&writer, schema);
}

static json_t *board(const struct writer *writer)
{
	json_t *root = xb_json_object();

	add_both(writer, &xb_board_schema, root);
	return root;
}

static json_t *options(const struct writer *writer)
{
	return mapping(writer, &xb_catalog_file_schema);
}

static const struct kind {
	const char *name, *title;
	json_t *(*write)(const struct writer *writer);
} kinds[] = {
	{"profile", "profile", profile},
	{"board", "board", board},
	{"options", "catalog", options},
};

bool xb_json_schema(const struct xb_catalog *catalog, const struct xb_words *outputs,
		    const char *kind, struct xb_buf *out)
{
	struct writer writer = {catalog, outputs, false};

	for (size_t i = 0; i < XB_COUNT(kinds); i++) {
		json_t *root;

		if (strcmp(kinds[i].name, kind) != 0)
			continue;
		root = kinds[i].write(&writer);
		xb_json_set(root, "$schema",
			    xb_json_text("http://json-schema.org/draft-07/schema#"));
		xb_json_set(root, "title", xb_json_text(kinds[i].title));
		xb_json_put(root, out);
		return true;
	}
	return false;
}

/* SPDX-License-Identifier: MIT */
/*
 * JSON Schema (draft 7) of the files that people write, from the tables that decode them, so that an
 * editor completes keys, words and option names. YAML is read by its text, so a value may be any
 * plain one; where there are words they are offered, and where no others are taken nothing else is.
 */
#include <jansson.h>
#include <string.h>

#include "model/board.h"
#include "model/catalog-file.h"
#include "model/profile.h"

/* What design calls a number, where it is written as text. */
#define NUMBER_PATTERN "^(0|[1-9][0-9]*[BKMGTbkmgt]?|0[xX][0-9A-Fa-f]+)$"

struct writer {
	const struct xb_catalog *catalog;
	bool inherits; /* the file may extend another: required keys can stand there */
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

/* A plain value; YAML's null too, for sched=null is a value of Xen. */
static json_t *plain_value(void)
{
	static const char *const types[] = {"string", "number", "boolean", "null"};
	json_t *schema = xb_json_object(), *list = xb_json_array();

	for (size_t i = 0; i < XB_COUNT(types); i++)
		xb_json_append(list, xb_json_text(types[i]));
	xb_json_set(schema, "type", list);
	return schema;
}

static json_t *number(void)
{
	json_t *integer = of_type("integer"), *text = of_type("string");

	xb_json_set(integer, "minimum", xb_json_size(0));
	xb_json_set(text, "pattern", xb_json_text(NUMBER_PATTERN));
	return any_of(integer, text);
}

static json_t *constant(json_t *only)
{
	json_t *schema = xb_json_object();

	xb_json_set(schema, "const", only);
	return schema;
}

static json_t *list_of(json_t *item)
{
	json_t *schema = of_type("array");

	xb_json_set(schema, "items", item);
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

static json_t *text(const struct xb_field *field)
{
	return field->words.rows ? words(&field->words) : plain_value();
}

/* ---- Options ------------------------------------------------------------------------------------ */

static json_t *option_value(const struct xb_option *option)
{
	json_t *schema, *list = xb_json_array(), *offered = xb_json_object();

	for (size_t i = 0; i < option->choice_count; i++)
		xb_json_append(list, xb_json_text(option->choices[i].value.text));
	xb_json_set(offered, "enum", list);
	schema = any_of(plain_value(), list_of(plain_value()));
	if (option->choice_count)
		schema = any_of(offered, schema);
	else
		json_decref(offered);
	xb_json_set(schema, "description", xb_json_text(option->summary.text));
	return schema;
}

/* Every option of the scope; other names are allowed, and the catalog says what it thinks of them. */
static json_t *settings(const struct writer *writer, enum xb_scope scope)
{
	json_t *schema = of_type("object"), *properties = xb_json_object();

	for (size_t i = 0; i < writer->catalog->count; i++) {
		const struct xb_option *option = &writer->catalog->options[i];

		if (option->scope == scope && !json_object_get(properties, option->name.text))
			xb_json_set(properties, option->name.text, option_value(option));
	}
	xb_json_set(schema, "properties", properties);
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

/* ---- Keys --------------------------------------------------------------------------------------- */

static json_t *mapping(const struct writer *writer, const struct xb_schema *schema);

/* A mapping, or the plain text that stands for one. */
static json_t *item(const struct writer *writer, const struct xb_schema *schema)
{
	json_t *keys = mapping(writer, schema);

	return schema->plain_field ? any_of(plain_value(), keys) : keys;
}

static json_t *own(const struct writer *writer, const struct xb_field *field)
{
	if (field->json)
		return field->json();
	return field->sub ? any_of(of_type("string"), mapping(writer, field->sub))
			  : xb_json_object();
}

static json_t *value(const struct writer *writer, const struct xb_field *field)
{
	struct writer inside = {writer->catalog, false};

	switch (field->shape) {
	case XB_SHAPE_TEXT:
		return text(field);
	case XB_SHAPE_NUMBER:
		return field->words.rows ? numbers(&field->words) : number();
	case XB_SHAPE_ADDRESS:
		return any_of(constant(xb_json_text("auto")), number());
	case XB_SHAPE_FLAG:
		return of_type("boolean");
	case XB_SHAPE_TEXTS:
		return any_of(text(field), list_of(text(field)));
	case XB_SHAPE_MAP:
		return item(writer, field->sub);
	case XB_SHAPE_MAPS:
		return field->sub->plain_field
			       ? any_of(plain_value(), list_of(item(&inside, field->sub)))
			       : list_of(item(&inside, field->sub));
	case XB_SHAPE_SETTINGS:
		return settings(writer, field->scope);
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

static json_t *mapping(const struct writer *writer, const struct xb_schema *schema)
{
	json_t *object = of_type("object"), *properties = xb_json_object();
	json_t *required = xb_json_array();

	for (size_t i = 0; i < xb_schema_count(schema); i++) {
		const struct xb_field *field = xb_schema_row(schema, i, NULL);
		json_t *key = value(writer, field);

		if (field->about)
			xb_json_set(key, "description", xb_json_text(field->about));
		xb_json_set(properties, field->name, key);
		if (is_required(writer, field))
			xb_json_append(required, xb_json_text(field->name));
	}
	xb_json_set(object, "properties", properties);
	xb_json_set(object, "additionalProperties", xb_json_bool(false));
	if (json_array_size(required))
		xb_json_set(object, "required", required);
	else
		json_decref(required);
	return object;
}

/* ---- The three ---------------------------------------------------------------------------------- */

static const struct kind {
	const char *name;
	const struct xb_schema *schema;
	bool inherits;
} kinds[] = {
	{"profile", &xb_profile_schema, true},
	{"board", &xb_board_schema, false},
	{"options", &xb_catalog_file_schema, false},
};

bool xb_json_schema(const struct xb_catalog *catalog, const char *kind, struct xb_buf *out)
{
	for (size_t i = 0; i < XB_COUNT(kinds); i++) {
		struct writer writer = {catalog, kinds[i].inherits};
		json_t *root;

		if (strcmp(kinds[i].name, kind) != 0)
			continue;
		root = mapping(&writer, kinds[i].schema);
		xb_json_set(root, "$schema",
			    xb_json_text("http://json-schema.org/draft-07/schema#"));
		xb_json_set(root, "title", xb_json_text(kinds[i].schema->what));
		xb_json_put(root, out);
		return true;
	}
	return false;
}

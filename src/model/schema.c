/* SPDX-License-Identifier: MIT */
#include "model/schema.h"

#include <stdlib.h>
#include <string.h>

static bool wrong_shape(struct xb_decoder *d, const char *what, const char *wanted,
			const struct xb_node *node)
{
	return xb_error(d->diags, XB_CODE_BAD_VALUE, node->at, "%s must be %s, not %s", what, wanted,
			xb_node_kind_name(node));
}

/* Nothing, or the ~ that YAML has for nothing: what takes a key away is gone before it is read, in a list
 * there is no key. */
static bool is_empty(const struct xb_node *node)
{
	return xb_node_is_plain(node, "") || xb_node_is_plain(node, "~");
}

const char *xb_words_name(const struct xb_words *words, size_t index)
{
	return *(const char *const *)(const void *)((const char *)words->rows +
						    index * words->stride);
}

size_t xb_words_find(const struct xb_words *words, const char *name)
{
	size_t i = 0;

	while (xb_words_name(words, i) && strcmp(xb_words_name(words, i), name) != 0)
		i++;
	return i;
}

static bool report_unknown_word(struct xb_decoder *d, const struct xb_field *field,
				const struct xb_node *node)
{
	const char **names = xb_realloc(NULL, xb_words_find(&field->words, "") + 1, sizeof(*names));
	struct xb_buf list = {0};
	const char *near;
	size_t i;

	for (i = 0; (names[i] = xb_words_name(&field->words, i)); i++)
		xb_buf_printf(&list, "%s%s", i ? ", " : "", names[i]);
	xb_error(d->diags, XB_CODE_BAD_VALUE, node->at, "%s: '%s' is not one of %s", field->name,
		 node->text, list.data);
	near = field->shape == XB_SHAPE_NUMBER ? NULL : xb_nearest(node->text, names);
	if (near)
		xb_hint(d->diags, "did you mean %s?", near);
	xb_buf_clear(&list);
	free(names);
	return false;
}

/* By value: 0x2 is 2. */
static bool check_number(struct xb_decoder *d, const struct xb_field *field,
			 const struct xb_node *node, uint64_t number)
{
	const char *why;
	uint64_t allowed;

	if (!field->words.rows)
		return true;
	for (size_t i = 0; xb_words_name(&field->words, i); i++)
		if (xb_number_parse(xb_words_name(&field->words, i), &allowed, &why) &&
		    allowed == number)
			return true;
	return report_unknown_word(d, field, node);
}

static bool check_word(struct xb_decoder *d, const struct xb_field *field,
		       const struct xb_node *node)
{
	if (!field->words.rows || xb_words_name(&field->words, xb_words_find(&field->words, node->text)))
		return true;
	return report_unknown_word(d, field, node);
}

static bool check_form(struct xb_decoder *d, const struct xb_field *field,
		       const struct xb_node *node)
{
	const char *problem, *hint;

	if (field->words.rows || xb_text_form_fits(field->form, node->text, &problem, &hint))
		return true;
	xb_error(d->diags, XB_CODE_BAD_VALUE, node->at, "%s %s", field->name, problem);
	xb_hint(d->diags, "%s", hint);
	return false;
}

static bool decode_text(struct xb_decoder *d, const struct xb_field *field,
			const struct xb_node *node, struct xb_text *target)
{
	target->at = node->at;
	if (node->kind != XB_NODE_SCALAR)
		return wrong_shape(d, field->name, "text", node);
	if (is_empty(node)) {
		xb_error(d->diags, XB_CODE_BAD_VALUE, node->at, "%s has no value", field->name);
		xb_hint(d->diags, "write a value, or take the key away");
		return false;
	}
	if (!check_form(d, field, node))
		return false;
	target->text = node->text;
	return check_word(d, field, node);
}

static bool decode_number(struct xb_decoder *d, const struct xb_field *field,
			  const struct xb_node *node, struct xb_number *target)
{
	const char *why;

	if (node->kind != XB_NODE_SCALAR)
		return wrong_shape(d, field->name, "a number", node);
	target->at = node->at;
	if (field->shape == XB_SHAPE_ADDRESS && strcmp(node->text, "auto") == 0) {
		target->automatic = true;
		return true;
	}
	if (!xb_number_parse(node->text, &target->value, &why)) {
		xb_error(d->diags, XB_CODE_BAD_VALUE, node->at, "%s: '%s' is no number: %s",
			 field->name, node->text, why);
		xb_hint(d->diags, "write 4096, 0x1000, 4K or 2M%s",
			field->shape == XB_SHAPE_ADDRESS ? ", or auto" : "");
		return false;
	}
	target->given = check_number(d, field, node, target->value);
	return target->given;
}

bool xb_schema_check_format(const struct xb_node *node, struct xb_diags *diags)
{
	return (node->kind == XB_NODE_SCALAR && strcmp(node->text, "1") == 0) ||
	       xb_error(diags, XB_CODE_BAD_VALUE, node->at,
			"format must be 1: this program knows no other");
}

static bool decode_flag(struct xb_decoder *d, const struct xb_field *field,
			const struct xb_node *node, struct xb_flag *target)
{
	if (node->kind != XB_NODE_SCALAR ||
	    (strcmp(node->text, "true") != 0 && strcmp(node->text, "false") != 0))
		return xb_error(d->diags, XB_CODE_BAD_VALUE, node->at,
				"%s must be true or false", field->name);
	target->value = strcmp(node->text, "true") == 0;
	target->given = true;
	target->at = node->at;
	return true;
}

/* How many of COUNT items are taken: what is planned and checked for each of them has an end, too. */
static size_t take_items(struct xb_decoder *d, const struct xb_field *field, const struct xb_node *node,
			 size_t count)
{
	if (!field->most || count <= field->most)
		return count;
	xb_error(d->diags, XB_CODE_BAD_VALUE, node->at, "'%s' has %zu entries; %zu are the most",
		 field->name, count, field->most);
	return field->most;
}

static bool decode_texts(struct xb_decoder *d, const struct xb_field *field,
			 const struct xb_node *node, struct xb_texts *target)
{
	struct xb_child one = {.value = (struct xb_node *)node};
	const struct xb_child *children = node->kind == XB_NODE_LIST ? node->children : &one;
	size_t count = node->kind == XB_NODE_LIST ? node->count : 1;
	bool good = true;

	if (node->kind == XB_NODE_MAP)
		return wrong_shape(d, field->name, "a list", node);
	count = take_items(d, field, node, count);
	target->items = xb_arena_alloc(d->arena, (count ? count : 1) * sizeof(*target->items));
	for (size_t i = 0; i < count; i++) {
		struct xb_text *item = &target->items[target->count];

		if (decode_text(d, field, children[i].value, item))
			target->count++;
		else
			good = false;
	}
	return good;
}

/*
 * A member of one type of pointer is written through another: its bytes are copied, as they are the
 * same for all of them where this runs (POSIX), and no object is touched as what it is not.
 */
struct xb_items xb_items_get(const struct xb_field *field, const void *structure)
{
	struct xb_items items;

	memcpy(&items.items, (const char *)structure + field->offset, sizeof(items.items));
	memcpy(&items.count, (const char *)structure + field->count_offset, sizeof(items.count));
	return items;
}

void xb_items_set(const struct xb_field *field, void *structure, struct xb_items items)
{
	memcpy((char *)structure + field->offset, &items.items, sizeof(items.items));
	memcpy((char *)structure + field->count_offset, &items.count, sizeof(items.count));
}

/* One text stands for a list of one where the items have a plain form (`cpus: 4`). */
static bool decode_maps(struct xb_decoder *d, const struct xb_field *field,
			const struct xb_node *node, char *structure)
{
	struct xb_child one = {.value = (struct xb_node *)node};
	bool single = node->kind == XB_NODE_SCALAR && field->sub->plain_field;
	const struct xb_child *children = single ? &one : node->children;
	size_t count = single ? 1 : node->count;
	char *items;
	bool good = true;

	if (node->kind != XB_NODE_LIST && !single)
		return wrong_shape(d, field->name, "a list", node);
	count = take_items(d, field, node, count);
	items = xb_arena_alloc(d->arena, (count ? count : 1) * field->sub->size);
	xb_items_set(field, structure, (struct xb_items){items, count});
	for (size_t i = 0; i < count; i++)
		good &= xb_schema_decode(d, field->sub, children[i].value,
					 items + i * field->sub->size);
	return good;
}

bool xb_schema_name_valid(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_-";

	return name[0] && !strchr("_-", name[0]) && name[strspn(name, letters)] == '\0' &&
	       strcmp(name, XB_NAME_TAKEN) != 0;
}

/* The item that KEY names, of which the rest is in VALUE. */
static bool decode_item(struct xb_decoder *d, const struct xb_schema *schema,
			const struct xb_child *child, char *item)
{
	const struct xb_node *key = child->key;

	*(struct xb_text *)(void *)(item + schema->name_offset) =
		(struct xb_text){key->text, key->at};
	if (xb_schema_name_valid(key->text))
		return xb_schema_decode(d, schema, child->value, item);
	xb_error(d->diags, XB_CODE_BAD_VALUE, key->at, "'%s' cannot be the name of %s %s",
		 key->text, xb_schema_article(schema), schema->what);
	xb_hint(d->diags, strcmp(key->text, XB_NAME_TAKEN) == 0
				  ? "choose another: a key has its own use for it"
				  : "use letters, digits, - and _");
	return false;
}

static bool decode_named(struct xb_decoder *d, const struct xb_field *field,
			 const struct xb_node *node, char *structure)
{
	size_t size = field->sub->size, count;
	char *items;
	bool good = true;

	if (node->kind != XB_NODE_MAP)
		return wrong_shape(d, field->name, "a mapping by name", node);
	count = take_items(d, field, node, node->count);
	items = xb_arena_alloc(d->arena, (count ? count : 1) * size);
	xb_items_set(field, structure, (struct xb_items){items, count});
	for (size_t i = 0; i < count; i++)
		good &= decode_item(d, field->sub, &node->children[i], items + i * size);
	return good;
}

static bool add_setting(struct xb_decoder *d, const struct xb_node *key,
			const struct xb_node *value, struct xb_settings *settings)
{
	struct xb_setting *setting = &settings->items[settings->count];
	const char *problem, *hint;

	if (value->kind != XB_NODE_SCALAR)
		return wrong_shape(d, key->text, "one value", value);
	if (value->text[0] == '\0' || is_empty(value)) {
		xb_error(d->diags, XB_CODE_BAD_VALUE, value->at, "option %s has an empty value",
			 key->text);
		xb_hint(d->diags, "for the bare word write `%s: true`; to leave it out, delete it",
			key->text);
		return false;
	}
	if (!xb_text_form_fits(XB_TEXT_WORDS, value->text, &problem, &hint)) {
		xb_error(d->diags, XB_CODE_BAD_VALUE, value->at, "option %s %s", key->text, problem);
		xb_hint(d->diags, "%s", hint);
		return false;
	}
	setting->name = key->text;
	setting->value = xb_node_is_plain(value, "true") ? NULL : value->text;
	setting->at = value->at;
	setting->name_at = key->at;
	settings->count++;
	return true;
}

static bool name_is_one_word(struct xb_decoder *d, const struct xb_node *key)
{
	if (key->text[0] && !key->text[strcspn(key->text, " \t\r\n=")])
		return true;
	xb_error(d->diags, XB_CODE_BAD_VALUE, key->at, "'%s' cannot be an option's name", key->text);
	xb_hint(d->diags, "a name has no blank and no '='; what follows '=' is the value");
	return false;
}

/* Room in TARGET for COUNT settings. */
static void reserve_settings(struct xb_decoder *d, struct xb_settings *target, size_t count)
{
	target->items = xb_arena_alloc(d->arena, (count ? count : 1) * sizeof(*target->items));
}

static bool decode_settings(struct xb_decoder *d, const struct xb_field *field,
			    const struct xb_node *node, struct xb_settings *target)
{
	size_t most = 0;
	bool good = true;

	if (node->kind != XB_NODE_MAP)
		return is_empty(node) || wrong_shape(d, field->name, "a mapping of options", node);
	for (size_t i = 0; i < node->count; i++) {
		const struct xb_node *value = node->children[i].value;

		most += value->kind == XB_NODE_LIST ? value->count : 1;
	}
	reserve_settings(d, target, most);
	for (size_t i = 0; i < node->count; i++) {
		const struct xb_child *child = &node->children[i];

		if (!name_is_one_word(d, child->key))
			good = false;
		else if (child->value->kind != XB_NODE_LIST)
			good &= add_setting(d, child->key, child->value, target);
		else
			for (size_t k = 0; k < child->value->count; k++)
				good &= add_setting(d, child->key,
						    child->value->children[k].value, target);
	}
	return good;
}

/* ---- Severities by code --------------------------------------------------------------------- */

const char *const xb_level_words[] = {"off", "note", "warning", "error", NULL};

static bool report_unknown_code(struct xb_decoder *d, const struct xb_node *key)
{
	const char *near = xb_code_nearest(key->text);

	xb_error(d->diags, XB_CODE_UNKNOWN_KEY, key->at, "no diagnostic has the code '%s'",
		 key->text);
	if (near)
		xb_hint(d->diags, "did you mean %s?", near);
	else
		xb_hint(d->diags, "a code stands in brackets behind its message; `xenboot check "
				  "--explain CODE` tells of it");
	return false;
}

static bool decode_level(struct xb_decoder *d, const struct xb_child *child,
			 struct xb_check_level *level)
{
	static const struct xb_field row = {.shape = XB_SHAPE_TEXT, .words = XB_WORDS(xb_level_words)};
	struct xb_field field = row;
	struct xb_text word;

	if (!xb_code_find(child->key->text, &level->code))
		return report_unknown_code(d, child->key);
	field.name = child->key->text;
	if (!decode_text(d, &field, child->value, &word))
		return false;
	level->severity = XB_CHECK_OFF + (int)xb_words_find(&field.words, word.text);
	level->at = word.at;
	return true;
}

static bool decode_levels(struct xb_decoder *d, const struct xb_field *field,
			  const struct xb_node *node, struct xb_check_levels *target)
{
	bool good = true;

	if (node->kind != XB_NODE_MAP)
		return wrong_shape(d, field->name, "a mapping of codes and severities", node);
	target->items = xb_arena_alloc(d->arena, (node->count + 1) * sizeof(*target->items));
	for (size_t i = 0; i < node->count; i++)
		if (decode_level(d, &node->children[i], &target->items[target->count]))
			target->count++;
		else
			good = false;
	return good;
}

/* ---- Any value ------------------------------------------------------------------------------ */

/* KEY is where the key itself stands. */
static bool decode_field(struct xb_decoder *d, const struct xb_field *field, struct xb_pos key,
			 const struct xb_node *node, char *structure)
{
	void *target = structure + field->offset;

	switch (field->shape) {
	case XB_SHAPE_TEXT:
		return decode_text(d, field, node, target);
	case XB_SHAPE_NUMBER:
	case XB_SHAPE_ADDRESS:
		return decode_number(d, field, node, target);
	case XB_SHAPE_FLAG:
		return decode_flag(d, field, node, target);
	case XB_SHAPE_TEXTS:
		return decode_texts(d, field, node, target);
	case XB_SHAPE_MAP:
		return xb_schema_decode(d, field->sub, node, target);
	case XB_SHAPE_MAPS:
		return decode_maps(d, field, node, structure);
	case XB_SHAPE_NAMED:
		return decode_named(d, field, node, structure);
	case XB_SHAPE_SETTINGS:
		((struct xb_settings *)target)->at = key;
		return decode_settings(d, field, node, target);
	case XB_SHAPE_LEVELS:
		return decode_levels(d, field, node, target);
	case XB_SHAPE_FORMAT:
		return xb_schema_check_format(node, d->diags);
	case XB_SHAPE_OWN:
		return field->own(d, node, target);
	case XB_SHAPE_IGNORED:
		break;
	}
	return true;
}

/* ---- Keys ----------------------------------------------------------------------------------- */

size_t xb_schema_count(const struct xb_schema *schema)
{
	return schema->count + (schema->base ? schema->base->count : 0);
}

const struct xb_field *xb_schema_row(const struct xb_schema *schema, size_t index, size_t *start)
{
	size_t below = schema->base ? schema->base->count : 0;

	if (start)
		*start = index < below ? schema->base_offset : 0;
	return index < below ? &schema->base->fields[index] : &schema->fields[index - below];
}

/* The row of KEY; xb_schema_count where there is none. */
static size_t find_row(const struct xb_schema *schema, const char *key, size_t length)
{
	size_t count = xb_schema_count(schema), i;

	for (i = 0; i < count; i++) {
		const char *name = xb_schema_row(schema, i, NULL)->name;

		if (strlen(name) == length && memcmp(name, key, length) == 0)
			break;
	}
	return i;
}

const struct xb_field *xb_schema_field(const struct xb_schema *schema, const char *key,
				       size_t length)
{
	size_t index = find_row(schema, key, length);

	return index < xb_schema_count(schema) ? xb_schema_row(schema, index, NULL) : NULL;
}

const char **xb_schema_names(const struct xb_schema *schema)
{
	size_t count = xb_schema_count(schema);
	const char **names = xb_realloc(NULL, count + 1, sizeof(*names));

	for (size_t i = 0; i < count; i++)
		names[i] = xb_schema_row(schema, i, NULL)->name;
	names[count] = NULL;
	return names;
}

const char *xb_schema_article(const struct xb_schema *schema)
{
	return strchr("aeiou", schema->what[0]) ? "an" : "a";
}

static bool report_unknown_key(struct xb_decoder *d, const struct xb_schema *schema,
			       const struct xb_node *key)
{
	const char **names = xb_schema_names(schema), *near = xb_nearest(key->text, names);
	struct xb_buf all = {0};

	for (size_t i = 0; names[i]; i++)
		xb_buf_printf(&all, "%s%s", i ? ", " : "", names[i]);
	xb_error(d->diags, XB_CODE_UNKNOWN_KEY, key->at, "%s %s has no key '%s'",
		 xb_schema_article(schema), schema->what, key->text);
	if (near)
		xb_hint(d->diags, "did you mean %s?", near);
	else
		xb_hint(d->diags, "its keys are %s", all.data);
	xb_buf_clear(&all);
	free(names);
	return false;
}

static bool report_missing_key(struct xb_decoder *d, const struct xb_schema *schema,
			       const struct xb_node *node, const char *key)
{
	return xb_error(d->diags, XB_CODE_MISSING_KEY, node->at, "%s %s needs the key '%s'",
			xb_schema_article(schema), schema->what, key);
}

static bool has_one_of(const struct xb_node *node, const char *const *keys)
{
	for (size_t i = 0; keys[i]; i++)
		if (xb_node_get(node, keys[i]))
			return true;
	return false;
}

static bool report_missing_keys(struct xb_decoder *d, const struct xb_schema *schema,
				const struct xb_node *node)
{
	bool good = true;

	for (size_t i = 0; i < xb_schema_count(schema); i++) {
		const struct xb_field *field = xb_schema_row(schema, i, NULL);

		if (field->required && !xb_node_get(node, field->name))
			good = report_missing_key(d, schema, node, field->name);
	}
	if (schema->some_of && !has_one_of(node, schema->some_of))
		good = report_missing_key(d, schema, node, schema->some_of[0]);
	return good;
}

/* What CHILD says, for which SCHEMA has no row. */
static bool decode_rest(struct xb_decoder *d, const struct xb_schema *schema,
			const struct xb_node *node, const struct xb_child *child, char *target)
{
	struct xb_settings *settings = (void *)(target + schema->rest->offset);

	if (!settings->items) {
		reserve_settings(d, settings, node->count);
		settings->at = node->at;
	}
	return name_is_one_word(d, child->key) &&
	       add_setting(d, child->key, child->value, settings);
}

/* The value of the key NAME, which stands at KEY. */
static bool decode_key(struct xb_decoder *d, const struct xb_schema *schema, const char *name,
		       struct xb_pos key, const struct xb_node *value, char *target)
{
	size_t start;
	const struct xb_field *field =
		xb_schema_row(schema, find_row(schema, name, strlen(name)), &start);

	return decode_field(d, field, key, value, target + start);
}

bool xb_schema_decode(struct xb_decoder *d, const struct xb_schema *schema,
		      const struct xb_node *node, void *target)
{
	bool good = true;

	if (schema->at_offset != XB_NO_POS)
		*(struct xb_pos *)(void *)((char *)target + schema->at_offset) = node->at;
	/* `memory: x` where a mapping {plain_field: x} is meant. */
	if (node->kind == XB_NODE_SCALAR && schema->plain_field && !is_empty(node))
		return decode_key(d, schema, schema->plain_field, node->at, node, target);
	if (node->kind != XB_NODE_MAP)
		return xb_error(d->diags, XB_CODE_BAD_VALUE, node->at,
				"%s %s must be a mapping of keys and values, not %s",
				xb_schema_article(schema), schema->what,
				is_empty(node) ? "empty" : xb_node_kind_name(node));
	for (size_t i = 0; i < node->count; i++) {
		const struct xb_node *key = node->children[i].key;
		bool known = xb_schema_field(schema, key->text, strlen(key->text));

		if (!known && schema->rest)
			good &= decode_rest(d, schema, node, &node->children[i], target);
		else if (!known)
			good = report_unknown_key(d, schema, key);
		else
			good &= decode_key(d, schema, key->text, key->at, node->children[i].value,
					   target);
	}
	return report_missing_keys(d, schema, node) && good;
}

/* SPDX-License-Identifier: MIT */
/* Every key of a profile, for those who show them, read off the tables that decode profiles. */
#include <stdlib.h>
#include <string.h>

#include "model/key.h"
#include "model/profile.h"

/* What a person sees where a shape stands, unless the row says more. */
static const enum xb_key_kind kinds[] = {
	[XB_SHAPE_TEXT] = XB_KEY_TEXT,
	[XB_SHAPE_NUMBER] = XB_KEY_NUMBER,
	[XB_SHAPE_ADDRESS] = XB_KEY_ADDRESS,
	[XB_SHAPE_FLAG] = XB_KEY_FLAG,
	[XB_SHAPE_TEXTS] = XB_KEY_TEXTS,
	[XB_SHAPE_MAP] = XB_KEY_OTHER,
	[XB_SHAPE_MAPS] = XB_KEY_LIST,
	[XB_SHAPE_NAMED] = XB_KEY_NAMED,
	[XB_SHAPE_SETTINGS] = XB_KEY_OPTIONS,
	[XB_SHAPE_LEVELS] = XB_KEY_NAMED,
	[XB_SHAPE_OWN] = XB_KEY_OTHER,
	[XB_SHAPE_FORMAT] = XB_KEY_NUMBER,
	[XB_SHAPE_IGNORED] = XB_KEY_OTHER,
};

static const char *const *words_of(struct xb_arena *arena, const struct xb_words *table)
{
	const char **words;
	size_t count = 0;

	if (!table || !table->rows)
		return NULL;
	while (xb_words_name(table, count))
		count++;
	words = xb_arena_alloc(arena, (count + 1) * sizeof(*words));
	for (size_t i = 0; i < count; i++)
		words[i] = xb_words_name(table, i);
	return words;
}

/* NULL: it has none. */
static const char *item_of(const struct xb_field *field, enum xb_key_kind kind)
{
	switch (field->shape) {
	case XB_SHAPE_TEXTS:
		return "text";
	case XB_SHAPE_MAPS:
	case XB_SHAPE_NAMED:
		return field->sub->what;
	case XB_SHAPE_LEVELS:
		return "severity";
	case XB_SHAPE_SETTINGS:
		return kind == XB_KEY_NAMED ? "option" : NULL;
	case XB_SHAPE_OWN:
		return field->key == XB_KEY_NAMED ? "property" : NULL;
	default:
		return NULL;
	}
}

/* Whose value a plain text at FIELD is: of a mapping, the key that it stands for. */
static const struct xb_field *plain_of(const struct xb_field *field)
{
	while (field->shape == XB_SHAPE_MAP && field->sub->plain_field)
		field = xb_schema_field(field->sub, field->sub->plain_field,
					strlen(field->sub->plain_field));
	return field;
}

/* The key that an item of FIELD is told apart by: the first that it needs, else the first. NULL: its
 * items have no keys. */
static const struct xb_key_info *first_of(struct xb_arena *arena, const struct xb_field *field)
{
	const struct xb_field *first = NULL, *plain;
	struct xb_key_info *info;

	if (field->shape != XB_SHAPE_MAPS && field->shape != XB_SHAPE_NAMED)
		return NULL;
	for (size_t i = xb_schema_count(field->sub); i-- > 0;) {
		const struct xb_field *row = xb_schema_row(field->sub, i, NULL);

		if (!row->hidden && (row->required || !first || !first->required))
			first = row;
	}
	if (!first)
		return NULL;
	plain = plain_of(first);
	info = xb_arena_alloc(arena, sizeof(*info));
	*info = (struct xb_key_info){.key = first->name,
				     .about = first->about,
				     .unit = plain->unit,
				     .kind = plain->key ? plain->key : kinds[plain->shape],
				     .required = first->required};
	return info;
}

static struct xb_key_info *add_row(struct xb_key_list *list, const struct xb_key_info *info)
{
	list->items = xb_grow(list->items, &list->capacity, list->count, sizeof(*list->items));
	list->items[list->count] = *info;
	return &list->items[list->count++];
}

/* Options that are a scope's one section have pages of their own; others are a mapping by name. */
static enum xb_key_kind kind_at(const struct xb_field *field, const char *key)
{
	enum xb_key_kind kind = field->key ? field->key : kinds[field->shape];
	const char *section = xb_scopes[field->scope].key;

	return kind == XB_KEY_OPTIONS && (!section || strcmp(section, key) != 0) ? XB_KEY_NAMED
										 : kind;
}

static void add_key(struct xb_key_list *list, const struct xb_field *field, const char *key,
		    bool required)
{
	struct xb_key_info info = {
		.key = key,
		.about = field->about,
		.standing = field->standing,
		.unit = field->unit,
		.kind = kind_at(field, key),
		.required = required,
		.scope = field->scope,
		.words = words_of(&list->arena, field->outputs ? list->outputs : &field->words),
		.item = item_of(field, kind_at(field, key)),
		.first = first_of(&list->arena, field),
	};

	add_row(list, &info);
}

/* ---- Items ---------------------------------------------------------------------------------- */

static const char *key_in(struct xb_key_list *list, const char *key, const char *name)
{
	return xb_arena_format(&list->arena, "%s.%s", key, name);
}

static const char *key_of_item(struct xb_key_list *list, const char *key, size_t index)
{
	return xb_arena_format(&list->arena, "%s.%zu", key, index);
}

/* Nothing, ~ and what has another shape have no items. */
static size_t count_items(const struct xb_node *node)
{
	if (!node || xb_node_is_plain(node, "") || xb_node_is_plain(node, "~"))
		return 0;
	return node->kind == XB_NODE_SCALAR ? 1 : node->count;
}

/* A list of texts at KEY, the last row of LIST, has these. */
static void add_texts(struct xb_key_list *list, const struct xb_node *node)
{
	size_t row = list->count - 1, count = count_items(node);
	struct xb_key_info text = list->items[row];

	list->items[row].items = count;
	text.kind = XB_KEY_TEXT;
	text.required = false;
	text.item = NULL;
	for (size_t i = 0; i < count; i++) {
		text.key = key_of_item(list, list->items[row].key, i);
		add_row(list, &text);
	}
}

static void add_section(struct xb_key_list *list, const struct xb_schema *schema,
			const struct xb_node *node, const char *key, bool required);

/* Of a list: one text stands for an item. */
static void add_maps(struct xb_key_list *list, const struct xb_schema *schema,
		     const struct xb_node *node)
{
	const char *key = list->items[list->count - 1].key;
	size_t count = count_items(node);

	list->items[list->count - 1].items = count;
	for (size_t i = 0; i < count; i++)
		add_section(list, schema,
			    node->kind == XB_NODE_LIST ? node->children[i].value : NULL,
			    key_of_item(list, key, i), true);
}

static void add_named(struct xb_key_list *list, const struct xb_schema *schema,
		      const struct xb_node *node)
{
	const char *key = list->items[list->count - 1].key;
	size_t count = node && node->kind == XB_NODE_MAP ? node->count : 0;

	list->items[list->count - 1].items = count;
	for (size_t i = 0; i < count; i++)
		add_section(list, schema, node->children[i].value,
			    key_in(list, key, node->children[i].key->text), true);
}

/* Options of the row SECTION that are written several times. */
static void add_repeated(struct xb_key_list *list, size_t section, const struct xb_node *node)
{
	const char *key = list->items[section].key;

	for (size_t i = 0; node && node->kind == XB_NODE_MAP && i < node->count; i++) {
		const struct xb_child *option = &node->children[i];
		struct xb_key_info info = {.key = key_in(list, key, option->key->text),
					   .about = "The option, once for each value",
					   .kind = XB_KEY_TEXTS,
					   .item = "value"};

		if (option->value->kind != XB_NODE_LIST)
			continue;
		add_row(list, &info);
		add_texts(list, option->value);
	}
}

static void add_levels(struct xb_key_list *list, const struct xb_node *node)
{
	static const struct xb_words words = XB_WORDS(xb_level_words);
	const char *key = list->items[list->count - 1].key;
	size_t row = list->count - 1;
	const char *const *levels = words_of(&list->arena, &words);

	list->items[row].words = levels;
	for (size_t i = 0; node && node->kind == XB_NODE_MAP && i < node->count; i++) {
		const char *name = node->children[i].key->text;
		const struct xb_code_info *code = xb_code_find(name, NULL);
		struct xb_key_info info = {.key = key_in(list, key, name),
					   .kind = XB_KEY_TEXT,
					   .words = levels};

		if (!code)
			continue;
		info.about = code->summary;
		add_row(list, &info);
		list->items[row].items++;
	}
}

/* One of a mapping's texts by name, below KEY. False: its name is no part of a key. */
static bool add_named_text(struct xb_key_list *list, const char *key, const char *name,
			   const char *about)
{
	struct xb_key_info info = {
		.key = key_in(list, key, name), .about = about, .kind = XB_KEY_TEXT};

	if (strchr(name, '.'))
		return false;
	add_row(list, &info);
	return true;
}

/* What an edit sets: a text, a number or a list for each property. */
static void add_properties(struct xb_key_list *list, const struct xb_node *node)
{
	size_t row = list->count - 1;
	const char *key = list->items[row].key;

	for (size_t i = 0; node && node->kind == XB_NODE_MAP && i < node->count; i++)
		list->items[row].items += add_named_text(
			list, key, node->children[i].key->text,
			"The property's value: a text, a number, or a list: [a, b]");
}

/* Options that have no page of their own: each is an item. */
static void add_options(struct xb_key_list *list, const struct xb_node *node)
{
	size_t row = list->count - 1;
	const char *key = list->items[row].key;

	list->items[row].items = count_items(node);
	for (size_t i = 0; node && node->kind == XB_NODE_MAP && i < node->count; i++)
		if (node->children[i].value->kind != XB_NODE_LIST) {
			struct xb_key_info info = {
				.key = key_in(list, key, node->children[i].key->text),
				.about = "The option's value; true is the bare word",
				.kind = XB_KEY_TEXT};

			add_row(list, &info);
		}
	add_repeated(list, row, node);
}

/* What stands in a section beside the keys of SCHEMA. */
static void add_rest(struct xb_key_list *list, const struct xb_schema *schema,
		     const struct xb_node *node, const char *key)
{
	for (size_t i = 0; schema->rest && node && node->kind == XB_NODE_MAP && i < node->count; i++) {
		const char *name = node->children[i].key->text;

		if (!xb_schema_field(schema, name, strlen(name)))
			add_named_text(list, key, name, schema->rest->about);
	}
}

/* What is behind the key that was added last, FIELD's, with the value NODE. */
static void add_items(struct xb_key_list *list, const struct xb_field *field,
		      const struct xb_node *node)
{
	switch (field->shape) {
	case XB_SHAPE_TEXTS:
		add_texts(list, node);
		break;
	case XB_SHAPE_MAPS:
		add_maps(list, field->sub, node);
		break;
	case XB_SHAPE_NAMED:
		add_named(list, field->sub, node);
		break;
	case XB_SHAPE_SETTINGS:
		if (list->items[list->count - 1].kind == XB_KEY_NAMED)
			add_options(list, node);
		else
			add_repeated(list, list->count - 1, node);
		break;
	case XB_SHAPE_LEVELS:
		add_levels(list, node);
		break;
	case XB_SHAPE_OWN:
		if (field->key == XB_KEY_NAMED)
			add_properties(list, node);
		break;
	case XB_SHAPE_IGNORED:
		if (field->sub && node && node->kind == XB_NODE_MAP)
			add_section(list, field->sub, node, list->items[list->count - 1].key, true);
		break;
	default:
		break;
	}
}

/* Is the key of FIELD asked for, in a section that must be there? */
static bool is_asked_for(const struct xb_schema *schema, const struct xb_node *node,
			 const struct xb_field *field)
{
	if (field->required || !schema->some_of || strcmp(schema->some_of[0], field->name) != 0)
		return field->required;
	for (size_t i = 1; schema->some_of[i]; i++)
		if (xb_node_get(node, schema->some_of[i]))
			return false;
	return true;
}

/* The keys of SCHEMA in NODE (or NULL), whose own key is KEY, "" for the whole. What is required in a
 * section that may be left out may be left out with it. */
static void add_section(struct xb_key_list *list, const struct xb_schema *schema,
			const struct xb_node *node, const char *key, bool required)
{
	for (size_t i = 0; i < xb_schema_count(schema); i++) {
		const struct xb_field *field = xb_schema_row(schema, i, NULL);
		const char *name = key[0] ? key_in(list, key, field->name) : field->name;
		const struct xb_node *value = xb_node_get(node, field->name);
		bool needed = required && is_asked_for(schema, node, field);

		if (field->hidden)
			continue;
		if (field->shape == XB_SHAPE_MAP) {
			add_section(list, field->sub, value, name, needed);
			continue;
		}
		add_key(list, field, name, needed);
		add_items(list, field, value);
	}
	add_rest(list, schema, node, key);
}

void xb_schema_keys(const struct xb_schema *schema, const struct xb_node *root,
		    const struct xb_words *outputs, struct xb_key_list *list)
{
	*list = (struct xb_key_list){.outputs = outputs};
	add_section(list, schema, root, "", true);
}

void xb_profile_keys(const struct xb_profile *profile, const struct xb_words *outputs,
		     struct xb_key_list *list)
{
	xb_schema_keys(&xb_profile_schema, profile ? profile->store->root : NULL, outputs, list);
}

void xb_key_list_clear(struct xb_key_list *list)
{
	free(list->items);
	xb_arena_clear(&list->arena);
	*list = (struct xb_key_list){0};
}

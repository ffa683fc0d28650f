/* SPDX-License-Identifier: MIT */
#include "model/short-form.h"

#include <string.h>

struct xb_meaning xb_meaning_of_root(const struct xb_schema *schema)
{
	return (struct xb_meaning){.kind = XB_MEANS_MAP, .schema = schema};
}

/* What stands where a row has this shape; the board's row has a schema of its own to be read by. */
static const enum xb_meaning_kind kinds[] = {
	[XB_SHAPE_TEXTS] = XB_MEANS_LIST,       [XB_SHAPE_MAP] = XB_MEANS_MAP,
	[XB_SHAPE_MAPS] = XB_MEANS_LIST,        [XB_SHAPE_NAMED] = XB_MEANS_NAMED,
	[XB_SHAPE_SETTINGS] = XB_MEANS_OPTIONS, [XB_SHAPE_IGNORED] = XB_MEANS_MAP,
};

static struct xb_meaning meaning_of_field(const struct xb_field *field, bool in_list)
{
	return (struct xb_meaning){
		.kind = kinds[field->shape], .schema = field->sub, .in_list = in_list};
}

struct xb_meaning xb_meaning_of_key(struct xb_meaning map, const char *name, size_t length)
{
	const struct xb_field *field;

	switch (map.kind) {
	case XB_MEANS_MAP:
		field = xb_schema_field(map.schema, name, length);
		return field ? meaning_of_field(field, map.in_list)
			     : (struct xb_meaning){.kind = XB_MEANS_VALUE};
	case XB_MEANS_NAMED:
		return (struct xb_meaning){XB_MEANS_MAP, map.schema, map.in_list};
	case XB_MEANS_OPTIONS:
		return (struct xb_meaning){XB_MEANS_LIST, NULL, map.in_list};
	case XB_MEANS_VALUE:
	case XB_MEANS_LIST:
		break;
	}
	return (struct xb_meaning){.kind = XB_MEANS_VALUE};
}

struct xb_meaning xb_meaning_of_item(struct xb_meaning list)
{
	if (list.kind != XB_MEANS_LIST || !list.schema)
		return (struct xb_meaning){.kind = XB_MEANS_VALUE};
	return (struct xb_meaning){XB_MEANS_MAP, list.schema, true};
}

static bool can_be_short(struct xb_meaning meaning, const struct xb_node *node)
{
	return (meaning.kind == XB_MEANS_MAP || meaning.kind == XB_MEANS_LIST) && meaning.schema &&
	       meaning.schema->plain_field && node->kind == XB_NODE_SCALAR;
}

/* As it is decoded; but a plain ~ takes away what `extends` brought, and stands for nothing. */
const char *xb_short_part(struct xb_meaning meaning, const struct xb_node *node)
{
	if (!can_be_short(meaning, node) || xb_node_is_plain(node, "") ||
	    xb_node_is_plain(node, "~"))
		return NULL;
	return meaning.kind == XB_MEANS_LIST ? "0" : meaning.schema->plain_field;
}

bool xb_is_one_text(struct xb_meaning meaning, const struct xb_node *node)
{
	return meaning.kind == XB_MEANS_LIST && !meaning.schema && node->kind == XB_NODE_SCALAR &&
	       !xb_node_is_plain(node, "") && !xb_node_is_plain(node, "~");
}

bool xb_is_taken_away(struct xb_meaning meaning, const struct xb_node *node)
{
	return can_be_short(meaning, node) && meaning.kind == XB_MEANS_MAP && !meaning.in_list &&
	       xb_node_is_plain(node, "~");
}

struct xb_meaning xb_meaning_of_short(struct xb_meaning meaning)
{
	const char *plain = meaning.schema->plain_field;

	return meaning.kind == XB_MEANS_LIST ? xb_meaning_of_item(meaning)
					     : xb_meaning_of_key(meaning, plain, strlen(plain));
}

/* ---- Written out ---------------------------------------------------------------------------- */

static struct xb_node *new_node(struct xb_arena *arena, enum xb_node_kind kind, size_t capacity)
{
	struct xb_node *node = xb_arena_alloc(arena, sizeof(*node));

	node->kind = kind;
	node->children = xb_arena_alloc(arena, (capacity + 1) * sizeof(*node->children));
	return node;
}

static struct xb_node *new_text(struct xb_arena *arena, const char *text, struct xb_pos at)
{
	struct xb_node *node = new_node(arena, XB_NODE_SCALAR, 0);

	node->plain = true;
	node->text = text;
	node->at = at;
	return node;
}

static void append(struct xb_node *node, struct xb_node *key, struct xb_node *value)
{
	node->children[node->count++] = (struct xb_child){key, value};
}

static struct xb_node *list_of_one(struct xb_arena *arena, struct xb_node *text)
{
	struct xb_node *list = new_node(arena, XB_NODE_LIST, 1);

	list->at = text->at;
	append(list, NULL, text);
	return list;
}

struct xb_node *xb_short_open(struct xb_arena *arena, struct xb_meaning meaning,
			      struct xb_node *node)
{
	const char *part = xb_short_part(meaning, node);
	struct xb_node *map;

	if (!part)
		return node;
	if (meaning.kind == XB_MEANS_LIST)
		return list_of_one(arena, node);
	map = new_node(arena, XB_NODE_MAP, 1);
	map->at = node->at;
	append(map, new_text(arena, part, node->at), node);
	return map;
}

/* What merges with a base as NODE does: a text leaves nothing of the base's section, nor does ~. */
static struct xb_node *open_over_base(struct xb_arena *arena, struct xb_meaning meaning,
				      struct xb_node *node)
{
	const struct xb_schema *schema = meaning.schema;
	const char *part = xb_short_part(meaning, node);
	struct xb_node *map;

	if (meaning.kind == XB_MEANS_LIST || meaning.in_list || (!part && !xb_is_taken_away(meaning, node)))
		return xb_short_open(arena, meaning, node);
	map = new_node(arena, XB_NODE_MAP, xb_schema_count(schema));
	for (size_t i = 0; i < xb_schema_count(schema); i++) {
		const char *name = xb_schema_row(schema, i, NULL)->name;

		append(map, new_text(arena, name, node->at),
		       part && strcmp(name, part) == 0 ? node : new_text(arena, "~", node->at));
	}
	return map;
}

struct opener {
	struct xb_arena *arena;
	bool extends; /* the file does */
	bool texts;   /* a text that stands for a list of texts, too */
};

static struct xb_node *open_one(const struct opener *opener, struct xb_meaning meaning,
				struct xb_node *node)
{
	if (opener->texts && xb_is_one_text(meaning, node))
		return list_of_one(opener->arena, node);
	return opener->extends ? open_over_base(opener->arena, meaning, node)
			       : xb_short_open(opener->arena, meaning, node);
}

static struct xb_node *open_all(const struct opener *opener, struct xb_meaning meaning,
				struct xb_node *node)
{
	struct xb_node *open = open_one(opener, meaning, node), *copy;

	if (open->kind == XB_NODE_SCALAR)
		return open;
	copy = new_node(opener->arena, open->kind, open->count);
	for (size_t i = 0; i < open->count; i++) {
		const struct xb_child *child = &open->children[i];
		const char *name = child->key ? child->key->text : "";
		struct xb_meaning inside = child->key
						   ? xb_meaning_of_key(meaning, name, strlen(name))
						   : xb_meaning_of_item(meaning);

		append(copy, child->key, open_all(opener, inside, child->value));
	}
	return copy;
}

bool xb_extends(const struct xb_node *root)
{
	const struct xb_node *extends = xb_node_get(root, "extends");

	return extends && !xb_node_is_plain(extends, "~");
}

struct xb_node *xb_short_open_all(struct xb_arena *arena, const struct xb_schema *schema,
				  const struct xb_node *root, bool texts)
{
	const struct opener opener = {arena, xb_extends(root), texts};

	return open_all(&opener, xb_meaning_of_root(schema), (struct xb_node *)root);
}

/* SPDX-License-Identifier: MIT */
#include "model/short-form.h"

#include <string.h>

#include "model/profile.h"

const struct xb_meaning xb_meaning_of_profile = {&xb_profile_schema, false, false};
static const struct xb_meaning nothing_known;

struct xb_meaning xb_meaning_of_key(struct xb_meaning map, const char *name, size_t length)
{
	const struct xb_field *field =
		map.schema && !map.list ? xb_schema_field(map.schema, name, length) : NULL;

	return field ? (struct xb_meaning){field->sub, field->shape == XB_SHAPE_MAPS, map.in_list}
		     : nothing_known;
}

struct xb_meaning xb_meaning_of_item(struct xb_meaning list)
{
	return list.list ? (struct xb_meaning){list.schema, false, true} : nothing_known;
}

static bool can_be_short(struct xb_meaning meaning, const struct xb_node *node)
{
	return meaning.schema && meaning.schema->plain_field && node->kind == XB_NODE_SCALAR;
}

/* As it is decoded; but a plain ~ takes away what `extends` brought, and stands for nothing. */
const char *xb_short_part(struct xb_meaning meaning, const struct xb_node *node)
{
	if (!can_be_short(meaning, node) || xb_node_is_plain(node, "") ||
	    xb_node_is_plain(node, "~"))
		return NULL;
	return meaning.list ? "0" : meaning.schema->plain_field;
}

bool xb_is_taken_away(struct xb_meaning meaning, const struct xb_node *node)
{
	return can_be_short(meaning, node) && !meaning.list && !meaning.in_list &&
	       xb_node_is_plain(node, "~");
}

struct xb_meaning xb_meaning_of_short(struct xb_meaning meaning)
{
	const char *plain = meaning.schema->plain_field;

	return meaning.list ? xb_meaning_of_item(meaning)
			    : xb_meaning_of_key(meaning, plain, strlen(plain));
}

/* ---- Written out -------------------------------------------------------------------------------- */

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

struct xb_node *xb_short_open(struct xb_arena *arena, struct xb_meaning meaning,
			      struct xb_node *node)
{
	const char *part = xb_short_part(meaning, node);
	struct xb_node *open;

	if (!part)
		return node;
	open = new_node(arena, meaning.list ? XB_NODE_LIST : XB_NODE_MAP, 1);
	open->at = node->at;
	append(open, meaning.list ? NULL : new_text(arena, part, node->at), node);
	return open;
}

/* What merges with a base as NODE does: a text leaves nothing of the base's section, nor does ~. */
static struct xb_node *open_over_base(struct xb_arena *arena, struct xb_meaning meaning,
				      struct xb_node *node)
{
	const struct xb_schema *schema = meaning.schema;
	const char *part = xb_short_part(meaning, node);
	struct xb_node *map;

	if (meaning.list || meaning.in_list || (!part && !xb_is_taken_away(meaning, node)))
		return xb_short_open(arena, meaning, node);
	map = new_node(arena, XB_NODE_MAP, xb_schema_count(schema));
	for (size_t i = 0; i < xb_schema_count(schema); i++) {
		const char *name = xb_schema_row(schema, i, NULL)->name;

		append(map, new_text(arena, name, node->at),
		       part && strcmp(name, part) == 0 ? node : new_text(arena, "~", node->at));
	}
	return map;
}

static struct xb_node *open_all(struct xb_arena *arena, struct xb_meaning meaning, bool extends,
				struct xb_node *node)
{
	struct xb_node *open = extends ? open_over_base(arena, meaning, node)
				       : xb_short_open(arena, meaning, node);
	struct xb_node *copy;

	if (open->kind == XB_NODE_SCALAR)
		return open;
	copy = new_node(arena, open->kind, open->count);
	for (size_t i = 0; i < open->count; i++) {
		const struct xb_child *child = &open->children[i];
		const char *name = child->key ? child->key->text : "";
		struct xb_meaning inside = child->key
						   ? xb_meaning_of_key(meaning, name, strlen(name))
						   : xb_meaning_of_item(meaning);

		append(copy, child->key, open_all(arena, inside, extends, child->value));
	}
	return copy;
}

bool xb_extends(const struct xb_node *root)
{
	const struct xb_node *extends = xb_node_get(root, "extends");

	return extends && !xb_node_is_plain(extends, "~");
}

struct xb_node *xb_short_open_all(struct xb_arena *arena, const struct xb_node *root)
{
	return open_all(arena, xb_meaning_of_profile, xb_extends(root), (struct xb_node *)root);
}

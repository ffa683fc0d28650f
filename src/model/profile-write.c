/* SPDX-License-Identifier: MIT */
/* The merged profile as YAML, as JSON, and flat for diff. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/key.h"
#include "model/profile.h"

/* ---- Pins: values laid on a copy of the tree --------------------------------------------------- */

static struct xb_node *copy_map(struct xb_arena *arena, const struct xb_node *map)
{
	struct xb_node *copy = xb_arena_alloc(arena, sizeof(*copy));

	*copy = *map;
	copy->children =
		xb_arena_alloc(arena, (map->count + 1) * sizeof(*copy->children));
	if (map->count)
		memcpy(copy->children, map->children, map->count * sizeof(*copy->children));
	return copy;
}

static struct xb_node *new_scalar(struct xb_arena *arena, const char *text, size_t length)
{
	struct xb_node *node = xb_arena_alloc(arena, sizeof(*node));

	node->kind = XB_NODE_SCALAR;
	node->plain = true;
	node->text = xb_arena_strndup(arena, text, length);
	return node;
}

/* A copy of MAP to write in; `kernel: Image`, short for {file: Image}, is written out. */
static struct xb_node *map_to_change(struct xb_arena *arena, const struct xb_node *node)
{
	struct xb_child file;
	struct xb_node map = {.kind = XB_NODE_MAP, .children = &file};

	if (node && node->kind == XB_NODE_MAP)
		return copy_map(arena, node);
	if (node && node->kind == XB_NODE_SCALAR && node->text[0]) {
		file = (struct xb_child){new_scalar(arena, "file", 4), (struct xb_node *)node};
		map.count = 1;
	}
	return copy_map(arena, &map);
}

/* NODE (or nothing) with the value at KEY replaced; what lies beside the path is shared. */
static struct xb_node *with_pin(struct xb_arena *arena, const struct xb_node *node,
				const char *key, bool options, const char *value)
{
	struct xb_node *copy;
	struct xb_child *child;
	const char *part;
	size_t length;

	if (!xb_key_next(&key, &options, &part, &length))
		return new_scalar(arena, value, strlen(value));
	copy = map_to_change(arena, node);
	part = xb_arena_strndup(arena, part, length);
	child = xb_node_child(copy, part);
	if (!child) {
		child = &copy->children[copy->count++];
		*child = (struct xb_child){new_scalar(arena, part, length), NULL};
	}
	child->value = with_pin(arena, child->value, key, options, value);
	return copy;
}

static const struct xb_node *with_pins(struct xb_arena *arena, const struct xb_node *root,
				       const struct xb_pin *pins, size_t count)
{
	for (size_t i = 0; i < count; i++)
		root = with_pin(arena, root, pins[i].key, false, pins[i].value);
	return root;
}

/* The tree to write: without `extends`, which the merge has used up. */
static const struct xb_node *written_tree(struct xb_arena *arena, const struct xb_profile *profile,
					  const struct xb_pin *pins, size_t count)
{
	struct xb_node *root = copy_map(arena, profile->store->root);
	struct xb_child *extends = xb_node_child(root, "extends");

	if (extends) {
		size_t after = root->count - (size_t)(extends - root->children) - 1;

		memmove(extends, extends + 1, after * sizeof(*extends));
		root->count--;
	}
	return with_pins(arena, root, pins, count);
}

/* ---- YAML ---------------------------------------------------------------------------------------- */

static void put_scalar(struct xb_buf *out, const struct xb_node *node, bool flow)
{
	if (node->plain && (strcmp(node->text, "true") == 0 || strcmp(node->text, "~") == 0))
		xb_buf_puts(out, node->text);
	else if (node->plain && !node->text[0])
		xb_buf_puts(out, flow ? "~" : "");
	else
		xb_yaml_put_scalar(out, node->text, flow);
}

static bool is_list_of_scalars(const struct xb_node *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->children[i].value->kind != XB_NODE_SCALAR)
			return false;
	return true;
}

static void put_flow_list(struct xb_buf *out, const struct xb_node *list)
{
	xb_buf_putc(out, '[');
	for (size_t i = 0; i < list->count; i++) {
		xb_buf_puts(out, i ? ", " : "");
		put_scalar(out, list->children[i].value, true);
	}
	xb_buf_putc(out, ']');
}

static void put_map(struct xb_buf *out, const struct xb_node *map, int indent, bool first_inline);

static void put_value(struct xb_buf *out, const struct xb_node *node, int indent)
{
	if (node->kind == XB_NODE_SCALAR) {
		xb_buf_puts(out, node->plain && !node->text[0] ? "" : " ");
		put_scalar(out, node, false);
		xb_buf_putc(out, '\n');
	} else if (node->kind == XB_NODE_MAP) {
		xb_buf_puts(out, node->count ? "\n" : " {}\n");
		put_map(out, node, indent + 2, false);
	} else if (is_list_of_scalars(node)) {
		xb_buf_putc(out, ' ');
		put_flow_list(out, node);
		xb_buf_putc(out, '\n');
	} else {
		xb_buf_putc(out, '\n');
		for (size_t i = 0; i < node->count; i++) {
			const struct xb_node *item = node->children[i].value;

			xb_buf_printf(out, "%*s-", indent + 2, "");
			if (item->kind == XB_NODE_MAP && item->count) {
				xb_buf_putc(out, ' ');
				put_map(out, item, indent + 4, true);
			} else {
				put_value(out, item, indent + 2);
			}
		}
	}
}

static void put_map(struct xb_buf *out, const struct xb_node *map, int indent, bool first_inline)
{
	for (size_t i = 0; i < map->count; i++) {
		if (i || !first_inline)
			xb_buf_printf(out, "%*s", indent, "");
		xb_yaml_put_scalar(out, map->children[i].key->text, false);
		xb_buf_putc(out, ':');
		put_value(out, map->children[i].value, indent);
	}
}

void xb_profile_write_yaml(const struct xb_profile *profile, const struct xb_pin *pins,
			   size_t count, struct xb_buf *out)
{
	struct xb_arena arena = {0};

	put_map(out, written_tree(&arena, profile, pins, count), 0, false);
	xb_arena_clear(&arena);
}

/* ---- JSON ---------------------------------------------------------------------------------------- */

static bool is_small_decimal(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits && digits < 16 && text[digits] == '\0' && (digits == 1 || text[0] != '0');
}

static json_t *json_scalar(const struct xb_node *node)
{
	struct xb_buf shown = {0};
	json_t *value;

	if (xb_node_is_plain(node, "true") || xb_node_is_plain(node, "false"))
		return json_boolean(node->text[0] == 't');
	if (node->plain && is_small_decimal(node->text))
		return json_integer(strtoll(node->text, NULL, 10));
	value = json_string(node->text);
	if (!value) { /* not UTF-8, which JSON cannot hold */
		xb_buf_put_visible(&shown, node->text, strlen(node->text));
		value = json_string(shown.data);
		xb_buf_clear(&shown);
	}
	return value;
}

static json_t *json_of(const struct xb_node *node)
{
	json_t *value;

	if (node->kind == XB_NODE_SCALAR)
		return json_scalar(node);
	value = node->kind == XB_NODE_MAP ? json_object() : json_array();
	for (size_t i = 0; i < node->count; i++) {
		const struct xb_child *child = &node->children[i];

		if (node->kind == XB_NODE_MAP)
			json_object_set_new(value, child->key->text, json_of(child->value));
		else
			json_array_append_new(value, json_of(child->value));
	}
	return value;
}

void xb_profile_write_json(const struct xb_profile *profile, const struct xb_pin *pins,
			   size_t count, struct xb_buf *out)
{
	struct xb_arena arena = {0};
	json_t *root = json_of(written_tree(&arena, profile, pins, count));
	char *text = json_dumps(root, JSON_INDENT(2) | JSON_PRESERVE_ORDER);

	xb_buf_puts(out, text);
	xb_buf_putc(out, '\n');
	free(text);
	json_decref(root);
	xb_arena_clear(&arena);
}

/* ---- Flat ---------------------------------------------------------------------------------------- */

static void add_flat(struct xb_flat *flat, const char *key, const struct xb_node *node)
{
	struct xb_buf value = {0};

	if (node->kind == XB_NODE_SCALAR)
		put_scalar(&value, node, false);
	else if (node->kind == XB_NODE_MAP)
		xb_buf_puts(&value, "{}");
	else
		put_flow_list(&value, node);
	flat->items = xb_grow(flat->items, &flat->capacity, flat->count, sizeof(*flat->items));
	flat->items[flat->count].key = xb_strdup(key);
	flat->items[flat->count++].value = xb_buf_take(&value);
}

static void flatten(struct xb_flat *flat, const char *key, const struct xb_node *node)
{
	bool leaf = node->kind == XB_NODE_SCALAR || node->count == 0 ||
		    (node->kind == XB_NODE_LIST && is_list_of_scalars(node));

	if (leaf) {
		add_flat(flat, key, node);
		return;
	}
	for (size_t i = 0; i < node->count; i++) {
		char number[24];
		const char *part = number;
		char *path;

		snprintf(number, sizeof(number), "%zu", i);
		if (node->kind == XB_NODE_MAP)
			part = node->children[i].key->text;
		path = key[0] ? xb_format("%s.%s", key, part) : xb_strdup(part);
		flatten(flat, path, node->children[i].value);
		free(path);
	}
}

void xb_node_flatten(const struct xb_node *root, struct xb_flat *out)
{
	flatten(out, "", root);
}

void xb_profile_flatten(const struct xb_profile *profile, struct xb_flat *out)
{
	struct xb_arena arena = {0};

	xb_node_flatten(written_tree(&arena, profile, NULL, 0), out);
	xb_arena_clear(&arena);
}

void xb_flat_clear(struct xb_flat *flat)
{
	for (size_t i = 0; i < flat->count; i++) {
		free(flat->items[i].key);
		free(flat->items[i].value);
	}
	free(flat->items);
	*flat = (struct xb_flat){0};
}

bool xb_profile_get(const struct xb_profile *profile, const char *key, struct xb_buf *out)
{
	struct xb_key_walk walk = xb_key_walk(profile->store->root, key);

	if (walk.rest[0])
		return false;
	if (walk.node->kind == XB_NODE_SCALAR)
		xb_buf_puts(out, walk.node->text);
	else if (walk.node->kind == XB_NODE_LIST && is_list_of_scalars(walk.node))
		put_flow_list(out, walk.node);
	else
		put_value(out, walk.node, -2);
	return true;
}

/* SPDX-License-Identifier: MIT */
/* The merged profile as YAML, as JSON, and flat for diff. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/key.h"
#include "model/profile.h"
#include "model/yaml-write.h"

/* ---- Pins: values laid on a copy of the tree ------------------------------------------------ */

static struct xb_node *copy_collection(struct xb_arena *arena, const struct xb_node *node)
{
	struct xb_node *copy = xb_arena_alloc(arena, sizeof(*copy));

	*copy = *node;
	copy->children =
		xb_arena_alloc(arena, (node->count + 1) * sizeof(*copy->children));
	if (node->count)
		memcpy(copy->children, node->children, node->count * sizeof(*copy->children));
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

/* A copy of NODE to write in; what is written short is written out. */
static struct xb_node *node_to_change(struct xb_arena *arena, const struct xb_node *node,
				      struct xb_meaning meaning)
{
	static const struct xb_node nothing = {.kind = XB_NODE_MAP};
	const struct xb_node *open =
		node ? xb_short_open(arena, meaning, (struct xb_node *)node) : &nothing;

	return copy_collection(arena, open->kind == XB_NODE_SCALAR ? &nothing : open);
}

/* Item PART of COPY, a list, or one more behind its last; NULL: there is none between. */
static struct xb_child *item_of(struct xb_node *copy, const char *part)
{
	struct xb_item_part item = xb_key_item(part, strlen(part));

	if (item.kind != XB_ITEM_AT || item.index > copy->count)
		return NULL;
	if (item.index == copy->count)
		copy->children[copy->count++] = (struct xb_child){NULL, NULL};
	return &copy->children[item.index];
}

/* The place of PART in COPY, made where it is not there; NULL: the list has no such item. */
static struct xb_child *place_of(struct xb_arena *arena, struct xb_node *copy, const char *part)
{
	struct xb_child *child;

	if (copy->kind == XB_NODE_LIST)
		return item_of(copy, part);
	child = xb_node_child(copy, part);
	if (!child) {
		child = &copy->children[copy->count++];
		*child = (struct xb_child){new_scalar(arena, part, strlen(part)), NULL};
	}
	return child;
}

/* NODE (or nothing) with the value at KEY replaced; what lies beside the path is shared. */
static struct xb_node *with_pin(struct xb_arena *arena, struct xb_meaning meaning,
				const struct xb_node *node, const char *key, bool options,
				const char *value)
{
	struct xb_node *copy;
	struct xb_child *child;
	const char *part;
	size_t length;

	if (!xb_key_next(&key, &options, &part, &length))
		return new_scalar(arena, value, strlen(value));
	part = xb_arena_strndup(arena, part, length);
	copy = node_to_change(arena, node, meaning);
	child = place_of(arena, copy, part);
	meaning = copy->kind == XB_NODE_LIST ? xb_meaning_of_item(meaning)
					     : xb_meaning_of_key(meaning, part, length);
	if (child)
		child->value = with_pin(arena, meaning, child->value, key, options, value);
	return copy;
}

static const struct xb_node *with_pins(struct xb_arena *arena, const struct xb_node *root,
				       const struct xb_pin *pins, size_t count)
{
	for (size_t i = 0; i < count; i++)
		root = with_pin(arena, xb_meaning_of_root(&xb_profile_schema), root, pins[i].key, false,
				pins[i].value);
	return root;
}

/* The tree to write: without `extends`, which the merge has used up. */
static const struct xb_node *written_tree(struct xb_arena *arena, const struct xb_profile *profile,
					  const struct xb_pin *pins, size_t count)
{
	static const struct xb_node nothing = {.kind = XB_NODE_MAP};
	bool map = profile->store->root->kind == XB_NODE_MAP; /* else that was said */
	struct xb_node *root = copy_collection(arena, map ? profile->store->root : &nothing);
	struct xb_child *extends = xb_node_child(root, "extends");

	if (extends) {
		size_t after = root->count - (size_t)(extends - root->children) - 1;

		memmove(extends, extends + 1, after * sizeof(*extends));
		root->count--;
	}
	return with_pins(arena, root, pins, count);
}

/* ---- YAML ----------------------------------------------------------------------------------- */

void xb_profile_write_yaml(const struct xb_profile *profile, const struct xb_pin *pins,
			   size_t count, struct xb_buf *out)
{
	struct xb_arena arena = {0};
	const struct xb_node *root = written_tree(&arena, profile, pins, count);

	if (root->count)
		xb_yaml_put(out, root);
	xb_arena_clear(&arena);
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static bool is_small_decimal(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits && digits < 16 && text[digits] == '\0' && (digits == 1 || text[0] != '0');
}

static struct json_t *json_scalar(const struct xb_node *node)
{
	if (xb_node_is_plain(node, "true") || xb_node_is_plain(node, "false"))
		return xb_json_bool(node->text[0] == 't');
	if (node->plain && is_small_decimal(node->text))
		return xb_json_size(strtoull(node->text, NULL, 10));
	return xb_json_text(node->text);
}

static struct json_t *json_of(const struct xb_node *node)
{
	struct json_t *value;

	if (node->kind == XB_NODE_SCALAR)
		return json_scalar(node);
	value = node->kind == XB_NODE_MAP ? xb_json_object() : xb_json_array();
	for (size_t i = 0; i < node->count; i++) {
		const struct xb_child *child = &node->children[i];

		if (node->kind == XB_NODE_MAP)
			xb_json_set(value, child->key->text, json_of(child->value));
		else
			xb_json_append(value, json_of(child->value));
	}
	return value;
}

void xb_profile_write_json(const struct xb_profile *profile, const struct xb_pin *pins,
			   size_t count, struct xb_buf *out)
{
	struct xb_arena arena = {0};

	xb_json_put(json_of(written_tree(&arena, profile, pins, count)), out);
	xb_arena_clear(&arena);
}

/* ---- Flat ----------------------------------------------------------------------------------- */

/* A text as behind its key, all else in one line; nothing is nothing. */
static void put_flat_value(struct xb_buf *out, const struct xb_node *node)
{
	if (node->kind != XB_NODE_SCALAR)
		xb_yaml_put_line(out, node);
	else if (xb_node_is_plain(node, "true") || xb_node_is_plain(node, "~") ||
		 xb_node_is_plain(node, ""))
		xb_buf_puts(out, node->text);
	else
		xb_yaml_put_scalar(out, node->text, false);
}

static void add_flat(struct xb_flat *flat, const char *key, const struct xb_node *node)
{
	struct xb_buf value = {0};

	put_flat_value(&value, node);
	flat->items = xb_grow(flat->items, &flat->capacity, flat->count, sizeof(*flat->items));
	flat->items[flat->count].key = xb_strdup(key);
	flat->items[flat->count++].value = xb_buf_take(&value);
}

static bool is_list_of_scalars(const struct xb_node *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->children[i].value->kind != XB_NODE_SCALAR)
			return false;
	return true;
}

/* A list of texts is one value, unless its ITEMS are wanted. */
static bool is_leaf(const struct xb_node *node, bool items)
{
	return node->kind == XB_NODE_SCALAR || node->count == 0 ||
	       (!items && node->kind == XB_NODE_LIST && is_list_of_scalars(node));
}

static void flatten(struct xb_flat *flat, const char *key, const struct xb_node *node, bool items)
{
	if (is_leaf(node, items)) {
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
		flatten(flat, path, node->children[i].value, items);
		free(path);
	}
}

void xb_node_flatten(const struct xb_schema *schema, const struct xb_node *root, bool items,
		     struct xb_flat *out)
{
	struct xb_arena arena = {0};

	if (root->kind == XB_NODE_SCALAR || root->count)
		flatten(out, "", xb_short_open_all(&arena, schema, root, items), items);
	xb_arena_clear(&arena);
}

void xb_profile_flatten(const struct xb_profile *profile, struct xb_flat *out)
{
	struct xb_arena arena = {0};

	xb_node_flatten(&xb_profile_schema, written_tree(&arena, profile, NULL, 0), false,
			out);
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
	const struct xb_node *node = xb_key_find(&xb_profile_schema, profile->store->root, key);

	if (!node)
		return false;
	if (node->kind == XB_NODE_SCALAR)
		xb_buf_puts(out, node->text);
	else if (is_leaf(node, false))
		xb_yaml_put_line(out, node);
	else
		xb_yaml_put(out, node);
	return true;
}

bool xb_profile_get_line(const struct xb_profile *profile, const char *key, struct xb_buf *out)
{
	const struct xb_node *node = xb_key_find(&xb_profile_schema, profile->store->root, key);

	if (node)
		xb_yaml_put_line(out, node);
	return node != NULL;
}

/* SPDX-License-Identifier: MIT */
#include "model/text-proof.h"

#include <string.h>

#include "model/key.h"
#include "model/profile.h"

static bool is_at_or_below(const char *key, const char *top)
{
	size_t length = strlen(top);

	return strncmp(key, top, length) == 0 && (key[length] == '\0' || key[length] == '.');
}

/* KEY's section, which an edit may bring into being or take away. */
static bool is_section_of(const char *section, const char *key)
{
	return is_at_or_below(key, section);
}

static bool is_concerned(const char *item, const char *key)
{
	return key && (is_at_or_below(item, key) || is_section_of(item, key));
}

static bool same_but_for(const struct xb_flat *a, const struct xb_flat *b, const char *key)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a->count && is_concerned(a->items[i].key, key))
			i++;
		while (k < b->count && is_concerned(b->items[k].key, key))
			k++;
		if (i == a->count || k == b->count)
			return i == a->count && k == b->count;
		if (strcmp(a->items[i].key, b->items[k].key) != 0 ||
		    strcmp(a->items[i].value, b->items[k].value) != 0)
			return false;
		i++;
		k++;
	}
}

/* ---- The items of a list, as they are to be ------------------------------------------------- */

static void insert(struct xb_arena *arena, struct xb_node *list, size_t to)
{
	struct xb_node *nothing = xb_arena_alloc(arena, sizeof(*nothing));
	struct xb_child *children =
		xb_arena_alloc(arena, (list->count + 1) * sizeof(*children));

	for (size_t i = 0; i < list->count; i++)
		children[i < to ? i : i + 1] = list->children[i];
	nothing->kind = XB_NODE_MAP;
	children[to].value = nothing;
	list->children = children;
	list->count++;
}

static struct xb_child take(struct xb_node *list, size_t from)
{
	struct xb_child child = list->children[from];

	list->count--;
	for (size_t i = from; i < list->count; i++)
		list->children[i] = list->children[i + 1];
	return child;
}

static void rename_item(struct xb_arena *arena, const struct xb_key_walk *walk, const char *name)
{
	struct xb_node *key = xb_arena_alloc(arena, sizeof(*key));

	*key = *walk->child->key;
	key->text = name;
	walk->child->key = key;
}

/* In ROOT, in which nothing is written short. Where the list is not there, all its items are new. */
static void move_items(struct xb_arena *arena, const struct xb_schema *schema,
		       struct xb_node *root, const struct xb_text_change *change)
{
	struct xb_key_walk walk = xb_key_walk(schema, root, change->list);
	struct xb_child child;

	if (change->items == XB_ITEMS_RENAME && !walk.rest[0] && walk.child && walk.child->key)
		rename_item(arena, &walk, change->name);
	if (walk.rest[0] || walk.node->kind != XB_NODE_LIST)
		return;
	if (change->items == XB_ITEMS_INSERT) {
		insert(arena, walk.node, change->to);
		return;
	}
	child = take(walk.node, change->from);
	if (change->items == XB_ITEMS_MOVE) {
		insert(arena, walk.node, change->to);
		walk.node->children[change->to] = child;
	}
}

/* ---- The whole ------------------------------------------------------------------------------ */

/* The leaves of what BEFORE was to become, but for the value at the change's key. */
static void flatten_wanted(const struct xb_schema *schema, const struct xb_document *before,
			   const struct xb_text_change *change, struct xb_flat *out)
{
	struct xb_arena arena = {0};
	struct xb_node *root = xb_short_open_all(&arena, schema, before->root, true);

	if (change->items != XB_ITEMS_STAY)
		move_items(&arena, schema, root, change);
	xb_node_flatten(schema, root, true, out);
	xb_arena_clear(&arena);
}

static bool key_is_as_wanted(const struct xb_schema *schema, const struct xb_node *root,
			     const struct xb_text_change *change)
{
	return !change->key ||
	       (xb_key_find(schema, root, change->key) != NULL) == change->wanted;
}

bool xb_text_proof(const struct xb_schema *schema, const struct xb_document *before,
		   const struct xb_buf *after, const struct xb_text_change *change)
{
	struct xb_diags ignored = {0};
	struct xb_document *document = xb_yaml_parse(
		before->path, after->data ? after->data : "", after->length, &ignored);
	struct xb_flat wanted = {0}, got = {0};
	bool good = false;

	if (document) {
		flatten_wanted(schema, before, change, &wanted);
		xb_node_flatten(schema, document->root, true, &got);
		good = same_but_for(&wanted, &got, change->key) &&
		       key_is_as_wanted(schema, document->root, change);
	}
	xb_flat_clear(&wanted);
	xb_flat_clear(&got);
	xb_yaml_free(document);
	xb_diags_clear(&ignored);
	return good;
}

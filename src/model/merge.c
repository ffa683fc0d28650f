/* SPDX-License-Identifier: MIT */
/* `extends`: one tree laid on another. */
#include <string.h>

#include "model/profile.h"
#include "model/short-form.h"

static bool takes_away(const struct xb_node *node)
{
	return xb_node_is_plain(node, "~");
}

static void append(struct xb_node *map, struct xb_node *key, struct xb_node *value)
{
	map->children[map->count++] = (struct xb_child){key, value};
}

static struct xb_node *merge(struct xb_arena *arena, struct xb_meaning meaning,
			     struct xb_node *base, struct xb_node *over);

static void append_merged(struct xb_arena *arena, struct xb_meaning meaning, struct xb_node *merged,
			  struct xb_node *base, const struct xb_child *over)
{
	const char *name = over->key->text;

	if (!takes_away(over->value))
		append(merged, over->key,
		       merge(arena, xb_meaning_of_key(meaning, name, strlen(name)), base,
			     over->value));
}

static struct xb_node *merge_maps(struct xb_arena *arena, struct xb_meaning meaning,
				  struct xb_node *base, struct xb_node *over)
{
	struct xb_node *merged = xb_arena_alloc(arena, sizeof(*merged));

	*merged = *over;
	merged->count = 0;
	merged->children = xb_arena_alloc(arena, (base->count + over->count + 1) *
							 sizeof(*merged->children));
	for (size_t i = 0; i < base->count; i++) {
		struct xb_child *below = &base->children[i];
		struct xb_child *above = xb_node_child(over, below->key->text);

		if (above)
			append_merged(arena, meaning, merged, below->value, above);
		else
			append(merged, below->key, below->value);
	}
	for (size_t i = 0; i < over->count; i++)
		if (!xb_node_child(base, over->children[i].key->text))
			append_merged(arena, meaning, merged, NULL, &over->children[i]);
	return merged;
}

static struct xb_node *merge(struct xb_arena *arena, struct xb_meaning meaning,
			     struct xb_node *base, struct xb_node *over)
{
	struct xb_node nothing = {.kind = XB_NODE_MAP};

	if (over->kind != XB_NODE_MAP)
		return over;
	if (base)
		base = xb_short_open(arena, meaning, base);
	return merge_maps(arena, meaning, base && base->kind == XB_NODE_MAP ? base : &nothing, over);
}

struct xb_node *xb_node_merge(struct xb_arena *arena, const struct xb_schema *schema,
			      struct xb_node *base, struct xb_node *over)
{
	return merge(arena, xb_meaning_of_root(schema), base, over);
}

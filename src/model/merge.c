/* SPDX-License-Identifier: MIT */
/* `extends`: one tree laid on another. */
#include <string.h>

#include "model/profile.h"

static bool takes_away(const struct xb_node *node)
{
	return xb_node_is_plain(node, "~");
}

static void append(struct xb_node *map, struct xb_node *key, struct xb_node *value)
{
	map->children[map->count++] = (struct xb_child){key, value};
}

static struct xb_node *merge_maps(struct xb_arena *arena, struct xb_node *base,
				  struct xb_node *over)
{
	struct xb_node *merged = xb_arena_alloc(arena, sizeof(*merged));

	*merged = *over;
	merged->count = 0;
	merged->children = xb_arena_alloc(arena, (base->count + over->count + 1) *
							 sizeof(*merged->children));
	for (size_t i = 0; i < base->count; i++) {
		struct xb_child *below = &base->children[i];
		struct xb_child *above = xb_node_child(over, below->key->text);

		if (!above)
			append(merged, below->key, below->value);
		else if (!takes_away(above->value))
			append(merged, above->key, xb_node_merge(arena, below->value, above->value));
	}
	for (size_t i = 0; i < over->count; i++) {
		struct xb_child *above = &over->children[i];

		if (!xb_node_child(base, above->key->text) && !takes_away(above->value))
			append(merged, above->key, xb_node_merge(arena, NULL, above->value));
	}
	return merged;
}

/* `kernel: Image` is short for {file: Image}, and merges like it. */
static struct xb_node *written_out(struct xb_arena *arena, struct xb_node *text)
{
	struct xb_node *map = xb_arena_alloc(arena, sizeof(*map));
	struct xb_node *key = xb_arena_alloc(arena, sizeof(*key));

	*map = (struct xb_node){.kind = XB_NODE_MAP, .at = text->at};
	*key = (struct xb_node){.kind = XB_NODE_SCALAR, .text = "file", .at = text->at};
	map->children = xb_arena_alloc(arena, sizeof(*map->children));
	append(map, key, text);
	return map;
}

struct xb_node *xb_node_merge(struct xb_arena *arena, struct xb_node *base, struct xb_node *over)
{
	struct xb_node nothing = {.kind = XB_NODE_MAP};

	if (over->kind != XB_NODE_MAP)
		return over;
	if (base && base->kind == XB_NODE_SCALAR && base->text[0])
		base = written_out(arena, base);
	return merge_maps(arena, base && base->kind == XB_NODE_MAP ? base : &nothing, over);
}

/* SPDX-License-Identifier: MIT */
/* What is told of as one change: a setting, a list as a whole, or a guest that is new or gone. */
#include "ui/menu-parts.h"

#include <stdlib.h>
#include <string.h>

/* The item that KEY is in, of a mapping by name whose items stand in the menu of the domains; NULL: of none. */
static const char *item_of(const struct ui_menu *menu, const char *key, struct xb_arena *arena)
{
	size_t list = strcspn(key, "."), length = list + (key[list] ? 1 : 0);
	char *name = xb_strndup(key, list);
	const struct ui_node *node = ui_menu_find(menu, name);

	length += strcspn(key + length, ".");
	free(name);
	return node && ui_node_is_spread(node) && ui_node_is_named(node) && length > list
		       ? xb_arena_strndup(arena, key, length)
		       : NULL;
}

static bool has(const struct xb_profile *profile, const char *key)
{
	struct xb_buf value = {0};
	bool found = profile && xb_profile_get(profile, key, &value);

	xb_buf_clear(&value);
	return found;
}

/* The setting that NODE is, or that it is inside of; what is in ITEM (or NULL) goes no further up than that. */
static const struct ui_node *setting_of(const struct ui_menu *menu, const struct ui_node *node,
					const char *item)
{
	const struct ui_node *setting = node;

	while (node && node->inside && !(item && strcmp(node->menu, item) == 0)) {
		node = ui_menu_holder(menu, node);
		setting = ui_node_is_setting(node) ? node : setting;
	}
	return ui_node_is_setting(setting) ? setting : NULL;
}

const char *ui_menu_change_key(const struct ui_menu *menu, const struct xb_profile *before,
			       const struct xb_profile *now, const char *key, struct xb_arena *arena)
{
	const char *item = item_of(menu, key, arena);
	const struct ui_node *node;

	if (item && has(before, item) != has(now, item))
		return item;
	node = setting_of(menu, ui_menu_find_up(menu, key), item);
	return node ? node->subject.id : key;
}

void ui_menu_count_changes(struct ui_menu *menu, struct ui_values *values)
{
	struct xb_differences found = {0};
	const char *last = NULL;

	if (!values->has_saved)
		return;
	xb_flat_compare(&values->saved, &values->now, &found);
	for (size_t i = 0; i < found.count; i++) {
		const char *key = ui_menu_change_key(menu, values->saved_profile, values->profile,
						     found.items[i].key, &menu->arena);

		menu->change_count += !last || strcmp(last, key) != 0;
		last = key;
	}
	xb_differences_clear(&found);
}

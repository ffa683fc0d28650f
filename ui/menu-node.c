/* SPDX-License-Identifier: MIT */
/* The values of a profile by key, and rows of the menus with them. */
#include "ui/menu-parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- Values ----------------------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct xb_flat_item *)a)->key, ((const struct xb_flat_item *)b)->key);
}

/* What the merge of profiles uses up is not among the values: `extends`. */
static void add_used_up(struct xb_flat *flat, const struct xb_profile *profile)
{
	struct xb_buf value = {0};

	if (xb_profile_get(profile, "extends", &value)) {
		flat->items = xb_grow(flat->items, &flat->capacity, flat->count,
				      sizeof(*flat->items));
		flat->items[flat->count++] =
			(struct xb_flat_item){xb_strdup("extends"), xb_strdup(value.data ? value.data : "")};
	}
	xb_buf_clear(&value);
}

static void flatten(const struct xb_profile *profile, struct xb_flat *flat)
{
	if (!profile)
		return;
	xb_profile_flatten(profile, flat);
	add_used_up(flat, profile);
	if (flat->count)
		qsort(flat->items, flat->count, sizeof(*flat->items), by_key);
}

void ui_values_read(struct ui_values *values, struct xb_session *session, const struct xb_draft *draft)
{
	values->profile = xb_session_profile(session);
	values->saved_profile = draft ? xb_draft_saved(draft) : NULL;
	values->has_saved = values->saved_profile != NULL;
	flatten(values->profile, &values->now);
	flatten(values->saved_profile, &values->saved);
}

void ui_values_clear(struct ui_values *values)
{
	xb_flat_clear(&values->now);
	xb_flat_clear(&values->saved);
}

/* ---- Rows ------------------------------------------------------------------------------------- */

struct ui_node *ui_menu_add(struct ui_menu *menu, enum ui_subject_kind kind, const char *in,
			    const char *id, const char *title)
{
	struct ui_node *node;

	menu->nodes = xb_grow(menu->nodes, &menu->capacity, menu->count, sizeof(*menu->nodes));
	node = &menu->nodes[menu->count++];
	*node = (struct ui_node){
		.subject = {.kind = kind, .id = id, .name = title},
		.menu = in,
		.title = title,
		.severity = -1,
	};
	return node;
}

static const char *value_of(const struct xb_flat *flat, const char *key)
{
	const struct xb_flat_item wanted = {.key = (char *)key};
	const struct xb_flat_item *found =
		flat->count ? bsearch(&wanted, flat->items, flat->count, sizeof(wanted), by_key)
			    : NULL;

	return found ? found->value : NULL;
}

/* Does KEY with a dot behind it come before OTHER in their order, or begin it? */
static bool goes_before(const char *key, size_t length, const char *other)
{
	int order = strncmp(other, key, length);

	return order > 0 || (order == 0 && (unsigned char)other[length] >= '.');
}

/* Where what stands below KEY begins, if there is any: those stand together. */
static size_t first_below(const struct xb_flat *flat, const char *key)
{
	size_t length = strlen(key), low = 0, high = flat->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (goes_before(key, length, flat->items[middle].key))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* KEY's own value, or all that stands below it: lists come as one item for each entry. */
static const char *whole_value(struct ui_menu *menu, const struct xb_flat *flat, const char *key)
{
	const char *own = value_of(flat, key);
	struct xb_buf text = {0};
	char *copy = NULL;

	if (own)
		return xb_arena_strdup(&menu->arena, own);
	for (size_t i = first_below(flat, key); i < flat->count && xb_key_is_in(flat->items[i].key, key); i++)
		xb_buf_printf(&text, "%s%s", text.length ? ", " : "", flat->items[i].value);
	if (text.length)
		copy = xb_arena_strdup(&menu->arena, text.data);
	xb_buf_clear(&text);
	return copy;
}

/* All words for off are one. */
static void set_switch(struct ui_node *node)
{
	const struct xb_option *option = node->option;

	node->is_switch = option ? strcmp(option->type.text, "bool") == 0
				 : node->info && node->info->kind == XB_KEY_FLAG;
	node->off = node->is_switch && node->value &&
		    (option ? xb_option_is_off(option, node->value)
			    : strcmp(node->value, "false") == 0);
}

void ui_menu_set_value(struct ui_menu *menu, struct ui_node *node, const struct ui_values *values)
{
	node->value = whole_value(menu, &values->now, node->subject.id);
	set_switch(node);
	node->changed = values->has_saved &&
			!ui_same_text(node->value, whole_value(menu, &values->saved, node->subject.id));
}

static const char *text_at(struct ui_menu *menu, const struct xb_profile *profile, const char *key)
{
	struct xb_buf text = {0};
	const char *copy = NULL;

	if (profile && xb_profile_get(profile, key, &text))
		copy = xb_arena_strdup(&menu->arena, text.data ? text.data : "");
	xb_buf_clear(&text);
	return copy;
}

void ui_menu_set_item_value(struct ui_menu *menu, struct ui_node *node,
			    const struct ui_values *values)
{
	node->value = text_at(menu, values->profile, node->subject.id);
	node->changed = values->has_saved &&
			!ui_same_text(node->value,
				      text_at(menu, values->saved_profile, node->subject.id));
}

/* SPDX-License-Identifier: MIT */
/* Every key of a profile, for those who show them, read off the tables that decode profiles. */
#include <stdlib.h>

#include "model/profile.h"

/* What a person sees where a shape stands, unless the row says more. */
static const enum xb_key_kind kinds[] = {
	[XB_SHAPE_TEXT] = XB_KEY_TEXT,
	[XB_SHAPE_NUMBER] = XB_KEY_NUMBER,
	[XB_SHAPE_ADDRESS] = XB_KEY_ADDRESS,
	[XB_SHAPE_FLAG] = XB_KEY_FLAG,
	[XB_SHAPE_TEXTS] = XB_KEY_TEXTS,
	[XB_SHAPE_MAP] = XB_KEY_OTHER,
	[XB_SHAPE_MAPS] = XB_KEY_OTHER,
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

	if (!table->rows)
		return NULL;
	while (xb_words_name(table, count))
		count++;
	words = xb_arena_alloc(arena, (count + 1) * sizeof(*words));
	for (size_t i = 0; i < count; i++)
		words[i] = xb_words_name(table, i);
	return words;
}

static void add_key(struct xb_key_list *list, const struct xb_field *field, const char *key,
		    bool required)
{
	list->items = xb_grow(list->items, &list->capacity, list->count, sizeof(*list->items));
	list->items[list->count++] = (struct xb_key_info){
		.key = key,
		.about = field->about,
		.kind = field->key ? field->key : kinds[field->shape],
		.required = required,
		.scope = field->scope,
		.words = words_of(&list->arena, &field->words),
	};
}

/* The keys of SCHEMA, whose own key with its dot is PREFIX. What is required in a section that may
 * be left out may be left out with it. */
static void add_section(struct xb_key_list *list, const struct xb_schema *schema,
			const char *prefix, bool required)
{
	for (size_t i = 0; i < xb_schema_count(schema); i++) {
		const struct xb_field *field = xb_schema_row(schema, i, NULL);
		bool needed = required && field->required;

		if (field->hidden)
			continue;
		if (field->shape == XB_SHAPE_MAP)
			add_section(list, field->sub,
				    xb_arena_format(&list->arena, "%s%s.", prefix, field->name),
				    needed);
		else
			add_key(list, field,
				xb_arena_format(&list->arena, "%s%s", prefix, field->name), needed);
	}
}

void xb_profile_keys(struct xb_key_list *list)
{
	*list = (struct xb_key_list){0};
	add_section(list, &xb_profile_schema, "", true);
}

void xb_key_list_clear(struct xb_key_list *list)
{
	free(list->items);
	xb_arena_clear(&list->arena);
	*list = (struct xb_key_list){0};
}

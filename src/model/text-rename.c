/* SPDX-License-Identifier: MIT */
/* Another name for an item of a mapping by name: its key's own bytes are replaced, all else stays. */
#include <string.h>

#include "model/text-edit.h"

#define RENAME "rename"

/* What stands behind PART of KEY, which is read by SCHEMA: the schema that the rest is read by; NULL: there is no
 * such rest. *NAMED: the next part is a name. */
static const struct xb_schema *schema_behind(const struct xb_schema *schema, const char *part,
					     size_t length, bool *named, bool *item)
{
	const struct xb_field *field = xb_schema_field(schema, part, length);

	*named = field && field->shape == XB_SHAPE_NAMED;
	*item = *named || (field && field->shape == XB_SHAPE_MAPS);
	return *item || (field && field->shape == XB_SHAPE_MAP) ? field->sub : NULL;
}

bool xb_text_is_rename(const struct xb_schema *schema, const char *key)
{
	const char *part;
	size_t length;
	bool options = false, named, item;

	while (schema && xb_key_next(&key, &options, &part, &length)) {
		schema = schema_behind(schema, part, length, &named, &item);
		if (item && !xb_key_next(&key, &options, &part, &length))
			return false;
		if (named && strcmp(key, RENAME) == 0)
			return true;
	}
	return false;
}

static bool has_name(const struct xb_node *map, const char *name)
{
	return xb_node_get(map, name) != NULL;
}

static bool report_absent(struct xb_text_edit *e)
{
	int length = (int)(strlen(e->key) - strlen("." RENAME));

	xb_error(e->diags, XB_CODE_BAD_VALUE, (struct xb_pos){.file = e->document->path},
		 "%.*s is not in this file, and cannot be renamed here", length, e->key);
	if (xb_extends(e->document->root))
		xb_hint(e->diags, "rename it in the profile that it comes from");
	return false;
}

/* What stands in the mapping that WALK's item is in. */
static const struct xb_schema *schema_of_item(const struct xb_text_edit *e, const struct xb_key_walk *walk)
{
	const char *above = xb_arena_strndup(e->arena, e->key, (size_t)(walk->part - e->key - 1));

	return xb_key_walk(e->schema, e->document->root, above).meaning.schema;
}

bool xb_text_rename(struct xb_text_edit *e, const struct xb_key_walk *walk, const char *name)
{
	struct xb_buf by = {0};

	/* A list that stands where names belong has none. */
	if (strcmp(walk->rest, RENAME) != 0 || !walk->child->key)
		return report_absent(e);
	if (!xb_schema_name_valid(name)) {
		const struct xb_schema *schema = schema_of_item(e, walk);

		return xb_error(e->diags, XB_CODE_BAD_VALUE, walk->child->key->at,
				"'%s' cannot be the name of %s %s", name, xb_schema_article(schema),
				schema->what);
	}
	if (has_name(walk->parent, name))
		return xb_error(e->diags, XB_CODE_BAD_VALUE, walk->child->key->at,
				"%s is there already: %.*s cannot be called so, too", name,
				(int)(walk->rest - e->key - 1), e->key);
	e->change = (struct xb_text_change){
		.items = XB_ITEMS_RENAME, .name = name,
		.list = xb_arena_strndup(e->arena, e->key, (size_t)(walk->rest - e->key - 1))};
	xb_buf_puts(&by, name);
	xb_text_replace(e, walk->child->key->begin, walk->child->key->end, &by);
	xb_buf_clear(&by);
	return true;
}

/* SPDX-License-Identifier: MIT */
#include "model/key.h"

#include <stdlib.h>
#include <string.h>

#include "model/board.h"
#include "model/profile.h"

bool xb_key_next(const char **key, bool *options, const char **part, size_t *length)
{
	if (!**key)
		return false;
	*part = *key;
	*length = *options ? strlen(*key) : strcspn(*key, ".");
	*options = *length == 7 && memcmp(*part, "options", 7) == 0;
	*key += *length;
	if (**key == '.')
		(*key)++;
	return true;
}

static struct xb_child *item_at(const struct xb_node *list, const char *part, size_t length)
{
	size_t index = 0;

	if (length == 0 || length > 6)
		return NULL;
	for (size_t i = 0; i < length; i++) {
		if (part[i] < '0' || part[i] > '9')
			return NULL;
		index = index * 10 + (size_t)(part[i] - '0');
	}
	return index < list->count ? &list->children[index] : NULL;
}

static struct xb_child *step_into(const struct xb_node *node, const char *part, size_t length)
{
	if (node->kind == XB_NODE_LIST)
		return item_at(node, part, length);
	if (node->kind != XB_NODE_MAP)
		return NULL;
	for (size_t i = 0; i < node->count; i++) {
		const char *text = node->children[i].key->text;

		if (strlen(text) == length && memcmp(text, part, length) == 0)
			return &node->children[i];
	}
	return NULL;
}

struct xb_key_walk xb_key_walk(struct xb_node *root, const char *key)
{
	struct xb_key_walk walk = {.node = root, .meaning = xb_meaning_of_profile, .rest = key};
	const char *part;
	size_t length;
	bool options = false;

	while (xb_key_next(&key, &options, &part, &length)) {
		struct xb_child *child = step_into(walk.node, part, length);

		if (!child)
			break;
		walk.meaning = walk.node->kind == XB_NODE_LIST
				       ? xb_meaning_of_item(walk.meaning)
				       : xb_meaning_of_key(walk.meaning, part, length);
		walk.parent = walk.node;
		walk.child = child;
		walk.node = child->value;
		walk.rest = key;
		walk.rest_options = options;
	}
	return walk;
}

const struct xb_node *xb_key_find(const struct xb_node *root, const char *key)
{
	struct xb_key_walk walk = xb_key_walk((struct xb_node *)root, key);
	bool options = walk.rest_options;
	const char *part;
	size_t length;

	while (xb_key_next(&walk.rest, &options, &part, &length)) {
		const char *wanted = xb_short_part(walk.meaning, walk.node);

		if (!wanted || strlen(wanted) != length || memcmp(wanted, part, length) != 0)
			return NULL;
		walk.meaning = xb_meaning_of_short(walk.meaning);
	}
	return walk.node;
}

/* ---- Which keys there are ----------------------------------------------------------------------- */

static bool report_unknown(const struct xb_schema *schema, const char *part, size_t length,
			   const char *key, struct xb_diags *diags)
{
	const char **names = xb_schema_names(schema);
	char *word = xb_strndup(part, length);
	const char *near = xb_nearest(word, names);

	xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0},
		 "there is no key '%s': %s %s has no '%s'", key, xb_schema_article(schema),
		 schema->what, word);
	if (near)
		xb_hint(diags, "did you mean %.*s%s?", (int)(part - key), key, near);
	free(word);
	free(names);
	return false;
}

/* KEY goes on behind END, where a value stands. */
static bool report_value(const char *key, const char *end, struct xb_diags *diags)
{
	return xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0},
			"there is no key '%s': %.*s is a value, not a section", key,
			(int)(end - key), key);
}

static bool is_list(const struct xb_field *field)
{
	return field->shape == XB_SHAPE_MAPS || field->shape == XB_SHAPE_TEXTS;
}

/* CODE stands behind `checks.`, or nothing does. */
static bool code_is_known(const char *code, const char *key, struct xb_diags *diags)
{
	if (!code[0] || xb_code_find(code, NULL))
		return true;
	return xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0},
			"there is no key '%s': no diagnostic has the code '%s'", key, code);
}

static bool key_is_known(const char *key, struct xb_diags *diags)
{
	const struct xb_schema *schema = &xb_profile_schema;
	const char *rest = key, *part;
	size_t length;
	bool options = false;

	while (xb_key_next(&rest, &options, &part, &length)) {
		const struct xb_field *field = xb_schema_field(schema, part, length);

		if (!field)
			return report_unknown(schema, part, length, key, diags);
		if (field->shape == XB_SHAPE_LEVELS)
			return code_is_known(rest, key, diags);
		if (field->shape == XB_SHAPE_SETTINGS || field->shape == XB_SHAPE_OWN)
			return true;
		if (is_list(field) && *rest)
			xb_key_next(&rest, &options, &part, &length); /* an item's number */
		schema = strcmp(field->name, "board") == 0 ? &xb_board_schema : field->sub;
		if (!schema && *rest)
			return report_value(key, part + length, diags);
	}
	return true;
}

static bool report_unknown_word(const struct xb_catalog *catalog, const char *key,
				struct xb_diags *diags)
{
	const char *near = xb_catalog_nearest(catalog, XB_SCOPE_XEN, key);

	xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0},
		 "'%s' is neither a key of a profile nor an option that is known", key);
	if (near)
		xb_hint(diags, "did you mean %s? Other options are set as xen.options.%s or "
			       "dom0.options.%s", near, key, key);
	else
		xb_hint(diags, "an option is set as xen.options.%s or dom0.options.%s", key, key);
	return false;
}

char *xb_key_resolve(const struct xb_catalog *catalog, const char *key, struct xb_diags *diags)
{
	bool xen, linux_option;
	size_t first = strcspn(key, ".");

	if (!key[0] || key[0] == '.' || key[strlen(key) - 1] == '.') {
		xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0}, "'%s' is no key", key);
		return NULL;
	}
	if (xb_schema_field(&xb_profile_schema, key, first))
		return key_is_known(key, diags) ? xb_strdup(key) : NULL;
	xen = catalog && xb_catalog_find(catalog, XB_SCOPE_XEN, key, NULL);
	linux_option = catalog && xb_catalog_find(catalog, XB_SCOPE_LINUX, key, NULL);
	if (xen && linux_option) {
		xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0},
			 "both Xen and Linux have an option '%s'", key);
		xb_hint(diags, "say xen.options.%s or dom0.options.%s", key, key);
		return NULL;
	}
	if (xen || linux_option)
		return xb_format("%s.options.%s", xen ? "xen" : "dom0", key);
	report_unknown_word(catalog, key, diags);
	return NULL;
}

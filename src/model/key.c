/* SPDX-License-Identifier: MIT */
#include "model/key.h"

#include <stdlib.h>
#include <string.h>

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

bool xb_key_is_in(const char *key, const char *section)
{
	size_t length = strlen(section);

	return !length ||
	       (strncmp(key, section, length) == 0 && (!key[length] || key[length] == '.'));
}

struct xb_item_part xb_key_item(const char *part, size_t length)
{
	struct xb_item_part item = {XB_ITEM_AT, 0};
	size_t first = length && part[0] == '+' ? 1 : 0;

	if (first)
		item.kind = length == 1 ? XB_ITEM_END : XB_ITEM_BEFORE;
	if (length == 0)
		return (struct xb_item_part){XB_ITEM_NONE, 0};
	for (size_t i = first; i < length; i++) {
		if (part[i] < '0' || part[i] > '9')
			return (struct xb_item_part){XB_ITEM_NONE, 0};
		item.index = item.index * 10 + (size_t)(part[i] - '0');
	}
	if (length > 7 || (length > first + 1 && part[first] == '0'))
		return (struct xb_item_part){XB_ITEM_WRONG, 0};
	return item;
}

static struct xb_child *step_into(const struct xb_node *node, const char *part, size_t length)
{
	struct xb_item_part item;

	if (node->kind == XB_NODE_LIST) {
		item = xb_key_item(part, length);
		return item.kind == XB_ITEM_AT && item.index < node->count
			       ? &node->children[item.index]
			       : NULL;
	}
	if (node->kind != XB_NODE_MAP)
		return NULL;
	for (size_t i = 0; i < node->count; i++) {
		const char *text = node->children[i].key->text;

		if (strlen(text) == length && memcmp(text, part, length) == 0)
			return &node->children[i];
	}
	return NULL;
}

/* Is it `1`, `+`, `+0` or `1.move`, or a number that no item has? */
static bool leads_to_item(const char *rest)
{
	size_t length = strcspn(rest, ".");

	return xb_key_item(rest, length).kind != XB_ITEM_NONE &&
	       (!rest[length] || strcmp(rest + length, ".move") == 0);
}

/* The option among OPTIONS with whose name and a dot the rest of a key at PART begins, where the rest
 * leads to an item of it: *KEY goes there. */
static struct xb_child *step_into_option(const struct xb_node *options, const char *part,
					 const char **key)
{
	for (const char *dot = strchr(part, '.'); dot; dot = strchr(dot + 1, '.')) {
		struct xb_child *child =
			leads_to_item(dot + 1) ? step_into(options, part, (size_t)(dot - part))
					       : NULL;

		if (child) {
			*key = dot + 1;
			return child;
		}
	}
	return NULL;
}

struct xb_key_walk xb_key_walk(const struct xb_schema *schema, struct xb_node *root, const char *key)
{
	struct xb_key_walk walk = {
		.node = root, .meaning = xb_meaning_of_root(schema), .rest = key};
	const char *part;
	size_t length;
	bool options = false;

	while (xb_key_next(&key, &options, &part, &length)) {
		struct xb_child *child = step_into(walk.node, part, length);

		if (!child && walk.rest_options)
			child = step_into_option(walk.node, part, &key);
		if (!child)
			break;
		walk.meaning = walk.node->kind == XB_NODE_LIST
				       ? xb_meaning_of_item(walk.meaning)
				       : xb_meaning_of_key(walk.meaning, part, length);
		walk.parent = walk.node;
		walk.child = child;
		walk.node = child->value;
		walk.part = part;
		walk.rest = key;
		walk.rest_options = options;
	}
	return walk;
}

const struct xb_node *xb_key_find(const struct xb_schema *schema, const struct xb_node *root,
				  const char *key)
{
	struct xb_key_walk walk = xb_key_walk(schema, (struct xb_node *)root, key);
	bool options = walk.rest_options;
	const char *part;
	size_t length;

	if (xb_is_one_text(walk.meaning, walk.node) && strcmp(walk.rest, "0") == 0)
		return walk.node;
	while (xb_key_next(&walk.rest, &options, &part, &length)) {
		const char *wanted = xb_short_part(walk.meaning, walk.node);

		if (!wanted || strlen(wanted) != length || memcmp(wanted, part, length) != 0)
			return NULL;
		walk.meaning = xb_meaning_of_short(walk.meaning);
	}
	return walk.node;
}

/* ---- Which keys there are ------------------------------------------------------------------- */

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

/* CODE stands behind `checks.`, or nothing does. */
static bool code_is_known(const char *code, const char *key, struct xb_diags *diags)
{
	if (!code[0] || xb_code_find(code, NULL))
		return true;
	xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0},
		 "there is no key '%s': no diagnostic has the code '%s'", key, code);
	if (xb_code_nearest(code))
		xb_hint(diags, "did you mean checks.%s?", xb_code_nearest(code));
	return false;
}

static bool report_no_item(const char *key, const char *end, struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0},
		 "there is no key '%s': an item of %.*s is named by its number", key,
		 (int)(end - key), key);
	xb_hint(diags, "items are counted 0, 1, 2 ... without leading zeros; + is a new one behind "
		       "all, +0 a new one before the first");
	return false;
}

static bool report_no_name(const struct xb_schema *schema, const char *name, const char *key,
			   struct xb_diags *diags)
{
	return xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0},
			"there is no key '%s': '%s' cannot be the name of %s %s", key, name,
			xb_schema_article(schema), schema->what);
}

static bool name_is_known(const struct xb_schema *schema, const char *part, size_t length,
			  const char *key, struct xb_diags *diags)
{
	char *name = xb_strndup(part, length);
	bool good = xb_schema_name_valid(name) || report_no_name(schema, name, key, diags);

	free(name);
	return good;
}

static bool is_list(const struct xb_field *field)
{
	return field->shape == XB_SHAPE_MAPS || field->shape == XB_SHAPE_TEXTS;
}

/* What follows the FIELD's own part of KEY, at *REST up to the next section. *DONE: all of it is known. */
static bool item_is_known(const struct xb_field *field, const char **rest, const char *key,
			  bool *done, struct xb_diags *diags)
{
	const char *part, *begin = *rest;
	size_t length;
	bool options = false;

	*done = !xb_key_next(rest, &options, &part, &length);
	if (*done)
		return true;
	if (field->shape == XB_SHAPE_NAMED) {
		*done = strcmp(*rest, "rename") == 0;
		return name_is_known(field->sub, part, length, key, diags);
	}
	if (xb_key_item(part, length).kind < XB_ITEM_AT)
		return report_no_item(key, begin - 1, diags);
	*done = strcmp(*rest, "move") == 0;
	return true;
}

bool xb_key_is_known(const struct xb_schema *schema, const char *key, struct xb_diags *diags)
{
	const char *rest = key, *part;
	size_t length;
	bool options = false, done = false;

	while (!done && xb_key_next(&rest, &options, &part, &length)) {
		const struct xb_field *field = xb_schema_field(schema, part, length);

		if (!field && schema->rest)
			return !*rest || report_value(key, rest - 1, diags);
		if (!field)
			return report_unknown(schema, part, length, key, diags);
		if (field->shape == XB_SHAPE_LEVELS)
			return code_is_known(rest, key, diags);
		if (field->shape == XB_SHAPE_SETTINGS || field->shape == XB_SHAPE_OWN)
			return true;
		if ((is_list(field) || field->shape == XB_SHAPE_NAMED) &&
		    !item_is_known(field, &rest, key, &done, diags))
			return false;
		schema = field->sub;
		if (!schema && *rest && !done)
			return report_value(key, rest - 1, diags);
	}
	return true;
}

/* ---- Options by their bare name ----------------------------------------------------------------- */

/* A set of scopes, as bits. */
#define EVERY_SCOPE ((1u << XB_SCOPE_COUNT) - 1)

/* Is KEY an option of SCOPE, or an item of its values? */
static bool names_option(const struct xb_catalog *catalog, enum xb_scope scope, const char *key)
{
	bool found = xb_catalog_find(catalog, scope, key, NULL);

	for (const char *dot = strchr(key, '.'); dot && !found; dot = strchr(dot + 1, '.')) {
		char *name = xb_strndup(key, (size_t)(dot - key));

		found = leads_to_item(dot + 1) && xb_catalog_find(catalog, scope, name, NULL);
		free(name);
	}
	return found;
}

static unsigned scopes_with(const struct xb_catalog *catalog, const char *name)
{
	unsigned found = 0;

	for (int scope = 0; catalog && scope < XB_SCOPE_COUNT; scope++)
		if (xb_scopes[scope].key && names_option(catalog, (enum xb_scope)scope, name))
			found |= 1u << scope;
	return found;
}

/* "xen.options.NAME or dom0.options.NAME"; without NAME "Xen or Linux". */
static void put_scopes(unsigned scopes, const char *name, const char *between, struct xb_buf *out)
{
	for (int scope = 0; scope < XB_SCOPE_COUNT; scope++) {
		const struct xb_scope_info *row = &xb_scopes[scope];

		if (!(scopes & 1u << scope) || !row->key)
			continue;
		xb_buf_puts(out, out->length ? between : "");
		if (name)
			xb_buf_printf(out, "%s.%s", row->key, name);
		else
			xb_buf_puts(out, row->title);
	}
}

static void report_unknown_word(const struct xb_catalog *catalog, const char *key,
				struct xb_diags *diags)
{
	const char *near = xb_catalog_nearest_of_all(catalog, key);
	struct xb_buf keys = {0};

	put_scopes(EVERY_SCOPE, key, " or ", &keys);
	xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0},
		 "'%s' is neither a key of a profile nor an option that is known", key);
	if (near)
		xb_hint(diags, "did you mean %s? Other options are set as %s", near, keys.data);
	else
		xb_hint(diags, "an option is set as %s", keys.data);
	xb_buf_clear(&keys);
}

/* Is KEY a domain's, of which there may be many? */
static bool report_domain_key(const struct xb_catalog *catalog, const char *key,
			      struct xb_diags *diags)
{
	if (!catalog || !xb_catalog_find(catalog, XB_SCOPE_DOMAIN, key, NULL))
		return false;
	xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0},
		 "'%s' is a key of a domain, and no domain is named", key);
	xb_hint(diags, "say domains.NAME.%s", key);
	return true;
}

static void report_ambiguous(unsigned scopes, const char *name, struct xb_diags *diags)
{
	struct xb_buf owners = {0}, keys = {0};

	put_scopes(scopes, NULL, " and ", &owners);
	put_scopes(scopes, name, " or ", &keys);
	xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0}, "both %s have an option '%s'",
		 owners.data, name);
	xb_hint(diags, "say %s", keys.data);
	xb_buf_clear(&owners);
	xb_buf_clear(&keys);
}

char *xb_key_resolve(const struct xb_catalog *catalog, const char *key, struct xb_diags *diags)
{
	struct xb_buf resolved = {0};
	unsigned scopes;
	size_t first = strcspn(key, ".");

	if (!key[0] || key[0] == '.' || key[strlen(key) - 1] == '.') {
		xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){0}, "'%s' is no key", key);
		return NULL;
	}
	if (xb_schema_field(&xb_profile_schema, key, first))
		return xb_key_is_known(&xb_profile_schema, key, diags) ? xb_strdup(key) : NULL;
	scopes = scopes_with(catalog, key);
	if (!scopes) {
		if (!report_domain_key(catalog, key, diags))
			report_unknown_word(catalog, key, diags);
		return NULL;
	}
	if (scopes & (scopes - 1)) {
		report_ambiguous(scopes, key, diags);
		return NULL;
	}
	put_scopes(scopes, key, "", &resolved);
	return xb_buf_take(&resolved);
}

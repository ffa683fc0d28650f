/* SPDX-License-Identifier: MIT */
/* A list that comes from what a profile extends, in the profile's own file. */
#include <stdlib.h>
#include <string.h>

#include "model/key.h"
#include "model/profile.h"

static bool is_list(const struct xb_key_walk *walk)
{
	return !walk->rest[0] && (walk->node->kind == XB_NODE_LIST ||
				  (walk->meaning.kind == XB_MEANS_LIST &&
				   !xb_node_is_plain(walk->node, "")));
}

/* The part of KEY that names a list in ROOT, of which more of KEY names an item: new text, or NULL. */
static char *list_of(struct xb_node *root, const char *key)
{
	for (const char *dot = strchr(key, '.'); dot; dot = strchr(dot + 1, '.')) {
		char *list = xb_strndup(key, (size_t)(dot - key));
		struct xb_key_walk walk = xb_key_walk(&xb_profile_schema, root, list);
		size_t part = strcspn(dot + 1, ".");

		if (is_list(&walk) && xb_key_item(dot + 1, part).kind != XB_ITEM_NONE)
			return list;
		free(list);
	}
	return NULL;
}

static bool text_has(const char *path, const char *text, size_t length, const char *key)
{
	struct xb_diags ignored = {0};
	struct xb_document *document = xb_yaml_parse(path, text, length, &ignored);
	bool has = !document || !xb_key_walk(&xb_profile_schema, document->root, key).rest[0];

	xb_yaml_free(document);
	xb_diags_clear(&ignored);
	return has;
}

/* The names of files in a list are relative to the file that wrote it. */
static bool keeps_its_files(const struct xb_profile *profile, const char *list)
{
	struct xb_key_walk walk = xb_key_walk(&xb_profile_schema, profile->store->root, list);
	const struct xb_entry here = {.file = {.at = {.file = profile->path}}};
	const struct xb_entry there = {.file = {.at = walk.node->at}};
	const char *one = xb_profile_folder(profile, &here);
	const char *other = xb_profile_folder(profile, &there);

	if (!walk.meaning.schema || !xb_schema_field(walk.meaning.schema, "file", strlen("file")))
		return true;
	return one == other || (one && other && strcmp(one, other) == 0);
}

static bool adopt(const struct xb_profile *profile, const char *path, const char *text,
		  size_t length, const char *list, struct xb_buf *out, struct xb_diags *diags)
{
	struct xb_buf value = {0};
	bool good;

	if (!keeps_its_files(profile, list)) {
		xb_error(diags, XB_CODE_BAD_VALUE, (struct xb_pos){.file = path},
			 "%s comes from what `extends` names, in another folder", list);
		xb_hint(diags, "set the whole of %s, with paths as they are from here", list);
		return false;
	}
	xb_profile_get_line(profile, list, &value);
	good = xb_text_set(path, text, length, list, value.data ? value.data : "", out, diags);
	xb_buf_clear(&value);
	return good;
}

bool xb_text_adopt(const struct xb_profile *profile, const char *path, const char *text,
		   size_t length, const char *key, struct xb_buf *out, struct xb_diags *diags)
{
	char *list = list_of(profile->store->root, key);
	bool good = true;

	if (list && !text_has(path, text, length, list))
		good = adopt(profile, path, text, length, list, out, diags);
	free(list);
	return good;
}

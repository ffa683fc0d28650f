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
	return is_at_or_below(item, key) || is_section_of(item, key);
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

bool xb_text_proof(const struct xb_document *before, const struct xb_buf *after, const char *key,
		   bool wanted)
{
	struct xb_diags ignored = {0};
	struct xb_document *document = xb_yaml_parse(
		before->path, after->data ? after->data : "", after->length, &ignored);
	struct xb_flat old_items = {0}, new_items = {0};
	bool good = false;

	if (document) {
		bool there = xb_key_find(document->root, key) != NULL;

		xb_node_flatten(before->root, &old_items);
		xb_node_flatten(document->root, &new_items);
		good = same_but_for(&old_items, &new_items, key) && there == wanted;
	}
	xb_flat_clear(&old_items);
	xb_flat_clear(&new_items);
	xb_yaml_free(document);
	xb_diags_clear(&ignored);
	return good;
}

/* SPDX-License-Identifier: MIT */
/* From a key to where it is written, and from a place in a file to the key that is written there. */
#include <stdlib.h>
#include <string.h>

#include "model/key.h"
#include "model/profile.h"

bool xb_profile_where(const struct xb_profile *profile, const char *key, struct xb_pos *at)
{
	const struct xb_node *root = profile->store->root;
	const struct xb_node *node = key[0] ? xb_key_find(&xb_profile_schema, root, key) : NULL;

	if (node)
		*at = node->at;
	return node != NULL;
}

/* ---- What is written at a place ------------------------------------------------------------- */

/* One part of a key: a name, or an item's number. */
struct part {
	const char *name; /* NULL: a number */
	size_t number;
};

/* YAML nests so deep, and what is written short adds two parts, an item's number and a key. */
enum { DEPTH_MAX = XB_YAML_MAX_DEPTH + 2 };

struct path {
	struct part parts[DEPTH_MAX];
	size_t depth;
};

struct search {
	struct xb_pos at;
	struct path here;  /* of the node that is looked at */
	struct path found; /* depth 0: nothing yet */
	uint32_t column;   /* where it begins */
};

/* Parts come before what is in them, so that of those that begin in one place the deepest stays. */
static void note(struct search *search, struct xb_pos begin)
{
	if (begin.line != search->at.line || begin.column > search->at.column ||
	    (search->found.depth && begin.column < search->column))
		return;
	search->found = search->here;
	search->column = begin.column;
}

static bool enter(struct search *search, const char *name, size_t number)
{
	if (search->here.depth == DEPTH_MAX)
		return false;
	search->here.parts[search->here.depth++] = (struct part){name, number};
	return true;
}

static void leave(struct search *search)
{
	search->here.depth--;
}

/* All that stands at an option is its value: behind `options.` a key is a name and no more. */
static void note_option(struct search *search, const struct xb_child *option)
{
	const struct xb_node *value = option->value;

	if (!enter(search, option->key->text, 0))
		return;
	note(search, option->key->at);
	note(search, value->at);
	for (size_t i = 0; value->kind == XB_NODE_LIST && i < value->count; i++)
		note(search, value->children[i].value->at);
	leave(search);
}

static void look(struct search *search, const struct xb_node *node, struct xb_meaning meaning);

/* `kernel: Image` is written at dom0.kernel.file, `overlays: x.dtbo` at device-tree.overlays.0.file. */
static void look_at_short_form(struct search *search, const struct xb_node *text,
			       struct xb_meaning meaning)
{
	const char *part = xb_short_part(meaning, text);

	if (!part || !enter(search, meaning.kind == XB_MEANS_LIST ? NULL : part, 0))
		return;
	note(search, text->at);
	look_at_short_form(search, text, xb_meaning_of_short(meaning));
	leave(search);
}

static void look_at_items(struct search *search, const struct xb_node *list,
			  struct xb_meaning meaning)
{
	for (size_t i = 0; i < list->count; i++) {
		if (!enter(search, NULL, i))
			return;
		note(search, list->children[i].value->at);
		look(search, list->children[i].value, xb_meaning_of_item(meaning));
		leave(search);
	}
}

static void look_at_key(struct search *search, const struct xb_child *child,
			struct xb_meaning meaning)
{
	const char *name = child->key->text;

	/* A name with a dot in it is no part of a key. */
	if (strchr(name, '.') || !enter(search, name, 0))
		return;
	note(search, child->key->at);
	note(search, child->value->at);
	if (strcmp(name, "options") == 0 && child->value->kind == XB_NODE_MAP)
		for (size_t i = 0; i < child->value->count; i++)
			note_option(search, &child->value->children[i]);
	else
		look(search, child->value, xb_meaning_of_key(meaning, name, strlen(name)));
	leave(search);
}

static void look(struct search *search, const struct xb_node *node, struct xb_meaning meaning)
{
	if (node->kind == XB_NODE_SCALAR)
		look_at_short_form(search, node, meaning);
	else if (node->kind == XB_NODE_LIST)
		look_at_items(search, node, meaning);
	else
		for (size_t i = 0; i < node->count; i++)
			look_at_key(search, &node->children[i], meaning);
}

static char *path_text(const struct path *path)
{
	struct xb_buf text = {0};

	for (size_t i = 0; i < path->depth; i++) {
		xb_buf_puts(&text, i ? "." : "");
		if (path->parts[i].name)
			xb_buf_puts(&text, path->parts[i].name);
		else
			xb_buf_printf(&text, "%zu", path->parts[i].number);
	}
	return xb_buf_take(&text);
}

/* The file at PATH that makes up the profile; NULL: it is none of them. */
static const struct xb_document *document_at(const struct xb_profile_store *store, const char *path)
{
	for (size_t i = 0; path && i < store->document_count; i++)
		if (strcmp(store->documents[i]->path, path) == 0)
			return store->documents[i];
	return NULL;
}

char *xb_profile_key_at(const struct xb_profile *profile, struct xb_pos at)
{
	const struct xb_document *document = document_at(profile->store, at.file);
	struct search search = {.at = at};

	if (document)
		look(&search, document->root, xb_meaning_of_root(&xb_profile_schema));
	return search.found.depth ? path_text(&search.found) : NULL;
}

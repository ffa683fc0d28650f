/* SPDX-License-Identifier: MIT */
/*
 * Names in a device tree: what an alias or path means to Xen, and what someone may have meant who
 * wrote one that is not there.
 */
#include "xenboot/tree.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Unlike U-Boot, Xen does not find /pl011 where /pl011@9000000 was meant. */
const struct xb_tree_node *xb_tree_resolve(const struct xb_tree_index *index,
					   const char *alias_or_path)
{
	const struct xb_tree_node *node;
	const char *path;
	char *word;

	if (!alias_or_path)
		return NULL;
	word = xb_strndup(alias_or_path, strcspn(alias_or_path, ":"));
	path = *word == '/' ? word : xb_tree_alias(index, word);
	node = path ? xb_tree_find_whole(index, path) : NULL;
	free(word);
	return node;
}

/* ---- Did you mean ------------------------------------------------------------------------------ */

struct names {
	const char **items; /* NULL-terminated; the texts are the blob's */
	size_t count, capacity;
};

static void names_add(struct names *names, const char *name)
{
	names->items =
		xb_grow(names->items, &names->capacity, names->count + 1, sizeof(*names->items));
	names->items[names->count++] = name;
	names->items[names->count] = NULL;
}

/* The nearest of NAMES, which is emptied; NULL when none is near. */
static const char *names_nearest(struct names *names, const char *word)
{
	const char *found = names->count ? xb_nearest(word, names->items) : NULL;

	free(names->items);
	*names = (struct names){0};
	return found;
}

static char *nearest_alias(const struct xb_tree_node *aliases, const char *word)
{
	struct names names = {0};
	const char *found;

	for (size_t i = 0; aliases && i < aliases->property_count; i++)
		if (aliases->properties[i].length && *aliases->properties[i].value == '/')
			names_add(&names, aliases->properties[i].name);
	found = names_nearest(&names, word);
	return found ? xb_strdup(found) : NULL;
}

/* Is NAME the LEAF someone wrote, its unit address left out perhaps? */
static bool is_leaf(const char *name, const char *leaf)
{
	size_t length = strlen(leaf);

	return strncasecmp(name, leaf, length) == 0 &&
	       (name[length] == '\0' || name[length] == '@');
}

/* The path of the first node anywhere in the tree that has LEAF for its name. */
static char *node_of_name(const struct xb_tree_index *index, const char *leaf)
{
	for (size_t i = 1; *leaf && i < index->count; i++)
		if (is_leaf(index->nodes[i].name, leaf))
			return xb_tree_path(&index->nodes[i]);
	return NULL;
}

static const struct xb_tree_node *nearest_child(const struct xb_tree_node *parent,
						const char *word)
{
	const struct xb_tree_node *node = xb_tree_child(parent, word, strlen(word));
	struct names names = {0};
	const char *found;

	if (node)
		return node;
	for (node = parent->child; node; node = node->next)
		names_add(&names, node->name);
	found = names_nearest(&names, word);
	return found ? xb_tree_child(parent, found, strlen(found)) : NULL;
}

/* Follow PATH from the root, each part to the child whose name is nearest. */
static char *nearest_path(const struct xb_tree_index *index, const char *path)
{
	const struct xb_tree_node *node = index->nodes;

	for (path += strspn(path, "/"); *path && node; path += strspn(path, "/")) {
		size_t length = strcspn(path, "/");
		char *part = xb_strndup(path, length);

		node = nearest_child(node, part);
		free(part);
		path += length;
	}
	return node && node->parent ? xb_tree_path(node) : NULL;
}

char *xb_tree_nearest(const struct xb_tree_index *index, const char *alias_or_path)
{
	char *word = xb_strndup(alias_or_path, strcspn(alias_or_path, ":"));
	const char *slash = strrchr(word, '/');
	char *found = *word == '/' ? NULL : nearest_alias(index->aliases, word);

	if (!found)
		found = node_of_name(index, slash ? slash + 1 : word);
	if (!found)
		found = nearest_path(index, word);
	free(word);
	return found;
}

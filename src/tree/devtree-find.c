/* SPDX-License-Identifier: MIT */
/*
 * Names in a device tree: what an alias or path means to Xen, and what someone may have meant who
 * wrote one that is not there.
 */
#include "xenboot/tree.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool xb_devtree_has_node(const struct xb_devtree *tree, const char *path)
{
	return xb_blob_node(tree->blob, path) >= 0;
}

/*
 * Xen compares the whole path, and not the case (dt_find_node_by_path): unlike U-Boot it does not
 * find /pl011 where /pl011@9000000 was meant.
 */
static char *find_path(const void *blob, const char *path)
{
	struct xb_node_walk walk = {.blob = blob};
	char *found = NULL;

	if (strcmp(path, "/") == 0)
		return xb_strdup(path);
	while (!found && xb_node_walk_next(&walk))
		if (strcasecmp(walk.path.data, path) == 0)
			found = xb_strdup(walk.path.data);
	xb_buf_clear(&walk.path);
	return found;
}

char *xb_devtree_resolve(const struct xb_devtree *tree, const char *alias_or_path)
{
	char *word = xb_strndup(alias_or_path, strcspn(alias_or_path, ":"));
	int aliases = fdt_path_offset(tree->blob, "/aliases");
	const char *path = word;
	char *found;

	if (*word != '/')
		path = aliases < 0 ? NULL : xb_blob_string(tree->blob, aliases, word);
	found = path ? find_path(tree->blob, path) : NULL;
	free(word);
	return found;
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

static char *nearest_alias(const void *blob, const char *word)
{
	int property, aliases = fdt_path_offset(blob, "/aliases");
	struct names names = {0};
	const char *found;

	fdt_for_each_property_offset(property, blob, aliases)
	{
		const char *name, *value = fdt_getprop_by_offset(blob, property, &name, NULL);

		if (value && *value == '/')
			names_add(&names, name);
	}
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

/* The first node anywhere in the tree that has LEAF for its name. */
static char *node_of_name(const void *blob, const char *leaf)
{
	struct xb_node_walk walk = {.blob = blob};
	char *found = NULL;

	while (*leaf && !found && xb_node_walk_next(&walk))
		if (is_leaf(fdt_get_name(blob, walk.node, NULL), leaf))
			found = xb_strdup(walk.path.data);
	xb_buf_clear(&walk.path);
	return found;
}

static int nearest_child(const void *blob, int parent, const char *word)
{
	struct names names = {0};
	const char *found;
	int node;

	node = fdt_subnode_offset(blob, parent, word);
	if (node >= 0)
		return node;
	fdt_for_each_subnode(node, blob, parent)
	{
		names_add(&names, fdt_get_name(blob, node, NULL));
	}
	found = names_nearest(&names, word);
	return found ? fdt_subnode_offset(blob, parent, found) : -FDT_ERR_NOTFOUND;
}

/* Follow PATH from the root, each part to the child whose name is nearest. */
static char *nearest_path(const void *blob, const char *path)
{
	struct xb_buf found = {0};
	int node = 0;

	for (path += strspn(path, "/"); *path && node >= 0; path += strspn(path, "/")) {
		size_t length = strcspn(path, "/");
		char *part = xb_strndup(path, length);

		node = nearest_child(blob, node, part);
		free(part);
		path += length;
		xb_buf_putc(&found, '/');
		if (node >= 0)
			xb_buf_puts(&found, fdt_get_name(blob, node, NULL));
	}
	if (node > 0)
		return xb_buf_take(&found);
	xb_buf_clear(&found);
	return NULL;
}

char *xb_devtree_nearest(const struct xb_devtree *tree, const char *alias_or_path)
{
	char *word = xb_strndup(alias_or_path, strcspn(alias_or_path, ":"));
	const char *slash = strrchr(word, '/');
	char *found = *word == '/' ? NULL : nearest_alias(tree->blob, word);

	if (!found)
		found = node_of_name(tree->blob, slash ? slash + 1 : word);
	if (!found)
		found = nearest_path(tree->blob, word);
	free(word);
	return found;
}

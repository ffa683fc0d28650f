/* SPDX-License-Identifier: MIT */
/*
 * The index of a tree. libfdt finds a node or a property by reading the blob from its start, name
 * by name and byte by byte; here the tags are read once, and what they say is kept in two arrays.
 */
#include "xenboot/tree.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- Reading the tags -------------------------------------------------------------------------- */

static size_t padded(size_t length)
{
	return (length + 3) & ~(size_t)3;
}

/* What follows the TAG at AT; but for these two, a tag is all there is. */
static const char *next_tag(const char *at, uint32_t tag)
{
	if (tag == FDT_BEGIN_NODE)
		return at + 4 + padded(strlen(at + 4) + 1);
	if (tag == FDT_PROP)
		return at + 12 + padded(fdt32_ld((const fdt32_t *)(const void *)(at + 4)));
	return at + 4;
}

static uint32_t tag_at(const char *at)
{
	return fdt32_ld((const fdt32_t *)(const void *)at);
}

struct filling {
	struct xb_tree_index *index;
	const char *structure, *strings;
	struct xb_tree_node *open;   /* the node that the next tag is in */
	struct xb_tree_node *closed; /* its child that ended last, or NULL */
};

static void begin_node(struct filling *filling, const char *at)
{
	struct xb_tree_index *index = filling->index;
	struct xb_tree_node *node = &index->nodes[index->count++];

	*node = (struct xb_tree_node){
		.name = at + 4,
		.parent = filling->open,
		.properties = index->properties + index->property_count,
		.depth = filling->open ? filling->open->depth + 1 : 0,
		.offset = (int)(at - filling->structure),
	};
	if (filling->closed)
		filling->closed->next = node;
	else if (filling->open)
		filling->open->child = node;
	filling->open = node;
	filling->closed = NULL;
}

static void add_property(struct filling *filling, const char *at)
{
	struct xb_tree_index *index = filling->index;
	struct xb_tree_property *property = &index->properties[index->property_count++];

	*property = (struct xb_tree_property){
		.name = filling->strings + tag_at(at + 8),
		.value = at + 12,
		.length = tag_at(at + 4),
	};
	filling->open->property_count++;
	if (!filling->open->compatible && strcmp(property->name, "compatible") == 0)
		filling->open->compatible = property;
}

static void end_node(struct filling *filling)
{
	filling->closed = filling->open;
	filling->open = filling->open->parent;
}

static void make_room(struct xb_tree_index *index, const char *structure)
{
	size_t nodes = 0, properties = 0;
	uint32_t tag;

	for (const char *at = structure; (tag = tag_at(at)) != FDT_END; at = next_tag(at, tag)) {
		nodes += tag == FDT_BEGIN_NODE;
		properties += tag == FDT_PROP;
	}
	index->nodes = xb_realloc(NULL, nodes, sizeof(*index->nodes));
	index->properties = xb_realloc(NULL, properties, sizeof(*index->properties));
}

static void fill(struct filling *filling)
{
	uint32_t tag;

	for (const char *at = filling->structure; (tag = tag_at(at)) != FDT_END;
	     at = next_tag(at, tag)) {
		if (tag == FDT_BEGIN_NODE)
			begin_node(filling, at);
		else if (tag == FDT_END_NODE)
			end_node(filling);
		else if (tag == FDT_PROP)
			add_property(filling, at);
	}
}

/* ---- Phandles ---------------------------------------------------------------------------------- */

/* As fdt_get_phandle reads it: a value of another length is none. */
static uint32_t read_phandle(const struct xb_tree_node *node)
{
	const struct xb_tree_property *property = xb_tree_property(node, "phandle");

	if (!property || property->length != 4)
		property = xb_tree_property(node, "linux,phandle");
	return property && property->length == 4 ? tag_at(property->value) : 0;
}

/* By number; of two nodes with the same one, the first in the tree. */
static int compare_phandles(const void *a, const void *b)
{
	const struct xb_tree_node *left = *(const struct xb_tree_node *const *)a;
	const struct xb_tree_node *right = *(const struct xb_tree_node *const *)b;

	if (left->phandle != right->phandle)
		return left->phandle < right->phandle ? -1 : 1;
	return (left > right) - (left < right);
}

static void sort_phandles(struct xb_tree_index *index)
{
	index->phandles = xb_realloc(NULL, index->count, sizeof(struct xb_tree_node *));
	for (size_t i = 0; i < index->count; i++) {
		index->nodes[i].phandle = read_phandle(&index->nodes[i]);
		if (index->nodes[i].phandle)
			index->phandles[index->phandle_count++] = &index->nodes[i];
	}
	qsort(index->phandles, index->phandle_count, sizeof(struct xb_tree_node *),
	      compare_phandles);
}

const struct xb_tree_node *xb_tree_by_phandle(const struct xb_tree_index *index, uint32_t phandle)
{
	size_t first = 0, end = index->phandle_count;

	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (index->phandles[middle]->phandle < phandle)
			first = middle + 1;
		else
			end = middle;
	}
	return first < index->phandle_count && index->phandles[first]->phandle == phandle
		       ? index->phandles[first]
		       : NULL;
}

/* ---- The index --------------------------------------------------------------------------------- */

struct xb_tree_index *xb_tree_index_new(const void *blob)
{
	struct xb_tree_index *index = xb_alloc(sizeof(*index));
	struct filling filling = {
		.index = index,
		.structure = (const char *)blob + fdt_off_dt_struct(blob),
		.strings = (const char *)blob + fdt_off_dt_strings(blob),
	};

	index->blob = blob;
	make_room(index, filling.structure);
	fill(&filling);
	sort_phandles(index);
	index->aliases = xb_tree_find(index, "/aliases");
	return index;
}

void xb_tree_index_free(struct xb_tree_index *index)
{
	if (!index)
		return;
	free(index->nodes);
	free(index->properties);
	free(index->phandles);
	free(index);
}

/* ---- A node's properties ----------------------------------------------------------------------- */

const struct xb_tree_property *xb_tree_property(const struct xb_tree_node *node, const char *name)
{
	for (size_t i = 0; i < node->property_count; i++) {
		const struct xb_tree_property *property = &node->properties[i];

		if (*property->name == *name && strcmp(property->name, name) == 0)
			return property;
	}
	return NULL;
}

const char *xb_tree_string(const struct xb_tree_node *node, const char *name)
{
	const struct xb_tree_property *property = xb_tree_property(node, name);

	return property && memchr(property->value, 0, property->length) ? property->value : NULL;
}

uint32_t xb_tree_cell(const struct xb_tree_node *node, const char *name, uint32_t otherwise)
{
	const struct xb_tree_property *property = xb_tree_property(node, name);

	return property && property->length >= 4 ? tag_at(property->value) : otherwise;
}

uint32_t xb_tree_cell_at(const struct xb_tree_property *property, size_t number)
{
	return tag_at(property->value + 4 * number);
}

const struct xb_tree_cells xb_tree_default_cells = {.address = 2, .size = 1};

struct xb_tree_cells xb_tree_cells(const struct xb_tree_node *node, struct xb_tree_cells otherwise)
{
	return (struct xb_tree_cells){
		xb_tree_cell(node, "#address-cells", otherwise.address),
		xb_tree_cell(node, "#size-cells", otherwise.size),
	};
}

struct xb_tree_cells xb_tree_inherited_cells(const struct xb_tree_node *node,
					     struct xb_tree_cells otherwise)
{
	struct xb_tree_cells cells = {0};

	for (; node; node = node->parent) {
		const struct xb_tree_cells own = xb_tree_cells(node, (struct xb_tree_cells){0});

		cells.address = cells.address ? cells.address : own.address;
		cells.size = cells.size ? cells.size : own.size;
	}
	cells.address = cells.address ? cells.address : otherwise.address;
	cells.size = cells.size ? cells.size : otherwise.size;
	return cells;
}

bool xb_tree_available(const struct xb_tree_node *node)
{
	const char *status;

	if (!xb_tree_property(node, "status"))
		return true;
	status = xb_tree_string(node, "status");
	return status && (strcmp(status, "ok") == 0 || strcmp(status, "okay") == 0);
}

/* As fdt_stringlist_contains, without its pace: a tree is asked this many thousand times. */
bool xb_tree_is_compatible(const struct xb_tree_node *node, const char *compatible)
{
	const struct xb_tree_property *list = node->compatible;
	const char *at = list ? list->value : NULL, *end = list ? at + list->length : NULL;

	while (at < end) {
		const char *nul = memchr(at, 0, (size_t)(end - at));

		if (!nul)
			return fdt_stringlist_contains(at, (int)(end - at), compatible);
		if (*at == *compatible && strcmp(at, compatible) == 0)
			return true;
		at = nul + 1;
	}
	return false;
}

const struct xb_tree_node *xb_tree_next_compatible(const struct xb_tree_index *index,
						   const struct xb_tree_node *after,
						   const char *compatible)
{
	const struct xb_tree_node *node = after ? after + 1 : index->nodes;

	for (; node < index->nodes + index->count; node++)
		if (xb_tree_is_compatible(node, compatible))
			return node;
	return NULL;
}

/* ---- Paths ------------------------------------------------------------------------------------- */

/* Does LENGTH bytes of WORD name a node called NAME? Without an '@' the unit address is left out. */
static bool names(const char *name, const char *word, size_t length)
{
	if (strncmp(name, word, length) != 0)
		return false;
	return name[length] == '\0' || (name[length] == '@' && !memchr(word, '@', length));
}

const struct xb_tree_node *xb_tree_child(const struct xb_tree_node *parent, const char *word,
					 size_t length)
{
	const struct xb_tree_node *node = parent->child;

	while (node && !names(node->name, word, length))
		node = node->next;
	return node;
}

/* From NODE on down PATH. */
static const struct xb_tree_node *follow(const struct xb_tree_node *node, const char *path)
{
	for (path += strspn(path, "/"); node && *path; path += strspn(path, "/")) {
		size_t length = strcspn(path, "/");

		node = xb_tree_child(node, path, length);
		path += length;
	}
	return node;
}

const struct xb_tree_node *xb_tree_find(const struct xb_tree_index *index, const char *path)
{
	size_t length = strcspn(path, "/");
	const struct xb_tree_node *node;
	const char *target;
	char *alias;

	if (length == 0)
		return *path ? follow(index->nodes, path) : NULL;
	alias = xb_strndup(path, length);
	target = xb_tree_alias(index, alias);
	free(alias);
	node = target && *target == '/' ? follow(index->nodes, target) : NULL;
	return node ? follow(node, path + length) : NULL;
}

/* Is the whole path of NODE the LENGTH bytes of PATH, letters' case aside? */
static bool has_path(const struct xb_tree_node *node, const char *path, size_t length)
{
	for (; node->parent; node = node->parent) {
		size_t name = strlen(node->name);

		if (length < name + 1 || path[length - name - 1] != '/' ||
		    strncasecmp(path + length - name, node->name, name) != 0)
			return false;
		length -= name + 1;
	}
	return length == 0;
}

const struct xb_tree_node *xb_tree_find_whole(const struct xb_tree_index *index, const char *path)
{
	if (strcmp(path, "/") == 0)
		return index->nodes;
	for (size_t i = 1; i < index->count; i++)
		if (has_path(&index->nodes[i], path, strlen(path)))
			return &index->nodes[i];
	return NULL;
}

const char *xb_tree_alias(const struct xb_tree_index *index, const char *alias)
{
	return index->aliases ? xb_tree_string(index->aliases, alias) : NULL;
}

static void put_path(struct xb_buf *out, const struct xb_tree_node *node)
{
	if (!node->parent)
		return;
	put_path(out, node->parent);
	xb_buf_putc(out, '/');
	xb_buf_puts(out, node->name);
}

const char *xb_tree_next_alias(const struct xb_tree_index *index, const struct xb_tree_node *node,
			       size_t *at)
{
	while (index->aliases && *at < index->aliases->property_count) {
		const char *name = index->aliases->properties[(*at)++].name;
		const char *path = xb_tree_string(index->aliases, name);

		if (path && xb_tree_find_whole(index, path) == node)
			return name;
	}
	return NULL;
}

char *xb_tree_path(const struct xb_tree_node *node)
{
	struct xb_buf path = {0};

	if (!node->parent)
		return xb_strdup("/");
	put_path(&path, node);
	return xb_buf_take(&path);
}

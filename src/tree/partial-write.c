/* SPDX-License-Identifier: MIT */
/* A small tree that grows node by node, and becomes a blob. */
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

#include "tree/passthrough.h"

enum { FIRST_SIZE = 4096 };

/* ---- Nodes and properties --------------------------------------------------------------------------- */

struct part_node *xb_part_find(const struct part_node *parent, const char *name)
{
	struct part_node *node = parent->child;

	while (node && strcmp(node->name, name) != 0)
		node = node->next;
	return node;
}

static const char *free_name(struct xb_arena *arena, const struct part_node *parent, const char *name)
{
	size_t base = strcspn(name, "@");
	const char *tried = name;

	for (unsigned i = 2; xb_part_find(parent, tried); i++)
		tried = xb_arena_format(arena, "%.*s-%u%s", (int)base, name, i, name + base);
	return tried;
}

struct part_node *xb_part_add(struct xb_arena *arena, struct part_node *parent, const char *name)
{
	struct part_node *node = xb_arena_alloc(arena, sizeof(*node));

	node->parent = parent;
	node->name = name;
	if (parent && parent->last)
		parent->last->next = node;
	else if (parent)
		parent->child = node;
	if (parent)
		parent->last = node;
	return node;
}

struct part_node *xb_part_add_free(struct xb_arena *arena, struct part_node *parent, const char *name)
{
	return xb_part_add(arena, parent, free_name(arena, parent, name));
}

void xb_part_set(struct xb_arena *arena, struct part_node *node, const char *name, const void *value,
		 size_t length)
{
	struct part_property *property = xb_arena_alloc(arena, sizeof(*property));

	*property = (struct part_property){name, value, length, NULL};
	if (node->last_property)
		node->last_property->next = property;
	else
		node->property = property;
	node->last_property = property;
}

void xb_part_set_text(struct xb_arena *arena, struct part_node *node, const char *name,
		      const char *text)
{
	xb_part_set(arena, node, name, xb_arena_strdup(arena, text), strlen(text) + 1);
}

void xb_part_set_cell(struct xb_arena *arena, struct part_node *node, const char *name, uint32_t cell)
{
	fdt32_t *value = xb_arena_alloc(arena, sizeof(*value));

	fdt32_st(value, cell);
	xb_part_set(arena, node, name, value, sizeof(*value));
}

bool xb_part_has(const struct part_node *node, const char *name)
{
	for (const struct part_property *at = node->property; at; at = at->next)
		if (strcmp(at->name, name) == 0)
			return true;
	return false;
}

char *xb_part_path(struct xb_arena *arena, const struct part_node *node)
{
	return !node->parent ? xb_arena_strdup(arena, "") :
			       xb_arena_format(arena, "%s/%s", xb_part_path(arena, node->parent),
					       node->name);
}

void xb_part_copy(struct xb_arena *arena, struct part_node *part, const struct xb_tree_node *node)
{
	for (size_t i = 0; i < node->property_count; i++)
		xb_part_set(arena, part, node->properties[i].name, node->properties[i].value,
			    node->properties[i].length);
	for (const struct xb_tree_node *child = node->child; child; child = child->next)
		xb_part_copy(arena, xb_part_add(arena, part, child->name), child);
}

/* ---- Cells ------------------------------------------------------------------------------------------ */

void xb_pass_cell(struct pass_cells *cells, uint32_t cell)
{
	cells->items = xb_grow(cells->items, &cells->capacity, cells->count, sizeof(*cells->items));
	fdt32_st(&cells->items[cells->count++], cell);
}

void xb_pass_cells2(struct pass_cells *cells, uint64_t number)
{
	xb_pass_cell(cells, (uint32_t)(number >> 32));
	xb_pass_cell(cells, (uint32_t)number);
}

void xb_part_set_cells(struct xb_arena *arena, struct part_node *part, const char *name,
		       struct pass_cells *cells)
{
	size_t length = cells->count * sizeof(*cells->items);
	void *value = xb_arena_alloc(arena, length ? length : 1);

	if (length)
		memcpy(value, cells->items, length);
	xb_part_set(arena, part, name, value, length);
	free(cells->items);
	*cells = (struct pass_cells){0};
}

/* ---- The blob --------------------------------------------------------------------------------------- */

static int write_node(void *blob, const struct part_node *node)
{
	int error = fdt_begin_node(blob, node->name);

	for (const struct part_property *at = node->property; !error && at; at = at->next)
		error = fdt_property(blob, at->name, at->value, (int)at->length);
	for (const struct part_node *child = node->child; !error && child; child = child->next)
		error = write_node(blob, child);
	return error ? error : fdt_end_node(blob);
}

static int write_tree(void *blob, size_t room, const struct part_node *root)
{
	int error = fdt_create(blob, (int)room);

	if (!error)
		error = fdt_finish_reservemap(blob);
	if (!error)
		error = write_node(blob, root);
	return error ? error : fdt_finish(blob);
}

void *xb_part_write(const struct part_node *root, size_t *size)
{
	for (size_t room = FIRST_SIZE; room <= XB_DTB_MAX; room *= 2) {
		void *blob = xb_alloc(room);

		if (write_tree(blob, room, root) == 0) {
			*size = fdt_totalsize(blob);
			return blob;
		}
		free(blob);
	}
	return NULL;
}

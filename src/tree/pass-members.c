/* SPDX-License-Identifier: MIT */
/* Which nodes of the host's a guest gets: the devices asked for, what is below them, and their memory. */
#include <stdlib.h>

#include "tree/passthrough.h"

struct pass_member *xb_pass_member(const struct pass *pass, const struct xb_tree_node *node)
{
	uint32_t place = node ? pass->places[node - pass->host->index->nodes] : 0;

	return place ? &pass->members[place - 1] : NULL;
}

uint32_t xb_pass_phandle(struct pass *pass)
{
	return pass->next_phandle++;
}

void xb_pass_mark(struct pass *pass, const struct xb_tree_node *node)
{
	struct xb_partial *out = pass->out;

	if (xb_tree_property(node, "xen,passthrough"))
		return;
	for (size_t i = 0; i < out->mark_count; i++)
		if (out->marks[i] == node)
			return;
	out->marks = xb_grow(out->marks, &out->mark_capacity, out->mark_count, sizeof(*out->marks));
	out->marks[out->mark_count++] = node;
}

static void add_member(struct pass *pass, const struct xb_tree_node *node, bool is_memory)
{
	struct pass_member *member;
	uint32_t *place = &pass->places[node - pass->host->index->nodes];

	if (*place)
		return;
	pass->members = xb_grow(pass->members, &pass->member_capacity, pass->member_count,
				sizeof(*pass->members));
	member = &pass->members[pass->member_count++];
	*member = (struct pass_member){.node = node, .root = pass->out->device_count - 1,
				       .is_memory = is_memory};
	*place = (uint32_t)pass->member_count;
	if (node->phandle)
		member->phandle = xb_pass_phandle(pass);
}

/* What is disabled below a device is left away, with all that is below. */
static void add_below(struct pass *pass, const struct xb_tree_node *node)
{
	add_member(pass, node, false);
	for (const struct xb_tree_node *child = node->child; child; child = child->next)
		if (xb_tree_available(child))
			add_below(pass, child);
}

/* Reserved memory that has a place goes along with who uses it. */
static void add_memory(struct pass *pass, const struct xb_tree_node *user)
{
	const struct xb_tree_property *list = xb_tree_property(user, "memory-region");
	const struct xb_tree_node *reserved = xb_tree_find_whole(pass->host->index, "/reserved-memory");

	for (size_t i = 0; list && i < list->length / 4 && i < PASS_MOST_ENTRIES; i++) {
		const struct xb_tree_node *node =
			xb_tree_by_phandle(pass->host->index, xb_tree_cell_at(list, i));

		if (node && reserved && node->parent == reserved && xb_tree_property(node, "reg"))
			add_member(pass, node, true);
	}
}

/* Is NODE, or one above it, in the list of devices already? */
static bool is_below(const struct pass *pass, const struct xb_tree_node *node)
{
	for (; node; node = node->parent)
		for (size_t i = 0; i < pass->out->device_count; i++)
			if (pass->out->devices[i].node == node)
				return true;
	return false;
}

/* Does the tree that is given have NODE? Xen compares the whole path, and not the case. */
static bool is_given(struct pass *pass, const struct xb_tree_node *node)
{
	const struct xb_devtree *given = pass->request->given;
	const char *path = xb_pass_path(pass, node);

	for (size_t i = 0; given && i < given->index->count; i++) {
		const char *has = xb_tree_string(&given->index->nodes[i], "xen,path");

		if (has && xb_tree_find_whole(pass->host->index, has) == node) {
			xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_GIVEN, .node = node},
				     "%s stands in the partial tree that is given, and stays as it is "
				     "there", path);
			xb_pass_mark(pass, node); /* the guest has it all the same */
			return true;
		}
	}
	return false;
}

void xb_pass_add_device(struct pass *pass, const struct xb_tree_node *node)
{
	struct xb_partial *out = pass->out;
	size_t first = pass->member_count;

	if (is_given(pass, node) || is_below(pass, node))
		return;
	out->devices = xb_grow(out->devices, &out->device_capacity, out->device_count,
			       sizeof(*out->devices));
	out->devices[out->device_count++] = (struct xb_pass_device){.node = node};
	add_below(pass, node);
	pass->members[first].is_root = true;
	for (size_t i = first, end = pass->member_count; i < end; i++)
		add_memory(pass, pass->members[i].node);
}

/* Is one of NODES above NODE? */
static bool comes_with(const struct xb_tree_node *const *nodes, size_t count,
		       const struct xb_tree_node *node)
{
	for (const struct xb_tree_node *at = node->parent; at; at = at->parent)
		for (size_t i = 0; i < count; i++)
			if (nodes[i] == at)
				return true;
	return false;
}

/* The nodes that REQUEST names, new, the caller's. */
static const struct xb_tree_node **find_nodes(struct pass *pass, size_t *count)
{
	const struct xb_partial_request *request = pass->request;
	const struct xb_tree_node **nodes = xb_alloc((request->count + 1) * sizeof(*nodes));

	*count = 0;
	for (size_t i = 0; i < request->count; i++) {
		nodes[*count] = xb_tree_resolve(pass->host->index, request->devices[i]);
		if (nodes[*count])
			++*count;
		else
			xb_pass_find(pass, (struct xb_pass_finding){.kind = XB_PASS_NO_NODE},
				     "the host's tree has no node or alias %s", request->devices[i]);
	}
	return nodes;
}

void xb_pass_add_requested(struct pass *pass)
{
	size_t count;
	const struct xb_tree_node **nodes = find_nodes(pass, &count);

	for (size_t i = 0; i < count; i++)
		if (!comes_with(nodes, count, nodes[i]))
			xb_pass_add_device(pass, nodes[i]);
	free(nodes);
}

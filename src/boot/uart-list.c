/* SPDX-License-Identifier: MIT */
/* The UARTs that there are to choose from. */
#include "xenboot/boot.h"

#include <stdlib.h>
#include <string.h>

/* What the aliases of a tree lead to. */
struct aliases {
	const struct xb_tree_node *holder; /* or NULL */
	const struct xb_tree_node **targets;
};

static struct aliases find_aliases(const struct xb_tree_index *index, struct xb_arena *arena)
{
	struct aliases aliases = {.holder = index->aliases};
	size_t count = aliases.holder ? aliases.holder->property_count : 0;

	aliases.targets = xb_arena_alloc(arena, (count + 1) * sizeof(const struct xb_tree_node *));
	for (size_t i = 0; i < count; i++)
		aliases.targets[i] = xb_tree_resolve(index, aliases.holder->properties[i].name);
	return aliases;
}

/* The first alias of NODE in the order of their names, as serial0 comes before serial1; NULL: there is none. */
static const char *alias_of(const struct aliases *aliases, const struct xb_tree_node *node)
{
	const char *best = NULL;

	for (size_t i = 0; aliases->holder && i < aliases->holder->property_count; i++) {
		const char *name = aliases->holder->properties[i].name;

		if (aliases->targets[i] == node && (!best || strcmp(name, best) < 0))
			best = name;
	}
	return best;
}

static bool begins(const char *text, const char *with)
{
	return text && strncmp(text, with, strlen(with)) == 0;
}

/* Devicetree Specification 2.2.2: what a UART's node is called; older trees say uart@. */
static bool is_uart(const struct xb_boot *boot, const struct xb_tree_node *node, const char *alias)
{
	return begins(node->name, "serial@") || begins(node->name, "uart@") ||
	       begins(alias, "serial") || xb_xen_drives_uart(boot, node);
}

/* A chip behind it, for Bluetooth as a rule, is a node in it with a compatible (serial.yaml of Linux). */
static const char *device_on(const struct xb_tree_node *node)
{
	for (const struct xb_tree_node *child = node->child; child; child = child->next)
		if (xb_tree_string(child, "compatible"))
			return child->name;
	return NULL;
}

static const char *against(const struct xb_boot *boot, const struct xb_tree_node *node,
			   struct xb_arena *arena)
{
	const char *status = xb_tree_string(node, "status"), *device = device_on(node);
	const char *secure = xb_tree_string(node, "secure-status");

	if (status && strcmp(status, "reserved") == 0)
		return "firmware uses it";
	if (!xb_tree_available(node))
		return secure && strcmp(secure, "okay") == 0 ? "for the secure world alone" : "disabled";
	if (xb_tree_property(node, "xen,passthrough"))
		return "for a guest";
	if (!xb_xen_drives_uart(boot, node))
		return boot->xen_version ? xb_arena_format(arena, "no driver in Xen %s", boot->xen_version)
					 : "Xen has no driver";
	return device ? xb_arena_format(arena, "%s is on it", device) : NULL;
}

/* What nothing speaks against first; then by alias, serial2 before serial10, then as the tree has them. */
static int compare(const void *a, const void *b)
{
	const struct xb_uart *x = a, *y = b;
	size_t left = x->alias ? strlen(x->alias) : SIZE_MAX, right = y->alias ? strlen(y->alias) : SIZE_MAX;

	if (!x->against != !y->against)
		return x->against ? 1 : -1;
	if (left != right)
		return left < right ? -1 : 1;
	if (x->alias && strcmp(x->alias, y->alias) != 0)
		return strcmp(x->alias, y->alias);
	return (x->node > y->node) - (x->node < y->node);
}

static struct xb_uart describe(const struct xb_boot *boot, const struct xb_tree_node *node,
			       const char *alias, struct xb_arena *arena)
{
	const struct xb_devtree *tree = boot->edited;
	char *path = xb_tree_path(node);
	struct xb_uart uart = {
		.node = node,
		.path = xb_arena_strdup(arena, path),
		.alias = alias,
		.compatible = xb_tree_string(node, "compatible"),
		.standard = xb_tree_resolve(tree->index, tree->stdout_path) == node,
		.against = against(boot, node, arena),
	};

	free(path);
	return uart;
}

size_t xb_xen_uarts(const struct xb_boot *boot, struct xb_arena *arena, struct xb_uart **uarts)
{
	const struct xb_tree_index *index = boot->edited ? boot->edited->index : NULL;
	struct aliases aliases = {0};
	struct xb_uart *items = NULL;
	size_t count = 0, capacity = 0;

	if (index)
		aliases = find_aliases(index, arena);
	for (size_t i = 1; index && i < index->count; i++) {
		const struct xb_tree_node *node = &index->nodes[i];
		const char *alias = alias_of(&aliases, node);

		if (!is_uart(boot, node, alias))
			continue;
		items = xb_grow(items, &capacity, count, sizeof(*items));
		items[count++] = describe(boot, node, alias, arena);
	}
	if (count)
		qsort(items, count, sizeof(*items), compare);
	*uarts = xb_arena_alloc(arena, (count + 1) * sizeof(*items));
	if (count)
		memcpy(*uarts, items, count * sizeof(*items));
	free(items);
	return count;
}

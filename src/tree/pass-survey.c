/* SPDX-License-Identifier: MIT */
/* Who has which registers and which interrupts of the host, and needs whom: from one walk of its tree. */
#include <stdlib.h>

#include "tree/passthrough.h"

static void add_uses(struct xb_pass_host *host, const struct xb_tree_node *node, size_t *asked)
{
	size_t count = xb_tree_address_count(node, host->xen.release);

	for (size_t i = 0; i < count && *asked < PASS_MOST_ASKED; i++, ++*asked) {
		const struct xb_tree_node *fault;
		struct xb_range range;

		if (xb_tree_translate(node, i, host->xen.release, &range, &fault) != XB_TREE_OK ||
		    !range.size || !xb_range_valid(range))
			continue;
		host->uses = xb_grow(host->uses, &host->use_capacity, host->use_count,
				     sizeof(*host->uses));
		host->uses[host->use_count++] = (struct pass_use){range, node};
	}
}

static void add_lines(struct xb_pass_host *host, const struct xb_tree_node *node, size_t *asked)
{
	size_t count = xb_tree_interrupt_count(host->index, node);

	for (size_t i = 0; i < count && *asked < PASS_MOST_ASKED; i++, ++*asked) {
		const struct xb_tree_node *fault;
		struct xb_tree_interrupt interrupt;
		uint32_t number;

		if (xb_tree_interrupt(host->index, node, i, &interrupt, &fault) != XB_TREE_OK ||
		    interrupt.controller != host->gic || !xb_tree_gic_number(&interrupt, &number))
			continue;
		host->lines = xb_grow(host->lines, &host->line_capacity, host->line_count,
				      sizeof(*host->lines));
		host->lines[host->line_count++] = (struct pass_line){number, node};
	}
}

static int compare_nodes(const struct xb_tree_node *a, const struct xb_tree_node *b)
{
	return a < b ? -1 : a > b;
}

static int compare_uses(const void *left, const void *right)
{
	const struct pass_use *a = left, *b = right;

	if (a->range.start != b->range.start)
		return a->range.start < b->range.start ? -1 : 1;
	return compare_nodes(a->node, b->node);
}

static int compare_lines(const void *left, const void *right)
{
	const struct pass_line *a = left, *b = right;

	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return compare_nodes(a->node, b->node);
}

static int compare_needs(const void *left, const void *right)
{
	const struct pass_need *a = left, *b = right;

	return a->provider != b->provider ? compare_nodes(a->provider, b->provider) :
					    compare_nodes(a->user, b->user);
}

static void sort(struct xb_pass_host *host)
{
	if (host->use_count)
		qsort(host->uses, host->use_count, sizeof(*host->uses), compare_uses);
	if (host->line_count)
		qsort(host->lines, host->line_count, sizeof(*host->lines), compare_lines);
	if (host->need_count)
		qsort(host->needs, host->need_count, sizeof(*host->needs), compare_needs);
	host->reach = xb_alloc((host->use_count + 1) * sizeof(*host->reach));
	for (size_t i = 0; i < host->use_count; i++) {
		uint64_t last = xb_range_last(host->uses[i].range);

		host->reach[i] = i && host->reach[i - 1] > last ? host->reach[i - 1] : last;
	}
}

struct xb_pass_host *xb_pass_host_new(const struct xb_devtree *tree, const struct xb_pass_xen *xen)
{
	struct xb_pass_host *host = xb_alloc(sizeof(*host));
	size_t uses = 0, lines = 0;

	host->index = tree->index;
	host->xen = *xen;
	host->gic = xb_tree_gic(tree->index);
	for (size_t i = 0; i < host->index->count; i++) {
		const struct xb_tree_node *node = &host->index->nodes[i];

		if (xb_pass_is_description(node) || xb_pass_is_bus(node))
			continue;
		add_uses(host, node, &uses);
		add_lines(host, node, &lines);
		if (xb_pass_is_used(node))
			xb_pass_find_needs(host, node);
	}
	sort(host);
	return host;
}

void xb_pass_host_free(struct xb_pass_host *host)
{
	if (!host)
		return;
	free(host->uses);
	free(host->reach);
	free(host->lines);
	free(host->needs);
	free(host);
}

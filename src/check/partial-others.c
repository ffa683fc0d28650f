/* SPDX-License-Identifier: MIT */
/* Which nodes of the host the partial trees of a guest's neighbours name. */
#include <stdlib.h>
#include <strings.h>

#include "check/partial.h"

/* As Xen compares them. */
static int compare(const void *a, const void *b)
{
	const struct xb_partial_taken *first = a, *second = b;

	return strcasecmp(first->path, second->path);
}

static void add_paths(struct xb_partial_others *others, const struct xb_domain *domain,
		      const struct xb_devtree *tree)
{
	for (size_t i = 0; i < tree->index->count; i++) {
		const char *path = xb_tree_string(&tree->index->nodes[i], "xen,path");

		if (!path)
			continue;
		others->items = xb_grow(others->items, &others->capacity, others->count,
					sizeof(*others->items));
		others->items[others->count++] = (struct xb_partial_taken){path, domain};
	}
}

static void add_tree(struct xb_partial_others *others, const struct xb_domain *domain,
		     const struct xb_load *load)
{
	struct xb_diags ignored = {0};
	struct xb_devtree *tree = xb_devtree_parse(load->title, load->content.data, load->content.length,
						   load->at, &ignored);

	xb_diags_clear(&ignored);
	if (!tree)
		return; /* said where it is given */
	others->trees = xb_grow(others->trees, &others->tree_capacity, others->tree_count,
				sizeof(struct xb_devtree *));
	others->trees[others->tree_count++] = tree;
	add_paths(others, domain, tree);
}

void xb_partial_others_make(const struct xb_boot *boot, const struct xb_domain *domain,
			    struct xb_partial_others *others)
{
	*others = (struct xb_partial_others){0};
	for (const struct xb_domain *other = boot->domains; other < boot->domains + boot->domain_count;
	     other++) {
		const struct xb_load *load = xb_domain_load(boot, other, XB_MODULE_TREE);

		if (other != domain && other->node && load && load->content.data &&
		    (other < domain || load->output))
			add_tree(others, other, load);
	}
	if (others->count)
		qsort(others->items, others->count, sizeof(*others->items), compare);
}

void xb_partial_others_clear(struct xb_partial_others *others)
{
	for (size_t i = 0; i < others->tree_count; i++)
		xb_devtree_free(others->trees[i]);
	free(others->trees);
	free(others->items);
	*others = (struct xb_partial_others){0};
}

const struct xb_domain *xb_partial_other(const struct xb_partial_others *others, const char *path)
{
	const struct xb_partial_taken wanted = {path, NULL};
	const struct xb_partial_taken *found =
		others->count ? bsearch(&wanted, others->items, others->count, sizeof(wanted), compare) : NULL;

	return found ? found->domain : NULL;
}

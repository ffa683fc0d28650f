/* SPDX-License-Identifier: MIT */
/* Two flat profiles, key by key: both are sorted, then walked side by side. */
#include <stdlib.h>
#include <string.h>

#include "xenboot/model.h"

static int compare_items(const void *a, const void *b)
{
	return strcmp(((const struct xb_flat_item *)a)->key, ((const struct xb_flat_item *)b)->key);
}

static void sort(struct xb_flat *flat)
{
	if (flat->count)
		qsort(flat->items, flat->count, sizeof(*flat->items), compare_items);
}

static void add(struct xb_differences *found, const char *key, const char *a, const char *b)
{
	if (a && b && strcmp(a, b) == 0)
		return;
	found->items = xb_grow(found->items, &found->capacity, found->count, sizeof(*found->items));
	found->items[found->count++] = (struct xb_difference){key, a, b};
}

/* Which of the two has the next key; 0: both. At the end of one list it is the other. */
static int order_of(const struct xb_flat *a, size_t i, const struct xb_flat *b, size_t k)
{
	if (i == a->count)
		return 1;
	if (k == b->count)
		return -1;
	return strcmp(a->items[i].key, b->items[k].key);
}

void xb_flat_compare(struct xb_flat *a, struct xb_flat *b, struct xb_differences *found)
{
	size_t i = 0, k = 0;

	sort(a);
	sort(b);
	while (i < a->count || k < b->count) {
		int order = order_of(a, i, b, k);
		const struct xb_flat_item *left = order <= 0 ? &a->items[i++] : NULL;
		const struct xb_flat_item *right = order >= 0 ? &b->items[k++] : NULL;

		add(found, left ? left->key : right->key, left ? left->value : NULL,
		    right ? right->value : NULL);
	}
}

void xb_differences_clear(struct xb_differences *found)
{
	free(found->items);
	*found = (struct xb_differences){0};
}

/* SPDX-License-Identifier: MIT */
/* diff: two profiles, key by key, in the order of the keys. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* One key in which they differ; a or b NULL: not set there. */
struct difference {
	const char *key, *a, *b;
};
struct differences {
	struct difference *items;
	size_t count, capacity;
};

static int compare_items(const void *a, const void *b)
{
	return strcmp(((const struct xb_flat_item *)a)->key, ((const struct xb_flat_item *)b)->key);
}

static bool flatten(struct cli *cli, const char *ref, struct xb_flat *flat, int *status)
{
	struct xb_profile *profile = cli_load(cli, ref, status);

	if (!profile)
		return false;
	xb_profile_flatten(profile, flat);
	if (flat->count)
		qsort(flat->items, flat->count, sizeof(*flat->items), compare_items);
	xb_profile_free(profile);
	return true;
}

static void add(struct differences *found, const char *key, const char *a, const char *b)
{
	if (a && b && strcmp(a, b) == 0)
		return;
	found->items = xb_grow(found->items, &found->capacity, found->count, sizeof(*found->items));
	found->items[found->count++] = (struct difference){key, a, b};
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

static void compare(const struct xb_flat *a, const struct xb_flat *b, struct differences *found)
{
	size_t i = 0, k = 0;

	while (i < a->count || k < b->count) {
		int order = order_of(a, i, b, k);
		const struct xb_flat_item *left = order <= 0 ? &a->items[i++] : NULL;
		const struct xb_flat_item *right = order >= 0 ? &b->items[k++] : NULL;

		add(found, left ? left->key : right->key, left ? left->value : NULL,
		    right ? right->value : NULL);
	}
}

static void put_side(struct xb_buf *out, char sign, const char *key, const char *value)
{
	if (!value)
		return;
	xb_buf_printf(out, "%c ", sign);
	cli_visible(out, key);
	xb_buf_puts(out, ": ");
	cli_visible(out, value);
	xb_buf_putc(out, '\n');
}

static void put_text(struct cli *cli, const struct differences *found)
{
	struct xb_buf out = {0};

	for (size_t i = 0; i < found->count; i++) {
		put_side(&out, '-', found->items[i].key, found->items[i].a);
		put_side(&out, '+', found->items[i].key, found->items[i].b);
	}
	cli_put(cli, &out);
}

static void put_json(struct cli *cli, const struct differences *found)
{
	json_t *list = json_array();

	for (size_t i = 0; i < found->count; i++) {
		json_t *object = json_object();

		json_object_set_new(object, "key", cli_json_text(found->items[i].key));
		json_object_set_new(object, "a", cli_json_text(found->items[i].a));
		json_object_set_new(object, "b", cli_json_text(found->items[i].b));
		json_array_append_new(list, object);
	}
	cli_json_put_list(cli, "differences", list);
}

int cli_diff(struct cli *cli)
{
	struct differences found = {0};
	struct xb_flat a = {0}, b = {0};
	int status;

	if (flatten(cli, cli->args[0], &a, &status) && flatten(cli, cli->args[1], &b, &status)) {
		compare(&a, &b, &found);
		if (strcmp(cli->format, "json") == 0)
			put_json(cli, &found);
		else
			put_text(cli, &found);
		status = found.count ? 1 : 0;
	}
	free(found.items);
	xb_flat_clear(&a);
	xb_flat_clear(&b);
	return status;
}

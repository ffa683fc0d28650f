/* SPDX-License-Identifier: MIT */
/* diff: two profiles, key by key, in the order of the keys. */
#include <string.h>

#include "cli/cli.h"

static bool flatten(struct cli *cli, const char *ref, struct xb_flat *flat, int *status)
{
	struct xb_profile *profile = cli_load(cli, ref, status);

	if (!profile)
		return false;
	xb_profile_flatten(profile, flat);
	xb_profile_free(profile);
	return true;
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

static void put_text(struct cli *cli, const struct xb_differences *found)
{
	struct xb_buf out = {0};

	for (size_t i = 0; i < found->count; i++) {
		put_side(&out, '-', found->items[i].key, found->items[i].a);
		put_side(&out, '+', found->items[i].key, found->items[i].b);
	}
	cli_put(cli, &out);
}

static void put_json(struct cli *cli, const struct xb_differences *found)
{
	json_t *list = xb_json_array();

	for (size_t i = 0; i < found->count; i++) {
		json_t *object = xb_json_object();

		xb_json_set(object, "key", xb_json_text(found->items[i].key));
		xb_json_set(object, "a", xb_json_text(found->items[i].a));
		xb_json_set(object, "b", xb_json_text(found->items[i].b));
		xb_json_append(list, object);
	}
	cli_json_put_list(cli, "differences", list);
}

int cli_diff(struct cli *cli)
{
	struct xb_differences found = {0};
	struct xb_flat a = {0}, b = {0};
	int status;

	if (flatten(cli, cli->args[0], &a, &status) && flatten(cli, cli->args[1], &b, &status)) {
		xb_flat_compare(&a, &b, &found);
		if (strcmp(cli->format, "json") == 0)
			put_json(cli, &found);
		else
			put_text(cli, &found);
		status = found.count ? 1 : 0;
	}
	xb_differences_clear(&found);
	xb_flat_clear(&a);
	xb_flat_clear(&b);
	return status;
}

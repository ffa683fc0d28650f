/* SPDX-License-Identifier: MIT */
/* JSON for results. */
#include "cli/cli.h"

json_t *cli_json_texts(const struct xb_texts *texts)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < texts->count; i++)
		xb_json_append(array, xb_json_text(texts->items[i].text));
	return array;
}

json_t *cli_json_number(const struct xb_number *number)
{
	return number->given ? xb_json_size(number->value) : xb_json_null();
}

void cli_json_put(struct cli *cli, json_t *root)
{
	struct xb_buf out = {0};

	xb_json_put(root, &out);
	cli_put(cli, &out);
}

void cli_json_put_list(struct cli *cli, const char *key, json_t *list)
{
	json_t *root = xb_json_object();

	xb_json_set(root, key, list);
	cli_json_put(cli, root);
}

json_t *cli_setting_json(const char *name, bool set, const char *value, const struct xb_pos *at)
{
	json_t *object = xb_json_object();

	xb_json_set(object, "name", xb_json_text(name));
	xb_json_set(object, "set", xb_json_bool(set));
	xb_json_set(object, "value", xb_json_text(value));
	xb_json_set(object, "file", xb_json_text(at->file));
	xb_json_set(object, "line", xb_json_size(at->line));
	xb_json_set(object, "column", xb_json_size(at->column));
	return object;
}

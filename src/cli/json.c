/* SPDX-License-Identifier: MIT */
/* JSON for results. Addresses are text, for many readers' numbers end at 2^53; sizes are numbers.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

json_t *cli_json_text(const char *text)
{
	json_t *value = text ? json_string(text) : json_null();
	struct xb_buf shown = {0};

	if (value)
		return value;
	cli_visible(&shown, text);
	value = json_string(shown.data);
	xb_buf_clear(&shown);
	return value;
}

json_t *cli_json_texts(const struct xb_texts *texts)
{
	json_t *array = json_array();

	for (size_t i = 0; i < texts->count; i++)
		json_array_append_new(array, cli_json_text(texts->items[i].text));
	return array;
}

json_t *cli_json_address(uint64_t address)
{
	char *text = xb_format("0x%" PRIX64, address);
	json_t *value = json_string(text);

	free(text);
	return value;
}

json_t *cli_json_size(uint64_t bytes)
{
	/* jansson's integers are signed. */
	return json_integer(bytes > INT64_MAX ? INT64_MAX : (json_int_t)bytes);
}

json_t *cli_json_diags(const struct xb_diags *diags)
{
	struct xb_buf text = {0};
	json_t *root, *array;

	xb_diags_json(diags, &text);
	root = json_loadb(text.data, text.length, 0, NULL);
	array = json_incref(json_object_get(root, "diagnostics"));
	json_decref(root);
	xb_buf_clear(&text);
	return array;
}

/* DEL is the one control character that JSON_ENSURE_ASCII leaves; it occurs in strings alone. */
static int add_bytes(const char *bytes, size_t length, void *out)
{
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == 0x7f)
			xb_buf_puts(out, "\\u007f");
		else
			xb_buf_putc(out, bytes[i]);
	}
	return 0;
}

void cli_json_put(struct cli *cli, json_t *root)
{
	struct xb_buf out = {0};

	json_dump_callback(root, add_bytes, &out, JSON_INDENT(2) | JSON_ENSURE_ASCII);
	xb_buf_putc(&out, '\n');
	json_decref(root);
	cli_put(cli, &out);
}

void cli_json_put_list(struct cli *cli, const char *key, json_t *list)
{
	json_t *root = json_object();

	json_object_set_new(root, key, list);
	cli_json_put(cli, root);
}

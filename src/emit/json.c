/* SPDX-License-Identifier: MIT */
#include "emit/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* jansson's allocations end where ours do: no memory has this size. */
static json_t *need(json_t *value)
{
	if (!value)
		(void)xb_realloc(NULL, SIZE_MAX, 2);
	return value;
}

json_t *xb_emit_json_object(void)
{
	return need(json_object());
}

json_t *xb_emit_json_array(void)
{
	return need(json_array());
}

void xb_emit_json_set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		need(NULL);
}

void xb_emit_json_append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		need(NULL);
}

json_t *xb_emit_json_text(const char *text)
{
	struct xb_buf shown = {0};
	json_t *value = text ? json_string(text) : json_null();

	if (value)
		return value;
	xb_buf_put_visible(&shown, text, strlen(text));
	value = need(json_string(shown.data));
	xb_buf_clear(&shown);
	return value;
}

void xb_emit_json_set_text(json_t *object, const char *key, const char *text)
{
	xb_emit_json_set(object, key, xb_emit_json_text(text));
}

void xb_emit_json_set_address(json_t *object, const char *key, uint64_t address)
{
	char *text = xb_format("0x%" PRIX64, address);

	xb_emit_json_set_text(object, key, text);
	free(text);
}

void xb_emit_json_set_size(json_t *object, const char *key, uint64_t bytes)
{
	/* jansson's integers are signed. */
	json_int_t size = bytes > INT64_MAX ? INT64_MAX : (json_int_t)bytes;

	xb_emit_json_set(object, key, need(json_integer(size)));
}

static int add_bytes(const char *bytes, size_t length, void *out)
{
	xb_buf_add(out, bytes, length);
	return 0;
}

void xb_emit_json_put(json_t *root, struct xb_buf *out)
{
	if (json_dump_callback(root, add_bytes, out, JSON_INDENT(2) | JSON_ENSURE_ASCII) != 0)
		need(NULL);
	xb_buf_putc(out, '\n');
	json_decref(root);
}

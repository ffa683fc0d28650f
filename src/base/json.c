/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/base.h"

/* jansson fails when memory runs out, and on text that is not UTF-8, which it is not given. */
static json_t *need(json_t *value)
{
	if (!value)
		xb_memory_exhausted();
	return value;
}

json_t *xb_json_object(void)
{
	return need(json_object());
}

json_t *xb_json_array(void)
{
	return need(json_array());
}

json_t *xb_json_null(void)
{
	return json_null();
}

json_t *xb_json_text(const char *text)
{
	struct xb_buf shown = {0};
	json_t *value = text ? json_string(text) : xb_json_null();

	if (value)
		return value;
	xb_buf_put_visible(&shown, text, strlen(text));
	value = need(json_string(shown.data));
	xb_buf_clear(&shown);
	return value;
}

json_t *xb_json_address(uint64_t address)
{
	char *text = xb_format("0x%" PRIX64, address);
	json_t *value = need(json_string(text));

	free(text);
	return value;
}

json_t *xb_json_size(uint64_t bytes)
{
	/* jansson's integers are signed. */
	return need(json_integer(bytes > INT64_MAX ? INT64_MAX : (json_int_t)bytes));
}

json_t *xb_json_bool(bool value)
{
	return json_boolean(value);
}

void xb_json_set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		xb_memory_exhausted();
}

void xb_json_append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		xb_memory_exhausted();
}

/* DEL is the one control character that JSON_ENSURE_ASCII leaves; it stands in strings alone. */
static int add_bytes(const char *bytes, size_t length, void *out)
{
	for (const char *end = bytes + length; bytes < end;) {
		const char *delete = memchr(bytes, 0x7f, (size_t)(end - bytes));

		xb_buf_add(out, bytes, (size_t)((delete ? delete : end) - bytes));
		if (delete)
			xb_buf_puts(out, "\\u007f");
		bytes = delete ? delete + 1 : end;
	}
	return 0;
}

void xb_json_put(json_t *root, struct xb_buf *out)
{
	if (json_dump_callback(root, add_bytes, out, JSON_INDENT(2) | JSON_ENSURE_ASCII) != 0)
		xb_memory_exhausted();
	xb_buf_putc(out, '\n');
	json_decref(root);
}

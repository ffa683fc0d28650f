/* SPDX-License-Identifier: MIT */
#include "base/json.h"
#include "base/memory.h"

/* jansson fails on memory that runs out and on text that is not UTF-8; we give it none of those. */
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

json_t *xb_json_string(const char *text)
{
	return text ? need(json_string(text)) : json_null();
}

void xb_json_set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		xb_memory_exhausted();
}

void xb_json_set_text(json_t *object, const char *key, const char *text)
{
	xb_json_set(object, key, xb_json_string(text));
}

void xb_json_set_number(json_t *object, const char *key, uint32_t number)
{
	xb_json_set(object, key, need(json_integer(number)));
}

void xb_json_append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		xb_memory_exhausted();
}

static int add_bytes(const char *bytes, size_t length, void *buf)
{
	xb_buf_add(buf, bytes, length);
	return 0;
}

void xb_json_put(json_t *root, struct xb_buf *out)
{
	if (json_dump_callback(root, add_bytes, out, JSON_INDENT(2)) != 0)
		xb_memory_exhausted();
	xb_buf_putc(out, '\n');
	json_decref(root);
}

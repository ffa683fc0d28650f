/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <string.h>

static struct json_t *visible(const char *text)
{
	struct xb_buf shown = {0};
	struct json_t *value;

	if (!text)
		return xb_json_text(NULL);
	xb_buf_put_visible(&shown, text, strlen(text));
	value = xb_json_text(shown.data ? shown.data : "");
	xb_buf_clear(&shown);
	return value;
}

static void set_place(struct json_t *object, const char *key, const struct xb_diag *diag,
		      uint32_t number)
{
	if (diag->file && number > 0)
		xb_json_set(object, key, xb_json_size(number));
	else
		xb_json_set(object, key, xb_json_text(NULL));
}

/* The changes that do what the hint says; empty: it names none. */
static struct json_t *fix_array(const struct xb_fix *fix)
{
	struct json_t *array = xb_json_array();

	for (size_t i = 0; i < fix->count; i++) {
		struct json_t *change = xb_json_object();

		xb_json_set(change, "key", visible(fix->changes[i].key));
		xb_json_set(change, "value", visible(fix->changes[i].value));
		xb_json_append(array, change);
	}
	return array;
}

static struct json_t *diagnostic(const struct xb_diag *diag)
{
	struct json_t *object = xb_json_object();

	xb_json_set(object, "file", visible(diag->file));
	set_place(object, "line", diag, diag->line);
	set_place(object, "column", diag, diag->line > 0 ? diag->column : 0);
	xb_json_set(object, "severity", xb_json_text(xb_severity_name(diag->severity)));
	xb_json_set(object, "code", xb_json_text(xb_code_info(diag->code)->name));
	xb_json_set(object, "message", xb_json_text(diag->message));
	xb_json_set(object, "hint", xb_json_text(diag->hint));
	xb_json_set(object, "fix", fix_array(&diag->fix));
	return object;
}

struct json_t *xb_diags_array(const struct xb_diags *diags)
{
	struct json_t *array = xb_json_array();

	for (size_t i = 0; i < diags->count; i++)
		xb_json_append(array, diagnostic(&diags->items[i]));
	return array;
}

void xb_diags_json(const struct xb_diags *diags, struct xb_buf *out)
{
	struct json_t *root = xb_json_object();

	xb_json_set(root, "diagnostics", xb_diags_array(diags));
	xb_json_put(root, out);
}

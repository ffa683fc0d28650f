/* SPDX-License-Identifier: MIT */
#include "base/json.h"
#include "xenboot/base.h"

#include <string.h>

static json_t *visible(const char *text)
{
	struct xb_buf shown = {0};
	json_t *value;

	if (!text)
		return json_null();
	xb_buf_put_visible(&shown, text, strlen(text));
	value = xb_json_string(shown.data ? shown.data : "");
	xb_buf_clear(&shown);
	return value;
}

static void set_place(json_t *object, const char *key, const struct xb_diag *diag, uint32_t number)
{
	if (diag->file && number > 0)
		xb_json_set_number(object, key, number);
	else
		xb_json_set(object, key, json_null());
}

static json_t *diagnostic(const struct xb_diag *diag)
{
	json_t *object = xb_json_object();

	xb_json_set(object, "file", visible(diag->file));
	set_place(object, "line", diag, diag->line);
	set_place(object, "column", diag, diag->line > 0 ? diag->column : 0);
	xb_json_set_text(object, "severity", xb_severity_name(diag->severity));
	xb_json_set_text(object, "code", xb_code_info(diag->code)->name);
	xb_json_set_text(object, "message", diag->message);
	xb_json_set_text(object, "hint", diag->hint);
	return object;
}

void xb_diags_json(const struct xb_diags *diags, struct xb_buf *out)
{
	json_t *root = xb_json_object();
	json_t *array = xb_json_array();

	for (size_t i = 0; i < diags->count; i++)
		xb_json_append(array, diagnostic(&diags->items[i]));
	xb_json_set(root, "diagnostics", array);
	xb_json_put(root, out);
}

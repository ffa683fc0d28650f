/* SPDX-License-Identifier: MIT */
/* Rows of what set and unset make of the bytes of a file. */
#ifndef UNIT_MODEL_TEXT_ROWS_H
#define UNIT_MODEL_TEXT_ROWS_H

#include "unit/diags.h"

#include "xenboot/model.h"

/* VALUE NULL: unset. WANT NULL: refused. */
struct text_row {
	const char *label, *text, *key, *value, *want;
};

static inline bool edit(const char *text, const char *key, const char *value, struct xb_buf *out,
			struct xb_diags *diags)
{
	size_t length = strlen(text);

	return value ? xb_text_set("p.yaml", text, length, key, value, out, diags)
		     : xb_text_unset("p.yaml", text, length, key, out, diags);
}

/* A refusal names the key, and makes nothing. */
static inline void check_row(const struct text_row *row)
{
	struct xb_diags diags = {0};
	struct xb_buf out = {0};
	bool done = edit(row->text, row->key, row->value, &out, &diags);

	check_text(row->label, done ? (out.data ? out.data : "") : NULL, row->want);
	check_bool(row->label, done, diags.errors == 0);
	check_bool(row->label, done || out.length == 0, true);
	if (!done)
		check_contains(row->label, diags_message(&diags), row->key);
	xb_buf_clear(&out);
	xb_diags_clear(&diags);
}

#define CHECK_ROWS(rows)                                                                          \
	for (size_t i = 0; i < XB_COUNT(rows); i++)                                               \
	check_row(&(rows)[i])

#endif

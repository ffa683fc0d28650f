/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <stdlib.h>
#include <string.h>

const char *xb_severity_name(enum xb_severity severity)
{
	static const char *const names[] = {
		[XB_NOTE] = "note",
		[XB_WARNING] = "warning",
		[XB_ERROR] = "error",
	};

	return names[severity];
}

static char *visible_text(const char *format, va_list args) XB_PRINTF(1, 0);

static char *visible_text(const char *format, va_list args)
{
	struct xb_buf raw = {0}, shown = {0};

	xb_buf_vprintf(&raw, format, args);
	xb_buf_put_visible(&shown, raw.data, raw.length);
	xb_buf_clear(&raw);
	return xb_buf_take(&shown);
}

/* Adds all but the message, which the caller puts in. */
static struct xb_diag *add(struct xb_diags *diags, enum xb_severity severity, enum xb_code code,
			   struct xb_pos at)
{
	struct xb_diag *diag;

	diags->items = xb_grow(diags->items, &diags->capacity, diags->count, sizeof(*diags->items));
	diag = &diags->items[diags->count++];
	*diag = (struct xb_diag){
		.severity = severity,
		.code = code,
		.file = at.file ? xb_strdup(at.file) : NULL,
		.line = at.line,
		.column = at.column,
	};
	diags->errors += severity == XB_ERROR;
	diags->warnings += severity == XB_WARNING;
	return diag;
}

bool xb_error(struct xb_diags *diags, enum xb_code code, struct xb_pos at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(diags, XB_ERROR, code, at)->message = visible_text(format, args);
	va_end(args);
	return false;
}

void xb_warning(struct xb_diags *diags, enum xb_code code, struct xb_pos at, const char *format,
		...)
{
	va_list args;

	va_start(args, format);
	add(diags, XB_WARNING, code, at)->message = visible_text(format, args);
	va_end(args);
}

void xb_note(struct xb_diags *diags, enum xb_code code, struct xb_pos at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(diags, XB_NOTE, code, at)->message = visible_text(format, args);
	va_end(args);
}

void xb_report(struct xb_diags *diags, enum xb_severity severity, enum xb_code code,
	       struct xb_pos at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(diags, severity, code, at)->message = visible_text(format, args);
	va_end(args);
}

static void clear_fix(struct xb_fix *fix)
{
	for (size_t i = 0; i < fix->count; i++) {
		free((char *)fix->changes[i].key);
		free((char *)fix->changes[i].value);
	}
	free(fix->changes);
	*fix = (struct xb_fix){0};
}

void xb_hint(struct xb_diags *diags, const char *format, ...)
{
	struct xb_diag *diag;
	va_list args;

	if (diags->count == 0)
		return;
	diag = &diags->items[diags->count - 1];
	free(diag->hint);
	clear_fix(&diag->fix);
	va_start(args, format);
	diag->hint = visible_text(format, args);
	va_end(args);
}

/* Takes VALUE over. */
static void add_change(struct xb_diag *diag, const char *key, char *value)
{
	struct xb_fix *fix = &diag->fix;

	fix->changes = xb_grow(fix->changes, &fix->capacity, fix->count, sizeof(*fix->changes));
	fix->changes[fix->count++] = (struct xb_change){xb_strdup(key), value};
}

void xb_fix_set(struct xb_diags *diags, const char *key, const char *format, ...)
{
	struct xb_buf value = {0};
	va_list args;

	if (!key || diags->count == 0)
		return;
	va_start(args, format);
	xb_buf_vprintf(&value, format, args);
	va_end(args);
	add_change(&diags->items[diags->count - 1], key, xb_buf_take(&value));
}

void xb_fix_unset(struct xb_diags *diags, const char *key)
{
	if (key && diags->count)
		add_change(&diags->items[diags->count - 1], key, NULL);
}

void xb_diags_add(struct xb_diags *diags, const struct xb_diag *diag)
{
	struct xb_pos at = {diag->file, diag->line, diag->column};
	struct xb_diag *copy = add(diags, diag->severity, diag->code, at);

	copy->message = xb_strdup(diag->message);
	copy->hint = diag->hint ? xb_strdup(diag->hint) : NULL;
	for (size_t i = 0; i < diag->fix.count; i++) {
		const struct xb_change *change = &diag->fix.changes[i];

		add_change(copy, change->key, change->value ? xb_strdup(change->value) : NULL);
	}
}

/* A diagnostic with the place that it had, because qsort alone is not stable. */
struct placed {
	struct xb_diag diag;
	size_t place;
};

static int compare_files(const char *a, const char *b)
{
	if (!a || !b)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int by_position(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	int files = compare_files(a->diag.file, b->diag.file);

	if (files != 0)
		return files;
	if (a->diag.line != b->diag.line)
		return a->diag.line < b->diag.line ? -1 : 1;
	if (a->diag.column != b->diag.column)
		return a->diag.column < b->diag.column ? -1 : 1;
	return a->place < b->place ? -1 : 1;
}

void xb_diags_sort(struct xb_diags *diags)
{
	struct placed *all;

	if (diags->count < 2)
		return;
	all = xb_realloc(NULL, diags->count, sizeof(*all));
	for (size_t i = 0; i < diags->count; i++)
		all[i] = (struct placed){diags->items[i], i};
	qsort(all, diags->count, sizeof(*all), by_position);
	for (size_t i = 0; i < diags->count; i++)
		diags->items[i] = all[i].diag;
	free(all);
}

void xb_diag_clear(struct xb_diag *diag)
{
	free(diag->file);
	free(diag->message);
	free(diag->hint);
	clear_fix(&diag->fix);
}

void xb_diags_clear(struct xb_diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		xb_diag_clear(&diags->items[i]);
	free(diags->items);
	*diags = (struct xb_diags){0};
}

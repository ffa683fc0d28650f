/* SPDX-License-Identifier: MIT */
/* A value that is set, and the keys on the way to it, as YAML; and the bytes around it. */
#include <stdlib.h>
#include <string.h>

#include "model/text-edit.h"
#include "model/text-place.h"
#include "xenboot/model.h"

void xb_text_replace(struct xb_text_edit *e, size_t begin, size_t end, const struct xb_buf *by)
{
	xb_buf_add(e->out, e->document->text, begin);
	if (by && by->length)
		xb_buf_add(e->out, by->data, by->length);
	xb_buf_add(e->out, e->document->text + end, e->document->length - end);
}

bool xb_text_refuse_layout(struct xb_text_edit *e)
{
	xb_error(e->diags, XB_CODE_BAD_VALUE, (struct xb_pos){.file = e->document->path},
		 "the way this file is laid out, %s cannot be changed without harm to the rest",
		 e->key);
	xb_hint(e->diags, "nothing was written; edit the file by hand");
	return false;
}

/* ---- The value ------------------------------------------------------------------------------ */

bool xb_text_is_yaml(const char *text)
{
	size_t length = strlen(text);
	struct xb_diags ignored = {0};
	struct xb_document *document;
	char *line;
	bool good;

	if (length < 2 || strpbrk(text, "\r\n"))
		return false;
	if (!(text[0] == '[' && text[length - 1] == ']') &&
	    !(text[0] == '{' && text[length - 1] == '}') &&
	    !(text[0] == '"' && text[length - 1] == '"'))
		return false;
	line = xb_format("x: %s", text);
	document = xb_yaml_parse("", line, strlen(line), &ignored);
	good = document != NULL;
	xb_yaml_free(document);
	xb_diags_clear(&ignored);
	free(line);
	return good;
}

void xb_text_put_value(struct xb_buf *out, const char *value, bool flow)
{
	if (strcmp(value, "true") == 0 || strcmp(value, "~") == 0 || xb_text_is_yaml(value))
		xb_buf_puts(out, value);
	else
		xb_yaml_put_scalar(out, value, flow);
}

/* ---- The way to it -------------------------------------------------------------------------- */

/* Where the rest of a key leads. */
struct way {
	struct xb_meaning meaning; /* of what REST is in */
	const char *rest;
	bool options;
};

static struct way way_of(const struct xb_key_walk *walk)
{
	return (struct way){walk->meaning, walk->rest, walk->rest_options};
}

/* The `.+` behind an option that is not set: a list of one value is that value. */
static size_t without_append(const char *name, size_t length)
{
	return length > 2 && memcmp(name + length - 2, ".+", 2) == 0 ? length - 2 : length;
}

static bool step(struct way *way, const char **part, size_t *length)
{
	bool option = way->options;

	if (!xb_key_next(&way->rest, &way->options, part, length))
		return false;
	if (option)
		*length = without_append(*part, *length);
	way->meaning = way->meaning.kind == XB_MEANS_LIST
			       ? xb_meaning_of_item(way->meaning)
			       : xb_meaning_of_key(way->meaning, *part, *length);
	return true;
}

static bool goes_on_in_list(const struct way *way)
{
	return way->meaning.kind == XB_MEANS_LIST && way->rest[0];
}

bool xb_text_rest_is_new(const struct xb_key_walk *walk)
{
	struct way way = way_of(walk);
	const char *part;
	size_t length;

	do {
		bool item = goes_on_in_list(&way);
		struct xb_item_part which;

		if (!step(&way, &part, &length))
			return true;
		which = xb_key_item(part, length);
		if (item && (which.kind < XB_ITEM_AT || which.index > 0))
			return false;
	} while (way.rest[0]);
	return true;
}

char *xb_text_new_key(struct xb_arena *arena, const char *key, const struct xb_key_walk *walk)
{
	struct way way = way_of(walk);
	char *made = xb_arena_strndup(arena, key, (size_t)(walk->rest - key));
	bool item = goes_on_in_list(&way);
	const char *part;
	size_t length;

	while (step(&way, &part, &length)) {
		made = xb_arena_format(arena, "%s%.*s%s", made, item ? 1 : (int)length,
				       item ? "0" : part, way.rest[0] ? "." : "");
		item = goes_on_in_list(&way);
	}
	return made;
}

static void put_flow(struct way way, const char *value, struct xb_buf *out);

static void put_pair(struct way way, const char *value, struct xb_buf *out)
{
	const char *part;
	size_t length;
	char *name;

	step(&way, &part, &length);
	name = xb_strndup(part, length);
	xb_yaml_put_scalar(out, name, true);
	xb_buf_puts(out, ": ");
	free(name);
	put_flow(way, value, out);
}

static void put_flow(struct way way, const char *value, struct xb_buf *out)
{
	const char *part;
	size_t length;

	if (!way.rest[0]) {
		xb_text_put_value(out, value, true);
	} else if (goes_on_in_list(&way)) {
		step(&way, &part, &length);
		xb_buf_putc(out, '[');
		put_flow(way, value, out);
		xb_buf_putc(out, ']');
	} else {
		xb_buf_putc(out, '{');
		put_pair(way, value, out);
		xb_buf_putc(out, '}');
	}
}

void xb_text_put_rest(const struct xb_key_walk *walk, const char *value, struct xb_buf *out)
{
	put_flow(way_of(walk), value, out);
}

void xb_text_put_pair(const struct xb_key_walk *walk, const char *value, struct xb_buf *out)
{
	put_pair(way_of(walk), value, out);
}

void xb_text_put_lines(const struct xb_text_edit *edit, const struct xb_key_walk *walk,
		       size_t indent, bool first_inline, const char *value, struct xb_buf *out)
{
	struct way way = way_of(walk);
	const char *part;
	size_t length;

	while (step(&way, &part, &length)) {
		char *name = xb_strndup(part, length);

		if (!first_inline)
			xb_buf_printf(out, "%*s", (int)indent, "");
		first_inline = false;
		xb_yaml_put_scalar(out, name, false);
		xb_buf_putc(out, ':');
		free(name);
		if (!way.rest[0]) {
			xb_buf_putc(out, ' ');
			xb_text_put_value(out, value, false);
		} else if (goes_on_in_list(&way)) {
			xb_buf_putc(out, ' ');
			put_flow(way, value, out);
			return;
		} else {
			xb_buf_puts(out, xb_place_line_break(edit->document));
			indent += 2;
		}
	}
}

/* SPDX-License-Identifier: MIT */
#include "import/profile-text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void xb_text_put_key(struct xb_buf *out, unsigned indent, const char *key, const char *value)
{
	xb_buf_printf(out, "%*s%s: ", (int)indent, "", key);
	xb_yaml_put_scalar(out, value, false);
	xb_buf_putc(out, '\n');
}

void xb_text_put_number(struct xb_buf *out, unsigned indent, const char *key, uint64_t value)
{
	xb_buf_printf(out, "%*s%s: 0x%" PRIX64 "\n", (int)indent, "", key, value);
}

/* ---- Options ---- */

/* May WORD be a key of `options:`, and its value stand there? */
static bool is_option(const struct xb_setting *word)
{
	if (!word->name[0] || strpbrk(word->name, " \t\"'"))
		return false;
	return !word->value || word->value[0];
}

/* "true" stands for the bare word, "~" for none: as texts they need quotes. */
static void put_value(struct xb_buf *out, const char *value, bool flow)
{
	if (!value)
		xb_buf_puts(out, "true");
	else if (!strcmp(value, "true") || !strcmp(value, "~"))
		xb_buf_printf(out, "\"%s\"", value);
	else
		xb_yaml_put_scalar(out, value, flow);
}

void xb_text_put_setting(struct xb_buf *out, unsigned indent, const struct xb_setting *word)
{
	xb_buf_printf(out, "%*s", (int)indent, "");
	xb_yaml_put_scalar(out, word->name, false);
	xb_buf_puts(out, ": ");
	put_value(out, word->value, false);
	xb_buf_putc(out, '\n');
}

static bool came_before(const struct xb_line *line, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (!strcmp(line->words[i].name, line->words[index].name))
			return true;
	return false;
}

/* How many of the first COUNT words have the name of word INDEX. */
static size_t count_of(const struct xb_line *line, size_t index, size_t count)
{
	size_t same = 0;

	for (size_t i = 0; i < count; i++)
		same += !strcmp(line->words[i].name, line->words[index].name);
	return same;
}

/* One key with the values of all words of its name among the first COUNT. */
static void put_option(struct xb_buf *out, unsigned indent, const struct xb_line *line,
		       size_t index, size_t count, struct xb_import_origins *origins)
{
	const bool list = count_of(line, index, count) > 1;
	const char *before = list ? "[" : "";

	xb_import_origins_add(origins, out->length, line->words[index].name_at);
	xb_buf_printf(out, "%*s", (int)indent, "");
	xb_yaml_put_scalar(out, line->words[index].name, false);
	xb_buf_puts(out, ": ");
	for (size_t i = index; i < count; i++) {
		if (strcmp(line->words[i].name, line->words[index].name) != 0)
			continue;
		xb_buf_puts(out, before);
		xb_import_origins_add(origins, out->length, line->words[i].at);
		put_value(out, line->words[i].value, list);
		before = ", ";
	}
	xb_buf_puts(out, list ? "]\n" : "\n");
}

static void put_extra(struct xb_buf *out, unsigned indent, const struct xb_line *line, size_t from,
		      enum xb_scope scope, struct xb_import_origins *origins)
{
	struct xb_buf text = {0};

	if (from < line->count)
		xb_import_origins_add(origins, out->length, line->words[from].at);
	for (size_t i = from; i < line->count; i++)
		xb_line_put_word(&text, scope, &line->words[i]);
	if (text.length)
		xb_text_put_key(out, indent, "extra", text.data);
	xb_buf_clear(&text);
}

void xb_text_put_options(struct xb_buf *out, unsigned indent, const struct xb_line *line,
			 enum xb_scope scope)
{
	xb_text_put_options_of(out, indent, line, scope, NULL);
}

void xb_text_put_options_of(struct xb_buf *out, unsigned indent, const struct xb_line *line,
			    enum xb_scope scope, struct xb_import_origins *origins)
{
	const size_t own = xb_line_own_count(line, scope);
	size_t count = 0;

	while (count < own && is_option(&line->words[count]))
		count++;
	if (count)
		xb_buf_printf(out, "%*soptions:\n", (int)indent, "");
	for (size_t i = 0; i < count; i++)
		if (!came_before(line, i))
			put_option(out, indent + 2, line, i, count, origins);
	put_extra(out, indent, line, count, scope, origins);
}

/* ---- Edits ---- */

static uint32_t cell_at(const char *value)
{
	const unsigned char *bytes = (const unsigned char *)value;

	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

static void put_cells(struct xb_buf *out, const struct xb_edit *edit)
{
	xb_buf_puts(out, "\"<");
	for (size_t i = 0; i + 4 <= edit->length; i += 4)
		xb_buf_printf(out, "%s0x%" PRIx32, i ? " " : "", cell_at(edit->value + i));
	xb_buf_puts(out, ">\"");
}

static void put_bytes(struct xb_buf *out, const struct xb_edit *edit)
{
	xb_buf_puts(out, "\"[");
	for (size_t i = 0; i < edit->length; i++)
		xb_buf_printf(out, "%s%02x", i ? " " : "", (unsigned char)edit->value[i]);
	xb_buf_puts(out, "]\"");
}

static void put_texts(struct xb_buf *out, const struct xb_edit *edit)
{
	const bool list = strlen(edit->value) + 1 < edit->length;

	xb_buf_puts(out, list ? "[" : "");
	for (size_t i = 0; i < edit->length; i += strlen(edit->value + i) + 1) {
		xb_buf_puts(out, i ? ", " : "");
		xb_yaml_put_scalar(out, edit->value + i, true);
	}
	xb_buf_puts(out, list ? "]" : "");
}

bool xb_text_put_edit(struct xb_buf *out, const struct xb_edit *edit)
{
	if (edit->kind == XB_EDIT_MAKE_NODE)
		return false;
	xb_buf_puts(out, "    - {path: ");
	xb_yaml_put_scalar(out, edit->path, true);
	if (edit->kind != XB_EDIT_SET) {
		xb_buf_puts(out, ", remove: ");
		if (edit->kind == XB_EDIT_REMOVE_NODE)
			xb_buf_puts(out, "true");
		else
			xb_yaml_put_scalar(out, edit->name, true);
		xb_buf_puts(out, "}\n");
		return true;
	}
	xb_buf_puts(out, ", set: {");
	xb_yaml_put_scalar(out, edit->name, true);
	xb_buf_puts(out, ": ");
	if (!edit->length)
		xb_buf_puts(out, "true");
	else if (edit->form == XB_FORM_CELLS)
		put_cells(out, edit);
	else if (edit->form == XB_FORM_BYTES)
		put_bytes(out, edit);
	else
		put_texts(out, edit);
	xb_buf_puts(out, "}}\n");
	return true;
}

/* ---- The whole ---- */

bool xb_text_make_utf8(struct xb_buf *text)
{
	bool whole = true;

	for (size_t i = 0; i < text->length;) {
		const size_t step = xb_utf8_length(text->data + i, text->length - i);

		if (!step)
			text->data[i] = '?';
		whole = whole && step;
		i += step ? step : 1;
	}
	return whole;
}

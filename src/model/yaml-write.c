/* SPDX-License-Identifier: MIT */
/*
 * YAML out, by libyaml's emitter. It knows what can stand without quotes; what stands in quotes is in
 * double ones, and a few texts are that would be read as more than text.
 */
#include "model/yaml-write.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "xenboot/model.h"

struct writer {
	yaml_emitter_t emitter;
};

/* An event that cannot be made or emitted: memory ran out. */
static void need(int done)
{
	if (!done)
		xb_memory_exhausted();
}

static void emit(struct writer *w, yaml_event_t *event)
{
	need(yaml_emitter_emit(&w->emitter, event));
}

static int append(void *data, unsigned char *bytes, size_t size)
{
	xb_buf_add(data, bytes, size);
	return 1;
}

static void begin(struct writer *w, struct xb_buf *out)
{
	yaml_event_t event;

	need(yaml_emitter_initialize(&w->emitter));
	yaml_emitter_set_output(&w->emitter, append, out);
	yaml_emitter_set_unicode(&w->emitter, 1);
	yaml_emitter_set_width(&w->emitter, -1);
	need(yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
	emit(w, &event);
	need(yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1));
	emit(w, &event);
}

static void end(struct writer *w)
{
	yaml_event_t event;

	need(yaml_document_end_event_initialize(&event, 1));
	emit(w, &event);
	need(yaml_stream_end_event_initialize(&event));
	emit(w, &event);
	yaml_emitter_delete(&w->emitter);
}

/* ---- Texts ---------------------------------------------------------------------------------- */

/* A plain ~ or true would be read as more than text, nothing as no text at all; and 0:1 and 4.17 are
 * numbers to other readers of YAML 1.1. */
static bool is_more_than_text(const char *text)
{
	return !text[0] || strcmp(text, "~") == 0 || strcmp(text, "true") == 0 ||
	       (text[strspn(text, "0123456789:.")] == '\0' && strpbrk(text, ":."));
}

/* What is not UTF-8 cannot be YAML: in a tree, where only names of files can be so, it is made visible. */
static void put_text(struct writer *w, const char *text, yaml_scalar_style_t style)
{
	struct xb_buf visible = {0};
	yaml_event_t event;

	if (!xb_utf8_valid(text)) {
		xb_buf_put_visible(&visible, text, strlen(text));
		text = visible.data;
	}
	need(yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)text,
					  (int)strlen(text), 1, 1, style));
	emit(w, &event);
	xb_buf_clear(&visible);
}

static void open_list(struct writer *w, bool flow)
{
	yaml_event_t event;

	need(yaml_sequence_start_event_initialize(
		&event, NULL, NULL, 1, flow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE));
	emit(w, &event);
}

static void close_list(struct writer *w)
{
	yaml_event_t event;

	need(yaml_sequence_end_event_initialize(&event));
	emit(w, &event);
}

/* [TEXT] or - TEXT, and a line break. */
static void put_list_of_one(struct xb_buf *out, const char *text, yaml_scalar_style_t style,
			    bool flow)
{
	struct writer w;

	begin(&w, out);
	open_list(&w, flow);
	put_text(&w, text, style);
	close_list(&w);
	end(&w);
}

/* How libyaml writes TEXT: plain where it can be and means no more than text, else in double quotes. */
static yaml_scalar_style_t style_of(const char *text, bool flow)
{
	yaml_scalar_style_t style = YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	struct xb_buf tried = {0};

	if (is_more_than_text(text))
		return style;
	put_list_of_one(&tried, text, YAML_PLAIN_SCALAR_STYLE, flow);
	if (!strchr("\"'", tried.data[flow ? 1 : 2]))
		style = YAML_PLAIN_SCALAR_STYLE;
	xb_buf_clear(&tried);
	return style;
}

/* Text that is not UTF-8, which libyaml does not write: all that is wrong with it are those bytes. */
static void put_bytes(struct xb_buf *out, const char *text)
{
	xb_buf_putc(out, '"');
	for (; *text; text++) {
		if ((unsigned char)*text < ' ')
			xb_buf_printf(out, "\\x%02X", (unsigned)(unsigned char)*text);
		else if (strchr("\"\\", *text))
			xb_buf_printf(out, "\\%c", *text);
		else
			xb_buf_putc(out, *text);
	}
	xb_buf_putc(out, '"');
}

void xb_yaml_put_scalar(struct xb_buf *out, const char *text, bool flow)
{
	struct xb_buf list = {0};

	if (!xb_utf8_valid(text)) {
		put_bytes(out, text);
		return;
	}
	put_list_of_one(&list, text, style_of(text, flow), flow);
	if (flow)
		xb_buf_add(out, list.data + 1, list.length - 3);
	else
		xb_buf_add(out, list.data + 2, list.length - 3);
	xb_buf_clear(&list);
}

/* ---- Trees ---------------------------------------------------------------------------------- */

/* Nothing at all, as behind `options:`; not the same as the text "". */
static bool is_nothing(const struct xb_node *node)
{
	return node->kind == XB_NODE_SCALAR && node->plain && !node->text[0];
}

/* Between brackets nothing cannot stand: ~ is the same. */
static void put_scalar(struct writer *w, const struct xb_node *node, bool flow)
{
	bool plain = is_nothing(node) || xb_node_is_plain(node, "true") ||
		     xb_node_is_plain(node, "~");

	if (plain)
		put_text(w, flow && is_nothing(node) ? "~" : node->text, YAML_PLAIN_SCALAR_STYLE);
	else
		put_text(w, node->text, style_of(node->text, flow));
}

/* A list of texts stands in its line; nothing is no text. */
static bool fits_in_line(const struct xb_node *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->children[i].value->kind != XB_NODE_SCALAR ||
		    is_nothing(list->children[i].value))
			return false;
	return true;
}

static void put_node(struct writer *w, const struct xb_node *node, bool flow);

static void put_list(struct writer *w, const struct xb_node *list, bool flow)
{
	flow = flow || fits_in_line(list);
	open_list(w, flow);
	for (size_t i = 0; i < list->count; i++)
		put_node(w, list->children[i].value, flow);
	close_list(w);
}

static void put_map(struct writer *w, const struct xb_node *map, bool flow)
{
	yaml_event_t event;

	need(yaml_mapping_start_event_initialize(
		&event, NULL, NULL, 1, flow ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE));
	emit(w, &event);
	for (size_t i = 0; i < map->count; i++) {
		const char *key = map->children[i].key->text;

		put_text(w, key, style_of(key, flow));
		put_node(w, map->children[i].value, flow);
	}
	need(yaml_mapping_end_event_initialize(&event));
	emit(w, &event);
}

static void put_node(struct writer *w, const struct xb_node *node, bool flow)
{
	if (node->kind == XB_NODE_SCALAR)
		put_scalar(w, node, flow);
	else if (node->kind == XB_NODE_LIST)
		put_list(w, node, flow);
	else
		put_map(w, node, flow);
}

void xb_yaml_put(struct xb_buf *out, const struct xb_node *node)
{
	struct writer w;

	begin(&w, out);
	put_node(&w, node, false);
	end(&w);
}

void xb_yaml_put_line(struct xb_buf *out, const struct xb_node *node)
{
	const struct xb_node list = {
		.kind = XB_NODE_LIST, .children = &(struct xb_child){NULL, (struct xb_node *)node},
		.count = 1};
	struct xb_buf text = {0};
	struct writer w;

	begin(&w, &text);
	put_list(&w, &list, true);
	end(&w);
	xb_buf_add(out, text.data + 1, text.length - 3); /* without the brackets and the line break */
	xb_buf_clear(&text);
}

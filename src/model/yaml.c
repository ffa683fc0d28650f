/* SPDX-License-Identifier: MIT */
/* Building the tree from libyaml's events. */
#include "model/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "model/textmap.h"

struct builder {
	struct xb_document *document;
	struct xb_textmap map;
	struct xb_diags *diags;
	yaml_parser_t parser;
	struct xb_node *stack[XB_YAML_MAX_DEPTH];
	struct xb_node *pending_key[XB_YAML_MAX_DEPTH];
	size_t capacity[XB_YAML_MAX_DEPTH];
	size_t depth;
	size_t node_count;
};

static struct xb_pos position(const struct builder *b, size_t index)
{
	return xb_textmap_position(&b->map, index, b->document->path);
}

static struct xb_node *new_node(struct builder *b, enum xb_node_kind kind, const yaml_event_t *event)
{
	struct xb_node *node = xb_arena_alloc(&b->document->arena, sizeof(*node));

	node->kind = kind;
	node->at = position(b, event->start_mark.index);
	node->begin = xb_textmap_byte(&b->map, event->start_mark.index);
	node->end = xb_textmap_byte(&b->map, event->end_mark.index);
	return node;
}

static bool add_child(struct builder *b, struct xb_node *key, struct xb_node *value)
{
	struct xb_node *parent = b->stack[b->depth - 1];
	size_t *capacity = &b->capacity[b->depth - 1];

	if (parent->count == *capacity) {
		size_t wanted = *capacity ? *capacity * 2 : 8;
		struct xb_child *more =
			xb_arena_alloc(&b->document->arena, wanted * sizeof(*more));

		if (parent->count)
			memcpy(more, parent->children, parent->count * sizeof(*more));
		parent->children = more;
		*capacity = wanted;
	}
	parent->children[parent->count].key = key;
	parent->children[parent->count].value = value;
	parent->count++;
	return true;
}

/* Give NODE its place: the root, a list's item, a key, or the value of the key before it. */
static bool place_node(struct builder *b, struct xb_node *node)
{
	struct xb_node *parent, **key;

	if (++b->node_count > XB_YAML_MAX_NODES)
		return xb_error(b->diags, XB_CODE_SYNTAX, node->at,
				"more than %u keys and values stand in this file",
				XB_YAML_MAX_NODES);
	if (b->depth == 0) {
		b->document->root = node;
		return true;
	}
	parent = b->stack[b->depth - 1];
	key = &b->pending_key[b->depth - 1];
	if (parent->kind == XB_NODE_LIST)
		return add_child(b, NULL, node);
	if (*key) {
		struct xb_node *k = *key;

		*key = NULL;
		return add_child(b, k, node);
	}
	if (node->kind != XB_NODE_SCALAR)
		return xb_error(b->diags, XB_CODE_SYNTAX, node->at,
				"a key must be a word, not %s", xb_node_kind_name(node));
	*key = node;
	return true;
}

static bool open_collection(struct builder *b, struct xb_node *node)
{
	if (!place_node(b, node))
		return false;
	if (b->depth == XB_YAML_MAX_DEPTH)
		return xb_error(b->diags, XB_CODE_SYNTAX, node->at,
				"nested more than %d levels deep", XB_YAML_MAX_DEPTH);
	b->stack[b->depth] = node;
	b->pending_key[b->depth] = NULL;
	b->capacity[b->depth] = 0;
	b->depth++;
	return true;
}

/* Compare by text, then by place, so that the later of two equal keys is the one to report. */
static int compare_keys(const void *left, const void *right)
{
	const struct xb_node *a = *(struct xb_node *const *)left;
	const struct xb_node *b = *(struct xb_node *const *)right;
	int order = strcmp(a->text, b->text);

	if (order != 0)
		return order;
	return (a->begin > b->begin) - (a->begin < b->begin);
}

static bool keys_are_unique(struct builder *b, const struct xb_node *map)
{
	const struct xb_node **keys;
	bool good = true;

	if (map->count < 2)
		return true;
	keys = xb_realloc(NULL, map->count, sizeof(*keys));
	for (size_t i = 0; i < map->count; i++)
		keys[i] = map->children[i].key;
	qsort(keys, map->count, sizeof(*keys), compare_keys);
	for (size_t i = 1; i < map->count && good; i++) {
		if (strcmp(keys[i - 1]->text, keys[i]->text) != 0)
			continue;
		good = xb_error(b->diags, XB_CODE_SYNTAX, keys[i]->at,
				"'%s' stands here a second time", keys[i]->text);
		xb_hint(b->diags, "the first is in line %u; keep one of them",
			(unsigned)keys[i - 1]->at.line);
	}
	free(keys);
	return good;
}

/* A block collection's end mark lies behind the comments that follow: its last child ends it. */
static bool close_collection(struct builder *b, const yaml_event_t *event)
{
	struct xb_node *node = b->stack[b->depth - 1];

	if (node->flow)
		node->end = xb_textmap_byte(&b->map, event->end_mark.index);
	else if (node->count)
		node->end = node->children[node->count - 1].value->end;
	else
		node->end = node->begin;
	b->depth--;
	return node->kind != XB_NODE_MAP || keys_are_unique(b, node);
}

static bool refuse_property(struct builder *b, const yaml_event_t *event, const yaml_char_t *anchor,
			    const yaml_char_t *tag)
{
	struct xb_pos at = position(b, event->start_mark.index);

	if (anchor)
		return xb_error(b->diags, XB_CODE_SYNTAX, at, "anchors (&%s) are not allowed here",
				(const char *)anchor);
	if (tag)
		return xb_error(b->diags, XB_CODE_SYNTAX, at, "tags (%s) are not allowed here",
				(const char *)tag);
	return true;
}

static bool add_scalar(struct builder *b, const yaml_event_t *event)
{
	const char *value = (const char *)event->data.scalar.value;
	yaml_scalar_style_t style = event->data.scalar.style;
	struct xb_node *node;

	if (!refuse_property(b, event, event->data.scalar.anchor, event->data.scalar.tag))
		return false;
	node = new_node(b, XB_NODE_SCALAR, event);
	node->plain = style == YAML_PLAIN_SCALAR_STYLE;
	node->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	if (memchr(value, 0, event->data.scalar.length))
		return xb_error(b->diags, XB_CODE_SYNTAX, node->at,
				"a NUL character cannot stand in a value");
	node->text = xb_arena_strndup(&b->document->arena, value, event->data.scalar.length);
	while (node->block && node->end > node->begin &&
	       strchr(" \t\r\n", b->document->text[node->end - 1]))
		node->end--;
	return place_node(b, node);
}

static bool add_list(struct builder *b, const yaml_event_t *event)
{
	struct xb_node *node;

	if (!refuse_property(b, event, event->data.sequence_start.anchor,
			     event->data.sequence_start.tag))
		return false;
	node = new_node(b, XB_NODE_LIST, event);
	node->flow = event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	return open_collection(b, node);
}

static bool add_map(struct builder *b, const yaml_event_t *event)
{
	struct xb_node *node;

	if (!refuse_property(b, event, event->data.mapping_start.anchor,
			     event->data.mapping_start.tag))
		return false;
	node = new_node(b, XB_NODE_MAP, event);
	node->flow = event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	return open_collection(b, node);
}

static bool start_document(struct builder *b, const yaml_event_t *event)
{
	if (!b->document->root)
		return true;
	return xb_error(b->diags, XB_CODE_SYNTAX, position(b, event->start_mark.index),
			"a second document starts here; one file holds one");
}

static bool refuse_alias(struct builder *b, const yaml_event_t *event)
{
	return xb_error(b->diags, XB_CODE_SYNTAX, position(b, event->start_mark.index),
			"aliases (*%s) are not allowed here; write the value out",
			(const char *)event->data.alias.anchor);
}

static bool handle_event(struct builder *b, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return start_document(b, event);
	case YAML_SCALAR_EVENT:
		return add_scalar(b, event);
	case YAML_SEQUENCE_START_EVENT:
		return add_list(b, event);
	case YAML_MAPPING_START_EVENT:
		return add_map(b, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_collection(b, event);
	case YAML_ALIAS_EVENT:
		return refuse_alias(b, event);
	default:
		return true;
	}
}

static bool report_parser_error(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	struct xb_pos at = position(b, p->problem_mark.index);

	if (p->error == YAML_READER_ERROR)
		at = xb_textmap_position_of_byte(&b->map, p->problem_offset + b->map.bom,
						 b->document->path);
	xb_error(b->diags, XB_CODE_SYNTAX, at, "not valid YAML: %s%s%s",
		 p->problem ? p->problem : "it cannot be read", p->context ? " " : "",
		 p->context ? p->context : "");
	if (p->error == YAML_READER_ERROR)
		xb_hint(b->diags, "the file must be UTF-8 text without control characters");
	else if (b->document->text[0] && strchr(b->document->text, '\t'))
		xb_hint(b->diags, "YAML indents with blanks; a tab may be the cause");
	return false;
}

static bool run_parser(struct builder *b)
{
	bool good = true, done = false;

	while (good && !done) {
		yaml_event_t event;

		if (!yaml_parser_parse(&b->parser, &event))
			return report_parser_error(b);
		done = event.type == YAML_STREAM_END_EVENT;
		good = handle_event(b, &event);
		yaml_event_delete(&event);
	}
	return good;
}

static bool text_is_parsable(const char *path, const char *text, size_t length,
			     struct xb_diags *diags)
{
	struct xb_pos at = {.file = path};

	if (length > XB_YAML_MAX_BYTES)
		return xb_error(diags, XB_CODE_SYNTAX, at, "is %zu bytes; at most %u are read",
				length, XB_YAML_MAX_BYTES);
	if (length >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0)) {
		xb_error(diags, XB_CODE_SYNTAX, at, "is UTF-16 text");
		xb_hint(diags, "save it as UTF-8");
		return false;
	}
	if (length && memchr(text, 0, length))
		return xb_error(diags, XB_CODE_SYNTAX, at, "has NUL bytes in it: it is no text");
	return true;
}

/* Nothing but blank lines, comments and perhaps a --- in it. */
static bool is_blank(const struct xb_document *document)
{
	const struct xb_node *root = document->root;

	return !root || (root->kind == XB_NODE_SCALAR && root->plain && !root->text[0]);
}

/* An empty file is an empty mapping, so that what is missing in it can be named. */
static void add_empty_root(struct xb_document *document)
{
	struct xb_node *root = xb_arena_alloc(&document->arena, sizeof(*root));

	root->kind = XB_NODE_MAP;
	root->at = (struct xb_pos){.file = document->path, .line = 1, .column = 1};
	root->begin = root->end = document->length;
	document->root = root;
}

struct xb_document *xb_yaml_parse(const char *path, const char *text, size_t length,
				  struct xb_diags *diags)
{
	struct builder b = {.diags = diags};
	struct xb_document *document;
	bool good;

	if (!text_is_parsable(path, text, length, diags))
		return NULL;
	document = b.document = xb_alloc(sizeof(*document));
	document->path = xb_arena_strdup(&document->arena, path);
	document->text = xb_arena_strndup(&document->arena, text, length);
	document->length = length;
	xb_textmap_init(&b.map, document->text, length);
	if (!yaml_parser_initialize(&b.parser))
		xb_memory_exhausted();
	yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&b.parser, (const unsigned char *)document->text + b.map.bom,
				     length - b.map.bom);
	good = run_parser(&b);
	yaml_parser_delete(&b.parser);
	xb_textmap_clear(&b.map);
	if (!good) {
		xb_yaml_free(document);
		return NULL;
	}
	if (is_blank(document))
		add_empty_root(document);
	return document;
}

void xb_yaml_free(struct xb_document *document)
{
	while (document) {
		struct xb_document *base = document->base;

		xb_arena_clear(&document->arena);
		free(document);
		document = base;
	}
}

struct xb_child *xb_node_child(const struct xb_node *map, const char *key)
{
	if (!map || map->kind != XB_NODE_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (strcmp(map->children[i].key->text, key) == 0)
			return &map->children[i];
	return NULL;
}

struct xb_node *xb_node_get(const struct xb_node *map, const char *key)
{
	struct xb_child *child = xb_node_child(map, key);

	return child ? child->value : NULL;
}

bool xb_node_is_plain(const struct xb_node *node, const char *word)
{
	return node && node->kind == XB_NODE_SCALAR && node->plain && strcmp(node->text, word) == 0;
}

const char *xb_node_kind_name(const struct xb_node *node)
{
	static const char *const names[] = {
		[XB_NODE_SCALAR] = "text",
		[XB_NODE_MAP] = "a mapping",
		[XB_NODE_LIST] = "a list",
	};

	return names[node->kind];
}

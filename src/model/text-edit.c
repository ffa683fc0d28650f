/* SPDX-License-Identifier: MIT */
/*
 * set and unset on the bytes of a file. The value's own bytes are replaced; what a person wrote
 * around them stays. The result is parsed again and compared: a change that touched anything but
 * its key is refused, so that no layout, however odd, can be damaged.
 */
#include <stdlib.h>
#include <string.h>

#include "model/key.h"
#include "model/profile.h"
#include "model/text-place.h"

struct edit {
	struct xb_document *document;
	const char *key;
	struct xb_buf *out;
	struct xb_diags *diags;
};

/* ---- The value as YAML ---------------------------------------------------------------------- */

/* Does TEXT stand for itself as a YAML value? [lists], {mappings} and "quoted" text do. */
static bool is_yaml_value(const char *text)
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

static void put_value(struct xb_buf *out, const char *value, bool flow)
{
	if (strcmp(value, "true") == 0 || strcmp(value, "~") == 0 || is_yaml_value(value))
		xb_buf_puts(out, value);
	else
		xb_yaml_put_scalar(out, value, flow);
}

static void replace(struct edit *e, size_t begin, size_t end, const struct xb_buf *by)
{
	xb_buf_add(e->out, e->document->text, begin);
	if (by->length)
		xb_buf_add(e->out, by->data, by->length);
	xb_buf_add(e->out, e->document->text + end, e->document->length - end);
}

/* ---- set ------------------------------------------------------------------------------------ */

/* What stood on lines of its own comes behind its key. */
static bool is_on_own_lines(const struct xb_key_walk *walk)
{
	return walk->node->kind != XB_NODE_SCALAR && !walk->node->flow && walk->child->key;
}

static bool set_existing(struct edit *e, const struct xb_key_walk *walk, bool flow,
			 const char *value)
{
	const struct xb_node *node = walk->node;
	size_t begin = node->begin;
	struct xb_buf by = {0};

	if (is_on_own_lines(walk))
		begin = xb_place_behind_colon(e->document, walk->child->key);
	if (xb_place_has_comments_inside(e->document, node) ||
	    xb_place_has_comment(e->document, begin, node->begin)) {
		xb_error(e->diags, XB_CODE_BAD_VALUE, node->at,
			 "%s is %s with comments in it, which would be lost", e->key,
			 xb_node_kind_name(node));
		xb_hint(e->diags, "edit it by hand, or set the keys inside it");
		return false;
	}
	if (begin > 0 && strchr(":-", e->document->text[begin - 1]))
		xb_buf_putc(&by, ' ');
	put_value(&by, value, flow);
	replace(e, begin, node->end, &by);
	xb_buf_clear(&by);
	return true;
}

/* `rest: value`, where rest may name sections that are to be made: one line each. */
static void put_new_pair(struct edit *e, const char *rest, bool options, size_t indent, bool flow,
			 const char *value, struct xb_buf *by)
{
	const char *part;
	size_t length;
	int open = 0;

	while (xb_key_next(&rest, &options, &part, &length)) {
		char *name = xb_strndup(part, length);

		if (!flow)
			xb_buf_printf(by, "%*s", (int)indent, "");
		xb_yaml_put_scalar(by, name, flow);
		free(name);
		if (!*rest) {
			xb_buf_puts(by, ": ");
			put_value(by, value, flow);
		} else if (flow) {
			xb_buf_puts(by, ": {");
			open++;
		} else {
			xb_buf_printf(by, ":%s", xb_place_line_break(e->document));
			indent += 2;
		}
	}
	while (open-- > 0)
		xb_buf_putc(by, '}');
}

static void insert_in_flow(struct edit *e, const struct xb_key_walk *walk, const char *value)
{
	const struct xb_node *map = walk->node;
	size_t at = map->count ? map->children[map->count - 1].value->end : map->begin + 1;
	struct xb_buf by = {0};

	if (map->count)
		xb_buf_puts(&by, ", ");
	put_new_pair(e, walk->rest, walk->rest_options, 0, true, value, &by);
	replace(e, at, at, &by);
	xb_buf_clear(&by);
}

/* A new line (or more) behind the line in which WHERE ends. */
static void insert_lines(struct edit *e, const struct xb_key_walk *walk, size_t where,
			 size_t indent, const char *value)
{
	size_t at = xb_place_line_end(e->document, where);
	bool unfinished =
		at > xb_place_text_start(e->document) && e->document->text[at - 1] != '\n';
	struct xb_buf by = {0};

	if (unfinished)
		xb_buf_puts(&by, xb_place_line_break(e->document));
	put_new_pair(e, walk->rest, walk->rest_options, indent, false, value, &by);
	if (!unfinished)
		xb_buf_puts(&by, xb_place_line_break(e->document));
	replace(e, at, at, &by);
	xb_buf_clear(&by);
}

static bool set_new(struct edit *e, const struct xb_key_walk *walk, const char *value)
{
	const struct xb_node *node = walk->node;

	if (node->kind == XB_NODE_MAP && node->flow) {
		insert_in_flow(e, walk, value);
		return true;
	}
	if (node->kind == XB_NODE_MAP && node->count) {
		insert_lines(e, walk, node->end,
			     xb_place_indent(e->document, node->children[0].key->begin), value);
		return true;
	}
	if (node->kind == XB_NODE_MAP) {
		insert_lines(e, walk, e->document->length, 0, value);
		return true;
	}
	if (node->kind == XB_NODE_SCALAR && node->plain && !node->text[0] && walk->child &&
	    walk->child->key) {
		insert_lines(e, walk, walk->child->key->end,
			     xb_place_indent(e->document, walk->child->key->begin) + 2, value);
		return true;
	}
	return xb_error(e->diags, XB_CODE_BAD_VALUE, node->at,
			"%s cannot be set: what stands here is %s, not a section", e->key,
			xb_node_kind_name(node));
}

/* Is the value at the walk's end written inside [] or {}? */
static bool is_in_flow(const struct xb_key_walk *walk)
{
	return walk->parent && walk->parent->flow;
}

/* ---- unset ---------------------------------------------------------------------------------- */

static void cut(struct edit *e, size_t begin, size_t end)
{
	static const struct xb_buf nothing;

	replace(e, begin, end, &nothing);
}

static bool refuse_cut(struct edit *e, const struct xb_node *at, const char *why)
{
	xb_error(e->diags, XB_CODE_BAD_VALUE, at->at, "%s cannot be taken out: %s", e->key, why);
	xb_hint(e->diags, "edit the file by hand");
	return false;
}

static bool cut_from_flow(struct edit *e, const struct xb_node *parent, size_t index)
{
	const struct xb_child *child = &parent->children[index];
	size_t begin = xb_place_child_begin(child), end = child->value->end;
	bool comment = false;

	/* With the comma and the blanks on one side. */
	if (index > 0) {
		size_t before = child[-1].value->end;

		comment = xb_place_has_comment(e->document, before, begin);
		begin = before;
	} else if (parent->count > 1) {
		size_t behind = xb_place_child_begin(&child[1]);

		comment = xb_place_has_comment(e->document, end, behind);
		end = behind;
	}
	if (comment)
		return refuse_cut(e, child->value, "a comment beside it would be lost");
	cut(e, begin, end);
	return true;
}

static bool cut_lines(struct edit *e, const struct xb_child *child)
{
	size_t begin = xb_place_first_byte(e->document, child);

	if (!xb_place_stands_first(e->document, begin))
		return refuse_cut(e, child->value, "something stands before it in its line");
	cut(e, xb_place_line_start(e->document, begin),
	    xb_place_line_end(e->document, child->value->end));
	return true;
}

/* An empty section would be an error; empty options are none. */
static bool takes_its_section(const struct edit *e, const struct xb_key_walk *walk, const char *key)
{
	return walk->parent->count == 1 && walk->parent != e->document->root &&
	       strchr(key, '.') && !strstr(key, "options.");
}

static bool unset_child(struct edit *e, const char *key)
{
	struct xb_key_walk walk = xb_key_walk(e->document->root, key);
	char *section;
	bool good;

	if (walk.rest[0] || !walk.child)
		return xb_error(e->diags, XB_CODE_UNKNOWN_KEY,
				(struct xb_pos){.file = e->document->path},
				"%s is not set in this file", e->key);
	if (walk.parent->flow)
		return cut_from_flow(e, walk.parent,
				     (size_t)(walk.child - walk.parent->children));
	if (!takes_its_section(e, &walk, key))
		return cut_lines(e, walk.child);
	section = xb_strndup(key, (size_t)(strrchr(key, '.') - key));
	good = unset_child(e, section);
	free(section);
	return good;
}

/* ---- The proof ------------------------------------------------------------------------------ */

static bool is_at_or_below(const char *key, const char *top)
{
	size_t length = strlen(top);

	return strncmp(key, top, length) == 0 && (key[length] == '\0' || key[length] == '.');
}

/* KEY's section, which an edit may bring into being or take away. */
static bool is_section_of(const char *section, const char *key)
{
	return is_at_or_below(key, section);
}

static bool is_concerned(const char *item, const char *key)
{
	return is_at_or_below(item, key) || is_section_of(item, key);
}

static bool same_but_for(const struct xb_flat *a, const struct xb_flat *b, const char *key)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a->count && is_concerned(a->items[i].key, key))
			i++;
		while (k < b->count && is_concerned(b->items[k].key, key))
			k++;
		if (i == a->count || k == b->count)
			return i == a->count && k == b->count;
		if (strcmp(a->items[i].key, b->items[k].key) != 0 ||
		    strcmp(a->items[i].value, b->items[k].value) != 0)
			return false;
		i++;
		k++;
	}
}

static bool only_key_changed(struct edit *e, bool wanted)
{
	struct xb_diags ignored = {0};
	struct xb_document *after =
		xb_yaml_parse(e->document->path, e->out->data ? e->out->data : "", e->out->length,
			      &ignored);
	struct xb_flat old_items = {0}, new_items = {0};
	bool good = false;

	if (after) {
		struct xb_key_walk walk = xb_key_walk(after->root, e->key);

		xb_node_flatten(e->document->root, &old_items);
		xb_node_flatten(after->root, &new_items);
		good = same_but_for(&old_items, &new_items, e->key) && !walk.rest[0] == wanted;
	}
	xb_flat_clear(&old_items);
	xb_flat_clear(&new_items);
	xb_yaml_free(after);
	xb_diags_clear(&ignored);
	if (good)
		return true;
	xb_buf_clear(e->out);
	xb_error(e->diags, XB_CODE_BAD_VALUE, (struct xb_pos){.file = e->document->path},
		 "the way this file is laid out, %s cannot be changed without harm to the rest",
		 e->key);
	xb_hint(e->diags, "nothing was written; edit the file by hand");
	return false;
}

bool xb_text_set(const char *path, const char *text, size_t length, const char *key,
		 const char *value, struct xb_buf *out, struct xb_diags *diags)
{
	struct edit e = {.key = key, .out = out, .diags = diags};
	struct xb_key_walk walk;
	bool good;

	e.document = xb_yaml_parse(path, text, length, diags);
	if (!e.document)
		return false;
	walk = xb_key_walk(e.document->root, key);
	if (!key[0])
		good = xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){.file = path},
				"the key is empty");
	else if (walk.rest[0])
		good = set_new(&e, &walk, value);
	else
		good = set_existing(&e, &walk, is_in_flow(&walk), value);
	good = good && only_key_changed(&e, true);
	xb_yaml_free(e.document);
	return good;
}

bool xb_text_unset(const char *path, const char *text, size_t length, const char *key,
		   struct xb_buf *out, struct xb_diags *diags)
{
	struct edit e = {.key = key, .out = out, .diags = diags};
	bool good;

	e.document = xb_yaml_parse(path, text, length, diags);
	if (!e.document)
		return false;
	good = unset_child(&e, key) && only_key_changed(&e, false);
	xb_yaml_free(e.document);
	return good;
}

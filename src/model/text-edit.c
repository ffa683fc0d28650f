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
#include "model/text-proof.h"

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

/* The bytes from BEGIN to the end of NODE go, and BY comes. */
static bool replace_node(struct edit *e, size_t begin, const struct xb_node *node,
			 const struct xb_buf *by)
{
	struct xb_buf text = {0};

	if (xb_place_has_comments_inside(e->document, node) ||
	    xb_place_has_comment(e->document, begin, node->begin)) {
		xb_error(e->diags, XB_CODE_BAD_VALUE, node->at,
			 "%s is %s with comments in it, which would be lost", e->key,
			 xb_node_kind_name(node));
		xb_hint(e->diags, "edit it by hand, or set the keys inside it");
		return false;
	}
	if (begin > 0 && strchr(":-", e->document->text[begin - 1]))
		xb_buf_putc(&text, ' ');
	xb_buf_add(&text, by->data, by->length);
	replace(e, begin, node->end, &text);
	xb_buf_clear(&text);
	return true;
}

/* Is the value at the walk's end written inside [] or {}? */
static bool is_in_flow(const struct xb_key_walk *walk)
{
	return walk->parent && walk->parent->flow;
}

static bool set_existing(struct edit *e, const struct xb_key_walk *walk, const char *value)
{
	size_t begin = walk->node->begin;
	struct xb_buf by = {0};
	bool good;

	if (is_on_own_lines(walk))
		begin = xb_place_behind_colon(e->document, walk->child->key);
	put_value(&by, value, is_in_flow(walk));
	good = replace_node(e, begin, walk->node, &by);
	xb_buf_clear(&by);
	return good;
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

/* ---- set: a value written short ---------------------------------------------------------------- */

static bool set(struct edit *e, const char *value);

/* Can VALUE stand where a text stands for its section? */
static bool is_text(const char *value)
{
	return strcmp(value, "~") != 0 && (value[0] == '"' || !is_yaml_value(value));
}

/* The text that NODE is, between brackets: quotes stay as they are. */
static void put_same_text(struct edit *e, const struct xb_node *node, struct xb_buf *out)
{
	if (node->plain)
		put_value(out, node->text, true);
	else if (node->block)
		xb_yaml_put_scalar(out, node->text, true);
	else
		xb_buf_add(out, e->document->text + node->begin, node->end - node->begin);
}

static bool refuse_layout(struct edit *e)
{
	xb_error(e->diags, XB_CODE_BAD_VALUE, (struct xb_pos){.file = e->document->path},
		 "the way this file is laid out, %s cannot be changed without harm to the rest",
		 e->key);
	xb_hint(e->diags, "nothing was written; edit the file by hand");
	return false;
}

/* {file: Image} for `Image`, [x.dtbo] for `x.dtbo`. Where the text took the place of what a base has,
 * each key of that is taken away. */
static void put_written_out(struct edit *e, const struct xb_key_walk *walk, struct xb_buf *out)
{
	const struct xb_schema *schema = walk->meaning.schema;
	bool replaces = xb_extends(e->document->root) && !walk->meaning.in_list;

	if (walk->meaning.list) {
		xb_buf_putc(out, '[');
		put_same_text(e, walk->node, out);
		xb_buf_putc(out, ']');
		return;
	}
	xb_buf_printf(out, "{%s: ", schema->plain_field);
	put_same_text(e, walk->node, out);
	for (size_t i = 0; replaces && i < xb_schema_count(schema); i++) {
		const char *name = xb_schema_row(schema, i, NULL)->name;

		if (strcmp(name, schema->plain_field) != 0)
			xb_buf_printf(out, ", %s: ~", name);
	}
	xb_buf_putc(out, '}');
}

/* In its line, where every layout takes it and what stands around it stays. Then there is a mapping or a
 * list to set VALUE in. */
static bool set_written_out(struct edit *e, const struct xb_key_walk *walk, const char *value)
{
	struct xb_buf by = {0}, text = {0};
	struct xb_diags ignored = {0};
	struct edit first = *e, second = *e;
	bool good;

	put_written_out(e, walk, &by);
	first.out = &text;
	good = replace_node(&first, walk->node->begin, walk->node, &by);
	if (good) {
		second.document =
			xb_yaml_parse(e->document->path, text.data, text.length, &ignored);
		good = second.document ? set(&second, value) : refuse_layout(e);
		xb_yaml_free(second.document);
	}
	xb_diags_clear(&ignored);
	xb_buf_clear(&by);
	xb_buf_clear(&text);
	return good;
}

/* Does the key go on into a value that is written short? In a list of one, to its item. */
static bool leads_into_short_form(const struct xb_key_walk *walk)
{
	const char *rest = walk->rest, *part;
	bool options = walk->rest_options;
	size_t length;

	if (!xb_short_part(walk->meaning, walk->node) ||
	    !xb_key_next(&rest, &options, &part, &length))
		return false;
	return !walk->meaning.list || (length == 1 && part[0] == '0');
}

/* Is a text in this place the value of the key? Also in the place of a ~ that took all away. */
static bool text_stands_for_key(const struct edit *e, const struct xb_key_walk *walk)
{
	return xb_key_find(e->document->root, e->key) ||
	       (xb_is_taken_away(walk->meaning, walk->node) &&
		strcmp(walk->rest, walk->meaning.schema->plain_field) == 0);
}

static bool set(struct edit *e, const char *value)
{
	struct xb_key_walk walk = xb_key_walk(e->document->root, e->key);

	if (!walk.rest[0] || (is_text(value) && text_stands_for_key(e, &walk)))
		return set_existing(e, &walk, value);
	if (leads_into_short_form(&walk))
		return set_written_out(e, &walk, value);
	return set_new(e, &walk, value);
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

/* An empty section would be an error, and empty options take away what a base has: they go as well. */
static bool takes_its_section(const struct edit *e, const struct xb_key_walk *walk, const char *key)
{
	return walk->parent->count == 1 && walk->parent != e->document->root && strchr(key, '.');
}

/* The key of the section that KEY stands in; an option's name may have dots. */
static char *section_of(const char *key)
{
	const char *options = strstr(key, "options."), *dot = strrchr(key, '.');

	if (options && (options == key || options[-1] == '.'))
		dot = options + strlen("options");
	return xb_strndup(key, (size_t)(dot - key));
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
	if (!takes_its_section(e, &walk, key))
		return walk.parent->flow
			       ? cut_from_flow(e, walk.parent,
					       (size_t)(walk.child - walk.parent->children))
			       : cut_lines(e, walk.child);
	section = section_of(key);
	good = unset_child(e, section);
	free(section);
	return good;
}

/* The key of the text that is the value of KEY; a text that stands for its section goes with it. */
static char *written_key(const struct edit *e)
{
	struct xb_key_walk walk = xb_key_walk(e->document->root, e->key);

	if (walk.rest[0] && xb_key_find(e->document->root, e->key))
		return xb_strndup(e->key, (size_t)(walk.rest - e->key - 1));
	return xb_strdup(e->key);
}

/* ---- The whole ------------------------------------------------------------------------------ */

static bool only_key_changed(struct edit *e, const char *key, bool wanted)
{
	if (xb_text_proof(e->document, e->out, key, wanted))
		return true;
	xb_buf_clear(e->out);
	return refuse_layout(e);
}

bool xb_text_set(const char *path, const char *text, size_t length, const char *key,
		 const char *value, struct xb_buf *out, struct xb_diags *diags)
{
	struct edit e = {.key = key, .out = out, .diags = diags};
	bool good;

	e.document = xb_yaml_parse(path, text, length, diags);
	if (!e.document)
		return false;
	if (!key[0])
		good = xb_error(diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){.file = path},
				"the key is empty");
	else
		good = set(&e, value) && only_key_changed(&e, key, true);
	xb_yaml_free(e.document);
	return good;
}

bool xb_text_unset(const char *path, const char *text, size_t length, const char *key,
		   struct xb_buf *out, struct xb_diags *diags)
{
	struct edit e = {.key = key, .out = out, .diags = diags};
	char *written;
	bool good;

	e.document = xb_yaml_parse(path, text, length, diags);
	if (!e.document)
		return false;
	written = written_key(&e);
	good = unset_child(&e, written) && only_key_changed(&e, written, false);
	free(written);
	xb_yaml_free(e.document);
	return good;
}

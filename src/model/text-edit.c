/* SPDX-License-Identifier: MIT */
/*
 * set and unset on the bytes of a file. The value's own bytes are replaced; what a person wrote
 * around them stays. The result is parsed again and compared: a change that touched anything but
 * its key is refused, so that no layout, however odd, can be damaged.
 */
#include "model/text-edit.h"

#include <stdlib.h>
#include <string.h>

#include "model/profile.h"
#include "model/text-place.h"

/* ---- set ------------------------------------------------------------------------------------ */

/* What stood on lines of its own comes behind its key. */
static bool is_on_own_lines(const struct xb_key_walk *walk)
{
	return walk->node->kind != XB_NODE_SCALAR && !walk->node->flow && walk->child->key;
}

/* The bytes from BEGIN to the end of NODE go, and BY comes. */
static bool replace_node(struct xb_text_edit *e, size_t begin, const struct xb_node *node,
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
	xb_text_replace(e, begin, node->end, &text);
	xb_buf_clear(&text);
	return true;
}

/* Is the value at the walk's end written inside [] or {}? */
static bool is_in_flow(const struct xb_key_walk *walk)
{
	return walk->parent && walk->parent->flow;
}

static bool set_existing(struct xb_text_edit *e, const struct xb_key_walk *walk, const char *value)
{
	size_t begin = walk->node->begin;
	struct xb_buf by = {0};
	bool good;

	if (is_on_own_lines(walk))
		begin = xb_place_behind_colon(e->document, walk->child->key);
	xb_text_put_value(&by, value, is_in_flow(walk));
	good = replace_node(e, begin, walk->node, &by);
	xb_buf_clear(&by);
	return good;
}

static void insert_in_flow(struct xb_text_edit *e, const struct xb_key_walk *walk, const char *value)
{
	const struct xb_node *map = walk->node;
	size_t at = map->count ? map->children[map->count - 1].value->end : map->begin + 1;
	struct xb_buf by = {0};

	if (map->count)
		xb_buf_puts(&by, ", ");
	xb_text_put_pair(walk, value, &by);
	xb_text_replace(e, at, at, &by);
	xb_buf_clear(&by);
}

/* A new line (or more) behind the line in which WHERE ends. */
static void insert_lines(struct xb_text_edit *e, const struct xb_key_walk *walk, size_t where,
			 size_t indent, const char *value)
{
	size_t at = xb_place_line_end(e->document, where);
	bool unfinished =
		at > xb_place_text_start(e->document) && e->document->text[at - 1] != '\n';
	struct xb_buf by = {0};

	if (unfinished)
		xb_buf_puts(&by, xb_place_line_break(e->document));
	xb_text_put_lines(e, walk, indent, false, value, &by);
	if (!unfinished)
		xb_buf_puts(&by, xb_place_line_break(e->document));
	xb_text_replace(e, at, at, &by);
	xb_buf_clear(&by);
}

static bool report_no_item(struct xb_text_edit *e, const struct xb_key_walk *walk, size_t count)
{
	int length = (int)(walk->rest - e->key - 1);

	xb_error(e->diags, XB_CODE_BAD_VALUE, walk->node->at,
		 "%s cannot be set: there is no such item, %.*s has %zu", e->key, length, e->key, count);
	xb_hint(e->diags, "the next is %.*s.%zu; %.*s.+ means the same", length, e->key, count, length,
		e->key);
	return false;
}

static bool set_new(struct xb_text_edit *e, const struct xb_key_walk *walk, const char *value)
{
	const struct xb_node *node = walk->node;

	if (!xb_text_rest_is_new(walk))
		return xb_error(e->diags, XB_CODE_BAD_VALUE, node->at,
				"%s cannot be set: the first item of a new list is 0, or +", e->key);
	e->change.key = xb_text_new_key(e->arena, e->key, walk);
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
	if (!xb_node_is_plain(node, "~"))
		return xb_error(e->diags, XB_CODE_BAD_VALUE, node->at,
				"%s cannot be set: what stands here is %s, not a section", e->key,
				xb_node_kind_name(node));
	xb_error(e->diags, XB_CODE_BAD_VALUE, node->at,
		 "%s cannot be set: the ~ here takes away all that is extended, a key here would bring "
		 "it back", e->key);
	xb_hint(e->diags, "set %.*s as a whole, or take its ~ out by hand",
		(int)(walk->rest - e->key - 1), e->key);
	return false;
}

/* ---- set: a value written short ------------------------------------------------------------- */

static bool set(struct xb_text_edit *e, const char *value);

/* Can VALUE stand where a text stands for its section? */
static bool is_text(const char *value)
{
	return strcmp(value, "~") != 0 && (value[0] == '"' || !xb_text_is_yaml(value));
}

/* The text that NODE is, between brackets: quotes stay as they are. */
static void put_same_text(struct xb_text_edit *e, const struct xb_node *node, struct xb_buf *out)
{
	if (node->plain)
		xb_text_put_value(out, node->text, true);
	else if (node->block)
		xb_yaml_put_scalar(out, node->text, true);
	else
		xb_buf_add(out, e->document->text + node->begin, node->end - node->begin);
}

/* {file: Image} for `Image`, [x.dtbo] for `x.dtbo`. Where the text took the place of what a base has,
 * each key of that is taken away. */
static void put_written_out(struct xb_text_edit *e, const struct xb_key_walk *walk,
			    struct xb_buf *out)
{
	const struct xb_schema *schema = walk->meaning.schema;
	bool replaces = xb_extends(e->document->root) && !walk->meaning.in_list;

	if (walk->meaning.kind == XB_MEANS_LIST) {
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
static bool set_written_out(struct xb_text_edit *e, const struct xb_key_walk *walk, const char *value)
{
	struct xb_buf by = {0}, text = {0};
	struct xb_diags ignored = {0};
	struct xb_text_edit first = *e, second = *e;
	bool good;

	put_written_out(e, walk, &by);
	first.out = &text;
	good = replace_node(&first, walk->node->begin, walk->node, &by);
	if (good) {
		second.document =
			xb_yaml_parse(e->document->path, text.data, text.length, &ignored);
		good = second.document ? set(&second, value) : xb_text_refuse_layout(e);
		e->change = second.change;
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
	return walk->meaning.kind != XB_MEANS_LIST || (length == 1 && part[0] == '0');
}

/* Is a text in this place the value of the key? Also in the place of a ~ that took all away. */
static bool text_stands_for_key(const struct xb_text_edit *e, const struct xb_key_walk *walk)
{
	return xb_key_find(e->schema, e->document->root, e->key) ||
	       (xb_is_taken_away(walk->meaning, walk->node) &&
		strcmp(walk->rest, walk->meaning.schema->plain_field) == 0);
}

/* ---- set: a new item of a list -------------------------------------------------------------- */

/* KEY with the part at PLACE replaced by INDEX. */
static const char *key_of_item(struct xb_text_edit *e, const char *place, size_t index)
{
	return xb_arena_format(e->arena, "%.*s%zu%s", (int)(place - e->key), e->key, index,
			       place + strcspn(place, "."));
}

/* How many items the walk's end has: a list, a text that stands for one, or nothing yet. */
static size_t item_count(const struct xb_key_walk *walk)
{
	if (walk->node->kind == XB_NODE_LIST)
		return walk->node->count;
	return xb_is_one_text(walk->meaning, walk->node) ||
	       xb_short_part(walk->meaning, walk->node);
}

/* Does the key go on to an item that a list does not have yet, or is to get? */
static bool leads_to_new_item(const struct xb_key_walk *walk, struct xb_item_part *item)
{
	if (walk->node->kind != XB_NODE_LIST &&
	    (walk->meaning.kind != XB_MEANS_LIST || walk->node->kind != XB_NODE_SCALAR))
		return false;
	*item = xb_key_item(walk->rest, strcspn(walk->rest, "."));
	return item->kind > XB_ITEM_AT ||
	       (item->kind == XB_ITEM_AT && item->index >= item_count(walk));
}

/* Where nothing stands, or ~, [VALUE] comes. */
static bool set_first_item(struct xb_text_edit *e, const struct xb_key_walk *walk, const char *value)
{
	struct xb_buf by = {0};
	bool good;

	xb_text_put_rest(walk, value, &by);
	good = replace_node(e, walk->node->begin, walk->node, &by);
	xb_buf_clear(&by);
	return good;
}

static bool set_new_item(struct xb_text_edit *e, const struct xb_key_walk *walk,
			 struct xb_item_part item, const char *value)
{
	size_t count = item_count(walk), index = item.kind == XB_ITEM_END ? count : item.index;

	if (index > count || strcmp(walk->rest + strcspn(walk->rest, "."), ".move") == 0)
		return report_no_item(e, walk, count);
	if (walk->node->kind == XB_NODE_SCALAR && count)
		return set_written_out(e, walk, value);
	e->change.key = key_of_item(e, walk->rest, index);
	e->change.items = XB_ITEMS_INSERT;
	e->change.list = xb_arena_strndup(e->arena, e->key, (size_t)(walk->rest - e->key - 1));
	e->change.to = index;
	return count || walk->node->kind == XB_NODE_LIST
		       ? xb_text_insert_item(e, walk, index, value)
		       : set_first_item(e, walk, value);
}

/* ---- set: an item to another place ---------------------------------------------------------- */

static bool leads_to_move(const struct xb_key_walk *walk)
{
	return strcmp(walk->rest, "move") == 0 && walk->parent &&
	       walk->parent->kind == XB_NODE_LIST;
}

static bool move(struct xb_text_edit *e, const struct xb_key_walk *item, const char *value)
{
	const struct xb_node *list = item->parent;
	struct xb_item_part to = xb_key_item(value, strlen(value));
	char *key = xb_arena_strndup(e->arena, e->key, (size_t)(item->part - e->key - 1));
	struct xb_key_walk walk = xb_key_walk(e->schema, e->document->root, key);

	if (to.kind == XB_ITEM_END)
		to = (struct xb_item_part){XB_ITEM_AT, list->count - 1};
	if (to.kind != XB_ITEM_AT || to.index >= list->count) {
		xb_error(e->diags, XB_CODE_BAD_VALUE, item->node->at,
			 "%s: there is no place '%s', %s has %zu items", e->key, value, key,
			 list->count);
		xb_hint(e->diags, "0 is the first place, + the last");
		return false;
	}
	e->change = (struct xb_text_change){.items = XB_ITEMS_MOVE, .list = key,
					    .from = (size_t)(item->child - list->children),
					    .to = to.index};
	return xb_text_move_item(e, &walk, to.index);
}

/* ---- set: which of these -------------------------------------------------------------------- */

static bool leads_to_wrong_number(const struct xb_key_walk *walk)
{
	return (walk->node->kind == XB_NODE_LIST || walk->meaning.kind == XB_MEANS_LIST) &&
	       xb_key_item(walk->rest, strcspn(walk->rest, ".")).kind == XB_ITEM_WRONG;
}

static bool report_wrong_number(struct xb_text_edit *e, const struct xb_key_walk *walk)
{
	xb_error(e->diags, XB_CODE_BAD_VALUE, walk->node->at,
		 "%s cannot be set: no item has the number %.*s", e->key,
		 (int)strcspn(walk->rest, "."), walk->rest);
	xb_hint(e->diags, "items are counted 0, 1, 2 ... without leading zeros");
	return false;
}

static bool set(struct xb_text_edit *e, const char *value)
{
	struct xb_key_walk walk = xb_key_walk(e->schema, e->document->root, e->key);
	struct xb_item_part item;

	if (leads_to_wrong_number(&walk))
		return report_wrong_number(e, &walk);
	if (xb_text_is_rename(e->schema, e->key))
		return xb_text_rename(e, &walk, value);
	if (!walk.rest[0] || (is_text(value) && text_stands_for_key(e, &walk)))
		return set_existing(e, &walk, value);
	if (leads_to_new_item(&walk, &item))
		return set_new_item(e, &walk, item, value);
	if (leads_to_move(&walk))
		return move(e, &walk, value);
	if (leads_into_short_form(&walk))
		return set_written_out(e, &walk, value);
	return set_new(e, &walk, value);
}

/* ---- unset ---------------------------------------------------------------------------------- */

/* An empty section would be an error, and empty options take away what a base has: they go as well. */
static bool takes_its_section(const struct xb_text_edit *e, const struct xb_key_walk *walk,
			      const char *key)
{
	return walk->parent->count == 1 && walk->parent != e->document->root && walk->part > key;
}

static bool unset_child(struct xb_text_edit *e, const char *key);

/* The list stays, with nothing in it: without it what is extended would come back. */
static bool leave_empty_list(struct xb_text_edit *e, const char *key)
{
	struct xb_key_walk walk = xb_key_walk(e->schema, e->document->root, key);

	e->change.key = key;
	e->change.wanted = true;
	return set_existing(e, &walk, "[]");
}

static bool unset_item(struct xb_text_edit *e, const struct xb_key_walk *walk, const char *list)
{
	if (walk->parent->count == 1)
		return xb_extends(e->document->root) ? leave_empty_list(e, list)
						     : unset_child(e, list);
	e->change = (struct xb_text_change){.items = XB_ITEMS_REMOVE, .list = list,
					    .from = (size_t)(walk->child - walk->parent->children)};
	return xb_text_remove_item(e, walk);
}

static bool unset_child(struct xb_text_edit *e, const char *key)
{
	struct xb_key_walk walk = xb_key_walk(e->schema, e->document->root, key);
	const char *section;
	size_t index;

	if (walk.rest[0] || !walk.child)
		return xb_error(e->diags, XB_CODE_UNKNOWN_KEY,
				(struct xb_pos){.file = e->document->path},
				"%s is not set in this file", e->key);
	index = (size_t)(walk.child - walk.parent->children);
	section = walk.part > key ? xb_arena_strndup(e->arena, key, (size_t)(walk.part - key - 1)) : "";
	if (walk.parent->kind == XB_NODE_LIST && section[0])
		return unset_item(e, &walk, section);
	if (takes_its_section(e, &walk, key))
		return unset_child(e, section);
	return walk.parent->flow ? xb_text_cut_from_flow(e, walk.parent, index)
				 : xb_text_cut_lines(e, walk.parent, index);
}

/* A text that is the value of the key stands for its section, or its list, and goes with it. */
static bool unset(struct xb_text_edit *e)
{
	struct xb_key_walk walk = xb_key_walk(e->schema, e->document->root, e->key);
	const char *key = e->key;

	if (walk.rest[0] && xb_key_find(e->schema, e->document->root, e->key)) {
		key = xb_arena_strndup(e->arena, e->key, (size_t)(walk.rest - e->key - 1));
		if (walk.meaning.kind == XB_MEANS_LIST && xb_extends(e->document->root))
			return leave_empty_list(e, key);
	}
	e->change.key = key;
	return unset_child(e, key);
}

/* ---- The whole ------------------------------------------------------------------------------ */

/* The change that EDIT is of TEXT: made, and proved. */
static bool make(struct xb_text_edit *e, const char *path, const char *text, size_t length,
		 const char *value)
{
	struct xb_arena arena = {0};
	bool good = false;

	e->document = xb_yaml_parse(path, text, length, e->diags);
	if (!e->document)
		return false;
	e->arena = &arena;
	if (!e->key[0])
		xb_error(e->diags, XB_CODE_UNKNOWN_KEY, (struct xb_pos){.file = path},
			 "the key is empty");
	else if (value && !xb_utf8_valid(value))
		xb_error(e->diags, XB_CODE_BAD_VALUE, (struct xb_pos){.file = path},
			 "%s: the value is not UTF-8, as all of the file must be", e->key);
	else
		good = value ? set(e, value) : unset(e);
	if (good && !xb_text_proof(e->schema, e->document, e->out, &e->change)) {
		xb_buf_clear(e->out);
		good = xb_text_refuse_layout(e);
	}
	xb_yaml_free(e->document);
	xb_arena_clear(&arena);
	return good;
}

bool xb_text_set_by(const struct xb_schema *schema, const char *path, const char *text,
		    size_t length, const char *key, const char *value, struct xb_buf *out,
		    struct xb_diags *diags)
{
	struct xb_text_edit e = {.schema = schema, .key = key, .out = out, .diags = diags,
				 .change = {.key = key, .wanted = true}};

	return make(&e, path, text, length, value);
}

bool xb_text_unset_by(const struct xb_schema *schema, const char *path, const char *text,
		      size_t length, const char *key, struct xb_buf *out, struct xb_diags *diags)
{
	struct xb_text_edit e = {.schema = schema, .key = key, .out = out, .diags = diags};

	return make(&e, path, text, length, NULL);
}

bool xb_text_set(const char *path, const char *text, size_t length, const char *key,
		 const char *value, struct xb_buf *out, struct xb_diags *diags)
{
	return xb_text_set_by(&xb_profile_schema, path, text, length, key, value, out, diags);
}

bool xb_text_unset(const char *path, const char *text, size_t length, const char *key,
		   struct xb_buf *out, struct xb_diags *diags)
{
	return xb_text_unset_by(&xb_profile_schema, path, text, length, key, out, diags);
}

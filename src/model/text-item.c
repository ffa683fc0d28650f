/* SPDX-License-Identifier: MIT */
/*
 * Items of lists in the bytes of a file: a new one, one less, one in another place. In a list with a line
 * for each, the lines above an item, comments and empty ones, are its own, back to the item before it;
 * they stay when it is taken out.
 */
#include <stdlib.h>
#include <string.h>

#include "model/text-edit.h"
#include "model/text-place.h"

/* ---- Lists in lines ------------------------------------------------------------------------- */

/* Does each item begin in a line of its own? */
static bool is_in_lines(const struct xb_document *document, const struct xb_node *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!xb_place_stands_first(document,
					   xb_place_first_byte(document, &list->children[i])))
			return false;
	return list->count > 0;
}

/* Where the lines of item INDEX begin; behind the last item: where they would. */
static size_t lines_begin(const struct xb_document *document, const struct xb_key_walk *walk,
			  size_t index)
{
	const struct xb_node *list = walk->node;

	if (index > 0)
		return xb_place_line_end(document, list->children[index - 1].value->end);
	if (walk->child && walk->child->key)
		return xb_place_line_end(document,
					 xb_place_behind_colon(document, walk->child->key) - 1);
	return xb_place_line_start(document, xb_place_first_byte(document, &list->children[0]));
}

static bool insert_in_lines(struct xb_text_edit *e, const struct xb_key_walk *walk, size_t index,
			    const struct xb_key_walk *item, const char *value)
{
	const struct xb_document *document = e->document;
	size_t at = lines_begin(document, walk, index);
	size_t indent = xb_place_indent(
		document, xb_place_first_byte(document, &walk->node->children[0]));
	bool unfinished = at > xb_place_text_start(document) && document->text[at - 1] != '\n';
	struct xb_buf by = {0};

	if (unfinished)
		xb_buf_puts(&by, xb_place_line_break(document));
	xb_buf_printf(&by, "%*s- ", (int)indent, "");
	if (item->rest[0])
		xb_text_put_lines(e, item, indent + 2, true, value, &by);
	else
		xb_text_put_value(&by, value, false);
	if (!unfinished)
		xb_buf_puts(&by, xb_place_line_break(document));
	xb_text_replace(e, at, at, &by);
	xb_buf_clear(&by);
	return true;
}

/* ---- Lists in brackets ---------------------------------------------------------------------- */

static bool insert_in_flow(struct xb_text_edit *e, const struct xb_node *list, size_t index,
			   const struct xb_key_walk *item, const char *value)
{
	size_t at = list->begin + 1;
	struct xb_buf by = {0};

	if (index < list->count)
		at = list->children[index].value->begin;
	else if (list->count)
		at = list->children[list->count - 1].value->end;
	if (list->count && index == list->count)
		xb_buf_puts(&by, ", ");
	xb_text_put_rest(item, value, &by);
	if (index < list->count)
		xb_buf_puts(&by, ", ");
	xb_text_replace(e, at, at, &by);
	xb_buf_clear(&by);
	return true;
}

/* ---- A new item ----------------------------------------------------------------------------- */

/* The walk goes on behind the part that says which item. */
static struct xb_key_walk behind_item(const struct xb_key_walk *walk)
{
	struct xb_key_walk item = *walk;
	const char *part;
	size_t length;

	xb_key_next(&item.rest, &item.rest_options, &part, &length);
	item.meaning = xb_meaning_of_item(walk->meaning);
	return item;
}

bool xb_text_insert_item(struct xb_text_edit *e, const struct xb_key_walk *walk, size_t index,
			 const char *value)
{
	struct xb_key_walk item = behind_item(walk);

	if (walk->node->flow)
		return insert_in_flow(e, walk->node, index, &item, value);
	if (!is_in_lines(e->document, walk->node))
		return xb_text_refuse_layout(e);
	return insert_in_lines(e, walk, index, &item, value);
}

/* ---- One less ------------------------------------------------------------------------------- */

static bool refuse_cut(struct xb_text_edit *e, const struct xb_node *at, const char *why)
{
	xb_error(e->diags, XB_CODE_BAD_VALUE, at->at, "%s cannot be taken out: %s", e->key, why);
	xb_hint(e->diags, "edit the file by hand");
	return false;
}

/* With the comma and the blanks on one side. */
bool xb_text_cut_from_flow(struct xb_text_edit *e, const struct xb_node *parent, size_t index)
{
	const struct xb_child *child = &parent->children[index];
	size_t begin = xb_place_child_begin(child), end = child->value->end;
	bool comment = false;

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
	xb_text_replace(e, begin, end, NULL);
	return true;
}

/* The first key of an item, which stands behind its '-': the next key comes there. */
static bool cut_up_to_next(struct xb_text_edit *e, const struct xb_node *parent, size_t index)
{
	const struct xb_child *child = &parent->children[index];
	size_t begin = xb_place_child_begin(child), next;

	if (index > 0 || parent->count < 2 || parent->kind != XB_NODE_MAP)
		return refuse_cut(e, child->value, "something stands before it in its line");
	next = xb_place_child_begin(&child[1]);
	if (xb_place_has_comment(e->document, child->value->end, next))
		return refuse_cut(e, child->value, "a comment beside it would be lost");
	xb_text_replace(e, begin, next, NULL);
	return true;
}

bool xb_text_cut_lines(struct xb_text_edit *e, const struct xb_node *parent, size_t index)
{
	const struct xb_child *child = &parent->children[index];
	size_t begin = xb_place_first_byte(e->document, child);

	if (!xb_place_stands_first(e->document, begin))
		return cut_up_to_next(e, parent, index);
	xb_text_replace(e, xb_place_line_start(e->document, begin),
			xb_place_line_end(e->document, child->value->end), NULL);
	return true;
}

bool xb_text_remove_item(struct xb_text_edit *e, const struct xb_key_walk *walk)
{
	size_t index = (size_t)(walk->child - walk->parent->children);

	return walk->parent->flow ? xb_text_cut_from_flow(e, walk->parent, index)
				  : xb_text_cut_lines(e, walk->parent, index);
}

/* ---- Another place -------------------------------------------------------------------------- */

/* Which item is at PLACE once that at FROM is at TO. */
static size_t item_for(size_t place, size_t from, size_t to)
{
	if (place == to)
		return from;
	if (from < to)
		return place >= from && place < to ? place + 1 : place;
	return place > to && place <= from ? place - 1 : place;
}

/* The lines of the items in their new order. The last line may lack its end, which it then gets. */
static void put_lines_moved(const struct xb_document *document, const struct xb_key_walk *list,
			    size_t from, size_t to, struct xb_buf *out)
{
	for (size_t i = 0; i < list->node->count; i++) {
		size_t item = item_for(i, from, to);
		size_t begin = lines_begin(document, list, item);
		size_t end = lines_begin(document, list, item + 1);

		xb_buf_add(out, document->text + begin, end - begin);
		if (end > begin && document->text[end - 1] != '\n')
			xb_buf_puts(out, xb_place_line_break(document));
	}
}

/* The items change places, and what stands between them stays. */
static void put_flow_moved(const struct xb_document *document, const struct xb_node *list,
			   size_t from, size_t to, struct xb_buf *out)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct xb_node *item = list->children[item_for(i, from, to)].value;
		size_t behind = list->children[i].value->end;

		xb_buf_add(out, document->text + item->begin, item->end - item->begin);
		if (i + 1 < list->count)
			xb_buf_add(out, document->text + behind,
				   list->children[i + 1].value->begin - behind);
	}
}

/* In brackets a comment stands between items, and no one knows which it is about: is there one, *BESIDE
 * is the item before it, or the first. Those inside an item go with it. */
static bool has_comment_between(const struct xb_document *document, const struct xb_node *list,
				size_t *beside)
{
	size_t begin = list->begin;

	for (size_t i = 0; i <= list->count; i++) {
		size_t end = i < list->count ? list->children[i].value->begin : list->end;

		*beside = i > 0 ? i - 1 : 0;
		if (xb_place_has_comment(document, begin, end))
			return true;
		if (i < list->count)
			begin = list->children[i].value->end;
	}
	return false;
}

static bool refuse_move(struct xb_text_edit *e, const struct xb_node *list, size_t item)
{
	xb_error(e->diags, XB_CODE_BAD_VALUE, list->children[item].value->at,
		 "%s cannot be done: the comment beside item %zu would stand beside another item",
		 e->key, item);
	xb_hint(e->diags, "edit the file by hand");
	return false;
}

bool xb_text_move_item(struct xb_text_edit *e, const struct xb_key_walk *walk, size_t to)
{
	const struct xb_node *list = walk->node;
	size_t begin, end, beside;
	struct xb_buf by = {0};

	if (list->flow && to != e->change.from && has_comment_between(e->document, list, &beside))
		return refuse_move(e, list, beside);
	if (!list->flow && !is_in_lines(e->document, list))
		return xb_text_refuse_layout(e);
	if (list->flow) {
		begin = list->children[0].value->begin;
		end = list->children[list->count - 1].value->end;
		put_flow_moved(e->document, list, e->change.from, to, &by);
	} else {
		begin = lines_begin(e->document, walk, 0);
		end = lines_begin(e->document, walk, list->count);
		put_lines_moved(e->document, walk, e->change.from, to, &by);
	}
	xb_text_replace(e, begin, end, &by);
	xb_buf_clear(&by);
	return true;
}

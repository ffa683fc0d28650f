/* SPDX-License-Identifier: MIT */
#include "model/text-place.h"

#include <string.h>

size_t xb_place_text_start(const struct xb_document *document)
{
	return strncmp(document->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

size_t xb_place_line_start(const struct xb_document *document, size_t at)
{
	size_t first = xb_place_text_start(document);

	while (at > first && document->text[at - 1] != '\n')
		at--;
	return at;
}

size_t xb_place_line_end(const struct xb_document *document, size_t at)
{
	while (at < document->length && document->text[at] != '\n')
		at++;
	return at < document->length ? at + 1 : at;
}

const char *xb_place_line_break(const struct xb_document *document)
{
	const char *newline = strchr(document->text, '\n');

	return newline && newline > document->text && newline[-1] == '\r' ? "\r\n" : "\n";
}

size_t xb_place_indent(const struct xb_document *document, size_t at)
{
	return at - xb_place_line_start(document, at);
}

bool xb_place_has_comment(const struct xb_document *document, size_t begin, size_t end)
{
	return end > begin && memchr(document->text + begin, '#', end - begin);
}

static bool comment_behind_block_sign(const struct xb_document *document,
				      const struct xb_node *scalar)
{
	size_t length = strcspn(document->text + scalar->begin, "\r\n");

	return scalar->block &&
	       xb_place_has_comment(document, scalar->begin, scalar->begin + length);
}

bool xb_place_has_comments_inside(const struct xb_document *document, const struct xb_node *node)
{
	size_t at = node->begin;

	if (node->kind == XB_NODE_SCALAR)
		return comment_behind_block_sign(document, node);
	for (size_t i = 0; i < node->count; i++) {
		const struct xb_child *child = &node->children[i];

		if (xb_place_has_comment(document, at, xb_place_child_begin(child)) ||
		    (child->key &&
		     xb_place_has_comment(document, child->key->end, child->value->begin)) ||
		    xb_place_has_comments_inside(document, child->value))
			return true;
		at = child->value->end;
	}
	return xb_place_has_comment(document, at, node->end);
}

size_t xb_place_behind_colon(const struct xb_document *document, const struct xb_node *key)
{
	const char *colon = strchr(document->text + key->end, ':');

	return colon ? (size_t)(colon - document->text) + 1 : document->length;
}

bool xb_place_stands_first(const struct xb_document *document, size_t at)
{
	for (size_t i = xb_place_line_start(document, at); i < at; i++)
		if (document->text[i] != ' ')
			return false;
	return true;
}

size_t xb_place_child_begin(const struct xb_child *child)
{
	return child->key ? child->key->begin : child->value->begin;
}

size_t xb_place_first_byte(const struct xb_document *document, const struct xb_child *child)
{
	size_t at = xb_place_child_begin(child);

	if (child->key)
		return at;
	while (at > 0 && document->text[at - 1] == ' ')
		at--;
	return at > 0 && document->text[at - 1] == '-' ? at - 1 : at;
}

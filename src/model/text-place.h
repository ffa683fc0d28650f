/* SPDX-License-Identifier: MIT */
/* Places in the bytes of a document: lines, indentation, comments. For edits of the text. */
#ifndef MODEL_TEXT_PLACE_H
#define MODEL_TEXT_PLACE_H

#include "model/yaml.h"

/* Behind the byte order mark, which is no part of the first line. */
size_t xb_place_text_start(const struct xb_document *document);
size_t xb_place_line_start(const struct xb_document *document, size_t at);
/* Behind the line break of the line that holds AT; the end of the text for the last line. */
size_t xb_place_line_end(const struct xb_document *document, size_t at);
/* As the first line ends: "\r\n" or "\n". */
const char *xb_place_line_break(const struct xb_document *document);
/* The blanks that a key in a new line needs to stand in one column with the key at AT. */
size_t xb_place_indent(const struct xb_document *document, size_t at);
/* Do only blanks stand before AT in its line? */
bool xb_place_stands_first(const struct xb_document *document, size_t at);

/* Is there a comment between two values? */
bool xb_place_has_comment(const struct xb_document *document, size_t begin, size_t end);
/* Are there comments in NODE's own bytes, which go when it is replaced? */
bool xb_place_has_comments_inside(const struct xb_document *document, const struct xb_node *node);

/* Behind the colon of KEY; the end of the text when it has none. */
size_t xb_place_behind_colon(const struct xb_document *document, const struct xb_node *key);
/* Where CHILD begins: at its key, or at an item's value. */
size_t xb_place_child_begin(const struct xb_child *child);
/* Where CHILD's lines begin: at its key, or at the '-' of a block list's item. */
size_t xb_place_first_byte(const struct xb_document *document, const struct xb_child *child);

#endif

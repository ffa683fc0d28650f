/* SPDX-License-Identifier: MIT */
/* What the files that edit the bytes of a file share. */
#ifndef MODEL_TEXT_EDIT_H
#define MODEL_TEXT_EDIT_H

#include "model/key.h"
#include "model/text-proof.h"

/* xb_text_set and xb_text_unset for a file by SCHEMA. */
bool xb_text_set_by(const struct xb_schema *schema, const char *path, const char *text,
		    size_t length, const char *key, const char *value, struct xb_buf *out,
		    struct xb_diags *diags);
bool xb_text_unset_by(const struct xb_schema *schema, const char *path, const char *text,
		      size_t length, const char *key, struct xb_buf *out, struct xb_diags *diags);

/* An edit while it is made. */
struct xb_text_edit {
	const struct xb_schema *schema;
	struct xb_document *document; /* as it was */
	const char *key;              /* as the user said it, for messages */
	struct xb_text_change change; /* what it is to do; its texts are of ARENA */
	struct xb_arena *arena;
	struct xb_buf *out;           /* the text as it is to be, where the edit succeeds */
	struct xb_diags *diags;
};

/* ---- Values and bytes: text-value.c --------------------------------------------------------- */

/* OUT is the document with BY in the place of the bytes from BEGIN to END; BY NULL: with nothing there. */
void xb_text_replace(struct xb_text_edit *edit, size_t begin, size_t end, const struct xb_buf *by);
/* It cannot be done without harm. False. */
bool xb_text_refuse_layout(struct xb_text_edit *edit);

/* Is VALUE in brackets or quotes of its own? Such is YAML already. */
bool xb_text_is_yaml(const char *value);
/* Append VALUE, as typed, as YAML in one line; in FLOW between brackets. */
void xb_text_put_value(struct xb_buf *out, const char *value, bool flow);
/*
 * Append VALUE with what the key leads through from where WALK ends. In one line: {a: {b: VALUE}} and
 * [VALUE] for an item of a list; as a pair without the outer braces. In lines: the first part at INDENT,
 * or where the line is where FIRST_INLINE.
 */
void xb_text_put_rest(const struct xb_key_walk *walk, const char *value, struct xb_buf *out);
void xb_text_put_pair(const struct xb_key_walk *walk, const char *value, struct xb_buf *out);
void xb_text_put_lines(const struct xb_text_edit *edit, const struct xb_key_walk *walk,
		       size_t indent, bool first_inline, const char *value, struct xb_buf *out);
/* Does the rest of WALK lead through items that are not there but as the first of a new list? */
bool xb_text_rest_is_new(const struct xb_key_walk *walk);
/* KEY, which WALK followed, as it names what was new then: + is 0, and nothing behind an option. */
char *xb_text_new_key(struct xb_arena *arena, const char *key, const struct xb_key_walk *walk);

/* ---- Items of lists: text-item.c ------------------------------------------------------------ */

/* Item INDEX of the list, or before it where it is there, WALK ends at that list. */
bool xb_text_insert_item(struct xb_text_edit *edit, const struct xb_key_walk *walk, size_t index,
			 const char *value);
/* WALK ends at an item; its list has another. */
bool xb_text_remove_item(struct xb_text_edit *edit, const struct xb_key_walk *walk);
bool xb_text_move_item(struct xb_text_edit *edit, const struct xb_key_walk *walk, size_t to);

/* ---- Names: text-rename.c ------------------------------------------------------------------- */

/* Does KEY ask for another name of an item of a mapping by name: `domains.guest1.rename`? */
bool xb_text_is_rename(const struct xb_schema *schema, const char *key);
/* Where WALK, of such a key, ended: the item is called NAME then. */
bool xb_text_rename(struct xb_text_edit *edit, const struct xb_key_walk *walk, const char *name);

/* Take the lines of PARENT's child INDEX out, or its part of the line. */
bool xb_text_cut_lines(struct xb_text_edit *edit, const struct xb_node *parent, size_t index);
bool xb_text_cut_from_flow(struct xb_text_edit *edit, const struct xb_node *parent, size_t index);

#endif

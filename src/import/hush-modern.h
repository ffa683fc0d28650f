/* SPDX-License-Identifier: MIT */
/* What the modern parser reads, before anything in it is expanded. */
#ifndef XENBOOT_IMPORT_HUSH_MODERN_H
#define XENBOOT_IMPORT_HUSH_MODERN_H

#include "import/hush-part.h"

/* A piece of a word: text, or a variable's name. */
struct xb_modern_piece {
	char *text; /* with a backslash before each character that was quoted and that a pattern has a use for */
	bool variable;
	bool quoted; /* it stood in double quotes */
};
struct xb_modern_word {
	struct xb_modern_piece *pieces;
	size_t count, capacity;
	struct xb_pos at;
};
struct xb_modern_item {
	enum xb_hush_part part;
	enum xb_hush_link link;
	bool inverted; /* a '!' stands before it */
	bool piped;    /* a '|' stands behind it */
	struct xb_modern_word *words;
	size_t count, capacity;
	size_t assignments; /* so many of the first words are NAME=VALUE */
	struct xb_modern_list *group;
	struct xb_pos at;
};
struct xb_modern_list {
	struct xb_modern_item *items;
	size_t count, capacity;
};
void xb_modern_list_free(struct xb_modern_list *list);

/* The whole TEXT: NULL after a syntax error, which is said; else the caller's. */
struct xb_modern_list *xb_modern_read(struct xb_shell *shell, const struct xb_script *text);

/* The words that COUNT of WORDS become: blanks in values that were not quoted part them, and what
 * is empty without quotes is none. New, the caller's, with their texts. */
struct xb_words {
	struct xb_word *items;
	size_t count, capacity;
};
void xb_modern_expand(struct xb_shell *shell, const struct xb_modern_word *words, size_t count,
		      struct xb_words *out);
void xb_words_clear(struct xb_words *words);
/* The same without parting: new, the caller's. */
char *xb_modern_expand_one(struct xb_shell *shell, const struct xb_modern_word *word);

#endif

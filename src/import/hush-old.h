/* SPDX-License-Identifier: MIT */
/* What the old parser reads, before anything in it is expanded. */
#ifndef XENBOOT_IMPORT_HUSH_OLD_H
#define XENBOOT_IMPORT_HUSH_OLD_H

#include "import/hush-part.h"

/* In a word as it is read, the name of a variable stands between two of these. */
#define XB_HUSH_VARIABLE '\3'
/* What was expanded and is not to be looked at again stands between two of these. */
#define XB_HUSH_LITERAL '\5'

struct xb_hush_word {
	char *text;
	bool quoted; /* somewhere in it were quotes */
	struct xb_pos at;
};
/* One command, or a compound one, with what joins it to the next. */
struct xb_hush_item {
	enum xb_hush_part part;
	enum xb_hush_link link;
	struct xb_hush_word *words;
	size_t count, capacity;
	size_t variables;	    /* how many stand in its words */
	struct xb_hush_list *group; /* the compound command; NULL: it is a simple one */
	struct xb_pos at;
};
struct xb_hush_list {
	struct xb_hush_item *items;
	size_t count, capacity;
};
void xb_hush_list_free(struct xb_hush_list *list);

/* How a text is read. */
struct xb_hush_reader {
	struct xb_shell *shell;
	const struct xb_script *text;
	size_t offset;
	bool whole; /* to its end, not to the next line end */
	bool line_end; /* one more stands behind it */
	bool again; /* the second time: expanded text, in which only quotes and blanks count */
	const char *blanks; /* what separates words */
};
enum xb_hush_end {
	XB_READ_LINE,  /* a line, and there may be more */
	XB_READ_END,   /* the text is at its end */
	XB_READ_ERROR, /* a syntax error */
	XB_READ_OPEN,  /* another one: the text is at its end, within a compound command */
};
/* Read up to the next line end outside of quotes and compound commands, or to the end of the text.
 * With ERROR and OPEN *list is NULL, else the caller's. */
enum xb_hush_end xb_hush_read(struct xb_hush_reader *reader, struct xb_hush_list **list);

/* WORD with the values of its variables: new, the caller's. With LITERAL they are marked. */
char *xb_hush_expand(struct xb_shell *shell, const struct xb_hush_word *word, bool literal);
/* The text that the second pass reads: OUT has the bytes, TEXT, which is empty, where they came
 * from. */
void xb_hush_make_text(struct xb_shell *shell, const struct xb_hush_word *words, size_t count,
		       struct xb_buf *out, struct xb_script *text);

#endif

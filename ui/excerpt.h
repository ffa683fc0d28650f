/* SPDX-License-Identifier: MIT */
/* A few lines of a text around one of them. */
#ifndef UI_EXCERPT_H
#define UI_EXCERPT_H

#include "xenboot/base.h"

enum { UI_EXCERPT_NUMBER_COLS = 5 };

struct ui_excerpt {
	const char *text;
	size_t length;
	unsigned line, column; /* from 1; column 0: none */
	const char *mark;      /* one character, before the line */
	unsigned around;       /* lines on each side */
	bool caret;            /* below the column */
	int width;             /* columns that a line has at most: what is longer is cut around the column */
	bool utf8;
};
/* Nothing where the text has no such line. */
void ui_excerpt_put(const struct ui_excerpt *excerpt, struct xb_buf *out);

/* How many digits NUMBER has. */
int ui_digits(unsigned number);
/* Of a line of LENGTH bytes what stands before COLUMN, which counts characters from 1. */
size_t ui_bytes_before(const char *line, size_t length, unsigned column);
/* The LENGTH bytes of LINE with blanks for its tabs, behind what OUT has. */
void ui_put_untabbed(const char *line, size_t length, struct xb_buf *out);

#endif

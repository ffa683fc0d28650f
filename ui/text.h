/* SPDX-License-Identifier: MIT */
/*
 * Text, one character after the other. A character is what the cursor steps over: a code point with
 * the combining marks behind it, or one byte that is no UTF-8.
 */
#ifndef UI_TEXT_H
#define UI_TEXT_H

#include "ui/screen.h"

/* A character and what is put on the screen for it. */
struct ui_piece {
	size_t bytes; /* of the text */
	int width;    /* columns */
	bool spelled; /* SHOWN is ASCII, one cell for each byte: \n, \x1b, \u202e */
	char shown[UI_CELL_BYTES];
};

/* The first error of a list, with its hint, in a line: new, the caller's. */
char *ui_text_problem(const struct xb_diags *diags);

/* What stands at TEXT; LENGTH must not be 0. */
void ui_text_piece(bool utf8, const char *text, size_t length, struct ui_piece *piece);

/* Where the character at AT ends (LENGTH at most), and where the one before AT begins. */
size_t ui_text_next(const char *text, size_t length, size_t at);
size_t ui_text_previous(const char *text, size_t at);

/* UTF-8 of a code point; returns its length, 0 where there is no such character. */
#define UI_UTF8_BYTES 4
size_t ui_text_encode(int point, char out[UI_UTF8_BYTES]);
/* C0, DEL and C1: nothing that a line of text may hold. */
bool ui_text_is_control(int point);
/* The code point at TEXT, whose UTF-8 sequence has LENGTH bytes. */
int ui_text_decode(const char *text, size_t length);

#endif

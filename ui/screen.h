/* SPDX-License-Identifier: MIT */
/*
 * The screen as a grid of cells: what drawing fills, and what the terminal (or a test) shows. Drawing
 * never fails: what lies outside is cut off, at the border of a character.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/style.h"
#include "xenboot/base.h"

/* One column. A wide character has its text in the first of its two cells; the second has width 0. */
#define UI_CELL_BYTES 12
struct ui_cell {
	char text[UI_CELL_BYTES]; /* UTF-8 with its combining marks, NUL-terminated */
	unsigned char width;      /* 1 or 2; 0: the second half of a wide one */
	unsigned char style;      /* enum ui_style */
	unsigned char ground;     /* enum ui_ground: what is put anew has none */
};

struct ui_screen {
	int rows, cols;
	struct ui_cell *cells;
	int cursor_row, cursor_col; /* where the hardware cursor stands */
	bool utf8;                  /* false: ASCII alone can be shown */
};

void ui_screen_resize(struct ui_screen *screen, int rows, int cols); /* and clear it */
void ui_screen_clear(struct ui_screen *screen);
void ui_screen_free(struct ui_screen *screen); /* what it points to */

/* Where drawing is allowed. */
struct ui_area {
	int row, col, rows, cols;
};

/*
 * Put TEXT at ROW, COL of AREA, at most WIDTH columns (what is cut off ends in an ellipsis, "..." in
 * ASCII). Control characters and bytes that are no UTF-8 are made visible; in ASCII every other
 * character becomes '?'. Returns the columns used. LENGTH bytes, or SIZE_MAX: up to its NUL.
 */
int ui_put(struct ui_screen *screen, struct ui_area area, int row, int col, int width,
	   enum ui_style style, const char *text, size_t length);
/* Fill WIDTH columns with blanks. */
void ui_fill(struct ui_screen *screen, struct ui_area area, int row, int col, int width,
	     enum ui_style style);
/* Give the cells another style; keeps what stands in them. */
void ui_restyle(struct ui_screen *screen, struct ui_area area, int row, int col, int width,
		enum ui_style style);

/* Lay GROUND behind them. */
void ui_lay(struct ui_screen *screen, struct ui_area area, int row, int col, int width,
	    enum ui_ground ground);

enum ui_glyph {
	UI_GLYPH_HORIZONTAL,
	UI_GLYPH_VERTICAL,
	UI_GLYPH_TOP_LEFT,
	UI_GLYPH_TOP_RIGHT,
	UI_GLYPH_BOTTOM_LEFT,
	UI_GLYPH_BOTTOM_RIGHT,
	UI_GLYPH_TEE_DOWN,
	UI_GLYPH_MORE_UP,   /* there is more above */
	UI_GLYPH_MORE_DOWN,
	UI_GLYPH_COUNT
};
void ui_put_glyph(struct ui_screen *screen, struct ui_area area, int row, int col,
		  enum ui_glyph glyph, enum ui_style style);
/* In the last column of AREA, whether there is more above and below what it shows. */
void ui_put_more(struct ui_screen *screen, struct ui_area area, bool above, bool below);
const char *ui_glyph_text(const struct ui_screen *screen, enum ui_glyph glyph);
/* A horizontal line with TITLE in it (NULL: none). */
void ui_rule(struct ui_screen *screen, struct ui_area area, int row, const char *title);
/* A box around AREA, inside it; its inside is blanked in STYLE. Returns the inside. */
struct ui_area ui_box(struct ui_screen *screen, struct ui_area area, const char *title,
		      enum ui_style style);

/* Columns that TEXT takes when it is put. */
int ui_text_width(bool utf8, const char *text, size_t length);
/*
 * The next line of *TEXT when it is broken at blanks into lines of at most WIDTH columns: *line and
 * *length are set, *text moves behind it. A line that begins with a blank keeps its indent. False at
 * the end. Never stops for a word that is too long: that is broken anywhere.
 */
bool ui_wrap(bool utf8, const char **text, int width, const char **line, size_t *length);
/* How many lines that makes; TEXT may be NULL. */
size_t ui_count_lines(bool utf8, const char *text, int width);
/* TEXT broken into lines of at most WIDTH columns, what goes on in another line below where it began:
 *   native    the guest itself waits
 *             on the CPU */
void ui_hang(bool utf8, const char *text, int width, struct xb_buf *out);

/* The screen as text, a line for each row, blanks at line ends cut off: for tests and the README. */
void ui_screen_text(const struct ui_screen *screen, struct xb_buf *out);

#endif

/* SPDX-License-Identifier: MIT */
#include "ui/screen.h"

#include <stdlib.h>
#include <string.h>

#include "ui/text.h"

static const struct {
	const char *utf8, *ascii;
} glyphs[UI_GLYPH_COUNT] = {
	[UI_GLYPH_HORIZONTAL] = {"\u2500", "-"},  [UI_GLYPH_VERTICAL] = {"\u2502", "|"},
	[UI_GLYPH_TOP_LEFT] = {"\u250c", "+"},	  [UI_GLYPH_TOP_RIGHT] = {"\u2510", "+"},
	[UI_GLYPH_BOTTOM_LEFT] = {"\u2514", "+"}, [UI_GLYPH_BOTTOM_RIGHT] = {"\u2518", "+"},
	[UI_GLYPH_TEE_DOWN] = {"\u252c", "+"},
	[UI_GLYPH_MORE_UP] = {"\u25b2", "^"},	  [UI_GLYPH_MORE_DOWN] = {"\u25bc", "v"},
};

static const struct ui_cell blank_cell = {.text = " ", .width = 1, .style = UI_NORMAL};

void ui_screen_clear(struct ui_screen *screen)
{
	for (int i = 0; i < screen->rows * screen->cols; i++)
		screen->cells[i] = blank_cell;
	screen->cursor_row = 0;
	screen->cursor_col = 0;
}

void ui_screen_resize(struct ui_screen *screen, int rows, int cols)
{
	screen->rows = rows < 1 ? 1 : rows;
	screen->cols = cols < 1 ? 1 : cols;
	screen->cells = xb_realloc(screen->cells, (size_t)screen->rows * (size_t)screen->cols,
				   sizeof(*screen->cells));
	ui_screen_clear(screen);
}

void ui_screen_free(struct ui_screen *screen)
{
	free(screen->cells);
	screen->cells = NULL;
	screen->rows = screen->cols = 0;
}

/* ---- Cells --------------------------------------------------------------------------------- */

/* Where drawing takes place: one row, and the columns of it that may be touched. */
struct strip {
	struct ui_cell *cells; /* of the row */
	int first, last;       /* columns of the screen; last is not part of it */
};

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

/* False where nothing of the row can be seen. *col becomes a column of the screen. */
static bool strip_of(struct ui_screen *screen, struct ui_area area, int row, int *col, int width,
		     struct strip *strip)
{
	if (row < 0 || row >= area.rows || area.row + row < 0 || area.row + row >= screen->rows)
		return false;
	/* Sums of what a caller says may not overflow: cut down first. */
	width = smaller(width, area.cols - *col);
	*col += area.col;
	strip->cells = screen->cells + (size_t)(area.row + row) * (size_t)screen->cols;
	strip->first = larger(0, larger(area.col, *col));
	strip->last = smaller(screen->cols, smaller(area.col + area.cols, *col + width));
	return strip->first < strip->last;
}

/* A wide character of which one half is overwritten loses the other one too. */
static void cell_split(struct strip *strip, int col)
{
	struct ui_cell *cell = &strip->cells[col];
	struct ui_cell *other = cell->width == 2 ? cell + 1 : cell - 1;

	if (cell->width == 1)
		return;
	memcpy(other->text, " ", 2);
	other->width = 1;
}

static void cell_put(struct strip *strip, int col, const char *text, size_t length, int width,
		     enum ui_style style)
{
	struct ui_cell *cell = &strip->cells[col];

	cell_split(strip, col);
	memcpy(cell->text, text, length);
	cell->text[length] = '\0';
	cell->width = (unsigned char)width;
	cell->style = (unsigned char)style;
	cell->ground = UI_GROUND_NONE;
	if (width == 2) {
		cell_split(strip, col + 1);
		cell[1] = (struct ui_cell){.style = (unsigned char)style};
	}
}

static void strip_blank(struct strip *strip, int first, int last, enum ui_style style)
{
	for (int col = larger(first, strip->first); col < smaller(last, strip->last); col++)
		cell_put(strip, col, " ", 1, 1, style);
}

/* PIECE at COL; what does not go there whole leaves blanks. */
static void strip_put(struct strip *strip, int col, const struct ui_piece *piece,
		      enum ui_style style)
{
	if (!piece->spelled && col >= strip->first && col + piece->width <= strip->last) {
		cell_put(strip, col, piece->shown, strlen(piece->shown), piece->width, style);
		return;
	}
	if (!piece->spelled)
		strip_blank(strip, col, col + piece->width, style);
	for (int i = 0; piece->spelled && i < piece->width; i++)
		if (col + i >= strip->first && col + i < strip->last)
			cell_put(strip, col + i, piece->shown + i, 1, 1, style);
}

/* ---- Text ---------------------------------------------------------------------------------- */

/* Put what fits into WIDTH columns from COL on; returns the columns used. */
static int strip_text(const struct ui_screen *screen, struct strip *strip, int col, int width,
		      enum ui_style style, const char *text, size_t length)
{
	struct ui_piece piece;
	int used = 0;

	for (size_t at = 0; at < length; at += piece.bytes) {
		ui_text_piece(screen->utf8, text + at, length - at, &piece);
		if (used + piece.width > width)
			break;
		strip_put(strip, col + used, &piece, style);
		used += piece.width;
	}
	return used;
}

/* Does TEXT take more than WIDTH columns? Looks no further than it must. */
static bool is_wider(bool utf8, const char *text, size_t length, int width)
{
	struct ui_piece piece;

	for (size_t at = 0; at < length; at += piece.bytes) {
		ui_text_piece(utf8, text + at, length - at, &piece);
		width -= piece.width;
		if (width < 0)
			return true;
	}
	return false;
}

static int strip_ellipsis(const struct ui_screen *screen, struct strip *strip, int col, int width,
			  enum ui_style style)
{
	const char *dots = screen->utf8 ? "\u2026" : "...";

	return strip_text(screen, strip, col, width, style, dots, strlen(dots));
}

int ui_put(struct ui_screen *screen, struct ui_area area, int row, int col, int width,
	   enum ui_style style, const char *text, size_t length)
{
	int dots = screen->utf8 ? 1 : 3;
	struct strip strip;
	int used;

	if (!strip_of(screen, area, row, &col, width, &strip))
		return 0;
	width = strip.last - col;
	if (length == SIZE_MAX)
		length = strlen(text);
	if (!is_wider(screen->utf8, text, length, width))
		return strip_text(screen, &strip, col, width, style, text, length);
	used = strip_text(screen, &strip, col, width - dots, style, text, length);
	return used + strip_ellipsis(screen, &strip, col + used, width - used, style);
}

void ui_fill(struct ui_screen *screen, struct ui_area area, int row, int col, int width,
	     enum ui_style style)
{
	struct strip strip;

	if (strip_of(screen, area, row, &col, width, &strip))
		strip_blank(&strip, strip.first, strip.last, style);
}

void ui_restyle(struct ui_screen *screen, struct ui_area area, int row, int col, int width,
		enum ui_style style)
{
	struct strip strip;

	if (!strip_of(screen, area, row, &col, width, &strip))
		return;
	for (int i = strip.first; i < strip.last; i++)
		strip.cells[i].style = (unsigned char)style;
}

void ui_lay(struct ui_screen *screen, struct ui_area area, int row, int col, int width,
	    enum ui_ground ground)
{
	struct strip strip;

	if (!strip_of(screen, area, row, &col, width, &strip))
		return;
	for (int i = strip.first; i < strip.last; i++)
		strip.cells[i].ground = (unsigned char)ground;
}

/* ---- Lines --------------------------------------------------------------------------------- */

const char *ui_glyph_text(const struct ui_screen *screen, enum ui_glyph glyph)
{
	return screen->utf8 ? glyphs[glyph].utf8 : glyphs[glyph].ascii;
}

/* GLYPH over and over, WIDTH times. */
static void put_glyphs(struct ui_screen *screen, struct ui_area area, int row, int col, int width,
		       enum ui_glyph glyph, enum ui_style style)
{
	const char *text = ui_glyph_text(screen, glyph);
	struct strip strip;

	if (!strip_of(screen, area, row, &col, width, &strip))
		return;
	for (int i = strip.first; i < strip.last; i++)
		cell_put(&strip, i, text, strlen(text), 1, style);
}

void ui_put_glyph(struct ui_screen *screen, struct ui_area area, int row, int col,
		  enum ui_glyph glyph, enum ui_style style)
{
	put_glyphs(screen, area, row, col, 1, glyph, style);
}

void ui_put_more(struct ui_screen *screen, struct ui_area area, bool above, bool below)
{
	if (above)
		ui_put_glyph(screen, area, 0, area.cols - 1, UI_GLYPH_MORE_UP, UI_FRAME);
	if (below)
		ui_put_glyph(screen, area, area.rows - 1, area.cols - 1, UI_GLYPH_MORE_DOWN,
			     UI_FRAME);
}

/* " TITLE " on a line that is there, two columns from its ends. */
static void put_title(struct ui_screen *screen, struct ui_area area, int row, const char *title)
{
	int room = area.cols - 6;
	int used;

	if (!title || room < 1)
		return;
	used = ui_put(screen, area, row, 3, room, UI_HEADING, title, SIZE_MAX);
	if (used == 0)
		return;
	ui_fill(screen, area, row, 2, 1, UI_FRAME);
	ui_fill(screen, area, row, 3 + used, 1, UI_FRAME);
}

void ui_rule(struct ui_screen *screen, struct ui_area area, int row, const char *title)
{
	put_glyphs(screen, area, row, 0, area.cols, UI_GLYPH_HORIZONTAL, UI_FRAME);
	put_title(screen, area, row, title);
}

static void box_line(struct ui_screen *screen, struct ui_area area, int row, enum ui_glyph left,
		     enum ui_glyph right)
{
	put_glyphs(screen, area, row, 0, area.cols, UI_GLYPH_HORIZONTAL, UI_FRAME);
	ui_put_glyph(screen, area, row, 0, left, UI_FRAME);
	ui_put_glyph(screen, area, row, area.cols - 1, right, UI_FRAME);
}

struct ui_area ui_box(struct ui_screen *screen, struct ui_area area, const char *title,
		      enum ui_style style)
{
	struct ui_area inside = {area.row + 1, area.col + 1, larger(0, area.rows - 2),
				 larger(0, area.cols - 2)};

	box_line(screen, area, 0, UI_GLYPH_TOP_LEFT, UI_GLYPH_TOP_RIGHT);
	put_title(screen, area, 0, title);
	for (int row = 1; row < area.rows - 1; row++) {
		ui_put_glyph(screen, area, row, 0, UI_GLYPH_VERTICAL, UI_FRAME);
		ui_fill(screen, area, row, 1, area.cols - 2, style);
		ui_put_glyph(screen, area, row, area.cols - 1, UI_GLYPH_VERTICAL, UI_FRAME);
	}
	if (area.rows > 1)
		box_line(screen, area, area.rows - 1, UI_GLYPH_BOTTOM_LEFT, UI_GLYPH_BOTTOM_RIGHT);
	return inside;
}

void ui_screen_text(const struct ui_screen *screen, struct xb_buf *out)
{
	const struct ui_cell *cell = screen->cells;

	for (int row = 0; row < screen->rows; row++) {
		size_t end = out->length;

		for (int col = 0; col < screen->cols; col++, cell++) {
			xb_buf_puts(out, cell->text);
			if (strcmp(cell->text, " ") != 0 && cell->width > 0)
				end = out->length;
		}
		if (out->length > end) {
			out->length = end;
			out->data[end] = '\0';
		}
		xb_buf_putc(out, '\n');
	}
}

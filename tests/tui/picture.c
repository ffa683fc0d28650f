/* SPDX-License-Identifier: MIT */
#include "tui/picture.h"

#include <string.h>

/* Of a cell, and around all of them. Letters of SIZE are CELL_COLS wide in the fonts that are named. */
enum { CELL_COLS = 8, CELL_ROWS = 17, BASE = 13, MARGIN = 12 };
#define FONT "13.3px 'DejaVu Sans Mono', Menlo, Consolas, monospace"

struct paper {
	int ground, ink; /* 0xRRGGBB */
};
static const struct paper dark = {0x16181c, 0xd6d6d0}, light_one = {0xfcfcfa, 0x24262a};

/* Cells side by side that look the same. */
struct run {
	struct emulator_cell look;
	int row, first, last; /* last is not part of it */
};

static bool looks_alike(const struct emulator_cell *a, const struct emulator_cell *b)
{
	return a->look == b->look && a->foreground == b->foreground &&
	       a->background == b->background;
}

static bool is_blank(const struct emulator_cell *cell)
{
	return strcmp(cell->text, " ") == 0 && !(cell->look & LOOK_UNDERLINE);
}

/* ---- Colours ----------------------------------------------------------------------------------- */

struct colours {
	int ink, ground; /* -1: the paper's */
};

static struct colours colours_of(const struct emulator_cell *cell, const struct paper *paper)
{
	struct colours colours = {cell->foreground, cell->background};
	bool reverse = cell->look & LOOK_REVERSE;

	if (colours.ink < 0)
		colours.ink = paper->ink;
	if (!reverse)
		return colours;
	return (struct colours){colours.ground < 0 ? paper->ground : colours.ground, colours.ink};
}

/* ---- Blocks ------------------------------------------------------------------------------------ */

/* What fonts draw with gaps between the cells: a part of the cell, and how much of it is ink, in percent. */
static const struct block {
	const char *text;
	int col, row, cols, rows, ink;
} blocks[] = {
	{"\u2588", 0, 0, CELL_COLS, CELL_ROWS, 100},
	{"\u2593", 0, 0, CELL_COLS, CELL_ROWS, 80},
	{"\u2592", 0, 0, CELL_COLS, CELL_ROWS, 60},
	{"\u2591", 0, 0, CELL_COLS, CELL_ROWS, 35},
	{"\u2584", 0, 8, CELL_COLS, CELL_ROWS - 8, 100},
	{"\u2580", 0, 0, CELL_COLS, 9, 100},
	{"\u258c", 0, 0, CELL_COLS / 2, CELL_ROWS, 100},
	{"\u2500", 0, 8, CELL_COLS, 1, 100},
	{"\u2502", 3, 0, 1, CELL_ROWS, 100},
};

static const struct block *block_of(const struct emulator_cell *cell)
{
	for (size_t i = 0; i < XB_COUNT(blocks); i++)
		if (strcmp(blocks[i].text, cell->text) == 0)
			return &blocks[i];
	return NULL;
}

/* From FIRST up to LAST: one shape where it goes from side to side. */
static void put_block(const struct block *block, int row, int first, int last, int ink,
		      struct xb_buf *out)
{
	int count = block->cols == CELL_COLS ? 1 : last - first;
	int cols = block->cols == CELL_COLS ? (last - first) * CELL_COLS : block->cols;

	for (int i = 0; i < count; i++) {
		xb_buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"",
			      MARGIN + (first + i) * CELL_COLS + block->col,
			      MARGIN + row * CELL_ROWS + block->row, cols, block->rows,
			      (unsigned)ink);
		if (block->ink < 100)
			xb_buf_printf(out, " fill-opacity=\"0.%02d\"", block->ink);
		xb_buf_puts(out, "/>\n");
	}
}

/* ---- Letters ----------------------------------------------------------------------------------- */

static void put_escaped(const char *text, struct xb_buf *out)
{
	for (; *text; text++) {
		const char *name = *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : "&amp;";

		if (strchr("<>&", *text))
			xb_buf_puts(out, name);
		else
			xb_buf_putc(out, *text);
	}
}

/* The letters from FIRST up to LAST, as wide as their cells in any font. */
static void put_letters(const struct emulator *emulator, const struct run *run, int first, int last,
			int ink, struct xb_buf *out)
{
	xb_buf_printf(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"",
		      MARGIN + first * CELL_COLS, MARGIN + run->row * CELL_ROWS + BASE,
		      (last - first) * CELL_COLS, (unsigned)ink);
	if (run->look.look & LOOK_BOLD)
		xb_buf_puts(out, " class=\"b\"");
	if (run->look.look & LOOK_UNDERLINE)
		xb_buf_puts(out, " text-decoration=\"underline\"");
	xb_buf_putc(out, '>');
	for (int col = first; col < last; col++) {
		struct emulator_cell cell = emulator_cell_at(emulator, run->row, col);

		put_escaped(cell.text, out);
	}
	xb_buf_puts(out, "</text>\n");
}

/* The next piece of RUN from FIRST on: blanks, one kind of block, or letters with single blanks in them. */
static int piece_end(const struct emulator *emulator, const struct run *run, int first,
		     const struct block *block)
{
	int last = first + 1, end = last;

	for (; last < run->last; last++) {
		struct emulator_cell cell = emulator_cell_at(emulator, run->row, last);

		if (block ? block_of(&cell) != block : block_of(&cell) || last - end > 1)
			break;
		if (block || !is_blank(&cell))
			end = last + 1;
	}
	return end;
}

static void put_run(const struct emulator *emulator, const struct run *run, const struct paper *paper,
		    struct xb_buf *out)
{
	struct colours colours = colours_of(&run->look, paper);

	if (colours.ground >= 0)
		xb_buf_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
			      MARGIN + run->first * CELL_COLS, MARGIN + run->row * CELL_ROWS,
			      (run->last - run->first) * CELL_COLS, CELL_ROWS,
			      (unsigned)colours.ground);
	for (int first = run->first, last; first < run->last; first = last) {
		struct emulator_cell cell = emulator_cell_at(emulator, run->row, first);
		const struct block *block = block_of(&cell);

		last = first + 1;
		if (is_blank(&cell))
			continue;
		last = piece_end(emulator, run, first, block);
		if (block)
			put_block(block, run->row, first, last, colours.ink, out);
		else
			put_letters(emulator, run, first, last, colours.ink, out);
	}
}

/* ---- The whole --------------------------------------------------------------------------------- */

static void put_row(const struct emulator *emulator, int row, const struct paper *paper,
		    struct xb_buf *out)
{
	struct run run = {.row = row};

	while (run.first < emulator->cols) {
		run.look = emulator_cell_at(emulator, row, run.first);
		for (run.last = run.first + 1; run.last < emulator->cols; run.last++) {
			struct emulator_cell cell = emulator_cell_at(emulator, row, run.last);

			if (!looks_alike(&cell, &run.look))
				break;
		}
		put_run(emulator, &run, paper, out);
		run.first = run.last;
	}
}

void picture_put(const struct emulator *emulator, bool light, struct xb_buf *out)
{
	const struct paper *paper = light ? &light_one : &dark;
	int width = emulator->cols * CELL_COLS + 2 * MARGIN;
	int height = emulator->rows * CELL_ROWS + 2 * MARGIN;

	xb_buf_printf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" "
			   "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n",
		      width, height, width, height);
	xb_buf_puts(out, "<style>text { font: " FONT "; white-space: pre } .b { font-weight: bold }"
			 "</style>\n");
	xb_buf_printf(out, "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#%06x\"/>\n", width, height,
		      (unsigned)paper->ground);
	for (int row = 0; row < emulator->rows; row++)
		put_row(emulator, row, paper, out);
	xb_buf_puts(out, "</svg>\n");
}

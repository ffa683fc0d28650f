/* SPDX-License-Identifier: MIT */
/* Screens handed to curses: the cells that differ from what is shown. */
#include "ui/terminal-parts.h"

#include <string.h>

#include "ui/text.h"

void ui_terminal_forget(struct ui_terminal *terminal)
{
	struct ui_screen *shown = &terminal->shown;

	for (int i = 0; i < shown->rows * shown->cols; i++)
		shown->cells[i] = (struct ui_cell){.style = UI_STYLE_COUNT};
}

void ui_terminal_redraw(struct ui_terminal *terminal)
{
	clearok(curscr, TRUE);
	ui_terminal_forget(terminal);
}

static bool same_cell(const struct ui_cell *a, const struct ui_cell *b)
{
	return a->style == b->style && a->ground == b->ground && a->width == b->width && strcmp(a->text, b->text) == 0;
}

static void curses_cell(const struct ui_terminal *terminal, const struct ui_cell *cell,
			cchar_t *out)
{
	const struct ui_paint *paint;
	wchar_t text[CCHARW_MAX + 1];
	size_t count = 0, step;

	for (const char *at = cell->text; *at && count < CCHARW_MAX; at += step) {
		step = xb_utf8_length(at, strlen(at));
		text[count++] = (wchar_t)ui_text_decode(at, step);
	}
	text[count] = L'\0';
	paint = &terminal->paints[cell->ground][cell->style];
	setcchar(out, text, paint->attributes, paint->pair, NULL);
}

/* Hand curses the cells from FIRST up to LAST of a row. */
static void send_run(struct ui_terminal *terminal, const struct ui_cell *cells, int row, int first,
		     int last)
{
	cchar_t run[64];
	int count = 0, start = first;

	for (int col = first; col < last; col++) {
		if (cells[col].width > 0)
			curses_cell(terminal, &cells[col], &run[count++]);
		if (count == 64 || col == last - 1) {
			mvadd_wchnstr(row, start, run, count);
			start = col + (cells[col].width == 2 ? 2 : 1);
			count = 0;
		}
	}
}

/* Hand curses what differs in a row from what is shown, and remember it. */
static void send_row(struct ui_terminal *terminal, const struct ui_cell *cells, int row, int cols)
{
	struct ui_cell *shown = terminal->shown.cells + (size_t)row * (size_t)terminal->shown.cols;

	for (int first = 0, last; first < cols; first = last) {
		last = first + 1;
		if (same_cell(&cells[first], &shown[first]))
			continue;
		while (last < cols && !same_cell(&cells[last], &shown[last]))
			last++;
		/* Wide characters go whole. */
		if (cells[first].width == 0 && first > 0)
			first--;
		if (last < cols && cells[last].width == 0)
			last++;
		send_run(terminal, cells, row, first, last);
		memcpy(shown + first, cells + first, (size_t)(last - first) * sizeof(*cells));
	}
}

void ui_terminal_show(struct ui_terminal *terminal, const struct ui_screen *screen, int first,
		      int last)
{
	const struct ui_screen *shown = &terminal->shown;
	int cols = screen->cols < shown->cols ? screen->cols : shown->cols;
	int rows = screen->rows < shown->rows ? screen->rows : shown->rows;

	for (int row = first < 0 ? 0 : first; row < last && row < rows; row++)
		send_row(terminal, screen->cells + (size_t)row * (size_t)screen->cols, row, cols);
	if (screen->cursor_row < rows && screen->cursor_col < cols)
		move(screen->cursor_row, screen->cursor_col);
	ui_line_refresh(terminal);
}

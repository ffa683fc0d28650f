/* SPDX-License-Identifier: MIT */
/* Drawing the text of a row: scrolled sideways, with its syntax, and what was sought in it. */
#include <string.h>

#include "ui/draw.h"
#include "ui/find.h"

/* A place in a text, and the column that it has. */
struct place {
	size_t byte;
	int col;
};

/* On to BYTE, without going through what was gone through before. */
static void go_to(struct place *place, bool utf8, const char *text, size_t byte)
{
	if (byte < place->byte) /* spans in a span begin before its end */
		*place = (struct place){0};
	place->col += ui_text_width(utf8, text + place->byte, byte - place->byte);
	place->byte = byte;
}

/* Each span in the columns that its bytes take. */
static void put_spans(const struct ui_row *row, struct ui_screen *screen, struct ui_area area, int line,
		      int left)
{
	struct ui_span spans[UI_SPANS_MAX];
	size_t count = ui_syntax_spans(row->syntax, row->name + row->lead, row->addresses, spans);
	struct place first = {0}, last = {0};

	for (size_t i = 0; i < count; i++) {
		size_t from = row->lead + spans[i].from;

		go_to(&first, screen->utf8, row->name, from);
		if (last.byte < first.byte)
			last = first;
		go_to(&last, screen->utf8, row->name, from + spans[i].length);
		ui_restyle(screen, area, line, first.col - left, last.col - first.col, spans[i].style);
	}
}

void ui_draw_name(const struct ui_page *page, const struct ui_row *row, struct ui_screen *screen,
		  struct ui_area area, int line)
{
	int left = row->value ? 0 : page->left;

	ui_put(screen, area, line, -left, area.cols + left, row->style, row->name, SIZE_MAX);
	put_spans(row, screen, area, line, left);
}

void ui_draw_cut(const struct ui_page *page, const struct ui_row *row, struct ui_screen *screen,
		 struct ui_area area, int line, int col)
{
	if (page->left > 0 && !row->value && row->name[0])
		ui_put(screen, area, line, col, 1, UI_DEFAULT, "<", 1);
}

/* ---- What was sought --------------------------------------------------------------------------- */

enum { COLS_MAX = 512 }; /* that are looked at */

/* The text of a line of AREA, and the column of each of its bytes. */
struct shown {
	char text[COLS_MAX * UI_CELL_BYTES];
	int cols[COLS_MAX * UI_CELL_BYTES + 1];
};

static void read_line(const struct ui_screen *screen, struct ui_area area, int line, struct shown *shown)
{
	const struct ui_cell *cells =
		screen->cells + (size_t)(area.row + line) * (size_t)screen->cols + area.col;
	size_t length = 0;
	int col = 0;

	for (; col < area.cols && col < COLS_MAX; col++)
		for (const char *c = cells[col].text; *c; c++) {
			shown->cols[length] = col;
			shown->text[length++] = *c;
		}
	shown->text[length] = '\0';
	shown->cols[length] = col;
}

void ui_draw_found(const char *sought, struct ui_screen *screen, struct ui_area area, int line)
{
	size_t length = strlen(sought);
	struct shown shown;

	read_line(screen, area, line, &shown);
	for (const char *at = ui_find_text(shown.text, sought); at; at = ui_find_text(at + length, sought)) {
		size_t from = (size_t)(at - shown.text);
		int first = shown.cols[from], last = shown.cols[from + length];

		ui_lay(screen, area, line, first, last - first, UI_GROUND_FOUND);
	}
}

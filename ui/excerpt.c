/* SPDX-License-Identifier: MIT */
#include "ui/excerpt.h"

#include <stdlib.h>
#include <string.h>

#include "ui/screen.h"
#include "ui/text.h"

enum { TAB = 8 };

int ui_digits(unsigned number)
{
	int digits = 1;

	for (; number > 9; number /= 10)
		digits++;
	return digits;
}

size_t ui_bytes_before(const char *line, size_t length, unsigned column)
{
	size_t at = 0;

	for (unsigned i = 1; i < column && at < length; i++) {
		size_t bytes = xb_utf8_length(line + at, length - at);

		at += bytes ? bytes : 1;
	}
	return at;
}

void ui_put_untabbed(const char *line, size_t length, struct xb_buf *out)
{
	size_t start = out->length;

	for (size_t at = 0; at < length; at++) {
		if (line[at] != '\t') {
			xb_buf_putc(out, line[at]);
			continue;
		}
		do
			xb_buf_putc(out, ' ');
		while ((out->length - start) % TAB);
	}
}

/* ---- What fits of a line ------------------------------------------------------------------------ */

static const char cut[] = "...";
enum { CUT_COLS = sizeof(cut) - 1 };

/* A line as it is shown. */
struct shown {
	struct xb_buf text; /* without tabs */
	size_t at;          /* where the column is in it */
	size_t from, to;    /* what of it fits */
	int before;         /* columns of what is shown in front of AT */
};

/* The end of what fits into WIDTH columns from FROM on. */
static size_t end_of(const struct ui_excerpt *excerpt, const struct xb_buf *text, size_t from, int width)
{
	struct ui_piece piece;
	size_t at = from;

	for (int used = 0; at < text->length; at += piece.bytes) {
		ui_text_piece(excerpt->utf8, text->data + at, text->length - at, &piece);
		used += piece.width;
		if (used > width)
			break;
	}
	return at;
}

/* A third of the room is for what stands in front of the column. */
static size_t start_of(const struct ui_excerpt *excerpt, const struct shown *shown, int width)
{
	size_t most = (size_t)width * UI_CELL_BYTES, from = shown->at > most ? shown->at - most : 0;
	const char *text = shown->text.data;

	while (from < shown->at && ((unsigned char)text[from] & 0xC0) == 0x80) /* inside a character */
		from++;
	while (from < shown->at && ui_text_width(excerpt->utf8, text + from, shown->at - from) > width / 3)
		from = ui_text_next(text, shown->at, from);
	return from;
}

static void fit(const struct ui_excerpt *excerpt, struct shown *shown, int width)
{
	shown->to = end_of(excerpt, &shown->text, 0, width);
	if (shown->to == shown->text.length)
		return;
	width = width > CUT_COLS + 1 ? width - CUT_COLS : 1;
	shown->to = end_of(excerpt, &shown->text, 0, width);
	if (shown->at < shown->to)
		return;
	width = width > CUT_COLS + 1 ? width - CUT_COLS : 1;
	shown->from = start_of(excerpt, shown, width);
	shown->to = end_of(excerpt, &shown->text, shown->from, width);
}

static void show(const struct ui_excerpt *excerpt, const char *line, size_t length, unsigned column, int width,
		 struct shown *shown)
{
	size_t before = column ? ui_bytes_before(line, length, column) : 0;

	*shown = (struct shown){.at = 0};
	ui_put_untabbed(line, before, &shown->text);
	shown->at = shown->text.length;
	xb_buf_clear(&shown->text);
	ui_put_untabbed(line, length, &shown->text);
	if (!shown->text.length)
		return;
	fit(excerpt, shown, width);
	shown->before = (shown->from ? CUT_COLS : 0) +
			ui_text_width(excerpt->utf8, shown->text.data + shown->from, shown->at - shown->from);
}

/* ---- The lines ---------------------------------------------------------------------------------- */

static void put_line(const struct ui_excerpt *excerpt, unsigned number, const char *line, size_t length,
		     struct xb_buf *out)
{
	enum { MARK_COLS = 2, GAP = 2 };
	const int left = MARK_COLS + UI_EXCERPT_NUMBER_COLS + GAP;
	bool here = number == excerpt->line;
	struct shown shown;

	show(excerpt, line, length, here ? excerpt->column : 0,
	     excerpt->width > left ? excerpt->width - left : 1, &shown);
	xb_buf_printf(out, "%s %*u  %s", here ? excerpt->mark : " ", UI_EXCERPT_NUMBER_COLS, number,
		      shown.from ? cut : "");
	xb_buf_add(out, shown.text.data ? shown.text.data + shown.from : "", shown.to - shown.from);
	xb_buf_printf(out, "%s\n", shown.to < shown.text.length ? cut : "");
	if (here && excerpt->caret && excerpt->column > 1)
		xb_buf_printf(out, "%s %*s^\n", excerpt->mark, left - MARK_COLS + shown.before, "");
	xb_buf_clear(&shown.text);
}

void ui_excerpt_put(const struct ui_excerpt *excerpt, struct xb_buf *out)
{
	unsigned number = 1;

	for (size_t at = 0; at < excerpt->length && number <= excerpt->line + excerpt->around; number++) {
		const char *line = excerpt->text + at, *end = memchr(line, '\n', excerpt->length - at);
		size_t length = end ? (size_t)(end - line) : excerpt->length - at;

		if (number + excerpt->around >= excerpt->line)
			put_line(excerpt, number, line, length, out);
		at += length + 1;
	}
}

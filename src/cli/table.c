/* SPDX-License-Identifier: MIT */
/* Text in columns and in paragraphs. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum {
	MOST_WIDTH = 30, /* a wider cell goes over its column, and moves its own line alone */
	LINE_WIDTH = 78,
};

/* In characters: made visible, each takes one column (but for wide ones, which names rarely have).
 */
static size_t width_of(const char *text, size_t length)
{
	size_t width = 0;

	for (size_t i = 0; i < length; i++)
		width += (text[i] & 0xc0) != 0x80;
	return width;
}

void cli_table_row(struct cli_table *table, const char *const cells[])
{
	for (size_t i = 0; i < table->columns; i++) {
		struct xb_buf cell = {0};

		cli_visible(&cell, cells[i] && *cells[i] ? cells[i] : "-");
		table->cells = xb_grow(table->cells, &table->capacity, table->count,
				       sizeof(*table->cells));
		table->cells[table->count++] = xb_buf_take(&cell);
	}
}

static size_t column_width(const struct cli_table *table, size_t column)
{
	size_t widest = 0;

	for (size_t i = column; i < table->count; i += table->columns) {
		size_t width = width_of(table->cells[i], strlen(table->cells[i]));

		if (width > widest && width <= MOST_WIDTH)
			widest = width;
	}
	return widest;
}

void cli_table_print(struct cli_table *table, size_t indent, struct xb_buf *out)
{
	size_t *widths = xb_alloc(table->columns * sizeof(*widths));

	for (size_t i = 0; i < table->columns; i++)
		widths[i] = column_width(table, i);
	for (size_t i = 0; i < table->count; i++) {
		const char *cell = table->cells[i];
		size_t column = i % table->columns, width = width_of(cell, strlen(cell));

		if (column == 0)
			xb_buf_printf(out, "%*s", (int)indent, "");
		xb_buf_puts(out, cell);
		if (column + 1 == table->columns)
			xb_buf_putc(out, '\n');
		else
			xb_buf_printf(
				out, "%*s",
				(int)(width < widths[column] ? widths[column] - width : 0) + 2, "");
		free(table->cells[i]);
	}
	free(widths);
	free(table->cells);
	*table = (struct cli_table){.columns = table->columns};
}

/* ---- Paragraphs -------------------------------------------------------------------------- */

struct wrapping {
	struct xb_buf *out;
	size_t indent;
	size_t column; /* 0: at the beginning of a line */
};

static void end_line(struct wrapping *wrapping)
{
	if (wrapping->column)
		xb_buf_putc(wrapping->out, '\n');
	wrapping->column = 0;
}

static void put_word(struct wrapping *wrapping, const char *word, size_t length)
{
	struct xb_buf shown = {0};
	size_t width;

	xb_buf_put_visible(&shown, word, length);
	width = width_of(shown.data, shown.length);
	if (wrapping->column && wrapping->column + 1 + width > LINE_WIDTH)
		end_line(wrapping);
	if (wrapping->column) {
		xb_buf_putc(wrapping->out, ' ');
		wrapping->column++;
	} else {
		xb_buf_printf(wrapping->out, "%*s", (int)wrapping->indent, "");
		wrapping->column = wrapping->indent;
	}
	xb_buf_add(wrapping->out, shown.data, shown.length);
	wrapping->column += width;
	xb_buf_clear(&shown);
}

static void put_words(struct wrapping *wrapping, const char *line, size_t length)
{
	const char *end = line + length;

	while (line < end) {
		const char *blank = memchr(line, ' ', (size_t)(end - line));
		const char *stop = blank ? blank : end;

		if (stop > line)
			put_word(wrapping, line, (size_t)(stop - line));
		line = stop + 1;
	}
}

void cli_wrap(const char *text, size_t indent, struct xb_buf *out)
{
	struct wrapping wrapping = {.out = out, .indent = indent};

	while (*text) {
		size_t length = strcspn(text, "\n");

		if (length == 0 || *text == ' ')
			end_line(&wrapping);
		if (length == 0) {
			xb_buf_putc(out, '\n');
		} else if (*text == ' ') {
			xb_buf_printf(out, "%*s", (int)indent, "");
			xb_buf_put_visible(out, text, length);
			xb_buf_putc(out, '\n');
		} else {
			put_words(&wrapping, text, length);
		}
		text += length;
		text += *text == '\n';
	}
	end_line(&wrapping);
}

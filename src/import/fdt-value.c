/* SPDX-License-Identifier: MIT */
#include "import/fdt-value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Where the reading of a list over several words is. */
struct cursor {
	struct xb_uboot *uboot;
	const struct xb_word *words;
	size_t count, word;
	const char *at;
};

static bool next_word(struct cursor *cursor)
{
	cursor->word++;
	cursor->at = cursor->word < cursor->count ? cursor->words[cursor->word].text : "";
	return cursor->word < cursor->count;
}

/* Base 0; before 2021.10 a 0x without digits was the 0 alone. */
static struct xb_amount read_cell(const struct cursor *cursor, const char **end)
{
	const char *text = cursor->at;
	const bool bare = text[0] == '0' && (text[1] == 'x' || text[1] == 'X') &&
			  !isxdigit((unsigned char)text[2]) && text[2] != '\1';

	if (bare && cursor->uboot->shell.release < 202110) {
		*end = text + 1;
		return (struct xb_amount){.symbol = XB_NO_SYMBOL};
	}
	return xb_amount_read(text, 0, end);
}

/* A size is written in hexadecimal without 0x, and read as decimal here, as far as it goes. */
static void check_base(const struct cursor *cursor, struct xb_amount cell)
{
	const struct xb_symbols *symbols = &cursor->uboot->symbols;
	const bool has_0x = cursor->at[0] == '0' && (cursor->at[1] | ' ') == 'x';

	if (has_0x || cell.symbol >= symbols->count ||
	    symbols->items[cell.symbol].kind != XB_SYMBOL_SIZE)
		return;
	xb_error(cursor->uboot->diags, XB_CODE_MODULE_REG, cursor->words[cursor->word].at,
		 "the size of %s has no 0x before it: fdt set reads it as decimal",
		 symbols->items[cell.symbol].name);
	xb_hint(cursor->uboot->diags, "write 0x before the variable");
}

static void add_cell(struct xb_fdt_value *value, struct xb_amount cell)
{
	const uint32_t number = cell.symbol == XB_NO_SYMBOL ? (uint32_t)cell.value : 0;
	const char bytes[4] = {(char)(number >> 24), (char)(number >> 16), (char)(number >> 8),
			       (char)number};

	if (cell.symbol != XB_NO_SYMBOL) {
		value->cells = xb_grow(value->cells, &value->cell_capacity, value->cell_count,
				       sizeof(*value->cells));
		value->cells[value->cell_count].offset = value->bytes.length;
		value->cells[value->cell_count++].symbol = cell.symbol;
	}
	xb_buf_add(&value->bytes, bytes, sizeof(bytes));
}

/* "?" keeps the cell that stands there; where there is none, what U-Boot's buffer had: nothing that
 * counts. */
static void keep_cell(struct xb_fdt_value *value, const char *old, size_t old_length)
{
	static const char none[4];
	const size_t at = value->bytes.length;

	xb_buf_add(&value->bytes, at + 4 <= old_length ? old + at : none, 4);
}

static bool refuse(struct cursor *cursor, const char *format, const char *what)
{
	xb_uboot_say(cursor->uboot, format, what);
	return false;
}

static bool read_cells(struct cursor *cursor, const char *old, size_t old_length,
		       struct xb_fdt_value *value)
{
	cursor->at++;
	while (*cursor->at != '>') {
		const char *end = cursor->at;

		if (!*cursor->at) {
			if (!next_word(cursor))
				return refuse(cursor, "Unexpected character '%s'\n", "");
			continue;
		}
		if (*cursor->at == '?') {
			keep_cell(value, old, old_length);
			end++;
		} else {
			const struct xb_amount cell = read_cell(cursor, &end);

			if (end == cursor->at)
				return refuse(cursor, "Sorry, I could not convert \"%s\"\n",
					      cursor->at);
			check_base(cursor, cell);
			add_cell(value, cell);
		}
		cursor->at = end + strspn(end, " ");
	}
	return true;
}

static bool read_bytes(struct cursor *cursor, struct xb_fdt_value *value)
{
	cursor->at++;
	while (*cursor->at != ']') {
		const char *end;

		cursor->at += strspn(cursor->at, " ");
		if (!*cursor->at) {
			if (!next_word(cursor))
				return refuse(cursor, "Unexpected character '%s'\n", "");
			continue;
		}
		if (!isxdigit((unsigned char)*cursor->at))
			return refuse(cursor, "Unexpected character '%.1s'\n", cursor->at);
		xb_buf_putc(&value->bytes, (char)xb_amount_read(cursor->at, 16, &end).value);
		cursor->at = end;
	}
	return true;
}

bool xb_fdt_value_parse(struct xb_uboot *uboot, const struct xb_word *words, size_t count,
			const char *old, size_t old_length, struct xb_fdt_value *value)
{
	struct cursor cursor = {.uboot = uboot, .words = words, .count = count};

	*value = (struct xb_fdt_value){0};
	if (!count)
		return true;
	cursor.at = words[0].text;
	if (*cursor.at == '<')
		return read_cells(&cursor, old, old_length, value);
	if (*cursor.at == '[')
		return read_bytes(&cursor, value);
	for (size_t i = 0; i < count; i++)
		xb_buf_add(&value->bytes, words[i].text, strlen(words[i].text) + 1);
	return true;
}

void xb_fdt_value_clear(struct xb_fdt_value *value)
{
	xb_buf_clear(&value->bytes);
	free(value->cells);
	*value = (struct xb_fdt_value){0};
}

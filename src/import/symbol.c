/* SPDX-License-Identifier: MIT */
#include "import/symbol.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Around the number of a symbol in a text. */
#define OPEN '\1'
#define CLOSE '\2'

static bool same(const struct xb_symbol *a, const struct xb_symbol *b)
{
	return a->kind == b->kind && a->load == b->load && a->more == b->more &&
	       !strcmp(a->name, b->name);
}

size_t xb_symbol_add(struct xb_symbols *symbols, const struct xb_symbol *symbol)
{
	struct xb_symbol *added;

	for (size_t i = 0; i < symbols->count; i++)
		if (same(&symbols->items[i], symbol))
			return i;
	symbols->items = xb_grow(symbols->items, &symbols->capacity, symbols->count,
				 sizeof(*symbols->items));
	added = &symbols->items[symbols->count];
	*added = *symbol;
	added->name = xb_strdup(symbol->name);
	return symbols->count++;
}

void xb_symbols_clear(struct xb_symbols *symbols)
{
	for (size_t i = 0; i < symbols->count; i++)
		free(symbols->items[i].name);
	free(symbols->items);
	*symbols = (struct xb_symbols){0};
}

void xb_symbol_format(size_t symbol, char out[XB_SYMBOL_TEXT])
{
	snprintf(out, XB_SYMBOL_TEXT, "%c%zu%c", OPEN, symbol % 1000000000, CLOSE);
}

bool xb_symbol_find(const char *text, size_t *symbol, size_t *begin, size_t *end)
{
	const char *open = strchr(text, OPEN);
	char *close;

	if (!open || !isdigit((unsigned char)open[1]))
		return false;
	*symbol = strtoul(open + 1, &close, 10);
	if (*close != CLOSE)
		return false;
	*begin = (size_t)(open - text);
	*end = (size_t)(close + 1 - text);
	return true;
}

static void put_readable(const struct xb_symbol *symbol, struct xb_buf *out)
{
	switch (symbol->kind) {
	case XB_SYMBOL_SIZE:
		xb_buf_printf(out, "(size of %s)", symbol->name);
		break;
	case XB_SYMBOL_VARIABLE:
		xb_buf_printf(out, "${%s}", symbol->name);
		break;
	case XB_SYMBOL_RESULT:
		xb_buf_printf(out, "(%s)", symbol->name);
		break;
	}
}

char *xb_symbol_readable(const struct xb_symbols *symbols, const char *text)
{
	struct xb_buf out = {0};
	size_t symbol, begin, end;

	while (xb_symbol_find(text, &symbol, &begin, &end)) {
		xb_buf_add(&out, text, begin);
		if (symbol < symbols->count)
			put_readable(&symbols->items[symbol], &out);
		text += end;
	}
	xb_buf_puts(&out, text);
	return xb_buf_take(&out);
}

/* ---- Numbers --------------------------------------------------------------------------------- */

static unsigned digit_of(char c)
{
	if (isdigit((unsigned char)c))
		return (unsigned)(c - '0');
	return isalpha((unsigned char)c) ? (unsigned)(tolower((unsigned char)c) - 'a' + 10) : 99;
}

static bool has_0x(const char *text)
{
	return text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
}

struct xb_amount xb_amount_read(const char *text, unsigned base, const char **end)
{
	struct xb_amount amount = {.symbol = XB_NO_SYMBOL};
	const char *digits = text;
	size_t begin, after;

	if (has_0x(text) && (!base || base == 16)) {
		digits += 2;
		base = 16;
	} else if (!base) {
		base = text[0] == '0' ? 8 : 10;
	}
	if (xb_symbol_find(digits, &amount.symbol, &begin, &after) && !begin) {
		if (end)
			*end = digits + after;
		return amount;
	}
	amount.symbol = XB_NO_SYMBOL;
	for (; digit_of(*digits) < base; digits++)
		amount.value = amount.value * base + digit_of(*digits);
	if (end)
		*end = digits;
	return amount;
}

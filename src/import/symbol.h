/* SPDX-License-Identifier: MIT */
/*
 * What only the board knows: the size of a file that is not here, an address that is in its
 * environment, what a command found out. In a text it is one symbol, a few bytes that no script
 * has; where a number is wanted it is an amount.
 */
#ifndef XENBOOT_IMPORT_SYMBOL_H
#define XENBOOT_IMPORT_SYMBOL_H

#include "xenboot/base.h"

enum xb_symbol_kind {
	XB_SYMBOL_SIZE,	    /* bytes of the file that LOAD brings, in hexadecimal without 0x */
	XB_SYMBOL_VARIABLE, /* the board's environment has it under NAME */
	XB_SYMBOL_RESULT,   /* a command made it, which NAME describes */
};
struct xb_symbol {
	enum xb_symbol_kind kind;
	size_t load;   /* SIZE: which, an index; else XB_NONE */
	uint64_t more; /* SIZE: so much is added, modulo 2^64 */
	char *name;
	struct xb_pos at; /* where it came from */
};
struct xb_symbols {
	struct xb_symbol *items;
	size_t count, capacity;
};
/* A new one; the same one where all is equal. */
size_t xb_symbol_add(struct xb_symbols *symbols, const struct xb_symbol *symbol);
void xb_symbols_clear(struct xb_symbols *symbols);

#define XB_SYMBOL_TEXT 16
/* SYMBOL as it stands in texts. */
void xb_symbol_format(size_t symbol, char out[XB_SYMBOL_TEXT]);
/* The first symbol in TEXT: its index, and where it begins and ends. False: there is none. */
bool xb_symbol_find(const char *text, size_t *symbol, size_t *begin, size_t *end);
/* TEXT as people read it, symbols by their names: new, the caller's. */
char *xb_symbol_readable(const struct xb_symbols *symbols, const char *text);

/* A number that may be one. */
struct xb_amount {
	uint64_t value;
	size_t symbol; /* XB_NO_SYMBOL: VALUE is the number; else SYMBOL is, and VALUE is added */
};
#define XB_NO_SYMBOL SIZE_MAX

/*
 * Numbers as U-Boot reads them (lib/strto.c): BASE 16 with or without 0x; BASE 0: 0x, an octal 0,
 * else decimal; nothing that can be read is 0, and reading stops at what cannot, *end (if not
 * NULL). A symbol is read whole, with a 0x before it or not; what is glued to it otherwise is lost.
 */
struct xb_amount xb_amount_read(const char *text, unsigned base, const char **end);

#endif

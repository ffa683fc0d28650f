/* SPDX-License-Identifier: MIT */
/* The words of `fdt set` as the bytes of a property (U-Boot cmd/fdt.c, fdt_parse_prop). */
#ifndef XENBOOT_IMPORT_FDT_VALUE_H
#define XENBOOT_IMPORT_FDT_VALUE_H

#include "import/uboot.h"

struct xb_fdt_value {
	struct xb_buf bytes;
	/* Cells that are symbols: 0 in the bytes. */
	struct {
		size_t offset, symbol;
	} * cells;
	size_t cell_count, cell_capacity;
	size_t bare; /* a symbol of a size that no 0x stands before; XB_NO_SYMBOL: there is none */
};
/*
 * COUNT words; OLD, of OLD_LENGTH bytes, is what the property has now, for "?" keeps a cell of it.
 * False: U-Boot refuses them, and has said so on its console.
 */
bool xb_fdt_value_parse(struct xb_uboot *uboot, const struct xb_word *words, size_t count,
			const char *old, size_t old_length, struct xb_fdt_value *value);
void xb_fdt_value_clear(struct xb_fdt_value *value);

#endif

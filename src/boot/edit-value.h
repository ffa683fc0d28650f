/* SPDX-License-Identifier: MIT */
/* Property values: from a profile's text to the bytes that a tree holds. */
#ifndef BOOT_EDIT_VALUE_H
#define BOOT_EDIT_VALUE_H

#include "xenboot/boot.h"

void xb_value_add_cell(struct xb_buf *value, uint32_t cell); /* big-endian */

/*
 * As `fdt set` reads it: "<1 0x2>" cells, "[de ad]" bytes, else a string; a list is always strings,
 * true an empty property. False with a diagnostic when a cell or byte is no number that fits.
 */
bool xb_value_encode(const struct xb_property *property, enum xb_form *form, struct xb_buf *value,
		     struct xb_diags *diags);

#endif

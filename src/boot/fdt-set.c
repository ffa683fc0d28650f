/* SPDX-License-Identifier: MIT */
/* What a script can say by `fdt set` (U-Boot cmd/fdt.c, common/cli_hush.c), measured on 2023.01 and
 * 2025.01: values of 1,024 bytes, 255 words, and no first string that looks like cells or bytes. A value
 * that is there before is copied into the same buffer, and refused where it is longer. */
#include <string.h>

#include "xenboot/boot.h"

/* hush takes 255 words, `fdt set PATH NAME` among them. */
#define VALUES_MAX 251

static size_t count_strings(const struct xb_edit *edit)
{
	size_t count = 0;

	for (size_t i = 0; edit->form == XB_FORM_STRINGS && i < edit->length; i++)
		count += edit->value[i] == '\0';
	return count;
}

static uint64_t scratchpad(const struct xb_boot *boot)
{
	return boot->board && boot->board->scratchpad.given ? boot->board->scratchpad.value
							    : XB_FDT_SET_MAX;
}

char *xb_fdt_set_objection(const struct xb_boot *boot, const struct xb_edit *edit,
			   enum xb_code *code)
{
	uint64_t most = scratchpad(boot);
	char first = edit->form == XB_FORM_STRINGS && edit->length ? edit->value[0] : '\0';

	if (edit->kind != XB_EDIT_SET)
		return NULL;
	*code = XB_CODE_VALUE_TOO_LONG;
	if (edit->length > most)
		return xb_format("has %zu bytes with its NUL; `fdt set` holds %llu", edit->length,
				 (unsigned long long)most);
	if (edit->replaces > most && edit->length > 0 && edit->form != XB_FORM_EMPTY)
		return xb_format("has %zu bytes in the tree already; `fdt set` replaces %llu at most",
				 edit->replaces, (unsigned long long)most);
	if (count_strings(edit) > VALUES_MAX)
		return xb_format("has %zu strings; a command of U-Boot takes %u",
				 count_strings(edit), VALUES_MAX);
	*code = XB_CODE_QUOTING;
	if (first == '<' || first == '[')
		return xb_format("begins with '%c', which `fdt set` reads as %s", first,
				 first == '<' ? "cells" : "bytes");
	return NULL;
}

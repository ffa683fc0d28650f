/* SPDX-License-Identifier: MIT */
/* Values as xl's parser of configurations reads them (tools/libs/util/libxlu_cfg_l.l, libxlu_cfg.c). */
#ifndef EMIT_XL_VALUE_H
#define EMIT_XL_VALUE_H

#include "xenboot/xen.h"

/*
 * TEXT in double quotes. False: it has a control character for which there is no letter; the escapes by
 * numbers, \x and octal, fail in xl (xlu__cfgl_dequote, 4.14 to 4.22), and raw ones belong into no text.
 */
bool xb_xl_put_quoted(const char *text, size_t length, struct xb_buf *out);

/* What a property says. */
struct xb_xl_value {
	const struct xb_boot *boot;
	const char *text; /* "yes" where the bare word stands */
	bool bare;
};
/* Likewise. */
bool xb_xl_put_value(enum xb_xl_form form, const struct xb_xl_value *value, struct xb_buf *out);

#endif

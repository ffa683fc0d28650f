/* SPDX-License-Identifier: MIT */
/* The outputs behind the table in emit.c, and what they share. */
#ifndef XENBOOT_EMIT_EMIT_H
#define XENBOOT_EMIT_EMIT_H

#include "xenboot/emit.h"

bool xb_emit_scr(const struct xb_boot *boot, const struct xb_emit_options *options,
		 struct xb_buf *out, struct xb_diags *diags);
bool xb_emit_dtb(const struct xb_boot *boot, const struct xb_emit_options *options,
		 struct xb_buf *out, struct xb_diags *diags);
bool xb_emit_manifest(const struct xb_boot *boot, const struct xb_emit_options *options,
		      struct xb_buf *out, struct xb_diags *diags);

#endif

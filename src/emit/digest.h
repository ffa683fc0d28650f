/* SPDX-License-Identifier: MIT */
#ifndef XENBOOT_EMIT_DIGEST_H
#define XENBOOT_EMIT_DIGEST_H

#include "xenboot/base.h"

#define XB_DIGEST_TEXT 65

/* The SHA-256 of the file at PATH in hexadecimal, read in pieces. 0, or an errno. */
int xb_digest_file(const char *path, char out[XB_DIGEST_TEXT]);
/* The same of bytes. */
void xb_digest_bytes(const struct xb_buf *bytes, char out[XB_DIGEST_TEXT]);

#endif

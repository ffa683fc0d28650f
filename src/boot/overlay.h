/* SPDX-License-Identifier: MIT */
/*
 * Device tree overlays: libfdt applies them, but trusts what they say of their own fixups. Here
 * they are looked at first, and its short answers are made into sentences.
 */
#ifndef XENBOOT_BOOT_OVERLAY_H
#define XENBOOT_BOOT_OVERLAY_H

#include "xenboot/boot.h"

/* Is BLOB, NAME in messages, an overlay that may be given to fdt_overlay_apply? */
bool xb_overlay_check(const char *name, const void *blob, size_t size, struct xb_pos at,
		      struct xb_diags *diags);

/* Say why OVERLAY, called NAME, could not be applied to BASE, called TREE: libfdt said ERROR. */
bool xb_overlay_explain(const char *name, const void *overlay, const char *tree, const void *base,
			int error, struct xb_pos at, struct xb_diags *diags);

/*
 * For a base tree that is not known: put OVERLAY's nodes below /overlay-SERIAL of BLOB, and its
 * symbols where they go, with room for long paths. At least as many bytes as applying it can add.
 * 0 or a libfdt error.
 */
int xb_overlay_graft(void *blob, const void *overlay, size_t serial);

#endif

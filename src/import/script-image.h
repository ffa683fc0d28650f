/* SPDX-License-Identifier: MIT */
/* Scripts in their images: boot.scr, and a FIT with a script in it. */
#ifndef XENBOOT_IMPORT_SCRIPT_IMAGE_H
#define XENBOOT_IMPORT_SCRIPT_IMAGE_H

#include "xenboot/base.h"

/*
 * The text that `source` would run of the LENGTH bytes at BYTES, called NAME: an image's script,
 * or, where it is no image, all of it. *text points into BYTES. False with a diagnostic: U-Boot
 * would refuse it.
 */
bool xb_script_find(const char *name, const char *bytes, size_t length, const char **text,
		    size_t *text_length, struct xb_diags *diags);

#endif

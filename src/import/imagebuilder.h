/* SPDX-License-Identifier: MIT */
#ifndef XENBOOT_IMPORT_IMAGEBUILDER_H
#define XENBOOT_IMPORT_IMAGEBUILDER_H

#include "xenboot/boot.h"

/* Is the LENGTH bytes at TEXT a configuration of ImageBuilder's: does it set one of its variables?
 */
bool xb_is_imagebuilder(const char *text, size_t length);

/* Hints about BOOT, whose profile was made of a configuration, name its variables, or no place at all. */
void xb_import_imagebuilder_name(struct xb_boot *boot);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef XENBOOT_IMPORT_IMAGEBUILDER_H
#define XENBOOT_IMPORT_IMAGEBUILDER_H

#include "xenboot/base.h"

/* Is the LENGTH bytes at TEXT a configuration of ImageBuilder's: does it set one of its variables?
 */
bool xb_is_imagebuilder(const char *text, size_t length);

#endif

/* SPDX-License-Identifier: MIT */
/* Releases of Xen as numbers that can be compared. */
#ifndef XENBOOT_MODEL_RELEASE_H
#define XENBOOT_MODEL_RELEASE_H

#include "xenboot/base.h"

/* Xen 4.17 and all that is made from it, 4.17.3 too. No release is 0. */
#define XB_RELEASE(major, minor) ((major) * 1000u + (minor))
/* What is not released yet: behind all releases. */
#define XB_RELEASE_MASTER XB_RELEASE(1000u, 0u)

/* The release that TEXT begins with ("4.17", "4.17.3", "4.18-rc2"), or "master"; 0: it is none, or
 * NULL. */
unsigned xb_release_number(const char *text);
/* The same for digits alone; *end is behind the two numbers, where there is a release. */
unsigned xb_release_scan(const char *text, const char **end);

#endif

/* SPDX-License-Identifier: MIT */
/* What U-Boot's boot commands do to the tree before they start Xen (boot/image-fdt.c). */
#ifndef XENBOOT_IMPORT_ENTRY_H
#define XENBOOT_IMPORT_ENTRY_H

#include "import/uboot.h"

/* TEXT is the word behind the kernel: "-", or ADDRESS[:SIZE] of a ramdisk. */
void xb_entry_take_ramdisk(struct xb_uboot *uboot, const char *text);
/* $bootargs, where it is set, becomes /chosen's bootargs, whatever stood there (fdt_chosen). */
void xb_entry_write_bootargs(struct xb_uboot *uboot);

#endif

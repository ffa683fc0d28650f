/* SPDX-License-Identifier: MIT */
/* What a Linux takes of its memory to come up, as dom0 and as a guest. Measured: src/xen/dom0-start.c. */
#ifndef XEN_LINUX_START_H
#define XEN_LINUX_START_H

#include "xenboot/boot.h"

/* sizeof(struct page) for 4 KiB: one page in so many. */
#define XB_LINUX_PAGES_PER 64u

/* Bytes that must be left behind the files of the ramdisk; IMAGE: of the kernel, with its BSS. */
uint64_t xb_linux_behind(uint64_t image);
/* Bytes of the ramdisk's files, at least: packed ones do not shrink. */
uint64_t xb_linux_files(const struct xb_load *ramdisk);

#endif

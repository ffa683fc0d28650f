/* SPDX-License-Identifier: MIT */
/* What a boot file is, by its content. */
#ifndef XENBOOT_IMAGE_H
#define XENBOOT_IMAGE_H

#include "xenboot/base.h"

enum xb_image_kind {
	XB_IMAGE_UNKNOWN, /* no magic that is known */
	XB_IMAGE_EMPTY,
	XB_IMAGE_ARM64,  /* Image: "ARM\x64" at 0x38 (Linux Documentation/arch/arm64/booting.rst) */
	XB_IMAGE_ZIMAGE, /* arm32: 0x016f2818 at 0x24 */
	XB_IMAGE_UIMAGE, /* legacy U-Boot image, 0x27051956 */
	XB_IMAGE_SCRIPT, /* the same with ih_type 6: boot.scr */
	XB_IMAGE_ELF,
	XB_IMAGE_ZBOOT, /* EFI zboot: "MZ" and "zimg" at 4; Xen and booti do not unpack it */
	XB_IMAGE_EFI,   /* another PE program */
	XB_IMAGE_DTB,
	XB_IMAGE_CPIO, /* newc 070701, crc 070702, odc 070707 */
	XB_IMAGE_GZIP,
	XB_IMAGE_XZ,
	XB_IMAGE_ZSTD,
	XB_IMAGE_LZ4,
	XB_IMAGE_BZIP2,
	XB_IMAGE_LZMA,
	XB_IMAGE_TEXT,
	XB_IMAGE_KIND_COUNT
};

struct xb_image {
	enum xb_image_kind kind;
	enum xb_image_kind inner; /* gzip: the kind of what is inside; else the same as kind */
	uint64_t file_size;       /* bytes on disk */
	/* arm64 Image (also inside gzip): */
	uint64_t text_offset; /* bytes */
	uint64_t image_size;  /* bytes in memory with BSS; 0: header of before v3.17 / Xen 4.12 */
	uint64_t flags;       /* bit 3: may stand anywhere 2 MiB aligned */
	uint64_t unpacked_size; /* gzip: ISIZE of the trailer, the size modulo 4 GiB */
	/* uImage: its header's own words (U-Boot include/image.h, struct legacy_img_hdr) */
	uint32_t load_address, entry;
	unsigned char architecture, compression; /* IH_ARCH_*, IH_COMP_* */
	uint64_t promised_size; /* bytes that the header says the file has; 0: it does not say */
	const char *truncated;  /* NULL, or a constant phrase that says what is cut off */
	const char *fault; /* the same for gzip: why it is not unpacked, cut off or not */
};

/* "an arm64 Image", "a gzip file": for messages. */
const char *xb_image_kind_name(enum xb_image_kind kind);

/*
 * Look at the file at PATH: head and tail only, whatever its size; a gzip file's first bytes are
 * unpacked in memory. 0, or why not, as xb_file_error puts it in words.
 */
int xb_image_probe(const char *path, struct xb_image *image);
/* The same from memory: HEAD and TAIL are the first and last bytes of a file of SIZE bytes. For
 * tests and fuzzing. */
#define XB_IMAGE_HEAD 4096
#define XB_IMAGE_TAIL 1024
void xb_image_identify(const void *head, size_t head_length, const void *tail,
		       size_t tail_length, uint64_t size, struct xb_image *image);

#endif

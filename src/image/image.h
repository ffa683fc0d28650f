/* SPDX-License-Identifier: MIT */
/* Between image.c and image-gzip.c. */
#ifndef IMAGE_IMAGE_H
#define IMAGE_IMAGE_H

#include "xenboot/image.h"

struct xb_image_bytes {
	const unsigned char *at;
	size_t length;
};

/* Kind and header fields of what starts with HEAD; image->file_size is set. Looks at no tail. */
void xb_image_recognise(const struct xb_image_bytes *head, struct xb_image *image);

/* Unpack the first bytes in memory: inner, text_offset, image_size, flags, unpacked_size, and
 * whether the end is missing. image->kind is XB_IMAGE_GZIP, file_size is set. */
void xb_image_look_into_gzip(const struct xb_image_bytes *head, const struct xb_image_bytes *tail,
			     struct xb_image *image);

#endif

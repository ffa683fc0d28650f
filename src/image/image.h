/* SPDX-License-Identifier: MIT */
/* What the files of this room share: recognise.c, gzip.c above it, image.c above both. */
#ifndef IMAGE_IMAGE_H
#define IMAGE_IMAGE_H

#include "xenboot/image.h"

struct xb_image_bytes {
	const unsigned char *at;
	size_t length;
};

/* Kind and header fields of what starts with HEAD; image->file_size is set. Looks at no tail. */
void xb_image_recognise(const struct xb_image_bytes *head, struct xb_image *image);

/* Whether the end of what begins with HEAD is missing, for the kinds whose end tells it. */
void xb_image_look_at_end(const struct xb_image_bytes *head, const struct xb_image_bytes *tail,
			  struct xb_image *image);

/* Unpack the first bytes in memory: inner, text_offset, image_size, flags, unpacked_size, and
 * whether the end is missing. image->kind is XB_IMAGE_GZIP, file_size is set. */
void xb_image_look_into_gzip(const struct xb_image_bytes *head, const struct xb_image_bytes *tail,
			     struct xb_image *image);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * A look into a gzip file without unpacking it: the first bytes give the inner header, the last
 * four (ISIZE, RFC 1952) the unpacked size. Xen takes exactly these four bytes for the size
 * (xen/common/device-tree/kernel.c), so a cut file is unpacked into the wrong amount of memory.
 */
#include "image/image.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
	SMALLEST = 18,     /* a header of 10 bytes and a trailer of 8 */
	BEST_RATIO = 1040, /* deflate packs at best 1032:1 */
};

struct peek {
	unsigned char bytes[XB_IMAGE_HEAD]; /* what was unpacked first */
	size_t length;
	bool cut; /* the input ended, the stream did not */
};

static void *allocate(void *unused, uInt count, uInt size)
{
	(void)unused;
	return xb_alloc((size_t)count * size);
}

static void release(void *unused, void *memory)
{
	(void)unused;
	free(memory);
}

/*
 * Unpack HEAD and keep the first bytes. When head is the WHOLE file, go on to its end, to learn
 * whether it has one.
 */
static void inflate_head(const struct xb_image_bytes *head, bool whole, struct peek *peek)
{
	unsigned char dropped[XB_IMAGE_HEAD];
	z_stream stream = {.next_in = (z_const Bytef *)head->at, .avail_in = (uInt)head->length};
	int result;

	memset(peek, 0, sizeof(*peek));
	stream.zalloc = allocate;
	stream.zfree = release;
	if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
		return; /* another zlib than we were built with: nothing is known */
	stream.next_out = peek->bytes;
	stream.avail_out = sizeof(peek->bytes);
	result = inflate(&stream, Z_SYNC_FLUSH);
	peek->length = sizeof(peek->bytes) - stream.avail_out;
	while (whole && result == Z_OK && stream.avail_out == 0) {
		stream.next_out = dropped;
		stream.avail_out = sizeof(dropped);
		result = inflate(&stream, Z_SYNC_FLUSH);
	}
	peek->cut = whole && (result == Z_OK || result == Z_BUF_ERROR);
	inflateEnd(&stream);
}

static uint64_t isize(const struct xb_image_bytes *tail)
{
	const unsigned char *last = tail->at + tail->length - 4;

	return (uint64_t)last[0] | (uint64_t)last[1] << 8 | (uint64_t)last[2] << 16 |
	       (uint64_t)last[3] << 24;
}

/* What is missing, or NULL. INNER is what the first bytes unpack to. */
static const char *missing(const struct xb_image *image, const struct xb_image *inner, bool cut)
{
	if (cut)
		return "it ends in the middle of the compressed data";
	if (image->unpacked_size / BEST_RATIO > image->file_size)
		return "its last 4 bytes, the unpacked size, are more than it can hold";
	if (inner->kind != XB_IMAGE_ARM64)
		return NULL; /* an initramfs may have more archives behind the first */
	if (inner->image_size && image->unpacked_size > inner->image_size)
		return "its last 4 bytes, the unpacked size, are more than the Image's own size";
	if (image->unpacked_size < inner->promised_size || image->unpacked_size < 64)
		return "its last 4 bytes, the unpacked size, are less than the Image needs";
	return NULL;
}

void xb_image_look_into_gzip(const struct xb_image_bytes *head, const struct xb_image_bytes *tail,
			     struct xb_image *image)
{
	struct xb_image inner = {.file_size = UINT64_MAX};
	struct peek peek;

	image->inner = XB_IMAGE_UNKNOWN;
	if (image->file_size < SMALLEST || tail->length < 4) {
		image->truncated = "it is shorter than a gzip header and trailer";
		return;
	}
	image->unpacked_size = isize(tail);
	inflate_head(head, head->length == image->file_size, &peek);
	if (peek.length > 0)
		xb_image_recognise(&(struct xb_image_bytes){peek.bytes, peek.length}, &inner);
	else if (image->unpacked_size == 0)
		inner.kind = XB_IMAGE_EMPTY;
	image->inner = inner.kind;
	image->text_offset = inner.text_offset;
	image->image_size = inner.image_size;
	image->flags = inner.flags;
	image->truncated = missing(image, &inner, peek.cut);
}

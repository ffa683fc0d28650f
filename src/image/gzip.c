/* SPDX-License-Identifier: MIT */
/*
 * A look into a gzip file without unpacking it: the first bytes give the inner header, the last
 * four (ISIZE, RFC 1952) the unpacked size.
 *
 * Xen makes room for as much as the last four bytes of the file say and then unpacks the first
 * member, whose own trailer must agree (xen/common/device-tree/kernel.c kernel_decompress,
 * xen/common/gzip/inflate.c gunzip). So whatever stands behind that member is taken for the size.
 * Linux is not so strict with a ramdisk: more members, other archives and zeros may follow
 * (init/initramfs.c unpack_to_rootfs).
 */
#include "image/image.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
	SMALLEST = 18,     /* a header of 10 bytes and a trailer of 8 */
	BEST_RATIO = 1040, /* deflate packs at best 1032:1 */
};

/* Where the first member ends. */
enum end {
	END_UNSEEN, /* behind what was read */
	END_OF_FILE,
	END_BEFORE, /* something follows */
	END_MISSING,
	END_DAMAGED, /* the data are no deflate, or the trailer does not agree with them */
};

struct peek {
	unsigned char bytes[XB_IMAGE_HEAD]; /* what was unpacked first */
	size_t length;
	enum end end;
	struct xb_image_bytes behind; /* END_BEFORE: what follows */
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

static enum end end_of(const z_stream *stream, int result, bool whole)
{
	if (result == Z_STREAM_END)
		return whole && stream->avail_in == 0 ? END_OF_FILE : END_BEFORE;
	if (result == Z_OK || result == Z_BUF_ERROR)
		return whole ? END_MISSING : END_UNSEEN;
	return END_DAMAGED;
}

/*
 * Unpack BYTES and keep the first of what comes out. When they are the WHOLE file, or its end, go on
 * to the end of the member, to learn whether it has one.
 */
static void inflate_bytes(const struct xb_image_bytes *bytes, bool whole, struct peek *peek)
{
	unsigned char dropped[XB_IMAGE_HEAD];
	z_stream stream = {.next_in = (z_const Bytef *)bytes->at, .avail_in = (uInt)bytes->length};
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
	peek->end = end_of(&stream, result, whole);
	peek->behind = (struct xb_image_bytes){stream.next_in, stream.avail_in};
	inflateEnd(&stream);
}

static uint64_t isize(const struct xb_image_bytes *tail)
{
	const unsigned char *last = tail->at + tail->length - 4;

	return (uint64_t)last[0] | (uint64_t)last[1] << 8 | (uint64_t)last[2] << 16 |
	       (uint64_t)last[3] << 24;
}

static bool begins_member(const unsigned char *at, size_t length)
{
	return length >= 3 && memcmp(at, "\x1f\x8b\x08", 3) == 0;
}

/* Does another whole member end the file? bgzip, for one, puts an empty one there. */
static bool ends_with_another(const struct xb_image *image, const struct xb_image_bytes *tail)
{
	struct peek peek;

	for (size_t at = tail->length == image->file_size; at + SMALLEST <= tail->length; at++) {
		const struct xb_image_bytes rest = {tail->at + at, tail->length - at};

		if (!begins_member(rest.at, rest.length))
			continue;
		inflate_bytes(&rest, true, &peek);
		if (peek.end == END_OF_FILE)
			return true;
	}
	return false;
}

static const char several_members[] =
	"it has several members, of which Xen unpacks the first; their sizes are not added up";
static const char something_behind[] =
	"something stands behind its end, where Xen reads the unpacked size";
static const char zeros_behind[] =
	"its last bytes, where Xen reads the unpacked size, are zeros: it was padded";

static bool is_zeros(const struct xb_image_bytes *bytes)
{
	for (size_t i = 0; i < bytes->length; i++)
		if (((const unsigned char *)bytes->at)[i])
			return false;
	return true;
}

/* Why Xen cannot unpack a kernel, as far as the two ends of the file tell; INNER is the kernel. */
static const char *fault_of_kernel(const struct xb_image *image, const struct xb_image *inner,
				   const struct peek *peek, const struct xb_image_bytes *tail)
{
	if (peek->end == END_BEFORE && begins_member(peek->behind.at, peek->behind.length))
		return several_members;
	if (peek->end == END_UNSEEN && ends_with_another(image, tail))
		return several_members;
	if (peek->end == END_BEFORE)
		return is_zeros(&peek->behind) ? zeros_behind : something_behind;
	if (image->unpacked_size == 0)
		return zeros_behind;
	if (image->unpacked_size / BEST_RATIO > image->file_size)
		return "its last 4 bytes, where Xen reads the unpacked size, are more than it can hold: "
		       "it is cut off, or something stands behind its end";
	if (inner->image_size && image->unpacked_size > inner->image_size)
		return "its last 4 bytes, where Xen reads the unpacked size, are more than the "
		       "Image's own size: it is cut off, or something stands behind its end";
	if (image->unpacked_size < inner->promised_size || image->unpacked_size < 64)
		return "its last 4 bytes, where Xen reads the unpacked size, are less than the "
		       "Image needs: it is cut off, padded, or has several members";
	return NULL;
}

static void find_fault(const struct xb_image *inner, const struct peek *peek,
		       const struct xb_image_bytes *tail, struct xb_image *image)
{
	if (peek->end == END_MISSING)
		image->truncated = "it ends in the middle of the compressed data";
	else if (peek->end == END_DAMAGED)
		image->fault = "its data are damaged, or its checksum or size at the end is wrong";
	else if (inner->kind == XB_IMAGE_ARM64 || inner->kind == XB_IMAGE_ZIMAGE)
		image->fault = fault_of_kernel(image, inner, peek, tail);
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
	inflate_bytes(head, head->length == image->file_size, &peek);
	if (peek.length > 0)
		xb_image_recognise(&(struct xb_image_bytes){peek.bytes, peek.length}, &inner);
	else if (image->unpacked_size == 0)
		inner.kind = XB_IMAGE_EMPTY;
	image->inner = inner.kind;
	image->text_offset = inner.text_offset;
	image->image_size = inner.image_size;
	image->flags = inner.flags;
	find_fault(&inner, &peek, tail, image);
}

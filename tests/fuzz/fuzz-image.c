/* SPDX-License-Identifier: MIT */
/*
 * Image headers. The input is a file; its first 8 bytes are also taken for the size of a larger
 * one, of which no more is seen than head and tail.
 */
#include <assert.h>
#include <string.h>

#include "xenboot/boot.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void identify(const uint8_t *data, size_t length, uint64_t size)
{
	size_t head = length < XB_IMAGE_HEAD ? length : XB_IMAGE_HEAD;
	size_t tail = length < XB_IMAGE_TAIL ? length : XB_IMAGE_TAIL;
	struct xb_image image;

	xb_image_identify(data, head, data + length - tail, tail, size, &image);
	assert(image.file_size == size);
	assert((size == 0) == (image.kind == XB_IMAGE_EMPTY));
	assert(image.kind == XB_IMAGE_GZIP || image.inner == image.kind);
	assert(image.promised_size <= size || image.truncated);
	assert(strlen(xb_image_kind_name(image.kind)) > 3);
	assert(strlen(xb_image_kind_name(image.inner)) > 3);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t larger = 0;

	for (size_t i = 0; i < 8 && i < size; i++)
		larger = larger << 8 | data[i];
	identify(data, size, size);
	if (larger > size)
		identify(data, size, larger);
	return 0;
}

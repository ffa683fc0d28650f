/* SPDX-License-Identifier: MIT */
#include "xen/linux-start.h"

#define BEHIND_NUMERATOR 5u
#define BEHIND_DENOMINATOR 8u
/* What one byte may become (zlib's "Maximum Compression Factor"), and where an archive or a file system ends. */
#define DEFLATE_MOST 1032u
#define ARCHIVE_STEP 4u

uint64_t xb_linux_behind(uint64_t image)
{
	return image / BEHIND_DENOMINATOR * BEHIND_NUMERATOR;
}

/* The last bytes of one that is cut off are no size, and of a large one it is not known whether it is. */
static bool has_unpacked_size(const struct xb_load *ramdisk)
{
	const struct xb_image *image = &ramdisk->image;

	return ramdisk->present && image->kind == XB_IMAGE_GZIP && !image->truncated &&
	       image->unpacked_size % ARCHIVE_STEP == 0 &&
	       image->unpacked_size / DEFLATE_MOST <= ramdisk->size;
}

uint64_t xb_linux_files(const struct xb_load *ramdisk)
{
	uint64_t packed = ramdisk->size, unpacked = ramdisk->image.unpacked_size;

	return has_unpacked_size(ramdisk) && unpacked > packed ? unpacked : packed;
}

/* SPDX-License-Identifier: MIT */
/* Small boot files for tests, made in the current folder. */
#ifndef XENBOOT_TESTS_BOOT_FILES_H
#define XENBOOT_TESTS_BOOT_FILES_H

#include "unit/tree/tree.h"

#include <unistd.h>
#include <zlib.h>

static inline void put_bytes(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

/* An arm64 Image of SIZE bytes that takes IMAGE_SIZE in memory, in gzip or plain. */
static inline void put_image_as(const char *path, size_t size, uint64_t image_size,
	const char *mode)
{
	unsigned char *bytes = xb_alloc(size);
	gzFile file = gzopen(path, mode);

	memcpy(bytes + 0x38, "ARM\x64", 4);
	for (size_t i = 0; i < 8; i++)
		bytes[0x10 + i] = (unsigned char)(image_size >> (8 * i));
	bytes[0x18] = 0xa;
	assert_non_null(file);
	assert_int_equal(gzwrite(file, bytes, (unsigned)size), size);
	assert_int_equal(gzclose(file), 0);
	free(bytes);
}

static inline void put_image(const char *path, size_t size, uint64_t image_size)
{
	put_image_as(path, size, image_size, "wbT");
}

/* A newc archive with nothing in it but its end. */
static const char empty_cpio[] =
	"07070100000000000000000000000000000000000000010000000000000000"
	"0000000000000000000000000000000000000000000B00000000TRAILER!!!\0\0\0\0";

static inline void put_cpio(const char *path, const char *mode)
{
	gzFile file = gzopen(path, mode);

	assert_non_null(file);
	assert_int_equal(gzwrite(file, empty_cpio, sizeof(empty_cpio)), sizeof(empty_cpio));
	assert_int_equal(gzclose(file), 0);
}

/* A uImage whose header promises SIZE bytes behind itself, and that has HAS of them. */
static inline void put_uimage(const char *path, unsigned char type, size_t size, size_t has)
{
	unsigned char bytes[128] = {0x27, 0x05, 0x19, 0x56, [15] = (unsigned char)size,
				    [28] = 5, [29] = 22, [30] = type};

	assert_true(has <= sizeof(bytes) - 64);
	put_bytes(path, bytes, 64 + has);
}

/* A whole uImage of 10 bytes for ARCHITECTURE, packed by COMPRESSION, that goes to LOAD and begins at
 * ENTRY. */
static inline void put_kernel_uimage(const char *path, unsigned char architecture,
	unsigned char compression, uint32_t load, uint32_t entry)
{
	unsigned char bytes[74] = {0x27, 0x05, 0x19, 0x56, [15] = 10, [28] = 5,
				   [29] = architecture, [30] = 2, [31] = compression};

	for (size_t i = 0; i < 4; i++) {
		bytes[16 + i] = (unsigned char)(load >> (24 - 8 * i));
		bytes[20 + i] = (unsigned char)(entry >> (24 - 8 * i));
	}
	put_bytes(path, bytes, sizeof(bytes));
}

/* 1 GiB at 0, a UART at /soc/uart@1000 that is serial0; with or without a stdout-path. */
static inline size_t put_tree(const char *path, bool stdout_path)
{
	const struct tree_row with[] = {
		CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000),
			END,
		NODE("aliases"), TEXT("serial0", "/soc/uart@1000"), END,
		NODE("soc"), NODE("uart@1000"), CELLS("reg", 0x1000), END, END,
		NODE("chosen"), TEXT("stdout-path", "serial0:115200n8"), END, {0},
	};
	const struct tree_row without[] = {
		CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000),
			END,
		NODE("aliases"), TEXT("serial0", "/soc/uart@1000"), END,
		NODE("soc"), NODE("uart@1000"), CELLS("reg", 0x1000), END, END, {0},
	};
	size_t size;
	void *blob = tree_make(stdout_path ? with : without, &size);

	put_bytes(path, blob, size);
	free(blob);
	return size;
}

/* Everything that a profile of plan.h names, each of the right kind. */
static inline void put_boot_files(void)
{
	put_image("xen", 4096, 8192);
	put_image("Image", 8192, 16384);
	put_cpio("rd", "wb");
	put_tree("t.dtb", true);
}

#endif

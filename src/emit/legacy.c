/* SPDX-License-Identifier: MIT */
/*
 * The legacy image around a script: what `mkimage -T script -A arm64 -C none -d FILE` writes
 * (U-Boot include/image.h, struct legacy_img_hdr; tools/mkimage.c for the table of lengths).
 */
#include "emit/emit.h"

#include <zlib.h>

enum { HEADER_SIZE = 64, TABLE_SIZE = 8 };

/* Offsets of the header's fields; all numbers are big-endian. */
enum {
	AT_MAGIC = 0,
	AT_HEADER_CRC = 4,
	AT_TIME = 8,
	AT_SIZE = 12,
	AT_LOAD = 16,
	AT_ENTRY = 20,
	AT_DATA_CRC = 24,
	AT_OS = 28, /* then architecture, type and compression, a byte each; then the name */
};

#define MAGIC 0x27051956u
/* IH_OS_LINUX, IH_ARCH_ARM64, IH_TYPE_SCRIPT, IH_COMP_NONE */
#define KIND 0x05160600u

static void put_be32(unsigned char *at, uint32_t value)
{
	at[0] = (unsigned char)(value >> 24);
	at[1] = (unsigned char)(value >> 16);
	at[2] = (unsigned char)(value >> 8);
	at[3] = (unsigned char)value;
}

static uint32_t crc(const unsigned char *table, const char *text, size_t length)
{
	uLong sum = crc32_z(0, table, TABLE_SIZE);

	/* zlib takes NULL, which an empty buffer is, for a wish to begin anew. */
	return length ? (uint32_t)crc32_z(sum, (const unsigned char *)text, length) : (uint32_t)sum;
}

void xb_emit_legacy_script(const char *text, size_t length, uint32_t timestamp, uint32_t address,
			   struct xb_buf *out)
{
	unsigned char header[HEADER_SIZE] = {0};
	/* One script: its length, and the 0 that ends the list. */
	unsigned char table[TABLE_SIZE] = {0};

	put_be32(table, (uint32_t)length);
	put_be32(header + AT_MAGIC, MAGIC);
	put_be32(header + AT_TIME, timestamp);
	put_be32(header + AT_SIZE, (uint32_t)(TABLE_SIZE + length));
	put_be32(header + AT_LOAD, address);
	put_be32(header + AT_ENTRY, address);
	put_be32(header + AT_DATA_CRC, crc(table, text, length));
	put_be32(header + AT_OS, KIND);
	/* Last: it covers the header with its own field still 0. */
	put_be32(header + AT_HEADER_CRC, (uint32_t)crc32_z(0, header, HEADER_SIZE));
	xb_buf_add(out, header, HEADER_SIZE);
	xb_buf_add(out, table, TABLE_SIZE);
	xb_buf_add(out, text, length);
}

bool xb_emit_scr(const struct xb_boot *boot, const struct xb_emit_options *options,
		 struct xb_buf *out, struct xb_diags *diags)
{
	const struct xb_load *script = xb_boot_load(boot, XB_LOAD_SCRIPT);
	/* The field has 32 bits, and `source` does not look at it. */
	uint32_t address = script && script->address <= UINT32_MAX ? (uint32_t)script->address : 0;
	/* Its lines are NAME.source's, which are traced there. */
	const struct xb_emit_options plain = {.timestamp = options->timestamp};
	struct xb_buf text = {0};
	bool written = xb_emit_source(boot, &plain, &text, diags);

	if (written)
		xb_emit_legacy_script(text.data, text.length, options->timestamp, address, out);
	xb_buf_clear(&text);
	return written;
}

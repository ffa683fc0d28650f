/* SPDX-License-Identifier: MIT */
/*
 * What a boot file is, by its content. A row per magic; the kinds whose header says how long the
 * file has to be have a function that looks.
 */
#include "image/image.h"

#include <string.h>

static const char *const kind_names[XB_IMAGE_KIND_COUNT] = {
	[XB_IMAGE_UNKNOWN] = "a file of an unknown kind",
	[XB_IMAGE_EMPTY] = "an empty file",
	[XB_IMAGE_ARM64] = "an arm64 Image",
	[XB_IMAGE_ZIMAGE] = "an arm32 zImage",
	[XB_IMAGE_UIMAGE] = "a legacy U-Boot image (uImage)",
	[XB_IMAGE_SCRIPT] = "a U-Boot script image (boot.scr)",
	[XB_IMAGE_ELF] = "an ELF file",
	[XB_IMAGE_ZBOOT] = "an EFI zboot image",
	[XB_IMAGE_EFI] = "an EFI program",
	[XB_IMAGE_DTB] = "a device tree blob",
	[XB_IMAGE_CPIO] = "a cpio archive",
	[XB_IMAGE_GZIP] = "a gzip file",
	[XB_IMAGE_XZ] = "an xz file",
	[XB_IMAGE_ZSTD] = "a zstd file",
	[XB_IMAGE_LZ4] = "an lz4 file",
	[XB_IMAGE_BZIP2] = "a bzip2 file",
	[XB_IMAGE_LZMA] = "an lzma file",
	[XB_IMAGE_TEXT] = "a text file",
};

const char *xb_image_kind_name(enum xb_image_kind kind)
{
	return (unsigned)kind < XB_IMAGE_KIND_COUNT ? kind_names[kind] : kind_names[0];
}

/* ---- Numbers out of headers; what lies past the end reads as 0 --------------------------------- */

static uint64_t number(const struct xb_image_bytes *bytes, size_t offset, unsigned width, bool big)
{
	uint64_t value = 0;

	if (offset > bytes->length || bytes->length - offset < width)
		return 0;
	for (unsigned i = 0; i < width; i++)
		value |= (uint64_t)bytes->at[offset + (big ? width - 1 - i : i)] << (8 * i);
	return value;
}

static uint64_t le(const struct xb_image_bytes *bytes, size_t offset, unsigned width)
{
	return number(bytes, offset, width, false);
}

static uint64_t be(const struct xb_image_bytes *bytes, size_t offset, unsigned width)
{
	return number(bytes, offset, width, true);
}

static bool has(const struct xb_image_bytes *bytes, size_t offset, const char *magic, size_t length)
{
	return offset <= bytes->length && bytes->length - offset >= length &&
	       memcmp(bytes->at + offset, magic, length) == 0;
}

/* Do LENGTH bytes begin a UTF-8 sequence that goes on where nothing was read? */
static bool is_cut_character(const unsigned char *bytes, size_t length)
{
	size_t whole = bytes[0] < 0xc2 || bytes[0] > 0xf4 ? 0 :
		       bytes[0] < 0xe0			  ? 2 :
		       bytes[0] < 0xf0			  ? 3 :
							    4;

	for (size_t i = 1; i < length; i++)
		if ((bytes[i] & 0xc0) != 0x80)
			return false;
	return length < whole;
}

static bool is_text(const struct xb_image_bytes *head)
{
	const char *text = (const char *)head->at;
	size_t i = 0;

	if (head->length == 0)
		return false;
	while (i < head->length) {
		unsigned char byte = head->at[i];
		size_t length = xb_utf8_length(text + i, head->length - i);

		if (length == 0)
			return is_cut_character(head->at + i, head->length - i);
		if ((byte < ' ' && !strchr("\t\n\f\r\x1b", byte)) || byte == 0 || byte == 0x7f)
			return false;
		i += length;
	}
	return true;
}

/* ---- The kinds whose header promises a size ---------------------------------------------------- */

static void promise(struct xb_image *image, uint64_t size, const char *phrase)
{
	image->promised_size = size;
	if (image->file_size < size)
		image->truncated = phrase;
}

/*
 * Images that EFI can start carry a PE header, and its section table says how far the file reaches:
 * the only way to see that half of a kernel is missing, for image_size counts BSS too.
 */
static void look_at_pe(const struct xb_image_bytes *head, struct xb_image *image)
{
	enum { SIGNATURE_AND_COFF = 24, SECTION = 40, RAW_SIZE = 16, RAW_START = 20 };
	size_t pe = (size_t)le(head, 0x3c, 4);
	uint64_t sections = le(head, pe + 6, 2);
	size_t table = pe + SIGNATURE_AND_COFF + (size_t)le(head, pe + 20, 2);
	uint64_t end = 0;

	if (!has(head, pe, "PE\0\0", 4))
		return;
	for (uint64_t i = 0; i < sections && table < head->length; i++, table += SECTION) {
		uint64_t last = le(head, table + RAW_START, 4) + le(head, table + RAW_SIZE, 4);

		if (end < last)
			end = last;
	}
	promise(image, end, "it ends before its last PE section does");
}

/* A file that begins with MZ is an EFI program only if the PE header stands where it points. */
static void look_at_efi(const struct xb_image_bytes *head, struct xb_image *image)
{
	uint64_t pe = le(head, 0x3c, 4);

	if (!has(head, (size_t)pe, "PE\0\0", 4) && (pe < 0x40 || pe + 4 <= head->length))
		image->kind = is_text(head) ? XB_IMAGE_TEXT : XB_IMAGE_UNKNOWN;
	else
		look_at_pe(head, image);
}

/* Linux Documentation/arch/arm64/booting.rst: the 64 bytes at the start. */
static void look_at_arm64(const struct xb_image_bytes *head, struct xb_image *image)
{
	image->text_offset = le(head, 8, 8);
	image->image_size = le(head, 16, 8);
	image->flags = le(head, 24, 8);
	if (has(head, 0, "MZ", 2))
		look_at_pe(head, image);
}

/* Linux Documentation/arch/arm/booting.rst: start and end of the image at 0x28 and 0x2c. */
static void look_at_zimage(const struct xb_image_bytes *head, struct xb_image *image)
{
	uint64_t start = le(head, 0x28, 4), end = le(head, 0x2c, 4);

	if (end > start)
		promise(image, end - start, "it is shorter than the zImage header says");
}

/* U-Boot include/image.h, struct legacy_img_hdr: size of the data at 12, then where it goes and
 * begins, architecture at 29, type, compression. */
static void look_at_uimage(const struct xb_image_bytes *head, struct xb_image *image)
{
	enum { HEADER = 64, TYPE_SCRIPT = 6 };

	if (le(head, 30, 1) == TYPE_SCRIPT)
		image->kind = XB_IMAGE_SCRIPT;
	image->load_address = (uint32_t)be(head, 16, 4);
	image->entry = (uint32_t)be(head, 20, 4);
	image->architecture = (unsigned char)be(head, 29, 1);
	image->compression = (unsigned char)be(head, 31, 1);
	promise(image, HEADER + be(head, 12, 4),
		image->file_size < HEADER ? "its 64-byte U-Boot header is incomplete" :
					    "it is shorter than the U-Boot header says");
}

static void look_at_dtb(const struct xb_image_bytes *head, struct xb_image *image)
{
	promise(image, be(head, 4, 4), "it is shorter than the totalsize in its header");
}

/* Is the whole of BYTES zero? Then the end of the data lies before them, out of sight. */
static bool all_zero(const struct xb_image_bytes *bytes)
{
	for (size_t i = 0; i < bytes->length; i++)
		if (bytes->at[i])
			return false;
	return true;
}

static bool contains(const struct xb_image_bytes *bytes, const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i + length <= bytes->length; i++)
		if (memcmp(bytes->at + i, text, length) == 0)
			return true;
	return false;
}

/*
 * An initramfs may be several archives one after the other, also compressed ones: where the first
 * archive ends in the head already, its end says nothing of the file's.
 */
static void look_at_cpio(const struct xb_image_bytes *head, const struct xb_image_bytes *tail,
			 struct xb_image *image)
{
	if (!contains(tail, "TRAILER!!!") && !contains(head, "TRAILER!!!") && !all_zero(tail))
		image->truncated = "the archive has no TRAILER!!! at its end";
}

/* The xz file format, 2.1.2: the footer ends in "YZ"; padding of zeros may follow. */
static void look_at_xz(const struct xb_image_bytes *head, const struct xb_image_bytes *tail,
		       struct xb_image *image)
{
	enum { SMALLEST = 32 };
	size_t end = tail->length;

	(void)head;
	while (end > 0 && tail->at[end - 1] == 0)
		end--;
	if (image->file_size < SMALLEST)
		image->truncated = "it is shorter than an xz header and footer";
	else if (end > 0 && (end < 2 || memcmp(tail->at + end - 2, "YZ", 2) != 0))
		image->truncated = "the xz footer is missing at its end";
}

/* ---- Magics ------------------------------------------------------------------------------------ */

struct magic {
	enum xb_image_kind kind;
	size_t offset;
	const char *bytes;
	size_t length;
	void (*head)(const struct xb_image_bytes *head, struct xb_image *image);
	void (*tail)(const struct xb_image_bytes *head, const struct xb_image_bytes *tail,
		     struct xb_image *image);
};

/* The first row that fits wins: an arm64 Image that EFI can start begins with MZ, too. */
static const struct magic magics[] = {
	{XB_IMAGE_ARM64, 0x38, "ARM\x64", 4, look_at_arm64, NULL},
	{XB_IMAGE_ZIMAGE, 0x24, "\x18\x28\x6f\x01", 4, look_at_zimage, NULL},
	{XB_IMAGE_ZBOOT, 0, "MZ\0\0zimg", 8, look_at_pe, NULL},
	{XB_IMAGE_EFI, 0, "MZ", 2, look_at_efi, NULL},
	{XB_IMAGE_UIMAGE, 0, "\x27\x05\x19\x56", 4, look_at_uimage, NULL},
	{XB_IMAGE_ELF, 0, "\x7f" "ELF", 4, NULL, NULL},
	{XB_IMAGE_DTB, 0, "\xd0\x0d\xfe\xed", 4, look_at_dtb, NULL},
	{XB_IMAGE_CPIO, 0, "070701", 6, NULL, look_at_cpio},
	{XB_IMAGE_CPIO, 0, "070702", 6, NULL, look_at_cpio},
	{XB_IMAGE_CPIO, 0, "070707", 6, NULL, look_at_cpio},
	{XB_IMAGE_GZIP, 0, "\x1f\x8b", 2, NULL, NULL},
	{XB_IMAGE_XZ, 0, "\xfd" "7zXZ\0", 6, NULL, look_at_xz},
	{XB_IMAGE_ZSTD, 0, "\x28\xb5\x2f\xfd", 4, NULL, NULL},
	{XB_IMAGE_LZ4, 0, "\x04\x22\x4d\x18", 4, NULL, NULL},
	{XB_IMAGE_LZ4, 0, "\x02\x21\x4c\x18", 4, NULL, NULL}, /* legacy: what Linux packs with */
	{XB_IMAGE_BZIP2, 0, "BZh", 3, NULL, NULL},
	{XB_IMAGE_LZMA, 0, "\x5d\0\0", 3, NULL, NULL},
};

static const struct magic *find_magic(const struct xb_image_bytes *head)
{
	for (size_t i = 0; i < XB_COUNT(magics); i++)
		if (has(head, magics[i].offset, magics[i].bytes, magics[i].length))
			return &magics[i];
	return NULL;
}

void xb_image_recognise(const struct xb_image_bytes *head, struct xb_image *image)
{
	const struct magic *magic = find_magic(head);

	if (image->file_size == 0)
		image->kind = XB_IMAGE_EMPTY;
	else if (magic)
		image->kind = magic->kind;
	else
		image->kind = is_text(head) ? XB_IMAGE_TEXT : XB_IMAGE_UNKNOWN;
	if (magic && magic->head)
		magic->head(head, image);
	image->inner = image->kind;
}

void xb_image_look_at_end(const struct xb_image_bytes *head, const struct xb_image_bytes *tail,
			  struct xb_image *image)
{
	const struct magic *magic = find_magic(head);

	if (magic && magic->tail)
		magic->tail(head, tail, image);
}

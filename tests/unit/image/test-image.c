/* SPDX-License-Identifier: MIT */
#include "unit/base/folder.h"

#include <errno.h>
#include <zlib.h>

#include "xenboot/boot.h"

/* Bytes put somewhere into a file of zeros. */
struct patch {
	size_t offset;
	const char *bytes;
	size_t length;
};
#define PATCH(offset, text) {offset, text, sizeof(text) - 1}
enum { PATCHES = 4 };

struct row {
	const char *label;
	uint64_t size;
	struct patch head[PATCHES]; /* offsets from the start */
	struct patch tail[PATCHES]; /* offsets back from the end */
	enum xb_image_kind kind;
	const char *truncated; /* a part of the phrase; NULL: it is whole */
	uint64_t promised;
};

static void identify(const struct row *row, struct xb_image *image)
{
	static unsigned char head[XB_IMAGE_HEAD], tail[XB_IMAGE_TAIL];
	size_t head_length = row->size < sizeof(head) ? (size_t)row->size : sizeof(head);
	size_t tail_length = row->size < sizeof(tail) ? (size_t)row->size : sizeof(tail);

	memset(head, 0, sizeof(head));
	memset(tail, 0, sizeof(tail));
	for (size_t i = 0; i < PATCHES; i++) {
		const struct patch *first = &row->head[i], *last = &row->tail[i];

		if (first->bytes)
			memcpy(head + first->offset, first->bytes, first->length);
		if (last->bytes)
			memcpy(tail + tail_length - last->offset, last->bytes, last->length);
	}
	xb_image_identify(head, head_length, tail, tail_length, row->size, image);
}

/* An arm64 Image with a PE header whose last section ends at byte 0x1240. */
#define ARM64_PE                                                                                   \
	PATCH(0, "MZ"), PATCH(0x38, "ARM\x64\x40"),                                                \
		PATCH(0x40, "PE\0\0\x64\xaa\x02\0"                                                 \
			    "\0\0\0\0\0\0\0\0\0\0\0\0\x08\0"),                                     \
	{                                                                                          \
		0x60, ".reloc\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" \
		      ".text\0\0\0\0\x02\0\0\0\x10\0\0\x40\x02\0\0\0\x10\0\0",                     \
			64                                                                         \
	}
#define NEWC PATCH(0, "070701")
#define XZ PATCH(0, "\xfd" "7zXZ\0")

static const struct row rows[] = {
	{"empty", 0, {{0}}, {{0}}, XB_IMAGE_EMPTY, NULL, 0},
	{"zeros", 4096, {{0}}, {{0}}, XB_IMAGE_UNKNOWN, NULL, 0},
	{"text", 6, {PATCH(0, "setenv")}, {{0}}, XB_IMAGE_TEXT, NULL, 0},
	{"text with a NUL", 6, {PATCH(0, "set\0nv")}, {{0}}, XB_IMAGE_UNKNOWN, NULL, 0},
	{"UTF-8", 5, {PATCH(0, "gr\xc3\xbc\n")}, {{0}}, XB_IMAGE_TEXT, NULL, 0},
	{"a character cut at the end", 4, {PATCH(0, "gr\xe2\x82")}, {{0}}, XB_IMAGE_TEXT, NULL, 0},
	{"Latin-1", 5, {PATCH(0, "gr\xfc" "n\n")}, {{0}}, XB_IMAGE_UNKNOWN, NULL, 0},
	{"Image", 64, {PATCH(0x38, "ARM\x64")}, {{0}}, XB_IMAGE_ARM64, NULL, 0},
	{"Image without its last magic byte", 64, {PATCH(0x38, "ARM\x65")}, {{0}},
	 XB_IMAGE_UNKNOWN, NULL, 0},
	{"Image for EFI, whole", 0x1240, {ARM64_PE}, {{0}}, XB_IMAGE_ARM64, NULL, 0x1240},
	{"Image for EFI, a byte short", 0x123f, {ARM64_PE}, {{0}}, XB_IMAGE_ARM64, "PE section",
	 0x1240},
	{"zImage, whole", 0x2000,
	 {PATCH(0x24, "\x18\x28\x6f\x01"), PATCH(0x28, "\0\x80\0\0\0\xa0\0\0")}, {{0}},
	 XB_IMAGE_ZIMAGE, NULL, 0x2000},
	{"zImage, a byte short", 0x1fff,
	 {PATCH(0x24, "\x18\x28\x6f\x01"), PATCH(0x28, "\0\x80\0\0\0\xa0\0\0")}, {{0}},
	 XB_IMAGE_ZIMAGE, "zImage header", 0x2000},
	{"uImage, whole", 64 + 300, {PATCH(0, "\x27\x05\x19\x56"), PATCH(12, "\0\0\x01\x2c"),
	 PATCH(30, "\x02")}, {{0}}, XB_IMAGE_UIMAGE, NULL, 364},
	{"uImage, a byte short", 64 + 299, {PATCH(0, "\x27\x05\x19\x56"),
	 PATCH(12, "\0\0\x01\x2c"), PATCH(30, "\x02")}, {{0}}, XB_IMAGE_UIMAGE,
	 "U-Boot header says", 364},
	{"uImage, half a header", 63, {PATCH(0, "\x27\x05\x19\x56")}, {{0}}, XB_IMAGE_UIMAGE,
	 "64-byte", 64},
	{"script, whole", 64 + 12, {PATCH(0, "\x27\x05\x19\x56"), PATCH(12, "\0\0\0\x0c"),
	 PATCH(30, "\x06")}, {{0}}, XB_IMAGE_SCRIPT, NULL, 76},
	{"script, a byte short", 64 + 11, {PATCH(0, "\x27\x05\x19\x56"), PATCH(12, "\0\0\0\x0c"),
	 PATCH(30, "\x06")}, {{0}}, XB_IMAGE_SCRIPT, "U-Boot header says", 76},
	{"ELF", 4096, {PATCH(0, "\x7f" "ELF")}, {{0}}, XB_IMAGE_ELF, NULL, 0},
	{"zboot", 4096, {PATCH(0, "MZ\0\0zimg")}, {{0}}, XB_IMAGE_ZBOOT, NULL, 0},
	{"EFI program", 4096, {PATCH(0, "MZ"), PATCH(0x3c, "\x80"), PATCH(0x80, "PE\0\0")}, {{0}},
	 XB_IMAGE_EFI, NULL, 0},
	{"MZ alone", 4096, {PATCH(0, "MZ"), PATCH(0x3c, "\x80")}, {{0}}, XB_IMAGE_UNKNOWN, NULL, 0},
	{"text that begins with MZ", 4, {PATCH(0, "MZ! ")}, {{0}}, XB_IMAGE_TEXT, NULL, 0},
	{"DTB, whole", 72, {PATCH(0, "\xd0\x0d\xfe\xed\0\0\0\x48")}, {{0}}, XB_IMAGE_DTB, NULL, 72},
	{"DTB, padded", 80, {PATCH(0, "\xd0\x0d\xfe\xed\0\0\0\x48")}, {{0}}, XB_IMAGE_DTB, NULL, 72},
	{"DTB, a byte short", 71, {PATCH(0, "\xd0\x0d\xfe\xed\0\0\0\x48")}, {{0}}, XB_IMAGE_DTB,
	 "totalsize", 72},
	{"newc", 8192, {NEWC}, {PATCH(300, "TRAILER!!!")}, XB_IMAGE_CPIO, NULL, 0},
	{"newc with crc", 8192, {PATCH(0, "070702")}, {PATCH(300, "TRAILER!!!")}, XB_IMAGE_CPIO,
	 NULL, 0},
	{"odc", 8192, {PATCH(0, "070707")}, {PATCH(1024, "TRAILER!!!")}, XB_IMAGE_CPIO, NULL, 0},
	{"newc, cut in its last name", 8192, {NEWC}, {PATCH(9, "TRAILER!!")}, XB_IMAGE_CPIO,
	 "TRAILER!!!", 0},
	{"newc, more zeros behind than are read", 8192, {NEWC}, {{0}}, XB_IMAGE_CPIO, NULL, 0},
	{"newc, another archive behind", 8192, {NEWC, PATCH(3000, "TRAILER!!!")},
	 {PATCH(4, "\x12\x34\x56\x78")}, XB_IMAGE_CPIO, NULL, 0},
	{"xz", 8192, {XZ}, {PATCH(2, "YZ")}, XB_IMAGE_XZ, NULL, 0},
	{"xz, padded with 4 zeros", 8192, {XZ}, {PATCH(6, "YZ")}, XB_IMAGE_XZ, NULL, 0},
	{"xz, a byte short", 8192, {XZ}, {PATCH(1, "Y")}, XB_IMAGE_XZ, "footer", 0},
	{"xz, smallest", 32, {XZ}, {PATCH(2, "YZ")}, XB_IMAGE_XZ, NULL, 0},
	{"xz, less than smallest", 31, {XZ}, {PATCH(2, "YZ")}, XB_IMAGE_XZ, "header and footer", 0},
	{"zstd", 64, {PATCH(0, "\x28\xb5\x2f\xfd")}, {{0}}, XB_IMAGE_ZSTD, NULL, 0},
	{"lz4", 64, {PATCH(0, "\x04\x22\x4d\x18")}, {{0}}, XB_IMAGE_LZ4, NULL, 0},
	{"lz4 as Linux packs", 64, {PATCH(0, "\x02\x21\x4c\x18")}, {{0}}, XB_IMAGE_LZ4, NULL, 0},
	{"bzip2", 64, {PATCH(0, "BZh9\x31\x41")}, {{0}}, XB_IMAGE_BZIP2, NULL, 0},
	{"lzma", 64, {PATCH(0, "\x5d\0\0\x80\0")}, {{0}}, XB_IMAGE_LZMA, NULL, 0},
	{"gzip of 17 bytes", 17, {PATCH(0, "\x1f\x8b\x08")}, {{0}}, XB_IMAGE_GZIP,
	 "header and trailer", 0},
};

static void check_row(const struct row *row, const struct xb_image *image)
{
	check_text(row->label, xb_image_kind_name(image->kind), xb_image_kind_name(row->kind));
	check_u64(row->label, image->file_size, row->size);
	check_u64(row->label, image->promised_size, row->promised);
	if (row->truncated)
		check_contains(row->label, image->truncated, row->truncated);
	else
		check_text(row->label, image->truncated, NULL);
}

static void kinds_by_content(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_image image;

		identify(&rows[i], &image);
		check_row(&rows[i], &image);
		if (image.kind != XB_IMAGE_GZIP)
			check_int(rows[i].label, image.inner, image.kind);
	}
}

static void every_kind_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < XB_IMAGE_KIND_COUNT; i++) {
		const char *name = xb_image_kind_name((enum xb_image_kind)i);

		/* To follow "is". */
		check_bool(name, strncmp(name, "a ", 2) == 0 || strncmp(name, "an ", 3) == 0, true);
		for (int k = 0; k < i; k++)
			check_bool(name, strcmp(name, xb_image_kind_name((enum xb_image_kind)k)) != 0,
				   true);
	}
	check_text("out of range", xb_image_kind_name(XB_IMAGE_KIND_COUNT),
		   xb_image_kind_name(XB_IMAGE_UNKNOWN));
}

static void numbers_of_the_image_header(void **state)
{
	static const struct row row = {
		.label = "Image",
		.size = 4096,
		.head = {PATCH(8, "\0\0\x08\0\0\0\0\0"), PATCH(16, "\xc8\x60\x13\0\0\0\0\0"),
			 PATCH(24, "\x0a"), PATCH(0x38, "ARM\x64")},
	};
	struct xb_image image;

	(void)state;
	identify(&row, &image);
	check_u64("text_offset", image.text_offset, 0x80000);
	check_u64("image_size", image.image_size, 0x1360c8);
	check_u64("flags", image.flags, 0xa);
}

/* ---- gzip -------------------------------------------------------------------------------------- */

struct packed {
	const char *label;
	struct patch head[PATCHES]; /* of what is packed */
	size_t size;                /* of it */
	size_t drop;                /* bytes cut off the packed file's end */
	bool lie;                   /* its last 4 bytes become ISIZE */
	uint32_t isize;
	enum xb_image_kind inner;
	const char *truncated, *fault;
	bool unseen;       /* the first part alone is at hand, as of a large file */
	unsigned members;  /* empty ones behind it */
	struct patch tail; /* what stands behind it, its offset unused */
};

/* image_size 0x10000. */
#define IMAGE_64K PATCH(16, "\0\0\x01\0\0\0\0\0"), PATCH(0x38, "ARM\x64")
#define CPIO PATCH(0, "070701")

static const struct packed packs[] = {
	{"an Image", {IMAGE_64K}, 0x10000, 0, false, 0, XB_IMAGE_ARM64, .fault = NULL},
	{"an Image, its end unseen", {IMAGE_64K}, 0x10000, 0, false, 0, XB_IMAGE_ARM64,
	 .fault = NULL,
	 .unseen = true},
	{"an Image larger than its image_size", {IMAGE_64K}, 0x10001, 0, false, 0, XB_IMAGE_ARM64,
	 .fault = "more than the Image's own size"},
	{"ISIZE as large as image_size", {IMAGE_64K}, 0x8000, 0, true, 0x10000, XB_IMAGE_ARM64,
	 .fault = NULL, .unseen = true},
	{"ISIZE one more", {IMAGE_64K}, 0x8000, 0, true, 0x10001, XB_IMAGE_ARM64,
	 .fault = "more than the Image's own size", .unseen = true},
	{"ISIZE smaller than a header", {IMAGE_64K}, 0x8000, 0, true, 63, XB_IMAGE_ARM64,
	 .fault = "less than the Image needs: it is cut off, padded, or has several members", .unseen = true},
	{"ISIZE of a header", {IMAGE_64K}, 0x8000, 0, true, 64, XB_IMAGE_ARM64, .fault = NULL,
	 .unseen = true},
	{"ISIZE 0", {IMAGE_64K}, 0x8000, 0, true, 0, XB_IMAGE_ARM64, .fault = "are zeros",
	 .unseen = true},
	{"ISIZE less than the PE sections", {ARM64_PE}, 0x1240, 0, true, 0x123f, XB_IMAGE_ARM64,
	 .fault = "less than the Image needs", .unseen = true},
	{"ISIZE of the PE sections", {ARM64_PE}, 0x1240, 0, true, 0x1240, XB_IMAGE_ARM64,
	 .fault = NULL, .unseen = true},
	{"more than deflate can hold", {IMAGE_64K}, 600, 0, true, 0x40000000, XB_IMAGE_ARM64,
	 .fault = "more than it can hold", .unseen = true},
	{"ISIZE that is not the size", {IMAGE_64K}, 0x8000, 0, true, 0x8001, XB_IMAGE_ARM64,
	 .fault = "damaged"},
	/* What stands behind is what Xen reads the size from. */
	{"two members", {IMAGE_64K}, 0x8000, 0, false, 0, XB_IMAGE_ARM64,
	 .fault = "several members",
	 .members = 1},
	{"two members, the first one's end unseen", {IMAGE_64K}, 0x8000, 0, false, 0, XB_IMAGE_ARM64,
	 .fault = "several members", .unseen = true, .members = 1},
	{"three members, the first one's end unseen", {IMAGE_64K}, 0x8000, 0, false, 0,
	 XB_IMAGE_ARM64, .fault = "several members", .unseen = true, .members = 2},
	{"zeros behind", {IMAGE_64K}, 0x8000, 0, false, 0, XB_IMAGE_ARM64,
	 .fault = "it was padded",
	 .tail = PATCH(0, "\0\0\0\0")},
	{"zeros behind, its end unseen", {IMAGE_64K}, 0x8000, 0, false, 0, XB_IMAGE_ARM64,
	 .fault = "it was padded", .unseen = true, .tail = PATCH(0, "\0\0\0\0")},
	{"one zero behind", {IMAGE_64K}, 0x8000, 0, false, 0, XB_IMAGE_ARM64,
	 .fault = "it was padded", .tail = PATCH(0, "\0")},
	{"a zero and a byte behind", {IMAGE_64K}, 0x8000, 0, false, 0, XB_IMAGE_ARM64,
	 .fault = "something stands", .tail = PATCH(0, "\0\1")},
	{"a byte behind", {IMAGE_64K}, 0x8000, 0, false, 0, XB_IMAGE_ARM64,
	 .fault = "something stands",
	 .tail = PATCH(0, "\n")},
	/* To Linux all that is the same. */
	{"a ramdisk of two members", {CPIO}, 600, 0, false, 0, XB_IMAGE_CPIO, .fault = NULL,
	 .members = 1},
	{"a ramdisk, its end unseen, of two members", {CPIO}, 600, 0, false, 0, XB_IMAGE_CPIO,
	 .fault = NULL, .unseen = true, .members = 1},
	{"a ramdisk with zeros behind", {CPIO}, 600, 0, false, 0, XB_IMAGE_CPIO, .fault = NULL,
	 .tail = PATCH(0, "\0\0\0\0")},
	{"a ramdisk with xz behind, its end unseen", {CPIO}, 600, 0, false, 0, XB_IMAGE_CPIO,
	 .fault = NULL, .unseen = true, .tail = PATCH(0, "\0\0YZ")},
	{"a small file, whole", {CPIO}, 600, 0, false, 0, XB_IMAGE_CPIO, .fault = NULL},
	{"a small file, 9 bytes short", {CPIO}, 600, 9, false, 0, XB_IMAGE_CPIO,
	 .truncated = "middle of the compressed data"},
	{"a small file, 4 bytes short", {IMAGE_64K}, 600, 4, false, 0, XB_IMAGE_ARM64,
	 .truncated = "middle of the compressed data"},
	{"nothing", {{0}}, 0, 0, false, 0, XB_IMAGE_EMPTY, .fault = NULL},
	{"zeros", {{0}}, 600, 0, false, 0, XB_IMAGE_UNKNOWN, .fault = NULL},
};

/* An empty member, as gzip makes it. */
static const char empty_member[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0";
enum { MEMBER = sizeof(empty_member) - 1, MOST_BEHIND = 64 };

static size_t pack_member(const struct packed *row, unsigned char **packed)
{
	unsigned char *plain = xb_alloc(row->size + 0x1000);
	z_stream stream = {.next_in = plain, .avail_in = (uInt)row->size};

	for (size_t i = 0; i < PATCHES; i++)
		if (row->head[i].bytes)
			memcpy(plain + row->head[i].offset, row->head[i].bytes, row->head[i].length);
	assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8,
				      Z_DEFAULT_STRATEGY), Z_OK);
	stream.avail_out = (uInt)deflateBound(&stream, row->size);
	*packed = xb_alloc(stream.avail_out + MOST_BEHIND);
	stream.next_out = *packed;
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	deflateEnd(&stream);
	free(plain);
	return stream.total_out;
}

/* *packed: the gzip file, the caller's. *seen: how much of its beginning is at hand. */
static size_t pack(const struct packed *row, unsigned char **packed, size_t *seen)
{
	size_t size = pack_member(row, packed);

	/* Not the trailer, nor all that comes before it. */
	*seen = size - 9;
	for (unsigned i = 0; row->lie && i < 4; i++)
		(*packed)[size - 4 + i] = (unsigned char)(row->isize >> (8 * i));
	for (unsigned i = 0; i < row->members; i++, size += MEMBER)
		memcpy(*packed + size, empty_member, MEMBER);
	if (row->tail.bytes)
		memcpy(*packed + size, row->tail.bytes, row->tail.length);
	size += row->tail.length - row->drop;
	if (!row->unseen)
		*seen = size;
	return size;
}

static void check_phrase(const char *label, const char *got, const char *want)
{
	if (want)
		check_contains(label, got, want);
	else
		check_text(label, got, NULL);
}

static void gzip_is_looked_into(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(packs); i++) {
		const struct packed *row = &packs[i];
		unsigned char *packed;
		size_t seen, size = pack(row, &packed, &seen);
		size_t tail = size < XB_IMAGE_TAIL ? size : XB_IMAGE_TAIL;
		struct xb_image image;

		assert_true(size < XB_IMAGE_HEAD);
		xb_image_identify(packed, seen, packed + size - tail, tail, size, &image);
		check_text(row->label, xb_image_kind_name(image.kind), "a gzip file");
		check_text(row->label, xb_image_kind_name(image.inner),
			   xb_image_kind_name(row->inner));
		if (!row->drop && !row->members && !row->tail.bytes)
			check_u64(row->label, image.unpacked_size,
				  row->lie ? row->isize : row->size);
		if (row->inner == XB_IMAGE_ARM64 && row->head[0].offset == 16)
			check_u64(row->label, image.image_size, 0x10000);
		check_phrase(row->label, image.truncated, row->truncated);
		check_phrase(row->label, image.fault, row->fault);
		free(packed);
	}
}

/* Only the head of a large file is at hand: what is unpacked of it is not taken for all. */
static void large_gzip_is_not_called_cut(void **state)
{
	unsigned char *plain = xb_alloc(1 << 20), *packed;
	uLongf size = compressBound(1 << 20);
	z_stream stream = {.next_in = plain, .avail_in = 1 << 20};
	struct xb_image image;
	uint32_t noise = 1;

	(void)state;
	for (size_t i = 0; i < 1 << 20; i++)
		plain[i] = (unsigned char)((noise = noise * 1664525 + 1013904223) >> 24);
	memcpy(plain, "070701", 6);
	packed = xb_alloc(size + 64);
	stream.next_out = packed;
	stream.avail_out = (uInt)size + 64;
	assert_int_equal(deflateInit2(&stream, 1, Z_DEFLATED, 16 + MAX_WBITS, 8,
				      Z_DEFAULT_STRATEGY), Z_OK);
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	deflateEnd(&stream);
	xb_image_identify(packed, XB_IMAGE_HEAD, packed + stream.total_out - XB_IMAGE_TAIL,
			  XB_IMAGE_TAIL, stream.total_out, &image);
	check_text("inner", xb_image_kind_name(image.inner), "a cpio archive");
	check_text("truncated", image.truncated, NULL);
	check_u64("unpacked", image.unpacked_size, 1 << 20);
	free(plain);
	free(packed);
}

/* ---- Files ------------------------------------------------------------------------------------- */

static void write_at(const char *path, off_t offset, const char *bytes, size_t length)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0666);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes, length, offset), length);
	assert_int_equal(close(fd), 0);
}

static void check_probe(const char *path, int error, enum xb_image_kind kind, const char *cut)
{
	struct xb_image image;

	check_int(path, xb_image_probe(path, &image), error);
	if (error)
		return;
	check_text(path, xb_image_kind_name(image.kind), xb_image_kind_name(kind));
	if (cut)
		check_contains(path, image.truncated, cut);
	else
		check_text(path, image.truncated, NULL);
}

static void files_are_probed(void **state)
{
	(void)state;
	folder_write("empty", "");
	folder_write("text", "tftpboot 0xE00000 xen\n");
	assert_int_equal(mkdir("folder", 0777), 0);
	assert_int_equal(mkfifo("fifo", 0666), 0);
	check_probe("empty", 0, XB_IMAGE_EMPTY, NULL);
	check_probe("text", 0, XB_IMAGE_TEXT, NULL);
	check_probe("folder", EISDIR, 0, NULL);
	check_probe("fifo", XB_FILE_FIFO, 0, NULL);
	check_probe("absent", ENOENT, 0, NULL);
}

/* The end of a file is found in its last bytes, wherever the head ends. */
static void head_and_tail_meet(void **state)
{
	static const off_t sizes[] = {110, XB_IMAGE_TAIL - 1, XB_IMAGE_TAIL, XB_IMAGE_TAIL + 1,
				      XB_IMAGE_HEAD - 1, XB_IMAGE_HEAD, XB_IMAGE_HEAD + 1,
				      XB_IMAGE_HEAD + XB_IMAGE_TAIL};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(sizes); i++) {
		struct xb_image image;

		unlink("cpio");
		write_at("cpio", 0, "070701", 6);
		write_at("cpio", sizes[i] - 12, "TRAILER!!!\0\0", 12);
		check_probe("cpio", 0, XB_IMAGE_CPIO, NULL);
		assert_int_equal(truncate("cpio", sizes[i] - 3), 0);
		check_probe("cpio", 0, XB_IMAGE_CPIO, "TRAILER!!!");
		assert_int_equal(xb_image_probe("cpio", &image), 0);
		check_u64("size", image.file_size, (uint64_t)sizes[i] - 3);
	}
}

/* The bytes that this process has read so far, as Linux counts them; 0 elsewhere. */
static uint64_t bytes_read(void)
{
	FILE *file = fopen("/proc/self/io", "r");
	uint64_t count = 0;

	if (!file)
		return 0;
	if (fscanf(file, "rchar: %" SCNu64, &count) != 1)
		count = 0;
	fclose(file);
	return count;
}

static void large_ramdisk_costs_nothing(void **state)
{
	const off_t size = (off_t)2 << 30;
	struct xb_image image;
	uint64_t before, counting;

	(void)state;
	write_at("ramdisk", 0, "070701", 6);
	write_at("ramdisk", size - 300, "TRAILER!!!", 10);
	assert_int_equal(truncate("ramdisk", size), 0);
	counting = bytes_read();
	before = bytes_read();
	counting = before - counting; /* counting reads, too */
	check_int("probe", xb_image_probe("ramdisk", &image), 0);
	check_bool("read head and tail alone",
		   bytes_read() - before <= counting + XB_IMAGE_HEAD + XB_IMAGE_TAIL + 64, true);
	check_text("kind", xb_image_kind_name(image.kind), "a cpio archive");
	check_text("truncated", image.truncated, NULL);
	check_u64("size", image.file_size, (uint64_t)size);
	assert_int_equal(truncate("ramdisk", size - 300), 0);
	write_at("ramdisk", size - 301, "x", 1);
	check_probe("ramdisk", 0, XB_IMAGE_CPIO, "TRAILER!!!");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_by_content),
		cmocka_unit_test(every_kind_has_a_name_of_its_own),
		cmocka_unit_test(numbers_of_the_image_header),
		cmocka_unit_test(gzip_is_looked_into),
		cmocka_unit_test(large_gzip_is_not_called_cut),
		cmocka_unit_test_setup_teardown(files_are_probed, folder_enter, folder_leave),
		cmocka_unit_test_setup_teardown(head_and_tail_meet, folder_enter, folder_leave),
		cmocka_unit_test_setup_teardown(large_ramdisk_costs_nothing, folder_enter,
						folder_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

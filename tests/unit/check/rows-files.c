/* SPDX-License-Identifier: MIT */
/* Rows about files: what is there, and what it is. */
#include "unit/check/rows.h"

static void no_xen(void)
{
	put_boot_files();
	unlink("xen");
}

static void no_tree(void)
{
	put_boot_files();
	unlink("t.dtb");
}

static void xen_in_gzip(void)
{
	put_boot_files();
	put_image_as("xen", 4096, 8192, "wb");
}

static void xen_a_byte_off(void)
{
	unsigned char bytes[4096] = {0};

	put_boot_files();
	memcpy(bytes + 0x38, "ARM\x65", 4);
	put_bytes("xen", bytes, sizeof(bytes));
}

static void xen_empty(void)
{
	put_boot_files();
	put_bytes("xen", "", 0);
}

static void kernel_in_gzip(void)
{
	put_boot_files();
	put_image_as("Image", 8192, 8192, "wb");
}

/* As `cat Image.gz more.gz` makes it. */
static void kernel_in_two_members(void)
{
	put_boot_files();
	put_image_as("Image", 8192, 8192, "wb");
	put_image_as("Image", 4096, 8192, "ab");
}

static void ramdisk_in_two_members(void)
{
	put_boot_files();
	put_cpio("rd", "wb");
	put_cpio("rd", "ab");
}

static void kernel_is_ramdisk(void)
{
	put_boot_files();
	put_cpio("Image", "wbT");
}

static void kernel_is_ramdisk_in_gzip(void)
{
	put_boot_files();
	put_cpio("Image", "wb");
}

static void kernel_is_uimage_in_gzip(void)
{
	put_boot_files();
	put_kernel_uimage("Image", 22, 1, 0, 0);
}

static void kernel_is_uimage_in_bzip2(void)
{
	put_boot_files();
	put_kernel_uimage("Image", 22, 2, 0, 0);
}

static void kernel_is_uimage_of_arm(void)
{
	put_boot_files();
	put_kernel_uimage("Image", 2, 0, 0, 0);
}

static void kernel_is_uimage_of_x86(void)
{
	put_boot_files();
	put_kernel_uimage("Image", 24, 0, 0, 0);
}

#define PUT_TEXT(name, text) put_bytes(name, text, sizeof(text) - 1)

static void kernel_in_xz(void)
{
	put_boot_files();
	PUT_TEXT("Image", "\xfd" "7zXZ\0 and what follows it: YZ");
}

static void kernel_in_zstd(void)
{
	put_boot_files();
	PUT_TEXT("Image", "\x28\xb5\x2f\xfd and what follows it");
}

static void kernel_is_zboot(void)
{
	put_boot_files();
	PUT_TEXT("Image", "MZ\0\0zimg and what follows it");
}

static void ramdisk_in_zstd(void)
{
	put_boot_files();
	PUT_TEXT("rd", "\x28\xb5\x2f\xfd and what follows it");
}

static void kernel_is_script(void)
{
	put_boot_files();
	put_uimage("Image", 6, 10, 10);
}

static void kernel_is_short(void)
{
	put_boot_files();
	put_uimage("Image", 2, 10, 9);
}

static void ramdisk_is_kernel(void)
{
	put_boot_files();
	put_image("rd", 4096, 4096);
}

static void ramdisk_is_plain(void)
{
	put_boot_files();
	put_cpio("rd", "wbT");
}

static void tree_is_source(void)
{
	put_boot_files();
	put_bytes("t.dtb", "/dts-v1/;\n/ { };\n", 17);
}

static void tree_is_short(void)
{
	struct xb_buf bytes = {0};

	put_boot_files();
	assert_int_equal(xb_file_read("t.dtb", 1 << 20, &bytes), 0);
	put_bytes("t.dtb", bytes.data, bytes.length - 1);
	xb_buf_clear(&bytes);
}

const struct check_row rows_of_files[] = {
	/* Files */
	{XB_CODE_FILE_MISSING, "all are here", "", .prepare = put_boot_files},
	{XB_CODE_FILE_MISSING, "gone, without a size", "error file-missing", .parts = {.xen = ""},
	 .message = "Xen: there is no file xen", .prepare = no_xen},
	{XB_CODE_FILE_MISSING, "gone, with a size", "note file-missing", .message = "983048 bytes",
	 .prepare = no_xen},
	{XB_CODE_FILE_MISSING, "tree gone", "note file-missing",
	 .parts = {.tree = "  padding: auto\n"}, .message = "128 KiB", .prepare = no_tree},
	{XB_CODE_FILE_MISSING, "tree gone, with a size", "note file-missing",
	 .message = "32768 bytes", .prepare = no_tree},
	{XB_CODE_FILE_MISSING, "tree gone for a DTB", "error file-missing",
	 .parts = {.output = "emit: dtb"}, .message = "a DTB can only be made from it",
	 .prepare = no_tree},
	{XB_CODE_FILE_MISSING, "tree gone for both", "error file-missing",
	 .parts = {.output = "emit: both"}, .prepare = no_tree},
	{XB_CODE_FILE_MISSING, "overlay gone", "error file-missing",
	 .parts = {.tree = "  overlays: [o.dtbo]\n"}, .message = "overlay: there is no file o.dtbo",
	 .prepare = put_boot_files},
	{XB_CODE_FILE_MISSING, "overlay gone, with a size", "note file-missing",
	 .parts = {.tree = "  overlays: [{file: o.dtbo, size: 1}]\n"}, .prepare = put_boot_files},

	{XB_CODE_FILE_MISSING, "gone, and the board measures it", "note file-missing",
	 .parts = {.xen = "  room: 4M\n", .load = "sizes: measured"},
	 .message = "Xen: xen is not here; planned with its room, 4194304 bytes", .prepare = no_xen},
	{XB_CODE_FILE_MISSING, "gone, with a room alone", "error file-missing",
	 .parts = {.xen = "  room: 4M\n"}, .message = "Xen: there is no file xen", .prepare = no_xen},
	{XB_CODE_FILE_MISSING, "gone, in memory, where nothing measures it", "error file-missing",
	 .parts = {.xen = "  room: 4M\n  address: 16M\n  load: memory\n", .load = "sizes: measured"},
	 .message = "Xen: there is no file xen", .prepare = no_xen},
	{XB_CODE_FILE_MISSING, "no sample of the board's own tree", "note file-missing",
	 .parts = {.tree = "  from: fdt_addr\n"}, .message = "t.dtb is not here; planned with 128 KiB",
	 .prepare = no_tree},

	{XB_CODE_FILE_TYPE, "each its kind", "", .prepare = put_boot_files},
	{XB_CODE_FILE_TYPE, "none is here", "", .parts = {0}},
	{XB_CODE_FILE_TYPE, "Xen, one bit off", "error file-type", .message = "not an arm64 Image",
	 .prepare = xen_a_byte_off},
	{XB_CODE_FILE_TYPE, "Xen in gzip", "error file-type", .message = "not an arm64 Image",
	 .prepare = xen_in_gzip},
	{XB_CODE_FILE_TYPE, "Xen empty", "error file-type", .message = "empty",
	 .prepare = xen_empty},
	{XB_CODE_FILE_TYPE, "kernel in gzip", "", .prepare = kernel_in_gzip},
	{XB_CODE_FILE_TYPE, "ramdisk for a kernel", "error file-type",
	 .message = "dom0 kernel: Image is", .prepare = kernel_is_ramdisk},
	{XB_CODE_FILE_TYPE, "the same in gzip", "error file-type",
	 .message = "inside the gzip file", .prepare = kernel_is_ramdisk_in_gzip},
	{XB_CODE_FILE_TYPE, "kernel as uImage", "", .prepare = kernel_is_uimage},
	{XB_CODE_FILE_TYPE, "uImage of a script", "error file-type", .message = "dom0 kernel",
	 .prepare = kernel_is_script},
	{XB_CODE_FILE_TYPE, "uImage of gzip", "", .prepare = kernel_is_uimage_in_gzip},
	{XB_CODE_FILE_TYPE, "uImage of gzip, Xen 4.18", "", .prepare = kernel_is_uimage_in_gzip,
	 .parts = {.more = "xen-version: \"4.18\""}},
	{XB_CODE_FILE_TYPE, "uImage of gzip, Xen 4.17", "error file-type",
	 .prepare = kernel_is_uimage_in_gzip, .parts = {.more = "xen-version: \"4.17\""},
	 .message = "from 4.18 on; this is Xen 4.17"},
	{XB_CODE_FILE_TYPE, "uImage of bzip2", "error file-type",
	 .prepare = kernel_is_uimage_in_bzip2, .message = "in another way than gzip"},
	{XB_CODE_FILE_TYPE, "uImage for 32 bits", "", .prepare = kernel_is_uimage_of_arm},
	{XB_CODE_FILE_TYPE, "uImage for x86", "error file-type",
	 .prepare = kernel_is_uimage_of_x86, .message = "architecture 24"},
	{XB_CODE_FILE_TYPE, "kernel in xz", "error file-type", .prepare = kernel_in_xz,
	 .message = "Image is an xz file"},
	{XB_CODE_FILE_TYPE, "kernel in zstd", "error file-type", .prepare = kernel_in_zstd,
	 .message = "Image is a zstd file"},
	{XB_CODE_FILE_TYPE, "kernel in zboot", "error file-type", .prepare = kernel_is_zboot,
	 .message = "Image is an EFI zboot image"},
	{XB_CODE_FILE_TYPE, "ramdisk in zstd: Linux unpacks it", "", .prepare = ramdisk_in_zstd},
	{XB_CODE_FILE_TYPE, "kernel for a ramdisk", "error file-type",
	 .message = "dom0 ramdisk: rd is an arm64 Image", .prepare = ramdisk_is_kernel},
	{XB_CODE_FILE_TYPE, "plain ramdisk", "", .prepare = ramdisk_is_plain},
	{XB_CODE_FILE_TYPE, "source for a tree", "error file-type",
	 .message = "device tree: t.dtb is", .prepare = tree_is_source},

	{XB_CODE_FILE_TRUNCATED, "all whole", "", .prepare = put_boot_files},
	{XB_CODE_FILE_TRUNCATED, "uImage, whole", "", .prepare = kernel_is_uimage},
	{XB_CODE_FILE_TRUNCATED, "uImage, a byte short", "error file-truncated",
	 .message = "at 73 bytes", .prepare = kernel_is_short},
	{XB_CODE_FILE_TRUNCATED, "kernel in gzip", "", .prepare = kernel_in_gzip},
	{XB_CODE_FILE_TRUNCATED, "kernel in two members of gzip", "error file-truncated",
	 .message = "cannot be unpacked: it has several members", .prepare = kernel_in_two_members},
	{XB_CODE_FILE_TRUNCATED, "ramdisk in two members of gzip", "",
	 .prepare = ramdisk_in_two_members},
	{XB_CODE_FILE_TRUNCATED, "tree, a byte short", "error file-truncated",
	 .message = "device tree", .prepare = tree_is_short},

	{XB_CODE_SIZE_STALE, "as written", "", .parts = {.xen = "  size: 4096\n",
	 .kernel = "size: 8192", .ramdisk = "address: auto", .tree = "  padding: 0\n"},
	 .prepare = put_boot_files},
	{XB_CODE_SIZE_STALE, "a byte more", "warning size-stale", .parts = {.xen = "  size: 4097\n",
	 .kernel = "size: 8192", .ramdisk = "address: auto", .tree = "  padding: 0\n"},
	 .message = "Xen: xen has 4096 bytes, the profile says 4097", .prepare = put_boot_files},
	{XB_CODE_SIZE_STALE, "a byte less, resolved", "error size-stale",
	 .parts = {.xen = "  size: 4095\n", .kernel = "size: 8192", .ramdisk = "address: auto",
	 .tree = "  padding: 0\n", .more = "resolved: true"}, .prepare = put_boot_files},
	{XB_CODE_SIZE_STALE, "a byte more, and the board measures it", "note size-stale",
	 .parts = {.xen = "  size: 4097\n", .kernel = "size: 8192", .ramdisk = "address: auto",
	 .tree = "  padding: 0\n", .load = "sizes: measured"}, .prepare = put_boot_files},
	{XB_CODE_SIZE_STALE, "measured, resolved", "error size-stale",
	 .parts = {.xen = "  size: 4095\n", .kernel = "size: 8192", .ramdisk = "address: auto",
	 .tree = "  padding: 0\n", .load = "sizes: measured", .more = "resolved: true"},
	 .prepare = put_boot_files},
	{XB_CODE_SIZE_STALE, "not here", "", .parts = {0}},

	{.label = NULL},
};

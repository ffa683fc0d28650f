/* SPDX-License-Identifier: MIT */
/*
 * Every rule: the smallest input that it refuses, and its nearest neighbour that it accepts. A rule
 * without both is a failure of this test.
 */
#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/boot/plan.h"

#include "boot/check.h"

struct check_row {
	enum xb_code code;
	const char *label;
	struct plan_parts parts;
	const char *diags;   /* what the rule says; "" is accepted */
	const char *message; /* part of its first message; NULL: any */
	void (*prepare)(void); /* makes the files; NULL: none are there */
	void (*change)(struct xb_boot *boot); /* of the plan */
};

/* ---- Files ---------------------------------------------------------------------------------- */

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

static void xen_takes_2_mib(void)
{
	put_image("xen", 4096, 0x200000);
}

static void xen_takes_a_byte_more(void)
{
	put_image("xen", 4096, 0x200001);
}

static void kernel_takes_2_mib(void)
{
	put_image("Image", 4096, 0x200000);
}

static void kernel_in_gzip(void)
{
	put_boot_files();
	put_image_as("Image", 8192, 8192, "wb");
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

static void kernel_is_uimage(void)
{
	put_boot_files();
	put_uimage("Image", 2, 10, 10);
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

static void tree_without_console(void)
{
	put_tree("t.dtb", false);
}

static void tree_with_console(void)
{
	put_tree("t.dtb", true);
}

/* ---- Places --------------------------------------------------------------------------------- */

static void xen_behind_tree(struct xb_boot *boot)
{
	const struct xb_load *tree = xb_boot_load(boot, XB_ROLE_TREE);

	boot->loads[1].address = tree->address + tree->occupied;
}

static void xen_into_tree(struct xb_boot *boot)
{
	xen_behind_tree(boot);
	boot->loads[1].address--;
}

static void on_x86(struct xb_boot *boot)
{
	boot->arch = "x86";
}

/* ---- Long lines ----------------------------------------------------------------------------- */

/* The edit of xen,xen-bootargs; all others are short. */
static void lengthen(struct xb_boot *boot, size_t length)
{
	for (size_t i = 0; i < boot->edit_count; i++) {
		struct xb_edit *edit = &boot->edits[i];

		if (edit->kind != XB_EDIT_SET || strcmp(edit->name, "xen,xen-bootargs") != 0)
			continue;
		edit->value = xb_arena_alloc(&boot->arena, length);
		memset(edit->value, 'x', length - 1);
		edit->length = length;
	}
}

static void line_of_1023(struct xb_boot *boot)
{
	lengthen(boot, 1024);
}

static void line_of_1024(struct xb_boot *boot)
{
	lengthen(boot, 1025);
}

/* ---- The table ------------------------------------------------------------------------------ */

#define KEEP(ranges) "{memory: [{start: 0, size: 1G}], cpus: 4, reserved: [" ranges "]}"
/* Modules of 34 MiB in all, the tree 0xC000 with U-Boot's part: 0x3DDF4000 of 1 GiB are left. */
#define SMALL .xen = "  size: 2M\n", .kernel = "size: 16M", .ramdisk = "size: 16M", \
	.tree = "  size: 0x8000\n  padding: 0\n"

static const struct check_row rows[] = {
	/* Files */
	{XB_CODE_FILE_MISSING, "all are here", {0}, "", NULL, put_boot_files, NULL},
	{XB_CODE_FILE_MISSING, "gone, without a size", {.xen = ""}, "error file-missing",
	 "Xen: there is no file xen", no_xen, NULL},
	{XB_CODE_FILE_MISSING, "gone, with a size", {0}, "note file-missing", "983048 bytes",
	 no_xen, NULL},
	{XB_CODE_FILE_MISSING, "tree gone", {.tree = "  padding: auto\n"}, "note file-missing",
	 "128 KiB",
	 no_tree, NULL},
	{XB_CODE_FILE_MISSING, "tree gone, with a size", {0}, "note file-missing", "32768 bytes",
	 no_tree,
	 NULL},
	{XB_CODE_FILE_MISSING, "tree gone for a DTB", {.output = "emit: dtb"}, "error file-missing",
	 "a DTB can only be made from it", no_tree, NULL},
	{XB_CODE_FILE_MISSING, "tree gone for both", {.output = "emit: both"}, "error file-missing",
	 NULL,
	 no_tree, NULL},
	{XB_CODE_FILE_MISSING, "overlay gone", {.tree = "  overlays: [o.dtbo]\n"},
	 "error file-missing",
	 "overlay: there is no file o.dtbo", put_boot_files, NULL},
	{XB_CODE_FILE_MISSING, "overlay gone, with a size",
	 {.tree = "  overlays: [{file: o.dtbo, size: 1}]\n"}, "note file-missing", NULL,
	 put_boot_files,
	 NULL},

	{XB_CODE_FILE_TYPE, "each its kind", {0}, "", NULL, put_boot_files, NULL},
	{XB_CODE_FILE_TYPE, "none is here", {0}, "", NULL, NULL, NULL},
	{XB_CODE_FILE_TYPE, "Xen, one bit off", {0}, "error file-type", "not an arm64 Image",
	 xen_a_byte_off,
	 NULL},
	{XB_CODE_FILE_TYPE, "Xen in gzip", {0}, "error file-type", "not an arm64 Image",
	 xen_in_gzip, NULL},
	{XB_CODE_FILE_TYPE, "Xen empty", {0}, "error file-type", "empty", xen_empty, NULL},
	{XB_CODE_FILE_TYPE, "kernel in gzip", {0}, "", NULL, kernel_in_gzip, NULL},
	{XB_CODE_FILE_TYPE, "ramdisk for a kernel", {0}, "error file-type", "dom0 kernel: Image is",
	 kernel_is_ramdisk, NULL},
	{XB_CODE_FILE_TYPE, "the same in gzip", {0}, "error file-type", "inside the gzip file",
	 kernel_is_ramdisk_in_gzip, NULL},
	{XB_CODE_FILE_TYPE, "kernel as uImage", {0}, "", NULL, kernel_is_uimage, NULL},
	{XB_CODE_FILE_TYPE, "uImage of a script", {0}, "error file-type", "dom0 kernel",
	 kernel_is_script,
	 NULL},
	{XB_CODE_FILE_TYPE, "kernel for a ramdisk", {0}, "error file-type",
	 "dom0 ramdisk: rd is an arm64 Image",
	 ramdisk_is_kernel, NULL},
	{XB_CODE_FILE_TYPE, "plain ramdisk", {0}, "", NULL, ramdisk_is_plain, NULL},
	{XB_CODE_FILE_TYPE, "source for a tree", {0}, "error file-type", "device tree: t.dtb is",
	 tree_is_source,
	 NULL},

	{XB_CODE_FILE_TRUNCATED, "all whole", {0}, "", NULL, put_boot_files, NULL},
	{XB_CODE_FILE_TRUNCATED, "uImage, whole", {0}, "", NULL, kernel_is_uimage, NULL},
	{XB_CODE_FILE_TRUNCATED, "uImage, a byte short", {0}, "error file-truncated", "at 73 bytes",
	 kernel_is_short, NULL},
	{XB_CODE_FILE_TRUNCATED, "tree, a byte short", {0}, "error file-truncated", "device tree",
	 tree_is_short, NULL},

	{XB_CODE_SIZE_STALE, "as written",
	 {.xen = "  size: 4096\n", .kernel = "size: 8192", .ramdisk = "address: auto",
	 .tree = "  padding: 0\n"},
	 "", NULL, put_boot_files, NULL},
	{XB_CODE_SIZE_STALE, "a byte more",
	 {.xen = "  size: 4097\n", .kernel = "size: 8192", .ramdisk = "address: auto",
	 .tree = "  padding: 0\n"},
	 "warning size-stale", "Xen: xen has 4096 bytes, the profile says 4097", put_boot_files,
	 NULL},
	{XB_CODE_SIZE_STALE, "a byte less, resolved",
	 {.xen = "  size: 4095\n", .kernel = "size: 8192", .ramdisk = "address: auto",
	 .tree = "  padding: 0\n",
	  .more = "resolved: true"}, "error size-stale", NULL, put_boot_files, NULL},
	{XB_CODE_SIZE_STALE, "not here", {0}, "", NULL, NULL, NULL},

	/* Memory */
	{XB_CODE_OVERLAP, "placed automatically", {0}, "", NULL, NULL, NULL},
	{XB_CODE_OVERLAP, "in the next page",
	 {.kernel = "address: 0x1000000, size: 0x108AA00",
	 .ramdisk = "address: 0x208B000, size: 1M"},
	 "", NULL, NULL, NULL},
	{XB_CODE_OVERLAP, "side by side in one page",
	 {.kernel = "address: 0x1000000, size: 0x108AA00",
	 .ramdisk = "address: 0x208AA00, size: 1M"},
	 "warning overlap",
	 "dom0 ramdisk 0x208aa00-0x218a9ff shares a 4 KiB page with dom0 kernel "
	 "0x1000000-0x208a9ff", NULL,
	 NULL},
	{XB_CODE_OVERLAP, "the last byte of the page before",
	 {.kernel = "address: 0x1000000, size: 0x108B000",
	 .ramdisk = "address: 0x208B000, size: 1M"},
	 "", NULL, NULL, NULL},
	{XB_CODE_OVERLAP, "one byte",
	 {.kernel = "address: 0x1000000, size: 0x108AA00",
	 .ramdisk = "address: 0x208A9FF, size: 1M"},
	 "error overlap",
	 "dom0 ramdisk 0x208a9ff-0x218a9fe overlaps dom0 kernel 0x1000000-0x208a9ff", NULL, NULL},
	{XB_CODE_OVERLAP, "the same place",
	 {.kernel = "address: 0x1000000, size: 1", .ramdisk = "address: 0x1000000, size: 1"},
	 "error overlap", NULL, NULL, NULL},
	{XB_CODE_OVERLAP, "three on one place",
	 {.xen = "  address: 16M\n  size: 1\n", .kernel = "address: 16M, size: 1",
	  .ramdisk = "address: 16M, size: 1"}, "error overlap, error overlap, error overlap", NULL,
		NULL, NULL},
	{XB_CODE_OVERLAP, "behind what Xen takes in memory",
	 {.xen = "  address: 16M\n", .kernel = "address: 18M, size: 1M"}, "", NULL, xen_takes_2_mib,
	 NULL},
	{XB_CODE_OVERLAP, "in the last byte that Xen takes",
	 {.xen = "  address: 16M\n", .kernel = "address: 18M, size: 1M"}, "error overlap",
	 "overlaps Xen 0x1000000-0x1200000", xen_takes_a_byte_more, NULL},
	{XB_CODE_OVERLAP, "where Linux's BSS would be is free: Xen copies the file alone",
	 {.kernel = "address: 16M", .ramdisk = "address: 0x1001000, size: 1M"}, "", NULL,
	 kernel_takes_2_mib, NULL},
	{XB_CODE_OVERLAP, "behind the tree's room", {0}, "", NULL, NULL, xen_behind_tree},
	{XB_CODE_OVERLAP, "in the last byte of the tree's room", {0}, "error overlap", NULL, NULL,
	 xen_into_tree},
	{XB_CODE_OVERLAP, "a range that wraps is another rule's",
	 {.kernel = "address: 0xFFFFFFFFFFFFFFFF, size: 2", .ramdisk = "address: 0, size: 1"}, "",
	 NULL,
	 NULL, NULL},

	{XB_CODE_OUTSIDE_RAM, "up to the end", {.kernel = "address: 0x3FFFF000, size: 0x1000"}, "",
	 NULL,
	 NULL, NULL},
	{XB_CODE_OUTSIDE_RAM, "a byte over the end",
	 {.kernel = "address: 0x3FFFF000, size: 0x1001"},
	 "error outside-ram", "dom0 kernel 0x3ffff000-0x40000000 is not inside RAM 0x0-0x3fffffff",
	 NULL,
	 NULL},
	{XB_CODE_OUTSIDE_RAM, "from the start",
	 {.board = "{memory: [{start: 0x1000, size: 1G}]}", .kernel = "address: 0x1000, size: 1"},
	 "", NULL,
	 NULL, NULL},
	{XB_CODE_OUTSIDE_RAM, "a byte before the start",
	 {.board = "{memory: [{start: 0x1000, size: 1G}]}", .kernel = "address: 0xFFF, size: 1"},
	 "error outside-ram", NULL, NULL, NULL},
	{XB_CODE_OUTSIDE_RAM, "over banks that touch",
	 {.board = "{memory: [{start: 0, size: 512M}, {start: 512M, size: 512M}]}",
	  .kernel = "address: 0x1FFFF000, size: 0x2000"}, "", NULL, NULL, NULL},
	{XB_CODE_OUTSIDE_RAM, "over a hole of a byte",
	 {.board = "{memory: [{start: 0, size: 512M}, {start: 0x20000001, size: 512M}]}",
	  .kernel = "address: 0x1FFFF000, size: 0x2000"}, "error outside-ram",
	 "0x0-0x1fffffff, 0x20000001-0x40000000", NULL, NULL},
	{XB_CODE_OUTSIDE_RAM, "behind 2^64", {.kernel = "address: 0xFFFFFFFFFFFFFFFF, size: 2"},
	 "error outside-ram", "ends behind 2^64", NULL, NULL},
	{XB_CODE_OUTSIDE_RAM, "the script in the last byte", {.script = "0x3FFFFFFF",
	 .xen = "  address: 0\n  size: 1\n", .kernel = "address: 16M, size: 1", .ramdisk = "",
	 .tree = "  address: 8M\n  size: 1\n"}, "", NULL, NULL, NULL},
	{XB_CODE_OUTSIDE_RAM, "the script a byte behind", {.script = "0x40000000",
	 .xen = "  address: 0\n  size: 1\n", .kernel = "address: 16M, size: 1", .ramdisk = "",
	 .tree = "  address: 8M\n  size: 1\n"}, "error outside-ram", "script 0x40000000-0x40000000",
	 NULL,
	 NULL},

	{XB_CODE_RESERVED, "behind it", {.board = KEEP("{name: tee, start: 0x20000000, size: "
	 "0x1000}"),
	 .kernel = "address: 0x20001000, size: 1M"}, "", NULL, NULL, NULL},
	{XB_CODE_RESERVED, "in its last byte",
	 {.board = KEEP("{name: tee, start: 0x20000000, size: 0x1000}"),
	 .kernel = "address: 0x20000FFF, size: 1M"}, "error reserved",
	 "dom0 kernel 0x20000fff-0x20100ffe lies in the reserved range tee 0x20000000-0x20000fff",
	 NULL,
	 NULL},
	{XB_CODE_RESERVED, "up to it", {.board = KEEP("{start: 0x20000000, size: 0x1000}"),
	 .kernel = "address: 0x1FF00000, size: 1M"}, "", NULL, NULL, NULL},
	{XB_CODE_RESERVED, "into its first byte",
	 {.board = KEEP("{start: 0x20000000, size: 0x1000}"),
	 .kernel = "address: 0x1FF00000, size: 0x100001"}, "error reserved",
	 "reserved by the board", NULL,
	 NULL},
	{XB_CODE_RESERVED, "the script before it", {.board = KEEP("{start: 0xC00001, size: 1}")},
	 "", NULL,
	 NULL, NULL},
	{XB_CODE_RESERVED, "the script in it", {.board = KEEP("{start: 0xC00000, size: 1}")},
	 "error reserved", "script 0xc00000", NULL, NULL},
	{XB_CODE_RESERVED, "up to U-Boot", {.kernel = "address: 0x3DF00000, size: 1M"}, "", NULL,
	 NULL, NULL},
	{XB_CODE_RESERVED, "a byte into U-Boot", {.kernel = "address: 0x3DF00000, size: 0x100001"},
	 "warning reserved", "0x3e000000-0x3fffffff, where U-Boot runs", NULL, NULL},

	{XB_CODE_MISALIGNED, "Xen on 2 MiB", {.xen = "  address: 16M\n  size: 1\n"}, "", NULL, NULL,
	 NULL},
	{XB_CODE_MISALIGNED, "Xen a byte behind", {.xen = "  address: 0x1000001\n  size: 1\n"},
	 "error misaligned", "Xen at 0x1000001", NULL, NULL},
	{XB_CODE_MISALIGNED, "Xen on 1 MiB", {.xen = "  address: 0x1100000\n  size: 1\n"},
	 "error misaligned", NULL, NULL, NULL},
	{XB_CODE_MISALIGNED, "tree on 8 bytes", {.tree = "  address: 0x10000008\n  size: 1\n"}, "",
	 NULL,
	 NULL, NULL},
	{XB_CODE_MISALIGNED, "tree on 4 bytes", {.tree = "  address: 0x10000004\n  size: 1\n"},
	 "error misaligned", "device tree at 0x10000004", NULL, NULL},
	{XB_CODE_MISALIGNED, "others anywhere",
	 {.kernel = "address: 0x10000001, size: 1", .ramdisk = "address: 0x11000001, size: 1"}, "",
	 NULL,
	 NULL, NULL},

	{XB_CODE_NO_ROOM, "just fits", {.board = "{memory: [{start: 0, size: 256M}]}",
	 .ramdisk = "size: 0xBE00000", .tree = "  address: 8\n  size: 1\n"}, "", NULL, NULL, NULL},
	{XB_CODE_NO_ROOM, "a byte too large", {.board = "{memory: [{start: 0, size: 256M}]}",
	 .ramdisk = "size: 0xBE00001", .tree = "  address: 8\n  size: 1\n"}, "error no-room",
	 "dom0 ramdisk needs 0xbe00001 bytes and no place is left for it; the largest gap is "
	 "0xbf75600 "
	 "bytes at 0x208aa00", NULL, NULL},

	{XB_CODE_DTB_TOO_BIG, "2 MiB with all that is added",
	 {.tree = "  size: 0x1FCFB0\n  padding: 0\n"},
	 "", NULL, NULL, NULL},
	{XB_CODE_DTB_TOO_BIG, "a byte more", {.tree = "  size: 0x1FCFB1\n  padding: 0\n"},
	 "error dtb-too-big", "takes 0x201000 bytes", NULL, NULL},
	{XB_CODE_DTB_TOO_BIG, "padding", {.tree = "  size: 0xFB0\n  padding: 0x1FC000\n"}, "", NULL,
	 NULL,
	 NULL},
	{XB_CODE_DTB_TOO_BIG, "a byte of padding more",
	 {.tree = "  size: 0xFB0\n  padding: 0x1FC001\n"},
	 "error dtb-too-big", NULL, NULL, NULL},
	{XB_CODE_DTB_TOO_BIG, "the most that can be said",
	 {.tree = "  size: 0xFFFFFFFF\n  padding: 0xFFFFFFFF\n"}, "error dtb-too-big", NULL, NULL,
	 NULL},

	/* dom0 */
	{XB_CODE_DOM0_MEM, "some", {.xen_options = "dom0_mem: 512M"}, "", NULL, NULL, NULL},
	{XB_CODE_DOM0_MEM, "none", {.xen_options = "console: dtuart"}, "warning dom0-mem",
	 "512 MiB", NULL,
	 NULL},
	{XB_CODE_DOM0_MEM, "all that is free", {SMALL, .xen_options = "dom0_mem: 1013712K"}, "",
	 NULL, NULL,
	 NULL},
	{XB_CODE_DOM0_MEM, "a page more", {SMALL, .xen_options = "dom0_mem: 1013716K"},
	 "error dom0-mem",
	 "RAM is 1 GiB, of which 990.0 MiB is free", NULL, NULL},
	{XB_CODE_DOM0_MEM, "half of it kept",
	 {SMALL, .board = KEEP("{start: 512M, size: 512M}"), .xen_options = "dom0_mem: 489424K"},
	 "", NULL,
	 NULL, NULL},
	{XB_CODE_DOM0_MEM, "half of it kept, and a page more",
	 {SMALL, .board = KEEP("{start: 512M, size: 512M}"), .xen_options = "dom0_mem: 489428K"},
	 "error dom0-mem", NULL, NULL, NULL},
	{XB_CODE_DOM0_MEM, "kept beyond RAM as well",
	 {SMALL, .board = KEEP("{start: 512M, size: 2G}"), .xen_options = "dom0_mem: 489428K"},
	 "error dom0-mem", NULL, NULL, NULL},
	{XB_CODE_DOM0_MEM, "whole pages", {.xen_options = "dom0_mem: 524292K"}, "", NULL, NULL,
	 NULL},
	{XB_CODE_DOM0_MEM, "a KiB more", {.xen_options = "dom0_mem: 524289K"}, "error dom0-mem",
	 "no multiple of 4 KiB", NULL, NULL},
	{XB_CODE_DOM0_MEM, "just enough", {SMALL, .xen_options = "dom0_mem: 34M"}, "", NULL, NULL,
	 NULL},
	{XB_CODE_DOM0_MEM, "a page less", {SMALL, .xen_options = "dom0_mem: 34812K"},
	 "error dom0-mem",
	 "alone need 34 MiB", NULL, NULL},
	{XB_CODE_DOM0_MEM, "no dom0 is so small: another rule's", {.xen_options = "dom0_mem: 512"},
	 "", NULL,
	 NULL, NULL},
	{XB_CODE_DOM0_MEM, "no size: another rule's", {.xen_options = "dom0_mem: lots"}, "", NULL,
	 NULL,
	 NULL},
	{XB_CODE_DOM0_MEM, "the last one counts", {.xen_options = "dom0_mem: [1, 512M]"}, "", NULL,
	 NULL,
	 NULL},

	{XB_CODE_VCPUS, "not said", {0}, "", NULL, NULL, NULL},
	{XB_CODE_VCPUS, "as many as CPUs",
	 {.xen_options = "dom0_max_vcpus: 4, vwfi: native, sched: null"},
	 "", NULL, NULL, NULL},
	{XB_CODE_VCPUS, "one more", {.xen_options = "dom0_max_vcpus: 5"}, "note vcpus",
	 "has 4 CPUs", NULL,
	 NULL},
	{XB_CODE_VCPUS, "one more, vwfi=native", {.xen_options = "dom0_max_vcpus: 5, vwfi: native"},
	 "warning vcpus", "dom0_max_vcpus=5 with vwfi=native: the board has 4 CPUs", NULL, NULL},
	{XB_CODE_VCPUS, "one more, vwfi=trap", {.xen_options = "dom0_max_vcpus: 5, vwfi: trap"},
	 "note vcpus",
	 NULL, NULL, NULL},
	{XB_CODE_VCPUS, "one more, sched=null", {.xen_options = "dom0_max_vcpus: 5, sched: null"},
	 "error vcpus", "with sched=null", NULL, NULL},
	{XB_CODE_VCPUS, "sched=null alone", {.xen_options = "sched: null"}, "note vcpus", NULL,
	 NULL, NULL},
	{XB_CODE_VCPUS, "8 under GICv2",
	 {.board = "{memory: [{start: 0, size: 1G}], cpus: 8, gic: v2}",
	 .xen_options = "dom0_max_vcpus: 8"},
	 "", NULL, NULL, NULL},
	{XB_CODE_VCPUS, "9 under GICv2",
	 {.board = "{memory: [{start: 0, size: 1G}], cpus: 9, gic: v2}",
	 .xen_options = "dom0_max_vcpus: 9"},
	 "error vcpus", "at most 8 vCPUs under this board's GICv2", NULL, NULL},
	{XB_CODE_VCPUS, "128 under GICv3",
	 {.board = "{memory: [{start: 0, size: 1G}], cpus: 200, gic: v3}",
	  .xen_options = "dom0_max_vcpus: 0x80"}, "", NULL, NULL, NULL},
	{XB_CODE_VCPUS, "129 under GICv3",
	 {.board = "{memory: [{start: 0, size: 1G}], cpus: 200, gic: v3}",
	  .xen_options = "dom0_max_vcpus: 129"}, "error vcpus", "at most 128", NULL, NULL},
	{XB_CODE_VCPUS, "CPUs not known",
	 {.board = "{memory: [{start: 0, size: 1G}]}", .xen_options = "dom0_max_vcpus: 99"}, "",
	 NULL, NULL,
	 NULL},

	/* The tree */
	{XB_CODE_CELLS, "the last address of 32 bits",
	 {.board = "{memory: [{start: 0, size: 8G}]}", .kernel = "address: 0xFFFFFFFF, size: 1",
	  .output = "cells: 1"}, "", NULL, NULL, NULL},
	{XB_CODE_CELLS, "one more",
	 {.board = "{memory: [{start: 0, size: 8G}]}", .kernel = "address: 0x100000000, size: 1",
	  .output = "cells: 1"}, "error cells", "dom0 kernel at 0x100000000", NULL, NULL},
	{XB_CODE_CELLS, "one more, 2 cells",
	 {.board = "{memory: [{start: 0, size: 8G}]}", .kernel = "address: 0x100000000, size: 1"},
	 "", NULL,
	 NULL, NULL},
	{XB_CODE_CELLS, "the largest size of 32 bits",
	 {.board = "{memory: [{start: 0, size: 8G}]}", .ramdisk = "address: 16M, size: 0xFFFFFFFF",
	  .output = "cells: 1"}, "", NULL, NULL, NULL},
	{XB_CODE_CELLS, "one byte more",
	 {.board = "{memory: [{start: 0, size: 8G}]}", .ramdisk = "address: 16M, size: 0x100000000",
	  .output = "cells: 1"}, "error cells", "dom0 ramdisk", NULL, NULL},
	{XB_CODE_CELLS, "Xen has no reg",
	 {.board = "{memory: [{start: 0, size: 8G}]}", .xen = "  address: 0x100000000\n  size: 1\n",
	  .output = "cells: 1"}, "", NULL, NULL, NULL},

	/* 0x8FB0 and 5 reserve entries end a page: fdt resize 0 brings nothing, 1 brings a page. */
	{XB_CODE_FDT_SPACE, "a page of room", {.tree = "  size: 0x8FB0\n  padding: 1\n"}, "", NULL,
	 NULL, NULL},
	{XB_CODE_FDT_SPACE, "80 bytes of room", {.tree = "  size: 0x8FB0\n  padding: 0\n"},
	 "error fdt-space", "padding 0x0 leaves 0x50 bytes", NULL, NULL},
	{XB_CODE_FDT_SPACE, "auto", {.tree = "  size: 0x8FB0\n"}, "", NULL, NULL, NULL},
	{XB_CODE_FDT_SPACE, "no edits at boot",
	 {.tree = "  size: 0x8FB0\n  padding: 0\n", .output = "emit: both"}, "", NULL, NULL, NULL},

	{XB_CODE_CONSOLE_PATH, "the tree is not here", {.xen_options = "dtuart: serial9"}, "", NULL,
	 NULL,
	 NULL},
	{XB_CODE_CONSOLE_PATH, "an alias", {.xen_options = "dtuart: serial0"}, "", NULL,
	 tree_without_console,
	 NULL},
	{XB_CODE_CONSOLE_PATH, "another alias", {.xen_options = "dtuart: serial1"},
	 "error console-path",
	 "dtuart=serial1: the device tree has no such alias", tree_without_console, NULL},
	{XB_CODE_CONSOLE_PATH, "a path", {.xen_options = "dtuart: /soc/uart@1000"}, "", NULL,
	 tree_without_console, NULL},
	{XB_CODE_CONSOLE_PATH, "a path with settings",
	 {.xen_options = "dtuart: \"/soc/uart@1000:115200\""},
	 "", NULL, tree_without_console, NULL},
	{XB_CODE_CONSOLE_PATH, "another path", {.xen_options = "dtuart: /soc/uart@1001"},
	 "error console-path", "no such node", tree_without_console, NULL},
	{XB_CODE_CONSOLE_PATH, "a comma", {.xen_options = "dtuart: \"serial0,115200\""},
	 "error console-path", NULL, tree_without_console, NULL},
	{XB_CODE_CONSOLE_PATH, "the tree's own", {.xen_options = "console: dtuart"}, "", NULL,
	 tree_with_console, NULL},
	{XB_CODE_CONSOLE_PATH, "none at all", {.xen_options = "console: dtuart"},
	 "warning console-path",
	 "no console is named", tree_without_console, NULL},
	{XB_CODE_CONSOLE_PATH, "none is wanted", {.xen_options = "console: none"}, "", NULL,
	 tree_without_console, NULL},

	/* Options */
	{XB_CODE_UNKNOWN_OPTION, "known", {.xen_options = "dom0_mem: 1G"}, "", NULL, NULL, NULL},
	{XB_CODE_UNKNOWN_OPTION, "a letter off", {.xen_options = "dom0_men: 1G"},
	 "warning unknown-option",
	 "'dom0_men'", NULL, NULL},
	{XB_CODE_UNKNOWN_OPTION, "- for _", {.xen_options = "dom0-mem: 1G"},
	 "warning unknown-option",
	 "'dom0-mem'", NULL, NULL},
	{XB_CODE_UNKNOWN_OPTION, "in extra", {.xen_options = "dom0_mem: 1G}\n  extra: {nonsense",
	 .xen = "  size: 1\n"}, "", NULL, NULL, NULL},
	{XB_CODE_UNKNOWN_OPTION, "no- before one that is known",
	 {.xen_options = "no-bootscrub: true"}, "",
	 NULL, NULL, NULL},
	{XB_CODE_UNKNOWN_OPTION, "no- before one that is not", {.xen_options = "no-botscrub: true"},
	 "warning unknown-option", NULL, NULL, NULL},
	{XB_CODE_UNKNOWN_OPTION, "Linux passes on what it does not know",
	 {.dom0 = "options: {zzz: 1}"}, "",
	 NULL, NULL, NULL},

	{XB_CODE_OPTION_VALUE, "one of its words", {.xen_options = "vwfi: native"}, "", NULL, NULL,
	 NULL},
	{XB_CODE_OPTION_VALUE, "a letter less", {.xen_options = "vwfi: nativ"},
	 "error option-value",
	 "vwfi=nativ", NULL, NULL},
	{XB_CODE_OPTION_VALUE, "KiB for MiB", {.xen_options = "dom0_mem: 512"},
	 "error option-value",
	 "dom0_mem=512", NULL, NULL},
	{XB_CODE_OPTION_VALUE, "no- alone", {.xen_options = "no-bootscrub: true"}, "", NULL, NULL,
	 NULL},
	{XB_CODE_OPTION_VALUE, "no- with a value", {.xen_options = "no-bootscrub: 1"},
	 "error option-value",
	 "no-bootscrub=1", NULL, NULL},
	{XB_CODE_OPTION_VALUE, "no- before no boolean", {.xen_options = "no-vwfi: true"},
	 "error option-value", NULL, NULL, NULL},

	{XB_CODE_OPTION_ARCH, "of this architecture", {.xen_options = "dtuart: a"}, "", NULL, NULL,
	 NULL},
	{XB_CODE_OPTION_ARCH, "of another", {.xen_options = "dtuart: a"}, "error option-arch",
	 "dtuart is an option of Xen on arm64", NULL, on_x86},

	{XB_CODE_OPTION_VERSION, "since this release",
	 {.xen_options = "llc-coloring: true", .more = "xen-version: \"4.20\""}, "", NULL, NULL,
	 NULL},
	{XB_CODE_OPTION_VERSION, "since the next release",
	 {.xen_options = "llc-coloring: true", .more = "xen-version: \"4.19\""},
	 "warning option-version",
	 "came with Xen 4.20; this profile is for 4.19", NULL, NULL},
	{XB_CODE_OPTION_VERSION, "4.9 is before 4.20",
	 {.xen_options = "llc-coloring: true", .more = "xen-version: \"4.9\""},
	 "warning option-version",
	 NULL, NULL, NULL},
	{XB_CODE_OPTION_VERSION, "no release said", {.xen_options = "llc-coloring: true"}, "", NULL,
	 NULL,
	 NULL},

	{XB_CODE_OPTION_DUPLICATE, "once", {.xen_options = "bootscrub: 0, dom0_mem: 1G"}, "", NULL,
	 NULL, NULL},
	{XB_CODE_OPTION_DUPLICATE, "twice", {.xen_options = "dom0_mem: [1G, 2G]"},
	 "warning option-duplicate", "dom0_mem is given more than once", NULL, NULL},
	{XB_CODE_OPTION_DUPLICATE, "three times", {.xen_options = "dom0_mem: [1G, 2G, 3G]"},
	 "warning option-duplicate, warning option-duplicate", NULL, NULL, NULL},
	{XB_CODE_OPTION_DUPLICATE, "and its opposite",
	 {.xen_options = "bootscrub: 1, no-bootscrub: true"},
	 "warning option-duplicate", NULL, NULL, NULL},
	{XB_CODE_OPTION_DUPLICATE, "one that may be repeated",
	 {.xen_options = "iommu: [\"on\", verbose]"}, "", NULL, NULL, NULL},
	{XB_CODE_OPTION_DUPLICATE, "one each for Xen and Linux",
	 {.xen_options = "console: dtuart", .dom0 = "options: {console: hvc0}"}, "", NULL, NULL,
	 NULL},
	{XB_CODE_OPTION_DUPLICATE, "unknown ones", {.xen_options = "zzz: [1, 2]"}, "", NULL, NULL,
	 NULL},

	/* What can be said */
	{XB_CODE_QUOTING, "no blank", {.xen_options = "a: b,c"}, "", NULL, NULL, NULL},
	{XB_CODE_QUOTING, "a blank for Xen", {.xen_options = "a: b c"}, "error quoting", "a=b c",
	 NULL, NULL},
	{XB_CODE_QUOTING, "a blank for Linux", {.dom0 = "options: {a: b c}"}, "", NULL, NULL, NULL},
	{XB_CODE_QUOTING, "quotes of one's own for Linux", {.dom0 = "options: {a: '\"b c\"'}"}, "",
	 NULL, NULL,
	 NULL},
	{XB_CODE_QUOTING, "a blank behind them", {.dom0 = "options: {a: '\"b\" c'}"},
	 "error quoting", NULL,
	 NULL, NULL},
	{XB_CODE_QUOTING, "an open quote", {.dom0 = "options: {a: 'b\"'}"}, "error quoting", NULL,
	 NULL, NULL},
	{XB_CODE_QUOTING, "an open quote in extra", {.dom0 = "extra: 'a=\"b c'"}, "error quoting",
	 NULL, NULL,
	 NULL},
	{XB_CODE_QUOTING, "hush's own signs", {.dom0 = "options: {a: '$;\\`(){}|&#<[''*?'}"}, "",
	 NULL, NULL,
	 NULL},
	{XB_CODE_QUOTING, "< within", {.dom0 = "extra: 'a<'"}, "", NULL, NULL, NULL},
	{XB_CODE_QUOTING, "< first", {.dom0 = "extra: '<a'"}, "error quoting",
	 "/chosen xen,dom0-bootargs begins with '<', which `fdt set` reads as cells", NULL, NULL},
	{XB_CODE_QUOTING, "[ first", {.dom0 = "extra: '[a'"}, "error quoting", NULL, NULL, NULL},
	{XB_CODE_QUOTING, "< first in a DTB", {.dom0 = "extra: '<a'", .output = "emit: both"}, "",
	 NULL, NULL,
	 NULL},
	{XB_CODE_QUOTING, "< first in a list",
	 {.tree = "  size: 1\n  edits: [{path: /a, set: {p: [<x, y]}}]\n"}, "error quoting", "/a p",
	 NULL, NULL},
	{XB_CODE_QUOTING, "< second in a list",
	 {.tree = "  size: 1\n  edits: [{path: /a, set: {p: [x, <y]}}]\n"}, "", NULL, NULL, NULL},
	{XB_CODE_QUOTING, "cells", {.tree = "  size: 1\n  edits: [{path: /a, set: {p: <1>}}]\n"},
	 "", NULL,
	 NULL, NULL},
	{XB_CODE_QUOTING, "a line break and a tab",
	 {.tree = "  size: 1\n  edits: [{path: /a, set: {p: \"x\\ny\\tz\"}}]\n"}, "", NULL, NULL,
	 NULL},
	{XB_CODE_QUOTING, "a colon over TFTP", {.kernel = "size: 1, load-as: \"a:b\""},
	 "error quoting",
	 "U-Boot would take 'a' for the server", NULL, NULL},
	{XB_CODE_QUOTING, "a colon from a card",
	 {.kernel = "size: 1, load-as: \"a:b\"", .load = "method: mmc\n  device: \"0:1\""}, "",
	 NULL, NULL, NULL},
	{XB_CODE_QUOTING, "a colon without a script",
	 {.kernel = "size: 1, load-as: \"a:b\"", .output = "emit: dtb"}, "", NULL, NULL, NULL},

	{XB_CODE_VALUE_TOO_LONG, "1,023 characters", {0}, "", NULL, NULL, line_of_1023},
	{XB_CODE_VALUE_TOO_LONG, "1,024 characters", {0}, "error value-too-long",
	 "/chosen xen,xen-bootargs has 1025 bytes", NULL, line_of_1024},
	{XB_CODE_VALUE_TOO_LONG, "1,024 characters in a DTB", {.output = "emit: both"}, "", NULL,
	 NULL,
	 line_of_1024},
};

/* ---- Running them --------------------------------------------------------------------------- */

static const struct xb_check *check_of(enum xb_code code)
{
	for (size_t i = 0; i < xb_check_count; i++)
		if (xb_checks[i].code == code)
			return &xb_checks[i];
	fail_msg("no rule has the code %s", xb_code_info(code)->name);
	return NULL;
}

static void clean_folder(void)
{
	static const char *const files[] = {"xen", "Image", "rd", "t.dtb"};

	for (size_t i = 0; i < ARRAY_SIZE(files); i++)
		unlink(files[i]);
}

static void check_row(const struct check_row *row, const struct xb_catalog *catalog)
{
	char *label = xb_format("%s: %s", xb_code_info(row->code)->name, row->label);
	struct xb_diags diags = {0};
	struct planned planned;

	clean_folder();
	if (row->prepare)
		row->prepare();
	planned = plan_parts(&row->parts);
	check_bool(label, planned.boot != NULL, true);
	if (row->change)
		row->change(planned.boot);
	check_of(row->code)->run(planned.boot, catalog, &diags);
	check_diags(label, &diags, row->diags);
	if (row->message)
		check_contains(label, diags_message(&diags), row->message);
	xb_diags_clear(&diags);
	plan_free(&planned);
	free(label);
}

static struct xb_catalog *load_catalog(void)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_catalog *catalog = xb_catalog_load(data, &diags);

	check_diags("catalog", &diags, "");
	xb_data_free(data);
	return catalog;
}

static void each_rule_on_its_border(void **state)
{
	struct xb_catalog *catalog = load_catalog();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		check_row(&rows[i], catalog);
	xb_catalog_free(catalog);
}

static bool has_row(enum xb_code code, bool accepted)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (rows[i].code == code && (rows[i].diags[0] == '\0') == accepted)
			return true;
	return false;
}

static void every_rule_has_both_sides(void **state)
{
	(void)state;
	for (size_t i = 0; i < xb_check_count; i++) {
		const char *name = xb_code_info(xb_checks[i].code)->name;

		check_bool(name, has_row(xb_checks[i].code, true), true);
		check_bool(name, has_row(xb_checks[i].code, false), true);
	}
}

/* An option that is gone, and one with two names: the shipped catalogs have none. */
static void options_of_one_s_own_catalog(void **state)
{
	static const struct {
		enum xb_code code;
		const char *options, *version, *diags;
	} own[] = {
		{XB_CODE_OPTION_VERSION, "old: 1", "4.16", ""},
		{XB_CODE_OPTION_VERSION, "old: 1", "4.17", "warning option-version"},
		{XB_CODE_OPTION_DUPLICATE, "old: 1, other: 2", "4.16", ""},
		{XB_CODE_OPTION_DUPLICATE, "old: 1, older: 2", "4.16", "warning option-duplicate"},
		{XB_CODE_UNKNOWN_OPTION, "older: 1", "4.16", ""},
	};
	struct xb_data *data = xb_data_new(".", NULL);
	struct xb_diags diags = {0};
	struct xb_catalog *catalog;

	(void)state;
	assert_int_equal(mkdir("options", 0700), 0);
	folder_write("options/mine.yaml",
		     "format: 1\nscope: xen\noptions:\n"
		     "  - {name: old, aliases: [older], type: int, until: \"4.16\", group: g, "
			"summary: s, help: h}\n"
		     "  - {name: other, type: int, group: g, summary: s, help: h}\n");
	catalog = xb_catalog_load(data, &diags);
	check_diags("catalog", &diags, "");
	for (size_t i = 0; i < ARRAY_SIZE(own); i++) {
		char *more = xb_format("xen-version: \"%s\"", own[i].version);
		const struct check_row row = {
			own[i].code, own[i].options,
			{.xen_options = own[i].options, .more = more}, own[i].diags, NULL, NULL,
			 NULL};

		check_row(&row, catalog);
		free(more);
	}
	xb_catalog_free(catalog);
	xb_data_free(data);
}

/* All rules together have nothing to say but that the files are not here. */
static void shipped_profiles_pass_all_rules(void **state)
{
	static const struct {
		const char *name, *diags;
	} shipped[] = {
		{"rpi4-yocto", "note file-missing, note file-missing, note file-missing, "
			       "note file-missing"},
		{"rpi4-boot2", "note file-missing, note file-missing, note file-missing, "
			       "note file-missing"},
		{"qemu-arm64", "error file-missing, error file-missing, error file-missing, "
			       "note file-missing"},
	};
	struct xb_catalog *catalog = load_catalog();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(shipped); i++) {
		char *text = xb_format("format: 1\nextends: %s\n", shipped[i].name);
		struct planned planned = plan_from(text);

		xb_boot_check(planned.boot, catalog, &planned.diags);
		check_diags(shipped[i].name, &planned.diags, shipped[i].diags);
		plan_free(&planned);
		free(text);
	}
	xb_catalog_free(catalog);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_rule_on_its_border),
		cmocka_unit_test(every_rule_has_both_sides),
		in_folder(options_of_one_s_own_catalog),
		in_folder(shipped_profiles_pass_all_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Rows about memory: where things stand. */
#include "unit/check/rows.h"

#define BANK_AT(start) "{memory: [{start: 0, size: 1G}, {start: " start ", size: 2G}]}"
#define OWN_LOADER(address, release)                                                               \
	{.xen = "  address: " address "\n  size: 1\n", .output = "emit: dtb", .more = release}

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

/* As Xen was built up to 4.11: neither a size nor flags in its header. */
static void old_xen(void)
{
	unsigned char bytes[4096] = {0};

	memcpy(bytes + 0x38, "ARM\x64", 4);
	put_bytes("xen", bytes, sizeof(bytes));
}

static void new_xen(void)
{
	put_image("xen", 4096, 8192);
}

/* 64 KiB reserved at 1 MiB, and 64 KiB by another node at 1 MiB and OFFSET. */
static void two_reserved(uint32_t offset)
{
	const struct tree_row rows[] = {
		CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000),
			END,
		NODE("reserved-memory"), CELLS("#address-cells", 2), CELLS("#size-cells", 2),
			FLAG("ranges"),
			NODE("a@100000"), CELLS("reg", 0, 0x100000, 0, 0x10000), END,
			NODE("b"), CELLS("reg", 0, 0x100000 + offset, 0, 0x10000), END,
		END,
		{0},
	};
	size_t size;
	void *blob = tree_make(rows, &size);

	put_bytes("t.dtb", blob, size);
	free(blob);
}

/* No bytes in the second row of a node, and RAM before or behind. */
static void empty_reserved(bool behind)
{
	const struct tree_row memory[] = {
		NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000), END,
	};
	const struct tree_row reserved[] = {
		NODE("reserved-memory"), CELLS("#address-cells", 2), CELLS("#size-cells", 2),
			NODE("a"), CELLS("reg", 0, 0x100000, 0, 0x1000, 0, 0x200000, 0, 0), END,
		END,
	};
	struct tree_row rows[2 + XB_COUNT(memory) + XB_COUNT(reserved) + 1] = {
		CELLS("#address-cells", 2), CELLS("#size-cells", 2)};
	size_t size;
	void *blob;

	memcpy(rows + 2, behind ? reserved : memory, behind ? sizeof(reserved) : sizeof(memory));
	memcpy(rows + 2 + (behind ? XB_COUNT(reserved) : XB_COUNT(memory)), behind ? memory : reserved,
	       behind ? sizeof(memory) : sizeof(reserved));
	blob = tree_make(rows, &size);
	put_bytes("t.dtb", blob, size);
	free(blob);
}

static void empty_before_ram(void)
{
	empty_reserved(true);
}

static void empty_behind_ram(void)
{
	empty_reserved(false);
}

static void reserved_apart(void)
{
	two_reserved(0x10000);
}

static void reserved_twice(void)
{
	two_reserved(0xffff);
}

static void xen_behind_tree(struct xb_boot *boot)
{
	const struct xb_load *tree = xb_boot_tree(boot);

	boot->loads[1].address = tree->address + tree->occupied;
}

static void xen_into_tree(struct xb_boot *boot)
{
	xen_behind_tree(boot);
	boot->loads[1].address--;
}

/* Xen's address is the profile's, the ramdisk's is not: Xen is the one to move. */
static void xen_into_ramdisk(struct xb_boot *boot)
{
	boot->loads[1].address = xb_dom0_load(boot, XB_MODULE_RAMDISK)->address;
}

const struct check_row rows_of_memory[] = {
	/* Memory */
	{XB_CODE_OVERLAP, "placed automatically", "", .parts = {0}},
	{XB_CODE_OVERLAP, "in the next page", "",
	 .parts = {.kernel = "address: 0x1000000, size: 0x108AA00",
	 .ramdisk = "address: 0x208B000, size: 1M"}},
	{XB_CODE_OVERLAP, "side by side in one page", "warning overlap",
	 .parts = {.kernel = "address: 0x1000000, size: 0x108AA00",
	 .ramdisk = "address: 0x208AA00, size: 1M"},
	 .message = "dom0 ramdisk 0x208AA00-0x218A9FF shares a 4 KiB page with dom0 kernel "
	 "0x1000000-0x208A9FF"},
	{XB_CODE_OVERLAP, "the last byte of the page before", "",
	 .parts = {.kernel = "address: 0x1000000, size: 0x108B000",
	 .ramdisk = "address: 0x208B000, size: 1M"}},
	{XB_CODE_OVERLAP, "one byte", "error overlap",
	 .parts = {.kernel = "address: 0x1000000, size: 0x108AA00",
	 .ramdisk = "address: 0x208A9FF, size: 1M"},
	 .message = "dom0 ramdisk 0x208A9FF-0x218A9FE overlaps dom0 kernel 0x1000000-0x208A9FF"},
	{XB_CODE_OVERLAP, "the same place", "error overlap",
	 .parts = {.kernel = "address: 0x1000000, size: 1",
	 .ramdisk = "address: 0x1000000, size: 1"}},
	{XB_CODE_OVERLAP, "three on one place", "error overlap, error overlap, error overlap",
	 .parts = {.xen = "  address: 16M\n  size: 1\n", .kernel = "address: 16M, size: 1",
	 .ramdisk = "address: 16M, size: 1"}},
	{XB_CODE_OVERLAP, "behind what Xen takes in memory", "",
	 .parts = {.xen = "  address: 16M\n", .kernel = "address: 18M, size: 1M"},
	 .prepare = xen_takes_2_mib},
	{XB_CODE_OVERLAP, "in the last byte that Xen takes", "error overlap",
	 .parts = {.xen = "  address: 16M\n", .kernel = "address: 18M, size: 1M"},
	 .message = "overlaps Xen 0x1000000-0x1200000", .prepare = xen_takes_a_byte_more},
	{XB_CODE_OVERLAP, "where Linux's BSS would be is free: Xen copies the file alone", "",
	 .parts = {.kernel = "address: 16M", .ramdisk = "address: 0x1001000, size: 1M"},
	 .prepare = kernel_takes_2_mib},
	{XB_CODE_OVERLAP, "behind the tree's room", "", .change = xen_behind_tree},
	{XB_CODE_OVERLAP, "in the last byte of the tree's room", "error overlap",
	 .change = xen_into_tree},
	{XB_CODE_OVERLAP, "behind a room", "",
	 .parts = {.kernel = "address: 16M, size: 1M, room: 16M", .ramdisk = "address: 32M, size: 1M"}},
	{XB_CODE_OVERLAP, "in the last byte of a room", "error overlap",
	 .parts = {.kernel = "address: 16M, size: 1M, room: 0x1000001",
	 .ramdisk = "address: 32M, size: 1M"},
	 .message = "dom0 ramdisk 0x2000000-0x20FFFFF overlaps dom0 kernel's room 0x1000000-0x2000000"},
	{XB_CODE_OVERLAP, "the fixed one is at fault", "error overlap",
	 .parts = {.xen = "  address: 512M\n  size: 1M\n"},
	 .message = "Xen 0x2000000-0x20FFFFF overlaps dom0 ramdisk", .change = xen_into_ramdisk},
	{XB_CODE_OVERLAP, "a range that wraps is another rule's", "",
	 .parts = {.kernel = "address: 0xFFFFFFFFFFFFFFFF, size: 2",
	 .ramdisk = "address: 0, size: 1"}},

	{XB_CODE_OVERLAP, "where booti moves an old Xen", "error overlap", .prepare = old_xen,
	 .parts = {.kernel = "address: 0x1000000, size: 0x100000"},
	 .message = "booti moves this old Xen to 0x80000-0x107FFFF, over dom0 kernel 0x1000000"},
	{XB_CODE_OVERLAP, "behind where booti moves an old Xen", "", .prepare = old_xen,
	 .parts = {.kernel = "address: 0x1080000, size: 0x100000",
	 .ramdisk = "address: 0x1180000, size: 0x100000", .xen = "  address: 0xC00000\n",
	 .tree = "  address: 0x1400000\n  size: 1\n"}},
	{XB_CODE_OVERLAP, "there, a new Xen", "", .prepare = new_xen,
	 .parts = {.kernel = "address: 0x1000000, size: 0x100000"}},

	{XB_CODE_OUTSIDE_RAM, "up to the end", "",
	 .parts = {.kernel = "address: 0x3FFFF000, size: 0x1000"}},
	{XB_CODE_OUTSIDE_RAM, "a byte over the end", "error outside-ram",
	 .parts = {.kernel = "address: 0x3FFFF000, size: 0x1001"},
	 .message = "dom0 kernel 0x3FFFF000-0x40000000 is not inside RAM 0x0-0x3FFFFFFF"},
	{XB_CODE_OUTSIDE_RAM, "from the start", "",
	 .parts = {.board = "{memory: [{start: 0x1000, size: 1G}]}",
	 .kernel = "address: 0x1000, size: 1"}},
	{XB_CODE_OUTSIDE_RAM, "a byte before the start", "error outside-ram",
	 .parts = {.board = "{memory: [{start: 0x1000, size: 1G}]}",
	 .kernel = "address: 0xFFF, size: 1"}},
	{XB_CODE_OUTSIDE_RAM, "over banks that touch", "",
	 .parts = {.board = "{memory: [{start: 0, size: 512M}, {start: 512M, size: 512M}]}",
	 .kernel = "address: 0x1FFFF000, size: 0x2000"}},
	{XB_CODE_OUTSIDE_RAM, "over a hole of a byte", "error outside-ram",
	 .parts = {.board = "{memory: [{start: 0, size: 512M}, {start: 0x20000001, size: 512M}]}",
	 .kernel = "address: 0x1FFFF000, size: 0x2000"},
	 .message = "0x0-0x1FFFFFFF, 0x20000001-0x40000000"},
	{XB_CODE_OUTSIDE_RAM, "behind 2^64", "error outside-ram",
	 .parts = {.kernel = "address: 0xFFFFFFFFFFFFFFFF, size: 2"},
	 .message = "ends behind 2^64"},
	{XB_CODE_OUTSIDE_RAM, "the script in the last byte", "", .parts = {.script = "0x3FFFFFFF",
	 .xen = "  address: 0\n  size: 1\n", .kernel = "address: 16M, size: 1", .ramdisk = "",
	 .tree = "  address: 8M\n  size: 1\n"}},
	{XB_CODE_OUTSIDE_RAM, "the script a byte behind", "error outside-ram",
	 .parts = {.script = "0x40000000", .xen = "  address: 0\n  size: 1\n",
	 .kernel = "address: 16M, size: 1", .ramdisk = "", .tree = "  address: 8M\n  size: 1\n"},
	 .message = "script at 0x40000000 is not inside RAM"},

	{XB_CODE_RESERVED, "behind it", "",
	 .parts = {.board = KEEP("{name: tee, start: 0x20000000, size: 0x1000}"),
	 .kernel = "address: 0x20001000, size: 1M"}},
	{XB_CODE_RESERVED, "in its last byte", "error reserved",
	 .parts = {.board = KEEP("{name: tee, start: 0x20000000, size: 0x1000}"),
	 .kernel = "address: 0x20000FFF, size: 1M"},
	 .message = "dom0 kernel 0x20000FFF-0x20100FFE lies in the reserved range tee "
	 "0x20000000-0x20000FFF"},
	{XB_CODE_RESERVED, "up to it", "",
	 .parts = {.board = KEEP("{start: 0x20000000, size: 0x1000}"),
	 .kernel = "address: 0x1FF00000, size: 1M"}},
	{XB_CODE_RESERVED, "into its first byte", "error reserved",
	 .parts = {.board = KEEP("{start: 0x20000000, size: 0x1000}"),
	 .kernel = "address: 0x1FF00000, size: 0x100001"}, .message = "reserved by the board"},
	{XB_CODE_RESERVED, "the script before it", "",
	 .parts = {.board = KEEP("{start: 0xC00001, size: 1}")}},
	{XB_CODE_RESERVED, "the script in it", "error reserved",
	 .parts = {.board = KEEP("{start: 0xC00000, size: 1}")},
	 .message = "script at 0xC00000 lies in"},
	{XB_CODE_RESERVED, "up to where U-Boot may be", "",
	 .parts = {.kernel = "address: 0x3BF00000, size: 1M"}},
	{XB_CODE_RESERVED, "a byte into that", "warning reserved",
	 .parts = {.kernel = "address: 0x3BF00000, size: 0x100001"},
	 .message = "reaches into 0x3C000000-0x3FFFFFFF, 64 MiB at the bank's end, where U-Boot may run"},
	{XB_CODE_RESERVED, "up to where it surely is", "warning reserved",
	 .parts = {.kernel = "address: 0x3DDAA000, size: 1M"}},
	{XB_CODE_RESERVED, "a byte into that, too", "error reserved",
	 .parts = {.kernel = "address: 0x3DDAA000, size: 0x100001"},
	 .message = "reaches into the bank's last 33.3 MiB 0x3DEAA000-0x3FFFFFFF, where U-Boot runs"},
	{XB_CODE_RESERVED, "the script there", "error reserved", .parts = {.script = "0x3FE00000",
	 .xen = "  address: 16M\n  size: 1\n", .kernel = "address: 32M, size: 1", .ramdisk = "",
	 .tree = "  address: 8M\n  size: 1\n"}, .message = "script at 0x3FE00000 reaches into"},
	{XB_CODE_RESERVED, "someone else loads", "warning reserved",
	 .parts = {.kernel = "address: 0x3FE00000, size: 1M", .output = "emit: dtb"}},
	{XB_CODE_RESERVED, "one of two banks", "warning reserved",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}, {start: 0x80000000, size: 1G}]}",
	 .kernel = "address: 0x3FE00000, size: 1M"}},
	{XB_CODE_RESERVED, "the other bank's end", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}, {start: 0x80000000, size: 1G}]}",
	 .kernel = "address: 0xBFE00000, size: 1M"}},
	{XB_CODE_RESERVED, "banks that touch are two", "warning reserved",
	 .parts = {.board = "{memory: [{start: 0, size: 4G}, {start: 4G, size: 1G}]}",
	 .kernel = "address: 0xFFE00000, size: 1M"}},
	{XB_CODE_RESERVED, "below what firmware keeps at the end", "warning reserved",
	 .parts = {.board = KEEP("{start: 0x3F000000, size: 0x800000}, "
				 "{start: 0x3F800000, size: 0x800000}"),
	 .kernel = "address: 0x3AF00000, size: 0x100001"}, .message = "0x3B000000-0x3EFFFFFF"},
	{XB_CODE_RESERVED, "a small bank", "",
	 .parts = {.board = "{memory: [{start: 0, size: 127M}]}", .ramdisk = "",
	 .kernel = "address: 0x5CAA000, size: 0x100000"}},
	{XB_CODE_RESERVED, "a window up to the end", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], window: {start: 0, size: 1G}}",
	 .kernel = "address: 0x3FE00000, size: 1M"}},
	{XB_CODE_RESERVED, "a window up to U-Boot", "error reserved",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], window: {start: 0, size: 0x3E000000}}",
	 .kernel = "address: 0x3DF00000, size: 0x100001"}, .message = "0x3E000000-0x3FFFFFFF"},
	{XB_CODE_RESERVED, "up to a larger U-Boot", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], uboot-top: 0x8000000}",
	 .kernel = "address: 0x37F00000, size: 1M"}},
	{XB_CODE_RESERVED, "a byte into a larger U-Boot", "error reserved",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], uboot-top: 0x8000001}",
	 .kernel = "address: 0x37F00000, size: 1M"},
	 .message = "reaches into the bank's last 128.0 MiB 0x37FFFFFF-0x3FFFFFFF, where U-Boot runs"},
	{XB_CODE_RESERVED, "up to a smaller U-Boot", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], uboot-top: 1M}",
	 .kernel = "address: 0x3FE00000, size: 1M"}},

	{XB_CODE_RESERVED, "two nodes side by side", "", .prepare = reserved_apart,
	 .parts = {.tree = "", .more = "xen-version: \"4.18\""}},
	{XB_CODE_RESERVED, "two nodes by a byte", "error reserved", .prepare = reserved_twice,
	 .parts = {.tree = "", .more = "xen-version: \"4.18\""},
	 .message = "reserves a@100000 0x100000-0x10FFFF and b 0x10FFFF-0x11FFFE, which overlap"},
	{XB_CODE_RESERVED, "two nodes by a byte, Xen 4.17", "", .prepare = reserved_twice,
	 .parts = {.tree = "", .more = "xen-version: \"4.17\""}},
	{XB_CODE_RESERVED, "two nodes by a byte, no release known", "warning reserved",
	 .prepare = reserved_twice, .parts = {.tree = ""}},
	{XB_CODE_RESERVED, "by an edit alone", "error reserved", .prepare = reserved_apart,
	 .parts = {.tree = "  edits: [{path: /reserved-memory/b, set: {reg: <0 0x20000000 0 4096>}}]\n",
	 .kernel = "address: 0x20000FFF, size: 1M"}, .message = "the reserved range b 0x20000000-"},
	{XB_CODE_RESERVED, "two nodes, one of them taken away", "", .prepare = reserved_twice,
	 .parts = {.tree = "  edits: [{path: /reserved-memory/b, remove: true}]\n"}},

	{XB_CODE_RESERVED, "no bytes, and RAM behind, Xen 4.14.0", "error reserved",
	 .prepare = empty_before_ram, .parts = {.tree = "", .more = "xen-version: \"4.14.0\""},
	 .message = "/reserved-memory/a has 0 bytes"},
	{XB_CODE_RESERVED, "no bytes, and RAM behind, Xen 4.14", "warning reserved",
	 .prepare = empty_before_ram, .parts = {.tree = "", .more = "xen-version: \"4.14\""}},
	{XB_CODE_RESERVED, "no bytes, and RAM behind, Xen 4.14.1", "",
	 .prepare = empty_before_ram, .parts = {.tree = "", .more = "xen-version: \"4.14.1\""}},
	{XB_CODE_RESERVED, "no bytes, and RAM before", "",
	 .prepare = empty_behind_ram, .parts = {.tree = "", .more = "xen-version: \"4.13\""}},
	{XB_CODE_RESERVED, "no bytes, Xen not known", "", .prepare = empty_before_ram,
	 .parts = {.tree = ""}},
	{XB_CODE_MISALIGNED, "Xen on 2 MiB", "", .parts = {.xen = "  address: 16M\n  size: 1\n"}},
	{XB_CODE_MISALIGNED, "Xen a byte behind", "error misaligned",
	 .parts = {.xen = "  address: 0x1000001\n  size: 1\n"}, .message = "Xen at 0x1000001"},
	{XB_CODE_MISALIGNED, "Xen on 1 MiB", "error misaligned",
	 .parts = {.xen = "  address: 0x1100000\n  size: 1\n"}},
	{XB_CODE_MISALIGNED, "tree on 8 bytes", "",
	 .parts = {.tree = "  address: 0x10000008\n  size: 1\n"}},
	{XB_CODE_MISALIGNED, "tree on 4 bytes", "error misaligned",
	 .parts = {.tree = "  address: 0x10000004\n  size: 1\n"},
	 .message = "device tree at 0x10000004"},
	{XB_CODE_MISALIGNED, "others anywhere", "",
	 .parts = {.kernel = "address: 0x10000001, size: 1",
	 .ramdisk = "address: 0x11000001, size: 1"}},

	{XB_CODE_XEN_ADDRESS, "4.17 at its own first address", "",
	 .parts = OWN_LOADER("0x200000", "xen-version: \"4.17\"")},
	{XB_CODE_XEN_ADDRESS, "4.17 a page behind", "error xen-address",
	 .parts = OWN_LOADER("0x201000", "xen-version: \"4.17\""),
	 .message = "Xen at 0x201000 lies in 0x200000-0x3FFFFF, which are its own addresses: it dies"},
	{XB_CODE_XEN_ADDRESS, "4.17 a page before", "",
	 .parts = OWN_LOADER("0x1ff000", "xen-version: \"4.17\"")},
	{XB_CODE_XEN_ADDRESS, "4.17 in the last page", "error xen-address",
	 .parts = OWN_LOADER("0x3ff000", "xen-version: \"4.17\"")},
	{XB_CODE_XEN_ADDRESS, "4.17 behind", "", .parts = OWN_LOADER("0x400000", "xen-version: \"4.17\"")},
	{XB_CODE_XEN_ADDRESS, "4.18 there", "", .parts = OWN_LOADER("0x300000", "xen-version: \"4.18\"")},
	{XB_CODE_XEN_ADDRESS, "no release known", "warning xen-address", .parts = OWN_LOADER("0x300000", "")},
	{XB_CODE_XEN_ADDRESS, "booti moves it", "", .parts = {.xen = "  address: 0x300000\n  size: 1\n",
	 .more = "xen-version: \"4.17\""}},
	{XB_CODE_XEN_ADDRESS, "4.18 below 2 TiB", "", .parts = {.board = BANK_AT("0x1FFC0000000"),
	 .xen = "  address: 0x1FFFFE00000\n  size: 1\n", .more = "xen-version: \"4.18\""}},
	{XB_CODE_XEN_ADDRESS, "4.18 at 2 TiB", "error xen-address", .parts = {.board = BANK_AT("0x1FFC0000000"),
	 .xen = "  address: 0x20000000000\n  size: 1\n", .more = "xen-version: \"4.18\""},
	 .message = "is not below 2 TiB: Xen 4.18 panics, Cannot handle ID mapping above 2TB"},
	{XB_CODE_XEN_ADDRESS, "4.19 at 2 TiB", "", .parts = {.board = BANK_AT("0x1FFC0000000"),
	 .xen = "  address: 0x20000000000\n  size: 1\n", .more = "xen-version: \"4.19\""}},
	{XB_CODE_XEN_ADDRESS, "4.19 at 10 TiB", "error xen-address", .parts = {.board = BANK_AT("0x9FFC0000000"),
	 .xen = "  address: 0xA0000000000\n  size: 1\n", .more = "xen-version: \"4.19\""}},
	{XB_CODE_XEN_ADDRESS, "4.17 at 10 TiB", "", .parts = {.board = BANK_AT("0x9FFC0000000"),
	 .xen = "  address: 0xA0000000000\n  size: 1\n", .more = "xen-version: \"4.17\""}},

	{XB_CODE_NO_ROOM, "just fits", "", .parts = {.board = "{memory: [{start: 0, size: 256M}]}",
	 .ramdisk = "size: 0x9E00000", .tree = "  address: 8\n  size: 1\n"}},
	{XB_CODE_NO_ROOM, "a byte too large", "error no-room",
	 .parts = {.board = "{memory: [{start: 0, size: 256M}]}", .ramdisk = "size: 0x9E00001",
	 .tree = "  address: 8\n  size: 1\n"},
	 .message = "dom0 ramdisk needs 0x9E00001 bytes and no place is left for it; the largest "
	 "gap is 0x9E00000 bytes at 0x2200000"},

	{XB_CODE_NO_ROOM, "a full room", "", .parts = {.kernel = "size: 1M, room: 1M"}},
	{XB_CODE_NO_ROOM, "a byte more than its room", "error no-room",
	 .parts = {.kernel = "size: 0x100001, room: 1M"},
	 .message = "dom0 kernel: its room is 0x100000 bytes; it takes 0x100001"},
	{XB_CODE_NO_ROOM, "what Xen takes fills its room", "",
	 .parts = {.xen = "  room: 2M\n"}, .prepare = xen_takes_2_mib},
	{XB_CODE_NO_ROOM, "what Xen takes is a byte more", "error no-room",
	 .parts = {.xen = "  room: 2M\n"}, .prepare = xen_takes_a_byte_more,
	 .message = "it takes 0x200001, with the memory behind its file"},
	{XB_CODE_NO_ROOM, "what Linux takes is where Xen copies it to", "",
	 .parts = {.kernel = "room: 1M"}, .prepare = kernel_takes_2_mib},
	{XB_CODE_NO_ROOM, "a tree with its padding fills its room", "",
	 .parts = {.tree = "  size: 0xFB0\n  padding: 0x1000\n  room: 0x5000\n"}},
	{XB_CODE_NO_ROOM, "a tree with its padding in a room that is smaller", "error no-room",
	 .parts = {.tree = "  size: 0xFB0\n  padding: 0x1000\n  room: 0x4FFF\n"},
	 .message = "device tree: its room is 0x4FFF bytes; it takes 0x5000, with its padding"},
	{XB_CODE_NO_ROOM, "any tree of the board's own", "",
	 .parts = {.tree = "  from: fdt_addr\n  size: 64K\n"}},

	{XB_CODE_DTB_TOO_BIG, "2 MiB with all that is added", "",
	 .parts = {.tree = "  size: 0x1FCFB0\n  padding: 0\n"}},
	{XB_CODE_DTB_TOO_BIG, "a byte more", "error dtb-too-big",
	 .parts = {.tree = "  size: 0x1FCFB1\n  padding: 0\n"}, .message = "takes 0x201000 bytes"},
	{XB_CODE_DTB_TOO_BIG, "padding", "",
	 .parts = {.tree = "  size: 0xFB0\n  padding: 0x1FC000\n"}},
	{XB_CODE_DTB_TOO_BIG, "a byte of padding more", "error dtb-too-big",
	 .parts = {.tree = "  size: 0xFB0\n  padding: 0x1FC001\n"}},
	{XB_CODE_DTB_TOO_BIG, "the most that can be said", "error dtb-too-big",
	 .parts = {.tree = "  size: 0xFFFFFFFF\n  padding: 0xFFFFFFFF\n"}},

	/* dom0 */

	{.label = NULL},
};

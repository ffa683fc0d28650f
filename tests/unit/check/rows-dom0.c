/* SPDX-License-Identifier: MIT */
/* Rows about what dom0 gets: its memory, its vCPUs, its tree. */
#include "unit/check/rows.h"

#define MANY_CPUS "{memory: [{start: 0, size: 1G}], cpus: 128, gic: v3}"

/* Modules of 34 MiB in all, the tree 0xC000 with U-Boot's part. */
#define SMALL .xen = "  size: 2M\n", .kernel = "size: 16M", .ramdisk = "size: 16M", \
	.tree = "  size: 0x8000\n  padding: 0\n"
#define LINUX(ramdisk_size) .xen = "  size: 2M\n", .kernel = "size: 32M",                    \
	.ramdisk = "size: " ramdisk_size, .tree = "  size: 0x8000\n", .more = "xen-version: \"4.17\""
/* Of two boots that are public: an H3ULCB came up with 752M, a HiKey with 720M. */
#define H3                                                                                         \
	.board = "{memory: [{start: 0x48000000, size: 896M}, {start: 0x500000000, size: 1G}, "      \
		 "{start: 0x600000000, size: 1G}, {start: 0x700000000, size: 1G}], cpus: 8, "       \
		 "script-address: 0x58000000}",                                                     \
	.xen = "  size: 0xE8550\n  address: 0x78080000\n", .kernel = "size: 32M, address: 0x7A000000", \
	.ramdisk = "", .tree = "  size: 0x10000\n  address: 0x48000000\n",                           \
	.more = "xen-version: \"4.14\""
#define HIKEY                                                                                      \
	.board = "{memory: [{start: 0, size: 0x5E00000}, {start: 0x5F00000, size: 0xEFF000}, "      \
		 "{start: 0x6E00000, size: 0x60F000}, {start: 0x7410000, size: 0x1677E000}, "       \
		 "{start: 0x350F0000, size: 0x8F10000}, {start: 0x40000000, size: 0x1B95B000}, "    \
		 "{start: 0x7ADA0000, size: 0x4000}, {start: 0x7AEA8000, size: 0x50C6000}, "        \
		 "{start: 0x7FFFF000, size: 0x1000}], cpus: 8, script-address: 0x10000000}",        \
	.xen = "  size: 0x13B900\n  address: 0x5A660000\n",                                         \
	.kernel = "size: 0x11B3200, address: 0x5A7A7000", .ramdisk = "",                           \
	.tree = "  size: 0xC000\n  address: 0x5A654000\n", .more = "xen-version: \"4.14\""

const struct check_row rows_of_dom0[] = {
	{XB_CODE_DOM0_MEM, "some", "", .parts = {.xen_options = "dom0_mem: 512M"}},
	{XB_CODE_DOM0_MEM, "none", "warning dom0-mem", .parts = {.xen_options = "console: dtuart"},
	 .message = "512 MiB"},
	{XB_CODE_DOM0_MEM, "the largest", "", .parts = {SMALL, .xen_options = "dom0_mem: 944M"}},
	{XB_CODE_DOM0_MEM, "4 MiB more, which a release has", "warning dom0-mem", .parts = {SMALL,
	 .xen_options = "dom0_mem: 948M"},
	 .message = "of the 974.4 MiB that Xen has left, dom0 may by chance have no more than 944 MiB"},
	{XB_CODE_DOM0_MEM, "4 MiB more, on one that has not", "error dom0-mem", .parts = {SMALL,
	 .xen_options = "dom0_mem: 948M, bootscrub: 0", .more = "xen-version: \"4.22\""},
	 .message = "of the 974.4 MiB that Xen has left, dom0 can have 944 MiB in blocks"},
	{XB_CODE_DOM0_MEM, "752M on an H3, where the lists are clean by chance", "warning dom0-mem",
	 .parts = {H3, .xen_options = "dom0_mem: 752M"},
	 .message = "may by chance have no more than 704 MiB in blocks that Xen takes; 48 MiB find none"},
	{XB_CODE_DOM0_MEM, "752M on an H3, with bootscrub=0", "",
	 .parts = {H3, .xen_options = "dom0_mem: 752M, bootscrub: 0"}},
	{XB_CODE_DOM0_MEM, "720M on a HiKey", "warning dom0-mem",
	 .parts = {HIKEY, .xen_options = "dom0_mem: 720M"}, .message = "16 MiB find none"},
	{XB_CODE_DOM0_MEM, "768M on a HiKey", "",
	 .parts = {HIKEY, .xen_options = "dom0_mem: 768M"}},
	{XB_CODE_DOM0_MEM, "GiB that would look alike", "error dom0-mem", .parts = {SMALL,
	 .board = "{memory: [{start: 0, size: 3G}], cpus: 4}", .xen_options = "dom0_mem: 3000M"},
	 .message = "of the 2.90 GiB that Xen has left, dom0 can have 2.88 GiB in blocks that Xen "
	 "takes; 48 MiB find none"},
	{XB_CODE_DOM0_MEM, "half of it kept", "", .parts = {SMALL,
	 .board = KEEP("{start: 512M, size: 512M}"), .xen_options = "dom0_mem: 432M"}},
	{XB_CODE_DOM0_MEM, "half of it kept, and 4 MiB more", "warning dom0-mem", .parts = {SMALL,
	 .board = KEEP("{start: 512M, size: 512M}"), .xen_options = "dom0_mem: 436M"}},
	{XB_CODE_DOM0_MEM, "kept beyond RAM as well", "warning dom0-mem", .parts = {SMALL,
	 .board = KEEP("{start: 512M, size: 2G}"), .xen_options = "dom0_mem: 436M"}},
	{XB_CODE_DOM0_MEM, "whole pages", "", .parts = {.xen_options = "dom0_mem: 524292K"}},
	{XB_CODE_DOM0_MEM, "a KiB more", "error dom0-mem",
	 .parts = {.xen_options = "dom0_mem: 524289K"}, .message = "no multiple of 4 KiB"},
	{XB_CODE_DOM0_MEM, "just enough in a power of two", "", .parts = {SMALL,
	 .xen_options = "dom0_mem: 64M"}},
	{XB_CODE_DOM0_MEM, "just enough in two pieces", "error dom0-mem", .parts = {SMALL,
	 .xen_options = "dom0_mem: 34M, bootscrub: 0", .more = "xen-version: \"4.17\""},
	 .message = "has 32 MiB; kernel, device tree and ramdisk "
	 "need 34 MiB in one piece"},
	{XB_CODE_DOM0_MEM, "no power of two, and in low memory by luck", "warning dom0-mem",
	 .parts = {SMALL, .xen_options = "dom0_mem: 96M, bootscrub: 0"},
	 .message = "no first bank is found below 32 address bits"},
	{XB_CODE_DOM0_MEM, "128 MiB have their place", "", .parts = {SMALL,
	 .xen_options = "dom0_mem: 128M, bootscrub: 0"}},
	{XB_CODE_DOM0_MEM, "a page less", "error dom0-mem", .parts = {SMALL,
	 .xen_options = "dom0_mem: 34812K"}, .message = "alone need 34 MiB"},
	{XB_CODE_DOM0_MEM, "what the hint on a page less says", "", .parts = {SMALL,
	 .xen_options = "dom0_mem: 64M"}},
	{XB_CODE_DOM0_MEM, "no dom0 is so small: another rule's", "",
	 .parts = {.xen_options = "dom0_mem: 512"}},
	{XB_CODE_DOM0_MEM, "no size: another rule's", "",
	 .parts = {.xen_options = "dom0_mem: lots"}},
	{XB_CODE_DOM0_MEM, "the last one counts", "",
	 .parts = {.xen_options = "dom0_mem: [1, 512M]"}},

	/* Kernel 32.6 MiB with its BSS, tables 2 MiB, and four fifths of the kernel for itself. */
	{XB_CODE_DOM0_MEM, "what Linux needs beside 64 MiB of CMA", "",
	 .parts = {LINUX("3M"), .xen_options = "dom0_mem: 128M, bootscrub: 0"}},
	{XB_CODE_DOM0_MEM, "a MiB more of ramdisk", "warning dom0-mem",
	 .parts = {LINUX("4M"), .xen_options = "dom0_mem: 128M, bootscrub: 0"},
	 .message = "dom0 needs 128.8 MiB and has 128M: kernel 32.6 MiB, ramdisk 4 MiB, CMA 64 MiB"},
	{XB_CODE_DOM0_MEM, "no CMA by its line", "",
	 .parts = {LINUX("4M"), .xen_options = "dom0_mem: 128M, bootscrub: 0",
	 .dom0 = "options: {cma: 0}"}},
	{XB_CODE_DOM0_MEM, "CMA of 64 MiB by its line", "warning dom0-mem",
	 .parts = {LINUX("4M"), .xen_options = "dom0_mem: 128M, bootscrub: 0",
	 .dom0 = "options: {cma: \"64M@0-4G\"}"}},
	{XB_CODE_DOM0_MEM, "no piece of 64 MiB for CMA", "",
	 .parts = {LINUX("1M"), .xen_options = "dom0_mem: 64M, bootscrub: 0"}},
	{XB_CODE_DOM0_MEM, "a ramdisk that is there twice", "warning dom0-mem",
	 .parts = {LINUX("38M"), .xen_options = "dom0_mem: 128M, bootscrub: 0",
	 .dom0 = "options: {cma: 0}"},
	 .message = "kernel 32.6 MiB, ramdisk 38 MiB, the same unpacked 38 MiB"},
	{XB_CODE_DOM0_MEM, "what the hint on it says", "",
	 .parts = {LINUX("38M"), .xen_options = "dom0_mem: 144M, bootscrub: 0",
	 .dom0 = "options: {cma: 0}"}},

	{XB_CODE_VCPUS, "not said", "", .parts = {0}},
	{XB_CODE_VCPUS, "as many as CPUs", "",
	 .parts = {.xen_options = "dom0_max_vcpus: 4, vwfi: native, sched: null"}},
	{XB_CODE_VCPUS, "one more", "note vcpus", .parts = {.xen_options = "dom0_max_vcpus: 5"},
	 .message = "has 4 CPUs"},
	{XB_CODE_VCPUS, "one more, vwfi=native", "warning vcpus",
	 .parts = {.xen_options = "dom0_max_vcpus: 5, vwfi: native"},
	 .message = "dom0_max_vcpus=5 with vwfi=native: the board has 4 CPUs"},
	{XB_CODE_VCPUS, "one more, vwfi=trap", "note vcpus",
	 .parts = {.xen_options = "dom0_max_vcpus: 5, vwfi: trap"}},
	{XB_CODE_VCPUS, "one more, sched=null", "error vcpus",
	 .parts = {.xen_options = "dom0_max_vcpus: 5, sched: null"}, .message = "with sched=null"},
	{XB_CODE_VCPUS, "one more, sched=null and vwfi=native", "error vcpus, warning vcpus",
	 .parts = {.xen_options = "dom0_max_vcpus: 5, sched: \"null\", vwfi: native"}},
	{XB_CODE_VCPUS, "sched=null alone", "note vcpus", .parts = {.xen_options = "sched: null"}},
	{XB_CODE_VCPUS, "8 under GICv2", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: 8, gic: v2}",
	 .xen_options = "dom0_max_vcpus: 8"}},
	{XB_CODE_VCPUS, "9 under GICv2", "error vcpus",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: 9, gic: v2}",
	 .xen_options = "dom0_max_vcpus: 9"},
	 .message = "at most 8 vCPUs under this board's GICv2"},
	{XB_CODE_VCPUS, "128 under GICv3", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: 200, gic: v3}",
	 .xen_options = "dom0_max_vcpus: 0x80"}},
	{XB_CODE_VCPUS, "129 under GICv3", "error vcpus",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: 200, gic: v3}",
	 .xen_options = "dom0_max_vcpus: 129"}, .message = "at most 128"},
	{XB_CODE_VCPUS, "CPUs not known", "", .parts = {.board = "{memory: [{start: 0, size: 1G}]}",
	 .xen_options = "dom0_max_vcpus: 99"}},

	{XB_CODE_VCPUS, "null by the .config", "error vcpus", .prepare = config_with_null,
	 .parts = {.xen = XEN_CONFIG, .xen_options = "dom0_max_vcpus: 5"}},
	{XB_CODE_VCPUS, "null, but not built in", "note vcpus", .prepare = config_without_null,
	 .parts = {.xen = XEN_CONFIG, .xen_options = "dom0_max_vcpus: 5, sched: null"}},
	{XB_CODE_VCPUS, "as many as maxcpus leaves", "",
	 .parts = {.xen_options = "dom0_max_vcpus: 2, maxcpus: 2, sched: null"}},
	{XB_CODE_VCPUS, "one more than maxcpus leaves", "error vcpus",
	 .parts = {.xen_options = "dom0_max_vcpus: 3, maxcpus: 2, sched: null"},
	 .message = "Xen starts 2 of the board's 4 CPUs"},
	{XB_CODE_VCPUS, "as many as the boot CPU's kind has", "",
	 .parts = {.board = BIG_LITTLE, .xen_options = "dom0_max_vcpus: 4, sched: null"}},
	{XB_CODE_VCPUS, "one more than the boot CPU's kind has", "error vcpus",
	 .parts = {.board = BIG_LITTLE, .xen_options = "dom0_max_vcpus: 5, sched: null"}},
	{XB_CODE_VCPUS, "all kinds with hmp-unsafe", "",
	 .parts = {.board = BIG_LITTLE,
	 .xen_options = "dom0_max_vcpus: 6, sched: null, hmp-unsafe: true"}},
	{XB_CODE_VCPUS, "9 CPUs under GICv2, nothing said", "error vcpus",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: 9, gic: v2}"},
	 .message = "would get 9 vCPUs"},
	{XB_CODE_VCPUS, "8 CPUs under GICv2, nothing said", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: 8, gic: v2}"}},

	{XB_CODE_DOM0_TREE, "no tree here", "",
	 .parts = {.board = MANY_CPUS, .more = "xen-version: \"4.17\""}},
	{XB_CODE_DOM0_TREE, "not said", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .more = "xen-version: \"4.17\""}},
	{XB_CODE_DOM0_TREE, "as many as fit", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = MANY_CPUS, .xen_options = "dom0_max_vcpus: 33",
	 .more = "xen-version: \"4.17\""}},
	{XB_CODE_DOM0_TREE, "one more", "error dom0-tree", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = MANY_CPUS, .xen_options = "dom0_max_vcpus: 34",
	 .more = "xen-version: \"4.17\""}},
	{XB_CODE_DOM0_TREE, "one for each CPU", "error dom0-tree", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = MANY_CPUS, .more = "xen-version: \"4.17\""},
	 .message = "with 128 vCPUs"},
	{XB_CODE_DOM0_TREE, "more than a domain can have", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = MANY_CPUS, .xen_options = "dom0_max_vcpus: 129",
	 .more = "xen-version: \"4.17\""}},
	{XB_CODE_DOM0_TREE, "padding is no room", "error dom0-tree", .prepare = board_with_gic,
	 .parts = {.tree = "  padding: 64K\n", .board = MANY_CPUS,
	 .more = "xen-version: \"4.17\""}},
	{XB_CODE_DOM0_TREE, "more room from 4.22 on", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = MANY_CPUS, .xen_options = "dom0_max_vcpus: 128",
	 .more = "xen-version: \"4.22\""}},
	{XB_CODE_DOM0_TREE, "a release that is not known", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = MANY_CPUS, .xen_options = "dom0_max_vcpus: 128"}},

	{.label = NULL},
};

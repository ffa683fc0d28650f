/* SPDX-License-Identifier: MIT */
/* Rows about what /chosen holds. */
#include "unit/check/rows.h"

#define EDIT_CHOSEN(set) "  edits: [{path: /chosen, set: {" set "}}]\n"
#define INITRD_END(cells) EDIT_CHOSEN("\"linux,initrd-end\": " cells)

static void chosen_with_a_kernel(void)
{
	chosen_with((const struct tree_row[]){NODE("module@1"), KERNEL, AT_1M, END, {0}});
}

static void chosen_with_dom0(void)
{
	chosen_with((const struct tree_row[]){NODE("dom0"), KERNEL, AT_1M, END, {0}});
}

static void chosen_with_half_an_initrd(void)
{
	chosen_with((const struct tree_row[]){CELLS("linux,initrd-start", 0x100000), {0}});
}

static void chosen_with_a_guest(void)
{
	chosen_with((const struct tree_row[]){NODE("domU1"), TEXT("compatible", "xen,domain"), END, {0}});
}

#define OF_GUEST(compatible)                                                                         \
	((const struct tree_row[]){NODE("domU1"), TEXT("compatible", "xen,domain"), NODE("m"),       \
				   BYTES("compatible", compatible), AT_1M, END, END, {0}})

static void chosen_with_a_guests_kernel(void)
{
	chosen_with(OF_GUEST("multiboot,kernel\0multiboot,module\0"));
}

static void chosen_with_a_guests_old_kernel(void)
{
	chosen_with(OF_GUEST("xen,linux-zimage\0xen,multiboot-module\0"));
}

static void chosen_with_a_guests_half_kernel(void)
{
	chosen_with(OF_GUEST("multiboot,kernel\0"));
}

static void chosen_without_kind(void)
{
	chosen_with((const struct tree_row[]){NODE("module@1"),
		TEXT("compatible", "multiboot,module"), AT_1M, END, {0}});
}

static void chosen_with_kind_alone(void)
{
	chosen_with((const struct tree_row[]){NODE("module@1"),
		TEXT("compatible", "multiboot,ramdisk"), AT_1M, END, {0}});
}

static void chosen_with_a_wrong_word(void)
{
	chosen_with((const struct tree_row[]){NODE("module@1"),
		BYTES("compatible", "multiboot,kernal\0multiboot,module\0"), AT_1M, END, {0}});
}

static void chosen_without_reg(void)
{
	chosen_with((const struct tree_row[]){NODE("module@1"), KERNEL, END, {0}});
}

static void chosen_with_short_reg(void)
{
	chosen_with((const struct tree_row[]){NODE("module@1"), KERNEL,
		CELLS("reg", 0x100000, 0x1000), END, {0}});
}

static void chosen_with_size_0(void)
{
	chosen_with((const struct tree_row[]){NODE("module@1"), KERNEL,
		CELLS("reg", 0, 0x100000, 0, 0), END, {0}});
}

/* Besides dom0's two, Xen and the tree. */
static void chosen_with_modules(int count)
{
	static const char *const names[] = {
		"m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "ma", "mb", "mc", "md",
		"me", "mf", "mg", "mh", "mi", "mj", "mk", "ml", "mm", "mn", "mo", "mp", "mq", "mr",
		"ms"};
	struct tree_row rows[120] = {{0}};
	size_t used = 0;

	for (int i = 0; i < count; i++) {
		const struct tree_row module[] = {NODE(names[i]), KERNEL, AT_1M, END};

		memcpy(&rows[used], module, sizeof(module));
		used += XB_COUNT(module);
	}
	chosen_with(rows);
}

static void chosen_with_28_modules(void)
{
	chosen_with_modules(28);
}

static void chosen_with_29_modules(void)
{
	chosen_with_modules(29);
}

static void chosen_with_a_property(void)
{
	chosen_with((const struct tree_row[]){TEXT("xen,bootargs", "x"), {0}});
}

static void chosen_with_a_known_property(void)
{
	chosen_with((const struct tree_row[]){FLAG("xen,uefi-cfg-load"), {0}});
}

static void chosen_with_1_module(void)
{
	chosen_with_modules(1);
}

static void chosen_with_2_modules(void)
{
	chosen_with_modules(2);
}

static void chosen_with_a_framebuffer(void)
{
	chosen_with((const struct tree_row[]){CELLS("#address-cells", 1), CELLS("#size-cells", 1),
		NODE("framebuffer@1"), CELLS("reg", 0x1000, 0x1000), END, {0}});
}

/* More cells than anything can read. */
static void chosen_with_cells_of_160_bits(void)
{
	chosen_with((const struct tree_row[]){CELLS("#address-cells", 5), CELLS("#size-cells", 5),
		NODE("framebuffer@1"), CELLS("reg", 0x1000, 0x1000), END, {0}});
}

const struct check_row rows_of_chosen[] = {
	/* What /chosen holds besides */
	{XB_CODE_STALE_NODE, "nothing", "", .prepare = put_boot_files, .parts = {.tree = ""}},
	{XB_CODE_STALE_NODE, "a kernel of before", "warning stale-node",
	 .prepare = chosen_with_a_kernel, .parts = {.tree = ""}, .message = "/chosen/module@1"},
	{XB_CODE_STALE_NODE, "one that is taken away", "", .prepare = chosen_with_a_kernel,
	 .parts = {.tree = "  edits: [{path: /chosen/module@1, remove: true}]\n"}},
	{XB_CODE_STALE_NODE, "the node that is written again", "", .prepare = chosen_with_dom0,
	 .parts = {.tree = ""}},
	{XB_CODE_STALE_NODE, "a guest of before", "warning stale-node", .prepare = chosen_with_a_guest,
	 .parts = {.tree = ""}, .message = "already has a guest, which Xen will build: /chosen/domU1"},
	{XB_CODE_STALE_NODE, "one that is taken away", "", .prepare = chosen_with_a_guest,
	 .parts = {.tree = "  edits: [{path: /chosen/domU1, remove: true}]\n"}},
	{XB_CODE_MODULE_COMPATIBLE, "a guest's kernel", "", .prepare = chosen_with_a_guests_kernel,
	 .parts = {.tree = ""}},
	{XB_CODE_MODULE_COMPATIBLE, "a guest's kernel as dom0's is called", "error module-compatible",
	 .prepare = chosen_with_a_guests_old_kernel, .parts = {.tree = ""},
	 .message = "/chosen/domU1/m is xen,linux-zimage, and in a guest Xen looks for multiboot,kernel"},
	{XB_CODE_MODULE_COMPATIBLE, "a guest's kernel that is no module", "error module-compatible",
	 .prepare = chosen_with_a_guests_half_kernel, .parts = {.tree = ""},
	 .message = "/chosen/domU1/m is no module to Xen"},
	{XB_CODE_STALE_NODE, "half a ramdisk", "warning stale-node",
	 .prepare = chosen_with_half_an_initrd, .parts = {.tree = ""},
	 .message = "linux,initrd-start: without the other Xen panics"},
	{XB_CODE_STALE_NODE, "half a ramdisk, 4.16", "", .prepare = chosen_with_half_an_initrd,
	 .parts = {.tree = "", .more = "xen-version: \"4.16\""}},
	{XB_CODE_STALE_NODE, "half a ramdisk, 4.17", "error stale-node",
	 .prepare = chosen_with_half_an_initrd, .parts = {.tree = "", .more = "xen-version: \"4.17\""}},
	{XB_CODE_STALE_NODE, "a ramdisk in dom0's place", "error stale-node",
	 .prepare = chosen_with_half_an_initrd, .parts = {.tree = INITRD_END("<0x100001>")},
	 .message = "Xen takes 0x100000-0x100000 for dom0's ramdisk, and not rd"},
	{XB_CODE_STALE_NODE, "a ramdisk where dom0 has none", "warning stale-node",
	 .prepare = chosen_with_half_an_initrd,
	 .parts = {.tree = INITRD_END("<0 0x100001>"), NO_RAMDISK}},
	{XB_CODE_STALE_NODE, "a ramdisk of no bytes", "error stale-node",
	 .prepare = chosen_with_half_an_initrd,
	 .parts = {.tree = INITRD_END("<0 0x100000>"), .more = "xen-version: \"4.20\""},
	 .message = "they bound nothing"},
	{XB_CODE_STALE_NODE, "a ramdisk of no bytes, 4.14", "", .prepare = chosen_with_half_an_initrd,
	 .parts = {.tree = INITRD_END("<0 0x100000>"), .more = "xen-version: \"4.14\""}},
	{XB_CODE_STALE_NODE, "an end alone", "", .prepare = put_boot_files,
	 .parts = {.tree = INITRD_END("<0x100001>")}},
	{XB_CODE_STALE_NODE, "a pair that an edit makes", "error stale-node", .prepare = put_boot_files,
	 .parts = {.tree = "  edits: [{path: /chosen, set: {\"linux,initrd-start\": <0 0x1000>, "
			   "\"linux,initrd-end\": <0 0x2000>}}]\n"}},
	{XB_CODE_STALE_NODE, "a pair that an edit takes away", "", .prepare = chosen_with_half_an_initrd,
	 .parts = {.tree = "  edits: [{path: /chosen, remove: \"linux,initrd-start\"}]\n"}},

	/* The text of Xen's line is console=dtuart's; see plan_text. */
	{XB_CODE_EDIT_LOST, "of the firmware's own", "", .prepare = put_boot_files,
	 .parts = {.tree = EDIT_CHOSEN("stdout-path: /soc")}},
	{XB_CODE_EDIT_LOST, "Xen's line", "error edit-lost", .prepare = put_boot_files,
	 .parts = {.tree = EDIT_CHOSEN("\"xen,xen-bootargs\": console=none")},
	 .message = "/chosen xen,xen-bootargs is set here for nothing: xen.options"},
	{XB_CODE_EDIT_LOST, "Xen's line as it will be", "", .prepare = put_boot_files,
	 .parts = {.tree = EDIT_CHOSEN("\"xen,xen-bootargs\": \"dom0_mem=512M console=dtuart\"")}},
	{XB_CODE_EDIT_LOST, "Xen's line taken away", "", .prepare = put_boot_files,
	 .parts = {.tree = "  edits: [{path: /chosen, remove: true}]\n"}},
	{XB_CODE_EDIT_LOST, "dom0's line", "error edit-lost", .prepare = put_boot_files,
	 .parts = {.tree = EDIT_CHOSEN("\"xen,dom0-bootargs\": console=hvc0")},
	 .message = "dom0.options is written there afterwards"},
	{XB_CODE_EDIT_LOST, "cells", "error edit-lost", .prepare = put_boot_files,
	 .parts = {.tree = EDIT_CHOSEN("\"#address-cells\": <1>")}, .message = "output.cells"},
	{XB_CODE_EDIT_LOST, "the same cells", "", .prepare = put_boot_files,
	 .parts = {.tree = EDIT_CHOSEN("\"#address-cells\": <2>")}},
	{XB_CODE_EDIT_LOST, "/chosen in another spelling", "error edit-lost", .prepare = put_boot_files,
	 .parts = {.tree = "  edits: [{path: //chosen/, set: {\"xen,xen-bootargs\": a}}]\n"}},
	{XB_CODE_EDIT_LOST, "a module's node", "error edit-lost", .prepare = chosen_with_dom0,
	 .parts = {.tree = "  edits: [{path: /chosen/dom0, set: {bootargs: a}}]\n"},
	 .message = "dom0.kernel is written there afterwards"},
	{XB_CODE_EDIT_LOST, "cells of another node", "", .prepare = put_boot_files,
	 .parts = {.tree = "  edits: [{path: /, set: {\"#address-cells\": <1>}}]\n"}},
	{XB_CODE_EDIT_LOST, "the same property twice", "warning edit-lost", .prepare = put_boot_files,
	 .parts = {.tree = "  edits: [{path: /, set: {a: \"1\"}}, {path: /, set: {a: \"2\"}}]\n"},
	 .message = "/ a is set here for nothing: a later edit, at line "},
	{XB_CODE_EDIT_LOST, "two of one node", "", .prepare = put_boot_files,
	 .parts = {.tree = "  edits: [{path: /, set: {a: \"1\"}}, {path: /, set: {b: \"2\"}}]\n"}},
	{XB_CODE_EDIT_LOST, "the tree is not here", "error edit-lost",
	 .parts = {.tree = "  size: 0x8000\n" EDIT_CHOSEN("\"xen,xen-bootargs\": a")}},
	{XB_CODE_MODULE_COMPATIBLE, "as it should be", "", .prepare = chosen_with_a_kernel,
	 .parts = {.tree = ""}},
	{XB_CODE_MODULE_COMPATIBLE, "no kind", "warning module-compatible",
	 .prepare = chosen_without_kind, .parts = {.tree = ""}},
	{XB_CODE_MODULE_COMPATIBLE, "the kind alone", "error module-compatible",
	 .prepare = chosen_with_kind_alone, .parts = {.tree = ""}},
	{XB_CODE_MODULE_COMPATIBLE, "a letter off", "warning module-compatible",
	 .prepare = chosen_with_a_wrong_word, .parts = {.tree = ""},
	 .message = "Xen knows no 'multiboot,kernal'"},
	{XB_CODE_MODULE_REG, "as it should be", "", .prepare = chosen_with_a_kernel,
	 .parts = {.tree = ""}},
	{XB_CODE_MODULE_REG, "none", "error module-reg", .prepare = chosen_without_reg,
	 .parts = {.tree = ""}},
	{XB_CODE_MODULE_REG, "two cells for four", "error module-reg",
	 .prepare = chosen_with_short_reg, .parts = {.tree = ""},
	 .message = "reg has 2 cells; /chosen asks for 2 and 2"},
	{XB_CODE_MODULE_REG, "no bytes", "error module-reg", .prepare = chosen_with_size_0,
	 .parts = {.tree = ""}},
	{XB_CODE_TOO_MANY_MODULES, "32", "", .prepare = chosen_with_28_modules,
	 .parts = {.tree = ""}},
	{XB_CODE_TOO_MANY_MODULES, "33", "error too-many-modules",
	 .prepare = chosen_with_29_modules, .parts = {.tree = ""}, .message = "33 boot modules"},
	{XB_CODE_TOO_MANY_MODULES, "5, Xen 4.11", "", .prepare = chosen_with_1_module,
	 .parts = {.tree = "", .more = "xen-version: \"4.11\""}},
	{XB_CODE_TOO_MANY_MODULES, "6, Xen 4.11", "error too-many-modules",
	 .prepare = chosen_with_2_modules, .parts = {.tree = "", .more = "xen-version: \"4.11\""},
	 .message = "6 boot modules, Xen and the device tree among them; Xen keeps 5"},
	{XB_CODE_TOO_MANY_MODULES, "6, Xen 4.12", "", .prepare = chosen_with_2_modules,
	 .parts = {.tree = "", .more = "xen-version: \"4.12\""}},
	{XB_CODE_UNKNOWN_PROPERTY, "one that Xen reads", "",
	 .prepare = chosen_with_a_known_property, .parts = {.tree = ""}},
	{XB_CODE_UNKNOWN_PROPERTY, "one that it does not", "warning unknown-property",
	 .prepare = chosen_with_a_property, .parts = {.tree = ""}, .message = "xen,bootargs"},
	{XB_CODE_BOOTARGS, "the tree's own, both have a line", "", .prepare = chosen_with_bootargs,
	 .parts = {.tree = "", .dom0 = "options: {console: hvc0}"}},
	{XB_CODE_BOOTARGS, "the tree's own, dom0 has none", "warning bootargs",
	 .prepare = chosen_with_bootargs, .parts = {.tree = ""},
	 .message = "dom0 has no options, and takes the tree's own bootargs: console=ttyS2"},
	{XB_CODE_BOOTARGS, "the tree's own, Xen has none", "warning bootargs",
	 .prepare = chosen_with_bootargs,
	 .parts = {.tree = "", .xen_options = "", .dom0 = "options: {console: hvc0}"}},
	{XB_CODE_BOOTARGS, "set, and read by no one", "warning bootargs",
	 .prepare = put_boot_files,
	 .parts = {.tree = "  edits: [{path: /chosen, set: {bootargs: x}}]\n",
	 .dom0 = "options: {console: hvc0}"}},
	{XB_CODE_CELLS, "a framebuffer by other cells", "warning cells",
	 .prepare = chosen_with_a_framebuffer, .parts = {.tree = ""},
	 .message = "/chosen/framebuffer@1 has a reg by 1 and 1 cells, and /chosen gets 2"},
	{XB_CODE_CELLS, "a framebuffer by cells that no one reads", "warning cells",
	 .prepare = chosen_with_cells_of_160_bits, .parts = {.tree = ""},
	 .message = "/chosen/framebuffer@1 has a reg by 5 and 5 cells, and /chosen gets 2"},
	{XB_CODE_CELLS, "a framebuffer by the same", "", .prepare = chosen_with_a_framebuffer,
	 .parts = {.tree = "", .output = "cells: 1"}},

	{.label = NULL},
};

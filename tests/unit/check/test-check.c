/* SPDX-License-Identifier: MIT */
/*
 * Every rule: the smallest input that it refuses, and its nearest neighbour that it accepts. A rule
 * without both is a failure of this test.
 */
#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/boot/plan.h"

#include "check/check.h"

#define BIG_LITTLE                                                                                 \
	"{memory: [{start: 0, size: 1G}], cpus: [{kind: cortex-a53, count: 4}, "                  \
	"{kind: cortex-a72, count: 2}]}"
#define WITH_UART(release)                                                                         \
	"{memory: [{start: 0, size: 1G}], uart: {compatible: \"ti,am654-uart\", since: \"" release     \
	"\", kconfig: HAS_OMAP}}"
#define UNDRIVEN_UART                                                                              \
	"{memory: [{start: 0, size: 1G}], console: serial0, uart: {compatible: \"acme,uart\", "    \
	"since: none}}"
#define WITH_SMMU                                                                                  \
	"{memory: [{start: 0, size: 1G}], smmu: {compatible: \"arm,smmu-v3\", since: \"4.15\", "   \
	"kconfig: ARM_SMMU_V3}}"
#define SAME_BOARD(gic, kind, count, ram)                                                          \
	"{memory: [{start: " ram ", size: 1G}], " gic ", cpus: [{kind: " kind ", count: " count "}]}"
#define MANY_CPUS "{memory: [{start: 0, size: 1G}], cpus: 128, gic: v3}"
#define NO_RAMDISK .ramdisk = ""
#define HVC0 .dom0 = "options: {console: hvc0}"
#define EDIT_CHOSEN(set) "  edits: [{path: /chosen, set: {" set "}}]\n"
#define INITRD_END(cells) EDIT_CHOSEN("\"linux,initrd-end\": " cells)
#define BANK_AT(start) "{memory: [{start: 0, size: 1G}, {start: " start ", size: 2G}]}"
#define OWN_LOADER(address, release)                                                               \
	{.xen = "  address: " address "\n  size: 1\n", .output = "emit: dtb", .more = release}
#define EDIT(edits) "  edits: [" edits "]\n"

struct check_row {
	enum xb_code code;
	const char *label;
	const char *diags; /* what the rule says; "" is accepted */
	struct plan_parts parts;
	const char *message;                  /* part of its first message; NULL: any */
	void (*prepare)(void);                /* makes the files; NULL: none are there */
	void (*change)(struct xb_boot *boot); /* of the plan */
};

/* ---- Xen's .config -------------------------------------------------------------------------- */

#define XEN_CONFIG "  size: 1\n  config: xen.config\n"

static void config_with_null(void)
{
	static const char text[] = "# Xen/arm 4.18.1 Configuration\nCONFIG_SCHED_NULL=y\n"
				   "CONFIG_SCHED_CREDIT2=y\nCONFIG_SCHED_DEFAULT=\"null\"\n";

	put_bytes("xen.config", text, sizeof(text) - 1);
}

static void config_with_policy(void)
{
	static const char text[] = "CONFIG_XSM_FLASK=y\nCONFIG_XSM_FLASK_POLICY=y\n";

	put_bytes("xen.config", text, sizeof(text) - 1);
}

static void config_without_null(void)
{
	static const char text[] = "CONFIG_SCHED_CREDIT2=y\n# CONFIG_SCHED_NULL is not set\n"
				   "CONFIG_SCHED_DEFAULT=\"credit2\"\n";

	put_bytes("xen.config", text, sizeof(text) - 1);
}

/* An image with the release in it, as Xen's has, and Debian's name for the .config beside it. */
static void xen_of_4_14(void)
{
	put_bytes("xen", "....xen,xen-4.14\0xen,xen", 25);
}

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

static void kernel_is_uimage(void)
{
	put_boot_files();
	put_uimage("Image", 2, 10, 10);
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

static void kernel_with_entry_alone(void)
{
	put_boot_files();
	put_kernel_uimage("Image", 22, 0, 0, 0x80000);
}

/* The 10 bytes behind the header; dom0's 512 MiB are 0x10000000-0x2fffffff. */
static void kernel_in_dom0_s_memory(void)
{
	put_boot_files();
	put_kernel_uimage("Image", 22, 0, 0x2ffffff6, 0x2ffffff6);
}

static void kernel_a_byte_beyond(void)
{
	put_boot_files();
	put_kernel_uimage("Image", 22, 0, 0x2ffffff7, 0x2ffffff7);
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

/* Two Cortex-A53 under an interrupt controller that CONTROLLER names, and another device. */
static void board_of(const char *controller, const char *device)
{
	const struct tree_row rows[] = {
		CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000),
			END,
		NODE("cpus"),
			NODE("cpu@0"), TEXT("device_type", "cpu"), TEXT("compatible", "arm,cortex-a53"),
				TEXT("enable-method", "psci"), END,
			NODE("cpu@1"), TEXT("device_type", "cpu"), TEXT("compatible", "arm,cortex-a53"),
				TEXT("enable-method", "psci"), END,
			NODE("cpu@2"), TEXT("device_type", "cpu"), TEXT("compatible", "arm,cortex-a72"),
				TEXT("status", "disabled"), END,
		END,
		NODE("timer"), TEXT("compatible", "arm,armv8-timer"), END,
		NODE("psci"), TEXT("compatible", "arm,psci-1.0"), END,
		NODE("intc@1000"), FLAG("interrupt-controller"),
			{TREE_BYTES, "compatible", NULL, controller, strlen(controller) + 1}, END,
		NODE("device@2000"),
			{TREE_BYTES, "compatible", NULL, device, strlen(device) + 1}, END,
		{0},
	};
	size_t size;
	void *blob = tree_make(rows, &size);

	put_boot_files();
	put_bytes("t.dtb", blob, size);
	free(blob);
}

static void board_with_gic(void)
{
	board_of("arm,gic-400", "a,device");
}

static void board_without_gic(void)
{
	board_of("qcom,msm-qgic2", "a,device");
}

static void board_with_iommu(void)
{
	board_of("arm,gic-400", "arm,mmu-500");
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

/* A tree with what ROWS put into /chosen, up to a row of nothing. */
static void chosen_with(const struct tree_row *rows)
{
	struct tree_row all[128] = {
		CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000),
			END,
		NODE("chosen"), TEXT("stdout-path", "/serial@1"),
	};
	const struct tree_row end[] = {END, NODE("serial@1"), END, {0}};
	size_t count = 8, size;
	void *blob;

	for (; rows->what != TREE_END_ROWS; rows++)
		all[count++] = *rows;
	for (size_t i = 0; i < XB_COUNT(end); i++)
		all[count++] = end[i];
	blob = tree_make(all, &size);
	put_boot_files();
	put_bytes("t.dtb", blob, size);
	free(blob);
}

#define KERNEL BYTES("compatible", "multiboot,kernel\0multiboot,module\0")
/* Not CELLS: its literal would die with the block of a loop that uses it. */
static const uint32_t one_mib[] = {0, 0x100000, 0, 0x1000};
#define AT_1M {TREE_CELLS, "reg", one_mib, NULL, XB_COUNT(one_mib)}

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

static void chosen_with_bootargs(void)
{
	chosen_with((const struct tree_row[]){TEXT("bootargs", "console=ttyS2"), {0}});
}

/* The line of a module: what the tree itself says of one that the profile does not write. */
static void chosen_with_a_line(size_t length)
{
	char text[1100] = {0};
	const struct tree_row rows[] = {NODE("module@1"), KERNEL, AT_1M,
		{TREE_BYTES, "bootargs", NULL, text, length + 1}, END, {0}};

	memset(text, 'x', length);
	chosen_with(rows);
}

static void chosen_with_a_line_of_1023(void)
{
	chosen_with_a_line(1023);
}

static void chosen_with_a_line_of_1024(void)
{
	chosen_with_a_line(1024);
}

static void chosen_with_a_policy(void)
{
	chosen_with((const struct tree_row[]){NODE("module@1"),
		BYTES("compatible", "xen,xsm-policy\0multiboot,module\0"), AT_1M, END, {0}});
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

static void on_x86(struct xb_boot *boot)
{
	boot->arch = "x86";
}

/* ---- Long lines ----------------------------------------------------------------------------- */

/* The edit of xen,xen-bootargs; all others are short. */
static void lengthen(struct xb_boot *boot, size_t length)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		struct xb_edit *edit = &boot->steps[i].edit;

		if (boot->steps[i].kind != XB_STEP_EDIT || edit->kind != XB_EDIT_SET || strcmp(edit->name, "xen,xen-bootargs") != 0)
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

static void dom0_line_of(struct xb_boot *boot, size_t length)
{
	boot->domains[0].line.text = xb_arena_alloc(&boot->arena, length + 1);
	memset(boot->domains[0].line.text, 'x', length);
}

static void dom0_line_of_2047(struct xb_boot *boot)
{
	dom0_line_of(boot, 2047);
}

static void dom0_line_of_2048(struct xb_boot *boot)
{
	dom0_line_of(boot, 2048);
}

/* ---- The table ------------------------------------------------------------------------------ */

#define KEEP(ranges) "{memory: [{start: 0, size: 1G}], cpus: 4, reserved: [" ranges "]}"
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
/* Ten words of a line that no one knows. */
#define TEN_OF(p, end) p "0" end p "1" end p "2" end p "3" end p "4" end p "5" end p "6" end \
	p "7" end p "8" end p "9" end
#define TEN(p) TEN_OF(p, "=1 ")
#define TEN_BARE(p) TEN_OF(p, " ")
#define TEN_OPTIONS(p) TEN_OF(p, ": 1, ")

static const struct check_row rows[] = {
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
	{XB_CODE_SIZE_STALE, "not here", "", .parts = {0}},

	/* Memory */
	{XB_CODE_OVERLAP, "placed automatically", "", .parts = {0}},
	{XB_CODE_OVERLAP, "in the next page", "",
	 .parts = {.kernel = "address: 0x1000000, size: 0x108AA00",
	 .ramdisk = "address: 0x208B000, size: 1M"}},
	{XB_CODE_OVERLAP, "side by side in one page", "warning overlap",
	 .parts = {.kernel = "address: 0x1000000, size: 0x108AA00",
	 .ramdisk = "address: 0x208AA00, size: 1M"},
	 .message = "dom0 ramdisk 0x208aa00-0x218a9ff shares a 4 KiB page with dom0 kernel "
	 "0x1000000-0x208a9ff"},
	{XB_CODE_OVERLAP, "the last byte of the page before", "",
	 .parts = {.kernel = "address: 0x1000000, size: 0x108B000",
	 .ramdisk = "address: 0x208B000, size: 1M"}},
	{XB_CODE_OVERLAP, "one byte", "error overlap",
	 .parts = {.kernel = "address: 0x1000000, size: 0x108AA00",
	 .ramdisk = "address: 0x208A9FF, size: 1M"},
	 .message = "dom0 ramdisk 0x208a9ff-0x218a9fe overlaps dom0 kernel 0x1000000-0x208a9ff"},
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
	{XB_CODE_OVERLAP, "the fixed one is at fault", "error overlap",
	 .parts = {.xen = "  address: 512M\n  size: 1M\n"},
	 .message = "Xen 0x2000000-0x20fffff overlaps dom0 ramdisk", .change = xen_into_ramdisk},
	{XB_CODE_OVERLAP, "a range that wraps is another rule's", "",
	 .parts = {.kernel = "address: 0xFFFFFFFFFFFFFFFF, size: 2",
	 .ramdisk = "address: 0, size: 1"}},

	{XB_CODE_OVERLAP, "where booti moves an old Xen", "error overlap", .prepare = old_xen,
	 .parts = {.kernel = "address: 0x1000000, size: 0x100000"},
	 .message = "booti moves this old Xen to 0x80000-0x107ffff, over dom0 kernel 0x1000000"},
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
	 .message = "dom0 kernel 0x3ffff000-0x40000000 is not inside RAM 0x0-0x3fffffff"},
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
	 .message = "0x0-0x1fffffff, 0x20000001-0x40000000"},
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
	 .message = "dom0 kernel 0x20000fff-0x20100ffe lies in the reserved range tee "
	 "0x20000000-0x20000fff"},
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
	 .message = "script at 0xc00000 lies in"},
	{XB_CODE_RESERVED, "up to where U-Boot may be", "",
	 .parts = {.kernel = "address: 0x3BF00000, size: 1M"}},
	{XB_CODE_RESERVED, "a byte into that", "warning reserved",
	 .parts = {.kernel = "address: 0x3BF00000, size: 0x100001"},
	 .message = "reaches into 0x3c000000-0x3fffffff, 64 MiB at the bank's end, where U-Boot may run"},
	{XB_CODE_RESERVED, "up to where it surely is", "warning reserved",
	 .parts = {.kernel = "address: 0x3DDAA000, size: 1M"}},
	{XB_CODE_RESERVED, "a byte into that, too", "error reserved",
	 .parts = {.kernel = "address: 0x3DDAA000, size: 0x100001"},
	 .message = "reaches into the bank's last 33.3 MiB 0x3deaa000-0x3fffffff, where U-Boot runs"},
	{XB_CODE_RESERVED, "the script there", "error reserved", .parts = {.script = "0x3FE00000",
	 .xen = "  address: 16M\n  size: 1\n", .kernel = "address: 32M, size: 1", .ramdisk = "",
	 .tree = "  address: 8M\n  size: 1\n"}, .message = "script at 0x3fe00000 reaches into"},
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
	 .kernel = "address: 0x3AF00000, size: 0x100001"}, .message = "0x3b000000-0x3effffff"},
	{XB_CODE_RESERVED, "a small bank", "",
	 .parts = {.board = "{memory: [{start: 0, size: 127M}]}", .ramdisk = "",
	 .kernel = "address: 0x5CAA000, size: 0x100000"}},
	{XB_CODE_RESERVED, "a window up to the end", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], window: {start: 0, size: 1G}}",
	 .kernel = "address: 0x3FE00000, size: 1M"}},
	{XB_CODE_RESERVED, "a window up to U-Boot", "error reserved",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], window: {start: 0, size: 0x3E000000}}",
	 .kernel = "address: 0x3DF00000, size: 0x100001"}, .message = "0x3e000000-0x3fffffff"},
	{XB_CODE_RESERVED, "up to a larger U-Boot", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], uboot-top: 0x8000000}",
	 .kernel = "address: 0x37F00000, size: 1M"}},
	{XB_CODE_RESERVED, "a byte into a larger U-Boot", "error reserved",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], uboot-top: 0x8000001}",
	 .kernel = "address: 0x37F00000, size: 1M"},
	 .message = "reaches into the bank's last 128.0 MiB 0x37ffffff-0x3fffffff, where U-Boot runs"},
	{XB_CODE_RESERVED, "up to a smaller U-Boot", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], uboot-top: 1M}",
	 .kernel = "address: 0x3FE00000, size: 1M"}},

	{XB_CODE_RESERVED, "two nodes side by side", "", .prepare = reserved_apart,
	 .parts = {.tree = "", .more = "xen-version: \"4.18\""}},
	{XB_CODE_RESERVED, "two nodes by a byte", "error reserved", .prepare = reserved_twice,
	 .parts = {.tree = "", .more = "xen-version: \"4.18\""},
	 .message = "reserves a@100000 0x100000-0x10ffff and b 0x10ffff-0x11fffe, which overlap"},
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
	 .message = "Xen at 0x201000 lies in 0x200000-0x3fffff, which are its own addresses: it dies"},
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
	 .message = "dom0 ramdisk needs 0x9e00001 bytes and no place is left for it; the largest "
	 "gap is 0x9f75600 bytes at 0x208aa00"},

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

	{XB_CODE_CPU_TYPES, "one kind", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: [{kind: cortex-a53, count: 4}]}"}},
	{XB_CODE_CPU_TYPES, "two groups of one kind", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: [{kind: cortex-a53, count: 4}, "
	 "{kind: cortex-a53, count: 4}]}"}},
	{XB_CODE_CPU_TYPES, "two kinds", "note cpu-types", .parts = {.board = BIG_LITTLE},
	 .message = "Xen starts 4 of the board's 6 CPUs: those of the boot CPU's kind, cortex-a53"},
	{XB_CODE_CPU_TYPES, "two kinds, all started", "warning cpu-types",
	 .parts = {.board = BIG_LITTLE, .xen_options = "hmp-unsafe: 1"}},
	{XB_CODE_CPU_TYPES, "two kinds, all started and pinned", "",
	 .parts = {.board = BIG_LITTLE, .xen_options = "hmp-unsafe: 1, dom0_vcpus_pin: true"}},

	{XB_CODE_LOAD_ADDRESS, "a plain Image", "", .prepare = put_boot_files},
	{XB_CODE_LOAD_ADDRESS, "neither address nor entry", "", .prepare = kernel_is_uimage},
	{XB_CODE_LOAD_ADDRESS, "an entry alone", "warning load-address",
	 .prepare = kernel_with_entry_alone, .message = "entry point 0x80000 and no load address"},
	{XB_CODE_LOAD_ADDRESS, "an entry alone, Xen 4.18", "error load-address",
	 .prepare = kernel_with_entry_alone, .parts = {.more = "xen-version: \"4.18\""}},
	{XB_CODE_LOAD_ADDRESS, "an entry alone, Xen 4.17", "", .prepare = kernel_with_entry_alone,
	 .parts = {.more = "xen-version: \"4.17\""}},
	{XB_CODE_LOAD_ADDRESS, "the last bytes of dom0's memory", "",
	 .prepare = kernel_in_dom0_s_memory, .parts = {.more = "xen-version: \"4.18\""}},
	{XB_CODE_LOAD_ADDRESS, "a byte beyond", "error load-address",
	 .prepare = kernel_a_byte_beyond, .parts = {.more = "xen-version: \"4.18\""},
	 .message = "0x2ffffff7-0x30000000, outside dom0's memory, which begins with 0x10000000-0x2fffffff"},

	{XB_CODE_NO_IOMMU, "not asked for", "", .prepare = board_with_gic, .parts = {.tree = ""}},
	{XB_CODE_NO_IOMMU, "asked for, and there", "", .prepare = board_with_iommu,
	 .parts = {.tree = "", .xen_options = "iommu: force"}},
	{XB_CODE_NO_IOMMU, "asked for, and not there", "error no-iommu", .prepare = board_with_gic,
	 .parts = {.tree = "", .xen_options = "iommu: \"verbose,required\""},
	 .message = "iommu=verbose,required: the device tree has no IOMMU"},
	{XB_CODE_NO_IOMMU, "in an earlier word", "error no-iommu", .prepare = board_with_gic,
	 .parts = {.tree = "", .xen_options = "iommu: [force, verbose]"}},
	{XB_CODE_NO_IOMMU, "wanted, and not there", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .xen_options = "iommu: \"on,verbose\""}},
	{XB_CODE_NO_IOMMU, "a driver that the release has", "",
	 .parts = {.board = WITH_SMMU, .xen_options = "iommu: force",
	 .more = "xen-version: \"4.15\""}},
	{XB_CODE_NO_IOMMU, "a driver that comes later", "error no-iommu",
	 .parts = {.board = WITH_SMMU, .xen_options = "iommu: force",
	 .more = "xen-version: \"4.14\""},
	 .message = "Xen drives this board's arm,smmu-v3 from 4.15 on, and this is Xen 4.14"},
	{XB_CODE_NO_IOMMU, "a driver that is not built in", "error no-iommu",
	 .prepare = config_without_null,
	 .parts = {.board = WITH_SMMU, .xen = XEN_CONFIG, .xen_options = "iommu: force"},
	 .message = "CONFIG_ARM_SMMU_V3, is off in xen.config"},

	{XB_CODE_NO_GIC, "no tree here", "", .parts = {0}},
	{XB_CODE_NO_GIC, "a GIC-400", "", .prepare = board_with_gic, .parts = {.tree = ""}},
	{XB_CODE_NO_GIC, "another controller", "error no-gic", .prepare = board_without_gic,
	 .parts = {.tree = ""}},
	{XB_CODE_NO_GIC, "disabled by an edit", "error no-gic", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /intc@1000, set: {status: disabled}}")},
	 .message = "the edits leave no interrupt controller"},
	{XB_CODE_NO_GIC, "removed by an edit, with the CPUs", "error no-gic", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /intc@1000, remove: true}, {path: /cpus, remove: true}")}},
	{XB_CODE_NO_GIC, "one that an edit makes", "", .prepare = board_without_gic,
	 .parts = {.tree = EDIT("{path: /intc@1000, set: {compatible: \"arm,gic-v3\"}}")}},
	{XB_CODE_NO_GIC, "a tree without CPUs", "", .prepare = put_boot_files, .parts = {.tree = ""}},
	{XB_CODE_NEEDED_NODE, "all there", "", .prepare = board_with_gic, .parts = {.tree = ""}},
	{XB_CODE_NEEDED_NODE, "no timer", "error needed-node", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /timer, remove: true}")}, .message = "the timer of the CPUs"},
	{XB_CODE_NEEDED_NODE, "a disabled timer", "", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /timer, set: {status: disabled}}")}},
	{XB_CODE_NEEDED_NODE, "no /cpus", "error needed-node", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /cpus, remove: true}")}, .message = "takes away /cpus"},
	{XB_CODE_NEEDED_NODE, "no /cpus, by the edits alone", "error needed-node",
	 .parts = {.tree = "  size: 1\n" EDIT("{path: /cpus, remove: true}")}},
	{XB_CODE_NEEDED_NODE, "a CPU less, by the edits alone", "",
	 .parts = {.tree = "  size: 1\n" EDIT("{path: /cpus/cpu@1, remove: true}")}},
	{XB_CODE_NEEDED_NODE, "no PSCI", "warning needed-node", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /psci, remove: true}")}, .message = "the node of PSCI"},
	{XB_CODE_NEEDED_NODE, "no PSCI for the one CPU", "", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /psci, remove: true}, {path: /cpus/cpu@1, remove: true}")}},
	{XB_CODE_NEEDED_NODE, "never there", "", .prepare = put_boot_files,
	 .parts = {.tree = EDIT("{path: /soc, set: {x: y}}")}},
	/* The others: test-devices.c. */
	{XB_CODE_DEVICE_ADDRESS, "none", "", .prepare = board_with_gic, .parts = {.tree = ""}},
	{XB_CODE_DEVICE_ADDRESS, "a bridge without any", "error device-address", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /device@2000, set: {device_type: pci}}")}},
	{XB_CODE_DEVICE_INTERRUPT, "none", "", .prepare = board_with_gic, .parts = {.tree = ""}},
	{XB_CODE_DEVICE_INTERRUPT, "an empty place", "error device-interrupt", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /device@2000, set: {interrupts-extended: <0>}}")}},
	{XB_CODE_BOARD_DIFFERS, "the same", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = SAME_BOARD("gic: v2", "cortex-a53", "2", "0")}},
	{XB_CODE_BOARD_DIFFERS, "nothing said", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = "{memory: [{start: 0, size: 1G}]}"}},
	{XB_CODE_BOARD_DIFFERS, "a plain number of CPUs", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = "{memory: [{start: 0, size: 1G}], cpus: 2}"}},
	{XB_CODE_BOARD_DIFFERS, "another number of CPUs", "warning board-differs",
	 .prepare = board_with_gic,
	 .parts = {.tree = "", .board = "{memory: [{start: 0, size: 1G}], cpus: 3}"},
	 .message = "3 CPUs, the device tree 2 cortex-a53"},
	{XB_CODE_BOARD_DIFFERS, "another interrupt controller", "warning board-differs",
	 .prepare = board_with_gic,
	 .parts = {.tree = "", .board = SAME_BOARD("gic: v3", "cortex-a53", "2", "0")},
	 .message = "says v3, the device tree v2"},
	{XB_CODE_BOARD_DIFFERS, "another kind of CPU", "warning board-differs",
	 .prepare = board_with_gic,
	 .parts = {.tree = "", .board = SAME_BOARD("gic: v2", "cortex-a72", "2", "0")}},
	{XB_CODE_BOARD_DIFFERS, "RAM elsewhere", "warning board-differs", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = SAME_BOARD("gic: v2", "cortex-a53", "2", "0x80000000"),
	 .script = "0x80C00000"}, .message = "RAM at 0x80000000, the device tree at 0x0"},

	/* Consoles and the root */
	{XB_CODE_CONSOLE, "nothing said", "", .parts = {0}},
	{XB_CODE_CONSOLE, "hvc0", "", .parts = {.dom0 = "options: {console: hvc0}"}},
	{XB_CODE_CONSOLE, "hvc0 behind others", "",
	 .parts = {.dom0 = "options: {console: [tty0, \"hvc0,115200\"]}"}},
	{XB_CODE_CONSOLE, "hvc0 before others", "note console",
	 .parts = {.dom0 = "options: {console: [\"hvc0,115200\", tty0]}"},
	 .message = "console=tty0 comes last"},
	{XB_CODE_CONSOLE, "other words, and no console", "warning console",
	 .parts = {.dom0 = "options: {loglevel: 8}"}, .message = "dom0 has no console="},
	{XB_CODE_CONSOLE, "an early console, and no other", "warning console",
	 .parts = {.dom0 = "options: {earlycon: xenboot}"}, .message = "dom0 has no console="},
	{XB_CODE_CONSOLE, "a console in the free text", "",
	 .parts = {.dom0 = "extra: \"loglevel=8 console=hvc0\""}},
	{XB_CODE_CONSOLE, "nothing said, and nothing in the tree", "warning console",
	 .prepare = tree_without_console, .parts = {.tree = ""}},
	{XB_CODE_CONSOLE, "nothing said, and bootargs in the tree", "",
	 .prepare = chosen_with_bootargs, .parts = {.tree = ""}},
	{XB_CODE_CONSOLE, "a UART alone", "warning console",
	 .parts = {.dom0 = "options: {console: ttyAMA0}"}, .message = "console=ttyAMA0"},
	{XB_CODE_CONSOLE, "a name that begins like hvc0", "warning console",
	 .parts = {.dom0 = "options: {console: hvc01}"}},
	{XB_CODE_CONSOLE, "hvc0 behind a silent Xen", "note console",
	 .parts = {.xen_options = "console: none", .dom0 = "options: {console: hvc0}"}},
	{XB_CODE_CONSOLE, "earlycon=xen", "note console",
	 .parts = {.dom0 = "options: {console: hvc0, earlycon: xen, earlyprintk: xen}"},
	 .message = "earlycon=xen"},
	{XB_CODE_CONSOLE, "earlyprintk=xen", "note console",
	 .parts = {.dom0 = "options: {console: hvc0, earlyprintk: xen}"}},
	{XB_CODE_CONSOLE, "earlyprintk alone", "note console",
	 .parts = {.dom0 = "options: {console: hvc0, earlyprintk: true}"},
	 .message = "earlyprintk does nothing"},
	{XB_CODE_CONSOLE, "earlycon alone", "note console",
	 .parts = {.dom0 = "options: {console: hvc0, earlycon: true}"},
	 .message = "Xen keeps the UART of stdout-path"},
	{XB_CODE_CONSOLE, "earlycon on a UART", "note console",
	 .parts = {.dom0 = "options: {console: hvc0, earlycon: \"pl011,0x9000000\"}"},
	 .message = "earlycon=pl011,0x9000000 writes to a UART itself"},
	{XB_CODE_CONSOLE, "earlycon=xenboot", "",
	 .parts = {.dom0 = "options: {console: hvc0, earlycon: xenboot}"}},
	{XB_CODE_CONSOLE, "a driver that the release has", "",
	 .parts = {.board = WITH_UART("4.19"), .more = "xen-version: \"4.19\""}},
	{XB_CODE_CONSOLE, "a driver that comes later", "warning console",
	 .parts = {.board = WITH_UART("4.19"), .more = "xen-version: \"4.18\""},
	 .message = "Xen 4.18 has no driver for this board's UART (ti,am654-uart)"},
	{XB_CODE_CONSOLE, "a driver that no release has", "warning console",
	 .parts = {.board = WITH_UART("master"), .more = "xen-version: \"4.22\""}},
	{XB_CODE_CONSOLE, "a driver that nobody wrote", "warning console",
	 .parts = {.board = UNDRIVEN_UART},
	 .message = "no Xen has a driver for this board's UART (acme,uart)"},
	{XB_CODE_CONSOLE, "the same by its path", "warning console", .prepare = tree_with_console,
	 .parts = {.board = UNDRIVEN_UART, .tree = "", HVC0, .xen_options = "dtuart: /soc/uart@1000"}},
	{XB_CODE_CONSOLE, "another than the board's", "", .prepare = tree_with_console,
	 .parts = {.board = UNDRIVEN_UART, .tree = "", HVC0, .xen_options = "dtuart: /soc"}},
	{XB_CODE_CONSOLE, "one that is not there", "warning console", .prepare = tree_with_console,
	 .parts = {.board = UNDRIVEN_UART, .tree = "", HVC0, .xen_options = "dtuart: serial7"}},
	{XB_CODE_CONSOLE, "a driver, and no release known", "", .parts = {.board = WITH_UART("4.19")}},
	{XB_CODE_CONSOLE, "a driver that is not built in", "warning console",
	 .prepare = config_without_null, .parts = {.board = WITH_UART("4.5"), .xen = XEN_CONFIG},
	 .message = "CONFIG_HAS_OMAP is off in xen.config"},

	{XB_CODE_ROOT_DEVICE, "a ramdisk", "", .parts = {.dom0 = "options: {root: /dev/ram0}"}},
	{XB_CODE_ROOT_DEVICE, "a ramdisk and a name for its /init", "",
	 .parts = {.dom0 = "options: {root: UUID=1}"}},
	{XB_CODE_ROOT_DEVICE, "neither", "warning root-device", .parts = {NO_RAMDISK}},
	{XB_CODE_ROOT_DEVICE, "/dev/ram0 without one", "warning root-device",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/ram0}"}},
	{XB_CODE_ROOT_DEVICE, "a card's partition at once", "warning root-device",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/mmcblk0p2}"}, .message = "rootwait"},
	{XB_CODE_ROOT_DEVICE, "a card's partition, waited for", "",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/mmcblk0p2, rootwait: true}"}},
	{XB_CODE_ROOT_DEVICE, "a virtual disk", "",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/vda}"}},
	{XB_CODE_ROOT_DEVICE, "a disk of guests", "warning root-device",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/xvda2}"}, .message = "gives to a guest"},
	{XB_CODE_ROOT_DEVICE, "another disk than the files'", "note root-device",
	 .parts = {NO_RAMDISK, .load = "method: usb\n  device: \"0:1\"",
	 .dom0 = "options: {root: /dev/mmcblk0p2, rootwait: true}"}, .message = "load usb 0:1"},
	{XB_CODE_ROOT_DEVICE, "another disk, at once", "warning root-device, note root-device",
	 .parts = {NO_RAMDISK, .load = "method: nvme\n  device: \"0:1\"",
	 .dom0 = "options: {root: /dev/sda2}"}},
	{XB_CODE_ROOT_DEVICE, "another disk, and a virtual one", "note root-device",
	 .parts = {NO_RAMDISK, .load = "method: mmc\n  device: \"0:1\"",
	 .dom0 = "options: {root: /dev/vda2}"}},
	{XB_CODE_ROOT_DEVICE, "the files' own disk", "",
	 .parts = {NO_RAMDISK, .load = "method: mmc\n  device: \"0:1\"",
	 .dom0 = "options: {root: /dev/mmcblk0p2, rootwait: true}"}},
	{XB_CODE_ROOT_DEVICE, "the files' own disk, by number", "",
	 .parts = {NO_RAMDISK, .load = "method: mmc\n  device: \"0:1\"",
	 .dom0 = "options: {root: PARTUUID=1, rootwait: true}"}},
	{XB_CODE_ROOT_DEVICE, "no /dev/", "warning root-device",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: mmcblk0p2, rootwait: true}"},
	 .message = "/dev/ is missing"},
	{XB_CODE_ROOT_DEVICE, "major and minor", "",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: \"179:2\", rootwait: true}"}},
	{XB_CODE_ROOT_DEVICE, "a number", "",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: b302, rootwait: true}"}},
	{XB_CODE_ROOT_DEVICE, "raw flash", "",
	 .parts = {NO_RAMDISK,
	 .dom0 = "options: {ubi.mtd: rootfs, root: \"ubi0:rootfs\", rootfstype: ubifs}"}},
	{XB_CODE_ROOT_DEVICE, "a file system without a disk", "",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: share, rootfstype: virtiofs}"}},
	{XB_CODE_ROOT_DEVICE, "a volume of LVM", "warning root-device",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/debian/root}"},
	 .message = "needs a ramdisk"},
	{XB_CODE_ROOT_DEVICE, "a mapped device", "warning root-device",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/dm-0}"}, .message = "dm-mod.create"},
	{XB_CODE_ROOT_DEVICE, "a mapped device that is made", "",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/dm-0, dm-mod.create: \"r,,,ro,0 8 x\"}"}},
	{XB_CODE_ROOT_DEVICE, "a ramdisk, and the bare board's address", "warning root-device",
	 .parts = {.dom0 = "options: {initrd: \"0x48000000,0x1000\"}"},
	 .message = "initrd=0x48000000,0x1000 is an address of the bare board"},
	{XB_CODE_ROOT_DEVICE, "noinitrd leaves an initramfs alone", "",
	 .parts = {.dom0 = "options: {noinitrd: true}"}},
	{XB_CODE_ROOT_DEVICE, "UUID without a ramdisk", "warning root-device",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: UUID=1, rootwait: true}"}},
	{XB_CODE_ROOT_DEVICE, "PARTUUID without a ramdisk", "",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: PARTUUID=1, rootwait: true}"}},
	{XB_CODE_ROOT_DEVICE, "NFS without a network", "warning root-device",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/nfs}"}},
	{XB_CODE_ROOT_DEVICE, "NFS with ip=off", "warning root-device",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/nfs, ip: \"off\"}"}, .message = "ip=off"},
	{XB_CODE_ROOT_DEVICE, "NFS by hand, and no server", "warning root-device",
	 .parts = {NO_RAMDISK,
	 .dom0 = "options: {root: /dev/nfs, ip: \"10.0.0.2::10.0.0.1:255.0.0.0:d:eth0:off\"}"},
	 .message = "names a server"},
	{XB_CODE_ROOT_DEVICE, "NFS by hand, the server in ip=", "",
	 .parts = {NO_RAMDISK,
	 .dom0 = "options: {root: /dev/nfs, ip: \"10.0.0.2:10.0.0.9::255.0.0.0:d:eth0:off\"}"}},
	{XB_CODE_ROOT_DEVICE, "NFS by hand, the server in nfsroot=", "",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/nfs, nfsroot: \"10.0.0.9:/srv\", "
	 "ip: \"10.0.0.2:::255.0.0.0:d:eth0:off\"}"}},
	{XB_CODE_ROOT_DEVICE, "nfsroot= stands for root=", "",
	 .parts = {NO_RAMDISK, .dom0 = "options: {nfsroot: \"10.0.0.9:/srv\", ip: dhcp}"}},
	{XB_CODE_ROOT_DEVICE, "nfsroot= without a network", "warning root-device",
	 .parts = {NO_RAMDISK, .dom0 = "options: {nfsroot: \"10.0.0.9:/srv\"}"},
	 .message = "without ip="},
	{XB_CODE_ROOT_DEVICE, "NFS", "",
	 .parts = {NO_RAMDISK, .dom0 = "options: {root: /dev/nfs, ip: dhcp}"}},

	/* What the catalog's rows say */
	{XB_CODE_OPTION_KCONFIG, "no .config", "", .parts = {.xen_options = "sched: null"}},
	{XB_CODE_OPTION_KCONFIG, "built in", "", .prepare = config_with_null,
	 .parts = {.xen = XEN_CONFIG, .xen_options = "sched: null"}},
	{XB_CODE_OPTION_KCONFIG, "not built in", "warning option-kconfig",
	 .prepare = config_without_null,
	 .parts = {.xen = XEN_CONFIG, .xen_options = "sched: null"},
	 .message = "sched=null needs CONFIG_SCHED_NULL, which xen.config has not"},
	{XB_CODE_OPTION_KCONFIG, "another word", "", .prepare = config_without_null,
	 .parts = {.xen = XEN_CONFIG, .xen_options = "sched: credit2"}},
	{XB_CODE_OPTION_VERSION, "the image's own release", "warning option-version",
	 .prepare = xen_of_4_14, .parts = {.xen = "", .xen_options = "llc-coloring: true"},
	 .message = "this Xen is 4.14"},
	{XB_CODE_OPTION_VERSION, "the .config's release", "warning option-version",
	 .prepare = config_with_null,
	 .parts = {.xen = XEN_CONFIG, .xen_options = "llc-coloring: true"},
	 .message = "this Xen is 4.18"},
	{XB_CODE_SECURITY, "off", "note security", .parts = {.xen_options = "bootscrub: 0"},
	 .message = "bootscrub=0: "},
	{XB_CODE_SECURITY, "off by no-", "note security", .parts = {.xen_options = "no-bootscrub: true"}},
	{XB_CODE_SECURITY, "on", "", .parts = {.xen_options = "bootscrub: 1"}},
	{XB_CODE_SECURITY, "sync_console", "note security", .parts = {.xen_options = "sync_console: true"}},
	{XB_CODE_SECURITY, "sync_console off", "", .parts = {.xen_options = "sync_console: 0"}},
	{XB_CODE_SECURITY, "no IOMMU", "note security", .parts = {.xen_options = "iommu: \"off\""}},
	{XB_CODE_SECURITY, "an IOMMU", "", .parts = {.xen_options = "iommu: \"on,verbose\""}},
	{XB_CODE_SECURITY, "guests that share memory", "note security",
	 .parts = {.xen_options = "xsm: dummy"}},
	{XB_CODE_SECURITY, "guests that do not", "", .parts = {.xen_options = "xsm: silo"}},
	{XB_CODE_SECURITY, "a policy that only speaks", "note security",
	 .parts = {.xen_options = "flask: permissive"}},
	{XB_CODE_SECURITY, "a policy that holds", "", .parts = {.xen_options = "flask: enforcing"}},
	{XB_CODE_SECURITY, "speculation", "note security",
	 .parts = {.xen_options = "spec-ctrl: ssbd=force-disable"}},
	{XB_CODE_SECURITY, "speculation, up to the guest", "",
	 .parts = {.xen_options = "spec-ctrl: ssbd=runtime"}},
	{XB_CODE_SECURITY, "grant tables, version 2", "note security",
	 .parts = {.xen_options = "gnttab: \"max-ver:2\""}},
	{XB_CODE_SECURITY, "grant tables, version 1", "",
	 .parts = {.xen_options = "gnttab: \"max-ver:1\""}},
	{XB_CODE_SECURITY, "another word", "", .parts = {.xen_options = "bootscrub: idle"}},
	{XB_CODE_SECURITY, "a letter of Linux's", "note security",
	 .parts = {.dom0 = "options: {kpti: n}"}, .message = "kpti=n: on an affected CPU"},
	{XB_CODE_SECURITY, "the other letter", "", .parts = {.dom0 = "options: {kpti: Y}"}},
	{XB_CODE_SECURITY, "Linux's - for _", "note security",
	 .parts = {.dom0 = "options: {arm_smmu.disable-bypass: 0}"}},

	{XB_CODE_OPTION_CONFLICT, "both parts of a pair", "",
	 .parts = {.xen_options = "llc-size: 1M, llc-nr-ways: 16"}},
	{XB_CODE_OPTION_CONFLICT, "one of them", "warning option-conflict",
	 .parts = {.xen_options = "llc-size: 1M"}, .message = "llc-size=1M counts only together"},
	{XB_CODE_OPTION_CONFLICT, "the other", "warning option-conflict",
	 .parts = {.xen_options = "llc-nr-ways: 16"}},
	{XB_CODE_OPTION_CONFLICT, "colours with colouring", "",
	 .parts = {.xen_options = "llc-coloring: true, dom0-llc-colors: 0-3"}},
	{XB_CODE_OPTION_CONFLICT, "colours without", "warning option-conflict",
	 .parts = {.xen_options = "dom0-llc-colors: 0-3"}},
	{XB_CODE_OPTION_CONFLICT, "colours by size and ways", "",
	 .parts = {.xen_options = "llc-size: 1M, llc-nr-ways: 16, dom0-llc-colors: 1-15"}},
	{XB_CODE_OPTION_CONFLICT, "one colour too many", "error option-conflict",
	 .parts = {.xen_options = "llc-size: 1M, llc-nr-ways: 16, dom0-llc-colors: \"1-2,16\""},
	 .message = "colour 16 of a cache that has 16"},
	{XB_CODE_OPTION_CONFLICT, "size and ways, switched off", "warning option-conflict",
	 .parts = {.xen_options =
	 "llc-coloring: false, llc-size: 1M, llc-nr-ways: 16, dom0-llc-colors: \"16\""}},
	{XB_CODE_OPTION_CONFLICT, "a way of 2 pages", "",
	 .parts = {.xen_options = "llc-size: 128K, llc-nr-ways: 16"}},
	{XB_CODE_OPTION_CONFLICT, "a way of 1 page", "error option-conflict",
	 .parts = {.xen_options = "llc-size: 64K, llc-nr-ways: 16"},
	 .message = "makes a way of 0x1000 bytes"},
	{XB_CODE_OPTION_CONFLICT, "a way of 12 pages", "error option-conflict",
	 .parts = {.xen_options = "llc-size: 768K, llc-nr-ways: 16"}},
	{XB_CODE_OPTION_CONFLICT, "FLASK without a policy", "warning option-conflict",
	 .parts = {.xen_options = "xsm: flask"}, .message = "xsm=flask without a policy"},
	{XB_CODE_OPTION_CONFLICT, "FLASK enforcing without a policy", "warning option-conflict",
	 .parts = {.xen_options = "xsm: flask, flask: enforcing"}},
	{XB_CODE_OPTION_CONFLICT, "FLASK that waits for a policy", "",
	 .parts = {.xen_options = "xsm: flask, flask: late"}},
	{XB_CODE_OPTION_CONFLICT, "FLASK with a policy built in", "", .prepare = config_with_policy,
	 .parts = {.xen = XEN_CONFIG, .xen_options = "xsm: flask"}},
	{XB_CODE_OPTION_CONFLICT, "FLASK with a policy as a module", "",
	 .prepare = chosen_with_a_policy, .parts = {.tree = "", .xen_options = "xsm: flask"}},
	{XB_CODE_OPTION_CONFLICT, "another security module", "",
	 .parts = {.xen_options = "xsm: silo"}},
	{XB_CODE_OPTION_CONFLICT, "the scheduler's own setting", "",
	 .parts = {.xen_options = "sched: credit, sched_credit_tslice_ms: 10"}},
	{XB_CODE_OPTION_CONFLICT, "another scheduler's setting", "warning option-conflict",
	 .parts = {.xen_options = "sched: null, sched_credit_tslice_ms: 10"},
	 .message = "the scheduler is null"},
	{XB_CODE_OPTION_CONFLICT, "a setting, the scheduler not known", "",
	 .parts = {.xen_options = "sched_credit_tslice_ms: 10"}},

	/* What /chosen holds besides */
	{XB_CODE_STALE_NODE, "nothing", "", .prepare = put_boot_files, .parts = {.tree = ""}},
	{XB_CODE_STALE_NODE, "a kernel of before", "warning stale-node",
	 .prepare = chosen_with_a_kernel, .parts = {.tree = ""}, .message = "/chosen/module@1"},
	{XB_CODE_STALE_NODE, "one that is taken away", "", .prepare = chosen_with_a_kernel,
	 .parts = {.tree = "  edits: [{path: /chosen/module@1, remove: true}]\n"}},
	{XB_CODE_STALE_NODE, "the node that is written again", "", .prepare = chosen_with_dom0,
	 .parts = {.tree = ""}},
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

	/* The tree */
	{XB_CODE_CELLS, "the last address of 32 bits", "",
	 .parts = {.board = "{memory: [{start: 0, size: 8G}]}",
	 .kernel = "address: 0xFFFFFFFF, size: 1", .output = "cells: 1"}},
	{XB_CODE_CELLS, "one more", "error cells",
	 .parts = {.board = "{memory: [{start: 0, size: 8G}]}",
	 .kernel = "address: 0x100000000, size: 1", .output = "cells: 1"},
	 .message = "dom0 kernel at 0x100000000"},
	{XB_CODE_CELLS, "one more, 2 cells", "",
	 .parts = {.board = "{memory: [{start: 0, size: 8G}]}",
	 .kernel = "address: 0x100000000, size: 1"}},
	{XB_CODE_CELLS, "the largest size of 32 bits", "",
	 .parts = {.board = "{memory: [{start: 0, size: 8G}]}",
	 .ramdisk = "address: 16M, size: 0xFFFFFFFF", .output = "cells: 1"}},
	{XB_CODE_CELLS, "one byte more", "error cells",
	 .parts = {.board = "{memory: [{start: 0, size: 8G}]}",
	 .ramdisk = "address: 16M, size: 0x100000000", .output = "cells: 1"},
	 .message = "dom0 ramdisk"},
	{XB_CODE_CELLS, "Xen has no reg", "", .parts = {.board = "{memory: [{start: 0, size: 8G}]}",
	 .xen = "  address: 0x100000000\n  size: 1\n", .output = "cells: 1"}},

	/* 0x8FB0 and 5 reserve entries end a page: fdt resize 0 brings nothing, 1 brings a page. */
	{XB_CODE_FDT_SPACE, "a page of room", "",
	 .parts = {.tree = "  size: 0x8FB0\n  padding: 1\n"}},
	{XB_CODE_FDT_SPACE, "80 bytes of room", "error fdt-space",
	 .parts = {.tree = "  size: 0x8FB0\n  padding: 0\n"},
	 .message = "padding 0x0 leaves 0x50 bytes"},
	{XB_CODE_FDT_SPACE, "auto", "", .parts = {.tree = "  size: 0x8FB0\n"}},
	{XB_CODE_FDT_SPACE, "no edits at boot", "",
	 .parts = {.tree = "  size: 0x8FB0\n  padding: 0\n", .output = "emit: both"}},

	{XB_CODE_TREE_MOVES, "a module there, and a script", "", .prepare = put_boot_files,
	 .parts = {.tree = "", .kernel = "address: 0x3DEA4001"}},
	{XB_CODE_TREE_MOVES, "a module there, and both", "", .prepare = put_boot_files,
	 .parts = {.tree = "", .output = "emit: both", .kernel = "address: 0x3DEA4001"}},
	/* 1 GiB, U-Boot in its last 33.3 MiB, and a tree of 4 pages at most with what is added. */
	{XB_CODE_TREE_MOVES, "a DTB alone", "", .prepare = put_boot_files,
	 .parts = {.tree = "", .output = "emit: dtb"}},
	{XB_CODE_TREE_MOVES, "a DTB alone, a module up to there", "",
	 .prepare = put_boot_files,
	 .parts = {.tree = "", .output = "emit: dtb", .kernel = "address: 0x3DEA4000"}},
	{XB_CODE_TREE_MOVES, "a DTB alone, a module by a byte", "warning tree-moves",
	 .prepare = put_boot_files,
	 .parts = {.tree = "", .output = "emit: dtb", .kernel = "address: 0x3DEA4001"},
	 .message = "0x3dea6000-0x3dea9fff, over the dom0 kernel"},
	{XB_CODE_CONSOLE_PATH, "the tree is not here", "",
	 .parts = {.xen_options = "dtuart: serial9"}},
	{XB_CODE_CONSOLE_PATH, "an alias", "", .parts = {.xen_options = "dtuart: serial0"},
	 .prepare = tree_without_console},
	{XB_CODE_CONSOLE_PATH, "another alias", "error console-path",
	 .parts = {.xen_options = "dtuart: serial1"},
	 .message = "dtuart=serial1: the device tree has no such alias",
	 .prepare = tree_without_console},
	{XB_CODE_CONSOLE_PATH, "a path", "", .parts = {.xen_options = "dtuart: /soc/uart@1000"},
	 .prepare = tree_without_console},
	{XB_CODE_CONSOLE_PATH, "a path with settings", "",
	 .parts = {.xen_options = "dtuart: \"/soc/uart@1000:115200\""},
	 .prepare = tree_without_console},
	{XB_CODE_CONSOLE_PATH, "another path", "error console-path",
	 .parts = {.xen_options = "dtuart: /soc/uart@1001"}, .message = "no such node",
	 .prepare = tree_without_console},
	{XB_CODE_CONSOLE_PATH, "a comma", "error console-path",
	 .parts = {.xen_options = "dtuart: \"serial0,115200\""}, .prepare = tree_without_console},
	{XB_CODE_CONSOLE_PATH, "the tree's own", "", .parts = {.xen_options = "console: dtuart"},
	 .prepare = tree_with_console},
	{XB_CODE_CONSOLE_PATH, "none at all", "warning console-path",
	 .parts = {.xen_options = "console: dtuart"}, .message = "no console is named",
	 .prepare = tree_without_console},
	/* What counts is the tree that Xen gets. */
	{XB_CODE_CONSOLE_PATH, "an alias of an edit", "",
	 .parts = {.xen_options = "dtuart: con0",
		   .tree = "  edits: [{path: /aliases, set: {con0: /soc/uart@1000}}]\n"},
	 .prepare = tree_without_console},
	{XB_CODE_CONSOLE_PATH, "an edit's stdout-path", "",
	 .parts = {.xen_options = "console: dtuart",
		   .tree = "  edits: [{path: /chosen, set: {stdout-path: /soc/uart@1000}}]\n"},
	 .prepare = tree_without_console},
	{XB_CODE_CONSOLE_PATH, "edited away", "error console-path",
	 .parts = {.xen_options = "dtuart: /soc/uart@1000",
		   .tree = "  edits: [{path: /soc/uart@1000, remove: true}]\n"},
	 .prepare = tree_without_console},
	{XB_CODE_CONSOLE_PATH, "disabled", "error console-path",
	 .parts = {.xen_options = "dtuart: serial0",
		   .tree = EDIT("{path: /soc/uart@1000, set: {status: disabled}}")},
	 .message = "/soc/uart@1000 is disabled in the device tree that Xen gets",
	 .prepare = tree_without_console},
	{XB_CODE_CONSOLE_PATH, "the tree's own, disabled", "error console-path",
	 .parts = {.xen_options = "console: dtuart",
		   .tree = EDIT("{path: /soc/uart@1000, set: {status: disabled}}")},
	 .prepare = tree_with_console},
	{XB_CODE_CONSOLE_PATH, "the tree's own, edited away", "error console-path",
	 .parts = {.xen_options = "console: dtuart", .tree = EDIT("{path: /soc, remove: true}")},
	 .message = "stdout-path is serial0, and the device tree that Xen gets has no such alias",
	 .prepare = tree_with_console},
	{XB_CODE_CONSOLE_PATH, "the tree's own, its name taken away", "error console-path",
	 .parts = {.xen_options = "console: dtuart",
		   .tree = EDIT("{path: /chosen, remove: stdout-path}")},
	 .prepare = tree_with_console},
	/* What the edits alone tell. */
	{XB_CODE_CONSOLE_PATH, "removed, no tree here", "error console-path",
	 .parts = {.xen_options = "dtuart: \"/soc/uart@1000:115200\"",
		   .tree = "  size: 1\n" EDIT("{path: /soc/uart@1000, remove: true}")},
	 .message = "an edit takes this node away"},
	{XB_CODE_CONSOLE_PATH, "removed with its bus, no tree here", "error console-path",
	 .parts = {.xen_options = "dtuart: /soc/uart@1000",
		   .tree = "  size: 1\n" EDIT("{path: /soc, remove: true}")}},
	{XB_CODE_CONSOLE_PATH, "another removed, no tree here", "",
	 .parts = {.xen_options = "dtuart: /soc/uart@1000",
		   .tree = "  size: 1\n" EDIT("{path: /soc/uart@100, remove: true}")}},
	{XB_CODE_CONSOLE_PATH, "disabled, no tree here", "error console-path",
	 .parts = {.xen_options = "dtuart: /soc/uart@1000",
		   .tree = "  size: 1\n" EDIT("{path: /soc/uart@1000, set: {status: disabled}}")}},
	{XB_CODE_CONSOLE_PATH, "disabled and enabled, no tree here", "",
	 .parts = {.xen_options = "dtuart: /soc/uart@1000",
		   .tree = "  size: 1\n" EDIT("{path: /soc/uart@1000, set: {status: disabled}}, "
					      "{path: /soc/uart@1000, set: {status: okay}}")}},
	{XB_CODE_CONSOLE_PATH, "its alias removed, no tree here", "error console-path",
	 .parts = {.xen_options = "dtuart: serial0",
		   .tree = "  size: 1\n" EDIT("{path: /aliases, remove: serial0}")},
	 .message = "an edit takes this alias away"},
	{XB_CODE_CONSOLE_PATH, "the node of an alias that an edit sets", "error console-path",
	 .parts = {.xen_options = "dtuart: con0",
		   .tree = "  size: 1\n" EDIT("{path: /aliases, set: {con0: /soc/uart@1000}}, "
					      "{path: /soc/uart@1000, remove: true}")}},
	{XB_CODE_CONSOLE_PATH, "none is wanted", "", .parts = {.xen_options = "console: none"},
	 .prepare = tree_without_console},

	/* Options */
	{XB_CODE_UNKNOWN_OPTION, "known", "", .parts = {.xen_options = "dom0_mem: 1G"}},
	{XB_CODE_UNKNOWN_OPTION, "a letter off", "warning unknown-option",
	 .parts = {.xen_options = "dom0_men: 1G"}, .message = "'dom0_men'"},
	{XB_CODE_UNKNOWN_OPTION, "- for _", "warning unknown-option",
	 .parts = {.xen_options = "dom0-mem: 1G"}, .message = "'dom0-mem'"},
	{XB_CODE_UNKNOWN_OPTION, "in extra", "",
	 .parts = {.xen_options = "dom0_mem: 1G}\n  extra: {nonsense", .xen = "  size: 1\n"}},
	{XB_CODE_UNKNOWN_OPTION, "no- before one that is known", "",
	 .parts = {.xen_options = "no-bootscrub: true"}},
	{XB_CODE_UNKNOWN_OPTION, "no- before one that is not", "warning unknown-option",
	 .parts = {.xen_options = "no-botscrub: true"}},
	{XB_CODE_UNKNOWN_OPTION, "Linux, near to nothing", "note unknown-option",
	 .parts = {.dom0 = "options: {zzzzzz: 1}"}, .message = "Linux hands"},
	{XB_CODE_UNKNOWN_OPTION, "Linux, a letter more", "warning unknown-option",
	 .parts = {.dom0 = "options: {rooot: /dev/vda}"}, .message = "'rooot'"},
	{XB_CODE_UNKNOWN_OPTION, "Linux, a letter less", "warning unknown-option",
	 .parts = {.dom0 = "options: {consol: hvc0}"}},
	{XB_CODE_UNKNOWN_OPTION, "Linux, two of many letters", "warning unknown-option",
	 .parts = {.dom0 = "options: {clk_ignor_unusd: true}"}},
	{XB_CODE_UNKNOWN_OPTION, "Linux, a number more", "note unknown-option",
	 .parts = {.dom0 = "options: {root2: /dev/vda}"}},
	{XB_CODE_UNKNOWN_OPTION, "Linux, known by name alone", "",
	 .parts = {.dom0 = "options: {mtdparts: a, hugetlb-cma: 1G, noinvpcid: true}"}},
	{XB_CODE_UNKNOWN_OPTION, "Linux, read by modules and init", "",
	 .parts = {.dom0 = "options: {foo.bar: 1, systemd.unit: a, rd.brek: true, net.ifnames: 0}"}},
	{XB_CODE_UNKNOWN_OPTION, "Linux, read by a ramdisk's scripts", "",
	 .parts = {.dom0 = "options: {splash: true, boot: local, nfsopts: vers=3}"}},
	{XB_CODE_UNKNOWN_OPTION, "Linux, variables", "",
	 .parts = {.dom0 = "options: {BOOT_IMAGE: /Image, ROOTT: a}"}},
	{XB_CODE_UNKNOWN_OPTION, "Linux, in quotes", "warning unknown-option",
	 .parts = {.dom0 = "extra: '\"rooot=a b\"'"}, .message = "'rooot'"},
	{XB_CODE_UNKNOWN_OPTION, "behind --", "", .parts = {.dom0 = "extra: quiet -- rooot dom0_mem=1G"}},
	{XB_CODE_UNKNOWN_OPTION, "Linux's on Xen's line",
	 "warning unknown-option, warning unknown-option, warning unknown-option, "
	 "warning unknown-option",
	 .parts = {.xen_options = "earlycon: xen, root: /dev/vda, rootwait: true, loglevel: 8"},
	 .message = "earlycon is a word for Linux"},
	{XB_CODE_UNKNOWN_OPTION, "a module's on Xen's line", "warning unknown-option",
	 .parts = {.xen_options = "8250.nr_uarts: 1"}, .message = "8250.nr_uarts is a word for Linux"},
	{XB_CODE_UNKNOWN_OPTION, "Xen's on Linux's line",
	 "warning unknown-option, warning unknown-option, warning unknown-option, "
	 "warning unknown-option",
	 .parts = {.dom0 = "options: {dom0_mem: 1G, dtuart: serial0, sched: null, vwfi: native}"},
	 .message = "dom0_mem is a word for Xen"},
	{XB_CODE_UNKNOWN_OPTION, "no- before Xen's on Linux's line", "warning unknown-option",
	 .parts = {.dom0 = "options: {no-bootscrub: true}"}},
	{XB_CODE_UNKNOWN_OPTION, "both know them", "",
	 .parts = {.xen_options = "console: dtuart, maxcpus: 1",
		   .dom0 = "options: {console: hvc0, maxcpus: 1}"}},
	{XB_CODE_UNKNOWN_OPTION, "a vendor's", "warning unknown-option, warning unknown-option",
	 .parts = {.xen_options = "xen_colors: 0-1, way_size: 65536"},
	 .message = "xen_colors is an option of Xilinx's tree alone"},

	{XB_CODE_TOO_MANY_WORDS, "31 variables", "",
	 .parts = {.dom0 = "extra: " TEN("a") TEN("b") TEN("c") "d=1"}},
	{XB_CODE_TOO_MANY_WORDS, "32 variables", "error too-many-words",
	 .parts = {.dom0 = "extra: " TEN("a") TEN("b") TEN("c") "d=1 e=2"},
	 .message = "32 words with '=' that Linux keeps for init, and there is room for 31: at e=2"},
	{XB_CODE_TOO_MANY_WORDS, "names that come again, HOME and TERM", "",
	 .parts = {.dom0 = "extra: " TEN("a") TEN("b") TEN("c") "d=1 a0=2 HOME=/ TERM=vt100"}},
	/* The last place is taken before its name is compared. */
	{XB_CODE_TOO_MANY_WORDS, "the last name again", "error too-many-words",
	 .parts = {.dom0 = "extra: " TEN("a") TEN("b") TEN("c") "d=1 d=2"}},
	{XB_CODE_TOO_MANY_WORDS, "known ones and modules' do not count", "",
	 .parts = {.dom0 = "extra: " TEN("a") TEN("m.b") TEN("c") TEN("d") "e=1 root=/dev/vda mtdparts=x"}},
	{XB_CODE_TOO_MANY_WORDS, "what init reads counts", "error too-many-words",
	 .parts = {.dom0 = "extra: " TEN("a") TEN("b") TEN("c") "boot=nfs nfsopts=v3"}},
	{XB_CODE_TOO_MANY_WORDS, "32 bare words", "",
	 .parts = {.dom0 = "extra: " TEN_BARE("a") TEN_BARE("b") TEN_BARE("c") "d e"}},
	{XB_CODE_TOO_MANY_WORDS, "33 bare words", "error too-many-words",
	 .parts = {.dom0 = "extra: " TEN_BARE("a") TEN_BARE("b") TEN_BARE("c") "d e f"},
	 .message = "33 bare words that Linux keeps for init, and there is room for 32: at f"},
	{XB_CODE_TOO_MANY_WORDS, "init= drops those before it", "",
	 .parts = {.dom0 = "extra: " TEN_BARE("a") TEN_BARE("b") TEN_BARE("c") "init=/bin/sh d e f"}},
	{XB_CODE_TOO_MANY_WORDS, "behind -- each word counts", "error too-many-words",
	 .parts = {.dom0 = "extra: " TEN_BARE("a") TEN_BARE("b") "-- " TEN("c") "quiet m.a=1 f"}},
	{XB_CODE_TOO_MANY_WORDS, "Xen keeps none", "",
	 .parts = {.xen_options = "dom0_mem: 1G, " TEN_OPTIONS("a") TEN_OPTIONS("b") TEN_OPTIONS("c")
			 TEN_OPTIONS("d") "e: 1"}},

	{XB_CODE_OPTION_VALUE, "one of its words", "", .parts = {.xen_options = "vwfi: native"}},
	{XB_CODE_OPTION_VALUE, "a letter less", "error option-value",
	 .parts = {.xen_options = "vwfi: nativ"}, .message = "vwfi=nativ"},
	{XB_CODE_OPTION_VALUE, "KiB for MiB", "error option-value",
	 .parts = {.xen_options = "dom0_mem: 512"}, .message = "dom0_mem=512"},
	{XB_CODE_OPTION_VALUE, "no- alone", "", .parts = {.xen_options = "no-bootscrub: true"}},
	{XB_CODE_OPTION_VALUE, "no- with a value", "error option-value",
	 .parts = {.xen_options = "no-bootscrub: 1"}, .message = "no-bootscrub=1"},
	{XB_CODE_OPTION_VALUE, "no- before no boolean", "error option-value",
	 .parts = {.xen_options = "no-vwfi: true"}},

	{XB_CODE_OPTION_ARCH, "of this architecture", "", .parts = {.xen_options = "dtuart: a"}},
	{XB_CODE_OPTION_ARCH, "of another", "warning option-arch",
	 .parts = {.xen_options = "dtuart: a"}, .message = "dtuart is an option of Xen on arm64",
	 .change = on_x86},

	{XB_CODE_OPTION_VERSION, "since this release", "",
	 .parts = {.xen_options = "llc-coloring: true", .more = "xen-version: \"4.20\""}},
	{XB_CODE_OPTION_VERSION, "since the next release", "warning option-version",
	 .parts = {.xen_options = "llc-coloring: true", .more = "xen-version: \"4.19\""},
	 .message = "came with Xen 4.20; this profile is for 4.19"},
	{XB_CODE_OPTION_VERSION, "4.9 is before 4.20", "warning option-version",
	 .parts = {.xen_options = "llc-coloring: true", .more = "xen-version: \"4.9\""}},
	{XB_CODE_OPTION_VERSION, "a word since this release", "",
	 .parts = {.xen_options = "sched: null, vwfi: native", .more = "xen-version: \"4.9\""}},
	{XB_CODE_OPTION_VERSION, "a word since the next release",
	 "warning option-version, warning option-version",
	 .parts = {.xen_options = "sched: null, vwfi: native", .more = "xen-version: \"4.8\""},
	 .message = "sched=null came with Xen 4.9; this profile is for 4.8"},
	{XB_CODE_OPTION_VERSION, "bootscrub=idle, 4.12", "",
	 .parts = {.xen_options = "bootscrub: idle", .more = "xen-version: \"4.12\""}},
	{XB_CODE_OPTION_VERSION, "bootscrub=idle, 4.11", "warning option-version",
	 .parts = {.xen_options = "bootscrub: idle", .more = "xen-version: \"4.11\""}},
	{XB_CODE_OPTION_VERSION, "another word of it, 4.11", "",
	 .parts = {.xen_options = "bootscrub: 0", .more = "xen-version: \"4.11\""}},
	{XB_CODE_OPTION_VERSION, "no release said", "",
	 .parts = {.xen_options = "llc-coloring: true"}},

	{XB_CODE_OPTION_DUPLICATE, "once", "",
	 .parts = {.xen_options = "bootscrub: 0, dom0_mem: 1G"}},
	{XB_CODE_OPTION_DUPLICATE, "twice", "warning option-duplicate",
	 .parts = {.xen_options = "dom0_mem: [1G, 2G]"},
	 .message = "dom0_mem is given more than once"},
	{XB_CODE_OPTION_DUPLICATE, "three times",
	 "warning option-duplicate, warning option-duplicate",
	 .parts = {.xen_options = "dom0_mem: [1G, 2G, 3G]"}},
	{XB_CODE_OPTION_DUPLICATE, "and its opposite", "warning option-duplicate",
	 .parts = {.xen_options = "bootscrub: 1, no-bootscrub: true"}},
	{XB_CODE_OPTION_DUPLICATE, "one that may be repeated", "",
	 .parts = {.xen_options = "iommu: [\"on\", verbose]"}},
	{XB_CODE_OPTION_DUPLICATE, "one each for Xen and Linux", "",
	 .parts = {.xen_options = "console: dtuart", .dom0 = "options: {console: hvc0}"}},
	{XB_CODE_OPTION_DUPLICATE, "unknown ones", "", .parts = {.xen_options = "zzz: [1, 2]"}},

	/* What can be said */
	{XB_CODE_QUOTING, "no blank", "", .parts = {.xen_options = "a: b,c"}},
	{XB_CODE_QUOTING, "a blank for Xen", "error quoting", .parts = {.xen_options = "a: b c"},
	 .message = "a=b c"},
	{XB_CODE_QUOTING, "a blank for Linux", "", .parts = {.dom0 = "options: {a: b c}"}},
	{XB_CODE_QUOTING, "quotes of one's own for Linux", "",
	 .parts = {.dom0 = "options: {a: '\"b c\"'}"}},
	{XB_CODE_QUOTING, "a blank behind them", "error quoting",
	 .parts = {.dom0 = "options: {a: '\"b\" c'}"}},
	{XB_CODE_QUOTING, "an open quote", "error quoting",
	 .parts = {.dom0 = "options: {a: 'b\"'}"}},
	{XB_CODE_QUOTING, "an open quote in extra", "error quoting",
	 .parts = {.dom0 = "extra: 'a=\"b c'"}},
	{XB_CODE_QUOTING, "hush's own signs", "",
	 .parts = {.dom0 = "options: {a: '$;\\`(){}|&#<[''*?'}"}},
	{XB_CODE_QUOTING, "< within", "", .parts = {.dom0 = "extra: 'a<'"}},
	{XB_CODE_QUOTING, "< first", "error quoting", .parts = {.dom0 = "extra: '<a'"},
	 .message = "/chosen xen,dom0-bootargs begins with '<', which `fdt set` reads as cells"},
	{XB_CODE_QUOTING, "[ first", "error quoting", .parts = {.dom0 = "extra: '[a'"}},
	{XB_CODE_QUOTING, "< first in a DTB", "", .parts = {.dom0 = "extra: '<a'",
	 .output = "emit: both"}},
	{XB_CODE_QUOTING, "< first in a list", "error quoting",
	 .parts = {.tree = "  size: 1\n  edits: [{path: /a, set: {p: [<x, y]}}]\n"},
	 .message = "/a p"},
	{XB_CODE_QUOTING, "< second in a list", "",
	 .parts = {.tree = "  size: 1\n  edits: [{path: /a, set: {p: [x, <y]}}]\n"}},
	{XB_CODE_QUOTING, "cells", "",
	 .parts = {.tree = "  size: 1\n  edits: [{path: /a, set: {p: <1>}}]\n"}},
	{XB_CODE_QUOTING, "a line break and a tab", "",
	 .parts = {.tree = "  size: 1\n  edits: [{path: /a, set: {p: \"x\\ny\\tz\"}}]\n"}},
	{XB_CODE_QUOTING, "a colon over TFTP", "error quoting",
	 .parts = {.kernel = "size: 1, load-as: \"a:b\""},
	 .message = "U-Boot would take 'a' for the server"},
	{XB_CODE_QUOTING, "a double quote over TFTP", "error quoting",
	 .parts = {.kernel = "size: 1, load-as: 'a\"b'"},
	 .message = "U-Boot would ask the server for 'a'"},
	{XB_CODE_QUOTING, "a double quote from a card", "",
	 .parts = {.kernel = "size: 1, load-as: 'a\"b'",
	 .load = "method: mmc\n  device: \"0:1\""}},
	{XB_CODE_QUOTING, "an apostrophe beside a variable", "error quoting",
	 .parts = {.kernel = "size: 1, load-as: \"it's\"",
	 .load = "method: command\n  command: load mmc ${devnum}:1"},
	 .message = "U-Boot's old shell reads both twice"},
	{XB_CODE_QUOTING, "a backslash beside a variable", "error quoting",
	 .parts = {.kernel = "size: 1, load-as: 'a\\b'",
	 .load = "method: mmc\n  device: \"${devnum}:1\""}},
	{XB_CODE_QUOTING, "a blank and a # beside a variable", "",
	 .parts = {.kernel = "size: 1, load-as: 'a #b'",
	 .load = "method: mmc\n  device: \"${devnum}:1\""}},
	{XB_CODE_QUOTING, "an apostrophe without a variable", "",
	 .parts = {.kernel = "size: 1, load-as: \"it's\"",
	 .load = "method: mmc\n  device: \"0:1\""}},
	{XB_CODE_UBOOT_NEEDS, "an overlay on the board", "note uboot-needs",
	 .parts = {.tree = "  size: 1\n  overlays: [{file: o.dtbo, size: 1}]\n"},
	 .message = "CONFIG_OF_LIBFDT_OVERLAY"},
	{XB_CODE_UBOOT_NEEDS, "an overlay applied here", "",
	 .parts = {.tree = "  size: 1\n  overlays: [{file: o.dtbo, size: 1}]\n",
	 .output = "emit: both"}},
	{XB_CODE_UBOOT_NEEDS, "no overlay", "", .parts = {.tree = "  size: 1\n"}},
	{XB_CODE_QUOTING, "a colon from a card", "",
	 .parts = {.kernel = "size: 1, load-as: \"a:b\"",
	 .load = "method: mmc\n  device: \"0:1\""}},
	{XB_CODE_QUOTING, "a colon without a script", "",
	 .parts = {.kernel = "size: 1, load-as: \"a:b\"", .output = "emit: dtb"}},

	{XB_CODE_VALUE_TOO_LONG, "1,023 characters", "", .change = line_of_1023},
	{XB_CODE_VALUE_TOO_LONG, "1,024 characters", "error value-too-long",
	 .message = "/chosen xen,xen-bootargs has 1025 bytes", .change = line_of_1024},
	{XB_CODE_VALUE_TOO_LONG, "1,024 characters in a DTB", "", .parts = {.output = "emit: both"},
	 .change = line_of_1024},
	{XB_CODE_VALUE_TOO_LONG, "a module's 1,023 characters", "",
	 .prepare = chosen_with_a_line_of_1023, .parts = {.tree = ""}},
	{XB_CODE_VALUE_TOO_LONG, "a module's 1,024 characters", "error value-too-long",
	 .prepare = chosen_with_a_line_of_1024, .parts = {.tree = ""},
	 .message = "/chosen/module@1: bootargs has 1024 characters; Xen keeps 1023"},
	{XB_CODE_VALUE_TOO_LONG, "Linux's 2,047 characters", "", .change = dom0_line_of_2047,
	 .parts = {.output = "emit: both"}},
	{XB_CODE_VALUE_TOO_LONG, "Linux's 2,048 characters", "warning value-too-long",
	 .change = dom0_line_of_2048, .parts = {.output = "emit: both"},
	 .message = "has 2048 characters; Linux reads the first 2047"},
};

/* ---- Running them --------------------------------------------------------------------------- */

/* What a rule says is no worse than its row says, and of the row's code. */
static void run_rule(const struct xb_rule *rule, const struct xb_context *context,
		     struct xb_diags *diags)
{
	size_t before = diags->count;

	rule->run(context, diags);
	for (size_t i = before; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];

		check_text(rule->about, xb_code_info(diag->code)->name,
			   xb_code_info(rule->code)->name);
		check_bool(diag->message, diag->severity <= rule->severity, true);
	}
}

/* The rules that speak under CODE. */
static void run_checks(enum xb_code code, const struct xb_boot *boot,
		       const struct xb_catalog *catalog, struct xb_diags *diags)
{
	size_t count = 0;

	struct xb_context context;

	xb_context_init(&context, boot, catalog);
	for (size_t i = 0; i < xb_rule_count; i++)
		if (xb_rules[i].code == code) {
			if (xb_rule_applies(&xb_rules[i], boot))
				run_rule(&xb_rules[i], &context, diags);
			count++;
		}
	xb_context_clear(&context);
	if (count == 0)
		fail_msg("no rule has the code %s", xb_code_info(code)->name);
}

static void clean_folder(void)
{
	static const char *const files[] = {"xen", "Image", "rd", "t.dtb", "xen.config"};

	for (size_t i = 0; i < XB_COUNT(files); i++)
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
	run_checks(row->code, planned.boot, catalog, &diags);
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
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_row(&rows[i], catalog);
	xb_catalog_free(catalog);
}

/* An option that is gone, one with two names, one that will go: by a catalog of the test's own. */
static const struct {
	enum xb_code code;
	const char *options, *version, *diags;
} own[] = {
	{XB_CODE_OPTION_VERSION, "old: 1", "4.16", ""},
	{XB_CODE_OPTION_VERSION, "old: 1", "4.17", "warning option-version"},
	{XB_CODE_OPTION_DUPLICATE, "old: 1, other: 2", "4.16", ""},
	{XB_CODE_OPTION_DUPLICATE, "old: 1, older: 2", "4.16", "warning option-duplicate"},
	{XB_CODE_UNKNOWN_OPTION, "older: 1", "4.16", ""},
	{XB_CODE_OPTION_DEPRECATED, "other: 2", "4.16", ""},
	{XB_CODE_OPTION_DEPRECATED, "other: 2", "4.17", "warning option-deprecated"},
	{XB_CODE_OPTION_VERSION, "word: new", "4.16", "warning option-version"},
	{XB_CODE_OPTION_VERSION, "word: new", "4.17", ""},
	{XB_CODE_OPTION_VERSION, "word: old", "4.17", ""},
};

static bool has_row(enum xb_code code, bool accepted)
{
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		if (rows[i].code == code && (rows[i].diags[0] == '\0') == accepted)
			return true;
	for (size_t i = 0; i < XB_COUNT(own); i++)
		if (own[i].code == code && (own[i].diags[0] == '\0') == accepted)
			return true;
	return false;
}

static void every_rule_has_both_sides(void **state)
{
	(void)state;
	for (size_t i = 0; i < xb_rule_count; i++) {
		const char *name = xb_code_info(xb_rules[i].code)->name;

		check_bool(name, has_row(xb_rules[i].code, true), true);
		check_bool(name, has_row(xb_rules[i].code, false), true);
	}
}

static void options_of_one_s_own_catalog(void **state)
{
	struct xb_data *data = xb_data_new(".", NULL);
	struct xb_diags diags = {0};
	struct xb_catalog *catalog;

	(void)state;
	assert_int_equal(mkdir("options", 0700), 0);
	folder_write("options/mine.yaml",
		     "format: 1\nscope: xen\noptions:\n"
		     "  - {name: old, aliases: [older], type: int, until: \"4.16\", group: g, "
			"summary: s, help: h}\n"
		     "  - {name: other, type: int, deprecated: \"4.17\", replaced-by: old, "
			"group: g, summary: s, help: h}\n"
		     "  - {name: word, type: enum, choices: [old, {value: new, since: \"4.17\"}], "
			"group: g, summary: s, help: h}\n");
	catalog = xb_catalog_load(data, &diags);
	check_diags("catalog", &diags, "");
	for (size_t i = 0; i < XB_COUNT(own); i++) {
		char *more = xb_format("xen-version: \"%s\"", own[i].version);
		const struct check_row row = {
			own[i].code, own[i].options, own[i].diags,
			.parts = {.xen_options = own[i].options, .more = more}};

		check_row(&row, catalog);
		free(more);
	}
	xb_catalog_free(catalog);
	xb_data_free(data);
}

/* All rules together have nothing to say but that the files are not here, and what the first script
 * said of old: earlycon=xen does nothing, and bootscrub=0 wipes nothing. */
static void shipped_profiles_pass_all_rules(void **state)
{
	static const struct {
		const char *name, *diags;
	} shipped[] = {
		{"rpi4-yocto", "note file-missing, note file-missing, note file-missing, "
			       "note file-missing, note console, note security"},
		{"rpi4-boot2", "note file-missing, note file-missing, note file-missing, "
			       "note file-missing, note console, note security"},
		{"qemu-arm64", "error file-missing, error file-missing, error file-missing, "
			       "note file-missing, note security"},
	};
	struct xb_catalog *catalog = load_catalog();

	(void)state;
	for (size_t i = 0; i < XB_COUNT(shipped); i++) {
		char *text = xb_format("format: 1\nextends: %s\n", shipped[i].name);
		struct planned planned = plan_from(text);

		check_all(planned.boot, catalog, &planned.diags);
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

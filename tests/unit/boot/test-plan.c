/* SPDX-License-Identifier: MIT */
/* Where everything goes: placement, room, and the map that the rest reads. */
#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/boot/plan.h"

#include "xenboot/boot.h"

/* The last word of its title. */
static const char *short_name(const struct xb_load *load)
{
	const char *blank = strrchr(load->title, ' ');

	if (load->use == XB_LOAD_MODULE && !blank)
		return "xen";
	return blank ? blank + 1 : load->title;
}

/* "xen=0xe00000 kernel=-": '-' is a load without a place. */
static char *places(const struct xb_boot *boot)
{
	struct xb_buf line = {0};

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (load->use == XB_LOAD_SCRIPT)
			continue;
		xb_buf_printf(&line, "%s%s=", line.length ? " " : "", short_name(load));
		if (load->placed)
			xb_buf_printf(&line, "0x%llx", (unsigned long long)load->address);
		else
			xb_buf_putc(&line, '-');
	}
	return xb_buf_take(&line);
}

/* ---- The map -------------------------------------------------------------------------------- */

static uint64_t mapped_in(const struct xb_boot *boot, struct xb_range bank)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < boot->map_count; i++)
		if (xb_range_contains(bank, boot->map[i].range))
			sum += boot->map[i].range.size;
	return sum;
}

/* Regions stand in order and side by side, and each bank is covered by them. */
static void check_map(const char *label, const struct xb_boot *boot)
{
	assert_true(boot->map_count > 0);
	for (size_t i = 1; i < boot->map_count; i++) {
		check_bool(label, boot->map[i - 1].range.start < boot->map[i].range.start, true);
		check_bool(label,
			   xb_range_overlaps(boot->map[i - 1].range, boot->map[i].range), false);
		/* No two gaps side by side: they would be one. */
		check_bool(label,
			   boot->map[i - 1].kind == XB_REGION_GAP &&
				   boot->map[i].kind == XB_REGION_GAP &&
				   xb_range_last(boot->map[i - 1].range) + 1 ==
					   boot->map[i].range.start,
			   false);
	}
	for (size_t i = 0; i < boot->ram.count; i++)
		check_u64(label, mapped_in(boot, boot->ram.items[i]), boot->ram.items[i].size);
}

/* ---- Placement ------------------------------------------------------------------------------ */

#define BANK(start, size) "{memory: [{start: " start ", size: " size "}], cpus: 4}"
/* The same with reserved ranges. */
#define KEEP(ranges) "{memory: [{start: 0, size: 1G}], cpus: 4, reserved: [" ranges "]}"

static const struct place_row {
	const char *label;
	struct plan_parts parts;
	const char *places;
} rows[] = {
	{"the addresses of the first script", {0},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"1 cell", {.output = "cells: 1"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"no ramdisk", {.ramdisk = ""}, "xen=0xe00000 kernel=0x1000000 tree=0x2200000"},
	{"tree of unknown size", {.tree = "  padding: auto\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"an overlay", {.tree = "  overlays: [{file: o, size: 1}]\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 overlay=0x8400000 tree=0x8600000"},
	{"2 MiB is one step", {.xen = "  size: 2M\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"2 MiB and a byte is two", {.xen = "  size: 0x200001\n"},
	 "xen=0xe00000 kernel=0x1200000 ramdisk=0x2400000 tree=0x8600000"},
	{"room for Xen", {.xen = "  size: 0xF0008\n  room: 4M\n"},
	 "xen=0xe00000 kernel=0x1200000 ramdisk=0x2400000 tree=0x8600000"},
	{"a byte more", {.xen = "  size: 0xF0008\n  room: 0x400001\n"},
	 "xen=0xe00000 kernel=0x1400000 ramdisk=0x2600000 tree=0x8800000"},
	{"a room that is full", {.xen = "  size: 0xF0008\n  room: 0xF0008\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"a room that is too small", {.xen = "  size: 0x200001\n  room: 1\n"},
	 "xen=0xe00000 kernel=0x1200000 ramdisk=0x2400000 tree=0x8600000"},
	{"room for the tree", {.tree = "  size: 1\n  room: 3M\n  overlays: [{file: o, size: 1}]\n",
	 .more = "domains: {g: {kernel: {file: k, size: 1}, memory: 64M, "
		 "static-memory: [{start: auto, size: 64M}]}}"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 kernel=0x8400000 overlay=0x8600000 "
	 "tree=0x8800000 memory=0x8c00000"},
	{"the board's own tree", {.tree = "  from: fdt_addr\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"one file in memory", {.kernel = "size: 16M, address: 0x1000000, load: memory"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2000000 tree=0x8200000"},
	{"measured, of which the room alone is known",
	 {.kernel = "room: 32M", .load = "sizes: measured"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x3000000 tree=0x9200000"},
	{"an odd script address", {.script = "0xC00001"},
	 "xen=0x1000000 kernel=0x1200000 ramdisk=0x2400000 tree=0x8600000"},

	/* Fixed and automatic ones. */
	{"all fixed", {.xen = "  address: 0x10000000\n  size: 1\n",
	 .kernel = "address: 0x20000000, size: 1",
	 .ramdisk = "address: 0x0, size: 1", .tree = "  address: 8\n  size: 1\n"},
	 "xen=0x10000000 kernel=0x20000000 ramdisk=0x0 tree=0x8"},
	{"a fixed kernel far away", {.kernel = "address: 0x10000000, size: 0x108AA00"},
	 "xen=0xe00000 kernel=0x10000000 ramdisk=0x1000000 tree=0x7200000"},
	{"Xen fixed in the kernel's way", {.xen = "  address: 0x1000000\n  size: 0xF0008\n"},
	 "xen=0x1000000 kernel=0x1200000 ramdisk=0x2400000 tree=0x8600000"},
	{"Xen fixed in the ramdisk's way", {.xen = "  address: 0x4000000\n  size: 0xF0008\n"},
	 "xen=0x4000000 kernel=0xe00000 ramdisk=0x4200000 tree=0xa400000"},
	{"fixed right behind what is automatic", {.xen = "  address: 0x1E8AA00\n  size: 0x100\n"},
	 "xen=0x1e8aa00 kernel=0xe00000 ramdisk=0x2000000 tree=0x8200000"},
	{"fixed a byte before that", {.xen = "  address: 0x1E8A9FF\n  size: 0x100\n"},
	 "xen=0x1e8a9ff kernel=0x2000000 ramdisk=0x3200000 tree=0x9400000"},
	{"a fixed tree where Xen would go", {.tree = "  address: 0xE00000\n  size: 0x8000\n"},
	 "xen=0x1000000 kernel=0x1200000 ramdisk=0x2400000 tree=0xe00000"},
	{"a fixed address of 0", {.xen = "  address: 0\n  size: 1\n"},
	 "xen=0x0 kernel=0xe00000 ramdisk=0x2000000 tree=0x8200000"},

	/* What is kept. */
	{"reserved at the first place", {.board = KEEP("{start: 0xE00000, size: 1}")},
	 "xen=0x1000000 kernel=0x1200000 ramdisk=0x2400000 tree=0x8600000"},
	{"reserved up to a place", {.board = KEEP("{start: 0xDFF000, size: 0x1000}"),
	 .script = "0xA00000"}, "xen=0xc00000 kernel=0xe00000 ramdisk=0x2000000 tree=0x8200000"},
	{"reserved a byte into it", {.board = KEEP("{start: 0xDFF000, size: 0x1001}"),
	 .script = "0xA00000"}, "xen=0xc00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"reserved right behind Xen", {.board = KEEP("{start: 0xEF0008, size: 8}")},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"reserved in Xen's last byte", {.board = KEEP("{start: 0xEF0007, size: 8}")},
	 "xen=0x1000000 kernel=0x1200000 ramdisk=0x2400000 tree=0x8600000"},
	{"a chain of reserved ranges",
	 {.board = KEEP("{start: 0x1400000, size: 1}, {start: 0x1000000, size: 1}, "
			"{start: 0x1200000, size: 1}, {start: 0xE00000, size: 1}")},
	 "xen=0x1600000 kernel=0x1800000 ramdisk=0x2a00000 tree=0x8c00000"},

	/* Banks, the window, 4 GiB, U-Boot. */
	{"RAM from 1 GiB on", {.board = BANK("0x40000000", "2G"), .script = ""},
	 "xen=0x40400000 kernel=0x40600000 ramdisk=0x41800000 tree=0x47a00000"},
	{"RAM from 0 on", {.script = ""},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"the script's own place is kept", {.script = "",
	 .board = KEEP("{start: 0x1000000, size: 2M}, {start: 0xC00000, size: 2M}")},
	 "xen=0x1200000 kernel=0x1400000 ramdisk=0x2600000 tree=0x8800000"},
	{"its first byte is kept", {.script = "", .board = KEEP("{start: 0xBFFFFF, size: 2}")},
	 "xen=0x1000000 kernel=0x1200000 ramdisk=0x2400000 tree=0x8600000"},
	{"the script's bank",
	 {.board = "{memory: [{start: 0, size: 1G}, {start: 0x80000000, size: 1G}]}",
	  .script = "0x80200000"},
	 "xen=0x80400000 kernel=0x80600000 ramdisk=0x81800000 tree=0x87a00000"},
	{"banks that touch are one",
	 {.board = "{memory: [{start: 16M, size: 1G}, {start: 0, size: 16M}]}"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"no other bank",
	 {.board = "{memory: [{start: 0, size: 64M}, {start: 0x80000000, size: 1G}]}"},
	 "xen=0xe00000 kernel=- ramdisk=- tree=0x1000000"},
	{"in the window",
	 {.board = "{memory: [{start: 0, size: 1G}], window: {start: 0x2000000, size: 512M}}"},
	 "xen=0x2000000 kernel=0x2200000 ramdisk=0x3400000 tree=0x9600000"},
	{"a window around the script's own",
	 {.board = "{memory: [{start: 0, size: 1G}], window: {start: 0x1000, size: 512M}}"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	{"a window that the ramdisk just fits",
	 {.board = "{memory: [{start: 0, size: 1G}], window: {start: 0, size: 0x8213E86}}",
	  .tree = "  address: 0x30000000\n  size: 1\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x30000000"},
	{"a window a byte too small",
	 {.board = "{memory: [{start: 0, size: 1G}], window: {start: 0, size: 0x8213E85}}",
	  .tree = "  address: 0x30000000\n  size: 1\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=- tree=0x30000000"},
	{"a window in no bank",
	 {.board = "{memory: [{start: 0, size: 1G}], window: {start: 2G, size: 1G}}"},
	 "xen=- kernel=- ramdisk=- tree=-"},
	{"1 cell below 4 GiB", {.board = BANK("0xF0000000", "1G"), .script = "0xF0000000",
	 .ramdisk = "size: 0xEA00000", .tree = "  address: 0x120000000\n  size: 1\n",
	 .output = "cells: 1"},
	 "xen=0xf0200000 kernel=0xf0400000 ramdisk=0xf1600000 tree=0x120000000"},
	{"1 cell, a byte over 4 GiB", {.board = BANK("0xF0000000", "1G"), .script = "0xF0000000",
	 .ramdisk = "size: 0xEA00001", .tree = "  address: 0x120000000\n  size: 1\n",
	 .output = "cells: 1"},
	 "xen=0xf0200000 kernel=0xf0400000 ramdisk=- tree=0x120000000"},
	{"2 cells over 4 GiB", {.board = BANK("0xF0000000", "1G"), .script = "0xF0000000",
	 .ramdisk = "size: 0xEA00001", .tree = "  address: 0x120000000\n  size: 1\n"},
	 "xen=0xf0200000 kernel=0xf0400000 ramdisk=0xf1600000 tree=0x120000000"},
	{"1 cell, bank above 4 GiB", {.board = BANK("4G", "1G"), .script = "4G",
	 .output = "cells: 1"},
	 "xen=- kernel=- ramdisk=- tree=-"},
	{"below U-Boot", {.board = BANK("0", "256M"), .ramdisk = "size: 0x9E00000",
	 .tree = "  address: 8\n  size: 1\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8"},
	{"a byte into U-Boot", {.board = BANK("0", "256M"), .ramdisk = "size: 0x9E00001",
	 .tree = "  address: 8\n  size: 1\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=- tree=0x8"},
	{"below a measured U-Boot",
	 {.board = "{memory: [{start: 0, size: 256M}], uboot-top: 0x2200000}",
	  .ramdisk = "size: 0xBC00000", .tree = "  address: 8\n  size: 1\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8"},
	{"a window says where U-Boot is not",
	 {.board = "{memory: [{start: 0, size: 256M}], window: {start: 0, size: 256M}}",
	  .ramdisk = "size: 0xDE00000", .tree = "  address: 8\n  size: 1\n"},
	 "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8"},
	{"what is behind has room where one has none", {.board = BANK("0", "256M"),
	 .kernel = "size: 1G"}, "xen=0xe00000 kernel=- ramdisk=0x1000000 tree=0x7200000"},
	{"the end of all addresses",
	 {.board = "{memory: [{start: 0xfffffffff0000000, size: 0x10000000}], "
		   "window: {start: 0xfffffffff0000000, size: 0x10000000}}",
	  .script = "0xFFFFFFFFFFC00000", .xen = "  size: 0x1FFFFF\n"},
	 "xen=0xffffffffffe00000 kernel=- ramdisk=- tree=-"},
	{"a load up to the end of all addresses",
	 {.board = "{memory: [{start: 0xfffffffff0000000, size: 0x10000000}], "
		   "window: {start: 0xfffffffff0000000, size: 0x10000000}}",
	  .script = "0xFFFFFFFFFFC00000", .xen = "  size: 0x200000\n"},
	 "xen=0xffffffffffe00000 kernel=- ramdisk=- tree=-"},
	{"sizes that no memory has", {.kernel = "size: 0xFFFFFFFFFFFFFFFF",
	 .ramdisk = "size: 0xFFFFFFFFFF000000"},
	 "xen=0xe00000 kernel=- ramdisk=- tree=0x1000000"},
};

static void loads_go_where_there_is_room(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct planned planned = plan_parts(&rows[i].parts);
		char *got;

		check_diags(rows[i].label, &planned.diags, "");
		got = places(planned.boot);
		check_text(rows[i].label, got, rows[i].places);
		check_map(rows[i].label, planned.boot);
		free(got);
		plan_free(&planned);
	}
}

/* No place for the script is free: it stays where it would be, and the checks say so. */
static void no_place_for_the_script(void **state)
{
	struct planned planned = plan_parts(&(struct plan_parts){
		.script = "", .board = "{memory: [{start: 0, size: 1G}], reserved: [{start: "
			"0xC00000, "
				       "size: 0xffffffffff400000}]}"});
	char *got = places(planned.boot);

	(void)state;
	check_text("places", got, "xen=- kernel=- ramdisk=- tree=-");
	check_u64("script", planned.boot->loads[0].address, 0xC00000);
	free(got);
	plan_free(&planned);
}

static void shipped_profiles_are_placed_as_their_scripts_were(void **state)
{
	static const struct {
		const char *name, *places;
	} profiles[] = {
		{"rpi4-yocto", "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
		{"rpi4-boot2", "xen=0xe00000 kernel=0x1000000 ramdisk=0x2200000 tree=0x8400000"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(profiles); i++) {
		char *text = xb_format("format: 1\nextends: %s\n", profiles[i].name);
		struct planned planned = plan_from(text);
		char *got = places(planned.boot);

		check_diags(profiles[i].name, &planned.diags, "");
		check_text(profiles[i].name, got, profiles[i].places);
		check_map(profiles[i].name, planned.boot);
		free(got);
		free(text);
		plan_free(&planned);
	}
}

/* ---- What the tree takes -------------------------------------------------------------------- */

static const struct xb_load *tree_of(const struct planned *planned)
{
	return xb_boot_tree(planned->boot);
}

/* The file, what `fdt resize` makes of it, and U-Boot's own 12 KiB. */
static void the_tree_has_room_for_its_edits(void **state)
{
	static const struct {
		const char *label, *tree;
		bool automatic;
		uint64_t padding;
	} trees[] = {
		{"auto", "  size: 0x8000\n  padding: auto\n", true, 0},
		{"nothing said", "  size: 0x8000\n", true, 0},
		{"fixed", "  size: 0x8000\n  padding: 0x10000\n", false, 0x10000},
		{"0", "  size: 0x8000\n  padding: 0\n", false, 0},
		{"at an odd place", "  size: 0x8000\n  address: 0x10000008\n", true, 0},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(trees); i++) {
		struct planned planned = plan_parts(&(struct plan_parts){.tree = trees[i].tree});
		const struct xb_load *tree = tree_of(&planned);
		const struct xb_step *room = xb_boot_step(planned.boot, XB_STEP_ROOM);
		uint64_t padding = trees[i].automatic ? planned.boot->growth : trees[i].padding;

		check_bool(trees[i].label, planned.boot->growth >= 256, true);
		check_bool(trees[i].label, room->automatic, trees[i].automatic);
		check_u64(trees[i].label, room->bytes, padding);
		check_u64(trees[i].label, tree->size, 0x8000);
		check_u64(trees[i].label, tree->occupied,
			  xb_fdt_resized(tree->address, 0x8000, padding) + XB_UBOOT_FDT_PAD);
		check_u64(trees[i].label, tree->footprint, tree->occupied);
		plan_free(&planned);
	}
}

static void longer_lines_make_the_tree_grow(void **state)
{
	struct planned shorter = plan_parts(&(struct plan_parts){.xen_options = "a: 1"});
	struct planned longer = plan_parts(&(struct plan_parts){.xen_options = "a: 12345"});
	struct planned one_cell = plan_parts(
		&(struct plan_parts){.xen_options = "a: 1", .output = "cells: 1"});

	(void)state;
	check_u64("4 bytes more", longer.boot->growth - shorter.boot->growth, 4);
	/* Two regs of two cells less each. */
	check_u64("1 cell", shorter.boot->growth - one_cell.boot->growth, 16);
	plan_free(&shorter);
	plan_free(&longer);
	plan_free(&one_cell);
}

/* ---- How large files may be ----------------------------------------------------------------- */

/* "xen=200000 kernel=1200000": the most bytes of each. */
static char *limits(const struct xb_boot *boot)
{
	struct xb_buf line = {0};

	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].use != XB_LOAD_SCRIPT)
			xb_buf_printf(&line, "%s%s=%llx", line.length ? " " : "",
				      short_name(&boot->loads[i]),
				      (unsigned long long)xb_plan_limit(boot, &boot->loads[i]));
	return xb_buf_take(&line);
}

static void a_file_may_fill_its_room(void **state)
{
	/* Of a tree's room 12 KiB are U-Boot's, 80 bytes and the padding go to `fdt resize`. */
	static const struct {
		const char *label;
		struct plan_parts parts;
		const char *limits;
	} files[] = {
		{"up to what is behind", {.tree = "  size: 1\n  padding: 0x100\n"},
		 "xen=200000 kernel=1200000 ramdisk=6200000 tree=1fceb0"},
		{"up to what is said", {.tree = "  size: 1\n  padding: 0x100\n  room: 64K\n",
		 .xen = "  size: 1\n  room: 1M\n", .kernel = "size: 1, room: 8M"},
		 "xen=100000 kernel=800000 ramdisk=6200000 tree=ceb0"},
		{"a tree's room that ends within a page",
		 {.tree = "  size: 1\n  padding: 0x100\n  room: 0x10FFF\n"},
		 "xen=200000 kernel=1200000 ramdisk=6200000 tree=ceb0"},
		{"a tree that begins within a page",
		 {.tree = "  size: 1\n  padding: 0x100\n  address: 0x10000008\n  room: 0x10000\n"},
		 "xen=200000 kernel=1200000 ramdisk=de00008 tree=cea8"},
		{"a tree's room that is too small",
		 {.tree = "  size: 1\n  padding: 0x100\n  room: 0x3000\n"},
		 "xen=200000 kernel=1200000 ramdisk=6200000 tree=0"},
		{"up to U-Boot", {.board = BANK("0", "256M"), .ramdisk = "",
		 .tree = "  address: 8\n  size: 1\n  padding: 0x100\n"},
		 "xen=200000 kernel=b000000 tree=1fcea8"},
		{"up to what is kept", {.board = KEEP("{start: 0x20000000, size: 1}"), .ramdisk = "",
		 .tree = "  address: 8\n  size: 1\n  padding: 0x100\n"},
		 "xen=200000 kernel=1f000000 tree=1fcea8"},
		{"up to the bank's end", {.ramdisk = "address: 0x3FFFFF00, size: 1",
		 .tree = "  address: 8\n  size: 1\n  padding: 0x100\n"},
		 "xen=200000 kernel=3b000000 ramdisk=100 tree=1fcea8"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(files); i++) {
		struct planned planned = plan_parts(&files[i].parts);
		char *got = limits(planned.boot);

		check_text(files[i].label, got, files[i].limits);
		free(got);
		plan_free(&planned);
	}
}

static const struct tree_row board_tree[] = {
	RESERVE(0x1000, 0x1000),
	CELLS("#address-cells", 2),
	CELLS("#size-cells", 2),
	NODE("memory@40000000"),
	TEXT("device_type", "memory"),
	CELLS("reg", 0, 0x40000000, 0, 0x40000000),
	END,
	NODE("reserved-memory"),
	CELLS("#address-cells", 2),
	CELLS("#size-cells", 2),
	FLAG("ranges"),
	NODE("tee@42000000"),
	CELLS("reg", 0, 0x42000000, 0, 0x200000),
	END,
	END,
	NODE("cpus"),
	CELLS("#address-cells", 1),
	CELLS("#size-cells", 0),
	NODE("cpu@0"),
	TEXT("device_type", "cpu"),
	CELLS("reg", 0),
	END,
	END,
	NODE("soc"),
	TEXT("status", "okay"),
	END,
	{0},
};

static size_t write_tree(const char *path)
{
	size_t size;
	void *blob = tree_make(board_tree, &size);

	put_bytes(path, blob, size);
	free(blob);
	return size;
}

static void the_machine_is_read_from_the_tree(void **state)
{
	struct planned planned;
	char *got;

	(void)state;
	write_tree("t.dtb");
	planned = plan_parts(&(struct plan_parts){.board = "", .script = ""});
	check_diags("tree", &planned.diags, "");
	got = places(planned.boot);
	/* Behind the script at 0x40200000; the ramdisk keeps clear of tee@42000000. */
	check_text("places", got,
		   "xen=0x40400000 kernel=0x40600000 ramdisk=0x42200000 tree=0x48400000");
	check_u64("cpus", planned.boot->cpus, 1);
	check_u64("reserved", planned.boot->reserved.count, 2);
	check_map("map", planned.boot);
	free(got);
	plan_free(&planned);
	/* The board's word wins. */
	planned = plan_parts(&(struct plan_parts){.script = ""});
	check_u64("cpus", planned.boot->cpus, 4);
	check_u64("ram", planned.boot->ram.items[0].start, 0);
	plan_free(&planned);
}

/* The tree there may have no name that the edits want, though the one here has all of them. */
static void another_tree_may_need_more_room(void **state)
{
	struct planned here, there, unknown;

	(void)state;
	write_tree("t.dtb");
	here = plan_parts(&(struct plan_parts){.tree = "  padding: auto\n"});
	there = plan_parts(&(struct plan_parts){.tree = "  from: fdt_addr\n"});
	remove("t.dtb");
	unknown = plan_parts(&(struct plan_parts){.tree = "  from: fdt_addr\n"});
	check_bool("more than for the sample", there.boot->growth > here.boot->growth, true);
	check_u64("as for a tree that is not known", there.boot->growth, unknown.boot->growth);
	check_u64("room for any", tree_of(&there)->footprint, XB_DTB_MAX);
	check_text("the variable", xb_boot_step(there.boot, XB_STEP_TREE)->text, "fdt_addr");
	plan_free(&here);
	plan_free(&there);
	plan_free(&unknown);
}

/* ---- What the board does ---------------------------------------------------------------------- */

/* "usb start; Xen; dhcp; ..." */
static char *steps(const struct xb_boot *boot)
{
	struct xb_buf line = {0};

	for (size_t i = 0; i < boot->step_count && boot->steps[i].kind <= XB_STEP_LOAD; i++) {
		const struct xb_step *step = &boot->steps[i];

		xb_buf_printf(&line, "%s%s", line.length ? "; " : "",
			      step->kind == XB_STEP_COMMAND ? step->text
							    : short_name(&boot->loads[step->load]));
	}
	return xb_buf_take(&line);
}

static void each_medium_is_made_ready_once(void **state)
{
#define USB "load: {method: usb, device: \"0:1\"}"
#define BY_TFTP "load: tftp"
	static const struct {
		const char *label;
		struct plan_parts parts;
		const char *steps;
	} media[] = {
		{"all over TFTP", {0}, "xen; kernel; ramdisk; tree"},
		{"all from USB", {.load = "method: usb\n  device: \"0:1\""},
		 "usb start; xen; kernel; ramdisk; tree"},
		{"two from USB", {.kernel = "size: 1, " USB, .tree = "  size: 1\n  " USB "\n"},
		 "xen; usb start; kernel; ramdisk; tree"},
		{"USB is ready already", {.kernel = "size: 1, " USB, .load = "before: [usb start]"},
		 "usb start; xen; kernel; ramdisk; tree"},
		{"TFTP where all is on a card",
		 {.kernel = "size: 1, " BY_TFTP, .ramdisk = "size: 1, " BY_TFTP,
		  .load = "method: mmc\n  device: \"0:1\""},
		 "xen; setenv autoload no; dhcp; kernel; ramdisk; tree"},
		{"with an address already",
		 {.kernel = "size: 1, " BY_TFTP,
		  .load = "method: mmc\n  device: \"0:1\"\n  before: [\"setenv autoload n; dhcp\"]"},
		 "setenv autoload n; dhcp; xen; kernel; ramdisk; tree"},
		{"in memory", {.xen = "  size: 1\n  address: 2M\n  load: memory\n"}, "kernel; ramdisk; tree"},
		{"the board's own tree", {.tree = "  from: fdt_addr\n"}, "xen; kernel; ramdisk"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(media); i++) {
		struct planned planned = plan_parts(&media[i].parts);
		char *got = steps(planned.boot);

		check_diags(media[i].label, &planned.diags, "");
		check_text(media[i].label, got, media[i].steps);
		free(got);
		plan_free(&planned);
	}
}

static void what_does_not_go_together_is_refused(void **state)
{
	static const struct {
		const char *label;
		struct plan_parts parts;
		const char *diags, *message;
	} wrong[] = {
		{"measured, and a DTB", {.load = "sizes: measured", .output = "emit: dtb"},
		 "error bad-value", "load.sizes: measured: in a DTB"},
		{"measured, and both", {.load = "sizes: measured", .output = "emit: both"},
		 "error bad-value", "load.sizes: measured: in a DTB"},
		{"the board's own tree, and a DTB", {.tree = "  from: fdt_addr\n", .output = "emit: dtb"},
		 "error bad-value", "device-tree.from: the tree is the board's own"},
		{"in memory, somewhere", {.kernel = "size: 1, load: memory"},
		 "error missing-key", "dom0 kernel is in memory already, and nothing says where"},
		{"in memory, and a script", {.load = "method: memory", .kernel = "size: 1, address: 2M",
		 .ramdisk = "size: 1, address: 4M", .xen = "  size: 1\n  address: 6M\n",
		 .tree = "  size: 1\n  address: 8M\n"}, "", NULL},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(wrong); i++) {
		struct planned planned = plan_parts(&wrong[i].parts);

		check_diags(wrong[i].label, &planned.diags, wrong[i].diags);
		if (wrong[i].message)
			check_contains(wrong[i].label, planned.diags.items[0].message,
				       wrong[i].message);
		plan_free(&planned);
	}
}

/* By the board and by the tree, say: one region, with both names, each once. */
static void what_is_kept_twice_is_one_region(void **state)
{
	struct planned planned = plan_parts(&(struct plan_parts){
		.board = "{memory: [{start: 0, size: 1G}], cpus: 4, reserved: ["
			 "{name: table, start: 0, size: 4K}, {name: area, start: 0, size: 4K}, "
			 "{name: table, start: 0, size: 4K}, {name: part, start: 0x100000, size: 4K}]}"});
	const struct xb_region *map = planned.boot->map;

	(void)state;
	check_text("both names", map[0].owner, "area, table");
	check_u64("all of it", map[0].range.size, 0x1000);
	check_u64("then what is free", map[1].kind, XB_REGION_GAP);
	check_text("another one", map[2].owner, "part");
	check_map("map", planned.boot);
	plan_free(&planned);
}

/* Xen reads the edited tree: nothing is placed on what only an edit reserves, nor where the base's was. */
static void what_an_edit_reserves_is_kept(void **state)
{
	struct planned planned;
	char *got;

	(void)state;
	write_tree("t.dtb");
	planned = plan_parts(&(struct plan_parts){
		.board = "", .script = "",
		.tree = "  edits: [{path: /reserved-memory/tee@42000000, "
			"set: {reg: <0 0x40600000 0 0x200000>}}]\n"});
	check_diags("edit", &planned.diags, "");
	got = places(planned.boot);
	check_text("places", got,
		   "xen=0x40400000 kernel=0x40800000 ramdisk=0x42200000 tree=0x48400000");
	check_u64("reserved", planned.boot->reserved.count, 3);
	check_map("map", planned.boot);
	free(got);
	plan_free(&planned);
}

/* What an edit takes away is made again, whether the tree is here or not, and by one mknod alone. */
static void chosen_is_made_again(void **state)
{
	static const char *const trees[] = {"", "  size: 0x8000\n"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(trees); i++) {
		char *tree = xb_format("%s  edits: [{path: /chosen, remove: true}]\n", trees[i]);
		struct planned planned;
		size_t made = 0;

		if (i == 0)
			put_tree("t.dtb", true);
		else
			unlink("t.dtb");
		planned = plan_parts(&(struct plan_parts){.tree = tree});
		check_u64(trees[i], planned.diags.errors, 0);
		check_bool(trees[i], planned.boot->edited != NULL, i == 0);
		for (size_t k = 0; k < planned.boot->step_count; k++)
			made += planned.boot->steps[k].edit.kind == XB_EDIT_MAKE_NODE &&
				planned.boot->steps[k].edit.name &&
				strcmp(planned.boot->steps[k].edit.name, "chosen") == 0;
		check_u64(trees[i], made, 1);
		plan_free(&planned);
		free(tree);
	}
}

/* What is loaded at boot is NAME.dtb where no script edits: its own size counts. */
static void an_edited_tree_is_measured_as_it_is(void **state)
{
	static const char *const emits[] = {"emit: both", "emit: dtb"};
	size_t file = 0;

	(void)state;
	file = write_tree("t.dtb");
	for (size_t i = 0; i < XB_COUNT(emits); i++) {
		struct planned planned = plan_parts(
			&(struct plan_parts){.tree = "  padding: auto\n", .output = emits[i]});
		size_t size = planned.boot->edited ? planned.boot->edited->size : 0;

		check_diags(emits[i], &planned.diags, "");
		check_u64(emits[i], tree_of(&planned)->size, size);
		check_u64(emits[i], tree_of(&planned)->occupied, size + XB_UBOOT_FDT_PAD);
		check_u64(emits[i], tree_of(&planned)->image.file_size, file);
		check_bool(emits[i], size > file, true);
		plan_free(&planned);
	}
}

/* An edit that cannot be made is said once, however often the edits are laid out. */
static void a_wrong_edit_is_said_once(void **state)
{
	static const char *const emits[] = {"emit: script", "emit: both", "emit: dtb"};

	(void)state;
	write_tree("t.dtb");
	for (size_t i = 0; i < XB_COUNT(emits); i++) {
		struct planned planned = plan_parts(&(struct plan_parts){
			.tree = "  edits: [{path: /sox, set: {a: b}}, {path: /soc, set: {c: "
				"<x>}}]\n",
			.output = emits[i]});

		check_diags(emits[i], &planned.diags, "error bad-value, error missing-node");
		plan_free(&planned);
	}
}

/* ---- What images take ----------------------------------------------------------------------- */

static void what_an_image_takes_is_in_its_header(void **state)
{
	static const struct {
		const char *label;
		size_t xen_size, kernel_size;
		uint64_t xen_memory, kernel_memory;
		const char *places;
		uint64_t xen_occupied, kernel_occupied, kernel_footprint;
		const char *board;
	} images[] = {
		{"as large as the files", 4096, 8192, 4096, 8192,
		 "xen=0xe00000 kernel=0x1000000 tree=0x1200000", 4096, 8192, 8192, NULL},
		{"2 MiB in memory", 4096, 8192, 0x200000, 0x200000,
		 "xen=0xe00000 kernel=0x1000000 tree=0x1200000", 0x200000, 8192, 0x200000, NULL},
		{"a byte more", 4096, 8192, 0x200001, 0x200001,
		 "xen=0xe00000 kernel=0x1200000 tree=0x1600000", 0x200001, 8192, 0x200001, NULL},
		{"headers that say nothing", 4096, 8192, 0, 0,
		 "xen=0xe00000 kernel=0x1000000 tree=0x1200000", 4096, 8192, 8192, NULL},
		{"what is kept in the last byte that Xen takes", 4096, 8192, 0x200000, 8192,
		 "xen=0x1000000 kernel=0x1200000 tree=0x1400000", 0x200000, 8192, 8192,
		 KEEP("{start: 0xFFFFFF, size: 1}")},
		{"headers that say less", 4096, 8192, 64, 64,
		 "xen=0xe00000 kernel=0x1000000 tree=0x1200000", 4096, 8192, 8192, NULL},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(images); i++) {
		struct planned planned;
		char *got;

		put_image("xen", images[i].xen_size, images[i].xen_memory);
		put_image("Image", images[i].kernel_size, images[i].kernel_memory);
		planned = plan_parts(
			&(struct plan_parts){.ramdisk = "", .board = images[i].board});
		got = places(planned.boot);
		check_text(images[i].label, got, images[i].places);
		check_u64(images[i].label, planned.boot->loads[1].size, images[i].xen_size);
		check_u64(images[i].label, planned.boot->loads[1].occupied, images[i].xen_occupied);
		check_u64(images[i].label, planned.boot->loads[2].occupied,
			  images[i].kernel_occupied);
		check_u64(images[i].label, planned.boot->loads[2].footprint,
			  images[i].kernel_footprint);
		free(got);
		plan_free(&planned);
	}
}

/* ---- The rest of the description ------------------------------------------------------------ */

static const struct xb_step *find_step(const struct xb_boot *boot, const char *path,
				       const char *name)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_edit *edit = &boot->steps[i].edit;

		if (boot->steps[i].kind == XB_STEP_EDIT && edit->kind == XB_EDIT_SET &&
		    !strcmp(edit->path, path) && !strcmp(edit->name, name))
			return &boot->steps[i];
	}
	return NULL;
}

static void reg_is_address_and_size(void **state)
{
	static const unsigned char two[] = {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 8, 0xaa, 0};
	static const unsigned char one[] = {1, 0, 0, 0, 1, 8, 0xaa, 0};
	static const unsigned char high[] = {0, 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0, 0, 1, 8, 0xaa, 0};
	static const struct {
		const char *label;
		struct plan_parts parts;
		const unsigned char *bytes;
		size_t length;
	} regs[] = {
		{"2 cells", {0}, two, sizeof(two)},
		{"1 cell", {.output = "cells: 1"}, one, sizeof(one)},
		{"over 4 GiB", {.kernel = "address: 0x120000000, size: 0x108AA00",
		 .board = BANK("0", "8G")}, high, sizeof(high)},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(regs); i++) {
		struct planned planned = plan_parts(&regs[i].parts);
		const struct xb_step *step = find_step(planned.boot, "/chosen/dom0", "reg");
		char bytes[XB_REG_MAX];
		struct xb_edit reg;

		assert_non_null(step);
		reg = xb_step_edit(planned.boot, step, bytes);
		check_u64(regs[i].label, reg.length, regs[i].length);
		assert_memory_equal(reg.value, regs[i].bytes, regs[i].length);
		plan_free(&planned);
	}
}

static void chosen_holds_both_lines(void **state)
{
	struct planned planned = plan_parts(&(struct plan_parts){
		.xen_options = "console: dtuart, dom0_mem: 1G",
			.dom0 = "extra: root=/dev/x quiet"});

	(void)state;
	check_text("Xen", find_step(planned.boot, "/chosen", "xen,xen-bootargs")->edit.value,
		   "console=dtuart dom0_mem=1G");
	check_text("dom0", find_step(planned.boot, "/chosen", "xen,dom0-bootargs")->edit.value,
		   "root=/dev/x quiet");
	plan_free(&planned);
}

static size_t count_commands(const struct xb_boot *boot)
{
	size_t count = 0;

	for (size_t i = 0; i < boot->step_count; i++)
		count += boot->steps[i].kind == XB_STEP_COMMAND;
	return count;
}

static void files_are_asked_for_by_their_names(void **state)
{
	static const struct {
		const char *label, *kernel, *load, *file, *command;
		size_t before;
	} loads[] = {
		{"as written", "size: 1", NULL, "Image", "tftpboot", 0},
		{"prefix", "size: 1", "prefix: boot/", "boot/Image", "tftpboot", 0},
		{"load-as", "size: 1, load-as: k", "prefix: boot/", "boot/k", "tftpboot", 0},
		{"mmc", "size: 1", "{method: mmc, device: \"0:1\"}", "Image", "load mmc 0:1", 0},
		{"usb", "size: 1", "{method: usb, device: \"0:1\"}", "Image", "load usb 0:1", 1},
		{"nvme", "size: 1", "{method: nvme, device: \"0:2\"}", "Image", "load nvme 0:2", 1},
		{"scsi, nothing before", "size: 1", "{method: scsi, device: \"0\", before: []}",
		 "Image",
		 "load scsi 0", 0},
		{"virtio", "size: 1", "{method: virtio, device: \"0:1\"}", "Image",
		 "load virtio 0:1", 0},
		{"command", "size: 1", "{method: command, command: ext4load mmc 1}", "Image",
		 "ext4load mmc 1", 0},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(loads); i++) {
		char *text = xb_format(
			"format: 1\nboard: " BANK("0", "1G") "\nxen: {file: x, size: 1}\n"
			"device-tree: {file: t, size: 1}\ndom0: {kernel: {file: Image, "
				"%s}}\n%s%s\n",
			loads[i].kernel,
				!loads[i].load || loads[i].load[0] == '{' ? "load: " : "load:\n  ",
			loads[i].load ? loads[i].load : "{}");
		struct planned planned = plan_from(text);

		check_diags(loads[i].label, &planned.diags, "");
		check_text(loads[i].label, planned.boot->loads[2].file, loads[i].file);
		check_text(loads[i].label, planned.boot->loads[2].from->command, loads[i].command);
		check_u64(loads[i].label, count_commands(planned.boot), loads[i].before);
		free(text);
		plan_free(&planned);
	}
}

static void an_absolute_file_is_loaded_by_its_base_name(void **state)
{
	struct planned planned = plan_from(
		"format: 1\nboard: " BANK("0", "1G") "\nxen: {file: /srv/out/xen, size: 1}\n"
		"device-tree: {file: t, size: 1}\ndom0: {kernel: {file: sub/Image, size: 1}}\n"
		"files: out\nload: {prefix: p/}\n");

	(void)state;
	check_text("loaded", planned.boot->loads[1].file, "p/xen");
	check_text("here", planned.boot->loads[1].path, "/srv/out/xen");
	check_text("loaded", planned.boot->loads[2].file, "p/sub/Image");
	check_text("here", planned.boot->loads[2].path, "out/sub/Image");
	plan_free(&planned);
}

static void what_cannot_be_planned_is_said(void **state)
{
	static const struct {
		const char *label;
		struct plan_parts parts;
		const char *diags;
	} faults[] = {
		{"no RAM", {.board = "{cpus: 4}"}, "error missing-key"},
		{"no board", {.board = ""}, "error missing-key"},
		{"32-bit board", {.board = "{arch: arm32, memory: [{start: 0, size: 1G}]}"},
		 "error bad-value"},
		{"bad cells", {.tree = "  size: 1\n  edits: [{path: /a, set: {p: "
		 "<0x100000000>}}]\n"},
		 "error bad-value"},
		{"bad bytes", {.tree = "  size: 1\n  edits: [{path: /a, set: {p: \"[abc]\"}}]\n"},
		 "error bad-value"},
		{"the largest cell", {.tree = "  size: 1\n  edits: [{path: /a, set: {p: "
		 "<0xffffffff>}}]\n"},
		 ""},
		{"bytes", {.tree = "  size: 1\n  edits: [{path: /a, set: {p: \"[ab cd]\"}}]\n"},
		 ""},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(faults); i++) {
		struct planned planned = plan_parts(&faults[i].parts);

		check_diags(faults[i].label, &planned.diags, faults[i].diags);
		assert_non_null(planned.boot);
		plan_free(&planned);
	}
}

static void nothing_is_planned_without_files(void **state)
{
	struct planned planned = plan_from("format: 1\nxen: {size: 1}\n");

	(void)state;
	assert_null(planned.boot);
	plan_free(&planned);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(loads_go_where_there_is_room),
		in_folder(no_place_for_the_script),
		in_folder(shipped_profiles_are_placed_as_their_scripts_were),
		in_folder(the_tree_has_room_for_its_edits),
		in_folder(a_file_may_fill_its_room),
		in_folder(another_tree_may_need_more_room),
		in_folder(each_medium_is_made_ready_once),
		in_folder(what_does_not_go_together_is_refused),
		in_folder(longer_lines_make_the_tree_grow),
		in_folder(the_machine_is_read_from_the_tree),
		in_folder(what_is_kept_twice_is_one_region),
		in_folder(what_an_edit_reserves_is_kept),
		in_folder(chosen_is_made_again),
		in_folder(an_edited_tree_is_measured_as_it_is),
		in_folder(a_wrong_edit_is_said_once),
		in_folder(what_an_image_takes_is_in_its_header),
		in_folder(reg_is_address_and_size),
		in_folder(chosen_holds_both_lines),
		in_folder(files_are_asked_for_by_their_names),
		in_folder(an_absolute_file_is_loaded_by_its_base_name),
		in_folder(what_cannot_be_planned_is_said),
		in_folder(nothing_is_planned_without_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

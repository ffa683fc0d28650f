/* SPDX-License-Identifier: MIT */
/*
 * dom0's banks on memory maps whose outcome is known: from the console of Xen 4.17.7 under QEMU, or
 * worked out by hand where a comment says how.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/boot/parts.h"
#include "xenboot/xen.h"

#define MIB 0x100000ull
#define ANY 0

/* A machine and where the modules stand; sizes are those of Debian's Xen 4.17 and Linux 6.1. */
struct layout {
	struct xb_range ram[3]; /* size 0 ends them */
	uint64_t xen, kernel, ramdisk, tree;
	uint64_t image_size;   /* of the kernel; 0: 33619968 */
	uint64_t dma_bits;     /* of the board; 0: not given */
	uint64_t unpacked;     /* not 0: the kernel is 12185819 bytes of gzip */
	const char *version;   /* NULL: "4.17"; "": not known */
	bool idle;             /* bootscrub is not 0 */
};

enum { XEN = 1, KERNEL, RAMDISK, TREE };

struct scene {
	struct xb_boot boot;
	struct xb_board board;
	struct xb_load loads[5]; /* the script's, then by the names above, then the tree's */
	struct parts parts;
	struct xb_setting word;
};

static void put_load(struct xb_load *load, enum xb_load_use use, uint64_t address, uint64_t size)
{
	*load = (struct xb_load){.use = use,
				 .address = address,
				 .placed = true,
				 .size = size,
				 .size_known = true,
				 .occupied = size,
				 .footprint = size};
}

static void put_kernel(struct xb_load *load, const struct layout *layout)
{
	put_load(load, XB_LOAD_MODULE, layout->kernel, layout->unpacked ? 12185819 : 32956352);
	load->image.kind = layout->unpacked ? XB_IMAGE_GZIP : XB_IMAGE_ARM64;
	load->image.inner = XB_IMAGE_ARM64;
	load->image.unpacked_size = layout->unpacked;
	load->image.image_size = layout->image_size ? layout->image_size : 33619968;
	load->footprint = load->image.image_size;
}

static void scene_start(struct scene *scene, const struct layout *layout)
{
	struct xb_boot *boot = &scene->boot;

	*scene = (struct scene){.word = {.name = "bootscrub", .value = "0"}};
	for (size_t i = 0; i < 3 && layout->ram[i].size; i++)
		xb_ranges_add(&boot->ram, layout->ram[i]);
	put_load(&scene->loads[0], XB_LOAD_SCRIPT, 0x40200000, 0x200000);
	put_load(&scene->loads[1], XB_LOAD_MODULE, layout->xen, 983048);
	scene->loads[1].occupied = 0x1360C8;
	put_kernel(&scene->loads[2], layout);
	put_load(&scene->loads[3], XB_LOAD_MODULE, layout->ramdisk, 986834);
	put_load(&scene->loads[4], XB_LOAD_TREE, layout->tree, 8200);
	scene->loads[4].occupied = 0x6000;
	boot->loads = scene->loads;
	boot->load_count = 5;
	parts_set(&scene->parts, boot, XEN, KERNEL, RAMDISK);
	boot->anchor = 0x40200000;
	boot->anchored = true;
	boot->cells = 2;
	boot->cpus = 2;
	boot->xen_version = layout->version ? layout->version : "4.17";
	if (layout->version && !*layout->version)
		boot->xen_version = NULL;
	boot->xen_line.words = &scene->word;
	boot->xen_line.count = layout->idle ? 0 : 1;
	scene->board.dma_bits = (struct xb_number){.value = layout->dma_bits,
						   .given = layout->dma_bits != 0};
	boot->board = &scene->board;
}

static void scene_end(struct scene *scene)
{
	xb_ranges_clear(&scene->boot.ram);
}

/* ---- The maps ----------------------------------------------------------------------------------- */

#define AT(x, k, r, t) .xen = (x), .kernel = (k), .ramdisk = (r), .tree = (t)
#define QEMU(mib) .ram = {{0x40000000, (mib) * MIB}}
#define PACKED AT(0x40400000, 0x40600000, 0x42800000, 0x42A00000)

static const struct layout qemu_1g = {QEMU(1024), PACKED};
static const struct layout qemu_2g = {QEMU(2048), PACKED};
static const struct layout qemu_4g = {QEMU(4096), PACKED};
static const struct layout spread = {QEMU(2048), AT(0x40400000, 0x58000000, 0x70000000, 0x90000000)};
static const struct layout middle = {QEMU(2048), AT(0x40400000, 0x40600000, 0x80000000, 0x42A00000)};
static const struct layout high = {QEMU(2048), AT(0xB0000000, 0xB0200000, 0xB2400000, 0xB2600000)};
static const struct layout gaps = {QEMU(2048), AT(0x40400000, 0x41000000, 0x44000000, 0x46000000)};
static const struct layout far_apart = {QEMU(2048), AT(0x46000000, 0x48000000, 0x50000000, 0x44000000)};
static const struct layout gzip = {QEMU(2048), PACKED, .unpacked = 32956352};
/* A Raspberry Pi 4 of 4 GiB, without the VideoCore's share, modules up to 0x8600000. */
#define PI_RAM .ram = {{0, 0x3B400000}, {0x40000000, 0xBC000000}}
#define PI_MODULES AT(0xE00000, 0x1000000, 0x3200000, 0x8400000)
static const struct layout pi = {PI_RAM, PI_MODULES, .dma_bits = 30};
static const struct layout pi_wide = {PI_RAM, PI_MODULES};

/* ---- Banks -------------------------------------------------------------------------------------- */

static const struct row {
	const char *label;
	const struct layout *layout;
	uint64_t mib;
	enum xb_dom0_result result;
	uint64_t unallocated;
	const char *banks; /* "start-end", in hexadecimal; NULL: not asked */
} rows[] = {
	/* What Xen printed. */
	{"1800M in two banks", &qemu_2g, 1800, XB_DOM0_FITS, 0, "48000000-b8000000 bd800000-be000000"},
	{"1280M in one", &qemu_2g, 1280, XB_DOM0_FITS, 0, "60000000-b0000000"},
	{"all there is", &qemu_2g, 1972, XB_DOM0_FITS, 0, "42c00000-be000000"},
	{"4 MiB more", &qemu_2g, 1976, XB_DOM0_UNALLOCATED, 4, NULL},
	{"8 MiB more", &qemu_2g, 1980, XB_DOM0_UNALLOCATED, 8, NULL},
	{"8G of 1G", &qemu_1g, 8192, XB_DOM0_UNALLOCATED, 7232, "42c00000-7e000000 7f000000-7fc00000"},
	{"8G of 2G", &qemu_2g, 8192, XB_DOM0_UNALLOCATED, 6220, "42c00000-be000000"},
	{"8G of 4G", &qemu_4g, 8192, XB_DOM0_UNALLOCATED, 4208,
	 "42c00000-13a000000 13e000000-13fc00000"},
	{"8G far apart", &far_apart, 8192, XB_DOM0_UNALLOCATED, 6592, NULL},
	{"1900M far apart", &far_apart, 1900, XB_DOM0_UNALLOCATED, 300, NULL},
	{"1800M far apart", &far_apart, 1800, XB_DOM0_UNALLOCATED, 200, NULL},
	{"96M, no power of two", &qemu_2g, 96, XB_DOM0_FITS, 0, "b8000000-be000000"},
	{"100M", &qemu_2g, 100, XB_DOM0_FITS, 0, "b7c00000-be000000"},
	{"a gzip kernel", &gzip, 1936, XB_DOM0_FITS, 0, "43000000-bc000000"},
	{"a gzip kernel, 8 MiB more", &gzip, 1944, XB_DOM0_UNALLOCATED, 8, "43000000-bc000000"},
	{"32M", &qemu_2g, 32, XB_DOM0_BANK_SMALL, 0, NULL},
	{"64M", &qemu_2g, 64, XB_DOM0_FITS, 0, NULL},
	/*
	 * Below 1 GiB the largest aligned free blocks are 0x10000000 and 0x20000000 with 256 MiB
	 * (the 512 MiB at 0x20000000 reach over the end at 0x3B400000), the lower is the first
	 * bank; the upper and the 128 MiB at 0x30000000 join it. No other block below 1 GiB has 128
	 * MiB. The page table of 64 MiB lies at 0xF6000000, so that 256 MiB come from 0xE0000000,
	 * and the last 128 MiB from the end of the next larger block, 0xC0000000-0xDFFFFFFF.
	 */
	{"1G on the Pi", &pi, 1024, XB_DOM0_FITS, 0, "10000000-38000000 d8000000-f0000000"},
	/*
	 * Without the Pi's 30 bits a block of 1 GiB is looked for below 4 GiB: at 0x40000000 the
	 * lower zone has one, all of it.
	 */
	{"1G without the Pi's limit", &pi_wide, 1024, XB_DOM0_FITS, 0, "40000000-80000000"},
};

static void put_banks(const struct xb_ranges *banks, char *out, size_t size)
{
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; i < banks->count && used < size; i++)
		used += (size_t)snprintf(out + used, size - used, "%s%llx-%llx", i ? " " : "",
					 (unsigned long long)banks->items[i].start,
					 (unsigned long long)(banks->items[i].start +
							      banks->items[i].size));
}

static bool check_row(const struct row *row)
{
	struct xb_dom0_memory memory;
	struct scene scene;
	char banks[512];
	bool good;

	scene_start(&scene, row->layout);
	assert_true(xb_dom0_memory_simulate(&scene.boot, row->mib * MIB, &memory));
	put_banks(&memory.banks, banks, sizeof(banks));
	good = memory.result == row->result && memory.unallocated / MIB == row->unallocated &&
	       (!row->banks || strcmp(banks, row->banks) == 0);
	if (!good)
		print_error("%s: got result %d, %lluM unallocated, %s\n%*s want result %d, %lluM, %s\n",
			    row->label, memory.result,
			    (unsigned long long)(memory.unallocated / MIB), banks,
			    (int)strlen(row->label), "", row->result,
			    (unsigned long long)row->unallocated, row->banks ? row->banks : "any");
	xb_dom0_memory_clear(&memory);
	scene_end(&scene);
	return good;
}

static void banks_are_those_of_xen(void **state)
{
	bool good = true;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		good = check_row(&rows[i]) && good;
	assert_true(good);
}

/* ---- The largest -------------------------------------------------------------------------------- */

static const struct layout on_4_22 = {QEMU(1024), PACKED, .version = "4.22"};
static const struct layout on_any = {QEMU(1024), PACKED, .version = ""};
static const struct layout scrubbing = {QEMU(2048), AT(0x40400000, 0x58000000, 0x70000000, 0x90000000),
					.idle = true};
static const struct layout too_small = {QEMU(16), PACKED};

static const struct largest_row {
	const char *label;
	const struct layout *layout;
	uint64_t mib;
} largest_rows[] = {
	/* Each booted, and 8 MiB more did not. */
	{"2 GiB, packed", &qemu_2g, 1972},
	{"4 GiB, packed", &qemu_4g, 3984},
	{"spread", &spread, 1968},
	{"ramdisk in the middle", &middle, 1968},
	{"high", &high, 1976},
	{"gaps", &gaps, 1888},
	{"gzip", &gzip, 1936},
	/* 4.17 aligns its page table of 14 MiB to 32 MiB, 4.22 to 2: it begins at 0x7F000000, not
	 * at 0x7E000000, and so much longer is the free stretch below. */
	{"1 GiB, 4.17", &qemu_1g, 960},
	{"1 GiB, 4.22", &on_4_22, 964},
	{"1 GiB, any release", &on_any, 960},
	{"spread, and pages to scrub", &scrubbing, 1960},
	{"modules outside of RAM", &too_small, 0},
};

static void the_largest_that_works(void **state)
{
	bool good = true;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(largest_rows); i++) {
		const struct largest_row *row = &largest_rows[i];
		struct scene scene;
		uint64_t got;

		scene_start(&scene, row->layout);
		got = xb_dom0_memory_largest(&scene.boot) / MIB;
		if (got != row->mib)
			print_error("%s: got %lluM, want %lluM\n", row->label, (unsigned long long)got,
				    (unsigned long long)row->mib);
		good = good && got == row->mib;
		scene_end(&scene);
	}
	assert_true(good);
}

/* ---- Which module to move ----------------------------------------------------------------------- */

static const struct move_row {
	const char *label;
	const struct layout *layout;
	bool gains;
	int load; /* its index; -1: all of them */
	uint64_t address, mib;
} move_rows[] = {
	{"packed already", &qemu_2g, false, ANY, 0, 0},
	/* The ramdisk stands alone: beside the others it wastes no block of its own. */
	{"ramdisk in the middle", &middle, true, RAMDISK, 0x42800000, 1972},
	{"far apart", &far_apart, true, -1, 0x40400000, 1972},
};

static void the_move_that_helps(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(move_rows); i++) {
		const struct move_row *row = &move_rows[i];
		struct xb_dom0_move move;
		struct scene scene;

		scene_start(&scene, row->layout);
		print_message("%s\n", row->label);
		assert_int_equal(xb_dom0_memory_move(&scene.boot, &move), row->gains);
		if (row->gains) {
			assert_int_equal(move.load ? (int)(move.load - scene.loads) : -1, row->load);
			assert_int_equal(move.address, row->address);
			assert_int_equal(move.largest / MIB, row->mib);
		}
		scene_end(&scene);
	}
}

/* ---- Inside the first bank ---------------------------------------------------------------------- */

/* 986834 bytes of ramdisk and the tree take 2 MiB each, the kernel's file 31.4. */
static const struct layout large_bss = {QEMU(2048), PACKED, .image_size = 60 * MIB};
static const struct layout larger_bss = {QEMU(2048), PACKED, .image_size = 60 * MIB + 1};

static const struct place_row {
	const char *label;
	const struct layout *layout;
	uint64_t mib, kernel, tree, ramdisk;
	bool in_bss;
} place_rows[] = {
	/* As Xen printed them. */
	{"128 MiB into a large bank", &qemu_2g, 1800, 0x48000000, 0x50000000, 0x50200000, false},
	{"at the end of a small one", &qemu_2g, 96, 0xB8000000, 0xBDC00000, 0xBDE00000, false},
	/* 64 MiB: tree at 60 MiB. The kernel must not clear it. */
	{"the kernel's memory ends there", &large_bss, 64, 0x44000000, 0x47C00000, 0x47E00000, false},
	{"the kernel's memory is a byte longer", &larger_bss, 64, 0x44000000, 0x47C00000, 0x47E00000,
	 true},
	{"but not in a larger bank", &larger_bss, 256, 0x50000000, 0x58000000, 0x58200000, false},
};

static void places_in_the_first_bank(void **state)
{
	bool good = true;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(place_rows); i++) {
		const struct place_row *row = &place_rows[i];
		struct xb_dom0_memory memory;
		struct scene scene;

		scene_start(&scene, row->layout);
		assert_true(xb_dom0_memory_simulate(&scene.boot, row->mib * MIB, &memory));
		if (memory.kernel.start != row->kernel || memory.tree.start != row->tree ||
		    memory.ramdisk.start != row->ramdisk || memory.in_bss != row->in_bss) {
			print_error("%s: kernel %llx, tree %llx, ramdisk %llx, in BSS %d\n", row->label,
				    (unsigned long long)memory.kernel.start,
				    (unsigned long long)memory.tree.start,
				    (unsigned long long)memory.ramdisk.start, memory.in_bss);
			good = false;
		}
		xb_dom0_memory_clear(&memory);
		scene_end(&scene);
	}
	assert_true(good);
}

/* ---- What is not known -------------------------------------------------------------------------- */

/* Take what one would name away from a description that lacks nothing. */
static void without_ram(struct xb_boot *boot)
{
	boot->ram.count = 0;
}

static void without_module(struct xb_boot *boot, size_t load)
{
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].load == load)
			boot->modules[i].load = XB_NONE;
}

static void without_xen(struct xb_boot *boot)
{
	without_module(boot, XEN);
}

static void without_kernel(struct xb_boot *boot)
{
	without_module(boot, KERNEL);
}

static void without_tree(struct xb_boot *boot)
{
	boot->load_count = TREE;
}

static void without_ramdisk(struct xb_boot *boot)
{
	boot->loads[RAMDISK] = (struct xb_load){.use = XB_LOAD_OVERLAY, .here_only = true};
	without_module(boot, RAMDISK);
}

static void without_loads(struct xb_boot *boot)
{
	boot->loads = NULL;
	boot->load_count = 0;
}

static void without_kernel_size(struct xb_boot *boot)
{
	boot->loads[KERNEL].size_known = false;
	boot->loads[KERNEL].size = 0;
}

static void without_ramdisk_size(struct xb_boot *boot)
{
	boot->loads[RAMDISK].size_known = false;
}

static void without_tree_length(struct xb_boot *boot)
{
	boot->loads[TREE].occupied = 0;
}

static void without_ramdisk_place(struct xb_boot *boot)
{
	boot->loads[RAMDISK].placed = false;
}

static void without_unpacked_size(struct xb_boot *boot)
{
	boot->loads[KERNEL].image.kind = XB_IMAGE_GZIP;
}

/* Not absent, but no image has such a header. */
static void with_far_offset(struct xb_boot *boot)
{
	boot->loads[KERNEL].image.text_offset = UINT64_MAX - 4095;
}

static void without_board_words_release(struct xb_boot *boot)
{
	boot->board = NULL;
	boot->xen_line = (struct xb_line){0};
	boot->xen_version = NULL;
	boot->cpus = 0;
}

static const struct absent_row {
	const char *label;
	void (*take_away)(struct xb_boot *boot);
	bool known; /* what is left is enough */
} absent_rows[] = {
	{"RAM", without_ram, false},
	{"Xen", without_xen, false},
	{"kernel", without_kernel, false},
	{"tree", without_tree, false},
	{"ramdisk", without_ramdisk, true},
	{"loads", without_loads, false},
	{"kernel's size", without_kernel_size, false},
	{"ramdisk's size", without_ramdisk_size, false},
	{"tree's length", without_tree_length, false},
	{"ramdisk's place", without_ramdisk_place, false},
	{"unpacked size", without_unpacked_size, false},
	{"a sound text_offset", with_far_offset, false},
	{"board, words, release and CPUs", without_board_words_release, true},
};

static void nothing_is_assumed_of_what_is_absent(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(absent_rows) / sizeof(absent_rows[0]); i++) {
		const struct absent_row *row = &absent_rows[i];
		struct xb_dom0_outlook outlook;
		struct xb_dom0_memory memory;
		struct xb_dom0_move move;
		struct scene scene;

		print_message("without %s\n", row->label);
		scene_start(&scene, &far_apart);
		row->take_away(&scene.boot);
		(void)xb_kernel_length(&scene.boot);
		assert_int_equal(xb_dom0_memory_simulate(&scene.boot, 1800 * MIB, &memory),
				 row->known);
		xb_dom0_memory_clear(&memory);
		assert_int_equal(xb_dom0_memory_largest(&scene.boot) != 0, row->known);
		/* What has no place yet can be given one. */
		if (xb_dom0_memory_move(&scene.boot, &move))
			assert_true(move.largest > xb_dom0_memory_largest(&scene.boot));
		xb_dom0_outlook_make(&scene.boot, 0, &outlook);
		assert_int_equal(outlook.simulated, row->known);
		assert_int_equal(outlook.largest != 0, row->known);
		assert_int_equal(outlook.wanted, 512 * MIB);
		xb_dom0_outlook_clear(&outlook);
		scene_end(&scene);
	}
}

/* ---- All together ------------------------------------------------------------------------------- */

static const struct outlook_row {
	const char *label;
	const struct layout *layout;
	const char *said; /* dom0_mem; NULL: not set */
	uint64_t wanted, largest, with_move; /* MiB */
	bool simulated, fits;
} outlook_rows[] = {
	{"what fits needs no move", &far_apart, "1G", 1024, 1632, 0, true, true},
	{"what does not fit", &far_apart, "1900M", 1900, 1632, 1972, true, false},
	{"nothing said", &qemu_2g, NULL, 512, 1972, 0, true, true},
	{"packed, and too much", &qemu_2g, "1976M", 1976, 1972, 0, true, false},
	{"no size", &qemu_2g, "much", 0, 1972, 0, false, false},
	{"no size of memory", &qemu_2g, "8388608G", 8388608ull << 10, 1972, 0, false, false},
};

static void the_outlook_has_all_of_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(outlook_rows) / sizeof(outlook_rows[0]); i++) {
		const struct outlook_row *row = &outlook_rows[i];
		struct xb_dom0_outlook outlook;
		struct xb_setting words[2];
		struct scene scene;

		print_message("%s\n", row->label);
		scene_start(&scene, row->layout);
		words[0] = scene.word;
		words[1] = (struct xb_setting){.name = "dom0_mem", .value = (char *)row->said};
		scene.boot.xen_line.words = words;
		scene.boot.xen_line.count = row->said ? 2 : 1;
		xb_dom0_outlook_make(&scene.boot, 0, &outlook);
		assert_int_equal(outlook.set, row->said != NULL);
		assert_int_equal(outlook.wanted / MIB, row->wanted);
		assert_int_equal(outlook.simulated, row->simulated);
		if (row->simulated)
			assert_int_equal(outlook.memory.result == XB_DOM0_FITS, row->fits);
		assert_int_equal(outlook.largest / MIB, row->largest);
		assert_int_equal(outlook.move.largest / MIB, row->with_move);
		xb_dom0_outlook_clear(&outlook);
		scene_end(&scene);
	}
}

/* The block below the first bank that 4.17.7 refused in one of two boots. */
static void scrubbing_is_chance(void **state)
{
	struct xb_dom0_memory memory;
	struct scene scene;

	(void)state;
	scene_start(&scene, &scrubbing);
	assert_true(xb_dom0_memory_simulate(&scene.boot, 1500 * MIB, &memory));
	assert_int_equal(memory.result, XB_DOM0_UNALLOCATED);
	assert_true(memory.by_chance);
	xb_dom0_memory_clear(&memory);
	scene_end(&scene);
	scene_start(&scene, &spread);
	assert_true(xb_dom0_memory_simulate(&scene.boot, 1500 * MIB, &memory));
	assert_int_equal(memory.result, XB_DOM0_FITS);
	assert_false(memory.by_chance);
	xb_dom0_memory_clear(&memory);
	scene_end(&scene);
}

/* 3941M of 4 GiB: its last MiB lay 1 MiB higher than planned under 4.17.7, with a GICv2. */
static void small_blocks_lie_about_there(void **state)
{
	static const struct {
		uint64_t wanted; /* MiB */
		bool small;
	} sizes[] = {{512, false}, {1201, false}, {3940, false}, {3941, true}};
	struct xb_dom0_memory memory;
	struct scene scene;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(sizes); i++) {
		scene_start(&scene, &qemu_4g);
		assert_true(xb_dom0_memory_simulate(&scene.boot, sizes[i].wanted * MIB, &memory));
		assert_int_equal(memory.result, XB_DOM0_FITS);
		assert_int_equal(memory.has_small, sizes[i].small);
		xb_dom0_memory_clear(&memory);
		scene_end(&scene);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(banks_are_those_of_xen),
		cmocka_unit_test(the_largest_that_works),
		cmocka_unit_test(the_move_that_helps),
		cmocka_unit_test(places_in_the_first_bank),
		cmocka_unit_test(nothing_is_assumed_of_what_is_absent),
		cmocka_unit_test(the_outlook_has_all_of_it),
		cmocka_unit_test(scrubbing_is_chance),
		cmocka_unit_test(small_blocks_lie_about_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

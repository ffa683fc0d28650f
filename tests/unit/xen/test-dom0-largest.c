/* SPDX-License-Identifier: MIT */
/*
 * The largest dom0_mem against a plain search: from above in steps of 4 MiB, each size simulated in
 * all cases. On maps made at random: RAM in pieces, modules anywhere, every release.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/boot/parts.h"
#include "xen/dom0-memory.h"
#include "xenboot/boot.h"
#include "xenboot/xen.h"

#define GIB (1024 * MIB)
#define MAPS 3000

/* ---- Maps at random -------------------------------------------------------------------------- */

struct scene {
	struct xb_boot boot;
	struct xb_board board;
	struct xb_load loads[5];
	struct parts parts;
	struct xb_setting word;
	struct xb_named_range reserved[6];
};

static uint64_t state_of_chance;

/* xorshift64*; below MOST */
static uint64_t chance(uint64_t most)
{
	state_of_chance ^= state_of_chance >> 12;
	state_of_chance ^= state_of_chance << 25;
	state_of_chance ^= state_of_chance >> 27;
	return (state_of_chance * 0x2545F4914F6CDD1Du >> 20) % most;
}

/* A size whose magnitude is as likely as its digits: whole pages, often rounder. */
static uint64_t some_size(uint64_t most)
{
	uint64_t unit = XB_PAGE << chance(18), size = chance(most / unit + 1) * unit;

	return size ? size : XB_PAGE;
}

static void add_ram(struct xb_boot *boot)
{
	static const uint64_t lengths[] = {256 * MIB, GIB, 2 * GIB, 4 * GIB, 8 * GIB};
	size_t banks = 1 + chance(3);
	uint64_t at = chance(3) ? chance(4) * GIB : some_size(6 * GIB);

	for (size_t i = 0; i < banks; i++) {
		uint64_t size = 64 * MIB + some_size(lengths[chance(i ? 5 : 4)]);

		xb_ranges_add(&boot->ram, (struct xb_range){at, size});
		at += size + some_size(chance(4) ? 64 * MIB : 8 * GIB);
	}
}

static uint64_t place_in_ram(const struct xb_boot *boot, uint64_t size)
{
	struct xb_range bank = boot->ram.items[chance(chance(2) ? 1 : boot->ram.count)];
	uint64_t unit = chance(2) ? XB_SLOT : XB_PAGE;
	uint64_t room = bank.size > size ? bank.size - size : 1;

	return bank.start + chance(room) / unit * unit;
}

static void put_load(struct scene *scene, enum xb_load_use use, uint64_t size)
{
	scene->loads[scene->boot.load_count++] =
		(struct xb_load){.use = use,
				 .address = place_in_ram(&scene->boot, size),
				 .placed = true,
				 .size = size,
				 .size_known = true,
				 .occupied = size,
				 .footprint = size};
}

static void put_kernel(struct scene *scene)
{
	static const uint64_t offsets[] = {0, 0, 0x80000, 0x200000, 0x8000000};
	uint64_t size = some_size(chance(8) ? 64 * MIB : 600 * MIB);
	struct xb_image *image = &scene->loads[scene->boot.load_count].image;

	put_load(scene, XB_LOAD_MODULE, size);
	image->kind = chance(4) ? XB_IMAGE_ARM64 : XB_IMAGE_GZIP;
	image->inner = chance(4) ? XB_IMAGE_ARM64 : XB_IMAGE_UNKNOWN;
	image->unpacked_size = 2 * size - chance(XB_PAGE);
	image->image_size = size + some_size(4 * MIB);
	image->text_offset = offsets[chance(5)];
}

/* Now and then kernel and ramdisk fill a block, or just not. */
static uint64_t ramdisk_size(uint64_t kernel)
{
	uint64_t block = (128 * MIB << chance(4)) + some_size(32 * MIB) - 16 * MIB;

	if (chance(3) == 0 && block > kernel)
		return block - kernel;
	return some_size(chance(3) ? 100 * MIB : 1500 * MIB);
}

static void scene_start(struct scene *scene, uint64_t seed)
{
	static const char *const versions[] = {"4.14", "4.17", "4.17", "4.22", NULL};
	struct xb_boot *boot = &scene->boot;
	size_t ramdisk = XB_NONE;

	state_of_chance = seed * 0x9E3779B97F4A7C15u + 1;
	*scene = (struct scene){.word = {.name = "bootscrub", .value = "0"}};
	boot->loads = scene->loads;
	add_ram(boot);
	put_load(scene, XB_LOAD_SCRIPT, 8192);
	put_load(scene, XB_LOAD_MODULE, 983048);
	put_kernel(scene);
	if (chance(4)) {
		put_load(scene, XB_LOAD_MODULE, ramdisk_size(scene->loads[2].size));
		ramdisk = 3;
	}
	parts_set(&scene->parts, boot, 1, 2, ramdisk);
	put_load(scene, XB_LOAD_TREE, some_size(2 * MIB));
	boot->reserved.items = scene->reserved;
	boot->reserved.count = chance(2) ? chance(7) : 0;
	for (size_t i = 0; i < boot->reserved.count; i++) {
		uint64_t size = some_size(64 * MIB);

		scene->reserved[i].range = (struct xb_range){place_in_ram(boot, size), size};
	}
	boot->cpus = chance(3) ? chance(9) : 128;
	boot->xen_version = versions[chance(5)];
	boot->xen_line.words = &scene->word;
	boot->xen_line.count = chance(2);
	scene->board.dma_bits = (struct xb_number){.value = 28 + chance(5), .given = chance(2)};
	boot->board = &scene->board;
}

static void scene_end(struct scene *scene)
{
	xb_ranges_clear(&scene->boot.ram);
}

/* ---- The plain search ------------------------------------------------------------------------ */

static bool works(struct xb_dom0_site *site, uint64_t bytes)
{
	bool fits = true;

	for (size_t i = 0; fits && i < site->heaps.case_count; i++) {
		struct xb_dom0_memory memory = {.wanted = bytes};
		uint64_t lesser;

		xb_dom0_simulate_case(site, i, &memory, &lesser);
		fits = memory.result == XB_DOM0_FITS;
		xb_dom0_memory_clear(&memory);
	}
	return fits;
}

static uint64_t plain_largest(struct xb_dom0_site *site)
{
	uint64_t bytes = 0;

	if (site->heaps.result != XB_DOM0_FITS)
		return 0;
	for (size_t i = 0; i < site->heaps.count; i++)
		if (site->heaps.heaps[i].free << XB_PAGE_SHIFT > bytes)
			bytes = site->heaps.heaps[i].free << XB_PAGE_SHIFT;
	for (bytes -= bytes % STEP; bytes && !works(site, bytes);)
		bytes -= STEP;
	return bytes;
}

static void agrees_with_a_plain_search(void **state)
{
	size_t known = 0, some = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= MAPS; seed++) {
		struct xb_dom0_site site;
		struct scene scene;
		uint64_t got, want;

		scene_start(&scene, seed);
		if (xb_dom0_site_make(&scene.boot, &site)) {
			got = xb_dom0_largest(&site);
			want = plain_largest(&site);
			known++;
			some += want != 0;
			if (got != want)
				fail_msg("map %llu: got %lluM, want %lluM",
					 (unsigned long long)seed, (unsigned long long)(got / MIB),
					 (unsigned long long)(want / MIB));
		}
		xb_dom0_site_clear(&site);
		scene_end(&scene);
	}
	/* The maps are worth the name. */
	print_message("%zu maps, %zu of them with room\n", known, some);
	assert_true(known > MAPS / 2 && some > MAPS / 4);
}

/* ---- Large machines -------------------------------------------------------------------------- */

/* Each size from 1 GiB above on fails, down to the largest: on 2 TiB all of them would be many. */
static void is_exact_on_two_tib(void **state)
{
	static const char *const versions[] = {"4.17", "4.22", NULL};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		struct xb_dom0_site site;
		struct scene scene;
		uint64_t largest;

		scene_start(&scene, 1);
		scene.boot.ram.count = 0;
		xb_ranges_add(&scene.boot.ram, (struct xb_range){2 * GIB, 2 * GIB});
		xb_ranges_add(&scene.boot.ram, (struct xb_range){512 * GIB, 2046 * GIB});
		scene.boot.load_count = scene.boot.reserved.count = 0;
		put_load(&scene, XB_LOAD_MODULE, 983048);
		put_load(&scene, XB_LOAD_MODULE, 32956352);
		put_load(&scene, XB_LOAD_TREE, 65536);
		parts_set(&scene.parts, &scene.boot, 0, 1, XB_NONE);
		for (size_t k = 0; k < 3; k++)
			scene.loads[k].address = 2 * GIB + (k + 1) * 64 * MIB;
		scene.boot.xen_version = versions[i % 3];
		scene.boot.xen_line.count = i < 3;
		assert_true(xb_dom0_site_make(&scene.boot, &site));
		largest = xb_dom0_largest(&site);
		assert_true(largest > 100 * GIB && works(&site, largest));
		for (uint64_t more = STEP; more <= GIB; more += STEP)
			assert_false(works(&site, largest + more));
		xb_dom0_site_clear(&site);
		scene_end(&scene);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_exact_on_two_tib),
		cmocka_unit_test(agrees_with_a_plain_search),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

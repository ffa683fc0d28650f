/* SPDX-License-Identifier: MIT */
/*
 * What guests find of memory: limits that were found by booting them, in steps of a page (QEMU's virt, 2 GiB and 2
 * CPUs, a tree of 8600 bytes), and what must hold of the largest memory that is named.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/diags.h"
#include "xenboot/xen.h"

#define KIB ((uint64_t)1 << 10)
#define MIB ((uint64_t)1 << 20)
#define GIB ((uint64_t)1 << 30)
#define LINUX 32956352u
#define RAMDISK 987757u

enum { MOST_GUESTS = 4, MOST_LOADS = 16, MOST_WORDS = 4 };

struct guest {
	uint64_t memory, cpus; /* memory 0: there are no more; cpus 0: 1 */
	uint64_t kernel, unpacked, ramdisk; /* kernel 0: a small one; unpacked 0: it is no gzip */
	uint64_t static_memory;
	const char *property, *value;
};
struct set {
	const char *version; /* NULL: not known */
	uint64_t ram, cpus;  /* 0: 2 GiB, 2 */
	uint64_t dom0;	     /* dom0_mem in MiB; 0: there is no dom0 */
	uint64_t dom0_kernel, dom0_unpacked, dom0_ramdisk; /* kernel 0: a small one; unpacked 0: it is no gzip */
	uint64_t static_heap; /* bytes, 0: none */
	const char *words[2 * MOST_WORDS]; /* of Xen's line: name, value, ... */
	struct guest guests[MOST_GUESTS];
};

struct scene {
	struct xb_boot boot;
	struct xb_load loads[MOST_LOADS];
	struct xb_module modules[MOST_LOADS];
	struct xb_domain domains[MOST_GUESTS + 1];
	struct xb_setting words[MOST_WORDS], properties[MOST_GUESTS];
	char version[8];
	uint64_t next; /* where the next file goes */
	struct xb_dom0_outlook dom0;
	struct xb_guests_memory memory;
};

/* ---- A scene ------------------------------------------------------------------------------------- */

static struct xb_load *add_load(struct scene *scene, enum xb_load_use use, uint64_t size)
{
	struct xb_load *load = &scene->loads[scene->boot.load_count++];

	*load = (struct xb_load){.use = use,
				 .address = scene->next,
				 .placed = true,
				 .size = size,
				 .size_known = true,
				 .occupied = size,
				 .footprint = size};
	scene->next = xb_align_up(scene->next + size, 2 * MIB);
	return load;
}

static struct xb_load *add_module(struct scene *scene, enum xb_module_kind kind, size_t domain, uint64_t size)
{
	struct xb_boot *boot = &scene->boot;

	scene->modules[boot->module_count++] =
		(struct xb_module){.kind = kind, .domain = domain, .load = boot->load_count};
	return add_load(scene, XB_LOAD_MODULE, size);
}

static struct xb_domain *add_domain(struct scene *scene, bool hardware)
{
	struct xb_domain *domain = &scene->domains[scene->boot.domain_count++];

	*domain = (struct xb_domain){.name = hardware ? "dom0" : "guest",
				     .hardware = hardware,
				     .node = hardware ? NULL : "/chosen/guest"};
	return domain;
}

static void pack(struct xb_load *kernel, uint64_t unpacked)
{
	if (!unpacked)
		return;
	kernel->image.kind = XB_IMAGE_GZIP;
	kernel->image.unpacked_size = unpacked;
}

static void add_dom0(struct scene *scene, const struct set *set)
{
	add_domain(scene, true);
	pack(add_module(scene, XB_MODULE_KERNEL, 0, set->dom0_kernel ? set->dom0_kernel : 596),
	     set->dom0_unpacked);
	if (set->dom0_ramdisk)
		add_module(scene, XB_MODULE_RAMDISK, 0, set->dom0_ramdisk);
	scene->dom0 = (struct xb_dom0_outlook){.wanted = set->dom0 * MIB, .set = true};
}

static void add_guest(struct scene *scene, const struct guest *guest, struct xb_setting *property)
{
	size_t index = scene->boot.domain_count;
	struct xb_domain *domain = add_domain(scene, false);

	pack(add_module(scene, XB_MODULE_KERNEL, index, guest->kernel ? guest->kernel : 612), guest->unpacked);
	if (guest->ramdisk)
		add_module(scene, XB_MODULE_RAMDISK, index, guest->ramdisk);
	domain->memory = (struct xb_said){.value = guest->memory, .known = true};
	domain->cpus = (struct xb_said){.value = guest->cpus ? guest->cpus : 1, .known = true};
	if (guest->static_memory) {
		domain->static_first = scene->boot.load_count;
		domain->static_count = 1;
		add_load(scene, XB_LOAD_MEMORY, guest->static_memory);
	}
	if (!guest->property)
		return;
	*property = (struct xb_setting){.name = (char *)guest->property, .value = (char *)guest->value};
	domain->properties = (struct xb_line){.words = property, .count = 1};
}

/* The sizes of the Xens that were booted. */
static uint64_t image_size(const char *version)
{
	static const struct {
		const char *version;
		uint64_t size;
	} sizes[] = {{"4.14", 1225928}, {"4.17", 0x1360C8}, {"4.20", 0x144000}, {"4.22", 0x164000}};

	for (size_t i = 0; version && i < XB_COUNT(sizes); i++)
		if (strcmp(version, sizes[i].version) == 0)
			return sizes[i].size;
	return sizes[1].size;
}

static void add_words(struct scene *scene, const struct set *set)
{
	size_t count = 0;

	for (; count < MOST_WORDS && set->words[2 * count]; count++)
		scene->words[count] = (struct xb_setting){.name = (char *)set->words[2 * count],
							  .value = (char *)set->words[2 * count + 1]};
	scene->boot.xen_line = (struct xb_line){.text = "", .words = scene->words, .count = count};
}

static void scene_start(struct scene *scene, const struct set *set, const struct xb_catalog *catalog)
{
	struct xb_boot *boot = &scene->boot;

	*scene = (struct scene){.next = 0x40400000};
	xb_ranges_add(&boot->ram, (struct xb_range){0x40000000, set->ram ? set->ram : 2 * GIB});
	boot->loads = scene->loads;
	boot->modules = scene->modules;
	boot->domains = scene->domains;
	boot->arch = "arm64";
	boot->cpus = set->cpus ? set->cpus : 2;
	boot->cells = 2;
	boot->xen_version = set->version;
	boot->entrance = (struct xb_entrance){.xen = 0, .tree = 1};
	add_words(scene, set);
	add_module(scene, XB_MODULE_XEN, XB_NONE, image_size(set->version));
	add_load(scene, XB_LOAD_TREE, 8600)->occupied = 0x6000;
	if (set->dom0)
		add_dom0(scene, set);
	for (size_t i = 0; i < MOST_GUESTS && set->guests[i].memory; i++)
		add_guest(scene, &set->guests[i], &scene->properties[i]);
	if (set->static_heap)
		add_load(scene, XB_LOAD_MEMORY, set->static_heap)->heap = true;
	scene->memory = xb_guests_memory_make(boot, catalog, &scene->dom0);
	assert_true(scene->memory.known);
}

static void scene_end(struct scene *scene)
{
	xb_guests_memory_clear(&scene->memory);
	xb_ranges_clear(&scene->boot.ram);
}

/* ---- Fixture ------------------------------------------------------------------------------------- */

struct fixture {
	struct xb_data *data;
	struct xb_catalog *catalog;
};

static int start(void **state)
{
	static struct fixture fixture;
	struct xb_diags diags = {0};

	fixture.data = xb_data_new(NULL, NULL);
	fixture.catalog = xb_catalog_load(fixture.data, &diags);
	*state = &fixture;
	return fixture.catalog ? 0 : -1;
}

static int end(void **state)
{
	struct fixture *fixture = *state;

	xb_catalog_free(fixture->catalog);
	xb_data_free(fixture->data);
	return 0;
}

/* What becomes of SET with so much memory for its guest INDEX: the result of the guest that lacks some. */
static enum xb_guest_result result_with(const struct set *set, size_t index, uint64_t memory,
					const struct xb_catalog *catalog)
{
	const struct xb_guest_memory *lack;
	enum xb_guest_result result;
	struct set changed = *set;
	struct scene scene;

	changed.guests[index].memory = memory;
	scene_start(&scene, &changed, catalog);
	lack = xb_guests_memory_lack(&scene.memory);
	result = lack ? lack->result : XB_GUEST_FITS;
	scene_end(&scene);
	return result;
}

/* ---- What was booted ----------------------------------------------------------------------------- */

#define BESIDE .dom0 = 512, .words = {"dom0_max_vcpus", "1"}
#define FIRST 262144 * KIB
#define LINUX_OF_BOTH BESIDE, .dom0_kernel = LINUX, .dom0_ramdisk = RAMDISK
#define LINUX_GUEST {.memory = 1, .kernel = LINUX, .ramdisk = RAMDISK}

/* The last guest's memory is what was found: so many KiB boot, and a page more does not. */
static const struct booted {
	const char *label;
	struct set set;
	uint64_t kib;
} booted[] = {
	{"dom0 and one", {.version = "4.14", BESIDE, .guests = {{.memory = 1}}}, 1532752},
	{"dom0 and one", {.version = "4.17", BESIDE, .guests = {{.memory = 1}}}, 1532700},
	{"dom0 and one", {.version = "4.20", BESIDE, .guests = {{.memory = 1}}}, 1532728},
	{"dom0 and two", {.version = "4.17", BESIDE, .guests = {{.memory = FIRST}, {.memory = 1}}}, 1268392},
	{"dom0 and two", {.version = "4.20", BESIDE, .guests = {{.memory = FIRST}, {.memory = 1}}}, 1268432},
	{"one alone", {.version = "4.17", .guests = {{.memory = 1}}}, 2056656},
	{"one alone", {.version = "4.20", .guests = {{.memory = 1}}}, 2056612},
	{"two alone", {.version = "4.17", .guests = {{.memory = FIRST, .kernel = 596}, {.memory = 1}}}, 1792348},
	{"two alone", {.version = "4.20", .guests = {{.memory = FIRST, .kernel = 596}, {.memory = 1}}}, 1792312},
	{"Linux as both", {.version = "4.17", LINUX_OF_BOTH, .guests = {LINUX_GUEST}}, 1466344},
	{"Linux as both", {.version = "4.20", LINUX_OF_BOTH, .guests = {LINUX_GUEST}}, 1466372},
};

static size_t last_of(const struct set *set)
{
	size_t count = 0;

	while (count < MOST_GUESTS && set->guests[count].memory)
		count++;
	return count - 1;
}

static void within_a_page_of_what_was_booted(void **state)
{
	const struct fixture *fixture = *state;

	for (size_t i = 0; i < XB_COUNT(booted); i++) {
		const struct booted *row = &booted[i];
		size_t last = last_of(&row->set);
		enum xb_guest_result less =
			result_with(&row->set, last, (row->kib - 4) * KIB, fixture->catalog);
		enum xb_guest_result more =
			result_with(&row->set, last, (row->kib + 8) * KIB, fixture->catalog);

		if (less != XB_GUEST_FITS || more == XB_GUEST_FITS)
			fail_msg("%s, %s: %d with a page less, %d with two more", row->label,
				 row->set.version, less, more);
	}
}

/* ---- What it says when it does not fit ------------------------------------------------------------ */

#define COLOURS .words = {"llc-coloring", "true", "llc-size", "1M", "llc-nr-ways", "16"}

static const struct refused {
	const char *label;
	struct set set;
	size_t index; /* which lacks it; XB_NONE: none does */
	enum xb_guest_result result;
	uint64_t unallocated; /* in KiB */
} refused[] = {
	{"they fit", {.version = "4.17", BESIDE, .guests = {{.memory = 256 * MIB}, {.memory = 512 * MIB}}}, XB_NONE, 0, 0},
	{"the second does not", {.version = "4.17", BESIDE, .guests = {{.memory = 256 * MIB}, {.memory = 1300 * MIB}}}, 1,
	 XB_GUEST_NO_RAM, 1300 * KIB},
	{"the first leaves nothing", {.version = "4.17", BESIDE, .guests = {{.memory = 1496 * MIB}, {.memory = 1 * MIB}}}, 1,
	 XB_GUEST_NO_TABLES, 0},
	{"a bank of 3 GiB is there", {.version = "4.17", .ram = 4 * GIB, .guests = {{.memory = 5 * GIB}}}, 0,
	 XB_GUEST_NO_RAM, 2 * GIB / KIB},
	{"and is not", {.version = "4.17", .ram = 2 * GIB, .guests = {{.memory = 5 * GIB}}}, 0, XB_GUEST_NO_RAM,
	 5 * GIB / KIB},
	{"static memory is no part of it",
	 {.version = "4.17", .guests = {{.memory = 1536 * MIB, .static_memory = 1536 * MIB}, {.memory = 400 * MIB}}}, XB_NONE, 0, 0},
	{"but takes it away",
	 {.version = "4.17", .guests = {{.memory = 1536 * MIB, .static_memory = 1536 * MIB}, {.memory = 480 * MIB}}}, 1,
	 XB_GUEST_NO_RAM, 480 * KIB},
	{"a static heap is all there is", {.version = "4.17", .static_heap = 256 * MIB, .guests = {{.memory = 240 * MIB}}},
	 0, XB_GUEST_NO_RAM, 240 * KIB},
	{"and does for less", {.version = "4.17", .static_heap = 256 * MIB, .guests = {{.memory = 200 * MIB}}}, XB_NONE, 0,
	 0},
	{"a pool of its own", {.version = "4.17", .guests = {{.memory = 64 * MIB, .property = "xen,domain-p2m-mem-mb",
							     .value = "2040"}}}, 0, XB_GUEST_NO_TABLES, 0},
	{"a gzip kernel is unpacked into one block",
	 {.version = "4.17", .guests = {{.memory = 1800 * MIB}, {.memory = 16 * MIB, .kernel = 12 * MIB, .unpacked = 300 * MIB}}}, 1,
	 XB_GUEST_NO_UNPACKED, 0},
	{"and has grown by then",
	 {.version = "4.17", .guests = {{.memory = 1970 * MIB, .kernel = 12 * MIB, .unpacked = 60 * MIB}}}, 0,
	 XB_GUEST_NO_RAM, 1970 * KIB},
	{"not so one that is as it is", {.version = "4.17", .guests = {{.memory = 1970 * MIB, .kernel = 12 * MIB}}}, XB_NONE,
	 0, 0},
	/* Booted with 2 of 16 colours of 2 GiB. */
	{"2 of 16 colours", {.version = "4.20", COLOURS, .guests = {{.memory = 384 * MIB, .property = "llc-colors",
								     .value = "14,15"}}}, 0,
	 XB_GUEST_NO_RAM, 384 * KIB},
	{"have less", {.version = "4.20", COLOURS, .guests = {{.memory = 192 * MIB, .property = "llc-colors",
								.value = "14-15"}}}, XB_NONE, 0, 0},
	{"in 4.20 the next guest has the same",
	 {.version = "4.20", COLOURS,
	  .guests = {{.memory = 96 * MIB, .property = "llc-colors", .value = "14-15"}, {.memory = 192 * MIB}}}, 1,
	 XB_GUEST_NO_RAM, 192 * KIB},
	{"in 4.21 all of them",
	 {.version = "4.21", COLOURS,
	  .guests = {{.memory = 96 * MIB, .property = "llc-colors", .value = "14-15"}, {.memory = 192 * MIB}}}, XB_NONE, 0, 0},
};

static void says_what_lacks(void **state)
{
	const struct fixture *fixture = *state;

	for (size_t i = 0; i < XB_COUNT(refused); i++) {
		const struct refused *row = &refused[i];
		const struct xb_guest_memory *lack;
		struct scene scene;
		size_t index;

		scene_start(&scene, &row->set, fixture->catalog);
		lack = xb_guests_memory_lack(&scene.memory);
		index = lack ? (size_t)(lack - scene.memory.items) : XB_NONE;
		if (index != row->index ||
		    (lack && (lack->result != row->result || lack->unallocated / KIB != row->unallocated)))
			fail_msg("%s: guest %zd, %d, %llu KiB", row->label, index, lack ? (int)lack->result : 0,
				 lack ? (unsigned long long)(lack->unallocated / KIB) : 0);
		scene_end(&scene);
	}
}

/* ---- The largest --------------------------------------------------------------------------------- */

/* No one lacks anything, nor nearly so. */
static bool works(const struct set *set, size_t index, uint64_t memory, const struct xb_catalog *catalog)
{
	struct set changed = *set;
	struct scene scene;
	bool good;

	changed.guests[index].memory = memory;
	scene_start(&scene, &changed, catalog);
	good = !xb_guests_memory_lack(&scene.memory);
	for (size_t i = 0; i < scene.memory.count; i++)
		good = good && !scene.memory.items[i].tight;
	scene_end(&scene);
	return good;
}

static void is_largest(const struct set *set, const char *label, const struct xb_catalog *catalog)
{
	for (size_t i = 0; i <= last_of(set); i++) {
		uint64_t largest;
		struct scene scene;

		scene_start(&scene, set, catalog);
		largest = scene.memory.items[i].largest;
		scene_end(&scene);
		if ((largest && !works(set, i, largest, catalog)) || works(set, i, largest + MIB, catalog))
			fail_msg("%s: guest %zu, %lluM is not the largest", label, i,
				 (unsigned long long)(largest / MIB));
	}
}

static const struct {
	const char *label;
	struct set set;
} largest[] = {
	{"one", {.version = "4.17", BESIDE, .guests = {{.memory = 64 * MIB}}}},
	{"three", {.version = "4.20", BESIDE, .guests = {{.memory = 64 * MIB}, {.memory = 128 * MIB, .cpus = 4}, {.memory = 700 * MIB}}}},
	{"one that has too much",
	 {.version = "4.22", .guests = {{.memory = 64 * MIB}, {.memory = 1900 * MIB}, {.memory = 64 * MIB, .cpus = 2}}}},
	{"a pool of its own",
	 {.version = "4.17", .guests = {{.memory = 64 * MIB, .property = "p2m-mem-mb", .value = "1"}, {.memory = 64 * MIB}}}},
	{"much", {.version = "4.17", .ram = 64 * GIB, .guests = {{.memory = 1 * GIB}, {.memory = 2 * GIB, .cpus = 8}}}},
	{"more than there is", {.version = "4.17", .ram = GIB << 30, .guests = {{.memory = 1 * GIB, .cpus = 8}}}},
	{"a later one unpacks its kernel",
	 {.version = "4.17",
	  .guests = {{.memory = 64 * MIB}, {.memory = 16 * MIB, .kernel = 12 * MIB, .unpacked = 300 * MIB}}}},
	{"colours of one's own",
	 {.version = "4.21", COLOURS,
	  .guests = {{.memory = 64 * MIB, .property = "llc-colors", .value = "0-3"},
		     {.memory = 64 * MIB, .property = "llc-colors", .value = "4-7"}}}},
	{"two that share their colours",
	 {.version = "4.21", COLOURS,
	  .guests = {{.memory = 64 * MIB, .property = "llc-colors", .value = "0-3"},
		     {.memory = 64 * MIB, .property = "llc-colors", .value = "0-3"}}}},
	{"a static heap", {.version = "4.17", .static_heap = 512 * MIB, .guests = {{.memory = 64 * MIB}, {.memory = 32 * MIB}}}},
	{"no release", {.guests = {{.memory = 64 * MIB}, {.memory = 32 * MIB}}}},
};

static void the_largest_is_the_largest(void **state)
{
	const struct fixture *fixture = *state;

	for (size_t i = 0; i < XB_COUNT(largest); i++)
		is_largest(&largest[i].set, largest[i].label, fixture->catalog);
}

static uint64_t draw(uint64_t *seed, uint64_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (*seed >> 33) % below;
}

static void of_sets_that_are_drawn(void **state)
{
	static const char *const versions[] = {"4.14", "4.17", "4.18", "4.20", "4.21", "4.22", NULL};
	const struct fixture *fixture = *state;
	uint64_t seed = 11;

	for (int run = 0; run < 300; run++) {
		struct set set = {.version = versions[draw(&seed, XB_COUNT(versions))],
				  .ram = (1 + draw(&seed, 8)) * GIB,
				  .cpus = 1 + draw(&seed, 8),
				  .dom0 = draw(&seed, 2) * 256};
		char label[32];

		for (size_t i = 0; i <= draw(&seed, MOST_GUESTS); i++)
			set.guests[i % MOST_GUESTS] =
				(struct guest){.memory = (1 + draw(&seed, 300000)) * 4 * KIB,
					       .cpus = 1 + draw(&seed, 8),
					       .ramdisk = draw(&seed, 2) * MIB};
		snprintf(label, sizeof(label), "run %d", run);
		is_largest(&set, label, fixture->catalog);
	}
}

/* ---- The rest ------------------------------------------------------------------------------------ */

static void a_release_decides(void **state)
{
	const struct fixture *fixture = *state;
	struct set set = {BESIDE, .guests = {{.memory = 1532740 * KIB}}};
	struct scene scene;

	scene_start(&scene, &set, fixture->catalog);
	assert_non_null(xb_guests_memory_lack(&scene.memory));
	assert_true(scene.memory.by_chance);
	scene_end(&scene);
	set.guests[0].memory = 1500 * MIB;
	scene_start(&scene, &set, fixture->catalog);
	assert_non_null(xb_guests_memory_lack(&scene.memory));
	assert_false(scene.memory.by_chance);
	scene_end(&scene);
}

static void sees_two_banks(void **state)
{
	const struct fixture *fixture = *state;
	const struct set set = {.version = "4.17", .ram = 8 * GIB, .guests = {{.memory = 5 * GIB}, {.memory = 1 * GIB}}};
	struct scene scene;

	scene_start(&scene, &set, fixture->catalog);
	assert_int_equal(scene.memory.items[0].banks.count, 2);
	assert_int_equal(scene.memory.items[0].banks.items[0].start, 0x40000000);
	assert_int_equal(scene.memory.items[0].banks.items[0].size, 3 * GIB);
	assert_int_equal(scene.memory.items[0].banks.items[1].start, 0x200000000);
	assert_int_equal(scene.memory.items[0].banks.items[1].size, 2 * GIB);
	assert_int_equal(scene.memory.items[1].banks.count, 1);
	scene_end(&scene);
}

static void nothing_is_said_of_guests_behind_a_dom0_that_fails(void **state)
{
	const struct fixture *fixture = *state;
	const struct set set = {.version = "4.17", BESIDE, .guests = {{.memory = 64 * MIB}}};
	struct xb_guests_memory memory;
	struct scene scene;

	scene_start(&scene, &set, fixture->catalog);
	scene.dom0.simulated = true;
	scene.dom0.memory.result = XB_DOM0_UNALLOCATED;
	memory = xb_guests_memory_make(&scene.boot, fixture->catalog, &scene.dom0);
	assert_false(memory.known);
	assert_int_equal(memory.count, 0);
	scene_end(&scene);
}

static uint64_t distance(uint64_t a, uint64_t b)
{
	return a > b ? a - b : b - a;
}

/* Booted: with the packed kernel 28 KiB less are free when all run (the tables that map it), and the largest dom0_mem
 * is the same. */
static void dom0s_kernel_may_be_packed(void **state)
{
	const struct fixture *fixture = *state;
	const struct set plain = {.version = "4.17", LINUX_OF_BOTH, .guests = {{.memory = 512 * MIB, .kernel = LINUX}}};
	struct set packed = plain;
	struct scene scenes[2];
	struct xb_dom0_outlook outlooks[2];
	uint64_t sums[2];

	packed.dom0_kernel = 12185819;
	packed.dom0_unpacked = LINUX;
	for (size_t i = 0; i < XB_COUNT(scenes); i++) {
		scene_start(&scenes[i], i ? &packed : &plain, fixture->catalog);
		sums[i] = xb_guests_memory_sum(&scenes[i].boot, fixture->catalog);
		xb_dom0_outlook_make(&scenes[i].boot, sums[i], &outlooks[i]);
	}
	assert_int_equal(sums[0], sums[1]);
	assert_int_equal(outlooks[0].largest, outlooks[1].largest);
	assert_int_equal(outlooks[0].largest, 1408 * MIB);
	assert_true(distance(scenes[0].memory.after, scenes[1].memory.after) <= 28 * KIB);
	assert_true(distance(scenes[0].memory.items[0].left, scenes[1].memory.items[0].left) <= 28 * KIB);
	for (size_t i = 0; i < XB_COUNT(scenes); i++) {
		xb_dom0_outlook_clear(&outlooks[i]);
		scene_end(&scenes[i]);
	}
}

static struct xb_guest_start start_with(const struct xb_image *kernel, const struct xb_image *ramdisk)
{
	struct xb_load loads[] = {{.use = XB_LOAD_MODULE, .size = LINUX, .size_known = true, .present = true, .image = *kernel},
				  {.use = XB_LOAD_MODULE, .size = RAMDISK, .size_known = true, .present = true,
				   .image = *ramdisk}};
	struct xb_module modules[] = {{.kind = XB_MODULE_KERNEL, .load = 0}, {.kind = XB_MODULE_RAMDISK, .load = 1}};
	struct xb_domain domain = {.name = "guest", .node = "/chosen/guest"};
	struct xb_boot boot = {.loads = loads,
			       .load_count = XB_COUNT(loads),
			       .modules = modules,
			       .module_count = XB_COUNT(modules),
			       .domains = &domain,
			       .domain_count = 1};
	struct xb_guest_start start;

	if (!xb_guest_start_measure(&boot, &domain, &start))
		start = (struct xb_guest_start){0};
	return start;
}

static void the_end_of_a_file_that_is_cut_off_is_no_size(void **state)
{
	static const struct {
		const char *truncated;
		uint64_t unpacked;
		bool counts;
	} rows[] = {{NULL, 4 * MIB, true},	    /* as it should be */
		    {"cut off", 4 * MIB, false},
		    {NULL, 4 * MIB + 2, false},	    /* no archive ends there */
		    {NULL, 2000 * MIB, false}};	    /* nor can it be packed so well */
	const struct xb_image linux_image = {.kind = XB_IMAGE_ARM64, .image_size = 32 * MIB}, plain = {.kind = XB_IMAGE_CPIO};
	uint64_t least = start_with(&linux_image, &plain).enough;
	struct xb_image packed = {.kind = XB_IMAGE_GZIP, .inner = XB_IMAGE_ARM64, .unpacked_size = LINUX};

	(void)state;
	assert_true(least > 32 * MIB);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const struct xb_image ramdisk = {
			.kind = XB_IMAGE_GZIP, .unpacked_size = rows[i].unpacked, .truncated = rows[i].truncated};
		uint64_t enough = start_with(&linux_image, &ramdisk).enough;

		if (rows[i].counts ? enough <= least : enough != least)
			fail_msg("row %zu: %llu of %llu", i, (unsigned long long)enough, (unsigned long long)least);
	}
	assert_int_equal(start_with(&packed, &plain).kernel, LINUX);
	packed.truncated = "cut off";
	assert_int_equal(start_with(&packed, &plain).kernel, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(within_a_page_of_what_was_booted),
		cmocka_unit_test(says_what_lacks),
		cmocka_unit_test(the_largest_is_the_largest),
		cmocka_unit_test(of_sets_that_are_drawn),
		cmocka_unit_test(a_release_decides),
		cmocka_unit_test(sees_two_banks),
		cmocka_unit_test(nothing_is_said_of_guests_behind_a_dom0_that_fails),
		cmocka_unit_test(dom0s_kernel_may_be_packed),
		cmocka_unit_test(the_end_of_a_file_that_is_cut_off_is_no_size),
	};

	return cmocka_run_group_tests(tests, start, end);
}

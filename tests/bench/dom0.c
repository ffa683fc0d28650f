/* SPDX-License-Identifier: MIT */
/*
 * dom0 RUNS GIB known|unknown: the largest dom0_mem on a machine with so much RAM, with a release
 * that is known and all pages scrubbed, or with nothing known, which are many cases. Prints the
 * least wall time in milliseconds, and MiB. Exit 1 where that is over the target.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "unit/boot/parts.h"
#include "xenboot/xen.h"

#define GIB ((uint64_t)1 << 30)
#define TARGET_MS 20.0

struct machine {
	struct xb_boot boot;
	struct xb_load loads[4];
	struct parts parts;
	struct xb_range ram[2];
	struct xb_setting scrubbed;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

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

/* 2 GiB of RAM from 2 GiB on, as most servers have them, and the rest from 512 GiB on. */
static void make(struct machine *machine, uint64_t ram, bool known)
{
	struct xb_boot *boot = &machine->boot;

	*machine = (struct machine){.ram = {{2 * GIB, 2 * GIB}, {512 * GIB, ram - 2 * GIB}},
				    .scrubbed = {.name = "bootscrub", .value = "0"}};
	put_load(&machine->loads[0], XB_LOAD_SCRIPT, 0x80200000, 8192);
	put_load(&machine->loads[1], XB_LOAD_MODULE, 0x80400000, 0x1360C8);
	put_load(&machine->loads[2], XB_LOAD_MODULE, 0x80600000, 32956352);
	put_load(&machine->loads[3], XB_LOAD_TREE, 0x82800000, 0x10000);
	machine->loads[2].image.kind = XB_IMAGE_ARM64;
	machine->loads[2].image.image_size = 33619968;
	boot->loads = machine->loads;
	boot->load_count = 4;
	parts_set(&machine->parts, boot, 1, 2, XB_NONE);
	boot->ram.items = machine->ram;
	boot->ram.count = ram > 2 * GIB ? 2 : 1;
	boot->cpus = 64;
	boot->xen_version = known ? "4.17" : NULL;
	boot->xen_line.words = &machine->scrubbed;
	boot->xen_line.count = known;
}

int main(int argc, char **argv)
{
	int runs = argc == 4 ? atoi(argv[1]) : 0, gib = argc == 4 ? atoi(argv[2]) : 0;
	struct machine machine;
	uint64_t largest = 0;
	double least = 1e9;

	if (runs < 1 || gib < 2) {
		fprintf(stderr, "usage: dom0 RUNS GIB known|unknown\n");
		return 2;
	}
	make(&machine, (uint64_t)gib * GIB, strcmp(argv[3], "known") == 0);
	for (int i = 0; i < runs; i++) {
		double start = now(), took;

		largest = xb_dom0_memory_largest(&machine.boot);
		took = now() - start;
		if (took < least)
			least = took;
	}
	printf("%.3f %llu\n", least, (unsigned long long)(largest >> 20));
	return least > TARGET_MS;
}

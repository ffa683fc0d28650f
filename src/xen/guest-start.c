/* SPDX-License-Identifier: MIT */
/*
 * What a guest's memory must hold: kernel, ramdisk and device tree, each on a border of 2 MiB (place_modules,
 * kernel_zimage_place in xen/arch/arm/kernel.c). Booted with Linux 6.1 of Debian, image_size 32 MiB, and
 * 1 MiB of ramdisk: with 36 MiB Xen panics; a page more is a guest without a word, for only the file's size
 * keeps the tree clear of the kernel; with 38 to 48 MiB Linux is deadlocked on memory; with 56 it comes up.
 */
#include "xenboot/xen.h"

/* struct page, and what Linux takes of its image's size to start: as dom0 does, src/xen/dom0-start.c. */
#define PAGES_PER 64u
#define BEHIND_NUMERATOR 5u
#define BEHIND_DENOMINATOR 8u

static uint64_t in_slots(uint64_t bytes)
{
	return xb_align_up(bytes, XB_SLOT);
}

static uint64_t larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static bool is_image(const struct xb_load *kernel)
{
	return kernel->image.kind == XB_IMAGE_ARM64 ||
	       (kernel->image.kind == XB_IMAGE_GZIP && kernel->image.inner == XB_IMAGE_ARM64);
}

/* A ramdisk is there as it was loaded and with its files: at least as much again. */
static uint64_t enough_of(const struct xb_guest_start *start, const struct xb_load *ramdisk)
{
	uint64_t sum = start->image + start->image / BEHIND_DENOMINATOR * BEHIND_NUMERATOR;

	if (ramdisk) {
		sum += ramdisk->size + ramdisk->size;
		if (ramdisk->image.kind == XB_IMAGE_GZIP && ramdisk->image.unpacked_size > ramdisk->size)
			sum += ramdisk->image.unpacked_size - ramdisk->size;
	}
	return sum / (PAGES_PER - 1) * PAGES_PER;
}

/* Xen's own tree for a guest: less than 2 MiB with any partial one that it takes. */
bool xb_guest_start_measure(const struct xb_boot *boot, const struct xb_domain *domain,
			    struct xb_guest_start *start)
{
	const struct xb_load *kernel = xb_domain_load(boot, domain, XB_MODULE_KERNEL);
	const struct xb_load *ramdisk = xb_domain_load(boot, domain, XB_MODULE_RAMDISK);
	const struct xb_load *tree = xb_domain_load(boot, domain, XB_MODULE_TREE);
	bool packed = kernel && kernel->image.kind == XB_IMAGE_GZIP;

	*start = (struct xb_guest_start){0};
	if (!kernel || (!packed && !kernel->size_known))
		return false;
	start->kernel = packed ? kernel->image.unpacked_size : kernel->size;
	start->image = larger(kernel->image.image_size, start->kernel);
	start->behind = in_slots(1 + (tree ? tree->size : 0)) + (ramdisk ? in_slots(ramdisk->size) : 0);
	start->panics = in_slots(start->kernel) + start->behind;
	start->silent = start->image + start->behind;
	if (is_image(kernel) && (!ramdisk || ramdisk->size_known))
		start->enough = larger(enough_of(start, ramdisk), larger(start->panics, start->silent) + 1);
	return start->kernel && start->kernel < UINT32_MAX && start->image < UINT32_MAX &&
	       start->behind < UINT32_MAX;
}

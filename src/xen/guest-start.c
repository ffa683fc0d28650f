/* SPDX-License-Identifier: MIT */
/*
 * What a guest's memory must hold: kernel, ramdisk and device tree, each on a border of 2 MiB (place_modules,
 * kernel_zimage_place in xen/arch/arm/kernel.c). Booted with Linux 6.1 of Debian, image_size 32 MiB, and
 * 1 MiB of ramdisk: with 36 MiB Xen panics; a page more is a guest without a word, for only the file's size
 * keeps the tree clear of the kernel; with 38 to 48 MiB Linux is deadlocked on memory; with 56 it comes up.
 */
#include "xen/linux-start.h"
#include "xenboot/xen.h"

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
	uint64_t sum = start->image + xb_linux_behind(start->image);

	if (ramdisk)
		sum += ramdisk->size + xb_linux_files(ramdisk);
	return sum / (XB_LINUX_PAGES_PER - 1) * XB_LINUX_PAGES_PER;
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
	if (!kernel || (packed ? kernel->image.truncated || kernel->image.fault : !kernel->size_known))
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

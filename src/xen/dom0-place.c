/* SPDX-License-Identifier: MIT */
/* Where Xen puts kernel, tree and ramdisk in dom0's first bank (xen/arch/arm/kernel.c). */
#include "xen/dom0-memory.h"

static uint64_t slots(uint64_t bytes)
{
	return xb_align_up(bytes, XB_SLOT);
}

static uint64_t tree_length(const struct xb_boot *boot)
{
	return slots(xb_boot_tree(boot)->occupied);
}

static uint64_t modules_length(const struct xb_boot *boot)
{
	const struct xb_load *ramdisk = xb_dom0_load(boot, XB_MODULE_RAMDISK);

	return tree_length(boot) + (ramdisk ? slots(ramdisk->size) : 0);
}

/* An arm64 Image, packed or not; where others are put depends on what their headers say. */
static bool is_image(const struct xb_load *kernel)
{
	return kernel->image.kind == XB_IMAGE_ARM64 ||
	       (kernel->image.kind == XB_IMAGE_GZIP && kernel->image.inner == XB_IMAGE_ARM64);
}

/* place_modules: tree and ramdisk 128 MiB into the bank, else at its end, else in front of the
 * kernel. Only the file's length keeps them clear of the kernel: its BSS does not count. */
enum xb_dom0_result xb_dom0_place(const struct xb_boot *boot, struct xb_dom0_memory *memory)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	const struct xb_load *ramdisk = xb_dom0_load(boot, XB_MODULE_RAMDISK);
	uint64_t tree = tree_length(boot), modules = modules_length(boot);
	struct xb_range bank = memory->banks.items[0];
	uint64_t end = bank.start + bank.size, middle = bank.start + FIRST_LEAST, at;
	struct xb_range image = {bank.start + kernel->image.text_offset, xb_kernel_length(boot)};
	uint64_t behind = slots(image.start + image.size);

	memory->need = modules + behind - image.start;
	if (memory->need > bank.size)
		return XB_DOM0_BANK_SMALL;
	if (!is_image(kernel))
		return XB_DOM0_FITS;
	if (end >= middle + modules && image.start + image.size < middle) {
		at = middle;
	} else if (end - modules > behind) {
		at = end - modules;
	} else if (image.start - bank.start > modules) {
		at = image.start - modules;
	} else {
		memory->need += XB_SLOT; /* a bank that is just full will not do */
		return XB_DOM0_NO_PLACE;
	}
	memory->kernel = image;
	memory->tree = (struct xb_range){at, tree};
	if (ramdisk)
		memory->ramdisk = (struct xb_range){at + tree, ramdisk->size};
	image.size = kernel->image.image_size > image.size ? kernel->image.image_size : image.size;
	memory->in_bss =
		at > image.start && xb_range_overlaps(image, (struct xb_range){at, modules});
	return XB_DOM0_FITS;
}

uint64_t xb_dom0_least_bank(const struct xb_boot *boot)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	uint64_t offset = kernel->image.text_offset, length = xb_kernel_length(boot);
	uint64_t modules = modules_length(boot), behind = slots(offset + length);
	uint64_t all = modules + behind - offset, least = modules + behind + 1;

	if (!is_image(kernel) || offset > modules)
		return all;
	if (offset + length < FIRST_LEAST && FIRST_LEAST + modules < least)
		least = FIRST_LEAST + modules;
	return all > least ? all : least;
}

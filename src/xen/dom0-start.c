/* SPDX-License-Identifier: MIT */
/*
 * What Linux needs of dom0's memory until its ramdisk is unpacked.
 *
 * Of what dom0 has the kernel takes its image_size, one 64th for struct page, and the ramdisk as it was
 * loaded. Then CMA sets its part aside if there is so much in one piece ("cma: Reserved 64 MiB", else
 * "cma: Failed to reserve 64 MiB" and no harm done), which only pages that can move may use: those of
 * the ramdisk's files, not the kernel's own. What is left must do for the kernel itself, and with CMA's
 * part for the files too, or it is "System is deadlocked on memory".
 *
 * Measured with Linux 6.1 of Debian, image_size 32 MiB, in QEMU: beside 64 MiB of CMA it came up with
 * 26.0 MiB left and died with 25.0; without CMA it came up with 22.9 MiB left behind the files and died
 * with 19.9. Other kernels are taken to need as much for their size.
 */
#include <stdlib.h>
#include <string.h>

#include "xen/dom0-memory.h"
#include "xen/linux-start.h"

/* Of the kernel's own size, beside CMA. */
#define OWN_NUMERATOR 4u
#define OWN_DENOMINATOR 5u
/* Of a kernel that is not here: its BSS. */
#define BSS_DENOMINATOR 50u
/* CONFIG_CMA_SIZE_MBYTES of the kernels of distributions. */
#define CMA_OF_DISTRIBUTIONS (64 * MIB)
#define CMA_BORDER (4 * MIB)

/* ---- CMA ---------------------------------------------------------------------------------------- */

/* As memparse reads it: cma=SIZE, of which "@WHERE" may follow. */
static bool parse_cma(const char *value, uint64_t *bytes)
{
	static const char suffixes[] = "KMGT";
	unsigned long long number;
	const char *suffix;
	char *end;

	number = strtoull(value, &end, 0);
	if (end == value)
		return false;
	suffix = *end ? strchr(suffixes, *end & ~0x20) : NULL;
	if (suffix)
		number <<= 10 * (unsigned)(suffix - suffixes + 1);
	*bytes = number;
	return true;
}

/* Of a node below /reserved-memory that is CMA's default and has no place of its own. */
static bool cma_of_tree(const struct xb_boot *boot, uint64_t *bytes)
{
	const struct xb_tree_node *reserved =
		boot->edited ? xb_tree_find_whole(boot->edited->index, "/reserved-memory") : NULL;

	for (const struct xb_tree_node *node = reserved ? reserved->child : NULL; node;
	     node = node->next) {
		const struct xb_tree_property *size = xb_tree_property(node, "size");

		if (!xb_tree_property(node, "linux,cma-default") || !size || size->length % 4 ||
		    size->length > 8 || !xb_tree_available(node))
			continue;
		*bytes = 0;
		for (size_t i = 0; i < size->length; i++)
			*bytes = *bytes << 8 | (unsigned char)size->value[i];
		return true;
	}
	return false;
}

static void find_cma(const struct xb_boot *boot, struct xb_dom0_start *start)
{
	const struct xb_setting *word = xb_line_last(&xb_boot_dom0(boot)->line, "cma");

	if (word && word->value && parse_cma(word->value, &start->cma))
		start->cma_source = "cma=";
	else if (cma_of_tree(boot, &start->cma))
		start->cma_source = "the tree's linux,cma";
	else
		start->cma = CMA_OF_DISTRIBUTIONS;
}

/* Where the modules go is not known of a kernel that is not here: then they are taken to be together. */
static bool has_piece(const struct xb_dom0_memory *memory, const struct xb_dom0_start *start)
{
	uint64_t first = memory->banks.items[0].start, bytes = start->cma;
	struct xb_ranges taken = {0}, gaps = {0};
	bool has = false;

	if (memory->kernel.size == 0) {
		xb_ranges_add(&taken, (struct xb_range){first, start->image + start->ramdisk});
	} else {
		xb_ranges_add(&taken, (struct xb_range){memory->kernel.start, start->image});
		xb_ranges_add(&taken, memory->tree);
		if (memory->ramdisk.size)
			xb_ranges_add(&taken, memory->ramdisk);
	}
	xb_ranges_merge(&taken);
	for (size_t i = 0; i < memory->banks.count; i++)
		xb_ranges_gaps(&taken, memory->banks.items[i], &gaps);
	for (size_t i = 0; i < gaps.count; i++)
		has = has || gaps.items[i].size >= bytes + CMA_BORDER;
	xb_ranges_clear(&gaps);
	xb_ranges_clear(&taken);
	return has;
}

/* ---- All of it ---------------------------------------------------------------------------------- */

bool xb_dom0_start_estimate(const struct xb_boot *boot, const struct xb_dom0_memory *memory,
			    struct xb_dom0_start *start)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	const struct xb_load *ramdisk = xb_dom0_load(boot, XB_MODULE_RAMDISK);
	uint64_t fixed;

	*start = (struct xb_dom0_start){0};
	if (memory->result != XB_DOM0_FITS || (kernel->present && !memory->kernel.size))
		return false;
	start->image = xb_kernel_length(boot);
	if (!kernel->present)
		start->image += start->image / BSS_DENOMINATOR;
	if (kernel->image.image_size > start->image)
		start->image = kernel->image.image_size;
	start->tables = memory->wanted / XB_LINUX_PAGES_PER;
	start->ramdisk = ramdisk ? ramdisk->size : 0;
	start->unpacked = ramdisk ? xb_linux_files(ramdisk) : 0;
	find_cma(boot, start);
	if (start->cma >= memory->wanted || !has_piece(memory, start))
		start->cma = 0;
	fixed = start->image + start->tables + start->ramdisk;
	start->beside = fixed + start->cma + start->image / OWN_DENOMINATOR * OWN_NUMERATOR;
	start->behind = fixed + start->unpacked + xb_linux_behind(start->image);
	return true;
}

/* SPDX-License-Identifier: MIT */
/*
 * What Xen's heap holds when dom0's turn comes. Sources: setup_mm (xen/arch/arm/setup.c),
 * end_boot_allocator (common/page_alloc.c), kernel_decompress (arch/arm/kernel.c, later
 * common/device-tree/kernel.c).
 *
 * Held against the page table of real boots (4.17.7 under QEMU; 1, 2 and 4 GiB): where the table
 * lies, and every block that is free behind it, come out to the page. What Xen takes for itself was
 * 388 KiB there, with 2 CPUs and a tree of 8 KiB.
 */
#include "xen/xen-heap.h"

/* Xen's own allocations, about twice of what was measured, in pieces of 64 KiB: page tables,
 * console ring, stacks and areas of each CPU, the unpacked tree, dom0's own structures. */
#define OWN_BYTES (512u << 10)
#define OWN_BYTES_CPU (64u << 10)
#define OWN_TIMES_TREE 16u
#define OWN_ORDER 4u

unsigned xb_order_for(uint64_t bytes)
{
	uint64_t pages = (bytes >> XB_PAGE_SHIFT) + (bytes % XB_PAGE != 0);
	unsigned order = 0;

	while (order < 63 && (uint64_t)1 << order < pages)
		order++;
	return order;
}

uint64_t xb_kernel_length(const struct xb_boot *boot)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);

	if (!kernel)
		return 0;
	return kernel->image.kind == XB_IMAGE_GZIP ? kernel->image.unpacked_size : kernel->size;
}

/* The lowest stretch first, then down from the highest (end_boot_allocator). */
static void fill_heap(struct xb_heap *heap, const struct xb_ranges *ram)
{
	size_t first = 0;

	while (first < ram->count && ram->items[first].size == 0)
		first++;
	if (first < ram->count)
		xb_heap_add(heap, ram->items[first]);
	for (size_t i = ram->count; i-- > first + 1;)
		xb_heap_add(heap, ram->items[i]);
}

static bool take_own(const struct xb_boot *boot, struct xb_heap *heap)
{
	const struct xb_load *tree = xb_boot_tree(boot);
	uint64_t size = tree->occupied < XB_DTB_MAX ? tree->occupied : XB_DTB_MAX;
	uint64_t cpus = boot->cpus < 4096 ? boot->cpus : 4096;
	uint64_t bytes = OWN_BYTES + OWN_BYTES_CPU * cpus + OWN_TIMES_TREE * size;
	struct xb_heap_piece piece;

	for (uint64_t done = 0; done < bytes; done += XB_PAGE << OWN_ORDER)
		if (!xb_heap_take(heap, OWN_ORDER, XB_HEAP_ANYWHERE, true, &piece))
			return false;
	return true;
}

/* A gzip kernel is unpacked into one block; what the block has too much goes back, and so does the
 * packed kernel. */
static bool unpack_kernel(const struct xb_boot *boot, struct xb_heap *heap)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	uint64_t length = xb_kernel_length(boot), used;
	struct xb_heap_piece piece;
	unsigned order = xb_order_for(length);

	if (kernel->image.kind != XB_IMAGE_GZIP)
		return true;
	if (!xb_heap_take(heap, order, XB_HEAP_ANYWHERE, false, &piece))
		return false;
	used = xb_align_up(length, XB_PAGE) >> XB_PAGE_SHIFT;
	xb_heap_give_pages(heap, piece.page + used, piece.page + ((uint64_t)1 << order));
	xb_heap_add(heap, xb_load_range(kernel));
	return true;
}

enum xb_dom0_result xb_xen_heap_make(const struct xb_boot *boot, const struct xb_ranges *free,
				     bool chunked, struct xb_heap *heap)
{
	struct xb_ranges ram = {0};
	enum xb_dom0_result result = XB_DOM0_FITS;

	for (size_t i = 0; i < free->count; i++)
		xb_ranges_add(&ram, free->items[i]);
	if (!xb_frame_table_take(boot, &ram, chunked)) {
		result = XB_DOM0_NO_HEAP;
	} else {
		fill_heap(heap, &ram);
		if (!take_own(boot, heap))
			result = XB_DOM0_NO_HEAP;
		else if (!unpack_kernel(boot, heap))
			result = XB_DOM0_NO_UNPACKED;
	}
	xb_ranges_clear(&ram);
	return result;
}

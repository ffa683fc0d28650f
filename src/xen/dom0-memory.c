/* SPDX-License-Identifier: MIT */
/*
 * dom0's memory, as Xen takes it from the heap, and where Xen puts dom0's kernel in it.
 *
 * allocate_memory_11 (xen/arch/arm/domain_build.c), the same from 4.14 to 4.22: the first block is
 * the largest power of two not above dom0_mem, as low as possible below the DMA limit, halved until
 * one fits, but not below 128 MiB (or dom0_mem, rounded up, where that is less). Then the largest
 * blocks that fit, below the limit until none of at least that size is left, then anywhere down to
 * 4 MiB. A block of less than 128 MiB that lies below the first bank and does not touch it is
 * refused, and the second such block ends it all. What then is missing is a panic.
 */
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/xen.h"
#include "xen/xen-heap.h"

#define MIB ((uint64_t)1 << 20)
#define FIRST_LEAST (128 * MIB)
#define LEAST_ORDER 10 /* 4 MiB */
/* Where dom0_mem is absent or 0, and CONFIG_DOM0_MEM too (construct_dom0). */
#define WANTED_DEFAULT (512 * MIB)
/* What Xen still takes once dom0 has its memory: vCPUs, dom0's tree, tables for its devices. */
#define REST_BYTES MIB
#define REST_BYTES_VCPU (64u << 10)
#define REST_TIMES_TREE 2u

/* ---- The blocks ---------------------------------------------------------------------------------
 */

struct builder {
	struct xb_heap *heap;
	struct xb_dom0_memory *memory;
	uint64_t left; /* bytes that dom0 still wants */
	size_t most_banks;
};

/* The largest order whose block is not above BYTES; -1: not even a page. */
static int order_within(uint64_t bytes)
{
	return (int)xb_order_for(bytes + 1) - 1;
}

static uint64_t order_bytes(int order)
{
	return XB_PAGE << order;
}

static void insert_bank(struct xb_ranges *banks, size_t at, struct xb_range range)
{
	xb_ranges_add(banks, range);
	for (size_t i = banks->count - 1; i > at; i--)
		banks->items[i] = banks->items[i - 1];
	banks->items[at] = range;
}

/* insert_11_bank: banks by address; a block joins a bank that it touches, but two banks never join.
 */
static bool keep_block(struct xb_ranges *banks, struct xb_range block, size_t most)
{
	for (size_t i = 0; i < banks->count; i++) {
		struct xb_range *bank = &banks->items[i];

		if (block.start + block.size == bank->start) {
			bank->start = block.start;
			bank->size += block.size;
			return true;
		}
		if (bank->start + bank->size == block.start) {
			bank->size += block.size;
			return true;
		}
		if (block.start + block.size < bank->start && banks->count < most) {
			insert_bank(banks, i, block);
			return true;
		}
	}
	if (banks->count == most)
		return false;
	xb_ranges_add(banks, block);
	return true;
}

static bool is_refused(const struct xb_ranges *banks, struct xb_range block)
{
	return banks->count && block.size < FIRST_LEAST &&
	       block.start + block.size < banks->items[0].start;
}

/* Give dom0 the block at PAGE. False: it is refused, and free again. */
static bool accept(struct builder *builder, uint64_t page, int order)
{
	struct xb_ranges *banks = &builder->memory->banks;
	struct xb_range block = {page << XB_PAGE_SHIFT, order_bytes(order)};
	uint64_t table;

	if (is_refused(banks, block) || !keep_block(banks, block, builder->most_banks)) {
		xb_heap_give(builder->heap, page, (unsigned)order);
		return false;
	}
	xb_ranges_add(&builder->memory->blocks, block);
	builder->left -= block.size;
	/* dom0's own page tables grow: a page for each block is more than they need. */
	(void)xb_heap_take(builder->heap, 0, XB_HEAP_ANYWHERE, true, &table);
	return true;
}

/* The first bank. False: no block below the limit will do. */
static bool take_first(struct builder *builder, int least)
{
	unsigned most = builder->memory->low_bits;
	uint64_t page;

	for (int order = order_within(builder->left); order >= least && order >= 0; order--)
		for (unsigned bits = (unsigned)order; bits <= most; bits++)
			if (xb_heap_take(builder->heap, (unsigned)order, bits, false, &page))
				return accept(builder, page, order);
	return false;
}

static void take_others(struct builder *builder, bool low, int least)
{
	int order = order_within(builder->left);

	while (builder->left && order >= 0) {
		unsigned bits = low ? builder->memory->low_bits : XB_HEAP_ANYWHERE;
		uint64_t page;
		bool taken = xb_heap_take(builder->heap, (unsigned)order, bits, false, &page);

		if (taken && accept(builder, page, order)) {
			order = order_within(builder->left);
			continue;
		}
		if (!taken)
			order--;
		if (low && (taken || order < least)) {
			low = false;
			order = order_within(builder->left);
		} else if (taken || order < LEAST_ORDER) {
			return;
		}
	}
}

static void take_memory(struct builder *builder)
{
	uint64_t wanted = builder->memory->wanted;
	int least = (int)xb_order_for(wanted < FIRST_LEAST ? wanted : FIRST_LEAST);

	builder->memory->low = take_first(builder, least);
	take_others(builder, builder->memory->low, least);
	builder->memory->unallocated = builder->left;
}

/* ---- The first bank -----------------------------------------------------------------------------
 */

static uint64_t slots(uint64_t bytes)
{
	return xb_align_up(bytes, XB_SLOT);
}

/* An arm64 Image, packed or not; where others are put depends on what their headers say. */
static bool is_image(const struct xb_load *kernel)
{
	return kernel->image.kind == XB_IMAGE_ARM64 ||
	       (kernel->image.kind == XB_IMAGE_GZIP && kernel->image.inner == XB_IMAGE_ARM64);
}

/* place_modules: tree and ramdisk 128 MiB into the bank, else at its end, else in front of the
 * kernel. Only the file's length keeps them clear of the kernel: its BSS does not count. */
static enum xb_dom0_result place(const struct xb_boot *boot, struct xb_dom0_memory *memory)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	const struct xb_load *ramdisk = xb_dom0_load(boot, XB_MODULE_RAMDISK);
	uint64_t tree = slots(xb_boot_tree(boot)->occupied);
	uint64_t modules = tree + (ramdisk ? slots(ramdisk->size) : 0);
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

/* ---- All of it ----------------------------------------------------------------------------------
 */

static uint64_t rest_needed(const struct xb_boot *boot)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dom0_max_vcpus");
	uint64_t vcpus = word && word->value ? strtoull(word->value, NULL, 0) : boot->cpus;

	if (vcpus > 128)
		vcpus = 128;
	return REST_BYTES + REST_BYTES_VCPU * vcpus +
	       REST_TIMES_TREE * xb_boot_tree(boot)->size;
}

static enum xb_dom0_result judge(const struct xb_boot *boot, const struct builder *builder)
{
	enum xb_dom0_result result;

	if (builder->left || builder->memory->banks.count == 0)
		return XB_DOM0_UNALLOCATED;
	result = place(boot, builder->memory);
	if (result == XB_DOM0_FITS && builder->heap->free << XB_PAGE_SHIFT < rest_needed(boot))
		return XB_DOM0_NO_REST;
	return result;
}

/* min(32, the platform's dma_bitsize): the board's word, else the tree's kind
 * (xen/arch/arm/platforms/brcm-raspberry-pi.c). */
static unsigned low_bits(const struct xb_boot *boot)
{
	uint64_t bits = 32;

	if (boot->board && boot->board->dma_bits.given)
		bits = boot->board->dma_bits.value;
	if (boot->tree && fdt_node_check_compatible(boot->tree->blob, 0, "brcm,bcm2711") == 0)
		bits = bits < 30 ? bits : 30;
	return bits < 32 ? (unsigned)bits : 32;
}

/* One case, with WORK as the heap that is used up. False: idle CPUs cannot come so far. */
static bool simulate_case(const struct xb_boot *boot, const struct xb_xen_heaps *heaps,
			  size_t number, unsigned progress, struct xb_heap *work,
			  struct xb_dom0_memory *memory)
{
	struct builder builder = {work, memory, memory->wanted, heaps->most_banks};

	xb_heap_copy(work, &heaps->heaps[number]);
	if (progress && (!work->dirty || !xb_heap_scrub(work, progress)))
		return false;
	memory->heap = work->free << XB_PAGE_SHIFT;
	take_memory(&builder);
	memory->result = judge(boot, &builder);
	return true;
}

static bool same_banks(const struct xb_ranges *a, const struct xb_ranges *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->items[i].start != b->items[i].start || a->items[i].size != b->items[i].size)
			return false;
	return true;
}

/* Keep the first case, and the first that fails instead of one that fits. OTHER is taken over. */
static void remember(struct xb_dom0_memory *memory, struct xb_dom0_memory *other, bool first)
{
	bool fits = memory->result == XB_DOM0_FITS, other_fits = other->result == XB_DOM0_FITS;
	bool chance = memory->by_chance, vary = memory->banks_vary;

	if (!first) {
		chance = chance || fits != other_fits;
		vary = vary || !same_banks(&memory->banks, &other->banks);
	}
	if (first || (fits && !other_fits)) {
		xb_dom0_memory_clear(memory);
		*memory = *other;
	} else {
		xb_dom0_memory_clear(other);
	}
	memory->by_chance = chance;
	memory->banks_vary = vary;
}

/* All cases, or where only a yes or no counts (QUICK), up to the first that fails. */
static void simulate(const struct xb_boot *boot, const struct xb_xen_heaps *heaps, uint64_t bytes,
		     bool quick, struct xb_heap *work, struct xb_dom0_memory *memory)
{
	struct xb_dom0_memory empty = {
		.result = heaps->result, .wanted = bytes, .low_bits = low_bits(boot)};
	bool first = true;

	*memory = empty;
	for (size_t i = 0; heaps->result == XB_DOM0_FITS && i < heaps->count; i++) {
		for (unsigned progress = 0;; progress++) {
			struct xb_dom0_memory other = empty;

			if ((quick && memory->result != XB_DOM0_FITS) ||
			    !simulate_case(boot, heaps, i, progress, work, &other))
				break;
			remember(memory, &other, first);
			first = false;
		}
	}
}

bool xb_dom0_memory_simulate(const struct xb_boot *boot, uint64_t bytes,
			     struct xb_dom0_memory *memory)
{
	struct xb_xen_heaps heaps;
	struct xb_heap work;
	bool known = xb_xen_heaps_make(boot, &heaps) && bytes < (uint64_t)1 << 52;

	*memory = (struct xb_dom0_memory){0};
	xb_heap_init(&work, false);
	if (known)
		simulate(boot, &heaps, bytes, false, &work, memory);
	xb_heap_clear(&work);
	xb_xen_heaps_clear(&heaps);
	return known;
}

void xb_dom0_memory_clear(struct xb_dom0_memory *memory)
{
	xb_ranges_clear(&memory->blocks);
	xb_ranges_clear(&memory->banks);
}

const char *xb_dom0_result_panic(enum xb_dom0_result result)
{
	/* 4.18 and later say "d0 guest OS (rc = -12)". */
	static const char *const panics[] = {
		[XB_DOM0_FITS] = "",
		[XB_DOM0_NO_HEAP] = "Xen BUG at common/page_alloc.c",
		[XB_DOM0_NO_UNPACKED] = "Could not set up DOM0 guest OS",
		[XB_DOM0_UNALLOCATED] = "Failed to allocate requested dom0 memory",
		[XB_DOM0_BANK_SMALL] =
			"Not enough memory in the first bank for the kernel+dtb+initrd",
		[XB_DOM0_NO_PLACE] = "Unable to find suitable location for dtb+initrd",
		[XB_DOM0_NO_REST] = "Could not set up DOM0 guest OS",
	};

	return panics[result];
}

bool xb_dom0_memory_wanted(const struct xb_boot *boot, uint64_t *bytes, bool *set)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dom0_mem");
	const char *built = boot->kconfig ? xb_kconfig_value(boot->kconfig, "DOM0_MEM") : "";

	*set = word != NULL;
	*bytes = 0;
	if (word && (!word->value || !xb_xen_size_parse(word->value, bytes)))
		return false;
	/* CONFIG_DOM0_MEM stands in where the line has no dom0_mem, 512 MiB where none is left. */
	if (!word && !xb_xen_size_parse(built, bytes))
		*bytes = 0;
	if (*bytes == 0)
		*bytes = WANTED_DEFAULT;
	return true;
}

/* ---- The largest --------------------------------------------------------------------------------
 */

/* From the top down: more may fit where less does not, for the blocks are others. */
uint64_t xb_dom0_memory_largest(const struct xb_boot *boot)
{
	struct xb_xen_heaps heaps;
	struct xb_heap work;
	uint64_t step = 4 * MIB, largest = 0, bytes = 0;

	xb_heap_init(&work, false);
	if (xb_xen_heaps_make(boot, &heaps) && heaps.result == XB_DOM0_FITS)
		bytes = heaps.heaps[0].free << XB_PAGE_SHIFT;
	while (bytes / step > 4096)
		step *= 2;
	for (bytes -= bytes % step; bytes && !largest; bytes -= step) {
		struct xb_dom0_memory memory;

		simulate(boot, &heaps, bytes, true, &work, &memory);
		if (memory.result == XB_DOM0_FITS)
			largest = bytes;
		xb_dom0_memory_clear(&memory);
	}
	xb_heap_clear(&work);
	xb_xen_heaps_clear(&heaps);
	return largest;
}

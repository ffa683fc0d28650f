/* SPDX-License-Identifier: MIT */
/* The heaps that are possible, where the release or what idle CPUs have done is not known. */
#include <string.h>

#include "xen/xen-heap.h"

/* Pages wait for idle CPUs to scrub them, unless the line says otherwise (parse_bootscrub_param).
 */
static bool scrubs_when_idle(const struct xb_boot *boot)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "bootscrub");
	bool on;

	if (xb_line_last(&boot->xen_line, "no-bootscrub") || (word && !word->value))
		return false;
	return !word || !xb_xen_bool_parse(word->value, &on);
}

/* Nothing scrubbed, and each list that may be the last that is. */
static size_t cases_of(const struct xb_heap *heap)
{
	return heap->dirty ? 1 + xb_heap_scrub_steps(heap) : 1;
}

void xb_xen_heaps_case(const struct xb_xen_heaps *heaps, size_t number, struct xb_heap *work)
{
	const struct xb_heap *heap = heaps->heaps;

	while (number >= cases_of(heap))
		number -= cases_of(heap++);
	xb_heap_copy(work, heap);
	if (number)
		(void)xb_heap_scrub(work, (unsigned)number);
}

static void add_heap(const struct xb_boot *boot, const struct xb_ranges *free, bool chunked,
		     bool dirty, struct xb_xen_heaps *heaps)
{
	struct xb_heap *heap = &heaps->heaps[heaps->count++];
	enum xb_dom0_result result;

	xb_heap_init(heap, dirty);
	result = xb_xen_heap_make(boot, free, chunked, heap);
	if (heaps->result == XB_DOM0_FITS)
		heaps->result = result;
	heaps->case_count += cases_of(heap);
}

/* Xen on arm64 has tables for 2 TiB of RAM (FRAMETABLE_SIZE, mmu/layout.h); more is no board of
 * today, and not worth simulating page by page. */
#define RAM_MOST ((uint64_t)2 << 40)

static bool ram_is_sane(const struct xb_boot *boot)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < boot->ram.count; i++) {
		if (boot->ram.items[i].size > RAM_MOST - sum)
			return false;
		sum += boot->ram.items[i].size;
	}
	return true;
}

/* No file, and no distance within one, is so long. */
#define SIZE_MOST ((uint64_t)1 << 40)

/* The tree's size is what was planned with, if its file is not known. */
static bool is_sized(const struct xb_load *load)
{
	return (load->size_known || load->use == XB_LOAD_TREE) && load->size < SIZE_MOST &&
	       load->occupied < SIZE_MOST;
}

static bool has_sizes(const struct xb_boot *boot)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	uint64_t length = xb_kernel_length(boot);

	if (!kernel || !xb_boot_xen(boot) || !xb_boot_tree(boot))
		return false;
	/* A heap of a few ranges is another story. */
	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].heap)
			return false;
	for (size_t i = 0; i < boot->load_count; i++)
		if (xb_xen_knows(&boot->loads[i]) && !is_sized(&boot->loads[i]))
			return false;
	return length && length < SIZE_MOST && kernel->image.text_offset < SIZE_MOST;
}

bool xb_xen_heaps_make(const struct xb_boot *boot, struct xb_xen_heaps *heaps)
{
	unsigned release = xb_release_number(boot->xen_version);
	bool idle = scrubs_when_idle(boot);
	struct xb_ranges free = {0};
	bool known;

	*heaps = (struct xb_xen_heaps){.most_banks = release >= XB_RELEASE(4, 17) ? 256 : 128};
	known = has_sizes(boot) && ram_is_sane(boot) && xb_free_ram(boot, &free);
	for (int dirty = 0; known && dirty <= idle; dirty++) {
		if (release < XB_RELEASE(4, 22))
			add_heap(boot, &free, false, dirty, heaps);
		if (release == 0 || release >= XB_RELEASE(4, 22))
			add_heap(boot, &free, true, dirty, heaps);
	}
	xb_ranges_clear(&free);
	return known;
}

void xb_xen_heaps_clear(struct xb_xen_heaps *heaps)
{
	for (size_t i = 0; i < heaps->count; i++)
		xb_heap_clear(&heaps->heaps[i]);
	heaps->count = 0;
}

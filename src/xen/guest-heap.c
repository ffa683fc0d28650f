/* SPDX-License-Identifier: MIT */
/*
 * How many pages there are, and what becomes of them. Sources: populate_boot_allocator (xen/arch/arm/setup.c,
 * later common/device-tree/bootinfo.c); with colours init_color_heap_pages and alloc_color_heap_page
 * (common/page_alloc.c): the lowest stretch of free RAM and some of the others stay without a colour, and a
 * page is taken of that colour of the domain's which has most.
 */
#include <stdlib.h>

#include "xen/guest-heap.h"
#include "xen/xen-heap.h"

/* CONFIG_BUDDY_ALLOCATOR_SIZE. */
#define UNCOLOURED ((uint64_t)64 << 20)

/* ---- What there is ------------------------------------------------------------------------------- */

static uint64_t pages_of(const struct xb_ranges *ranges)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < ranges->count; i++)
		sum += ranges->items[i].size / XB_PAGE;
	return sum;
}

/* STACK_SIZE: 32 KiB (xen/arch/arm/include/asm/config.h). */
#define STACK_PAGES 8u

/* At the ends of each range. */
static uint64_t scattered_in(const struct xb_ranges *ranges)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < ranges->count; i++) {
		uint64_t first = ranges->items[i].start / XB_PAGE, pages = ranges->items[i].size / XB_PAGE;
		uint64_t ends = (STACK_PAGES - first % STACK_PAGES) % STACK_PAGES + (first + pages) % STACK_PAGES;

		sum += ends < pages ? ends : pages;
	}
	return sum;
}

/* A static heap is all that Xen has: modules and itself lie elsewhere. */
static bool gather_static(const struct xb_boot *boot, struct xb_ranges *free)
{
	bool known = true;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (!load->heap)
			continue;
		known = known && load->placed && load->size && xb_range_valid(xb_load_range(load));
		if (known)
			xb_ranges_add(free, xb_load_range(load));
	}
	xb_ranges_merge(free);
	return known;
}

/* The tree counts as what it is when Xen has it, without the room that was kept for it. */
static uint64_t padding_of(const struct xb_boot *boot)
{
	const struct xb_load *tree = xb_boot_tree(boot);
	struct xb_range range = tree ? xb_load_range(tree) : (struct xb_range){0};

	return tree && tree->placed && range.size && xb_range_valid(range)
		       ? xb_range_last(range) / XB_PAGE - range.start / XB_PAGE + 1
		       : 0;
}

/* FREE by address. */
static void share_out(const struct xb_boot *boot, const struct xb_ranges *free, struct xb_purse *purse)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "buddy-alloc-size");
	uint64_t count = xb_colour_count(boot), bytes = UNCOLOURED, all = pages_of(free), own = all;
	size_t first = 0;

	if (xb_colours_are_on(boot) && count && count <= XB_COLOURS_MOST) {
		if (word && word->value)
			(void)xb_xen_size_parse(word->value, &bytes);
		while (first + 1 < free->count && free->items[first].size == 0)
			first++;
		own = first < free->count ? free->items[first].size / XB_PAGE : 0;
		own += bytes / XB_PAGE < all - own ? bytes / XB_PAGE : all - own;
		purse->colours = count;
	}
	purse->own = (int64_t)own;
	for (size_t i = 0; i < purse->colours; i++)
		purse->pages[i] = (int64_t)((all - own) / purse->colours);
}

bool xb_purse_fill(const struct xb_boot *boot, const struct xb_costs *costs, struct xb_purse *purse)
{
	struct xb_ranges free = {0};
	bool fixed = false, known;

	*purse = (struct xb_purse){0};
	for (size_t i = 0; i < boot->load_count; i++)
		fixed = fixed || boot->loads[i].heap;
	known = boot->ram.count && (fixed ? gather_static(boot, &free) : xb_free_ram(boot, &free)) &&
		free.count && xb_frame_table_take(boot, &free, costs->chunked);
	if (known) {
		share_out(boot, &free, purse);
		purse->scattered = (int64_t)scattered_in(&free);
		purse->own += fixed ? 0 : (int64_t)padding_of(boot);
		purse->own -= (int64_t)xb_xen_pages(boot, costs);
	}
	xb_ranges_clear(&free);
	return known;
}

int64_t xb_purse_sum(const struct xb_purse *purse)
{
	int64_t sum = purse->own;

	for (size_t i = 0; i < purse->colours; i++)
		sum += purse->pages[i];
	return sum;
}

/* ---- Colours ------------------------------------------------------------------------------------- */

struct xb_colour_set xb_colour_set_of(const struct xb_purse *purse, const char *list)
{
	struct xb_colour_set set = {0};
	uint64_t first, last;
	bool any = false;

	/* What is no list its grammar refuses. */
	while (list && xb_number_list_next(&list, &first, &last))
		for (uint64_t i = first; i <= last && i < purse->colours; i++)
			any = set.has[i] = true;
	for (size_t i = 0; !any && i < purse->colours; i++)
		set.has[i] = true;
	return set;
}

bool xb_colour_sets_meet(const struct xb_colour_set *a, const struct xb_colour_set *b)
{
	for (size_t i = 0; i < XB_COLOURS_MOST; i++)
		if (a->has[i] && b->has[i])
			return true;
	return false;
}

int64_t xb_purse_left(const struct xb_purse *purse, const struct xb_colour_set *set)
{
	int64_t sum = 0;

	if (!purse->colours)
		return purse->own;
	for (size_t i = 0; i < purse->colours; i++)
		sum += set->has[i] ? purse->pages[i] : 0;
	return sum;
}

/* The fullest of SET, how many are so full, and the fullest of the others. */
struct levels {
	int64_t top, next;
	uint64_t count;
};

static struct levels levels_of(const struct xb_purse *purse, const struct xb_colour_set *set)
{
	struct levels levels = {.top = INT64_MIN, .next = INT64_MIN};

	for (size_t i = 0; i < purse->colours; i++) {
		int64_t pages = purse->pages[i];

		if (!set->has[i])
			continue;
		if (pages > levels.top) {
			levels = (struct levels){pages, levels.top, 1};
		} else if (pages == levels.top) {
			levels.count++;
		} else if (pages > levels.next) {
			levels.next = pages;
		}
	}
	return levels;
}

/* STEP of each of the fullest, but no more than MOST in all. */
static void lower(struct xb_purse *purse, const struct xb_colour_set *set, int64_t top, int64_t step,
		  uint64_t most)
{
	for (size_t i = 0; most && i < purse->colours; i++)
		if (set->has[i] && purse->pages[i] == top) {
			purse->pages[i] -= step;
			most -= (uint64_t)step;
		}
}

void xb_purse_take(struct xb_purse *purse, const struct xb_colour_set *set, uint64_t pages)
{
	if (!purse->colours) {
		purse->own -= (int64_t)pages;
		return;
	}
	while (pages) {
		struct levels levels = levels_of(purse, set);
		uint64_t even = pages / levels.count, step = even;

		if (levels.next > INT64_MIN && (uint64_t)(levels.top - levels.next) < even)
			step = (uint64_t)(levels.top - levels.next);
		if (!step)
			step = 1; /* fewer than there are colours */
		lower(purse, set, levels.top, (int64_t)step, pages);
		pages -= step * levels.count < pages ? step * levels.count : pages;
	}
}

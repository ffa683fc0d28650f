/* SPDX-License-Identifier: MIT */
/* Where a device's registers are, what else is there, and what Xen is told of them. */
#include <stdlib.h>
#include <string.h>

#include "tree/passthrough.h"

typedef unsigned long long number;

enum { MOST_USES = 1024 }; /* that are looked at in one range: far more than a board has */

/* No Arm CPU has more bits of address. */
#define HIGHEST ((uint64_t)1 << 52)

/* ---- Reading ---------------------------------------------------------------------------------------- */

static struct xb_range whole_pages(struct xb_range range)
{
	uint64_t start = range.start & ~(XB_PAGE - 1);

	return (struct xb_range){start, xb_align_up(range.start + range.size, XB_PAGE) - start};
}

static bool read_address(struct pass *pass, const struct pass_member *member, size_t i,
			 struct xb_range *range)
{
	struct xb_pass_finding finding = {XB_PASS_ADDRESS, .node = member->node, .number = i};
	const char *path;

	finding.status = xb_tree_translate(member->node, i, pass->host->xen.release, range, &finding.other);
	path = xb_pass_path(pass, member->node);
	if (finding.status != XB_TREE_OK) {
		xb_pass_find(pass, finding, "address %zu of %s, 0x%llX, is none of the CPU's: %s %s", i,
			     path, (number)range->start, xb_pass_path(pass, finding.other),
			     xb_pass_status(finding.status));
		return false;
	}
	if (range->size && range->size <= HIGHEST && range->start <= HIGHEST - range->size)
		return true;
	finding.range = *range;
	xb_pass_find(pass, finding, "address %zu of %s, 0x%llX with 0x%llX bytes, cannot be mapped", i,
		     path, (number)range->start, (number)range->size);
	return false;
}

void xb_pass_read_addresses(struct pass *pass, struct pass_member *member)
{
	size_t count = xb_tree_address_count(member->node, pass->host->xen.release);

	member->iommu = xb_pass_iommu(pass->host, member->node);
	if (count > PASS_MOST_ENTRIES) {
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_TOO_BIG, .node = member->node},
			     "%s has %zu addresses", xb_pass_path(pass, member->node), count);
		return;
	}
	member->regs = xb_arena_alloc(&pass->out->arena, (count + 1) * sizeof(*member->regs));
	for (size_t i = 0; i < count; i++) {
		struct xb_range range;

		if (!read_address(pass, member, i, &range))
			continue;
		member->regs[member->reg_count++] = range;
		xb_ranges_add(&member->pages, whole_pages(range));
	}
	xb_ranges_merge(&member->pages);
}

/* ---- Who else is there ------------------------------------------------------------------------------ */

/* Once each, in the tree's order. */
static void add_neighbour(struct xb_pass_device *device, const struct xb_tree_node *node)
{
	size_t at = device->neighbour_count;

	while (at && device->neighbours[at - 1] > node)
		at--;
	if ((at && device->neighbours[at - 1] == node) ||
	    device->neighbour_count == PASS_MOST_ENTRIES)
		return;
	device->neighbours = xb_realloc(device->neighbours, device->neighbour_count + 1,
					sizeof(*device->neighbours));
	memmove(device->neighbours + at + 1, device->neighbours + at,
		(device->neighbour_count++ - at) * sizeof(*device->neighbours));
	device->neighbours[at] = node;
}

/* What is the same for all neighbours is said once, of the first in the tree; what is Xen's comes first. */
static void judge_neighbours(struct pass *pass, const struct pass_member *member, struct xb_range pages)
{
	struct xb_pass_device *device = &pass->out->devices[member->root];
	struct xb_pass_finding finding = {XB_PASS_SHARED_PAGE, .node = member->node, .range = pages};
	const struct pass_use *use;
	size_t at = SIZE_MAX, others = 0;
	const char *own = NULL;

	for (size_t i = 0; i < MOST_USES && (use = xb_pass_next_use(pass->host, pages, &at)); i++) {
		const char *what;

		if (xb_pass_member(pass, use->node) || !xb_pass_is_used(use->node))
			continue;
		what = xb_pass_xens_own(pass->host, use->node);
		add_neighbour(device, use->node);
		others += use->node != finding.other;
		if (!finding.other || (what && !own) || (!own && use->node < finding.other))
			finding.other = use->node;
		own = own ? own : what;
	}
	if (!finding.other)
		return;
	finding.kind = own ? XB_PASS_XENS_PAGE : XB_PASS_SHARED_PAGE;
	xb_pass_find(pass, finding, "the registers of %s share 0x%llX-0x%llX with %s%s%s",
		     xb_pass_path(pass, member->node), (number)pages.start,
		     (number)xb_range_last(pages), xb_pass_path(pass, finding.other),
		     own ? ", " : "", own ? own : others > 1 ? " and others" : "");
}

static void judge_part_pages(struct pass *pass, const struct pass_member *member)
{
	for (size_t i = 0; i < member->reg_count; i++) {
		struct xb_range reg = member->regs[i], pages = whole_pages(reg);

		if (pages.start == reg.start && pages.size == reg.size)
			continue;
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_PART_PAGE, .node = member->node,
							    .range = reg, .number = i},
			     "address %zu of %s, 0x%llX with 0x%llX bytes, is no whole page: the guest "
			     "gets 0x%llX-0x%llX", i, xb_pass_path(pass, member->node),
			     (number)reg.start, (number)reg.size, (number)pages.start,
			     (number)xb_range_last(pages));
	}
}

/* ---- The guest's own map ---------------------------------------------------------------------------- */

static void judge_ram(struct pass *pass, const struct pass_member *member, struct xb_range pages)
{
	struct xb_pass_finding finding = {XB_PASS_GUEST_RAM, .node = member->node, .range = pages};
	uint64_t before = xb_guest_ram_before(pages);

	if (before == UINT64_MAX)
		return;
	finding.number = before >> 20;
	xb_pass_find(pass, finding, "%s at 0x%llX: a guest with more than %llu MiB has RAM there",
		     xb_pass_path(pass, member->node), (number)pages.start, (number)finding.number);
}

static void judge_map(struct pass *pass, const struct pass_member *member, struct xb_range pages)
{
	for (size_t i = 0; i < XB_GUEST_PLACES; i++) {
		const struct xb_guest_place *place = &xb_guest_places[i];

		if (!xb_range_overlaps(place->range, pages))
			continue;
		xb_pass_find(pass, (struct xb_pass_finding){place->fatal ? XB_PASS_GUEST_GIC
									 : XB_PASS_GUEST_MAP,
							    .node = member->node,
							    .property = place->what, .range = pages},
			     "%s is at 0x%llX-0x%llX, where a guest has %s",
			     xb_pass_path(pass, member->node), (number)pages.start,
			     (number)xb_range_last(pages), place->what);
	}
	judge_ram(pass, member, pages);
}

/* ---- All together ------------------------------------------------------------------------------------ */

void xb_pass_judge_addresses(struct pass *pass, struct pass_member *member)
{
	for (size_t i = 0; i < member->pages.count; i++) {
		judge_neighbours(pass, member, member->pages.items[i]);
		if (!pass->request->direct_map)
			judge_map(pass, member, member->pages.items[i]);
	}
	judge_part_pages(pass, member);
	if (!member->is_memory && (member->is_root || member->reg_count))
		xb_pass_judge_dma(pass, member);
}

/* ---- Writing ---------------------------------------------------------------------------------------- */

void xb_pass_write_addresses(struct pass *pass, struct pass_member *member)
{
	struct xb_arena *arena = &pass->out->arena;
	struct pass_cells reg = {0}, xen = {0};

	for (size_t i = 0; i < member->reg_count; i++) {
		xb_pass_cells2(&reg, member->regs[i].start);
		xb_pass_cells2(&reg, member->regs[i].size);
	}
	if (member->reg_count)
		xb_part_set_cells(arena, member->part, "reg", &reg);
	/* What has only an interrupt needs an empty one: xen,path alone is refused. */
	if (pass->request->toolstack || (!member->reg_count && !member->has_line))
		return;
	for (size_t i = 0; i < member->pages.count; i++) {
		xb_pass_cells2(&xen, member->pages.items[i].start);
		xb_pass_cells2(&xen, member->pages.items[i].size);
		xb_pass_cells2(&xen, member->pages.items[i].start);
	}
	xb_part_set_cells(arena, member->part, "xen,reg", &xen);
	if (!member->is_memory)
		xb_part_set_text(arena, member->part, "xen,path", xb_pass_path(pass, member->node));
	if (!member->iommu)
		xb_part_set(arena, member->part, "xen,force-assign-without-iommu", "", 0);
}

/* SPDX-License-Identifier: MIT */
/*
 * The account of all domains' memory, in pages. Dom0 is built first, then the guests in the order of their
 * nodes, each completely: what an early one takes a later one lacks (xen/arch/arm/setup.c; create_domUs in
 * xen/common/device-tree/dom0less-build.c). Any free page will do for a guest. What each takes was measured
 * with a Xen that prints its free pages, 4.17 to 4.22.
 */
#include <stdlib.h>

#include "xen/xen-heap.h"

#define MIB ((uint64_t)1 << 20)
/* Of dom0: its tables and its vCPU. Of a guest: its domain, and each vCPU. */
enum { DOM0_PAGES = 409, GUEST_PAGES = 17, VCPU_PAGES = 9 };

static uint64_t sum_of(const struct xb_ranges *ranges)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < ranges->count; i++)
		sum += ranges->items[i].size;
	return sum;
}

/* What FREE leaves for the heap, where the page tables are laid out CHUNKED or not. 0: nothing. */
static uint64_t heap_of(const struct xb_boot *boot, const struct xb_ranges *free, bool chunked)
{
	struct xb_ranges ram = {0};
	uint64_t heap = 0;

	for (size_t i = 0; i < free->count; i++)
		xb_ranges_add(&ram, free->items[i]);
	if (xb_frame_table_take(boot, &ram, chunked))
		heap = sum_of(&ram);
	xb_ranges_clear(&ram);
	return heap;
}

/* The most that it can be. */
static bool heap_at_most(const struct xb_boot *boot, uint64_t *heap)
{
	unsigned release = xb_release_number(boot->xen_version);
	struct xb_ranges free = {0};
	bool known = xb_free_ram(boot, &free);
	uint64_t one = 0, chunked = 0;

	for (size_t i = 0; i < boot->load_count; i++)
		known = known && !boot->loads[i].heap;
	if (known && release < XB_RELEASE(4, 22))
		one = heap_of(boot, &free, false);
	if (known && (!release || release >= XB_RELEASE(4, 22)))
		chunked = heap_of(boot, &free, true);
	xb_ranges_clear(&free);
	*heap = one > chunked ? one : chunked;
	return known && *heap;
}

/* The pool of its second stage tables: 1 MiB for each vCPU, 4 KiB for each MiB, 512 KiB, in whole MiB
 * (domain_p2m_pages in xen/arch/arm/domain_build.c); or what the profile says. */
static uint64_t pool_of(const struct xb_context *context, const struct xb_domain *domain,
			uint64_t memory)
{
	const struct xb_setting *word =
		xb_domain_word(context->boot, context->catalog, domain, "p2m-mem-mb");
	uint64_t kib = 1024 * domain->cpus.value + 4 * (memory / MIB) + 512;

	if (word && word->value)
		return strtoull(word->value, NULL, 0) * MIB;
	return (kib + 1023) / 1024 * MIB;
}

/* Static memory is no part of the heap. */
static uint64_t takes(const struct xb_context *context, const struct xb_domain *domain,
		      uint64_t memory)
{
	return (domain->static_count ? 0 : memory) + pool_of(context, domain, memory) +
	       (GUEST_PAGES + VCPU_PAGES * domain->cpus.value) * XB_PAGE;
}

/* What a board has more of than QEMU's, devices and CPUs, takes some pages more. */
#define MARGIN (4 * MIB)

static uint64_t largest(const struct xb_context *context, const struct xb_domain *domain,
			uint64_t left)
{
	uint64_t memory;

	left = left > MARGIN ? left - MARGIN : 0;
	memory = left / MIB * MIB;
	while (memory && takes(context, domain, memory) > left)
		memory -= MIB;
	return memory;
}

static void add_guest(const struct xb_context *context, const struct xb_domain *domain,
		      uint64_t *left, struct xb_guests_memory *guests)
{
	struct xb_guest_memory guest = {.domain = domain, .left = *left};

	guest.takes = takes(context, domain, domain->memory.value);
	if (!domain->static_count)
		guest.largest = largest(context, domain, *left);
	*left -= guest.takes < *left ? guest.takes : *left;
	guests->items = xb_grow(guests->items, &guests->capacity, guests->count,
				sizeof(*guests->items));
	guests->items[guests->count++] = guest;
}

bool xb_guests_memory_make(const struct xb_context *context, struct xb_guests_memory *guests)
{
	const struct xb_boot *boot = context->boot;
	uint64_t left, dom0 = 0;
	bool set;

	*guests = (struct xb_guests_memory){0};
	if (!heap_at_most(boot, &left) ||
	    (xb_boot_dom0(boot) && !xb_dom0_memory_wanted(boot, &dom0, &set)))
		return false;
	if (xb_boot_dom0(boot))
		dom0 += DOM0_PAGES * XB_PAGE;
	left -= dom0 < left ? dom0 : left;
	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].node)
			add_guest(context, &boot->domains[i], &left, guests);
	return true;
}

void xb_guests_memory_clear(struct xb_guests_memory *guests)
{
	free(guests->items);
	*guests = (struct xb_guests_memory){0};
}

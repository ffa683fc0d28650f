/* SPDX-License-Identifier: MIT */
/* RAM that Xen sets aside: placed with the files, but nothing is loaded there. */
#include <string.h>

#include "boot/plan.h"

bool xb_xen_counts_static(const struct xb_boot *boot)
{
	return xb_release_number(boot->xen_version) >= XB_RELEASE(4, 22);
}

/* One range, whose key is KEY; ADDRESS and SIZE are those of it. */
struct claim {
	const char *title, *key;
	const char *address_key; /* of its address, behind KEY */
	const struct xb_number *address;
	uint64_t size;
	struct xb_pos at;
};

static struct xb_load *add_claim(const struct xb_plan *plan, const struct claim *claim)
{
	struct xb_load *load = xb_boot_add_load(plan->boot, XB_LOAD_MEMORY, claim->title);
	struct xb_arena *arena = &plan->boot->arena;

	load->key = xb_arena_strdup(arena, claim->key);
	load->address_key = xb_arena_format(arena, "%s.%s", claim->key, claim->address_key);
	load->address = claim->address->value;
	load->automatic = !claim->address->given;
	load->placed = !load->automatic;
	load->size = load->said_size = load->occupied = load->footprint = claim->size;
	load->size_known = true;
	load->at = load->name_at = load->size_at = claim->at;
	load->address_at = claim->address->given ? claim->address->at : claim->at;
	return load;
}

/* ---- Of a guest --------------------------------------------------------------------------------- */

/* A guest whose ranges are laid one behind another. */
struct laying {
	const struct xb_plan *plan;
	struct xb_domain *domain;
	const struct xb_guest *guest;
	uint64_t laid; /* bytes of its RAM so far */
};

static struct xb_load *lay(struct laying *laying, const struct claim *claim)
{
	struct xb_load *load = add_claim(laying->plan, claim);

	load->owner = laying->domain->name;
	laying->domain->static_count++;
	laying->laid += claim->size;
	return load;
}

/* What is left of the guest's first bank, where a range over its end is counted wrong, and one that the planner
 * places can be cut there; else all that there can be. */
static uint64_t room_in_bank(const struct laying *laying, const struct claim *claim)
{
	if (!claim->address->given && laying->laid < xb_guest_banks[0].size &&
	    laying->guest->static_count < XB_RANGES_MAX &&
	    !xb_xen_counts_static(laying->plan->boot) && !xb_guest_has(laying->guest, "direct-map"))
		return xb_guest_banks[0].size - laying->laid;
	return UINT64_MAX;
}

static void lay_range(struct laying *laying, size_t index)
{
	struct xb_arena *arena = &laying->plan->boot->arena;
	const struct xb_memory_range *range = &laying->guest->static_memory[index];
	uint64_t size = xb_guest_range_size(laying->guest, index), first;
	struct claim claim = {
		.title = xb_arena_format(arena, "%s static memory", laying->domain->name),
		.key = xb_arena_format(arena, "%s.static-memory.%zu", laying->domain->key, index),
		.address_key = "start",
		.address = &range->start,
		.at = range->at};

	first = room_in_bank(laying, &claim);
	claim.size = size < first ? size : first;
	lay(laying, &claim);
	if (size <= first)
		return;
	claim.size = size - first;
	lay(laying, &claim)->cut_off = true;
}

static void add_static_memory(const struct xb_plan *plan, struct xb_domain *domain,
			      const struct xb_guest *guest)
{
	struct laying laying = {.plan = plan, .domain = domain, .guest = guest};

	domain->static_first = plan->boot->load_count;
	for (size_t i = 0; i < guest->static_count; i++)
		lay_range(&laying, i);
}

/* ---- What is shared, and Xen's heap ------------------------------------------------------------- */

static void add_shared_memory(const struct xb_plan *plan, const struct xb_shared_memory *shared)
{
	struct xb_arena *arena = &plan->boot->arena;
	struct claim claim = {
		.title = xb_arena_format(arena, "shared memory %s", shared->name.text),
		.key = xb_arena_format(arena, "shared-memory.%s", shared->name.text),
		.address_key = "host",
		.address = &shared->host,
		.size = shared->size.value,
		.at = shared->name.at};

	add_claim(plan, &claim)->shared = shared;
}

size_t xb_plan_shared_load(const struct xb_boot *boot, const char *name)
{
	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].shared && strcmp(boot->loads[i].shared->name.text, name) == 0)
			return i;
	return XB_NONE;
}

static void add_heap(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;

	for (size_t i = 0; i < profile->xen.static_heap_count; i++) {
		const struct xb_memory_range *range = &profile->xen.static_heap[i];
		struct claim claim = {
			.title = "Xen's heap",
			.key = xb_arena_format(&plan->boot->arena, "xen.static-heap.%zu", i),
			.address_key = "start",
			.address = &range->start,
			.size = range->size.value,
			.at = range->at};

		add_claim(plan, &claim)->heap = true;
	}
}

void xb_plan_memory(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;
	struct xb_boot *boot = plan->boot;

	for (size_t i = 0; i < boot->domain_count; i++) {
		const struct xb_guest *guest = xb_plan_guest_of(plan, &boot->domains[i]);

		if (guest)
			add_static_memory(plan, &boot->domains[i], guest);
	}
	for (size_t i = 0; i < profile->shared_memory_count; i++)
		add_shared_memory(plan, &profile->shared_memory[i]);
	add_heap(plan);
}

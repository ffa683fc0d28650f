/* SPDX-License-Identifier: MIT */
/* RAM that Xen sets aside: placed with the files, but nothing is loaded there. */
#include <string.h>

#include "boot/plan.h"

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

/* Bytes of the range that has no size of its own: what the others leave. */
static uint64_t rest_of(const struct xb_guest *guest)
{
	uint64_t rest = guest->memory.value;

	for (size_t i = 0; i < guest->static_count; i++)
		rest -= guest->static_memory[i].size.value < rest ? guest->static_memory[i].size.value
								  : rest;
	return rest;
}

static void add_static_memory(const struct xb_plan *plan, struct xb_domain *domain,
			      const struct xb_guest *guest)
{
	struct xb_arena *arena = &plan->boot->arena;

	domain->static_first = plan->boot->load_count;
	for (size_t i = 0; i < guest->static_count; i++) {
		const struct xb_memory_range *range = &guest->static_memory[i];
		struct claim claim = {
			.title = xb_arena_format(arena, "%s static memory", domain->name),
			.key = xb_arena_format(arena, "%s.static-memory.%zu", domain->key, i),
			.address_key = "start",
			.address = &range->start,
			.size = range->size.given ? range->size.value : rest_of(guest),
			.at = range->at};

		add_claim(plan, &claim);
		domain->static_count++;
	}
}

static char *shared_title(struct xb_arena *arena, const char *name)
{
	return xb_arena_format(arena, "shared memory %s", name);
}

static void add_shared_memory(const struct xb_plan *plan, const struct xb_shared_memory *shared)
{
	struct xb_arena *arena = &plan->boot->arena;
	struct claim claim = {
		.title = shared_title(arena, shared->name.text),
		.key = xb_arena_format(arena, "shared-memory.%s", shared->name.text),
		.address_key = "host",
		.address = &shared->host,
		.size = shared->size.value,
		.at = shared->name.at};

	add_claim(plan, &claim);
}

size_t xb_plan_shared_load(const struct xb_boot *boot, const char *name)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];
		static const char before[] = "shared-memory.";

		if (load->use == XB_LOAD_MEMORY && strncmp(load->key, before, strlen(before)) == 0 &&
		    strcmp(load->key + strlen(before), name) == 0)
			return i;
	}
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

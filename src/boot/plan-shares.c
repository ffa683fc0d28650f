/* SPDX-License-Identifier: MIT */
/*
 * What domains share: memory (xen/docs/misc/arm/device-tree/booting.txt, "Static Shared Memory";
 * xen/arch/arm/static-shmem.c) and event channels ("Static Event Channel"; xen/common/device-tree/
 * static-evtchn.c). Both ends are nodes: a guest's in its own, dom0's in /chosen.
 */
#include <stdlib.h>
#include <string.h>

#include "boot/plan.h"

/* The node NAME of DOMAIN's, made: its path. */
static const char *make_node(const struct xb_plan *plan, const struct xb_domain *domain,
			     const char *name, struct xb_pos at)
{
	const char *parent = domain->node ? domain->node : "/chosen";

	if (domain->node)
		xb_plan_edit(plan, XB_EDIT_MAKE_NODE, parent, name, at);
	else
		xb_plan_make_node(plan, parent, name, at);
	return xb_arena_format(&plan->boot->arena, "%s/%s", parent, name);
}

/* ---- Shared memory ------------------------------------------------------------------------------- */

/* The first place behind its RAM and what it shares before SHARED. */
static uint64_t free_place(const struct xb_plan *plan, const struct xb_domain *domain,
			   const struct xb_shared_memory *shared)
{
	const struct xb_profile *profile = plan->profile;
	const struct xb_range *first = &xb_guest_banks[0];
	uint64_t at = domain->memory.value < first->size
			      ? xb_align_up(first->start + domain->memory.value, XB_SLOT)
			      : first->start + first->size;

	for (const struct xb_shared_memory *other = profile->shared_memory; other < shared; other++)
		at += xb_align_up(other->size.value, XB_SLOT);
	return at;
}

/* Dom0 and a guest with direct-map see it where it is. */
static struct xb_seen *place_for(const struct xb_plan *plan, const struct xb_domain *domain,
				 const struct xb_shared_memory *shared,
				 const struct xb_sharer *sharer)
{
	const struct xb_guest *guest = xb_plan_guest_of(plan, domain);
	struct xb_seen *seen = xb_arena_alloc(&plan->boot->arena, sizeof(*seen));

	seen->at_host = !guest || xb_guest_has(guest, "direct-map");
	if (!seen->at_host)
		seen->address = sharer->address.given ? sharer->address.value
						      : free_place(plan, domain, shared);
	return seen;
}

static void share_memory(const struct xb_plan *plan, const struct xb_shared_memory *shared,
			 const struct xb_sharer *sharer, const char *role)
{
	const struct xb_domain *domain = xb_boot_domain(plan->boot, sharer->domain.text);
	char *name = xb_arena_format(&plan->boot->arena, "shared-memory-%s", shared->name.text);
	struct xb_pos at = sharer->domain.at;
	struct xb_step *step;
	const char *path;

	if (!domain)
		return; /* said already */
	path = make_node(plan, domain, name, at);
	xb_plan_set_strings(plan, path, "compatible", "xen,domain-shared-memory-v1", NULL, at);
	xb_plan_set_strings(plan, path, "xen,shm-id", shared->name.text, NULL, shared->name.at);
	if (role)
		xb_plan_set_strings(plan, path, "role", role, NULL, at);
	step = xb_plan_edit(plan, XB_EDIT_SET, path, "xen,shared-mem", at);
	step->load = xb_plan_shared_load(plan->boot, shared->name.text);
	step->seen = place_for(plan, domain, shared, sharer);
}

/* Without an owner it is Xen's own, and no one has a role. An owner that borrows from itself has one node:
 * what is wrong with it is said already. */
static void share_with_all(const struct xb_plan *plan, const struct xb_shared_memory *shared)
{
	const char *owner = shared->owner.domain.text;

	if (owner)
		share_memory(plan, shared, &shared->owner, "owner");
	for (size_t i = 0; i < shared->borrower_count; i++)
		if (!owner || strcmp(owner, shared->borrowers[i].domain.text) != 0)
			share_memory(plan, shared, &shared->borrowers[i], owner ? "borrower" : NULL);
}

/* ---- Event channels ------------------------------------------------------------------------------ */

struct end {
	const struct xb_domain *domain;
	const struct xb_setting *word;
	uint32_t port, phandle;
	const char *path;
};

static void make_end(const struct xb_plan *plan, size_t number, struct end *end)
{
	char *name = xb_arena_format(&plan->boot->arena, "event-channel-%zu", number);

	end->path = make_node(plan, end->domain, name, end->word->name_at);
	xb_plan_set_strings(plan, end->path, "compatible", "xen,evtchn-v1", NULL, end->word->name_at);
	xb_plan_set_cell(plan, end->path, "phandle", end->phandle, end->word->name_at);
}

static void join(const struct xb_plan *plan, const struct end *end, const struct end *other)
{
	struct xb_buf value = {0};

	xb_value_add_cell(&value, end->port);
	xb_value_add_cell(&value, other->phandle);
	xb_plan_set(plan, end->path, "xen,evtchn", XB_FORM_CELLS, &value, end->word->at);
	xb_buf_clear(&value);
}

static bool take_end(const struct xb_plan *plan, const struct xb_setting *word, struct end *end)
{
	*end = (struct end){.domain = xb_boot_domain(plan->boot, word->name), .word = word};
	if (!end->domain || !word->value)
		return false;
	end->port = (uint32_t)strtoul(word->value, NULL, 0);
	end->phandle = xb_plan_new_phandle(plan);
	return true;
}

static void join_domains(const struct xb_plan *plan, size_t number)
{
	const struct xb_event_channel *channel = &plan->profile->event_channels[number];
	struct end ends[2];

	if (channel->ends.count != XB_COUNT(ends))
		return; /* said already */
	for (size_t i = 0; i < XB_COUNT(ends); i++)
		if (!take_end(plan, &channel->ends.items[i], &ends[i]))
			return;
	for (size_t i = 0; i < XB_COUNT(ends); i++)
		make_end(plan, number, &ends[i]);
	join(plan, &ends[0], &ends[1]);
	join(plan, &ends[1], &ends[0]);
}

void xb_plan_shares(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;

	for (size_t i = 0; i < profile->shared_memory_count; i++)
		share_with_all(plan, &profile->shared_memory[i]);
	if (profile->event_channel_count && !plan->boot->tree) {
		xb_error(plan->diags, XB_CODE_FILE_MISSING, profile->event_channels[0].at,
			 "event channels need numbers that the device tree has not, and it is not here");
		return;
	}
	for (size_t i = 0; i < profile->event_channel_count; i++)
		join_domains(plan, i);
}

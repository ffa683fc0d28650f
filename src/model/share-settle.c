/* SPDX-License-Identifier: MIT */
/* What the keys of CPU pools, shared memory and event channels mean together. */
#include <stdlib.h>
#include <string.h>

#include "model/domain.h"

/* ---- Which domains there are --------------------------------------------------------------------- */

/* Does Xen build it? */
static bool is_built(const struct xb_profile *profile, const char *name)
{
	const struct xb_guest *guest = xb_profile_guest(profile, name);

	return guest ? !xb_guest_is_later(guest)
		     : strcmp(name, "dom0") == 0 && profile->dom0.kernel.file.text;
}

static bool report_stranger(const struct xb_profile *profile, const char *name, struct xb_pos at,
			    struct xb_diags *diags)
{
	const char **names = xb_realloc(NULL, profile->guest_count + 2, sizeof(*names)), *near;
	size_t count = 0;

	for (size_t i = 0; i < profile->guest_count; i++)
		names[count++] = profile->guests[i].name.text;
	if (profile->dom0.kernel.file.text)
		names[count++] = "dom0";
	names[count] = NULL;
	near = xb_nearest(name, names);
	if (xb_profile_guest(profile, name))
		xb_error(diags, XB_CODE_BAD_VALUE, at, "%s is started from dom0, not by Xen", name);
	else
		xb_error(diags, XB_CODE_BAD_VALUE, at, "there is no domain called %s", name);
	if (near && !xb_profile_guest(profile, name))
		xb_hint(diags, "did you mean %s?", near);
	free(names);
	return false;
}

static bool check_domain(const struct xb_profile *profile, const char *name, struct xb_pos at,
			 struct xb_diags *diags)
{
	return is_built(profile, name) || report_stranger(profile, name, at, diags);
}

/* ---- CPU pools ------------------------------------------------------------------------------------ */

/* A CPU that a pool names; of all pools in the order in which they stand. */
struct named_cpu {
	const struct xb_text *text;
	uint64_t number;
	size_t order;
};

static int compare_cpus(const void *a, const void *b)
{
	const struct named_cpu *left = a, *right = b;

	if (left->number != right->number)
		return left->number < right->number ? -1 : 1;
	return (left->order > right->order) - (left->order < right->order);
}

/* common/sched/boot-cpupool.c */
static void report_second(const struct named_cpu *cpu, struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_BAD_VALUE, cpu->text->at, "CPU %s is in a pool already", cpu->text->text);
	xb_hint(diags, "Xen panics: \"Logical cpu %s already added to a cpupool!\"", cpu->text->text);
}

/* Those that are numbers are added to CPUS. */
static size_t read_pool(const struct xb_cpupool *pool, struct named_cpu *cpus, size_t count,
			struct xb_diags *diags)
{
	if (!pool->cpus.count && pool->cpus.items)
		xb_error(diags, XB_CODE_BAD_VALUE, pool->at, "the CPU pool %s has no CPUs",
			 pool->name.text);
	for (size_t i = 0; i < pool->cpus.count; i++) {
		const struct xb_text *cpu = &pool->cpus.items[i];
		uint64_t number;
		const char *why;

		if (xb_number_parse(cpu->text, &number, &why)) {
			cpus[count] = (struct named_cpu){cpu, number, count};
			count++;
			continue;
		}
		xb_error(diags, XB_CODE_BAD_VALUE, cpu->at, "the CPU pool %s: '%s' is no CPU's number",
			 pool->name.text, cpu->text);
		xb_hint(diags, "a list of numbers, [2, 3]; they count from 0 on, as the device tree has the CPUs");
	}
	return count;
}

static void check_pools(const struct xb_profile *profile, struct xb_diags *diags)
{
	struct named_cpu *cpus;
	size_t most = 1, count = 0;

	for (size_t i = 0; i < profile->cpupool_count; i++)
		most += profile->cpupools[i].cpus.count;
	cpus = xb_realloc(NULL, most, sizeof(*cpus));
	for (size_t i = 0; i < profile->cpupool_count; i++)
		count = read_pool(&profile->cpupools[i], cpus, count, diags);
	qsort(cpus, count, sizeof(*cpus), compare_cpus);
	for (size_t i = 1; i < count; i++)
		if (cpus[i].number == cpus[i - 1].number)
			report_second(&cpus[i], diags);
	free(cpus);
}

/* ---- Shared memory -------------------------------------------------------------------------------- */

enum {
	PAGE = 4096,
	ID_MAX = 15, /* MAX_SHM_ID_LENGTH less the NUL (xen/arch/arm/static-shmem.c) */
};

static void check_pages(const struct xb_shared_memory *shared, const char *what,
			const struct xb_number *number, struct xb_diags *diags)
{
	if (number->given && number->value % PAGE != 0)
		xb_error(diags, XB_CODE_BAD_VALUE, number->at,
			 "shared memory %s: %s 0x%llX is not on a border of 4 KiB", shared->name.text,
			 what, (unsigned long long)number->value);
}

/* Without a host address there is none that they could be held against: the planner has to give one. */
static void check_sharer(const struct xb_profile *profile, const struct xb_shared_memory *shared,
			 const struct xb_sharer *sharer, struct xb_diags *diags)
{
	const char *name = sharer->domain.text;
	const struct xb_guest *guest;

	if (!name || !check_domain(profile, name, sharer->domain.at, diags))
		return;
	check_pages(shared, "address", &sharer->address, diags);
	guest = xb_profile_guest(profile, name);
	if (!sharer->address.given || (guest && !xb_guest_has(guest, "direct-map")) ||
	    (shared->host.given && shared->host.value == sharer->address.value))
		return;
	xb_error(diags, XB_CODE_BAD_VALUE, sharer->address.at,
		 "shared memory %s: %s has the machine's own addresses, so it sees it where it is",
		 shared->name.text, name);
	xb_hint(diags, "leave the address out, or give host the same");
}

static void check_sharers(const struct xb_profile *profile, const struct xb_shared_memory *shared,
			  struct xb_diags *diags)
{
	size_t count = shared->borrower_count + (shared->owner.domain.text ? 1 : 0);

	check_sharer(profile, shared, &shared->owner, diags);
	for (size_t i = 0; i < shared->borrower_count; i++) {
		const struct xb_sharer *borrower = &shared->borrowers[i];

		check_sharer(profile, shared, borrower, diags);
		if (shared->owner.domain.text &&
		    strcmp(shared->owner.domain.text, borrower->domain.text) == 0)
			xb_error(diags, XB_CODE_BAD_VALUE, borrower->domain.at,
				 "shared memory %s: %s is its owner, and borrows it from itself",
				 shared->name.text, borrower->domain.text);
	}
	if (count || !shared->at.line) /* with a name that it cannot have it was not read */
		return;
	xb_error(diags, XB_CODE_MISSING_KEY, shared->at, "shared memory %s belongs to no domain",
		 shared->name.text);
	xb_hint(diags, "owner: NAME, and borrowers: {NAME: auto}");
}

static void check_shared(const struct xb_profile *profile, const struct xb_shared_memory *shared,
			 struct xb_diags *diags)
{
	if (strlen(shared->name.text) > ID_MAX) {
		xb_error(diags, XB_CODE_BAD_VALUE, shared->name.at,
			 "shared memory '%s': its name has %zu characters; Xen takes %d",
			 shared->name.text, strlen(shared->name.text), ID_MAX);
	}
	check_pages(shared, "size", &shared->size, diags);
	check_pages(shared, "host", &shared->host, diags);
	if (shared->size.given && !shared->size.value)
		xb_error(diags, XB_CODE_BAD_VALUE, shared->size.at, "shared memory %s has no bytes",
			 shared->name.text);
	check_sharers(profile, shared, diags);
}

/* ---- Event channels ------------------------------------------------------------------------------- */

/* Port 0 is no port; a guest's highest is max_evtchn_port of xen/common/device-tree/dom0less-bindings.c, dom0's
 * the last of the two levels that there are at first, EVTCHN_2L_NR_CHANNELS (evtchn_allocate_port). */
enum { PORT_MIN = 1, PORT_MAX = 1023, PORT_MAX_DOM0 = 4095 };

static unsigned port_max(const struct xb_setting *end)
{
	return strcmp(end->name, "dom0") == 0 ? PORT_MAX_DOM0 : PORT_MAX;
}

static bool port_of(const struct xb_setting *end, uint64_t *port)
{
	const char *why;

	return end->value && xb_number_parse(end->value, port, &why) && *port >= PORT_MIN &&
	       *port <= port_max(end);
}

/* Has a channel before INDEX the same port of the same domain? */
static bool is_port_taken(const struct xb_profile *profile, size_t index,
			  const struct xb_setting *end, uint64_t port)
{
	for (size_t i = 0; i < index; i++) {
		const struct xb_settings *ends = &profile->event_channels[i].ends;

		for (size_t k = 0; k < ends->count; k++) {
			uint64_t other;

			if (strcmp(ends->items[k].name, end->name) == 0 &&
			    port_of(&ends->items[k], &other) && other == port)
				return true;
		}
	}
	return false;
}

static void check_end(const struct xb_profile *profile, size_t index, const struct xb_setting *end,
		      struct xb_diags *diags)
{
	uint64_t port;

	if (!check_domain(profile, end->name, end->name_at, diags))
		return;
	if (!port_of(end, &port)) {
		xb_error(diags, XB_CODE_BAD_VALUE, end->at, "event channel: %s is no port of %s",
			 end->value ? end->value : "true", end->name);
		xb_hint(diags, "ports are %d to %u; Xen panics at others: \"evtchn_alloc_unbound() failure\"",
			PORT_MIN, port_max(end));
	} else if (is_port_taken(profile, index, end, port)) {
		xb_error(diags, XB_CODE_BAD_VALUE, end->at,
			 "event channel: port %s of %s has another channel already", end->value,
			 end->name);
	}
}

static void check_channel(const struct xb_profile *profile, size_t index, struct xb_diags *diags)
{
	const struct xb_event_channel *channel = &profile->event_channels[index];

	for (size_t i = 0; i < channel->ends.count; i++)
		check_end(profile, index, &channel->ends.items[i], diags);
	if (channel->ends.count == 2)
		return;
	xb_error(diags, XB_CODE_BAD_VALUE, channel->at, "an event channel has two ends, and not %zu",
		 channel->ends.count);
	xb_hint(diags, "{guest1: 10, guest2: 11} joins port 10 of guest1 and port 11 of guest2");
}

/* ---- All of them ---------------------------------------------------------------------------------- */

static void check_heap(const struct xb_profile *profile, struct xb_diags *diags)
{
	for (size_t i = 0; i < profile->xen.static_heap_count; i++) {
		const struct xb_memory_range *range = &profile->xen.static_heap[i];

		xb_memory_range_check("static-heap", range, diags);
		if (!range->size.at.line)
			xb_error(diags, XB_CODE_MISSING_KEY, range->at,
				 "static-heap: a range needs the key 'size'");
	}
}

void xb_shares_settle(const struct xb_profile *profile, struct xb_diags *diags)
{
	check_heap(profile, diags);
	check_pools(profile, diags);
	for (size_t i = 0; i < profile->shared_memory_count; i++)
		check_shared(profile, &profile->shared_memory[i], diags);
	for (size_t i = 0; i < profile->event_channel_count; i++)
		check_channel(profile, i, diags);
}

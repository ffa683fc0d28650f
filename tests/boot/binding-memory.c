/* SPDX-License-Identifier: MIT */
/* Who has which memory of the machine, and what domains share. */
#include "binding.h"
#include "util.h"

#include <stdlib.h>
#include <string.h>

#define PAGE 0x1000u

/* ---- Taken --------------------------------------------------------------------------------------- */

static struct taken {
	int node;
	enum taker taker;
	struct span span;
} *taken;
static size_t taken_count;

bool overlap(struct span a, struct span b)
{
	return a.start < b.start + b.size && b.start < a.start + a.size;
}

void take(const void *fdt, int node, enum taker taker, struct span span)
{
	if (span.size == 0 && taker != TAKES_RESERVED)
		fault(fdt, node, "0x%llx has no bytes", (unsigned long long)span.start);
	if (span.size == 0)
		return;
	taken = need_memory(taken, (taken_count + 1) * sizeof(*taken));
	taken[taken_count++] = (struct taken){node, taker, span};
}

/* A file serves several domains as the same kind of module, shared memory all that have its name. */
static bool is_one(const void *fdt, const struct taken *a, const struct taken *b)
{
	int length;
	const char *name = a->taker == TAKES_SHARED ? "xen,shm-id" : "compatible";
	const void *value = fdt_getprop(fdt, a->node, name, &length);

	return a->taker == b->taker && a->span.start == b->span.start && a->span.size == b->span.size &&
	       value && has_bytes(fdt, b->node, name, value, (size_t)length);
}

static bool is_in_ram(const void *fdt, struct span span)
{
	struct widths widths = widths_of(fdt, 0);
	int node, count;

	fdt_for_each_subnode(node, fdt, 0) {
		const fdt32_t *reg;

		if (!has_bytes(fdt, node, "device_type", "memory", 7))
			continue;
		reg = cells_of(fdt, node, "reg", &count);
		for (int i = 0; reg && i + widths.address + widths.size <= count;
		     i += widths.address + widths.size) {
			uint64_t start = number_at(reg + i, widths.address);
			uint64_t size = number_at(reg + i + widths.address, widths.size);

			if (span.start >= start && span.size <= size &&
			    span.start - start <= size - span.size)
				return true;
		}
	}
	return false;
}

static void take_reserved(const void *fdt)
{
	int parent = fdt_path_offset(fdt, "/reserved-memory"), node, count;

	for (int i = 0; i < fdt_num_mem_rsv(fdt); i++) {
		struct span span;

		if (fdt_get_mem_rsv(fdt, i, &span.start, &span.size) == 0)
			take(fdt, 0, TAKES_RESERVED, span);
	}
	if (parent < 0)
		return;
	fdt_for_each_subnode(node, fdt, parent) {
		struct widths widths = widths_of(fdt, parent);
		const fdt32_t *reg = cells_of(fdt, node, "reg", &count);

		for (int i = 0; reg && i + widths.address + widths.size <= count;
		     i += widths.address + widths.size)
			take(fdt, node, TAKES_RESERVED,
			     (struct span){number_at(reg + i, widths.address),
					   number_at(reg + i + widths.address, widths.size)});
	}
}

void check_memory(const void *fdt, bool knows_ram)
{
	take_reserved(fdt);
	for (size_t i = 0; i < taken_count; i++) {
		unsigned long long start = taken[i].span.start;

		if (taken[i].taker == TAKES_RESERVED)
			continue;
		if (knows_ram && !is_in_ram(fdt, taken[i].span))
			fault(fdt, taken[i].node, "0x%llx is not in RAM", start);
		for (size_t k = 0; k < taken_count; k++)
			if (k != i && (k > i || taken[k].taker == TAKES_RESERVED) &&
			    overlap(taken[i].span, taken[k].span) && !is_one(fdt, &taken[i], &taken[k]))
				fault(fdt, taken[i].node, "0x%llx overlaps 0x%llx of another", start,
				      (unsigned long long)taken[k].span.start);
	}
	free(taken);
	taken = NULL;
	taken_count = 0;
}

/* ---- Shared memory ------------------------------------------------------------------------------- */

static struct sharing {
	int node, owner;
	const char *id, *role;
	struct span host, guest;
} *sharings;
static size_t sharing_count;

/* Where a domain's own RAM is, as it sees it; of dom0 and of one with direct-map the machine's. */
static bool meets_ram(const void *fdt, int owner, struct span seen)
{
	static const struct span banks[] = {{0x40000000u, 0xc0000000u}, {0x200000000u, 0xfe00000000u}};
	uint64_t left = 0;
	int count;
	const fdt32_t *memory = cells_of(fdt, owner, "memory", &count);

	if (memory && count == 2)
		left = number_at(memory, 2) * 1024;
	for (size_t i = 0; i < 2 && left; i++) {
		uint64_t size = left < banks[i].size ? left : banks[i].size;

		if (overlap(seen, (struct span){banks[i].start, size}))
			return true;
		left -= size;
	}
	return false;
}

static void check_place(const void *fdt, const struct sharing *sharing)
{
	static const struct span maps[] = {{0x03001000u, 0x1000u}, {0x03020000u, 0x1000000u},
					   {0x22000000u, 0x1000u}, {0x38000000u, 0x2000000u}};
	bool is_host = sharing->owner == fdt_path_offset(fdt, "/chosen") ||
		       has(fdt, sharing->owner, "direct-map");

	if ((sharing->host.start | sharing->guest.start | sharing->host.size) % PAGE)
		fault(fdt, sharing->node, "it is no whole pages");
	if (is_host && sharing->host.start != sharing->guest.start)
		fault(fdt, sharing->node, "a domain whose memory is 1:1 sees it at another address");
	if (!is_host && meets_ram(fdt, sharing->owner, sharing->guest))
		fault(fdt, sharing->node, "the domain has RAM of its own there");
	for (size_t i = 0; !is_host && i < sizeof(maps) / sizeof(maps[0]); i++)
		if (overlap(maps[i], sharing->guest))
			fault(fdt, sharing->node, "the domain has something else at 0x%llx",
			      (unsigned long long)maps[i].start);
}

void check_shared(const void *fdt, int node, int owner)
{
	struct widths widths = widths_of(fdt, owner);
	struct sharing sharing = {.node = node, .owner = owner};
	int count;
	const fdt32_t *memory = cells_of(fdt, node, "xen,shared-mem", &count);

	sharing.id = one_string(fdt, node, "xen,shm-id");
	sharing.role = one_string(fdt, node, "role");
	if (!sharing.id || !sharing.id[0] || strlen(sharing.id) > 15)
		fault(fdt, node, "xen,shm-id has not 1 to 15 characters");
	if (sharing.role && strcmp(sharing.role, "owner") && strcmp(sharing.role, "borrower"))
		fault(fdt, node, "there is no role %s", sharing.role);
	if (!memory || count != 2 * widths.address + widths.size) {
		fault(fdt, node, "xen,shared-mem is not an address, an address and a size");
		return;
	}
	sharing.host.start = number_at(memory, widths.address);
	sharing.guest.start = number_at(memory + widths.address, widths.address);
	sharing.host.size = sharing.guest.size = number_at(memory + 2 * widths.address, widths.size);
	check_place(fdt, &sharing);
	take(fdt, node, TAKES_SHARED, sharing.host);
	sharings = need_memory(sharings, (sharing_count + 1) * sizeof(*sharings));
	sharings[sharing_count++] = sharing;
}

static void compare_sharings(const void *fdt, const struct sharing *a, const struct sharing *b)
{
	bool same = a->id && b->id && strcmp(a->id, b->id) == 0;

	if (same && (a->host.start != b->host.start || a->host.size != b->host.size))
		fault(fdt, a->node, "%s is elsewhere in another domain", a->id);
	if (same && !a->role != !b->role)
		fault(fdt, a->node, "%s has a role in one domain alone", a->id);
	if (same && a->owner == b->owner)
		fault(fdt, a->node, "a domain has %s twice", a->id);
	if (!same && a->owner == b->owner && overlap(a->guest, b->guest))
		fault(fdt, a->node, "a domain sees two of them at 0x%llx", (unsigned long long)a->guest.start);
}

/* How many domains have it, and how many own it. */
static void count_sharers(const void *fdt, const struct sharing *one)
{
	size_t sharers = 0, owners = 0;

	for (size_t i = 0; i < sharing_count; i++)
		if (one->id && sharings[i].id && strcmp(one->id, sharings[i].id) == 0) {
			sharers++;
			owners += sharings[i].role && strcmp(sharings[i].role, "owner") == 0;
		}
	if (sharers < 2)
		fault(fdt, one->node, "nobody shares it");
	if (one->role && owners != 1)
		fault(fdt, one->node, "it has %zu owners", owners);
}

void check_all_shared(const void *fdt)
{
	for (size_t i = 0; i < sharing_count; i++) {
		count_sharers(fdt, &sharings[i]);
		for (size_t k = i + 1; k < sharing_count; k++)
			compare_sharings(fdt, &sharings[i], &sharings[k]);
	}
	free(sharings);
	sharings = NULL;
	sharing_count = 0;
}

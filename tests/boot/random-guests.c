/* SPDX-License-Identifier: MIT */
/* Guests that Xen builds by itself, and what they share. */
#include <stdlib.h>
#include <string.h>

#include "random.h"

/* ---- Properties --------------------------------------------------------------------------------- */

/* All of share/options/domain.yaml but direct-map and cpupool, which hang on more than themselves. */
static const struct property properties[] = {
	{"vuart", "vpl011", 12, {{"true", ""}, {"false", "-"}}},
	{"vpl011", "vpl011", 12, {{"true", ""}}},
	{"nr_spis", "nr_spis", 12, {{"960", "<3c0>"}, {"0x3c0", "<3c0>"}, {"0x3C0", "<3c0>"}}},
	{"iommu", "passthrough", 14, {{"enabled", "=enabled"}, {"disabled", "=disabled"}}},
	{"sci_type", "xen,sci_type", 21, {{"none", "=none"}}},
	{"trap-unmapped-accesses", "trap-unmapped-accesses", 21,
	 {{"true", "<1>"}, {"false", "<0>"}, {"no", "<0>"}}},
	{"p2m-mem-mb", "xen,domain-p2m-mem-mb", 17, {{"8", "<8>"}, {"0x10", "<10>"}}},
	{"sve", "sve", 18, {{"true", ""}, {"128", "<80>"}, {"2048", "<800>"}, {"0", "<0>"}}},
	{"v8r_el1_msa", "v8r_el1_msa", 22, {{"mmu", "=mmu"}}},
	{"enhanced", "xen,enhanced", 17, {{"no-xenstore", "=no-xenstore"}, {"disabled", "=disabled"}}},
	{"capabilities", "capabilities", 21, {{"control", "<1>"}}},
	{"max_grant_version", "max_grant_version", 18, {{"1", "<1>"}}},
	{"max_grant_frames", "max_grant_frames", 18,
	 {{"64", "<40>"}, {"0x7fffffff", "<7fffffff>"}, {"1", "<1>"}}},
	{"max_maptrack_frames", "max_maptrack_frames", 18, {{"0", "<0>"}, {"1024", "<400>"}}},
};
/* Of those that need dom0, which serves xenstore; and of machines with LLC colours. */
static const struct property with_dom0 = {
	"enhanced", "xen,enhanced", 17, {{"true", ""}, {"enabled", "=enabled"}}};
static const struct property colours = {
	"llc-colors", "llc-colors", 20, {{"0-3", "=0-3"}, {"4,5-7", "=4,5-7"}, {"0", "=0"}}};

static void set(struct guest *guest, const struct property *property)
{
	unsigned values = 0;

	for (unsigned i = 0; i < guest->property_count; i++)
		if (strcmp(guest->properties[i].node, property->node) == 0)
			return;
	while (values < COUNT(property->values) && property->values[values].yaml)
		values++;
	guest->properties[guest->property_count].key = property->key;
	guest->properties[guest->property_count].node = property->node;
	guest->properties[guest->property_count++].value = property->values[below(values)];
}

/* Where a guest has the machine's addresses its UART stands where the machine's own is. */
static bool may_have(const struct guest *guest, const struct property *property,
		     const struct machine *machine)
{
	return !guest->direct_map || machine->uart_fills_page || strcmp(property->node, "vpl011") != 0;
}

static void draw_properties(const struct guests *guests, struct guest *guest,
			    const struct machine *machine)
{
	if (guests->coloured)
		set(guest, &colours);
	if (guests->dom0 && guests->release >= 17 && chance(15))
		set(guest, &with_dom0);
	for (size_t i = 0; i < COUNT(properties); i++)
		if (guests->release >= properties[i].since && may_have(guest, &properties[i], machine) &&
		    chance(25))
			set(guest, &properties[i]);
}

/* ---- A guest ------------------------------------------------------------------------------------ */

static void draw_name(struct guest *guest, unsigned number)
{
	static const char *const names[] = {
		"guest%u", "domU%u", "a-b_c%u", "%u", "%u-", "X%u_", "chosen%u",
		"thirty-nine-characters-and-a-digit-----%u"};
	const char *name = PICK(names);
	const char *before = strchr(name, '%');

	add(&guest->name, "%.*s%u%s", (int)(before - name), name, number, before + 2);
}

static void draw_static(struct guest *guest, unsigned memory, bool *taken)
{
	guest->is_static = true;
	guest->parts = between(1, 3);
	if (guest->memory > 64 || !chance(40))
		return;
	guest->parts = 1;
	guest->static_at = draw_slot(memory, taken);
}

static void draw_devices(struct guest *guest, struct machine *machine)
{
	while (guest->device_count < COUNT(guest->devices) && machine->from < machine->device_count &&
	       chance(60))
		guest->devices[guest->device_count++] = machine->devices[machine->from++];
}

static void draw_vcpus(const struct guests *guests, struct guest *guest, const struct machine *machine)
{
	if (guests->release < 21 || guest->pool || !chance(30))
		return;
	guest->pinned = between(1, guest->cpus);
	guest->last_cpu = below(machine->cpus);
}

static void draw_guest(struct guests *guests, unsigned number, struct machine *machine, unsigned memory,
		       bool *taken)
{
	struct guest *guest = &guests->guests[number];

	draw_name(guest, number);
	guest->memory = chance(30) ? 64 : between(24, 160);
	guest->cpus = chance(60) ? 1 : between(1, 4);
	guest->later = guests->dom0 && chance(10);
	guest->ramdisk = chance(50);
	guest->partial = chance(15);
	draw_linux_line(&guest->line, "ttyAMA0");
	if (guests->pool_count && chance(50))
		guest->pool = between(1, guests->pool_count);
	if (guest->later)
		return;
	if (!guests->coloured && chance(35))
		draw_static(guest, memory, taken);
	guest->direct_map = guest->is_static && guests->release >= 17 && chance(40);
	if (guest->direct_map)
		guest->parts = 1; /* all that it is started with must be in the first */
	if (chance(40))
		draw_devices(guest, machine);
	draw_vcpus(guests, guest, machine);
	draw_properties(guests, guest, machine);
}

/* ---- What they share ---------------------------------------------------------------------------- */

/* Each CPU is in one pool; the last pool leaves the others to Xen. */
static void draw_pools(struct guests *guests, const struct machine *machine)
{
	unsigned cpu = 0;

	if (guests->release < 17 || !chance(30))
		return;
	guests->pool_count = between(1, machine->cpus < 3 ? machine->cpus : 3);
	for (unsigned i = 0; i < guests->pool_count; i++) {
		struct pool *pool = &guests->pools[i];
		static const char *const schedulers[] = {NULL, "credit", "credit2", "rtds"};

		pool->first = cpu;
		pool->count = between(1, machine->cpus - cpu - (guests->pool_count - i - 1));
		pool->scheduler = PICK(schedulers);
		cpu += pool->count;
	}
}

/* One of the domains that Xen builds: a guest's number; guests->count is dom0; -1: none was met. */
static int draw_domain(const struct guests *guests)
{
	unsigned number = below(guests->count + guests->dom0);

	return number < guests->count && guests->guests[number].later ? -1 : (int)number;
}

static void draw_shared(struct guests *guests, unsigned memory, bool *taken)
{
	unsigned wanted = chance(40) ? between(1, SHARED_MAX) : 0;

	for (unsigned i = 0; i < wanted; i++) {
		struct shared *shared = &guests->shared[guests->shared_count];

		*shared = (struct shared){.owner = chance(70) ? draw_domain(guests) : -1};
		shared->pages = chance(50) ? 1 : between(1, 64);
		if (chance(30))
			shared->host = draw_slot(memory, taken);
		for (unsigned k = 0; k <= guests->count; k++) {
			int borrower = draw_domain(guests);

			if (borrower >= 0 && borrower != shared->owner && chance(60))
				shared->borrows[borrower] = true;
		}
		shared->address = chance(50) ? 0x170000000ull + i * 0x1000000ull : 0;
		for (unsigned k = 0; k <= guests->count; k++)
			shared->used |= shared->borrows[k];
		guests->shared_count += shared->used || shared->owner >= 0;
	}
}

static void draw_channels(struct guests *guests)
{
	unsigned wanted = chance(40) ? between(1, CHANNELS_MAX) : 0;

	for (unsigned i = 0; i < wanted; i++) {
		struct channel channel = {{draw_domain(guests), draw_domain(guests)}, {0, 0}};

		if (channel.ends[0] < 0 || channel.ends[1] < 0 || channel.ends[0] == channel.ends[1])
			continue;
		/* No port twice. */
		channel.ports[0] = 1 + i * 100 + below(100);
		channel.ports[1] = 501 + i * 100 + below(100);
		guests->channels[guests->channel_count++] = channel;
	}
}

static void shuffle_devices(struct machine *machine)
{
	for (unsigned i = machine->device_count; i > 1; i--) {
		unsigned k = below(i);
		char *kept = machine->devices[k];

		machine->devices[k] = machine->devices[i - 1];
		machine->devices[i - 1] = kept;
	}
}

/* Enough for all that is not static, dom0 too, in MiB. */
static unsigned heap_for(const struct guests *guests)
{
	unsigned heap = 256;

	for (unsigned i = 0; i < guests->count; i++)
		if (!guests->guests[i].is_static)
			heap += guests->guests[i].memory + 16;
	return heap;
}

void draw_guests(struct guests *guests, struct machine *machine, unsigned memory, bool *taken)
{
	static const unsigned releases[] = {17, 20, 21, 22, 22, 22};

	guests->release = PICK(releases);
	guests->coloured = guests->release >= 20 && chance(8);
	guests->count = between(guests->dom0 ? 0 : 1, GUESTS_MAX);
	shuffle_devices(machine);
	draw_pools(guests, machine);
	for (unsigned i = 0; i < guests->count; i++)
		draw_guest(guests, i, machine, memory, taken);
	if (!guests->coloured && guests->count + guests->dom0 > 0)
		draw_shared(guests, memory, taken);
	if (guests->release >= 17 && guests->count)
		draw_channels(guests);
	if (!guests->coloured && guests->count <= 3 && chance(20))
		guests->heap = heap_for(guests);
	guests->policy = chance(15);
}

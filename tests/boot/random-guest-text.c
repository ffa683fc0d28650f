/* SPDX-License-Identifier: MIT */
/* Guests as a profile has them, and as their nodes are to be. */
#include <string.h>

#include "random.h"

static const char *name_of(const struct guests *guests, int domain)
{
	return domain == (int)guests->count ? "dom0" : guests->guests[domain].name.bytes;
}

/* ---- The profile -------------------------------------------------------------------------------- */

static void print_size(FILE *out, unsigned mib)
{
	switch (mib % 3) {
	case 0: fprintf(out, "%uM", mib); break;
	case 1: fprintf(out, "%uK", mib * 1024); break;
	default: fprintf(out, "0x%llX", (unsigned long long)mib << 20); break;
	}
}

static void print_static(FILE *out, const struct guest *guest)
{
	if (guest->parts == 1 && !guest->static_at) {
		fputs("    static-memory: auto\n", out);
		return;
	}
	fputs("    static-memory: [", out);
	for (unsigned i = 1; i < guest->parts; i++)
		fprintf(out, "{size: %uM}, ", 2 * i);
	if (guest->static_at)
		fprintf(out, "{start: 0x%llx}]\n", guest->static_at);
	else
		fputs("{start: auto}]\n", out);
}

static void print_vcpus(FILE *out, const struct guest *guest)
{
	fputs("    vcpus:\n", out);
	for (unsigned i = 0; i < guest->pinned; i++) {
		fprintf(out, "      - {id: %u, hard-affinity: \"0", i);
		fprintf(out, guest->last_cpu ? "-%u\"}\n" : "\"}\n", guest->last_cpu);
	}
}

static void print_devices(FILE *out, const struct guest *guest)
{
	fputs("    passthrough: [", out);
	for (unsigned i = 0; i < guest->device_count; i++) {
		fputs(i > 0 ? ", " : "", out);
		print_text(out, guest->devices[i]);
	}
	fputs("]\n", out);
}

static void print_guest(FILE *out, const struct guest *guest)
{
	fprintf(out, "  \"%s\":\n    kernel: {file: guest-image}\n    memory: ", guest->name.bytes);
	print_size(out, guest->memory);
	fprintf(out, "\n    cpus: %u\n", guest->cpus);
	if (guest->ramdisk)
		fputs("    ramdisk: guest-ramdisk\n", out);
	if (guest->partial)
		fputs("    device-tree: {file: partial.dtb}\n", out);
	if (guest->later)
		fputs("    start: dom0\n", out);
	if (guest->is_static)
		print_static(out, guest);
	if (guest->direct_map)
		fputs("    direct-map: true\n", out);
	if (guest->pool)
		fprintf(out, "    cpupool: pool%u\n", guest->pool);
	if (guest->pinned)
		print_vcpus(out, guest);
	if (guest->device_count)
		print_devices(out, guest);
	for (unsigned i = 0; i < guest->property_count; i++)
		fprintf(out, "    %s: %s\n", guest->properties[i].key, guest->properties[i].value.yaml);
	print_options(out, &guest->line, "    ", false);
}

static void print_pools(FILE *out, const struct guests *guests)
{
	fputs("cpupools:\n", out);
	for (unsigned i = 0; i < guests->pool_count; i++) {
		const struct pool *pool = &guests->pools[i];

		fprintf(out, "  pool%u: {cpus: [", i + 1);
		for (unsigned k = 0; k < pool->count; k++)
			fprintf(out, "%s%u", k > 0 ? ", " : "", pool->first + k);
		fputs("]", out);
		if (pool->scheduler)
			fprintf(out, ", sched: %s", pool->scheduler);
		fputs("}\n", out);
	}
}

/* A guest with direct-map sees it where it is, and so does dom0. */
static bool sees_at_host(const struct guests *guests, unsigned domain)
{
	return domain == guests->count || guests->guests[domain].direct_map;
}

static void print_shared(FILE *out, const struct guests *guests)
{
	fputs("shared-memory:\n", out);
	for (unsigned i = 0; i < guests->shared_count; i++) {
		const struct shared *shared = &guests->shared[i];
		const char *between_them = "";

		fprintf(out, "  part%u-------x:\n    size: %uK\n", i, shared->pages * 4);
		if (shared->host)
			fprintf(out, "    host: 0x%llx\n", shared->host);
		if (shared->owner >= 0)
			fprintf(out, "    owner: \"%s\"\n", name_of(guests, shared->owner));
		if (!shared->used)
			continue;
		fputs("    borrowers: {", out);
		for (unsigned k = 0; k <= guests->count; k++) {
			if (!shared->borrows[k])
				continue;
			fprintf(out, "%s\"%s\": ", between_them, name_of(guests, (int)k));
			between_them = ", ";
			if (shared->address && !sees_at_host(guests, k))
				fprintf(out, "0x%llx", shared->address);
			else
				fputs("auto", out);
		}
		fputs("}\n", out);
	}
}

void print_guests(FILE *out, const struct guests *guests)
{
	for (unsigned i = 0; i < guests->count; i++)
		print_guest(out, &guests->guests[i]);
	if (guests->pool_count)
		print_pools(out, guests);
	if (guests->shared_count)
		print_shared(out, guests);
	if (guests->channel_count)
		fputs("event-channels:\n", out);
	for (unsigned i = 0; i < guests->channel_count; i++) {
		const struct channel *channel = &guests->channels[i];

		fprintf(out, "  - {\"%s\": %u, \"%s\": 0x%x}\n", name_of(guests, channel->ends[0]),
			channel->ports[0], name_of(guests, channel->ends[1]), channel->ports[1]);
	}
}

void print_guest_files(FILE *out, const struct guests *guests, const char *prefix)
{
	if (guests->count)
		fprintf(out, "Image\tguest-image\t%sguest-image\n"
			     "ramdisk.cpio.gz\tguest-ramdisk\t%sguest-ramdisk\n"
			     "partial.dtb\tpartial.dtb\t%spartial.dtb\n", prefix, prefix, prefix);
	if (guests->policy)
		fprintf(out, "policy\tpolicy\t%spolicy\n", prefix);
}

/* ---- The nodes ---------------------------------------------------------------------------------- */

static void expect_properties(FILE *out, const struct guest *guest)
{
	for (unsigned i = 0; i < guest->property_count; i++) {
		const char *node = guest->properties[i].node;
		const char *expected = guest->properties[i].value.expected;

		fprintf(out, "/chosen/%s\t%s\t%s\n", guest->name.bytes, node, expected);
	}
	if (guest->direct_map)
		fprintf(out, "/chosen/%s\tdirect-map\t\n", guest->name.bytes);
}

static void expect_guest(FILE *out, const struct guest *guest)
{
	const char *name = guest->name.bytes;

	fprintf(out, "/chosen/%s\tcompatible\t=xen,domain\n", name);
	fprintf(out, "/chosen/%s\tmemory\t<0 %x>\n", name, guest->memory * 1024);
	fprintf(out, "/chosen/%s\tcpus\t<%x>\n", name, guest->cpus);
	expect_properties(out, guest);
	fprintf(out, "/chosen/%s/kernel\tcompatible\t|multiboot,kernel|multiboot,module\n", name);
	fprintf(out, "/chosen/%s/kernel\tbootargs\t=", name);
	print_line(out, &guest->line);
	fprintf(out, "\n/chosen/%s/ramdisk\tcompatible\t%s\n", name,
		guest->ramdisk ? "|multiboot,ramdisk|multiboot,module" : "-");
	fprintf(out, "/chosen/%s/device-tree\tcompatible\t%s\n", name,
		guest->partial || guest->device_count ? "|multiboot,device-tree|multiboot,module" : "-");
	for (unsigned i = 0; i < guest->pinned; i++) {
		fprintf(out, "/chosen/%s/vcpu%u\tid\t<%x>\n", name, i, i);
		fprintf(out, "/chosen/%s/vcpu%u\thard-affinity\t=0", name, i);
		fprintf(out, guest->last_cpu ? "-%u\n" : "\n", guest->last_cpu);
	}
}

static void expect_shared(FILE *out, const struct guests *guests, unsigned number)
{
	const struct shared *shared = &guests->shared[number];

	for (unsigned i = 0; i <= guests->count; i++) {
		bool owns = shared->owner == (int)i;
		struct text node = {"/chosen", 7};

		if (!owns && !shared->borrows[i])
			continue;
		if (i < guests->count)
			add(&node, "/%s", name_of(guests, (int)i));
		add(&node, "/shared-memory-part%u-------x", number);
		fprintf(out, "%s\txen,shm-id\t=part%u-------x\n", node.bytes, number);
		fprintf(out, "%s\trole\t%s\n", node.bytes,
			shared->owner < 0 ? "-" : owns ? "=owner" : "=borrower");
	}
}

void print_expected(FILE *out, const struct guests *guests)
{
	for (unsigned i = 0; i < guests->count; i++)
		if (guests->guests[i].later)
			fprintf(out, "/chosen/%s\tcompatible\t-\n", guests->guests[i].name.bytes);
		else
			expect_guest(out, &guests->guests[i]);
	for (unsigned i = 0; i < guests->shared_count; i++)
		expect_shared(out, guests, i);
	for (unsigned i = 0; i < guests->pool_count; i++)
		fprintf(out, "/chosen/cpupool-pool%u\tcpupool-sched\t%s%s\n", i + 1,
			guests->pools[i].scheduler ? "=" : "-",
			guests->pools[i].scheduler ? guests->pools[i].scheduler : "");
}

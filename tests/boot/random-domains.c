/* SPDX-License-Identifier: MIT */
/*
 * random-domains SEED: a profile with guests for QEMU's virt, drawn by SEED, to standard output: what they are
 * given, share and keep, and by which texts. It is meant to be accepted; nothing of it is started. The files
 * that it names: xen, board.dtb, Image, other, Image.gz, ramdisk.cpio.gz, policy.
 */
#include "chance.h"

#include <stdlib.h>
#include <string.h>

enum { GUESTS_MAX = 8, PAGE = 0x1000, MIB = 0x100000 };

static const char *const guest_names[GUESTS_MAX] = {"guest1", "a", "with-long-name-of-31-letters-or", "x_y",
						    "Dom_U", "b-c", "7th", "last"};
static const char *const devices[] = {"/pl031@9010000", "/fw-cfg@9020000", "/virtio_mmio@a000000",
				      "/virtio_mmio@a001000", "/virtio_mmio@a003e00"};

struct profile {
	unsigned guests;
	bool dom0, coloured, heap, pools;
	bool direct[GUESTS_MAX];        /* whose memory is 1:1 */
	unsigned device;                /* the next to give away */
	unsigned ports[GUESTS_MAX + 1]; /* the next of each domain, dom0 last */
};

/* Domain INDEX; dom0 stands behind the guests. */
static const char *name_of(const struct profile *profile, unsigned index)
{
	return index < profile->guests ? guest_names[index] : "dom0";
}

static unsigned count_domains(const struct profile *profile)
{
	return profile->guests + profile->dom0;
}

static void print_named(const char *key, const char *text)
{
	printf("%s: ", key);
	print_text(stdout, text);
}

/* ---- A guest ------------------------------------------------------------------------------------- */

static void print_files(unsigned index)
{
	static const char *const kernels[] = {"Image", "{file: other, load-as: 'a b/other'}", "{file: Image}"};

	/* A packed kernel is one guest's. */
	printf("    kernel: %s\n", index == 0 && chance(20) ? "Image.gz" : PICK(kernels));
	if (chance(60))
		puts("    ramdisk: ramdisk.cpio.gz");
}

static void print_lines(unsigned index)
{
	struct text odd = {"", 0};

	add_odd(&odd, true);
	printf("    options: {console: ttyAMA0, guest.number: %u, ", index);
	print_named("guest.text", odd.bytes);
	puts("}");
	if (chance(50)) {
		odd = (struct text){"", 0};
		add_odd(&odd, true);
		fputs("    ", stdout);
		print_named("extra", odd.bytes);
		putchar('\n');
	}
}

/* Its memory, which may be said to be somewhere. */
static void print_memory(struct profile *profile, unsigned index)
{
	unsigned bytes = between(40, 60) * MIB + below(64) * PAGE;
	unsigned first = between(1, 30) * MIB + below(8) * PAGE;

	printf("    memory: %u\n", bytes);
	if (profile->coloured) {
		if (chance(60))
			printf("    llc-colors: '%u-%u,15'\n", below(4), between(5, 12));
		return;
	}
	switch (below(4)) {
	case 0:
		puts("    static-memory: auto");
		break;
	case 1:
		printf("    static-memory: [{size: %u}, {size: %u}]\n", first, bytes - first);
		break;
	default:
		return;
	}
	profile->direct[index] = chance(40);
	if (profile->direct[index])
		puts("    direct-map: true");
}

static const struct property {
	const char *name, *values[4];
} properties[] = {
	{"vuart", {"true", "true", "true", "false"}},
	{"nr_spis", {"32", "0x40", "960", "100"}},
	{"iommu", {"enabled", "disabled", "enabled", "disabled"}},
	{"trap-unmapped-accesses", {"true", "false", "true", "false"}},
	{"p2m-mem-mb", {"2", "4", "0x8", "16"}},
	{"sve", {"128", "true", "2048", "0"}},
	{"enhanced", {"no-xenstore", "no-xenstore", "disabled", "no-xenstore"}},
	{"capabilities", {"control", "control", "control", "control"}},
	{"max_grant_version", {"1", "1", "1", "1"}},
	{"max_grant_frames", {"64", "1", "2147483647", "0x10"}},
	{"max_maptrack_frames", {"0", "64", "2147483647", "0x10"}},
	{"sci_type", {"none", "none", "none", "none"}},
};

static void print_properties(void)
{
	for (size_t i = 0; i < COUNT(properties); i++)
		if (chance(25))
			printf("    %s: %s\n", properties[i].name, PICK(properties[i].values));
}

static void print_cpus(const struct profile *profile)
{
	unsigned cpus = between(1, 3);

	printf("    cpus: %u\n", cpus);
	/* A pool may have one of them alone. */
	if (chance(25))
		printf("    vcpus: [{id: %u, hard-affinity: '%s'}]\n", below(cpus),
		       !profile->pools && chance(50) ? "0" : "0-1");
	if (profile->pools && chance(60))
		printf("    cpupool: %s\n", chance(50) ? "one" : "two");
}

static void print_devices(struct profile *profile)
{
	unsigned count = chance(40) ? between(1, 2) : 0;

	if (!count || profile->device + count > COUNT(devices))
		return;
	fputs("    passthrough: [", stdout);
	for (unsigned i = 0; i < count; i++)
		printf("%s%s", i ? ", " : "", devices[profile->device++]);
	puts("]");
}

static void print_guest(struct profile *profile, unsigned index)
{
	printf("  '%s':\n", guest_names[index]);
	print_files(index);
	print_lines(index);
	print_memory(profile, index);
	print_cpus(profile);
	print_properties();
	print_devices(profile);
}

/* ---- What they share ----------------------------------------------------------------------------- */

/* Where domain INDEX sees shared memory NUMBER: one whose memory is 1:1 has no choice. */
static void print_place(const struct profile *profile, unsigned index, unsigned number)
{
	if (index < profile->guests && !profile->direct[index] && chance(40))
		printf("0x%x", 0x70000000u + number * 16 * MIB + below(16) * PAGE);
	else
		fputs("auto", stdout);
}

static void print_borrowers(const struct profile *profile, unsigned owner, unsigned number)
{
	unsigned domains = count_domains(profile), first = below(domains), count = 0;

	fputs("borrowers: {", stdout);
	for (unsigned i = 0; i < domains && count < 3; i++) {
		unsigned index = (first + i) % domains;

		if (index == owner)
			continue;
		printf("%s'%s': ", count++ ? ", " : "", name_of(profile, index));
		print_place(profile, index, number);
	}
	puts("}},");
}

static void print_owner(const struct profile *profile, unsigned owner, unsigned number)
{
	printf("owner: {domain: '%s', address: ", name_of(profile, owner));
	print_place(profile, owner, number);
	fputs("}, ", stdout);
}

static void print_shared_memory(const struct profile *profile)
{
	unsigned count = between(1, 3), domains = count_domains(profile);

	puts("shared-memory: {");
	for (unsigned i = 0; i < count; i++) {
		/* Without an owner it is Xen's. */
		unsigned owner = chance(60) ? below(domains) : domains;

		printf("  'shared-%u': {size: %u, ", i, between(1, 32) * PAGE);
		if (chance(30))
			printf("host: 0x%x, ", 0x90000000u + i * MIB);
		else if (chance(50))
			fputs("host: auto, ", stdout);
		if (owner < domains)
			print_owner(profile, owner, i);
		print_borrowers(profile, owner, i);
	}
	puts("}");
}

static void print_channels(struct profile *profile)
{
	unsigned count = between(1, 6), domains = count_domains(profile);

	puts("event-channels:");
	for (unsigned i = 0; i < count; i++) {
		unsigned one = below(domains), other = (one + between(1, domains - 1)) % domains;

		printf("  - {'%s': %u, ", name_of(profile, one), profile->ports[one]++);
		printf("'%s': 0x%x}\n", name_of(profile, other), profile->ports[other]++);
	}
}

/* ---- The profile --------------------------------------------------------------------------------- */

static void draw_profile(struct profile *profile)
{
	profile->guests = between(1, GUESTS_MAX);
	profile->dom0 = chance(80);
	profile->coloured = chance(15);
	profile->heap = !profile->coloured && chance(20);
	profile->pools = chance(40);
	for (size_t i = 0; i < COUNT(profile->ports); i++)
		profile->ports[i] = between(1, 900);
}

static void print_xen(const struct profile *profile)
{
	static const char *const releases[] = {"4.17", "4.18", "4.20", "4.21", "4.22"};

	printf("xen-version: '%s'\nxen:\n  file: xen\n",
	       profile->coloured ? "4.20" : PICK(releases));
	fputs("  options: {console: dtuart, bootscrub: 0", stdout);
	if (profile->dom0)
		fputs(", dom0_mem: 128M, dom0_max_vcpus: 1", stdout);
	if (profile->coloured)
		fputs(", llc-coloring: 'on', llc-size: 1M, llc-nr-ways: 16", stdout);
	puts("}");
	if (profile->heap)
		puts("  static-heap: [{start: 0xa0000000, size: 256M}, {start: 0xb0000000, size: 256M}]");
	if (chance(15))
		puts("  xsm-policy: policy");
}

static void print_rest(struct profile *profile)
{
	puts("domains:");
	for (unsigned i = 0; i < profile->guests; i++)
		print_guest(profile, i);
	if (profile->pools)
		puts("cpupools: {one: {cpus: [1], sched: credit}, two: {cpus: 0}}");
	if (count_domains(profile) > 1 && chance(60))
		print_shared_memory(profile);
	if (count_domains(profile) > 1 && chance(60))
		print_channels(profile);
	printf("output: {emit: [script, dtb, manifest], cells: %u}\n", between(1, 2));
}

int main(int argc, char **argv)
{
	static struct profile profile;

	if (argc != 2) {
		fprintf(stderr, "usage: random-domains SEED\n");
		return 2;
	}
	chance_start(strtoull(argv[1], NULL, 10));
	draw_profile(&profile);
	printf("format: 1\nboard: qemu-arm64\nfiles: files\n");
	print_xen(&profile);
	puts("device-tree: {file: board.dtb}");
	if (profile.dom0)
		puts("dom0: {kernel: Image, ramdisk: ramdisk.cpio.gz, options: {console: hvc0}}");
	print_rest(&profile);
	return 0;
}

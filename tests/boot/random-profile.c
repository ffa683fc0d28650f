/* SPDX-License-Identifier: MIT */
/*
 * random-profile SEED NAME [MACHINE]: a profile that is drawn by SEED, the same one everywhere. Without MACHINE
 * it is one for QEMU's virt that is meant to boot. MACHINE describes a device tree: a line of its file, CPUs,
 * version of its GIC, UART, and 1 where that fills a page, else 0; and a line for each device that can be passed
 * through. The profile is then one with guests, to be looked at and not to be run. Written into the current
 * folder:
 *
 *	NAME.yaml           the profile; NAME-base.yaml too where it extends one
 *	setup               the machine and what is asked for, as assignments of the shell
 *	files               a line per boot file: asset TAB name in the folder `local` TAB name on the server
 *	prefix              load.prefix
 *	xen.line dom0.line  the command lines that are meant, byte for byte
 *	expected            what /chosen must hold, for tree-expect
 *
 * The lines are put together here, and nothing of xenboot is linked: what it makes is compared with them.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "random.h"

/* ---- Drawing ---------------------------------------------------------------------------------- */

static const unsigned memories[] = {512, 640, 768, 1024, 1536, 2048, 2048, 3072, 4096, 6144};

static const char *const tftp_prefixes[] = {"", "", "boards/", "a b/c/", "it's/", "$HOME/x;y/", "ü/"};
static const char *const disk_prefixes[] = {"", "/", "boot/", "/boot/b2/"};
static const char *const plain_names[MODULES][3] = {
	[XEN] = {"xen", "xen-4.17-arm64", "x/xen"},
	[KERNEL] = {"Image", "vmlinuz-6.1.0", "boot/linux/Image"},
	[RAMDISK] = {"ramdisk.cpio.gz", "initrd.img-6.1.0", "r/initrd"},
	[TREE] = {"board.dtb", "virt-1.dtb", "dtb/board.dtb"},
};
static const char *const odd_file_names[MODULES][3] = {
	[XEN] = {"x en", "xen;#1", "$xen"},
	[KERNEL] = {"Im'age", "Image&co|(2)", "ker\\nel {1}"},
	[RAMDISK] = {"ram disk*", "r#amdisk", "${filesize}"},
	[TREE] = {"board's.dtb", "b o.dtb", "\\b!.dtb"},
};

/* Xen's sizes: a number without a suffix is KiB. */
static void draw_dom0_mem(struct profile *profile)
{
	unsigned mib;

	if (profile->machine)
		mib = 64u << below(2); /* guests are scattered over the rest */
	else
		mib = chance(25) ? between(profile->memory / 2, profile->memory)
				 : between(160, profile->memory / 3 + 60);

	switch (below(4)) {
	case 0: add(&profile->dom0_mem, "%uM", mib); break;
	case 1: add(&profile->dom0_mem, "%um", mib); break;
	case 2: add(&profile->dom0_mem, "%uK", mib * 1024); break;
	default: add(&profile->dom0_mem, "%u", mib * 1024); break;
	}
}

static void draw_xen_line(struct profile *profile)
{
	static const char *const off[] = {"0", "false", "no", "off"};
	static const char *const vcpus[] = {"1", "1", "2", "3", "4"};
	const struct machine *machine = profile->machine;
	struct line *line = &profile->xen;

	if (chance(80)) {
		add_option(line, "console", "dtuart");
		add_option(line, "dtuart", machine ? machine->uart : "/pl011@9000000");
	}
	if (profile->guests.dom0) {
		add_option(line, "dom0_mem", profile->dom0_mem.bytes);
		if (chance(75))
			add_option(line, "dom0_max_vcpus", PICK(vcpus));
	}
	add_option(line, "bootscrub", PICK(off));
	if (profile->guests.coloured)
		add_option(line, "llc-coloring", "on");
	draw_xen_words(line, profile->guests.pool_count > 0);
}

unsigned long long draw_slot(unsigned memory, bool *taken)
{
	/* One cell says no more than 32 bits, and U-Boot is below 4 GiB. */
	unsigned end = memory > 3072 ? 3072 : memory;
	unsigned slot = between(1, end / 64 - 3);

	if (taken[slot])
		return 0;
	taken[slot] = true;
	return ((unsigned long long)RAM_START + slot * 64) << 20;
}

static unsigned long long draw_address(struct profile *profile, bool aligned)
{
	unsigned long long address = draw_slot(profile->memory, profile->taken);

	if (!address)
		return 0;
	return address + (aligned ? below(8) * 0x200000ull : below(0x1000) * 0x1000ull);
}

static void draw_files(struct profile *profile)
{
	for (unsigned i = 0; i < MODULES; i++) {
		struct file *file = &profile->files[i];

		file->local = PICK(plain_names[i]);
		if (!profile->disk && chance(40))
			file->local = PICK(odd_file_names[i]);
		if (i != TREE && chance(15))
			file->load_as = profile->disk ? PICK(plain_names[i]) : PICK(odd_file_names[i]);
		if (chance(25))
			file->address = draw_address(profile, i == XEN || i == TREE);
	}
	profile->files[XEN].asset = "xen";
	profile->files[KERNEL].asset = chance(25) ? "Image.gz" : "Image";
	profile->files[RAMDISK].asset = "ramdisk.cpio.gz";
	profile->files[TREE].asset = "board.dtb";
}

/* On a machine that is looked at alone. */
static void draw_on_machine(struct profile *profile, struct machine *machine)
{
	static const unsigned sizes[] = {2048, 3072, 4096, 6144};

	profile->memory = PICK(sizes);
	profile->gic = machine->gic;
	profile->guests.dom0 = chance(80);
	draw_guests(&profile->guests, machine, profile->memory, profile->taken);
}

static void draw_profile(struct profile *profile, struct machine *machine)
{
	profile->machine = machine;
	profile->guests.dom0 = true;
	profile->memory = PICK(memories);
	draw_dom0_mem(profile);
	profile->gic = chance(70) ? 3 : 2;
	if (machine)
		draw_on_machine(profile, machine);
	profile->cells = chance(60) ? 2 : 1;
	profile->disk = chance(25);
	profile->overlay = chance(20) && !machine;
	profile->both = profile->overlay || chance(35);
	profile->extends = chance(40);
	profile->memory_from_tree = chance(25);
	profile->prefix = profile->disk ? PICK(disk_prefixes) : PICK(tftp_prefixes);
	draw_files(profile);
	draw_xen_line(profile);
	draw_linux_line(&profile->dom0, "hvc0");
	if (profile->extends) {
		draw_inheritance(&profile->xen);
		draw_inheritance(&profile->dom0);
	}
	add_odd(&profile->text, true);
	profile->memory_from_tree &= !machine;
}

/* ---- The machine -------------------------------------------------------------------------------- */

/* The next word of the file, up to the end of the line; NULL: there is none. */
static char *read_line(FILE *in)
{
	static char line[4096];

	if (!fgets(line, sizeof(line), in))
		return NULL;
	line[strcspn(line, "\n")] = '\0';
	return line;
}

static void read_machine(const char *path, struct machine *machine)
{
	FILE *in = fopen(path, "r");
	char *line = in ? read_line(in) : NULL, tree[256], uart[256];

	if (!line || sscanf(line, "%255s %u %u %255s %u", tree, &machine->cpus, &machine->gic, uart,
			    &machine->uart_fills_page) != 5) {
		fprintf(stderr, "random-profile: %s is no description of a machine\n", path);
		exit(2);
	}
	machine->tree = strdup(tree);
	machine->uart = strdup(uart);
	while (machine->device_count < DEVICES_MAX && (line = read_line(in)))
		machine->devices[machine->device_count++] = strdup(line);
	fclose(in);
}

static void free_machine(struct machine *machine)
{
	for (unsigned i = 0; i < machine->device_count; i++)
		free(machine->devices[i]);
	free(machine->tree);
	free(machine->uart);
}

int main(int argc, char **argv)
{
	static struct profile profile;
	static struct machine machine;

	if (argc != 3 && argc != 4) {
		fprintf(stderr, "usage: random-profile SEED NAME [MACHINE]\n");
		return 2;
	}
	random_seed(strtoull(argv[1], NULL, 10));
	if (argc == 4)
		read_machine(argv[3], &machine);
	draw_profile(&profile, argc == 4 ? &machine : NULL);
	write_all(&profile, argv[2]);
	free_machine(&machine);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* The files of a profile that was drawn. */
#include "random.h"

static void print_file(FILE *out, const struct file *file)
{
	fputs("  file: ", out);
	print_text(out, file->local);
	putc('\n', out);
	if (file->load_as) {
		fputs("  load-as: ", out);
		print_text(out, file->load_as);
		putc('\n', out);
	}
	if (file->address)
		fprintf(out, "  address: 0x%llx\n", file->address);
}

/* As a mapping in one line. */
static void print_entry(FILE *out, const char *name, const struct file *file)
{
	fprintf(out, "  %s: {file: ", name);
	print_text(out, file->local);
	if (file->load_as) {
		fputs(", load-as: ", out);
		print_text(out, file->load_as);
	}
	if (file->address)
		fprintf(out, ", address: 0x%llx", file->address);
	fputs("}\n", out);
}

static void print_edits(FILE *out, const struct profile *profile)
{
	enum { ANYWHERE = 2 }; /* so many are for any tree */
	static const char *const more[] = {
		"{path: /, set: {xb-cells: \"<0x1 2 0xffffffff>\", xb-bytes: \"[00 ff 7f]\"}}",
		"{path: /, set: {xb-nothing: true}}",
		"{path: /gpio-keys, remove: true}",
		"{path: /pl031@9010000, set: {status: disabled}}",
		"{path: /pl011@9000000, remove: clock-names}",
	};

	fputs("  edits:\n", out);
	if (profile->machine)
		fputs("    - {path: /, set: {xb-drawn: true}}\n", out);
	else
		fprintf(out, "    - {path: /pl061@9030000, %s}\n",
			chance(50) ? "set: {status: disabled}" : "remove: true");
	for (size_t i = 0; i < (profile->machine ? ANYWHERE : COUNT(more)); i++)
		if (chance(30))
			fprintf(out, "    - %s\n", more[i]);
	if (chance(50)) {
		fputs("    - {path: /, set: {xb-text: ", out);
		print_text(out, profile->text.bytes);
		fputs(", xb-list: [", out);
		print_text(out, profile->text.bytes);
		fputs(", 'two, words']}}\n", out);
	}
}

static void print_board(FILE *out, const struct profile *profile)
{
	fputs("board:\n  name: random\n", out);
	if (!profile->memory_from_tree)
		fprintf(out, "  memory: [{start: 0x%x00000, size: %uM}]\n", RAM_START, profile->memory);
	fprintf(out, "  cpus: %u\n  gic: v%u\n  script-address: 0x40200000\n",
		profile->machine ? profile->machine->cpus : 2, profile->gic);
}

static void print_load(FILE *out, const struct profile *profile)
{
	fputs("load:\n  prefix: ", out);
	print_text(out, profile->prefix);
	fputs(profile->disk ? "\n  method: virtio\n  device: \"0:1\"\n" : "\n", out);
}

static void write_base(const struct profile *profile, const char *name)
{
	FILE *out = create(name, "-base.yaml");

	fprintf(out, "format: 1\nname: base\nfiles: local\n");
	print_board(out, profile);
	fputs("xen:\n", out);
	print_file(out, &profile->files[XEN]);
	print_base_options(out, &profile->xen);
	fputs("  extra: of the base\n", out);
	fputs("device-tree:\n  file: nowhere.dtb\n", out);
	if (profile->guests.dom0) {
		fputs("dom0:\n", out);
		print_entry(out, "kernel", &profile->files[KERNEL]);
		print_base_options(out, &profile->dom0);
	}
	if (profile->guests.count)
		fputs("domains:\n  gone: {kernel: nowhere, memory: 1G, passthrough: /nowhere}\n", out);
	finish(out);
}

/* What Xen has besides its line. */
static void print_kept(FILE *out, const struct guests *guests)
{
	if (guests->policy)
		fputs("  xsm-policy: policy\n", out);
	if (guests->heap)
		fputs("  static-heap: [{", out);
	if (guests->heap)
		fprintf(out, "size: %uM}]\n", guests->heap);
}

static void print_dom0(FILE *out, const struct profile *profile)
{
	fputs("dom0:\n", out);
	if (!profile->extends)
		print_entry(out, "kernel", &profile->files[KERNEL]);
	print_entry(out, "ramdisk", &profile->files[RAMDISK]);
	print_options(out, &profile->dom0, "  ", profile->extends);
}

static void write_profile(const struct profile *profile, const char *name)
{
	FILE *out = create(name, ".yaml");

	fprintf(out, "format: 1\nname: %s\n", name);
	if (profile->machine)
		fprintf(out, "xen-version: \"4.%u\"\n", profile->guests.release);
	if (profile->extends) {
		fprintf(out, "extends: ./%s-base.yaml\n", name);
	} else {
		fputs("files: local\n", out);
		print_board(out, profile);
	}
	print_load(out, profile);
	fputs("xen:\n", out);
	if (!profile->extends)
		print_file(out, &profile->files[XEN]);
	else if (profile->xen.extra.length == 0)
		fputs("  extra: ''\n", out);
	print_options(out, &profile->xen, "  ", profile->extends);
	print_kept(out, &profile->guests);
	fputs("device-tree:\n", out);
	print_file(out, &profile->files[TREE]);
	if (profile->overlay)
		fputs("  overlays: [{file: clock.dtbo}]\n", out);
	print_edits(out, profile);
	if (profile->guests.dom0)
		print_dom0(out, profile);
	if (profile->extends && profile->guests.count)
		fputs("domains:\n  gone: ~\n", out);
	else if (profile->guests.count)
		fputs("domains:\n", out);
	print_guests(out, &profile->guests);
	fprintf(out, "output: {cells: %u, emit: %s}\n", profile->cells,
		profile->both ? "both" : "script");
	finish(out);
}

static void write_setup(const struct profile *profile)
{
	FILE *out = create("setup", "");

	fprintf(out, "memory=%u\ngic=%u\nmedium=%s\ndom0_mem=%s\noverlay=%s\n", profile->memory,
		profile->gic, profile->disk ? "disk" : "tftp", profile->dom0_mem.bytes,
		profile->overlay ? "yes" : "");
	finish(out);
	out = create("files", "");
	for (unsigned i = 0; i < MODULES; i++) {
		const struct file *file = &profile->files[i];

		fprintf(out, "%s\t%s\t%s%s\n",
			i == TREE && profile->machine ? profile->machine->tree : file->asset, file->local,
			profile->prefix, file->load_as ? file->load_as : file->local);
	}
	print_guest_files(out, &profile->guests, profile->prefix);
	finish(out);
	out = create("prefix", "");
	fputs(profile->prefix, out);
	finish(out);
}

static void write_line(const struct line *line, const char *name)
{
	FILE *out = create(name, ".line");

	print_line(out, line);
	finish(out);
}


static void write_expected(const struct profile *profile)
{
	FILE *out = create("expected", "");

	fputs("/chosen\txen,xen-bootargs\t=", out);
	print_line(out, &profile->xen);
	fputs("\n/chosen\txen,dom0-bootargs\t", out);
	if (profile->guests.dom0) {
		putc('=', out);
		print_line(out, &profile->dom0);
	} else {
		putc('-', out);
	}
	putc('\n', out);
	print_expected(out, &profile->guests);
	finish(out);
}

void write_all(const struct profile *profile, const char *name)
{
	if (profile->extends)
		write_base(profile, name);
	write_profile(profile, name);
	write_setup(profile);
	write_line(&profile->xen, "xen");
	write_line(&profile->dom0, "dom0");
	write_expected(profile);
}

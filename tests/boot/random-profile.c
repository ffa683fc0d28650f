/* SPDX-License-Identifier: MIT */
/*
 * random-profile SEED NAME: a profile for QEMU's virt that is meant to boot, drawn by SEED. The same seed
 * draws the same one on every machine. Written into the current folder:
 *
 *	NAME.yaml           the profile; NAME-base.yaml too where it extends one
 *	setup               the machine and what is asked for, as assignments of the shell
 *	files               a line per boot file: asset TAB name in the folder `local` TAB name on the server
 *	prefix              load.prefix
 *	xen.line dom0.line  the command lines that are meant, byte for byte
 *
 * The lines are put together here, and nothing of xenboot is linked: what it makes is compared with them.
 */
#include "chance.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 24, RAM_START = 0x400 /* MiB */ };

/* ---- Command lines ------------------------------------------------------------------------------ */

struct word {
	const char *name;
	struct text value, second; /* empty value: the bare word; a second one makes a list */
	bool overridden;           /* the base has another value */
};

struct line {
	struct word words[WORDS_MAX];
	unsigned count, inherited; /* so many stand in the base */
	struct text extra;
};

static struct word *add_word(struct line *line, const char *name)
{
	struct word *word = &line->words[line->count++];

	if (line->count > WORDS_MAX) {
		fprintf(stderr, "random-profile: more than %d words\n", WORDS_MAX);
		exit(2);
	}
	word->name = name;
	return word;
}

static void add_option(struct line *line, const char *name, const char *value)
{
	add(&add_word(line, name)->value, "%s", value);
}

/* What an option may be set to; "" is the bare word. */
struct option {
	const char *name;
	const char *values[4];
};

static void add_some(struct line *line, const struct option *options, size_t count, unsigned percent)
{
	for (size_t i = 0; i < count; i++) {
		unsigned values = 0;

		while (values < COUNT(options[i].values) && options[i].values[values])
			values++;
		if (chance(percent))
			add_option(line, options[i].name, options[i].values[below(values)]);
	}
}

static const char *const odd_names[] = {"xb.one", "xb.two", "xb.three", "xb.four", "xb.five"};

static void add_odd_words(struct line *line, bool blanks)
{
	for (size_t i = 0; i < COUNT(odd_names); i++)
		if (chance(45))
			add_odd(&add_word(line, odd_names[i])->value, blanks);
}

static void shuffle(struct line *line)
{
	for (unsigned i = line->count; i > 1; i--) {
		unsigned k = below(i);
		struct word kept = line->words[k];

		line->words[k] = line->words[i - 1];
		line->words[i - 1] = kept;
	}
}

/* Linux takes a blank into a value that stands in quotes; Xen's have none. */
static void print_word(FILE *out, const struct word *word, const struct text *value)
{
	const char *quote = strchr(value->bytes, ' ') ? "\"" : "";

	if (value->length > 0)
		fprintf(out, "%s=%s%s%s", word->name, quote, value->bytes, quote);
	else
		fputs(word->name, out);
}

static void print_line(FILE *out, const struct line *line)
{
	for (unsigned i = 0; i < line->count; i++) {
		const struct word *word = &line->words[i];

		fputs(i > 0 ? " " : "", out);
		print_word(out, word, &word->value);
		if (word->second.length > 0) {
			putc(' ', out);
			print_word(out, word, &word->second);
		}
	}
	if (line->extra.length > 0)
		fprintf(out, " %s", line->extra.bytes);
}

/* ---- The profile -------------------------------------------------------------------------------- */

enum module { XEN, KERNEL, RAMDISK, TREE, MODULES };

struct file {
	const char *asset;
	const char *local, *load_as; /* load_as may be absent */
	unsigned long long address;  /* 0: automatic */
};

struct profile {
	unsigned memory; /* MiB */
	unsigned gic, cells;
	bool disk, both, overlay, extends, memory_from_tree;
	const char *prefix;
	struct file files[MODULES];
	struct text dom0_mem;
	struct line xen, dom0;
	struct text text; /* of a property */
};

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

static const struct option xen_options[] = {
	{"loglvl", {"all", "info", "info/debug"}}, /* less would hide the banks */
	{"guest_loglvl", {"all", "none/warning"}},
	{"sched", {"credit", "credit2"}},
	{"vwfi", {"native", "trap"}},
	{"console_timestamps", {"boot", "none", "date"}},
	{"sync_console", {"", "true"}},
	{"conring_size", {"64K", "128k", "32768B"}},
	{"timer_slop", {"10000"}},
	{"maxcpus", {"1", "2"}},
	{"hmp-unsafe", {"", "0"}},
	{"gnttab_max_frames", {"32", "64"}},
};
static const struct option linux_options[] = {
	{"loglevel", {"3", "7", "8"}},
	{"quiet", {""}},
	{"nokaslr", {""}},
	{"clk_ignore_unused", {""}},
	{"earlycon", {"xen"}},
	{"earlyprintk", {"xen"}},
	{"cma", {"0", "16M", "32M"}},
	{"maxcpus", {"1", "2"}},
	{"mitigations", {"off"}},
	{"audit", {"0"}},
	{"net.ifnames", {"0"}},
	{"printk.time", {"0", "1"}},
	{"systemd.unit", {"rescue.target"}},
};

/* Xen's sizes: a number without a suffix is KiB. */
static void draw_dom0_mem(struct profile *profile)
{
	unsigned mib = chance(25) ? between(profile->memory / 2, profile->memory)
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
	struct line *line = &profile->xen;

	if (chance(80)) {
		add_option(line, "console", "dtuart");
		add_option(line, "dtuart", "/pl011@9000000");
	}
	add_option(line, "dom0_mem", profile->dom0_mem.bytes);
	if (chance(75))
		add_option(line, "dom0_max_vcpus", PICK(vcpus));
	add_option(line, "bootscrub", PICK(off));
	add_some(line, xen_options, COUNT(xen_options), 20);
	add_odd_words(line, false);
	shuffle(line);
	if (chance(40)) {
		add(&line->extra, "xb.extra=\"");
		add_odd(&line->extra, true);
		add(&line->extra, "\"");
	}
}

static void draw_dom0_line(struct profile *profile)
{
	struct line *line = &profile->dom0;
	struct word *console = add_word(line, "console");

	/* The last one is the console of /init. */
	if (chance(20)) {
		add(&console->value, "ttyAMA0");
		add(&console->second, "hvc0");
	} else {
		add(&console->value, "hvc0");
	}
	add_option(line, "panic", "1");
	add_option(line, "root", "/dev/ram0");
	add_some(line, linux_options, COUNT(linux_options), 20);
	add_odd_words(line, true);
	shuffle(line);
	if (chance(40)) {
		add(&line->extra, "xb.extra=\"");
		add_odd(&line->extra, true);
		add(&line->extra, "\" xb.last=");
		add_odd(&line->extra, false);
	}
}

/* Slots of 64 MiB are far enough apart for any module; the first is for what is placed automatically, the
 * last for U-Boot. */
static unsigned long long draw_address(const struct profile *profile, bool *taken, bool aligned)
{
	/* One cell says no more than 32 bits, and U-Boot is below 4 GiB. */
	unsigned end = profile->memory > 3072 ? 3072 : profile->memory;
	unsigned slot = between(1, end / 64 - 3);
	unsigned long long address = ((unsigned long long)RAM_START + slot * 64) << 20;

	if (taken[slot])
		return 0;
	taken[slot] = true;
	return address + (aligned ? below(8) * 0x200000ull : below(0x1000) * 0x1000ull);
}

static void draw_files(struct profile *profile)
{
	bool taken[64] = {false};

	for (unsigned i = 0; i < MODULES; i++) {
		struct file *file = &profile->files[i];

		file->local = PICK(plain_names[i]);
		if (!profile->disk && chance(40))
			file->local = PICK(odd_file_names[i]);
		if (i != TREE && chance(15))
			file->load_as = profile->disk ? PICK(plain_names[i]) : PICK(odd_file_names[i]);
		if (chance(25))
			file->address = draw_address(profile, taken, i == XEN || i == TREE);
	}
	profile->files[XEN].asset = "xen";
	profile->files[KERNEL].asset = chance(25) ? "Image.gz" : "Image";
	profile->files[RAMDISK].asset = "ramdisk.cpio.gz";
	profile->files[TREE].asset = "board.dtb";
}

static void draw_inheritance(struct line *line)
{
	line->inherited = between(0, line->count);
	for (unsigned i = 0; i < line->inherited; i++)
		line->words[i].overridden = chance(30) && line->words[i].value.length > 0;
}

static void draw_profile(struct profile *profile)
{
	profile->memory = PICK(memories);
	draw_dom0_mem(profile);
	profile->gic = chance(70) ? 3 : 2;
	profile->cells = chance(60) ? 2 : 1;
	profile->disk = chance(25);
	profile->overlay = chance(20);
	profile->both = profile->overlay || chance(35);
	profile->extends = chance(40);
	profile->memory_from_tree = chance(25);
	profile->prefix = profile->disk ? PICK(disk_prefixes) : PICK(tftp_prefixes);
	draw_files(profile);
	draw_xen_line(profile);
	draw_dom0_line(profile);
	if (profile->extends) {
		draw_inheritance(&profile->xen);
		draw_inheritance(&profile->dom0);
	}
	add_odd(&profile->text, true);
}

/* ---- Writing ------------------------------------------------------------------------------------ */

static void print_value(FILE *out, const struct word *word)
{
	fprintf(out, "    %s: ", word->name);
	if (word->second.length > 0)
		fputs("[", out);
	if (word->value.length > 0)
		print_text(out, word->value.bytes);
	else
		fputs("true", out);
	if (word->second.length > 0) {
		fputs(", ", out);
		print_text(out, word->second.bytes);
		fputs("]", out);
	}
	putc('\n', out);
}

/* The base's words, one of which the profile takes away again. */
static void print_base_options(FILE *out, const struct line *line)
{
	fputs("  options:\n    xb.gone: base\n", out);
	for (unsigned i = 0; i < line->inherited; i++)
		if (line->words[i].overridden)
			fprintf(out, "    %s: '1'\n", line->words[i].name);
		else
			print_value(out, &line->words[i]);
}

static void print_options(FILE *out, const struct line *line, bool extends)
{
	fputs("  options:\n", out);
	/* Overridden words keep the base's places: the order here is to be without effect. */
	for (unsigned i = line->inherited; i > 0; i--)
		if (line->words[i - 1].overridden)
			print_value(out, &line->words[i - 1]);
	for (unsigned i = line->inherited; i < line->count; i++)
		print_value(out, &line->words[i]);
	if (extends)
		fputs("    xb.gone: ~\n", out);
	if (line->extra.length > 0) {
		fputs("  extra: ", out);
		print_text(out, line->extra.bytes);
		putc('\n', out);
	}
}

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
	static const char *const more[] = {
		"{path: /, set: {xb-cells: \"<0x1 2 0xffffffff>\", xb-bytes: \"[00 ff 7f]\"}}",
		"{path: /, set: {xb-nothing: true}}",
		"{path: /gpio-keys, remove: true}",
		"{path: /pl031@9010000, set: {status: disabled}}",
		"{path: /pl011@9000000, remove: clock-names}",
	};

	fputs("  edits:\n", out);
	fprintf(out, "    - {path: /pl061@9030000, %s}\n",
		chance(50) ? "set: {status: disabled}" : "remove: true");
	for (size_t i = 0; i < COUNT(more); i++)
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
	fprintf(out, "  cpus: 2\n  gic: v%u\n  script-address: 0x40200000\n", profile->gic);
}

static void print_load(FILE *out, const struct profile *profile)
{
	fputs("load:\n  prefix: ", out);
	print_text(out, profile->prefix);
	fputs(profile->disk ? "\n  method: virtio\n  device: \"0:1\"\n" : "\n", out);
}

static FILE *create(const char *name, const char *suffix)
{
	struct text path = {"", 0};
	FILE *out;

	add(&path, "%s%s", name, suffix);
	out = fopen(path.bytes, "w");
	if (!out) {
		perror(path.bytes);
		exit(2);
	}
	return out;
}

static void finish(FILE *out)
{
	if (ferror(out) | fclose(out)) {
		perror("random-profile");
		exit(2);
	}
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
	fputs("dom0:\n", out);
	print_entry(out, "kernel", &profile->files[KERNEL]);
	print_base_options(out, &profile->dom0);
	finish(out);
}

static void write_profile(const struct profile *profile, const char *name)
{
	FILE *out = create(name, ".yaml");

	fprintf(out, "format: 1\nname: %s\n", name);
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
	print_options(out, &profile->xen, profile->extends);
	fputs("device-tree:\n", out);
	print_file(out, &profile->files[TREE]);
	if (profile->overlay)
		fputs("  overlays: [{file: clock.dtbo}]\n", out);
	print_edits(out, profile);
	fputs("dom0:\n", out);
	if (!profile->extends)
		print_entry(out, "kernel", &profile->files[KERNEL]);
	print_entry(out, "ramdisk", &profile->files[RAMDISK]);
	print_options(out, &profile->dom0, profile->extends);
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

		fprintf(out, "%s\t%s\t%s%s\n", file->asset, file->local, profile->prefix,
			file->load_as ? file->load_as : file->local);
	}
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

int main(int argc, char **argv)
{
	static struct profile profile;

	if (argc != 3) {
		fprintf(stderr, "usage: random-profile SEED NAME\n");
		return 2;
	}
	chance_start(strtoull(argv[1], NULL, 10));
	draw_profile(&profile);
	if (profile.extends)
		write_base(&profile, argv[2]);
	write_profile(&profile, argv[2]);
	write_setup(&profile);
	write_line(&profile.xen, "xen");
	write_line(&profile.dom0, "dom0");
	return 0;
}

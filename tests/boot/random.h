/* SPDX-License-Identifier: MIT */
/*
 * Profiles that are drawn by a seed: the parts of random-profile. Nothing of xenboot is linked, for what it makes
 * is compared with what is put together here.
 */
#ifndef TESTS_BOOT_RANDOM_H
#define TESTS_BOOT_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- random-draw.c: chance and text ---- */

/* The same seed draws the same on every machine. */
void random_seed(uint64_t seed);
unsigned below(size_t count); /* 0 to count - 1 */
unsigned between(unsigned low, unsigned high);
bool chance(unsigned percent);
#define PICK(table) ((table)[below(COUNT(table))])

enum { TEXT_MAX = 400 };
struct text {
	char bytes[TEXT_MAX];
	size_t length;
};
__attribute__((format(printf, 2, 3))) void add(struct text *text, const char *format, ...);
/* A word of characters that a shell, YAML, Xen or Linux could trip over; with BLANKS perhaps several. */
void add_odd(struct text *text, bool blanks);

/* In YAML's single quotes. */
void print_text(FILE *out, const char *text);
/* The file NAME with SUFFIX in the current folder. Both die when it cannot be written. */
FILE *create(const char *name, const char *suffix);
void finish(FILE *out);

/* ---- random-line.c: command lines ---- */

enum { WORDS_MAX = 24 };
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

struct word *add_word(struct line *line, const char *name);
void add_option(struct line *line, const char *name, const char *value);
/* ALL_CPUS: Xen is to start all of them. */
void draw_xen_words(struct line *line, bool all_cpus);
/* Linux's of dom0 and of guests; CONSOLE is the last one. */
void draw_linux_line(struct line *line, const char *console);
void draw_odd_words(struct line *line, bool blanks);
void shuffle(struct line *line);
/* Which of its words the base has, and which of them with another value. */
void draw_inheritance(struct line *line);

/* As it is meant, byte for byte. */
void print_line(FILE *out, const struct line *line);
/* The keys options and extra, behind INDENT. The base's words, one of which the profile takes away again. */
void print_base_options(FILE *out, const struct line *line);
void print_options(FILE *out, const struct line *line, const char *indent, bool extends);

/* ---- random-guests.c: guests and what they share ---- */

enum { GUESTS_MAX = 6, DEVICES_MAX = 64, SLOTS_MAX = 64, RAM_START = 0x400 /* MiB */ };

/* What a device tree offers; read from a file, see random-profile.c. */
struct machine {
	char *tree, *uart, *devices[DEVICES_MAX];
	unsigned cpus, gic, uart_fills_page, device_count;
	unsigned from; /* devices from here on are given to no guest yet */
};

/* A property of a guest's node, and what may stand there: as the profile says it, and as the node has it, for
 * tree-expect. */
struct property {
	const char *key, *node;
	unsigned since; /* Xen's minor */
	struct value {
		const char *yaml, *expected;
	} values[4];
};

struct guest {
	struct text name;
	unsigned memory, cpus; /* MiB */
	bool later, ramdisk, partial, is_static, direct_map;
	unsigned parts;               /* ranges of static memory */
	unsigned long long static_at; /* 0: found */
	unsigned pool;                /* its number from 1 on; 0: none */
	unsigned pinned, last_cpu;    /* so many vCPUs run on the CPUs from 0 to that */
	struct line line;
	const char *devices[3];
	unsigned device_count;
	struct {
		const char *key, *node;
		struct value value;
	} properties[20];
	unsigned property_count;
};
struct pool {
	unsigned first, count; /* CPUs */
	const char *scheduler; /* or NULL */
};
/* Domains by number; that of dom0 is the count of guests, -1 is none. */
enum { POOLS_MAX = 3, SHARED_MAX = 3, CHANNELS_MAX = 4 };
struct shared {
	int owner;
	bool borrows[GUESTS_MAX + 1], used;
	unsigned pages;
	unsigned long long host, address; /* 0: found */
};
struct channel {
	int ends[2];
	unsigned ports[2];
};
struct guests {
	unsigned release; /* Xen's minor */
	bool dom0, coloured, policy;
	unsigned count, pool_count, shared_count, channel_count;
	unsigned heap; /* MiB of static heap; 0: none */
	struct guest guests[GUESTS_MAX];
	struct pool pools[POOLS_MAX];
	struct shared shared[SHARED_MAX];
	struct channel channels[CHANNELS_MAX];
};

/* A place in RAM of MEMORY MiB that nothing else has, in slots of 64 MiB: far enough apart for any module. The
 * first is for what is placed automatically, the last for U-Boot. 0: the slot that was drawn is taken. */
unsigned long long draw_slot(unsigned memory, bool *taken);

/* guests->dom0 is there. */
void draw_guests(struct guests *guests, struct machine *machine, unsigned memory, bool *taken);

/* ---- random-guest-text.c: what is written of them ---- */

void print_guests(FILE *out, const struct guests *guests);
/* The files that they need: asset TAB name. */
void print_guest_files(FILE *out, const struct guests *guests, const char *prefix);
/* What must stand in /chosen: a line for tree-expect each. */
void print_expected(FILE *out, const struct guests *guests);

/* ---- random-text.c: the profile as a whole ---- */

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
	bool taken[SLOTS_MAX]; /* places in RAM */
	const struct machine *machine; /* NULL: it is to boot on QEMU's */
	struct guests guests;
};

/* All files of it. */
void write_all(const struct profile *profile, const char *name);

#endif

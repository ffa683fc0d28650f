/* SPDX-License-Identifier: MIT */
/*
 * Xen's own words: xen/arch/arm/bootfdt.c early_print_info, from 4.19 on
 * xen/common/device-tree/bootfdt.c and bootinfo-fdt.c; xen/arch/arm/setup.c; tools/xl/xl_info.c.
 */
#include "import/xl-text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	struct xb_xl_facts *facts;
	struct xb_arena *arena;
	struct xb_pos at;
};

/* ---- Lines ---- */

/* The next line of TEXT, without its end; new; NULL: there is none. */
static char *next_line(const char **text, const char *end)
{
	const char *newline = *text < end ? memchr(*text, '\n', (size_t)(end - *text)) : NULL;
	const char *stop = newline ? newline : end;
	char *line;

	if (*text >= end)
		return NULL;
	line = xb_strndup(*text, (size_t)(stop - *text));
	line[strcspn(line, "\r")] = '\0';
	*text = stop + 1;
	return line;
}

/* Xen's words in LINE, behind "(XEN) " and a time, "[2024-05-01 10:00:00]" or "[    0.000]"; NULL: it is
 * not Xen's. A capture tool may have put a time of its own before it. */
static const char *xen_words(const char *line)
{
	static const char mark[] = "(XEN) ";
	const char *words = strstr(line, mark);

	if (!words)
		return NULL;
	words += strlen(mark);
	words += strspn(words, " ");
	if (*words == '[' && strchr(words, ']'))
		words = strchr(words, ']') + 1;
	return words + strspn(words, " ");
}

/* The rest of LINE behind WORD; NULL: it does not begin so. */
static const char *behind(const char *line, const char *word)
{
	const size_t length = strlen(word);

	return strncmp(line, word, length) ? NULL : line + length;
}

/* ---- Ranges and modules ---- */

/* "0000000040000000 - 000000007fffffff REST" */
static bool read_range(const char *text, uint64_t *start, uint64_t *last, const char **rest)
{
	char *end;

	*start = strtoull(text, &end, 16);
	if (end == text || strncmp(end, " - ", 3) != 0)
		return false;
	text = end + 3;
	*last = strtoull(text, &end, 16);
	*rest = end + strspn(end, " ");
	return end != text && *last >= *start;
}

static void take_bank(struct reading *reading, const char *text)
{
	struct xb_xl_facts *facts = reading->facts;
	uint64_t start, last;

	if (facts->ram_count < XB_XL_BANKS_MAX && read_range(text, &start, &last, &text) &&
	    last - start < UINT64_MAX)
		facts->ram[facts->ram_count++] = (struct xb_range){start, last - start + 1};
}

/* boot_module_kind_as_string */
static const struct {
	const char *word;
	enum xb_module_kind kind;
	bool tree;
} kinds[] = {
	{"Xen", XB_MODULE_XEN, false},	       {"Device Tree", XB_MODULE_KINDS, true},
	{"Kernel", XB_MODULE_KERNEL, false},   {"Ramdisk", XB_MODULE_RAMDISK, false},
	{"XSM", XB_MODULE_POLICY, false},      {"DTB", XB_MODULE_TREE, false},
};

/* "0]: 0000000040200000 - 0000000040350000 Xen" */
static void take_module(struct reading *reading, const char *text)
{
	struct xb_xl_facts *facts = reading->facts;
	struct xb_xl_module module = {.at = reading->at};

	text = strstr(text, "]: ");
	if (!text || facts->module_count == XB_XL_MODULES_MAX ||
	    !read_range(text + 3, &module.start, &module.end, &text))
		return;
	for (size_t i = 0; i < XB_COUNT(kinds); i++) {
		const char *rest = behind(text, kinds[i].word);

		if (!rest || rest[strspn(rest, " ")])
			continue;
		module.kind = kinds[i].kind;
		module.tree = kinds[i].tree;
		facts->modules[facts->module_count++] = module;
	}
}

/* "0000000041000000]:chosen console=hvc0" */
static void take_module_line(struct reading *reading, const char *text)
{
	struct xb_xl_facts *facts = reading->facts;
	char *end;
	const uint64_t start = strtoull(text, &end, 16);
	const char *name = behind(end, "]:");
	const size_t length = name ? strcspn(name, " ") : 0;

	for (size_t i = 0; name && i < facts->module_count; i++) {
		struct xb_xl_module *module = &facts->modules[i];

		if (module->kind != XB_MODULE_KERNEL || module->tree || module->start != start ||
		    module->domain)
			continue;
		module->domain = xb_arena_strndup(reading->arena, name, length);
		module->line =
			xb_arena_strdup(reading->arena, name + length + (name[length] == ' '));
		return;
	}
}

/* ---- Single facts ---- */

/* What is read of an earlier boot is forgotten where another begins. */
static void begin_boot(struct xb_xl_facts *facts)
{
	if (!facts->xen_line && !facts->module_count)
		return;
	facts->ram_count = facts->module_count = facts->guest_count = 0;
	facts->xen_line = NULL;
	facts->dom0_memory = 0;
}

static void take_line(struct reading *reading, const char *text)
{
	reading->facts->xen_line = strcmp(text, "<NULL>") ? xb_arena_strdup(reading->arena, text) : "";
	reading->facts->xen_line_at = reading->at;
}

/* "4.17.2 (user@host) ..." */
static void take_version(struct reading *reading, const char *text)
{
	const char *end;

	if (xb_release_scan(text, &end))
		reading->facts->xen_version =
			xb_arena_strndup(reading->arena, text, (size_t)(end - text));
}

/* "LOADING DOMU cpus=1 memory=0x20000KB ***": hexadecimal in any case. */
static void take_guest(struct reading *reading, const char *text)
{
	struct xb_xl_facts *facts = reading->facts;
	const char *memory = strstr(text, "memory=");

	if (facts->guest_count == XB_XL_MODULES_MAX || !memory)
		return;
	facts->guests[facts->guest_count++] =
		(struct xb_xl_guest){.cpus = strtoull(text, NULL, 10),
				     .memory = strtoull(memory + strlen("memory="), NULL, 16) << 10};
}

static void take_dom0_memory(struct reading *reading, const char *text)
{
	reading->facts->dom0_memory = strtoull(text, NULL, 10) << 20;
}

static void take_cpus(struct reading *reading, const char *text)
{
	reading->facts->cpus = strtoull(text, NULL, 10);
}

static void take_total(struct reading *reading, const char *text)
{
	reading->facts->total_memory = strtoull(text, NULL, 10) << 20;
}

/* How Xen's lines begin, and what reads the rest. */
struct row {
	const char *begins;
	void (*take)(struct reading *reading, const char *rest);
};
static const struct row dmesg_rows[] = {
	{"RAM: ", take_bank},
	{"MODULE[", take_module},
	{"CMDLINE[", take_module_line},
	{"Command line: ", take_line},
	{"Xen version ", take_version},
	{"*** LOADING DOMU cpus=", take_guest},
	{"Allocating 1:1 mappings totalling ", take_dom0_memory},
	{"Brought up ", take_cpus},
};
/* The same of `xl info`, where a colon and a blank follow the name. */
static const struct row info_rows[] = {
	{"xen_version", take_version},
	{"xen_commandline", take_line},
	{"nr_cpus", take_cpus},
	{"total_memory", take_total},
};

/* ---- Which of the two ---- */

static void read_dmesg_line(struct reading *reading, const char *line)
{
	const char *words = xen_words(line);

	if (words && behind(words, "Checking for initrd in /chosen"))
		begin_boot(reading->facts);
	for (size_t i = 0; words && i < XB_COUNT(dmesg_rows); i++) {
		const char *rest = behind(words, dmesg_rows[i].begins);

		if (rest)
			dmesg_rows[i].take(reading, rest);
	}
}

/* The value of LINE, "NAME   : VALUE"; NULL: it is not that. */
static const char *info_value(const char *line, const char *name)
{
	const char *rest = behind(line, name);

	if (!rest)
		return NULL;
	rest += strspn(rest, " \t");
	return *rest == ':' ? rest + 1 + strspn(rest + 1, " ") : NULL;
}

static void read_info_line(struct reading *reading, const char *line)
{
	for (size_t i = 0; i < XB_COUNT(info_rows); i++) {
		const char *value = info_value(line, info_rows[i].begins);

		if (value)
			info_rows[i].take(reading, value);
	}
}

typedef bool line_test(const char *line);

static bool is_dmesg_line(const char *line)
{
	return xen_words(line) != NULL;
}

static bool is_info_line(const char *line)
{
	for (size_t i = 0; i < XB_COUNT(info_rows); i++)
		if (info_value(line, info_rows[i].begins))
			return true;
	return false;
}

static bool has_lines(const char *text, size_t length, size_t wanted, line_test *test)
{
	const char *end = text + length;
	size_t found = 0;
	char *line;

	while (found < wanted && (line = next_line(&text, end))) {
		found += test(line);
		free(line);
	}
	return found == wanted;
}

/* A script that prints "(XEN) " once is none. */
bool xb_is_xl_dmesg_text(const char *text, size_t length)
{
	return has_lines(text, length, 3, is_dmesg_line);
}

bool xb_is_xl_info_text(const char *text, size_t length)
{
	return has_lines(text, length, 2, is_info_line);
}

void xb_xl_read(const char *name, const char *text, size_t length, struct xb_xl_facts *facts,
		struct xb_arena *arena)
{
	const bool dmesg = xb_is_xl_dmesg_text(text, length);
	struct reading reading = {.facts = facts, .arena = arena, .at = {.file = name, .column = 1}};
	const char *end = text + length;
	char *line;

	while ((line = next_line(&text, end))) {
		reading.at.line++;
		(dmesg ? read_dmesg_line : read_info_line)(&reading, line);
		free(line);
	}
}

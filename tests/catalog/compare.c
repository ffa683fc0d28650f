/* SPDX-License-Identifier: MIT */
/*
 * The catalog against Xen's sources. Standard input has a line for each parameter of each release:
 *
 *	RELEASE TAB PATH TAB NAME
 *
 * PATH is the source file, or "doc" for a heading of the documentation. Told are parameters that the
 * catalog lacks, options that no source has, and releases and architectures that differ.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/model.h"

enum { MOST_RELEASES = 16 };

/* The architectures, as the catalog names them, and where their sources lie. */
enum { ARM64 = 1, ARM32 = 2, X86 = 4, RISCV = 8, PPC = 16, EVERY = 31 };
static const struct arch_name {
	const char *name;
	unsigned bit;
} arch_names[] = {{"arm64", ARM64}, {"arm32", ARM32}, {"x86", X86}, {"riscv", RISCV}, {"ppc", PPC}};

static const struct place {
	const char *prefix;
	unsigned arches;
} places[] = {
	{"xen/arch/arm/arm64/", ARM64},
	{"xen/arch/arm/arm32/", ARM32},
	{"xen/arch/arm/", ARM64 | ARM32},
	{"xen/arch/x86/", X86},
	{"xen/arch/riscv/", RISCV},
	{"xen/arch/ppc/", PPC},
	{"xen/drivers/passthrough/amd/", X86},
	{"xen/drivers/passthrough/vtd/", X86},
	{"xen/drivers/passthrough/x86/", X86},
	{"xen/drivers/passthrough/arm/", ARM64 | ARM32},
	{"xen/drivers/", EVERY},
	{"xen/common/", EVERY},
	{"xen/xsm/", EVERY},
};

/* Words that look like parameters and are none. */
static const struct exception {
	const char *name, *why;
} exceptions[] = {
	{"com1,com2", "a heading for both"},
};

struct row {
	const struct xb_option *option;
	unsigned code, doc; /* bits: the releases whose code or documentation has it */
	unsigned arches;    /* of the sources that have it */
};

struct comparison {
	const struct xb_catalog *catalog;
	struct row *rows;
	const char *releases[MOST_RELEASES];
	unsigned release_count;
	unsigned parameters, missing, invented, wrong_release, wrong_arch;
	struct xb_arena arena;
};

static unsigned arches_of_path(const char *path)
{
	for (size_t i = 0; i < XB_COUNT(places); i++)
		if (strncmp(path, places[i].prefix, strlen(places[i].prefix)) == 0)
			return places[i].arches;
	return EVERY;
}

static unsigned arches_of_option(const struct xb_option *option)
{
	unsigned bits = 0;

	for (size_t i = 0; i < option->arch.count; i++)
		for (size_t k = 0; k < XB_COUNT(arch_names); k++)
			if (strcmp(option->arch.items[i].text, arch_names[k].name) == 0)
				bits |= arch_names[k].bit;
	return bits ? bits : EVERY;
}

static bool is_exception(const char *name)
{
	for (size_t i = 0; i < XB_COUNT(exceptions); i++)
		if (strcmp(exceptions[i].name, name) == 0)
			return true;
	return false;
}

/* ---- Reading ------------------------------------------------------------------------------------ */

static unsigned release_number(struct comparison *all, const char *release)
{
	for (unsigned i = 0; i < all->release_count; i++)
		if (strcmp(all->releases[i], release) == 0)
			return i;
	if (all->release_count == MOST_RELEASES) {
		fprintf(stderr, "more than %d releases\n", MOST_RELEASES);
		exit(2);
	}
	all->releases[all->release_count] = xb_arena_strdup(&all->arena, release);
	return all->release_count++;
}

static void take(struct comparison *all, const char *release, const char *path, const char *name)
{
	bool doc = strcmp(path, "doc") == 0, found = false;
	unsigned bit = 1u << release_number(all, release);
	unsigned arches = doc ? 0 : arches_of_path(path);

	for (size_t i = 0; i < all->catalog->count; i++) {
		struct row *row = &all->rows[i];

		if (!row->option || !xb_option_has_name(row->option, name))
			continue;
		found = true;
		if (!doc && !(arches_of_option(row->option) & arches))
			continue;
		*(doc ? &row->doc : &row->code) |= bit;
		row->arches |= arches;
	}
	all->parameters += !doc;
	if (found || is_exception(name))
		return;
	printf("missing: %s (%s, %s)\n", name, release, path);
	all->missing++;
}

static void read_parameters(struct comparison *all)
{
	char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, stdin) > 0) {
		char *release = strtok(line, "\t\n"), *path = strtok(NULL, "\t\n");
		char *name = strtok(NULL, "\t\n");

		if (name)
			take(all, release, path, name);
	}
	free(line);
}

/* ---- Judging ------------------------------------------------------------------------------------ */

/* Which of the releases the catalog says have it. */
static unsigned promised(const struct comparison *all, const struct xb_option *option)
{
	unsigned since = xb_release_number(option->since.text);
	unsigned until = option->until.text ? xb_release_number(option->until.text)
					    : XB_RELEASE_MASTER;
	unsigned bits = 0;

	for (unsigned i = 0; i < all->release_count; i++) {
		unsigned release = xb_release_number(all->releases[i]);

		if (release >= since && release <= until)
			bits |= 1u << i;
	}
	return bits;
}

static void print_releases(const struct comparison *all, unsigned bits)
{
	for (unsigned i = 0; i < all->release_count; i++)
		if (bits & 1u << i)
			printf(" %s", all->releases[i]);
	putchar('\n');
}

/* Is there another row of this name that sources have? Then this one has the wrong architecture. */
static bool has_sound_namesake(const struct comparison *all, const struct row *row)
{
	for (size_t i = 0; i < all->catalog->count; i++)
		if (all->rows[i].option && all->rows[i].code &&
		    xb_option_has_name(all->rows[i].option, row->option->name.text))
			return true;
	return false;
}

static void judge_arch(struct comparison *all, const struct row *row)
{
	unsigned wrong = arches_of_option(row->option) & ~row->arches;

	if (!row->code && !has_sound_namesake(all, row))
		return; /* in the documentation alone */
	if (!wrong)
		return;
	printf("arch: %s is not in the sources of", row->option->name.text);
	for (size_t k = 0; k < XB_COUNT(arch_names); k++)
		if (wrong & arch_names[k].bit)
			printf(" %s", arch_names[k].name);
	putchar('\n');
	all->wrong_arch++;
}

static void judge(struct comparison *all, const struct row *row)
{
	const struct xb_option *option = row->option;
	unsigned said = promised(all, option);

	if (!row->code && !row->doc) {
		printf("invented: %s (%s:%u): no source has it\n", option->name.text,
		       option->name.at.file, option->name.at.line);
		all->invented++;
		return;
	}
	if (said & ~(row->code | row->doc)) {
		printf("release: %s is not in", option->name.text);
		print_releases(all, said & ~(row->code | row->doc));
		all->wrong_release++;
	}
	if (row->code & ~said) {
		printf("release: %s is in", option->name.text);
		print_releases(all, row->code & ~said);
		all->wrong_release++;
	}
	judge_arch(all, row);
}

static struct row *make_rows(const struct xb_catalog *catalog)
{
	struct row *rows = xb_realloc(NULL, catalog->count + 1, sizeof(*rows));

	for (size_t i = 0; i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];

		rows[i] = (struct row){option->scope == XB_SCOPE_XEN ? option : NULL, 0, 0, 0};
	}
	return rows;
}

static int compare(struct comparison *all)
{
	unsigned options = 0;

	all->rows = make_rows(all->catalog);
	read_parameters(all);
	for (size_t i = 0; i < all->catalog->count; i++) {
		if (!all->rows[i].option)
			continue;
		judge(all, &all->rows[i]);
		options++;
	}
	free(all->rows);
	printf("%u options against %u parameters in %u trees: %u missing, %u invented, "
	       "%u of other releases, %u of other architectures\n",
	       options, all->parameters, all->release_count, all->missing, all->invented,
	       all->wrong_release, all->wrong_arch);
	if (!all->parameters)
		return 2;
	return all->missing || all->invented || all->wrong_release || all->wrong_arch;
}

int main(void)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_catalog *catalog = xb_catalog_load(data, &diags);
	struct comparison all = {.catalog = catalog};
	int status = catalog ? compare(&all) : 2;

	xb_arena_clear(&all.arena);
	xb_catalog_free(catalog);
	xb_diags_clear(&diags);
	xb_data_free(data);
	return status;
}

/* SPDX-License-Identifier: MIT */
/* Command lines: those that are given, and those that ImageBuilder writes where none is. */
#include "import/imagebuilder-build.h"
#include "import/profile-text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A line as it grows, with the variable that its words come from. */
struct growing {
	struct xb_building *building;
	struct xb_line line;
	enum xb_scope scope;
};

static void add_word(struct growing *growing, const char *word, struct xb_pos at)
{
	xb_line_split(&growing->line, &growing->building->arena, growing->scope, word, at);
}

/* One more WORD, a new one that is freed, made from NAME. */
static void add(struct growing *growing, const char *name, const char *index, char *word)
{
	add_word(growing, word, xb_building_at(growing->building, name, index));
	free(word);
}

/* The bytes of the word at TEXT. Quotes keep blanks where the scope has quotes. */
static size_t word_length(const char *text, enum xb_scope scope)
{
	bool quoted = false;
	size_t i = 0;

	for (; text[i] && (quoted || !strchr(xb_scopes[scope].blanks, text[i])); i++)
		quoted ^= xb_scopes[scope].quotes && text[i] == '"';
	return i;
}

/* The words of the variable, each at its place. */
static void add_given(struct growing *growing, const char *name, const char *index)
{
	const char *text = xb_building_text(growing->building, name, index);
	const char *blanks = xb_scopes[growing->scope].blanks;

	for (size_t i = 0; text && text[i += strspn(text + i, blanks)];) {
		const size_t length = word_length(text + i, growing->scope);
		char *word = xb_strndup(text + i, length);

		add_word(growing, word, xb_building_inside(growing->building, name, index, i));
		free(word);
		i += length;
	}
}

static void finish(struct growing *growing, unsigned indent)
{
	struct xb_building *building = growing->building;

	if (growing->line.count)
		xb_import_origins_add(building->names->origins, building->out->length,
			       growing->line.words[0].at);
	xb_text_put_options_of(building->out, indent, &growing->line, growing->scope,
			       building->names->origins);
	xb_line_clear(&growing->line);
}

/* ---- Xen's ---- */

static bool any_colours(struct xb_building *building)
{
	bool any = xb_assignment_find(&building->given, "XEN_COLORS", NULL) ||
		   xb_assignment_find(&building->given, "DOM0_COLORS", NULL);

	for (size_t i = 0; i < building->given.count; i++)
		any = any || !strcmp(building->given.items[i]->name, "DOMU_COLORS");
	return any;
}

/* By the names that Xen has since 4.20; those that ImageBuilder writes were Xilinx' own. */
static void add_colours(struct growing *growing)
{
	struct xb_building *building = growing->building;
	const char *xen = xb_building_text(building, "XEN_COLORS", NULL);
	const char *dom0 =
		building->has_dom0 ? xb_building_text(building, "DOM0_COLORS", NULL) : NULL;

	if (any_colours(building))
		add(growing, xen ? "XEN_COLORS" : dom0 ? "DOM0_COLORS" : "DOMU_COLORS", NULL,
		    xb_strdup("llc-coloring=on"));
	if (xen)
		add(growing, "XEN_COLORS", NULL, xb_format("xen-llc-colors=%s", xen));
	if (dom0)
		add(growing, "DOM0_COLORS", NULL, xb_format("dom0-llc-colors=%s", dom0));
}

static const char *source_of(const struct xb_building *building, const char *name,
			     const char *otherwise)
{
	return xb_assignment_find(&building->given, name, NULL) ? name : otherwise;
}

static void add_dom0_sizes(struct growing *growing)
{
	struct xb_building *building = growing->building;
	const uint64_t memory = xb_building_number(building, "DOM0_MEM", NULL, "MiB", 1500);
	const uint64_t cpus = xb_building_number(building, "DOM0_VCPUS", NULL, NULL, 1);

	add(growing, source_of(building, "DOM0_MEM", "XEN"), NULL,
	    xb_format("dom0_mem=%" PRIu64 "M", memory));
	add(growing, source_of(building, "DOM0_VCPUS", "XEN"), NULL,
	    xb_format("dom0_max_vcpus=%" PRIu64, cpus));
}

static void add_default_xen(struct growing *growing)
{
	struct xb_building *building = growing->building;

	add(growing, "XEN", NULL, xb_strdup("console=dtuart"));
	add(growing, "XEN", NULL, xb_strdup("dtuart=serial0"));
	if (building->has_dom0)
		add_dom0_sizes(growing);
	add(growing, "XEN", NULL, xb_strdup("bootscrub=0"));
	add(growing, "XEN", NULL, xb_strdup("vwfi=native"));
	add(growing, "XEN", NULL, xb_strdup("sched=null"));
	add_colours(growing);
	if (building->has_dom0 && xb_building_is_on(building, "DOM0_VIOMMU", NULL))
		add(growing, "DOM0_VIOMMU", NULL, xb_strdup("dom0_viommu=1"));
}

/* ImageBuilder writes nothing where both are given, and leaves an older script as it was. */
static void check_both(struct xb_building *building)
{
	static const char *const names[] = {"DOM0_MEM", "DOM0_VCPUS"};

	for (size_t i = 0; i < XB_COUNT(names); i++) {
		struct xb_assignment *given =
			xb_assignment_find(&building->given, names[i], NULL);

		if (!given || !given->value[0])
			continue;
		given->used = true;
		xb_buf_printf(&building->left_out, "# left out: %s: XEN_CMD is the whole line\n",
			      names[i]);
		xb_error(building->diags, XB_CODE_OPTION_CONFLICT, given->at,
			 "%s and XEN_CMD are both given: ImageBuilder writes no script then", names[i]);
		xb_hint(building->diags, "put it into XEN_CMD: %s",
			i ? "dom0_max_vcpus=N" : "dom0_mem=SIZE");
	}
}

/* Without dom0 the words that begin so are taken out. */
static void drop_dom0(struct growing *growing)
{
	struct xb_line *line = &growing->line;
	size_t kept = 0;

	for (size_t i = 0; i < line->count; i++) {
		const struct xb_setting word = line->words[i];

		if (strncmp(word.name, "dom0", 4) != 0) {
			line->words[kept++] = word;
			continue;
		}
		xb_note(growing->building->diags, XB_CODE_UNSUPPORTED_COMMAND, word.at,
			"%s is left out of the profile: there is no DOM0_KERNEL", word.name);
		xb_buf_printf(&growing->building->left_out,
			      "# left out: %s of XEN_CMD: there is no DOM0_KERNEL\n", word.name);
	}
	line->count = kept;
}

void xb_building_put_xen_line(struct xb_building *building)
{
	struct growing growing = {.building = building, .scope = XB_SCOPE_XEN};

	if (xb_building_text(building, "XEN_CMD", NULL)) {
		check_both(building);
		add_given(&growing, "XEN_CMD", NULL);
	} else {
		add_default_xen(&growing);
	}
	if (!building->has_dom0)
		drop_dom0(&growing);
	finish(&growing, 2);
}

/* ---- dom0's ---- */

/* The block devices that LOAD_CMD may name, and what Linux calls them. */
static const struct disk {
	const char *word, *device;
	bool letter; /* the number is a letter in Linux */
	const char *before_partition;
} disks[] = {
	{"mmc", "/dev/mmcblk", false, "p"},
	{"scsi", "/dev/sd", true, ""},
};

/* The root behind the boot partition that LOAD_CMD names, "load mmc 0:1"; new. NULL: it names none. */
static char *root_of(const char *command)
{
	for (size_t i = 0; command && i < XB_COUNT(disks); i++) {
		const char *at = strstr(command, disks[i].word);
		char *end;
		unsigned long device, partition;

		if (!at)
			continue;
		device = strtoul(at + strlen(disks[i].word), &end, 10);
		if (*end != ':' || device > 25)
			continue;
		partition = strtoul(end + 1, NULL, 10) + 1;
		if (disks[i].letter)
			return xb_format("%s%c%s%lu", disks[i].device, 'a' + (char)device,
					 disks[i].before_partition, partition);
		return xb_format("%s%lu%s%lu", disks[i].device, device, disks[i].before_partition,
				 partition);
	}
	return NULL;
}

static void add_root(struct growing *growing)
{
	struct xb_building *building = growing->building;
	char *root;

	if (!xb_building_text(building, "DOM0_ROOTFS", NULL)) {
		add(growing, source_of(building, "DOM0_CMD", "DOM0_KERNEL"), NULL,
		    xb_strdup("root=/dev/ram0"));
		return;
	}
	root = root_of(xb_building_text(building, "LOAD_CMD", NULL));
	if (root) {
		add(growing, "DOM0_ROOTFS", NULL, xb_format("root=%s", root));
	} else {
		xb_error(building->diags, XB_CODE_ROOT_DEVICE,
			 xb_building_at(building, "DOM0_ROOTFS", NULL),
			 "where the root is, LOAD_CMD does not say: neither mmc nor scsi");
		xb_hint(building->diags, "write root= into DOM0_CMD");
	}
	free(root);
}

void xb_building_put_dom0_line(struct xb_building *building)
{
	static const char *const otherwise[] = {"console=hvc0", "earlycon=xenboot", "earlyprintk",
						"clk_ignore_unused"};
	struct growing growing = {.building = building, .scope = XB_SCOPE_LINUX};
	const char *given = xb_building_text(building, "DOM0_CMD", NULL);

	add_given(&growing, "DOM0_CMD", NULL);
	for (size_t i = 0; !given && i < XB_COUNT(otherwise); i++)
		add(&growing, "DOM0_KERNEL", NULL, xb_strdup(otherwise[i]));
	if (!given || !strstr(given, "root="))
		add_root(&growing);
	finish(&growing, 2);
}

/* ---- A guest's ---- */

void xb_building_put_guest_line(struct xb_building *building, const char *index)
{
	struct growing growing = {.building = building, .scope = XB_SCOPE_LINUX};

	add_given(&growing, "DOMU_CMD", index);
	if (!xb_building_text(building, "DOMU_CMD", index) && xb_building_has_uart(building, index))
		add(&growing, "DOMU_KERNEL", index, xb_strdup("console=ttyAMA0"));
	finish(&growing, 4);
}

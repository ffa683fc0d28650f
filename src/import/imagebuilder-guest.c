/* SPDX-License-Identifier: MIT */
/* The guests of a configuration: a row for each of their variables. */
#include "import/imagebuilder-build.h"
#include "import/profile-text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

bool xb_building_starts(struct xb_building *building, const char *index)
{
	return xb_building_text(building, "DOMU_NOBOOT", index) ||
	       !xb_assignment_find(&building->given, "DOMU_ROOTFS", index);
}

/* Always there until 2024, when DOMU_VPL011=0 began to take it away. */
bool xb_building_has_uart(struct xb_building *building, const char *index)
{
	const char *wanted = xb_building_text(building, "DOMU_VPL011", index);

	return !wanted || strcmp(wanted, "0") != 0;
}

/* ---- Keys that are more than the value ---- */

typedef void put_key(struct xb_building *building, const char *name, const char *index);

static void put_memory(struct xb_building *building, const char *name, const char *index)
{
	uint64_t memory;

	if (xb_building_text(building, "DOMU_STATIC_MEM", index))
		return;
	memory = xb_building_number(building, name, index, "MiB", 0);
	xb_building_mark(building, name, index);
	xb_buf_printf(building->out, "    memory: %" PRIu64 "M\n", memory ? memory : 512);
}

static void put_cpus(struct xb_building *building, const char *name, const char *index)
{
	const uint64_t cpus = xb_building_number(building, name, index, NULL, 1);

	xb_building_mark(building, name, index);
	xb_buf_printf(building->out, "    cpus: %" PRIu64 "\n", cpus);
}

/* The memory is the sum of the ranges, and mapped 1:1 unless DOMU_DIRECT_MAP says no. */
static void put_static_memory(struct xb_building *building, const char *name, const char *index)
{
	const char *direct;
	uint64_t sum;

	if (!xb_building_text(building, name, index))
		return;
	sum = xb_building_put_ranges(building, 4, "static-memory", name, index);
	xb_buf_printf(building->out, "    memory: %" PRIu64 "K\n", sum >> 10);
	direct = xb_building_text(building, "DOMU_DIRECT_MAP", index);
	if (!direct || strcmp(direct, "1") == 0)
		xb_buf_puts(building->out, "    direct-map: true\n");
}

static void put_vuart(struct xb_building *building, const char *name, const char *index)
{
	if (!xb_building_has_uart(building, index))
		return;
	xb_building_mark(building, name, index);
	xb_buf_puts(building->out, "    vuart: true\n");
}

static void put_enhanced(struct xb_building *building, const char *name, const char *index)
{
	const char *wanted = xb_building_text(building, name, index);

	xb_building_mark(building, name, index);
	if (wanted && !strcmp(wanted, "2"))
		xb_buf_puts(building->out, "    enhanced: no-xenstore\n");
	else if (wanted && !strcmp(wanted, "1"))
		xb_buf_puts(building->out, "    enhanced: enabled\n");
	else if (building->has_dom0 && (!wanted || strcmp(wanted, "0") != 0))
		xb_buf_puts(building->out, "    enhanced: enabled\n");
}

/* Paths with blanks between. With a partial tree of one's own they are edits of the base tree. */
static void put_passthrough(struct xb_building *building, const char *name, const char *index)
{
	const char *paths = xb_building_text(building, name, index);
	const char *before = "    passthrough: [";

	if (!paths || xb_building_text(building, "DOMU_PASSTHROUGH_DTB", index))
		return;
	xb_building_mark(building, name, index);
	while (*(paths += strspn(paths, " \t\n"))) {
		const size_t length = strcspn(paths, " \t\n");

		xb_buf_puts(building->out, before);
		xb_yaml_put_scalar(building->out,
				   xb_arena_strndup(&building->arena, paths, length), true);
		before = ", ";
		paths += length;
	}
	xb_buf_puts(building->out, "]\n");
}

static void put_pool(struct xb_building *building, const char *name, const char *index)
{
	const uint64_t pool = xb_building_number(building, name, index, NULL, UINT64_MAX);

	if (pool == UINT64_MAX)
		return;
	xb_building_mark(building, name, index);
	if (pool >= building->pools)
		xb_error(building->diags, XB_CODE_BAD_VALUE, xb_building_at(building, name, index),
			 "%s: there is no CPUPOOL[%" PRIu64 "]: NUM_CPUPOOLS is %" PRIu64,
			 xb_building_title(building, name, index), pool, building->pools);
	else
		xb_buf_printf(building->out, "    cpupool: pool%" PRIu64 "\n", pool);
}

/* "control|hardware", "dom0" for all of them, or the number that is written. */
static void put_capabilities(struct xb_building *building, const char *name, const char *index)
{
	static const char *const words[] = {"control", "hardware", "xenstore"};
	const char *text = xb_building_text(building, name, index), *before = "";
	char *end;
	unsigned long bits;

	if (!text)
		return;
	bits = !strcmp(text, "dom0") ? 7 : strtoul(text, &end, 0);
	xb_building_mark(building, name, index);
	xb_buf_puts(building->out, "    capabilities: \"");
	for (size_t i = 0; bits && i < XB_COUNT(words); i++) {
		if (!(bits & 1ul << i))
			continue;
		xb_buf_printf(building->out, "%s%s", before, words[i]);
		before = ",";
	}
	for (; !bits && *text; text++)
		if (*text != '"' && *text != '\\' && (unsigned char)*text >= ' ')
			xb_buf_putc(building->out, *text == '|' ? ',' : *text);
	xb_buf_puts(building->out, "\"\n");
}

static void put_trap(struct xb_building *building, const char *name, const char *index)
{
	const char *text = xb_building_text(building, name, index);

	if (!text)
		return;
	xb_building_mark(building, name, index);
	xb_buf_printf(building->out, "    trap-unmapped-accesses: \"%s\"\n",
		      strcmp(text, "0") ? "true" : "false");
}

/* DOMU_VCPU_HARD_AFFINITY[GUEST,VCPU]. */
static void put_affinity(struct xb_building *building, const char *name, const char *index)
{
	bool any = false;

	for (size_t i = 0; i < building->given.count; i++) {
		struct xb_assignment *given = building->given.items[i];
		const size_t length = strlen(index);

		if (strcmp(given->name, name) != 0 || strncmp(given->index, index, length) != 0 ||
		    given->index[length] != ',' || !given->value[0])
			continue;
		given->used = true;
		xb_buf_puts(building->out, any ? "" : "    vcpus:\n");
		any = true;
		xb_building_mark(building, name, given->index);
		xb_buf_printf(building->out, "      - {id: %lu, hard-affinity: ",
			      strtoul(given->index + length + 1, NULL, 10));
		xb_yaml_put_scalar(building->out, given->value, true);
		xb_buf_puts(building->out, "}\n");
	}
}

/* ---- The rows ---- */

/* Each variable of a guest, with what writes it; NULL: it is the key as it stands. */
static const struct row {
	const char *name, *key;
	put_key *put;
} rows[] = {
	{"DOMU_KERNEL", "kernel", NULL},
	{"DOMU_RAMDISK", "ramdisk", NULL},
	{"DOMU_PASSTHROUGH_DTB", "device-tree", NULL},
	{"DOMU_MEM", NULL, put_memory},
	{"DOMU_STATIC_MEM", NULL, put_static_memory},
	{"DOMU_VCPUS", NULL, put_cpus},
	{"DOMU_VCPU_HARD_AFFINITY", NULL, put_affinity},
	{"DOMU_VPL011", NULL, put_vuart},
	{"DOMU_ENHANCED", NULL, put_enhanced},
	{"DOMU_PASSTHROUGH_PATHS", NULL, put_passthrough},
	{"DOMU_PASSTHROUGH_PROP", "iommu", NULL},
	{"DOMU_CPUPOOL", NULL, put_pool},
	{"DOMU_COLORS", "llc-colors", NULL},
	{"DOMU_NR_SPIS", "nr_spis", NULL},
	{"DOMU_GRANT_VER", "max_grant_version", NULL},
	{"DOMU_GRANT_FRAMES", "max_grant_frames", NULL},
	{"DOMU_MAPTRACK_FRAMES", "max_maptrack_frames", NULL},
	{"DOMU_P2M_MEM_MB", "p2m-mem-mb", NULL},
	{"DOMU_TRAP_UNMAP", NULL, put_trap},
	{"DOMU_CAPS", NULL, put_capabilities},
};

static void check_load(struct xb_building *building, const char *index)
{
	struct xb_assignment *given = xb_assignment_find(&building->given, "DOMU_LOAD", index);
	const char *all = xb_building_text(building, "LOAD_CMD", NULL);

	if (given && all && !strcmp(given->value, all))
		given->used = true;
}

static void put_guest(struct xb_building *building, const char *index)
{
	xb_building_mark(building, "DOMU_KERNEL", index);
	xb_buf_printf(building->out, "  domU%s:\n", index);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		if (rows[i].put)
			rows[i].put(building, rows[i].name, index);
		else
			xb_building_put(building, 4, rows[i].key, rows[i].name, index);
	}
	if (xb_building_text(building, "DOMU_NOBOOT", index)) {
		xb_building_mark(building, "DOMU_NOBOOT", index);
		xb_buf_puts(building->out, "    start: dom0\n");
	}
	xb_building_put_guest_line(building, index);
	check_load(building, index);
}

void xb_building_put_guests(struct xb_building *building)
{
	bool any = false;

	for (uint64_t i = 0; i < building->guests; i++) {
		const char *index = xb_arena_format(&building->arena, "%" PRIu64, i);

		if (!xb_building_starts(building, index))
			continue;
		xb_buf_puts(building->out, any ? "" : "\ndomains:\n");
		any = true;
		put_guest(building, index);
	}
}

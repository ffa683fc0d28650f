/* SPDX-License-Identifier: MIT */
/*
 * ImageBuilder's configurations (gitlab.com/xen-project/imagebuilder, scripts/uboot-script-gen, of
 * 2023 to 2026): its variables, and what they are in a profile.
 */
#include "xenboot/import.h"

#include "import/assignments.h"
#include "import/imagebuilder.h"
#include "import/profile-text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct building {
	struct xb_assignments given;
	const struct xb_import_names *names;
	struct xb_arena arena;
	struct xb_buf *out;
	struct xb_diags *diags;
	bool has_dom0;
};

/* ---- Values ---- */

static const char *value_of(struct building *building, const char *name, const char *index)
{
	struct xb_assignment *found = xb_assignment_find(&building->given, name, index);

	if (!found)
		return NULL;
	found->used = true;
	return found->value[0] ? found->value : NULL;
}

static const char *global(struct building *building, const char *name)
{
	return value_of(building, name, NULL);
}

static struct xb_pos place_of(const struct building *building, const char *name, const char *index)
{
	const struct xb_assignment *found = xb_assignment_find(&building->given, name, index);

	return found ? found->at : (struct xb_pos){0};
}

/* The number NAME, which must be one; 0 where it is not given. */
static uint64_t number(struct building *building, const char *name, const char *index)
{
	const char *text = value_of(building, name, index);
	int64_t value = 0;

	if (text && !xb_arithmetic(&building->given, text, &value))
		xb_error(building->diags, XB_CODE_BAD_VALUE, place_of(building, name, index),
			 "%s: '%s' is no number", name, text);
	return (uint64_t)value;
}

static void leave_out(struct building *building, struct xb_pos at, const char *name,
		      const char *value, const char *why)
{
	xb_buf_puts(building->out, "# left out: ");
	xb_buf_put_visible(building->out, name, strlen(name));
	xb_buf_puts(building->out, "=");
	xb_buf_put_visible(building->out, value, strlen(value));
	xb_buf_printf(building->out, "%s%s\n", why ? ": " : "", why ? why : "");
	xb_note(building->diags, XB_CODE_UNSUPPORTED_COMMAND, at,
		"%s is left out of the profile%s%s", name, why ? ": " : "", why ? why : "");
}

/* ---- Lines of options ---- */

static void put_line(struct building *building, unsigned indent, const char *text,
		     enum xb_scope scope)
{
	struct xb_line line = {0};

	xb_line_split(&line, &building->arena, scope, text, (struct xb_pos){0});
	xb_text_put_options(building->out, indent, &line, scope);
	xb_line_clear(&line);
}

/* What ImageBuilder itself writes where XEN_CMD is not given. */
static char *default_xen_line(struct building *building)
{
	struct xb_buf line = {0};
	const char *colors = global(building, "XEN_COLORS");
	const char *dom0_colors = global(building, "DOM0_COLORS");
	uint64_t memory = number(building, "DOM0_MEM", NULL);
	uint64_t cpus = number(building, "DOM0_VCPUS", NULL);

	xb_buf_puts(&line, "console=dtuart dtuart=serial0");
	if (building->has_dom0)
		xb_buf_printf(&line, " dom0_mem=%" PRIu64 "M dom0_max_vcpus=%" PRIu64,
			      memory ? memory : 1500, cpus ? cpus : 1);
	xb_buf_puts(&line, " bootscrub=0 vwfi=native sched=null");
	if (colors)
		xb_buf_printf(&line, " xen_colors=%s", colors);
	if (dom0_colors)
		xb_buf_printf(&line, " dom0_colors=%s", dom0_colors);
	return xb_buf_take(&line);
}

/* A root is added where the line has none. */
static char *dom0_line(struct building *building)
{
	const char *line = global(building, "DOM0_CMD");
	const char *root = global(building, "DOM0_ROOTFS") ? "" : " root=/dev/ram0";

	if (!line)
		line = "console=hvc0 earlycon=xenboot clk_ignore_unused";
	return xb_format("%s%s", line, strstr(line, "root=") ? "" : root);
}

/* ---- Head and loading ---- */

static void put_board(struct building *building)
{
	const uint64_t start = number(building, "MEMORY_START", NULL);
	const uint64_t end = number(building, "MEMORY_END", NULL);

	if (building->names->board) {
		xb_text_put_key(building->out, 0, "board", building->names->board);
		return;
	}
	if (end <= start) {
		xb_warning(building->diags, XB_CODE_MISSING_KEY,
			   place_of(building, "MEMORY_END", NULL),
			   "MEMORY_END does not say where RAM ends");
		xb_hint(building->diags, "name a board: --board NAME");
		return;
	}
	xb_buf_printf(building->out,
		      "# MEMORY_START and MEMORY_END; a board by its name knows more: board: NAME\n"
		      "board:\n  name: %s\n  memory: [{start: 0x%" PRIX64 ", size: 0x%" PRIX64
		      "}]\n",
		      building->names->profile, start, end - start);
}

static void put_load(struct building *building)
{
	const char *command = global(building, "LOAD_CMD");
	const struct xb_load_method *method = xb_load_methods;

	xb_buf_puts(building->out, "\nload:\n");
	if (!command)
		command = "tftpb";
	for (; method->name; method++) {
		const size_t length = method->command ? strlen(method->command) : SIZE_MAX;

		if (length != SIZE_MAX && !strncmp(command, method->command, length) &&
		    (command[length] == ' ' || !command[length]))
			break;
	}
	if (!strcmp(command, "tftpb") || !strcmp(command, "tftp"))
		method = xb_load_methods;
	if (!method->name) {
		xb_text_put_key(building->out, 2, "method", "command");
		xb_text_put_key(building->out, 2, "command", command);
		return;
	}
	xb_text_put_key(building->out, 2, "method", method->name);
	if (method->device) {
		command += strlen(method->command);
		xb_buf_printf(building->out, "  device: \"%s\"\n", command + strspn(command, " "));
	}
}

/* ---- Xen, the tree, dom0 ---- */

static void put_static_heap(struct building *building)
{
	const char *heap = global(building, "XEN_STATIC_HEAP");
	char *end;
	uint64_t start;

	if (!heap)
		return;
	start = strtoull(heap, &end, 0);
	xb_buf_printf(building->out,
		      "  static-heap: [{start: 0x%" PRIX64 ", size: 0x%" PRIX64 "}]\n", start,
		      (uint64_t)strtoull(end, NULL, 0));
}

static void put_file(struct building *building, unsigned indent, const char *key, const char *file)
{
	if (file)
		xb_text_put_key(building->out, indent, key, file);
}

static void put_xen(struct building *building)
{
	const char *given = global(building, "XEN_CMD");
	char *line = given ? xb_strdup(given) : default_xen_line(building);

	xb_buf_puts(building->out, "\nxen:\n");
	put_file(building, 2, "file", global(building, "XEN"));
	if (global(building, "XEN_POLICY"))
		xb_buf_printf(building->out, "  xsm-policy: {file: \"%s\"}\n",
			      global(building, "XEN_POLICY"));
	put_static_heap(building);
	put_line(building, 2, line, XB_SCOPE_XEN);
	free(line);
}

static void put_tree(struct building *building)
{
	const uint64_t overlays = number(building, "NUM_DT_OVERLAY", NULL);

	xb_buf_puts(building->out, "\ndevice-tree:\n");
	put_file(building, 2, "file", global(building, "DEVICE_TREE"));
	for (uint64_t i = 0; i < overlays && i < 64; i++) {
		const char *index = xb_arena_format(&building->arena, "%" PRIu64, i);
		const char *file = value_of(building, "DT_OVERLAY", index);

		xb_buf_puts(building->out, i ? "" : "  overlays:\n");
		if (!file)
			continue;
		xb_buf_puts(building->out, "    - ");
		xb_yaml_put_scalar(building->out, file, false);
		xb_buf_putc(building->out, '\n');
	}
}

static void put_dom0(struct building *building)
{
	char *line;

	if (!building->has_dom0)
		return;
	line = dom0_line(building);
	xb_buf_puts(building->out, "\ndom0:\n");
	put_file(building, 2, "kernel", global(building, "DOM0_KERNEL"));
	put_file(building, 2, "ramdisk", global(building, "DOM0_RAMDISK"));
	put_line(building, 2, line, XB_SCOPE_LINUX);
	free(line);
}

/* ---- Guests ---- */

typedef void put_guest_key(struct building *building, const char *name, const char *index);

static void put_memory(struct building *building, const char *name, const char *index)
{
	const uint64_t memory = number(building, name, index);

	if (!value_of(building, "DOMU_STATIC_MEM", index))
		xb_buf_printf(building->out, "    memory: %" PRIu64 "M\n", memory ? memory : 512);
}

static void put_cpus(struct building *building, const char *name, const char *index)
{
	const uint64_t cpus = number(building, name, index);

	xb_buf_printf(building->out, "    cpus: %" PRIu64 "\n", cpus ? cpus : 1);
}

/* "base size base size": the memory is their sum, and it is mapped 1:1 unless DOMU_DIRECT_MAP says
 * no. */
static void put_static_memory(struct building *building, const char *name, const char *index)
{
	const char *text = value_of(building, name, index);
	const char *direct = value_of(building, "DOMU_DIRECT_MAP", index);
	uint64_t sum = 0;
	const char *before = "[";

	if (!text)
		return;
	xb_buf_puts(building->out, "    static-memory: ");
	while (*(text += strspn(text, " \t"))) {
		char *end;
		const uint64_t start = strtoull(text, &end, 0);
		const uint64_t size = strtoull(end, &end, 0);

		if (end == text || !size)
			break;
		xb_buf_printf(building->out, "%s{start: 0x%" PRIX64 ", size: 0x%" PRIX64 "}",
			      before, start, size);
		before = ", ";
		sum += size;
		text = end;
	}
	xb_buf_printf(building->out, "%s\n    memory: %" PRIu64 "K\n", sum ? "]" : "[]", sum >> 10);
	if (!direct || strcmp(direct, "0") != 0)
		xb_buf_puts(building->out, "    direct-map: true\n");
}

/* Always there until 2024, when DOMU_VPL011=0 began to take it away. */
static void put_vuart(struct building *building, const char *name, const char *index)
{
	const char *wanted = value_of(building, name, index);

	value_of(building, "DOMU_VUART_PL011", index);
	if (!wanted || strcmp(wanted, "0") != 0)
		xb_buf_puts(building->out, "    vuart: true\n");
}

static void put_enhanced(struct building *building, const char *name, const char *index)
{
	const char *wanted = value_of(building, name, index);

	if (wanted && !strcmp(wanted, "2"))
		xb_buf_puts(building->out, "    enhanced: no-xenstore\n");
	else if (wanted ? !strcmp(wanted, "1") : building->has_dom0)
		xb_buf_puts(building->out, "    enhanced: enabled\n");
}

/* Paths with blanks between. */
static void put_passthrough(struct building *building, const char *name, const char *index)
{
	const char *paths = value_of(building, name, index);
	const char *before = "    passthrough: [";

	if (!paths)
		return;
	while (*(paths += strspn(paths, " \t"))) {
		const size_t length = strcspn(paths, " \t");
		char *path = xb_strndup(paths, length);

		xb_buf_puts(building->out, before);
		xb_yaml_put_scalar(building->out, path, true);
		free(path);
		before = ", ";
		paths += length;
	}
	xb_buf_puts(building->out, "]\n");
}

static void put_pool(struct building *building, const char *name, const char *index)
{
	const char *pool = value_of(building, name, index);

	if (pool)
		xb_buf_printf(building->out, "    cpupool: pool%s\n", pool);
}

static void put_nothing(struct building *building, const char *name, const char *index)
{
	const char *value = value_of(building, name, index);

	if (value)
		leave_out(building, place_of(building, name, index), name, value, NULL);
}

/* Each variable of a guest, with what writes it; NULL: it is the property KEY as it stands. */
static const struct guest_row {
	const char *name;
	const char *key;
	put_guest_key *put;
} guest_rows[] = {
	{"DOMU_KERNEL", "kernel", NULL},
	{"DOMU_RAMDISK", "ramdisk", NULL},
	{"DOMU_PASSTHROUGH_DTB", "device-tree", NULL},
	{"DOMU_MEM", NULL, put_memory},
	{"DOMU_STATIC_MEM", NULL, put_static_memory},
	{"DOMU_VCPUS", NULL, put_cpus},
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
	{"DOMU_CAPS", "capabilities", NULL},
	{"DOMU_VIOMMU", NULL, put_nothing},
	{"DOMU_DOMID", NULL, put_nothing},
	{"DOMU_LOAD", NULL, put_nothing},
	{"DOMU_ROOTFS", NULL, put_nothing},
};

/* "control|hardware" is "control,hardware" here. */
static void put_row(struct building *building, const struct guest_row *row, const char *index)
{
	const char *value;
	char *text;

	if (row->put) {
		row->put(building, row->name, index);
		return;
	}
	value = value_of(building, row->name, index);
	if (!value)
		return;
	text = xb_strdup(value);
	for (char *c = text; *c; c++)
		*c = *c == '|' ? ',' : *c;
	xb_text_put_key(building->out, 4, row->key, text);
	free(text);
}

static void put_guest(struct building *building, const char *index)
{
	const char *line = value_of(building, "DOMU_CMD", index);

	xb_buf_printf(building->out, "  domU%s:\n", index);
	for (size_t i = 0; i < XB_COUNT(guest_rows); i++)
		put_row(building, &guest_rows[i], index);
	if (value_of(building, "DOMU_NOBOOT", index))
		xb_buf_puts(building->out, "    start: dom0\n");
	put_line(building, 4, line ? line : "console=ttyAMA0", XB_SCOPE_LINUX);
}

static void put_guests(struct building *building)
{
	const uint64_t count = number(building, "NUM_DOMUS", NULL);

	for (uint64_t i = 0; i < count && i < 256; i++) {
		xb_buf_puts(building->out, i ? "" : "\ndomains:\n");
		put_guest(building, xb_arena_format(&building->arena, "%" PRIu64, i));
	}
}

/* ---- Pools ---- */

/* "cpu@1,cpu@2 null" */
static void put_cpupool(struct building *building, const char *index)
{
	const char *text = value_of(building, "CPUPOOL", index);
	const char *before = "[";

	if (!text)
		return;
	xb_buf_printf(building->out, "  pool%s: {cpus: ", index);
	while (!strncmp(text, "cpu@", 4)) {
		char *end;

		xb_buf_printf(building->out, "%s%llu", before, strtoull(text + 4, &end, 16));
		before = ", ";
		text = end + (*end == ',');
	}
	xb_buf_puts(building->out, "]");
	text += strspn(text, " \t");
	if (*text)
		xb_buf_printf(building->out, ", sched: \"%.*s\"", (int)strcspn(text, " \t"), text);
	xb_buf_puts(building->out, "}\n");
}

static void put_cpupools(struct building *building)
{
	const uint64_t count = number(building, "NUM_CPUPOOLS", NULL);

	for (uint64_t i = 0; i < count && i < 256; i++) {
		xb_buf_puts(building->out, i ? "" : "\ncpupools:\n");
		put_cpupool(building, xb_arena_format(&building->arena, "%" PRIu64, i));
	}
}

/* ---- The rest ---- */

/* Those that say how ImageBuilder works, not what is booted; and where the outputs go. */
static const char *const ignored[] = {"UBOOT_SOURCE", "NUM_DOMUS",  "DTB",
				      "LOPPER_PATH",  "LOPPER_CMD", "DOMU_DIRECT_MAP",
				      "GPT",	      "FDTEDIT",    "UBOOT_SCRIPT",
				      "MEMORY_START", "MEMORY_END", NULL};
static const char *const known[] = {
	"XEN",	       "XEN_CMD",      "XEN_COLORS",	 "XEN_STATIC_HEAP", "XEN_POLICY",
	"DOM0_KERNEL", "DOM0_RAMDISK", "DOM0_CMD",	 "DOM0_MEM",	    "DOM0_VCPUS",
	"DOM0_COLORS", "DOM0_ROOTFS",  "DEVICE_TREE",	 "LOAD_CMD",	    "BOOT_CMD",
	"DT_OVERLAY",  "BITSTREAM",    "NUM_DT_OVERLAY", "NUM_CPUPOOLS",    "CPUPOOL",
	"DOMU_KERNEL", "DOMU_RAMDISK", "DOMU_CMD",	 "DOMU_MEM",	    "DOMU_VCPUS",
	"DOMU_NOBOOT", "NUM_DOMUS",    "MEMORY_START",	 "MEMORY_END",	    NULL};

static bool is_ignored(const char *name)
{
	for (size_t i = 0; ignored[i]; i++)
		if (!strcmp(ignored[i], name))
			return true;
	return false;
}

static void put_unused(struct building *building)
{
	for (size_t i = 0; i < building->given.count; i++) {
		const struct xb_assignment *given = &building->given.items[i];
		const char *near;

		if (given->used || is_ignored(given->name) || !given->value[0])
			continue;
		leave_out(building, given->at, given->name, given->value, NULL);
		near = xb_nearest(given->name, known);
		if (near && strcmp(near, given->name) != 0)
			xb_hint(building->diags, "ImageBuilder has a variable %s", near);
	}
}

static void check_boot_command(struct building *building)
{
	const char *command = global(building, "BOOT_CMD");

	if (command && strcmp(command, xb_doors[0].name) != 0)
		leave_out(building, place_of(building, "BOOT_CMD", NULL), "BOOT_CMD", command,
			  xb_arena_format(&building->arena, "the script starts Xen with %s",
					  xb_doors[0].name));
}

static void build(struct building *building)
{
	building->has_dom0 = global(building, "DOM0_KERNEL") != NULL;
	xb_buf_puts(building->out, "# Made from ");
	xb_buf_put_visible(building->out, building->names->source, strlen(building->names->source));
	xb_buf_puts(building->out, "; everything here is yours to change.\nformat: 1\n");
	xb_text_put_key(building->out, 0, "name", building->names->profile);
	put_board(building);
	if (building->names->files)
		xb_text_put_key(building->out, 0, "files", building->names->files);
	put_load(building);
	put_xen(building);
	put_tree(building);
	put_dom0(building);
	put_guests(building);
	put_cpupools(building);
	check_boot_command(building);
	put_unused(building);
}

void xb_import_imagebuilder(const char *text, size_t length, const struct xb_import_names *names,
			    struct xb_buf *out, struct xb_diags *diags)
{
	struct building building = {.names = names, .out = out, .diags = diags};

	xb_assignments_read(names->source, text, length, &building.given, diags);
	build(&building);
	xb_assignments_clear(&building.given);
	xb_arena_clear(&building.arena);
}

/* ---- Is it one? ---- */

static bool sets(const char *line, size_t length, const char *name)
{
	const size_t wanted = strlen(name);

	return length > wanted && !strncmp(line, name, wanted) &&
	       (line[wanted] == '=' || line[wanted] == '[');
}

bool xb_is_imagebuilder(const char *text, size_t length)
{
	static const char *const names[] = {"MEMORY_START", "DEVICE_TREE", "XEN", "DOM0_KERNEL",
					    "NUM_DOMUS"};
	const char *end = text + length;
	unsigned found = 0;

	while (text < end) {
		const char *line_end = memchr(text, '\n', (size_t)(end - text));
		const size_t line = (size_t)((line_end ? line_end : end) - text);

		for (size_t i = 0; i < XB_COUNT(names); i++)
			found += sets(text, line, names[i]);
		text += line + 1;
	}
	return found >= 2;
}

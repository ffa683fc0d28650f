/* SPDX-License-Identifier: MIT */
/* The board, the way files are loaded, Xen, the base tree and dom0. */
#include "import/imagebuilder-build.h"
#include "import/profile-text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Addresses below are Xen's, so that ImageBuilder loads nothing there; and a script's room. */
enum { LOWEST = 0xC00000, SCRIPT_ROOM = 0x200000 };

/* ---- The board ---- */

static uint64_t memory_start(struct xb_building *building)
{
	return xb_building_number(building, "MEMORY_START", NULL, "bytes", 0);
}

/* RAM that the configuration names for domains, which may lie behind MEMORY_END. */
static void add_static(struct xb_building *building, const char *name, const char *index,
		       struct xb_ranges *ranges)
{
	const struct xb_assignment *given = xb_assignment_find(&building->given, name, index);
	const char *text = given ? given->value : "";

	while (text[strspn(text, " \t")]) {
		char *end;
		const uint64_t start = strtoull(text, &end, 0);
		const uint64_t size = strtoull(end, &end, 0);

		if (end == text || !size || start > UINT64_MAX - size)
			return;
		xb_ranges_add(ranges, (struct xb_range){start, size});
		text = end;
	}
}

/* No tree says what RAM there is: it is where the configuration puts something. */
static void put_memory(struct xb_building *building, struct xb_range window)
{
	struct xb_ranges ranges = {0};
	const char *before = "";

	xb_ranges_add(&ranges, window);
	add_static(building, "XEN_STATIC_HEAP", NULL, &ranges);
	for (uint64_t i = 0; i < building->guests; i++) {
		const char *index = xb_arena_format(&building->arena, "%" PRIu64, i);

		add_static(building, "DOMU_STATIC_MEM", index, &ranges);
	}
	xb_ranges_merge(&ranges);
	xb_buf_puts(building->out, "  memory: [");
	for (size_t i = 0; i < ranges.count; i++) {
		xb_buf_printf(building->out, "%s{start: 0x%" PRIX64 ", size: 0x%" PRIX64 "}", before,
			      ranges.items[i].start, ranges.items[i].size);
		before = ", ";
	}
	xb_buf_puts(building->out, "]\n");
	xb_ranges_clear(&ranges);
}

/* MEMORY_START and MEMORY_END bound what is loaded. They are often not where RAM ends: the tree knows. */
static void put_board(struct xb_building *building)
{
	const uint64_t start = memory_start(building);
	const uint64_t end = xb_building_number(building, "MEMORY_END", NULL, "bytes", 0);
	const struct xb_range window = {start, end - start};

	if (building->names->board) {
		xb_text_put_key(building->out, 0, "board", building->names->board);
		return;
	}
	xb_building_mark(building, "MEMORY_END", NULL);
	if (end <= start) {
		xb_warning(building->diags, XB_CODE_MISSING_KEY,
			   xb_building_at(building, "MEMORY_END", NULL),
			   "MEMORY_END does not say where RAM ends");
		xb_hint(building->diags, "name a board: --board NAME");
		return;
	}
	xb_buf_puts(building->out, "# From MEMORY_START and MEMORY_END; a board by its name knows "
				   "more: board: NAME\nboard:\n");
	xb_text_put_key(building->out, 2, "name", building->names->profile);
	xb_buf_printf(building->out, "  window: {start: 0x%" PRIX64 ", size: 0x%" PRIX64 "}\n", start,
		      window.size);
	if (!building->tree || !building->tree->memory.count)
		put_memory(building, window);
}

void xb_building_put_head(struct xb_building *building)
{
	const struct xb_import_names *names = building->names;

	xb_buf_puts(building->out, "# Made from ");
	xb_buf_put_visible(building->out, names->source, strlen(names->source));
	xb_buf_puts(building->out, "; everything here is yours to change.\nformat: 1\n");
	xb_text_put_key(building->out, 0, "name", names->profile);
	put_board(building);
	if (names->files)
		xb_text_put_key(building->out, 0, "files", names->files);
}

/* ---- Loading ---- */

/* The words that ImageBuilder's -t stands for, and those that mean the same as a method's. */
static const struct alias {
	const char *word, *command;
} aliases[] = {
	{"tftp", "tftpboot"},	   {"tftpb", "tftpboot"}, {"sd", "load mmc 0:1"},
	{"scsi", "load scsi 0:1"}, {"usb", "fatload usb 0:1"},
};

static const char *command_of(struct xb_building *building)
{
	const char *command = xb_building_text(building, "LOAD_CMD", NULL);

	if (!command)
		return "tftpboot";
	for (size_t i = 0; i < XB_COUNT(aliases); i++)
		if (!strcmp(command, aliases[i].word))
			return aliases[i].command;
	return command;
}

static const struct xb_load_method *method_of(const char *command)
{
	for (const struct xb_load_method *method = xb_load_methods; method->name; method++) {
		const size_t length = method->command ? strlen(method->command) : 0;

		if (length && !strncmp(command, method->command, length) &&
		    (method->device ? command[length] == ' ' : !command[length]))
			return method;
	}
	return NULL;
}

/* Where people load the script to who have typed what ImageBuilder said. */
static void put_script_address(struct xb_building *building)
{
	const uint64_t start = memory_start(building) + SCRIPT_ROOM;

	if (!xb_building_text(building, "MEMORY_START", NULL) || building->names->board)
		return;
	xb_building_mark(building, "MEMORY_START", NULL);
	xb_text_put_number(building->out, 2, "script-address", start < LOWEST ? LOWEST : start);
}

void xb_building_put_load(struct xb_building *building)
{
	const char *command = command_of(building);
	const struct xb_load_method *method = method_of(command);

	xb_buf_puts(building->out, "\n");
	xb_building_mark(building, "LOAD_CMD", NULL);
	xb_buf_puts(building->out, "load:\n");
	xb_text_put_key(building->out, 2, "method", method ? method->name : "command");
	if (!method)
		xb_text_put_key(building->out, 2, "command", command);
	else if (method->device)
		xb_buf_printf(building->out, "  device: \"%s\"\n",
			      command + strlen(method->command) +
				      strspn(command + strlen(method->command), " "));
	put_script_address(building);
}

/* Is it loaded as all others are? Then nothing is lost. */
static void check_load(struct xb_building *building, const char *name, const char *index)
{
	struct xb_assignment *given = xb_assignment_find(&building->given, name, index);
	const char *all = xb_building_text(building, "LOAD_CMD", NULL);

	if (given && all && !strcmp(given->value, all))
		given->used = true;
}

/* ---- Xen, the tree, dom0 ---- */

static void check_linux(struct xb_building *building)
{
	const struct xb_assignment *linux_kernel = xb_assignment_find(&building->given, "LINUX", NULL);

	if (xb_building_text(building, "XEN", NULL))
		return;
	if (linux_kernel)
		xb_error(building->diags, XB_CODE_MISSING_KEY, linux_kernel->at,
			 "this configuration starts Linux without Xen: there is no XEN");
	else
		xb_error(building->diags, XB_CODE_MISSING_KEY,
			 (struct xb_pos){.file = building->names->source},
			 "XEN is not given: no Xen is started");
}

void xb_building_put_xen(struct xb_building *building)
{
	check_linux(building);
	xb_buf_puts(building->out, "\n");
	xb_building_mark(building, "XEN", NULL);
	xb_buf_puts(building->out, "xen:\n");
	xb_building_put(building, 2, "file", "XEN", NULL);
	xb_building_put(building, 2, "xsm-policy", "XEN_POLICY", NULL);
	xb_building_put_ranges(building, 2, "static-heap", "XEN_STATIC_HEAP", NULL);
	xb_building_put_xen_line(building);
	check_load(building, "XEN_LOAD", NULL);
	check_load(building, "DOM0_LOAD", NULL);
}

/* Nodes that a guest has by a partial tree that is given; where none is, `passthrough` makes it. */
static void put_marked_nodes(struct xb_building *building)
{
	bool any = false;

	for (uint64_t i = 0; i < building->guests; i++) {
		const char *index = xb_arena_format(&building->arena, "%" PRIu64, i);
		const char *paths = xb_building_text(building, "DOMU_PASSTHROUGH_PATHS", index);

		if (!xb_building_text(building, "DOMU_PASSTHROUGH_DTB", index) || !paths)
			continue;
		xb_buf_puts(building->out, any ? "" : "  edits:\n");
		any = true;
		while (*(paths += strspn(paths, " \t\n"))) {
			const size_t length = strcspn(paths, " \t\n");
			const char *path = xb_arena_strndup(&building->arena, paths, length);

			xb_building_mark(building, "DOMU_PASSTHROUGH_PATHS", index);
			xb_buf_puts(building->out, "    - {path: ");
			xb_yaml_put_scalar(building->out, path, true);
			xb_buf_puts(building->out, ", set: {\"xen,passthrough\": true}}\n");
			paths += length;
		}
	}
}

static void report_no_tree(struct xb_building *building)
{
	xb_error(building->diags, XB_CODE_MISSING_KEY,
		 (struct xb_pos){.file = building->names->source},
		 "DEVICE_TREE is not given: which tree Xen gets is not known");
	xb_hint(building->diags, "ImageBuilder takes U-Boot's own tree then; name its file");
}

void xb_building_put_tree(struct xb_building *building)
{
	if (!xb_building_text(building, "DEVICE_TREE", NULL))
		report_no_tree(building);
	xb_buf_puts(building->out, "\n");
	xb_building_mark(building, "DEVICE_TREE", NULL);
	xb_buf_puts(building->out, "device-tree:\n");
	xb_building_put(building, 2, "file", "DEVICE_TREE", NULL);
	for (uint64_t i = 0; i < building->overlays; i++) {
		const char *index = xb_arena_format(&building->arena, "%" PRIu64, i);
		const char *file = xb_building_text(building, "DT_OVERLAY", index);

		xb_buf_puts(building->out, i ? "" : "  overlays:\n");
		if (!file)
			continue;
		xb_building_mark(building, "DT_OVERLAY", index);
		xb_buf_puts(building->out, "    - ");
		xb_yaml_put_scalar(building->out, file, false);
		xb_buf_putc(building->out, '\n');
	}
	put_marked_nodes(building);
}

void xb_building_put_dom0(struct xb_building *building)
{
	if (!building->has_dom0)
		return;
	xb_buf_puts(building->out, "\n");
	xb_building_mark(building, "DOM0_KERNEL", NULL);
	xb_buf_puts(building->out, "dom0:\n");
	xb_building_put(building, 2, "kernel", "DOM0_KERNEL", NULL);
	xb_building_put(building, 2, "ramdisk", "DOM0_RAMDISK", NULL);
	xb_building_put_dom0_line(building);
}

/* ---- Outputs ---- */

/* The base name of UBOOT_SCRIPT, or of UBOOT_SOURCE; the building's. NULL: neither is given. */
static const char *output_name(struct xb_building *building)
{
	const char *script = xb_building_text(building, "UBOOT_SCRIPT", NULL);
	const char *source = xb_building_text(building, "UBOOT_SOURCE", NULL);
	const char *file = script ? script : source, *slash, *dot;

	if (!file)
		return NULL;
	slash = strrchr(file, '/');
	file = slash ? slash + 1 : file;
	dot = strrchr(file, '.');
	return xb_arena_strndup(&building->arena, file,
				dot && dot > file ? (size_t)(dot - file) : strlen(file));
}

void xb_building_put_output(struct xb_building *building)
{
	const char *name = output_name(building);
	const bool edited = xb_building_text(building, "FDTEDIT", NULL) != NULL;

	if (!name && !edited)
		return;
	xb_buf_puts(building->out, "\n");
	xb_building_mark(building, "UBOOT_SCRIPT", NULL);
	xb_buf_puts(building->out, "output:\n");
	if (name)
		xb_text_put_key(building->out, 2, "name", name);
	if (edited)
		xb_buf_puts(building->out, "  emit: both # FDTEDIT: the tree with its edits made\n");
}

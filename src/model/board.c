/* SPDX-License-Identifier: MIT */
#include "model/board.h"

#include <stdlib.h>
#include <string.h>

#include "model/data.h"
#include "model/edit.h"
#include "model/profile.h"
#include "model/uboot.h"

static const char *const arches[] = {"arm64", "arm32", NULL};
static const char *const gics[] = {"v2", "v3", NULL};

#define FIELD(type, member) offsetof(struct type, member)

static const struct xb_field range_fields[] = {
	{"name", XB_SHAPE_TEXT, .offset = FIELD(xb_board_range, name), .form = XB_TEXT_LINE,
	 .about = "Who keeps it"},
	{"start", XB_SHAPE_NUMBER, .offset = FIELD(xb_board_range, start), .required = true,
	 .about = "The first address"},
	{"size", XB_SHAPE_NUMBER, .offset = FIELD(xb_board_range, size), .required = true,
	 .about = "Bytes",
	 .unit = "bytes"},
};
static const struct xb_schema range_schema = {
	.what = "memory range",
	.fields = range_fields,
	.count = XB_COUNT(range_fields),
	.size = sizeof(struct xb_board_range),
	.at_offset = XB_NO_POS,
};

static const struct xb_field cpu_fields[] = {
	{"kind", XB_SHAPE_TEXT, .offset = FIELD(xb_board_cpu, kind), .required = false,
	 .about = "cortex-a72"},
	{"count", XB_SHAPE_NUMBER, .offset = FIELD(xb_board_cpu, count), .required = true,
	 .about = "How many of this kind"},
};
static const struct xb_schema cpu_schema = {
	.what = "group of CPUs",
	.fields = cpu_fields,
	.count = XB_COUNT(cpu_fields),
	.size = sizeof(struct xb_board_cpu),
	.at_offset = XB_NO_POS,
	.plain_field = "count",
};

static const struct xb_field driver_fields[] = {
	{"compatible", XB_SHAPE_TEXT, .offset = FIELD(xb_board_driver, compatible),
	 .required = true,
	 .about = "As in the device tree"},
	{"since", XB_SHAPE_TEXT, .offset = FIELD(xb_board_driver, since),
	 .about = "First Xen release with the driver, master or none"},
	{"kconfig", XB_SHAPE_TEXT, .offset = FIELD(xb_board_driver, kconfig), .form = XB_TEXT_LINE,
	 .about = "The symbol that Xen needs"},
};
static const struct xb_schema driver_schema = {
	.what = "driver",
	.fields = driver_fields,
	.count = XB_COUNT(driver_fields),
	.size = sizeof(struct xb_board_driver),
	.at_offset = XB_NO_POS,
	.plain_field = "compatible",
};

static const struct xb_field edit_fields[] = {
	{"why", XB_SHAPE_TEXT, .offset = FIELD(xb_board_edit, why), .form = XB_TEXT_LINE,
	 .about = "What would happen without it"},
	{"console", XB_SHAPE_TEXT, .offset = FIELD(xb_board_edit, console),
	 .about = "Only where Xen prints on this UART, alias or path"},
};
static const struct xb_schema edit_schema = {
	.what = "device-tree edit",
	.one_of = xb_edit_kinds,
	.fields = edit_fields,
	.count = XB_COUNT(edit_fields),
	.base = &xb_edit_schema,
	.base_offset = FIELD(xb_board_edit, edit),
	.size = sizeof(struct xb_board_edit),
	.at_offset = FIELD(xb_board_edit, edit.at),
};

static const struct xb_field board_fields[] = {
	{"format", XB_SHAPE_FORMAT, .hidden = true, .about = "Always 1"},
	{"name", XB_SHAPE_TEXT, .offset = FIELD(xb_board, name), .form = XB_TEXT_LINE,
	 .about = "What the board is called"},
	{"extends", XB_SHAPE_TEXT, .offset = FIELD(xb_board, extends), .form = XB_TEXT_LINE,
	 .hidden = true,
	 .about = "A board, by name, of which this file is a change"},
	{"title", XB_SHAPE_TEXT, .offset = FIELD(xb_board, title), .form = XB_TEXT_LINE,
	 .about = "One line for lists"},
	{"arch", XB_SHAPE_TEXT, .offset = FIELD(xb_board, arch), .words = XB_WORDS(arches),
	 .about = "arm64 or arm32",
	 .standing = "arm64"},
	{"memory", XB_SHAPE_MAPS, .offset = FIELD(xb_board, memory),
	 .count_offset = FIELD(xb_board, memory_count),
	 .sub = &range_schema,
	 .about = "RAM; wins over the tree's memory nodes",
	 .standing = "as the tree has it"},
	{"reserved", XB_SHAPE_MAPS, .offset = FIELD(xb_board, reserved),
	 .count_offset = FIELD(xb_board, reserved_count),
	 .sub = &range_schema,
	 .about = "Ranges that firmware keeps"},
	{"cpus", XB_SHAPE_MAPS, .offset = FIELD(xb_board, cpus),
	 .count_offset = FIELD(xb_board, cpu_count),
	 .sub = &cpu_schema,
	 .about = "A number, or groups by kind, the boot CPU's first",
	 .standing = "as the tree has it"},
	{"gic", XB_SHAPE_TEXT, .offset = FIELD(xb_board, gic), .words = XB_WORDS(gics),
	 .about = "The interrupt controller: v2 or v3",
	 .standing = "as the tree has it"},
	{"console", XB_SHAPE_TEXT, .offset = FIELD(xb_board, console),
	 .about = "The UART of Xen, alias or path"},
	{"script-address", XB_SHAPE_NUMBER, .offset = FIELD(xb_board, script_address),
	 .about = "Where boot.scr is loaded"},
	{"window", XB_SHAPE_MAP, .offset = FIELD(xb_board, window), .sub = &range_schema,
	 .about = "Automatic addresses stay inside"},
	{"dma-bits", XB_SHAPE_NUMBER, .offset = FIELD(xb_board, dma_bits),
	 .about = "Address bits that all devices reach",
	 .unit = "bits"},
	{"dtb", XB_SHAPE_TEXT, .offset = FIELD(xb_board, dtb), .form = XB_TEXT_LINE,
	 .about = "The tree's name in Linux"},
	{"compatible", XB_SHAPE_TEXTS, .offset = FIELD(xb_board, compatible), .form = XB_TEXT_LINE,
	 .about = "What the root of its trees says"},
	{"uart", XB_SHAPE_MAP, .offset = FIELD(xb_board, uart), .sub = &driver_schema,
	 .about = "The console's driver in Xen"},
	{"smmu", XB_SHAPE_MAP, .offset = FIELD(xb_board, smmu), .sub = &driver_schema,
	 .about = "The IOMMU that Xen drives"},
	{"scratchpad", XB_SHAPE_NUMBER, .offset = FIELD(xb_board, scratchpad),
	 .about = "Bytes of U-Boot's buffer in fdt set",
	 .standing = "1024",
	 .unit = "bytes"},
	{"line-length", XB_SHAPE_NUMBER, .offset = FIELD(xb_board, line_length),
	 .about = "Bytes of a line typed at U-Boot",
	 .standing = "1024",
	 .unit = "bytes"},
	{"uboot-top", XB_SHAPE_NUMBER, .offset = FIELD(xb_board, uboot_top),
	 .about = "Bytes at the top of RAM where U-Boot runs",
	 .standing = "64M, less of small RAM",
	 .unit = "bytes"},
	{"uboot", XB_SHAPE_MAP, .offset = FIELD(xb_board, uboot), .sub = &xb_board_uboot_schema,
	 .about = "What its U-Boot has, for scripts: a name, or a mapping"},
	{"edits", XB_SHAPE_MAPS, .offset = FIELD(xb_board, edits),
	 .count_offset = FIELD(xb_board, edit_count),
	 .sub = &edit_schema,
	 .about = "Changes that its trees need; `profile new` writes them"},
	{"note", XB_SHAPE_TEXT, .offset = FIELD(xb_board, note), .form = XB_TEXT_SOME,
	 .about = "What needs care"},
};
const struct xb_schema xb_board_schema = {
	.what = "board",
	.fields = board_fields,
	.count = XB_COUNT(board_fields),
	.size = sizeof(struct xb_board),
	.at_offset = FIELD(xb_board, at),
};

static bool check_ranges(struct xb_decoder *d, const char *what, const struct xb_board_range *items,
			 size_t count)
{
	bool good = true;

	for (size_t i = 0; i < count; i++) {
		struct xb_range range = {items[i].start.value, items[i].size.value};

		if (!items[i].start.given || !items[i].size.given)
			continue; /* said already */
		if (range.size == 0)
			good = xb_error(d->diags, XB_CODE_BAD_VALUE, items[i].size.at,
					"the board's %s at 0x%llX has size 0", what,
					(unsigned long long)range.start);
		else if (!xb_range_valid(range))
			good = xb_error(d->diags, XB_CODE_BAD_VALUE, items[i].size.at,
					"the board's %s at 0x%llX with 0x%llX bytes ends behind 2^64",
					what, (unsigned long long)range.start,
					(unsigned long long)range.size);
	}
	return good;
}

bool xb_board_decode(struct xb_decoder *d, const struct xb_node *node, struct xb_board *board)
{
	bool good = xb_schema_decode(d, &xb_board_schema, node, board);

	good &= check_ranges(d, "memory", board->memory, board->memory_count);
	good &= check_ranges(d, "reserved range", board->reserved, board->reserved_count);
	good &= xb_uboot_check(&board->uboot, d->diags);
	if (board->window.size.given)
		good &= check_ranges(d, "window", &board->window, 1);
	for (size_t i = 0; i < board->edit_count; i++)
		good &= xb_edit_check(&board->edits[i].edit, d->diags);
	return good;
}

/* ---- Files -------------------------------------------------------------------------------------- */

static struct xb_document *read_document(struct xb_data *data, const char *name, struct xb_pos at,
					 unsigned depth, struct xb_diags *diags);

/* Lay DOCUMENT, DEPTH files above the first, on the board that it extends. */
static bool lay_on_base(struct xb_data *data, struct xb_document *document, unsigned depth,
			struct xb_diags *diags)
{
	const struct xb_node *extends = xb_node_get(document->root, "extends");
	struct xb_node *base;
	struct xb_child *name;

	if (!extends || extends->kind != XB_NODE_SCALAR)
		return true; /* what it is instead is told when it is decoded */
	if (depth == XB_EXTENDS_MAX)
		return xb_error(diags, XB_CODE_BAD_VALUE, extends->at,
				"extends: more than %d boards deep, or a board extends itself",
				XB_EXTENDS_MAX);
	document->base = read_document(data, extends->text, extends->at, depth + 1, diags);
	if (!document->base)
		return false;
	base = document->base->root;
	name = xb_node_child(base, "name");
	if (name) /* that of one file alone */
		memmove(name, name + 1,
			(size_t)(base->children + base->count-- - name - 1) * sizeof(*name));
	document->root =
		xb_node_merge(&document->arena, &xb_board_schema, base, document->root);
	return true;
}

/* The file of board NAME, laid on those that it extends. NULL with a diagnostic, at AT where there is none. */
static struct xb_document *read_document(struct xb_data *data, const char *name, struct xb_pos at,
					 unsigned depth, struct xb_diags *diags)
{
	struct xb_document *document;
	struct xb_data_file file;

	if (!xb_data_find(data, XB_DATA_BOARDS, name, &file)) {
		xb_data_report_unknown(data, XB_DATA_BOARDS, name, at, NULL, diags);
		return NULL;
	}
	document = xb_data_parse(data, &file, diags);
	if (!document || lay_on_base(data, document, depth, diags))
		return document;
	xb_yaml_free(document);
	return NULL;
}

bool xb_board_read(struct xb_data *data, const char *name, struct xb_pos at,
		   struct xb_decoder *d, struct xb_board *board, struct xb_document **document)
{
	*document = read_document(data, name, at, 0, d->diags);
	if (!*document || !xb_board_decode(d, (*document)->root, board))
		return false;
	if (!board->name.text)
		board->name.text = xb_arena_strdup(d->arena, name);
	if (strcmp(board->name.text, name) == 0)
		return true;
	return xb_error(d->diags, XB_CODE_BAD_VALUE, board->name.at,
			"the board is called '%s' and its file %s.yaml: they must be the same",
			board->name.text, name);
}

struct xb_board_list *xb_boards_load(struct xb_data *data, struct xb_diags *diags)
{
	struct xb_board_list *list = xb_alloc(sizeof(*list));
	struct xb_decoder d = {.arena = &list->arena, .diags = diags};
	struct xb_data_file *files;
	size_t count = xb_data_list(data, XB_DATA_BOARDS, &files);

	list->items = xb_arena_alloc(&list->arena, (count + 1) * sizeof(*list->items));
	list->documents = xb_arena_alloc(&list->arena, sizeof(*list->documents));
	list->documents->items =
		xb_arena_alloc(&list->arena, (count + 1) * sizeof(*list->documents->items));
	for (size_t i = 0; i < count; i++) {
		struct xb_document **document = &list->documents->items[list->documents->count];
		struct xb_board *board = &list->items[list->count];

		if (xb_board_read(data, files[i].name, (struct xb_pos){.file = files[i].path}, &d,
				  board, document))
			list->count++;
		if (*document)
			list->documents->count++;
	}
	free(files);
	return list;
}

void xb_boards_free(struct xb_board_list *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->documents->count; i++)
		xb_yaml_free(list->documents->items[i]);
	xb_arena_clear(&list->arena);
	free(list);
}

bool xb_board_driver_exists(const struct xb_board_driver *driver)
{
	return !driver->since.text || strcmp(driver->since.text, "none") != 0;
}

uint64_t xb_board_cpu_total(const struct xb_board *board)
{
	uint64_t total = 0;

	for (size_t i = 0; board && i < board->cpu_count; i++)
		total += board->cpus[i].count.value;
	return total;
}

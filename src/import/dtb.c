/* SPDX-License-Identifier: MIT */
/*
 * A device tree as Xen gets it. Who loads what it names, and by what names, it does not say, nor where
 * Xen and itself are.
 */
#include "import/describe.h"
#include "import/importers.h"

#include <libfdt.h>
#include <string.h>

bool xb_is_dtb(const struct xb_import_source *source)
{
	return source->length >= sizeof(struct fdt_header) &&
	       fdt_magic(source->bytes) == FDT_MAGIC &&
	       (fdt_check_full(source->bytes, source->length) ||
		fdt_path_offset(source->bytes, "/images") < 0);
}

static uint64_t ram_of(const struct xb_board *board)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < board->memory_count; i++)
		sum += board->memory[i].size.value;
	return sum;
}

static uint64_t ram_of_tree(const struct xb_devtree *tree)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < tree->memory.count; i++)
		sum += tree->memory.items[i].size;
	return sum;
}

/* Among boards that differ in their RAM: is BOARD a better choice than OTHER for RAM bytes? Firmware keeps some,
 * so that the board has more, and as little more as can be. */
static bool is_nearer(const struct xb_board *board, const struct xb_board *other, uint64_t ram)
{
	const uint64_t bytes = ram_of(board);

	return ram && bytes >= ram && (!other || bytes < ram_of(other));
}

const struct xb_board *xb_import_board(const struct xb_import_config *config,
				       const struct xb_devtree *tree, uint64_t ram,
				       struct xb_diags *diags)
{
	const struct xb_board *only = NULL, *nearest = NULL;
	struct xb_buf names = {0};
	size_t fitting = 0;

	for (size_t i = 0; config->boards && i < config->boards->count; i++) {
		const struct xb_board *board = &config->boards->items[i];

		if (!xb_board_fits(board, tree))
			continue;
		xb_buf_printf(&names, "%s%s", fitting++ ? ", " : "", board->name.text);
		only = fitting == 1 ? board : NULL;
		if (is_nearer(board, nearest, ram))
			nearest = board;
	}
	if (fitting > 1 && nearest)
		xb_note(diags, XB_CODE_BOARD_DIFFERS, (struct xb_pos){0},
			"the device tree is of several boards that are known: %s; by its RAM it is %s",
			names.data, nearest->name.text);
	else if (fitting > 1)
		xb_note(diags, XB_CODE_BOARD_DIFFERS, (struct xb_pos){0},
			"the device tree is of several boards that are known: %s", names.data);
	if (fitting > 1)
		xb_hint(diags, "--board NAME says which one");
	xb_buf_clear(&names);
	return only ? only : nearest;
}

/* The load that is the tree: at an address that only who loads it knows. */
static void add_tree(struct xb_uboot *uboot, const char *path)
{
	struct xb_boot *boot = uboot->boot;
	struct xb_load *load = xb_boot_add_load(boot, XB_LOAD_TREE, "device tree");
	const char *slash = path ? strrchr(path, '/') : NULL;

	load->file = path ? xb_arena_strdup(&boot->arena, slash ? slash + 1 : path) : NULL;
	load->path = path ? xb_arena_strdup(&boot->arena, path) : NULL;
	load->at = load->name_at = load->address_at = uboot->left_at;
	load->image = (struct xb_image){.kind = XB_IMAGE_DTB,
					.inner = XB_IMAGE_DTB,
					.file_size = boot->tree->size};
	load->present = load->size_known = true;
	load->size = load->footprint = load->occupied = boot->tree->size;
	uboot->loads = xb_grow(uboot->loads, &uboot->load_capacity, 0, sizeof(*uboot->loads));
	uboot->loads[0] = (struct xb_board_load){
		.address = xb_uboot_unknown(uboot, uboot->left_at, "where the tree is"),
		.size = XB_NO_SYMBOL};
	boot->entrance.tree = 0;
	boot->tree_name = uboot->left_at.file;
}

/* What hints call the places of a tree. */
static const char *const places[XB_PLACE_COUNT] = {
	[XB_PLACE_CELLS] = "#address-cells and #size-cells of /chosen",
	[XB_PLACE_EDITS] = "the device tree",
	[XB_PLACE_XEN_OPTIONS] = "xen,xen-bootargs",
};

void xb_describe_finished(struct xb_boot *boot, const struct xb_import_config *config,
			  const char *path, struct xb_pos at, struct xb_diags *diags)
{
	struct xb_uboot uboot = {
		.boot = boot, .diags = diags, .working = XB_NONE, .left_at = at};
	struct xb_import_config own = *config;

	boot->arch = "arm64";
	memcpy(boot->places, places, sizeof(boot->places));
	add_tree(&uboot, path);
	if (!own.board)
		own.board = xb_import_board(config, boot->tree, ram_of_tree(boot->tree), diags);
	xb_boot_edit_tree(boot, diags);
	xb_describe_tree(&uboot, &own);
	xb_uboot_clear(&uboot);
}

bool xb_describe_dtb(const struct xb_import_config *config, const struct xb_import_source *source,
		     struct xb_ways *ways, struct xb_diags *diags)
{
	const struct xb_pos at = {.file = source->name};
	struct xb_devtree *tree =
		xb_devtree_parse(source->name, source->bytes, source->length, at, diags);
	struct xb_boot *boot;

	*ways = (struct xb_ways){0};
	if (!tree)
		return false;
	boot = xb_alloc(sizeof(*boot));
	boot->name = source->name;
	boot->entrance.xen = boot->entrance.tree = XB_NONE;
	boot->tree = tree;
	xb_ways_add(ways, boot);
	xb_describe_finished(boot, config, source->name, at, &ways->items[0].diags);
	if (!boot->domain_count) {
		xb_warning(&ways->items[0].diags, XB_CODE_MISSING_KEY, at,
			   "/chosen names no kernel: there is nothing that Xen would start");
		xb_hint(&ways->items[0].diags, "of a tree that is still to be filled in, and the "
					       "files, `xenboot profile new` makes a profile");
	}
	return true;
}

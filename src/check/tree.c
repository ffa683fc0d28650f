/* SPDX-License-Identifier: MIT */
/* Rules about the device tree that Xen gets. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/tree.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* ---- cells -------------------------------------------------------------------------------------- */

/* Is NODE of the base tree still in the one that Xen gets? */
static bool is_kept(const struct xb_boot *boot, const struct xb_tree_node *node)
{
	char *path = xb_tree_path(node);
	bool kept = !boot->edited || xb_tree_find_whole(boot->edited->index, path);

	free(path);
	return kept;
}

/* A child that the tree itself has in /chosen, with a reg by the tree's own cells (a framebuffer):
 * other cells make nonsense of it. */
static void judge_other_children(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_tree_node *chosen = xb_tree_find(boot->tree->index, "/chosen");
	struct xb_tree_cells cells;

	if (!chosen || !xb_tree_property(chosen, "#address-cells"))
		return;
	cells = xb_tree_cells(chosen, xb_tree_default_cells);
	if (cells.address == boot->cells && cells.size == boot->cells)
		return;
	for (const struct xb_tree_node *node = chosen->child; node; node = node->next) {
		if (!xb_tree_property(node, "reg") || !is_kept(boot, node))
			continue;
		xb_warning(diags, XB_CODE_CELLS, boot->cells_at,
			   "/chosen/%s has a reg by %u and %u cells, and /chosen gets %u",
			   node->name, cells.address, cells.size, boot->cells);
		if (cells.address == cells.size && (cells.size == 1 || cells.size == 2) &&
		    boot->places[XB_PLACE_CELLS]) {
			xb_hint(diags, "%s=%u keeps it right", boot->places[XB_PLACE_CELLS],
				cells.address);
			xb_fix_set(diags, boot->place_keys[XB_PLACE_CELLS], "%u", cells.address);
		}
	}
}

/* `fdt set` stores the low 32 bits of each cell and says nothing (U-Boot cmd/fdt.c). */
void xb_check_cells(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	if (boot->tree)
		judge_other_children(boot, diags);
	for (size_t i = 0; boot->cells == 1 && i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		const struct xb_module *module = xb_load_module(boot, load);

		if (!(load->use == XB_LOAD_MEMORY || (module && module->node)) || !load->placed ||
		    (load->address <= UINT32_MAX && load->size <= UINT32_MAX))
			continue;
		xb_error(diags, XB_CODE_CELLS, load->address_at,
			 "%s at 0x%llX with 0x%llX bytes does not fit cells of 32 bits (cells: 1)",
			 load->title, (number)load->address, (number)load->size);
		if (boot->places[XB_PLACE_CELLS])
			xb_hint(diags, "set %s=2", boot->places[XB_PLACE_CELLS]);
		xb_fix_set(diags, boot->place_keys[XB_PLACE_CELLS], "2");
	}
}

/* ---- reserved: two nodes of the tree --------------------------------------------------------------- */

#define REFUSES_OVERLAP XB_RELEASE(4, 18)

/* What lies wholly in an entry of /memreserve/ may. */
static bool clash(const struct xb_named_range *a, const struct xb_named_range *b)
{
	bool a_block = strcmp(a->name, "/memreserve/") == 0;
	bool b_block = strcmp(b->name, "/memreserve/") == 0;

	if (!a->range.size || !b->range.size || (a_block && b_block) ||
	    !xb_range_overlaps(a->range, b->range))
		return false;
	return !(a_block && xb_range_contains(a->range, b->range)) &&
	       !(b_block && xb_range_contains(b->range, a->range));
}

/* A node that another one holds can go; of two that cross each other one must become smaller. */
static void hint_clash(const struct xb_boot *boot, const char *when, const struct xb_named_range *a,
		       const struct xb_named_range *b, struct xb_diags *diags)
{
	const char *edits = boot->places[XB_PLACE_EDITS];
	const struct xb_named_range *inner = xb_range_contains(a->range, b->range)   ? b
					     : xb_range_contains(b->range, a->range) ? a
										     : NULL;

	if (inner && inner->name[0] != '/' && edits)
		xb_hint(diags, "%sXen panics: \"Early FDT parsing failed (-22)\"; the other holds it: %s: "
			       "[{path: /reserved-memory/%s, remove: true}]", when, edits, inner->name);
	else
		xb_hint(diags, "%sXen panics: \"Early FDT parsing failed (-22)\"; let one of them end where "
			       "the other begins", when);
}

static void report_clash(const struct xb_boot *boot, const struct xb_named_range *a,
			 const struct xb_named_range *b, struct xb_diags *diags)
{
	struct xb_pos at = xb_boot_tree_at(boot);
	bool known = xb_release_number(boot->xen_version) != 0;
	char *what = xb_format("the device tree reserves %s 0x%llX-0x%llX and %s 0x%llX-0x%llX, which "
			       "overlap", a->name, (number)a->range.start,
			       (number)xb_range_last(a->range), b->name, (number)b->range.start,
			       (number)xb_range_last(b->range));

	if (known)
		xb_error(diags, XB_CODE_RESERVED, at, "%s", what);
	else
		xb_warning(diags, XB_CODE_RESERVED, at, "%s", what);
	hint_clash(boot, known ? "" : "from 4.18 on ", a, b, diags);
	free(what);
}

/* The first pair. Xen stops there (xen/common/device-tree/bootinfo.c check_reserved_regions_overlap). */
static void judge_reserved(const struct xb_boot *boot, const struct xb_named_ranges *reserved,
			   struct xb_diags *diags)
{
	for (size_t i = 0; i < reserved->count; i++)
		for (size_t k = i + 1; k < reserved->count; k++)
			if (clash(&reserved->items[i], &reserved->items[k])) {
				report_clash(boot, &reserved->items[i], &reserved->items[k], diags);
				return;
			}
}

void xb_check_reserved_twice(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	unsigned release = xb_release_number(boot->xen_version);

	if (!release || release >= REFUSES_OVERLAP)
		judge_reserved(boot, &boot->edited->reserved, diags);
}

/* ---- reserved: a range of no bytes ----------------------------------------------------------------- */

/* What a release does with it. The patch level decides in 4.14: 4.14.1 reads on. */
static enum xb_severity severity_of_empty(const struct xb_boot *boot)
{
	unsigned release = xb_release_number(boot->xen_version);
	const char *patch = release ? strchr(boot->xen_version, '.') : NULL;

	patch = patch ? strchr(patch + 1, '.') : NULL;
	if (release == XB_RELEASE(4, 13) || (release == XB_RELEASE(4, 14) && patch && patch[1] == '0'))
		return XB_ERROR;
	return release == XB_RELEASE(4, 14) && !patch ? XB_WARNING : XB_NOTE;
}

static bool is_empty(const struct xb_tree_node *node, struct xb_tree_cells cells)
{
	const struct xb_tree_property *reg = xb_tree_property(node, "reg");
	size_t pair = 4 * ((size_t)cells.address + cells.size);
	static const char zero[8];

	if (!reg || cells.size < 1 || cells.size > 2 || cells.address < 1)
		return false;
	for (size_t at = 0; at + pair <= reg->length; at += pair)
		if (memcmp(reg->value + at + 4 * (size_t)cells.address, zero, 4 * (size_t)cells.size) == 0)
			return true;
	return false;
}

/* RAM or /chosen behind /reserved-memory, which Xen then does not read. */
static const struct xb_tree_node *read_behind(const struct xb_tree_node *reserved)
{
	for (const struct xb_tree_node *node = reserved->next; node; node = node->next)
		if (strncmp(node->name, "memory", strlen("memory")) == 0 ||
		    strcmp(node->name, "chosen") == 0)
			return node;
	return NULL;
}

/* xen/arch/arm/bootfdt.c process_memory_node: -EINVAL ends the reading of the tree. */
void xb_check_reserved_empty(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_tree_node *reserved =
		xb_tree_find_whole(boot->edited->index, "/reserved-memory");
	const struct xb_tree_node *behind = reserved ? read_behind(reserved) : NULL;
	enum xb_severity severity = severity_of_empty(boot);

	if (!behind || severity == XB_NOTE)
		return;
	for (const struct xb_tree_node *node = reserved->child; node; node = node->next) {
		char *path = xb_tree_path(node);
		struct xb_tree_edit edit = {.path = {.text = path}, .remove = {.text = "true"},
					    .remove_node = true};

		if (is_empty(node, xb_tree_cells(reserved, xb_tree_default_cells))) {
			xb_report(diags, severity, XB_CODE_RESERVED, xb_boot_tree_at(boot),
				"%s has 0 bytes: Xen up to 4.14.0 then reads nothing behind /reserved-memory,"
				" not /%s either", path, behind->name);
			xb_hint_edit(boot, "", &edit, diags);
		}
		free(path);
	}
}

/* ---- fdt-space ---------------------------------------------------------------------------------- */

/* Without room `fdt set` fails with FDT_ERR_NOSPACE, and a script by hand goes on. */
void xb_check_fdt_space(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_load *tree = xb_boot_tree(boot);
	const struct xb_step *step = xb_boot_step(boot, XB_STEP_ROOM);
	uint64_t used, room;

	if (!step || step->automatic || !tree->placed)
		return;
	used = boot->tree ? xb_devtree_used(boot->tree) : tree->size;
	room = xb_fdt_resized(tree->address, used, step->bytes) - used;
	if (room >= boot->growth)
		return;
	xb_error(diags, XB_CODE_FDT_SPACE, step->at,
		 "padding 0x%llX leaves 0x%llX bytes for the edits, which %s 0x%llX",
		 (number)step->bytes, (number)room, boot->tree && !boot->tree_varies ? "need" : "may need",
		 (number)boot->growth);
	if (boot->places[XB_PLACE_PADDING])
		xb_hint(diags, "%s: auto, or at least 0x%llX", boot->places[XB_PLACE_PADDING],
			(number)boot->growth);
	xb_fix_set(diags, boot->place_keys[XB_PLACE_PADDING], "auto");
}

/* ---- tree-moves --------------------------------------------------------------------------------- */

/* The place below U-Boot that is the first that booti tries (boot/image-fdt.c boot_relocate_fdt). */
static struct xb_range place_of_copy(const struct xb_boot *boot)
{
	const struct xb_load *tree = xb_boot_tree(boot);
	uint64_t size = xb_align_up(tree->occupied, 0x1000);
	struct xb_range uboot = boot->uboot_least.size ? boot->uboot_least : boot->uboot;

	if (uboot.size == 0 || uboot.start < size)
		return (struct xb_range){0, 0};
	return (struct xb_range){uboot.start - size, size};
}

static const struct xb_load *load_in(const struct xb_boot *boot, struct xb_range range)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (load->use == XB_LOAD_MODULE && load->placed && load->size &&
		    xb_range_overlaps((struct xb_range){load->address, load->size}, range))
			return load;
	}
	return NULL;
}

/* A script sets fdt_high; where there is none, someone has to. */
void xb_check_tree_moves(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_entrance *entrance = &boot->entrance;
	struct xb_range copy = place_of_copy(boot);
	const struct xb_load *hit = copy.size ? load_in(boot, copy) : NULL;

	if (entrance->tree_stays || !entrance->door->tree_moves || !hit)
		return;
	xb_warning(diags, XB_CODE_TREE_MOVES, hit->address_at,
		   "no script sets fdt_high: %s would copy the device tree to 0x%llX-0x%llX, "
		   "over the %s",
		   entrance->door->name, (number)copy.start, (number)xb_range_last(copy), hit->title);
	xb_hint(diags, "setenv fdt_high 0xffffffffffffffff before %s keeps it in place",
		entrance->door->name);
}

/* SPDX-License-Identifier: MIT */
/* The frame of a partial tree, as far as a tree that is given has not all of it: /gic, /passthrough. */
#include "tree/passthrough.h"

/* What of PART is not there yet, as far as Xen and Linux ask for it. */
static void complete_cells(struct xb_arena *arena, struct part_node *part)
{
	if (!xb_part_has(part, "#address-cells"))
		xb_part_set_cell(arena, part, "#address-cells", 2);
	if (!xb_part_has(part, "#size-cells"))
		xb_part_set_cell(arena, part, "#size-cells", 2);
}

static void complete_bus(struct pass *pass)
{
	struct xb_arena *arena = &pass->out->arena;

	if (!pass->bus)
		pass->bus = xb_part_add(arena, pass->root, "passthrough");
	if (!xb_part_has(pass->bus, "compatible"))
		xb_part_set_text(arena, pass->bus, "compatible", "simple-bus");
	if (!xb_part_has(pass->bus, "ranges"))
		xb_part_set(arena, pass->bus, "ranges", "", 0);
	complete_cells(arena, pass->bus);
}

/* A guest's GIC gets the phandle of /gic; where a tree that is given has none, it refers to the number that
 * Xen takes then, and a new /gic would lead that nowhere. The toolstack reads none, and takes that number, too
 * (tools/libs/light/libxl_arm.c make_root_properties). */
static void complete_gic(struct pass *pass)
{
	struct xb_arena *arena = &pass->out->arena;
	struct part_node *gic = xb_part_find(pass->root, "gic");
	const struct xb_tree_node *given = gic && pass->request->given ?
		xb_tree_find_whole(pass->request->given->index, "/gic") : NULL;

	pass->gic_phandle = GUEST_PHANDLE_GIC;
	if (pass->request->toolstack && given && given->phandle && given->phandle != GUEST_PHANDLE_GIC)
		xb_pass_find(pass, (struct xb_pass_finding){.kind = XB_PASS_GIVEN_GIC},
			     "/gic of the partial tree that is given has the phandle %u", given->phandle);
	if (pass->request->toolstack || (pass->request->given && !gic))
		return;
	if (given && given->phandle) {
		pass->gic_phandle = given->phandle;
		return;
	}
	pass->gic_phandle = xb_pass_phandle(pass);
	if (!gic) {
		gic = xb_part_add(arena, pass->root, "gic");
		xb_part_set_cell(arena, gic, "#interrupt-cells", 3);
		xb_part_set(arena, gic, "interrupt-controller", "", 0);
	}
	xb_part_set_cell(arena, gic, "phandle", pass->gic_phandle);
}

static void check_given_cells(struct pass *pass, const struct xb_tree_node *bus)
{
	struct xb_tree_cells cells = xb_tree_cells(bus, xb_tree_default_cells);
	bool says = xb_tree_property(bus, "#address-cells") || xb_tree_property(bus, "#size-cells");

	if ((cells.address != 2 || cells.size != 2) && (says || bus->child))
		xb_pass_find(pass, (struct xb_pass_finding){.kind = XB_PASS_GIVEN_CELLS},
			     "/passthrough of the partial tree that is given has %u and %u cells, not 2 "
			     "and 2", cells.address, cells.size);
}

/* Of the tree that is given. The GIC's own number may stand in one for the toolstack. */
static uint32_t highest_phandle(const struct pass *pass)
{
	const struct xb_tree_index *index = pass->request->given->index;
	size_t count = index->phandle_count;

	while (pass->request->toolstack && count &&
	       index->phandles[count - 1]->phandle == GUEST_PHANDLE_GIC)
		count--;
	return count ? index->phandles[count - 1]->phandle : 0;
}

void xb_pass_frame(struct pass *pass)
{
	const struct xb_devtree *given = pass->request->given;
	struct xb_arena *arena = &pass->out->arena;
	const struct xb_tree_node *bus = given ? xb_tree_find_whole(given->index, "/passthrough") : NULL;

	pass->root = xb_part_add(arena, NULL, "");
	if (given)
		xb_part_copy(arena, pass->root, given->index->nodes);
	if (bus)
		check_given_cells(pass, bus);
	complete_cells(arena, pass->root);
	if (given)
		pass->next_phandle = highest_phandle(pass) + 1;
	if (!pass->next_phandle)
		pass->next_phandle = GUEST_PHANDLE_GIC;
	complete_gic(pass);
	pass->aliases = xb_part_find(pass->root, "aliases");
	pass->bus = xb_part_find(pass->root, "passthrough");
	complete_bus(pass);
}

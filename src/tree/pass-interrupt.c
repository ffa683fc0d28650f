/* SPDX-License-Identifier: MIT */
/*
 * A device's interrupts. Xen routes those of the node that xen,path names, and only the GIC's; the guest is
 * told by its own node: both must say the same (xen/arch/arm/device.c map_device_irqs_to_domain).
 */
#include <stdlib.h>
#include <string.h>

#include "tree/passthrough.h"

enum { INTERRUPTS = 1020, GIC_CELLS = 3 };

/* The lists of a node in the making. */
struct lists {
	struct pass_cells plain, extended;
	struct xb_buf names;
	bool only_gic;
	size_t kept, lost; /* lost: to other controllers */
	struct xb_pass_finding other;
};

bool xb_pass_is_interrupt_property(const char *name)
{
	static const char *const names[] = {"interrupts", "interrupts-extended", "interrupt-parent",
					    "interrupt-names", "interrupt-map", "interrupt-map-mask"};

	for (size_t i = 0; i < XB_COUNT(names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* ---- Of the GIC ------------------------------------------------------------------------------------- */

static void add_number(struct xb_pass_device *device, uint32_t number)
{
	size_t at = 0;

	while (at < device->interrupt_count && device->interrupts[at] < number)
		at++;
	if (at < device->interrupt_count && device->interrupts[at] == number)
		return;
	device->interrupts = xb_realloc(device->interrupts, device->interrupt_count + 1,
					sizeof(*device->interrupts));
	memmove(device->interrupts + at + 1, device->interrupts + at,
		(device->interrupt_count++ - at) * sizeof(*device->interrupts));
	device->interrupts[at] = number;
}

/* A line that dom0 has is refused: "IRQ 34 is already used by domain 0". Disabled nodes count, and can be
 * taken from it without harm. */
static void judge_sharers(struct pass *pass, const struct pass_member *member, uint32_t number)
{
	const struct xb_pass_host *host = pass->host;
	const struct xb_tree_node *other = NULL;
	size_t others = 0;

	for (size_t i = xb_pass_first_line(host, number);
	     i < host->line_count && host->lines[i].number == number && others < PASS_MOST_ENTRIES; i++) {
		const struct xb_tree_node *node = host->lines[i].node;

		if (xb_pass_member(pass, node))
			continue;
		others++;
		if (xb_tree_property(node, "xen,passthrough"))
			continue;
		if (!xb_pass_is_used(node))
			xb_pass_mark(pass, node);
		else if (!other)
			other = node;
	}
	if (other)
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_SHARED_INTERRUPT,
							    .node = member->node, .other = other,
							    .number = number},
			     "interrupt %u of %s is that of %s, too", number,
			     xb_pass_path(pass, member->node), xb_pass_path(pass, other));
}

static bool take_number(struct pass *pass, const struct pass_member *member,
			const struct xb_tree_interrupt *interrupt)
{
	struct xb_pass_finding finding = {XB_PASS_LOST_INTERRUPT, .node = member->node,
					  .other = pass->host->gic};
	struct xb_pass_device *device = &pass->out->devices[member->root];
	const char *path = xb_pass_path(pass, member->node);
	uint32_t number;

	if (!xb_tree_gic_number(interrupt, &number) || number >= INTERRUPTS) {
		xb_pass_find(pass, finding, "an interrupt of %s is none that a GIC has", path);
		return false;
	}
	finding.number = number;
	finding.kind = XB_PASS_PRIVATE_INTERRUPT;
	if (interrupt->cells[0] != 0 || number < FIRST_SPI) {
		xb_pass_find(pass, finding, "interrupt %u of %s is one of the CPU's own", number, path);
		return false;
	}
	for (size_t i = 0; i < device->interrupt_count; i++)
		if (device->interrupts[i] == number)
			return true;
	add_number(device, number);
	judge_sharers(pass, member, number);
	return true;
}

/* ---- Lists ------------------------------------------------------------------------------------------ */

/* Name NUMBER of interrupt-names goes along. */
static void keep_name(const struct xb_tree_node *node, size_t number, struct lists *lists)
{
	const struct xb_tree_property *names = xb_tree_property(node, "interrupt-names");
	const char *at = names ? names->value : NULL, *end = names ? at + names->length : NULL;

	for (; at < end; number--) {
		const char *stop = memchr(at, 0, (size_t)(end - at));

		if (!stop)
			return;
		if (number == 0) {
			xb_buf_add(&lists->names, at, (size_t)(stop - at) + 1);
			return;
		}
		at = stop + 1;
	}
}

static void keep(const struct pass *pass, const struct pass_member *member, size_t number,
		 const struct xb_tree_interrupt *interrupt, struct lists *lists)
{
	bool gic = interrupt->controller == pass->host->gic;
	size_t count = gic ? GIC_CELLS : interrupt->count;

	xb_pass_cell(&lists->extended,
		     gic ? pass->gic_phandle : xb_pass_member(pass, interrupt->controller)->phandle);
	for (size_t i = 0; i < count; i++) {
		xb_pass_cell(&lists->extended, interrupt->cells[i]);
		xb_pass_cell(&lists->plain, interrupt->cells[i]);
	}
	lists->only_gic = lists->only_gic && gic;
	lists->kept++;
	keep_name(member->node, number, lists);
}

static void read_one(struct pass *pass, struct pass_member *member, size_t number,
		     struct lists *lists)
{
	struct xb_pass_finding finding = {XB_PASS_LOST_INTERRUPT, .node = member->node,
					  .number = number};
	struct xb_tree_interrupt interrupt;

	finding.status = xb_tree_interrupt(pass->host->index, member->node, number, &interrupt,
					   &finding.other);
	if (finding.status != XB_TREE_OK) {
		xb_pass_find(pass, finding, "interrupt entry %zu of %s leads nowhere: %s %s", number,
			     xb_pass_path(pass, member->node), xb_pass_path(pass, finding.other),
			     xb_pass_status(finding.status));
	} else if (interrupt.controller == pass->host->gic) {
		member->has_line = true;
		if (take_number(pass, member, &interrupt))
			keep(pass, member, number, &interrupt, lists);
	} else if (xb_pass_member(pass, interrupt.controller)) {
		keep(pass, member, number, &interrupt, lists);
	} else if (!lists->lost++) {
		finding.kind = XB_PASS_OTHER_CONTROLLER;
		finding.other = interrupt.controller;
		lists->other = finding;
	}
}

static void write_lists(struct pass *pass, struct pass_member *member, struct lists *lists)
{
	struct xb_arena *arena = &pass->out->arena;
	size_t length = lists->names.length;

	if (lists->kept && lists->only_gic) {
		xb_part_set_cell(arena, member->part, "interrupt-parent", pass->gic_phandle);
		xb_part_set_cells(arena, member->part, "interrupts", &lists->plain);
	} else if (lists->kept) {
		xb_part_set_cells(arena, member->part, "interrupts-extended", &lists->extended);
	}
	if (length)
		xb_part_set(arena, member->part, "interrupt-names",
			    memcpy(xb_arena_alloc(arena, length), lists->names.data, length),
			    length);
}

/* What goes to other controllers: a PHY is asked instead; a device that has others does with those. */
static void tell_lost(struct pass *pass, const struct pass_member *member, struct lists *lists)
{
	if (!lists->lost)
		return;
	lists->other.severity = member->is_root && !lists->kept ? XB_ERROR : XB_WARNING;
	xb_pass_find(pass, lists->other,
		     "interrupt entry %llu of %s goes to %s, which is not the GIC and stays with the host",
		     (unsigned long long)lists->other.number, xb_pass_path(pass, member->node),
		     xb_pass_path(pass, lists->other.other));
}

/* Xen does not see what leads to no controller, and says nothing. */
static void tell_unseen(struct pass *pass, const struct pass_member *member, size_t count)
{
	const struct xb_tree_node *node = member->node;

	if (count == 0 &&
	    (xb_tree_property(node, "interrupts") || xb_tree_property(node, "interrupts-extended")))
		xb_pass_find(pass, (struct xb_pass_finding){.kind = XB_PASS_LOST_INTERRUPT,
							    .severity = XB_WARNING, .node = node},
			     "the interrupts of %s lead nowhere, and are left away",
			     xb_pass_path(pass, node));
}

void xb_pass_interrupts(struct pass *pass, struct pass_member *member)
{
	size_t count = xb_tree_interrupt_count(pass->host->index, member->node);
	struct lists lists = {.only_gic = true};

	if (count > PASS_MOST_ENTRIES)
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_TOO_BIG, .node = member->node},
			     "%s has %zu interrupts", xb_pass_path(pass, member->node), count);
	for (size_t i = 0; i < count && count <= PASS_MOST_ENTRIES; i++)
		read_one(pass, member, i, &lists);
	tell_lost(pass, member, &lists);
	tell_unseen(pass, member, count);
	write_lists(pass, member, &lists);
	free(lists.plain.items);
	free(lists.extended.items);
	xb_buf_clear(&lists.names);
}

/* SPDX-License-Identifier: MIT */
/*
 * Which devices Xen cannot hand to dom0. It walks the whole tree, whatever a node's status, and stops
 * the boot at the first one whose addresses or interrupts it cannot tell or may not give away
 * (xen/arch/arm/domain_build.c handle_node, device.c handle_device, in domain_build.c up to 4.17; irq.c
 * platform_get_irq, route_irq_to_guest).
 */
#include <stdlib.h>
#include <string.h>

#include "xen/dom0-tree.h"

enum {
	FIRST_SPI = 32,
	INTERRUPTS = 1020, /* what a GIC can have */
	TIMER_INTERRUPTS = 4,
	TRIGGER_MASK = 0xf, /* IRQ_TYPE_SENSE_MASK */
	UNSET = 0xff,
	MOST_ASKED = 8192, /* far more than a board has; of a hostile tree each may take long */
};

/* What is known of an interrupt: the trigger of who was first to ask for it. */
struct line {
	const struct xb_tree_node *first;
	uint8_t trigger; /* cell 3; UNSET */
	bool xens;
};

struct walk {
	const struct xb_dom0_host *host;
	struct line lines[INTERRUPTS];
	size_t asked; /* addresses and interrupts */
	struct xb_device_faults *faults;
};

/* Is one more to be looked at? */
static bool ask(struct walk *walk)
{
	return walk->asked < MOST_ASKED && ++walk->asked;
}

static bool add_fault(struct walk *walk, const struct xb_device_fault *fault)
{
	struct xb_device_faults *faults = walk->faults;

	faults->items = xb_grow(faults->items, &faults->capacity, faults->count,
				sizeof(*faults->items));
	faults->items[faults->count++] = *fault;
	return false;
}

/* What hangs on how Xen was built is not judged. */
static bool is_skipped(const struct walk *walk, const struct xb_tree_node *node)
{
	return xb_dom0_node_by_itself(walk->host, node) != XB_DOM0_KEPT;
}

/* ---- Interrupts --------------------------------------------------------------------------------- */

/* platform_get_irq: false, and *kind, where it fails. */
static bool get_interrupt(struct walk *walk, const struct xb_tree_node *node,
			  const struct xb_tree_interrupt *interrupt, uint32_t *number,
			  enum xb_device_fault_kind *kind)
{
	struct line *line;
	uint8_t trigger;

	*kind = XB_DEVICE_CELLS;
	if (!xb_tree_gic_number(interrupt, number))
		return false;
	*kind = XB_DEVICE_NO_LINE;
	if (*number >= INTERRUPTS)
		return false;
	*kind = XB_DEVICE_TRIGGER;
	trigger = interrupt->cells[2] & TRIGGER_MASK;
	line = &walk->lines[*number];
	if (line->trigger == UNSET)
		*line = (struct line){node, trigger, false};
	return line->trigger == trigger;
}

/* The number that the GIC knows interrupt INDEX of NODE by; false: it is none of the GIC's, or at fault. */
static bool get_number(struct walk *walk, const struct xb_tree_node *node, size_t index,
		       uint32_t *number)
{
	const struct xb_tree_node *fault;
	struct xb_tree_interrupt interrupt;
	enum xb_device_fault_kind kind;

	return xb_tree_interrupt(walk->host->index, node, index, &interrupt, &fault) == XB_TREE_OK &&
	       interrupt.controller == walk->host->gic &&
	       get_interrupt(walk, node, &interrupt, number, &kind);
}

/* Has it an interrupt of the CPU's own? Then it is not handed over, nor what is below it. */
static bool has_own_interrupt(struct walk *walk, const struct xb_tree_node *node)
{
	size_t count = xb_tree_interrupt_count(walk->host->index, node);
	uint32_t number;

	for (size_t i = 0; i < count && ask(walk); i++)
		if (get_number(walk, node, i, &number) && number < FIRST_SPI)
			return true;
	return false;
}

/* What is for another device than dom0 keeps its interrupt. */
static bool hand_interrupt(struct walk *walk, const struct xb_tree_node *node,
			   const struct xb_tree_interrupt *interrupt, bool handed,
			   struct xb_device_fault *fault)
{
	if (interrupt->controller != walk->host->gic)
		return true;
	if (get_interrupt(walk, node, interrupt, &fault->interrupt, &fault->kind)) {
		if (!handed || !walk->lines[fault->interrupt].xens)
			return true;
		fault->kind = XB_DEVICE_TAKEN;
	}
	fault->other = walk->host->gic;
	if (fault->kind == XB_DEVICE_TRIGGER || fault->kind == XB_DEVICE_TAKEN) {
		fault->other = walk->lines[fault->interrupt].first;
		fault->other_trigger = walk->lines[fault->interrupt].trigger;
		fault->trigger = interrupt->cells[2] & TRIGGER_MASK;
	}
	return add_fault(walk, fault);
}

static bool hand_interrupts(struct walk *walk, const struct xb_tree_node *node, bool handed)
{
	size_t count = xb_tree_interrupt_count(walk->host->index, node);

	for (size_t i = 0; i < count && ask(walk); i++) {
		struct xb_device_fault fault = {.node = node, .kind = XB_DEVICE_INTERRUPT, .number = i};
		struct xb_tree_interrupt interrupt;

		fault.status = xb_tree_interrupt(walk->host->index, node, i, &interrupt, &fault.other);
		if (fault.status != XB_TREE_OK)
			return add_fault(walk, &fault);
		if (!hand_interrupt(walk, node, &interrupt, handed, &fault))
			return false;
	}
	return true;
}

/* ---- Addresses ---------------------------------------------------------------------------------- */

static bool hand_addresses(struct walk *walk, const struct xb_tree_node *node)
{
	size_t count = xb_tree_address_count(node, walk->host->release);

	for (size_t i = 0; i < count && ask(walk); i++) {
		struct xb_device_fault fault = {.node = node, .kind = XB_DEVICE_ADDRESS, .number = i};

		struct xb_range range;

		fault.status = xb_tree_translate(node, i, walk->host->release, &range, &fault.other);
		fault.address = range.start;
		if (fault.status != XB_TREE_OK)
			return add_fault(walk, &fault);
	}
	return true;
}

/* ---- What is behind a PCI bridge: map_device_children ---------------------------------------------- */

static bool is_pci(const struct xb_tree_node *node)
{
	const char *type = xb_tree_string(node, "device_type");

	return type && strcmp(type, "pci") == 0;
}

/* Up to 4.17 an interrupt that is taken is passed over here. */
static bool hand_map(struct walk *walk, const struct xb_tree_node *node, bool handed)
{
	bool takes_all = walk->host->release && walk->host->release < XB_RELEASE(4, 18);

	for (size_t i = 0; xb_tree_property(node, "interrupt-map") && ask(walk); i++) {
		struct xb_device_fault fault = {.node = node, .kind = XB_DEVICE_MAP, .number = i};
		struct xb_tree_interrupt interrupt;

		fault.status = xb_tree_mapped_interrupt(walk->host->index, node, i, &interrupt);
		if (fault.status == XB_TREE_NO_INTERRUPT)
			return true;
		if (fault.status != XB_TREE_OK)
			return add_fault(walk, &fault);
		if (interrupt.controller == walk->host->gic &&
		    xb_tree_gic_number(&interrupt, &fault.interrupt) &&
		    fault.interrupt < FIRST_SPI) {
			fault.kind = XB_DEVICE_NOT_SHARED;
			return add_fault(walk, &fault);
		}
		if (!hand_interrupt(walk, node, &interrupt, handed && !takes_all, &fault))
			return false;
	}
	return true;
}

static bool hand_windows(struct walk *walk, const struct xb_tree_node *node)
{
	for (size_t i = 0; ask(walk); i++) {
		struct xb_device_fault fault = {.node = node, .kind = XB_DEVICE_WINDOW, .number = i};

		struct xb_range range;

		fault.status = xb_tree_window(node, i, walk->host->release, &range, &fault.other);
		fault.address = range.start;
		if (fault.status == XB_TREE_NO_REG)
			return true;
		if (fault.status != XB_TREE_OK)
			return add_fault(walk, &fault);
	}
	return true;
}

/* ---- The walk ----------------------------------------------------------------------------------- */

/* Is all that is below NODE to be looked at, too? */
static bool visit(struct walk *walk, const struct xb_tree_node *node)
{
	bool handed = !xb_tree_property(node, "xen,passthrough");

	if (is_skipped(walk, node) || has_own_interrupt(walk, node))
		return false;
	return hand_interrupts(walk, node, handed) && hand_addresses(walk, node) &&
	       (!is_pci(node) || (hand_map(walk, node, handed) && hand_windows(walk, node)));
}

/* The node behind NODE that is not below it; NULL: there is none. */
static const struct xb_tree_node *pass_by(const struct xb_tree_node *node)
{
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

/* Xen asks for its own interrupts before it builds dom0. */
static void take_own(struct walk *walk, const struct xb_tree_node *node, size_t count)
{
	uint32_t number;

	for (size_t i = 0; node && i < count; i++)
		if (get_number(walk, node, i, &number))
			walk->lines[number].xens = true;
}

static void start(struct walk *walk, const struct xb_dom0_host *host, struct xb_device_faults *faults)
{
	walk->host = host;
	walk->faults = faults;
	for (size_t i = 0; i < INTERRUPTS; i++)
		walk->lines[i].trigger = UNSET;
	take_own(walk, walk->host->gic, 1);
	take_own(walk, xb_tree_timer(walk->host->index), TIMER_INTERRUPTS);
	take_own(walk, walk->host->console, 1);
}

void xb_device_faults_find(const struct xb_dom0_host *host, struct xb_device_faults *faults)
{
	const struct xb_tree_node *node;
	struct walk *walk;

	*faults = (struct xb_device_faults){0};
	if (!host->gic)
		return;
	walk = xb_alloc(sizeof(*walk));
	start(walk, host, faults);
	node = walk->host->index->nodes;
	while (node && walk->asked < MOST_ASKED)
		node = visit(walk, node) && node->child ? node->child : pass_by(node);
	free(walk);
}

void xb_device_faults_clear(struct xb_device_faults *faults)
{
	free(faults->items);
	*faults = (struct xb_device_faults){0};
}

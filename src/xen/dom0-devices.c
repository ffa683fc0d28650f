/* SPDX-License-Identifier: MIT */
/*
 * Which devices Xen cannot hand to dom0. It walks the whole tree, whatever a node's status, and stops
 * the boot at the first one whose addresses or interrupts it cannot tell or may not give away
 * (xen/arch/arm/domain_build.c handle_node, device.c handle_device, in domain_build.c up to 4.17; irq.c
 * platform_get_irq, route_irq_to_guest).
 */
#include "xenboot/xen.h"

#include <stdlib.h>
#include <string.h>

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
	const struct xb_tree_index *index;
	const struct xb_tree_node *gic, *uart;
	unsigned release; /* 0: not known */
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

/* ---- Nodes that are not handed over -------------------------------------------------------------- */

/* skip_matches. The last three from 4.18 on; no node that has them has an address or an interrupt. */
static const char *const skipped[] = {
	"xen,xen", "xen,multiboot-module", "multiboot,module", "arm,psci", "arm,psci-0.2",
	"arm,psci-1.0", "arm,cortex-a7-pmu", "arm,cortex-a15-pmu", "arm,cortex-a53-edac",
	"arm,armv8-pmuv3", "arm,armv7-timer-mem", "xen,domain", "xen,domain-shared-memory-v1",
	"xen,evtchn-v1",
};

/* xen/arch/arm/platforms: blacklist_dev. */
static const struct {
	const char *machine, *device;
	unsigned since; /* 0: as long as 4.14 */
} kept_back[] = {
	{"brcm,bcm2711", "brcm,bcm2835-aux-spi", 0},
	{"brcm,bcm2711", "brcm,bcm2835-aux", 0},
	{"brcm,bcm2711", "brcm,bcm2835-pm", XB_RELEASE(4, 15)},
	{"allwinner,sun50i-a64", "snps,dw-apb-uart", 0},
	{"allwinner,sun50i-h5", "snps,dw-apb-uart", 0},
	{"allwinner,sun50i-h6", "snps,dw-apb-uart", 0},
	{"cavium,thunder-88xx", "cavium,smmu-v2", 0},
};

static bool is_kept_back(const struct walk *walk, const struct xb_tree_node *node)
{
	for (size_t i = 0; i < XB_COUNT(kept_back); i++)
		if ((!walk->release || walk->release >= kept_back[i].since) &&
		    xb_tree_is_compatible(node, kept_back[i].device) &&
		    xb_tree_is_compatible(walk->index->nodes, kept_back[i].machine))
			return true;
	return false;
}

static bool is_skipped(const struct walk *walk, const struct xb_tree_node *node)
{
	const char *type = xb_tree_string(node, "device_type");

	if ((type && strcmp(type, "memory") == 0) ||
	    (node->depth == 1 && strcmp(node->name, "cpus") == 0))
		return true;
	for (size_t i = 0; i < XB_COUNT(skipped); i++)
		if (xb_tree_is_compatible(node, skipped[i]))
			return true;
	return is_kept_back(walk, node) || xb_tree_gic_version(node) || xb_tree_is_timer(node) ||
	       node == walk->uart || xb_tree_iommu(node);
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

/* Has it an interrupt of the CPU's own? Then it is not handed over, nor what is below it. */
static bool has_own_interrupt(struct walk *walk, const struct xb_tree_node *node)
{
	size_t count = xb_tree_interrupt_count(walk->index, node);

	for (size_t i = 0; i < count && ask(walk); i++) {
		const struct xb_tree_node *fault;
		struct xb_tree_interrupt interrupt;
		enum xb_device_fault_kind kind;
		uint32_t number;

		if (xb_tree_interrupt(walk->index, node, i, &interrupt, &fault) == XB_TREE_OK &&
		    interrupt.controller == walk->gic &&
		    get_interrupt(walk, node, &interrupt, &number, &kind) && number < FIRST_SPI)
			return true;
	}
	return false;
}

/* What is for another device than dom0 keeps its interrupt. */
static bool hand_interrupt(struct walk *walk, const struct xb_tree_node *node,
			   const struct xb_tree_interrupt *interrupt, bool handed,
			   struct xb_device_fault *fault)
{
	if (interrupt->controller != walk->gic)
		return true;
	if (get_interrupt(walk, node, interrupt, &fault->interrupt, &fault->kind)) {
		if (!handed || !walk->lines[fault->interrupt].xens)
			return true;
		fault->kind = XB_DEVICE_TAKEN;
	}
	fault->other = walk->gic;
	if (fault->kind == XB_DEVICE_TRIGGER || fault->kind == XB_DEVICE_TAKEN) {
		fault->other = walk->lines[fault->interrupt].first;
		fault->other_trigger = walk->lines[fault->interrupt].trigger;
		fault->trigger = interrupt->cells[2] & TRIGGER_MASK;
	}
	return add_fault(walk, fault);
}

static bool hand_interrupts(struct walk *walk, const struct xb_tree_node *node, bool handed)
{
	size_t count = xb_tree_interrupt_count(walk->index, node);

	for (size_t i = 0; i < count && ask(walk); i++) {
		struct xb_device_fault fault = {.node = node, .kind = XB_DEVICE_INTERRUPT, .number = i};
		struct xb_tree_interrupt interrupt;

		fault.status = xb_tree_interrupt(walk->index, node, i, &interrupt, &fault.other);
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
	size_t count = xb_tree_address_count(node, walk->release);

	for (size_t i = 0; i < count && ask(walk); i++) {
		struct xb_device_fault fault = {.node = node, .kind = XB_DEVICE_ADDRESS, .number = i};

		struct xb_range range;

		fault.status = xb_tree_translate(node, i, walk->release, &range, &fault.other);
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
	bool takes_all = walk->release && walk->release < XB_RELEASE(4, 18);

	for (size_t i = 0; xb_tree_property(node, "interrupt-map") && ask(walk); i++) {
		struct xb_device_fault fault = {.node = node, .kind = XB_DEVICE_MAP, .number = i};
		struct xb_tree_interrupt interrupt;

		fault.status = xb_tree_mapped_interrupt(walk->index, node, i, &interrupt);
		if (fault.status == XB_TREE_NO_INTERRUPT)
			return true;
		if (fault.status != XB_TREE_OK)
			return add_fault(walk, &fault);
		if (interrupt.controller == walk->gic &&
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

		fault.status = xb_tree_window(node, i, walk->release, &range, &fault.other);
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
static void take_own(struct walk *walk, const struct xb_tree_node *node, size_t count, bool xens)
{
	for (size_t i = 0; node && i < count; i++) {
		const struct xb_tree_node *fault;
		struct xb_tree_interrupt interrupt;
		enum xb_device_fault_kind kind;
		uint32_t number;

		if (xb_tree_interrupt(walk->index, node, i, &interrupt, &fault) == XB_TREE_OK &&
		    interrupt.controller == walk->gic &&
		    get_interrupt(walk, node, &interrupt, &number, &kind))
			walk->lines[number].xens = xens;
	}
}

static const struct xb_tree_node *find_timer(const struct xb_tree_index *index)
{
	for (size_t i = 0; i < index->count; i++)
		if (xb_tree_is_timer(&index->nodes[i]))
			return &index->nodes[i];
	return NULL;
}

static void start(struct walk *walk, const struct xb_boot *boot, struct xb_device_faults *faults)
{
	walk->index = boot->edited->index;
	walk->gic = xb_tree_gic(walk->index);
	walk->uart = xb_xen_uart(boot);
	walk->release = xb_release_number(boot->xen_version);
	walk->faults = faults;
	for (size_t i = 0; i < INTERRUPTS; i++)
		walk->lines[i].trigger = UNSET;
	take_own(walk, walk->gic, 1, true);
	take_own(walk, find_timer(walk->index), TIMER_INTERRUPTS, true);
	take_own(walk, walk->uart, 1, true);
}

void xb_device_faults_find(const struct xb_boot *boot, struct xb_device_faults *faults)
{
	const struct xb_tree_node *node;
	struct walk *walk;

	*faults = (struct xb_device_faults){0};
	if (!boot->edited || !xb_tree_gic(boot->edited->index))
		return;
	walk = xb_alloc(sizeof(*walk));
	start(walk, boot, faults);
	node = walk->index->nodes;
	while (node && walk->asked < MOST_ASKED)
		node = visit(walk, node) && node->child ? node->child : pass_by(node);
	free(walk);
}

void xb_device_faults_clear(struct xb_device_faults *faults)
{
	free(faults->items);
	*faults = (struct xb_device_faults){0};
}

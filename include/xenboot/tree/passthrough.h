/* SPDX-License-Identifier: MIT */
/*
 * Devices for guests: which of the host's can be given away, what stands against
 * it, and the partial device tree by which a guest finds them (docs/misc/arm/passthrough.txt,
 * xen/arch/arm/dom0less-build.c handle_passthrough_prop).
 */
#ifndef XENBOOT_TREE_PASSTHROUGH_H
#define XENBOOT_TREE_PASSTHROUGH_H

#include "xenboot/tree.h"

/* ---- What is found ------------------------------------------------------------------------------- */

/* What stands against a device, or is to know of it; their names, codes, severities and hints: one row each in
 * src/tree/pass-finding.c. */
enum xb_pass_kind {
	XB_PASS_NO_NODE,           /* the name means no node; *other: none */
	XB_PASS_XENS_OWN,          /* Xen drives it itself */
	XB_PASS_NO_DEVICE,         /* neither an address nor an interrupt of the GIC's */
	XB_PASS_PCI,               /* a PCI bridge, or behind one */
	XB_PASS_ADDRESS,           /* reg `number` is no address of the CPU's: `status`, at `other` */
	XB_PASS_PRIVATE_INTERRUPT, /* interrupt `number` is one of the CPU's own */
	XB_PASS_LOST_INTERRUPT,    /* entry `number` leads nowhere: `status`, at `other` */
	XB_PASS_OTHER_CONTROLLER,  /* entry `number` goes to `other`, which stays with the host */
	XB_PASS_SHARED_INTERRUPT,  /* interrupt `number` is that of `other`, too */
	XB_PASS_XENS_PAGE,         /* `range` has registers of `other`, which is Xen's */
	XB_PASS_SHARED_PAGE,       /* `range` has registers of `other`, too */
	XB_PASS_PART_PAGE,         /* reg `number`, `range`, is no whole pages */
	XB_PASS_RELEASE,           /* without an IOMMU, this Xen makes no such guest */
	XB_PASS_NO_IOMMU,          /* none stands before it */
	XB_PASS_DMA,               /* none does, and it reads and writes memory: `property` says so */
	XB_PASS_BUS_DMA,           /* it does so at other addresses, by the dma-ranges of `other` */
	XB_PASS_GUEST_GIC,         /* `range` is where a guest has its GIC */
	XB_PASS_GUEST_MAP,         /* ... or another thing that Xen puts there, `property` */
	XB_PASS_GUEST_RAM,         /* ... or RAM, if it has more than `number` MiB */
	XB_PASS_CLOCK_OFF,         /* dom0 may switch off its clock, of `other` */
	XB_PASS_CLOCK_RATE,        /* the tree does not tell the rate of `number` clocks, the first of `other` */
	XB_PASS_POWER,             /* `property` refers to `other`, which stays with the host; likewise: */
	XB_PASS_PINS,
	XB_PASS_RESET,
	XB_PASS_SUPPLY,
	XB_PASS_REFERENCE,
	XB_PASS_NEEDED,            /* `number` nodes in use refer to it, the first of them `other`; 0: nobody
				      knows how many do */
	XB_PASS_MEMORY,            /* reserved memory `other`, `range`, is mapped as a device's */
	XB_PASS_NO_MEMORY,         /* memory-region leads to none that has a place */
	XB_PASS_DISABLED,          /* the host's tree has it disabled */
	XB_PASS_GIVEN,             /* the tree that is given has it: that one stays */
	XB_PASS_GIVEN_CELLS,       /* its /passthrough has not 2 and 2 cells */
	XB_PASS_GIVEN_GIC,         /* its /gic has a number of its own, which dom0's toolstack does not take */
	XB_PASS_PHANDLES,          /* there is no number left below 65000 */
	XB_PASS_TOO_BIG,           /* over XB_DTB_MAX, or more references than any device has */
	XB_PASS_TREE_ROOM,         /* `number` bytes are more than a guest's tree takes before Xen 4.18 */
	XB_PASS_KINDS
};
struct xb_pass_finding {
	enum xb_pass_kind kind;
	enum xb_code code; /* what a diagnostic about it has */
	enum xb_severity severity;
	const struct xb_tree_node *node, *other; /* of the host's tree; NULL: none */
	const char *property; /* NULL: none */
	struct xb_range range;
	uint64_t number;
	enum xb_tree_status status;
	const char *message; /* a sentence, its texts as the tree has them: to be made visible */
	const char *hint;    /* what to do; NULL: nothing */
};
struct xb_pass_findings {
	struct xb_pass_finding *items;
	size_t count, capacity;
	size_t errors, warnings;
};
const char *xb_pass_kind_name(enum xb_pass_kind kind); /* "shared-page": stable */
/* "shared-page, dma": those of SEVERITY, each kind once. */
void xb_pass_put_kinds(const struct xb_pass_findings *findings, enum xb_severity severity,
		       struct xb_buf *out);

/* ---- The host ------------------------------------------------------------------------------------ */

/* What becomes of the clocks, or of the power domains, that only a guest's device uses. */
enum xb_pass_unused {
	XB_PASS_STOPPED, /* dom0's Linux stops them when it is up */
	XB_PASS_KEPT,    /* its line says that it leaves them */
	XB_PASS_UNHELD,  /* there is no dom0 */
};
/* The Xen that gives devices away, and the dom0 that it runs. */
struct xb_pass_xen {
	unsigned release;                 /* a number of xb_release_number; 0: not known */
	const struct xb_kconfig *kconfig; /* what it is built with; NULL: not known */
	bool iommu_off;                   /* its command line says so */
	const struct xb_tree_node *uart;  /* its own; NULL: none */
	enum xb_pass_unused clocks, power;
};
/* A host's tree with who is where in it. TREE and what XEN refers to must outlive it; TREE is the one that Xen
 * gets. */
struct xb_pass_host;
struct xb_pass_host *xb_pass_host_new(const struct xb_devtree *tree, const struct xb_pass_xen *xen);
void xb_pass_host_free(struct xb_pass_host *host);

/* A device, with what is below it. */
struct xb_pass_device {
	const struct xb_tree_node *node;
	struct xb_ranges pages;  /* merged */
	uint32_t *interrupts;    /* the GIC's numbers, each once, in order */
	size_t interrupt_count;
	const struct xb_tree_node *iommu; /* that Xen drives, before all that it has; or NULL */
	const struct xb_tree_node **neighbours; /* others in use with registers in its pages */
	size_t neighbour_count;
};

/* ---- A partial tree ------------------------------------------------------------------------------ */

struct xb_partial_request {
	const char *const *devices; /* paths or aliases of the host's tree */
	size_t count;
	bool direct_map; /* the guest's memory is 1:1: no address of its own, and DMA finds its way */
	bool toolstack;  /* dom0's builds the guest: it reads /passthrough and /aliases, and is told the rest */
	/* A partial tree to add to, or NULL. All in it stays as it is, and wins: a device that it has by
	 * xen,path is not made again. */
	const struct xb_devtree *given;
};
/*
 * What a guest needs to be given those devices: for each of them, below /passthrough, its node and those
 * below it that are in use: with addresses of the CPU's, which are the guest's, too; GIC interrupts; a
 * fixed-clock for each clock of the host; phandles counted anew; references that lead out of it left
 * away. The same request makes the same bytes.
 */
struct xb_partial {
	void *blob; /* NULL: a finding is an error */
	size_t size;
	struct xb_pass_device *devices; /* as they were asked for, each once */
	size_t device_count, device_capacity;
	const struct xb_tree_node **marks; /* what needs xen,passthrough in the host's tree, and has it not */
	size_t mark_count, mark_capacity;
	struct xb_pass_findings findings;
	struct xb_arena arena;
};
struct xb_partial *xb_partial_make(const struct xb_pass_host *host,
				   const struct xb_partial_request *request);
void xb_partial_free(struct xb_partial *partial);

/* ---- All devices --------------------------------------------------------------------------------- */

/* Each node in use that has registers or an interrupt of the GIC, in the tree's order, and what came of
 * trying it alone: its one device, and the findings. */
struct xb_pass_list {
	struct xb_partial **items;
	size_t count, capacity;
};
void xb_pass_list_make(const struct xb_pass_host *host, struct xb_pass_list *list);
void xb_pass_list_clear(struct xb_pass_list *list);

#endif

/* SPDX-License-Identifier: MIT */
/* Which nodes of the host's tree go into dom0's. */
#ifndef XEN_DOM0_TREE_H
#define XEN_DOM0_TREE_H

#include "xenboot/xen.h"

/* What Xen does with a node and all below it when it writes dom0's tree. */
enum xb_dom0_node {
	XB_DOM0_KEPT,
	XB_DOM0_PERHAPS, /* that hangs on what Xen was built with */
	XB_DOM0_LEFT_OUT,
	XB_DOM0_GIC,   /* a node of Xen's own stands in its place */
	XB_DOM0_TIMER,
};

enum { XB_DOM0_ROWS_MAX = 64 };

/* The tree that Xen gets, and what it takes out of it for itself. */
struct xb_dom0_host {
	const struct xb_boot *boot;
	const struct xb_tree_index *index;
	unsigned release; /* 0: not known */
	const struct xb_tree_node *gic, *console, *cpus, *chosen; /* NULL: none */
	unsigned char *kinds; /* of each node what it is by itself, and 1; 0: not asked yet */
	bool rows[XB_DOM0_ROWS_MAX]; /* by compatible: those that are for this machine */
};
/* Of boot->edited, which must be there. */
void xb_dom0_host_init(struct xb_dom0_host *host, const struct xb_boot *boot);
void xb_dom0_host_clear(struct xb_dom0_host *host);
enum xb_dom0_node xb_dom0_node_kind(const struct xb_dom0_host *host, const struct xb_tree_node *node);
/* The same without a look at its interrupts: one of a CPU's own keeps it from dom0, too. */
enum xb_dom0_node xb_dom0_node_by_itself(const struct xb_dom0_host *host,
					 const struct xb_tree_node *node);

/* The room for dom0's tree and its bytes. MEMORY: what dom0 gets, or NULL where that is not known. False: it
 * has no CPU or no interrupt controller for Xen. */
bool xb_dom0_tree_measure(const struct xb_dom0_host *host, const struct xb_dom0_memory *memory,
			  struct xb_dom0_tree *tree);
/* Why Xen cannot hand devices to dom0: the first fault of each node, in the order in which Xen would come to them;
 * below a node that has one nothing is looked at. None where there is no GIC for Xen. */
void xb_device_faults_find(const struct xb_dom0_host *host, struct xb_device_faults *faults);

#endif

/* SPDX-License-Identifier: MIT */
/* Labels for nodes of /chosen, by which others refer to them. */
#ifndef EMIT_DTS_LABEL_H
#define EMIT_DTS_LABEL_H

#include "xenboot/tree.h"

struct xb_dts_labels {
	struct xb_dts_label {
		const struct xb_tree_node *node;
		char *name; /* "xen_guest1" */
	} *items;
	size_t count, capacity;
};
/* One for each child of CHOSEN, and for each node below that has a phandle. */
void xb_dts_labels_make(const struct xb_tree_node *chosen, struct xb_dts_labels *labels);
void xb_dts_labels_clear(struct xb_dts_labels *labels);
/* NULL: NODE has none. */
const char *xb_dts_label(const struct xb_dts_labels *labels, const struct xb_tree_node *node);

/*
 * PROPERTY of a node in /chosen as references, where Xen's bindings say that it holds phandles, and all of them
 * are those of nodes: " = <0xa &xen_guest1_event_channel_0>". False: it is none of these, and nothing is written.
 */
bool xb_dts_put_references(const struct xb_dts_labels *labels, const struct xb_tree_index *index,
			   const struct xb_tree_property *property, struct xb_buf *out);

#endif

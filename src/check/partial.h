/* SPDX-License-Identifier: MIT */
/* A partial device tree that someone wrote, and what Xen does with it. */
#ifndef CHECK_PARTIAL_H
#define CHECK_PARTIAL_H

#include "check/check.h"
#include "xenboot/boot.h"

/* What partial trees of other guests name: nodes of the host, sorted by their paths (partial-others.c). */
struct xb_partial_others {
	struct xb_partial_taken {
		const char *path; /* of one of TREES */
		const struct xb_domain *domain;
	} *items;
	size_t count, capacity;
	struct xb_devtree **trees;
	size_t tree_count, tree_capacity;
};
/* Of two trees that are given the later is told; one that is made comes from its profile alone. */
void xb_partial_others_make(const struct xb_boot *boot, const struct xb_domain *domain,
			    struct xb_partial_others *others);
void xb_partial_others_clear(struct xb_partial_others *others);
/* Who has PATH; NULL: no one. */
const struct xb_domain *xb_partial_other(const struct xb_partial_others *others, const char *path);

struct xb_partial_given {
	const struct xb_context *context;
	const struct xb_domain *domain;
	const struct xb_load *load;     /* the file */
	const struct xb_devtree *tree;  /* and what is in it */
	const struct xb_partial_others *others;
	unsigned release;               /* 0: not known */
	struct xb_diags *diags;
};

/* An error at the file, that Xen says WORDS about; its text begins with the domain and the path of NODE. */
void xb_partial_refuse(const struct xb_partial_given *given, const struct xb_tree_node *node,
		       enum xb_code code, const char *words, const char *format, ...)
	XB_PRINTF(5, 6);
/* The same where Xen says nothing, with HINT or NULL. */
void xb_partial_report(const struct xb_partial_given *given, const struct xb_tree_node *node,
		       enum xb_severity severity, enum xb_code code, const char *hint,
		       const char *format, ...) XB_PRINTF(6, 7);

/* Where pages are mapped for a device. */
struct xb_partial_mapping {
	struct xb_range host, guest;
};
/* Entry ENTRY of xen,reg of NODE, as the cells of what it is in say; false: it has not so many, or they are none
 * that Xen takes. */
bool xb_partial_mapping(const struct xb_tree_node *node, size_t entry, struct xb_partial_mapping *mapping);

/* One node below /passthrough: partial-device.c. */
void xb_partial_judge_device(const struct xb_partial_given *given, const struct xb_tree_node *node);

/* What of the whole tree that Xen gets, PARTIAL, is where Linux may map foreign pages: partial-region.c. */
void xb_partial_judge_regions(const struct xb_context *context, const struct xb_domain *domain,
			      const struct xb_load *partial, const struct xb_devtree *tree,
			      struct xb_diags *diags);

#endif

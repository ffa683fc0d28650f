/* SPDX-License-Identifier: MIT */
/*
 * The edits of a boot description, applied as U-Boot's fdt command would (cmd/fdt.c: mknode fails
 * where the node is there, set makes or replaces, rm fails where nothing is, apply).
 */
#ifndef XENBOOT_BOOT_EDIT_H
#define XENBOOT_BOOT_EDIT_H

#include "xenboot/boot.h"

/* Apply one edit, not of kind XB_EDIT_APPLY, to BLOB in place. 0 or a libfdt error; when there is
 * no room (-FDT_ERR_NOSPACE) the tree is as before. */
int xb_edit_apply(void *blob, const struct xb_edit *edit);

/* The same where part of the tree is not known: nodes on the way to the edit are made, what cannot
 * be removed is elsewhere. */
int xb_edit_apply_guessing(void *blob, const struct xb_edit *edit);

/* Far above what Xen takes, and low enough that a hostile overlay cannot eat the memory. */
#define XB_TREE_LARGEST (16 << 20)

/* A tree that edits are applied to, for messages. */
struct xb_edit_target {
	const char *tree; /* what the user calls it */
	unsigned char *blob;
	struct xb_diags *diags;
};
/* Say why EDIT could not be applied: libfdt said ERROR. Returns false. */
bool xb_edit_explain(const struct xb_edit_target *target, const struct xb_edit *edit, int error);
/* Say that WHAT makes the tree larger than XB_TREE_LARGEST. Returns false. */
bool xb_edit_explain_size(const struct xb_edit_target *target, const struct xb_edit *edit,
			  const char *what);

/*
 * The bytes that the edits add to the base tree at their peak, while they are applied in order: a
 * tree with that much room behind its used bytes (off_dt_strings + size_dt_strings) takes them all,
 * one with a byte less does not.
 *
 * Where the base tree or an overlay is not here, the most that it can be: no node, no property name
 * there yet, and nothing that an edit removes. An overlay that is not here counts with its file's
 * size.
 */
bool xb_edits_measure(const struct xb_boot *boot, uint64_t *growth, struct xb_diags *diags);

/* Keep the edited tree once it is made: for a description that does not change any more. */
void xb_edited_tree_keep(struct xb_boot *boot);
void xb_edited_tree_free(struct xb_boot *boot);

#endif

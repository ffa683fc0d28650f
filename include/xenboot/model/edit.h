/* SPDX-License-Identifier: MIT */
/* Changes of a device tree, as they were written. */
#ifndef XENBOOT_MODEL_EDIT_H
#define XENBOOT_MODEL_EDIT_H

#include "xenboot/model/value.h"

/* A value in an edit: text in one of fdt set's forms, or a list of strings (never interpreted). */
struct xb_property {
	struct xb_text name;
	struct xb_texts values; /* one: a string, "<cells>" or "[bytes]"; a list: strings */
	bool list;
	bool empty; /* plain true: a property without a value */
};
/* One change of a device tree: of a profile's device-tree.edits, of a board's edits. */
struct xb_tree_edit {
	struct xb_text path;
	struct xb_property *set;
	size_t set_count;
	struct xb_text remove; /* "true": the node; else the property's name */
	bool remove_node;
	bool set_given, remove_given; /* the keys are there, whatever they say */
	struct xb_pos at;
};
/* EDIT as YAML for one line: "{path: /soc/serial@7e201400, remove: true}". */
void xb_tree_edit_put(const struct xb_tree_edit *edit, struct xb_buf *out);

#endif

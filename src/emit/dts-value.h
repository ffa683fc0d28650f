/* SPDX-License-Identifier: MIT */
/* Names and values as device-tree source has them (dtc's dtc-lexer.l). */
#ifndef EMIT_DTS_VALUE_H
#define EMIT_DTS_VALUE_H

#include "xenboot/boot.h"

enum { XB_DTS_INDENT = 4 };

struct xb_dts_value {
	const char *bytes;
	size_t length;
	enum xb_form form;
};
/* " = <0x1>", or nothing where VALUE is empty. */
void xb_dts_put_value(const struct xb_dts_value *value, struct xb_buf *out);
/* Can NAME stand in source? Any other tree can be read, but not written so. */
bool xb_dts_is_name(const char *name);

/* ---- Which step something in a tree comes from ------------------------------------------------- */

/* The steps of BOOT in the tree of INDEX, which holds what they made. */
struct xb_dts_steps {
	const struct xb_boot *boot;
	const struct xb_tree_node **nodes; /* of each step: what its edit's path means there, or NULL */
};
void xb_dts_steps_init(struct xb_dts_steps *steps, const struct xb_boot *boot,
		       const struct xb_tree_index *index);
void xb_dts_steps_clear(struct xb_dts_steps *steps);
/* The last step with an edit of KIND that names NAME at NODE; NULL: the base tree or an overlay brings it. */
const struct xb_step *xb_dts_step(const struct xb_dts_steps *steps, enum xb_edit_kind kind,
				  const struct xb_tree_node *node, const char *name);
/*
 * The value of PROPERTY, which STEP set or NULL. A tree does not tell what a value is: the form is the edit's,
 * where that can be, else guessed as dtc does: printable strings, then cells, then bytes.
 */
struct xb_dts_value xb_dts_value_of(const struct xb_boot *boot, const struct xb_step *step,
				    const struct xb_tree_property *property);

#endif

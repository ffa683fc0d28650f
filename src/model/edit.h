/* SPDX-License-Identifier: MIT */
/* Changes of a device tree as a schema, for profiles and for boards. */
#ifndef MODEL_EDIT_H
#define MODEL_EDIT_H

#include "model/schema.h"

extern const struct xb_schema xb_edit_schema;
extern const char *const xb_edit_kinds[]; /* it has one of these keys, not both */

/* What EDIT says, decoded, does it make sense together? False with a diagnostic. */
bool xb_edit_check(const struct xb_tree_edit *edit, struct xb_diags *diags);

#endif

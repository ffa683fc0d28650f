/* SPDX-License-Identifier: MIT */
/* How values are shown; what is typed, set and written is the value itself. */
#ifndef UI_VALUE_H
#define UI_VALUE_H

#include "ui/menu.h"

/* Is NODE an option of TYPE? */
bool ui_value_is_type(const struct ui_node *node, const char *type);

/* VALUE (NULL: stays that) of NODE as a person reads it: a switch is on or off, a plain number has its unit. */
const char *ui_value_shown(const struct ui_node *node, const char *value, struct xb_arena *arena);
/* The same of what is set, and of what holds while nothing is; NULL: there is none. */
const char *ui_value_now(const struct ui_node *node, struct xb_arena *arena);
const char *ui_value_standing(const struct ui_node *node, struct xb_arena *arena);

/* The option NODE as a command line has it, "NAME=VALUE", "NAME" or "no-NAME". */
void ui_value_put_word(const struct ui_node *node, struct xb_buf *out);

/* What stands before it in a row: "[*]" on, "[ ]" off, "[-]" not said; " = " it has a value; "". */
const char *ui_value_mark(const struct ui_node *node);

#endif

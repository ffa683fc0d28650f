/* SPDX-License-Identifier: MIT */
/* The variables that a board has before a script runs, and those that nobody has set. */
#ifndef XENBOOT_IMPORT_BOARD_VARIABLES_H
#define XENBOOT_IMPORT_BOARD_VARIABLES_H

#include "import/uboot.h"

/* Give UBOOT those of its configuration whose values are known. */
void xb_board_variables_set(struct xb_uboot *uboot);
/* The value of NAME, which the script has not set: a symbol where only the board knows it; NULL: no
 * one has set it. DATA is a struct xb_uboot. */
const char *xb_board_value(void *data, const char *name);
/* NAME, which is not set, was used at AT, WITHIN a word or as one: said where that is a mistake. */
void xb_report_unset(struct xb_uboot *uboot, const char *name, bool within, struct xb_pos at);

#endif

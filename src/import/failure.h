/* SPDX-License-Identifier: MIT */
#ifndef XENBOOT_IMPORT_FAILURE_H
#define XENBOOT_IMPORT_FAILURE_H

#include "import/uboot.h"

/*
 * COMMAND fails whatever the board is like, and nothing of the script asks how it ended: said to
 * who wrote it. What U-Boot says of it stands on the console from SAID on.
 */
void xb_report_failure(struct xb_uboot *uboot, const struct xb_command *command, size_t said);

/* What COMMAND, which is known, is told that U-Boot takes for something else than it looks like. */
void xb_report_misuse(struct xb_uboot *uboot, const struct xb_command *command);
/* No command is called as COMMAND begins. */
void xb_report_unknown(struct xb_uboot *uboot, const struct xb_command *command);

#endif

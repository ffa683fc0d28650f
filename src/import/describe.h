/* SPDX-License-Identifier: MIT */
/* What a run has left becomes a whole description: who is started with what. */
#ifndef XENBOOT_IMPORT_DESCRIBE_H
#define XENBOOT_IMPORT_DESCRIBE_H

#include "import/uboot.h"

/* UBOOT's run has reached its entry. BOARD may be NULL. */
void xb_describe(struct xb_uboot *uboot, const struct xb_board *board);
/* The modules and domains that /chosen of the description's tree speaks of. */
void xb_describe_chosen(struct xb_uboot *uboot);

#endif

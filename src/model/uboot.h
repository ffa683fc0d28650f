/* SPDX-License-Identifier: MIT */
/* What U-Boot has, as a schema: in a file of share/uboot, and under `uboot` of a board. */
#ifndef MODEL_UBOOT_H
#define MODEL_UBOOT_H

#include "model/schema.h"
#include "xenboot/model/uboot.h"

/* What a board says of it: the name of a file, or a mapping. */
extern const struct xb_schema xb_board_uboot_schema;

/* Are the releases in SETUP releases, the last one first? */
bool xb_uboot_check(const struct xb_uboot_setup *setup, struct xb_diags *diags);
/* Read the file NAME; its document becomes *document. False with a diagnostic, at AT where there is none. */
bool xb_uboot_read(struct xb_data *data, const char *name, struct xb_pos at, struct xb_decoder *decoder,
		   struct xb_uboot_setup *setup, struct xb_document **document);

#endif

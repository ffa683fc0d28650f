/* SPDX-License-Identifier: MIT */
/* Boards as a schema, for board files and for the mapping in a profile. */
#ifndef MODEL_BOARD_H
#define MODEL_BOARD_H

#include "model/schema.h"
#include "xenboot/model.h"

extern const struct xb_schema xb_board_schema;

/* Decode NODE (of DOCUMENT's board file, or in a profile) and check its sense. */
bool xb_board_decode(struct xb_decoder *decoder, const struct xb_node *node,
		     struct xb_board *board);
/* Read the board NAME; its document becomes *document. False with a diagnostic at AT. */
bool xb_board_read(struct xb_data *data, const char *name, struct xb_pos at,
		   struct xb_decoder *decoder, struct xb_board *board,
		   struct xb_document **document);

#endif

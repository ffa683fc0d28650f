/* SPDX-License-Identifier: MIT */
/* What the files of the session share. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "xenboot/session.h"

struct xb_session {
	struct xb_session_config config;
	struct xb_data *data;
	struct xb_catalog *catalog; /* loaded when first asked for */
	bool borrows_catalog;       /* a trial's is its session's */
	struct xb_profile *profile;
	struct xb_boot *boot; /* NULL when a required key is missing */
	struct xb_output_set outputs;
	struct xb_context context;
	struct xb_diags diags;
	struct xb_ways ways;  /* of an import; their likely one's boot is BOOT */
	struct xb_board_list *boards; /* loaded where an import needs them */
};

void xb_session_apply_levels(struct xb_session *session);
/* Make the boot of the profile, if there is one. NULL: there is none, or no catalog. */
const struct xb_catalog *xb_session_plan(struct xb_session *session);
/* Check what there is, and sort what was said. */
void xb_session_check(struct xb_session *session, const struct xb_catalog *catalog);

#endif

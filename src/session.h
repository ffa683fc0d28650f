/* SPDX-License-Identifier: MIT */
/* What the files of the session share. */
#ifndef SESSION_H
#define SESSION_H

#include "xenboot/session.h"

struct xb_session {
	struct xb_session_config config;
	struct xb_data *data;
	struct xb_catalog *catalog; /* with help: loaded when first asked for */
	struct xb_catalog *brief;   /* without, which is all that checking needs */
	struct xb_profile *profile;
	struct xb_boot *boot; /* NULL when a required key is missing */
	struct xb_diags diags;
};

/* The catalog to check by: the full one where it is here anyway. NULL with a diagnostic. */
const struct xb_catalog *xb_session_options(struct xb_session *session);

#endif

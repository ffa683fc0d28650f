/* SPDX-License-Identifier: MIT */
/* What the files of the session share. */
#ifndef SESSION_H
#define SESSION_H

#include "xenboot/session.h"

struct xb_session {
	struct xb_session_config config;
	struct xb_data *data;
	struct xb_catalog *catalog; /* loaded when first asked for */
	struct xb_profile *profile;
	struct xb_boot *boot; /* NULL when a required key is missing */
	struct xb_diags diags;
};

/* May NAME be a profile's? False with a diagnostic. */
bool xb_session_name_valid(const char *name, struct xb_diags *diags);
/* The folders that PATH lies in; where one cannot be made, opening the file says why. */
void xb_session_make_folders(const char *path);
/* A `name:` that TEXT, of the profile at PATH, has becomes NAME; elsewhere the file's name is its name. */
void xb_session_change_name(const char *path, struct xb_buf *text, const char *name);
/* Plan and check TEXT, which stands for SOURCE. False: no profile came of it. */
bool xb_session_open_source(struct xb_session *session, const struct xb_profile_source *source,
			    const char *text, size_t length);
/* Forget the profile; the data and the catalog stay. */
void xb_session_close(struct xb_session *session);

#endif

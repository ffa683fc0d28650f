/* SPDX-License-Identifier: MIT */
/* Domains of a profile: the tables of their keys, and what these mean together. */
#ifndef MODEL_DOMAIN_H
#define MODEL_DOMAIN_H

#include "model/schema.h"
#include "xenboot/model.h"

extern const struct xb_schema xb_entry_schema;  /* of a struct xb_entry */
extern const struct xb_schema xb_domain_schema; /* of a struct xb_domain_config */
extern const struct xb_schema xb_guest_schema;  /* of a struct xb_guest */

/* What a table of keys cannot say of the profile's guests. */
void xb_guests_settle(const struct xb_profile *profile, struct xb_diags *diags);

#endif

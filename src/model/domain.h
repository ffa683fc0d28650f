/* SPDX-License-Identifier: MIT */
/* Domains of a profile: the tables of their keys, and what these mean together. */
#ifndef MODEL_DOMAIN_H
#define MODEL_DOMAIN_H

#include "model/schema.h"
#include "xenboot/model.h"

extern const struct xb_schema xb_entry_schema;  /* of a struct xb_entry */
extern const struct xb_schema xb_tree_entry_schema; /* the same, and its file may be left out */
extern const struct xb_schema xb_domain_schema; /* of a struct xb_domain_config */
extern const struct xb_schema xb_guest_schema;  /* of a struct xb_guest */
extern const struct xb_schema xb_memory_range_schema;
extern const struct xb_schema xb_cpupool_schema;
extern const struct xb_schema xb_shared_memory_schema;
extern const struct xb_schema xb_event_channel_schema;

/* Borders of pages, and bytes in it; WHOSE is what its owner is called. */
void xb_memory_range_check(const char *whose, const struct xb_memory_range *range,
			   struct xb_diags *diags);
/* What a table of keys cannot say of what guests share: CPU pools, memory, event channels. */
void xb_shares_settle(const struct xb_profile *profile, struct xb_diags *diags);
/* What a table of keys cannot say of the profile's guests. */
void xb_guests_settle(const struct xb_profile *profile, struct xb_diags *diags);

#endif

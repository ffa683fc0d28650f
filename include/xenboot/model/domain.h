/* SPDX-License-Identifier: MIT */
/* Domains of a profile: dom0, and the guests that Xen builds by itself. */
#ifndef XENBOOT_MODEL_DOMAIN_H
#define XENBOOT_MODEL_DOMAIN_H

#include "xenboot/model/value.h"

/* A file to load: xen, device-tree, dom0.kernel, dom0.ramdisk, an overlay. */
struct xb_entry {
	struct xb_text file;    /* as written; relative to the `files` of the file that wrote it */
	struct xb_text load_as; /* name on the server or partition; default: file */
	struct xb_number address;
	struct xb_number size;  /* to plan with while the file is not there */
	struct xb_pos at;       /* of the entry as a whole */
};

/* What a domain is started with. */
struct xb_domain_config {
	struct xb_entry kernel, ramdisk; /* file.text NULL: none */
	struct xb_settings options;      /* its command line */
	struct xb_text extra;            /* behind them, as it is */
};

/* The CPUs that one of a guest's vCPUs runs on. */
struct xb_vcpu_config {
	struct xb_number id;
	struct xb_text hard_affinity; /* "0-3,5" */
	struct xb_pos at;
};

/* A guest: a machine that Xen builds by itself, or that dom0 starts later. */
struct xb_guest {
	struct xb_text name;
	struct xb_domain_config config;
	struct xb_entry tree; /* a partial device tree of its own; file.text NULL: none */
	struct xb_number memory, cpus;
	struct xb_text start; /* as written; NULL: boot */
	struct xb_vcpu_config *vcpus;
	size_t vcpu_count;
	struct xb_settings properties; /* options of the scope of domains */
	struct xb_pos at;
};
/* Does dom0 start it, so that Xen is not told of it? */
bool xb_guest_is_later(const struct xb_guest *guest);
/* The number of its vCPUs: one, where the profile does not say. */
uint64_t xb_guest_cpus(const struct xb_guest *guest);

#endif

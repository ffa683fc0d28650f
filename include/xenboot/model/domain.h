/* SPDX-License-Identifier: MIT */
/* Domains of a profile: dom0, and the guests that Xen builds by itself. */
#ifndef XENBOOT_MODEL_DOMAIN_H
#define XENBOOT_MODEL_DOMAIN_H

#include "xenboot/model/load.h"

/* A file to load: xen, device-tree, dom0.kernel, dom0.ramdisk, an overlay. */
struct xb_entry {
	struct xb_text file;    /* as written; relative to the `files` of the file that wrote it */
	struct xb_text load_as; /* name on the server or partition; default: file */
	struct xb_number address;
	struct xb_number size;  /* to plan with while the file is not there */
	struct xb_number room;  /* kept free for it, from its address on */
	struct xb_load_way load; /* where it comes from, all of it settled */
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

/* The most that a profile may have; of what Xen sets no end to, more than any machine has. */
#define XB_RANGES_MAX 32     /* in one property */
#define XB_SHARED_MAX 32     /* NR_SHMEM_BANKS (xen/include/xen/bootfdt.h) */
#define XB_VCPUS_MAX 128     /* MAX_VIRT_CPUS (xen/arch/arm/include/asm/config.h) */
#define XB_GUESTS_MAX 512
#define XB_PASSED_MAX 512    /* devices of one guest */
#define XB_CPUPOOLS_MAX 256
#define XB_POOL_CPUS_MAX 4096
#define XB_CHANNELS_MAX 1022 /* of all domains together */

/* RAM that is set aside. */
struct xb_memory_range {
	struct xb_number start; /* automatic, or not given: the planner finds a place */
	struct xb_number size;  /* not given: of a guest all of its memory that no other range has */
	struct xb_pos at;
};

/* A guest: a machine that Xen builds by itself, or that dom0 starts later. */
struct xb_guest {
	struct xb_text name;
	struct xb_domain_config config;
	struct xb_entry tree; /* a partial device tree of its own; file.text NULL: none */
	struct xb_texts passthrough; /* paths or aliases of the host's tree: a partial tree is made for them */
	struct xb_number memory, cpus;
	struct xb_text start; /* as written; NULL: boot */
	struct xb_vcpu_config *vcpus;
	size_t vcpu_count;
	struct xb_memory_range *static_memory; /* none: any pages that are free */
	size_t static_count;
	struct xb_settings properties; /* options of the scope of domains */
	struct xb_pos at;
};
/* Does dom0 start it, so that Xen is not told of it? */
bool xb_guest_is_later(const struct xb_guest *guest);
bool xb_guest_name_is_taken(const char *name); /* another node of /chosen is called so: no domain can be */
/* The number of its vCPUs: one, where the profile does not say. */
uint64_t xb_guest_cpus(const struct xb_guest *guest);
/* The bytes of its range INDEX of static memory: one that has no size is what the others leave. */
uint64_t xb_guest_range_size(const struct xb_guest *guest, size_t index);
/* Is the boolean NAME of its properties set, and not off? */
bool xb_guest_has(const struct xb_guest *guest, const char *name);

/* CPUs that a scheduler of their own has. */
struct xb_cpupool {
	struct xb_text name;
	struct xb_texts cpus; /* by their number in the tree */
	struct xb_text sched; /* or not given: Xen's own */
	struct xb_pos at;
};

/* Pages that several domains have, by name. */
struct xb_sharer {
	struct xb_text domain;    /* a guest, or dom0 */
	struct xb_number address; /* where it sees them; not given, or automatic: found */
	struct xb_pos at;
};
struct xb_shared_memory {
	struct xb_text name;
	struct xb_number size;
	struct xb_number host;  /* where they are; not given, or automatic: found */
	struct xb_sharer owner; /* domain.text NULL: no one */
	struct xb_sharer *borrowers;
	size_t borrower_count;
	struct xb_pos at;
};

/* Two domains and a port of each, as options: NAME: PORT. */
struct xb_event_channel {
	struct xb_settings ends;
	struct xb_pos at;
};

#endif

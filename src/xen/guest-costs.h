/* SPDX-License-Identifier: MIT */
/* What domains cost Xen's heap beside their RAM, in pages, by release. */
#ifndef XEN_GUEST_COSTS_H
#define XEN_GUEST_COSTS_H

#include "xenboot/xen.h"

struct xb_costs {
	unsigned release; /* from this one on */
	bool chunked;	  /* the table of pages is laid out as from 4.22 on */
	bool xenstore;	  /* Xen makes the page of xenstore */
	uint64_t own;	  /* of Xen itself, beside its image, the tree and the tables that map RAM */
	uint64_t dom0, guest; /* of a domain with no vCPU more than the first, beside RAM and tables */
};
/* The rows that BOOT's Xen may be: one, or all where the release is not known. */
const struct xb_costs *xb_costs_of(const struct xb_boot *boot, size_t *count);

/* Pages that hold BYTES. */
uint64_t xb_pages(uint64_t bytes);
/* Of Xen itself when the heap is there, its image left out; of its tree the copies. */
uint64_t xb_xen_pages(const struct xb_boot *boot, const struct xb_costs *costs);
/* Of Xen's own page tables, while DOMAIN's files are copied. They are not given back: the next domain uses them. */
uint64_t xb_mapping_pages(const struct xb_boot *boot, const struct xb_domain *domain);
/* Of dom0, its RAM left out, and what its gzip kernel grows by; 0: there is none. */
uint64_t xb_dom0_pages(const struct xb_boot *boot, const struct xb_costs *costs);
/* That growth. The unpacked kernel stays until all domains are built (discard_initial_modules). */
uint64_t xb_dom0_growth(const struct xb_boot *boot);

/* One guest. */
struct xb_guest_costs {
	uint64_t ram;	   /* 0: static */
	uint64_t tables;   /* the pool of second stage tables */
	bool fixed_tables; /* whatever the RAM is */
	uint64_t vcpus;
	uint64_t overhead; /* with all vCPUs; `early` of it is taken before its RAM */
	uint64_t early;
	uint64_t tree;	   /* the buffer of its tree: for a moment, behind all else */
	uint64_t packed, unpacked; /* a gzip kernel; 0: it is none */
};
struct xb_guest_costs xb_guest_costs_of(const struct xb_boot *boot, const struct xb_catalog *catalog,
					const struct xb_domain *domain, const struct xb_costs *costs);
/* Bytes of the buffer in which RELEASE makes DOMAIN's tree (src/xen/guest-tree.c). */
uint64_t xb_guest_tree_room(const struct xb_boot *boot, const struct xb_domain *domain, unsigned release);
/* The pool of a guest with so many vCPUs and so much memory, in bytes, unless its node says otherwise. */
uint64_t xb_guest_pool(uint64_t vcpus, uint64_t memory);
/* The most pages of RAM that with the pool for them, or a pool of its own, take no more than ROOM. */
uint64_t xb_guest_ram_most(const struct xb_guest_costs *guest, uint64_t room);
/* The most for which so many pages of tables do. */
uint64_t xb_guest_ram_of_tables(const struct xb_guest_costs *guest, uint64_t tables);

#endif

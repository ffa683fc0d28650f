/* SPDX-License-Identifier: MIT */
/* What `xl dmesg` and `xl info` print of a system that runs. */
#ifndef XENBOOT_IMPORT_XL_TEXT_H
#define XENBOOT_IMPORT_XL_TEXT_H

#include "xenboot/boot.h"

/* A module as Xen lists it: "MODULE[0]: 0000000001000000 - 000000000208aa00 Kernel". */
struct xb_xl_module {
	enum xb_module_kind kind;
	bool tree; /* the device tree of the host; KIND says nothing */
	uint64_t start, end;
	const char *domain; /* whose line Xen has beside it: "chosen" is dom0's; NULL: no one's */
	const char *line;   /* that line; or NULL */
	struct xb_pos at;
};
/* Xen names no more; of RAM neither. */
#define XB_XL_MODULES_MAX 64u
#define XB_XL_BANKS_MAX 256u
struct xb_xl_guest {
	uint64_t cpus, memory; /* in bytes */
};
struct xb_xl_facts {
	const char *xen_version; /* "4.17" */
	const char *xen_line;
	struct xb_pos xen_line_at;
	struct xb_xl_module modules[XB_XL_MODULES_MAX];
	size_t module_count;
	struct xb_range ram[XB_XL_BANKS_MAX];
	size_t ram_count;
	struct xb_xl_guest guests[XB_XL_MODULES_MAX]; /* in the order in which Xen builds them */
	size_t guest_count;
	uint64_t cpus, total_memory, dom0_memory; /* bytes; 0: not known */
};

bool xb_is_xl_dmesg_text(const char *text, size_t length);
bool xb_is_xl_info_text(const char *text, size_t length);
/* Add what TEXT, one of the two, says, of the last boot that it has; texts are ARENA's. */
void xb_xl_read(const char *name, const char *text, size_t length, struct xb_xl_facts *facts,
		struct xb_arena *arena);

#endif

/* SPDX-License-Identifier: MIT */
/* The rules, behind one table. */
#ifndef XENBOOT_CHECK_H
#define XENBOOT_CHECK_H

#include "xenboot/boot.h"

/* One rule: a small function of the description. The table is in src/check/check.c. */
struct xb_check {
	enum xb_code code;
	void (*run)(const struct xb_boot *boot, const struct xb_catalog *catalog,
		    struct xb_diags *diags);
};
extern const struct xb_check xb_checks[];
extern const size_t xb_check_count;

void xb_boot_check(const struct xb_boot *boot, const struct xb_catalog *catalog,
		   struct xb_diags *diags);

#endif

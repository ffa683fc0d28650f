/* SPDX-License-Identifier: MIT */
/* Which of a hand-made description's loads are what: the modules and the domain that say so. */
#ifndef XENBOOT_TESTS_BOOT_PARTS_H
#define XENBOOT_TESTS_BOOT_PARTS_H

#include "xenboot/boot.h"

struct parts {
	struct xb_module modules[3];
	struct xb_domain dom0;
};

static inline void parts_add(struct parts *parts, struct xb_boot *boot, enum xb_module_kind kind,
			     size_t domain, size_t load)
{
	parts->modules[boot->module_count++] =
		(struct xb_module){.kind = kind, .domain = domain, .load = load};
}

/* Indices of BOOT's loads; XB_NONE: there is none. PARTS must live as long as BOOT is used. */
static inline void parts_set(struct parts *parts, struct xb_boot *boot, size_t xen, size_t kernel,
			     size_t ramdisk)
{
	*parts = (struct parts){.dom0 = {.hardware = true, .scope = XB_SCOPE_LINUX}};
	boot->modules = parts->modules;
	boot->module_count = 0;
	boot->domains = &parts->dom0;
	boot->domain_count = 1;
	parts_add(parts, boot, XB_MODULE_XEN, XB_NONE, xen);
	parts_add(parts, boot, XB_MODULE_KERNEL, 0, kernel);
	parts_add(parts, boot, XB_MODULE_RAMDISK, 0, ramdisk);
}

#endif

/* SPDX-License-Identifier: MIT */
/* A boot description made by hand: the Raspberry Pi 4 over TFTP, with Xen, dom0 and a ramdisk. */
#ifndef XENBOOT_TESTS_SAMPLE_H
#define XENBOOT_TESTS_SAMPLE_H

#include "support.h"
#include "xenboot/emit.h"

/* Freed by xb_boot_free. */
struct xb_boot *sample_boot(void);

/* The way to load called NAME. */
const struct xb_load_method *sample_method(const char *name);

struct xb_load *sample_load(struct xb_boot *boot, enum xb_role role, const char *file,
			    uint64_t address, uint64_t size);
void sample_make_node(struct xb_boot *boot, const char *parent, const char *name);
/* VALUE as the tree holds it: strings with their NULs, cells big-endian. */
void sample_set(struct xb_boot *boot, const char *path, const char *name, enum xb_form form,
		const void *value, size_t length);
void sample_apply(struct xb_boot *boot, size_t load);
void sample_region(struct xb_boot *boot, enum xb_region_kind kind, uint64_t start, uint64_t size,
		   const char *owner, const struct xb_load *load);

/* The whole script; NULL when it was refused. The caller frees it. */
char *sample_source(const struct xb_boot *boot, struct xb_diags *diags);

#endif

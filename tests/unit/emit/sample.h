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

struct xb_load *sample_load(struct xb_boot *boot, enum xb_load_use use, const char *title,
			    const char *file, uint64_t address, uint64_t size);
/* Another way by which everything is loaded. */
void sample_load_by(struct xb_boot *boot, const char *method, const char *command);
/* A command before all other steps. */
void sample_run_first(struct xb_boot *boot, const char *command);
/* The tree is edited here and loaded as it is. */
void sample_make_tree_here(struct xb_boot *boot);
/* An edit that was added last. */
struct xb_edit *sample_last_edit(struct xb_boot *boot);
void sample_make_node(struct xb_boot *boot, const char *parent, const char *name);
/* VALUE as the tree holds it: strings with their NULs, cells big-endian. */
void sample_set(struct xb_boot *boot, const char *path, const char *name, enum xb_form form,
		const void *value, size_t length);
/* Load and apply an overlay. */
void sample_apply(struct xb_boot *boot, size_t load);
void sample_region(struct xb_boot *boot, enum xb_region_kind kind, uint64_t start, uint64_t size,
		   const char *owner, const struct xb_load *load);

/* The whole script; NULL when it was refused. The caller frees it. */
char *sample_source(const struct xb_boot *boot, struct xb_diags *diags);

#endif

/* SPDX-License-Identifier: MIT */
/* Variables that a script sets, and that nothing looks at. */
#ifndef XENBOOT_IMPORT_UNUSED_H
#define XENBOOT_IMPORT_UNUSED_H

#include "import/uboot.h"

/* What a way has set, and whether it was looked at: of all ways together. */
struct xb_written {
	char *name;
	struct xb_pos at;
	bool local; /* the shell's own, NAME=VALUE */
	bool used;
};
struct xb_writings {
	struct xb_written *items;
	size_t count, capacity;
};
/* Add what UBOOT's run has set. */
void xb_writings_add(struct xb_writings *writings, const struct xb_uboot *uboot);
/* Say of which nothing is used, neither on the ways that were followed nor as SCRIPT reads. */
void xb_writings_report(const struct xb_writings *writings, const struct xb_script *script,
			struct xb_diags *diags);
void xb_writings_clear(struct xb_writings *writings);

#endif

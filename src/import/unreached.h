/* SPDX-License-Identifier: MIT */
#ifndef XENBOOT_IMPORT_UNREACHED_H
#define XENBOOT_IMPORT_UNREACHED_H

#include "import/hush.h"
#include "xenboot/import.h"

/* Edits of SCRIPT that stand behind the boot command, and that none of WAYS gets to. */
void xb_report_unreached(const struct xb_script *script, const struct xb_ways *ways,
			 struct xb_diags *diags);

#endif

/* SPDX-License-Identifier: MIT */
/* NAME.dtb: the base tree with every edit applied, by the same libfdt that U-Boot has. */
#include "emit/emit.h"

bool xb_emit_dtb(const struct xb_boot *boot, const struct xb_emit_options *options,
		 struct xb_buf *out, struct xb_diags *diags)
{
	(void)options;
	if (!boot->edited)
		return xb_boot_explain_no_tree(boot, diags);
	xb_buf_add(out, boot->edited->blob, boot->edited->size);
	return true;
}

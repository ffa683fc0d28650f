/* SPDX-License-Identifier: MIT */
/* NAME.dtb: the base tree with every edit applied, by the same libfdt that U-Boot has. */
#include "emit/emit.h"

#include <stdlib.h>

bool xb_emit_dtb(const struct xb_boot *boot, const struct xb_emit_options *options,
		 struct xb_buf *out, struct xb_diags *diags)
{
	size_t size = 0;
	void *tree = xb_boot_edited_tree(boot, &size, diags);

	(void)options;
	if (!tree)
		return false;
	xb_buf_add(out, tree, size);
	free(tree);
	return true;
}

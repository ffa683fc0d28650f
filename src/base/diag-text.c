/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <inttypes.h>
#include <string.h>

static void put_position(const struct xb_diag *diag, struct xb_buf *out)
{
	if (!diag->file)
		return;
	xb_buf_put_visible(out, diag->file, strlen(diag->file));
	if (diag->line > 0)
		xb_buf_printf(out, ":%" PRIu32, diag->line);
	if (diag->line > 0 && diag->column > 0)
		xb_buf_printf(out, ":%" PRIu32, diag->column);
	xb_buf_puts(out, ": ");
}

void xb_diags_text(const struct xb_diags *diags, struct xb_buf *out)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];

		put_position(diag, out);
		xb_buf_printf(out, "%s: %s [%s]\n", xb_severity_name(diag->severity), diag->message,
			      xb_code_info(diag->code)->name);
		if (diag->hint)
			xb_buf_printf(out, "  hint: %s\n", diag->hint);
	}
}

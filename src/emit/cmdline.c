/* SPDX-License-Identifier: MIT */
#include "xenboot/emit.h"

#include <string.h>

/* A line of a terminal for each: what a terminal would act on is made visible. */
static void put_line(const char *property, const struct xb_line *line, struct xb_buf *out)
{
	xb_buf_printf(out, "%s: ", property);
	xb_buf_put_visible(out, line->text, strlen(line->text));
	xb_buf_putc(out, '\n');
}

void xb_emit_cmdline(const struct xb_boot *boot, struct xb_buf *out)
{
	put_line("xen,xen-bootargs", &boot->xen_line, out);
	put_line("xen,dom0-bootargs", &boot->dom0_line, out);
}

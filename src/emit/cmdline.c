/* SPDX-License-Identifier: MIT */
#include "xenboot/emit.h"

#include <string.h>

void xb_emit_cmdline(const struct xb_boot *boot, struct xb_buf *out)
{
	struct xb_command_lines lines;

	xb_command_lines(boot, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		const struct xb_command_line *line = &lines.items[i];

		/* A line of a terminal for each: what a terminal would act on is made visible. */
		xb_buf_printf(out, "%s%s: ", line->property,
			      line->reader ? "" : ", which no one reads");
		xb_buf_put_visible(out, line->text, strlen(line->text));
		xb_buf_putc(out, '\n');
	}
	xb_command_lines_clear(&lines);
}

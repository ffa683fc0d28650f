/* SPDX-License-Identifier: MIT */
#include "import/profile-text.h"
#include "import/profile.h"

#include <stdarg.h>

void xb_writing_leave_out(const struct xb_writing *writing, struct xb_pos at, const char *format, ...)
{
	struct xb_buf what = {0};
	va_list args;

	va_start(args, format);
	xb_buf_vprintf(&what, format, args);
	va_end(args);
	xb_buf_puts(writing->out, "# ");
	if (at.line)
		xb_buf_printf(writing->out, "line %u, ", (unsigned)at.line);
	xb_buf_puts(writing->out, "left out: ");
	xb_buf_put_visible(writing->out, what.data, what.length);
	xb_buf_putc(writing->out, '\n');
	xb_note(writing->diags, XB_CODE_UNSUPPORTED_COMMAND, at, "left out of the profile: %s",
		what.data);
	xb_buf_clear(&what);
}

void xb_writing_put_line(const struct xb_writing *writing, unsigned indent, const struct xb_line *line,
			 enum xb_scope scope)
{
	xb_text_put_options(writing->out, indent, line, scope);
	if (line->partial)
		xb_writing_leave_out(writing, line->at, "%s", line->text);
}

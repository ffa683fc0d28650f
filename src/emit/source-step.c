/* SPDX-License-Identifier: MIT */
/* One step of the script: a command, and what could not be done when it fails. */
#include "emit/source.h"

#include <string.h>

#include "emit/hush.h"

void xb_source_step(struct xb_source *source, const char *label, const char *command, bool aloud)
{
	xb_buf_printf(source->out, "setenv xb_step %s; ", label);
	if (aloud)
		xb_buf_puts(source->out, "echo \"xenboot: ${xb_step}\"; ");
	xb_buf_printf(source->out, "if %s; then\n", command);
	source->open++;
	xb_trace_end(&source->trace);
}

/* Through `run`, a quote left open fails there and cannot upset the script. A lone `fi` does so in the old
 * shell alone: the modern one resets the board, which the rule for own commands says. */
void xb_source_own_step(struct xb_source *source, const char *label, const char *command)
{
	if (xb_hush_is_plain_command(command)) {
		xb_source_step(source, label, command, true);
		return;
	}
	xb_buf_puts(source->out, "setenv xb_command ");
	xb_hush_quote(command, strlen(command), source->out);
	xb_buf_putc(source->out, '\n');
	xb_source_step(source, label, "run xb_command", true);
}

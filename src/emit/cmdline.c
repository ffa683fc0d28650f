/* SPDX-License-Identifier: MIT */
#include "emit/trace.h"

#include <stdlib.h>
#include <string.h>

/* Does STEP set the property at PATH, its name behind the last '/'? */
static bool sets(const struct xb_step *step, const char *path)
{
	const struct xb_edit *edit = &step->edit;
	size_t node = step->kind == XB_STEP_EDIT ? strlen(edit->path) : 0;

	return node && edit->kind == XB_EDIT_SET && strncmp(path, edit->path, node) == 0 &&
	       path[node] == '/' && strcmp(path + node + 1, edit->name) == 0;
}

/* The line that the base tree brings has no place in the profile. */
static void trace_line(struct xb_trace *trace, const struct xb_boot *boot,
		       const struct xb_command_line *line)
{
	char *path = xb_format("/chosen/%s", line->property);
	size_t i = boot->step_count;

	while (i > 0 && !sets(&boot->steps[i - 1], path))
		i--;
	if (i > 0)
		xb_trace_step(trace, boot, &boot->steps[i - 1]);
	free(path);
}

void xb_emit_cmdline(const struct xb_boot *boot, struct xb_origins *origins, struct xb_buf *out)
{
	struct xb_trace trace = {.origins = origins, .out = out, .line = 1};
	struct xb_command_lines lines;

	xb_command_lines(boot, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		const struct xb_command_line *line = &lines.items[i];

		trace_line(&trace, boot, line);
		/* A line of a terminal for each: what a terminal would act on is made visible. */
		xb_buf_printf(out, "%s%s: ", line->property,
			      line->reader ? "" : ", which no one reads");
		xb_buf_put_visible(out, line->text, strlen(line->text));
		xb_buf_putc(out, '\n');
		xb_trace_end(&trace);
	}
	xb_command_lines_clear(&lines);
	xb_trace_clear(&trace);
}

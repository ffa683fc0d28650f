/* SPDX-License-Identifier: MIT */
#include "emit/trace.h"

#include <stdlib.h>
#include <string.h>

void xb_origins_clear(struct xb_origins *origins)
{
	free(origins->items);
	*origins = (struct xb_origins){0};
}

static void add_origin(struct xb_origins *origins, uint32_t line, struct xb_pos at)
{
	origins->items =
		xb_grow(origins->items, &origins->capacity, origins->count, sizeof(*origins->items));
	origins->items[origins->count++] = (struct xb_origin){line, at};
}

static void give_places(struct xb_trace *trace)
{
	for (size_t i = 0; i < trace->count; i++)
		add_origin(trace->origins, trace->line, trace->places[i]);
}

/* On to the end of the text, a line at a time. */
static void count_lines(struct xb_trace *trace)
{
	while (trace->counted < trace->out->length) {
		const char *start = trace->out->data + trace->counted;
		size_t left = trace->out->length - trace->counted;
		const char *end = memchr(start, '\n', left);

		if (end != start)
			give_places(trace);
		trace->counted += end ? (size_t)(end - start) + 1 : left;
		trace->line += end != NULL;
	}
}

static bool is_same(struct xb_pos a, struct xb_pos b)
{
	return a.line == b.line && a.column == b.column && strcmp(a.file, b.file) == 0;
}

/* What an entry does not say has the entry's own place: of the few places before, one may be AT. */
static bool is_named(const struct xb_trace *trace, struct xb_pos at)
{
	enum { FEW = 4 };

	for (size_t i = trace->count; i-- > 0 && trace->count - i <= FEW;)
		if (is_same(trace->places[i], at))
			return true;
	return false;
}

void xb_trace_from(struct xb_trace *trace, struct xb_pos at)
{
	if (!trace->origins || !at.file || !at.line || is_named(trace, at))
		return;
	if (trace->count == 0)
		count_lines(trace);
	trace->places = xb_grow(trace->places, &trace->capacity, trace->count,
				sizeof(*trace->places));
	trace->places[trace->count++] = at;
}

void xb_trace_load(struct xb_trace *trace, const struct xb_load *load)
{
	xb_trace_from(trace, load->at);
	xb_trace_from(trace, load->name_at);
	xb_trace_from(trace, load->address_at);
}

void xb_trace_step(struct xb_trace *trace, const struct xb_boot *boot, const struct xb_step *step)
{
	const struct xb_line *line = step->line;

	for (size_t i = 0; line && i < line->count; i++)
		xb_trace_from(trace, line->words[i].at);
	if (!line)
		xb_trace_from(trace, step->at);
	if (step->load == XB_NONE)
		return;
	xb_trace_load(trace, &boot->loads[step->load]);
	if (step->kind == XB_STEP_EDIT)
		xb_trace_from(trace, boot->loads[step->load].size_at);
}

void xb_trace_end(struct xb_trace *trace)
{
	if (trace->count)
		count_lines(trace);
	trace->count = 0;
}

void xb_trace_clear(struct xb_trace *trace)
{
	free(trace->places);
	trace->places = NULL;
	trace->count = trace->capacity = 0;
}

/* SPDX-License-Identifier: MIT */
/* Which line of a text comes from where in the profile: kept while the text is written. */
#ifndef XENBOOT_EMIT_TRACE_H
#define XENBOOT_EMIT_TRACE_H

#include "xenboot/emit.h"

/* Start with {.origins = ..., .out = ..., .line = 1}. */
struct xb_trace {
	struct xb_origins *origins; /* NULL: not wanted */
	const struct xb_buf *out;
	size_t counted; /* bytes of OUT whose lines are counted */
	uint32_t line;  /* that the next of them is in */
	struct xb_pos *places; /* of what is being written */
	size_t count, capacity;
};

/* What is written from here to xb_trace_end comes from AT, and from all that are named before it. */
void xb_trace_from(struct xb_trace *trace, struct xb_pos at);
/* From the places that LOAD's file and address have in the profile. */
void xb_trace_load(struct xb_trace *trace, const struct xb_load *load);
/* From those that STEP has: a command line's words, the load whose place it sets. */
void xb_trace_step(struct xb_trace *trace, const struct xb_boot *boot, const struct xb_step *step);
/* Each line written since then that is not empty gets a row for each place. */
void xb_trace_end(struct xb_trace *trace);

void xb_trace_clear(struct xb_trace *trace);

#endif

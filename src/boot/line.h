/* SPDX-License-Identifier: MIT */
/* Command lines: from settings to text, and from text to words. */
#ifndef BOOT_LINE_H
#define BOOT_LINE_H

#include "xenboot/boot.h"

/*
 * The line that SETTINGS and EXTRA make. A Linux value with a blank gets Linux's double quotes
 * (lib/cmdline.c next_arg); Xen knows no quotes. Each word keeps the position it came from.
 */
void xb_line_build(struct xb_line *line, struct xb_arena *arena, enum xb_scope scope,
		   const struct xb_settings *settings, const struct xb_text *extra);
/* Split TEXT as Xen (at blanks) or Linux (at blanks outside "") would, appending to line->words. */
void xb_line_split(struct xb_line *line, struct xb_arena *arena, enum xb_scope scope,
		   const char *text, struct xb_pos at);
void xb_line_clear(struct xb_line *line);

/* The word that decides NAME: the last one; NULL when there is none. */
const struct xb_setting *xb_line_last(const struct xb_line *line, const char *name);

#endif

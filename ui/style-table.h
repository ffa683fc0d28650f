/* SPDX-License-Identifier: MIT */
/* The elements of the screen and how each template paints them: a row each. */
#ifndef UI_STYLE_TABLE_H
#define UI_STYLE_TABLE_H

#include "ui/style.h"

/* What the ground of the terminal is like; MONO asks for no colours. */
enum ui_template { UI_TEMPLATE_DEFAULT, UI_TEMPLATE_DARK, UI_TEMPLATE_LIGHT, UI_TEMPLATE_MONO };
extern const char *const ui_template_names[]; /* by enum ui_template; NULL at the end */

enum { UI_BLACK, UI_RED, UI_GREEN, UI_YELLOW, UI_BLUE, UI_MAGENTA, UI_CYAN, UI_WHITE, UI_OWN = -1 };

/*
 * Colours come on top of the attributes, so that nothing is told by colour alone; but where there are
 * 256, a colour says what dim says with fewer, and a ground what reverse and underline say.
 */
struct ui_style_row {
	const char *name; /* in XENBOOT_STYLE and in the manual */
	unsigned attributes;
	short few[2];     /* of eight, on a dark or unknown and on a light ground */
	short many[3];    /* of 256, by template: on any, a dark, a light ground. 0: the terminal's own */
	short ground[3];  /* and behind it */
};
extern const struct ui_style_row ui_style_rows[UI_STYLE_COUNT];

#endif

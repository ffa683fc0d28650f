/* SPDX-License-Identifier: MIT */
/* The third pane of a wide screen: what the preview or the map shows, with what the selected option makes marked. */
#ifndef UI_SIDE_H
#define UI_SIDE_H

#include "ui/page.h"

/* What it shows: one of the preview's tabs, or one of these. */
enum { UI_SIDE_MAP = UI_PREVIEW_TABS, UI_SIDE_NONE, UI_SIDE_VIEWS };

struct ui_side {
	size_t view;
	struct ui_page *page; /* NULL: it was not seen yet */
	unsigned selection;   /* that is marked in it */
};

/* Its rows, where they are others, and in view what the selected option makes; nothing where it is not shown. */
void ui_side_update(struct ui_app *app);
/* "Preview: script" */
void ui_side_title(const struct ui_app *app, struct xb_buf *out);
/* It is not there for a screen that is too narrow, nor beside pages that are about no options. */
bool ui_side_can_turn(const struct ui_app *app);
void ui_side_turn(struct ui_app *app);
void ui_side_roll(struct ui_app *app, long by);
/* A click on its line LINE, from the top of the pane: to the setting that makes it. */
void ui_side_click(struct ui_app *app, int line);

#endif

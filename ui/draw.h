/* SPDX-License-Identifier: MIT */
/* The parts of drawing a page. Each reads what was prepared, and fills its area whole. */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include "ui/app.h"

/* draw-list.c */
void ui_draw_blank(struct ui_screen *screen, struct ui_area area, enum ui_style style);
void ui_draw_rows(const struct ui_page *page, struct ui_screen *screen, struct ui_area area);
/* The selected row of those that were drawn there, and the screen's cursor on it. */
void ui_draw_cursor(const struct ui_page *page, struct ui_screen *screen, struct ui_area area);

/* draw-bars.c */
void ui_draw_title(const struct ui_app *app, struct ui_screen *screen, struct ui_area area);
void ui_draw_path(const struct ui_app *app, struct ui_screen *screen, struct ui_area area);
void ui_draw_status(const struct ui_app *app, struct ui_screen *screen, struct ui_area area);
void ui_draw_keys(const struct ui_app *app, struct ui_screen *screen, struct ui_area area);

#endif

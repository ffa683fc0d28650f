/* SPDX-License-Identifier: MIT */
/* The parts of drawing a page. Each reads what was prepared, and fills its area whole. */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include "ui/app.h"

/* draw-list.c */
void ui_draw_blank(struct ui_screen *screen, struct ui_area area, enum ui_style style);
void ui_draw_rows(const struct ui_page *page, struct ui_screen *screen, struct ui_area area);
/* The selected row of those that were drawn there, and the screen's cursor on it. in_short: it is marked as far as
 * its name alone. */
void ui_draw_cursor(const struct ui_page *page, struct ui_screen *screen, struct ui_area area, bool in_short);

/* draw-row.c */
/* The name of ROW in a line of AREA, as far as the page is scrolled. */
void ui_draw_name(const struct ui_page *page, const struct ui_row *row, struct ui_screen *screen,
		  struct ui_area area, int line);
/* That it begins further left. */
void ui_draw_cut(const struct ui_page *page, const struct ui_row *row, struct ui_screen *screen,
		 struct ui_area area, int line, int col);
/* SOUGHT, which is not "", wherever it stands in what is shown. */
void ui_draw_found(const char *sought, struct ui_screen *screen, struct ui_area area, int line);

/* draw-bars.c */
void ui_draw_title(const struct ui_app *app, struct ui_screen *screen, struct ui_area area);
void ui_draw_path(const struct ui_app *app, struct ui_screen *screen, struct ui_area area);
void ui_draw_status(const struct ui_app *app, struct ui_screen *screen, struct ui_area area);
void ui_draw_keys(const struct ui_app *app, struct ui_screen *screen, struct ui_area area);

#endif

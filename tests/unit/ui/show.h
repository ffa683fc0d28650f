/* SPDX-License-Identifier: MIT */
/* The front end on a screen without a terminal: what is prepared is drawn, as the loop does it. */
#ifndef XENBOOT_TESTS_UI_SHOW_H
#define XENBOOT_TESTS_UI_SHOW_H

#include "ui/app.h"

static inline void show(struct ui_app *app, struct ui_screen *screen)
{
	ui_app_resize(app, screen->rows, screen->cols);
	ui_app_prepare_list(app);
	ui_draw_list(app, screen);
	ui_app_prepare_rest(app);
	ui_draw_rest(app, screen);
}

#endif

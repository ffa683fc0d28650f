/* SPDX-License-Identifier: MIT */
/* The person's own editor, on the terminal that the front end gives up meanwhile. */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include "ui/app.h"

/* What VISUAL or EDITOR says, or vi. */
const char *ui_editor_of(const struct ui_app *app);
/* Edit the file at PATH, with the cursor in LINE (from 1; 0: anywhere), and wait until that is done. False: it could
 * not be, which is said. */
bool ui_editor_run(struct ui_app *app, const char *path, unsigned line);

#endif

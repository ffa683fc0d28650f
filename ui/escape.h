/* SPDX-License-Identifier: MIT */
/*
 * What Esc did, until the next event. On a slow line the Esc may be the first byte of an arrow whose others come
 * late: then it is undone, and the arrow is what was pressed.
 */
#ifndef UI_ESCAPE_H
#define UI_ESCAPE_H

struct ui_app;
struct ui_dialog;
struct ui_page;

struct ui_escaped {
	enum {
		UI_ESCAPED_NOTHING,
		UI_ESCAPED_DIALOG, /* closed: it is kept here */
		UI_ESCAPED_PAGE,   /* left: it is kept here */
		UI_ESCAPED_PLACE,  /* left for the one before */
		UI_ESCAPED_ASKED,  /* a question was asked */
	} what;
	struct ui_dialog *dialog;
	struct ui_page *page;
};

/* What Esc does, kept to be undone. */
void ui_escape_close_dialog(struct ui_app *app);
void ui_escape_pop_page(struct ui_app *app); /* there is one below it */
void ui_escape_leave_place(struct ui_app *app);
void ui_escape_asked(struct ui_app *app); /* the top dialog is its question */

void ui_escape_undo(struct ui_app *app);
void ui_escape_forget(struct ui_app *app);

#endif

/* SPDX-License-Identifier: MIT */
/* What there is to say of a key or an option: for the pane that is always in view, and in whole. */
#ifndef UI_HELP_H
#define UI_HELP_H

#include "ui/app.h"

/* The node's problems first, then summary, help, values and facts; paragraphs to be wrapped. */
void ui_help_text(struct ui_app *app, const struct ui_node *node, struct xb_buf *out);
/* TEXT with the lines of each paragraph joined, for it is broken anew to the width of the screen. Lines
 * that begin with a blank stay by themselves. */
void ui_help_paragraphs(const char *text, struct xb_buf *out);

/* All that there are of NODE, the worst first. */
void ui_help_put_problems(struct ui_app *app, const struct ui_node *node, struct xb_buf *out);
/* AT, whose file is there, as a person calls it: "mine.yaml, line 4". */
void ui_help_put_place(const struct xb_pos *at, struct xb_buf *out);
/* All problems, the worst first. */
void ui_help_problems(struct ui_app *app, struct xb_buf *out);

#endif

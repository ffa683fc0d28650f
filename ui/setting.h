/* SPDX-License-Identifier: MIT */
/* Changing what is set: which dialog a setting gets, and what those have in common. */
#ifndef UI_SETTING_H
#define UI_SETTING_H

#include "ui/app.h"

/* setting-value.c */
bool ui_setting_is_type(const struct ui_node *node, const char *type); /* of its option */
/* What is wrong with VALUE (NULL: the bare word) of OPTION by itself, SHOWN being how it was typed:
 * new text, or NULL. */
char *ui_setting_objection(const struct xb_option *option, const char *value, const char *shown);
bool ui_setting_can_be_off(const struct xb_option *option); /* some words only switch on */
/* Set KEY from the field of DIALOG ("": unset it). False: why not is in the verdict. */
bool ui_setting_take(struct ui_app *app, struct ui_dialog *dialog, const char *key,
		     const char *value);
/* The choices of OPTION that begin with the LENGTH bytes of TEXT. */
void ui_setting_complete(const struct xb_option *option, const char *text, size_t length,
			 struct ui_candidates *candidates);

/* setting-text.c: in a field, whatever its type */
void ui_setting_type(struct ui_app *app, const struct ui_node *node);
/* setting-choice.c: from a list */
void ui_setting_choose(struct ui_app *app, const struct ui_node *node);
bool ui_setting_has_choices(const struct ui_node *node);

#endif

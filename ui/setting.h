/* SPDX-License-Identifier: MIT */
/* Changing what is set: which dialog a setting gets, and what those have in common. */
#ifndef UI_SETTING_H
#define UI_SETTING_H

#include "ui/app.h"

/* setting-value.c */
/* A row of DIALOG to choose: what it leads to, what it sets (NULL: nothing), what it is called, help or NULL. */
struct ui_row *ui_setting_add_row(struct ui_dialog *dialog, enum ui_subject_kind kind, const char *id,
				  const char *name, const char *help);
bool ui_setting_is_type(const struct ui_node *node, const char *type); /* of its option */
/* What is wrong with VALUE (NULL: the bare word) of OPTION by itself, SHOWN being how it was typed:
 * new text, or NULL. */
char *ui_setting_objection(const struct xb_option *option, const char *value, const char *shown);
bool ui_setting_can_be_off(const struct xb_option *option); /* some words only switch on */
/* Set KEY from the field of DIALOG ("": unset it). False: why not is in the verdict. */
bool ui_setting_take(struct ui_app *app, struct ui_dialog *dialog, const char *key,
		     const char *value);

/* setting-complete.c: Tab in the field of DIALOG offers what OPTION, or else the key of INFO, can be set to:
 * words, files, boards, profiles, what the device tree has. Either may be NULL. */
void ui_setting_set_completion(struct ui_app *app, struct ui_dialog *dialog,
			       const struct xb_option *option, const struct xb_key_info *info);
/* An option that names a UART of the device tree. */
bool ui_setting_is_uart(const struct xb_option *option);

/* setting-try.c: all that is said of what CHANGE sets, and what else it would bring, as the verdict of
 * DIALOG. WRONG: what is wrong with the value by itself, or NULL; MEANING: how it is understood, or NULL. */
void ui_setting_try(struct ui_app *app, struct ui_dialog *dialog, const struct xb_change *change,
		    const char *wrong, const char *meaning);

/* setting-paste.c: what the command line TEXT would set, to be agreed to. FALLBACK: see xb_pasted_read. */
void ui_setting_show_pasted(struct ui_app *app, const char *text, enum xb_scope fallback);
/* Which line the single word of TEXT goes to is asked. */
void ui_setting_ask_line(struct ui_app *app, const char *text, enum xb_scope fallback);
/* What TEXT says is set, words of several lines in LINE, and shown where it is one option. */
bool ui_setting_take_pasted(struct ui_app *app, const char *text, enum xb_scope line,
			    enum xb_scope fallback);

/* setting-item.c: one more item of LIST; it is shown then */
void ui_setting_add_item(struct ui_app *app, const struct ui_node *list);
/* setting-board.c: the board as a mapping of the profile's own, and its page */
void ui_setting_own_board(struct ui_app *app, const struct ui_node *node);

/* setting-board-choice.c: another board from a list, and what would change */
void ui_setting_choose_board(struct ui_app *app, const struct ui_node *node);
/* Is the device tree, which must be here, for BOARD? */
bool ui_setting_board_fits(const struct ui_app *app, const struct xb_board *board);

/* setting-text.c: in a field, whatever its type */
void ui_setting_type(struct ui_app *app, const struct ui_node *node);
/* How VALUE of NODE is understood: "1 GiB, 1073741824 bytes, of 3.9 GiB". */
void ui_setting_put_meaning(struct ui_app *app, const struct ui_node *node, const char *value,
			    struct xb_buf *out);
/* setting-choice.c: from a list */
void ui_setting_choose(struct ui_app *app, const struct ui_node *node);
bool ui_setting_has_choices(const struct ui_app *app, const struct ui_node *node);

#endif

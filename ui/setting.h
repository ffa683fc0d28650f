/* SPDX-License-Identifier: MIT */
/* Changing what is set: which dialog a setting gets, and what those have in common. */
#ifndef UI_SETTING_H
#define UI_SETTING_H

#include "ui/app.h"

/* setting-value.c */
/* A row of DIALOG to choose: what it leads to, what it sets (NULL: nothing), what it is called, help or NULL. */
struct ui_row *ui_setting_add_row(struct ui_dialog *dialog, enum ui_subject_kind kind, const char *id,
				  const char *name, const char *help);
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

/* The same of COUNT changes that are made together; a hint may propose another value for the last. */
void ui_setting_try_all(struct ui_app *app, struct ui_dialog *dialog, const struct xb_change *changes,
			size_t count, const char *wrong, const char *meaning);

/* setting-paste.c: what the command line TEXT would set, to be agreed to. */
void ui_setting_show_pasted(struct ui_app *app, const char *text, const struct xb_paste_place *place);
/* Which line the single word of TEXT goes to is asked. */
void ui_setting_ask_line(struct ui_app *app, const char *text, const struct xb_paste_place *place);
/* What TEXT says is set, and shown where it is one option. */
bool ui_setting_take_pasted(struct ui_app *app, const char *text, const struct xb_paste_place *place);

/* setting-item.c: one more item of LIST; it is shown then */
void ui_setting_add_item(struct ui_app *app, const struct ui_node *list);
/* Can there be an item of LIST called NAME below the key PLACE? False: the verdict says why not. */
bool ui_setting_judge_name(struct ui_app *app, struct ui_dialog *dialog, const struct ui_node *list,
			   const char *place, const char *name);

/* setting-guest.c: one more guest; its page is shown then */
void ui_setting_add_guest(struct ui_app *app, const struct ui_node *list);
/* setting-channel.c: one more event channel */
void ui_setting_add_channel(struct ui_app *app, const struct ui_node *list);
/* setting-name.c: an item of a mapping by name, with all that names it elsewhere */
void ui_setting_copy_item(struct ui_app *app, const struct ui_node *list, const struct ui_node *item);
void ui_setting_rename_item(struct ui_app *app, const struct ui_node *list, const struct ui_node *item);
void ui_setting_remove_item(struct ui_app *app, const struct ui_node *item); /* asks where there is such */
/* NAME, or one like it, that no item of the list with the key LIST has: new text. */
char *ui_setting_free_name(const struct ui_app *app, const char *list, const char *name);

/* setting-board.c: the board as a mapping of the profile's own, and its page */
void ui_setting_own_board(struct ui_app *app, const struct ui_node *node);

/* setting-board-choice.c: another board from a list, and what would change */
void ui_setting_choose_board(struct ui_app *app, const struct ui_node *node);
/* Is the device tree, which must be here, for BOARD? */
bool ui_setting_board_fits(const struct ui_app *app, const struct xb_board *board);

/* setting-names.c: is its value a name that the profile gives to something, and which there are */
bool ui_setting_is_name(const struct ui_node *node);
void ui_setting_add_names(const struct ui_app *app, struct ui_dialog *dialog, const struct ui_node *node);
/* Rows for the domains that Xen builds, but for BUT (or NULL). */
void ui_setting_add_domains(const struct xb_profile *profile, struct ui_dialog *dialog, const char *but);

/* setting-text.c: in a field, whatever its type */
void ui_setting_type(struct ui_app *app, const struct ui_node *node);
/* How VALUE of NODE is understood: "1 GiB, 1073741824 bytes, of 3.9 GiB". */
void ui_setting_put_meaning(struct ui_app *app, const struct ui_node *node, const char *value,
			    struct xb_buf *out);
/* setting-choice.c: from a list */
void ui_setting_choose(struct ui_app *app, const struct ui_node *node);
bool ui_setting_has_choices(const struct ui_app *app, const struct ui_node *node);

#endif

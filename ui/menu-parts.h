/* SPDX-License-Identifier: MIT */
/* What the files of the menus share. */
#ifndef UI_MENU_PARTS_H
#define UI_MENU_PARTS_H

#include "ui/menu.h"

/* Values by key, and whether they are others than the saved ones. */
struct ui_values {
	struct xb_flat now, saved;
	bool has_saved;
	const struct xb_profile *profile, *saved_profile; /* or NULL */
};

/* In menu-node.c. */
/* VALUES is empty. DRAFT may be NULL. */
void ui_values_read(struct ui_values *values, struct xb_session *session, const struct xb_draft *draft);
void ui_values_clear(struct ui_values *values);
/* A new node in the menu IN. Valid until the next one is added; the texts are not copied. */
struct ui_node *ui_menu_add(struct ui_menu *menu, enum ui_subject_kind kind, const char *in,
			    const char *id, const char *title);
/* What the profile says of the node, and whether the saved one says something else. */
void ui_menu_set_value(struct ui_menu *menu, struct ui_node *node, const struct ui_values *values);

/* The same of an item of a list of texts, whose own value is not among VALUES. */
void ui_menu_set_item_value(struct ui_menu *menu, struct ui_node *node,
			    const struct ui_values *values);

/* In menu-keys.c: the keys of the menu TOP, each with what is behind it. */
void ui_menu_add_keys(struct ui_menu *menu, struct xb_session *session, const char *top,
		      const struct ui_values *values);

/* In menu-home.c. */
const char *ui_menu_home(const char *key); /* the id of the menu that KEY goes to */
bool ui_menu_has_home(const char *key);    /* it goes there by its section, not for want of another */
const char *ui_menu_heading(const char *key); /* what stands above it there: "dom0's kernel" */
bool ui_menu_key_is_needed(const char *key);

/* In menu-content.c: what each menu and each page has in it, once all other nodes are there. */
void ui_menu_tell_content(struct ui_menu *menu, struct xb_session *session, const struct xb_draft *draft);

/* In menu-problem.c: what DIAG is about, or where that is set. PROFILE may be NULL. */
const struct ui_node *ui_menu_at_fault(const struct ui_menu *menu, const struct xb_profile *profile,
				       const struct xb_diag *diag);

/* In menu-options.c: the menus of the groups, and in them the options, of the scope of SECTION. */
void ui_menu_add_options(struct ui_menu *menu, struct xb_session *session,
			 const struct xb_key_info *section, const struct ui_values *values);

#endif

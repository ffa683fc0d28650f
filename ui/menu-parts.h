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

/* In menu-find.c: all nodes are there, and are found by their ids from now on. */
void ui_menu_index(struct ui_menu *menu);

/* In menu-change.c. */
void ui_menu_count_changes(struct ui_menu *menu, struct ui_values *values);

/* In menu-content.c: what each menu and each page has in it, once all other nodes are there. */
void ui_menu_tell_content(struct ui_menu *menu, struct xb_session *session, const struct xb_draft *draft);

/* In menu-problem.c: what DIAG is about, or where that is set. PROFILE may be NULL. */
const struct ui_node *ui_menu_at_fault(const struct ui_menu *menu, const struct xb_profile *profile,
				       const struct xb_diag *diag);

/* Where options of a scope stand. */
struct ui_section {
	const char *key; /* below which they do in the profile: "dom0.options", "domains.guest1" */
	const char *menu;  /* in which their groups are menus; or they are themselves, below the groups' names */
	const char *guest; /* the key of whose they are; NULL: no guest's */
	enum xb_scope scope;
	const struct xb_settings *set; /* or NULL */
};
/* In menu-options.c: the menus of the groups, and in them the options. */
void ui_menu_add_options(struct ui_menu *menu, struct xb_session *session,
			 const struct ui_section *section, const struct ui_values *values);
/* The same without those menus, by the places in the catalog. */
void ui_menu_add_properties(struct ui_menu *menu, struct xb_session *session,
			    const struct ui_section *section, const struct ui_values *values);

/* In menu-guest.c. */
/* ITEM is the key of a guest. */
bool ui_menu_is_guest(const char *item);
/* What stands above KEY in the menu of the guest ITEM. */
const char *ui_menu_guest_heading(const char *item, const char *key);
/* Is KEY one of the guest's properties that are set? */
bool ui_menu_is_property(const struct xb_profile *profile, const char *item, const char *key);
/* The menu of its command line, and all its properties. */
void ui_menu_add_guest_line(struct ui_menu *menu, struct xb_session *session, const char *item,
			    const struct ui_values *values);
void ui_menu_add_guest_properties(struct ui_menu *menu, struct xb_session *session, const char *item,
				  const struct ui_values *values);

/* In menu-domains.c: what is said of ITEM of a list in the menu of the domains, in ARENA; NULL: no more than of
 * others. PROFILE may be NULL. */
const char *ui_menu_describe_item(const struct xb_profile *profile, const char *item,
				  struct xb_arena *arena);
/* "2 guests, 1 CPU pool" */
void ui_menu_put_domains(const struct xb_profile *profile, struct xb_buf *out);

#endif

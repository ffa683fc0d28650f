/* SPDX-License-Identifier: MIT */
/*
 * The tree of menus, as a pure function of the session: what can be set, what is, and what is wrong
 * with it. Keys and options come from the library's tables; here is only which menu they go to.
 */
#ifndef UI_MENU_H
#define UI_MENU_H

#include "xenboot/draft.h"
#include "xenboot/xen.h"

enum ui_node_kind {
	UI_NODE_MENU,
	UI_NODE_KEY,
	UI_NODE_OPTION,
	UI_NODE_ACTION, /* runs the action of that name */
};

struct ui_node {
	enum ui_node_kind kind;
	const char *menu;  /* the id of the menu it stands in; "" is the root */
	const char *id;    /* MENU: its own id; ACTION: the action; else the key */
	const char *title;
	const char *about; /* one line */
	const struct xb_option *option;   /* OPTION: NULL where no catalog knows it */
	const struct xb_key_info *info;   /* KEY */
	/* As the profile stands: */
	const char *value; /* NULL: not set; "" of a bare word */
	bool bare;         /* the bare word */
	bool is_switch;    /* on, off, or not set */
	bool off;          /* a switch that is set to off */
	bool negated;      /* the bare word no-NAME: the key is its own, the value is "no" of NAME */
	const char *standing; /* what holds while nothing is set: a default, a planned address; or NULL */
	bool changed;      /* against the saved profile; of a menu: something in it */
	int severity;      /* the worst problem; -1: none; of a menu: of what is in it */
	const char *unfit; /* why it does not fit here; NULL: it does */
};

struct ui_menu {
	struct ui_node *nodes; /* in the order in which they are shown */
	size_t count, capacity;
	struct xb_key_list keys;
	struct xb_arena arena;
	/* Of each diagnostic of the session the key it is about, or NULL. */
	char **diag_keys;
	size_t diag_count;
};

/* Make it anew from what the session and the draft say now. DRAFT may be NULL. */
void ui_menu_build(struct ui_menu *menu, struct xb_session *session, const struct xb_draft *draft);
void ui_menu_clear(struct ui_menu *menu);

/* The node of a key, of a menu's id; NULL: none. */
const struct ui_node *ui_menu_find(const struct ui_menu *menu, const char *id);
/* The node that KEY belongs to: its own, or that of the section above it that is one row or one menu. */
const struct ui_node *ui_menu_find_up(const struct ui_menu *menu, const char *key);
/* "Xen options > Scheduling": the titles that lead to the menu ID. */
void ui_menu_path(const struct ui_menu *menu, const char *id, struct xb_buf *out);

#endif

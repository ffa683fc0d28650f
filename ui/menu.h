/* SPDX-License-Identifier: MIT */
/*
 * The tree of menus, as a pure function of the session: what can be set, what is, and what is wrong
 * with it. Keys and options come from the library's tables; here is only which menu they go to.
 */
#ifndef UI_MENU_H
#define UI_MENU_H

#include "ui/subject.h"
#include "xenboot/draft.h"
#include "xenboot/xen.h"

struct ui_node {
	struct ui_subject subject; /* a menu, a key, an option or an action */
	const char *menu;  /* the id of the menu it stands in; "" is the root */
	const char *title;
	const char *about; /* one line */
	const char *section; /* KEY: the part of the profile it is in, "dom0.kernel"; "": in none */
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
	/* Of each diagnostic of the session the node that it is about, or NULL. */
	const struct ui_node **problems;
	size_t problem_count;
};

/* Make it anew from what the session and the draft say now. DRAFT may be NULL. */
void ui_menu_build(struct ui_menu *menu, struct xb_session *session, const struct xb_draft *draft);
void ui_menu_clear(struct ui_menu *menu);

/* The node about SUBJECT; NULL: none. */
const struct ui_node *ui_menu_node(const struct ui_menu *menu, const struct ui_subject *subject);
/* The setting of KEY, and the menu ID, as the library and tables call them; NULL: there is none. */
const struct ui_node *ui_menu_find(const struct ui_menu *menu, const char *key);
const struct ui_node *ui_menu_find_menu(const struct ui_menu *menu, const char *id);
/* The option NAME of SCOPE; NULL: there is none. */
const struct ui_node *ui_menu_find_option(const struct ui_menu *menu, enum xb_scope scope,
					  const char *name);
/* What KEY, which may be deeper than any row, belongs to: the setting that it is part of, else the
 * menu of its section. NULL: neither is there. */
const struct ui_node *ui_menu_find_up(const struct ui_menu *menu, const char *key);
/* The section of the options that stand where NODE does, as UI_SUBJECT_SECTION; the first one where
 * NODE is NULL or stands beside none. */
struct ui_subject ui_menu_section(const struct ui_menu *menu, const struct ui_node *node);
/* Does MENU show keys of more than one section? */
bool ui_menu_has_sections(const struct ui_menu *menu, const char *id);
/* Something that has a value: a menu has marks alone. NULL is nothing. */
bool ui_node_is_setting(const struct ui_node *node);
/* "Xen options > Scheduling": the titles that lead to the menu ID. */
void ui_menu_path(const struct ui_menu *menu, const char *id, struct xb_buf *out);

#endif

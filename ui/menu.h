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
	struct ui_subject subject; /* a menu, a key, an option, an item or an action */
	const char *menu;  /* the id of the menu it stands in, or the key of the list; "" is the root */
	const char *title;
	const char *about; /* one line */
	const char *section; /* KEY: the part of the profile it is in, "dom0.kernel"; "": in none */
	const char *heading; /* what stands above it in its menu; or NULL */
	const char *guest;   /* the key of the guest that it is in, "domains.guest1"; NULL: none */
	const char *content; /* MENU, ACTION, ITEM: what is in it now, in a few words; or NULL */
	bool inside;   /* it stands in a list, a mapping by name or a board in place */
	bool in_place; /* the board, which is written in the profile */
	bool needed; /* stands in the menu of what is needed most, too */
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
	const struct ui_node **by_id; /* the same by their ids, once all are there; NULL before */
	struct xb_key_list keys;
	struct xb_arena arena;
	/* Of each diagnostic of the session the node that it is about, or where that is set. */
	const struct ui_node **problems;
	size_t problem_count;
	size_t change_count; /* of what differs from the saved profile, as the page of changes has it */
};

/* Make it anew from what the session and the draft say now. DRAFT may be NULL. */
void ui_menu_build(struct ui_menu *menu, struct xb_session *session, const struct xb_draft *draft);
void ui_menu_clear(struct ui_menu *menu);

/* The menu of what is needed most: its rows are those of other menus. */
#define UI_MENU_NEEDED "needed"
/* That of the guests and of what they share: what is in its lists has rows in it, and the lists have no pages. */
#define UI_MENU_DOMAINS "guests"
bool ui_node_is_spread(const struct ui_node *node); /* such a list */
/* The list of the host's devices that a guest is given, which are chosen among all that there are. */
bool ui_node_is_devices(const struct ui_node *node);
/* Does NODE have a row in the menu ID? */
bool ui_menu_shows(const char *id, const struct ui_node *node);
/* Of the options of SCOPE that are needed most, the most needed first, the one behind BEFORE (NULL: the first one),
 * whatever is set; NULL: there are no more. */
const struct ui_node *ui_menu_needed(const struct ui_menu *menu, enum xb_scope scope,
				     const struct ui_node *before);

/* The key of what is told of as one change where BEFORE and NOW (either may be NULL) differ in KEY; KEY's or
 * ARENA's text. */
const char *ui_menu_change_key(const struct ui_menu *menu, const struct xb_profile *before,
			       const struct xb_profile *now, const char *key, struct xb_arena *arena);

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
/* Does MENU show keys below more than one heading? */
bool ui_menu_has_headings(const struct ui_menu *menu, const char *id);
/* What NODE stands in: a menu, or the list, item or board that it is inside. NULL: the root. */
const struct ui_node *ui_menu_holder(const struct ui_menu *menu, const struct ui_node *node);
/* The setting, or the item, of KEY; NULL: there is none. */
const struct ui_node *ui_menu_find_item(const struct ui_menu *menu, const char *key);
/* Something that has a value: a menu has marks alone. NULL is nothing. */
bool ui_node_is_setting(const struct ui_node *node);
/* A setting with rows of its own: a list, a mapping by name, an option that is given several times. */
bool ui_node_is_list(const struct ui_node *node);
/* Its rows have names, not places. */
bool ui_node_is_named(const struct ui_node *node);
/* What it is called where it stands: a key inside a list by its last name. */
const char *ui_node_name(const struct ui_node *node);
/* The same below the heading of its section: "overlays" of device-tree.overlays. */
const char *ui_node_short_name(const struct ui_node *node);
/* "Xen options > Scheduling": the titles that lead to NODE. */
void ui_menu_path(const struct ui_menu *menu, const struct ui_node *node, struct xb_buf *out);

#endif

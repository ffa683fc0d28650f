/* SPDX-License-Identifier: MIT */
/*
 * What a row, a page or a dialog is about: made where that is known, and used as it is. Nobody takes
 * a text apart to learn it.
 */
#ifndef UI_SUBJECT_H
#define UI_SUBJECT_H

#include "xenboot/model.h"

struct ui_action;

enum ui_subject_kind {
	UI_SUBJECT_NONE,
	UI_SUBJECT_MENU,     /* id: the menu's; "" the root */
	UI_SUBJECT_KEY,      /* id: a key of the profile that is no option's */
	UI_SUBJECT_OPTION,   /* id: its key, or that of one of its values; scope: whose it is */
	UI_SUBJECT_ITEM,     /* a mapping in a list, or by name. id: its key */
	UI_SUBJECT_ACTION,   /* action; id: its name */
	UI_SUBJECT_SECTION,  /* id: the key below which a scope's options stand, or that of a guest; scope */
	UI_SUBJECT_PROBLEM,  /* id: its message; number: its place among the session's diagnostics */
	UI_SUBJECT_REGION,   /* id: the key of its address, or its owner; number: its start */
	UI_SUBJECT_PROFILE,  /* id: its name; shipped */
	UI_SUBJECT_LEFT,     /* what an earlier run left unsaved. id: the profile's name */
	UI_SUBJECT_SAVED,    /* what stands in the profile's file */
	UI_SUBJECT_DEFAULTS, /* a profile that says nothing */
	UI_SUBJECT_OUTPUT,   /* id: the path of a file that a build writes */
	UI_SUBJECT_PART,     /* of a value that is a list. id: its key; number: which part, from 0 */
	UI_SUBJECT_LINE,     /* of a text. number: which; part: of the rows that it is broken into */
	UI_SUBJECT_VALUE,    /* id: what a setting can be set to; NULL: to nothing */
	UI_SUBJECT_OTHER,    /* a value that is to be typed */
	UI_SUBJECT_IN_PLACE, /* a board of the profile's own */
};

struct ui_subject {
	enum ui_subject_kind kind;
	const char *id;
	const char *name; /* what a title calls it: an option without its section; NULL: nothing */
	enum xb_scope scope;
	const struct ui_action *action;
	uint64_t number;
	size_t part;
	bool shipped;
};

/* Either may be NULL, which is the same as NULL alone. */
bool ui_same_text(const char *a, const char *b);
/* The same thing? Also when the session was planned anew in between: the place of a problem may be
 * another one then. NONE is the same as nothing. */
bool ui_subject_same(const struct ui_subject *a, const struct ui_subject *b);
/* A copy whose texts are ARENA's. */
struct ui_subject ui_subject_copy(struct xb_arena *arena, const struct ui_subject *subject);

#endif

/* SPDX-License-Identifier: MIT */
/* Dialogs, one after another, that give a free stretch of the map away. */
#ifndef UI_MAP_GIVING_H
#define UI_MAP_GIVING_H

#include "ui/app.h"

/* Bytes are given in whole pages. */
#define UI_PAGE 0x1000u

/* What is said so far of what the stretch is to be. */
struct ui_giving {
	struct xb_range place; /* of the stretch, from a border on */
	const char *domain;    /* whose it becomes; NULL: Xen's */
	const char *other;     /* who sees it, too; NULL: it is not shared */
	const char *name;      /* what it is called then */
};

/* A dialog that goes on from GIVING (copied), which is its context. */
struct ui_dialog *ui_giving_open(struct ui_app *app, const struct ui_giving *giving);
/* Its rows are to choose from; what was chosen. */
void ui_giving_choose(struct ui_dialog *dialog,
		      bool (*done)(struct ui_app *, struct ui_dialog *, int));
const char *ui_giving_chosen(const struct ui_dialog *dialog);
/* It has a field, with TEXT in it. */
void ui_giving_ask(struct ui_app *app, struct ui_dialog *dialog, const char *text,
		   void (*typed)(struct ui_app *, struct ui_dialog *),
		   bool (*done)(struct ui_app *, struct ui_dialog *, int));

/* What is wrong with the size in the field of DIALOG; new text, or NULL, and then *size. */
char *ui_giving_objection(const struct ui_dialog *dialog, uint64_t *size);
/* The verdict: MEANING, or what else CHANGES would bring. */
void ui_giving_judge(struct ui_app *app, struct ui_dialog *dialog, const struct xb_change *changes,
		     size_t count, const char *meaning);
/* Make CHANGES as STEP. False: the verdict says why not. */
bool ui_giving_take(struct ui_app *app, struct ui_dialog *dialog, const struct xb_change *changes,
		    size_t count, const char *step);

/* map-share.c: who shares it is asked, and so on */
void ui_giving_share(struct ui_app *app, const struct ui_giving *giving);

#endif

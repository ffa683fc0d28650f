/* SPDX-License-Identifier: MIT */
/* Dialogs, one after another, that give a free stretch of the map away. */
#ifndef UI_MAP_GIVING_H
#define UI_MAP_GIVING_H

#include "ui/app.h"

/* What makes the first bytes of a stretch what they are to be. */
struct ui_gift {
	struct xb_change changes[4]; /* their texts are the arena's, as the others are */
	size_t count;
	const char *meaning, *step;
};
struct ui_giving;
/* Of SIZE bytes. False: there is nobody any more who could get them. */
typedef bool ui_gift_function(const struct ui_app *app, const struct ui_giving *giving, uint64_t size,
			      struct xb_arena *arena, struct ui_gift *gift);

/* What is said so far of what the stretch is to be. */
struct ui_giving {
	struct xb_range place; /* of the stretch, from a border on */
	const char *domain;    /* whose it becomes; NULL: Xen's */
	const char *other;     /* who sees it, too; NULL: it is not shared */
	const char *name;      /* what it is called then */
	ui_gift_function *make; /* where a size is asked for */
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
/* It asks for a size, at first TEXT, and gives what is made of it. */
void ui_giving_ask_size(struct ui_app *app, struct ui_dialog *dialog, const char *text);
/* The verdict: what GIFT means, or what else its changes would bring. */
void ui_giving_judge(struct ui_app *app, struct ui_dialog *dialog, const struct ui_gift *gift);

/* map-share.c: who shares it is asked, and so on */
void ui_giving_share(struct ui_app *app, const struct ui_giving *giving);

#endif

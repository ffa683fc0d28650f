/* SPDX-License-Identifier: MIT */
/*
 * The one dialog: some text, and below it a list to choose from, a field to fill in, or keys to answer
 * with. Esc leaves any of them.
 */
#ifndef UI_DIALOG_H
#define UI_DIALOG_H

#include "ui/field.h"
#include "ui/list.h"
#include "ui/row.h"

struct ui_app;

struct ui_answer {
	int key;           /* a lower-case letter; the upper case is taken too */
	const char *label; /* "yes" */
};

struct ui_dialog {
	char *title;
	struct xb_buf text;    /* paragraphs; may be empty */
	struct ui_rows rows;   /* to choose from; may be empty. Value: its line of help */
	struct ui_list list;
	bool has_field;
	struct ui_field field;
	struct xb_buf verdict; /* below the field: what was understood, or what is wrong */
	enum ui_style verdict_style;
	char *proposed;        /* what the hint in the verdict would have in the field: Ctrl-T takes it; or NULL */
	const struct ui_answer *answers; /* ends with key 0; or NULL */
	struct ui_subject subject; /* what it is about; its texts are the arena's */
	bool insisted;             /* the field has a bad value, and that was said */
	const void *context;       /* the caller's own; what it allocates is the arena's */
	struct xb_arena arena;
	/* The field's text is another one. */
	void (*typed)(struct ui_app *app, struct ui_dialog *dialog);
	/* Enter, or an answer's key (else 0). The dialog is on the screen no more; false: put it back,
	 * verdict says why. */
	bool (*done)(struct ui_app *app, struct ui_dialog *dialog, int answer);
	struct ui_dialog *below;
};

/* A dialog on top of what is shown. Fill it in before the next event. */
struct ui_dialog *ui_dialog_open(struct ui_app *app, const char *title);
void ui_dialog_say(struct ui_dialog *dialog, const char *format, ...) XB_PRINTF(2, 3);
/* A field with TEXT in it. */
void ui_dialog_add_field(struct ui_app *app, struct ui_dialog *dialog, const char *text);
void ui_dialog_verdict(struct ui_dialog *dialog, enum ui_style style, const char *format, ...)
	XB_PRINTF(3, 4);
void ui_dialog_verdict_problem(struct ui_dialog *dialog, const struct xb_diags *diags); /* the first error */
/* Ctrl-T puts VALUE (copied; NULL: nothing) into the field. */
void ui_dialog_propose(struct ui_dialog *dialog, const char *value);
/* It is about SUBJECT (copied). */
void ui_dialog_about(struct ui_dialog *dialog, const struct ui_subject *subject);
/* WRONG, and that Enter takes the value all the same; `insisted` is set until another text is typed. */
void ui_dialog_insist(struct ui_dialog *dialog, const char *wrong);
void ui_dialog_free(struct ui_dialog *dialog);
/* Close the top one without an answer. */
void ui_dialog_close(struct ui_app *app);

/* Ask QUESTION with ANSWERS (ended by key 0; static). */
struct ui_dialog *ui_dialog_ask(struct ui_app *app, const char *title, const struct ui_answer *answers,
				bool (*done)(struct ui_app *, struct ui_dialog *, int));

/* dialog-draw.c */
/* Show the selected choice and the cursor on a screen of this size. */
void ui_dialog_fit(struct ui_dialog *dialog, int rows, int cols, bool utf8);
void ui_dialog_draw(const struct ui_dialog *dialog, struct ui_screen *screen);
/* What stands at ROW, COL of the screen. */
struct ui_dialog_hit {
	size_t choice; /* the number of the row; their count: none */
	int answer;    /* its key; 0: none */
};
struct ui_dialog_hit ui_dialog_at(const struct ui_dialog *dialog, const struct ui_app *app, int row,
				  int col);

/* dialog-over.c: F1 and F9 show help and problems over the dialog. False: KEY is neither. */
bool ui_dialog_over(struct ui_app *app, int key);
/* dialog-event.c */
void ui_dialog_event(struct ui_app *app, const struct ui_event *event);

#endif

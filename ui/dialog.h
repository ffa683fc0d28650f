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
	struct xb_buf lines;   /* to be looked through: the rows are made of them; may be empty */
	int lines_width;       /* that they are broken to in the rows */
	struct ui_rows rows;   /* to choose from; may be empty. Value: its line of help */
	struct ui_list list;
	struct xb_buf filter;  /* letters that were typed: ROWS are those of ALL that have them */
	struct ui_rows all;    /* empty while nothing is filtered */
	bool has_field;
	struct ui_field field;
	bool completing;       /* ROWS are what could stand in the field, in place of the verdict */
	size_t complete_start; /* where the word begins that they replace */
	struct xb_buf verdict; /* below the field: what was understood, or what is wrong */
	enum ui_style verdict_style;
	char *proposed;        /* what the hint in the verdict would have in the field: Ctrl-T takes it; or NULL */
	const struct ui_answer *answers; /* ends with key 0; or NULL */
	struct ui_subject subject; /* what it is about; its texts are the arena's */
	bool insisted;             /* the field has a bad value, and that was said */
	const void *context;       /* the caller's own; what it allocates is the arena's */
	struct xb_arena arena;
	/* The field's text is another one: see ui_dialog_typed. */
	void (*typed)(struct ui_app *app, struct ui_dialog *dialog);
	const char *done_label; /* what Enter does, in a word or two; NULL: it chooses, or takes the text */
	/* Tab, where there is no field; tab_label: what it does. NULL: nothing. */
	void (*tab)(struct ui_app *app, struct ui_dialog *dialog);
	const char *tab_label;
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
/* The field's text is another one: what was said of the one before goes. */
void ui_dialog_typed(struct ui_app *app, struct ui_dialog *dialog);
/* Ctrl-T puts VALUE (copied; NULL: nothing) into the field. */
void ui_dialog_propose(struct ui_dialog *dialog, const char *value);
/* It is about SUBJECT (copied). */
void ui_dialog_about(struct ui_dialog *dialog, const struct ui_subject *subject);
/* WRONG, and that Enter takes the value all the same; `insisted` is set until another text is typed. */
void ui_dialog_insist(struct ui_dialog *dialog, const char *wrong);
void ui_dialog_free(struct ui_dialog *dialog);
/* How wide lines are that a dialog on a screen of COLS columns shows. */
int ui_dialog_lines_width(int cols);
/* The rows of its lines for a screen of COLS columns, if they are not there yet. */
void ui_dialog_break_lines(struct ui_dialog *dialog, int cols, bool utf8);
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

/* dialog-filter.c: letters that are typed at choices leave those that have them. */
bool ui_dialog_filter_key(struct ui_dialog *dialog, int key); /* false: it is none of theirs */
void ui_dialog_unfilter(struct ui_dialog *dialog); /* all of them again; the selected one stays so */
/* dialog-complete.c: what could stand in the field */
/* Tab: what all begin with; several are shown, to be walked through. */
void ui_dialog_complete(struct ui_app *app, struct ui_dialog *dialog);
/* A key while they are shown. */
void ui_dialog_complete_key(struct ui_app *app, struct ui_dialog *dialog,
			    const struct ui_event *event);
void ui_dialog_take_candidate(struct ui_app *app, struct ui_dialog *dialog); /* the selected one */
void ui_dialog_stop_completing(struct ui_dialog *dialog);
/* dialog-over.c: F1 and F9 show help and problems over the dialog. False: KEY is neither. */
bool ui_dialog_over(struct ui_app *app, int key);
/* dialog-event.c */
void ui_dialog_event(struct ui_app *app, const struct ui_event *event);

#endif

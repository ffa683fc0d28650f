/* SPDX-License-Identifier: MIT */
/*
 * One line of text that is edited: the one editor of the front end. It knows no terminal and draws
 * only when asked.
 */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include "ui/key.h"
#include "ui/screen.h"

/* Earlier entries, the newest last. Owned by whoever keeps it; fields only look and add. */
struct ui_history {
	char **items;
	size_t count, capacity;
};
void ui_history_add(struct ui_history *history, const char *text); /* once; "" is not kept */
void ui_history_clear(struct ui_history *history);

/* What may take the place of the word left of the cursor. */
struct ui_candidate {
	char *text;  /* the whole word */
	char *about; /* what it is: a size, its help; or NULL */
};
struct ui_candidates {
	struct ui_candidate *items; /* sorted */
	size_t count, capacity;
};
void ui_candidates_add(struct ui_candidates *candidates, const char *text, const char *about);
void ui_candidates_clear(struct ui_candidates *candidates);
/* Fill CANDIDATES for the LENGTH bytes of TEXT left of the cursor; returns where the word begins that
 * they replace. */
typedef size_t ui_complete_function(void *context, const char *text, size_t length,
				    struct ui_candidates *candidates);

struct ui_field {
	char *text;      /* UTF-8, NUL-terminated; never NULL after init */
	size_t length;
	size_t cursor;   /* a byte, at the border of a character */
	int scroll;      /* columns cut off on the left */
	struct ui_history *history; /* NULL: none */
	size_t history_at;          /* == count: what is being typed */
	char *typed;                /* kept while history is looked through */
	char *killed;               /* what Ctrl-K, Ctrl-U, Ctrl-W took last, for Ctrl-Y; or NULL */
	ui_complete_function *complete; /* NULL: none */
	void *complete_context;
	bool fresh; /* nothing was typed yet: the first character replaces the text */
};

enum ui_field_result {
	UI_FIELD_IGNORED, /* not a key of the editor: the caller's */
	UI_FIELD_MOVED,   /* the cursor, nothing else */
	UI_FIELD_CHANGED, /* the text */
};

void ui_field_init(struct ui_field *field, const char *text); /* the cursor behind it */
void ui_field_clear(struct ui_field *field);
void ui_field_set(struct ui_field *field, const char *text);
/*
 * Left, Right, Ctrl-B, Ctrl-F, Home, End, Ctrl-A, Ctrl-E, word left and right, Backspace, Delete,
 * Ctrl-D, Ctrl-K, Ctrl-U, Ctrl-W, Ctrl-Y, Up, Down, Ctrl-P, Ctrl-N (history), characters, paste (line
 * breaks and other control characters become blanks). Up and Down are ignored where there is no history.
 */
enum ui_field_result ui_field_key(struct ui_field *field, const struct ui_event *event);
/* The candidates for the word left of the cursor, which begins at *start. */
void ui_field_candidates(const struct ui_field *field, struct ui_candidates *candidates, size_t *start);
/* What they all begin with takes the place of that word, where that is more of it. */
enum ui_field_result ui_field_complete(struct ui_field *field, const struct ui_candidates *candidates,
				       size_t start);
/* TEXT takes its place. */
void ui_field_put(struct ui_field *field, size_t start, const char *text);
/* Scroll so that in WIDTH columns the cursor is in view, with a few columns on both sides of it. */
void ui_field_fit(struct ui_field *field, bool utf8, int width);
/* In WIDTH columns, with the hardware cursor, as far as it was made to fit. */
void ui_field_draw(const struct ui_field *field, struct ui_screen *screen, struct ui_area area, int row,
		   int col, int width);

/* Completion of file names, with their sizes, below FOLDER (NULL: the current one); the context is that string. */
ui_complete_function ui_complete_file;

#endif

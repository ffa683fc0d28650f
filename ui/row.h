/* SPDX-License-Identifier: MIT */
/* What a list shows: rows, made by each page and drawn by one function. */
#ifndef UI_ROW_H
#define UI_ROW_H

#include "ui/style.h"
#include "ui/subject.h"
#include "ui/syntax.h"

struct ui_node;

/* A piece of a row that is a picture: TEXT in WIDTH columns from COL on, counted from where names begin. */
struct ui_stroke {
	int col, width;
	enum ui_style style;
	const char *text;
};

struct ui_row {
	struct ui_subject subject;  /* keeps the selection when the rows are made anew */
	const struct ui_node *node; /* what of the menus it is about or leads to; NULL: nothing */
	const struct ui_node **makers; /* preview, map: all that make it; node is one of them */
	size_t maker_count;
	const char *mark;   /* "[*]", "(*)"; NULL: no column for it */
	const char *name;   /* the first column, or all of the row where value is NULL */
	const char *value;  /* the second column */
	const char *note;   /* the third, where there is room; or NULL */
	const char *detail; /* what there is to say of it, where its maker knew; or NULL */
	const struct ui_stroke *strokes; /* drawn in place of name and value; NULL: it is no picture */
	size_t stroke_count;
	enum ui_style style, value_style;
	enum ui_syntax syntax; /* of the name */
	size_t lead;    /* bytes of it that stand before what that is about: the number of a line */
	const struct ui_addresses *addresses; /* that are marked in it; or NULL */
	int severity;   /* enum xb_severity of the worst problem; -1: none */
	bool changed;   /* differs from the saved profile */
	bool leads;     /* to another page: ends in ---> */
	bool plain;     /* heading or continuation: cannot be selected */
	bool marked;    /* preview, map: made by the selected option */
};

struct ui_rows {
	struct ui_row *items;
	size_t count, capacity;
	struct xb_arena arena; /* owns the texts */
};

/* A new row called NAME (copied). Valid until the next one is added. */
struct ui_row *ui_rows_add(struct ui_rows *rows, const char *name);
/* The same about SUBJECT (copied). */
struct ui_row *ui_rows_add_about(struct ui_rows *rows, const char *name,
				 const struct ui_subject *subject);
/* A heading: cannot be selected. */
void ui_rows_heading(struct ui_rows *rows, const char *name);
/* TEXT, line by line, as rows in STYLE that can be selected: each about the line of that number. */
void ui_rows_lines(struct ui_rows *rows, const char *text, enum ui_style style);
void ui_rows_clear(struct ui_rows *rows);
/* For the list. CONTEXT is the struct ui_rows. */
bool ui_rows_selectable(const void *context, size_t index);
/* The row about SUBJECT; COUNT: none. */
size_t ui_rows_find(const struct ui_rows *rows, const struct ui_subject *subject);
/* Mark what SUBJECT makes, alone or with others; what it does is the row's node then. */
void ui_rows_mark(struct ui_rows *rows, const struct ui_subject *subject);
/* The order that rows had in BEFORE; what was not there stays behind what it stands behind. */
void ui_rows_keep_order(struct ui_rows *rows, const struct ui_rows *before);

#endif

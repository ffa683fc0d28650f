/* SPDX-License-Identifier: MIT */
/* What a list shows: rows, made by each page and drawn by one function. */
#ifndef UI_ROW_H
#define UI_ROW_H

#include "ui/style.h"
#include "xenboot/model.h"

struct ui_row {
	const char *id;    /* keeps the selection when the rows are made anew; NULL: the name */
	const char *mark;  /* "[*]", "(*)"; NULL: no column for it */
	const char *name;  /* the first column, or all of the row where value is NULL */
	const char *value; /* the second column */
	const char *note;  /* the third, where there is room; or NULL */
	enum ui_style style, value_style;
	int severity;   /* enum xb_severity of the worst problem; -1: none */
	bool changed;   /* differs from the saved profile */
	bool leads;     /* to another page: ends in ---> */
	bool plain;     /* heading or continuation: cannot be selected */
	bool marked;    /* preview: made by the selected option */
	const char *key;                /* of the profile: what it is about; or NULL */
	const struct xb_option *option; /* of that key; or NULL */
	size_t index;                   /* the page's own */
};

struct ui_rows {
	struct ui_row *items;
	size_t count, capacity;
	struct xb_arena arena; /* owns the texts */
};

/* A new row called NAME (copied). Valid until the next one is added. */
struct ui_row *ui_rows_add(struct ui_rows *rows, const char *name);
/* A heading: cannot be selected. */
void ui_rows_heading(struct ui_rows *rows, const char *name);
/* TEXT, line by line, as rows in STYLE that can be selected. */
void ui_rows_lines(struct ui_rows *rows, const char *text, enum ui_style style);
void ui_rows_clear(struct ui_rows *rows);
/* For the list. CONTEXT is the struct ui_rows. */
bool ui_rows_selectable(const void *context, size_t index);
/* The row whose id (or name) is ID; COUNT: none. */
size_t ui_rows_find(const struct ui_rows *rows, const char *id);

#endif

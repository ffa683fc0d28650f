/* SPDX-License-Identifier: MIT */
/* The columns of a list: what its rows need, and what they get of a width. */
#ifndef UI_COLUMNS_H
#define UI_COLUMNS_H

#include "ui/row.h"

/* The widest of each in the rows of a list, in columns; 0: none has it. */
struct ui_widths {
	int flags; /* UI_FLAGS_COLS, or 0 where rows need none */
	int mark;
	int names, values, notes; /* of rows that have a value */
	int usual;                /* the widest value of those that are not unusually long */
	int lines;                /* of the others */
};

/* Where each begins, from the left edge of the list. */
struct ui_columns {
	int flags, mark, name, value;
	int note; /* 0: there is no room */
	int value_width;
};

/* What tells that a row differs from the saved profile, or has a problem. */
enum { UI_FLAGS_COLS = 3 };

struct ui_widths ui_widths_of(const struct ui_rows *rows, bool utf8);
/* The wider of both, each by itself. */
struct ui_widths ui_widths_join(struct ui_widths a, struct ui_widths b);

struct ui_columns ui_columns_of(const struct ui_widths *widths, int width);
/* From which width on nothing is cut but values that are longer than is usual, and those show in whole; and from
 * which on notes have room. */
int ui_columns_wanted(const struct ui_widths *widths);
int ui_columns_fewest(const struct ui_widths *widths);

/* What the name takes, with what shows that the row leads on. */
int ui_columns_name_width(const struct ui_row *row, bool utf8);
/* What shows that a row leads on, behind its name. */
#define UI_ROW_ARROW "--->"

#endif

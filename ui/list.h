/* SPDX-License-Identifier: MIT */
/* A list with a selection that is always in view: the one list of the front end. */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct ui_list {
	size_t count;
	size_t selected;
	size_t top;  /* the first item shown */
	size_t rows; /* how many are shown, as of the last ui_list_fit */
};

/* May item INDEX be selected? NULL for all that may. */
typedef bool ui_selectable(const void *context, size_t index);

/* Step BY items, past those that may not be selected, and no further than the ends. */
void ui_list_move(struct ui_list *list, long by, ui_selectable *selectable, const void *context);
/* Select INDEX, or the nearest that may be selected. */
void ui_list_select(struct ui_list *list, size_t index, ui_selectable *selectable,
		    const void *context);
/* Show ROWS items, the selected one among them; moves the window no more than is needed. */
void ui_list_fit(struct ui_list *list, size_t rows);
/* Roll the window BY items; the selection follows where it would leave it. */
void ui_list_roll(struct ui_list *list, long by, ui_selectable *selectable, const void *context);

#endif

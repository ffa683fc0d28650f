/* SPDX-License-Identifier: MIT */
#include "ui/list.h"

static bool may_select(ui_selectable *selectable, const void *context, size_t index)
{
	return !selectable || selectable(context, index);
}

/* The nearest that may be selected from INDEX on in direction STEP; COUNT: there is none. */
static size_t seek(const struct ui_list *list, size_t index, int step, ui_selectable *selectable,
		   const void *context)
{
	while (index < list->count && !may_select(selectable, context, index)) {
		if (step < 0 && index == 0)
			return list->count;
		index = step < 0 ? index - 1 : index + 1;
	}
	return index;
}

void ui_list_select(struct ui_list *list, size_t index, ui_selectable *selectable,
		    const void *context)
{
	size_t found;

	if (!list->count) {
		list->selected = 0;
		return;
	}
	if (index >= list->count)
		index = list->count - 1;
	found = seek(list, index, 1, selectable, context);
	if (found == list->count)
		found = seek(list, index, -1, selectable, context);
	list->selected = found == list->count ? 0 : found;
}

void ui_list_move(struct ui_list *list, long by, ui_selectable *selectable, const void *context)
{
	size_t distance = (size_t)(by < 0 ? -by : by), target, found;

	if (!list->count || !by)
		return;
	if (by < 0)
		target = list->selected > distance ? list->selected - distance : 0;
	else
		target = list->count - 1 - list->selected > distance ? list->selected + distance
								     : list->count - 1;
	found = seek(list, target, by < 0 ? -1 : 1, selectable, context);
	if (found == list->count) /* nothing there: the last one on the way */
		found = seek(list, target, by < 0 ? 1 : -1, selectable, context);
	if (found == list->count)
		return;
	list->selected = found;
	/* What stands above the first one that can be selected is shown with it. */
	if (by < 0 && seek(list, 0, 1, selectable, context) == found)
		list->top = 0;
}

void ui_list_fit(struct ui_list *list, size_t rows)
{
	size_t last = list->count > rows ? list->count - rows : 0;

	list->rows = rows;
	if (list->selected < list->top)
		list->top = list->selected;
	if (rows && list->selected >= list->top + rows)
		list->top = list->selected - rows + 1;
	if (list->top > last)
		list->top = last;
}

void ui_list_roll(struct ui_list *list, long by, ui_selectable *selectable, const void *context)
{
	size_t last = list->count > list->rows ? list->count - list->rows : 0;
	size_t distance = (size_t)(by < 0 ? -by : by);

	if (by < 0)
		list->top = list->top > distance ? list->top - distance : 0;
	else
		list->top = list->top + distance < last ? list->top + distance : last;
	if (list->selected < list->top)
		ui_list_select(list, list->top, selectable, context);
	else if (list->rows && list->selected >= list->top + list->rows)
		ui_list_select(list, list->top + list->rows - 1, selectable, context);
	ui_list_fit(list, list->rows);
}

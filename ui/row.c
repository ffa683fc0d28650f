/* SPDX-License-Identifier: MIT */
#include "ui/row.h"

#include <stdlib.h>
#include <string.h>

#include "ui/menu.h"

struct ui_row *ui_rows_add(struct ui_rows *rows, const char *name)
{
	struct ui_row *row;

	rows->items = xb_grow(rows->items, &rows->capacity, rows->count, sizeof(*rows->items));
	row = &rows->items[rows->count++];
	*row = (struct ui_row){.name = xb_arena_strdup(&rows->arena, name ? name : ""),
			       .style = UI_NORMAL,
			       .value_style = UI_VALUE,
			       .severity = -1};
	return row;
}

struct ui_row *ui_rows_add_about(struct ui_rows *rows, const char *name,
				 const struct ui_subject *subject)
{
	struct ui_row *row = ui_rows_add(rows, name);

	row->subject = ui_subject_copy(&rows->arena, subject);
	return row;
}

void ui_rows_heading(struct ui_rows *rows, const char *name)
{
	struct ui_row *row = ui_rows_add(rows, name);

	row->style = UI_HEADING;
	row->plain = true;
}

void ui_rows_lines(struct ui_rows *rows, const char *text, enum ui_style style)
{
	while (text && *text) {
		const struct ui_subject subject = {.kind = UI_SUBJECT_LINE, .number = rows->count};
		size_t length = strcspn(text, "\n");
		char *line = xb_strndup(text, length);

		ui_rows_add_about(rows, line, &subject)->style = style;
		free(line);
		text += length;
		text += *text == '\n';
	}
}

void ui_rows_clear(struct ui_rows *rows)
{
	free(rows->items);
	xb_arena_clear(&rows->arena);
	*rows = (struct ui_rows){0};
}

bool ui_rows_selectable(const void *context, size_t index)
{
	const struct ui_rows *rows = context;

	return !rows->items[index].plain;
}

size_t ui_rows_find(const struct ui_rows *rows, const struct ui_subject *subject)
{
	for (size_t i = 0; i < rows->count; i++)
		if (!rows->items[i].plain && ui_subject_same(&rows->items[i].subject, subject))
			return i;
	return rows->count;
}

void ui_rows_mark(struct ui_rows *rows, const struct ui_subject *subject)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct ui_row *row = &rows->items[i];

		row->marked = false;
		if (row->maker_count)
			row->node = row->makers[0];
		for (size_t k = 0; k < row->maker_count && !row->marked; k++) {
			row->marked = ui_subject_same(&row->makers[k]->subject, subject);
			if (row->marked)
				row->node = row->makers[k];
		}
	}
}

/* Where each row was; what is new, where the one before it was. */
static size_t *places_of(const struct ui_rows *rows, const struct ui_rows *before)
{
	size_t *places = xb_alloc((rows->count + 1) * sizeof(*places)), last = 0;

	for (size_t i = 0; i < rows->count; i++) {
		size_t place = rows->items[i].plain ? before->count
						    : ui_rows_find(before, &rows->items[i].subject);

		places[i] = last = place < before->count ? place : last;
	}
	return places;
}

void ui_rows_keep_order(struct ui_rows *rows, const struct ui_rows *before)
{
	size_t *places = places_of(rows, before);

	for (size_t i = 1; i < rows->count; i++) {
		struct ui_row row = rows->items[i];
		size_t place = places[i], to = i;

		for (; to > 0 && places[to - 1] > place; to--) {
			rows->items[to] = rows->items[to - 1];
			places[to] = places[to - 1];
		}
		rows->items[to] = row;
		places[to] = place;
	}
	free(places);
}

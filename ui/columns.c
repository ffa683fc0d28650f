/* SPDX-License-Identifier: MIT */
#include "ui/columns.h"

#include "ui/screen.h"

/* Columns: before the flags, and between two texts; of a mark. */
enum { MARGIN = 2, GAP = 2, MARK = 4 };
/* What values get at least, and up to what they are usual: longer ones are few, and take the place of their notes.
 * With fewer columns than NOTE_LEAST a note says nothing. */
enum { VALUE_LEAST = 12, VALUE_USUAL = 24, NOTE_LEAST = 19 };

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

static int width_of(const char *text, bool utf8)
{
	return text ? ui_text_width(utf8, text, SIZE_MAX) : 0;
}

int ui_columns_name_width(const struct ui_row *row, bool utf8)
{
	return width_of(row->name, utf8) + (row->leads ? GAP + (int)sizeof(UI_ROW_ARROW) - 1 : 0);
}

static struct ui_widths widths_of_row(const struct ui_row *row, bool utf8)
{
	int name = ui_columns_name_width(row, utf8);
	struct ui_widths widths = {.mark = row->mark ? MARK : 0};

	if (row->value && !row->plain)
		widths.names = name;
	else
		widths.lines = name;
	widths.values = row->plain ? 0 : width_of(row->value, utf8);
	widths.usual = widths.values > VALUE_USUAL ? 0 : widths.values;
	widths.notes = row->plain ? 0 : width_of(row->note, utf8);
	return widths;
}

struct ui_widths ui_widths_join(struct ui_widths a, struct ui_widths b)
{
	return (struct ui_widths){
		.flags = larger(a.flags, b.flags),
		.mark = larger(a.mark, b.mark),
		.names = larger(a.names, b.names),
		.values = larger(a.values, b.values),
		.usual = larger(a.usual, b.usual),
		.notes = larger(a.notes, b.notes),
		.lines = larger(a.lines, b.lines),
	};
}

struct ui_widths ui_widths_of(const struct ui_rows *rows, bool utf8)
{
	struct ui_widths widths = {.flags = UI_FLAGS_COLS};

	for (size_t i = 0; i < rows->count; i++)
		widths = ui_widths_join(widths, widths_of_row(&rows->items[i], utf8));
	return widths;
}

/* Of ROOM behind the names: what whole notes leave, where that is no less than is usual; else two fifths, or what
 * the shortest notes leave. */
static int value_width_of(const struct ui_widths *widths, int room)
{
	int rest = room - GAP - widths->notes, most = room * 2 / 5;

	if (room - GAP - most < NOTE_LEAST)
		most = room - GAP - NOTE_LEAST;
	most = larger(VALUE_LEAST, most);
	if (!widths->notes)
		most = room;
	else if (rest >= widths->usual)
		most = rest >= widths->values ? rest : widths->usual;
	return smaller(widths->values, most);
}

struct ui_columns ui_columns_of(const struct ui_widths *widths, int width)
{
	struct ui_columns at = {.flags = MARGIN, .mark = MARGIN + widths->flags};
	int names;

	at.name = at.mark + widths->mark;
	/* Names get three fifths, and what the values leave. */
	names = larger((width - at.name) * 3 / 5, width - at.name - GAP - widths->values);
	at.value = at.name + smaller(widths->names, names) + GAP;
	at.value_width = value_width_of(widths, width - at.value);
	if (width - at.value - at.value_width >= GAP + NOTE_LEAST)
		at.note = at.value + at.value_width + GAP;
	return at;
}

/* Where the notes begin when the values before them have VALUES columns. */
static int note_at(const struct ui_widths *widths, int values)
{
	return MARGIN + widths->flags + widths->mark + widths->names + GAP + values + GAP;
}

int ui_columns_wanted(const struct ui_widths *widths)
{
	int name = MARGIN + widths->flags + widths->mark;
	int grid = note_at(widths, widths->usual) + widths->notes;
	int values = name + widths->names + GAP + widths->values;

	return larger(larger(grid, values), name + widths->lines);
}

int ui_columns_fewest(const struct ui_widths *widths)
{
	if (!widths->notes)
		return ui_columns_wanted(widths);
	return note_at(widths, smaller(widths->usual, VALUE_LEAST)) + smaller(widths->notes, NOTE_LEAST);
}

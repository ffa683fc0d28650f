/* SPDX-License-Identifier: MIT */
#include "ui/field.h"

#include <stdlib.h>
#include <string.h>

#include "ui/text.h"

/* ---- History ------------------------------------------------------------------------------- */

void ui_history_add(struct ui_history *history, const char *text)
{
	size_t kept = 0;

	if (!*text)
		return;
	for (size_t i = 0; i < history->count; i++) {
		if (strcmp(history->items[i], text) == 0)
			free(history->items[i]);
		else
			history->items[kept++] = history->items[i];
	}
	history->count = kept;
	history->items = xb_grow(history->items, &history->capacity, kept, sizeof(*history->items));
	history->items[history->count++] = xb_strdup(text);
}

void ui_history_clear(struct ui_history *history)
{
	for (size_t i = 0; i < history->count; i++)
		free(history->items[i]);
	free(history->items);
	*history = (struct ui_history){0};
}

/* ---- The text ------------------------------------------------------------------------------ */

/* What was typed goes with the history that took its place. */
static void field_settle(struct ui_field *field)
{
	free(field->typed);
	field->typed = NULL;
	field->history_at = field->history ? field->history->count : 0;
}

static bool is_in_history(const struct ui_field *field)
{
	return field->typed && field->history && field->history_at < field->history->count;
}

static void set_text(struct ui_field *field, const char *text)
{
	char *copy = xb_strdup(text);

	free(field->text);
	field->text = copy;
	field->length = field->cursor = strlen(copy);
	field->scroll = 0;
}

void ui_field_set(struct ui_field *field, const char *text)
{
	set_text(field, text);
	field_settle(field);
	field->fresh = false;
}

void ui_field_init(struct ui_field *field, const char *text)
{
	*field = (struct ui_field){0};
	ui_field_set(field, text);
}

void ui_field_clear(struct ui_field *field)
{
	free(field->text);
	free(field->typed);
	free(field->killed);
	*field = (struct ui_field){0};
}

/* Put LENGTH bytes of NEW in the place of what stands from FIRST to LAST; the cursor behind them.
 */
static void field_replace(struct ui_field *field, size_t first, size_t last, const char *new,
			  size_t length)
{
	struct xb_buf buf = {0};

	xb_buf_add(&buf, field->text, first);
	xb_buf_add(&buf, new, length);
	xb_buf_add(&buf, field->text + last, field->length - last);
	field->length = buf.length;
	field->cursor = first + length;
	free(field->text);
	field->text = xb_buf_take(&buf);
}

static enum ui_field_result field_insert(struct ui_field *field, const char *new, size_t length)
{
	if (field->fresh)
		field_replace(field, 0, field->length, new, length);
	else
		field_replace(field, field->cursor, field->cursor, new, length);
	field_settle(field);
	return UI_FIELD_CHANGED;
}

static enum ui_field_result field_delete(struct ui_field *field, size_t first, size_t last)
{
	if (first == last)
		return UI_FIELD_MOVED;
	field_replace(field, first, last, "", 0);
	field_settle(field);
	return UI_FIELD_CHANGED;
}

static enum ui_field_result field_kill(struct ui_field *field, size_t first, size_t last)
{
	if (first == last)
		return UI_FIELD_MOVED;
	free(field->killed);
	field->killed = xb_strndup(field->text + first, last - first);
	return field_delete(field, first, last);
}

/* ---- Words --------------------------------------------------------------------------------- */

/* Letters and digits; all that is not ASCII is taken for letters. */
static bool is_word_byte(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
	       (byte >= 'A' && byte <= 'Z') || byte == '_' || (unsigned char)byte >= 0x80;
}

static size_t word_left(const struct ui_field *field)
{
	size_t at = field->cursor;

	while (at > 0 && !is_word_byte(field->text[at - 1]))
		at--;
	while (at > 0 && is_word_byte(field->text[at - 1]))
		at--;
	return at;
}

static size_t word_right(const struct ui_field *field)
{
	size_t at = field->cursor;

	while (at < field->length && !is_word_byte(field->text[at]))
		at++;
	while (at < field->length && is_word_byte(field->text[at]))
		at++;
	return at;
}

/* Where what Ctrl-W takes begins: up to a blank, as shells do. */
static size_t blank_left(const struct ui_field *field)
{
	size_t at = field->cursor;

	while (at > 0 && field->text[at - 1] == ' ')
		at--;
	while (at > 0 && field->text[at - 1] != ' ')
		at--;
	return at;
}

/* ---- Keys ---------------------------------------------------------------------------------- */

static enum ui_field_result move_left(struct ui_field *field)
{
	field->cursor = ui_text_previous(field->text, field->cursor);
	return UI_FIELD_MOVED;
}

static enum ui_field_result move_right(struct ui_field *field)
{
	field->cursor = ui_text_next(field->text, field->length, field->cursor);
	return UI_FIELD_MOVED;
}

static enum ui_field_result move_start(struct ui_field *field)
{
	field->cursor = 0;
	return UI_FIELD_MOVED;
}

static enum ui_field_result move_end(struct ui_field *field)
{
	field->cursor = field->length;
	return UI_FIELD_MOVED;
}

static enum ui_field_result move_word_left(struct ui_field *field)
{
	field->cursor = word_left(field);
	return UI_FIELD_MOVED;
}

static enum ui_field_result move_word_right(struct ui_field *field)
{
	field->cursor = word_right(field);
	return UI_FIELD_MOVED;
}

static enum ui_field_result delete_left(struct ui_field *field)
{
	return field_delete(field, ui_text_previous(field->text, field->cursor), field->cursor);
}

static enum ui_field_result delete_right(struct ui_field *field)
{
	size_t cursor = field->cursor;

	return field_delete(field, cursor, ui_text_next(field->text, field->length, cursor));
}

static enum ui_field_result kill_end(struct ui_field *field)
{
	return field_kill(field, field->cursor, field->length);
}

static enum ui_field_result kill_start(struct ui_field *field)
{
	return field_kill(field, 0, field->cursor);
}

static enum ui_field_result kill_word(struct ui_field *field)
{
	return field_kill(field, blank_left(field), field->cursor);
}

static enum ui_field_result yank(struct ui_field *field)
{
	return field->killed ? field_insert(field, field->killed, strlen(field->killed))
			     : UI_FIELD_MOVED;
}

/* Show what stands at AT in the history; behind its end, what was being typed. */
static enum ui_field_result history_show(struct ui_field *field, size_t at)
{
	const struct ui_history *history = field->history;

	if (!is_in_history(field)) {
		free(field->typed);
		field->typed = xb_strdup(field->text);
	}
	set_text(field, at < history->count ? history->items[at] : field->typed);
	field->history_at = at;
	if (at == history->count)
		field_settle(field);
	return UI_FIELD_CHANGED;
}

static enum ui_field_result history_up(struct ui_field *field)
{
	size_t at;

	if (!field->history)
		return UI_FIELD_IGNORED;
	at = is_in_history(field) ? field->history_at : field->history->count;
	return at > 0 ? history_show(field, at - 1) : UI_FIELD_MOVED;
}

static enum ui_field_result history_down(struct ui_field *field)
{
	if (!field->history)
		return UI_FIELD_IGNORED;
	return is_in_history(field) ? history_show(field, field->history_at + 1) : UI_FIELD_MOVED;
}

/* ---- Completion ---------------------------------------------------------------------------- */

/* The bytes with which all CANDIDATES begin, up to the border of a character. */
static size_t common_length(const struct ui_candidates *candidates)
{
	const char *first = candidates->items[0].text;
	size_t length = strlen(first), border = 0, next;

	for (size_t i = 1; i < candidates->count; i++) {
		size_t same = 0;

		while (same < length && first[same] == candidates->items[i].text[same])
			same++;
		length = same;
	}
	while (border < length && (next = ui_text_next(first, strlen(first), border)) <= length)
		border = next;
	return border;
}

void ui_field_candidates(const struct ui_field *field, struct ui_candidates *candidates, size_t *start)
{
	*start = field->complete ? field->complete(field->complete_context, field->text, field->cursor,
						   candidates)
				 : field->cursor;
}

void ui_field_put(struct ui_field *field, size_t start, const char *text)
{
	field_replace(field, start, field->cursor, text, strlen(text));
	field_settle(field);
	field->fresh = false;
}

enum ui_field_result ui_field_complete(struct ui_field *field, const struct ui_candidates *candidates,
				       size_t start)
{
	size_t common = candidates->count ? common_length(candidates) : 0;
	char *part;

	if (common <= field->cursor - start)
		return UI_FIELD_MOVED;
	part = xb_strndup(candidates->items[0].text, common);
	ui_field_put(field, start, part);
	free(part);
	return UI_FIELD_CHANGED;
}

static const struct {
	int key;
	enum ui_field_result (*act)(struct ui_field *field);
} actions[] = {
	{UI_KEY_LEFT, move_left},
	{UI_CTRL('B'), move_left},
	{UI_KEY_RIGHT, move_right},
	{UI_CTRL('F'), move_right},
	{UI_KEY_HOME, move_start},
	{UI_CTRL('A'), move_start},
	{UI_KEY_END, move_end},
	{UI_CTRL('E'), move_end},
	{UI_KEY_WORD_LEFT, move_word_left},
	{UI_KEY_WORD_RIGHT, move_word_right},
	{UI_KEY_BACKSPACE, delete_left},
	{UI_CTRL('H'), delete_left},
	{127, delete_left},
	{UI_KEY_DELETE, delete_right},
	{UI_CTRL('D'), delete_right},
	{UI_CTRL('K'), kill_end},
	{UI_CTRL('U'), kill_start},
	{UI_CTRL('W'), kill_word},
	{UI_CTRL('Y'), yank},
	{UI_KEY_UP, history_up},
	{UI_CTRL('P'), history_up},
	{UI_KEY_DOWN, history_down},
	{UI_CTRL('N'), history_down},
};

/* ---- Text that comes in -------------------------------------------------------------------- */

/* One line of it: control characters are blanks, and so is a line break; those at the end go. */
static enum ui_field_result insert_paste(struct ui_field *field, const char *text, size_t length)
{
	struct xb_buf buf = {0};
	enum ui_field_result result = UI_FIELD_MOVED;
	size_t step;

	while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
		length--;
	for (size_t at = 0; at < length; at += step ? step : 1) {
		step = xb_utf8_length(text + at, length - at);
		if (step == 0)
			xb_buf_putc(&buf, '?');
		else if (!ui_text_is_control(ui_text_decode(text + at, step)))
			xb_buf_add(&buf, text + at, step);
		else if (text[at] != '\r' || text[at + 1] != '\n')
			xb_buf_putc(&buf, ' ');
	}
	if (buf.length > 0)
		result = field_insert(field, buf.data, buf.length);
	xb_buf_clear(&buf);
	return result;
}

static enum ui_field_result insert_character(struct ui_field *field, int key)
{
	char text[UI_UTF8_BYTES];
	size_t length = ui_text_is_control(key) ? 0 : ui_text_encode(key, text);

	return length > 0 ? field_insert(field, text, length) : UI_FIELD_IGNORED;
}

static enum ui_field_result key_act(struct ui_field *field, const struct ui_event *event)
{
	if (field->typed && !is_in_history(field)) /* the history was emptied meanwhile */
		field_settle(field);
	if (event->key == UI_KEY_PASTE)
		return insert_paste(field, event->text, event->length);
	for (size_t i = 0; i < XB_COUNT(actions); i++)
		if (actions[i].key == event->key)
			return actions[i].act(field);
	return insert_character(field, event->key);
}

enum ui_field_result ui_field_key(struct ui_field *field, const struct ui_event *event)
{
	enum ui_field_result result = key_act(field, event);

	if (result != UI_FIELD_IGNORED)
		field->fresh = false;
	return result;
}

/* ---- Drawing ------------------------------------------------------------------------------- */

static int clamp(int value, int least, int most)
{
	if (value > most)
		value = most;
	return value < least ? least : value;
}

/* Scroll as little as shows the cursor. */
void ui_field_fit(struct ui_field *field, bool utf8, int width)
{
	int total = ui_text_width(utf8, field->text, field->length);
	int at = ui_text_width(utf8, field->text, field->cursor);
	int margin = clamp(3, 0, (width - 1) / 2);

	field->scroll = clamp(field->scroll, at + margin - width + 1, at - margin);
	/* Nor is more of the right end empty than the cursor needs. */
	field->scroll = clamp(field->scroll, 0, total + 1 > width ? total + 1 - width : 0);
}

/* The first byte whose character begins at column COLUMN or behind it, which *at becomes. */
static size_t byte_at(bool utf8, const char *text, size_t length, int column, int *at)
{
	struct ui_piece piece;
	size_t byte = 0;

	for (*at = 0; byte < length && *at < column; byte += piece.bytes) {
		ui_text_piece(utf8, text + byte, length - byte, &piece);
		*at += piece.width;
	}
	return byte;
}

/* Text that is cut off at an end is marked there. */
static void draw_marks(const struct ui_field *field, struct ui_screen *screen, struct ui_area area,
		       int row, int col, int width, int total)
{
	bool utf8 = screen->utf8;

	if (width < 3)
		return;
	if (field->scroll > 0)
		ui_put(screen, area, row, col, 1, UI_FIELD, utf8 ? "\u2026" : "<", SIZE_MAX);
	if (total - field->scroll > width)
		ui_put(screen, area, row, col + width - 1, 1, UI_FIELD, utf8 ? "\u2026" : ">",
		       SIZE_MAX);
}

void ui_field_draw(const struct ui_field *field, struct ui_screen *screen, struct ui_area area, int row,
		   int col, int width)
{
	bool utf8 = screen->utf8;
	int total = ui_text_width(utf8, field->text, field->length);
	int at = ui_text_width(utf8, field->text, field->cursor);
	int first_at, last_at;
	size_t first, last;

	first = byte_at(utf8, field->text, field->length, field->scroll, &first_at);
	last = byte_at(utf8, field->text, field->length, field->scroll + width, &last_at);
	ui_fill(screen, area, row, col, width, UI_FIELD);
	/* The last character may hang over the end: it is cut without an ellipsis. */
	if (last_at > field->scroll + width)
		last = ui_text_previous(field->text, last);
	if (first < last)
		ui_put(screen, area, row, col + first_at - field->scroll,
		       width - (first_at - field->scroll), field->fresh ? UI_SELECTED : UI_FIELD,
		       field->text + first, last - first);
	draw_marks(field, screen, area, row, col, width, total);
	screen->cursor_row = area.row + row;
	screen->cursor_col = area.col + col + at - field->scroll;
}

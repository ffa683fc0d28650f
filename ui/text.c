/* SPDX-License-Identifier: MIT */
#include "ui/text.h"

#include <stdio.h>
#include <string.h>
#include <wchar.h>

enum { MARK = 0, SPELLED = -1 }; /* besides the widths 1 and 2 */

char *ui_text_problem(const struct xb_diags *diags)
{
	const struct xb_diag *diag = diags->items, *end = diag + diags->count;

	while (diag < end && diag->severity != XB_ERROR)
		diag++;
	if (diag == end)
		return xb_strdup("it could not be done");
	return xb_format("%s%s%s", diag->message, diag->hint ? "; " : "",
			 diag->hint ? diag->hint : "");
}

bool ui_text_is_control(int point)
{
	return point < 0x20 || (point >= 0x7f && point < 0xa0);
}

size_t ui_text_encode(int point, char out[UI_UTF8_BYTES])
{
	static const struct {
		int last;
		unsigned char lead;
	} forms[] = {{0x7f, 0}, {0x7ff, 0xc0}, {0xffff, 0xe0}, {0x10ffff, 0xf0}};
	size_t length = 1;

	if (point < 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
		return 0;
	while (point > forms[length - 1].last)
		length++;
	for (size_t i = length; --i > 0; point >>= 6)
		out[i] = (char)(0x80 | (point & 0x3f));
	out[0] = (char)(forms[length - 1].lead | point);
	return length;
}

int ui_text_decode(const char *text, size_t length)
{
	static const unsigned char lead_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
	int point = (unsigned char)text[0] & lead_bits[length];

	for (size_t i = 1; i < length; i++)
		point = point << 6 | ((unsigned char)text[i] & 0x3f);
	return point;
}

/* Would the library write the sequence of LENGTH bytes as an escape, because it does harm? */
static bool is_harmful(const char *text, size_t length)
{
	struct xb_buf buf = {0};
	bool harmful;

	xb_buf_put_visible(&buf, text, length);
	harmful = buf.length != length;
	xb_buf_clear(&buf);
	return harmful;
}

/* The columns of the UTF-8 sequence at TEXT; MARK joins the character before it. */
static int sequence_width(const char *text, size_t length)
{
	int width;

	if (length == 0 || is_harmful(text, length))
		return SPELLED;
	width = wcwidth((wchar_t)ui_text_decode(text, length));
	return width < 0 ? SPELLED : width;
}

static bool is_plain(char byte)
{
	return byte >= 0x20 && byte < 0x7f;
}

/* Where the combining marks at AT end. */
static size_t marks_end(const char *text, size_t length, size_t at)
{
	while (at < length && !is_plain(text[at])) {
		size_t step = xb_utf8_length(text + at, length - at);

		if (sequence_width(text + at, step) != MARK)
			break;
		at += step;
	}
	return at;
}

/* How many of the LENGTH bytes of marks at TEXT go into ROOM bytes, none of them in part. */
static size_t marks_that_fit(const char *text, size_t length, size_t room)
{
	size_t fit = 0, step;

	while (fit < length && (step = xb_utf8_length(text + fit, length - fit)) <= room - fit)
		fit += step;
	return fit;
}

static void piece_spell(const char *text, size_t length, struct ui_piece *piece)
{
	struct xb_buf buf = {0};

	xb_buf_put_visible(&buf, text, length);
	/* What the locale cannot print the library does not call harmful. */
	if (length > 0 && buf.length == length && xb_utf8_length(text, length) == length)
		snprintf(piece->shown, sizeof(piece->shown), "\\u%04x",
			 (unsigned int)ui_text_decode(text, length));
	else
		snprintf(piece->shown, sizeof(piece->shown), "%s", buf.data);
	xb_buf_clear(&buf);
	piece->spelled = true;
	piece->width = (int)strlen(piece->shown);
	piece->bytes = length;
}

static void piece_show(const char *text, size_t bytes, const char *base, size_t base_length,
		       size_t marks, struct ui_piece *piece)
{
	size_t kept =
		marks_that_fit(text + bytes - marks, marks, sizeof(piece->shown) - 1 - base_length);

	memcpy(piece->shown, base, base_length);
	memcpy(piece->shown + base_length, text + bytes - marks, kept);
	piece->shown[base_length + kept] = '\0';
	piece->spelled = false;
	piece->bytes = bytes;
}

static void piece_in_ascii(const char *text, size_t length, struct ui_piece *piece)
{
	size_t step = xb_utf8_length(text, length);

	if (step == 0 || is_harmful(text, step)) {
		piece_spell(text, step ? step : 1, piece);
		return;
	}
	*piece = (struct ui_piece){.bytes = step, .width = 1, .shown = "?"};
}

void ui_text_piece(bool utf8, const char *text, size_t length, struct ui_piece *piece)
{
	size_t step, end;
	int width;

	if (is_plain(text[0]) && (length == 1 || is_plain(text[1]) || !utf8)) {
		*piece = (struct ui_piece){.bytes = 1, .width = 1, .shown = {text[0]}};
		return;
	}
	if (!utf8) {
		piece_in_ascii(text, length, piece);
		return;
	}
	step = xb_utf8_length(text, length);
	width = is_plain(text[0]) ? 1 : sequence_width(text, step);
	if (width == SPELLED) {
		piece_spell(text, step ? step : 1, piece);
		return;
	}
	end = marks_end(text, length, width == MARK ? 0 : step);
	piece->width = width == MARK ? 1 : width;
	if (width == MARK) /* with nothing that it could join */
		piece_show(text, end, " ", 1, end, piece);
	else
		piece_show(text, end, text, step, end - step, piece);
}

size_t ui_text_next(const char *text, size_t length, size_t at)
{
	struct ui_piece piece;

	if (at >= length)
		return length;
	ui_text_piece(true, text + at, length - at, &piece);
	return at + piece.bytes;
}

size_t ui_text_previous(const char *text, size_t at)
{
	size_t start = 0, next;

	/* From the left, for what is no UTF-8 has no start that can be seen from its end. */
	for (next = 0; next < at; next = ui_text_next(text, at, next))
		start = next;
	return start;
}

int ui_text_width(bool utf8, const char *text, size_t length)
{
	struct ui_piece piece;
	int width = 0;

	if (length == SIZE_MAX)
		length = strlen(text);
	for (size_t at = 0; at < length; at += piece.bytes) {
		ui_text_piece(utf8, text + at, length - at, &piece);
		width += piece.width;
	}
	return width;
}

/* The end of what fits into WIDTH columns of the LENGTH bytes at TEXT; one character at least. */
static size_t fitting(bool utf8, const char *text, size_t length, int width)
{
	struct ui_piece piece;
	size_t at;
	int used = 0;

	for (at = 0; at < length; at += piece.bytes) {
		ui_text_piece(utf8, text + at, length - at, &piece);
		used += piece.width;
		if (used > width && at > 0)
			break;
	}
	return at;
}

/* Where the line ends that must break in front of AT: behind the last word that is whole. */
static size_t break_before(const char *text, size_t at)
{
	size_t indent = strspn(text, " ");
	size_t end = at;

	while (end > indent && text[end] != ' ')
		end--;
	while (end > indent && text[end - 1] == ' ')
		end--;
	if (end > indent)
		return end;
	/* A long form breaks between its parts: (a|b|c),... */
	for (end = at; end > at / 2 && end > indent; end--)
		if (text[end - 1] == '|' || text[end - 1] == ',')
			return end;
	return at;
}

bool ui_wrap(bool utf8, const char **text, int width, const char **line, size_t *length)
{
	const char *start = *text;
	size_t whole = strcspn(start, "\n"), end;

	if (!*start)
		return false;
	end = fitting(utf8, start, whole, width);
	if (end < whole)
		end = break_before(start, end);
	*line = start;
	*length = end;
	start += end;
	start += strspn(start, " ");
	*text = *start == '\n' ? start + 1 : start;
	return true;
}

size_t ui_count_lines(bool utf8, const char *text, int width)
{
	const char *line;
	size_t length, count = 0;

	while (text && ui_wrap(utf8, &text, width, &line, &length))
		count++;
	return count;
}

/* ---- Hanging indents --------------------------------------------------------------------------- */

/* Where the text of a LINE begins that has a mark, or a word and two blanks or more, in front of it; a little
 * further in than the line where that leaves too little room. Any other line goes on below where it began. */
static int hang_of(const char *line, size_t length, int width)
{
	size_t indent = strspn(line, " "), at = indent;

	while (at + 1 < length && (line[at] != ' ' || line[at + 1] != ' '))
		at++;
	while (at + 1 < length && line[at] == ' ')
		at++;
	if (length > 2 && line[1] == ' ' && strchr("!?*+-i", line[0]))
		indent = 2;
	else if (at + 1 < length)
		indent = (int)at <= width / 2 ? at : indent + 2;
	return (int)indent <= width / 2 ? (int)indent : 0;
}

void ui_hang(bool utf8, const char *text, int width, struct xb_buf *out)
{
	while (text && *text) {
		size_t whole = strcspn(text, "\n"), length;
		const char *end = text + whole, *line;
		int hang = hang_of(text, whole, width), indent = 0;

		do {
			ui_wrap(utf8, &text, width - indent, &line, &length);
			xb_buf_printf(out, "%*s%.*s\n", indent, "", (int)length, line);
			indent = hang;
		} while (text < end);
	}
}

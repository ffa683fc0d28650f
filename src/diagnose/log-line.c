/* SPDX-License-Identifier: MIT */
#include "diagnose/log-line.h"

#include <ctype.h>
#include <string.h>

#include "xenboot/model.h"

#define ESCAPE 0x1b

static void keep_line_before(struct xb_log_reader *reader)
{
	struct xb_buf old = reader->before;

	reader->before = reader->text;
	reader->text = old;
	reader->text.length = 0;
	/* A blank for a carriage return may stand before the last byte. */
	xb_buf_reserve(&reader->text, XB_LOG_LINE_MAX + 2);
}

/* A carriage return within a line begins it again on a terminal; here both parts are kept, with a
 * blank between them. Those at its end are no part of it; blanks there are, for half a message may
 * end in one. */
static void put_byte(struct xb_log_reader *reader, unsigned char byte)
{
	struct xb_buf *text = &reader->text;

	if (byte == '\r') {
		reader->returned = true;
		return;
	}
	if ((byte < 0x20 && byte != '\t') || byte >= 0x7f || text->length >= XB_LOG_LINE_MAX)
		return;
	if (reader->returned)
		text->data[text->length++] = ' ';
	reader->returned = false;
	text->data[text->length++] = byte == '\t' ? ' ' : (char)byte;
}

/* A byte of an escape sequence: ESC [ ... letter, ESC ] ... BEL, or ESC and one more. */
static void skip_byte(struct xb_log_reader *reader, unsigned char byte)
{
	if (reader->state == XB_LOG_ESCAPE && byte == '[')
		reader->state = XB_LOG_CONTROL;
	else if (reader->state == XB_LOG_ESCAPE && byte == ']')
		reader->state = XB_LOG_TITLE;
	else if (reader->state == XB_LOG_ESCAPE ||
		 (reader->state == XB_LOG_TITLE && byte == 0x07) ||
		 (reader->state == XB_LOG_CONTROL && byte >= 0x40 && byte <= 0x7e))
		reader->state = XB_LOG_PLAIN;
}

void xb_log_feed(struct xb_log_reader *reader, const char *bytes, size_t length)
{
	reader->at = bytes;
	reader->end = bytes + length;
}

static void begin_line(struct xb_log_reader *reader)
{
	keep_line_before(reader);
	reader->line++;
	reader->state = XB_LOG_PLAIN;
	reader->returned = false;
	reader->open = true;
}

bool xb_log_rest(struct xb_log_reader *reader)
{
	bool open = reader->open;

	if (open)
		reader->text.data[reader->text.length] = '\0';
	reader->open = false;
	return open;
}

bool xb_log_next(struct xb_log_reader *reader)
{
	if (reader->at == reader->end)
		return false;
	if (!reader->open)
		begin_line(reader);
	while (reader->at < reader->end) {
		unsigned char byte = (unsigned char)*reader->at++;

		if (byte == '\n')
			return xb_log_rest(reader);
		if (reader->state != XB_LOG_PLAIN)
			skip_byte(reader, byte);
		else if (byte == ESCAPE)
			reader->state = XB_LOG_ESCAPE;
		else
			put_byte(reader, byte);
	}
	return false;
}

/* ---- Halves of lines ----------------------------------------------------------------------- */

/*
 * The time that a capture tool puts before each line: [2026-11-23 01:02:03.456] (minicom),
 * [01:02:03.456] (tio), 2026-11-23T01:02:03+0100, 01:02:03 or Nov 23 01:02:03 (ts). Linux's own
 * [    0.000000] has no colons and stays.
 */
#define CLOCK "[0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]+)?"
#define DATE "[0-9]{4}-[0-9]{2}-[0-9]{2}"
static const char time_pattern[] = "^(\\[(" DATE "[ T])?" CLOCK "\\]|"
				   "([A-Z][a-z]{2} [ 0-9][0-9] |" DATE "[ T])?" CLOCK
				   "(Z|[+-][0-9]{2}:?[0-9]{2})?) ?";

/* Most lines have no clock at their begin, and are spared the pattern. */
static bool may_have_time(const char *text)
{
	const char *colon = memchr(text, ':', strnlen(text, sizeof("[0000-00-00T00")));

	return colon && isdigit((unsigned char)colon[1]) && isdigit((unsigned char)colon[2]) &&
	       colon[3] == ':';
}

/* TEXT behind such a time. */
static const char *skip_time(const struct xb_log_reader *reader, const char *text)
{
	regmatch_t whole;

	if (!may_have_time(text))
		return text;
	return regexec(&reader->time, text, 1, &whole, 0) == 0 ? text + whole.rm_eo : text;
}

void xb_log_start(struct xb_log_reader *reader)
{
	*reader = (struct xb_log_reader){0};
	regcomp(&reader->time, time_pattern, REG_EXTENDED);
}

void xb_log_clear(struct xb_log_reader *reader)
{
	xb_buf_clear(&reader->text);
	xb_buf_clear(&reader->before);
	regfree(&reader->time);
}

/* Where Xen's last message of TEXT begins; 0: nothing stands before it, or there is none. */
static size_t intruder_at(const char *text)
{
	size_t found = 0;

	for (const char *at = text; (at = strstr(at, "(XEN) ")); at++)
		found = (size_t)(at - text);
	return found;
}

/* [    0.000000] at AT, with more behind the number where the kernel tells of the caller. */
static bool is_kernel_time(const char *at)
{
	at += 1 + strspn(at + 1, " ");
	if (!isdigit((unsigned char)*at))
		return false;
	at += strspn(at, "0123456789");
	return *at == '.' && strspn(at + 1, "0123456789") == 6 &&
	       (at[7] == ']' || at[7] == '(' || at[7] == '@');
}

/* Has TEXT the mark of a line's begin, so that it is no second half? */
static bool is_begun(const char *text)
{
	return strncmp(text, "(XEN) ", 6) == 0 || (text[0] == '[' && is_kernel_time(text));
}

size_t xb_log_join(const struct xb_log_reader *reader, bool intruded, struct xb_buf *out)
{
	size_t length = reader->before.length;

	out->length = 0;
	if (!length || !reader->text.length || is_begun(reader->text.data))
		return 0;
	if (intruded)
		length = intruder_at(reader->before.data);
	if (!length)
		return 0;
	xb_buf_add(out, reader->before.data, length);
	xb_buf_puts(out, skip_time(reader, reader->text.data));
	return length;
}

/* ---- Who speaks ------------------------------------------------------------------------------ */

enum xb_speaker xb_log_speaker(const char *text)
{
	if (strstr(text, "(XEN)"))
		return XB_SPEAKER_XEN;
	for (const char *at = text; (at = strchr(at, '[')); at++)
		if (is_kernel_time(at))
			return XB_SPEAKER_LINUX;
	return XB_SPEAKER_ANY;
}

const char *xb_log_xen_words(const char *text)
{
	const char *words = strstr(text, "(XEN)");

	return words ? words + 5 + strspn(words + 5, " *") : NULL;
}

/* "Xen version 4.17.0 (..." of the banner, "----[ Xen-4.14.0  arm64 ..." of a dump. */
unsigned xb_log_release(const char *words)
{
	static const char *const heads[] = {"Xen version ", "----[ Xen-"};

	for (size_t i = 0; i < XB_COUNT(heads); i++) {
		const char *head = strstr(words, heads[i]);

		if (head)
			return xb_release_number(head + strlen(heads[i]));
	}
	return 0;
}

/* ---- Guests ---------------------------------------------------------------------------------- */

/* The number between BEFORE and AFTER at AT; 0: that is not what stands there. */
static unsigned number_between(const char *at, const char *before, const char *after)
{
	size_t length = strlen(before);
	unsigned number = 0;

	if (*at != *before || strncmp(at, before, length) != 0)
		return 0;
	for (at += length; isdigit((unsigned char)*at) && number < 100000; at++)
		number = number * 10 + (unsigned)(*at - '0');
	return strncmp(at, after, strlen(after)) == 0 ? number : 0;
}

unsigned xb_log_guest(const char *text, size_t offset)
{
	unsigned guest = 0;

	for (const char *at = text; *at && at < text + offset; at++) {
		unsigned number = number_between(at, "DOM", ": ");

		if (!number)
			number = number_between(at, "(d", ") ");
		if (number)
			guest = number;
	}
	return guest;
}

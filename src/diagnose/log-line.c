/* SPDX-License-Identifier: MIT */
#include "diagnose/log-line.h"

#include <ctype.h>
#include <string.h>

#include "xenboot/model.h"

#define ESCAPE 0x1b

/* Behind an escape sequence at AT: ESC [ ... letter, ESC ] ... BEL, or ESC and one more. */
static const char *skip_escape(const char *at, const char *end)
{
	if (++at == end)
		return at;
	if (*at == '[') {
		for (at++; at < end && (*at < 0x40 || *at > 0x7e) && *at != '\n'; at++)
			;
	} else if (*at == ']') {
		for (at++; at < end && *at != 0x07 && *at != '\n'; at++)
			;
	}
	return at < end && *at != '\n' ? at + 1 : at;
}

static void keep_line_before(struct xb_log_reader *reader)
{
	struct xb_buf old = reader->before;

	reader->before = reader->text;
	reader->text = old;
	reader->text.length = 0;
}

/* A byte of a line; RETURNED: a carriage return came before it and waits for what follows. */
static void put_byte(struct xb_buf *text, unsigned char byte, bool *returned)
{
	if (byte == '\r') {
		*returned = true;
		return;
	}
	if ((byte < 0x20 && byte != '\t') || byte >= 0x7f || text->length >= XB_LOG_LINE_MAX)
		return;
	if (*returned)
		xb_buf_putc(text, ' ');
	*returned = false;
	xb_buf_putc(text, byte == '\t' ? ' ' : (char)byte);
}

/* A carriage return within a line begins it again on a terminal; here both parts are kept, with a
 * blank between them. Those at its end are no part of it; blanks there are, for half a message may
 * end in one. */
bool xb_log_next(struct xb_log_reader *reader)
{
	const char *at = reader->at, *end = reader->end;
	bool returned = false;

	if (at == end)
		return false;
	keep_line_before(reader);
	reader->line++;
	while (at < end && *at != '\n') {
		if (*at == ESCAPE)
			at = skip_escape(at, end);
		else
			put_byte(&reader->text, (unsigned char)*at++, &returned);
	}
	reader->at = at < end ? at + 1 : at;
	xb_buf_puts(&reader->text, ""); /* ends the text; an empty line has data as well */
	return true;
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

/* TEXT behind such a time. */
static const char *skip_time(const struct xb_log_reader *reader, const char *text)
{
	regmatch_t whole;

	return regexec(&reader->time, text, 1, &whole, 0) == 0 ? text + whole.rm_eo : text;
}

void xb_log_start(struct xb_log_reader *reader, const char *log, size_t length)
{
	*reader = (struct xb_log_reader){.at = log, .end = log + length};
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

	if (strncmp(at, before, length) != 0)
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

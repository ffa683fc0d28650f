/* SPDX-License-Identifier: MIT */
#include "diagnose/log-line.h"

#include <string.h>

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

/* A carriage return within a line begins it again on a terminal; here both parts are kept, with a
 * blank between them. */
bool xb_log_next(struct xb_log_reader *reader)
{
	const char *at = reader->at, *end = reader->end;

	if (at == end)
		return false;
	reader->text.length = 0;
	reader->line++;
	while (at < end && *at != '\n') {
		unsigned char byte = (unsigned char)*at;

		if (byte == ESCAPE) {
			at = skip_escape(at, end);
			continue;
		}
		at++;
		if (reader->text.length >= XB_LOG_LINE_MAX)
			continue;
		if (byte >= 0x20 && byte < 0x7f)
			xb_buf_putc(&reader->text, (char)byte);
		else if (byte == '\t' || byte == '\r')
			xb_buf_putc(&reader->text, ' ');
	}
	reader->at = at < end ? at + 1 : at;
	while (reader->text.length && reader->text.data[reader->text.length - 1] == ' ')
		reader->text.length--;
	xb_buf_puts(&reader->text, ""); /* ends the text; an empty line has data as well */
	return true;
}

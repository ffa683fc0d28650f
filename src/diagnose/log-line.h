/* SPDX-License-Identifier: MIT */
/* The lines of a serial log, cleaned of what terminals, capture tools and bad cables do to them. */
#ifndef DIAGNOSE_LOG_LINE_H
#define DIAGNOSE_LOG_LINE_H

#include <regex.h>

#include "xenboot/base.h"

/* A longer line is cut: no message of a boot is that long. */
#define XB_LOG_LINE_MAX 2048u

struct xb_log_reader {
	const char *at, *end; /* what is left of the piece that was fed last */
	size_t line;        /* number of the line that was read last */
	struct xb_buf text; /* of it: printable ASCII, escape sequences and controls left out */
	struct xb_buf before; /* the same of the line before it; no data: there is none */
	regex_t time; /* of a capture tool, before a line */
	enum { XB_LOG_PLAIN, XB_LOG_ESCAPE, XB_LOG_CONTROL, XB_LOG_TITLE } state; /* of a sequence */
	bool open;     /* the line has begun and its end has not been seen */
	bool returned; /* a carriage return waits for what follows */
};
void xb_log_start(struct xb_log_reader *reader);
/* The next LENGTH bytes of the log, which may break off anywhere; all before them are read. */
void xb_log_feed(struct xb_log_reader *reader, const char *bytes, size_t length);
/* The next whole line. False: the rest is kept, and the next piece goes on with it. */
bool xb_log_next(struct xb_log_reader *reader);
/* What stands behind the last line's end, as a line. False: nothing. */
bool xb_log_rest(struct xb_log_reader *reader);
void xb_log_clear(struct xb_log_reader *reader);

/*
 * The line before and this one as one text, for a message that a narrow terminal or a lost byte
 * broke in two; without the time that a capture tool put before the second half. With INTRUDED,
 * Xen's words in the middle of the first half are left out as well: Xen writes over the lines of
 * others. Returns where the second half begins in OUT; 0: there is nothing to join.
 */
size_t xb_log_join(const struct xb_log_reader *reader, bool intruded, struct xb_buf *out);

/* Who wrote a line, as far as its own marks tell. */
enum xb_speaker {
	XB_SPEAKER_ANY,  /* no mark: U-Boot, a system's programs, or a prefix that was lost */
	XB_SPEAKER_XEN,  /* (XEN) */
	XB_SPEAKER_LINUX /* a kernel's time, [    0.000000], without (XEN) */
};
enum xb_speaker xb_log_speaker(const char *text);
/* Xen's words in TEXT, behind (XEN) and blanks and stars; "" for a line of stars; NULL: none. */
const char *xb_log_xen_words(const char *text);
/* The release that Xen's WORDS name, as XB_RELEASE; 0: they do not. */
unsigned xb_log_release(const char *words);

/* Which guest says what stands at OFFSET of TEXT, by the "(XEN) DOM1:" or "(d1)" that Xen puts
 * before a guest's line; 0: none, it is of dom0, Xen or U-Boot. */
unsigned xb_log_guest(const char *text, size_t offset);

#endif

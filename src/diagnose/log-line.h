/* SPDX-License-Identifier: MIT */
/* The lines of a serial log, cleaned of what terminals and bad cables put into them. */
#ifndef DIAGNOSE_LOG_LINE_H
#define DIAGNOSE_LOG_LINE_H

#include "xenboot/base.h"

/* A longer line is cut: no message of a boot is that long. */
#define XB_LOG_LINE_MAX 2048u

struct xb_log_reader {
	const char *at, *end;
	size_t line;        /* number of the line that was read last */
	struct xb_buf text; /* of it: printable ASCII, escape sequences and controls left out */
};
/* Start with .at and .end set; false at the end of the log. */
bool xb_log_next(struct xb_log_reader *reader);

#endif

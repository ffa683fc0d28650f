/* SPDX-License-Identifier: MIT */
/*
 * A reader of extended regular expressions (POSIX, XBD 9.4) that knows as much of them as is needed
 * to find plain text in one. It is given what regcomp takes; whatever is not sure to be plain is none.
 */
#ifndef DIAGNOSE_PATTERN_H
#define DIAGNOSE_PATTERN_H

#include <stdbool.h>

/* Behind the character, escape, bracket expression or group at AT. */
const char *xb_pattern_skip_atom(const char *at);
/* Behind all that says how often the atom before AT comes; *optional: perhaps not at all. */
const char *xb_pattern_skip_repeats(const char *at, bool *optional);
/* The end of the alternative that begins at AT: the | behind it, or END. */
const char *xb_pattern_alternative_end(const char *at, const char *end);
/* Does the atom at AT stand for itself? */
bool xb_pattern_is_plain(const char *at);

#endif

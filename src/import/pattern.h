/* SPDX-License-Identifier: MIT */
/*
 * Regular expressions as `setexpr sub` has them (U-Boot lib/slre.c): . [] [^] * + ? *? +? ( ) | ^ $ and
 * \s \S \d \n \r \t. A repetition takes as much as the rest can do with; what is in it is not tried again otherwise,
 * nor is what stood before.
 */
#ifndef XENBOOT_IMPORT_PATTERN_H
#define XENBOOT_IMPORT_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

struct xb_pattern;
/* NULL: *error, a string that stays, tells why it is none. RELEASE is U-Boot's, for what differs. */
struct xb_pattern *xb_pattern_new(const char *text, unsigned release, const char **error);
void xb_pattern_free(struct xb_pattern *pattern);

enum { XB_PATTERN_GROUPS = 10 };
/* A part of the text that was matched: the whole, then what the parentheses took. LENGTH 0: nothing. */
struct xb_match {
	const char *text;
	size_t length;
};
enum xb_match_result {
	XB_MATCH_NONE,
	XB_MATCH_FOUND,
	XB_MATCH_ENDLESS, /* U-Boot never comes back from it, or not within bounds */
};
/* The first match in the LENGTH bytes at TEXT. */
enum xb_match_result xb_pattern_match(const struct xb_pattern *pattern, const char *text, size_t length,
				      struct xb_match matches[XB_PATTERN_GROUPS]);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * One alternative of a pattern, as the plain text that it begins with and an expression for the rest: a
 * compiled one holds two KiB for each character that it has matched, and most of a message is plain.
 */
#ifndef DIAGNOSE_BRANCH_H
#define DIAGNOSE_BRANCH_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>

#define XB_CAUGHT_MAX 4 /* the whole and three groups */

struct xb_branch {
	char *prefix; /* "": none, and the rest is looked for in the whole line */
	char *rest;   /* behind a ^ where there is a prefix; NULL: nothing */
	size_t groups; /* in the alternatives before it */
	regex_t expression; /* of the rest; made when a line has the prefix */
	bool compiled;
	size_t uses; /* of the rest */
};
/* The alternatives of PATTERN, behind what *branches holds. */
void xb_branches_add(const char *pattern, struct xb_branch **branches, size_t *count,
		     size_t *capacity);
/* The leftmost match in LINE, as regexec has it of the whole pattern. */
bool xb_branch_finds(struct xb_branch *branch, const char *line, regmatch_t caught[XB_CAUGHT_MAX]);
void xb_branch_discard(struct xb_branch *branch); /* what is compiled */
void xb_branch_clear(struct xb_branch *branch);

#endif

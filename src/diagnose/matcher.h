/* SPDX-License-Identifier: MIT */
/* Patterns of symptoms, made quick: most lines are refused by one plain search for all of them. */
#ifndef DIAGNOSE_MATCHER_H
#define DIAGNOSE_MATCHER_H

#include <regex.h>

#include "diagnose/branch.h"
#include "diagnose/log-line.h"
#include "xenboot/model.h"

struct xb_matcher {
	const struct xb_symptom *symptom;
	enum xb_speaker speaker; /* who prints it; any: U-Boot and its scripts */
	size_t first_branch, branch_count; /* its alternatives */
};
/* Plain text that every line that matches a row has, or has beside other such texts. */
struct xb_literal {
	char *text;
	size_t length, offset; /* OFFSET: of the three bytes by which it is looked up */
	size_t row, next; /* NEXT: of those with the same hash, counted from 1; 0: none */
};
#define XB_WINDOW_HASHES 4096u
struct xb_matchers {
	struct xb_matcher *rows;
	size_t count;
	struct xb_branch *branches; /* of all rows */
	size_t branch_count, branch_capacity;
	size_t compiled_count;
	struct xb_literal *literals;
	size_t literal_count, literal_capacity;
	size_t first[XB_WINDOW_HASHES]; /* the literals by their hash, as NEXT */
	size_t first_short;		/* those of one or two bytes */
	uint64_t *always; /* rows without a literal, a bit each */
	size_t words;	  /* of such a set of rows */
};
/* One for each of LIST's rows, whose patterns are known to compile. */
struct xb_matchers *xb_matchers_new(const struct xb_symptom_list *list);
void xb_matchers_free(struct xb_matchers *matchers);

/* One look at TEXT for all literals: MAY, of as many words, becomes the set of the rows that may match. */
void xb_matchers_scan(const struct xb_matchers *matchers, const char *text, size_t length,
		      uint64_t *may);
/* Does the pattern of ROW match LINE, which has one of its literals? */
bool xb_matchers_find(struct xb_matchers *matchers, size_t row, const char *line,
		      regmatch_t caught[XB_CAUGHT_MAX]);

#endif

/* SPDX-License-Identifier: MIT */
/* Patterns of symptoms, made quick: most lines are refused by a plain search. */
#ifndef DIAGNOSE_MATCHER_H
#define DIAGNOSE_MATCHER_H

#include <regex.h>

#include "diagnose/log-line.h"
#include "xenboot/model.h"

#define XB_CAUGHT_MAX 4 /* the whole and three groups */

/* Which pairs of neighbouring bytes a text has, hashed: most literals are refused by them. */
#define XB_PAIR_BITS 4096u
struct xb_pairs {
	uint64_t bits[XB_PAIR_BITS / 64];
};
void xb_pairs_of(const char *text, struct xb_pairs *pairs);

struct xb_literal {
	char *text;
	unsigned pairs[3]; /* of its pairs: the first, one in the middle, the last */
	bool long_enough;  /* to have a pair */
};
struct xb_matcher {
	const struct xb_symptom *symptom;
	enum xb_speaker speaker; /* who prints it; any: U-Boot and its scripts */
	struct xb_literal *literals; /* every line that matches has one; "" where there is none */
	size_t literal_count;
	regex_t pattern; /* made when a line is seen that may match */
	bool compiled;
};
/* One for each of LIST's rows, whose patterns are known to compile. */
struct xb_matcher *xb_matchers_new(const struct xb_symptom_list *list);
void xb_matchers_free(struct xb_matcher *matchers, size_t count);

/* PAIRS are LINE's. */
bool xb_matcher_finds(struct xb_matcher *matcher, const char *line, const struct xb_pairs *pairs,
		      regmatch_t caught[XB_CAUGHT_MAX]);

/* TEXT with \1 to \3 replaced by what was caught in LINE. */
void xb_put_caught(struct xb_buf *out, const char *text, const char *line,
		   const regmatch_t caught[XB_CAUGHT_MAX]);

#endif

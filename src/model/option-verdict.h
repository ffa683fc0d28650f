/* SPDX-License-Identifier: MIT */
/* What a value's faults are described with; shared by the option-explain files. */
#ifndef MODEL_OPTION_VERDICT_H
#define MODEL_OPTION_VERDICT_H

#include "model/option.h"

struct xb_verdict {
	const struct xb_option *option;
	const char *value;
	char *problem; /* new strings; hint may stay NULL */
	char *hint;
	char *instead; /* the value that the hint names; new, or NULL */
};

/* Of a value no more than this is repeated in a message. */
enum { XB_SHOWN_MAX = 48 };

/* How many bytes of TEXT, LENGTH long, are shown: no half character at the end. */
int xb_verdict_shown(const char *text, size_t length);

/* Does VALUE fit the option's grammar? */
bool xb_verdict_fits(const struct xb_verdict *verdict, const char *value);

/* The hint names VALUE to be written instead. Takes both over. */
void xb_verdict_offer(struct xb_verdict *verdict, char *hint, char *value);
/* Hint "write VALUE", where that fits and nothing was hinted before. Takes VALUE over. */
void xb_verdict_suggest(struct xb_verdict *verdict, char *value);

/* Say what is wrong with a value of this type; false where there is nothing special to say. */
bool xb_verdict_int(struct xb_verdict *verdict);
bool xb_verdict_size(struct xb_verdict *verdict);

#endif

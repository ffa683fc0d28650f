/* SPDX-License-Identifier: MIT */
/* Searching as one types: several words that must all match, the best answers first. */
#ifndef UI_FIND_H
#define UI_FIND_H

#include "ui/app.h"

/* Words of what was typed, in lower case. */
struct ui_words {
	char *text;
	const char *items[16];
	size_t count;
};
void ui_words_split(struct ui_words *words, const char *typed);
void ui_words_clear(struct ui_words *words);
/* Where WORD, which is not "", stands in TEXT; case does not matter. NULL: nowhere. */
const char *ui_find_text(const char *text, const char *word);
/* Do all words stand in one of TEXTS (NULL at the end) each? The number of the worst place that was
 * needed: 0 the first text alone; -1: a word stands nowhere. Case does not matter. */
int ui_words_match(const struct ui_words *words, const char *const *texts);

#endif

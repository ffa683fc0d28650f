/* SPDX-License-Identifier: MIT */
#include "import/hush-part.h"

#include <string.h>

#define NEXT(part) (1u << XB_PART_##part)
static const struct xb_reserved reserved_words[] = {
	{"if", XB_PART_IF, NEXT(THEN), true},
	{"then", XB_PART_THEN, NEXT(ELIF) | NEXT(ELSE) | NEXT(FI), false},
	{"elif", XB_PART_ELIF, NEXT(THEN), false},
	{"else", XB_PART_ELSE, NEXT(FI), false},
	{"fi", XB_PART_FI, 0, false},
	{"for", XB_PART_FOR, NEXT(IN) | NEXT(DO), true}, /* DO: the modern parser alone */
	{"while", XB_PART_WHILE, NEXT(DO), true},
	{"until", XB_PART_UNTIL, NEXT(DO), true},
	{"in", XB_PART_IN, NEXT(DO), false},
	{"do", XB_PART_DO, NEXT(DONE), false},
	{"done", XB_PART_DONE, 0, false},
};

const struct xb_reserved *xb_reserved_find(const char *word)
{
	for (size_t i = 0; i < XB_COUNT(reserved_words); i++)
		if (!strcmp(word, reserved_words[i].word))
			return &reserved_words[i];
	return NULL;
}

bool xb_part_is_loop(enum xb_hush_part part)
{
	return part == XB_PART_WHILE || part == XB_PART_UNTIL || part == XB_PART_FOR;
}

bool xb_part_is_condition(enum xb_hush_part part)
{
	return part == XB_PART_IF || part == XB_PART_ELIF || part == XB_PART_WHILE ||
	       part == XB_PART_UNTIL;
}

/* SPDX-License-Identifier: MIT */
/* Colours by syntax: a lexer that looks at one line, so that only what is shown is looked at. */
#ifndef UI_SYNTAX_H
#define UI_SYNTAX_H

#include <stdint.h>

#include "ui/style.h"

enum ui_syntax {
	UI_SYNTAX_NONE,
	UI_SYNTAX_SCRIPT, /* U-Boot's shell */
	UI_SYNTAX_TREE,   /* device-tree source */
	UI_SYNTAX_WORD,   /* of a command line: name=value */
	UI_SYNTAX_COUNT
};

/* LENGTH bytes from FROM on. A later span lies over an earlier one. */
struct ui_span {
	size_t from, length;
	enum ui_style style;
};
enum { UI_SPANS_MAX = 64 };

/* Addresses that are marked where they stand. */
struct ui_addresses {
	const uint64_t *items;
	size_t count;
};

/* The spans of LINE, UI_SPANS_MAX at most; what has none is plain. MARKED may be NULL. Returns their count. */
size_t ui_syntax_spans(enum ui_syntax syntax, const char *line, const struct ui_addresses *marked,
		       struct ui_span spans[UI_SPANS_MAX]);

#endif

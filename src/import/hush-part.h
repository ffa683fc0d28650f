/* SPDX-License-Identifier: MIT */
/* The parts of compound commands, which both parsers have. */
#ifndef XENBOOT_IMPORT_HUSH_PART_H
#define XENBOOT_IMPORT_HUSH_PART_H

#include "import/hush.h"

/* Which part of a compound command a command stands in. */
enum xb_hush_part {
	XB_PART_NONE,
	XB_PART_IF,
	XB_PART_THEN,
	XB_PART_ELIF,
	XB_PART_ELSE,
	XB_PART_FI,
	XB_PART_FOR,
	XB_PART_WHILE,
	XB_PART_UNTIL,
	XB_PART_IN,
	XB_PART_DO,
	XB_PART_DONE,
	XB_PART_WRONG, /* behind a reserved word that may not stand there, and that did not end the reading */
};
/* What joins a command to the next one. */
enum xb_hush_link { XB_LINK_NEXT, XB_LINK_AND, XB_LINK_OR };

/* A word that begins a part. */
struct xb_reserved {
	const char *word;
	enum xb_hush_part part;
	unsigned next; /* bits 1 << part: those that may follow; 0: it ends the compound command */
	bool starts;   /* it begins one */
};
/* NULL: WORD is none. */
const struct xb_reserved *xb_reserved_find(const char *word);

bool xb_part_is_loop(enum xb_hush_part part);
bool xb_part_is_condition(enum xb_hush_part part);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What U-Boot's releases differ in, as far as a script can see it. A release is year * 100 + month. Whatever asks which
 * one it is asks here.
 */
#ifndef XENBOOT_IMPORT_RELEASES_H
#define XENBOOT_IMPORT_RELEASES_H

#include <stdbool.h>

/* Those of the old parser have OLD in their names. */
enum xb_trait {
	/* The shell. */
	XB_TRAIT_OLD_EXIT_GOES_ON,	/* exit gives its status, and ends nothing */
	XB_TRAIT_OLD_STATUS_KEPT,	/* $? is the command's own, not 0 or 1; exit gives its own, too */
	XB_TRAIT_OLD_ENVIRONMENT_KEEPS,	/* NAME=VALUE is refused where the environment has NAME */
	XB_TRAIT_OLD_EMPTY_DELETES,	/* NAME= takes the variable away */
	XB_TRAIT_OLD_ASSIGNS_BEFORE,	/* NAME=VALUE before a command without a variable is no command's name */
	/* Commands. */
	XB_TRAIT_MANY_WORDS,		/* CONFIG_SYS_MAXARGS is 64 by default, not 16 */
	XB_TRAIT_ECHO_N,		/* echo -n */
	XB_TRAIT_DELETE_ABSENT,		/* setenv NAME is 0 where there is none, too */
	XB_TRAIT_TEST_ONE_WORD,		/* test of one word looks whether it is empty */
	XB_TRAIT_BRACKET,		/* [ ... ] is test */
	XB_TRAIT_TEST_PATTERN,		/* test TEXT =~ PATTERN */
	XB_TRAIT_SETEXPR_SIX_WORDS,	/* setexpr takes so many at most, not 8 */
	XB_TRAIT_SETEXPR_TEXT,		/* setexpr.s */
	XB_TRAIT_SETEXPR_LITERAL,	/* of words, not of memory alone */
	XB_TRAIT_SUBSTITUTE_COPIES,	/* setexpr sub without a match sets the variable to the text */
	XB_TRAIT_PATTERN_RANGES,	/* [a-z] and [\s] in patterns; the end of a text can be matched alone */
	XB_TRAIT_BARE_0X,		/* 0x without digits is 0, and both its characters are read */
	XB_TRAIT_PREFIX_DECIMAL,	/* 0x makes a number hexadecimal where it is decimal otherwise */
	/* fdt. */
	XB_TRAIT_FDT_SAYS_ADDRESS,	/* fdt addr prints what it sets */
	XB_TRAIT_FDT_QUIET,		/* fdt addr -q */
	XB_TRAIT_FDT_HEADER,		/* fdt header */
	XB_TRAIT_FDT_SET_LONG,		/* fdt s is not fdt set */
	XB_TRAIT_FDT_TEXT_WHOLE,	/* no string of a text is empty, and a line end in it makes it none */
	XB_TRAIT_FDT_STRING_INDEX,	/* fdt get value takes the index of a string */
	XB_TRAIT_FDT_CELL_INDEX,	/* and of a cell */
	XB_TRAIT_FDT_ANY_BYTES,		/* fdt get value gives bytes that are no cells, and cells in their order */
	XB_TRAIT_FDT_SIZE_SHORT,	/* fdt get size and addr write 10, not 0x00000010 */
	XB_TRAIT_FDT_REMOVE_QUIET,	/* fdt rm of what is not there shows no usage */
};
bool xb_release_has(unsigned release, enum xb_trait trait);

/* How many words a command may have, its name included, where the board does not say it: CONFIG_SYS_MAXARGS. */
enum { XB_WORDS_FEW = 16, XB_WORDS_MANY = 64 };
unsigned xb_release_words(unsigned release);

/*
 * What a script that depends on TRAIT should know: "exit ends nothing from 2021.07 to 2023.01, ...". NULL: it is a matter
 * of taste. For a release that no one has named the note stands all the same.
 */
const char *xb_release_trap(enum xb_trait trait);

#endif

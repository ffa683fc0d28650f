/* SPDX-License-Identifier: MIT */
/*
 * Scripts that are drawn by a seed: the parts of random-script. What a script may find, and how it is run, stands in
 * scripts/README.md. What is left out, since U-Boot does not come back from it or it is the machine's business:
 *
 *   - values of `fdt set` that are longer than its buffer of 1024 bytes, which it does not check;
 *   - IFS in the environment, and shell variables that a later script could see: their names have the seed in them;
 *   - `fdt apply`, which Debian's builds do not have;
 *   - `fdt rm /`, `fdt chosen` and what else writes U-Boot's own version into the tree;
 *   - what reads memory that no one has written, and prints of it.
 */
#ifndef TESTS_BOOT_RANDOM_SCRIPT_H
#define TESTS_BOOT_RANDOM_SCRIPT_H

#include "random.h"

/* The script that is being drawn. */
struct script {
	FILE *out;
	unsigned long seed; /* in the names of its shell variables */
	unsigned depth;	    /* of compound commands */
	bool flat; /* a ';' parts commands here, no line end */
};

/* ---- random-script-words.c ---- */

/* An environment variable's name: one that may be set, or also one that never is. */
const char *draw_variable(void);
const char *draw_known(void);
/* Any word, with the quotes that it may have; or one that cannot upset the shell. */
void draw_word(struct script *script);
void draw_plain(struct script *script);
/* Between LOW and HIGH words, each with a blank before it. */
void draw_words(struct script *script, unsigned low, unsigned high);
/* A number in hexadecimal, in decimal, or what looks like one; perhaps a variable. */
void draw_number(struct script *script);

/* ---- random-script-fdt.c ---- */

/* An fdt command, whole. */
void draw_fdt(struct script *script);
/* One that is asked for its status. */
void draw_fdt_question(struct script *script);

#endif

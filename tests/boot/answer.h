/* SPDX-License-Identifier: MIT */
/*
 * What a script leaves on a board: its status, the environment and the trees, as text, so that what a real U-Boot
 * left and what xenboot's interpreter thinks can be held against each other. tests/boot/scripts/README.md tells how
 * a script is run.
 */
#ifndef TESTS_BOOT_ANSWER_H
#define TESTS_BOOT_ANSWER_H

#include <stddef.h>
#include <stdio.h>

/* Where the trees are: that which is the working one at first, and where scripts move or load another to. */
enum { ANSWER_TREES = 2, ANSWER_TREE_MAX = 0x4000 };
extern const unsigned long answer_tree_addresses[ANSWER_TREES];

struct answer_variable {
	char *name, *value;
};
/* By name. */
struct answer_environment {
	struct answer_variable *items;
	size_t count;
};
/* VALUE may be NULL: there is none. */
void answer_set(struct answer_environment *environment, const char *name, const char *value);
/* The text that `env export -t` makes, up to a NUL: lines NAME=VALUE, a \ before a line end or a \ in a value. */
void answer_read_environment(struct answer_environment *environment, const char *text);
void answer_clear(struct answer_environment *environment);

struct answer {
	const char *lost; /* why U-Boot did not come back, and there is nothing else; NULL: it did */
	const char *status; /* $? */
	struct answer_environment environment;
	const void *trees[ANSWER_TREES]; /* NULL, or what is no tree: there is none */
};
/* What is as in BASE is left out of the variables. */
void answer_print(FILE *out, const struct answer *answer, const struct answer_environment *base);

#endif

/* SPDX-License-Identifier: MIT */
/* The board that fdt-replay pretends to be: what was loaded where, and which tree fdt works on. */
#ifndef TESTS_BOOT_BOARD_H
#define TESTS_BOOT_BOARD_H

#include <stdbool.h>
#include <stddef.h>

#define VARIABLES_MAX 64
#define LOADS_MAX 32

struct variable {
	char *name, *value;
};

struct loaded {
	unsigned long address;
	char *bytes;
	size_t size;
};

struct board {
	const char *dir, *script; /* where files come from; what messages name */
	bool verbose;
	int line; /* of the command that runs */
	struct variable variables[VARIABLES_MAX];
	size_t variable_count;
	struct loaded loads[LOADS_MAX];
	size_t load_count;
	struct loaded *tree; /* what `fdt addr` chose */
	bool booted;
};

/* A command: words[0] is its name. Returns its truth; dies of what it does not know. */
struct command {
	const char *name;
	bool (*run)(struct board *board, size_t count, char **words);
};

unsigned long board_hexadecimal(struct board *board, const char *word);
/* The latest that was loaded to the address, or NULL. */
struct loaded *board_find_load(struct board *board, unsigned long address);

/* Make what was loaded to ADDRESS the tree; false, and said, when no tree was. */
bool board_choose_tree(struct board *board, const char *address);
/* `fdt ...`, as U-Boot's cmd/fdt.c does it. */
bool board_fdt(struct board *board, size_t count, char **words);

#endif

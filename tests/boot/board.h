/* SPDX-License-Identifier: MIT */
/*
 * The board that fdt-replay and hush-replay pretend to be: its variables, what was loaded where, which
 * tree fdt works on, and the commands of U-Boot, by release.
 */
#ifndef TESTS_BOOT_BOARD_H
#define TESTS_BOOT_BOARD_H

#include <stdbool.h>
#include <stddef.h>

#include "hush.h"

#define VARIABLES_MAX 256
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
	struct hush_host host; /* its shell, and the release; what is strict there is so here */
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

/* A command: words[0] is its name. Returns its status; dies of what it does not know. */
struct command {
	const char *name;
	int (*run)(struct board *board, size_t count, char **words);
};

/* ---- board.c ---- */

/* Give the board its shell, with all commands. */
void board_init(struct board *board);
void board_clear(struct board *board);
const char *board_get(struct board *board, const char *name); /* NULL: not there */
void board_set(struct board *board, const char *name, const char *value); /* NULL: deletes it */
void board_set_hexadecimal(struct board *board, const char *name, unsigned long value);

/* U-Boot's lib/strto.c: base 0 knows 0x and 0; what is no digit ends it, at *END unless that is NULL. */
unsigned long board_number(struct board *board, const char *word, const char **end, int base);
/* As the commands take addresses and sizes; a strict board dies of what is no number. */
unsigned long board_hexadecimal(struct board *board, const char *word);

/* The latest that was loaded to the address, or NULL. */
struct loaded *board_find_load(struct board *board, unsigned long address);
/* The 32 bits that are there, lowest byte first. */
unsigned long board_read(struct board *board, unsigned long address);
/* Room for a further one; its bytes are the board's then. */
struct loaded *board_add_load(struct board *board, unsigned long address, char *bytes, size_t size);

__attribute__((noreturn)) void board_unknown(struct board *board, const char *what);
/* The usage text; the status of a wrong use. A strict board dies. */
int board_usage(struct board *board, const char *command);

/* ---- shell-commands.c, fdt-commands.c, fdt-value.c, fdt-print.c ---- */

extern const struct command board_shell_commands[]; /* without a name at its end */

/* Make what was loaded to ADDRESS the tree; false, and said, when no tree was. */
bool board_choose_tree(struct board *board, unsigned long address);
/* `fdt ...`, as U-Boot's cmd/fdt.c does it. */
int board_fdt(struct board *board, size_t count, char **words);

#define FDT_VALUE_MAX 1024u /* U-Boot's cmd/fdt.c has so many bytes for a value */

struct fdt_value {
	char bytes[FDT_VALUE_MAX]; /* what is there at first stays where a cell is '?' */
	size_t length;
};

/* Read the value that the words say: <cells>, [bytes] or strings. A status. */
int board_parse_value(struct board *board, size_t count, char **words, struct fdt_value *value);
/* Does U-Boot print and get it as text? That changed with 2023.07. */
bool board_is_text(const struct board *board, const char *bytes, size_t length);
/* `fdt print` of the node and all below. */
void board_print_node(struct board *board, int node);

#endif

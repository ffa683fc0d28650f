/* SPDX-License-Identifier: MIT */
/* How U-Boot finds a command by the word that is typed (common/command.c): the whole name, else the only one that begins
 * so; from the first '.' on a word does not count. */
#ifndef XENBOOT_IMPORT_COMMAND_FIND_H
#define XENBOOT_IMPORT_COMMAND_FIND_H

#include "import/uboot.h"

/* One that goes on: all is 0 at first but WORD. */
struct xb_command_search {
	const char *word;
	struct xb_board_command_row found;
	size_t fits; /* names that begin so */
	bool whole;
};
void xb_command_consider(struct xb_command_search *search, const struct xb_board_command_row *row);
/* False: none was found, or several. */
bool xb_command_conclude(const struct xb_command_search *search, struct xb_board_command_row *found);

/* The same of ROWS, which end with name NULL. */
bool xb_command_find(const struct xb_board_command_row *rows, const char *word,
		     struct xb_board_command_row *found);

#endif

/* SPDX-License-Identifier: MIT */
/* A U-Boot to run small scripts on: a tree with an empty /chosen at 0x44000000 is the working one. */
#ifndef XENBOOT_TESTS_IMPORT_BOARD_H
#define XENBOOT_TESTS_IMPORT_BOARD_H

#include "support.h"

#include "import/uboot.h"

/* Who runs it. */
struct shell_kind {
	unsigned release;
	enum xb_parser parser;
};
struct board {
	struct xb_uboot uboot;
	struct xb_uboot_config config;
	struct xb_boot *boot;
	struct xb_diags diags;
	unsigned events[16]; /* how often each was seen */
	int status;          /* of the script */
};
void board_run(struct board *board, struct shell_kind kind, const char *script);
/* The variables with a name of one letter, by name: "a=1|b=x y". */
char *board_variables(const struct board *board);
/* The value of PROPERTY of /chosen, texts as "a","b", else cells as <1 2>; "-": it is not there. New. */
char *board_chosen(const struct board *board, const char *property);
void board_clear(struct board *board);

#endif

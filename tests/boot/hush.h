/* SPDX-License-Identifier: MIT */
/*
 * U-Boot's two shells, as far as boot scripts need them: common/cli_hush.c, the old one, and
 * cli_hush_upstream.c, the modern one (CONFIG_HUSH_MODERN_PARSER), by release. What they do was
 * measured on 2021.01, 2023.01, 2025.01 and 2026.07; tests/boot/hush holds what was seen.
 *
 *                 old                                      modern
 *   '...'         \ goes, the next character stays         as it stands; '' alone is no word
 *   "..."         \ stays; ' opens a '...' even here       \$ \" \\ lose the \
 *   \c            c                                        c; a \ before a line's end joins lines
 *   ${v}          the command is put together anew         split at blanks, else as it is
 *                 and read a second time
 *   a && b || c   the first short cut drops all the rest   as in sh; goes on over a line's end
 *   source        line by line                             the whole text is parsed first
 *
 * hush-words.c reads words, hush-parse.c commands, hush-expand.c does variables, hush.c runs.
 */
#ifndef TESTS_BOOT_HUSH_H
#define TESTS_BOOT_HUSH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct hush_variable {
	char *name, *value;
};

struct hush_host {
	void *context;
	/* Run one command: its status; -2 and less means `exit` to the shell, as in U-Boot. */
	int (*command)(void *context, int line, size_t argc, char **argv);
	/* The value of a variable of the environment, or NULL. */
	const char *(*variable)(void *context, const char *name);
	bool modern;
	unsigned release; /* 202301 is 2023.01 */
	/* A script of ours must not need what the shells differ in, or refuse: die of it. */
	bool strict;

	FILE *out; /* where U-Boot prints */

	/* The shell's own; all 0 at first. */
	const char *name; /* of the text that runs, for messages */
	int status;	  /* $? */
	bool stop;	  /* set by a command too: nothing behind it runs (booti does not return) */
	const char *lost; /* why U-Boot does not come back; stop is set then */
	bool leaving;	  /* `exit` was said, and its status is in status */
	struct hush_variable *own; /* shell variables: x=v, for x in .. */
	size_t own_count;
};

/* As `source` does; its status. NAME is used in messages. */
int hush_source(struct hush_host *host, const char *name, const char *script);
/* As `run` does with the value of a variable. */
int hush_run(struct hush_host *host, const char *name, const char *commands);
void hush_clear(struct hush_host *host);

#endif

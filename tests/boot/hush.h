/* SPDX-License-Identifier: MIT */
/*
 * As much of U-Boot's shell ("hush", common/cli_hush.c) as boot scripts need: words with all three
 * kinds of quotes, variables, `;`, newlines, `&&`, `||`, if/then/elif/else/fi, comments. What it
 * does with quotes was measured on U-Boot 2023.01 and 2025.01, and differs from every other shell:
 *
 *   '...'   keeps all but \, which goes and makes the next character plain
 *   "..."   expands $name and ${name}; \ stays, and so does the character behind it; ' opens a
 *           single-quoted part even here
 *   \c      is c
 *
 * What U-Boot would get wrong without a word (a && at a line's end, which does not chain) and what
 * is not known here ends the program with STATUS_TROUBLE, so that no test passes by accident.
 */
#ifndef TESTS_BOOT_HUSH_H
#define TESTS_BOOT_HUSH_H

#include <stdbool.h>
#include <stddef.h>

struct hush_host {
	void *context;
	/* Run one command; its truth is returned. */
	bool (*command)(void *context, int line, size_t argc, char **argv);
	/* The value of a variable, or NULL. */
	const char *(*variable)(void *context, const char *name);
	bool modern; /* the modern parser: '...' keeps \, "..." knows \$ \" \\ and no ', '' alone is no word */
	bool stop; /* set by a command: nothing behind it runs (booti does not return) */
};

/* Run the script; NAME is used in messages. The truth of its last command. */
bool hush_run(struct hush_host *host, const char *name, const char *script);

#endif

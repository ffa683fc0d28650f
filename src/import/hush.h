/* SPDX-License-Identifier: MIT */
/*
 * U-Boot's shell as boot scripts meet it: the old parser (common/cli_hush.c) and the modern one
 * (common/cli_hush_upstream.c), each as the release has it. What a command does is its host's
 * business.
 *
 * A value that only the board knows stands in a text as a symbol, see symbol.h; to the shell it is
 * a word's ordinary characters.
 */
#ifndef XENBOOT_IMPORT_HUSH_H
#define XENBOOT_IMPORT_HUSH_H

#include "xenboot/base.h"

/* ---- Text with places -------------------------------------------------------------------------
 */

/* From OFFSET on, a text was written at AT; with COUNTS each character of it stands one column
 * further. */
struct xb_script_place {
	size_t offset;
	struct xb_pos at;
	bool counts;
};
/* What a shell reads. */
struct xb_script {
	const char *bytes; /* NUL-terminated */
	size_t length;
	struct xb_script_place *places; /* by offset; the first is 0 */
	size_t place_count, place_capacity;
};
/* A file's text, in lines. The bytes must outlive it. */
void xb_script_of_file(struct xb_script *text, const char *bytes, size_t length, const char *file);
/* From OFFSET on it was written at AT. */
void xb_script_mark(struct xb_script *text, size_t offset, struct xb_pos at);
struct xb_pos xb_script_at(const struct xb_script *text, size_t offset);
/* Where line NUMBER of a file's text begins; NULL: it has not so many. */
const char *xb_script_line(const struct xb_script *text, unsigned number);
void xb_script_clear(struct xb_script *text);

/* ---- Variables
 * ----------------------------------------------------------------------------------- */

struct xb_variable {
	char *name;
	char *value;
	struct xb_pos at; /* where the value was written; line 0: nowhere */
	bool used;	  /* its value was looked at, this one or one before */
};
/* By name, in no order that anyone sees. */
struct xb_variables {
	struct xb_variable *items;
	size_t count, capacity;
};
struct xb_variable *xb_variable_find(const struct xb_variables *variables, const char *name);
/* VALUE NULL: there is none any more. */
void xb_variable_set(struct xb_variables *variables, const char *name, const char *value,
		     struct xb_pos at);
void xb_variables_clear(struct xb_variables *variables);

/* ---- The shell
 * ----------------------------------------------------------------------------------- */

/* A word of a command, as the command gets it. */
struct xb_word {
	const char *text;
	struct xb_pos at;
};
struct xb_command {
	struct xb_word *words; /* the first is its name */
	size_t count;
	bool tested; /* what follows depends on its status */
};

/* What the shell does that its writer may not have meant. */
enum xb_shell_event {
	XB_SHELL_SYNTAX, /* what stands from here on does not run; the text is what it stumbled over
			  */
	XB_SHELL_COMMENT,     /* a '#' takes the rest of a command away */
	XB_SHELL_UNSET,	      /* a word is a variable that does not exist, or is empty */
	XB_SHELL_UNSET_IN,    /* one stands within a word */
	XB_SHELL_SECOND_PASS, /* quotes or backslashes of this word are lost beside a '$' */
	XB_SHELL_LINE_END,    /* a line end got into a word */
	XB_SHELL_CUT_LIST,    /* '&&' or '||' at the end of a line: the next line runs regardless */
	XB_SHELL_UNKNOWN,     /* no command is called that */
	XB_SHELL_BUDGET,      /* it does not end */
	XB_SHELL_WAITS, /* it ends at U-Boot's prompt, and what called it is not gone on with */
};

struct xb_shell;
struct xb_shell_host {
	/* Run COMMAND: its status; below -1 it is U-Boot's way to say that the script ends with
	 * -status - 2. */
	int (*run)(void *data, struct xb_shell *shell, const struct xb_command *command);
	void (*event)(void *data, enum xb_shell_event event, struct xb_pos at, const char *text);
	/* The value of a variable that was never set here; NULL: it does not exist. */
	const char *(*board_value)(void *data, const char *name);
};

enum xb_parser { XB_PARSER_OLD, XB_PARSER_MODERN };

struct xb_shell {
	enum xb_parser parser;
	unsigned release; /* of U-Boot, year * 100 + month: 202301 */
	struct xb_variables env, locals;
	int status; /* $? */
	const struct xb_shell_host *host;
	void *data;	  /* the host's */
	size_t budget;	  /* steps that are left: commands and bytes that are read */
	const char *name; /* of the command whose words are being expanded, or that runs; NULL: none */
	unsigned depth;	  /* scripts in scripts */
	bool tested;	  /* what follows depends on how the value that is run ends */
	bool more;	  /* in this script something would run behind the command that runs */
	bool stopped;	  /* the budget is used up, or the board was left: nothing runs any more */
};

/* A limit for values and for what is read at once. */
#define XB_SHELL_TEXT_MAX (1u << 20)
#define XB_SHELL_DEPTH_MAX 24u

/* As `source` runs it, and as `run` does a variable's value: the status. */
int xb_shell_source(struct xb_shell *shell, const struct xb_script *text);
int xb_shell_run_value(struct xb_shell *shell, const struct xb_script *text);
/* The environment's value, else the shell's own, else the board's; NULL: there is none. */
const char *xb_shell_value(struct xb_shell *shell, const char *name, struct xb_pos at);
/* Does the environment, or the board's, have NAME? */
bool xb_shell_has(struct xb_shell *shell, const char *name);
/* Let the host run COMMAND, whose words are expanded; its status. */
int xb_shell_call(struct xb_shell *shell, const struct xb_command *command);
/* NAME=VALUE as the shell takes it without a command. */
void xb_shell_assign(struct xb_shell *shell, const char *name, const char *value, struct xb_pos at);
/* One step more; false: no more. */
bool xb_shell_step(struct xb_shell *shell, size_t steps, struct xb_pos at);

int xb_hush_old(struct xb_shell *shell, const struct xb_script *text, bool whole);
int xb_hush_modern(struct xb_shell *shell, const struct xb_script *text, bool whole);

#endif

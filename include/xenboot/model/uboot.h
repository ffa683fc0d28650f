/* SPDX-License-Identifier: MIT */
/*
 * What the U-Boot of a board starts a script with: its variables, its shell, its limits. A file
 * share/uboot/NAME.yaml says it for the boards that share a configuration, release by release, after
 * U-Boot's own sources.
 */
#ifndef XENBOOT_MODEL_UBOOT_H
#define XENBOOT_MODEL_UBOOT_H

#include "xenboot/model/data.h"
#include "xenboot/model/value.h"

struct xb_board;

/* ---- As it is written ------------------------------------------------------------------------- */

struct xb_uboot_variable {
	struct xb_text name, value;
};
/* What can differ from one release to the next. What is not given is as in what is below it. */
struct xb_uboot_settings {
	struct xb_text parser;         /* old, or modern: CONFIG_HUSH_MODERN_PARSER */
	struct xb_number max_args;     /* words of a command with its name: CONFIG_SYS_MAXARGS */
	struct xb_number line_length;  /* bytes of a typed line: CONFIG_SYS_CBSIZE */
	struct xb_number load_address; /* CONFIG_SYS_LOAD_ADDR */
	struct xb_number fdt_pad;      /* bytes that a boot command adds to the tree: CONFIG_SYS_FDT_PAD */
	struct xb_uboot_variable *variables; /* in the environment, with their values */
	size_t variable_count;
	struct xb_texts at_start;      /* variables whose values only the board knows */
	struct xb_texts booting; /* likewise, and there only while U-Boot tries what it may boot */
	struct xb_texts without;       /* variables that are not there */
};
struct xb_uboot_change {
	struct xb_text release; /* it holds before this one */
	struct xb_uboot_settings settings;
};
/* A file of share/uboot, or what a board has under `uboot`. */
struct xb_uboot_setup {
	struct xb_text name, title; /* a file's */
	struct xb_text extends;     /* the file that it is laid on */
	struct xb_text release;     /* of the board's U-Boot; not given: a usual one */
	struct xb_flag partial;     /* it may have variables that are not named */
	struct xb_uboot_settings settings;
	struct xb_uboot_change *before; /* a file's: what was otherwise, the last release first */
	size_t before_count;
	struct xb_pos at;
};

/* ---- As it is on the board -------------------------------------------------------------------- */

/* Releases are year * 100 + month. The number that TEXT begins with ("2023.01-rc2": 202301); 0: none. */
unsigned xb_uboot_release(const char *text);
/* The release that most boards run, where nothing is said. */
#define XB_UBOOT_USUAL_RELEASE 202301u

/* Which U-Boot is wanted, where something else than the board says it. */
struct xb_uboot_choice {
	unsigned release;   /* 0: as the board has it */
	const char *parser; /* "old", "modern"; NULL: as the release has it */
};
/* The newest release that share/uboot describes, and the first with the modern parser. */
#define XB_UBOOT_NEWEST_RELEASE 202607u
#define XB_UBOOT_FIRST_MODERN 202404u
/* "2023.01", "old", "2026.07,modern"; of modern alone the newest release is meant. NULL: it is good; else what
 * is wrong, behind "TEXT ". */
const char *xb_uboot_choose(const char *text, struct xb_uboot_choice *choice);

struct xb_environment_variable {
	const char *name;
	const char *value; /* NULL: only the board knows it */
	struct xb_pos at;  /* where a file has it; line 0: it is the board's */
};
struct xb_environment {
	unsigned release;
	bool modern;  /* the parser */
	bool partial; /* there may be variables besides these */
	unsigned max_args, line_length;
	uint64_t fdt_pad;
	struct xb_number load_address;
	struct xb_environment_variable *variables; /* by name */
	size_t count, capacity;
	struct xb_arena arena; /* of the texts */
};
/* What BOARD has in RELEASE; NULL: a board of which nothing is known; 0: the release that the board
 * says, else the usual one. False with a diagnostic: a file that it names cannot be read. */
bool xb_environment_load(struct xb_environment *environment, struct xb_data *data,
			 const struct xb_board *board, unsigned release, struct xb_diags *diags);
void xb_environment_clear(struct xb_environment *environment);
/* VALUE NULL: only the board knows it. NAME and VALUE are copied. */
void xb_environment_set(struct xb_environment *environment, const char *name, const char *value,
			struct xb_pos at);
void xb_environment_unset(struct xb_environment *environment, const char *name);
/* NULL: it is not there. */
const struct xb_environment_variable *xb_environment_find(const struct xb_environment *environment,
							  const char *name);

#endif

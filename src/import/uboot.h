/* SPDX-License-Identifier: MIT */
/*
 * U-Boot while a script runs on it: U-Boot's environment, what stands in memory, the trees there,
 * and a record of what was done.
 *
 * A run follows one way through the script. Where it depends on what only the board knows, it
 * decides, and remembers that it did; another run decides otherwise (paths.h).
 */
#ifndef XENBOOT_IMPORT_UBOOT_H
#define XENBOOT_IMPORT_UBOOT_H

#include "import/hush.h"
#include "import/symbol.h"

/* ---- What was found
 * ------------------------------------------------------------------------------- */

/* One thing that the script was seen to do, for rules to speak of: a kind of its own each, see
 * finding.h. */
struct xb_finding {
	enum xb_severity severity;
	enum xb_code code;
	struct xb_pos at;
	char *message; /* a sentence */
	char *hint;    /* or NULL */
};
struct xb_findings {
	struct xb_finding *items;
	size_t count, capacity;
};

/* ---- Decisions
 * -------------------------------------------------------------------------------------- */

/* A question that only the board can answer, and how this run answers it. */
struct xb_decision {
	struct xb_pos at;
	char *question; /* "does `load mmc 0:1 0x200000 xen` succeed" */
	bool answer;
};
struct xb_decisions {
	struct xb_decision *items;
	size_t count, capacity;
};

/* ---- Trees
 * ------------------------------------------------------------------------------------------ */

/* Cells of a property that are a symbol: they are 0 in the tree. */
struct xb_symbol_cell {
	char *path, *property;
	size_t offset; /* in bytes */
	size_t symbol;
};
/* A tree that commands edit. */
struct xb_board_tree {
	struct xb_buf blob; /* flattened; its totalsize is the room that it has */
	struct xb_amount address;
	size_t load;  /* what brought it; XB_NO_LOAD: it was there */
	bool assumed; /* its file is not here: what it has, and its room, is not known */
	struct xb_symbol_cell *cells;
	size_t cell_count, cell_capacity;
};
#define XB_NO_LOAD SIZE_MAX

/* ---- The uboot
 * ------------------------------------------------------------------------------------- */

struct xb_uboot {
	struct xb_shell shell;
	struct xb_symbols symbols;
	struct xb_decisions decisions; /* those that were made, in order */
	const bool *answers;	       /* how the first of them are to be answered */
	size_t answer_count;
	struct xb_findings findings;
	struct xb_board_tree *trees;
	size_t tree_count, tree_capacity;
	size_t working;	       /* the tree that `fdt` edits; XB_NO_TREE: none */
	unsigned max_words;    /* CONFIG_SYS_MAXARGS */
	struct xb_buf console; /* what it said, for tests */
};
#define XB_NO_TREE SIZE_MAX

/* The answer to a question; LIKELY is that of a run to which nothing was said. */
bool xb_uboot_decide(struct xb_uboot *uboot, struct xb_pos at, bool likely, const char *format, ...)
	XB_PRINTF(4, 5);
void xb_uboot_find(struct xb_uboot *uboot, enum xb_severity severity, enum xb_code code,
		   struct xb_pos at, const char *format, ...) XB_PRINTF(5, 6);
/* What U-Boot writes onto its console. */
void xb_uboot_say(struct xb_uboot *uboot, const char *format, ...) XB_PRINTF(2, 3);
/* A variable of the environment: VALUE is a symbol's text or an ordinary one; NULL deletes it. */
void xb_uboot_set(struct xb_uboot *uboot, const char *name, const char *value, struct xb_pos at);
/* In hexadecimal without 0x, as most commands write numbers; a symbol as it is. */
void xb_uboot_set_amount(struct xb_uboot *uboot, const char *name, struct xb_amount amount,
			 struct xb_pos at);

/* The tree at ADDRESS: where a file that may be one was loaded there, it becomes one. NULL: there
 * is none. */
struct xb_board_tree *xb_uboot_tree_at(struct xb_uboot *uboot, struct xb_amount address);
struct xb_board_tree *xb_uboot_add_tree(struct xb_uboot *uboot, const void *blob, size_t size,
					struct xb_amount address);
/* The same tree once more, at ADDRESS. */
struct xb_board_tree *xb_uboot_copy_tree(struct xb_uboot *uboot, const struct xb_board_tree *from,
					 struct xb_amount address);
void xb_uboot_clear(struct xb_uboot *uboot);

/* ---- Commands
 * --------------------------------------------------------------------------------------- */

typedef int xb_board_command(struct xb_uboot *uboot, const struct xb_command *command);
struct xb_board_command_row {
	const char *name;
	unsigned max_words;    /* with the name; 0: CONFIG_SYS_MAXARGS */
	xb_board_command *run; /* NULL: it exists, and what it does is not known here */
};
/* Ends with name NULL. */
extern const struct xb_board_command_row xb_board_commands[];
/* The status of a wrong use: the usage is shown. */
int xb_uboot_usage(struct xb_uboot *uboot, const struct xb_command *command);

xb_board_command xb_command_setenv, xb_command_env, xb_command_printenv, xb_command_echo,
	xb_command_true, xb_command_false, xb_command_exit, xb_command_run, xb_command_test,
	xb_command_itest, xb_command_setexpr, xb_command_fdt, xb_command_showvar;

#endif

/* SPDX-License-Identifier: MIT */
/*
 * U-Boot while a script runs on it: the environment, what stands in memory, the trees there, and a
 * boot description of what was done.
 *
 * A run follows one way through the script. Where that depends on what only the board knows, it
 * decides, and remembers that it did; another run decides otherwise (paths.h).
 */
#ifndef XENBOOT_IMPORT_UBOOT_H
#define XENBOOT_IMPORT_UBOOT_H

#include "import/hush.h"
#include "import/releases.h"
#include "import/symbol.h"
#include "xenboot/boot.h"

/* ---- Decisions ---- */

/* A question that only the board can answer, and how this run answers it: yes is likely. */
enum xb_question {
	XB_ASK_SUCCESS, /* does a command succeed? */
	XB_ASK_TRUTH,	/* is a condition true? */
};
struct xb_decision {
	struct xb_pos at;
	enum xb_question question;
	char *subject; /* "load mmc 0:1 0x200000 xen" */
	bool answer;
};
struct xb_decisions {
	struct xb_decision *items;
	size_t count, capacity;
};

/* ---- Memory ---- */

/* What a load of the description does not say. */
struct xb_board_load {
	struct xb_amount address;
	size_t size;  /* the symbol of its size; XB_NO_SYMBOL: it is known */
	bool is_tree; /* it was taken for one */
};
/* Cells of a property that are a symbol: they are 0 in the tree. */
struct xb_symbol_cell {
	char *path, *property;
	size_t offset; /* in bytes */
	size_t symbol;
	size_t step; /* of the description */
};
/* A tree that commands edit. */
struct xb_board_tree {
	struct xb_buf blob; /* flattened; its totalsize is the room that it has */
	struct xb_amount address;
	size_t load;  /* what brought it; XB_NONE: it was there */
	bool assumed; /* its file is not here: what it has, and its room, is not known */
	bool roomy;   /* room was made in it, or it was said that there is none */
	size_t edits; /* that were made in it */
	struct xb_pos edited_at; /* the first of them */
	const char *variable; /* that holds its address, or that of the one it is a copy of; or NULL */
	bool moved;   /* it is a copy */
	bool exact;   /* see the configuration */
	struct xb_symbol_cell *cells;
	size_t cell_count, cell_capacity;
};

/* A text that a command wrote into memory. */
struct xb_board_text {
	struct xb_amount address;
	size_t loads; /* so many had been before it */
	struct xb_buf bytes;
};

/* ---- U-Boot ---- */

struct xb_uboot_config {
	unsigned release; /* year * 100 + month */
	enum xb_parser parser;
	unsigned max_words;    /* CONFIG_SYS_MAXARGS */
	const struct xb_environment *environment; /* what the board starts with; NULL: not known */
	size_t budget;	       /* steps that a run may take */
	const char *files_dir; /* where the files that it loads are here; NULL: nowhere */
	const char *tree_path; /* the tree, whatever the script calls it; NULL: not given */
	bool exact; /* an edit for which a tree has no room fails, as on the board; else a rule tells of all that there
		     * are, and what was meant is described */
};
struct xb_uboot {
	const struct xb_uboot_config *config;
	const struct xb_script *script; /* that is run first; NULL: none is */
	struct xb_shell shell;
	struct xb_symbols symbols;
	struct xb_decisions decisions; /* those that were made, in order */
	const bool *answers;	       /* how the first of them are to be answered */
	size_t answer_count;
	struct xb_diags *diags;
	struct xb_boot *boot;	     /* loads and steps, as they happen, and the entry */
	struct xb_board_load *loads; /* as many as the description's */
	size_t load_capacity;
	struct xb_board_tree *trees;
	size_t tree_count, tree_capacity;
	struct xb_missed_tree {
		uint64_t address;
		struct xb_pos at;
	} *missed; /* trees that were named, and that nothing had loaded */
	size_t missed_count, missed_capacity;
	struct xb_board_text *texts;
	size_t text_count, text_capacity;
	size_t working;				/* the tree that `fdt` edits; XB_NONE: none */
	struct xb_amount entry_xen, entry_tree; /* what the entry was given */
	bool entry_tree_given;
	struct {
		bool given, sized; /* ADDRESS, ADDRESS:SIZE */
		struct xb_amount address, size;
		struct xb_pos at;
	} entry_ramdisk;
	const char *command;	/* the whole name of the one that runs */
	const char *failed_path; /* the node of which was said that an edit fails; NULL: of none */
	size_t newest_load; /* the step of the load that the last command was; XB_NONE: it was none */
	struct xb_variables deleted; /* those that the script took away */
	struct xb_variables asked; /* variables that are not there, and were asked for */
	unsigned unset_reports; /* of others that are not */
	bool unknown_variables; /* something set variables that are not known */
	bool left;		/* the entry was reached */
	struct xb_pos left_at;
	struct xb_buf console; /* what it said */
};
void xb_uboot_clear(struct xb_uboot *uboot); /* the description stays */

/* The answer to a question about WORDS, COUNT of them. */
bool xb_uboot_decide(struct xb_uboot *uboot, enum xb_question question, const struct xb_word *words,
		     size_t count);
/* What the script does at AT depends on TRAIT of U-Boot's release: a note, once, where that is a trap. */
void xb_uboot_differs(struct xb_uboot *uboot, enum xb_trait trait, struct xb_pos at);
/* What U-Boot writes onto its console. */
void xb_uboot_say(struct xb_uboot *uboot, const char *format, ...) XB_PRINTF(2, 3);
/* A variable of the environment: VALUE is a symbol's text or an ordinary one; NULL deletes it. */
void xb_uboot_set(struct xb_uboot *uboot, const char *name, const char *value, struct xb_pos at);
/* In hexadecimal without 0x, as most commands write numbers; a symbol as it is. */
void xb_uboot_set_amount(struct xb_uboot *uboot, const char *name, struct xb_amount amount,
			 struct xb_pos at);
/* The number that VARIABLE holds, in hexadecimal; with a symbol of its own where it has none. */
struct xb_amount xb_uboot_number(struct xb_uboot *uboot, const char *variable, struct xb_pos at);
/* What a command reads as a decimal number; 0x makes it hexadecimal in newer releases. */
struct xb_amount xb_uboot_decimal(const struct xb_uboot *uboot, const char *text);
/* A new symbol for what a command makes. */
struct xb_amount xb_uboot_unknown(struct xb_uboot *uboot, struct xb_pos at, const char *format, ...)
	XB_PRINTF(3, 4);

/* ---- Loads ---- */

/* One that succeeds: WORDS, which may be NULL, is the command before the address. */
size_t xb_uboot_load(struct xb_uboot *uboot, const char *words, const char *file,
		     struct xb_amount address, const struct xb_command *command);
/* The same with what a load sets: its size and address, in the environment. */
int xb_uboot_load_here(struct xb_uboot *uboot, const char *words, const char *file,
		       const struct xb_word *address, const struct xb_command *command);
/* Where a load to ADDRESS failed on this way, the last one; line 0: none did. */
struct xb_pos xb_uboot_failed_load(const struct xb_uboot *uboot, uint64_t address);
/* The load that stands at ADDRESS, the last one: XB_NONE: there is none. With INSIDE it may begin
 * before. */
size_t xb_uboot_load_at(const struct xb_uboot *uboot, struct xb_amount address, bool inside);
/* Loads whose address is a word of COMMAND: it does something with them. */
void xb_uboot_take_loads(struct xb_uboot *uboot, const struct xb_command *command);

/* ---- Trees ---- */

/* So many bytes of a new tree are a step of the run, which bounds the memory of all of them. */
#define XB_TREE_STEP 64u
/* The tree at ADDRESS: where a file that may be one was loaded there, it becomes one. NULL: there
 * is none. */
struct xb_board_tree *xb_uboot_tree_at(struct xb_uboot *uboot, struct xb_amount address);
struct xb_board_tree *xb_uboot_add_tree(struct xb_uboot *uboot, const void *blob, size_t size,
					struct xb_amount address);
/* One of which nothing is known. */
struct xb_board_tree *xb_uboot_assume_tree(struct xb_uboot *uboot, struct xb_amount address);
/* The same tree once more, at ADDRESS. */
struct xb_board_tree *xb_uboot_copy_tree(struct xb_uboot *uboot, const struct xb_board_tree *from,
					 struct xb_amount address);

/* A command at AT names ADDRESS, where nothing was loaded before. */
void xb_uboot_miss_tree(struct xb_uboot *uboot, uint64_t address, struct xb_pos at);
/* Say so, once the run is over: where no file is loaded at all, someone else puts them there. */
void xb_uboot_report_missed(struct xb_uboot *uboot);

/* ---- Commands ---- */

typedef int xb_board_command(struct xb_uboot *uboot, const struct xb_command *command);
struct xb_board_command_row {
	const char *name;
	unsigned max_words;    /* with the name; 0: CONFIG_SYS_MAXARGS */
	xb_board_command *run; /* NULL: it exists, and what it does is not known here */
};
/* Ends with name NULL. */
extern const struct xb_board_command_row xb_board_commands[];
/* Where the words of the next command hold $?, the load before it was looked at. */
void xb_uboot_note_status_read(struct xb_uboot *uboot);
/* env export and import; the words are those of `env`. */
xb_board_command xb_env_export, xb_env_import;
/* The status of a wrong use: the usage is shown. */
int xb_uboot_usage(struct xb_uboot *uboot, const struct xb_command *command);
/* The status of a command whose outcome the board decides; where no one looks at it, it succeeds.
 */
int xb_uboot_outcome(struct xb_uboot *uboot, const struct xb_command *command);

xb_board_command xb_command_setenv, xb_command_env, xb_command_printenv, xb_command_echo,
	xb_command_true, xb_command_false, xb_command_exit, xb_command_run, xb_command_test,
	xb_command_itest, xb_command_setexpr, xb_command_fdt, xb_command_showvar,
	xb_command_network, xb_command_filesystem, xb_command_size, xb_command_blocks,
	xb_command_ubifsload, xb_command_smhload, xb_command_unpack, xb_command_copy, xb_command_look, xb_command_booti, xb_command_opaque, xb_command_source, xb_command_end;

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The command line: what its files share. Commands are rows (commands.c), options are rows
 * (option-table.c); parsing, help and every complaint about usage follow from the two tables.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <jansson.h>

#include "xenboot/diagnose.h"
#include "xenboot/session.h"

/* Exit status (design, section 2). */
enum {
	CLI_GOOD,
	CLI_ERRORS, /* the configuration has errors */
	CLI_USAGE,  /* the command was used wrongly */
	CLI_FAILED, /* a profile, tree or output could not be read or written */
};

enum cli_option {
	CLI_FORMAT,
	CLI_STRICT,
	CLI_ERROR,
	CLI_WARN,
	CLI_NOTE,
	CLI_IGNORE,
	CLI_EXPLAIN,
	CLI_OUTPUT,
	CLI_EMIT,
	CLI_DIGEST,
	CLI_RESOLVED,
	CLI_FORCE,
	CLI_SEARCH,
	CLI_FILES,
	CLI_BOARD,
	CLI_DTB,
	CLI_FROM_DTB,
	CLI_NO_MOUSE,
	CLI_DATA,
	CLI_HELP,
	CLI_VERSION,
	CLI_OPTION_COUNT
};
#define CLI_BIT(option) (1u << (option))

struct cli_option_row {
	const char *name;     /* --name */
	char letter;          /* -l, or 0 */
	const char *argument; /* what follows, for the help; NULL: nothing does */
	const char *summary;
};
extern const struct cli_option_row cli_options[CLI_OPTION_COUNT];

struct cli;

struct cli_command {
	const char *name;
	const char *group;     /* the command of which this is a part: "profile"; or NULL */
	const char *arguments; /* "PROFILE KEY=VALUE..." */
	unsigned least, most;  /* how many of them */
	const char *summary;
	const char *help;      /* more lines for --help, or NULL */
	const char *formats[6]; /* what -f takes, the default first, NULL at the end */
	void (*put_formats)(struct xb_buf *out); /* what they are, for --help; or NULL */
	struct cli_option_row output; /* what -o means here: argument and summary */
	unsigned options;      /* CLI_BIT of those it takes, beyond the ones that all take */
	bool describes; /* --board, --dtb, --files say what is made, and override nothing read */
	bool compares;  /* as diff(1): 1 is for a difference, 2 for all trouble */
	int (*run)(struct cli *cli);
	const struct cli_command *parts; /* commands of a group, or NULL */
	size_t part_count;
};
extern const struct cli_command cli_commands[];
extern const size_t cli_command_count;
extern const struct cli_command cli_profile_commands[];
extern const size_t cli_profile_command_count;

/* One call of the program. */
struct cli {
	const struct cli_command *command;
	bool implied; /* the front end, by a word that is no command: a profile, as it seems */
	const char *values[CLI_OPTION_COUNT]; /* NULL: not given; an option without argument: "" */
	struct cli_given {
		enum cli_option option;
		const char *value;
	} *given; /* all of them, in order, for those that may come several times */
	size_t given_count, given_capacity;
	struct xb_check_levels levels; /* what --error, --warn, --note and --ignore say */
	const char *format;                   /* what -f says, or the command's default */
	char **args;
	size_t arg_count;
	char *user_dir; /* NULL: neither XDG_CONFIG_HOME nor HOME says */
	struct xb_session *session;
	int write_error; /* errno of the first write to standard output that failed, or 0 */
};

/* ---- The program (options.c, help.c, prepare.c) ------------------------------------------ */

/* Read the arguments. False: the program is done, with *status. */
bool cli_parse(struct cli *cli, int argc, char **argv, int *status);
void cli_help_program(struct xb_buf *out);
void cli_help_short(struct xb_buf *out); /* usage and commands alone */
void cli_help_command(const struct cli_command *command, struct xb_buf *out);
/* "usage: xenboot build [OPTION]... PROFILE" */
void cli_usage_line(const struct cli_command *command, struct xb_buf *out);
/* The row of the front end. */
extern const struct cli_command *const cli_menu_command;
/* Add what OPTION says of CODES, "cells,console", to the levels; other options say nothing of them. False: a
 * code is unknown, or is to be lowered and cannot be, with *status. (levels.c) */
bool cli_take_levels(struct cli *cli, enum cli_option option, const char *codes, int *status);
/* Did these options want to lower an error of DIAGS that stays one? */
bool cli_levels_refused(const struct cli *cli, const struct xb_diags *diags);
/* SOURCE_DATE_EPOCH, or 0. False: it is no number of seconds, with *status. */
bool cli_timestamp(const struct cli *cli, uint32_t *timestamp, int *status);
/* Read the environment and open the session. False: not usable, with *status. */
bool cli_prepare(struct cli *cli, int *status);

/* ---- Messages, to standard error (message.c) --------------------------------------------- */

void cli_say(const char *format, ...) XB_PRINTF(1, 2);  /* "xenboot: ..." */
/* Is there a person to talk to? Then the front end is what no command means. */
bool cli_on_terminal(void);
void cli_hint(const char *format, ...) XB_PRINTF(1, 2); /* "  hint: ..." */
void cli_hint_near(const char *near);                   /* "did you mean NEAR?"; NULL: nothing */
/* The same, and how to get help. NEAR may be NULL. Returns CLI_USAGE. */
int cli_usage(const struct cli *cli, const char *near, const char *format, ...) XB_PRINTF(3, 4);
/* What could not be read or written. Returns the command's status for that. */
int cli_failed(const struct cli *cli, const char *format, ...) XB_PRINTF(2, 3);
/* The name in TABLE nearest to WORD; each of COUNT rows of STRIDE bytes begins with its name. */
const char *cli_nearest(const char *word, const void *table, size_t count, size_t stride);

/* ---- Profiles and diagnostics (open.c) --------------------------------------------------- */

/* Open PROFILE in the session. False: it could not be read; *status is set in any case. */
bool cli_open(struct cli *cli, const char *ref, int *status);
/* Load PROFILE without planning it. NULL after showing why, with *status. */
struct xb_profile *cli_load(struct cli *cli, const char *ref, int *status);
/* The catalog of options. NULL after showing why it cannot be read. */
const struct xb_catalog *cli_catalog(struct cli *cli);
/* What DIAGS mean for the exit status; READ: was the profile read? */
int cli_verdict(const struct cli *cli, bool read, const struct xb_diags *diags);
void cli_show(const struct xb_diags *diags);                /* to standard error */
/* Show DIAGS of a request about a profile's file; RESULT as an exit status. */
int cli_store_verdict(struct cli *cli, enum xb_store_result result, const struct xb_diags *diags);
/* Store TEXT as the user's own profile NAME and print its path; a profile that is there is
 * replaced only with --force. Returns an exit status. */
int cli_profile_store(struct cli *cli, const char *name, const struct xb_buf *text);

/* What the machine that BOOT is for has at ADDRESS, as its tree and its board tell (diagnose-address.c). */
void cli_put_address(const struct xb_boot *boot, uint64_t address, struct xb_buf *out);

/* What the profile has of the settings that FINDING's symptom hangs on (diagnose-settings.c). */
void cli_put_settings(const struct xb_context *context, const struct xb_finding *finding,
		      struct xb_buf *out);
/* The same as an array; null: it is about a guest, and there is none of that name. */
json_t *cli_settings_json(const struct xb_context *context, const struct xb_finding *finding);

/* Is FINDING about a guest, and about which of BOOT's (NULL: none that is known)? (diagnose-guests.c) */
bool cli_is_of_guest(const struct xb_finding *finding);
const struct xb_domain *cli_guest_of(const struct xb_boot *boot, const struct xb_finding *finding);
/* The most memory that this guest can have by what CONTEXT computes. */
void cli_put_guest_largest(const struct xb_context *context, const struct xb_finding *finding,
			   struct xb_buf *out);
/* Which guests Xen came to, and which of them spoke; nothing where Xen builds none. */
void cli_put_guests(const struct xb_diagnosis *diagnosis, struct xb_buf *out);
json_t *cli_guests_json(const struct xb_diagnosis *diagnosis);

/* ---- Files (input.c) ---------------------------------------------------------------------- */

/* Read what the user names ("-": standard input), as xb_file_load does. False: *status is set. */
bool cli_read(struct cli *cli, const char *name, size_t limit, struct xb_buf *out, int *status);
/* The same of what is to be imported, a folder perhaps; BYTES is what the source points into. */
bool cli_read_source(struct cli *cli, const char *name, struct xb_import_source *source,
		     struct xb_buf *bytes, int *status);
/* The same in pieces, as xb_file_pass hands them over. */
bool cli_pass(struct cli *cli, const char *name, uint64_t limit, xb_file_taker *take, void *data,
	      int *status);

/* ---- Results (output.c, table.c, json.c) ------------------------------------------------- */

/* Write OUT to standard output and clear it. */
void cli_put(struct cli *cli, struct xb_buf *out);
/* The same for text from outside, line by line: made visible for a terminal, exact for a file. */
void cli_put_foreign(struct cli *cli, struct xb_buf *text);
/* Write OUT to the file at PATH, all or nothing; NULL or "-": standard output. Clears OUT. */
int cli_put_file(struct cli *cli, const char *path, struct xb_buf *out);
/* TEXT made visible. */
void cli_visible(struct xb_buf *out, const char *text);

/* Rows of cells, printed in columns. Cells are copied and made visible; NULL or "" becomes -. */
struct cli_table {
	size_t columns;
	char **cells;
	size_t count, capacity;
};
void cli_table_row(struct cli_table *table, const char *const cells[]);
/* Each line begins with INDENT blanks. Clears the table. */
void cli_table_print(struct cli_table *table, size_t indent, struct xb_buf *out);
/* Paragraphs of TEXT, made visible, in lines of at most 78 characters that begin with INDENT
 * blanks. Lines that begin with a blank stay as they are. */
void cli_wrap(const char *text, size_t indent, struct xb_buf *out);

json_t *cli_json_texts(const struct xb_texts *texts);
/* A setting's name, value and place; VALUE NULL: the bare word, or it is not set. */
json_t *cli_setting_json(const char *name, bool set, const char *value, const struct xb_pos *at);
json_t *cli_json_number(const struct xb_number *number); /* a size; not given: null */
void cli_json_put(struct cli *cli, json_t *root);
/* {KEY: LIST}, on standard output. */
void cli_json_put_list(struct cli *cli, const char *key, json_t *list);

/* ---- The commands, one file each --------------------------------------------------------- */

int cli_menu(struct cli *cli);
int cli_keys(struct cli *cli);
int cli_check(struct cli *cli);
int cli_build(struct cli *cli);
int cli_plan(struct cli *cli);
int cli_export(struct cli *cli);
int cli_import(struct cli *cli);
int cli_export_domains(struct cli *cli, const struct xb_export_format *format); /* of an open profile */
void cli_put_export_formats(struct xb_buf *out);
int cli_schema(struct cli *cli);
int cli_diagnose(struct cli *cli);
int cli_set(struct cli *cli);
int cli_get(struct cli *cli);
int cli_unset(struct cli *cli);
int cli_diff(struct cli *cli);
int cli_options_show(struct cli *cli);
int cli_boards(struct cli *cli);
int cli_devices(struct cli *cli);
int cli_profile_new(struct cli *cli);
int cli_profile_list(struct cli *cli);
int cli_profile_show(struct cli *cli);
int cli_profile_path(struct cli *cli);
int cli_profile_save(struct cli *cli);
int cli_profile_copy(struct cli *cli);
int cli_profile_rename(struct cli *cli);
int cli_profile_remove(struct cli *cli);

#endif

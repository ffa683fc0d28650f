/* SPDX-License-Identifier: MIT */
/*
 * The pipeline as one object: load, resolve, plan, check, emit. The command line, the front end and
 * the tests call this one; nobody computes an address twice.
 *
 * What opening, planning and checking a profile has to say is in the session's own list,
 * xb_session_diags. All else takes a list, and says there why it could not be done. Where a caller
 * has something to do about that, ask or name another file, an enum xb_..._result says how it ended,
 * and DIAGS what there is to say of it; with ..._DONE nothing is.
 */
#ifndef XENBOOT_SESSION_H
#define XENBOOT_SESSION_H

#include "xenboot/check.h"
#include "xenboot/emit.h"
#include "xenboot/import.h"

struct xb_session_config {
	const char *user_dir;   /* ~/.config/xenboot, or NULL */
	const char *data_dir;   /* --data, or NULL */
	const char *files_dir;  /* --files, or NULL */
	const char *tree_path;  /* --dtb, or NULL */
	const char *board_name; /* --board, or NULL */
	const char *env_path;   /* --env, or NULL: variables of the board, "-" is standard input */
	struct xb_uboot_choice uboot; /* --uboot */
	const char *emit_words; /* --emit, or NULL */
	struct xb_check_levels levels; /* --error, --warn, --note, --ignore; they win over the profile's,
					  and of two with one code the later one */
};

struct xb_session;

/* What the config points at must outlive the session. */
struct xb_session *xb_session_new(const struct xb_session_config *config);
void xb_session_free(struct xb_session *session);

/* The parts; each is loaded when first asked for. NULL: it could not be read, see the diagnostics. */
struct xb_data *xb_session_data(struct xb_session *session);
const struct xb_catalog *xb_session_catalog(struct xb_session *session);

/*
 * Load, resolve, plan and check the profile that REF names. False: it could not be read (exit
 * status 3). True even when the profile has errors: look at the diagnostics.
 */
bool xb_session_open(struct xb_session *session, const char *ref);
/* The same from TEXT in place of the file at PATH. */
bool xb_session_open_text(struct xb_session *session, const char *path, const char *text,
			  size_t length);

/* The same from TEXT, which stands for SOURCE. */
bool xb_session_open_source(struct xb_session *session, const struct xb_profile_source *source,
			    const char *text, size_t length);
/*
 * The same of what others wrote, whatever of xb_importers it is: each way of it that starts Xen is checked; the boot
 * is that of the likely one. What SOURCE points to must outlive the session. False: it is nothing that can be read.
 * True even where it has errors.
 */
bool xb_session_open_import(struct xb_session *session, const struct xb_import_source *source);
/* The text of a profile of it, behind what OUT has. False with a diagnostic: there is nothing to make one of. */
bool xb_session_import(struct xb_session *session, const struct xb_import_source *source,
		       const struct xb_import_names *names, struct xb_buf *out);
/* Forget the profile and what was said of it; the data and the catalog stay. */
void xb_session_close(struct xb_session *session);
/* A second session for a trial: of the same config and catalog, with all else that it looks up for itself,
 * so that none of it stays behind. SESSION must outlive it. */
struct xb_session *xb_session_new_trial(struct xb_session *session);

const struct xb_session_config *xb_session_config(const struct xb_session *session);
const struct xb_profile *xb_session_profile(const struct xb_session *session);
const struct xb_boot *xb_session_boot(const struct xb_session *session);
/* The description with what follows from it; its boot is NULL where there is none. */
const struct xb_context *xb_session_context(const struct xb_session *session);
/* Sorted. Valid until the next call that opens. */
const struct xb_diags *xb_session_diags(const struct xb_session *session);
/* The same list, for who adds to it. */
struct xb_diags *xb_session_own_diags(struct xb_session *session);

/* One file written by a build. */
struct xb_output {
	char *path;
	struct xb_buf data;
};
struct xb_outputs {
	struct xb_output *items;
	size_t count, capacity;
};
/*
 * Make all outputs that the profile asks for, for folder DIR; nothing is written. False when there
 * are errors, now or before.
 */
bool xb_session_emit(struct xb_session *session, const char *dir,
		     const struct xb_emit_options *options, struct xb_outputs *out,
		     struct xb_diags *diags);
/* The configurations by which xl starts DOMAIN, or, where that is NULL, all guests that dom0 starts, as NAME.cfg
 * in folder DIR; nothing is written. False likewise. */
bool xb_session_emit_xl(struct xb_session *session, const char *dir, const struct xb_domain *domain,
			struct xb_outputs *out, struct xb_diags *diags);
/* The names of the files that a build would write, NULL at the end; ARENA's. */
const char *const *xb_session_output_names(const struct xb_session *session, struct xb_arena *arena);
/* Write them, all or none, in folders that are made where they are not there. False: exit
 * status 3. */
bool xb_outputs_write(const struct xb_outputs *outputs, struct xb_diags *diags);
void xb_outputs_clear(struct xb_outputs *outputs);

/* The merged profile as text. With RESOLVED every address, size and default is pinned. */
bool xb_session_export_yaml(struct xb_session *session, bool resolved, struct xb_buf *out);

/* What is wanted of an export. */
struct xb_export_request {
	bool resolved; /* every address, size and default is pinned */
	const struct xb_domain *domain; /* of_domain: whose */
};
/* What a profile can be made into: export -f. One row in src/session/export.c. */
struct xb_export_format {
	const char *name;
	const char *summary;
	bool resolves;  /* `resolved` means something to it */
	bool of_domain; /* it is of a single domain, which is a file of its own */
	/* False with a diagnostic, in DIAGS or in the session's own. */
	bool (*write)(struct xb_session *session, const struct xb_export_request *request,
		      struct xb_buf *out, struct xb_diags *diags);
};
extern const struct xb_export_format xb_export_formats[]; /* ends with name NULL */

/* ---- Profiles of one's own -------------------------------------------------------------------- */

/* How a request about a profile's file ended. */
enum xb_store_result {
	XB_STORE_DONE,
	XB_STORE_EXISTS,    /* there is one of that name: ask, then say FORCE */
	XB_STORE_BAD_NAME,  /* not a profile's name, or no profile is called that */
	XB_STORE_SHIPPED,   /* comes with the program and stays as it is */
	XB_STORE_FAILED,    /* could not be read or written */
};
/* The file of profile NAME, the user's or a shipped one. DONE or BAD_NAME. */
enum xb_store_result xb_store_find(struct xb_session *session, const char *name,
				   struct xb_data_file *file, struct xb_diags *diags);
/* Where the user's own profile NAME is, or would be; new, the caller's. NULL with a diagnostic. */
char *xb_store_place(struct xb_session *session, const char *name, struct xb_diags *diags);
/* May NAME be a profile's? False with a diagnostic. */
bool xb_store_name_valid(const char *name, struct xb_diags *diags);
/* A `name:` that TEXT, of the profile at PATH, has becomes NAME; elsewhere the file's name is its name. */
void xb_store_change_name(const char *path, struct xb_buf *text, const char *name);
/* Write TEXT there, whole or not at all; *path (if not NULL) is the file: new, the caller's. */
enum xb_store_result xb_store_save(struct xb_session *session, const char *name, const char *text,
				   size_t length, bool force, char **path, struct xb_diags *diags);
/* FROM is the user's or a shipped one; the `name:` that the text gives becomes TO. */
enum xb_store_result xb_store_copy(struct xb_session *session, const char *from, const char *to,
				   bool force, char **path, struct xb_diags *diags);
enum xb_store_result xb_store_rename(struct xb_session *session, const char *from, const char *to,
				     bool force, char **path, struct xb_diags *diags);
enum xb_store_result xb_store_remove(struct xb_session *session, const char *name,
				     struct xb_diags *diags);

/*
 * The text of a new profile NAME made from a folder of boot files: which is Xen, dom0's kernel, its
 * ramdisk and the device tree is found by content. BOARD and TREE_PATH may be NULL. False: what is
 * missing, or could be meant, is in DIAGS. True: DIAGS may say what was chosen among several, which
 * boards the tree is for where none is given, and that it is for another one than BOARD.
 */
bool xb_profile_from_folder(struct xb_session *session, const char *name, const char *board,
			    const char *folder, const char *tree_path, struct xb_buf *text,
			    struct xb_diags *diags);

/* ---- What others wrote ---------------------------------------------------------------------------- */

/* Is REF to be opened as a profile: called like one, or no file at all? Else see below. */
bool xb_ref_is_profile(struct xb_session *session, const char *ref);
/* What a profile that is made of the file or folder at PATH may be called: new, the caller's. */
char *xb_import_profile_name(const char *path);

/* What a profile is to be made of. */
struct xb_import_request {
	const char *path; /* what one of xb_importers reads, or a folder of boot files; NULL: nothing, the profile
			     begins empty */
	const char *name; /* of the profile */
	const char *board;     /* what PATH does not say, each NULL where no one else does: the board's name, */
	const char *tree_path; /* the device tree, */
	const char *files_dir; /* and where the boot files are here */
};
struct xb_imported {
	const char *kind;       /* what it is: "a script of U-Boot"; NULL: it could not be read */
	struct xb_buf source;   /* the text whose lines DIAGS count, its first MiB; empty: there is none */
	bool is_cut;            /* that text is longer */
	bool is_text;           /* the file is that text, and nothing else */
	bool is_folder;         /* of boot files */
	bool lacks_ram, lacks_files; /* where RAM is, and what files are loaded, is not known: less was checked */
	struct xb_diags diags;  /* what is wrong with it, sorted */
	struct xb_buf profile;  /* the text; empty: none can be made */
	struct xb_diags losses; /* what the text does not say of it, or had to choose */
};
/* Read it, and make the profile's text; nothing is written, or run but in the interpreter. What SESSION has open
 * stays. */
void xb_imported_read(struct xb_session *session, const struct xb_import_request *request,
		      struct xb_imported *imported);
void xb_imported_clear(struct xb_imported *imported);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The pipeline as one object: load, resolve, plan, check, emit, edit. The command line, the front
 * end and the tests call this one; nobody computes an address twice.
 */
#ifndef XENBOOT_SESSION_H
#define XENBOOT_SESSION_H

#include "xenboot/base.h"
#include "xenboot/boot.h"
#include "xenboot/emit.h"
#include "xenboot/model.h"

struct xb_session_config {
	const char *user_dir;   /* ~/.config/xenboot, or NULL */
	const char *data_dir;   /* --data, or NULL */
	const char *files_dir;  /* --files, or NULL */
	const char *tree_path;  /* --dtb, or NULL */
	const char *board_name; /* --board, or NULL */
	const char *emit_words; /* --emit, or NULL */
};

struct xb_session;

/* The config's strings must outlive the session. */
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

const struct xb_profile *xb_session_profile(const struct xb_session *session);
const struct xb_boot *xb_session_boot(const struct xb_session *session);
/* Sorted. Valid until the next call that opens or edits. */
const struct xb_diags *xb_session_diags(const struct xb_session *session);

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
		     const struct xb_emit_options *options, struct xb_outputs *out);
/* Write them, all or none. False: see the diagnostics (exit status 3). */
bool xb_session_write(struct xb_session *session, const struct xb_outputs *outputs);
void xb_outputs_clear(struct xb_outputs *outputs);

/* The merged profile as text. With RESOLVED every address, size and default is pinned. */
bool xb_session_export_yaml(struct xb_session *session, bool resolved, struct xb_buf *out);
bool xb_session_export_json(struct xb_session *session, bool resolved, struct xb_buf *out);

/* One change of a profile's file: KEY=VALUE, or value NULL to unset. */
struct xb_change {
	const char *key;
	const char *value;
};
enum xb_edit_result {
	XB_EDIT_DONE,     /* written */
	XB_EDIT_NO_CHANGE,
	XB_EDIT_REFUSED,  /* would make a new error, or cannot be done; nothing written */
	XB_EDIT_USAGE,    /* the key does not exist or is ambiguous */
	XB_EDIT_FAILED,   /* could not be read or written */
};
/* Change the file of profile REF, all changes or none, and re-check. FORCE writes new errors too. */
enum xb_edit_result xb_session_edit(struct xb_session *session, const char *ref,
				    const struct xb_change *changes, size_t count, bool force);

/* ---- Profiles of one's own -------------------------------------------------------------------- */

/* How a request about a profile's file ended; anything but DONE has said why in the diagnostics. */
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
 * missing, or could be meant, is in DIAGS.
 */
bool xb_profile_from_folder(struct xb_session *session, const char *name, const char *board,
			    const char *folder, const char *tree_path, struct xb_buf *text,
			    struct xb_diags *diags);

/* ---- Drafts: editing with undo ----------------------------------------------------------------- */

/*
 * A profile that is being changed: its text in memory, the steps that led there, and what stands in
 * its file. The session is open on the draft's text at all times: xb_session_profile, _boot and
 * _diags are about it. Each accepted step is in a journal beside the user's profiles, so that a
 * crash loses nothing.
 */
struct xb_draft;

/* Open PROFILE for changing. NULL: it could not be read, see the session's diagnostics. A profile
 * with errors in its content opens; one that is no YAML opens too (its text can be replaced by undo
 * or reload alone), with the session holding no profile. */
struct xb_draft *xb_draft_open(struct xb_session *session, const char *ref);
/* The same for TEXT that has no file yet: saving asks for a name. */
struct xb_draft *xb_draft_open_text(struct xb_session *session, const char *name, const char *text,
				    size_t length);
void xb_draft_free(struct xb_draft *draft); /* and the journal, where nothing in it is unsaved */

const char *xb_draft_name(const struct xb_draft *draft); /* as the user would call it */
const char *xb_draft_path(const struct xb_draft *draft); /* of its file; NULL: none that can be written */
const char *xb_draft_text(const struct xb_draft *draft, size_t *length);
bool xb_draft_is_changed(const struct xb_draft *draft);  /* saving would write other bytes */
/* What stands in its file, for marks and differences; NULL: there is none, or it is no YAML. */
const struct xb_profile *xb_draft_saved(const struct xb_draft *draft);
const char *xb_draft_saved_text(const struct xb_draft *draft, size_t *length); /* NULL: there is none */

/* Make COUNT changes, all or none, as one step called STEP ("set vwfi to trap"; NULL: made from the
 * first change). To unset takes the key out of this file; where only a profile that it extends has
 * it, ~ is written, which takes that away. Plans and checks anew. REFUSED and USAGE change nothing,
 * and *why (if not NULL) is one line that says why: new, the caller's. New errors in the profile
 * are no reason to refuse. */
enum xb_edit_result xb_draft_change(struct xb_draft *draft, const struct xb_change *changes,
				    size_t count, const char *step, char **why);
/* What the changes would lead to, without making them: the errors and warnings that are there then and
 * not now. False: they cannot be made, *why says why. */
bool xb_draft_try(struct xb_draft *draft, const struct xb_change *changes, size_t count,
		  struct xb_diags *fresh, char **why);
/* The whole text at once, as one step. */
enum xb_edit_result xb_draft_replace(struct xb_draft *draft, const char *text, size_t length,
				     const char *step);

/* Plan and check the draft's text once more: when boot files are others now, or when the session was left
 * with something else, another profile that cannot be opened or what could not be written. */
void xb_draft_refresh(struct xb_draft *draft);

/* One step back, or forward again. False: there is none. */
bool xb_draft_undo(struct xb_draft *draft);
bool xb_draft_redo(struct xb_draft *draft);
const char *xb_draft_undo_name(const struct xb_draft *draft); /* of the step that undo takes back; or NULL */
const char *xb_draft_redo_name(const struct xb_draft *draft);

enum xb_save_result {
	XB_SAVE_DONE,
	XB_SAVE_NO_FILE,  /* shipped, or from standard input: save it under a name */
	XB_SAVE_CHANGED,  /* the file is another one than was read: ask, then say FORCE */
	XB_SAVE_EXISTS,   /* save_as: there is one: ask, then say FORCE */
	XB_SAVE_FAILED,   /* *why says why */
};
enum xb_save_result xb_draft_save(struct xb_draft *draft, bool force, char **why);
/* Under another name or path, which the draft has from then on. */
enum xb_save_result xb_draft_save_as(struct xb_draft *draft, const char *ref, bool force, char **why);
/* Has the file other bytes than when it was read or saved last? */
bool xb_draft_is_stale(const struct xb_draft *draft);
/* Take what stands in the file, as one step that undo takes back. False: *why. */
bool xb_draft_reload(struct xb_draft *draft, char **why);

/* Put what the journal has not on the disk yet there (fdatasync): to be called when there is time. */
void xb_draft_sync(struct xb_draft *draft);
/* Did a journal of this profile survive that holds steps which were never saved? Steps, or 0. */
size_t xb_draft_recoverable(const struct xb_draft *draft);
/* Take them up: text and undo steps are as they were. False: nothing usable is in it. */
bool xb_draft_recover(struct xb_draft *draft);
/* Or let go of them for ever. Without either they are kept for the next time. */
void xb_draft_discard_found(struct xb_draft *draft);
/* Let go of what the draft's own journal holds, not of what was found: said before xb_draft_free by who
 * leaves changes unsaved on purpose. */
void xb_draft_discard_journal(struct xb_draft *draft);
/* Why no journal is kept at present (the disk is full, the folder cannot be written): one line, to be
 * said once. NULL: one is kept, or there is no user's folder. Editing goes on all the same. */
const char *xb_draft_journal_problem(const struct xb_draft *draft);

#endif

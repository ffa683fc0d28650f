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

#endif

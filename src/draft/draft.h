/* SPDX-License-Identifier: MIT */
/* What the files of the draft share. */
#ifndef DRAFT_DRAFT_H
#define DRAFT_DRAFT_H

#include "draft/history.h"
#include "draft/journal.h"
#include "xenboot/draft.h"

/* How long others who change the file are waited for, in milliseconds: far longer than they take. */
enum { XB_DRAFT_PATIENCE = 10000 };

struct xb_draft {
	struct xb_session *session;
	struct xb_profile_source source;
	char *name;
	enum xb_draft_purpose purpose;
	int lock;	 /* on the file, while it must not be changed by others; -1: none */
	bool writable;   /* there is a file of its own that save is for */
	bool read_only;  /* that must not be written: by its permissions, when they were looked at last */
	bool view;       /* or because the person only looks at it */
	int presence;    /* what shows others that it is open; -1: nothing does */
	long other;      /* a process that had it open before; 0: none */
	struct xb_history history;
	bool has_saved;  /* something stands in its file: */
	struct xb_buf saved;
	struct xb_profile *saved_profile; /* NULL: that is no YAML */
	/* Of the file when it was read or saved last, "-" where there is none. Of another text than
	 * SAVED after a recovery, when the file was changed since the journal was begun. */
	char digest[XB_TEXT_DIGEST];
	struct xb_journal *journal; /* NULL: there is no user's folder */
};

/* The session is opened on the present text, after it became that by KIND. */
void xb_draft_moved(struct xb_draft *draft, enum xb_record kind);
void xb_draft_plan(struct xb_draft *draft);
/* All CHANGES on a copy of the draft's text, which is put into TEXT. DATA may be another than the session's. */
enum xb_change_result xb_draft_apply(const struct xb_draft *draft, struct xb_data *data,
				     const struct xb_change *changes, size_t count,
				     struct xb_buf *text, struct xb_diags *diags);
/* Into FRESH: the errors and warnings of NOW that were not said BEFORE. */
void xb_draft_add_fresh(const struct xb_diags *before, const struct xb_diags *now, struct xb_diags *fresh);
/* TEXT stands in the file now, and nothing is unsaved. */
void xb_draft_note_saved(struct xb_draft *draft, const char *text, size_t length);
/* Where a profile that has no file yet is, as its journal calls it: new, the caller's; and its name back, NULL:
 * PLACE is that of a file. */
char *xb_draft_new_place(const char *name);
const char *xb_draft_new_name(const char *place);
/* Set KEY, which TEXT has not, to VALUE where it stood in the file, or else in the nearest earlier step. False: it
 * stood nowhere; OUT is as it was. */
bool xb_draft_set_again(const struct xb_draft *draft, const struct xb_buf *text, const char *key,
			const char *value, struct xb_buf *out);
/* What says no more and no less than the file does becomes the file's own bytes. */
void xb_draft_take_saved(const struct xb_draft *draft, struct xb_buf *text);
/* Look at the permissions of its file. */
void xb_draft_look_at_file(struct xb_draft *draft);
/* A journal for where the draft is now. */
void xb_draft_new_journal(struct xb_draft *draft);

#endif

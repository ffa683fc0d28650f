/* SPDX-License-Identifier: MIT */
/*
 * The journal of a draft: a file beside the user's profiles that holds the steps which were not
 * saved, so that a crash loses none.
 *
 * Its first line says what it is. Then come records, each a line
 *
 *     KIND NAME-BYTES TEXT-BYTES CHECK
 *
 * with that many bytes of a name and of a text behind it, and a line's end:
 *
 *     profile   name: the profile's place, text: SHA-256 of what stood in its file, or "-"
 *     begin     text: the oldest text that undo leads to
 *     step      name: what was done, text: the profile after it
 *     undo, redo
 *
 * CHECK is the CRC-32 of the line before it, the name and the text, begun with the CHECK of the
 * record before: no record counts that is cut off, damaged, or not behind the one it was written
 * behind. The first of that kind ends the journal.
 */
#ifndef DRAFT_JOURNAL_H
#define DRAFT_JOURNAL_H

#include "draft/history.h"

/* ---- The bytes ------------------------------------------------------------------------------ */

enum xb_record {
	XB_RECORD_PROFILE,
	XB_RECORD_BEGIN,
	XB_RECORD_STEP,
	XB_RECORD_UNDO,
	XB_RECORD_REDO,
	XB_RECORD_COUNT
};

/* SHA-256 in hexadecimal, and a NUL. */
#define XB_TEXT_DIGEST 65
void xb_text_digest(const char *text, size_t length, char out[XB_TEXT_DIGEST]);

struct xb_journal_content {
	char *key;                   /* the profile's place */
	char digest[XB_TEXT_DIGEST]; /* of what stood in its file; "-": there was none */
	struct xb_history history;
	size_t length;  /* of the bytes that are good */
	uint32_t check; /* of the last record */
};

/* Append one record; NAME may be NULL. */
void xb_journal_put(struct xb_buf *out, uint32_t *check, enum xb_record kind, const char *name,
		    const char *text, size_t length);
/* Append a whole journal for what HISTORY holds. */
void xb_journal_put_all(struct xb_buf *out, uint32_t *check, const char *key, const char *digest,
			const struct xb_history *history);
/* False: not even a beginning is there; *content is empty then. */
bool xb_journal_parse(const char *bytes, size_t length, struct xb_journal_content *content);
/* Was this written by a program that writes journals of another version? */
bool xb_journal_is_foreign(const char *bytes, size_t length);
/* How many steps lie between the text of DIGEST and the present one; 0: that is the one. */
size_t xb_journal_unsaved(const struct xb_journal_content *content, const char *digest);
void xb_journal_content_clear(struct xb_journal_content *content);

/* ---- The file ------------------------------------------------------------------------------- */

struct xb_journal;

/* More than one can grow to: one that is longer is none. */
#define XB_JOURNAL_BYTES ((size_t)1 << 28)
/* Where they stand; new, the caller's. */
char *xb_journal_folder(const char *user_dir);
/* Remove the journal at PATH, unless another program holds it. */
void xb_journal_remove_left(const char *path);

/* For the profile at the place KEY, which the user calls NAME. Nothing is made before the first step, or
 * before it is begun. */
struct xb_journal *xb_journal_new(const char *user_dir, const char *key, const char *name);
/* The files stay as they are. */
void xb_journal_free(struct xb_journal *journal);

/* Begin it before the first step: nothing else holds HISTORY. */
void xb_journal_begin(struct xb_journal *journal, const struct xb_history *history);
/* HISTORY has made a step of KIND. DIGEST is that of the profile's file, or "-". */
void xb_journal_record(struct xb_journal *journal, enum xb_record kind,
		       const struct xb_history *history, const char *digest);
void xb_journal_sync(struct xb_journal *journal);
/* Nothing in it is needed any more. */
void xb_journal_remove(struct xb_journal *journal);
/* Why it is not written; NULL: it is. */
const char *xb_journal_problem(const struct xb_journal *journal);

/*
 * Look for a journal that no running program writes and whose present text is not that of DIGEST.
 * Steps, or 0. It is held, and no other program finds it, until it is taken or let go of.
 */
size_t xb_journal_find(struct xb_journal *journal, const char *digest);
/* Go on with the one found; its content is the caller's. False: there is none. */
bool xb_journal_take(struct xb_journal *journal, struct xb_journal_content *content);
/* Remove the one found. */
void xb_journal_drop_found(struct xb_journal *journal);

#endif

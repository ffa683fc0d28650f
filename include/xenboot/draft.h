/* SPDX-License-Identifier: MIT */
/* Drafts: editing with undo. */
#ifndef XENBOOT_DRAFT_H
#define XENBOOT_DRAFT_H

#include "xenboot/session.h"

/*
 * A profile that is being changed: its text in memory, the steps that led there, and what stands in
 * its file. The session is open on the draft's text: xb_session_profile, _boot and _diags are about
 * it.
 */
struct xb_draft;

enum xb_draft_purpose {
	/* By a person, who looks at it and takes time. It is planned and checked at once, and each
	 * step is in a journal beside the user's profiles, so that a crash loses nothing. */
	XB_DRAFT_TO_EDIT,
	/* By a command: a change, and save. Nothing is planned before the first change, no journal is
	 * kept, what stands in the file is not kept as a profile, and others who change the file wait
	 * until it is saved or the draft is freed. */
	XB_DRAFT_TO_CHANGE,
};

/* Open PROFILE. NULL: it could not be read, see the session's diagnostics. A profile with errors in
 * its content opens; one that is no YAML opens too (its text can be replaced by undo or reload
 * alone), with the session holding no profile. */
struct xb_draft *xb_draft_open(struct xb_session *session, const char *ref,
			       enum xb_draft_purpose purpose);
/* TEXT that has no file yet, to edit: saving asks for a name. */
struct xb_draft *xb_draft_open_text(struct xb_session *session, const char *name, const char *text,
				    size_t length);
void xb_draft_free(struct xb_draft *draft); /* and the journal, where nothing in it is unsaved */

const char *xb_draft_name(const struct xb_draft *draft); /* as the user would call it */
const char *xb_draft_path(const struct xb_draft *draft); /* of its file; NULL: none that can be written */
/* Is that a file that must not be written? Save says so then, and writes nothing. */
bool xb_draft_is_read_only(const struct xb_draft *draft);
/* The person only looks at it. */
void xb_draft_set_view(struct xb_draft *draft, bool view);
/* Another program that had the file open already when the draft was opened: its process; 0: none is known. */
long xb_draft_other(const struct xb_draft *draft);
const char *xb_draft_text(const struct xb_draft *draft, size_t *length);
bool xb_draft_is_changed(const struct xb_draft *draft);  /* saving would write other bytes */
/* What stands in its file, for marks and differences; NULL: there is none, it is no YAML, or the draft
 * is not to edit. */
const struct xb_profile *xb_draft_saved(const struct xb_draft *draft);
const char *xb_draft_saved_text(const struct xb_draft *draft, size_t *length); /* NULL: there is none */

enum xb_change_result {
	XB_CHANGE_DONE,
	XB_CHANGE_NO_CHANGE, /* the text is as it was */
	XB_CHANGE_REFUSED,   /* it cannot be done; nothing is changed */
	XB_CHANGE_USAGE,     /* the key does not exist or is ambiguous; nothing is changed */
};
/* Make COUNT changes, all or none, as one step called STEP ("set vwfi to trap"; NULL: made from the
 * first change). To unset takes the key out of this file; where only a profile that it extends has
 * it, ~ is written, which takes that away, and where ~ does so already, it stays. Plans and checks anew.
 * New errors in the profile are no reason to refuse. */
enum xb_change_result xb_draft_change(struct xb_draft *draft, const struct xb_change *changes,
				      size_t count, const char *step, struct xb_diags *diags);
/* What the changes would lead to, without making them: DIAGS has all that is said then of the keys that
 * change or of what is in them, and the errors and warnings elsewhere that are there then and not now.
 * False: they cannot be made. */
bool xb_draft_try(struct xb_draft *draft, const struct xb_change *changes, size_t count,
		  struct xb_diags *diags);
/* What is another one after changes. */
struct xb_outlook {
	struct xb_diags fresh, gone; /* errors and warnings that are new, and that are no more */
	struct xb_outlook_move {
		const char *title; /* what is loaded: "dom0 kernel" */
		bool was, is;      /* it has a place before, and after */
		uint64_t from, to;
	} *moves;                  /* what is loaded elsewhere, or was not, or is no more */
	size_t move_count, move_capacity;
	struct xb_arena arena;
};
/* The errors and warnings that come and go, and what moves. False: they cannot be made, and FRESH says why not. */
bool xb_draft_outlook(struct xb_draft *draft, const struct xb_change *changes, size_t count,
		      struct xb_outlook *outlook);
void xb_outlook_clear(struct xb_outlook *outlook);
/* Does the text have an error that what stands in the file has not? */
bool xb_draft_has_new_errors(const struct xb_draft *draft);
/* The whole text at once, as one step. REFUSED: it is no YAML, or too long. */
enum xb_change_result xb_draft_replace(struct xb_draft *draft, const char *text, size_t length,
				       const char *step, struct xb_diags *diags);

/* Plan and check the draft's text once more: when boot files are others now, or when the session was left
 * with something else, another profile that cannot be opened or what could not be written. */
void xb_draft_refresh(struct xb_draft *draft);

/* One step back, or forward again. False: there is none. */
bool xb_draft_undo(struct xb_draft *draft);
bool xb_draft_redo(struct xb_draft *draft);
const char *xb_draft_undo_name(const struct xb_draft *draft); /* of the step that undo takes back; or NULL */
const char *xb_draft_redo_name(const struct xb_draft *draft);

/* All steps: 0 is the text that it began with, or the oldest that is kept. */
size_t xb_draft_step_count(const struct xb_draft *draft);
size_t xb_draft_step_now(const struct xb_draft *draft);
const char *xb_draft_step_name(const struct xb_draft *draft, size_t index); /* what led there; NULL: nothing */
/* What a step calls KEY, a whole one: an option by its name alone, a guest's with the guest, "console of guest1". A
 * new text, the caller's. */
char *xb_step_subject(const char *key);
bool xb_draft_step_is_saved(const struct xb_draft *draft, size_t index); /* the same as stands in the file */
/* As many steps back or forward as lead there. */
void xb_draft_go_to(struct xb_draft *draft, size_t index);

/* ---- Items that have a name ------------------------------------------------------------------------ */

/* Changes that belong together. */
struct xb_changes {
	struct xb_change *items;
	size_t count, capacity;
	struct xb_arena arena; /* owns their texts */
};
/* The KEY, made as printf does, to VALUE (NULL: unset it). */
void xb_changes_add(struct xb_changes *changes, const char *value, const char *key, ...) XB_PRINTF(3, 4);
void xb_changes_clear(struct xb_changes *changes);

/*
 * KEY is that of an item of a mapping by name that PROFILE has: domains.guest1, cpupools.rt,
 * shared-memory.ring. Returns how many places name it elsewhere; *KEYS, of ARENA, are those: the shared memory
 * and the event channels of a guest, the guests in a pool.
 */
size_t xb_item_uses(const struct xb_profile *profile, const char *key, struct xb_arena *arena,
		    const char *const **keys);
/* It is called NAME, and so in all these places. */
void xb_item_rename(const struct xb_profile *profile, const char *key, const char *name,
		    struct xb_changes *changes);
/* It goes, and with it what names it: an event channel, its part in shared memory, or that memory where it has
 * nobody else. */
void xb_item_remove(const struct xb_profile *profile, const char *key, struct xb_changes *changes);
/* Another one called NAME, without what there can be once alone: devices that are passed through, and
 * addresses, which are planned. */
void xb_item_copy(const struct xb_profile *profile, const char *key, const char *name,
		  struct xb_changes *changes);

/* ---- A command line as changes -------------------------------------------------------------------- */

/* One option of a command line that was typed or pasted, and what it would set. */
struct xb_pasted_word {
	const char *name;    /* as it stands there */
	const char *key;     /* NULL: no profile can say it, see `wrong` */
	const char *value;   /* as xb_draft_change takes it: "true" of a bare word, [a, b] of several */
	const char *old;     /* what the profile says there now, in the same form; NULL: nothing */
	enum xb_scope scope; /* of the line that it goes to */
	const char *section; /* the key below which that one's options stand: "dom0.options" */
	const char *reader;  /* who reads them: "dom0" */
	const struct xb_option *option; /* of that line; NULL: no catalog describes it */
	bool known;   /* the reader of that line knows the name */
	bool either;  /* it could go to another line as well: several know it, or none */
	bool open;    /* and its value does not tell which one is meant */
	bool more;    /* the value is added to those that are set */
	const char *wrong; /* what is wrong with it by itself; NULL: nothing */
};
#define XB_PASTED_MAX 256u /* words: several times what any command line has */
struct xb_pasted {
	struct xb_pasted_word *items; /* in the order of the text, an option once */
	size_t count, capacity;
	enum xb_scope line; /* where words go that could go to several */
	bool either;        /* there are such words */
	bool too_many;      /* words for a command line: none was taken */
	struct xb_arena arena;
};
/* Where words go that could go to several lines. */
struct xb_paste_place {
	enum xb_scope line; /* XB_SCOPE_COUNT: to the one that the text names, else that of most of its words */
	enum xb_scope fallback; /* and where there are none, to this one */
	const char *guest;  /* the key of a guest, "domains.guest1": Linux's line is its own, and so are the
			       properties of domains, before both lines; NULL: of none */
};
/*
 * The words of TEXT: a command line, with or without the command, property or log's line that it was copied
 * with. Each goes to the line whose reader alone knows it, the others where PLACE says.
 */
void xb_pasted_read(struct xb_session *session, const char *text, const struct xb_paste_place *place,
		    struct xb_pasted *pasted);
void xb_pasted_clear(struct xb_pasted *pasted);
/* What they change, in ARENA; returns how many that are. */
size_t xb_pasted_changes(const struct xb_pasted *pasted, struct xb_arena *arena,
			 struct xb_change **changes);
/* Make them, as one step; several are called "paste N options". */
enum xb_change_result xb_draft_paste(struct xb_draft *draft, const struct xb_pasted *pasted,
				     struct xb_diags *diags);

enum xb_save_result {
	XB_SAVE_DONE,
	XB_SAVE_NO_FILE, /* shipped, or from standard input: save it under a name */
	XB_SAVE_READ_ONLY, /* the file must not be written: save it under another name */
	XB_SAVE_CHANGED, /* the file is another one than was read: ask, then say FORCE */
	XB_SAVE_EXISTS,  /* save_as: there is one: ask, then say FORCE */
	XB_SAVE_FAILED,  /* cannot be written, is no name for a file, or others do not end changing it */
};
enum xb_save_result xb_draft_save(struct xb_draft *draft, bool force, struct xb_diags *diags);
/* Under another name or path, which the draft has from then on. */
enum xb_save_result xb_draft_save_as(struct xb_draft *draft, const char *ref, bool force,
				     struct xb_diags *diags);
/* Has the file other bytes than when it was read or saved last? */
bool xb_draft_is_stale(const struct xb_draft *draft);
/* Take what stands in the file, as one step that undo takes back. */
bool xb_draft_reload(struct xb_draft *draft, struct xb_diags *diags);

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

/* What a run of the program that ended too soon has left unsaved, of whatever profile. */
struct xb_left {
	char *name;     /* of the profile */
	char *ref;      /* what opens it, to recover; NULL: it never had a file, see xb_draft_open_left */
	bool own;       /* it has a file of the user's: opening that offers what is left */
	char *journal;  /* the path of what was left */
	long long time; /* of its last step, in seconds since 1970 */
};
struct xb_left_list {
	struct xb_left *items; /* the newest first */
	size_t count, capacity;
};
void xb_left_find(struct xb_session *session, struct xb_left_list *list);
void xb_left_clear(struct xb_left_list *list);
/* Take up the profile NAME that has no file: text and undo steps are as they were. NULL: nothing of it is left,
 * see the session's diagnostics. */
struct xb_draft *xb_draft_open_left(struct xb_session *session, const char *name);
/* Or let go of a journal for ever; one that a running program writes stays. */
void xb_left_discard(const char *journal);

/* Why no journal is kept at present (the disk is full, the folder cannot be written): one line, to be
 * said once. NULL: one is kept, or there is no user's folder. Editing goes on all the same. */
const char *xb_draft_journal_problem(const struct xb_draft *draft);

#endif

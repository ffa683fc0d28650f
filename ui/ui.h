/* SPDX-License-Identifier: MIT */
/* The front end, for whoever starts it: the one door of this room. */
#ifndef UI_UI_H
#define UI_UI_H

#include "xenboot/draft.h"

struct ui_config {
	const char *style;  /* XENBOOT_STYLE, or NULL */
	const char *editor; /* VISUAL or EDITOR, with arguments of its own; NULL: the usual one */
	const char *ground; /* COLORFGBG, or NULL */
	bool colours;       /* false: NO_COLOR */
	bool mouse;         /* false: --no-mouse */
	uint32_t timestamp; /* SOURCE_DATE_EPOCH, or 0: for what is built from here */
};

/* How the front end ended. */
enum ui_result {
	UI_DONE,
	UI_NO_TERMINAL, /* *why: there is none, or it can do too little */
	UI_NO_PROFILE,  /* it, or the options, cannot be read: see the session's diagnostics */
	UI_HUNG_UP,     /* by a signal; the journal has what was not saved */
};

/*
 * Open REF (NULL: the list of profiles) on the terminal and return when the user leaves. SESSION must have
 * nothing open. *why is new text, the caller's, or NULL; with UI_DONE it is what was wrong with the style,
 * with UI_HUNG_UP what became of unsaved changes.
 */
enum ui_result ui_run(struct xb_session *session, const char *ref, const struct ui_config *config,
		      char **why);

/* The keys and what they do, for the manual page and the help: from the table of actions. */
void ui_keys_text(struct xb_buf *out); /* two columns */
void ui_keys_man(struct xb_buf *out);  /* man(7) source: .TP paragraphs */

#endif

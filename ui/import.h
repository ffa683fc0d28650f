/* SPDX-License-Identifier: MIT */
/*
 * What becomes a profile: a file that others wrote, a folder of boot files, or nothing yet; what was answered about
 * it, and what was found. There is one at a time, beside the profile that is open.
 */
#ifndef UI_IMPORT_H
#define UI_IMPORT_H

#include "ui/app.h"

/* What a profile can be made of: a folder of boot files, what is read by one of xb_importers, or nothing. */
struct ui_origin {
	const char *title;    /* "a script of U-Boot"; NULL: whatever the path leads to */
	const char *about;    /* or NULL */
	const char *question; /* for its path; NULL: it has none */
	bool is_folder;
};
bool ui_origin_at(size_t index, struct ui_origin *origin); /* false: there is none */

/* What a person answers, each NULL where nothing is said. */
enum ui_answer_to {
	UI_IMPORT_PATH,
	UI_IMPORT_NAME,  /* of the profile */
	UI_IMPORT_BOARD,
	UI_IMPORT_FILES, /* the folder of the boot files */
	UI_IMPORT_TREE,
	UI_IMPORT_ANSWERS
};

struct ui_import {
	struct ui_origin origin;
	char *answers[UI_IMPORT_ANSWERS];
	bool named;              /* by the person: another path makes no other name */
	bool waits;              /* for a path: nothing was read */
	struct xb_imported read;
};

/* Begin with ORIGIN, or with what is at PATH (either may be NULL), and read it. Pages about an earlier one are left. */
void ui_import_begin(struct ui_app *app, const struct ui_origin *origin, const char *path);
void ui_import_free(struct ui_import *import);
/* Answer WHICH with VALUE (copied; NULL: nothing), and read anew. */
void ui_import_answer(struct ui_app *app, enum ui_answer_to which, const char *value);
/* Read it anew: the file may be another one by now. All pages show what is found. */
void ui_import_read(struct ui_app *app);
/* Is it not itself the folder of the boot files? */
bool ui_import_takes_files(const struct ui_import *import);
/* The file's or folder's name without what leads there; "new profile" where there is none. */
const char *ui_import_title(const struct ui_import *import);

/* Is DIAG about LINE of the file, and of no other? */
bool ui_import_is_of_line(const struct ui_import *import, const struct xb_diag *diag, unsigned line);
void ui_import_put_finding(const struct xb_diag *diag, struct xb_buf *out);
/* On the page of the new profile the row that takes it is selected, where there is something to take. */
void ui_import_select_take(struct ui_app *app);

/* view-import.c: the selected finding; NULL: none is, or it is another page. */
const struct xb_diag *ui_import_selected(const struct ui_app *app);

/* import-ask.c: dialogs that answer */
void ui_import_ask_path(struct ui_app *app);
void ui_import_ask_name(struct ui_app *app);
void ui_import_ask_board(struct ui_app *app);
void ui_import_ask_files(struct ui_app *app);
void ui_import_ask_tree(struct ui_app *app);

/* view-source.c: the whole text, at LINE (from 1; 0: as it begins). */
enum { UI_SOURCE_ABOVE = 3 }; /* lines in view above that */
void ui_source_open(struct ui_app *app, const struct ui_page_type *type, unsigned line);

#endif

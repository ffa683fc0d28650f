/* SPDX-License-Identifier: MIT */
/*
 * The front end's state, without a terminal: what is open, which page is shown, what the next key does.
 * Events go in, the state changes, drawing reads it. So all of it is tested without a terminal.
 */
#ifndef UI_APP_H
#define UI_APP_H

#include "ui/dialog.h"
#include "ui/escape.h"
#include "ui/menu.h"
#include "ui/page.h"
#include "ui/side.h"
#include "ui/ui.h"

struct ui_log;
struct ui_import;

/* Which settings menus show: those that fit here, only those that are set, or also what does not fit. */
enum ui_shown { UI_SHOWN_FIT, UI_SHOWN_SET, UI_SHOWN_ALL };

/* How deep pages may lie on each other. */
#define UI_PAGES_MAX 16

/* How many places are kept to come back to. */
#define UI_PLACES_MAX 16
struct ui_place;
struct ui_places {
	struct ui_place *items[UI_PLACES_MAX]; /* the nearest last */
	size_t count;
};

struct ui_app {
	struct xb_session *session;
	struct xb_draft *draft; /* NULL: no profile is open */
	const struct ui_config *config;
	struct ui_menu menu;
	unsigned generation; /* grows whenever the draft changes: rows are made anew then */

	/* The last one is shown; [0] is the root menu, whose type all menus have. */
	struct ui_page *pages[UI_PAGES_MAX];
	size_t page_count;
	const struct ui_page_type *(*type_of)(const struct ui_node *node); /* that of the page of what stands in NODE */
	struct ui_places back, forward;       /* left by jumps, and by going back */
	struct ui_dialog *dialog; /* the top one; NULL: none */
	struct ui_escaped escaped; /* by the last event */

	char *message; /* of the last action, until the next key; or NULL */
	enum ui_style message_style;
	enum ui_shown shown;
	bool mouse;
	bool warned_of_journal;
	bool done;         /* the loop ends */
	bool redraw;       /* Ctrl-L: the terminal is to forget what it shows */
	bool suspend;      /* Ctrl-Z */
	bool in_series;    /* keys come one after another: what is sent is to be little */
	bool utf8;
	int rows, cols;    /* of the screen */
	struct ui_subject selected; /* the node that was selected last: preview marks its lines */
	struct xb_arena selected_arena; /* owns its texts */
	unsigned selection;             /* grows with each other one */
	struct ui_side side;

	/* Hand text to the terminal's clipboard. False: it takes none. NULL: there is no terminal. */
	bool (*copy)(void *context, const char *text, size_t length);
	void *copy_context;
	char *copied; /* what was handed to it last; or NULL */
	/* Run ARGV on the terminal and wait for it: its exit status, 128 and more by a signal, or -1. NULL: there is no
	 * terminal. */
	int (*run_program)(void *context, char *const argv[]);
	void *program_context;

	struct ui_history searches, values;
	struct ui_history sought; /* in pages */
	char *last_search; /* for n and N; or NULL */
	struct ui_import *import; /* what is to become a profile; NULL: nothing */
	struct ui_log *log; /* the serial log that was read last */
	char *output_dir; /* where a build goes; the current folder at first */
};

struct ui_app *ui_app_new(struct xb_session *session, const struct ui_config *config);
void ui_app_free(struct ui_app *app);

void ui_app_event(struct ui_app *app, const struct ui_event *event);
/* The screen has this size. */
void ui_app_resize(struct ui_app *app, int rows, int cols);

/* ---- What actions and pages call ------------------------------------------------------------- */

/* app-say.c: a line for the person, in the status line until the next key. */
void ui_app_say(struct ui_app *app, enum ui_style style, const char *format, ...) XB_PRINTF(3, 4);
void ui_app_say_problem(struct ui_app *app, const struct xb_diags *diags); /* the first error */

/* app-change.c */
/* Make DRAFT the one that is worked on; the old one is let go of with what is unsaved in it. */
void ui_app_take_draft(struct ui_app *app, struct xb_draft *draft);
/* Menu, marks and rows again, after the draft changed. */
void ui_app_refresh(struct ui_app *app);
/* Set KEY to VALUE (NULL: unset it) as one step. False: it was refused, and that is said. */
bool ui_app_set(struct ui_app *app, const char *key, const char *value);
/* What the saved file itself says of KEY, as `set` takes it: new text. NULL: nothing; what a profile says
 * that it extends is there again once the key is unset. */
char *ui_app_saved_value(const struct ui_app *app, const char *key);
/* COUNT changes as one step called STEP. */
bool ui_app_change(struct ui_app *app, const struct xb_change *changes, size_t count,
		   const char *step);
/* What was PASTED, as one step. */
bool ui_app_paste(struct ui_app *app, const struct xb_pasted *pasted);

/* app-shown.c */
/* Is NODE one that menus show? A menu is where one of its own is. */
bool ui_app_shows(const struct ui_app *app, const struct ui_node *node);
void ui_app_show(struct ui_app *app, enum ui_shown shown); /* SHOWN from now on, and that is said */
/* Show more, where NODE or what it stands in is hidden, and say so. */
void ui_app_unhide(struct ui_app *app, const struct ui_node *node);

/* app-places.c */
/* Show NODE in its menu, whatever is open now; what is hidden is shown for it. What is no menu is left as a place
 * to come back to. */
void ui_app_jump(struct ui_app *app, const struct ui_node *node);
/* To the place that was left last, or forward again. False: there is none. */
bool ui_places_back(struct ui_app *app);
bool ui_places_forward(struct ui_app *app);
bool ui_places_came(const struct ui_app *app); /* the page was come to by a jump, from a place that is kept */
void ui_places_clear(struct ui_app *app);

/* app-pages.c */
/* The node of the row that is selected; NULL: it is about none. */
const struct ui_node *ui_app_node(const struct ui_app *app);

struct ui_page *ui_app_page(const struct ui_app *app);
/* Show a page of TYPE about SUBJECT (copied; may be NULL) on top of the others. */
struct ui_page *ui_app_push(struct ui_app *app, const struct ui_page_type *type,
			    const struct ui_subject *subject);
/* The page of what stands in NODE: a menu, a list, an item, the board in place. */
struct ui_page *ui_app_push_node(struct ui_app *app, const struct ui_node *node);
/* Back to the page of TYPE that lies below, or else a new one. */
void ui_app_return(struct ui_app *app, const struct ui_page_type *type);
void ui_app_pop(struct ui_app *app); /* the root menu stays */
void ui_app_pop_all(struct ui_app *app); /* but for it; its rows are as they were */
/* Leave all pages that are shown about what becomes a profile. */
void ui_app_leave_imports(struct ui_app *app);
/* The rows of all pages again, where they are others; menus that are there no more are left. */
void ui_app_update_pages(struct ui_app *app);
/* SUBJECT (copied; NULL: nothing) is what was selected last. */
void ui_app_note_selected(struct ui_app *app, const struct ui_subject *subject);

/* ---- Layout and drawing ------------------------------------------------------------------------ */

#define UI_ROWS_MIN 12
#define UI_COLS_MIN 40
#define UI_COLS_SIDE 160 /* from this width on there is a third pane */
#define UI_ROWS_TALL 20 /* from this height on the keys have two lines */
#define UI_PROMPT_COLS 4 /* of the line of a page's field, not its own */

struct ui_layout {
	bool too_small;
	struct ui_area title, path, field, list, divider, detail, status, keys;
	bool beside; /* the detail stands right of the list, not below it */
	struct ui_area heading; /* of the detail, where it stands beside */
	bool three;  /* there is a third pane, right of both */
	struct ui_area side_divider, side_heading, side;
};
/* Where everything goes on a screen of this size: on PAGE, or on the one that is shown. */
void ui_layout_of(const struct ui_app *app, const struct ui_page *page, int rows, int cols,
		  struct ui_layout *layout);
void ui_app_layout(const struct ui_app *app, int rows, int cols, struct ui_layout *layout);

/*
 * What is shown is made in two steps before it is drawn, so that the line of the cursor can be sent
 * before the rest: the rows of the page and what part of lists and fields is in view, then what there
 * is to say of the selected row. What is there already is not made again.
 */
void ui_app_prepare_list(struct ui_app *app);
void ui_app_prepare_rest(struct ui_app *app);
/* Drawing reads what was prepared, for a screen of the size that the app was told. */
void ui_draw_list(const struct ui_app *app, struct ui_screen *screen);
void ui_draw_rest(const struct ui_app *app, struct ui_screen *screen);

#endif

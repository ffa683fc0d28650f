/* SPDX-License-Identifier: MIT */
/*
 * A page: a list, and beside it what there is to say of the selected row. Every screen of the front
 * end is one; the menu, the memory map, the search and the build differ in their rows and in what Enter
 * does.
 */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "ui/columns.h"
#include "ui/field.h"
#include "ui/list.h"
#include "ui/row.h"

struct ui_app;
struct ui_page;

/* The script, /chosen, the command lines. */
enum { UI_PREVIEW_TABS = 3 };

/* Which pages an action belongs to. */
enum {
	UI_ON_MENU = 1,
	UI_ON_PROBLEMS = 2,
	UI_ON_MAP = 4,
	UI_ON_PREVIEW = 8,
	UI_ON_CHANGES = 16,
	UI_ON_SEARCH = 32,
	UI_ON_PALETTE = 64,
	UI_ON_PROFILES = 128,
	UI_ON_BUILD = 256,
	UI_ON_HELP = 512,
	UI_ON_PARTS = 1024,
	UI_ON_LIST = 2048,
	UI_ON_BROKEN = 4096,
	UI_ON_STEPS = 8192,
	UI_ON_LOG = 16384,
	UI_ON_BOARD = 32768,
	UI_ON_DOMAINS = 65536,
	UI_ON_DEVICES = 131072,
	UI_ON_IMPORT = 262144,
	UI_ON_SOURCE = 524288,
	UI_ON_NEW = 1048576,
	UI_ON_ANY = 2097151,
	UI_ON_TEXT = UI_ON_PROBLEMS | UI_ON_MAP | UI_ON_PREVIEW | UI_ON_CHANGES | UI_ON_HELP | UI_ON_LOG |
		     UI_ON_IMPORT | UI_ON_SOURCE,
	/* What becomes a profile, whichever is open. */
	UI_ON_IMPORTS = UI_ON_IMPORT | UI_ON_SOURCE | UI_ON_NEW,
};

/* SIGN as it looks, then WORD ("": none). Texts are static. */
struct ui_legend {
	enum ui_style style;
	const char *sign, *word;
};
enum { UI_LEGEND_MAX = 12 };

struct ui_page_type {
	unsigned where;    /* one UI_ON_ bit */
	const char *title; /* shown in the path line */
	const char *prompt; /* of a text field above the list, to which letters go; NULL: none */
	const char *detail_title; /* what that pane is headed by, where the row does not say it; or NULL */
	bool of_menus;     /* it is about a menu, a list or an item, and is left with that */
	bool of_import;    /* it is about what becomes a profile, not about the one that is open */
	bool checks;       /* its rows are switched on and off, by Space, too, where letters go to a field */
	bool has_detail;   /* the pane about the selected row */
	bool only_beside;  /* it is there only where it stands beside the rows */
	bool wide;         /* its rows want a wide screen's whole width: that pane stands below them */
	bool halves;       /* its rows are long sentences: what stands beside them, a text, gets half of the width */
	bool few;          /* its rows are few: where that pane stands below them, it gets what they leave */
	bool wraps;        /* its rows depend on the width */
	bool scrolls;      /* sideways: its rows are longer than the screen is wide */
	bool follows;      /* its rows are options: the third pane shows what they make */
	bool keeps_order;  /* a row does not move while the page is open */
	bool marks;        /* what the option makes that was looked at last */
	void (*init)(struct ui_app *app, struct ui_page *page); /* or NULL */
	/* The rows; called when something that they show is another one, not before. */
	void (*build)(struct ui_app *app, struct ui_page *page);
	/* What there is to say of ROW; called once when it is selected. NULL: the help of its node, or, where there is no
	 * row, of what the page is about. */
	void (*detail)(struct ui_app *app, const struct ui_row *row, struct xb_buf *out);
	void (*enter)(struct ui_app *app, struct ui_page *page, const struct ui_row *row); /* or NULL */
	/* What follows the title; or NULL. Drawing calls it. */
	void (*title_more)(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out);
	/* What signs on it mean, for the right end of that line, where there are ROOM columns. Returns
	 * how many of ITEMS were filled in; or NULL. Drawing calls it. */
	size_t (*legend)(const struct ui_app *app, const struct ui_page *page, int room,
			 struct ui_legend items[UI_LEGEND_MAX]);
};

/* What there is to say of the selected row, made once and kept until that is another one. */
struct ui_detail {
	bool made;
	size_t row;  /* of the list */
	int width, height; /* of the area that it was made for; it is broken to the width */
	struct xb_buf text;
	size_t lines;
	size_t rolled; /* lines that the person rolled away */
	size_t top;    /* those of them that there is text for, in the area as it is now */
};

struct ui_page {
	const struct ui_page_type *type;
	struct ui_subject subject; /* a menu, a setting, a profile to compare with; NONE: all there is */
	struct xb_arena arena;     /* owns its texts */
	struct ui_rows rows;
	struct ui_rows before; /* while they are built: those that there were */
	struct ui_widths widths; /* of the rows */
	struct ui_widths widest; /* since the page was opened: panes stay where they are */
	struct ui_list list;
	struct ui_field field; /* where the type has one */
	struct ui_detail detail;
	bool came;             /* by a jump, so that going back leads to where that began */
	int left;              /* columns that are scrolled away, where the type scrolls */
	char *sought;          /* the text that is looked for in its rows; or NULL */
	const char *const *found; /* texts that are marked in its rows, NULL behind them, in the rows' arena; or NULL */
	size_t tab;            /* preview: which of UI_PREVIEW_TABS */
	bool built;
	unsigned built_for;    /* the generation of the rows */
	int built_width;
	unsigned built_shown;  /* enum ui_shown then */
	bool built_utf8;
	unsigned marked_for;   /* the selection */
};

extern const struct ui_page_type ui_page_menu, ui_page_problems, ui_page_map, ui_page_preview,
	ui_page_changes, ui_page_search, ui_page_palette, ui_page_profiles, ui_page_build,
	ui_page_help, ui_page_parts, ui_page_list, ui_page_broken, ui_page_steps, ui_page_log,
	ui_page_board, ui_page_domains, ui_page_devices, ui_page_preview_beside, ui_page_import,
	ui_page_source, ui_page_new_profile, ui_page_new_profile_text;

struct ui_page *ui_page_new(const struct ui_page_type *type, const struct ui_subject *subject);
void ui_page_free(struct ui_page *page);
void ui_page_set_subject(struct ui_page *page, const struct ui_subject *subject); /* NULL: NONE */

const struct ui_row *ui_page_row(const struct ui_page *page); /* the selected one; NULL: none */
/* The rows of PAGE made anew if anything they depend on has changed. True: they were. */
bool ui_page_update(struct ui_app *app, struct ui_page *page);
/* The same although nothing is known to have changed: what stands on the disk may have. */
void ui_page_renew(struct ui_app *app, struct ui_page *page);
/* The lines of TEXT as rows, broken to the width of the page. */
void ui_page_add_text(const struct ui_app *app, struct ui_page *page, const char *text);
struct ui_words;
/* WORDS, copied, are marked wherever they stand on the page until it is built again. */
void ui_page_mark(struct ui_page *page, const struct ui_words *words);
/* Select the row about SUBJECT, or stay. */
void ui_page_select(struct ui_app *app, struct ui_page *page, const struct ui_subject *subject);

/* page-side.c: rows that are longer than the screen is wide. */
/* Scrolled no further than its rows go. */
void ui_page_fit(const struct ui_app *app, struct ui_page *page);
/* The columns that a row's text gets, and those that a page has before it. */
enum { UI_PAGE_MARGIN = 5 };
int ui_page_view(const struct ui_app *app, const struct ui_page *page);
/* Could it be scrolled BY columns, at least in part? */
bool ui_page_can_scroll(const struct ui_app *app, const struct ui_page *page, int by);
void ui_page_scroll(const struct ui_app *app, struct ui_page *page, int by);
/* Columns FIRST up to LAST come into view. */
void ui_page_show_columns(const struct ui_app *app, struct ui_page *page, int first, int last);

/* What there is to say of the selected row, made if it is not there yet. */
void ui_page_update_detail(struct ui_app *app, struct ui_page *page);
/* Roll it BY lines, no further than its ends. */
void ui_page_roll_detail(struct ui_app *app, struct ui_page *page, long by);

#endif

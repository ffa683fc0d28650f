/* SPDX-License-Identifier: MIT */
/*
 * A page: a list, and beside it what there is to say of the selected row. Every screen of the front
 * end is one; the menu, the memory map, the search and the build differ in their rows and in what Enter
 * does.
 */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "ui/field.h"
#include "ui/list.h"
#include "ui/row.h"

struct ui_app;
struct ui_page;

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
	UI_ON_ANY = 2047,
};

struct ui_page_type {
	unsigned where;    /* one UI_ON_ bit */
	const char *title; /* shown in the path line */
	bool has_field;    /* a text field above the list; letters go there */
	bool has_detail;   /* the pane about the selected row */
	bool wraps;        /* its rows depend on the width */
	bool marks;        /* and on the option that was looked at last */
	void (*init)(struct ui_app *app, struct ui_page *page); /* or NULL */
	void (*build)(struct ui_app *app, struct ui_page *page);
	/* What there is to say of ROW; NULL: the help of its key. */
	void (*detail)(struct ui_app *app, struct ui_page *page, const struct ui_row *row,
		       struct xb_buf *out);
	void (*enter)(struct ui_app *app, struct ui_page *page, const struct ui_row *row); /* or NULL */
	void (*title_more)(struct ui_app *app, struct ui_page *page, struct xb_buf *out); /* or NULL */
	void (*free)(struct ui_page *page); /* what `state` holds; or NULL */
};

struct ui_page {
	const struct ui_page_type *type;
	char *subject;        /* a menu's id, a key, a profile; or NULL */
	struct ui_rows rows;
	struct ui_list list;
	struct ui_field field; /* where the type has one */
	size_t detail_top;     /* lines of the detail rolled away, as far as there is something below */
	int tab;               /* preview and changes: which of several */
	bool built;
	unsigned built_for;    /* the generation of the rows */
	int built_width;
	bool built_all;        /* show_all then */
	unsigned built_selection;
	void *state;
};

extern const struct ui_page_type ui_page_menu, ui_page_problems, ui_page_map, ui_page_preview,
	ui_page_changes, ui_page_search, ui_page_palette, ui_page_profiles, ui_page_build,
	ui_page_help, ui_page_parts;

const struct ui_row *ui_page_row(const struct ui_page *page); /* the selected one; NULL: none */

#endif

/* SPDX-License-Identifier: MIT */
/* The memory map as a picture: what things look like, and the rows that show them. */
#ifndef UI_MAP_H
#define UI_MAP_H

#include "ui/app.h"

/* What takes memory. Each has a colour and a pattern of its own. */
enum ui_map_kind {
	UI_MAP_XEN,
	UI_MAP_KERNEL,
	UI_MAP_RAMDISK,
	UI_MAP_TREE,
	UI_MAP_SCRIPT,
	UI_MAP_OTHER, /* is loaded, too */
	UI_MAP_STATIC, /* a guest's own RAM */
	UI_MAP_SHARED, /* what domains share */
	UI_MAP_HEAP,   /* what Xen's heap is made of */
	UI_MAP_KEPT,  /* firmware, U-Boot */
	UI_MAP_FREE,
	UI_MAP_DOM0,  /* dom0 gets it */
	UI_MAP_CLASH, /* two things would stand there */
	UI_MAP_CUT,   /* rows that are left out */
	UI_MAP_EDGE,
	UI_MAP_KINDS
};
struct ui_map_look {
	enum ui_style style;
	const char *utf8, *ascii; /* what it is painted with: one column */
	const char *word;         /* in the legend; NULL: needs none */
};
extern const struct ui_map_look ui_map_looks[UI_MAP_KINDS];
const char *ui_map_paint(enum ui_map_kind kind, bool utf8);
enum ui_map_kind ui_map_kind_of(const struct xb_boot *boot, const struct xb_region *region);

/* What keeps its place on the page though its address is another one: it has a key for that. */
struct ui_subject ui_map_subject_of(const struct xb_region *region);

/* The region that SUBJECT is; NULL: it is there no more. */
const struct xb_region *ui_map_region(const struct xb_boot *boot, const struct ui_subject *subject);
const struct xb_region *ui_map_selected(const struct ui_app *app); /* on the page that is shown; or NULL */
/* The cursor goes to what has ADDRESS, there: what is loaded before what is kept. */
void ui_map_select(struct ui_app *app, uint64_t address);

/* What two things would both have, though they may not share it; size 0: nothing. */
struct xb_range ui_map_clash(const struct xb_region *a, const struct xb_region *b);
/* Does REGION share anything of RANGE with another one? */
bool ui_map_clashes(const struct xb_boot *boot, const struct xb_region *region, struct xb_range range);

/* ---- What Xen makes for dom0 ------------------------------------------------------------------- */

struct ui_map_gift {
	enum ui_map_kind kind;
	struct xb_range range;
	const char *name; /* "dom0 bank 1" */
};
struct ui_map_gifts {
	struct ui_map_gift *items; /* the arena's */
	size_t count;
};
bool ui_map_knows_dom0(const struct xb_context *context);
/* Dom0's banks, and where in them its kernel, tree and ramdisk go; nothing where that is not known. */
struct ui_map_gifts ui_map_gifts_of(const struct xb_context *context, struct xb_arena *arena);

/* ---- Rows ---------------------------------------------------------------------------------------- */

/* In which columns what stands; a width of 0: there is no room for it. */
struct ui_map_columns {
	int digits;   /* of an address */
	int end;      /* the last address */
	int bar, label, size, room;
	int dom0_bar, dom0_label;
	int bar_at, label_at, size_at, room_at, dom0_at; /* from where names begin */
	int width;    /* all there is */
};
/* Columns of a page in which no row has anything: the marks before it, and the arrows behind it. */
#define UI_MAP_MARGIN 6
struct ui_map_columns ui_map_columns_of(const struct xb_boot *boot, int width, bool dom0);

/* What the rows are made from. */
struct ui_map_picture {
	struct ui_app *app;
	struct ui_page *page;
	const struct xb_boot *boot;
	struct ui_map_columns columns;
	struct ui_map_gifts gifts;
};
/* All of RAM in one row. */
void ui_map_add_strip(const struct ui_map_picture *picture);
void ui_map_add_bank(const struct ui_map_picture *picture, const struct xb_map_bank *bank);

/* What is drawn, stroke by stroke, into the row that was added last. */
struct ui_map_pen {
	const struct ui_map_picture *picture;
	struct ui_stroke *strokes;
	size_t count, capacity;
};
void ui_map_pen_init(struct ui_map_pen *pen, const struct ui_map_picture *picture, size_t capacity);
/* TEXT is the arena's, or static. */
void ui_map_pen_put(struct ui_map_pen *pen, int col, int width, enum ui_style style, const char *text);
/* KIND over WIDTH columns. */
void ui_map_pen_fill(struct ui_map_pen *pen, int col, int width, enum ui_map_kind kind);
void ui_map_pen_done(struct ui_map_pen *pen);

/* What takes most of RANGE of what is shown there: what is loaded before what is kept. */
enum ui_map_kind ui_map_most_of(const struct xb_boot *boot, struct xb_range range);
/* The same of what dom0 gets; UI_MAP_FREE: nothing of it. */
enum ui_map_kind ui_map_most_of_gifts(const struct ui_map_gifts *gifts, struct xb_range range);

#endif

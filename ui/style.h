/* SPDX-License-Identifier: MIT */
/* What a piece of the screen is, not how it looks: the terminal turns it into attributes. */
#ifndef UI_STYLE_H
#define UI_STYLE_H

#include <stdbool.h>
#include <stddef.h>

enum ui_style {
	UI_NORMAL,
	UI_TITLE,    /* the top line */
	UI_PATH,     /* where in the menus one is */
	UI_FRAME,    /* lines between panes and around dialogs */
	UI_FOCUS,    /* the same around what the keys go to */
	UI_SELECTED, /* the row with the cursor: the ground of all that stands in it */
	UI_NAME,
	UI_VALUE,    /* a value that is set */
	UI_DEFAULT,  /* what holds while nothing is set */
	UI_CHANGED,  /* differs from the saved profile */
	UI_GREYED,   /* does not fit here */
	UI_HEADING,
	UI_KEY,      /* a key in the key line */
	UI_HINT,     /* what the key does */
	UI_ERROR,
	UI_WARNING,
	UI_NOTE,
	UI_GOOD,
	UI_FIELD,    /* the text field */
	UI_DIALOG,
	UI_MODULE,   /* memory map: something that is loaded, but for the following */
	UI_RESERVED, /* memory map: firmware, U-Boot */
	UI_FREE,     /* memory map: room */
	UI_MARKED,   /* preview: the lines that the selected option makes: their ground */
	UI_ADDED,    /* differences */
	UI_REMOVED,
	UI_FOUND,    /* the text that was sought in a page: its ground */
	UI_XEN,      /* memory map: by what it is */
	UI_KERNEL,
	UI_RAMDISK,
	UI_TREE,
	UI_SCRIPT,
	UI_STATIC,   /* memory map: a guest's own RAM */
	UI_SHARED,   /* what domains share */
	UI_HEAP,     /* what Xen's heap is made of */
	UI_DOM0,     /* memory map: what dom0 gets */
	UI_COMMENT,  /* preview: by syntax */
	UI_COMMAND,
	UI_VARIABLE,
	UI_STRING,
	UI_NUMBER,
	UI_PROPERTY,
	UI_PLANNED,  /* preview: an address that no one fixed */
	UI_STYLE_COUNT
};

/* How a problem of a severity (enum xb_severity) is marked. */
struct ui_severity {
	char mark[2];
	enum ui_style style;
};
extern const struct ui_severity ui_severities[];

/* A colour of the terminal: -1 its own; 0..7 the eight; up to 255 where there are 256. */
enum { UI_BOLD = 1, UI_DIM = 2, UI_UNDERLINE = 4, UI_REVERSE = 8 };
struct ui_look {
	short foreground, background;
	unsigned attributes;
};

/*
 * The looks for a terminal of COLOURS colours (0, 8, 256), with the user's XENBOOT_STYLE applied: words
 * separated by blanks, first a template (default, dark, light, mono), then ELEMENT=WORD,WORD: fg:red bg:12
 * bold dim underline reverse. Where no other template is named, GROUND says which one it is: what COLORFGBG
 * has, "15;0"; NULL: not known. With 0 colours no look has any. False: *why names the word that is wrong
 * (new text); what was right is applied all the same.
 */
bool ui_looks_make(struct ui_look looks[UI_STYLE_COUNT], int colours, const char *style,
		   const char *ground, char **why);

/* What lies behind a piece of the screen. */
enum ui_ground { UI_GROUND_NONE, UI_GROUND_MARKED, UI_GROUND_SELECTED, UI_GROUND_FOUND, UI_GROUND_COUNT };
/* STYLE on GROUND: it keeps its colour there, and what has none gets the ground's. */
struct ui_look ui_look_on(const struct ui_look looks[UI_STYLE_COUNT], enum ui_style style,
			  enum ui_ground ground);

#endif

/* SPDX-License-Identifier: MIT */
/* What the files of the terminal share. They alone know curses. */
#ifndef UI_TERMINAL_PARTS_H
#define UI_TERMINAL_PARTS_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdio.h>

#include "ui/terminal.h"

/* How curses is told of a style on a ground. */
struct ui_paint {
	attr_t attributes;
	short pair;
};

struct ui_terminal {
	SCREEN *curses;
	FILE *in, *out;
	int spare;  /* the terminal once more, for when OUT is something else */
	int line;   /* and a third time: writing to it does not wait */
	int caught; /* memory that OUT is while curses sends */
	WINDOW *keys; /* a pad: reading from one refreshes nothing */
	bool utf8;
	bool like_xterm; /* has its pastes in brackets and its mouse */
	bool mouse;
	bool hung; /* the terminal is gone */
	struct ui_paint paints[UI_GROUND_COUNT][UI_STYLE_COUNT];
	struct ui_screen shown;

	/* Input. */
	bool is_ahead;
	struct ui_event ahead;	 /* read by ui_terminal_pending */
	struct xb_buf pastes[2]; /* of the event that was read last, and of the one ahead */
	int paste_next;		 /* which of them the next paste goes to */
	long long escape_time;	 /* when Esc came, if it was the last event; 0: it was not */
	bool is_late;		 /* the code read last is of a key that such an Esc began */
	char partial[4];	 /* a character whose last bytes did not come yet */
	size_t partial_length;
	int click_row, click_col;
	long long click_time;
};

/* In terminal-send.c. */
bool ui_line_open(struct ui_terminal *terminal); /* OUT is open; false with errno */
void ui_line_close(struct ui_terminal *terminal);
/* Can the terminal take what is sent? Waits for that, but no longer than it is there, TIMEOUT ms (-1: until a
 * signal asks to end): a line that is stopped must not hold the program for ever. */
bool ui_line_ready(struct ui_terminal *terminal, int timeout);
/* Send BYTES, as they are. False: the line is gone, or a signal asks to end. */
bool ui_line_send(struct ui_terminal *terminal, const char *bytes, size_t length);
/* Let curses send what differs. */
void ui_line_refresh(struct ui_terminal *terminal);
/* The terminal takes nothing: what is sent from here on goes nowhere. */
void ui_line_give_up(struct ui_terminal *terminal);

/* Codes that curses is told to return, beyond its own and those it makes up from terminfo. */
enum {
	CODE_PASTE_BEGIN = 0x1000,
	CODE_PASTE_END,
	CODE_MOUSE_DECIMAL, /* numbers, then M or m follow */
	CODE_MOUSE_BYTES,   /* three bytes follow */
	CODE_WORD_LEFT,
	CODE_WORD_RIGHT,
};

/* In terminal-keys.c: tell curses. */
void ui_terminal_bind_keys(void);
/* The code of the key that sends Esc and these bytes; 0: none does; UI_SEQUENCE_BEGINS: more must come. */
enum { UI_SEQUENCE_BEGINS = -1 };
int ui_sequence_code(const char *bytes, size_t length);

/* In terminal-late.c: FIRST, or what it and the codes behind it, read by REST (ERR: none comes), are with an Esc
 * that came before them. */
int ui_late_code(struct ui_terminal *terminal, int first, int (*rest)(struct ui_terminal *));

/* In terminal-show.c: what is shown is not known any more. */
void ui_terminal_forget(struct ui_terminal *terminal);

/* In terminal-mode.c. */
#define UI_MOUSE_OFF "\033[?1006l\033[?1000l"
#define UI_MODES_OFF "\033[?2004l" UI_MOUSE_OFF
/* The text of a capability; NULL where the terminal has none. */
const char *ui_terminal_capability(const char *name);
void ui_terminal_modes_begin(const struct ui_terminal *terminal);
/* Give the screen back, until the next refresh. */
void ui_terminal_leave(struct ui_terminal *terminal);
/* The window has another size, or may have; the program was stopped and goes on. */
bool ui_terminal_resized(struct ui_terminal *terminal);
void ui_terminal_resume(struct ui_terminal *terminal);

#endif

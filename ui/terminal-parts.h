/* SPDX-License-Identifier: MIT */
/* What the files of the terminal share. They alone know curses. */
#ifndef UI_TERMINAL_PARTS_H
#define UI_TERMINAL_PARTS_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdio.h>

#include "ui/terminal.h"

struct ui_terminal {
	SCREEN *curses;
	FILE *in, *out;
	int spare; /* the terminal once more, for when OUT has been given up */
	WINDOW *keys; /* a pad: reading from one refreshes nothing */
	bool utf8;
	bool like_xterm; /* has its pastes in brackets and its mouse */
	bool mouse;
	bool hung; /* the terminal is gone */
	attr_t attributes[UI_STYLE_COUNT];
	short pairs[UI_STYLE_COUNT];
	struct ui_screen shown;

	/* Input. */
	bool is_ahead;
	struct ui_event ahead;	 /* read by ui_terminal_pending */
	struct xb_buf pastes[2]; /* of the event that was read last, and of the one ahead */
	int paste_next;		 /* which of them the next paste goes to */
	char partial[4];	 /* a character whose last bytes did not come yet */
	size_t partial_length;
	int click_row, click_col;
	long long click_time;
};

/* In terminal-input.c. */
void ui_terminal_bind_keys(void);

/* In terminal.c: the window has another size, or may have; the program was stopped and goes on. */
bool ui_terminal_resized(struct ui_terminal *terminal);
void ui_terminal_resume(struct ui_terminal *terminal);

#endif

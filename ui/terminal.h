/* SPDX-License-Identifier: MIT */
/* The terminal: the only file that knows curses. It shows screens and reads events. */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include "ui/key.h"
#include "ui/screen.h"

struct ui_terminal;

/*
 * Take the terminal: standard output, or /dev/tty where that is none. NULL: *why is one line (new
 * text): no terminal, TERM unknown or unable to move the cursor. Signals that end the program (HUP,
 * TERM, INT) become events; crashes restore the terminal first.
 */
struct ui_terminal *ui_terminal_open(const char *style, const char *ground, bool colours, bool mouse,
				     char **why);
void ui_terminal_close(struct ui_terminal *terminal); /* NULL is fine; restores everything */

bool ui_terminal_utf8(const struct ui_terminal *terminal);
void ui_terminal_size(const struct ui_terminal *terminal, int *rows, int *cols);

/* Send the rows FIRST up to (not including) LAST of SCREEN that differ from what is shown, and move the
 * cursor to SCREEN's. */
void ui_terminal_show(struct ui_terminal *terminal, const struct ui_screen *screen, int first, int last);
/* By the line's own settings. A pseudo-terminal, which may lead over any line, has 38400 baud: nothing is known. */
enum ui_speed {
	UI_SPEED_SLOW,
	UI_SPEED_UNKNOWN,
	UI_SPEED_FAST
};
enum ui_speed ui_terminal_speed(const struct ui_terminal *terminal);
/* How long the line needs for what it was sent already; ms. Pseudo-terminals never say so. */
int ui_terminal_behind(const struct ui_terminal *terminal);
/* Is a key waiting? Then what was not sent yet may be obsolete. */
bool ui_terminal_pending(struct ui_terminal *terminal);
/* Wait for the next event, at most TIMEOUT ms (-1: for ever; then key is UI_KEY_NONE). */
void ui_terminal_read(struct ui_terminal *terminal, int timeout, struct ui_event *event);

long long ui_terminal_now(void); /* ms, of a clock that only goes on */

void ui_terminal_redraw(struct ui_terminal *terminal);  /* forget what is shown: all is sent anew */
void ui_terminal_suspend(struct ui_terminal *terminal); /* Ctrl-Z and back */
/* Hand TEXT to the terminal's clipboard. False: it takes none, or not so much; nothing was sent. XENBOOT_CLIPBOARD
 * says what it takes where the terminal's name does not: osc52, tmux (through tmux), anything else for nothing. */
bool ui_terminal_copy(struct ui_terminal *terminal, const char *text, size_t length);
/* Give the terminal to the program ARGV and wait for its end: its exit status, 128 and more by a signal; -1: it could
 * not be started. */
int ui_terminal_run(struct ui_terminal *terminal, char *const argv[]);
void ui_terminal_set_mouse(struct ui_terminal *terminal, bool on);

#endif

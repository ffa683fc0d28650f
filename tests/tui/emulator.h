/* SPDX-License-Identifier: MIT */
/* A program on a pseudo-terminal, and the screen that it makes there. */
#ifndef TESTS_TUI_EMULATOR_H
#define TESTS_TUI_EMULATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "xenboot/base.h"

struct VTerm;
struct VTermScreen;

struct emulator {
	int rows, cols;
	struct VTerm *vterm;
	struct VTermScreen *screen;
	int master;	 /* -1: none */
	int slave;	 /* kept open, to ask it things */
	pid_t program;	 /* 0: none runs */
	int status;	 /* what the shell would call its exit status, when it has ended */
	size_t received; /* bytes since this was last set to 0 */
	struct xb_buf raw; /* the last of what came */
	bool deaf;       /* takes nothing in, as a line that is stopped */
	bool mouse; /* clicks are reported */
	bool bells;
};

void emulator_start(struct emulator *emulator, char **argv);
void emulator_stop(struct emulator *emulator); /* kills what still runs */
/* Take in what the program sends, for at most TIMEOUT ms. False: nothing came. */
bool emulator_pump(struct emulator *emulator, int timeout);
bool emulator_pump_byte(struct emulator *emulator, int timeout); /* one byte, to see what it does */
/* Has the program ended? Takes in the last of what it sent. */
bool emulator_ended(struct emulator *emulator);
/* Everything read, nothing to do, nothing sent for QUIET ms? Waits for at most LIMIT ms. */
bool emulator_settle(struct emulator *emulator, int quiet, int limit);
bool emulator_is_raw(const struct emulator *emulator);

void emulator_send(struct emulator *emulator, const char *bytes, size_t length);
bool emulator_key(struct emulator *emulator, int key); /* enum of ui/key.h; false: cannot send it */
void emulator_paste(struct emulator *emulator, const char *text, size_t length);
/* BUTTON goes down and up, N times; 4 and 5 are the wheel, which only goes down. */
void emulator_click(struct emulator *emulator, int row, int col, int button, int times);
void emulator_resize(struct emulator *emulator, int rows, int cols);
void emulator_hangup(struct emulator *emulator);

void emulator_text(const struct emulator *emulator, struct xb_buf *out); /* a line for each row */
void emulator_cursor(const struct emulator *emulator, int *row, int *col);
enum { LOOK_BOLD = 1, LOOK_UNDERLINE = 2, LOOK_REVERSE = 4, LOOK_COLOUR = 8 };
/* One column of the screen, as it looks. */
struct emulator_cell {
	char text[32]; /* "": the second half of a wide character */
	unsigned look; /* LOOK_ bits */
	int foreground, background; /* 0xRRGGBB; -1: the terminal's own */
	int ink, ground;            /* the same as numbers of the palette; -1: it is none */
};
struct emulator_cell emulator_cell_at(const struct emulator *emulator, int row, int col);

long long emulator_now(void); /* ms */

#endif

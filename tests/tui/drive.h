/* SPDX-License-Identifier: MIT */
/* The driver's parts: what they share, and the lines of a script that look at the screen. */
#ifndef TUI_DRIVE_H
#define TUI_DRIVE_H

#include <stdbool.h>

#include "tui/emulator.h"

/* Quiet is longer than what the program waits for another key. */
enum { LIMIT_MS = 10000, QUIET_MS = 250, SERIES_MS = 100, LATE_MS = 10, MOST_WORDS = 64 };

struct drive {
	struct emulator emulator;
	const char *script, *folder;
	int line;
	size_t pressed; /* since the last `count` */
	bool update;
	char **argv; /* of the program that was started last */
	struct xb_buf seen; /* screens of that program, for `gone` */
	bool over;          /* they are of no more use once something is done */
	/* The line that is carried out. */
	char *words[MOST_WORDS];
	int count;
	char *rest; /* all behind the first word */
};

/* ---- drive.c ---- */
/* Show the screen, say what is wrong with the line, and end with 1. */
_Noreturn void drive_fail(struct drive *drive, const char *format, ...) XB_PRINTF(2, 3);
int drive_number_at(struct drive *drive, int word);
void drive_want_words(struct drive *drive, int least);
void drive_want_program(struct drive *drive);
/* Wait until HOLDS does; what a program showed before it ended counts. */
typedef bool drive_condition(struct drive *drive);
bool drive_wait_until(struct drive *drive, drive_condition *holds);
/* "after 10 s" */
const char *drive_how_it_stands(struct drive *drive);

/* ---- drive-eyes.c ---- */
/* Keep what is on the screen, for who asks later whether it has gone. */
void drive_remember_screen(struct drive *drive);
/* Each is a line of a script. */
void drive_expect(struct drive *drive);
void drive_gone(struct drive *drive);
void drive_absent(struct drive *drive);
void drive_screen(struct drive *drive);
void drive_picture(struct drive *drive);
void drive_cursor(struct drive *drive);
void drive_style(struct drive *drive);
void drive_bytes(struct drive *drive);
void drive_within(struct drive *drive);
void drive_sent(struct drive *drive);
void drive_bell(struct drive *drive);

#endif

/* SPDX-License-Identifier: MIT */
/* How assignments are read: what the files of the reader share. */
#ifndef XENBOOT_IMPORT_ASSIGNMENTS_READ_H
#define XENBOOT_IMPORT_ASSIGNMENTS_READ_H

#include "import/assignments.h"

/* A value as it grows, with the place of each of its bytes. */
struct xb_shell_value {
	char *bytes;
	uint32_t *places;
	size_t length, capacity;
};
void xb_value_put(struct xb_shell_value *word, char byte, size_t place);
void xb_value_puts(struct xb_shell_value *word, const char *text, size_t place);
/* Its bytes as a string, which stays the word's. */
const char *xb_value_text(struct xb_shell_value *word);
void xb_value_clear(struct xb_shell_value *word);

struct xb_reading {
	const char *bytes; /* the text that is read */
	size_t length, offset;
	struct xb_assignments *assignments;
	struct xb_diags *diags;
	unsigned depth;
	const char *refused; /* why the word has no value here: "a command", or NULL */
	bool full;	     /* there is more than is read */
	bool returns;	     /* a carriage return was met */
};

int xb_reading_peek(const struct xb_reading *reading);
int xb_reading_take(struct xb_reading *reading);
/* Up to the end of the line, whose break is taken too. */
void xb_reading_skip_line(struct xb_reading *reading);
struct xb_pos xb_reading_at(const struct xb_reading *reading, size_t offset);
bool xb_is_name_start(int c);
bool xb_is_name(int c);
/* The name at the offset, which is taken; "" where there is none; new. */
char *xb_reading_name(struct xb_reading *reading);
/* The text up to CLOSE, which is taken, pairs of OPEN and CLOSE included; new. */
char *xb_reading_until(struct xb_reading *reading, char open, char close);

/* One word, up to a blank, a line's end or a byte of ENDS. */
void xb_reading_word(struct xb_reading *reading, const char *ends, struct xb_shell_value *word);
/* What follows a $, which is taken. QUOTED: between double quotes. */
void xb_reading_dollar(struct xb_reading *reading, bool quoted, struct xb_shell_value *word);
/* An index: [i+1] is arithmetic, "0,1" is two; new. */
char *xb_reading_index(struct xb_reading *reading);

/* VALUE, whose bytes it takes, is NAME[INDEX] from here on; APPEND: behind what it was. */
void xb_reading_set(struct xb_reading *reading, const char *name, const char *index, bool append,
		    struct xb_shell_value *value, size_t place);
/* NAME and all its elements are gone. */
void xb_reading_unset(struct xb_reading *reading, const char *name);

/* Step over the command at START, which is no assignment, and say that it is not run. */
void xb_reading_skip_command(struct xb_reading *reading, size_t start);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Configurations that are lines of NAME=VALUE in a shell's manners, which the tools that they are
 * for run: here they are read, and nothing in them runs.
 */
#ifndef XENBOOT_IMPORT_ASSIGNMENTS_H
#define XENBOOT_IMPORT_ASSIGNMENTS_H

#include "import/hush.h"

struct xb_assignment {
	char *name;
	char *index; /* of NAME[INDEX]; "0" is also that of the plain NAME, as in bash */
	char *value;
	uint32_t *places; /* of each byte of the value, its offset in the text */
	struct xb_pos at; /* of the name */
	bool used;
};
struct xb_assignments {
	struct xb_assignment **items; /* in the order in which they first came */
	size_t count, capacity;
	size_t bytes;	      /* of all values */
	void *tree;	      /* the same by name and index, of tsearch(3) */
	char *text;	      /* what was read */
	struct xb_script script;
};
/*
 * Quotes, $NAME, ${NAME}, ${NAME[I]}, ${NAME:-WORD} and its like, $((...)), arrays, += and comments
 * are understood. What is no assignment, depends on a condition, or would run a command is a
 * warning, and left out.
 */
void xb_assignments_read(const char *file, const char *text, size_t length,
			 struct xb_assignments *assignments, struct xb_diags *diags);
/* INDEX NULL: "0". NULL: there is none. */
struct xb_assignment *xb_assignment_find(const struct xb_assignments *assignments, const char *name,
					 const char *index);
/* How many there are of the array NAME. */
size_t xb_assignments_of(const struct xb_assignments *assignments, const char *name);
/* Where the byte at OFFSET of the value was written. */
struct xb_pos xb_assignment_at(const struct xb_assignments *assignments,
			       const struct xb_assignment *assignment, size_t offset);
void xb_assignments_clear(struct xb_assignments *assignments);

/* The value of the arithmetic TEXT, of numbers and names that are set. False: it has none. */
bool xb_arithmetic(const struct xb_assignments *assignments, const char *text, int64_t *value);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Configurations that are lines of NAME=VALUE in a shell's manners, which the tools that they are
 * for run: here they are read, and nothing in them runs.
 */
#ifndef XENBOOT_IMPORT_ASSIGNMENTS_H
#define XENBOOT_IMPORT_ASSIGNMENTS_H

#include "xenboot/base.h"

struct xb_assignment {
	char *name;
	char *index; /* of NAME[INDEX]; NULL: it has none */
	char *value;
	struct xb_pos at;
	bool used;
};
/* In their order; a later one of the same name and index has replaced the earlier. */
struct xb_assignments {
	struct xb_assignment *items;
	size_t count, capacity;
};
/*
 * Quotes, $NAME, ${NAME}, ${NAME[I]}, $((...)), arrays in parentheses, += and comments are
 * understood. What is not an assignment, or would run a command, is a warning, and left out.
 */
void xb_assignments_read(const char *file, const char *text, size_t length,
			 struct xb_assignments *assignments, struct xb_diags *diags);
/* INDEX NULL: the one without. NULL: there is none. */
struct xb_assignment *xb_assignment_find(const struct xb_assignments *assignments, const char *name,
					 const char *index);
void xb_assignments_clear(struct xb_assignments *assignments);

/* The value of the arithmetic TEXT, of numbers and names. False: it is none. */
bool xb_arithmetic(const struct xb_assignments *assignments, const char *text, int64_t *value);

#endif

/* SPDX-License-Identifier: MIT */
/* The list of what was assigned. */
#include "import/assignments.h"

#include <stdlib.h>
#include <string.h>

static bool same_index(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

struct xb_assignment *xb_assignment_find(const struct xb_assignments *assignments, const char *name,
					 const char *index)
{
	for (size_t i = 0; i < assignments->count; i++)
		if (!strcmp(assignments->items[i].name, name) &&
		    same_index(assignments->items[i].index, index))
			return &assignments->items[i];
	return NULL;
}

void xb_assignments_clear(struct xb_assignments *assignments)
{
	for (size_t i = 0; i < assignments->count; i++) {
		free(assignments->items[i].name);
		free(assignments->items[i].index);
		free(assignments->items[i].value);
	}
	free(assignments->items);
	*assignments = (struct xb_assignments){0};
}

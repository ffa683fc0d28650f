/* SPDX-License-Identifier: MIT */
/* Variables by name: the environment, and those that the shell keeps for itself. */
#include "import/hush.h"

#include <stdlib.h>
#include <string.h>

/* Where NAME is, or would stand: they are sorted. */
static size_t variable_index(const struct xb_variables *variables, const char *name, bool *found)
{
	return xb_name_place(variables->items, variables->count, sizeof(*variables->items), name, found);
}

struct xb_variable *xb_variable_find(const struct xb_variables *variables, const char *name)
{
	bool found;
	const size_t i = variable_index(variables, name, &found);

	return found ? &variables->items[i] : NULL;
}

static void variable_remove(struct xb_variables *variables, size_t i)
{
	free(variables->items[i].name);
	free(variables->items[i].value);
	variables->count--;
	memmove(variables->items + i, variables->items + i + 1,
		(variables->count - i) * sizeof(*variables->items));
}

static void variable_insert(struct xb_variables *variables, size_t i, const char *name)
{
	variables->items = xb_grow(variables->items, &variables->capacity, variables->count,
				   sizeof(*variables->items));
	memmove(variables->items + i + 1, variables->items + i,
		(variables->count - i) * sizeof(*variables->items));
	variables->items[i] = (struct xb_variable){.name = xb_strdup(name)};
	variables->count++;
}

void xb_variable_set(struct xb_variables *variables, const char *name, const char *value,
		     struct xb_pos at)
{
	bool found;
	const size_t i = variable_index(variables, name, &found);
	char *copy;

	if (!value) {
		if (found)
			variable_remove(variables, i);
		return;
	}
	copy = xb_strdup(value); /* before anything goes: VALUE may be the old one */
	if (!found)
		variable_insert(variables, i, name);
	free(variables->items[i].value);
	variables->items[i].value = copy;
	variables->items[i].at = at;
}

void xb_variables_clear(struct xb_variables *variables)
{
	for (size_t i = 0; i < variables->count; i++) {
		free(variables->items[i].name);
		free(variables->items[i].value);
	}
	free(variables->items);
	*variables = (struct xb_variables){0};
}

/* SPDX-License-Identifier: MIT */
/* Assignments that were read, by name and index. */
#include "import/assignments-read.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

/* A value that doubles itself in each line would have no end. */
enum { VALUE_MAX = 1 << 16, VALUES_MAX = 1 << 22 };

static int compare(const void *a, const void *b)
{
	const struct xb_assignment *left = a, *right = b;
	const int names = strcmp(left->name, right->name);

	return names ? names : strcmp(left->index, right->index);
}

struct xb_assignment *xb_assignment_find(const struct xb_assignments *assignments, const char *name,
					 const char *index)
{
	const struct xb_assignment key = {.name = (char *)name,
					  .index = (char *)(index ? index : "0")};
	void *const *found = tfind(&key, &assignments->tree, compare);

	return found ? *found : NULL;
}

size_t xb_assignments_of(const struct xb_assignments *assignments, const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < assignments->count; i++)
		count += !strcmp(assignments->items[i]->name, name);
	return count;
}

struct xb_pos xb_assignment_at(const struct xb_assignments *assignments,
			       const struct xb_assignment *assignment, size_t offset)
{
	if (offset >= strlen(assignment->value))
		return assignment->at;
	return xb_script_at(&assignments->script, assignment->places[offset]);
}

static struct xb_assignment *add(struct xb_assignments *assignments, const char *name,
				 const char *index)
{
	struct xb_assignment *added = xb_alloc(sizeof(*added));

	added->name = xb_strdup(name);
	added->index = xb_strdup(index ? index : "0");
	added->value = xb_strdup("");
	assignments->items = xb_grow(assignments->items, &assignments->capacity, assignments->count,
				     sizeof(struct xb_assignment *));
	assignments->items[assignments->count++] = added;
	if (!tsearch(added, &assignments->tree, compare))
		xb_memory_exhausted();
	return added;
}

/* What stands before the value: "" or, to append to it, what it was. */
static void put_before(struct xb_shell_value *whole, const struct xb_assignment *before)
{
	for (size_t i = 0; before->value[i]; i++)
		xb_value_put(whole, before->value[i], before->places[i]);
}

void xb_reading_set(struct xb_reading *reading, const char *name, const char *index, bool append,
		    struct xb_shell_value *value, size_t place)
{
	struct xb_assignments *assignments = reading->assignments;
	struct xb_assignment *target = xb_assignment_find(assignments, name, index);
	struct xb_shell_value whole = {0};

	if (!target)
		target = add(assignments, name, index);
	if (append)
		put_before(&whole, target);
	for (size_t i = 0; i < value->length && whole.length < VALUE_MAX; i++)
		xb_value_put(&whole, value->bytes[i], value->places[i]);
	assignments->bytes += whole.length;
	reading->full = reading->full || whole.length == VALUE_MAX || assignments->bytes > VALUES_MAX;
	free(target->value);
	free(target->places);
	target->value = xb_strdup(xb_value_text(&whole));
	target->places = whole.places;
	whole.places = NULL;
	xb_value_clear(&whole);
	xb_value_clear(value);
	target->at = xb_reading_at(reading, place);
	target->used = false;
}

static void free_assignment(struct xb_assignments *assignments, struct xb_assignment *assignment)
{
	tdelete(assignment, &assignments->tree, compare);
	free(assignment->name);
	free(assignment->index);
	free(assignment->value);
	free(assignment->places);
	free(assignment);
}

void xb_reading_unset(struct xb_reading *reading, const char *name)
{
	struct xb_assignments *assignments = reading->assignments;
	size_t kept = 0;

	for (size_t i = 0; i < assignments->count; i++) {
		if (strcmp(assignments->items[i]->name, name) != 0)
			assignments->items[kept++] = assignments->items[i];
		else
			free_assignment(assignments, assignments->items[i]);
	}
	assignments->count = kept;
}

void xb_assignments_clear(struct xb_assignments *assignments)
{
	for (size_t i = 0; i < assignments->count; i++)
		free_assignment(assignments, assignments->items[i]);
	free(assignments->items);
	xb_script_clear(&assignments->script);
	free(assignments->text);
	*assignments = (struct xb_assignments){0};
}

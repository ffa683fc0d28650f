/* SPDX-License-Identifier: MIT */
#include "ui/subject.h"

#include <string.h>

bool ui_same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool ui_subject_same(const struct ui_subject *a, const struct ui_subject *b)
{
	if (a->kind != b->kind || a->kind == UI_SUBJECT_NONE || !ui_same_text(a->id, b->id))
		return false;
	return a->kind == UI_SUBJECT_PROBLEM || (a->number == b->number && a->part == b->part);
}

struct ui_subject ui_subject_copy(struct xb_arena *arena, const struct ui_subject *subject)
{
	struct ui_subject copy = *subject;

	copy.id = subject->id ? xb_arena_strdup(arena, subject->id) : NULL;
	copy.name = subject->name ? xb_arena_strdup(arena, subject->name) : NULL;
	return copy;
}

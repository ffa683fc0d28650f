/* SPDX-License-Identifier: MIT */
/* What changes would lead to, without making them. */
#include <stdlib.h>
#include <string.h>

#include "draft/draft.h"

static bool is_among(const struct xb_diags *diags, const struct xb_diag *wanted)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].severity == wanted->severity &&
		    diags->items[i].code == wanted->code &&
		    strcmp(diags->items[i].message, wanted->message) == 0)
			return true;
	return false;
}

/* Errors and warnings of NOW that were not said BEFORE. */
static void add_new(const struct xb_diags *before, const struct xb_diags *now,
		      struct xb_diags *fresh)
{
	for (size_t i = 0; i < now->count; i++)
		if (now->items[i].severity != XB_NOTE && !is_among(before, &now->items[i]))
			xb_diags_add(fresh, &now->items[i]);
}

/* ---- What is loaded where ------------------------------------------------------------------------ */

/* The same part of BOOT as LOAD is of another description; NULL: it has none. */
static const struct xb_load *same_load(const struct xb_boot *boot, const struct xb_load *load)
{
	for (size_t i = 0; boot && i < boot->load_count; i++) {
		const struct xb_load *other = &boot->loads[i];

		if (other->use == load->use && strcmp(other->title, load->title) == 0 &&
		    (!other->key == !load->key) && (!load->key || strcmp(other->key, load->key) == 0))
			return other;
	}
	return NULL;
}

static void add_move(struct xb_outlook *outlook, const char *title, const struct xb_load *before,
		     const struct xb_load *after)
{
	struct xb_outlook_move move = {
		.title = xb_arena_strdup(&outlook->arena, title),
		.was = before && xb_load_is_placed(before),
		.is = after && xb_load_is_placed(after),
	};

	move.from = move.was ? before->address : 0;
	move.to = move.is ? after->address : 0;
	if (move.was == move.is && move.from == move.to)
		return;
	outlook->moves = xb_grow(outlook->moves, &outlook->move_capacity, outlook->move_count,
				 sizeof(*outlook->moves));
	outlook->moves[outlook->move_count++] = move;
}

static void compare_loads(const struct xb_boot *before, const struct xb_boot *after,
			  struct xb_outlook *outlook)
{
	for (size_t i = 0; before && i < before->load_count; i++)
		add_move(outlook, before->loads[i].title, &before->loads[i],
			 same_load(after, &before->loads[i]));
	for (size_t i = 0; after && i < after->load_count; i++)
		if (!same_load(before, &after->loads[i]))
			add_move(outlook, after->loads[i].title, NULL, &after->loads[i]);
}

/* ---- The whole ------------------------------------------------------------------------------------ */

bool xb_draft_outlook(struct xb_draft *draft, const struct xb_change *changes, size_t count,
		      struct xb_outlook *outlook)
{
	struct xb_session *now = draft->session, *trial = xb_session_new_trial(now);
	struct xb_buf text = {0};
	enum xb_change_result result =
		xb_draft_apply(draft, xb_session_data(trial), changes, count, &text, &outlook->fresh);

	if (result == XB_CHANGE_DONE) {
		xb_session_open_source(trial, &draft->source, text.data ? text.data : "",
				       text.length);
		add_new(xb_session_diags(now), xb_session_diags(trial), &outlook->fresh);
		add_new(xb_session_diags(trial), xb_session_diags(now), &outlook->gone);
		compare_loads(xb_session_boot(now), xb_session_boot(trial), outlook);
	}
	xb_session_free(trial);
	xb_buf_clear(&text);
	return result == XB_CHANGE_DONE || result == XB_CHANGE_NO_CHANGE;
}

void xb_outlook_clear(struct xb_outlook *outlook)
{
	xb_diags_clear(&outlook->fresh);
	xb_diags_clear(&outlook->gone);
	free(outlook->moves);
	xb_arena_clear(&outlook->arena);
	*outlook = (struct xb_outlook){0};
}

bool xb_draft_try(struct xb_draft *draft, const struct xb_change *changes, size_t count,
		  struct xb_diags *diags)
{
	struct xb_outlook outlook = {0};
	bool good = xb_draft_outlook(draft, changes, count, &outlook);

	for (size_t i = 0; i < outlook.fresh.count; i++)
		xb_diags_add(diags, &outlook.fresh.items[i]);
	xb_outlook_clear(&outlook);
	return good;
}

bool xb_draft_has_new_errors(const struct xb_draft *draft)
{
	const struct xb_diags *now = xb_session_diags(draft->session);
	struct xb_diags fresh = {0};
	struct xb_session *before;
	bool found;

	/* As a rule there are none, and that spares a plan. */
	if (!now->errors)
		return false;
	before = xb_session_new_trial(draft->session);
	xb_session_open_source(before, &draft->source, draft->saved.data ? draft->saved.data : "",
			       draft->saved.length);
	add_new(xb_session_diags(before), now, &fresh);
	found = fresh.errors > 0;
	xb_diags_clear(&fresh);
	xb_session_free(before);
	return found;
}

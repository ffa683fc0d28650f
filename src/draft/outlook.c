/* SPDX-License-Identifier: MIT */
/* What is another one after changes: what is said, and what is loaded where. */
#include <stdlib.h>
#include <string.h>

#include "draft/draft.h"

/* ---- What is loaded where ------------------------------------------------------------------------ */

/* The same part of BOOT as LOAD is of another description; NULL: it has none. */
static const struct xb_load *same_load(const struct xb_boot *boot, const struct xb_load *load)
{
	for (size_t i = 0; boot && i < boot->load_count; i++) {
		const struct xb_load *other = &boot->loads[i];

		if (other->use == load->use && other->cut_off == load->cut_off &&
		    strcmp(other->title, load->title) == 0 &&
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
		xb_draft_add_fresh(xb_session_diags(now), xb_session_diags(trial), &outlook->fresh);
		xb_draft_add_fresh(xb_session_diags(trial), xb_session_diags(now), &outlook->gone);
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

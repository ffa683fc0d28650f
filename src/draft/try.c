/* SPDX-License-Identifier: MIT */
/* What changes would lead to: they are made in a session of their own, which is let go of then. */
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

/* An error or a warning that was not said BEFORE. */
static bool is_fresh(const struct xb_diags *before, const struct xb_diag *diag)
{
	return diag->severity != XB_NOTE && !is_among(before, diag);
}

void xb_draft_add_fresh(const struct xb_diags *before, const struct xb_diags *now, struct xb_diags *fresh)
{
	for (size_t i = 0; i < now->count; i++)
		if (is_fresh(before, &now->items[i]))
			xb_diags_add(fresh, &now->items[i]);
}

/* The CHANGES by their whole keys, whose texts are the ARENA's. */
static void resolve_all(const struct xb_draft *draft, const struct xb_change *changes, size_t count,
			struct xb_change *whole, struct xb_arena *arena)
{
	struct xb_diags ignored = {0};

	for (size_t i = 0; i < count; i++) {
		char *key = xb_key_resolve(xb_session_catalog(draft->session), changes[i].key,
					   &ignored);

		whole[i] = (struct xb_change){xb_arena_strdup(arena, key ? key : changes[i].key),
					      changes[i].value};
		free(key);
	}
	xb_diags_clear(&ignored);
}

/* Does DIAG stand at one of the keys of CHANGES, or in it? */
static bool is_about(const struct xb_profile *profile, const struct xb_diag *diag,
		     const struct xb_change *changes, size_t count)
{
	struct xb_pos at = {diag->file, diag->line, diag->column};
	char *key = profile && diag->line ? xb_profile_key_at(profile, at) : NULL;
	bool about = false;

	for (size_t i = 0; key && i < count && !about; i++)
		about = xb_key_is_in(key, changes[i].key);
	free(key);
	return about;
}

/* What TRIAL says of CHANGES, and what it says elsewhere that was not said before. */
static void add_tried(const struct xb_draft *draft, struct xb_session *trial,
		      const struct xb_change *changes, size_t count, struct xb_diags *diags)
{
	const struct xb_diags *before = xb_session_diags(draft->session);
	const struct xb_diags *now = xb_session_diags(trial);

	for (size_t i = 0; i < now->count; i++)
		if (is_fresh(before, &now->items[i]) ||
		    is_about(xb_session_profile(trial), &now->items[i], changes, count))
			xb_diags_add(diags, &now->items[i]);
}

bool xb_draft_try(struct xb_draft *draft, const struct xb_change *changes, size_t count,
		  struct xb_diags *diags)
{
	struct xb_session *trial = xb_session_new_trial(draft->session);
	struct xb_change *whole = xb_alloc((count + 1) * sizeof(*whole));
	struct xb_arena arena = {0};
	struct xb_buf text = {0};
	enum xb_change_result result =
		xb_draft_apply(draft, xb_session_data(trial), changes, count, &text, diags);

	if (result == XB_CHANGE_DONE || result == XB_CHANGE_NO_CHANGE) {
		xb_session_open_source(trial, &draft->source, text.data ? text.data : "",
				       text.length);
		resolve_all(draft, changes, count, whole, &arena);
		add_tried(draft, trial, whole, count, diags);
	}
	xb_arena_clear(&arena);
	free(whole);
	xb_session_free(trial);
	xb_buf_clear(&text);
	return result == XB_CHANGE_DONE || result == XB_CHANGE_NO_CHANGE;
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
	xb_draft_add_fresh(xb_session_diags(before), now, &fresh);
	found = fresh.errors > 0;
	xb_diags_clear(&fresh);
	xb_session_free(before);
	return found;
}

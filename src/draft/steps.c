/* SPDX-License-Identifier: MIT */
/* The steps of a draft as a list. */
#include "draft/draft.h"

size_t xb_draft_step_count(const struct xb_draft *draft)
{
	return draft->history.count;
}

size_t xb_draft_step_now(const struct xb_draft *draft)
{
	return draft->history.now;
}

const char *xb_draft_step_name(const struct xb_draft *draft, size_t index)
{
	return draft->history.items[index].step;
}

bool xb_draft_step_is_saved(const struct xb_draft *draft, size_t index)
{
	return draft->has_saved && xb_state_is(&draft->history.items[index], draft->saved.data,
					       draft->saved.length);
}

/* The journal knows single steps; planned is once. */
void xb_draft_go_to(struct xb_draft *draft, size_t index)
{
	struct xb_history *history = &draft->history;
	size_t from = history->now;

	while (history->now > index && xb_history_undo(history))
		xb_journal_record(draft->journal, XB_RECORD_UNDO, history, draft->digest);
	while (history->now < index && xb_history_redo(history))
		xb_journal_record(draft->journal, XB_RECORD_REDO, history, draft->digest);
	if (history->now != from)
		xb_draft_plan(draft);
}

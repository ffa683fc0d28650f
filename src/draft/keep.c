/* SPDX-License-Identifier: MIT */
/* What was there before is there again as it was: a key in its place, all of a file byte for byte. */
#include <string.h>

#include "draft/draft.h"

/* Earlier steps that are asked where a key stood: the nearest know it best. */
enum { MOST_STEPS = 8 };

/* A text without the last name of KEY is not worth a closer look. */
static bool may_have(const char *text, size_t length, const char *key)
{
	const char *dot = strrchr(key, '.'), *name = dot ? dot + 1 : key;
	size_t name_length = strlen(name);

	for (size_t i = 0; i + name_length <= length; i++)
		if (memcmp(text + i, name, name_length) == 0)
			return true;
	return false;
}

static bool set_as_in(const struct xb_draft *draft, const char *old, size_t old_length,
		      const struct xb_buf *text, const char *key, const char *value, struct xb_buf *out)
{
	return old_length && may_have(old, old_length, key) &&
	       xb_text_set_as_in(old, old_length, draft->source.path, text->data, text->length, key, value,
				 out);
}

bool xb_draft_set_again(const struct xb_draft *draft, const struct xb_buf *text, const char *key,
			const char *value, struct xb_buf *out)
{
	const struct xb_history *history = &draft->history;

	if (draft->purpose != XB_DRAFT_TO_EDIT || !text->length ||
	    xb_text_has(text->data, text->length, key))
		return false;
	if (set_as_in(draft, draft->saved.data, draft->saved.length, text, key, value, out))
		return true;
	for (size_t i = history->now; i-- > 0 && history->now - i <= MOST_STEPS;)
		if (set_as_in(draft, history->items[i].text, history->items[i].length, text, key, value,
			      out))
			return true;
	return false;
}

void xb_draft_take_saved(const struct xb_draft *draft, struct xb_buf *text)
{
	if (draft->purpose != XB_DRAFT_TO_EDIT || !draft->saved.length || !text->length ||
	    !xb_text_says_same(text->data, text->length, draft->saved.data, draft->saved.length))
		return;
	xb_buf_clear(text);
	xb_buf_add(text, draft->saved.data, draft->saved.length);
}

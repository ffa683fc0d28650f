/* SPDX-License-Identifier: MIT */
/* Changing a draft: what is asked is done to a copy of its text, which then becomes the present
 * one. */
#include <stdlib.h>
#include <string.h>

#include "draft/draft.h"

/* ---- Changes of a text ---------------------------------------------------------------------- */

/* What a change is made with; its data may be another than the session's. */
struct work {
	struct xb_data *data;
	const struct xb_catalog *catalog;
	const struct xb_profile_source *source;
	const struct xb_draft *draft; /* whose earlier texts know where a key stood */
	struct xb_diags *diags;
};

/* With what it extends; NULL: that cannot be read. */
static struct xb_profile *merged(const struct work *work, const struct xb_buf *text)
{
	struct xb_diags ignored = {0};
	struct xb_profile *profile = xb_profile_parse_as(
		work->data, work->source, text->data ? text->data : "", text->length, &ignored);

	xb_diags_clear(&ignored);
	return profile;
}

static bool has_key(const struct xb_profile *profile, const char *key)
{
	struct xb_buf value = {0};
	bool has = profile && xb_profile_get(profile, key, &value);

	xb_buf_clear(&value);
	return has;
}

/* The next that is not KEY or below it; NULL: there is none. A section that KEY was in may be empty
 * AFTER it; what stood there before as one value, a list, is another thing. */
static const struct xb_flat_item *next_other(const struct xb_flat *flat, size_t *i, const char *key,
					     bool after)
{
	while (*i < flat->count) {
		const struct xb_flat_item *item = &flat->items[(*i)++];

		if (!xb_key_is_in(item->key, key) && !(after && xb_key_is_in(key, item->key)))
			return item;
	}
	return NULL;
}

static bool same_but_for(const struct xb_profile *a, const struct xb_profile *b, const char *key)
{
	struct xb_flat old = {0}, new = {0};
	const struct xb_flat_item *left, *right;
	size_t i = 0, k = 0;

	xb_profile_flatten(a, &old);
	xb_profile_flatten(b, &new);
	do {
		left = next_other(&old, &i, key, false);
		right = next_other(&new, &k, key, true);
	} while (left && right && strcmp(left->key, right->key) == 0 &&
		 strcmp(left->value, right->value) == 0);
	xb_flat_clear(&old);
	xb_flat_clear(&new);
	return !left && !right;
}

/* KEY is not in this file, but one that it extends has it: ~ takes it away, and nothing else. */
static bool take_away(const struct work *work, const struct xb_buf *text, const char *key,
		      const struct xb_profile *before, struct xb_buf *out)
{
	struct xb_profile *after;
	bool good;

	if (!xb_text_set(work->source->path, text->data ? text->data : "", text->length, key, "~",
			 out, work->diags))
		return false;
	after = merged(work, out);
	good = after && !has_key(after, key) && same_but_for(before, after, key);
	xb_profile_free(after);
	if (good)
		return true;
	xb_error(work->diags, XB_CODE_BAD_VALUE, (struct xb_pos){.file = work->source->path},
		 "%s comes from what `extends` names, and cannot be taken away alone", key);
	xb_hint(work->diags, "set the whole list or section that it is part of");
	return false;
}

static bool is_unknown_key(const struct xb_diags *diags)
{
	return diags->count == 1 && diags->items[0].code == XB_CODE_UNKNOWN_KEY;
}

/* Does the profile get KEY by being changed from TEXT to CHANGED? */
static bool brings_back(const struct work *work, const struct xb_buf *text,
			const struct xb_buf *changed, const char *key)
{
	struct xb_profile *before = merged(work, text), *after = NULL;
	bool back = false;

	if (before && !has_key(before, key)) {
		after = merged(work, changed);
		back = has_key(after, key);
	}
	xb_profile_free(before);
	xb_profile_free(after);
	return back;
}

/* What was taken away with ~ stays so: without that line the value of a base would come back. */
static bool unset(const struct work *work, const struct xb_buf *text, const char *key,
		  struct xb_buf *out)
{
	struct xb_profile *before;
	bool good = false;

	if (xb_text_unset(work->source->path, text->data ? text->data : "", text->length, key, out,
			  work->diags)) {
		if (brings_back(work, text, out, key)) {
			xb_buf_clear(out);
			xb_buf_add(out, text->data, text->length);
		}
		return true;
	}
	if (!is_unknown_key(work->diags))
		return false;
	before = merged(work, text);
	if (has_key(before, key)) {
		xb_diags_clear(work->diags);
		xb_buf_clear(out);
		good = take_away(work, text, key, before, out);
	}
	xb_profile_free(before);
	return good;
}

static bool fits(size_t length, struct xb_diags *diags)
{
	return length <= XB_TEXT_BYTES ||
	       xb_error(diags, XB_CODE_BAD_VALUE, (struct xb_pos){0},
			"that makes the profile %zu bytes long; at most %u are read", length,
			XB_TEXT_BYTES);
}

/* Where KEY leads into a list that only a profile which this one extends has, TEXT gets it. False: it
 * cannot. */
static bool adopt_list(const struct work *work, const char *key, struct xb_buf *text)
{
	struct xb_profile *profile = strpbrk(key, "0123456789+") ? merged(work, text) : NULL;
	struct xb_buf adopted = {0};
	bool good = true;

	if (profile)
		good = xb_text_adopt(profile, work->source->path, text->data ? text->data : "",
				     text->length, key, &adopted, work->diags);
	xb_profile_free(profile);
	if (adopted.length) {
		xb_buf_clear(text);
		*text = adopted;
	}
	return good;
}

static bool set(const struct work *work, const struct xb_buf *text, const char *key, const char *value,
		struct xb_buf *out)
{
	return xb_draft_set_again(work->draft, text, key, value, out) ||
	       xb_text_set(work->source->path, text->data ? text->data : "", text->length, key, value, out,
			   work->diags);
}

static enum xb_change_result apply(const struct work *work, const struct xb_change *change,
				   struct xb_buf *text)
{
	char *key = xb_key_resolve(work->catalog, change->key, work->diags);
	struct xb_buf changed = {0};
	bool good;

	if (!key)
		return XB_CHANGE_USAGE;
	if (!adopt_list(work, key, text))
		good = false;
	else if (change->value)
		good = set(work, text, key, change->value, &changed);
	else
		good = unset(work, text, key, &changed);
	free(key);
	if (!good || !fits(changed.length, work->diags)) {
		xb_buf_clear(&changed);
		return XB_CHANGE_REFUSED;
	}
	xb_buf_clear(text);
	*text = changed;
	return XB_CHANGE_DONE;
}

enum xb_change_result xb_draft_apply(const struct xb_draft *draft, struct xb_data *data,
				     const struct xb_change *changes, size_t count,
				     struct xb_buf *text, struct xb_diags *diags)
{
	const struct xb_state *now = xb_history_now(&draft->history);
	struct xb_diags said = {0};
	const struct work work = {data, xb_session_catalog(draft->session), &draft->source, draft, &said};
	enum xb_change_result result = XB_CHANGE_DONE;

	xb_buf_add(text, now->text, now->length);
	for (size_t i = 0; i < count && result == XB_CHANGE_DONE; i++)
		result = apply(&work, &changes[i], text);
	if (result == XB_CHANGE_DONE)
		xb_draft_take_saved(draft, text);
	if (result == XB_CHANGE_DONE && xb_state_is(now, text->data, text->length))
		result = XB_CHANGE_NO_CHANGE;
	for (size_t i = 0; i < said.count; i++)
		xb_diags_add(diags, &said.items[i]);
	xb_diags_clear(&said);
	return result;
}

/* ---- Steps ---------------------------------------------------------------------------------- */

void xb_draft_moved(struct xb_draft *draft, enum xb_record kind)
{
	xb_draft_plan(draft);
	xb_journal_record(draft->journal, kind, &draft->history, draft->digest);
}

/* An option is called by its own name alone, but for a guest's. */
static const char *name_of(const char *key)
{
	const char *option = strstr(key, ".options.");

	return option ? option + strlen(".options.") : key;
}

/* " of guest1" for one of a guest's options; "" for others. New text, the caller's. */
static char *owner_of(const char *key)
{
	static const char section[] = "domains.";
	const char *option = strstr(key, ".options.");

	if (!option || strncmp(key, section, strlen(section)) != 0)
		return xb_strdup("");
	key += strlen(section);
	return xb_format(" of %.*s", (int)(option - key), key);
}

char *xb_step_subject(const char *key)
{
	char *owner = owner_of(key), *subject = xb_format("%s%s", name_of(key), owner);

	free(owner);
	return subject;
}

/* "set vwfi to trap"; of a new item, KEY ends in "console.+", or the first of its keys: "add tty0 to console". */
static char *set_name(const char *key, const char *value)
{
	const char *name = name_of(key), *item = strstr(name, ".+");
	bool adds = item && (item[2] == '\0' || item[2] == '.');
	char *owner = owner_of(key);
	char *step = adds ? xb_format("add %s to %.*s%s", value, (int)(item - name), name, owner)
			  : xb_format("set %s%s to %s", name, owner, value);

	free(owner);
	return step;
}

static char *unset_name(const char *key)
{
	char *subject = xb_step_subject(key), *step = xb_format("unset %s", subject);

	free(subject);
	return step;
}

static char *step_name(const struct xb_draft *draft, const struct xb_change *changes, size_t count)
{
	struct xb_diags ignored = {0};
	char *key, *name;

	if (count != 1)
		return xb_format("%zu changes", count);
	key = xb_key_resolve(xb_session_catalog(draft->session), changes->key, &ignored);
	if (!key)
		key = xb_strdup(changes->key);
	name = changes->value ? set_name(key, changes->value) : unset_name(key);
	xb_diags_clear(&ignored);
	free(key);
	return name;
}

enum xb_change_result xb_draft_change(struct xb_draft *draft, const struct xb_change *changes,
				      size_t count, const char *step, struct xb_diags *diags)
{
	struct xb_buf text = {0};
	enum xb_change_result result =
		xb_draft_apply(draft, xb_session_data(draft->session), changes, count, &text, diags);
	char *name;

	if (result == XB_CHANGE_DONE) {
		name = step ? xb_strdup(step) : step_name(draft, changes, count);
		xb_history_push(&draft->history, name, text.data, text.length);
		xb_draft_moved(draft, XB_RECORD_STEP);
		free(name);
	}
	xb_buf_clear(&text);
	return result;
}

/* Broken YAML would leave nothing to show; errors in what a profile says are let in. */
static bool is_yaml(const struct xb_draft *draft, const char *text, size_t length,
		    struct xb_diags *diags)
{
	const char *path = draft->source.path;
	size_t before = diags->count;
	struct xb_diags said = {0};

	xb_profile_free(
		xb_profile_parse_as(xb_session_data(draft->session), &draft->source, text, length, &said));
	for (size_t i = 0; i < said.count; i++)
		if (said.items[i].code == XB_CODE_SYNTAX && said.items[i].file &&
		    strcmp(said.items[i].file, path) == 0)
			xb_diags_add(diags, &said.items[i]);
	xb_diags_clear(&said);
	return diags->count == before;
}

enum xb_change_result xb_draft_replace(struct xb_draft *draft, const char *text, size_t length,
				       const char *step, struct xb_diags *diags)
{
	if (xb_state_is(xb_history_now(&draft->history), text, length))
		return XB_CHANGE_NO_CHANGE;
	if (!fits(length, diags) || !is_yaml(draft, text, length, diags))
		return XB_CHANGE_REFUSED;
	xb_history_push(&draft->history, step ? step : "replace the text", text, length);
	xb_draft_moved(draft, XB_RECORD_STEP);
	return XB_CHANGE_DONE;
}

bool xb_draft_undo(struct xb_draft *draft)
{
	if (!xb_history_undo(&draft->history))
		return false;
	xb_draft_moved(draft, XB_RECORD_UNDO);
	return true;
}

bool xb_draft_redo(struct xb_draft *draft)
{
	if (!xb_history_redo(&draft->history))
		return false;
	xb_draft_moved(draft, XB_RECORD_REDO);
	return true;
}

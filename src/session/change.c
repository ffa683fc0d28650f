/* SPDX-License-Identifier: MIT */
/* set and unset: change the text, check what came of it, write it or leave all as it was. */
#include <stdlib.h>
#include <string.h>

#include "session/session.h"

/* The file's text, and which file; false with the result to return. */
static bool read_profile(struct xb_session *session, const char *ref,
			 struct xb_profile_source *source, struct xb_buf *text,
			 enum xb_change_result *result)
{
	struct xb_profile *profile;

	*result = XB_CHANGE_FAILED;
	if (!xb_profile_read(session->data, ref, source, text, &session->diags))
		return false;
	profile = xb_profile_parse_as(session->data, source, text->data ? text->data : "",
				      text->length, &session->diags);
	if (!profile)
		return false;
	xb_profile_free(profile);
	if (!source->shipped && !source->standard_input)
		return true;
	*result = XB_CHANGE_USAGE;
	xb_error(&session->diags, XB_CODE_BAD_VALUE, (struct xb_pos){0},
		 source->shipped ? "%s is a shipped profile and is not changed"
				 : "%s: standard input cannot be changed", ref);
	if (source->shipped)
		xb_hint(&session->diags, "make one of your own: xenboot profile copy %s my-%s", ref,
			ref);
	return false;
}

/* One change applied to TEXT, in place. */
static enum xb_change_result apply(struct xb_session *session, const char *path,
				 const struct xb_change *change, struct xb_buf *text)
{
	const struct xb_catalog *catalog = xb_session_catalog(session);
	char *key = catalog ? xb_key_resolve(catalog, change->key, &session->diags) : NULL;
	struct xb_buf changed = {0};
	bool good;

	if (!catalog)
		return XB_CHANGE_FAILED;
	if (!key)
		return XB_CHANGE_USAGE;
	if (change->value)
		good = xb_text_set(path, text->data ? text->data : "", text->length, key,
				   change->value, &changed, &session->diags);
	else
		good = xb_text_unset(path, text->data ? text->data : "", text->length, key,
				     &changed, &session->diags);
	free(key);
	if (!good) {
		xb_buf_clear(&changed);
		return XB_CHANGE_REFUSED;
	}
	xb_buf_clear(text);
	*text = changed;
	return XB_CHANGE_DONE;
}

static bool has_error(const struct xb_diags *diags, const struct xb_diag *wanted)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].severity == XB_ERROR && diags->items[i].code == wanted->code &&
		    strcmp(diags->items[i].message, wanted->message) == 0)
			return true;
	return false;
}

/* Is there an error in the text after the change that was not there before? The session is left
 * open on the new text, so that its diagnostics can be shown. */
static bool makes_new_error(struct xb_session *session, const struct xb_profile_source *source,
			    const struct xb_buf *before, const struct xb_buf *after)
{
	struct xb_diags old;
	bool opened, found = false;

	xb_session_open_source(session, source, before->data ? before->data : "", before->length);
	old = session->diags;
	session->diags = (struct xb_diags){0};
	opened = xb_session_open_source(session, source, after->data ? after->data : "",
					after->length);
	for (size_t i = 0; i < session->diags.count; i++)
		found |= session->diags.items[i].severity == XB_ERROR &&
			 !has_error(&old, &session->diags.items[i]);
	xb_diags_clear(&old);
	return found || !opened;
}

static bool same_text(const struct xb_buf *a, const struct xb_buf *b)
{
	return a->length == b->length && (!a->length || memcmp(a->data, b->data, a->length) == 0);
}

enum xb_change_result xb_session_edit(struct xb_session *session, const char *ref,
				    const struct xb_change *changes, size_t count, bool force)
{
	struct xb_profile_source source = {0};
	struct xb_buf before = {0}, after = {0};
	enum xb_change_result result;

	xb_diags_clear(&session->diags);
	if (!read_profile(session, ref, &source, &before, &result))
		goto out;
	xb_diags_clear(&session->diags); /* what was wrong before is not this edit's */
	xb_buf_add(&after, before.data ? before.data : "", before.length);
	result = XB_CHANGE_DONE;
	for (size_t i = 0; i < count && result == XB_CHANGE_DONE; i++)
		result = apply(session, source.path, &changes[i], &after);
	if (result != XB_CHANGE_DONE)
		goto out;
	if (same_text(&before, &after))
		result = XB_CHANGE_NO_CHANGE;
	else if (makes_new_error(session, &source, &before, &after) && !force)
		result = XB_CHANGE_REFUSED;
	else if (!xb_file_write(source.path, after.data, after.length, 0, &session->diags))
		result = XB_CHANGE_FAILED;
out:
	xb_buf_clear(&before);
	xb_buf_clear(&after);
	xb_profile_source_clear(&source);
	return result;
}

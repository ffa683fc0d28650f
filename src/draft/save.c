/* SPDX-License-Identifier: MIT */
/* The draft and its file: save, save as, reload. A file is told from another by its bytes. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "draft/draft.h"

static const struct xb_pos nowhere;

/* Is what was read, or not, something else than what stood there last? */
static bool differs(const struct xb_draft *draft, int error, const struct xb_buf *file)
{
	char digest[XB_TEXT_DIGEST];

	if (error)
		return true;
	xb_text_digest(file->data ? file->data : "", file->length, digest);
	return strcmp(digest, draft->digest) != 0;
}

bool xb_draft_is_stale(const struct xb_draft *draft)
{
	struct xb_buf file = {0};
	bool stale;

	if (!draft->writable)
		return false;
	stale = differs(draft, xb_file_read(draft->source.path, XB_TEXT_BYTES, &file), &file);
	xb_buf_clear(&file);
	return stale;
}

/* ---- Writing -------------------------------------------------------------------------------- */

/* The folder of the user's profiles is ours to make; one of a path that someone wrote is not. */
static bool write_text(const struct xb_profile_source *source, const char *text, size_t length,
		       struct xb_diags *diags)
{
	return xb_file_write(source->path, text, length, source->named ? XB_PRIVATE_FOLDER : 0,
			     diags);
}

static enum xb_save_result no_file(const struct xb_draft *draft, struct xb_diags *diags)
{
	if (draft->source.shipped)
		xb_error(diags, XB_CODE_BAD_VALUE, nowhere,
			 "%s comes with the program and stays as it is: save it under a name",
			 draft->name);
	else
		xb_error(diags, XB_CODE_BAD_VALUE, nowhere,
			 "%s has no file yet: save it under a name", draft->name);
	return XB_SAVE_NO_FILE;
}

static enum xb_save_result must_not_write(const struct xb_draft *draft, struct xb_diags *diags)
{
	if (draft->read_only)
		xb_error(diags, XB_CODE_BAD_VALUE, nowhere,
			 "%s is read only: it may not be written. Save it under another name",
			 draft->source.path);
	else
		xb_error(diags, XB_CODE_BAD_VALUE, nowhere,
			 "%s is only looked at here: save it under another name", draft->source.path);
	return XB_SAVE_READ_ONLY;
}

static enum xb_save_result changed_meanwhile(const struct xb_draft *draft, int error,
					     struct xb_diags *diags)
{
	const char *path = draft->source.path;

	if (error == ENOENT)
		xb_error(diags, XB_CODE_FILE_MISSING, nowhere, "%s was removed since it was read",
			 path);
	else if (error)
		xb_error(diags, XB_CODE_FILE_MISSING, nowhere, "%s cannot be read any more: %s",
			 path, xb_file_error(error));
	else
		xb_error(diags, XB_CODE_FILE_MISSING, nowhere,
			 "%s was changed by someone else since it was read", path);
	return XB_SAVE_CHANGED;
}

/* With the file locked: who changes it does so before it is read here, or after it was written. */
static enum xb_save_result save_locked(struct xb_draft *draft, bool force, struct xb_diags *diags)
{
	const struct xb_state *now = xb_history_now(&draft->history);
	enum xb_save_result result = XB_SAVE_DONE;
	struct xb_buf file = {0};
	bool done;
	int error;

	error = xb_file_read(draft->source.path, XB_TEXT_BYTES, &file);
	/* Whoever wrote it: what is wanted stands there. */
	done = !error && xb_state_is(now, file.data, file.length);
	if (!done && !force && differs(draft, error, &file))
		result = changed_meanwhile(draft, error, diags);
	else if (!done && !write_text(&draft->source, now->text, now->length, diags))
		result = XB_SAVE_FAILED;
	xb_buf_clear(&file);
	if (result == XB_SAVE_DONE)
		xb_draft_note_saved(draft, now->text, now->length);
	return result;
}

enum xb_save_result xb_draft_save(struct xb_draft *draft, bool force, struct xb_diags *diags)
{
	enum xb_save_result result;

	if (!draft->writable)
		return no_file(draft, diags);
	xb_draft_look_at_file(draft);
	if (xb_draft_is_read_only(draft))
		return must_not_write(draft, diags);
	if (draft->lock < 0 &&
	    !xb_file_lock(draft->source.path, XB_DRAFT_PATIENCE, &draft->lock, diags))
		return XB_SAVE_FAILED;
	result = save_locked(draft, force, diags);
	/* Of the file that was replaced, if it was: it keeps no one away any more. */
	xb_file_unlock(&draft->lock);
	return result;
}

/* ---- Under another name --------------------------------------------------------------------- */

/* Where REF leads for writing. */
static bool find_target(const struct xb_draft *draft, const char *ref,
			struct xb_profile_source *target, struct xb_diags *diags)
{
	*target = (struct xb_profile_source){0};
	if (strcmp(ref, "-") == 0 || !ref[0])
		return xb_error(diags, XB_CODE_BAD_VALUE, nowhere, "'%s' is no name for a file",
				ref);
	target->named = !xb_profile_ref_is_path(ref);
	target->path = target->named ? xb_store_place(draft->session, ref, diags) : xb_strdup(ref);
	if (!target->path && xb_profile_name_valid(ref))
		xb_hint(diags, "say a path: ./%s.yaml", ref);
	return target->path;
}

static bool is_own_file(const struct xb_draft *draft, const char *path)
{
	return draft->writable && xb_file_is_same(draft->source.path, path);
}

static bool exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

/* The draft is that of TARGET, which holds TEXT, from now on. */
static void move_to(struct xb_draft *draft, const char *ref, struct xb_profile_source *target,
		    const struct xb_buf *text)
{
	char *step = xb_format("set name to %s", ref);

	if (!xb_state_is(xb_history_now(&draft->history), text->data, text->length))
		xb_history_push(&draft->history, step, text->data, text->length);
	free(step);
	xb_profile_source_clear(&draft->source);
	draft->source = *target;
	draft->writable = true;
	draft->view = false;
	free(draft->name);
	draft->name = xb_strdup(ref);
	xb_draft_look_at_file(draft);
	xb_draft_note_saved(draft, text->data, text->length);
	xb_draft_new_journal(draft);
	xb_draft_plan(draft);
}

enum xb_save_result xb_draft_save_as(struct xb_draft *draft, const char *ref, bool force,
				     struct xb_diags *diags)
{
	const struct xb_state *now = xb_history_now(&draft->history);
	struct xb_profile_source target;
	struct xb_buf text = {0};
	enum xb_save_result result = XB_SAVE_DONE;

	if (!find_target(draft, ref, &target, diags))
		return XB_SAVE_FAILED;
	if (is_own_file(draft, target.path)) {
		xb_profile_source_clear(&target);
		return xb_draft_save(draft, force, diags);
	}
	xb_buf_add(&text, now->text, now->length);
	if (target.named)
		xb_store_change_name(draft->source.path, &text, ref);
	if (!force && exists(target.path)) {
		xb_error(diags, XB_CODE_BAD_VALUE, nowhere, "%s is there already", target.path);
		result = XB_SAVE_EXISTS;
	} else if (!write_text(&target, text.data, text.length, diags)) {
		result = XB_SAVE_FAILED;
	}
	if (result == XB_SAVE_DONE)
		move_to(draft, ref, &target, &text);
	else
		xb_profile_source_clear(&target);
	xb_buf_clear(&text);
	return result;
}

/* ---- Reload --------------------------------------------------------------------------------- */

bool xb_draft_reload(struct xb_draft *draft, struct xb_diags *diags)
{
	struct xb_buf file = {0};
	const char *text;
	int error;

	if (!draft->writable)
		return xb_error(diags, XB_CODE_BAD_VALUE, nowhere,
				"%s has no file that it could be read from again", draft->name);
	error = xb_file_read(draft->source.path, XB_TEXT_BYTES, &file);
	if (error) {
		xb_buf_clear(&file);
		return xb_error(diags, XB_CODE_FILE_MISSING, nowhere, "cannot read %s: %s",
				draft->source.path, xb_file_error(error));
	}
	text = file.data ? file.data : "";
	if (!xb_state_is(xb_history_now(&draft->history), text, file.length)) {
		xb_history_push(&draft->history, "reload from the file", text, file.length);
		xb_draft_plan(draft);
	}
	xb_draft_note_saved(draft, text, file.length);
	xb_buf_clear(&file);
	return true;
}

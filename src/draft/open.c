/* SPDX-License-Identifier: MIT */
/* A draft from its beginning to its end, and what it is asked about itself. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draft/draft.h"
#include "draft/presence.h"

/* ---- Where it is ---------------------------------------------------------------------------- */

/* An absolute path, so that it is the same profile from wherever it is opened. */
static char *absolute(const char *path)
{
	char *real = realpath(path, NULL), here[PATH_MAX], *whole;

	if (real) {
		whole = xb_strdup(real);
		free(real);
		return whole;
	}
	if (path[0] == '/' || !getcwd(here, sizeof(here)))
		return xb_strdup(path);
	return xb_format("%s/%s", here, path);
}

static const char new_prefix[] = "new ";

char *xb_draft_new_place(const char *name)
{
	return xb_format("%s%s", new_prefix, name);
}

const char *xb_draft_new_name(const char *place)
{
	size_t length = strlen(new_prefix);

	return strncmp(place, new_prefix, length) == 0 ? place + length : NULL;
}

/* What tells this profile from all others, in any run of the program. */
static char *place_of(const struct xb_draft *draft)
{
	if (draft->source.standard_input)
		return xb_format("input %s", draft->digest);
	if (!draft->has_saved)
		return xb_draft_new_place(draft->name);
	if (draft->source.shipped && access(draft->source.path, F_OK) != 0)
		return xb_strdup(draft->source.path); /* inside the program */
	return absolute(draft->source.path);
}

/* Other programs are to see that it is open. */
static void show_presence(struct xb_draft *draft)
{
	char *place;

	if (!draft->writable)
		return;
	place = place_of(draft);
	draft->presence = xb_presence_take(place, &draft->other);
	free(place);
}

void xb_draft_new_journal(struct xb_draft *draft)
{
	char *place = place_of(draft);

	xb_journal_free(draft->journal);
	draft->journal = xb_journal_new(xb_session_config(draft->session)->user_dir, place, draft->name);
	free(place);
	if (draft->presence >= 0)
		close(draft->presence);
	draft->presence = -1;
	draft->other = 0;
	show_presence(draft);
}

/* A file that nobody may write is kept from who could all the same, root. */
void xb_draft_look_at_file(struct xb_draft *draft)
{
	struct stat status;

	draft->read_only = draft->writable && stat(draft->source.path, &status) == 0 &&
			   ((status.st_mode & 0222) == 0 || access(draft->source.path, W_OK) != 0);
}

/* ---- Open ----------------------------------------------------------------------------------- */

void xb_draft_plan(struct xb_draft *draft)
{
	const struct xb_state *now = xb_history_now(&draft->history);

	xb_session_open_source(draft->session, &draft->source, now->text, now->length);
}

void xb_draft_refresh(struct xb_draft *draft)
{
	xb_draft_plan(draft);
}

void xb_draft_note_saved(struct xb_draft *draft, const char *text, size_t length)
{
	struct xb_diags ignored = {0};

	xb_buf_clear(&draft->saved);
	xb_buf_add(&draft->saved, text, length);
	draft->has_saved = true;
	xb_text_digest(draft->saved.data, length, draft->digest);
	xb_journal_remove(draft->journal);
	if (draft->purpose == XB_DRAFT_TO_CHANGE)
		return;
	xb_profile_free(draft->saved_profile);
	draft->saved_profile = xb_profile_parse_as(xb_session_data(draft->session), &draft->source,
						   draft->saved.data, length, &ignored);
	xb_diags_clear(&ignored);
}

/* SOURCE becomes the draft's. NULL: there is no catalog, as the session's diagnostics say. */
static struct xb_draft *new_draft(struct xb_session *session, enum xb_draft_purpose purpose,
				  const char *name, struct xb_profile_source *source,
				  const struct xb_buf *text)
{
	struct xb_draft *draft = xb_alloc(sizeof(*draft));

	draft->session = session;
	draft->purpose = purpose;
	draft->lock = draft->presence = -1;
	draft->source = *source;
	draft->name = xb_strdup(name);
	memcpy(draft->digest, "-", 2);
	xb_history_begin(&draft->history, text->data ? text->data : "", text->length);
	if (purpose == XB_DRAFT_TO_EDIT)
		xb_draft_plan(draft);
	if (xb_session_catalog(session))
		return draft;
	xb_draft_free(draft);
	return NULL;
}

static bool is_file(const struct xb_profile_source *source)
{
	return !source->shipped && !source->standard_input;
}

/* Where the file is has to be known for a lock, and what stands in it counts from then on. */
static bool read_locked(struct xb_session *session, const char *ref,
			struct xb_profile_source *source, struct xb_buf *text, int *lock)
{
	struct xb_data *data = xb_session_data(session);
	struct xb_diags *diags = xb_session_own_diags(session);
	bool good;

	if (!xb_profile_read(data, ref, source, text, diags))
		return false;
	if (!is_file(source))
		return true;
	good = xb_file_lock(source->path, XB_DRAFT_PATIENCE, lock, diags);
	xb_buf_clear(text);
	xb_profile_source_clear(source);
	return good && xb_profile_read(data, ref, source, text, diags);
}

static bool read_for(enum xb_draft_purpose purpose, struct xb_session *session, const char *ref,
		     struct xb_profile_source *source, struct xb_buf *text, int *lock)
{
	if (purpose == XB_DRAFT_TO_CHANGE)
		return read_locked(session, ref, source, text, lock);
	return xb_profile_read(xb_session_data(session), ref, source, text,
			       xb_session_own_diags(session));
}

struct xb_draft *xb_draft_open(struct xb_session *session, const char *ref,
			       enum xb_draft_purpose purpose)
{
	struct xb_profile_source source;
	struct xb_buf text = {0};
	struct xb_draft *draft;
	int lock = -1;

	xb_session_close(session);
	if (!read_for(purpose, session, ref, &source, &text, &lock)) {
		xb_file_unlock(&lock);
		return NULL;
	}
	draft = new_draft(session, purpose, source.standard_input ? source.path : ref, &source,
			  &text);
	if (!draft)
		xb_file_unlock(&lock);
	if (draft) {
		draft->lock = lock;
		draft->writable = is_file(&draft->source);
		xb_draft_look_at_file(draft);
		xb_draft_note_saved(draft, text.data ? text.data : "", text.length);
		if (purpose == XB_DRAFT_TO_EDIT)
			xb_draft_new_journal(draft);
	}
	xb_buf_clear(&text);
	return draft;
}

/* With a journal in which nothing stands yet. */
static struct xb_draft *open_text(struct xb_session *session, const char *name, const char *text,
				  size_t length)
{
	struct xb_profile_source source = {.named = !xb_profile_ref_is_path(name)};
	struct xb_buf copy = {0};
	struct xb_draft *draft;

	xb_session_close(session);
	if (length > XB_TEXT_BYTES) {
		xb_error(xb_session_own_diags(session), XB_CODE_SYNTAX, (struct xb_pos){.file = name},
			 "is larger than %u bytes: that is no profile", XB_TEXT_BYTES);
		return NULL;
	}
	source.path = xb_strdup(name);
	xb_buf_add(&copy, text, length);
	draft = new_draft(session, XB_DRAFT_TO_EDIT, name, &source, &copy);
	if (draft)
		xb_draft_new_journal(draft);
	xb_buf_clear(&copy);
	return draft;
}

struct xb_draft *xb_draft_open_text(struct xb_session *session, const char *name, const char *text,
				    size_t length)
{
	struct xb_draft *draft = open_text(session, name, text, length);

	if (draft) /* there is no file that a crash would leave */
		xb_journal_begin(draft->journal, &draft->history);
	return draft;
}

struct xb_draft *xb_draft_open_left(struct xb_session *session, const char *name)
{
	struct xb_draft *draft = open_text(session, name, "", 0);

	if (!draft || (xb_draft_recoverable(draft) && xb_draft_recover(draft)))
		return draft;
	xb_draft_free(draft);
	xb_session_close(session);
	xb_error(xb_session_own_diags(session), XB_CODE_FILE_MISSING, (struct xb_pos){0},
		 "nothing of %s is left that could be taken up", name);
	return NULL;
}

void xb_draft_free(struct xb_draft *draft)
{
	if (!draft)
		return;
	if (!xb_draft_is_changed(draft))
		xb_journal_remove(draft->journal);
	xb_journal_free(draft->journal);
	xb_file_unlock(&draft->lock);
	if (draft->presence >= 0)
		close(draft->presence);
	xb_profile_source_clear(&draft->source);
	xb_history_clear(&draft->history);
	xb_profile_free(draft->saved_profile);
	xb_buf_clear(&draft->saved);
	free(draft->name);
	free(draft);
}

/* ---- Questions ------------------------------------------------------------------------------ */

const char *xb_draft_name(const struct xb_draft *draft)
{
	return draft->name;
}

const char *xb_draft_path(const struct xb_draft *draft)
{
	return draft->writable ? draft->source.path : NULL;
}

bool xb_draft_is_read_only(const struct xb_draft *draft)
{
	return draft->read_only || draft->view;
}

void xb_draft_set_view(struct xb_draft *draft, bool view)
{
	draft->view = view;
}

long xb_draft_other(const struct xb_draft *draft)
{
	return draft->other;
}

const char *xb_draft_text(const struct xb_draft *draft, size_t *length)
{
	const struct xb_state *now = xb_history_now(&draft->history);

	if (length)
		*length = now->length;
	return now->text;
}

bool xb_draft_is_changed(const struct xb_draft *draft)
{
	return !draft->has_saved || !xb_state_is(xb_history_now(&draft->history), draft->saved.data,
						 draft->saved.length);
}

const struct xb_profile *xb_draft_saved(const struct xb_draft *draft)
{
	return draft->saved_profile;
}

const char *xb_draft_saved_text(const struct xb_draft *draft, size_t *length)
{
	*length = draft->saved.length;
	if (!draft->has_saved)
		return NULL;
	return draft->saved.data ? draft->saved.data : "";
}

const char *xb_draft_undo_name(const struct xb_draft *draft)
{
	return draft->history.now > 0 ? xb_history_now(&draft->history)->step : NULL;
}

const char *xb_draft_redo_name(const struct xb_draft *draft)
{
	const struct xb_history *history = &draft->history;

	return history->now + 1 < history->count ? history->items[history->now + 1].step : NULL;
}

/* ---- The journal ---------------------------------------------------------------------------- */

void xb_draft_sync(struct xb_draft *draft)
{
	xb_journal_sync(draft->journal);
}

static bool has_steps(const struct xb_draft *draft)
{
	return draft->history.count > 1;
}

size_t xb_draft_recoverable(const struct xb_draft *draft)
{
	char digest[XB_TEXT_DIGEST] = "-";

	/* What was done since is not given up for what was done before. */
	if (has_steps(draft))
		return 0;
	if (draft->has_saved)
		xb_text_digest(draft->saved.data, draft->saved.length, digest);
	return xb_journal_find(draft->journal, digest);
}

bool xb_draft_recover(struct xb_draft *draft)
{
	struct xb_journal_content content;

	if (has_steps(draft) || !xb_journal_take(draft->journal, &content))
		return false;
	xb_history_clear(&draft->history);
	draft->history = content.history;
	content.history = (struct xb_history){0};
	memcpy(draft->digest, content.digest, sizeof(draft->digest));
	xb_journal_content_clear(&content);
	xb_draft_plan(draft);
	return true;
}

void xb_draft_discard_found(struct xb_draft *draft)
{
	xb_journal_drop_found(draft->journal);
}

void xb_draft_discard_journal(struct xb_draft *draft)
{
	xb_journal_remove(draft->journal);
}

const char *xb_draft_journal_problem(const struct xb_draft *draft)
{
	return xb_journal_problem(draft->journal);
}

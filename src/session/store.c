/* SPDX-License-Identifier: MIT */
/* The user's own profiles as files: where they are; saved, copied, renamed, removed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "session/session.h"

static const struct xb_pos nowhere;

/* ---- By name ----------------------------------------------------------------------------- */

bool xb_store_name_valid(const char *name, struct xb_diags *diags)
{
	if (xb_profile_name_valid(name))
		return true;
	return xb_error(diags, XB_CODE_BAD_VALUE, nowhere,
			"'%s' cannot be a profile's name: use letters, digits, . _ -", name);
}

enum xb_store_result xb_store_find(struct xb_session *session, const char *name,
				   struct xb_data_file *file, struct xb_diags *diags)
{
	if (!xb_store_name_valid(name, diags))
		return XB_STORE_BAD_NAME;
	if (xb_data_find(session->data, XB_DATA_PROFILES, name, file))
		return XB_STORE_DONE;
	xb_data_report_unknown(session->data, XB_DATA_PROFILES, name, nowhere, NULL, diags);
	return XB_STORE_BAD_NAME;
}

/* The same for what is to be changed: a shipped one is refused. */
static enum xb_store_result find_own(struct xb_session *session, const char *name,
				     struct xb_data_file *file, struct xb_diags *diags)
{
	enum xb_store_result result = xb_store_find(session, name, file, diags);

	if (result != XB_STORE_DONE || !file->shipped)
		return result;
	xb_error(diags, XB_CODE_BAD_VALUE, nowhere, "%s comes with the program: it stays as it is",
		 name);
	return XB_STORE_SHIPPED;
}

static enum xb_store_result find_place(struct xb_session *session, const char *name, char **path,
				       struct xb_diags *diags)
{
	const char *dir = xb_data_user_dir(session->data, XB_DATA_PROFILES);

	if (!xb_store_name_valid(name, diags))
		return XB_STORE_BAD_NAME;
	if (!dir) {
		xb_error(diags, XB_CODE_FILE_MISSING, nowhere,
			 "there is no folder for profiles of your own: "
			 "neither XDG_CONFIG_HOME nor HOME is set");
		return XB_STORE_FAILED;
	}
	*path = xb_format("%s/%s.yaml", dir, name);
	return XB_STORE_DONE;
}

char *xb_store_place(struct xb_session *session, const char *name, struct xb_diags *diags)
{
	char *path = NULL;

	find_place(session, name, &path, diags);
	return path;
}

/* ---- Save -------------------------------------------------------------------------------- */

/* PLACE goes to the caller where something was stored and it is wanted. */
static void give_place(char *place, enum xb_store_result result, char **path)
{
	if (path)
		*path = result == XB_STORE_DONE ? place : NULL;
	if (!path || result != XB_STORE_DONE)
		free(place);
}

enum xb_store_result xb_store_save(struct xb_session *session, const char *name, const char *text,
				   size_t length, bool force, char **path, struct xb_diags *diags)
{
	char *place = NULL;
	enum xb_store_result result = find_place(session, name, &place, diags);

	if (result == XB_STORE_DONE && !force && access(place, F_OK) == 0) {
		xb_error(diags, XB_CODE_BAD_VALUE, nowhere, "you have a profile '%s' already",
			 name);
		result = XB_STORE_EXISTS;
	}
	if (result == XB_STORE_DONE &&
	    !xb_file_write(place, text, length, XB_PRIVATE_FOLDER, diags))
		result = XB_STORE_FAILED;
	give_place(place, result, path);
	return result;
}

/* ---- Copy -------------------------------------------------------------------------------- */

/* Unset, unlike set, fails where there is none. */
void xb_store_change_name(const char *path, struct xb_buf *text, const char *name)
{
	struct xb_diags ignored = {0};
	struct xb_buf without = {0}, changed = {0};

	if (xb_text_unset(path, text->data, text->length, "name", &without, &ignored) &&
	    xb_text_set(path, text->data, text->length, "name", name, &changed, &ignored)) {
		xb_buf_clear(text);
		*text = changed;
	} else {
		xb_buf_clear(&changed);
	}
	xb_buf_clear(&without);
	xb_diags_clear(&ignored);
}

static enum xb_store_result copy_file(struct xb_session *session, const struct xb_data_file *from,
				      const char *to, bool force, char **path,
				      struct xb_diags *diags)
{
	enum xb_store_result result = XB_STORE_FAILED;
	struct xb_buf text = {0};

	if (xb_data_read(from, &text, diags)) {
		xb_buf_add(&text, "", 0); /* an empty file has its NUL too */
		xb_store_change_name(from->path, &text, to);
		result = xb_store_save(session, to, text.data, text.length, force, path, diags);
	}
	xb_buf_clear(&text);
	return result;
}

enum xb_store_result xb_store_copy(struct xb_session *session, const char *from, const char *to,
				   bool force, char **path, struct xb_diags *diags)
{
	struct xb_data_file file;
	enum xb_store_result result = xb_store_find(session, from, &file, diags);

	if (path)
		*path = NULL;
	if (result != XB_STORE_DONE)
		return result;
	return copy_file(session, &file, to, force, path, diags);
}

/* ---- Rename, remove ---------------------------------------------------------------------- */

static enum xb_store_result delete_file(const struct xb_data_file *file, struct xb_diags *diags)
{
	if (unlink(file->path) == 0)
		return XB_STORE_DONE;
	xb_error(diags, XB_CODE_FILE_MISSING, nowhere, "cannot remove %s: %s", file->path,
		 strerror(errno));
	return XB_STORE_FAILED;
}

/* The new one is there before the old one goes: a crash leaves at least one. */
static enum xb_store_result move_file(struct xb_session *session, const struct xb_data_file *old,
				      const char *to, bool force, char **path,
				      struct xb_diags *diags)
{
	enum xb_store_result result;
	char *place = NULL, *written = NULL;

	result = find_place(session, to, &place, diags);
	if (result == XB_STORE_DONE && force && xb_file_is_same(place, old->path)) {
		xb_error(diags, XB_CODE_FILE_MISSING, nowhere,
			 "cannot replace %s: it is %s under another name", place, old->path);
		result = XB_STORE_FAILED;
	}
	if (result == XB_STORE_DONE)
		result = copy_file(session, old, to, force, &written, diags);
	if (result == XB_STORE_DONE)
		result = delete_file(old, diags);
	free(place);
	give_place(written, result, path);
	return result;
}

enum xb_store_result xb_store_rename(struct xb_session *session, const char *from, const char *to,
				     bool force, char **path, struct xb_diags *diags)
{
	struct xb_data_file old;
	enum xb_store_result result = find_own(session, from, &old, diags);

	if (path)
		*path = NULL;
	if (result != XB_STORE_DONE)
		return result;
	if (strcmp(from, to) != 0)
		return move_file(session, &old, to, force, path, diags);
	give_place(xb_strdup(old.path), result, path);
	return result;
}

enum xb_store_result xb_store_remove(struct xb_session *session, const char *name,
				     struct xb_diags *diags)
{
	struct xb_data_file file;
	enum xb_store_result result = find_own(session, name, &file, diags);

	return result == XB_STORE_DONE ? delete_file(&file, diags) : result;
}

/* SPDX-License-Identifier: MIT */
/* The profile's text in the person's own editor: what comes back is one step, or nothing is lost. */
#define _DEFAULT_SOURCE /* mkstemps */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/action.h"
#include "ui/editor.h"

enum { MOST_BYTES = 16 << 20 }; /* a profile has less; the draft refuses what is too long */

static void open_editor(struct ui_app *app, const char *path, unsigned line);

/* ---- Where ------------------------------------------------------------------------------------- */

/* Where KEY stands in the text of the draft, or what it would stand in; 0: nowhere. */
static unsigned line_of(const struct ui_app *app, const char *key)
{
	const struct xb_profile *profile = xb_session_profile(app->session);
	char *part = xb_strdup(key), *dot = part;
	unsigned line = 0;
	struct xb_pos at;

	while (profile && dot && !line) {
		if (xb_profile_where(profile, part, &at) && at.file && strcmp(at.file, profile->path) == 0)
			line = at.line;
		dot = strrchr(part, '.');
		if (dot)
			*dot = '\0';
	}
	free(part);
	return line;
}

/* "vi" of "/usr/bin/vi -n". */
static char *editor_name(const struct ui_app *app)
{
	const char *editor = ui_editor_of(app);
	size_t length = strcspn(editor, " ");

	for (size_t i = length; i-- > 0;)
		if (editor[i] == '/')
			return xb_strndup(editor + i + 1, length - i - 1);
	return xb_strndup(editor, length);
}

/* ---- What comes back --------------------------------------------------------------------------- */

static const struct ui_answer on_refusal[] = {{'e', "edit it again"}, {'l', "leave it"}, {0, NULL}};

static bool refusal_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const char *path = dialog->context;

	if (answer == 'e')
		open_editor(app, path, (unsigned)dialog->subject.number);
	else
		ui_app_say(app, UI_NOTE, "nothing was taken; what was written is in %s", path);
	return true;
}

/* WHY the text at PATH is not taken, and at which of its lines. */
static void ask_again(struct ui_app *app, const char *path, const char *why, unsigned line)
{
	struct ui_dialog *dialog = ui_dialog_ask(app, "Not taken", on_refusal, refusal_done);

	if (line)
		ui_dialog_say(dialog, "Line %u: ", line);
	ui_dialog_say(dialog, "%s.\n\nThe profile is as it was. What was written is in %s.", why, path);
	dialog->context = xb_arena_strdup(&dialog->arena, path);
	dialog->subject.number = line;
}

static void take(struct ui_app *app, const char *path, const struct xb_buf *text)
{
	char *name = editor_name(app), *step = xb_format("edited in %s", name);
	struct xb_diags diags = {0};

	switch (xb_draft_replace(app->draft, text->data ? text->data : "", text->length, step, &diags)) {
	case XB_CHANGE_DONE:
		unlink(path);
		ui_app_refresh(app);
		ui_app_say(app, UI_GOOD, "%s", step);
		break;
	case XB_CHANGE_NO_CHANGE:
		unlink(path);
		ui_app_say(app, UI_NORMAL, "nothing was changed");
		break;
	case XB_CHANGE_REFUSED:
	case XB_CHANGE_USAGE:
		ask_again(app, path, diags.count ? diags.items[0].message : "it cannot be read",
			  diags.count ? diags.items[0].line : 0);
		break;
	}
	xb_diags_clear(&diags);
	free(step);
	free(name);
}

/* The editor says that it failed. What it wrote before is kept, where it wrote something. */
static void keep(struct ui_app *app, const char *path, const struct xb_buf *text)
{
	size_t length;
	const char *before = xb_draft_text(app->draft, &length);
	char *why;

	if (text->length == length && (!length || memcmp(text->data, before, length) == 0)) {
		unlink(path);
		return; /* why is said */
	}
	why = xb_strdup(app->message ? app->message : "the editor failed");
	ask_again(app, path, why, 0);
	free(why);
}

static void open_editor(struct ui_app *app, const char *path, unsigned line)
{
	bool good = ui_editor_run(app, path, line);
	struct xb_buf text = {0};
	int error = xb_file_read(path, MOST_BYTES, &text);

	if (error)
		ui_app_say(app, UI_ERROR, "nothing was taken: cannot read %s: %s", path, xb_file_error(error));
	else if (good)
		take(app, path, &text);
	else
		keep(app, path, &text);
	xb_buf_clear(&text);
}

/* ---- Going there ------------------------------------------------------------------------------- */

/* The draft's text in a file that nobody else can read; NULL: there is none, which is said. */
static char *write_text(struct ui_app *app)
{
	static const char ending[] = ".yaml";
	const char *folder = getenv("TMPDIR");
	char *path = xb_format("%s/xenboot-XXXXXX%s", folder && *folder ? folder : "/tmp", ending);
	int fd = mkstemps(path, (int)sizeof(ending) - 1);
	size_t length;
	const char *text = xb_draft_text(app->draft, &length);
	bool written = fd >= 0 && write(fd, text, length) == (ssize_t)length;

	if (fd >= 0 && close(fd) == 0 && written)
		return path;
	if (fd >= 0)
		unlink(path);
	ui_app_say(app, UI_ERROR, "no temporary file can be written: TMPDIR names its folder");
	free(path);
	return NULL;
}

void ui_text_edit_at(struct ui_app *app, const char *key)
{
	char *path = write_text(app);

	if (path)
		open_editor(app, path, line_of(app, key));
	free(path);
}

void ui_text_edit(struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	ui_text_edit_at(app, ui_node_is_setting(node) || (node && node->subject.kind == UI_SUBJECT_ITEM)
				     ? node->subject.id : "");
}

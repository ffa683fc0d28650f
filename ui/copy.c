/* SPDX-License-Identifier: MIT */
/* Copying what is shown out of the program: to the clipboard where the terminal has one, else into a file. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/value.h"

static void put_value(const struct ui_node *node, struct xb_buf *out)
{
	if (!node->option && node->subject.kind != UI_SUBJECT_OPTION)
		xb_buf_puts(out, node->value);
	else
		ui_value_put_word(node, out);
}

bool ui_can_copy(const struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	if (ui_app_page(app)->type == &ui_page_preview)
		return xb_session_boot(app->session) != NULL;
	return ui_node_is_setting(node) && node->value;
}

/* Of the profile, without a folder and .yaml. */
static char *bare_name(const struct ui_app *app)
{
	const char *name = xb_draft_name(app->draft), *slash = strrchr(name, '/');
	char *bare = xb_strdup(slash ? slash + 1 : name), *end = strstr(bare, ".yaml");

	if (end && end > bare && !end[5])
		*end = '\0';
	return bare;
}

/* What there is to copy, and what a file of it is called. NULL: nothing. */
static char *make_text(struct ui_app *app, struct xb_buf *out)
{
	const struct ui_node *node = ui_app_node(app);
	const char *suffix = "txt";
	char *name, *path;

	if (!ui_can_copy(app))
		return NULL;
	if (ui_app_page(app)->type == &ui_page_preview)
		suffix = ui_preview_text(app, out);
	else
		put_value(node, out);
	if (!suffix || !out->length)
		return NULL;
	name = bare_name(app);
	path = xb_format("%s/%s.%s", app->output_dir, name, suffix);
	free(name);
	return path;
}

static bool file_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const char *text = dialog->context, *path = dialog->field.text;
	struct xb_diags diags = {0};
	bool written;

	(void)answer;
	if (!ui_build_may_write(dialog, path))
		return false;
	written = xb_file_write(path, text, strlen(text), XB_COMMON_FOLDER, &diags);
	if (written)
		ui_app_say(app, UI_GOOD, "%zu bytes written to %s", strlen(text), path);
	else
		ui_dialog_verdict_problem(dialog, &diags);
	xb_diags_clear(&diags);
	return written;
}

static void ask_file(struct ui_app *app, const char *path, const char *text)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "Copy into a file");

	dialog->context = xb_arena_strdup(&dialog->arena, text);
	ui_dialog_say(dialog, "The file to write the %zu bytes to.", strlen(text));
	ui_dialog_add_field(app, dialog, path);
	dialog->field.complete = ui_complete_file;
	dialog->done = file_done;
}

/* Nobody answers whether a clipboard took it, so that the same once more goes into a file. */
static bool copy_to_clipboard(struct ui_app *app, const struct xb_buf *text)
{
	bool again = app->copied && strcmp(app->copied, text->data) == 0;

	free(app->copied);
	app->copied = NULL;
	if (again || !app->copy || !app->copy(app->copy_context, text->data, text->length))
		return false;
	app->copied = xb_strdup(text->data);
	ui_app_say(app, UI_GOOD, "%zu bytes sent to the clipboard; again: into a file", text->length);
	return true;
}

void ui_copy(struct ui_app *app)
{
	struct xb_buf text = {0};
	char *path = app->draft ? make_text(app, &text) : NULL;

	if (!path)
		ui_app_say(app, UI_NOTE, "there is no value here to copy");
	else if (!copy_to_clipboard(app, &text))
		ask_file(app, path, text.data);
	free(path);
	xb_buf_clear(&text);
}

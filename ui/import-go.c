/* SPDX-License-Identifier: MIT */
/* Between the pages about a file that is no profile, and out to the editor: above all of them. */
#include <string.h>

#include "ui/action.h"
#include "ui/editor.h"
#include "ui/import.h"

void ui_import_open(struct ui_app *app, const char *path)
{
	ui_import_begin(app, NULL, path);
	ui_app_push(app, app->import->read.is_folder ? &ui_page_new_profile : &ui_page_import, NULL);
}

/* ---- From page to page --------------------------------------------------------------------------- */

void ui_import_show_line(struct ui_app *app)
{
	if (ui_import_has_line(app))
		ui_source_open(app, &ui_page_source, ui_import_selected(app)->line);
}

/* The worst that is said of LINE; NULL: nothing. Its place among all goes to *INDEX. */
static const struct xb_diag *worst_of(const struct ui_import *import, unsigned line, size_t *index)
{
	const struct xb_diags *diags = &import->read.diags;
	const struct xb_diag *worst = NULL;

	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];

		if (!ui_import_is_of_line(import, diag, line) || (worst && worst->severity >= diag->severity))
			continue;
		worst = diag;
		*index = i;
	}
	return worst;
}

void ui_source_show_finding(struct ui_app *app)
{
	size_t index = 0;
	const struct xb_diag *worst = worst_of(app->import, (unsigned)ui_app_page(app)->list.selected + 1, &index);
	struct ui_subject subject;

	if (!worst || !ui_source_has_finding(app))
		return;
	subject = (struct ui_subject){.kind = UI_SUBJECT_PROBLEM, .id = worst->message, .number = index};
	ui_app_return(app, &ui_page_import);
	ui_page_select(app, ui_app_page(app), &subject);
}

bool ui_import_has_problems(const struct ui_app *app)
{
	return app->import && (app->import->read.source.length || app->import->read.diags.count);
}

void ui_import_show_problems(struct ui_app *app)
{
	ui_app_return(app, &ui_page_import);
}

void ui_import_turn(struct ui_app *app)
{
	ui_app_return(app, &ui_page_new_profile);
}

void ui_source_show(struct ui_app *app)
{
	bool made = ui_app_page(app)->type == &ui_page_new_profile;
	const struct xb_buf *text = made ? &app->import->read.profile : &app->import->read.source;

	if (!text->length)
		ui_app_say(app, UI_NOTE, made ? "there is no profile to show yet" : "it has no text to show");
	else
		ui_source_open(app, made ? &ui_page_new_profile_text : &ui_page_source, 0);
}

/* ---- Changing the file --------------------------------------------------------------------------- */

void ui_import_again(struct ui_app *app)
{
	ui_import_read(app);
	ui_app_say(app, UI_NORMAL, "read again");
}

/* The line that is looked at. */
static unsigned line_here(const struct ui_app *app)
{
	const struct ui_page *page = ui_app_page(app);

	if (page->type == &ui_page_source)
		return (unsigned)page->list.selected + 1;
	return ui_import_has_line(app) ? ui_import_selected(app)->line : 0;
}

/* What stands in an image is no file that an editor could open. */
bool ui_import_can_edit(const struct ui_app *app)
{
	return app->import && app->import->read.is_text && ui_app_page(app)->type != &ui_page_new_profile_text;
}

void ui_import_edit(struct ui_app *app)
{
	if (!ui_import_can_edit(app))
		ui_app_say(app, UI_NOTE, "this is no file that an editor could open");
	else if (ui_editor_run(app, app->import->answers[UI_IMPORT_PATH], line_here(app)))
		ui_import_again(app);
}

/* ---- A file by its path ------------------------------------------------------------------------ */

static bool path_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const char *path = dialog->field.text;

	(void)answer;
	if (!path[0]) {
		ui_dialog_verdict(dialog, UI_ERROR, "which file is it?");
		return false;
	}
	if (xb_ref_is_profile(app->session, path))
		ui_file_open(app, path);
	else
		ui_import_open(app, path);
	return true;
}

void ui_file_choose(struct ui_app *app)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "Open a file");

	ui_dialog_say(dialog, "A profile; or what others wrote, a script or a device tree, or a folder: what is wrong "
			      "with it is shown, and it can become a profile.");
	ui_dialog_add_field(app, dialog, "");
	dialog->field.complete = ui_complete_file;
	dialog->done = path_done;
}

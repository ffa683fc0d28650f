/* SPDX-License-Identifier: MIT */
/* The questions about what becomes a profile: its path, its name, and what it does not say itself. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ui/action.h"
#include "ui/import.h"

/* Is PATH a folder, or a file, as it should be? False: the verdict says why not. */
static bool is_there(struct ui_dialog *dialog, const char *path, bool folder)
{
	struct stat status;

	if (stat(path, &status) != 0)
		ui_dialog_verdict(dialog, UI_ERROR, "cannot read %s: %s", path, strerror(errno));
	else if (folder && !S_ISDIR(status.st_mode))
		ui_dialog_verdict(dialog, UI_ERROR, "%s is no folder", path);
	else if (!folder && S_ISDIR(status.st_mode))
		ui_dialog_verdict(dialog, UI_ERROR, "%s is a folder", path);
	else
		return true;
	return false;
}

static struct ui_dialog *ask_path(struct ui_app *app, const char *title, const char *question, const char *value,
				  bool (*done)(struct ui_app *, struct ui_dialog *, int))
{
	struct ui_dialog *dialog = ui_dialog_open(app, title);

	ui_dialog_say(dialog, "%s", question);
	ui_dialog_add_field(app, dialog, value ? value : "");
	dialog->field.complete = ui_complete_file;
	dialog->done = done;
	return dialog;
}

/* ---- What it is made of ------------------------------------------------------------------------ */

static bool path_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_origin *origin = &app->import->origin;
	const char *path = dialog->field.text;

	(void)answer;
	if (!path[0] && origin->is_folder)
		path = ".";
	if (!is_there(dialog, path, origin->is_folder))
		return false;
	ui_import_answer(app, UI_IMPORT_PATH, path);
	ui_import_select_take(app);
	if (app->import->read.is_folder && app->import->read.profile.length && !app->import->answers[UI_IMPORT_BOARD])
		ui_import_ask_board(app); /* its tree says which ones it may be */
	return true;
}

void ui_import_ask_path(struct ui_app *app)
{
	const struct ui_import *import = app->import;
	const char *path = import->answers[UI_IMPORT_PATH];

	if (import->origin.question)
		ask_path(app, "New profile", import->origin.question,
			 path || !import->origin.is_folder ? path : ".", path_done);
	else
		ui_app_say(app, UI_NOTE, path ? "o goes to the profiles; n there makes one of something else"
					      : "it is made of nothing: there is nothing to name");
}

/* ---- Its name ---------------------------------------------------------------------------------- */

static bool name_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)answer;
	if (!ui_file_may_be_called(dialog, dialog->field.text))
		return false;
	ui_import_answer(app, UI_IMPORT_NAME, dialog->field.text);
	return true;
}

void ui_import_ask_name(struct ui_app *app)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "The profile's name");

	ui_dialog_say(dialog, "The name to keep it under, among your profiles.");
	ui_dialog_add_field(app, dialog, app->import->answers[UI_IMPORT_NAME]);
	dialog->done = name_done;
}

/* ---- What it does not say ---------------------------------------------------------------------- */

static bool files_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)answer;
	if (dialog->field.text[0] && !is_there(dialog, dialog->field.text, true))
		return false;
	ui_import_answer(app, UI_IMPORT_FILES, dialog->field.text);
	return true;
}

/* The folder of the file at PATH, with its '/' at the end: new. */
static char *folder_of(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;

	return slash ? xb_strndup(path, (size_t)(slash - path) + 1) : xb_strdup("./");
}

void ui_import_ask_files(struct ui_app *app)
{
	const struct ui_import *import = app->import;
	char *folder = folder_of(import->answers[UI_IMPORT_PATH]);

	ask_path(app, "Boot files",
		 "The folder with the boot files on this machine: sizes are checked against them. Empty: none is named.",
		 import->answers[UI_IMPORT_FILES] ? import->answers[UI_IMPORT_FILES] : folder, files_done);
	free(folder);
}

static bool tree_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)answer;
	if (dialog->field.text[0] && !is_there(dialog, dialog->field.text, false))
		return false;
	ui_import_answer(app, UI_IMPORT_TREE, dialog->field.text);
	return true;
}

void ui_import_ask_tree(struct ui_app *app)
{
	ask_path(app, "Device tree",
		 "The device tree on this machine, whatever it is called on the board: nodes and aliases are checked "
		 "against it. Empty: none is named.",
		 app->import->answers[UI_IMPORT_TREE], tree_done);
}

/* ---- The board --------------------------------------------------------------------------------- */

static bool board_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)answer;
	ui_import_answer(app, UI_IMPORT_BOARD, dialog->rows.items[dialog->list.selected].subject.id);
	return true;
}

/* A row that takes the board NAME (NULL: none); it is selected where it is the answer already. */
static void add_board(struct ui_dialog *dialog, const char *name, const char *about, const char *answered)
{
	const struct ui_subject subject = {.kind = UI_SUBJECT_VALUE, .id = name};
	struct ui_row *row = ui_rows_add_about(&dialog->rows, name ? name : "none of these", &subject);

	row->value = about ? xb_arena_strdup(&dialog->rows.arena, about) : NULL;
	if (name && answered && strcmp(name, answered) == 0)
		dialog->list.selected = dialog->rows.count - 1;
}

/* Those of BOARDS whose FITS is WANTED. */
static void add_boards(struct ui_dialog *dialog, const struct xb_board_list *boards, const bool *fits, bool wanted,
		       const char *answered)
{
	for (size_t i = 0; i < boards->count; i++)
		if (fits[i] == wanted)
			add_board(dialog, boards->items[i].name.text, boards->items[i].title.text, answered);
}

/* The boards that the folder's tree is for come first, and the first of them is selected. */
void ui_import_ask_board(struct ui_app *app)
{
	const char *answered = app->import->answers[UI_IMPORT_BOARD], *path = app->import->answers[UI_IMPORT_PATH];
	struct ui_dialog *dialog = ui_dialog_open(app, "The board");
	struct xb_diags ignored = {0};
	struct xb_board_list *boards = xb_boards_load(xb_session_data(app->session), &ignored);
	bool *fits = xb_alloc((boards->count + 1) * sizeof(*fits));

	if (path && app->import->read.is_folder)
		xb_boot_folder_boards(boards, path, fits);
	add_board(dialog, NULL, "RAM and the rest come from the device tree", NULL);
	add_boards(dialog, boards, fits, true, answered);
	if (!dialog->list.selected && dialog->rows.count > 1)
		dialog->list.selected = 1;
	add_boards(dialog, boards, fits, false, answered);
	dialog->list.count = dialog->rows.count;
	dialog->done = board_done;
	free(fits);
	xb_boards_free(boards);
	xb_diags_clear(&ignored);
}

/* SPDX-License-Identifier: MIT */
#include "ui/import.h"

#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

/* ---- What it can be made of -------------------------------------------------------------------- */

/* Before and behind what importers read. */
static const struct ui_origin boot_files = {
	"a folder of boot files", "Xen, dom0's kernel, its ramdisk and the device tree are found by their content",
	"Where are the boot files? Xen, dom0's kernel, its ramdisk and the device tree are found by their content.", true};
static const struct ui_origin nothing = {"nothing", "an empty profile: its problems say what is missing", NULL, false};

static struct ui_origin origin_of(const struct xb_importer *importer)
{
	static const char of_file[] = "Which file? It is read, never run here; its content says what it is.";
	static const char of_folder[] = "Which folder? It is read; its content says what it is.";
	bool is_folder = !importer->most;

	return (struct ui_origin){.title = importer->title,
				  .question = is_folder ? of_folder : of_file,
				  .is_folder = is_folder};
}

/* The importer at INDEX of those that read no boot files; *COUNT: of all of them. NULL: there is none. */
static const struct xb_importer *importer_at(size_t index, size_t *count)
{
	const struct xb_importer *found = NULL;

	*count = 0;
	for (const struct xb_importer *importer = xb_importers; importer->name; importer++)
		if ((importer->most || importer->describe) && (*count)++ == index)
			found = importer;
	return found;
}

bool ui_origin_at(size_t index, struct ui_origin *origin)
{
	size_t count;
	const struct xb_importer *importer = importer_at(index - 1, &count);

	if (index == 0)
		*origin = boot_files;
	else if (importer)
		*origin = origin_of(importer);
	else if (index == count + 1)
		*origin = nothing;
	return index <= count + 1;
}

/* ---- The answers ------------------------------------------------------------------------------- */

void ui_import_free(struct ui_import *import)
{
	if (!import)
		return;
	for (int i = 0; i < UI_IMPORT_ANSWERS; i++)
		free(import->answers[i]);
	xb_imported_clear(&import->read);
	free(import);
}

static void set(struct ui_import *import, enum ui_answer_to which, const char *value)
{
	char *copy = value && *value ? xb_strdup(value) : NULL;

	free(import->answers[which]);
	import->answers[which] = copy;
}

/* One that no profile has yet. */
static void propose_name(struct ui_app *app, struct ui_import *import)
{
	const char *path = import->answers[UI_IMPORT_PATH];
	char *name = path ? xb_import_profile_name(path) : xb_strdup("new"), *free_name;

	free_name = ui_file_free_name(app, name, false);
	set(import, UI_IMPORT_NAME, free_name);
	free(free_name);
	free(name);
}

void ui_import_read(struct ui_app *app)
{
	struct ui_import *import = app->import;
	const struct xb_import_request request = {
		.path = import->answers[UI_IMPORT_PATH],
		.name = import->answers[UI_IMPORT_NAME],
		.board = import->answers[UI_IMPORT_BOARD],
		.tree_path = import->answers[UI_IMPORT_TREE],
		.files_dir = import->answers[UI_IMPORT_FILES],
	};

	xb_imported_clear(&import->read);
	import->waits = !request.path && import->origin.question;
	if (!import->waits)
		xb_imported_read(app->session, &request, &import->read);
	app->generation++;
	ui_app_update_pages(app);
}

void ui_import_begin(struct ui_app *app, const struct ui_origin *origin, const char *path)
{
	const struct xb_session_config *config = xb_session_config(app->session);
	struct ui_import *import = xb_alloc(sizeof(*import));

	ui_app_leave_imports(app);
	ui_places_clear(app);
	ui_import_free(app->import);
	app->import = import;
	if (origin)
		import->origin = *origin;
	set(import, UI_IMPORT_PATH, path);
	set(import, UI_IMPORT_BOARD, config->board_name);
	set(import, UI_IMPORT_TREE, config->tree_path);
	set(import, UI_IMPORT_FILES, config->files_dir);
	propose_name(app, import);
	ui_import_read(app);
}

void ui_import_answer(struct ui_app *app, enum ui_answer_to which, const char *value)
{
	struct ui_import *import = app->import;

	set(import, which, value);
	if (which == UI_IMPORT_NAME)
		import->named = import->answers[UI_IMPORT_NAME] != NULL;
	if (!import->named)
		propose_name(app, import);
	ui_import_read(app);
}

bool ui_import_takes_files(const struct ui_import *import)
{
	return !import->read.is_folder && !import->origin.is_folder;
}

const char *ui_import_title(const struct ui_import *import)
{
	const char *path = import->answers[UI_IMPORT_PATH], *slash = path ? strrchr(path, '/') : NULL;

	if (!path)
		return "new profile";
	return slash && slash[1] ? slash + 1 : path;
}

bool ui_import_is_of_line(const struct ui_import *import, const struct xb_diag *diag, unsigned line)
{
	return line && diag->line == line && ui_same_text(diag->file, import->answers[UI_IMPORT_PATH]);
}

void ui_import_put_finding(const struct xb_diag *diag, struct xb_buf *out)
{
	xb_buf_printf(out, "%s: %s [%s]\n", xb_severity_name(diag->severity), diag->message,
		      xb_code_info(diag->code)->name);
	if (diag->hint)
		xb_buf_printf(out, "hint: %s\n", diag->hint);
}

void ui_import_select_take(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);

	ui_page_update(app, page);
	if (page->type->where == UI_ON_NEW && app->import->read.profile.length)
		ui_list_select(&page->list, page->rows.count - 1, ui_rows_selectable, &page->rows);
}

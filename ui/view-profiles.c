/* SPDX-License-Identifier: MIT */
/* The profiles that are known: the user's own and those that come with the program. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

static void build(struct ui_app *app, struct ui_page *page)
{
	struct xb_data_file *files;
	size_t count = xb_data_list(xb_session_data(app->session), XB_DATA_PROFILES, &files);

	for (size_t i = 0; i < count; i++) {
		struct ui_row *row = ui_rows_add(&page->rows, files[i].name);
		bool open = app->draft && strcmp(files[i].name, xb_draft_name(app->draft)) == 0;

		row->id = xb_arena_strdup(&page->rows.arena, files[i].name);
		row->mark = open ? "(*)" : "( )";
		row->value = files[i].shipped ? "shipped" : "yours";
		row->value_style = files[i].shipped ? UI_DEFAULT : UI_VALUE;
		row->index = files[i].shipped;
	}
	free(files);
	if (!count)
		ui_rows_heading(&page->rows, "There is none: n makes one from a folder of boot files.");
}

/* ---- What is selected -------------------------------------------------------------------------- */

static void put_differences(struct ui_app *app, const struct xb_profile *other, struct xb_buf *out)
{
	const struct xb_profile *open = xb_session_profile(app->session);
	struct xb_flat now = {0}, then = {0};
	struct xb_differences found = {0};

	if (!open)
		return;
	xb_profile_flatten(open, &now);
	xb_profile_flatten(other, &then);
	xb_flat_compare(&now, &then, &found);
	if (found.count)
		xb_buf_printf(out, "\nAgainst what is open now, %zu key%s differ%s:\n",
			      found.count, found.count == 1 ? "" : "s",
			      found.count == 1 ? "s" : "");
	else
		xb_buf_puts(out, "\nIt says what is open now.\n");
	for (size_t i = 0; i < found.count; i++)
		xb_buf_printf(out, "  %s: %s -> %s\n", found.items[i].key,
			      found.items[i].a ? found.items[i].a : "(not set)",
			      found.items[i].b ? found.items[i].b : "(not set)");
	xb_differences_clear(&found);
	xb_flat_clear(&now);
	xb_flat_clear(&then);
}

static void detail(struct ui_app *app, struct ui_page *page, const struct ui_row *row,
		   struct xb_buf *out)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile =
		xb_profile_load(xb_session_data(app->session), row->id, &diags);

	(void)page;
	if (profile) {
		xb_buf_printf(out, "%s\n%s\n",
			      profile->description.text ? profile->description.text : row->id,
			      profile->path);
		put_differences(app, profile, out);
	} else {
		xb_buf_printf(out, "! %s\n", diags.count ? diags.items[0].message : "unreadable");
	}
	xb_profile_free(profile);
	xb_diags_clear(&diags);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	char *name = xb_strdup(row->id);

	(void)page;
	ui_file_open(app, name);
	free(name);
}

/* One begins at what is open. */
static void init(struct ui_app *app, struct ui_page *page)
{
	if (app->draft)
		ui_page_select(app, page, xb_draft_name(app->draft));
}

const struct ui_page_type ui_page_profiles = {
	.where = UI_ON_PROFILES,
	.title = "Profiles",
	.has_detail = true,
	.init = init,
	.build = build,
	.detail = detail,
	.enter = enter,
};

/* ---- Copy, rename, delete, new ------------------------------------------------------------------ */

static void list_anew(struct ui_app *app, const char *name)
{
	struct ui_page *page = ui_app_page(app);

	page->built = false;
	ui_page_update(app, page);
	if (name)
		ui_page_select(app, page, name);
}

/* One of xb_store_copy and xb_store_rename, with what it is called. */
struct transfer {
	const char *title, *done;
	enum xb_store_result (*run)(struct xb_session *, const char *, const char *, bool, char **,
				    struct xb_diags *);
};
static const struct transfer copying = {"Copy", "copied to", xb_store_copy};
static const struct transfer renaming = {"Rename", "is now called", xb_store_rename};

static bool transfer_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct transfer *transfer = dialog->context;
	struct xb_diags diags = {0};
	enum xb_store_result result = transfer->run(app->session, dialog->subject,
						    dialog->field.text, false, NULL, &diags);

	(void)answer;
	if (result == XB_STORE_DONE) {
		list_anew(app, dialog->field.text);
		ui_app_say(app, UI_GOOD, "%s %s %s", dialog->subject, transfer->done,
			   dialog->field.text);
	} else {
		ui_dialog_verdict_problem(dialog, &diags);
	}
	xb_diags_clear(&diags);
	return result == XB_STORE_DONE;
}

static void ask_name(struct ui_app *app, const struct transfer *transfer)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));
	struct ui_dialog *dialog;
	char *name;

	if (!row)
		return;
	dialog = ui_dialog_open(app, transfer->title);
	ui_dialog_say(dialog, "%s %s: under which name?", transfer->title, row->id);
	name = transfer == &copying ? xb_format("my-%s", row->id) : xb_strdup(row->id);
	ui_dialog_add_field(app, dialog, name);
	dialog->subject = xb_strdup(row->id);
	dialog->context = (void *)transfer;
	dialog->done = transfer_done;
	free(name);
}

void ui_profile_copy(struct ui_app *app)
{
	ask_name(app, &copying);
}

/* The file of what is open must stay where the draft will save it. */
static bool is_open(struct ui_app *app, const struct ui_row *row)
{
	if (!row || !app->draft || row->index ||
	    strcmp(row->id, xb_draft_name(app->draft)) != 0)
		return false;
	ui_app_say(app, UI_NOTE, "%s is open; open another one first", row->id);
	return true;
}

void ui_profile_rename(struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));

	if (row && row->index)
		ui_app_say(app, UI_NOTE, "%s comes with the program: copy it", row->id);
	else if (!is_open(app, row))
		ask_name(app, &renaming);
}

static bool remove_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct xb_diags diags = {0};

	if (answer != 'y')
		return true;
	if (xb_store_remove(app->session, dialog->subject, &diags) == XB_STORE_DONE) {
		list_anew(app, NULL);
		ui_app_say(app, UI_NORMAL, "%s was deleted", dialog->subject);
	} else {
		ui_app_say_problem(app, &diags);
	}
	xb_diags_clear(&diags);
	return true;
}

void ui_profile_remove(struct ui_app *app)
{
	static const struct ui_answer answers[] = {{'y', "delete it"}, {'n', "keep it"}, {0, NULL}};
	const struct ui_row *row = ui_page_row(ui_app_page(app));
	struct ui_dialog *dialog;

	if (!row || is_open(app, row))
		return;
	if (row->index) {
		ui_app_say(app, UI_NOTE, "%s comes with the program and stays", row->id);
		return;
	}
	dialog = ui_dialog_ask(app, "Delete", answers, remove_done);
	ui_dialog_say(dialog, "Delete the profile %s?", row->id);
	dialog->subject = xb_strdup(row->id);
}

/* ---- New: the name, the folder, the board ------------------------------------------------------- */

/* Name, folder and board, each behind a line break: what was answered so far. */
static bool board_chosen(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_row *row = &dialog->rows.items[dialog->list.selected];
	char *folder = strchr(dialog->subject, '\n');
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	struct xb_draft *draft = NULL;

	(void)answer;
	*folder++ = '\0';
	if (xb_profile_from_folder(app->session, dialog->subject, row->id[0] ? row->id : NULL, folder,
				   NULL, &text, &diags))
		draft = xb_draft_open_text(app->session, dialog->subject, text.data, text.length);
	if (draft) {
		ui_app_take_draft(app, draft);
		ui_app_say(app, UI_GOOD, "a new profile, not saved yet: s saves it");
	} else {
		ui_app_say_problem(app, &diags);
	}
	xb_buf_clear(&text);
	xb_diags_clear(&diags);
	return true;
}

static void ask_board(struct ui_app *app, const char *name, const char *folder)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "New profile: the board");
	struct xb_diags ignored = {0};
	struct xb_board_list *boards = xb_boards_load(xb_session_data(app->session), &ignored);
	struct ui_row *row = ui_rows_add(&dialog->rows, "none of these");

	row->id = "";
	row->value = "RAM and the rest come from the device tree";
	for (size_t i = 0; boards && i < boards->count; i++) {
		const char *title = boards->items[i].title.text;

		row = ui_rows_add(&dialog->rows, boards->items[i].name.text);
		row->id = row->name;
		row->value = title ? xb_arena_strdup(&dialog->rows.arena, title) : NULL;
	}
	dialog->list.count = dialog->rows.count;
	dialog->subject = xb_format("%s\n%s", name, folder);
	dialog->done = board_chosen;
	xb_boards_free(boards);
	xb_diags_clear(&ignored);
}

static bool folder_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const char *folder = dialog->field.text[0] ? dialog->field.text : ".";
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	bool good = xb_profile_from_folder(app->session, dialog->subject, NULL, folder, NULL, &text,
					   &diags);

	(void)answer;
	/* What is missing there is told while the folder can still be corrected. */
	if (good)
		ask_board(app, dialog->subject, folder);
	else
		ui_dialog_verdict_problem(dialog, &diags);
	xb_buf_clear(&text);
	xb_diags_clear(&diags);
	return good;
}

static bool name_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct ui_dialog *next;

	(void)answer;
	if (!xb_profile_name_valid(dialog->field.text)) {
		ui_dialog_verdict(dialog, UI_ERROR,
				  "a name has letters, digits, . _ and -, and no . or - in front");
		return false;
	}
	next = ui_dialog_open(app, "New profile: the folder");
	ui_dialog_say(next, "Where are the boot files? Xen, dom0's kernel, its ramdisk and the device "
			    "tree are found by their content.");
	ui_dialog_add_field(app, next, ".");
	next->field.complete = ui_complete_file;
	next->subject = xb_strdup(dialog->field.text);
	next->done = folder_done;
	return true;
}

/* Unsaved work would be let go of when the new one opens. */
void ui_profile_new(struct ui_app *app)
{
	struct ui_dialog *dialog;

	if (app->draft && xb_draft_is_changed(app->draft)) {
		ui_app_say(app, UI_NOTE, "save or undo the changes of %s first",
			   xb_draft_name(app->draft));
		return;
	}
	dialog = ui_dialog_open(app, "New profile: its name");
	ui_dialog_say(dialog, "The name to keep it under, among your profiles.");
	ui_dialog_add_field(app, dialog, "");
	dialog->done = name_done;
}

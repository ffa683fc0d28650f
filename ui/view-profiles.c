/* SPDX-License-Identifier: MIT */
/* The profiles that are known: the user's own and those that come with the program. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

/* What the introduction takes, with what stands before its lines. */
enum { INTRODUCTION_COLS = 78 };

static struct ui_subject subject_of(const char *name, bool shipped)
{
	return (struct ui_subject){.kind = UI_SUBJECT_PROFILE, .id = name, .shipped = shipped};
}

/* Who starts without a profile may not know what one is. On a narrow screen the list is all there is room for. */
static void add_introduction(const struct ui_app *app, struct ui_page *page)
{
	static const char text[] =
		"A profile is one way to boot Xen: the board, the files, every option\n"
		"of Xen and dom0, and what is written for U-Boot.\n"
		"The shipped ones are examples that work: open the nearest to yours.\n"
		"Saving makes a profile of your own, a YAML file to keep in git; what\n"
		"is shipped stays. n makes one; f opens a file, and checks a script.\n";

	if (app->draft || page->built_width < INTRODUCTION_COLS)
		return;
	ui_rows_lines(&page->rows, text, UI_NORMAL);
	ui_rows_heading(&page->rows, "");
	for (size_t i = 0; i < page->rows.count; i++)
		page->rows.items[i].plain = true;
}

/* What an earlier run left unsaved stands first: else nobody would find it. */
static void add_left(struct ui_app *app, struct ui_page *page)
{
	struct xb_left_list list;

	xb_left_find(app->session, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct ui_subject subject = {.kind = UI_SUBJECT_LEFT, .id = list.items[i].name};
		struct ui_row *row = ui_rows_add_about(&page->rows, subject.id, &subject);
		char date[UI_LEFT_DATE];

		ui_left_date(list.items[i].time, date);
		row->mark = " ! ";
		row->value = xb_arena_format(&page->rows.arena, "unsaved, of %s", date);
		row->value_style = UI_WARNING;
	}
	xb_left_clear(&list);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	struct xb_data_file *files;
	size_t count = xb_data_list(xb_session_data(app->session), XB_DATA_PROFILES, &files);

	add_introduction(app, page);
	add_left(app, page);
	for (size_t i = 0; i < count; i++) {
		const struct ui_subject subject = subject_of(files[i].name, files[i].shipped);
		struct ui_row *row = ui_rows_add_about(&page->rows, files[i].name, &subject);
		bool open = app->draft && strcmp(files[i].name, xb_draft_name(app->draft)) == 0;

		row->value = xb_arena_format(&page->rows.arena, "%s%s", files[i].shipped ? "shipped" : "yours",
					     open ? ", open" : "");
		row->value_style = files[i].shipped ? UI_DEFAULT : UI_VALUE;
	}
	free(files);
	if (!count)
		ui_rows_heading(&page->rows, "There is none: n makes one.");
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

static void detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile;

	if (row->subject.kind == UI_SUBJECT_LEFT) {
		xb_buf_puts(out, "xenboot ended before this could be saved. Enter takes it up, throws it away, "
				 "or leaves it for later.\n");
		return;
	}
	profile =
		xb_profile_load(xb_session_data(app->session), row->subject.id, &diags);

	if (profile) {
		xb_buf_printf(out, "%s\n%s\n",
			      profile->description.text ? profile->description.text : row->subject.id,
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
	char *name = xb_strdup(row->subject.id);

	(void)page;
	if (row->subject.kind == UI_SUBJECT_LEFT)
		ui_left_ask(app, name);
	else
		ui_file_open(app, name);
	free(name);
}

/* One begins at what is open. */
static void init(struct ui_app *app, struct ui_page *page)
{
	struct ui_subject open;

	if (!app->draft)
		return;
	open = subject_of(xb_draft_name(app->draft), false);
	ui_page_select(app, page, &open);
}

const struct ui_page_type ui_page_profiles = {
	.where = UI_ON_PROFILES,
	.title = "Profiles",
	.has_detail = true,
	.wraps = true,
	.init = init,
	.build = build,
	.detail = detail,
	.enter = enter,
};

/* ---- Copy, rename, delete, new ------------------------------------------------------------------ */

static void list_anew(struct ui_app *app, const char *name)
{
	struct ui_page *page = ui_app_page(app);
	struct ui_subject subject = subject_of(name, false);

	ui_page_renew(app, page);
	if (name)
		ui_page_select(app, page, &subject);
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
	enum xb_store_result result = transfer->run(app->session, dialog->subject.id,
						    dialog->field.text, false, NULL, &diags);

	(void)answer;
	if (result == XB_STORE_DONE) {
		list_anew(app, dialog->field.text);
		ui_app_say(app, UI_GOOD, "%s %s %s", dialog->subject.id, transfer->done,
			   dialog->field.text);
	} else {
		ui_dialog_verdict_problem(dialog, &diags);
	}
	xb_diags_clear(&diags);
	return result == XB_STORE_DONE;
}

/* The selected profile; NULL: it is none, but what was left of one. */
static const struct ui_row *profile_row(const struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));

	return row && row->subject.kind == UI_SUBJECT_PROFILE ? row : NULL;
}

static void ask_name(struct ui_app *app, const struct transfer *transfer)
{
	const struct ui_row *row = profile_row(app);
	struct ui_dialog *dialog;
	char *name;

	if (!row)
		return;
	dialog = ui_dialog_open(app, transfer->title);
	ui_dialog_say(dialog, "%s %s: under which name?", transfer->title, row->subject.id);
	name = transfer == &copying ? ui_file_free_name(app, row->subject.id, row->subject.shipped)
				    : xb_strdup(row->subject.id);
	ui_dialog_add_field(app, dialog, name);
	ui_dialog_about(dialog, &row->subject);
	dialog->context = transfer;
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
	if (!row || !app->draft || row->subject.shipped ||
	    strcmp(row->subject.id, xb_draft_name(app->draft)) != 0)
		return false;
	ui_app_say(app, UI_NOTE, "%s is open; open another one first", row->subject.id);
	return true;
}

void ui_profile_rename(struct ui_app *app)
{
	const struct ui_row *row = profile_row(app);

	if (row && row->subject.shipped)
		ui_app_say(app, UI_NOTE, "%s comes with the program: copy it", row->subject.id);
	else if (!is_open(app, row))
		ask_name(app, &renaming);
}

static bool remove_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct xb_diags diags = {0};

	if (answer != 'y')
		return true;
	if (xb_store_remove(app->session, dialog->subject.id, &diags) == XB_STORE_DONE) {
		list_anew(app, NULL);
		ui_app_say(app, UI_NORMAL, "%s was deleted", dialog->subject.id);
	} else {
		ui_app_say_problem(app, &diags);
	}
	xb_diags_clear(&diags);
	return true;
}

void ui_profile_remove(struct ui_app *app)
{
	static const struct ui_answer answers[] = {{'y', "delete it"}, {'n', "keep it"}, {0, NULL}};
	const struct ui_row *row = profile_row(app);
	struct ui_dialog *dialog;

	if (!row || is_open(app, row))
		return;
	if (row->subject.shipped) {
		ui_app_say(app, UI_NOTE, "%s comes with the program and stays", row->subject.id);
		return;
	}
	dialog = ui_dialog_ask(app, "Delete", answers, remove_done);
	ui_dialog_say(dialog, "Delete the profile %s?", row->subject.id);
	ui_dialog_about(dialog, &row->subject);
}

/* SPDX-License-Identifier: MIT */
/* A new profile before it is taken: of what, what is said about that, and beside it the text that comes of it. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/import.h"

/* ---- Rows -------------------------------------------------------------------------------------- */

static bool has_path(const struct ui_import *import)
{
	return import->answers[UI_IMPORT_PATH] || import->waits;
}

/* What is answered, or what to do at last. */
struct question {
	const char *title, *none;
	enum ui_answer_to answer;
	bool (*applies)(const struct ui_import *); /* NULL: always */
	void (*ask)(struct ui_app *);
};

static const struct question questions[] = {
	{"Made of", "nothing", UI_IMPORT_PATH, NULL, ui_import_ask_path},
	{"Name", "none yet", UI_IMPORT_NAME, NULL, ui_import_ask_name},
	{"Board", "none is named", UI_IMPORT_BOARD, NULL, ui_import_ask_board},
	{"Boot files in", "not said", UI_IMPORT_FILES, ui_import_takes_files, ui_import_ask_files},
	{"Device tree", "as it says itself", UI_IMPORT_TREE, has_path, ui_import_ask_tree},
};

static void add_question(const struct ui_import *import, struct ui_page *page, size_t index)
{
	const struct question *question = &questions[index];
	const struct ui_subject subject = {.kind = UI_SUBJECT_LINE, .number = index};
	const char *value = import->answers[question->answer];
	struct ui_row *row;

	if (question->applies && !question->applies(import))
		return;
	row = ui_rows_add_about(&page->rows, question->title, &subject);
	row->style = UI_NAME;
	row->value = value ? xb_arena_strdup(&page->rows.arena, value)
			   : xb_arena_format(&page->rows.arena, "(%s)",
					     question->answer == UI_IMPORT_PATH && import->waits ? "not said yet"
												 : question->none);
	row->value_style = value ? UI_VALUE : UI_DEFAULT;
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const struct ui_subject last = {.kind = UI_SUBJECT_LINE, .number = XB_COUNT(questions)};
	struct ui_row *row;

	for (size_t i = 0; i < XB_COUNT(questions); i++)
		add_question(app->import, page, i);
	row = ui_rows_add_about(&page->rows, "Take it", &last);
	row->style = app->import->read.profile.length ? UI_NAME : UI_GREYED;
	row->leads = true;
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (row->subject.number < XB_COUNT(questions))
		questions[row->subject.number].ask(app);
	else
		ui_new_take(app);
}

/* ---- What comes of it -------------------------------------------------------------------------- */

static void put_said(const struct xb_diags *diags, struct xb_buf *out)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];

		xb_buf_printf(out, "%s ", ui_severities[diag->severity].mark);
		if (diag->line)
			xb_buf_printf(out, "line %u: ", diag->line);
		xb_buf_printf(out, "%s\n", diag->message);
		if (diag->hint)
			xb_buf_printf(out, "  hint: %s\n", diag->hint);
	}
}

/* What is wrong with a script has a page of its own, and is in the way of nothing. */
static void detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	const struct xb_imported *read = &app->import->read;

	(void)row;
	if (app->import->waits)
		xb_buf_puts(out, "Of what is it to be made? Enter on the first row names that.\n");
	if (!read->source.length || !read->profile.length)
		put_said(&read->diags, out);
	put_said(&read->losses, out);
	if (out->length && read->profile.length)
		xb_buf_putc(out, '\n');
	if (read->profile.length)
		xb_buf_add(out, read->profile.data, read->profile.length);
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	const struct ui_import *import = app->import;

	(void)page;
	if (import->read.kind)
		xb_buf_printf(out, " from %s", import->read.kind);
	else if (import->origin.title)
		xb_buf_printf(out, " from %s", import->origin.title);
}

/* At the end where all that it needs is there: one key more takes it. */
static void init(struct ui_app *app, struct ui_page *page)
{
	(void)page;
	ui_import_select_take(app);
}

const struct ui_page_type ui_page_new_profile = {
	.where = UI_ON_NEW,
	.title = "New profile",
	.detail_title = "The profile",
	.has_detail = true,
	.few = true,
	.of_import = true,
	.init = init,
	.build = build,
	.detail = detail,
	.enter = enter,
	.title_more = title_more,
};

/* ---- Taking it --------------------------------------------------------------------------------- */

bool ui_new_can_take(const struct ui_app *app)
{
	return app->import && app->import->read.profile.length;
}

/* What is unsaved of the one that is open is asked about first. */
void ui_new_take(struct ui_app *app)
{
	if (ui_new_can_take(app))
		ui_file_take_new(app);
	else if (app->import->waits)
		ui_import_ask_path(app);
	else if (app->import->read.diags.count)
		ui_app_say_problem(app, &app->import->read.diags);
	else
		ui_app_say(app, UI_NOTE, "no profile can be made of it");
}

/* ---- Beginning --------------------------------------------------------------------------------- */

static bool origin_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct ui_origin origin;

	(void)answer;
	ui_origin_at((size_t)dialog->rows.items[dialog->list.selected].subject.number, &origin);
	ui_import_begin(app, &origin, NULL);
	ui_app_push(app, &ui_page_new_profile, NULL);
	if (origin.question)
		ui_import_ask_path(app);
	return true;
}

void ui_new_open(struct ui_app *app)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "New profile: of what?");
	struct ui_origin origin;

	for (size_t i = 0; ui_origin_at(i, &origin); i++) {
		const struct ui_subject subject = {.kind = UI_SUBJECT_LINE, .number = i};

		ui_rows_add_about(&dialog->rows, origin.title, &subject)->value = origin.about;
	}
	dialog->list.count = dialog->rows.count;
	dialog->done = origin_done;
}

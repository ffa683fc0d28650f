/* SPDX-License-Identifier: MIT */
/* A profile that is no YAML, or names another that is none: where that is, and what can be done. Menus of nothing
 * would look as if the file were empty. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/action.h"
#include "ui/editor.h"
#include "ui/excerpt.h"

/* Lines that are shown on each side of the one at fault, where there is room and where there is little. */
enum { NEIGHBOURS = 3, NEIGHBOURS_LOW = 1, MOST_BYTES = 1 << 20 };

/* What ended the reading; NULL: nothing did. */
static const struct xb_diag *fault_of(const struct ui_app *app)
{
	const struct xb_diags *diags = xb_session_diags(app->session);

	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].severity == XB_ERROR)
			return &diags->items[i];
	return NULL;
}

/* ---- The line at fault ------------------------------------------------------------------------- */

/* The file of FAULT: what the draft holds, or another that it extends. */
static void read_text(const struct ui_app *app, const struct xb_diag *fault, struct xb_buf *out)
{
	const char *path = xb_draft_path(app->draft);
	size_t length;
	const char *text = xb_draft_text(app->draft, &length);

	if (path && strcmp(path, fault->file) != 0)
		xb_file_read(fault->file, MOST_BYTES, out);
	else
		xb_buf_add(out, text, length);
}

static void add_plain(struct ui_page *page, enum ui_style style, const char *text)
{
	struct ui_row *row = ui_rows_add(&page->rows, text);

	row->plain = true;
	row->style = style;
}

/* A mark below the column. */
static void add_mark(const struct ui_app *app, struct ui_page *page, const char *line, size_t length,
		     unsigned column)
{
	int before = ui_text_width(app->utf8, line, ui_bytes_before(line, length, column));
	char *mark = xb_format("%*s^", UI_EXCERPT_NUMBER_COLS + 2 + before, "");

	add_plain(page, UI_ERROR, mark);
	free(mark);
}

static void add_line(const struct ui_app *app, struct ui_page *page, const struct xb_diag *fault,
		     unsigned number, const char *line, size_t length)
{
	bool here = number == fault->line;
	char *copy = xb_strndup(line, length), *text = xb_format("%*u  %s", UI_EXCERPT_NUMBER_COLS, number, copy);

	add_plain(page, here ? UI_ERROR : UI_NORMAL, text);
	if (here && fault->column)
		add_mark(app, page, line, length, fault->column);
	free(text);
	free(copy);
}

static void add_lines(const struct ui_app *app, struct ui_page *page, const struct xb_diag *fault)
{
	unsigned around = app->rows < UI_ROWS_TALL ? NEIGHBOURS_LOW : NEIGHBOURS, number = 1;
	struct xb_buf text = {0};

	read_text(app, fault, &text);
	for (size_t at = 0; at < text.length && number <= fault->line + around; number++) {
		const char *line = text.data + at, *end = memchr(line, '\n', text.length - at);
		size_t length = end ? (size_t)(end - line) : text.length - at;

		if (number + around >= fault->line)
			add_line(app, page, fault, number, line, length);
		at += length + 1;
	}
	xb_buf_clear(&text);
}

/* ---- The page ---------------------------------------------------------------------------------- */

static void add_fault(const struct ui_app *app, struct ui_page *page, const struct xb_diag *fault)
{
	char *where = !fault->file	? NULL
		      : fault->line	? xb_format("%s, line %u, column %u", fault->file, fault->line,
						    fault->column)
					: xb_strdup(fault->file);
	char *text = xb_format("%s%s%s%s%s", where ? where : "", where ? ": " : "", fault->message,
			       fault->hint ? "; " : "", fault->hint ? fault->hint : "");
	size_t first = page->rows.count;

	ui_page_add_text(app, page, text);
	for (size_t i = first; i < page->rows.count; i++) {
		page->rows.items[i].plain = true;
		page->rows.items[i].style = UI_ERROR;
	}
	free(text);
	free(where);
}

static void add_action(struct ui_page *page, const char *name)
{
	const struct ui_action *action = ui_action_find(name);
	const struct ui_subject subject = {.kind = UI_SUBJECT_ACTION, .id = name, .action = action};
	char key[UI_KEY_TEXT];
	char *text = xb_format("%s (%s)", action->help, ui_action_key(action, UI_ON_BROKEN, key));

	ui_rows_add_about(&page->rows, text, &subject)->style = UI_NAME;
	free(text);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	static const char *const actions[] = {"edit file", "reload", "profiles", "quit"};
	const struct xb_diag *fault = fault_of(app);

	if (fault) {
		add_fault(app, page, fault);
		if (fault->file && fault->line)
			add_lines(app, page, fault);
	}
	for (size_t i = 0; i < XB_COUNT(actions); i++)
		add_action(page, actions[i]);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	ui_action_run(app, row->subject.action);
}

const struct ui_page_type ui_page_broken = {
	.where = UI_ON_BROKEN,
	.title = "This profile cannot be read",
	.wraps = true,
	.build = build,
	.enter = enter,
};

/* ---- To it and from it ------------------------------------------------------------------------- */

static bool says_something(const struct ui_app *app)
{
	struct xb_flat flat = {0};
	size_t count;

	xb_profile_flatten(xb_session_profile(app->session), &flat);
	count = flat.count;
	xb_flat_clear(&flat);
	return count > 0;
}

/* A text or a list is YAML, but nothing can be set in it. */
static bool can_be_set(const struct ui_app *app)
{
	const struct xb_change change = {"description", "any"};
	struct xb_diags ignored = {0};
	bool good = xb_draft_try(app->draft, &change, 1, &ignored);

	xb_diags_clear(&ignored);
	return good;
}

static bool is_broken(const struct ui_app *app)
{
	if (!app->draft)
		return false;
	return !xb_session_profile(app->session) ||
	       (fault_of(app) && !says_something(app) && !can_be_set(app));
}

bool ui_broken_is_shown(const struct ui_app *app)
{
	return app->page_count > 1 && app->pages[1]->type == &ui_page_broken;
}

void ui_broken_check(struct ui_app *app)
{
	bool broken = is_broken(app);

	if (broken == ui_broken_is_shown(app))
		return;
	ui_app_pop_all(app);
	if (broken)
		ui_app_push(app, &ui_page_broken, NULL);
}

/* What stands inside the program, or came by a pipe, is edited once it is saved elsewhere. */
void ui_broken_edit(struct ui_app *app)
{
	const struct xb_diag *fault = fault_of(app);
	const char *path = xb_draft_path(app->draft);
	char *file;

	if (!fault || !path || !fault->file || access(fault->file, F_OK) != 0) {
		ui_app_say(app, UI_ERROR, "there is no file that an editor could open");
		return;
	}
	file = xb_strdup(fault->file);
	if (ui_editor_run(app, file, fault->line))
		ui_action_run(app, ui_action_find("reload"));
	free(file);
}

/* SPDX-License-Identifier: MIT */
/* A pasted command line: what it would set is shown, and then done as one step. */
#include "ui/setting.h"

#include <stdlib.h>
#include <string.h>

/* What was pasted, in the dialog's arena. */
struct paste {
	const char *text;
	struct xb_paste_place place;
};

static struct paste *remember(struct ui_dialog *dialog, const char *text,
			      const struct xb_paste_place *place)
{
	struct paste *paste = xb_arena_alloc(&dialog->arena, sizeof(*paste));

	*paste = (struct paste){xb_arena_strdup(&dialog->arena, text), *place};
	paste->place.guest = place->guest ? xb_arena_strdup(&dialog->arena, place->guest) : NULL;
	dialog->context = paste;
	return paste;
}

bool ui_setting_take_pasted(struct ui_app *app, const char *text, const struct xb_paste_place *place)
{
	struct xb_pasted pasted;
	bool done;

	xb_pasted_read(app->session, text, place, &pasted);
	done = ui_app_paste(app, &pasted);
	if (done && pasted.count == 1)
		ui_app_jump(app, ui_menu_find_up(&app->menu, pasted.items[0].key));
	xb_pasted_clear(&pasted);
	return done;
}

/* ---- Whose word --------------------------------------------------------------------------------- */

static bool line_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct paste *paste = dialog->context;
	struct xb_paste_place place = paste->place;

	(void)answer;
	place.line = dialog->rows.items[dialog->list.selected].subject.scope;
	ui_setting_take_pasted(app, paste->text, &place);
	return true;
}

/* What SCOPE's reader makes of WORD. */
static void add_line(struct ui_dialog *dialog, const struct xb_catalog *catalog, int scope,
		     const struct xb_pasted_word *word)
{
	const struct xb_scope_info *info = &xb_scopes[scope];
	const struct ui_subject subject = {
		.kind = UI_SUBJECT_SECTION, .id = info->key, .scope = (enum xb_scope)scope};
	struct ui_row *row = ui_rows_add_about(&dialog->rows, info->key, &subject);
	const struct xb_option *option =
		xb_catalog_find(catalog, (enum xb_scope)scope, word->name, NULL);

	row->style = UI_NAME;
	row->value = option ? xb_arena_format(&dialog->rows.arena, "%s: %s", info->reader,
					      option->summary.text)
			    : info->drops;
	if (scope == (int)word->scope)
		dialog->list.selected = dialog->rows.count - 1;
}

void ui_setting_ask_line(struct ui_app *app, const char *text, const struct xb_paste_place *place)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "Whose option is it?");
	const struct xb_catalog *catalog = xb_session_catalog(app->session);
	struct xb_pasted pasted;

	remember(dialog, text, place);
	xb_pasted_read(app->session, text, place, &pasted);
	ui_dialog_say(dialog, pasted.items[0].known ? "Xen and Linux both have %s."
						    : "Neither Xen nor Linux is known to have %s.",
		      pasted.items[0].name);
	for (int scope = 0; scope < XB_SCOPE_LINES; scope++)
		add_line(dialog, catalog, scope, &pasted.items[0]);
	dialog->list.count = dialog->rows.count;
	dialog->done = line_done;
	xb_pasted_clear(&pasted);
}

/* ---- A whole line -------------------------------------------------------------------------------- */

/* "512M -> 1G", and what is wrong with it. */
static void put_change(const struct xb_pasted_word *word, struct xb_buf *out)
{
	xb_buf_printf(out, "%s  ", word->reader);
	if (!word->key)
		xb_buf_puts(out, "left out");
	else if (!word->old)
		xb_buf_printf(out, "new -> %s", word->value);
	else if (strcmp(word->old, word->value) == 0)
		xb_buf_printf(out, "%s, as it is", word->value);
	else
		xb_buf_printf(out, "%s -> %s", word->old, word->value);
	if (word->wrong)
		xb_buf_printf(out, "; %s", word->wrong);
	else if (!word->known)
		xb_buf_printf(out, "; not known to %s", xb_scopes[word->scope].title);
}

static void add_word(struct ui_dialog *dialog, const struct xb_pasted_word *word)
{
	struct ui_row *row = ui_rows_add(&dialog->rows, word->name);
	struct xb_buf text = {0};

	put_change(word, &text);
	row->value = xb_arena_strdup(&dialog->rows.arena, text.data);
	row->style = word->wrong ? UI_ERROR : word->known ? UI_NAME : UI_WARNING;
	xb_buf_clear(&text);
}

/* How many words go to the section of word FIRST, if it is the first of them; else 0. */
static size_t count_with(const struct xb_pasted *pasted, size_t first)
{
	size_t count = 0;

	for (size_t i = 0; i < pasted->count; i++) {
		if (!ui_same_text(pasted->items[i].section, pasted->items[first].section))
			continue;
		if (i < first)
			return 0;
		count++;
	}
	return count;
}

static void put_counts(const struct xb_pasted *pasted, struct ui_dialog *dialog)
{
	size_t unknown = 0;

	for (size_t i = 0; i < pasted->count; i++) {
		size_t count = count_with(pasted, i);

		unknown += !pasted->items[i].known;
		if (count)
			ui_dialog_say(dialog, "%s%zu to %s", dialog->text.length ? ", " : "", count,
				      pasted->items[i].section);
	}
	ui_dialog_say(dialog, unknown ? "; %zu not known." : ".", unknown);
	if (pasted->either)
		ui_dialog_say(dialog, " What could be of either line is taken for %s's.",
			      xb_scopes[pasted->line].reader);
}

/* What the profile would have against all of it: errors and warnings that are not there now. */
static void put_problems(struct ui_app *app, const struct xb_pasted *pasted, struct ui_dialog *dialog)
{
	struct xb_change *changes;
	size_t count = xb_pasted_changes(pasted, &dialog->arena, &changes);
	struct xb_diags fresh = {0};

	if (count)
		xb_draft_try(app->draft, changes, count, &fresh);
	else
		ui_dialog_say(dialog, "\nNothing changes.");
	for (size_t i = 0; i < fresh.count; i++)
		ui_dialog_say(dialog, "\n%s: %s", xb_severity_name(fresh.items[i].severity),
			      fresh.items[i].message);
	xb_diags_clear(&fresh);
}

static void turn(struct ui_app *app, struct ui_dialog *dialog);

/* The dialog anew for where words go now. */
static void show(struct ui_app *app, struct ui_dialog *dialog)
{
	const struct paste *paste = dialog->context;
	struct xb_pasted pasted;

	xb_buf_clear(&dialog->text);
	ui_dialog_unfilter(dialog);
	ui_rows_clear(&dialog->rows);
	xb_pasted_read(app->session, paste->text, &paste->place, &pasted);
	for (size_t i = 0; i < pasted.count; i++)
		add_word(dialog, &pasted.items[i]);
	put_counts(&pasted, dialog);
	put_problems(app, &pasted, dialog);
	dialog->list = (struct ui_list){.count = dialog->rows.count, .selected = dialog->list.selected};
	dialog->tab = pasted.either ? turn : NULL;
	dialog->tab_label = pasted.line == XB_SCOPE_XEN ? "dom0's line" : "Xen's line";
	xb_pasted_clear(&pasted);
}

/* What could be of several lines goes to the next one. */
static void turn(struct ui_app *app, struct ui_dialog *dialog)
{
	const struct paste now = *(const struct paste *)dialog->context;
	struct paste *next = remember(dialog, now.text, &now.place);
	struct xb_pasted pasted;

	xb_pasted_read(app->session, now.text, &now.place, &pasted);
	next->place.line = (enum xb_scope)((pasted.line + 1) % XB_SCOPE_LINES);
	xb_pasted_clear(&pasted);
	show(app, dialog);
}

static bool paste_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct paste *paste = dialog->context;

	(void)answer;
	ui_setting_take_pasted(app, paste->text, &paste->place);
	return true;
}

void ui_setting_show_pasted(struct ui_app *app, const char *text, const struct xb_paste_place *place)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "What it would set");

	remember(dialog, text, place);
	dialog->done = paste_done;
	dialog->done_label = "set them";
	show(app, dialog);
}

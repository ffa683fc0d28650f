/* SPDX-License-Identifier: MIT */
/* What changes the draft, or takes another one, and what follows from that for all that is shown. */
#include "ui/app.h"
#include "ui/value.h"

#include <stdlib.h>
#include <string.h>

void ui_app_refresh(struct ui_app *app)
{
	ui_menu_build(&app->menu, app->session, app->draft);
	app->generation++;
	ui_app_update_pages(app);
}

/* Said once: from then on the person knows that a crash would cost something. */
static void warn_of_journal(struct ui_app *app)
{
	const char *problem = xb_draft_journal_problem(app->draft);

	if (!problem || app->warned_of_journal)
		return;
	app->warned_of_journal = true;
	ui_app_say(app, UI_WARNING, "%s", problem);
}

/* What follows from RESULT, of which DIAGS say why. False: it was refused. */
static bool changed(struct ui_app *app, enum xb_change_result result, struct xb_diags *diags)
{
	if (result == XB_CHANGE_DONE) {
		ui_app_refresh(app);
		ui_app_say(app, UI_NORMAL, "%s", xb_draft_undo_name(app->draft));
		warn_of_journal(app);
	} else if (result != XB_CHANGE_NO_CHANGE) {
		ui_app_say_problem(app, diags);
	}
	xb_diags_clear(diags);
	return result == XB_CHANGE_DONE || result == XB_CHANGE_NO_CHANGE;
}

bool ui_app_change(struct ui_app *app, const struct xb_change *changes, size_t count,
		   const char *step)
{
	struct xb_diags diags = {0};

	return app->draft &&
	       changed(app, xb_draft_change(app->draft, changes, count, step, &diags), &diags);
}

bool ui_app_paste(struct ui_app *app, const struct xb_pasted *pasted)
{
	struct xb_diags diags = {0};

	return changed(app, xb_draft_paste(app->draft, pasted, &diags), &diags);
}

/* What a step of NODE is called: one in a guest by that, too. NULL: as others are. */
static const char *step_of(const struct ui_node *node, const char *key, const char *value,
			   const char *shown, struct xb_arena *arena)
{
	const char *name = node->title;
	char *subject;

	if (node->guest) {
		subject = xb_step_subject(key);
		name = strstr(key, ".options.") ? xb_arena_strdup(arena, subject)
						: strchr(node->subject.id, '.') + 1;
		free(subject);
	}
	if (!value)
		return node->guest ? xb_arena_format(arena, "unset %s", name) : NULL;
	return node->guest || strcmp(shown, value) != 0 ? xb_arena_format(arena, "set %s to %s", name, shown)
							: NULL;
}

bool ui_app_set(struct ui_app *app, const char *key, const char *value)
{
	const struct ui_node *node = ui_menu_find(&app->menu, key);
	const struct xb_change change = {key, value};
	struct xb_arena arena = {0};
	const char *shown = node ? ui_value_shown(node, value, &arena) : value;
	bool done = ui_app_change(app, &change, 1,
				  node ? step_of(node, key, value, shown, &arena) : NULL);

	xb_arena_clear(&arena);
	return done;
}

char *ui_app_saved_value(const struct ui_app *app, const char *key)
{
	const struct xb_profile *saved = xb_draft_saved(app->draft);
	struct xb_buf value = {0};
	struct xb_pos at;

	if (saved && xb_profile_where(saved, key, &at) && at.file &&
	    strcmp(at.file, saved->path) == 0 && xb_profile_get_line(saved, key, &value))
		return xb_buf_take(&value);
	xb_buf_clear(&value);
	return NULL;
}

void ui_app_take_draft(struct ui_app *app, struct xb_draft *draft)
{
	if (app->draft)
		xb_draft_discard_journal(app->draft);
	xb_draft_free(app->draft);
	app->draft = draft; /* NULL: none is open */
	ui_places_clear(app);
	ui_app_pop_all(app);
	app->pages[0]->built = false;
	app->pages[0]->list = (struct ui_list){0};
	ui_app_note_selected(app, NULL);
	ui_app_refresh(app);
}

/* SPDX-License-Identifier: MIT */
/* Opening, saving and leaving: where something could be lost, the person is asked. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/action.h"

static const struct ui_answer yes_no_cancel[] = {
	{'y', "yes"}, {'n', "no"}, {'c', "cancel"}, {0, NULL}};
static const struct ui_answer yes_no[] = {{'y', "yes"}, {'n', "no"}, {0, NULL}};

/* What goes on once the profile is saved: quitting, or opening another one. */
enum next { NOTHING, QUIT, OPEN };

/* The step that a dialog remembers: in its subject, the first letter and what it is about. */
static char *remember(enum next next, const char *ref)
{
	return xb_format("%d%s", (int)next, ref ? ref : "");
}

static void go_on(struct ui_app *app, const char *step)
{
	enum next next = (enum next)(step[0] - '0');

	if (next == QUIT) {
		if (app->draft) /* what is unsaved now is so on purpose */
			xb_draft_discard_journal(app->draft);
		app->done = true;
	} else if (next == OPEN && !ui_app_open(app, step + 1)) {
		ui_app_say_problem(app, xb_session_diags(app->session));
		if (app->draft)
			xb_draft_refresh(app->draft); /* what was open stays open */
		ui_app_refresh(app);
	}
}

/* ---- Saving ------------------------------------------------------------------------------------ */

static void save(struct ui_app *app, bool force, const char *step);
static void save_as(struct ui_app *app, const char *step);

static const struct ui_answer on_conflict[] = {
	{'o', "overwrite it"}, {'r', "take what is there now"}, {'c', "cancel"}, {0, NULL}};
/* Nothing is there that could be taken. */
static const struct ui_answer on_removal[] = {{'o', "write it anew"}, {'c', "cancel"}, {0, NULL}};

static bool conflict_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	if (answer == 'o')
		save(app, true, dialog->subject);
	else if (answer == 'r')
		ui_file_reload(app);
	return true;
}

static void ask_conflict(struct ui_app *app, const struct xb_diags *diags, const char *step)
{
	bool there = access(xb_draft_path(app->draft), F_OK) == 0;
	struct ui_dialog *dialog = ui_dialog_ask(app, "Changed on disk",
						 there ? on_conflict : on_removal, conflict_done);

	ui_dialog_say(dialog, "%s.", diags->items[0].message);
	dialog->subject = xb_strdup(step);
}

static void saved(struct ui_app *app, const char *step)
{
	ui_app_refresh(app);
	ui_app_say(app, UI_GOOD, "saved to %s", xb_draft_path(app->draft));
	go_on(app, step);
}

static void save(struct ui_app *app, bool force, const char *step)
{
	struct xb_diags diags = {0};

	switch (xb_draft_save(app->draft, force, &diags)) {
	case XB_SAVE_DONE:
		saved(app, step);
		break;
	case XB_SAVE_CHANGED:
		ask_conflict(app, &diags, step);
		break;
	case XB_SAVE_NO_FILE:
		save_as(app, step);
		break;
	case XB_SAVE_EXISTS:
	case XB_SAVE_FAILED:
		ui_app_say_problem(app, &diags);
		break;
	}
	xb_diags_clear(&diags);
}

static bool replace_done(struct ui_app *app, struct ui_dialog *dialog, int answer);

/* REF and what comes next, in one subject: the step, a line break, the name. */
static bool try_save_as(struct ui_app *app, const char *ref, bool force, const char *step,
			struct xb_diags *diags)
{
	struct ui_dialog *dialog;

	switch (xb_draft_save_as(app->draft, ref, force, diags)) {
	case XB_SAVE_DONE:
		saved(app, step);
		return true;
	case XB_SAVE_EXISTS:
		dialog = ui_dialog_ask(app, "Save as", yes_no, replace_done);
		ui_dialog_say(dialog, "%s is there already. Replace it?", ref);
		dialog->subject = xb_format("%s\n%s", step, ref);
		return true;
	case XB_SAVE_NO_FILE:
	case XB_SAVE_CHANGED:
	case XB_SAVE_FAILED:
		break;
	}
	return false;
}

static bool replace_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct xb_diags diags = {0};
	char *name = strchr(dialog->subject, '\n');

	*name++ = '\0';
	if (answer == 'y' && !try_save_as(app, name, true, dialog->subject, &diags))
		ui_app_say_problem(app, &diags);
	xb_diags_clear(&diags);
	return true;
}

static bool save_as_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const char *ref = dialog->field.text;
	struct xb_diags diags = {0};
	bool done;

	(void)answer;
	if (!xb_profile_ref_is_path(ref) && !xb_profile_name_valid(ref)) {
		ui_dialog_verdict(dialog, UI_ERROR,
				  "a name has letters, digits, . _ and -, and no . or - in front");
		return false;
	}
	done = try_save_as(app, ref, false, dialog->subject, &diags);
	if (!done)
		ui_dialog_verdict_problem(dialog, &diags);
	xb_diags_clear(&diags);
	return done;
}

static void save_as(struct ui_app *app, const char *step)
{
	const struct xb_profile *profile = xb_session_profile(app->session);
	struct ui_dialog *dialog = ui_dialog_open(app, "Save as");
	bool shipped = profile && profile->shipped && !xb_draft_path(app->draft);
	char *name = xb_format("%s%s", shipped ? "my-" : "", xb_draft_name(app->draft));

	ui_dialog_say(dialog, "A name keeps it among your profiles; a path (with a / or .yaml) "
			      "writes that file.");
	ui_dialog_add_field(app, dialog, name);
	dialog->field.complete = ui_complete_file;
	dialog->subject = xb_strdup(step);
	dialog->done = save_as_done;
	free(name);
}

static void save_step(struct ui_app *app, void (*how)(struct ui_app *, const char *), enum next next)
{
	char *step = remember(next, NULL);

	how(app, step);
	free(step);
}

static void save_plainly(struct ui_app *app, const char *step)
{
	save(app, false, step);
}

void ui_file_save(struct ui_app *app)
{
	if (xb_draft_path(app->draft) && !xb_draft_is_changed(app->draft) &&
	    !xb_draft_is_stale(app->draft))
		ui_app_say(app, UI_NORMAL, "nothing to save");
	else
		save_step(app, save_plainly, NOTHING);
}

void ui_file_save_as(struct ui_app *app)
{
	save_step(app, save_as, NOTHING);
}

void ui_file_reload(struct ui_app *app)
{
	struct xb_diags diags = {0};

	if (xb_draft_reload(app->draft, &diags)) {
		ui_app_refresh(app);
		ui_app_say(app, UI_NORMAL, "as it stands in the file; u takes that back");
	} else {
		ui_app_say_problem(app, &diags);
	}
	xb_diags_clear(&diags);
}

/* ---- Leaving ----------------------------------------------------------------------------------- */

static bool leave_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	if (answer == 'y')
		save(app, false, dialog->subject);
	else if (answer == 'n')
		go_on(app, dialog->subject);
	return true;
}

static void leave(struct ui_app *app, enum next next, const char *ref)
{
	char *step = remember(next, ref);
	struct ui_dialog *dialog;

	if (app->draft && xb_draft_is_changed(app->draft)) {
		dialog = ui_dialog_ask(app, "Unsaved changes", yes_no_cancel, leave_done);
		ui_dialog_say(dialog, "Save the changes of %s?", xb_draft_name(app->draft));
		dialog->subject = step;
		return;
	}
	go_on(app, step);
	free(step);
}

void ui_file_quit(struct ui_app *app)
{
	leave(app, QUIT, NULL);
}

void ui_file_open(struct ui_app *app, const char *ref)
{
	leave(app, OPEN, ref);
}

/* ---- After a crash ----------------------------------------------------------------------------- */

static bool journal_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)dialog;
	if (answer == 'n') {
		xb_draft_discard_found(app->draft);
	} else if (answer == 'y' && xb_draft_recover(app->draft)) {
		ui_app_refresh(app);
		ui_app_say(app, UI_GOOD, "as you left it; u takes it back step by step");
	}
	return true;
}

void ui_file_offer_journal(struct ui_app *app)
{
	size_t steps = xb_draft_recoverable(app->draft);
	struct ui_dialog *dialog;

	if (!steps)
		return;
	dialog = ui_dialog_ask(app, "Unsaved work was found", yes_no, journal_done);
	ui_dialog_say(dialog,
		      "xenboot ended before %zu step%s of %s could be saved. Go on with them? n lets "
		      "go of them; Esc decides later.",
		      steps, steps == 1 ? "" : "s", xb_draft_name(app->draft));
}

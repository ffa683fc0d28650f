/* SPDX-License-Identifier: MIT */
/* Saving and leaving: where something could be lost, the person is asked. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/action.h"

static const struct ui_answer yes_no_cancel[] = {
	{'y', "yes"}, {'n', "no"}, {'c', "cancel"}, {0, NULL}};
static const struct ui_answer yes_no[] = {{'y', "yes"}, {'n', "no"}, {0, NULL}};

/* ---- What is asked about before -------------------------------------------------------------- */

/* What goes on once the profile is saved: nothing, quitting, opening another one, recovering one, or a new one. */
struct step {
	enum { NOTHING, QUIT, OPEN, TAKE_UP, TAKE_NEW } next;
	const char *ref;  /* OPEN, TAKE_UP: which */
	const char *left; /* TAKE_UP: what it is called */
	const char *name; /* to save under, where that is asked about */
};

/* A copy that lives as long as DIALOG, which hands it to who answers. */
static void remember(struct ui_dialog *dialog, const struct step *step)
{
	struct step *copy = xb_arena_alloc(&dialog->arena, sizeof(*copy));

	copy->next = step->next;
	copy->ref = step->ref ? xb_arena_strdup(&dialog->arena, step->ref) : NULL;
	copy->left = step->left ? xb_arena_strdup(&dialog->arena, step->left) : NULL;
	copy->name = step->name ? xb_arena_strdup(&dialog->arena, step->name) : NULL;
	dialog->context = copy;
}

static bool open_next(struct ui_app *app, const struct step *step)
{
	if (step->next == TAKE_NEW)
		return ui_new_take_now(app);
	return step->next == OPEN ? ui_file_open_now(app, step->ref)
				  : ui_file_take_up_now(app, step->ref, step->left);
}

static void go_on(struct ui_app *app, const struct step *step)
{
	if (step->next == QUIT) {
		if (app->draft) /* what is unsaved now is so on purpose */
			xb_draft_discard_journal(app->draft);
		app->done = true;
	} else if (step->next != NOTHING && !open_next(app, step)) {
		ui_app_say_problem(app, xb_session_diags(app->session));
		if (app->draft)
			xb_draft_refresh(app->draft); /* what was open stays open */
		ui_app_refresh(app);
	}
}

/* ---- Saving ------------------------------------------------------------------------------------ */

static void save(struct ui_app *app, bool force, const struct step *step);
static void save_as(struct ui_app *app, const struct step *step);
static bool save_new(struct ui_app *app, const struct step *step);

static const struct ui_answer on_conflict[] = {
	{'o', "overwrite it"}, {'r', "take what is there now"}, {'s', "save as"},
	{'d', "show the difference"}, {'c', "cancel"}, {0, NULL}};
/* Nothing is there that could be taken. */
static const struct ui_answer on_removal[] = {
	{'o', "write it anew"}, {'s', "save as"}, {'c', "cancel"}, {0, NULL}};

/* From what stands in the file now. */
static void show_difference(struct ui_app *app)
{
	const struct ui_subject file = {.kind = UI_SUBJECT_PROFILE, .id = xb_draft_path(app->draft)};
	struct ui_page *page = ui_app_push(app, &ui_page_changes, NULL);

	ui_page_set_subject(page, &file);
	ui_page_renew(app, page);
	ui_app_say(app, UI_NOTE, "against what stands in the file now; s asks again");
}

static bool conflict_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	if (answer == 'o')
		save(app, true, dialog->context);
	else if (answer == 'r')
		ui_file_reload(app);
	else if (answer == 's')
		save_as(app, dialog->context);
	else if (answer == 'd')
		show_difference(app);
	return true;
}

static void ask_conflict(struct ui_app *app, const struct xb_diags *diags, const struct step *step)
{
	bool there = access(xb_draft_path(app->draft), F_OK) == 0;
	struct ui_dialog *dialog = ui_dialog_ask(app, "Changed on disk",
						 there ? on_conflict : on_removal, conflict_done);

	ui_dialog_say(dialog, "%s.", diags->items[0].message);
	remember(dialog, step);
}

static void saved(struct ui_app *app, const struct step *step)
{
	ui_app_refresh(app);
	ui_app_say(app, UI_GOOD, "saved to %s", xb_draft_path(app->draft));
	go_on(app, step);
}

static void save(struct ui_app *app, bool force, const struct step *step)
{
	struct xb_diags diags = {0};

	switch (xb_draft_save(app->draft, force, &diags)) {
	case XB_SAVE_DONE:
		saved(app, step);
		break;
	case XB_SAVE_CHANGED:
		ask_conflict(app, &diags, step);
		break;
	case XB_SAVE_READ_ONLY:
		save_as(app, step);
		ui_dialog_verdict_problem(app->dialog, &diags);
		break;
	case XB_SAVE_NO_FILE:
		if (!save_new(app, step))
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

/* Under the name of STEP. False with a diagnostic. */
static bool try_save_as(struct ui_app *app, const struct step *step, bool force,
			struct xb_diags *diags)
{
	struct ui_dialog *dialog;

	switch (xb_draft_save_as(app->draft, step->name, force, diags)) {
	case XB_SAVE_DONE:
		saved(app, step);
		return true;
	case XB_SAVE_EXISTS:
		dialog = ui_dialog_ask(app, "Save as", yes_no, replace_done);
		ui_dialog_say(dialog, "%s is there already. Replace it?", step->name);
		remember(dialog, step);
		return true;
	case XB_SAVE_NO_FILE:
	case XB_SAVE_READ_ONLY:
	case XB_SAVE_CHANGED:
	case XB_SAVE_FAILED:
		break;
	}
	return false;
}

static bool replace_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct xb_diags diags = {0};

	if (answer == 'y' && !try_save_as(app, dialog->context, true, &diags))
		ui_app_say_problem(app, &diags);
	xb_diags_clear(&diags);
	return true;
}

static bool save_as_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct step step = *(const struct step *)dialog->context;
	const char *ref = step.name = dialog->field.text;
	struct xb_diags diags = {0};
	bool done;

	(void)answer;
	if (!xb_profile_ref_is_path(ref) && !ui_file_may_be_called(dialog, ref))
		return false;
	done = try_save_as(app, &step, false, &diags);
	if (!done)
		ui_dialog_verdict_problem(dialog, &diags);
	xb_diags_clear(&diags);
	return done;
}

/* A new profile got its name when it was made. False: it has none that a file could have. */
static bool save_new(struct ui_app *app, const struct step *step)
{
	const struct xb_profile *profile = xb_session_profile(app->session);
	struct step named = *step;
	struct xb_diags diags = {0};
	char *name;

	if (xb_draft_saved(app->draft) || (profile && profile->shipped) ||
	    !xb_profile_name_valid(xb_draft_name(app->draft)))
		return false;
	named.name = name = xb_strdup(xb_draft_name(app->draft));
	if (!try_save_as(app, &named, false, &diags))
		ui_app_say_problem(app, &diags);
	xb_diags_clear(&diags);
	free(name);
	return true;
}

static void save_as(struct ui_app *app, const struct step *step)
{
	const struct xb_profile *profile = xb_session_profile(app->session);
	struct ui_dialog *dialog = ui_dialog_open(app, "Save as");
	bool shipped = profile && profile->shipped && !xb_draft_path(app->draft);
	bool other = shipped || (xb_draft_is_read_only(app->draft) &&
				 !xb_profile_ref_is_path(xb_draft_name(app->draft)));
	char *name = other ? ui_file_free_name(app, xb_draft_name(app->draft), shipped)
			   : xb_strdup(xb_draft_name(app->draft));

	ui_dialog_say(dialog, "A name keeps it among your profiles; a path (with a / or .yaml) "
			      "writes that file.");
	ui_dialog_add_field(app, dialog, name);
	dialog->field.complete = ui_complete_file;
	remember(dialog, step);
	dialog->done = save_as_done;
	free(name);
}

static const struct step only_save = {.next = NOTHING};

void ui_file_save(struct ui_app *app)
{
	if (xb_draft_path(app->draft) && !xb_draft_is_changed(app->draft) &&
	    !xb_draft_is_stale(app->draft))
		ui_app_say(app, UI_NORMAL, "nothing to save");
	else
		save(app, false, &only_save);
}

void ui_file_save_as(struct ui_app *app)
{
	save_as(app, &only_save);
}

void ui_file_reload(struct ui_app *app)
{
	struct xb_diags diags = {0};

	if (xb_draft_reload(app->draft, &diags)) {
		if (!xb_session_profile(app->session)) /* what it extends may be another now */
			xb_draft_refresh(app->draft);
		ui_app_refresh(app);
		ui_broken_check(app);
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
		save(app, false, dialog->context);
	else if (answer == 'n')
		go_on(app, dialog->context);
	return true;
}

static void leave(struct ui_app *app, const struct step *step)
{
	struct ui_dialog *dialog;

	if (!app->draft || !xb_draft_is_changed(app->draft)) {
		go_on(app, step);
		return;
	}
	dialog = ui_dialog_ask(app, "Unsaved changes", yes_no_cancel, leave_done);
	ui_dialog_say(dialog, "Save the changes of %s?", xb_draft_name(app->draft));
	remember(dialog, step);
}

void ui_file_quit(struct ui_app *app)
{
	leave(app, &(struct step){.next = QUIT});
}

static bool ask_quit_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)dialog;
	if (answer == 'y')
		ui_file_quit(app);
	return true;
}

void ui_file_ask_quit(struct ui_app *app)
{
	if (app->draft && xb_draft_is_changed(app->draft)) /* asks by itself */
		ui_file_quit(app);
	else
		ui_dialog_say(ui_dialog_ask(app, "Quit", yes_no, ask_quit_done), "Leave xenboot?");
}

void ui_file_open(struct ui_app *app, const char *ref)
{
	leave(app, &(struct step){.next = OPEN, .ref = ref});
}

void ui_file_take_up(struct ui_app *app, const struct xb_left *left)
{
	leave(app, &(struct step){.next = TAKE_UP, .ref = left->ref, .left = left->name});
}

void ui_file_take_new(struct ui_app *app)
{
	leave(app, &(struct step){.next = TAKE_NEW});
}

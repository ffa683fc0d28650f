/* SPDX-License-Identifier: MIT */
/* Opening: what was left by a crash is offered, what another program has open is told. */
#include "ui/action.h"

static const struct ui_answer yes_no[] = {{'y', "yes"}, {'n', "no"}, {0, NULL}};

/* ---- After a crash ------------------------------------------------------------- */

static void say_recovered(struct ui_app *app)
{
	ui_app_refresh(app);
	ui_broken_check(app);
	ui_app_say(app, UI_GOOD, "as you left it; u takes it back step by step");
}

static bool journal_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)dialog;
	if (answer == 'n')
		xb_draft_discard_found(app->draft);
	else if (answer == 'y' && xb_draft_recover(app->draft))
		say_recovered(app);
	return true;
}

static void offer_journal(struct ui_app *app)
{
	size_t steps = xb_draft_recoverable(app->draft);
	struct ui_dialog *dialog;

	if (!steps)
		return;
	dialog = ui_dialog_ask(app, "Unsaved work was found", yes_no, journal_done);
	ui_dialog_say(dialog,
		      "xenboot ended before %zu step%s of %s could be saved. Go on from there? n lets "
		      "that go; Esc decides later.",
		      steps, steps == 1 ? "" : "s", xb_draft_name(app->draft));
}

/* ---- Another program has it open --------------------------------------------------------------- */

static const struct ui_answer on_other[] = {
	{'r', "only look"}, {'o', "open all the same"}, {'l', "leave it"}, {0, NULL}};

static void leave_draft(struct ui_app *app)
{
	while (app->dialog) /* they are about it */
		ui_dialog_close(app);
	xb_session_close(app->session);
	ui_app_take_draft(app, NULL);
	ui_action_run(app, ui_action_find("profiles"));
}

static bool other_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)dialog;
	if (answer == 'o')
		xb_draft_set_view(app->draft, false);
	else if (answer == 'l')
		leave_draft(app);
	return true;
}

/* Until that is answered nothing is saved over what the other one does. */
static void ask_other(struct ui_app *app)
{
	struct ui_dialog *dialog;

	if (!xb_draft_other(app->draft))
		return;
	xb_draft_set_view(app->draft, true);
	dialog = ui_dialog_ask(app, "Open in another xenboot", on_other, other_done);
	ui_dialog_say(dialog, "%s is open in another xenboot, process %ld. Who saves last would be asked "
			      "what becomes of the other's changes.",
		      xb_draft_name(app->draft), xb_draft_other(app->draft));
}

bool ui_file_open_now(struct ui_app *app, const char *ref)
{
	struct xb_draft *draft = xb_draft_open(app->session, ref, XB_DRAFT_TO_EDIT);

	if (!draft)
		return false;
	ui_app_take_draft(app, draft);
	ui_broken_check(app);
	offer_journal(app);
	ask_other(app);
	return true;
}

bool ui_file_take_up_now(struct ui_app *app, const char *ref, const char *name)
{
	struct xb_draft *draft = ref ? xb_draft_open(app->session, ref, XB_DRAFT_TO_EDIT)
				     : xb_draft_open_left(app->session, name);

	if (!draft)
		return false;
	ui_app_take_draft(app, draft);
	if (!ref || (xb_draft_recoverable(draft) && xb_draft_recover(draft)))
		say_recovered(app);
	else
		ui_broken_check(app);
	ask_other(app);
	return true;
}

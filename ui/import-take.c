/* SPDX-License-Identifier: MIT */
/* What was made becomes the profile that is open. */
#include "ui/action.h"
#include "ui/import.h"

/* What is to be known of the profile that was made: the first warning, or else the first note. */
static void say_made(struct ui_app *app, const struct xb_diags *diags)
{
	const struct xb_diag *first = NULL;

	for (size_t i = 0; i < diags->count; i++)
		if (!first || diags->items[i].severity > first->severity)
			first = &diags->items[i];
	if (first)
		ui_app_say(app, first->severity == XB_NOTE ? UI_NOTE : UI_WARNING, "%s; not saved yet: s saves it",
			   first->message);
	else
		ui_app_say(app, UI_GOOD, "a new profile, not saved yet: s saves it");
}

bool ui_new_take_now(struct ui_app *app)
{
	struct ui_import *import = app->import;
	struct xb_draft *draft = xb_draft_open_text(app->session, import->answers[UI_IMPORT_NAME],
						    import->read.profile.data, import->read.profile.length);

	if (!draft)
		return false;
	ui_app_take_draft(app, draft); /* and no page is about it any more */
	app->import = NULL;
	ui_broken_check(app);
	say_made(app, &import->read.losses);
	ui_import_free(import);
	return true;
}

/* SPDX-License-Identifier: MIT */
/* What the profile says of a value that is not set yet. */
#include "ui/setting.h"

#include <string.h>

/* By itself the value is wrong, and that is said already. */
static bool repeats(const struct xb_diag *diag)
{
	return diag->code == XB_CODE_OPTION_VALUE || diag->code == XB_CODE_BAD_VALUE ||
	       diag->code == XB_CODE_QUOTING;
}

static void put_problem(const struct xb_diag *diag, struct xb_buf *out)
{
	xb_buf_printf(out, "%s%s: %s [%s]", out->length ? "\n" : "", xb_severity_name(diag->severity),
		      diag->message, xb_code_info(diag->code)->name);
	if (diag->hint)
		xb_buf_printf(out, "\nhint: %s", diag->hint);
}

/* What WRONG leaves to be said of TRIED, the worst first; returns the worst severity, -1: nothing. */
static int put_tried(const struct xb_diags *tried, const char *wrong, struct xb_buf *out)
{
	int worst = -1;

	for (int severity = XB_ERROR; severity >= XB_NOTE; severity--)
		for (size_t i = 0; i < tried->count; i++) {
			const struct xb_diag *diag = &tried->items[i];

			if ((int)diag->severity != severity || (wrong && repeats(diag)))
				continue;
			worst = severity > worst ? severity : worst;
			put_problem(diag, out);
		}
	return worst;
}

/* What the hint of the worst that is said of CHANGE would have in its place; NULL: none says. */
static const char *proposal(const struct xb_diags *tried, const struct xb_change *change)
{
	for (int severity = XB_ERROR; severity >= XB_NOTE; severity--)
		for (size_t i = 0; i < tried->count; i++) {
			const struct xb_fix *fix = &tried->items[i].fix;

			if ((int)tried->items[i].severity == severity && fix->count == 1 &&
			    fix->changes[0].value && strcmp(fix->changes[0].key, change->key) == 0)
				return fix->changes[0].value;
		}
	return NULL;
}

void ui_setting_try_all(struct ui_app *app, struct ui_dialog *dialog, const struct xb_change *changes,
			size_t count, const char *wrong, const char *meaning)
{
	struct xb_diags tried = {0};
	struct xb_buf said = {0};
	bool possible = xb_draft_try(app->draft, changes, count, &tried);
	int worst = put_tried(&tried, wrong, &said);
	const char *rest = said.length ? said.data : "";

	if (wrong)
		ui_dialog_verdict(dialog, UI_ERROR, "%s%s%s", wrong, rest[0] ? "\n" : "", rest);
	else if (!possible)
		ui_dialog_verdict_problem(dialog, &tried);
	else if (worst > XB_NOTE)
		ui_dialog_verdict(dialog, ui_severities[worst].style, "%s", rest);
	else
		ui_dialog_verdict(dialog, UI_GOOD, "ok%s%s%s%s", meaning ? ": " : "",
				  meaning ? meaning : "", rest[0] ? "\n" : "", rest);
	ui_dialog_propose(dialog, proposal(&tried, &changes[count - 1]));
	xb_buf_clear(&said);
	xb_diags_clear(&tried);
}

void ui_setting_try(struct ui_app *app, struct ui_dialog *dialog, const struct xb_change *change,
		    const char *wrong, const char *meaning)
{
	ui_setting_try_all(app, dialog, change, 1, wrong, meaning);
}

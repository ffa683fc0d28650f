/* SPDX-License-Identifier: MIT */
/* What the dialogs of settings have in common: what is wrong with a value, its words, and taking it. */
#include "ui/setting.h"

#include <stdlib.h>
#include <string.h>

char *ui_setting_objection(const struct xb_option *option, const char *value, const char *shown)
{
	char *problem = NULL, *hint = NULL, *text = NULL;

	if (!xb_option_judge(option, value, &problem, &hint))
		text = xb_format("%s %s%s%s", shown, problem, hint ? ": " : "", hint ? hint : "");
	free(problem);
	free(hint);
	return text;
}

/* NAME=no would be an error for some, and switch others on. */
bool ui_setting_can_be_off(const struct xb_option *option)
{
	char *wrong = ui_setting_objection(option, "no", "no");
	bool can = !wrong && !xb_option_is_flag(option);

	free(wrong);
	return can;
}

bool ui_setting_take(struct ui_app *app, struct ui_dialog *dialog, const char *key,
		     const char *value)
{
	const struct ui_node *node = value[0] ? NULL : ui_menu_find(&app->menu, key);

	if (node && !node->value)
		return true; /* nothing is set, and nothing is to be */
	if (ui_app_set(app, key, value[0] ? value : NULL))
		return true;
	ui_dialog_verdict(dialog, UI_ERROR, "%s", app->message ? app->message : "");
	return false;
}

struct ui_row *ui_setting_add_row(struct ui_dialog *dialog, enum ui_subject_kind kind, const char *id,
				  const char *name, const char *help)
{
	const struct ui_subject subject = {.kind = kind, .id = id};
	struct ui_row *row = ui_rows_add_about(&dialog->rows, name, &subject);

	row->value = help ? xb_arena_strdup(&dialog->rows.arena, help) : NULL;
	row->style = UI_NAME;
	return row;
}

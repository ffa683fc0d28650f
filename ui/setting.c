/* SPDX-License-Identifier: MIT */
/* Changing what is set: by a list to choose from, a field to type into, or part by part; and Space. */
#include "ui/setting.h"

#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

/* ---- Which dialog ------------------------------------------------------------------------------ */

void ui_setting_edit(struct ui_app *app, const struct ui_node *node)
{
	if (!app->draft)
		ui_app_say(app, UI_NOTE, "open a profile first");
	else if (ui_node_is_list(node))
		ui_app_push_node(app, node);
	else if (ui_setting_has_choices(node))
		ui_setting_choose(app, node);
	else if (ui_setting_is_type(node, "list") && !node->unfit)
		ui_parts_open(app, node);
	else
		ui_setting_type(app, node);
}

void ui_setting_edit_text(struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	if (ui_node_is_setting(node))
		ui_setting_type(app, node);
}

/* ---- Space ------------------------------------------------------------------------------------- */

/* The value behind the one that is set, in a circle with "not set" in it; NULL: that. */
static const char *next_value(const struct ui_node *node)
{
	const struct xb_option *option = node->option;
	size_t i;

	if (node->is_switch) {
		const char *off = node->option ? "no" : "false";

		if (!node->value)
			return "true";
		if (node->option && !ui_setting_can_be_off(node->option))
			return NULL;
		return node->off ? NULL : off;
	}
	if (!node->value)
		return option->choices[0].value.text;
	for (i = 0; i < option->choice_count; i++)
		if (strcmp(option->choices[i].value.text, node->value) == 0)
			break;
	return i + 1 < option->choice_count ? option->choices[i + 1].value.text : NULL;
}

void ui_setting_toggle(struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	if (!ui_node_is_setting(node))
		return;
	if (ui_node_is_list(node))
		ui_app_push_node(app, node);
	else if (node->is_switch || (ui_setting_is_type(node, "enum") && node->option->choice_count))
		ui_app_set(app, node->subject.id, next_value(node));
	else
		ui_setting_edit(app, node);
}

/* ---- Unset, revert, add ------------------------------------------------------------------------ */

void ui_setting_unset(struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	if (ui_node_is_setting(node) && node->value)
		ui_app_set(app, node->subject.id, NULL);
	else
		ui_app_say(app, UI_NORMAL, "it is not set");
}

void ui_setting_revert(struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);
	char *value;

	if (!ui_node_is_setting(node) || !node->changed || !xb_draft_saved(app->draft)) {
		ui_app_say(app, UI_NORMAL, "it is as it was saved");
		return;
	}
	value = ui_app_saved_value(app, node->subject.id);
	ui_app_set(app, node->subject.id, value);
	free(value);
}

/* The option NAME of the dialog's section becomes VALUE, and is shown. One that counts each time that it is
 * given gets one more value. */
static bool add_option(struct ui_app *app, struct ui_dialog *dialog, const char *name,
		       const char *value)
{
	char *key = xb_format("%s.%s", dialog->subject.id, name), *more = xb_format("%s.+", key);
	const struct ui_node *node = ui_menu_find(&app->menu, key);
	bool again = node && node->value && node->option && node->option->repeatable.value;
	bool done = ui_setting_take(app, dialog, again ? more : key, value);

	if (done)
		ui_app_jump(app, ui_menu_find(&app->menu, key));
	free(more);
	free(key);
	return done;
}

/* Why NAME, with EQUALS behind it or NULL, cannot be set; NULL: it can. */
static const char *name_problem(const char *name, const char *equals)
{
	if (!name[0])
		return "has no name before it";
	if (name[strcspn(name, " \t")])
		return "has a blank in its name";
	return equals && !equals[1] ? "has no value: the name alone is the bare word" : NULL;
}

/* NAME or NAME=VALUE. */
static bool add_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	char *text = xb_strdup(dialog->field.text), *equals = strchr(text, '=');
	const char *problem;
	bool done = !text[0];

	(void)answer;
	if (equals)
		*equals = '\0';
	problem = done ? NULL : name_problem(text, equals);
	if (problem)
		ui_dialog_verdict(dialog, UI_ERROR, "%s%s%s", text, equals ? "= " : " ", problem);
	else if (!done)
		done = add_option(app, dialog, text, equals ? equals + 1 : "true");
	free(text);
	return done;
}

/* The menu says whose it is. */
void ui_setting_add(struct ui_app *app)
{
	struct ui_subject section = ui_menu_section(&app->menu, ui_app_node(app));
	const struct xb_scope_info *scope = &xb_scopes[section.scope];
	bool own = strcmp(scope->title, scope->reader) == 0;
	char *title = xb_format("Add a %s option%s%s", scope->title, own ? "" : " of ",
				own ? "" : scope->reader);
	struct ui_dialog *dialog = ui_dialog_open(app, title);

	ui_dialog_say(dialog, "NAME, or NAME=VALUE. Names that no catalog knows are taken too, with "
			      "a warning.");
	ui_dialog_add_field(app, dialog, "");
	ui_dialog_about(dialog, &section);
	dialog->done = add_done;
	free(title);
}

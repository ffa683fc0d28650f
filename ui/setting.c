/* SPDX-License-Identifier: MIT */
/* Changing what is set: by a list to choose from, a field to type into, or part by part; and Space. */
#include "ui/setting.h"

#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/value.h"

/* ---- Which dialog ------------------------------------------------------------------------------ */

void ui_setting_edit(struct ui_app *app, const struct ui_node *node)
{
	if (!app->draft)
		ui_app_say(app, UI_NOTE, "open a profile first");
	else if (ui_node_is_list(node))
		ui_app_push_node(app, node);
	else if (node->info && node->info->kind == XB_KEY_BOARD && node->in_place)
		ui_setting_choose_board(app, node);
	else if (node->info && node->info->kind == XB_KEY_BOARD)
		ui_app_push(app, &ui_page_board, &node->subject);
	else if (ui_setting_has_choices(app, node))
		ui_setting_choose(app, node);
	else if (ui_value_is_type(node, "list") && !node->unfit)
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
	else if (node->is_switch || (ui_value_is_type(node, "enum") && node->option->choice_count))
		ui_app_set(app, node->subject.id, next_value(node));
	else
		ui_setting_edit(app, node);
}

/* ---- Unset, revert ---------------------------------------------------------------------------- */

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

/* SPDX-License-Identifier: MIT */
/* A value from a list of choices. */
#include "ui/setting.h"

#include <stdlib.h>
#include <string.h>

#include "ui/help.h"
#include "ui/value.h"

/* A row that sets VALUE (NULL: that unsets). */
static struct ui_row *add_choice(struct ui_dialog *dialog, const char *name, const char *value,
				 const char *help)
{
	return ui_setting_add_row(dialog, UI_SUBJECT_VALUE, value, name, help);
}

/* "disabled; arm,pl011 at /soc/serial@7e201000": what matters most first, for the rest may be cut off. */
static char *about_uart(const struct xb_uart *uart)
{
	const char *state = uart->against ? uart->against : "has a driver";

	return xb_format("%s%s; %s%s%s", state, uart->standard ? ", stdout-path" : "",
			 uart->compatible ? uart->compatible : "no compatible",
			 uart->alias ? " at " : "", uart->alias ? uart->path : "");
}

/* The UARTs of the device tree, by alias where there is one. */
static void add_uarts(struct ui_app *app, struct ui_dialog *dialog)
{
	struct xb_uart *uarts;
	size_t count = xb_xen_uarts(xb_session_boot(app->session), &dialog->arena, &uarts);

	for (size_t i = 0; i < count; i++) {
		const char *name = uarts[i].alias ? uarts[i].alias : uarts[i].path;
		char *about = about_uart(&uarts[i]);
		struct ui_row *row;

		row = add_choice(dialog, name, name, about);
		if (uarts[i].against)
			row->style = UI_WARNING;
		free(about);
	}
}

static void add_option_choices(struct ui_app *app, struct ui_dialog *dialog,
			       const struct ui_node *node)
{
	const struct xb_option *option = node->option;

	if (ui_setting_is_uart(option)) {
		add_uarts(app, dialog);
		return;
	}
	if (node->negated) { /* NAME is another key: it can be set when this one is gone */
		add_choice(dialog, "off", "true", node->title);
		return;
	}
	for (size_t i = 0; i < option->choice_count; i++) {
		struct xb_buf help = {0};

		xb_choice_describe(&option->choices[i], &help);
		add_choice(dialog, option->choices[i].value.text,
			   option->choices[i].value.text, help.data);
		xb_buf_clear(&help);
	}
	if (!option->choice_count && strcmp(option->type.text, "bool") == 0) {
		add_choice(dialog, "on", "true", "the bare word");
		if (ui_setting_can_be_off(option))
			add_choice(dialog, "off", "no", NULL);
	}
}

static void add_words(struct ui_dialog *dialog, const struct ui_node *node)
{
	for (size_t i = 0; node->info->words && node->info->words[i]; i++)
		add_choice(dialog, node->info->words[i], node->info->words[i], NULL);
	if (node->info->kind == XB_KEY_FLAG) {
		add_choice(dialog, "on", "true", NULL);
		add_choice(dialog, "off", "false", NULL);
	}
}

static bool choice_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_node *node = ui_menu_node(&app->menu, &dialog->subject);
	const struct ui_subject *chosen = &dialog->rows.items[dialog->list.selected].subject;

	(void)answer;
	if (!node)
		return true;
	if (chosen->kind == UI_SUBJECT_OTHER)
		ui_setting_type(app, node);
	else if (chosen->id || node->value)
		ui_app_set(app, node->subject.id, chosen->id);
	return true;
}

/* The value of the row that stands for what is set. */
static const char *listed_value(const struct ui_node *node)
{
	if (node->bare || node->negated)
		return "true";
	if (node->is_switch && node->value)
		return !node->off ? "true" : node->option ? "no" : "false";
	return node->value;
}

/* The row to begin with; a value that is not in the list is another one, which stands last. */
static size_t row_of_value(const struct ui_rows *rows, const struct ui_node *node)
{
	const char *value = listed_value(node);
	const struct ui_subject listed = {.kind = UI_SUBJECT_VALUE, .id = value};
	size_t index = value ? ui_rows_find(rows, &listed) : 0;

	return index < rows->count ? index : rows->count - 1;
}

/* What is wrong with it now, and what it is. */
static void say_about(struct ui_app *app, struct ui_dialog *dialog, const struct ui_node *node)
{
	ui_help_put_problems(app, node, &dialog->text);
	ui_dialog_say(dialog, "%s%s.", dialog->text.length ? "\n" : "", node->about ? node->about : "");
}

void ui_setting_choose(struct ui_app *app, const struct ui_node *node)
{
	struct ui_dialog *dialog = ui_dialog_open(app, node->title);
	const char *standard = ui_value_standing(node, &dialog->arena);
	char *unset = standard ? xb_format("take the default: %s", standard) : NULL;

	ui_dialog_about(dialog, &node->subject);
	dialog->done = choice_done;
	say_about(app, dialog, node);
	if (!node->info || !node->info->required)
		add_choice(dialog, "not set", NULL, unset);
	if (ui_setting_is_name(node))
		ui_setting_add_names(app, dialog, node);
	else if (node->option)
		add_option_choices(app, dialog, node);
	else
		add_words(dialog, node);
	if (!node->is_switch)
		ui_setting_add_row(dialog, UI_SUBJECT_OTHER, NULL, "another value...", NULL);
	dialog->list.count = dialog->rows.count;
	dialog->list.selected = row_of_value(&dialog->rows, node);
	free(unset);
}

static bool has_tree(const struct ui_app *app)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	return boot && boot->edited;
}

bool ui_setting_has_choices(const struct ui_app *app, const struct ui_node *node)
{
	if (ui_setting_is_uart(node->option))
		return has_tree(app);
	if (ui_setting_is_name(node))
		return true;
	if (node->option)
		return node->is_switch || (ui_value_is_type(node, "enum") && node->option->choice_count);
	return node->info &&
	       (node->info->words || node->is_switch) &&
	       node->info->kind != XB_KEY_TEXTS;
}

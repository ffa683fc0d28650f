/* SPDX-License-Identifier: MIT */
/* A value in a field, judged as it is typed. */
#include "ui/setting.h"

#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/editor.h"
#include "ui/value.h"

/* A plain `true` in the profile writes the bare word. */
static const char *as_written(const struct ui_node *node, const char *value)
{
	bool bare = node->option && (node->option->bare.value || ui_value_is_type(node, "bool")) &&
		    strcmp(value, "true") == 0;

	return bare ? NULL : value;
}

/* [a, b]: the option is written once for each. */
static bool is_list_of_values(const char *value)
{
	size_t length = strlen(value);

	return length > 1 && value[0] == '[' && value[length - 1] == ']';
}

/* Where a number stands: a key's, and not the word auto. */
static bool is_number(const struct xb_key_info *info, const char *value)
{
	return info && (info->kind == XB_KEY_NUMBER ||
			(info->kind == XB_KEY_ADDRESS && strcmp(value, "auto") != 0));
}

/* What is wrong with VALUE by itself; new text, or NULL. */
static char *objection(const struct ui_node *node, const char *value)
{
	const char *why = NULL;
	uint64_t number;

	if (is_list_of_values(value))
		return NULL; /* each is judged when the whole profile is */
	if (node->option)
		return ui_setting_objection(node->option, as_written(node, value), value);
	if (is_number(node->info, value) && !xb_number_parse(value, &number, &why))
		return xb_format("%s: %s", value, why);
	return NULL;
}

static uint64_t ram_of(const struct ui_app *app)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	uint64_t sum = 0;

	for (size_t i = 0; boot && i < boot->ram.count; i++)
		sum += boot->ram.items[i].size;
	return sum;
}

/* Does the value name a node of the device tree? */
static bool names_node(const struct ui_node *node)
{
	const char *last = node->info ? strrchr(node->subject.id, '.') : NULL;

	return ui_setting_is_uart(node->option) ||
	       (last && node->inside && strcmp(last, ".path") == 0);
}

void ui_setting_put_meaning(struct ui_app *app, const struct ui_node *node, const char *value,
			    struct xb_buf *out)
{
	char size[XB_SIZE_TEXT];
	const struct xb_boot *boot = xb_session_boot(app->session);
	uint64_t number, ram = ram_of(app);

	if (is_list_of_values(value))
		return;
	if (node->option) {
		xb_option_meaning(node->option, as_written(node, value), out);
		if (out->length && ram && ui_value_is_type(node, "size"))
			xb_buf_printf(out, ", of %s", xb_size_format(ram, size));
	} else if (is_number(node->info, value) && xb_number_parse(value, &number, NULL)) {
		xb_buf_printf(out, "0x%llX, %s", (unsigned long long)number,
			      xb_size_format(number, size));
	}
	if (names_node(node) && !(boot && boot->edited))
		xb_buf_printf(out, "%sthe device tree is not here to look it up", out->length ? "; " : "");
}

static void judge_empty(struct ui_dialog *dialog, const struct ui_node *node)
{
	if (node->value)
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: the setting is taken away");
	else if (node->standing)
		ui_dialog_verdict(dialog, UI_DIALOG, "not set (%s)",
				  ui_value_standing(node, &dialog->arena));
	else
		ui_dialog_verdict(dialog, UI_DIALOG, "not set");
}

static void judge(struct ui_app *app, struct ui_dialog *dialog)
{
	const struct ui_node *node = ui_menu_node(&app->menu, &dialog->subject);
	const char *value = dialog->field.text;
	struct xb_buf meaning = {0};
	char *wrong;

	if (!node)
		return;
	if (!value[0]) {
		ui_dialog_propose(dialog, NULL);
		judge_empty(dialog, node);
		return;
	}
	wrong = objection(node, value);
	if (!wrong)
		ui_setting_put_meaning(app, node, value, &meaning);
	ui_setting_try(app, dialog, &(struct xb_change){node->subject.id, value}, wrong, meaning.data);
	xb_buf_clear(&meaning);
	free(wrong);
}

static bool field_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_node *node = ui_menu_node(&app->menu, &dialog->subject);
	const char *value = dialog->field.text;
	char *wrong = node && value[0] && !dialog->insisted ? objection(node, value) : NULL;

	(void)answer;
	if (wrong) {
		ui_dialog_insist(dialog, wrong);
		free(wrong);
		return false;
	}
	return !node || ui_setting_take(app, dialog, node->subject.id, value);
}

/* Syntax, range and default: what there is to know before one types. */
static void say_what_fits(struct ui_dialog *dialog, const struct ui_node *node)
{
	static const char *const wanted[] = {"Range", "Unit", "Default"};
	struct xb_buf text = {0};
	const char *title;

	if (!node->option) {
		ui_dialog_say(dialog, "%s.", node->about ? node->about : "");
		return;
	}
	xb_option_syntax(node->option, &text);
	ui_dialog_say(dialog, "%s\n", text.data);
	xb_buf_clear(&text);
	for (size_t i = 0; xb_option_fact(node->option, i, &title, &text); i++) {
		for (size_t k = 0; k < XB_COUNT(wanted); k++)
			if (strcmp(title, wanted[k]) == 0)
				ui_dialog_say(dialog, "%s: %s\n", title, text.data);
		xb_buf_clear(&text);
	}
	xb_buf_clear(&text);
}

static const struct ui_answer on_lines[] = {{'e', "edit it there"}, {'c', "cancel"}, {0, NULL}};

static bool lines_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	if (answer == 'e')
		ui_text_edit_at(app, dialog->subject.id);
	return true;
}

/* A field has one line. */
static void ask_lines(struct ui_app *app, const struct ui_node *node)
{
	struct ui_dialog *dialog = ui_dialog_ask(app, node->title, on_lines, lines_done);

	ui_dialog_say(dialog, "%s has several lines, and is edited in your editor (%s), in the profile's text.",
		      node->subject.id, ui_editor_of(app));
	ui_dialog_about(dialog, &node->subject);
}

void ui_setting_type(struct ui_app *app, const struct ui_node *node)
{
	struct ui_dialog *dialog = ui_dialog_open(app, node->title);
	struct xb_buf raw = {0};

	/* As YAML has it: lists and mappings stay what they are, and the bare word is `true`. */
	if (ui_node_is_list(node) || node->in_place)
		xb_profile_get_line(xb_session_profile(app->session), node->subject.id, &raw);
	else if (node->value)
		xb_profile_get(xb_session_profile(app->session), node->subject.id, &raw);
	if (raw.length && strchr(raw.data, '\n')) {
		xb_buf_clear(&raw);
		ui_dialog_close(app);
		ask_lines(app, node);
		return;
	}
	say_what_fits(dialog, node);
	ui_dialog_add_field(app, dialog, raw.length ? raw.data : "");
	ui_dialog_about(dialog, &node->subject);
	dialog->typed = judge;
	dialog->done = field_done;
	ui_setting_set_completion(app, dialog, node->option, node->info);
	judge(app, dialog);
	xb_buf_clear(&raw);
}

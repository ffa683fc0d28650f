/* SPDX-License-Identifier: MIT */
/* Changing a value: a list to choose from, a field to type into, or part by part. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

/* Something that has a value: a menu has marks alone. NULL is nothing. */
static bool is_setting(const struct ui_node *node)
{
	return node && (node->kind == UI_NODE_KEY || node->kind == UI_NODE_OPTION);
}

static bool is_type(const struct ui_node *node, const char *type)
{
	return node->option && strcmp(node->option->type.text, type) == 0;
}

/* Some words only switch on: NAME=no would be an error. */
static bool can_be_off(const struct xb_option *option)
{
	char *problem = NULL, *hint = NULL;
	bool can = xb_option_judge(option, "no", &problem, &hint);

	free(problem);
	free(hint);
	return can;
}

/* ---- The field --------------------------------------------------------------------------------- */

/* A plain `true` in the profile writes the bare word. */
static const char *as_written(const struct ui_node *node, const char *value)
{
	bool bare = node->option && (node->option->bare.value || is_type(node, "bool")) &&
		    strcmp(value, "true") == 0;

	return bare ? NULL : value;
}

/* [a, b]: the option is written once for each. */
static bool is_list_of_values(const char *value)
{
	size_t length = strlen(value);

	return length > 1 && value[0] == '[' && value[length - 1] == ']';
}

/* What is wrong with VALUE by itself; new text, or NULL. */
static char *objection(const struct ui_node *node, const char *value)
{
	char *problem = NULL, *hint = NULL, *text = NULL;
	const char *why = NULL;
	uint64_t number;

	if (is_list_of_values(value))
		return NULL; /* each is judged when the whole profile is */
	if (node->option &&
	    !xb_option_judge(node->option, as_written(node, value), &problem, &hint))
		text = xb_format("%s %s%s%s", value, problem, hint ? ": " : "", hint ? hint : "");
	else if (node->info &&
		 (node->info->kind == XB_KEY_NUMBER ||
		  (node->info->kind == XB_KEY_ADDRESS && strcmp(value, "auto") != 0)) &&
		 !xb_number_parse(value, &number, &why))
		text = xb_format("%s: %s", value, why);
	free(problem);
	free(hint);
	return text;
}

static uint64_t ram_of(const struct ui_app *app)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	uint64_t sum = 0;

	for (size_t i = 0; boot && i < boot->ram.count; i++)
		sum += boot->ram.items[i].size;
	return sum;
}

/* How the value will be understood: "1 GiB, 1073741824 bytes, of 3.9 GiB". */
static void put_meaning(struct ui_app *app, const struct ui_node *node, const char *value,
			struct xb_buf *out)
{
	char size[XB_SIZE_TEXT];
	uint64_t number, ram = ram_of(app);

	if (is_list_of_values(value))
		return;
	if (node->option) {
		xb_option_meaning(node->option, as_written(node, value), out);
		if (out->length && ram && is_type(node, "size"))
			xb_buf_printf(out, ", of %s", xb_size_format(ram, size));
	} else if (node->info &&
		   (node->info->kind == XB_KEY_NUMBER || node->info->kind == XB_KEY_ADDRESS) &&
		   xb_number_parse(value, &number, NULL)) {
		xb_buf_printf(out, "0x%llX, %s", (unsigned long long)number,
			      xb_size_format(number, size));
	}
}

/* The first error that the change would make; else the first warning; NULL: none. */
static const struct xb_diag *worst_of(const struct xb_diags *fresh)
{
	const struct xb_diag *worst = NULL;

	for (size_t i = 0; i < fresh->count; i++)
		if (!worst || fresh->items[i].severity > worst->severity)
			worst = &fresh->items[i];
	return worst;
}

static void judge_in_profile(struct ui_app *app, struct ui_dialog *dialog,
			     const struct ui_node *node, const char *value)
{
	const struct xb_change change = {node->id, value};
	const struct xb_diag *worst;
	struct xb_diags fresh = {0};
	struct xb_buf meaning = {0};

	if (!xb_draft_try(app->draft, &change, 1, &fresh)) {
		ui_dialog_verdict_problem(dialog, &fresh);
	} else if ((worst = worst_of(&fresh)) != NULL) {
		ui_dialog_verdict(dialog, worst->severity == XB_ERROR ? UI_ERROR : UI_WARNING,
				  "%s: %s [%s]%s%s", xb_severity_name(worst->severity),
				  worst->message, xb_code_info(worst->code)->name,
				  worst->hint ? "\nhint: " : "", worst->hint ? worst->hint : "");
	} else {
		if (value)
			put_meaning(app, node, value, &meaning);
		ui_dialog_verdict(dialog, UI_GOOD, "ok%s%s", meaning.length ? ": " : "",
				  meaning.length ? meaning.data : "");
	}
	xb_buf_clear(&meaning);
	xb_diags_clear(&fresh);
}

static void judge_empty(struct ui_dialog *dialog, const struct ui_node *node)
{
	if (node->value)
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: the setting is taken away");
	else if (node->standing)
		ui_dialog_verdict(dialog, UI_DIALOG, "not set (%s)", node->standing);
	else
		ui_dialog_verdict(dialog, UI_DIALOG, "not set");
}

static void judge(struct ui_app *app, struct ui_dialog *dialog)
{
	const struct ui_node *node = ui_menu_find(&app->menu, dialog->subject);
	const char *value = dialog->field.text;
	char *wrong;

	dialog->context = NULL; /* a bad value is asked about once more */
	if (!node)
		return;
	if (!value[0]) {
		judge_empty(dialog, node);
		return;
	}
	wrong = objection(node, value);
	if (wrong)
		ui_dialog_verdict(dialog, UI_ERROR, "%s", wrong);
	else
		judge_in_profile(app, dialog, node, value);
	free(wrong);
}

static bool field_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_node *node = ui_menu_find(&app->menu, dialog->subject);
	const char *value = dialog->field.text;
	char *wrong = node && value[0] ? objection(node, value) : NULL;
	bool insists = dialog->context != NULL;

	(void)answer;
	if (wrong && !insists) {
		ui_dialog_insist(dialog, wrong);
		free(wrong);
		return false;
	}
	free(wrong);
	if (!node || ui_app_set(app, dialog->subject, value[0] ? value : NULL))
		return true;
	ui_dialog_verdict(dialog, UI_ERROR, "%s", app->message ? app->message : "");
	return false;
}

/* The words that fit the part behind the last comma. */
static size_t complete_choice(void *context, const char *text, size_t length,
			      struct ui_candidates *candidates)
{
	const struct xb_option *option = context;
	size_t begin = length;

	while (begin && text[begin - 1] != ',')
		begin--;
	for (size_t i = 0; i < option->choice_count; i++)
		if (strncmp(option->choices[i].value.text, text + begin, length - begin) == 0)
			ui_candidates_add(candidates, option->choices[i].value.text);
	return begin;
}

static void set_completion(struct ui_app *app, struct ui_dialog *dialog, const struct ui_node *node)
{
	const struct xb_profile *profile = xb_session_profile(app->session);

	if (node->option && node->option->choice_count) {
		dialog->field.complete = complete_choice;
		dialog->field.complete_context = (void *)node->option;
	} else if (node->info && node->info->kind == XB_KEY_FILE) {
		dialog->field.complete = ui_complete_file;
		dialog->field.complete_context =
			profile ? (void *)xb_profile_folder(profile, &profile->xen.image) : NULL;
	}
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

void ui_edit_as_text(struct ui_app *app, const struct ui_node *node)
{
	struct ui_dialog *dialog = ui_dialog_open(app, ui_short_key(node->id));
	struct xb_buf raw = {0};

	/* As YAML has it: lists and mappings stay what they are, and the bare word is `true`. */
	if (node->value)
		xb_profile_get(xb_session_profile(app->session), node->id, &raw);
	if (raw.length && strchr(raw.data, '\n')) {
		xb_buf_clear(&raw);
		ui_dialog_close(app);
		ui_app_say(app, UI_NOTE, "%s has several lines: edit it in the file", node->id);
		return;
	}
	say_what_fits(dialog, node);
	ui_dialog_add_field(app, dialog, raw.length ? raw.data : "");
	dialog->subject = xb_strdup(node->id);
	dialog->typed = judge;
	dialog->done = field_done;
	set_completion(app, dialog, node);
	judge(app, dialog);
	xb_buf_clear(&raw);
}

/* ---- The list of choices ----------------------------------------------------------------------- */

enum { UNSET, VALUE, OTHER }; /* a row's index */

static struct ui_row *add_choice(struct ui_dialog *dialog, size_t what, const char *name,
				 const char *value, const char *help)
{
	struct ui_row *row = ui_rows_add(&dialog->rows, name);

	row->index = what;
	row->id = xb_arena_strdup(&dialog->rows.arena, value);
	row->value = help ? xb_arena_strdup(&dialog->rows.arena, help) : NULL;
	row->style = UI_NAME;
	return row;
}

static void add_option_choices(struct ui_dialog *dialog, const struct ui_node *node)
{
	const struct xb_option *option = node->option;

	if (node->negated) { /* NAME is another key: it can be set when this one is gone */
		add_choice(dialog, VALUE, "off", "true", node->title);
		return;
	}
	for (size_t i = 0; i < option->choice_count; i++) {
		struct xb_buf help = {0};

		xb_choice_describe(&option->choices[i], &help);
		add_choice(dialog, VALUE, option->choices[i].value.text,
			   option->choices[i].value.text, help.data);
		xb_buf_clear(&help);
	}
	if (!option->choice_count && strcmp(option->type.text, "bool") == 0) {
		add_choice(dialog, VALUE, "on", "true", "the bare word");
		if (can_be_off(option))
			add_choice(dialog, VALUE, "off", "no", NULL);
	}
}

static void add_boards(struct ui_app *app, struct ui_dialog *dialog)
{
	struct xb_diags ignored = {0};
	struct xb_board_list *boards = xb_boards_load(xb_session_data(app->session), &ignored);

	for (size_t i = 0; boards && i < boards->count; i++)
		add_choice(dialog, VALUE, boards->items[i].name.text, boards->items[i].name.text,
			   boards->items[i].title.text);
	xb_boards_free(boards);
	xb_diags_clear(&ignored);
}

static void add_words(struct ui_dialog *dialog, const struct ui_node *node)
{
	for (size_t i = 0; node->info->words && node->info->words[i]; i++)
		add_choice(dialog, VALUE, node->info->words[i], node->info->words[i], NULL);
	if (node->info->kind == XB_KEY_FLAG) {
		add_choice(dialog, VALUE, "true", "true", NULL);
		add_choice(dialog, VALUE, "false", "false", NULL);
	}
}

static bool choice_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_node *node = ui_menu_find(&app->menu, dialog->subject);
	const struct ui_row *row = &dialog->rows.items[dialog->list.selected];

	(void)answer;
	if (!node)
		return true;
	if (row->index == OTHER)
		ui_edit_as_text(app, node);
	else if (row->index == VALUE || node->value)
		ui_app_set(app, dialog->subject, row->index == VALUE ? row->id : NULL);
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
static size_t row_of_value(const struct ui_rows *rows, const char *value)
{
	for (size_t i = 0; value && i < rows->count; i++)
		if (rows->items[i].index == VALUE && strcmp(rows->items[i].id, value) == 0)
			return i;
	return value ? rows->count - 1 : 0;
}

static void choose(struct ui_app *app, const struct ui_node *node)
{
	struct ui_dialog *dialog = ui_dialog_open(app, ui_short_key(node->id));
	const char *standard = node->option ? node->option->default_value.text : NULL;
	char *unset = standard ? xb_format("take the default: %s", standard) : NULL;

	dialog->subject = xb_strdup(node->id);
	dialog->done = choice_done;
	ui_dialog_say(dialog, "%s.", node->about ? node->about : "");
	if (!node->info || !node->info->required)
		add_choice(dialog, UNSET, "not set", "", unset);
	if (node->option)
		add_option_choices(dialog, node);
	else if (node->info->kind == XB_KEY_BOARD)
		add_boards(app, dialog);
	else
		add_words(dialog, node);
	if (!node->is_switch)
		add_choice(dialog, OTHER, "another value...", "", NULL);
	dialog->list.count = dialog->rows.count;
	dialog->list.selected = row_of_value(&dialog->rows, listed_value(node));
	free(unset);
}

/* ---- Which of them ----------------------------------------------------------------------------- */

static bool has_choices(const struct ui_node *node)
{
	if (node->option)
		return node->is_switch || (is_type(node, "enum") && node->option->choice_count);
	return node->info &&
	       (node->info->words || node->info->kind == XB_KEY_BOARD || node->is_switch) &&
	       node->info->kind != XB_KEY_TEXTS;
}

void ui_edit(struct ui_app *app, const struct ui_node *node)
{
	if (!app->draft)
		ui_app_say(app, UI_NOTE, "open a profile first");
	else if (has_choices(node))
		choose(app, node);
	else if (is_type(node, "list") && !node->unfit && !ui_parts_are_several(node))
		ui_parts_open(app, node);
	else
		ui_edit_as_text(app, node);
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
		if (node->option && !can_be_off(node->option))
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

void ui_edit_toggle(struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	if (!is_setting(node))
		return;
	if (node->is_switch || (is_type(node, "enum") && node->option->choice_count))
		ui_app_set(app, node->id, next_value(node));
	else
		ui_edit(app, node);
}

/* ---- Unset, revert, add ------------------------------------------------------------------------ */

void ui_edit_unset(struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	if (is_setting(node) && node->value)
		ui_app_set(app, node->id, NULL);
	else
		ui_app_say(app, UI_NORMAL, "it is not set");
}

void ui_edit_revert(struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);
	char *value;

	if (!is_setting(node) || !node->changed || !xb_draft_saved(app->draft)) {
		ui_app_say(app, UI_NORMAL, "it is as it was saved");
		return;
	}
	value = ui_app_saved_value(app, node->id);
	ui_app_set(app, node->id, value);
	free(value);
}

/* NAME becomes VALUE among the options of the dialog's subject, and is shown. */
static bool add_option(struct ui_app *app, struct ui_dialog *dialog, const char *name,
		       const char *value)
{
	char *key = xb_format("%s.%s", dialog->subject, name);
	bool done = ui_app_set(app, key, value);

	if (done)
		ui_app_jump(app, key);
	else
		ui_dialog_verdict(dialog, UI_ERROR, "%s", app->message ? app->message : "");
	free(key);
	return done;
}

/* NAME or NAME=VALUE; the menu says whose it is. */
static bool add_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	char *text = xb_strdup(dialog->field.text), *equals = strchr(text, '=');
	bool done = true;

	(void)answer;
	if (equals)
		*equals = '\0';
	if (equals && !equals[1]) {
		ui_dialog_verdict(dialog, UI_ERROR, "%s= has no value: the name alone is the bare word",
				  text);
		done = false;
	} else if (text[0]) {
		done = add_option(app, dialog, text, equals ? equals + 1 : "true");
	}
	free(text);
	return done;
}

/* In whose section NODE is; elsewhere the first. */
static const struct xb_scope_info *scope_at(const struct ui_node *node)
{
	for (const struct xb_scope_info *scope = xb_scopes; node && scope->name; scope++)
		if (strncmp(node->id, scope->section, strlen(scope->section)) == 0)
			return scope;
	return xb_scopes;
}

void ui_edit_add(struct ui_app *app)
{
	const struct xb_scope_info *scope = scope_at(ui_app_node(app));
	bool own = strcmp(scope->title, scope->reader) == 0;
	char *title = xb_format("Add a %s option%s%s", scope->title, own ? "" : " of ",
				own ? "" : scope->reader);
	struct ui_dialog *dialog = ui_dialog_open(app, title);

	free(title);
	ui_dialog_say(dialog, "NAME, or NAME=VALUE. Names that no catalog knows are taken too, with "
			      "a warning.");
	ui_dialog_add_field(app, dialog, "");
	dialog->subject = xb_strdup(scope->key);
	dialog->done = add_done;
}

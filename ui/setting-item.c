/* SPDX-License-Identifier: MIT */
/* One more item of a list or of a mapping by name: what it is called, and what it is set to. */
#include "ui/setting.h"

#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

/* What a dialog adds; its texts are the dialog's. */
struct adding {
	const char *list; /* the key of the list */
	const char *key;  /* that is set: "load.before.+"; of a name that is asked for: what goes before it */
	bool mapping;     /* the item has more keys than this one */
};

static const struct ui_node *list_of(const struct ui_app *app, const struct ui_dialog *dialog)
{
	return ui_menu_find(&app->menu, ((const struct adding *)dialog->context)->list);
}

/* The dialog is about LIST, and sets KEY. */
static void note_adding(struct ui_dialog *dialog, const struct ui_node *list, const char *key,
			bool mapping)
{
	struct adding *adding = xb_arena_alloc(&dialog->arena, sizeof(*adding));

	ui_dialog_about(dialog, &list->subject);
	adding->list = xb_arena_strdup(&dialog->arena, list->subject.id);
	adding->key = xb_arena_strdup(&dialog->arena, key);
	adding->mapping = mapping;
	dialog->context = adding;
}

static struct ui_dialog *open(struct ui_app *app, const struct ui_node *list)
{
	const char *item = list->info && list->info->item ? list->info->item : "value";
	char *title = list->subject.kind == UI_SUBJECT_OPTION
			      ? xb_format("Add a value of %s", list->title)
				   : xb_format("Add a %s", item);
	struct ui_dialog *dialog = ui_dialog_open(app, title);

	free(title);
	return dialog;
}

/* ---- Where it is shown ------------------------------------------------------------------------- */

/* What must be given and is not: NULL, nothing. */
static const struct ui_node *missing(const struct ui_app *app, const struct ui_node *item)
{
	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];

		if (node->inside && strcmp(node->menu, item->subject.id) == 0 && !node->value &&
		    node->info && node->info->required)
			return node;
	}
	return NULL;
}

/* The item that was added to LIST as NAME, or as the last one: its row, and of a mapping its page. */
static void show_item(struct ui_app *app, const char *list, const char *name)
{
	const struct ui_node *found = NULL, *lacks;

	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];

		if (node->inside && strcmp(node->menu, list) == 0 &&
		    (!name || strcmp(ui_node_name(node), name) == 0))
			found = node;
	}
	if (!found)
		return;
	ui_page_select(app, ui_app_page(app), &found->subject);
	if (found->subject.kind != UI_SUBJECT_ITEM)
		return;
	ui_app_push_node(app, found);
	lacks = missing(app, found);
	if (lacks) {
		ui_app_unhide(app, lacks);
		ui_page_select(app, ui_app_page(app), &lacks->subject);
		ui_setting_edit(app, lacks);
	}
}

/* The name in KEY that follows LIST; NULL: the item has a place. New text. */
static char *name_in(const char *key, const char *list)
{
	const char *name = key + strlen(list);

	if (name[0] != '.' || name[1] == '+')
		return NULL;
	return xb_strndup(name + 1, strcspn(name + 1, "."));
}

/* Set it. False: the verdict of DIALOG says why not. */
static bool take(struct ui_app *app, struct ui_dialog *dialog, const char *value)
{
	const struct adding *adding = dialog->context;
	char *name;

	if (!ui_setting_take(app, dialog, adding->key, value))
		return false;
	name = name_in(adding->key, adding->list);
	show_item(app, adding->list, name);
	free(name);
	return true;
}

/* ---- Its value in a field ----------------------------------------------------------------------- */

/* What is wrong with VALUE by itself; new text, or NULL. */
static char *objection(const struct ui_node *list, const char *value)
{
	const struct xb_key_info *first = list->info ? list->info->first : NULL;
	const char *why = NULL;
	uint64_t number;

	if (list->option)
		return ui_setting_objection(list->option, value, value);
	if (first && first->kind == XB_KEY_NUMBER && !xb_number_parse(value, &number, &why))
		return xb_format("%s: %s", value, why);
	return NULL;
}

static void try_value(struct ui_app *app, struct ui_dialog *dialog, const struct ui_node *list,
		      const char *value)
{
	const struct adding *adding = dialog->context;
	struct xb_buf meaning = {0};

	if (list->option)
		ui_setting_put_meaning(app, list, value, &meaning);
	ui_setting_try(app, dialog, &(struct xb_change){adding->key, value}, NULL, meaning.data);
	xb_buf_clear(&meaning);
}

static void judge_value(struct ui_app *app, struct ui_dialog *dialog)
{
	const struct adding *adding = dialog->context;
	const struct ui_node *list = list_of(app, dialog);
	const char *value = dialog->field.text;
	char *wrong = list && value[0] ? objection(list, value) : NULL;

	if (!list || !value[0])
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: nothing is added");
	else if (wrong)
		ui_dialog_verdict(dialog, UI_ERROR, "%s", wrong);
	else if (adding->mapping) /* alone it says too little to be judged */
		ui_dialog_verdict(dialog, UI_GOOD, "ok; what else it has comes next");
	else
		try_value(app, dialog, list, value);
	free(wrong);
}

static bool value_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_node *list = list_of(app, dialog);
	const char *value = dialog->field.text;
	char *wrong;

	(void)answer;
	if (!list || !value[0])
		return true;
	wrong = dialog->insisted ? NULL : objection(list, value);
	if (wrong) {
		ui_dialog_insist(dialog, wrong);
		free(wrong);
		return false;
	}
	return take(app, dialog, value);
}

/* FIRST: the key of a mapping that is asked for; NULL: the item is its value. */
static void ask_value(struct ui_app *app, const struct ui_node *list, const char *key,
		      const struct xb_key_info *first)
{
	struct ui_dialog *dialog = open(app, list);
	struct xb_buf syntax = {0};

	if (list->option)
		xb_option_syntax(list->option, &syntax);
	if (first)
		ui_dialog_say(dialog, "%s: %s.", first->key, first->about);
	else if (ui_node_is_named(list))
		ui_dialog_say(dialog, "The value of %s.", key + strlen(list->subject.id) + 1);
	else
		ui_dialog_say(dialog, "%s.", syntax.length ? syntax.data : list->about);
	ui_dialog_add_field(app, dialog, "");
	note_adding(dialog, list, key, first != NULL);
	ui_setting_set_completion(app, dialog, list->option, first ? first : list->info);
	dialog->typed = judge_value;
	dialog->done = value_done;
	judge_value(app, dialog);
	xb_buf_clear(&syntax);
}

/* ---- One of several words ------------------------------------------------------------------------ */

static bool word_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)answer;
	return take(app, dialog, dialog->rows.items[dialog->list.selected].subject.id);
}

static bool has_item(const struct ui_app *app, const struct ui_node *list, const char *word)
{
	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];

		if (node->inside && strcmp(node->menu, list->subject.id) == 0 &&
		    ui_same_text(node->value, word))
			return true;
	}
	return false;
}

/* Of a list, a word that it has not yet; of a mapping, any. */
static void choose_word(struct ui_app *app, const struct ui_node *list, const char *key)
{
	struct ui_dialog *dialog = open(app, list);

	if (ui_node_is_named(list))
		ui_dialog_say(dialog, "The %s of %s.", list->info->item,
			      key + strlen(list->subject.id) + 1);
	else
		ui_dialog_say(dialog, "%s.", list->about);
	note_adding(dialog, list, key, false);
	for (size_t i = 0; list->info->words[i]; i++) {
		const char *word = list->info->words[i];
		const struct ui_subject subject = {.kind = UI_SUBJECT_VALUE, .id = word};

		if (ui_node_is_named(list) || !has_item(app, list, word))
			ui_rows_add_about(&dialog->rows, word, &subject)->style = UI_NAME;
	}
	dialog->done = word_done;
	dialog->list.count = dialog->rows.count;
	if (!dialog->rows.count) {
		ui_dialog_close(app);
		ui_app_say(app, UI_NORMAL, "all that there are stand in it already");
	}
}

/* ---- Its name -------------------------------------------------------------------------------------- */

static char *key_named(const struct ui_dialog *dialog, const char *name)
{
	return xb_format("%s.%s", ((const struct adding *)dialog->context)->key, name);
}

/* Some value for it, to see whether there can be such a name. */
static const char *some_value(const struct ui_node *list)
{
	return list->info->words ? list->info->words[0] : "x";
}

bool ui_setting_judge_name(struct ui_app *app, struct ui_dialog *dialog, const struct ui_node *list,
			   const char *place, const char *name)
{
	char *key = xb_format("%s.%s", place, name);
	struct xb_diags fresh = {0};
	struct xb_change change = {key, some_value(list)};
	bool good = false;

	if (ui_menu_find_item(&app->menu, key))
		ui_dialog_verdict(dialog, UI_ERROR, "%s is there already", name);
	else if (strchr(name, '.'))
		ui_dialog_verdict(dialog, UI_ERROR, "a name cannot have a dot in it here");
	else
		good = xb_draft_try(app->draft, &change, 1, &fresh);
	if (good)
		ui_dialog_verdict(dialog, UI_GOOD, "ok: its value comes next");
	else if (fresh.count)
		ui_dialog_verdict_problem(dialog, &fresh);
	xb_diags_clear(&fresh);
	free(key);
	return good;
}

/* False, with the verdict: what is in the field cannot be one. */
static bool judge_name_of(struct ui_app *app, struct ui_dialog *dialog, const struct ui_node *list)
{
	return ui_setting_judge_name(app, dialog, list, ((const struct adding *)dialog->context)->key,
				     dialog->field.text);
}

static void judge_name(struct ui_app *app, struct ui_dialog *dialog)
{
	const struct ui_node *list = list_of(app, dialog);

	if (list && dialog->field.text[0])
		judge_name_of(app, dialog, list);
	else
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: nothing is added");
}

static void ask_value_of(struct ui_app *app, const struct ui_node *list, const char *key)
{
	const struct xb_key_info *first = list->info->first;
	char *inner = first ? xb_format("%s.%s", key, first->key) : xb_strdup(key);

	if (list->info->words)
		choose_word(app, list, key);
	else
		ask_value(app, list, inner, first);
	free(inner);
}

static bool name_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_node *list = list_of(app, dialog);
	char *key;

	(void)answer;
	if (!list || !dialog->field.text[0])
		return true;
	if (!judge_name_of(app, dialog, list))
		return false;
	key = key_named(dialog, dialog->field.text);
	ask_value_of(app, list, key);
	free(key);
	return true;
}

/* What has a severity is a code. */
static size_t complete_code(void *context, const char *text, size_t length,
			    struct ui_candidates *candidates)
{
	(void)context;
	for (int code = 0; code < XB_CODE_COUNT; code++) {
		const struct xb_code_info *info = xb_code_info((enum xb_code)code);

		if (strncmp(info->name, text, length) == 0)
			ui_candidates_add(candidates, info->name, info->summary);
	}
	return 0;
}

/* What borrows is a domain. */
static size_t complete_domain(void *context, const char *text, size_t length,
			      struct ui_candidates *candidates)
{
	const struct xb_profile *profile = xb_session_profile(((struct ui_app *)context)->session);

	if (strncmp("dom0", text, length) == 0)
		ui_candidates_add(candidates, "dom0", NULL);
	for (size_t i = 0; profile && i < profile->guest_count; i++)
		if (strncmp(profile->guests[i].name.text, text, length) == 0)
			ui_candidates_add(candidates, profile->guests[i].name.text, NULL);
	return 0;
}

static ui_complete_function *names_of(const struct ui_node *list)
{
	if (list->info->words)
		return complete_code;
	return strcmp(list->info->item, "borrower") == 0 ? complete_domain : NULL;
}

static void ask_name(struct ui_app *app, const struct ui_node *list)
{
	struct ui_dialog *dialog = open(app, list);

	ui_dialog_say(dialog, "%s. Its name:", list->about);
	ui_dialog_add_field(app, dialog, "");
	note_adding(dialog, list, list->subject.id, false);
	dialog->field.complete = names_of(list);
	dialog->field.complete_context = app;
	dialog->typed = judge_name;
	dialog->done = name_done;
	judge_name(app, dialog);
}

/* ---- The whole -------------------------------------------------------------------------------------- */

void ui_setting_add_item(struct ui_app *app, const struct ui_node *list)
{
	const struct xb_key_info *first = list->info ? list->info->first : NULL;
	bool unset = list->subject.kind == UI_SUBJECT_OPTION && !list->value; /* the first value is no list */
	char *key = xb_format("%s%s%s%s", list->subject.id, unset ? "" : ".+", first ? "." : "",
			      first ? first->key : "");

	if (ui_node_is_named(list))
		ask_name(app, list);
	else if (list->info && list->info->words)
		choose_word(app, list, key);
	else
		ask_value(app, list, key, first);
	free(key);
}

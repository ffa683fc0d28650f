/* SPDX-License-Identifier: MIT */
/* Items that have a name, guests, CPU pools, shared memory: copied, renamed and removed, each in one step. */
#include "ui/setting.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

typedef void change_function(const struct xb_profile *profile, const char *key, const char *name,
			     struct xb_changes *changes);

/* What Enter in the dialog does; its texts are the dialog's. */
struct naming {
	const char *list; /* the key of the list */
	const char *item; /* the key of what is copied or renamed */
	const char *verb; /* "copy" */
	change_function *make;
};

/* The name in the key of an item. */
static const char *name_of(const char *key)
{
	return strrchr(key, '.') + 1;
}

char *ui_setting_free_name(const struct ui_app *app, const char *list, const char *name)
{
	size_t stem = strlen(name);
	unsigned long number;
	char *key = NULL;

	while (stem > 1 && isdigit((unsigned char)name[stem - 1]))
		stem--;
	number = strtoul(name + stem, NULL, 10);
	do {
		free(key);
		key = xb_format("%s.%.*s%lu", list, (int)stem, name, name[stem] ? number : number + 2);
		number++;
	} while (ui_menu_find_item(&app->menu, key));
	memmove(key, name_of(key), strlen(name_of(key)) + 1);
	return key;
}

/* ---- Another name ------------------------------------------------------------------------------- */

static void make(const struct ui_app *app, const struct naming *naming, const char *name,
		 struct xb_changes *changes)
{
	naming->make(xb_session_profile(app->session), naming->item, name, changes);
}

static bool judge_name(struct ui_app *app, struct ui_dialog *dialog)
{
	const struct naming *naming = dialog->context;
	const struct ui_node *list = ui_menu_find(&app->menu, naming->list);

	return list && ui_setting_judge_name(app, dialog, list, naming->list, dialog->field.text);
}

static void judge(struct ui_app *app, struct ui_dialog *dialog)
{
	const struct naming *naming = dialog->context;
	const char *name = dialog->field.text;
	struct xb_changes changes = {0};

	if (!name[0] || strcmp(name, name_of(naming->item)) == 0) {
		ui_dialog_verdict(dialog, UI_DIALOG, "it stays as it is");
		return;
	}
	if (!judge_name(app, dialog))
		return;
	make(app, naming, name, &changes);
	ui_setting_try_all(app, dialog, changes.items, changes.count, NULL, NULL);
	xb_changes_clear(&changes);
}

static void select_item(struct ui_app *app, const char *list, const char *name)
{
	char *key = xb_format("%s.%s", list, name);
	const struct ui_node *node = ui_menu_find_item(&app->menu, key);

	if (node)
		ui_page_select(app, ui_app_page(app), &node->subject);
	free(key);
}

static bool name_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct naming *naming = dialog->context;
	const char *name = dialog->field.text;
	struct xb_changes changes = {0};
	char *step;
	bool done;

	(void)answer;
	if (!name[0] || strcmp(name, name_of(naming->item)) == 0)
		return true;
	if (!judge_name(app, dialog))
		return false;
	step = xb_format("%s %s to %s", naming->verb, name_of(naming->item), name);
	make(app, naming, name, &changes);
	done = ui_app_change(app, changes.items, changes.count, step);
	if (done)
		select_item(app, naming->list, name);
	else
		ui_dialog_verdict(dialog, UI_ERROR, "%s", app->message ? app->message : "");
	xb_changes_clear(&changes);
	free(step);
	return done;
}

/* What else has the name now, and will have the other one. */
static void say_uses(const struct ui_app *app, struct ui_dialog *dialog, const struct ui_node *item,
		     const char *before, const char *after)
{
	const char *const *keys;
	size_t count = xb_item_uses(xb_session_profile(app->session), item->subject.id, &dialog->arena, &keys);

	for (size_t i = 0; i < count; i++)
		ui_dialog_say(dialog, "%s%s", i ? ", " : before, keys[i]);
	if (count)
		ui_dialog_say(dialog, "%s", after);
}

static struct ui_dialog *ask_name(struct ui_app *app, const struct ui_node *list, const struct ui_node *item,
				  const char *verb, change_function *change)
{
	char *title = xb_format("%c%s %s", toupper((unsigned char)verb[0]), verb + 1, ui_node_name(item));
	struct ui_dialog *dialog = ui_dialog_open(app, title);
	struct naming *naming = xb_arena_alloc(&dialog->arena, sizeof(*naming));

	*naming = (struct naming){xb_arena_strdup(&dialog->arena, list->subject.id),
				  xb_arena_strdup(&dialog->arena, item->subject.id), verb, change};
	ui_dialog_about(dialog, &item->subject);
	dialog->context = naming;
	dialog->typed = judge;
	dialog->done = name_done;
	free(title);
	return dialog;
}

void ui_setting_copy_item(struct ui_app *app, const struct ui_node *list, const struct ui_node *item)
{
	struct ui_dialog *dialog = ask_name(app, list, item, "copy", xb_item_copy);
	char *name = ui_setting_free_name(app, list->subject.id, ui_node_name(item));

	ui_dialog_say(dialog, "The name of the copy. What there can be once stays with %s: addresses, and "
			      "devices that are passed through.", ui_node_name(item));
	ui_dialog_add_field(app, dialog, name);
	judge(app, dialog);
	free(name);
}

void ui_setting_rename_item(struct ui_app *app, const struct ui_node *list, const struct ui_node *item)
{
	struct ui_dialog *dialog = ask_name(app, list, item, "rename", xb_item_rename);

	ui_dialog_say(dialog, "Another name for the %s %s.", list->info->item, ui_node_name(item));
	say_uses(app, dialog, item, " It is named in ", ", too, which follows.");
	ui_dialog_add_field(app, dialog, ui_node_name(item));
	judge(app, dialog);
}

/* ---- Removing ----------------------------------------------------------------------------------- */

static bool remove_now(struct ui_app *app, const char *key)
{
	struct xb_changes changes = {0};
	char *step = xb_format("remove %s", key);
	bool done;

	xb_item_remove(xb_session_profile(app->session), key, &changes);
	done = ui_app_change(app, changes.items, changes.count, step);
	xb_changes_clear(&changes);
	free(step);
	return done;
}

static bool remove_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	if (answer == 'y')
		remove_now(app, dialog->subject.id);
	return true;
}

/* What is named elsewhere does not go unasked. */
void ui_setting_remove_item(struct ui_app *app, const struct ui_node *item)
{
	static const struct ui_answer answers[] = {{'y', "remove all of it"}, {'n', "keep it"}, {0, NULL}};
	struct xb_arena arena = {0};
	const char *const *keys;
	struct ui_dialog *dialog;
	char *title;

	if (!xb_item_uses(xb_session_profile(app->session), item->subject.id, &arena, &keys)) {
		remove_now(app, item->subject.id);
		xb_arena_clear(&arena);
		return;
	}
	title = xb_format("Remove %s", ui_node_name(item));
	dialog = ui_dialog_ask(app, title, answers, remove_done);
	say_uses(app, dialog, item, "It is named in ", ".");
	ui_dialog_say(dialog, " What would lead nowhere is removed with it; u takes all of it back.");
	ui_dialog_about(dialog, &item->subject);
	xb_arena_clear(&arena);
	free(title);
}

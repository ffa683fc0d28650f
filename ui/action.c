/* SPDX-License-Identifier: MIT */
/* Actions by key and by name, and their keys as text. */
#include "ui/action.h"

#include <string.h>

/* ---- Looking up -------------------------------------------------------------------------------- */

/* The next name of *KEYS as a key; false at the end. */
static bool next_key(const char **keys, int *key)
{
	char name[UI_KEY_TEXT];
	size_t length;

	*keys += strspn(*keys, " ");
	length = strcspn(*keys, " ");
	if (!length || length >= sizeof(name))
		return false;
	memcpy(name, *keys, length);
	name[length] = '\0';
	*keys += length;
	*key = ui_key_parse(name);
	return true;
}

static bool has_key(const struct ui_action *action, int wanted)
{
	const char *keys = action->keys;
	int key;

	while (next_key(&keys, &key))
		if (key == wanted)
			return true;
	return false;
}

const struct ui_action *ui_action_of_key(int key, unsigned where)
{
	const struct ui_action *general = NULL;

	if (key == '\n')
		key = UI_KEY_ENTER;
	for (size_t i = 0; i < ui_action_count; i++) {
		const struct ui_action *action = &ui_actions[i];

		if (!(action->where & where) || !has_key(action, key))
			continue;
		if ((action->where & (action->where - 1)) == 0) /* this page's own */
			return action;
		if (!general)
			general = action;
	}
	return general;
}

const struct ui_action *ui_action_find(const char *name)
{
	for (size_t i = 0; i < ui_action_count; i++)
		if (strcmp(ui_actions[i].name, name) == 0)
			return &ui_actions[i];
	return NULL;
}

void ui_action_run(struct ui_app *app, const struct ui_action *action)
{
	if (!action->open && !app->draft)
		ui_app_say(app, UI_NOTE, "open a profile first");
	else if (!(action->where & ~(unsigned)UI_ON_IMPORTS) && !app->import)
		ui_app_say(app, UI_NOTE, "open a file first");
	else
		action->run(app);
}

bool ui_action_works(const struct ui_app *app, const struct ui_action *action)
{
	return (action->open || app->draft) && (!action->works || action->works(app));
}

/* Typed into a field, where there is one. */
static bool is_text(int key)
{
	return key >= ' ' && key < UI_KEY_UP && key != 127;
}

const char *ui_action_key(const struct ui_action *action, unsigned where, char out[UI_KEY_TEXT])
{
	const char *keys = action->keys;
	int key;

	out[0] = '\0';
	while (!out[0] && next_key(&keys, &key))
		if (!(where & UI_ON_TYPED) || !is_text(key))
			ui_key_name(key, out);
	return out;
}

/* ---- For the manual and the help --------------------------------------------------------------- */

/* "s, F2, Ctrl-S" */
static void put_keys(const struct ui_action *action, struct xb_buf *out)
{
	const char *keys = action->keys;
	char name[UI_KEY_TEXT];
	bool first = true;
	int key;

	while (next_key(&keys, &key)) {
		xb_buf_printf(out, "%s%s", first ? "" : ", ", ui_key_name(key, name));
		first = false;
	}
}

/* Where an action is at home that is not everywhere; "" for the others. */
static const char *place_of(const struct ui_action *action)
{
	static const struct {
		unsigned where;
		const char *text;
	} places[] = {
		{UI_ON_MENU, " (menus)"},	{UI_ON_MAP, " (memory map)"},
		{UI_ON_PREVIEW, " (preview)"}, {UI_ON_CHANGES, " (changes)"},
		{UI_ON_PROFILES, " (profiles)"}, {UI_ON_BUILD, " (build)"},
		{UI_ON_PARTS, " (parts of a value)"}, {UI_ON_LIST, " (lists)"},
		{UI_ON_TEXT, " (preview, memory map, help, problems, changes, problems and text of a file)"},
		{UI_ON_LOG, " (serial log)"},	{UI_ON_DOMAINS, " (domains)"},
		{UI_ON_DEVICES, " (devices of a guest)"},
		{UI_ON_IMPORT, " (problems of a file)"}, {UI_ON_SOURCE, " (text of a file)"},
		{UI_ON_IMPORT | UI_ON_SOURCE, " (problems and text of a file)"},
		{UI_ON_IMPORT | UI_ON_NEW, " (problems of a file, new profile)"},
		{UI_ON_PREVIEW | UI_ON_SOURCE, " (preview, text of a file)"},
		{UI_ON_NEW, " (new profile)"}, {UI_ON_IMPORTS, " (problems and text of a file, new profile)"},
	};

	for (size_t i = 0; i < XB_COUNT(places); i++)
		if (places[i].where == action->where)
			return places[i].text;
	return "";
}

void ui_keys_text(struct xb_buf *out)
{
	for (size_t i = 0; i < ui_action_count; i++) {
		struct xb_buf keys = {0};

		put_keys(&ui_actions[i], &keys);
		xb_buf_printf(out, "%-20s %s%s\n", keys.data ? keys.data : "", ui_actions[i].help,
			      place_of(&ui_actions[i]));
		xb_buf_clear(&keys);
	}
}

void ui_keys_man(struct xb_buf *out)
{
	for (size_t i = 0; i < ui_action_count; i++) {
		struct xb_buf keys = {0};

		put_keys(&ui_actions[i], &keys);
		xb_buf_puts(out, ".TP\n.B ");
		for (const char *c = keys.data ? keys.data : ""; *c; c++) {
			if (*c == '-' || *c == '\\')
				xb_buf_putc(out, '\\');
			xb_buf_puts(out, *c == '\\' ? "e" : (const char[]){*c, '\0'});
		}
		xb_buf_printf(out, "\n%s%s.\n", ui_actions[i].help, place_of(&ui_actions[i]));
		xb_buf_clear(&keys);
	}
}

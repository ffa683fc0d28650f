/* SPDX-License-Identifier: MIT */
/* What an earlier run left unsaved, of a profile that the person may not think of: it is offered. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ui/action.h"

static const struct ui_answer answers[] = {
	{'y', "take it up"}, {'n', "throw it away"}, {'l', "decide later"}, {0, NULL}};

void ui_left_date(long long seconds, char out[UI_LEFT_DATE])
{
	time_t when = (time_t)seconds;
	struct tm parts;

	out[0] = '\0';
	if (localtime_r(&when, &parts))
		strftime(out, UI_LEFT_DATE, "%Y-%m-%d %H:%M", &parts);
}

/* As the dialog remembers it. */
static const struct xb_left *copy_of(struct xb_arena *arena, const struct xb_left *left)
{
	struct xb_left *copy = xb_arena_alloc(arena, sizeof(*copy));

	*copy = *left;
	copy->name = xb_arena_strdup(arena, left->name);
	copy->ref = left->ref ? xb_arena_strdup(arena, left->ref) : NULL;
	copy->journal = xb_arena_strdup(arena, left->journal);
	return copy;
}

static bool answered(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct xb_left *left = dialog->context;

	if (answer == 'y') {
		ui_file_take_up(app, left);
	} else if (answer == 'n') {
		xb_left_discard(left->journal);
		ui_page_renew(app, ui_app_page(app));
		ui_app_say(app, UI_NORMAL, "what was unsaved of %s is thrown away", left->name);
	}
	return true;
}

static void ask(struct ui_app *app, const struct xb_left *left, size_t others)
{
	struct ui_dialog *dialog = ui_dialog_ask(app, "Unsaved work was found", answers, answered);
	char date[UI_LEFT_DATE];

	ui_left_date(left->time, date);
	ui_dialog_say(dialog, left->ref ? "Unsaved changes of %s, of %s." : "An unsaved profile %s, of %s.",
		      left->name, date);
	ui_dialog_say(dialog, " xenboot ended before %s could be saved.",
		      left->ref ? "they" : "it");
	if (others)
		ui_dialog_say(dialog, " %zu more: on the list of profiles (o).", others);
	dialog->context = copy_of(&dialog->arena, left);
}

void ui_left_ask(struct ui_app *app, const char *name)
{
	struct xb_left_list list;

	xb_left_find(app->session, &list);
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.items[i].name, name) == 0) {
			ask(app, &list.items[i], 0);
			break;
		}
	xb_left_clear(&list);
}

/* What has a file is offered when that is opened, and so was what is open. */
static bool is_hidden(const struct ui_app *app, const struct xb_left *left)
{
	return !left->own && !(app->draft && ui_same_text(left->ref, xb_draft_name(app->draft)));
}

void ui_left_offer(struct ui_app *app)
{
	const struct xb_left *newest = NULL;
	struct xb_left_list list;

	xb_left_find(app->session, &list);
	for (size_t i = 0; i < list.count && !newest; i++)
		if (is_hidden(app, &list.items[i]))
			newest = &list.items[i];
	if (newest)
		ask(app, newest, list.count - 1);
	xb_left_clear(&list);
}

/* SPDX-License-Identifier: MIT */
/* A new event channel: two domains, and of each the first port that is free. */
#include "ui/setting.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct xb_profile *profile_of(const struct ui_app *app)
{
	return xb_session_profile(app->session);
}

static bool has_port(const struct xb_event_channel *channel, const char *domain, uint64_t port)
{
	for (size_t i = 0; i < channel->ends.count; i++) {
		const struct xb_setting *end = &channel->ends.items[i];
		uint64_t number;

		if (strcmp(end->name, domain) == 0 && end->value &&
		    xb_number_parse(end->value, &number, NULL) && number == port)
			return true;
	}
	return false;
}

/* Port 0 is none. */
static uint64_t free_port(const struct xb_profile *profile, const char *domain)
{
	uint64_t port = 1;

	for (size_t i = 0; i < profile->event_channel_count; i++) {
		if (!has_port(&profile->event_channels[i], domain, port))
			continue;
		port++;
		i = SIZE_MAX; /* and all of them again */
	}
	return port;
}

static void add(struct ui_app *app, const char *one, const char *other)
{
	const struct xb_profile *profile = profile_of(app);
	char *value = xb_format("{%s: %" PRIu64 ", %s: %" PRIu64 "}", one, free_port(profile, one), other,
				free_port(profile, other));
	char *step = xb_format("add an event channel of %s and %s", one, other);
	char *key = xb_format("event-channels.%zu", profile->event_channel_count);
	const struct xb_change change = {"event-channels.+", value};
	const struct ui_node *node = NULL;

	if (ui_app_change(app, &change, 1, step))
		node = ui_menu_find_item(&app->menu, key);
	if (node)
		ui_page_select(app, ui_app_page(app), &node->subject);
	free(key);
	free(step);
	free(value);
}

static bool other_chosen(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)answer;
	add(app, dialog->context, dialog->rows.items[dialog->list.selected].subject.id);
	return true;
}

static struct ui_dialog *ask(struct ui_app *app, const char *question, const char *first,
			     bool (*done)(struct ui_app *, struct ui_dialog *, int))
{
	struct ui_dialog *dialog = ui_dialog_open(app, "Add an event channel");
	const struct ui_node *list = ui_menu_find(&app->menu, "event-channels");

	ui_dialog_say(dialog, "%s", question);
	dialog->context = first ? xb_arena_strdup(&dialog->arena, first) : NULL;
	dialog->done = done;
	if (list)
		ui_dialog_about(dialog, &list->subject);
	ui_setting_add_domains(profile_of(app), dialog, first);
	return dialog;
}

static bool first_chosen(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)answer;
	ask(app, "The other end. Each has the first port that is free; Enter on the channel changes them.",
	    dialog->rows.items[dialog->list.selected].subject.id, other_chosen);
	return true;
}

void ui_setting_add_channel(struct ui_app *app, const struct ui_node *list)
{
	struct ui_dialog *dialog;

	(void)list;
	if (!profile_of(app))
		return;
	dialog = ask(app, "A way by which two domains wake each other. One end of it:", NULL, first_chosen);
	if (dialog->rows.count > 1)
		return;
	ui_dialog_close(app);
	ui_app_say(app, UI_NOTE, "an event channel has two ends: add a guest first");
}

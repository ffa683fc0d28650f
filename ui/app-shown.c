/* SPDX-License-Identifier: MIT */
/* What menus leave out: what does not fit here, or what is not set. */
#include "ui/app.h"

/* A menu in which nothing is shown is not shown. */
static bool has_shown(const struct ui_app *app, const struct ui_node *menu)
{
	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];

		if (ui_menu_shows(menu->subject.id, node) && ui_app_shows(app, node))
			return true;
	}
	return false;
}

bool ui_app_shows(const struct ui_app *app, const struct ui_node *node)
{
	if (node->subject.kind == UI_SUBJECT_MENU)
		return has_shown(app, node);
	if (!ui_node_is_setting(node) || node->value || app->shown == UI_SHOWN_ALL)
		return true;
	return app->shown == UI_SHOWN_FIT && !node->unfit;
}

void ui_app_show(struct ui_app *app, enum ui_shown shown)
{
	static const char *const words[] = {
		[UI_SHOWN_FIT] = "what does not fit here is hidden",
		[UI_SHOWN_SET] = "only what is set is shown",
		[UI_SHOWN_ALL] = "what does not fit here is shown, with the reason",
	};
	bool again = app->shown == UI_SHOWN_SET && shown == UI_SHOWN_FIT;

	app->shown = shown;
	ui_app_update_pages(app);
	ui_app_say(app, UI_NORMAL, "%s", again ? "what is not set is shown again" : words[shown]);
}

void ui_app_unhide(struct ui_app *app, const struct ui_node *node)
{
	bool fits = !node->unfit;

	while (node && ui_app_shows(app, node))
		node = ui_menu_holder(&app->menu, node);
	if (!node)
		return;
	app->shown = fits ? UI_SHOWN_FIT : UI_SHOWN_ALL;
	ui_app_say(app, UI_NOTE, fits ? "what is not set is shown as well"
				      : "options that do not fit here are shown as well");
}

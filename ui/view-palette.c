/* SPDX-License-Identifier: MIT */
/* Every action by its name, with its key, and every option. */
#include "ui/action.h"
#include "ui/find.h"

/* The pages that actions of their own can be shown on, whatever was selected before. */
static const struct ui_page_type *const homes[] = {&ui_page_map, &ui_page_preview, &ui_page_changes,
						   &ui_page_profiles, &ui_page_build};

static bool is_in_menus(const struct ui_action *action)
{
	return (action->where & UI_ON_MENU) != 0;
}

/* The page that ACTION belongs to alone; NULL: there is none, or it needs something selected. */
static const struct ui_page_type *home_of(const struct ui_action *action)
{
	const unsigned where = action->where & ~(unsigned)UI_ON_IMPORTS; /* there something else is shown */

	for (size_t i = 0; i < XB_COUNT(homes); i++)
		if (homes[i]->where == where)
			return homes[i];
	return NULL;
}

static void add_action(struct ui_page *page, const struct ui_action *action,
		       const struct ui_words *words, int place)
{
	const struct ui_subject subject = {
		.kind = UI_SUBJECT_ACTION, .id = action->name, .action = action};
	const char *texts[] = {action->name, action->help, NULL};
	char key[UI_KEY_TEXT];
	struct ui_row *row;

	if (ui_words_match(words, texts) != place)
		return;
	row = ui_rows_add_about(&page->rows, action->name, &subject);
	/* The key that works where it is run. */
	ui_action_key(action, is_in_menus(action) ? UI_ON_MENU : action->where, key);
	row->value = xb_arena_format(&page->rows.arena, "%-10s %s", key, action->help);
	row->value_style = UI_DEFAULT;
	row->style = UI_NAME;
}

static void add_option(struct ui_page *page, const struct ui_node *node,
		       const struct ui_words *words)
{
	const char *texts[] = {node->title, node->about ? node->about : "", NULL};
	struct ui_row *row;

	if (ui_words_match(words, texts) < 0)
		return;
	row = ui_rows_add_about(&page->rows, node->title, &node->subject);
	row->node = node;
	row->value = xb_arena_format(&page->rows.arena, "%-10s %s", "", node->about ? node->about : "");
	row->value_style = UI_DEFAULT;
	row->style = node->unfit ? UI_GREYED : UI_NORMAL;
}

static void build(struct ui_app *app, struct ui_page *page)
{
	struct ui_words words;

	ui_words_split(&words, page->field.text);
	/* What is called so stands before what is said to do so. */
	for (int place = 0; place < 2; place++)
		for (size_t i = 0; i < ui_action_count; i++)
			if (is_in_menus(&ui_actions[i]) || home_of(&ui_actions[i]))
				add_action(page, &ui_actions[i], &words, place);
	for (size_t i = 0; i < app->menu.count; i++)
		if (ui_node_is_setting(&app->menu.nodes[i]) && !app->menu.nodes[i].inside &&
		    !app->menu.nodes[i].guest)
			add_option(page, &app->menu.nodes[i], &words);
	if (!page->rows.count)
		ui_rows_heading(&page->rows, "Neither an action nor an option is called that.");
	ui_words_clear(&words);
}

/* What belongs to a page is not done before that is seen: the page opens, and its key is named. */
static void run(struct ui_app *app, const struct ui_action *action)
{
	char key[UI_KEY_TEXT];

	if (action->where & ui_app_page(app)->type->where) {
		ui_action_run(app, action);
	} else if (!action->open && !app->draft) {
		ui_app_say(app, UI_NOTE, "open a profile first");
	} else if (!home_of(action)) {
		ui_app_say(app, UI_NOTE, "%s: in the menus, on the setting that it is for",
			   action->name);
	} else {
		ui_app_push(app, home_of(action), NULL);
		ui_app_say(app, UI_NOTE, "%s here: %s", ui_action_key(action, action->where, key),
			   action->name);
	}
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	const struct ui_action *action = row->subject.action;
	const struct ui_node *node = row->node;

	(void)page;
	ui_app_pop(app); /* and with it the row */
	if (node)
		ui_app_jump(app, node);
	else
		run(app, action);
}

static void detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	const struct ui_action *action = row->subject.action;

	(void)app;
	if (action)
		xb_buf_printf(out, "%s.\n\nKeys: %s\n", action->help, action->keys);
	else if (row->node && row->node->about)
		xb_buf_printf(out, "%s.\n", row->node->about);
}

const struct ui_page_type ui_page_palette = {
	.where = UI_ON_PALETTE,
	.title = "Commands",
	.prompt = ":",
	.has_detail = true,
	.build = build,
	.detail = detail,
	.enter = enter,
};

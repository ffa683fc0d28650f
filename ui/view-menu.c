/* SPDX-License-Identifier: MIT */
/* The menus: one row for each thing that can be set. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/log.h"
#include "ui/value.h"

/* What the row says of the value: itself, or in parentheses what holds without one, or why it cannot
 * have one. */
static const char *value_of(const struct ui_node *node, struct xb_arena *arena)
{
	size_t length = node->value ? strlen(node->value) : 0;

	if (length > 2 && ui_node_is_list(node) && node->value[0] == '[') /* without its brackets */
		return xb_arena_strndup(arena, node->value + 1, length - 2);
	if (node->value)
		return ui_value_now(node, arena);
	if (node->unfit)
		return xb_arena_format(arena, "(%s)", node->unfit);
	return node->standing ? xb_arena_format(arena, "(%s)", ui_value_standing(node, arena)) : "";
}

/* Below its heading a key needs no more than its last name. */
static const char *name_of(const struct ui_page *page, const struct ui_node *node)
{
	bool below = strcmp(page->subject.id, UI_MENU_NEEDED) != 0;

	return below ? ui_node_short_name(node) : node->title;
}

static struct ui_row *add_node(struct ui_page *page, const struct ui_node *node)
{
	struct ui_row *row = ui_rows_add_about(&page->rows, name_of(page, node), &node->subject);

	row->node = node;
	row->severity = node->severity;
	row->changed = node->changed;
	return row;
}

static void add_setting(struct ui_page *page, const struct ui_node *node)
{
	struct ui_row *row = add_node(page, node);
	struct xb_arena *arena = &page->rows.arena;

	row->mark = ui_value_mark(node);
	row->leads = ui_node_is_list(node);
	row->value = xb_arena_strdup(arena, value_of(node, arena));
	row->note = node->about ? xb_arena_strdup(arena, node->about) : NULL;
	row->value_style = node->value ? UI_VALUE : UI_DEFAULT;
	if (node->unfit) {
		row->style = row->value_style = UI_GREYED;
		if (node->value)
			row->note = xb_arena_strdup(arena, node->unfit);
	}
}

/* What is unset while its page is open stays there: the key that did it would change the next row else. */
static bool is_shown(const struct ui_app *app, const struct ui_page *page, const struct ui_node *node)
{
	return ui_app_shows(app, node) ||
	       (app->shown == UI_SHOWN_SET && page->built_shown == UI_SHOWN_SET &&
		ui_rows_find(&page->before, &node->subject) < page->before.count);
}

/* What is in it. What a log shows is no part of the profile. */
static const char *content_of(const struct ui_app *app, const struct ui_node *node)
{
	if (ui_same_text(node->subject.id, "serial log"))
		return ui_log_verdict(app->log);
	return node->content ? node->content : "";
}

static void add_lead(struct ui_app *app, struct ui_page *page, const struct ui_node *node)
{
	struct ui_row *row = add_node(page, node);

	row->leads = true;
	row->value = xb_arena_strdup(&page->rows.arena, content_of(app, node));
	row->value_style = UI_DEFAULT;
}

static void add(struct ui_app *app, struct ui_page *page, const struct ui_node *node)
{
	if (ui_node_is_setting(node))
		add_setting(page, node);
	else
		add_lead(app, page, node);
}

/* What of the menus is shown on PAGE, in their order. The caller frees the list. */
static const struct ui_node **find_shown(const struct ui_app *app, const struct ui_page *page, size_t *count)
{
	const struct ui_node **nodes = NULL;
	size_t capacity = 0;

	*count = 0;
	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];

		if (!ui_menu_shows(page->subject.id, node) || !is_shown(app, page, node))
			continue;
		nodes = xb_grow(nodes, &capacity, *count, sizeof(*nodes));
		nodes[(*count)++] = node;
	}
	return nodes;
}

/* Of COUNT nodes from the first on, those below its heading; they are NULL then. */
static void add_group(struct ui_app *app, struct ui_page *page, const struct ui_node **nodes, size_t count)
{
	const char *heading = nodes[0]->heading;

	for (size_t i = 0; i < count; i++) {
		if (!nodes[i] || !ui_same_text(nodes[i]->heading, heading))
			continue;
		add(app, page, nodes[i]);
		nodes[i] = NULL;
	}
}

/* What has one heading stands together, where there are several. */
static void build_menu(struct ui_app *app, struct ui_page *page)
{
	bool several = ui_menu_has_headings(&app->menu, page->subject.id);
	size_t count;
	const struct ui_node **nodes = find_shown(app, page, &count);

	for (size_t i = 0; i < count; i++) {
		if (!nodes[i])
			continue;
		if (several && nodes[i]->heading)
			ui_rows_heading(&page->rows, nodes[i]->heading);
		add_group(app, page, nodes + i, count - i);
	}
	free(nodes);
}

/* ---- What is needed most ------------------------------------------------------------------------ */

/* Below HEADING, where it is the first. */
static void add_needed(struct ui_app *app, struct ui_page *page, const struct ui_node *node,
		       const char **heading)
{
	if (!is_shown(app, page, node))
		return;
	if (*heading)
		ui_rows_heading(&page->rows, *heading);
	*heading = NULL;
	add_setting(page, node);
}

static void build_needed(struct ui_app *app, struct ui_page *page)
{
	const struct ui_node *node;
	const char *heading;

	for (int scope = 0; scope < XB_SCOPE_COUNT; scope++) {
		heading = xb_scopes[scope].reader;
		node = NULL;
		while ((node = ui_menu_needed(&app->menu, (enum xb_scope)scope, node)))
			add_needed(app, page, node, &heading);
	}
	heading = "Board and files";
	for (size_t i = 0; i < app->menu.count; i++)
		if (app->menu.nodes[i].needed && !app->menu.nodes[i].option)
			add_needed(app, page, &app->menu.nodes[i], &heading);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	if (strcmp(page->subject.id, UI_MENU_NEEDED) == 0)
		build_needed(app, page);
	else
		build_menu(app, page);
	if (!page->rows.count)
		ui_rows_heading(&page->rows, "Nothing is set: = shows the rest.");
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	const struct ui_node *node = row->node;

	(void)page;
	if (node->subject.kind == UI_SUBJECT_MENU)
		ui_app_push_node(app, node);
	else if (node->subject.kind == UI_SUBJECT_ACTION)
		ui_action_run(app, node->subject.action);
	else
		ui_setting_edit(app, node);
}

/* What the marks of rows mean: all of it, or what is not plain. */
static size_t legend(const struct ui_app *app, const struct ui_page *page, int room,
		     struct ui_legend items[UI_LEGEND_MAX])
{
	static const char *const legends[] = {
		"[*] on  [ ] off  [-] not set  = set  (default)  * changed",
		"[*] on  [-] not set  = set  * changed",
	};
	bool small = (int)strlen(legends[0]) > room;

	(void)app;
	items[0] = (struct ui_legend){UI_DEFAULT, legends[small], ""};
	return page->subject.id[0] != '\0';
}

const struct ui_page_type ui_page_menu = {
	.where = UI_ON_MENU,
	.keeps_order = true,
	.title = "",
	.of_menus = true,
	.has_detail = true,
	.follows = true,
	.build = build,
	.enter = enter,
	.legend = legend,
};

/* SPDX-License-Identifier: MIT */
/* The menus: one row for each thing that can be set. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

/* [*] on, [ ] off, [-] not said; ( ) and (*) for everything that has a value. */
static const char *mark_of(const struct ui_node *node)
{
	if (node->is_switch)
		return !node->value ? "[-]" : node->off ? "[ ]" : "[*]";
	return node->value ? "(*)" : "( )";
}

/* What the row says of the value: itself, or in parentheses what holds without one, or why it cannot
 * have one. */
static const char *value_of(const struct ui_node *node, struct xb_arena *arena)
{
	if (node->value && node->bare)
		return "on";
	if (node->value)
		return node->value;
	if (node->unfit)
		return xb_arena_format(arena, "(%s)", node->unfit);
	return node->standing ? xb_arena_format(arena, "(%s)", node->standing) : "";
}

static void add_setting(struct ui_page *page, const struct ui_node *node)
{
	struct ui_row *row = ui_rows_add(&page->rows, node->title);
	struct xb_arena *arena = &page->rows.arena;

	row->id = row->key = xb_arena_strdup(arena, node->id);
	row->option = node->option;
	row->mark = mark_of(node);
	row->value = xb_arena_strdup(arena, value_of(node, arena));
	row->note = node->about ? xb_arena_strdup(arena, node->about) : NULL;
	row->severity = node->severity;
	row->changed = node->changed;
	row->value_style = node->value ? UI_VALUE : UI_DEFAULT;
	if (node->unfit) {
		row->style = row->value_style = UI_GREYED;
		if (node->value)
			row->note = xb_arena_strdup(arena, node->unfit);
	}
}

static void add_leading(struct ui_page *page, const struct ui_node *node)
{
	struct ui_row *row = ui_rows_add(&page->rows, node->title);

	row->id = row->key = xb_arena_strdup(&page->rows.arena, node->id);
	row->severity = node->severity;
	row->changed = node->changed;
	row->leads = true;
}

static bool is_shown(const struct ui_app *app, const struct ui_node *node)
{
	return !node->unfit || node->value || app->show_all;
}

/* A menu in which nothing is shown is not shown. */
static bool has_rows(const struct ui_app *app, const struct ui_node *menu)
{
	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];

		if (strcmp(node->menu, menu->id) == 0 && is_shown(app, node))
			return true;
	}
	return false;
}

/* Keys of one section stand together under its name: xen.file below "xen". */
static void add_section(struct ui_page *page, const struct ui_node *node, const char **section,
			size_t *length)
{
	size_t now = node->kind == UI_NODE_KEY && strchr(node->id, '.')
			     ? (size_t)(strrchr(node->id, '.') - node->id)
			     : 0;
	char *title;

	if (node->kind != UI_NODE_KEY ||
	    (*section && now == *length && strncmp(*section, node->id, now) == 0))
		return;
	if (now) {
		title = xb_strndup(node->id, now);
		ui_rows_heading(&page->rows, title);
		free(title);
	}
	*section = node->id;
	*length = now;
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const char *section = NULL;
	size_t length = 0;

	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];

		if (strcmp(node->menu, page->subject) != 0 || !is_shown(app, node))
			continue;
		if (strcmp(page->subject, "xen") != 0)
			add_section(page, node, &section, &length);
		if (node->kind == UI_NODE_KEY || node->kind == UI_NODE_OPTION)
			add_setting(page, node);
		else if (node->kind == UI_NODE_ACTION || has_rows(app, node))
			add_leading(page, node);
	}
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	const struct ui_node *node = ui_menu_find(&app->menu, row->key);

	(void)page;
	if (!node)
		return;
	if (node->kind == UI_NODE_MENU)
		ui_app_push(app, &ui_page_menu, node->id);
	else if (node->kind == UI_NODE_ACTION)
		ui_action_run(app, ui_action_find(node->id));
	else
		ui_edit(app, node);
}

const struct ui_page_type ui_page_menu = {
	.where = UI_ON_MENU,
	.title = "",
	.has_detail = true,
	.build = build,
	.enter = enter,
};

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

static struct ui_row *add_node(struct ui_page *page, const struct ui_node *node)
{
	struct ui_row *row = ui_rows_add_about(&page->rows, node->title, &node->subject);

	row->node = node;
	row->severity = node->severity;
	row->changed = node->changed;
	return row;
}

static void add_setting(struct ui_page *page, const struct ui_node *node)
{
	struct ui_row *row = add_node(page, node);
	struct xb_arena *arena = &page->rows.arena;

	row->mark = mark_of(node);
	row->value = xb_arena_strdup(arena, value_of(node, arena));
	row->note = node->about ? xb_arena_strdup(arena, node->about) : NULL;
	row->value_style = node->value ? UI_VALUE : UI_DEFAULT;
	if (node->unfit) {
		row->style = row->value_style = UI_GREYED;
		if (node->value)
			row->note = xb_arena_strdup(arena, node->unfit);
	}
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

		if (strcmp(node->menu, menu->subject.id) == 0 && is_shown(app, node))
			return true;
	}
	return false;
}

static void add(struct ui_app *app, struct ui_page *page, const struct ui_node *node)
{
	if (ui_node_is_setting(node))
		add_setting(page, node);
	else if (node->subject.kind == UI_SUBJECT_ACTION || has_rows(app, node))
		add_node(page, node)->leads = true;
}

/* Keys of one section stand together under its name, where there are several: xen.file below "xen". */
static void build(struct ui_app *app, struct ui_page *page)
{
	bool several = ui_menu_has_sections(&app->menu, page->subject.id);
	const char *section = "";

	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];

		if (strcmp(node->menu, page->subject.id) != 0 || !is_shown(app, node))
			continue;
		if (several && node->section && strcmp(node->section, section) != 0) {
			section = node->section;
			if (section[0])
				ui_rows_heading(&page->rows, section);
		}
		add(app, page, node);
	}
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	const struct ui_node *node = row->node;

	(void)page;
	if (node->subject.kind == UI_SUBJECT_MENU)
		ui_app_push(app, &ui_page_menu, &node->subject);
	else if (node->subject.kind == UI_SUBJECT_ACTION)
		ui_action_run(app, node->subject.action);
	else
		ui_setting_edit(app, node);
}

const struct ui_page_type ui_page_menu = {
	.where = UI_ON_MENU,
	.title = "",
	.has_detail = true,
	.build = build,
	.enter = enter,
};

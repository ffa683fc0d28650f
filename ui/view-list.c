/* SPDX-License-Identifier: MIT */
/* A list or a mapping by name, a row for each item: they are added, changed, moved and removed here. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/setting.h"

/* The list that the page is about; NULL: it is there no more. */
static const struct ui_node *list_of(const struct ui_app *app, const struct ui_page *page)
{
	return page->subject.id ? ui_menu_find(&app->menu, page->subject.id) : NULL;
}

static const char *value_of(const struct ui_node *node)
{
	const char *value = node->subject.kind == UI_SUBJECT_ITEM ? node->content : node->value;

	return value ? value : "";
}

/* Items of a list have no names: their values are what one reads. */
static void add_item(struct ui_page *page, const struct ui_node *node, bool named)
{
	const char *name = named ? ui_node_name(node) : value_of(node);
	struct ui_row *row = ui_rows_add_about(&page->rows, name, &node->subject);

	row->node = node;
	row->severity = node->severity;
	row->changed = node->changed;
	row->leads = node->subject.kind == UI_SUBJECT_ITEM;
	row->style = named ? UI_NAME : UI_VALUE;
	row->value = named ? xb_arena_strdup(&page->rows.arena, value_of(node)) : NULL;
	row->note = named && node->about ? xb_arena_strdup(&page->rows.arena, node->about) : NULL;
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const struct ui_node *list = list_of(app, page);

	for (size_t i = 0; list && i < app->menu.count; i++)
		if (app->menu.nodes[i].inside &&
		    strcmp(app->menu.nodes[i].menu, list->subject.id) == 0)
			add_item(page, &app->menu.nodes[i], ui_node_is_named(list));
	if (page->rows.count)
		return;
	if (list && list->subject.kind == UI_SUBJECT_OPTION && list->value) /* it has one value, which is no list */
		add_item(page, list, false);
	else
		ui_rows_heading(&page->rows, "Nothing is in it yet: + adds the first.");
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (!row->node)
		return;
	if (row->node->subject.kind == UI_SUBJECT_ITEM)
		ui_app_push_node(app, row->node);
	else
		ui_setting_edit(app, row->node);
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	ui_menu_path(&app->menu, list_of(app, page), out);
}

/* ---- Changing it ------------------------------------------------------------------------------- */

void ui_list_add(struct ui_app *app)
{
	const struct ui_node *list = list_of(app, ui_app_page(app));

	if (list)
		ui_setting_add_item(app, list);
}

/* KEY to VALUE (NULL: unset it), as the step that does WHAT to NAME. */
static bool change(struct ui_app *app, const char *key, const char *value, const char *what,
		   const char *name)
{
	const struct xb_change one = {key, value};
	char *step = xb_format("%s %s", what, name);
	bool done = ui_app_change(app, &one, 1, step);

	free(step);
	return done;
}

void ui_list_remove(struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));

	if (row && row->node)
		change(app, row->node->subject.id, NULL, "remove", row->node->subject.id);
}

/* The place of NODE in its list, from 0. */
static size_t place_of(const struct ui_node *node)
{
	return strtoul(node->subject.id + strlen(node->menu) + 1, NULL, 10);
}

/* The row that can be moved; NULL: there is none, or rows have names and no places. */
static const struct ui_node *movable(const struct ui_app *app)
{
	const struct ui_page *page = ui_app_page(app);
	const struct ui_node *list = list_of(app, page);
	const struct ui_row *row = ui_page_row(page);

	return list && row && row->node && row->node->inside && !ui_node_is_named(list) ? row->node
											: NULL;
}

bool ui_list_can_move(const struct ui_app *app)
{
	return movable(app) && ui_app_page(app)->rows.count > 1;
}

/* The selected row to the place TO; it stays selected. */
static void move_to(struct ui_app *app, const struct ui_node *node, size_t to)
{
	const char *what = to < place_of(node) ? "move up" : "move down";
	struct ui_subject moved = node->subject;
	char *key = xb_format("%s.move", node->subject.id), *place = xb_format("%zu", to);
	char *id = xb_format("%s.%zu", node->menu, to);

	if (change(app, key, place, what, node->subject.id)) {
		moved.id = id;
		ui_page_select(app, ui_app_page(app), &moved);
	}
	free(id);
	free(place);
	free(key);
}

void ui_list_move_up(struct ui_app *app)
{
	const struct ui_node *node = movable(app);

	if (node && place_of(node) > 0)
		move_to(app, node, place_of(node) - 1);
}

void ui_list_move_down(struct ui_app *app)
{
	const struct ui_node *node = movable(app);

	if (node && place_of(node) + 1 < ui_app_page(app)->rows.count)
		move_to(app, node, place_of(node) + 1);
}

const struct ui_page_type ui_page_list = {
	.where = UI_ON_LIST,
	.title = "",
	.of_menus = true,
	.has_detail = true,
	.follows = true,
	.build = build,
	.enter = enter,
	.title_more = title_more,
};

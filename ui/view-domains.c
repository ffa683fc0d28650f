/* SPDX-License-Identifier: MIT */
/* Domains: the guests, and what they share, each with a row of its own; they are added, copied, renamed and
 * removed here. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/setting.h"

/* ---- The rows ----------------------------------------------------------------------------------- */

static struct ui_row *add_row(struct ui_page *page, const struct ui_node *node, const char *name)
{
	struct ui_row *row = ui_rows_add_about(&page->rows, name, &node->subject);

	row->node = node;
	row->severity = node->severity;
	row->changed = node->changed;
	return row;
}

/* Items of a list have no names: their content is what one reads. */
static void add_item(struct ui_page *page, const struct ui_node *node, bool named)
{
	const char *content = node->subject.kind == UI_SUBJECT_ITEM ? node->content : node->value;
	struct ui_row *row = add_row(page, node, named ? ui_node_name(node) : content);

	row->leads = node->subject.kind == UI_SUBJECT_ITEM;
	row->style = named ? UI_NAME : UI_VALUE;
	row->value = named ? xb_arena_strdup(&page->rows.arena, content ? content : "") : NULL;
	row->value_style = UI_DEFAULT;
}

/* What there is in each list, and who asks for one more: NULL: it is as in any other list. */
static const struct kind {
	const char *list, *item;
	void (*add)(struct ui_app *app, const struct ui_node *list);
} kinds[] = {
	{"domains", "a guest", ui_setting_add_guest},
	{"cpupools", "a CPU pool", NULL},
	{"shared-memory", "shared memory", NULL},
	{"event-channels", "an event channel", ui_setting_add_channel},
	{"xen.static-heap", "a range of memory", NULL},
};

static const struct kind *kind_of(const struct ui_node *list)
{
	size_t i = 0;

	while (i + 1 < XB_COUNT(kinds) && strcmp(kinds[i].list, list->subject.id) != 0)
		i++;
	return &kinds[i];
}

/* "(none: + adds an event channel)" */
static const char *none_of(const struct ui_node *list, struct xb_arena *arena)
{
	return xb_arena_format(arena, "(none: + adds %s)", kind_of(list)->item);
}

/* What is in LIST; a row that leads to the first where nothing is. */
static void add_list(struct ui_app *app, struct ui_page *page, const struct ui_node *list)
{
	size_t before = page->rows.count;

	for (size_t i = 0; i < app->menu.count; i++)
		if (app->menu.nodes[i].inside &&
		    strcmp(app->menu.nodes[i].menu, list->subject.id) == 0)
			add_item(page, &app->menu.nodes[i], ui_node_is_named(list));
	if (page->rows.count == before)
		add_row(page, list, none_of(list, &page->rows.arena))->style = UI_DEFAULT;
}

/* Those of a section of the profile, or of none. */
static void add_lists(struct ui_app *app, struct ui_page *page, bool of_section)
{
	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *list = &app->menu.nodes[i];

		if (!ui_node_is_spread(list) || (list->section[0] != '\0') != of_section)
			continue;
		ui_rows_heading(&page->rows, list->heading);
		add_list(app, page, list);
	}
}

/* What is Xen's own comes behind the domains. */
static void build(struct ui_app *app, struct ui_page *page)
{
	add_lists(app, page, false);
	add_lists(app, page, true);
}

/* ---- Which list ---------------------------------------------------------------------------------- */

/* The list that the selected row is in, or is. */
static const struct ui_node *list_of(const struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	while (node && !ui_node_is_spread(node))
		node = node->menu[0] ? ui_menu_holder(&app->menu, node) : NULL;
	return node;
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (!row->node || !app->draft)
		return;
	if (row->node->subject.kind == UI_SUBJECT_ITEM)
		ui_app_push_node(app, row->node);
	else if (ui_node_is_spread(row->node))
		ui_domains_add(app);
	else
		ui_setting_edit(app, row->node);
}

/* ---- Adding ------------------------------------------------------------------------------------- */

void ui_domains_add(struct ui_app *app)
{
	const struct ui_node *list = list_of(app);

	if (list && kind_of(list)->add)
		kind_of(list)->add(app, list);
	else if (list)
		ui_setting_add_item(app, list);
}

/* ---- What is there ------------------------------------------------------------------------------ */

/* The selected item; NULL: the row is none. */
static const struct ui_node *item_of(const struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	return node && node->inside ? node : NULL;
}

static const struct ui_node *named_of(const struct ui_app *app)
{
	const struct ui_node *item = item_of(app), *list = list_of(app);

	return item && list && ui_node_is_named(list) ? item : NULL;
}

bool ui_domains_has_item(const struct ui_app *app)
{
	return item_of(app) != NULL;
}

bool ui_domains_has_name(const struct ui_app *app)
{
	return named_of(app) != NULL;
}

void ui_domains_copy(struct ui_app *app)
{
	if (named_of(app))
		ui_setting_copy_item(app, list_of(app), named_of(app));
}

void ui_domains_rename(struct ui_app *app)
{
	if (named_of(app))
		ui_setting_rename_item(app, list_of(app), named_of(app));
}

void ui_domains_remove(struct ui_app *app)
{
	if (item_of(app))
		ui_setting_remove_item(app, item_of(app));
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	ui_menu_path(&app->menu, ui_menu_node(&app->menu, &page->subject), out);
}

const struct ui_page_type ui_page_domains = {
	.where = UI_ON_DOMAINS,
	.title = "",
	.of_menus = true,
	.has_detail = true,
	.follows = true,
	.build = build,
	.enter = enter,
	.title_more = title_more,
};

/* SPDX-License-Identifier: MIT */
/* The help in whole: of what is selected, with what it refers to, or all keys. */
#include "ui/action.h"
#include "ui/help.h"

/* The options that the help refers to, to be followed with Enter. */
static void add_references(struct ui_app *app, struct ui_page *page, const struct ui_node *node)
{
	const struct xb_texts *see = &node->option->see_also;

	if (see->count) {
		ui_rows_heading(&page->rows, "");
		ui_rows_heading(&page->rows, "Go on with:");
	}
	for (size_t i = 0; i < see->count; i++) {
		const struct ui_node *other = ui_menu_find_option(
			&app->menu, node->subject.scope, see->items[i].text);
		struct ui_row *row = other ? ui_rows_add_about(&page->rows, see->items[i].text,
							       &other->subject)
					   : ui_rows_add(&page->rows, see->items[i].text);

		row->node = other;
		row->leads = other != NULL;
	}
}

static void build_help(struct ui_app *app, struct ui_page *page)
{
	const struct ui_node *node = ui_menu_node(&app->menu, &page->subject);
	struct xb_buf text = {0};

	if (!node)
		return;
	ui_help_text(app, node, &text);
	ui_page_add_text(app, page, text.data);
	if (node->option)
		add_references(app, page, node);
	xb_buf_clear(&text);
}

static void build_keys(struct ui_app *app, struct ui_page *page)
{
	static const char marks[] =
		"[*] on, [ ] off, [-] not set; = has a value; without it, what holds is in parentheses\n"
		"* differs from the saved profile, ! has an error, ~ has a warning\n"
		"\n";
	struct xb_buf text = {0};

	xb_buf_puts(&text, marks);
	ui_keys_text(&text);
	ui_page_add_text(app, page, text.data);
	xb_buf_clear(&text);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	if (page->subject.kind != UI_SUBJECT_NONE)
		build_help(app, page);
	else
		build_keys(app, page);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (row->node)
		ui_app_push(app, &ui_page_help, &row->node->subject);
	else
		ui_app_pop(app);
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	(void)app;
	if (page->subject.kind != UI_SUBJECT_NONE)
		xb_buf_printf(out, ": %s", page->subject.name);
	else
		xb_buf_puts(out, ": all keys");
}

const struct ui_page_type ui_page_help = {
	.where = UI_ON_HELP,
	.title = "Help",
	.wraps = true,
	.build = build,
	.enter = enter,
	.title_more = title_more,
};

static bool has_help(const struct ui_node *node)
{
	return ui_node_is_setting(node) || (node && node->subject.kind == UI_SUBJECT_ITEM);
}

void ui_help_open(struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	if (ui_app_page(app)->type == &ui_page_help)
		return;
	ui_app_push(app, &ui_page_help, has_help(node) ? &node->subject : NULL);
}

void ui_help_keys(struct ui_app *app)
{
	ui_app_push(app, &ui_page_help, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The pages that lie on each other; what was selected. */
#include "ui/app.h"

#include <string.h>

struct ui_page *ui_app_page(const struct ui_app *app)
{
	return app->pages[app->page_count - 1];
}

struct ui_page *ui_app_push(struct ui_app *app, const struct ui_page_type *type,
			    const struct ui_subject *subject)
{
	struct ui_page *page = ui_page_new(type, subject);

	if (app->page_count == UI_PAGES_MAX) { /* the oldest behind the root makes room */
		ui_page_free(app->pages[1]);
		memmove(&app->pages[1], &app->pages[2],
			(UI_PAGES_MAX - 2) * sizeof(app->pages[0]));
		app->page_count--;
	}
	app->pages[app->page_count++] = page;
	if (type->init)
		type->init(app, page);
	ui_page_update(app, page);
	return page;
}

struct ui_page *ui_app_push_node(struct ui_app *app, const struct ui_node *node)
{
	return ui_app_push(app, app->type_of(node), &node->subject);
}

void ui_app_pop(struct ui_app *app)
{
	if (app->page_count == 1)
		return;
	ui_page_free(app->pages[--app->page_count]);
	ui_page_update(app, ui_app_page(app));
}

void ui_app_return(struct ui_app *app, const struct ui_page_type *type)
{
	size_t at = app->page_count;

	while (at > 1 && app->pages[at - 1]->type != type)
		at--;
	if (at > 1)
		while (app->page_count > at)
			ui_app_pop(app);
	else
		ui_app_push(app, type, NULL);
}

void ui_app_pop_all(struct ui_app *app)
{
	while (app->page_count > 1)
		ui_page_free(app->pages[--app->page_count]);
	app->pages[0]->came = false;
}

/* A menu is there no more when its last option, one that no catalog knows, was taken away; an item when
 * it was removed. */
static bool is_lost_menu(const struct ui_app *app, const struct ui_page *page)
{
	return page->type->of_menus && !ui_menu_node(&app->menu, &page->subject);
}

static bool is_of_import(const struct ui_app *app, const struct ui_page *page)
{
	(void)app;
	return page->type->of_import;
}

static void leave_all(struct ui_app *app, bool (*lost)(const struct ui_app *, const struct ui_page *))
{
	for (size_t i = app->page_count; i-- > 1;) {
		if (!lost(app, app->pages[i]))
			continue;
		ui_page_free(app->pages[i]);
		app->page_count--;
		memmove(&app->pages[i], &app->pages[i + 1],
			(app->page_count - i) * sizeof(app->pages[0]));
	}
}

void ui_app_leave_imports(struct ui_app *app)
{
	leave_all(app, is_of_import);
}

void ui_app_update_pages(struct ui_app *app)
{
	leave_all(app, is_lost_menu);
	for (size_t i = 0; i < app->page_count; i++)
		ui_page_update(app, app->pages[i]);
}

void ui_app_layout(const struct ui_app *app, int rows, int cols, struct ui_layout *layout)
{
	ui_layout_of(app, ui_app_page(app), rows, cols, layout);
}

const struct ui_node *ui_app_node(const struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));

	return row ? row->node : NULL;
}

void ui_app_note_selected(struct ui_app *app, const struct ui_subject *subject)
{
	xb_arena_clear(&app->selected_arena);
	app->selected = subject ? ui_subject_copy(&app->selected_arena, subject)
				: (struct ui_subject){0};
	app->selection++;
}

/* SPDX-License-Identifier: MIT */
/* Jumps to a node in its menu, and places: the pages that were left by one, to come back to, as in a browser. */
#include "ui/app.h"

#include <stdlib.h>
#include <string.h>

/* All pages above the root menu, and where that one stood. */
struct ui_place {
	struct ui_page *pages[UI_PAGES_MAX];
	size_t count;
	struct ui_list root;
	bool root_came;
};

static void free_place(struct ui_place *place)
{
	while (place->count)
		ui_page_free(place->pages[--place->count]);
	free(place);
}

static void clear(struct ui_places *places)
{
	while (places->count)
		free_place(places->items[--places->count]);
}

void ui_places_clear(struct ui_app *app)
{
	clear(&app->back);
	clear(&app->forward);
	if (app->page_count)
		app->pages[0]->came = false;
}

/* What is shown now goes to PLACES; the root menu alone is left. */
static void put_away(struct ui_app *app, struct ui_places *places)
{
	struct ui_place *place = xb_alloc(sizeof(*place));
	struct ui_page *root = app->pages[0];

	place->count = app->page_count - 1;
	memcpy(place->pages, app->pages + 1, place->count * sizeof(place->pages[0]));
	place->root = root->list;
	place->root_came = root->came;
	root->came = false;
	app->page_count = 1;
	if (places->count == UI_PLACES_MAX) {
		free_place(places->items[0]);
		memmove(&places->items[0], &places->items[1],
			(UI_PLACES_MAX - 1) * sizeof(places->items[0]));
		places->count--;
	}
	places->items[places->count++] = place;
}

/* The last of PLACES is shown; its rows are made anew where they are others now. */
static void take_out(struct ui_app *app, struct ui_places *places)
{
	struct ui_place *place = places->items[--places->count];
	struct ui_page *root = app->pages[0];

	memcpy(app->pages + 1, place->pages, place->count * sizeof(place->pages[0]));
	app->page_count = place->count + 1;
	root->list.selected = place->root.selected;
	root->list.top = place->root.top;
	root->came = place->root_came;
	free(place);
	ui_app_update_pages(app);
	/* It may have fewer rows than there were then. */
	ui_list_select(&root->list, root->list.selected, ui_rows_selectable, &root->rows);
}

static void leave(struct ui_app *app)
{
	clear(&app->forward);
	put_away(app, &app->back);
}

/* From the places FROM, leaving what is shown to TO. */
static bool turn(struct ui_app *app, struct ui_places *from, struct ui_places *to)
{
	if (!from->count)
		return false;
	put_away(app, to);
	take_out(app, from);
	return true;
}

bool ui_places_back(struct ui_app *app)
{
	return turn(app, &app->back, &app->forward);
}

bool ui_places_forward(struct ui_app *app)
{
	return turn(app, &app->forward, &app->back);
}

bool ui_places_came(const struct ui_app *app)
{
	return app->back.count && ui_app_page(app)->came;
}

/* ---- Jumps ------------------------------------------------------------------------------------- */

/* MENU, which may be a list or an item (NULL: the root), on top of those that lead to it. */
static void push_menus(struct ui_app *app, const struct ui_node *menu)
{
	if (!menu)
		return;
	push_menus(app, ui_menu_holder(&app->menu, menu));
	if (ui_node_is_spread(menu)) /* its rows are there already */
		return;
	ui_page_select(app, ui_app_page(app), &menu->subject);
	ui_app_push_node(app, menu);
}

void ui_app_jump(struct ui_app *app, const struct ui_node *node)
{
	bool came;

	if (!node)
		return;
	ui_app_unhide(app, node);
	came = ui_app_page(app)->came;
	if (!ui_app_page(app)->type->of_menus) {
		leave(app);
		came = true;
	}
	ui_app_pop_all(app);
	ui_page_update(app, ui_app_page(app));
	push_menus(app, ui_menu_holder(&app->menu, node));
	ui_app_page(app)->came = came;
	ui_page_select(app, ui_app_page(app), &node->subject);
}

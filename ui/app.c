/* SPDX-License-Identifier: MIT */
/* The front end from its begin to its end: events go in, what is shown is made. */
#include "ui/app.h"

#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/import.h"
#include "ui/keybar.h"
#include "ui/log.h"

/* ---- Life -------------------------------------------------------------------------------------- */

static const struct ui_page_type *type_of(const struct ui_node *node)
{
	if (ui_node_is_devices(node))
		return &ui_page_devices;
	if (ui_node_is_list(node))
		return &ui_page_list;
	return strcmp(node->subject.id, UI_MENU_DOMAINS) == 0 ? &ui_page_domains : &ui_page_menu;
}

struct ui_app *ui_app_new(struct xb_session *session, const struct ui_config *config)
{
	static const struct ui_subject root = {.kind = UI_SUBJECT_MENU, .id = ""};
	struct ui_app *app = xb_alloc(sizeof(*app));

	app->session = session;
	app->config = config;
	app->mouse = config->mouse;
	app->output_dir = xb_strdup(".");
	app->log = ui_log_new();
	app->rows = 24;
	app->cols = 80;
	ui_menu_build(&app->menu, session, NULL);
	app->type_of = type_of;
	ui_app_push(app, &ui_page_menu, &root);
	return app;
}

void ui_app_free(struct ui_app *app)
{
	if (!app)
		return;
	ui_escape_forget(app);
	while (app->dialog)
		ui_dialog_close(app);
	ui_places_clear(app);
	while (app->page_count)
		ui_page_free(app->pages[--app->page_count]);
	ui_menu_clear(&app->menu);
	ui_history_clear(&app->searches);
	ui_history_clear(&app->values);
	ui_history_clear(&app->sought);
	xb_draft_free(app->draft);
	ui_page_free(app->side.page);
	free(app->message);
	xb_arena_clear(&app->selected_arena);
	free(app->last_search);
	free(app->copied);
	free(app->output_dir);
	ui_log_free(app->log);
	ui_import_free(app->import);
	free(app);
}

/* ---- Events ------------------------------------------------------------------------------------ */

static bool is_wheel(const struct ui_event *event)
{
	return event->mouse == UI_MOUSE_WHEEL_UP || event->mouse == UI_MOUSE_WHEEL_DOWN;
}

static bool is_inside(const struct ui_area *area, const struct ui_event *event)
{
	return event->row >= area->row && event->row < area->row + area->rows &&
	       event->col >= area->col && event->col < area->col + area->cols;
}

static void mouse_on_list(struct ui_app *app, struct ui_page *page, const struct ui_layout *layout,
			  const struct ui_event *event)
{
	size_t index = page->list.top + (size_t)(event->row - layout->list.row);
	bool again;

	if (index >= page->rows.count || page->rows.items[index].plain)
		return;
	again = page->list.selected == index;
	page->list.selected = index;
	if (!again)
		page->detail.rolled = 0;
	if (event->mouse == UI_MOUSE_DOUBLE)
		ui_action_run(app, ui_action_find("enter"));
}

static void mouse(struct ui_app *app, const struct ui_event *event)
{
	struct ui_page *page = ui_app_page(app);
	long by = event->mouse == UI_MOUSE_WHEEL_UP ? -3 : 3;
	struct ui_layout layout;

	ui_app_layout(app, app->rows, app->cols, &layout);
	if (is_inside(&layout.list, event) && is_wheel(event))
		ui_list_roll(&page->list, by, ui_rows_selectable, &page->rows);
	else if (is_inside(&layout.list, event))
		mouse_on_list(app, page, &layout, event);
	else if (is_inside(&layout.detail, event) && is_wheel(event))
		ui_page_roll_detail(app, page, by);
	else if (is_inside(&layout.side, event) && is_wheel(event))
		ui_side_roll(app, by);
	else if (is_inside(&layout.side, event))
		ui_side_click(app, event->row - layout.side.row);
	else if (is_inside(&layout.side_heading, event) && !is_wheel(event))
		ui_side_turn(app);
	else if (is_inside(&layout.path, event) && event->mouse == UI_MOUSE_CLICK)
		ui_action_run(app, ui_action_find("back"));
}

/* A page with a field takes characters and the keys of editing; what moves goes to the list. Ctrl-P and
 * Ctrl-N go through the history. */
static bool field_takes(struct ui_app *app, struct ui_page *page, const struct ui_event *event)
{
	enum ui_field_result result;

	if (!page->type->prompt || event->key == UI_KEY_UP || event->key == UI_KEY_DOWN ||
	    (event->key == ' ' && page->type->checks))
		return false;
	result = ui_field_key(&page->field, event);
	if (result == UI_FIELD_CHANGED) {
		page->list.selected = page->list.top = 0;
		ui_rows_clear(&page->rows); /* what was selected is not sought */
		ui_page_renew(app, page);
	}
	return result != UI_FIELD_IGNORED;
}

static void page_event(struct ui_app *app, const struct ui_event *event)
{
	struct ui_page *page = ui_app_page(app);
	const struct ui_action *action;

	if (event->key == UI_KEY_MOUSE) {
		mouse(app, event);
		return;
	}
	if (field_takes(app, page, event))
		return;
	if (event->key == UI_KEY_PASTE && app->draft && page->type->where == UI_ON_MENU) {
		ui_setting_paste(app, event);
		return;
	}
	action = ui_action_of_key(event->key, page->type->where);
	if (action)
		ui_action_run(app, action);
}

/* Remember which option was looked at last: the preview marks what it makes. */
static void note_selection(struct ui_app *app)
{
	const struct ui_node *node = ui_app_node(app);

	if (!node || ui_app_page(app)->type == &ui_page_preview ||
	    ui_subject_same(&node->subject, &app->selected))
		return;
	ui_app_note_selected(app, &node->subject);
}

/* A click on the bar of keys is the key that stands there. */
static struct ui_event as_key(const struct ui_app *app, const struct ui_event *event)
{
	struct ui_event key = *event;
	bool click = event->key == UI_KEY_MOUSE &&
		     (event->mouse == UI_MOUSE_CLICK || event->mouse == UI_MOUSE_DOUBLE);
	int code = click ? ui_keybar_at(app, event->row, event->col) : UI_KEY_NONE;

	if (code != UI_KEY_NONE)
		key.key = code;
	return key;
}

void ui_app_event(struct ui_app *app, const struct ui_event *typed)
{
	const struct ui_event key = as_key(app, typed), *event = &key;
	struct ui_layout layout;

	ui_app_layout(app, app->rows, app->cols, &layout);
	if (layout.too_small) {
		if (event->key == UI_CTRL('L'))
			app->redraw = true;
		return; /* all state is kept until there is room */
	}
	if (event->late)
		ui_escape_undo(app);
	ui_escape_forget(app);
	free(app->message);
	app->message = NULL;
	if (!app->dialog)
		page_event(app, event);
	else if (!ui_dialog_over(app, event->key))
		ui_dialog_event(app, event);
	note_selection(app);
}

/* ---- What is shown ------------------------------------------------------------------------------- */

void ui_app_resize(struct ui_app *app, int rows, int cols)
{
	app->rows = rows;
	app->cols = cols;
}

void ui_app_prepare_list(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);
	struct ui_layout layout;

	ui_app_layout(app, app->rows, app->cols, &layout);
	if (layout.too_small)
		return;
	ui_page_update(app, page);
	ui_list_fit(&page->list, (size_t)layout.list.rows);
	ui_page_fit(app, page);
	if (page->type->prompt)
		ui_field_fit(&page->field, app->utf8, layout.field.cols - UI_PROMPT_COLS);
	if (app->dialog)
		ui_dialog_fit(app->dialog, app->rows, app->cols, app->utf8);
}

void ui_app_prepare_rest(struct ui_app *app)
{
	ui_page_update_detail(app, ui_app_page(app));
	ui_side_update(app);
}

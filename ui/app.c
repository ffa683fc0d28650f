/* SPDX-License-Identifier: MIT */
#include "ui/app.h"

#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/text.h"

/* ---- Pages ------------------------------------------------------------------------------------- */

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

void ui_app_pop(struct ui_app *app)
{
	if (app->page_count == 1)
		return;
	ui_page_free(app->pages[--app->page_count]);
	ui_page_update(app, ui_app_page(app));
}

static void pop_all(struct ui_app *app)
{
	while (app->page_count > 1)
		ui_page_free(app->pages[--app->page_count]);
}

const struct ui_node *ui_app_node(const struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));

	return row ? row->node : NULL;
}

/* The menu ID (not the root) on top of those that lead to it. */
static void push_menus(struct ui_app *app, const char *id)
{
	const struct ui_node *menu = ui_menu_find_menu(&app->menu, id);

	if (!menu)
		return;
	push_menus(app, menu->menu);
	ui_page_select(app, ui_app_page(app), &menu->subject);
	ui_app_push(app, &ui_page_menu, &menu->subject);
}

void ui_app_jump(struct ui_app *app, const struct ui_node *node)
{
	if (!node)
		return;
	if (node->unfit && !node->value && !app->show_all) {
		app->show_all = true;
		ui_app_say(app, UI_NOTE, "options that do not fit here are shown as well");
	}
	pop_all(app);
	ui_page_update(app, ui_app_page(app));
	push_menus(app, node->menu);
	ui_page_select(app, ui_app_page(app), &node->subject);
}

/* ---- Saying ------------------------------------------------------------------------------------ */

void ui_app_say(struct ui_app *app, enum ui_style style, const char *format, ...)
{
	struct xb_buf text = {0};
	va_list args;

	va_start(args, format);
	xb_buf_vprintf(&text, format, args);
	va_end(args);
	free(app->message);
	app->message = xb_buf_take(&text);
	app->message_style = style;
}

/* ---- Changing ---------------------------------------------------------------------------------- */

/* A menu is there no more when its last option, one that no catalog knows, was taken away. */
static void leave_lost_menus(struct ui_app *app)
{
	for (size_t i = app->page_count; i-- > 1;) {
		struct ui_page *page = app->pages[i];

		if (page->type != &ui_page_menu || ui_menu_node(&app->menu, &page->subject))
			continue;
		ui_page_free(page);
		app->page_count--;
		memmove(&app->pages[i], &app->pages[i + 1],
			(app->page_count - i) * sizeof(app->pages[0]));
	}
}

void ui_app_refresh(struct ui_app *app)
{
	ui_menu_build(&app->menu, app->session, app->draft);
	leave_lost_menus(app);
	app->generation++;
	for (size_t i = 0; i < app->page_count; i++)
		ui_page_update(app, app->pages[i]);
}

void ui_app_say_problem(struct ui_app *app, const struct xb_diags *diags)
{
	char *text = ui_text_problem(diags);

	ui_app_say(app, UI_ERROR, "%s", text);
	free(text);
}

/* Said once: from then on the person knows that a crash would cost something. */
static void warn_of_journal(struct ui_app *app)
{
	const char *problem = xb_draft_journal_problem(app->draft);

	if (!problem || app->warned_of_journal)
		return;
	app->warned_of_journal = true;
	ui_app_say(app, UI_WARNING, "%s", problem);
}

bool ui_app_change(struct ui_app *app, const struct xb_change *changes, size_t count,
		   const char *step)
{
	enum xb_change_result result;
	struct xb_diags diags = {0};

	if (!app->draft)
		return false;
	result = xb_draft_change(app->draft, changes, count, step, &diags);
	if (result == XB_CHANGE_DONE) {
		ui_app_refresh(app);
		ui_app_say(app, UI_NORMAL, "%s", xb_draft_undo_name(app->draft));
		warn_of_journal(app);
	} else if (result != XB_CHANGE_NO_CHANGE) {
		ui_app_say_problem(app, &diags);
	}
	xb_diags_clear(&diags);
	return result == XB_CHANGE_DONE || result == XB_CHANGE_NO_CHANGE;
}

bool ui_app_set(struct ui_app *app, const char *key, const char *value)
{
	const struct xb_change change = {key, value};

	return ui_app_change(app, &change, 1, NULL);
}

char *ui_app_saved_value(const struct ui_app *app, const char *key)
{
	const struct xb_profile *saved = xb_draft_saved(app->draft);
	struct xb_buf value = {0};
	struct xb_pos at;

	if (saved && xb_profile_where(saved, key, &at) && at.file &&
	    strcmp(at.file, saved->path) == 0 && xb_profile_get_line(saved, key, &value))
		return xb_buf_take(&value);
	xb_buf_clear(&value);
	return NULL;
}

static void forget_selected(struct ui_app *app)
{
	xb_arena_clear(&app->selected_arena);
	app->selected = (struct ui_subject){0};
}

void ui_app_take_draft(struct ui_app *app, struct xb_draft *draft)
{
	if (app->draft)
		xb_draft_discard_journal(app->draft);
	xb_draft_free(app->draft);
	app->draft = draft;
	pop_all(app);
	app->pages[0]->built = false;
	app->pages[0]->list = (struct ui_list){0};
	forget_selected(app);
	ui_app_refresh(app);
}

bool ui_app_open(struct ui_app *app, const char *ref)
{
	struct xb_draft *draft = xb_draft_open(app->session, ref, XB_DRAFT_TO_EDIT);

	if (!draft)
		return false;
	ui_app_take_draft(app, draft);
	ui_file_offer_journal(app);
	return true;
}

/* ---- Life -------------------------------------------------------------------------------------- */

struct ui_app *ui_app_new(struct xb_session *session, const struct ui_config *config)
{
	static const struct ui_subject root = {.kind = UI_SUBJECT_MENU, .id = ""};
	struct ui_app *app = xb_alloc(sizeof(*app));

	app->session = session;
	app->config = config;
	app->mouse = config->mouse;
	app->output_dir = xb_strdup(".");
	app->rows = 24;
	app->cols = 80;
	ui_menu_build(&app->menu, session, NULL);
	ui_app_push(app, &ui_page_menu, &root);
	return app;
}

void ui_app_free(struct ui_app *app)
{
	if (!app)
		return;
	while (app->dialog)
		ui_dialog_close(app);
	while (app->page_count)
		ui_page_free(app->pages[--app->page_count]);
	ui_menu_clear(&app->menu);
	ui_history_clear(&app->searches);
	ui_history_clear(&app->values);
	xb_draft_free(app->draft);
	free(app->message);
	forget_selected(app);
	free(app->last_search);
	free(app->output_dir);
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

	ui_layout(app, app->rows, app->cols, &layout);
	if (is_inside(&layout.list, event) && is_wheel(event))
		ui_list_roll(&page->list, by, ui_rows_selectable, &page->rows);
	else if (is_inside(&layout.list, event))
		mouse_on_list(app, page, &layout, event);
	else if (is_inside(&layout.detail, event) && is_wheel(event))
		ui_page_roll_detail(app, page, by);
	else if (is_inside(&layout.path, event) && event->mouse == UI_MOUSE_CLICK)
		ui_action_run(app, ui_action_find("back"));
}

/* A page with a field takes characters and the keys of editing; what moves goes to the list. Ctrl-P and
 * Ctrl-N go through the history. */
static bool field_takes(struct ui_app *app, struct ui_page *page, const struct ui_event *event)
{
	enum ui_field_result result;

	if (!page->type->prompt || event->key == UI_KEY_UP || event->key == UI_KEY_DOWN)
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
	forget_selected(app);
	app->selected = ui_subject_copy(&app->selected_arena, &node->subject);
	app->selection++;
}

void ui_app_event(struct ui_app *app, const struct ui_event *event)
{
	struct ui_layout layout;

	ui_layout(app, app->rows, app->cols, &layout);
	if (layout.too_small) {
		if (event->key == UI_CTRL('L'))
			app->redraw = true;
		return; /* all state is kept until there is room */
	}
	free(app->message);
	app->message = NULL;
	if (app->dialog)
		ui_dialog_event(app, event);
	else
		page_event(app, event);
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

	ui_layout(app, app->rows, app->cols, &layout);
	if (layout.too_small)
		return;
	ui_page_update(app, page);
	ui_list_fit(&page->list, (size_t)layout.list.rows);
	if (page->type->prompt)
		ui_field_fit(&page->field, app->utf8, layout.field.cols - UI_PROMPT_COLS);
	if (app->dialog)
		ui_dialog_fit(app->dialog, app->rows, app->cols, app->utf8);
}

void ui_app_prepare_rest(struct ui_app *app)
{
	ui_page_update_detail(app, ui_app_page(app));
}

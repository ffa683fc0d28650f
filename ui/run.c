/* SPDX-License-Identifier: MIT */
/* The loop: read an event, change the state, show what changed, the line of the cursor first. */
#include <stdlib.h>

#include "ui/action.h"
#include "ui/terminal.h"

struct loop {
	struct ui_terminal *terminal;
	struct ui_screen screen;
	struct ui_app *app;
	bool mouse;
	long long sent; /* when the screen last was; ms */
	long long came, before; /* the last event, and the one before it; ms */
	/* What stood there when all of it was sent. */
	const struct ui_page *page;
	unsigned generation;
	size_t tab, selected, rolled;
	bool bare; /* no dialog and no message */
	bool owed; /* since then the list was sent as in a series */
};

/* Keys that come in one after another leave the screen this old at most. */
enum { OLDEST_MS = 40 };
/* Those that come sooner than this after each other are a series: what stands around the list, which is
 * most of what a movement sends, waits until it is over. */
enum { SERIES_MS = 120 };

static void fit(struct loop *loop)
{
	int rows, cols;

	ui_terminal_size(loop->terminal, &rows, &cols);
	if (rows != loop->screen.rows || cols != loop->screen.cols) {
		ui_screen_resize(&loop->screen, rows, cols);
		loop->page = NULL;
	}
	ui_app_resize(loop->app, rows, cols);
}

static bool is_bare(const struct ui_app *app)
{
	return !app->dialog && !app->message;
}

/* Did nothing happen since all was sent but that the selection moved? */
static bool is_movement(const struct loop *loop)
{
	const struct ui_app *app = loop->app;
	const struct ui_page *page = ui_app_page(app);

	return loop->bare && is_bare(app) && loop->page == page && !page->type->prompt &&
	       loop->generation == app->generation && loop->tab == page->tab &&
	       loop->rolled == page->detail.rolled;
}

/* How long what stands around the list has to wait; ms, 0: not at all. */
static int rest_waits(const struct loop *loop)
{
	enum ui_speed speed = ui_terminal_speed(loop->terminal);
	long long left = loop->came + SERIES_MS - ui_terminal_now();
	bool series = loop->owed || speed == UI_SPEED_SLOW || loop->came - loop->before < SERIES_MS;

	if (!is_movement(loop) || (!loop->owed && loop->selected == loop->page->list.selected))
		return 0;
	return speed != UI_SPEED_FAST && series && left > 0 ? (int)left : 0;
}

static void show_list(struct loop *loop)
{
	struct ui_layout layout;

	ui_app_layout(loop->app, loop->screen.rows, loop->screen.cols, &layout);
	loop->sent = ui_terminal_now();
	ui_terminal_show(loop->terminal, &loop->screen, layout.list.row,
			 layout.list.row + layout.list.rows);
}

static void show_rest(struct loop *loop)
{
	ui_app_prepare_rest(loop->app);
	ui_draw_rest(loop->app, &loop->screen);
	ui_terminal_show(loop->terminal, &loop->screen, 0, loop->screen.rows);
	loop->page = ui_app_page(loop->app);
	loop->tab = loop->page->tab;
	loop->selected = loop->page->list.selected;
	loop->rolled = loop->page->detail.rolled;
	loop->generation = loop->app->generation;
	loop->bare = is_bare(loop->app);
	loop->owed = false;
}

/* The list goes out first; the rest only when no key waits that would make it obsolete, and so does
 * the list where it was sent just now. Returns when to come again; ms, -1: not before something happens. */
static int show(struct loop *loop)
{
	int wait = rest_waits(loop), behind = wait ? ui_terminal_behind(loop->terminal) : 0;

	loop->app->in_series = wait > 0;
	ui_app_prepare_list(loop->app);
	ui_draw_list(loop->app, &loop->screen);
	if (behind > OLDEST_MS)
		return behind; /* a line that is slow has yet to show what it was sent */
	if (ui_terminal_pending(loop->terminal) && ui_terminal_now() - loop->sent < OLDEST_MS)
		return -1;
	show_list(loop);
	loop->owed = loop->owed || wait > 0;
	if (wait || ui_terminal_pending(loop->terminal))
		return wait ? wait : -1;
	show_rest(loop);
	return -1;
}

static bool copy(void *context, const char *text, size_t length)
{
	struct loop *loop = context;

	return ui_terminal_copy(loop->terminal, text, length);
}

static int run_program(void *context, char *const argv[])
{
	struct loop *loop = context;

	loop->page = NULL; /* what is shown then is its own */
	return ui_terminal_run(loop->terminal, argv);
}

static void serve_terminal(struct loop *loop)
{
	struct ui_app *app = loop->app;

	if (app->suspend)
		ui_terminal_suspend(loop->terminal);
	if (app->redraw || app->suspend) {
		ui_terminal_redraw(loop->terminal);
		loop->page = NULL;
	}
	if (app->mouse != loop->mouse)
		ui_terminal_set_mouse(loop->terminal, app->mouse);
	loop->mouse = app->mouse;
	app->suspend = app->redraw = false;
}

static void note_time(struct loop *loop, const struct ui_event *event)
{
	if (event->key == UI_KEY_NONE)
		return;
	loop->before = loop->came;
	loop->came = ui_terminal_now();
}

static enum ui_result work(struct loop *loop)
{
	struct ui_event event;
	int wait;

	while (!loop->app->done) {
		fit(loop);
		wait = show(loop);
		if (loop->app->draft && !ui_terminal_pending(loop->terminal))
			xb_draft_sync(loop->app->draft);
		ui_terminal_read(loop->terminal, wait, &event);
		note_time(loop, &event);
		if (event.key == UI_KEY_HANGUP)
			return UI_HUNG_UP;
		if (event.key != UI_KEY_RESIZE && event.key != UI_KEY_NONE)
			ui_app_event(loop->app, &event);
		serve_terminal(loop);
	}
	return UI_DONE;
}

/* What became of unsaved work when a signal ended the program; NULL: there was none. */
static char *fate_of_changes(const struct ui_app *app)
{
	const char *name;
	size_t length;

	if (!app->draft || !xb_draft_is_changed(app->draft))
		return NULL;
	name = xb_draft_name(app->draft);
	if (xb_draft_journal_problem(app->draft) ||
	    !xb_data_user_dir(xb_session_data(app->session), XB_DATA_PROFILES))
		return xb_format("ended by a signal; the unsaved changes of %s are lost", name);
	if (!xb_draft_saved_text(app->draft, &length)) /* it has no file to open */
		return xb_format("ended by a signal; the next start offers %s, which was not saved", name);
	return xb_format("ended by a signal; opening %s again offers what was not saved", name);
}

/* False: it could not be read. What is no profile has a page that says what it is. */
static bool open_ref(struct ui_app *app, const char *ref)
{
	if (xb_ref_is_profile(app->session, ref))
		return ui_file_open_now(app, ref);
	ui_import_open(app, ref);
	return true;
}

enum ui_result ui_run(struct xb_session *session, const char *ref, const struct ui_config *config,
		      char **why)
{
	struct loop loop = {.mouse = config->mouse};
	enum ui_result result = UI_NO_PROFILE;

	*why = NULL;
	if (!xb_session_catalog(session)) /* every menu is made of it */
		return UI_NO_PROFILE;
	loop.app = ui_app_new(session, config);
	if (!ref || open_ref(loop.app, ref)) {
		loop.terminal =
			ui_terminal_open(config->style, config->ground, config->colours,
					 config->mouse, why);
		result = UI_NO_TERMINAL;
	}
	if (loop.terminal) {
		loop.app->copy = copy;
		loop.app->copy_context = &loop;
		loop.app->run_program = run_program;
		loop.app->program_context = &loop;
		loop.app->utf8 = loop.screen.utf8 = ui_terminal_utf8(loop.terminal);
		if (!ref)
			ui_app_push(loop.app, &ui_page_profiles, NULL);
		if (!loop.app->dialog)
			ui_left_offer(loop.app);
		result = work(&loop);
	}
	if (result == UI_HUNG_UP) {
		free(*why);
		*why = fate_of_changes(loop.app);
	}
	ui_terminal_close(loop.terminal);
	ui_screen_free(&loop.screen);
	ui_app_free(loop.app);
	return result;
}

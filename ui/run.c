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
};

/* Keys that come in one after another leave the screen this old at most. */
enum { OLDEST_MS = 40 };

static void fit(struct loop *loop)
{
	int rows, cols;

	ui_terminal_size(loop->terminal, &rows, &cols);
	if (rows != loop->screen.rows || cols != loop->screen.cols)
		ui_screen_resize(&loop->screen, rows, cols);
	ui_app_resize(loop->app, rows, cols);
}

/* The list goes out first; the rest only when no key waits that would make it obsolete, and so does
 * the list where it was sent just now. */
static void show(struct loop *loop)
{
	struct ui_layout layout;

	ui_app_layout(loop->app, loop->screen.rows, loop->screen.cols, &layout);
	ui_app_prepare_list(loop->app);
	ui_draw_list(loop->app, &loop->screen);
	if (ui_terminal_pending(loop->terminal) && ui_terminal_now() - loop->sent < OLDEST_MS)
		return;
	loop->sent = ui_terminal_now();
	ui_terminal_show(loop->terminal, &loop->screen, layout.list.row,
			 layout.list.row + layout.list.rows);
	if (ui_terminal_pending(loop->terminal))
		return;
	ui_app_prepare_rest(loop->app);
	ui_draw_rest(loop->app, &loop->screen);
	ui_terminal_show(loop->terminal, &loop->screen, 0, loop->screen.rows);
}

static int run_program(void *context, char *const argv[])
{
	struct loop *loop = context;

	return ui_terminal_run(loop->terminal, argv);
}

static void serve_terminal(struct loop *loop)
{
	struct ui_app *app = loop->app;

	if (app->suspend)
		ui_terminal_suspend(loop->terminal);
	if (app->redraw || app->suspend)
		ui_terminal_redraw(loop->terminal);
	if (app->mouse != loop->mouse)
		ui_terminal_set_mouse(loop->terminal, app->mouse);
	loop->mouse = app->mouse;
	app->suspend = app->redraw = false;
}

static enum ui_result work(struct loop *loop)
{
	struct ui_event event;

	while (!loop->app->done) {
		fit(loop);
		show(loop);
		if (loop->app->draft && !ui_terminal_pending(loop->terminal))
			xb_draft_sync(loop->app->draft);
		ui_terminal_read(loop->terminal, -1, &event);
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

enum ui_result ui_run(struct xb_session *session, const char *ref, const struct ui_config *config,
		      char **why)
{
	struct loop loop = {.mouse = config->mouse};
	enum ui_result result = UI_NO_PROFILE;

	*why = NULL;
	if (!xb_session_catalog(session)) /* every menu is made of it */
		return UI_NO_PROFILE;
	loop.app = ui_app_new(session, config);
	if (!ref || ui_file_open_now(loop.app, ref)) {
		loop.terminal =
			ui_terminal_open(config->style, config->ground, config->colours,
					 config->mouse, why);
		result = UI_NO_TERMINAL;
	}
	if (loop.terminal) {
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

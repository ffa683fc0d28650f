/* SPDX-License-Identifier: MIT */
#include "ui/editor.h"

#include <stdlib.h>

/* Where neither VISUAL nor EDITOR says another: POSIX has it. */
static const char usual[] = "vi";

/* The editor's text may have arguments of its own, so a shell takes it apart; it never sees the path. */
static int run(struct ui_app *app, const char *editor, const char *path, unsigned line)
{
	char *command = line ? xb_format("%s +%u \"$1\"", editor, line)
			     : xb_format("%s \"$1\"", editor);
	/* A name that begins with - would be an option. */
	char *file = xb_format("%s%s", path[0] == '-' ? "./" : "", path);
	char shell[] = "sh", option[] = "-c";
	char *const argv[] = {shell, option, command, shell, file, NULL};
	int status = app->run_program(app->program_context, argv);

	free(file);
	free(command);
	return status;
}

const char *ui_editor_of(const struct ui_app *app)
{
	const char *wanted = app->config->editor;

	return wanted && *wanted ? wanted : usual;
}

bool ui_editor_run(struct ui_app *app, const char *path, unsigned line)
{
	const char *editor = ui_editor_of(app);
	int status = app->run_program ? run(app, editor, path, line) : -1;

	if (status == 0)
		return true;
	if (status < 0)
		ui_app_say(app, UI_ERROR, "no program can be started from here");
	else if (status == 127)
		ui_app_say(app, UI_ERROR, "there is no editor '%s': set VISUAL or EDITOR", editor);
	else
		ui_app_say(app, UI_ERROR, "the editor '%s' ended with status %d", editor, status);
	return false;
}

/* SPDX-License-Identifier: MIT */
/* menu: the front end; keys: what its keys do. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "ui/ui.h"

/* What does without a terminal. */
static void hint_commands(const struct cli *cli)
{
	if (cli->arg_count)
		cli_hint("commands need none: xenboot check %s, xenboot build %s", cli->args[0],
			 cli->args[0]);
}

/* A word alone that is no command, and no one there who could see that it was taken for a profile. */
static bool is_refused(struct cli *cli, int *status)
{
	struct xb_data_file found;
	const char *word = cli->args[0];

	if (!cli->implied || cli_on_terminal() || xb_profile_ref_is_path(word))
		return false;
	if (xb_data_find(xb_session_data(cli->session), XB_DATA_PROFILES, word, &found)) {
		*status = cli_failed(cli, "%s is a profile; without a terminal there are no menus to open it in",
				     word);
		hint_commands(cli);
	} else {
		cli->command = NULL;
		*status = cli_usage(cli, NULL, "there is no command '%s'", word);
	}
	return true;
}

static int report(struct cli *cli, enum ui_result result, const char *why)
{
	const struct xb_diags *diags = xb_session_diags(cli->session);

	switch (result) {
	case UI_NO_TERMINAL:
		cli_failed(cli, "%s", why ? why : "there is no terminal");
		hint_commands(cli);
		return CLI_FAILED;
	case UI_NO_PROFILE:
		cli_show(diags);
		return cli_verdict(cli, false, diags);
	case UI_HUNG_UP:
		return why ? cli_failed(cli, "%s", why) : CLI_FAILED;
	case UI_DONE:
		break;
	}
	if (why) /* a word of XENBOOT_STYLE, told where it does not disturb the screen */
		cli_say("%s", why);
	return CLI_GOOD;
}

int cli_menu(struct cli *cli)
{
	const char *no_color = getenv("NO_COLOR"), *visual = getenv("VISUAL");
	struct ui_config config = {
		.style = getenv("XENBOOT_STYLE"),
		.editor = visual && *visual ? visual : getenv("EDITOR"),
		.ground = getenv("COLORFGBG"),
		.colours = !no_color || !*no_color,
		.mouse = !cli->values[CLI_NO_MOUSE],
	};
	enum ui_result result;
	char *why = NULL;
	int status;

	if (is_refused(cli, &status))
		return status;
	if (!cli_timestamp(cli, &config.timestamp, &status))
		return status;
	result = ui_run(cli->session, cli->arg_count ? cli->args[0] : NULL, &config, &why);
	status = report(cli, result, why);
	free(why);
	return status;
}

int cli_keys(struct cli *cli)
{
	struct xb_buf out = {0};

	if (strcmp(cli->format, "man") == 0)
		ui_keys_man(&out);
	else
		ui_keys_text(&out);
	cli_put(cli, &out);
	return CLI_GOOD;
}

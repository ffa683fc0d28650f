/* SPDX-License-Identifier: MIT */
/* menu: the front end; keys: what its keys do. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "ui/ui.h"

static int report(struct cli *cli, enum ui_result result, const char *why)
{
	const struct xb_diags *diags = xb_session_diags(cli->session);

	switch (result) {
	case UI_NO_TERMINAL:
		return cli_failed(cli, "%s", why ? why : "there is no terminal");
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
		.colours = !no_color || !*no_color,
		.mouse = !cli->values[CLI_NO_MOUSE],
	};
	enum ui_result result;
	char *why = NULL;
	int status;

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

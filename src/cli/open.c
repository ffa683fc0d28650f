/* SPDX-License-Identifier: MIT */
/* Opening a profile, showing what is wrong with it, and what that means for the exit status. */
#include <stdio.h>

#include "cli/cli.h"

void cli_show(const struct xb_diags *diags)
{
	struct xb_buf text = {0};

	xb_diags_text(diags, &text);
	if (text.length)
		fwrite(text.data, 1, text.length, stderr);
	xb_buf_clear(&text);
}

void cli_diags_copy(struct xb_diags *all, const struct xb_diag *diag)
{
	struct xb_pos at = {diag->file, diag->line, diag->column};

	xb_report(all, diag->severity, diag->code, at, "%s", diag->message);
	if (diag->hint)
		xb_hint(all, "%s", diag->hint);
}

/* A profile or what it extends is not there: the one error that is not about its text. */
static bool lacks_file(const struct xb_diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].code == XB_CODE_FILE_MISSING &&
		    diags->items[i].severity == XB_ERROR)
			return true;
	return false;
}

int cli_verdict(const struct cli *cli, bool read, const struct xb_diags *diags)
{
	if (!read && (lacks_file(diags) || !diags->errors))
		return cli->command->compares ? CLI_USAGE : CLI_FAILED;
	if (!read && cli->command->compares)
		return CLI_USAGE;
	if (cli_levels_refused(cli, diags))
		return CLI_USAGE;
	return diags->errors ? CLI_ERRORS : CLI_GOOD;
}

bool cli_open(struct cli *cli, const char *ref, int *status)
{
	bool read = xb_session_open(cli->session, ref);

	*status = cli_verdict(cli, read, xb_session_diags(cli->session));
	return read;
}

struct xb_profile *cli_load(struct cli *cli, const char *ref, int *status)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile = xb_profile_load(xb_session_data(cli->session), ref, &diags);

	*status = CLI_GOOD;
	if (!profile) {
		cli_show(&diags);
		*status = cli_verdict(cli, false, &diags);
	}
	xb_diags_clear(&diags);
	return profile;
}

const struct xb_catalog *cli_catalog(struct cli *cli)
{
	const struct xb_catalog *catalog = xb_session_catalog(cli->session);

	if (!catalog)
		cli_show(xb_session_diags(cli->session));
	return catalog;
}

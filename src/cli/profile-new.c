/* SPDX-License-Identifier: MIT */
/* profile new: a profile from a folder of boot files. */
#include <stdlib.h>

#include "cli/cli.h"

/* Is there a place for it? What is said of the boot files would be in vain otherwise. */
static bool has_place(struct cli *cli, int *status)
{
	struct xb_diags diags = {0};
	char *place = xb_store_place(cli->session, cli->args[0], &diags);

	*status = cli_store_verdict(cli, place ? XB_STORE_DONE : XB_STORE_BAD_NAME, &diags);
	xb_diags_clear(&diags);
	free(place);
	return *status == CLI_GOOD;
}

static bool make(struct cli *cli, struct xb_buf *text, int *status)
{
	const char *folder = cli->values[CLI_FILES] ? cli->values[CLI_FILES] : ".";
	struct xb_diags diags = {0};
	bool made = xb_profile_from_folder(cli->session, cli->args[0], cli->values[CLI_BOARD],
					   folder, cli->values[CLI_DTB], text, &diags);

	cli_show(&diags);
	*status = made ? CLI_GOOD : cli_verdict(cli, false, &diags);
	xb_diags_clear(&diags);
	return made;
}

/* Write it, then check what is written as anyone would who uses it. */
int cli_profile_new(struct cli *cli)
{
	struct xb_buf text = {0};
	int status;

	if (has_place(cli, &status) && make(cli, &text, &status))
		status = cli_profile_store(cli, cli->args[0], &text);
	if (status == CLI_GOOD) {
		cli_open(cli, cli->args[0], &status);
		cli_show(xb_session_diags(cli->session));
	}
	xb_buf_clear(&text);
	return status;
}

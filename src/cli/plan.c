/* SPDX-License-Identifier: MIT */
/* plan: the memory map. It is drawn for a plan with errors too: seeing it is how one mends them. */
#include <string.h>

#include "cli/cli.h"

int cli_plan(struct cli *cli)
{
	const struct xb_context *context;
	struct xb_buf map = {0};
	int status;

	cli_open(cli, cli->args[0], &status);
	cli_show(xb_session_diags(cli->session));
	context = xb_session_context(cli->session);
	for (size_t i = 0; context->boot && i < xb_map_format_count; i++)
		if (strcmp(xb_map_formats[i].name, cli->format) == 0)
			xb_map_formats[i].write(context, &map);
	cli_put(cli, &map);
	return status;
}

/* SPDX-License-Identifier: MIT */
/* import: what others wrote becomes a profile. */
#include <stdlib.h>

#include "cli/cli.h"

static int write_profile(struct cli *cli, const struct xb_import_source *source,
			 const struct xb_import_names *names)
{
	struct xb_buf out = {0};
	const bool good = xb_session_import(cli->session, source, names, &out);

	cli_show(xb_session_diags(cli->session));
	if (good)
		return cli_put_file(cli, cli->values[CLI_OUTPUT], &out);
	xb_buf_clear(&out);
	return cli_failed(cli, "%s: there is nothing to import", source->name);
}

int cli_import(struct cli *cli)
{
	struct xb_import_names names = {.board = cli->values[CLI_BOARD],
					.files = cli->values[CLI_FILES]};
	struct xb_import_source source;
	struct xb_buf bytes = {0};
	int status = CLI_GOOD;
	char *name;

	if (xb_file_is_same(cli->values[CLI_OUTPUT], cli->args[0]))
		return cli_usage(cli, NULL, "--output: %s is what the result is made from",
				 cli->args[0]);
	if (!cli_read_source(cli, cli->args[0], &source, &bytes, &status))
		return status;
	name = xb_import_profile_name(source.name);
	names.source = source.name;
	names.profile = name;
	status = write_profile(cli, &source, &names);
	free(name);
	xb_buf_clear(&bytes);
	return status;
}

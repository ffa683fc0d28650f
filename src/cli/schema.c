/* SPDX-License-Identifier: MIT */
/* schema: the JSON Schema of profiles, boards or option files, for editors. */
#include "cli/cli.h"

int cli_schema(struct cli *cli)
{
	const struct xb_catalog *catalog = cli_catalog(cli);
	struct xb_buf out = {0};

	if (!catalog)
		return CLI_FAILED;
	if (!xb_json_schema(catalog, &xb_output_words, cli->args[0], &out))
		return cli_usage(cli, NULL, "no schema '%s': profile, board or options", cli->args[0]);
	return cli_put_file(cli, cli->values[CLI_OUTPUT], &out);
}
